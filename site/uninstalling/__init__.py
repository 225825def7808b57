"""Taking Brygga out of a site: what would happen, an export of everything, pages that stay as another type, tables."""
