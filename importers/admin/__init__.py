"""The communicator's workplace for imports, in the Wagtail admin."""
