"""Somebody else's Wagtail site with Brygga as a plugin: bare settings, image and document models of its own."""
