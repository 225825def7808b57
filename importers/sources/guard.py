"""No request to an address that is not public: checked on the address that is connected to, at every redirect.

A host name is resolved once, every address it has is checked, and the connection goes to a checked address. So a
name that resolves to something else the second time (DNS rebinding) gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Sequence
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

# What socket.getaddrinfo gives for one address: family, kind, protocol, canonical name, address.
Resolved = tuple[socket.AddressFamily, socket.SocketKind, int, str, Any]
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class PrivateAddressError(OSError):
    """The host resolves to an address inside somebody's network, or to none that is public."""


def is_public(address: str) -> bool:
    """Whether an IP address may be fetched from: not private, loopback, link-local, multicast or reserved.

    Addresses that carry another inside (IPv4 in IPv6, 6to4, Teredo, NAT64) are judged by the one inside as well.
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    inner = [ip]
    if isinstance(ip, ipaddress.IPv6Address):
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


class _Guarded(HTTPConnection):
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


class _HTTPPool(HTTPConnectionPool):
    ConnectionCls = _Guarded


class _HTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _GuardedHTTPS


def pool_manager(*, allow_private: bool = False, **options: Any) -> urllib3.PoolManager:
    """A connection pool that follows no redirect by itself. `allow_private` is for tests and for sites on one's own
    network that an administrator has named."""
    manager = urllib3.PoolManager(retries=False, **options)
    if not allow_private:
        manager.pool_classes_by_scheme = {"http": _HTTPPool, "https": _HTTPSPool}
    return manager
