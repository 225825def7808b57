"""The commands of importing. None of them does anything without what `brygga[import]` brings, so it is asked for
before any of them is loaded: who lacks it is told what to install, not which module was not found."""

from brygga.site.import_extra import require

require()
