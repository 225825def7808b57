"""What `make demo` needs and a fresh machine may lack, asked before anything is installed: one clear line for each.

Usage: python scripts/demo_checks.py HOST PORT MINIMUM_FREE_MEGABYTES
Uses the standard library only, since it runs before there is a virtual environment. Exit status 1 and one line on
standard error when something is missing.
"""

import errno
import os
import shutil
import socket
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


class MissingError(Exception):
    """A prerequisite that is missing; the message says what to do, in Swedish and in English."""


def check_port(host: str, port: str) -> None:
    """Raises MissingError unless a server can listen on `host`:`port`."""
    if not port.isdigit() or not 1 <= int(port) <= 65535:
        raise MissingError(
            f"PORT={port} är inget portnummer. Ange ett tal mellan 1 och 65535, till exempel make demo PORT=8080. / "
            f"PORT={port} is not a port number; give one between 1 and 65535."
        )
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, int(port), type=socket.SOCK_STREAM)[0]
    except OSError as error:
        raise MissingError(
            f"HOST={host} går inte att slå upp. Ange en adress som datorn har, till exempel HOST=127.0.0.1. / "
            f"HOST={host} cannot be resolved; give an address of this machine."
        ) from error
    with socket.socket(family, kind, protocol) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind(address)
            listener.listen(1)
        except OSError as error:
            raise MissingError(_port_message(host, int(port), error)) from error


def _port_message(host: str, port: int, error: OSError) -> str:
    other = port + 1 if port < 65535 else 8000
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} används redan av ett annat program. Stoppa det eller välj en annan port: "
            f"make demo PORT={other}. / Port {port} is taken; stop that program or choose another port."
        )
    if error.errno == errno.EACCES:
        return (
            f"Port {port} kräver särskilda rättigheter. Välj en port över 1023: make demo PORT=8000. / "
            f"Port {port} needs special rights; choose a port above 1023."
        )
    return (
        f"Det går inte att lyssna på {host}:{port} ({error.strerror}). Ange en adress som datorn har, "
        f"till exempel HOST=127.0.0.1. / Cannot listen on {host}:{port}."
    )


def check_folder(folder: Path, minimum: int) -> None:
    """Raises MissingError unless `folder`, or the nearest existing one above, is writable with `minimum` MB left."""
    place = folder.resolve()
    while not place.exists():
        place = place.parent
    if not place.is_dir() or not os.access(place, os.W_OK):
        raise MissingError(
            f"{place} går inte att skriva i. Ge dig själv skrivrätt där, eller välj en annan mapp med BRYGGA_VAR "
            f"eller MEDIA_ROOT. / {place} is not writable."
        )
    free = shutil.disk_usage(place).free // 1_000_000
    if free < minimum:
        raise MissingError(
            f"Det finns bara {free} MB ledigt på disken för {folder}, och demon behöver {minimum} MB. Frigör utrymme "
            f"och kör kommandot igen. / Only {free} MB free on disk; the demo needs {minimum} MB."
        )


def main(host: str, port: str, minimum: str) -> None:
    check_port(host, port)
    var = Path(os.environ.get("BRYGGA_VAR") or ROOT / "var")
    installed = (ROOT / ".venv" / "bin" / "python").exists()
    check_folder(ROOT, 50 if installed and int(minimum) == 1000 else int(minimum))
    check_folder(var, 50)
    check_folder(Path(os.environ.get("MEDIA_ROOT") or var / "media"), 50)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:4])
    except MissingError as missing:
        sys.exit(f"Fel: {missing}")
