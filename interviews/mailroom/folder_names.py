"""The names of folders as IMAP spells them: what is not ASCII stands in a base64 of its own.

RFC 3501, 5.1.3. No Django.
"""

import base64
import binascii
import re


def spelled(name: str) -> str:
    """As the server knows it."""
    return re.sub(r"[^\x20-\x7e]+", _shifted, name.replace("&", "&-"))


def read(spelling: str) -> str:
    """As a person reads it; what is no such spelling stays as it is."""
    return re.sub(r"&([A-Za-z0-9+,]*)-", _unshifted, spelling)


def _shifted(found: re.Match[str]) -> str:
    coded = base64.b64encode(found[0].encode("utf-16-be"), altchars=b"+,").decode()
    return f"&{coded.rstrip('=')}-"


def _unshifted(found: re.Match[str]) -> str:
    coded = found[1]
    if not coded:
        return "&"
    try:
        text = base64.b64decode(coded + "=" * (-len(coded) % 4), altchars=b"+,", validate=True)
        return text.decode("utf-16-be")
    except (binascii.Error, UnicodeDecodeError):
        return found[0]
