"""What docs/avinstallera.md has a site make for the pages that stay when Brygga goes."""
