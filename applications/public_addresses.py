"""Which addresses belong to the public internet, however they are spelled. No Django."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

# IPv6 that is routed in public lies in here; what carries an IPv4 address is looked into.
_PUBLIC = ip_network("2000::/3")
_NAT64 = ip_network("64:ff9b::/96")
# They carry another address, or are shared, and Python calls some of their parts global.
_NEVER = (
    ip_network("2001::/23"),  # protocol assignments, Teredo among them
    ip_network("2002::/16"),  # 6to4
    ip_network("3fff::/20"),  # documentation
    ip_network("192.88.99.0/24"),  # 6to4 relays
    ip_network("192.0.0.0/24"),  # protocol assignments
    ip_network("100.64.0.0/10"),  # shared by carriers
)


def is_public(text: str) -> bool:
    """Whether it is an address that anybody on the internet may reach, and nothing nearer."""
    try:
        address = ip_address(text)
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        return _is_public_6(address)
    return _is_public_4(address)


def _is_public_6(address: IPv6Address) -> bool:
    if address.scope_id:
        return False
    inner = address.ipv4_mapped
    if inner is None and address in _NAT64:
        inner = IPv4Address(int(address) & 0xFFFFFFFF)
    if inner is not None:
        return _is_public_4(inner)
    return address in _PUBLIC and _is_open(address)


def _is_public_4(address: IPv4Address) -> bool:
    return _is_open(address)


def _is_open(address: IPv4Address | IPv6Address) -> bool:
    is_special = address.is_multicast or address.is_reserved or address.is_unspecified
    is_kept = any(address.version == each.version and address in each for each in _NEVER)
    return address.is_global and not is_special and not is_kept
