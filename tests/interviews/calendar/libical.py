"""What libical, which many mail and calendar programs read with, says of an iCalendar stream.

It knows the tables of RFC 5546: which property a component must have, and which it must not, for
each method.
"""

import ctypes
from functools import cache

LIBRARY = "libical.so.3"
KNOWN_BAD = "X-LIC-ERROR"


@cache
def library():
    """The library, None on a machine that has none."""
    try:
        found = ctypes.CDLL(LIBRARY)
    except OSError:
        return None
    for name, result, arguments in (
        ("icalcomponent_new_from_string", ctypes.c_void_p, [ctypes.c_char_p]),
        ("icalrestriction_check", ctypes.c_int, [ctypes.c_void_p]),
        ("icalcomponent_as_ical_string", ctypes.c_char_p, [ctypes.c_void_p]),
        ("icalcomponent_free", None, [ctypes.c_void_p]),
    ):
        function = getattr(found, name)
        function.restype, function.argtypes = result, arguments
    return found


def complaints(data):
    """Lines that say what breaks the standard, each with the rule; none where all is well."""
    read = library()
    component = read.icalcomponent_new_from_string(data)
    assert component, "libical cannot read it at all"
    try:
        is_well = read.icalrestriction_check(component)
        text = read.icalcomponent_as_ical_string(component).decode()
    finally:
        read.icalcomponent_free(component)
    lines = text.replace("\r\n ", "").splitlines()
    found = [line for line in lines if line.startswith(KNOWN_BAD)]
    return found or ([] if is_well else ["refused without a word"])
