#!/usr/bin/env python
"""Django's command line for this site. `DJANGO_SETTINGS_MODULE` chooses the settings; the demo's are the default."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "brygga.site.settings.demo")
    try:
        from django.core.management import execute_from_command_line
    except ImportError as error:
        raise SystemExit(f"{error}. Kör `make install` först, eller aktivera den virtuella miljön (.venv).") from error
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
