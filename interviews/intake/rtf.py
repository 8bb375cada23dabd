"""Rich text as Outlook keeps it: unpacked, and its words alone."""

import re
import struct

_MAX = 4_000_000
_START = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_TOKEN = re.compile(
    r"\\([a-z]{1,32})(-?\d{1,10})?[ ]?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|(.)",
    re.IGNORECASE | re.DOTALL,
)
_BREAKS = {"par": "\n", "line": "\n", "tab": "\t", "cell": " ", "row": "\n"}
# Groups whose words are no words of the text.
_HIDDEN = frozenset(["fonttbl", "colortbl", "stylesheet", "info", "pict", "themedata", "listtable"])


def decompressed(data: bytes) -> bytes:
    """Return the rich text of a compressed one (MS-OXRTFCP); nothing where it is none."""
    if len(data) < 16:
        return b""
    _, size, kind, _ = struct.unpack("<IIII", data[:16])
    if kind == 0x414C454D:
        return data[16:][:_MAX]
    if kind != 0x75465A4C:
        return b""
    return _unfolded(data[16:], min(size, _MAX))


def _unfolded(data: bytes, size: int) -> bytes:
    window = bytearray(4096)
    window[: len(_START)] = _START
    at, out, place = len(_START), bytearray(), 0
    while place < len(data) and len(out) < size:
        control, place = data[place], place + 1
        for bit in range(8):
            if not control >> bit & 1:
                chunk, place = data[place : place + 1], place + 1
            else:
                if place + 1 >= len(data):
                    return bytes(out)
                reference = data[place] << 8 | data[place + 1]
                start, length, place = reference >> 4, (reference & 15) + 2, place + 2
                if start == at:
                    return bytes(out)
                chunk = b""
                for step in range(length):
                    one = window[(start + step) % 4096]
                    window[(at + step) % 4096] = one
                    chunk += bytes([one])
            for step, one in enumerate(chunk):
                window[(at + step) % 4096] = one
            at = (at + len(chunk)) % 4096
            out += chunk
    return bytes(out[:size])


def rtf_text(data: bytes) -> str:
    """Return the words of rich text, breaks included."""
    words: list[str] = []
    hidden: list[bool] = [False]
    skip = 0
    for match in _TOKEN.finditer(data[:_MAX].decode("latin-1")):
        word, number, code, sign, brace, plain = match.groups()
        if brace == "{":
            hidden.append(hidden[-1])
        elif brace == "}":
            hidden = hidden[:-1] or [False]
        elif (word and word.lower() in _HIDDEN) or sign == "*":
            hidden[-1] = True
        elif hidden[-1]:
            continue
        elif word == "u" and number:
            words.append(chr(int(number) % 0x10000))
            skip = 1
        elif skip and (code or plain):
            skip = 0
        else:
            words.append(_shown(word, code, sign, plain))
    return "".join(words).strip()


def _shown(word: str | None, code: str | None, sign: str | None, plain: str | None) -> str:
    if code:
        return bytes([int(code, 16)]).decode("cp1252", "replace")
    if sign:
        return " " if sign == "~" else sign if sign in "\\{}" else ""
    return _BREAKS.get(word.lower(), "") if word else plain or ""
