"""The site's own pages: subclasses of Brygga's, with no template, one as the guide writes it."""
