"""Which addresses a request may go to: the host is resolved here, checked, and the request sent to what was checked.

A name that resolves to something else a moment later (DNS rebinding) therefore gains nothing: nobody resolves twice.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Collection
from fnmatch import fnmatchcase

import httpx

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class NotAllowed(Exception):
    """An address that must not be asked. The message says which and why."""


def is_public(address: Address) -> bool:
    """Whether an address is of the public internet: neither private, loopback, link-local, multicast nor reserved."""
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if inner is not None:
        return is_public(inner)
    teredo = getattr(address, "teredo", None)
    return address.is_global and not address.is_multicast and not address.is_reserved and teredo is None


def resolve(host: str, port: int, private_hosts: Collection[str] = ()) -> str:
    """The address to ask for a host. Raises NotAllowed when any of its addresses is not public, unless it is named.

    Raises httpx.ConnectError when the name has no address.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise httpx.ConnectError(f"the host {host} has no address: {error}") from error
    addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if host.lower() not in {name.lower() for name in private_hosts}:
        for address in addresses:
            if not is_public(address):
                raise NotAllowed(f"{host} has the address {address}, which is not public")
    return str(addresses[0])


def is_named(host: str, patterns: Collection[str]) -> bool:
    """Whether a host is one of those that a source names; * stands for any part."""
    return any(fnmatchcase(host.lower(), pattern.lower()) for pattern in patterns)


class GuardedTransport(httpx.BaseTransport):
    """Sends each request to an address that was checked; certificates are still held against the host's name."""

    def __init__(self, private_hosts: Collection[str] = ()) -> None:
        self._private_hosts = private_hosts
        self._inner = httpx.HTTPTransport(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        address = resolve(url.host, url.port or (443 if url.scheme == "https" else 80), self._private_hosts)
        pinned = httpx.Request(
            method=request.method,
            url=url.copy_with(host=address),
            headers=request.headers,  # its Host is the name
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": url.host},
        )
        return self._inner.handle_request(pinned)

    def close(self) -> None:
        self._inner.close()
