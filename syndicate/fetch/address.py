"""Which addresses may be talked to: the public internet, and what `allow` names."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_network,
)

from syndicate.text.urls import ascii_host

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

# Why an address is not the public internet's; the first that holds names it.
# Registries: IANA special-purpose addresses (RFC 6890), RFC 6598, RFC 5771.
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("loopback", ("127.0.0.0/8", "::1/128")),
    ("link-local", ("169.254.0.0/16", "fe80::/10")),
    ("private", ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7")),
    ("private", ("fec0::/10",)),  # site-local, deprecated and still routed inside
    ("shared by a carrier", ("100.64.0.0/10",)),
    ("multicast", ("224.0.0.0/4", "ff00::/8")),
    # Where clouds tell a machine about itself, at addresses that look public.
    ("a cloud's metadata", ("168.63.129.16/32", "192.0.0.192/32")),
    # What some Python versions take for global: protocol assignments, the 6to4 relays,
    # documentation (RFC 9637), segment routing (RFC 9602).
    ("reserved", ("192.0.0.0/24", "192.88.99.0/24", "3fff::/20", "5f00::/16")),
    ("private", ("64:ff9b:1::/48",)),  # translation inside a network, RFC 8215
)
_NETWORKS = tuple(
    (kind, ip_network(network)) for kind, networks in KINDS for network in networks
)

# IPv6 ranges that carry an IPv4 address in their last four bytes: mapped, translated
# (RFC 2765), NAT64 (RFC 6052), compatible.
_EMBEDDING = tuple(
    IPv6Network(network)
    for network in ("::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "::/96")
)
_ISATAP = 0x5EFE  # RFC 5214: before an IPv4 address, in bytes 10 and 11
_UNICAST = IPv6Network("2000::/3")  # all that the internet's registries give out


def describe_address(address: Address) -> str:
    """What an address is when it is not the public internet's; "" when it is.

    An IPv4 address inside an IPv6 one (mapped, translated, 6to4, Teredo, NAT64,
    ISATAP) counts as itself.

    >>> describe_address(IPv4Address("10.0.0.1"))
    'private'
    >>> describe_address(IPv6Address("::ffff:127.0.0.1"))
    'loopback'
    >>> describe_address(IPv4Address("93.184.216.34"))
    ''
    """
    for inner in _inner_addresses(address):
        for kind, network in _NETWORKS:
            if inner.version == network.version and inner in network:
                return kind
        strange = isinstance(inner, IPv6Address) and inner not in _UNICAST
        if strange or not inner.is_global or inner.is_multicast:
            return "reserved"
    return ""


def _inner_addresses(address: Address) -> tuple[Address, ...]:
    """The addresses a packet to this one may reach: those inside it, or itself."""
    if isinstance(address, IPv4Address):
        return (address,)
    if address.teredo is not None:
        return address.teredo
    if address.sixtofour is not None:
        return (address.sixtofour,)
    embedded = any(address in network for network in _EMBEDDING)
    if embedded and int(address) > 1:  # :: and ::1 are themselves
        return (_last_four(address),)
    if int(address) >> 32 & 0xFDFF_FFFF == _ISATAP:
        return (address, _last_four(address))
    return (address,)


def _last_four(address: IPv6Address) -> IPv4Address:
    return IPv4Address(int(address) & 0xFFFF_FFFF)


@dataclass(frozen=True, slots=True)
class Allowed:
    """One entry of `allow`: a host by name or a network, at one port or at all."""

    host: str = ""
    network: Network | None = None
    port: int | None = None

    def covers(self, host: str, port: int, address: Address) -> bool:
        """Whether this entry allows a connection."""
        if self.port is not None and self.port != port:
            return False
        if self.network is None:
            return self.host == ascii_host(host)
        mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
        plain = mapped or address
        return plain.version == self.network.version and plain in self.network


def read_allowed(entry: str) -> Allowed:
    """An entry of `allow`: host, host:port, address, address:port or network.

    >>> read_allowed("Intranet.example.org:8080")
    Allowed(host='intranet.example.org', network=None, port=8080)
    >>> read_allowed("10.0.0.0/8").network
    IPv4Network('10.0.0.0/8')
    >>> read_allowed("[::1]:80").network, read_allowed("::1").port
    (IPv6Network('::1/128'), None)
    >>> read_allowed("Bücher.example").host
    'xn--bcher-kva.example'
    """
    entry = entry.strip()
    network = _as_network(entry)
    if network is not None:
        return Allowed(network=network)
    host, separator, digits = entry.rpartition(":")
    if not separator or not digits.isdecimal():
        host, digits = entry, ""
    host = ascii_host(host.strip("[]"))
    port = int(digits) if digits else None
    network = _as_network(host)
    return Allowed("" if network else host, network, port)


def _as_network(text: str) -> Network | None:
    try:
        return ip_network(text.strip("[]"), strict=False)
    except ValueError:
        return None


def refuse_address(
    host: str, port: int, address: Address, allowed: tuple[Allowed, ...]
) -> str:
    """Why a connection to that host at that address is refused; "" when it is not.

    >>> refuse_address("clinic.example.org", 80, IPv4Address("10.0.0.1"), ())
    'address 10.0.0.1 is private; name it in [fetch] allow'
    """
    kind = describe_address(address)
    if not kind or any(entry.covers(host, port, address) for entry in allowed):
        return ""
    return f"address {address} is {kind}; name it in [fetch] allow"
