"""Projects by name and cue."""
