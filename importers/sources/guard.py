"""No request to an address that is not public: checked on the address that is connected to, at every redirect.

A host name is resolved once, every address it has is checked, and the connection goes to a checked address. So a
name that resolves to something else the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import contextlib
import ipaddress
import socket
import threading
from collections.abc import Callable, Sequence
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

# What socket.getaddrinfo gives for one address: family, kind, protocol, canonical name, address.
Resolved = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# Forms that lead into somebody's network, or to whatever IPv4 address they carry, though they count as global: IPv4 as
# it was once written in IPv6, a network's own NAT64 (RFC 8215), translated IPv4, segment routing, documentation.
_NEVER = tuple(
    map(
        ipaddress.ip_network,
        ("::/96", "64:ff9b:1::/48", "::ffff:0:0:0/96", "fec0::/10", "5f00::/16", "3fff::/20", "2001:20::/28"),
    )
)
_TOO_LONG = "the answer takes too long"


class PrivateAddressError(OSError):
    """The host resolves to an address inside somebody's network, or to none that is public."""


def is_public(address: str) -> bool:
    """Whether an IP address may be fetched from: not private, loopback, link-local, multicast or reserved.

    Addresses that carry another inside (IPv4 in IPv6, 6to4, Teredo, NAT64) are judged by the one inside as well.
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    inner = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
        if any(ip in network for network in _NEVER):
            return False
        inner += [x for x in (ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())) if x]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    return all(x.is_global and not x.is_multicast and not x.is_reserved for x in inner if x.version == 4) and (
        ip.version == 4 or ip.ipv4_mapped is not None or (ip.is_global and not ip.is_multicast)
    )


def resolve(host: str, port: int) -> Sequence[Resolved]:
    """The socket addresses of a host. Raises PrivateAddressError when any of them is not public."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    if not found or not all(is_public(str(info[4][0])) for info in found):
        raise PrivateAddressError(f"{host} has an address that is not public")
    return found


class _Timed(HTTPConnection):
    """Is cut off when connecting or the answer's head takes too long in all. A slow drip is in time with each byte."""

    longest = 120.0  # seconds

    def connect(self) -> None:
        self._within(super().connect)

    def getresponse(self) -> Any:
        return self._within(super().getresponse)

    def _within(self, work: Callable[[], Any]) -> Any:
        cut = threading.Event()

        def cut_off() -> None:
            cut.set()
            with contextlib.suppress(OSError, AttributeError):
                self.sock.shutdown(socket.SHUT_RDWR)

        timer = threading.Timer(self.longest, cut_off)
        timer.daemon = True
        timer.start()
        try:
            result = work()
        except Exception as error:
            if cut.is_set():
                raise TimeoutError(_TOO_LONG) from error
            raise
        finally:
            timer.cancel()
        if cut.is_set():  # what had come until then looks like the whole head
            raise TimeoutError(_TOO_LONG)
        return result


class _TimedHTTPS(_Timed, HTTPSConnection):
    pass


class _Guarded(_Timed):
    """Connects to checked addresses only."""

    def _new_conn(self) -> socket.socket:
        failure: OSError | None = None
        try:
            addresses = resolve(self._dns_host, self.port)
        except socket.gaierror as error:
            raise urllib3.exceptions.NameResolutionError(self.host, self, error) from error
        for family, kind, protocol, _name, address in addresses:
            sock = socket.socket(family, kind, protocol)
            try:
                if isinstance(self.timeout, (int, float)):
                    sock.settimeout(self.timeout)
                sock.connect(address)
            except OSError as error:
                sock.close()
                failure = error
            else:
                return sock
        raise urllib3.exceptions.NewConnectionError(self, f"no connection: {failure}") from failure


class _GuardedHTTPS(_Guarded, HTTPSConnection):
    pass


def pool_manager(*, allow_private: bool = False, longest: float = 120.0, **options: Any) -> urllib3.PoolManager:
    """A connection pool that follows no redirect by itself. `allow_private` is for tests and for sites on one's own
    network that an administrator has named; `longest` is how long connecting and the answer's head may take."""
    plain, secure = (_Timed, _TimedHTTPS) if allow_private else (_Guarded, _GuardedHTTPS)
    connections = {"http": (HTTPConnectionPool, plain), "https": (HTTPSConnectionPool, secure)}
    manager = urllib3.PoolManager(retries=False, **options)
    manager.pool_classes_by_scheme = {
        scheme: type("Pool", (pool,), {"ConnectionCls": type("Connection", (connection,), {"longest": longest})})
        for scheme, (pool, connection) in connections.items()
    }
    return manager
