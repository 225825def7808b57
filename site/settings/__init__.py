"""Settings for each way of running the site: `demo` (the default), `test`, `production`; `base` is what they share."""
