"""Writes the container that Outlook saves messages in (MS-CFB), as plainly as it may be written."""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime

type Tree = Mapping[str, "bytes | Tree"]

SECTOR, SMALL, CUTOFF = 512, 64, 4096
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def ole_file(tree: Tree) -> bytes:  # noqa: C901
    """The bytes of a container with these streams (bytes) and storages (mappings)."""
    entries: list[dict] = [{"name": "Root Entry", "kind": 5, "left": NONE, "child": NONE}]
    _add(entries, 0, tree)
    chains: list[bytes] = []
    small = b""
    for entry in entries[1:]:
        data = entry.get("data")
        if data and len(data) < CUTOFF:
            entry["start"] = len(small) // SMALL
            small += _padded(data, SMALL)
    starts = [
        entry["start"] for entry in entries if entry.get("data") and len(entry["data"]) < CUTOFF
    ]
    small_fat = [FREE] * (len(small) // SMALL)
    for entry in entries[1:]:
        if entry.get("start") in starts and entry.get("data"):
            count = -(-len(entry["data"]) // SMALL)
            for number in range(count):
                place = entry["start"] + number
                small_fat[place] = END if number == count - 1 else place + 1
    fat: list[int] = []

    def chain(data: bytes) -> int:
        if not data:
            return END
        first, padded = len(fat), _padded(data, SECTOR)
        count = len(padded) // SECTOR
        fat.extend([*range(first + 1, first + count), END])
        chains.append(padded)
        return first

    entries[0] |= {"start": chain(small), "size": len(small)}
    for entry in entries[1:]:
        if entry.get("data") and len(entry["data"]) >= CUTOFF:
            entry["start"] = chain(entry["data"])
    small_fat_at = chain(struct.pack(f"<{len(small_fat)}I", *small_fat))
    directory_at = chain(b"".join(map(_entry, entries)))
    fat_sectors = 1
    while (len(fat) + fat_sectors) * 4 > fat_sectors * SECTOR:
        fat_sectors += 1
    places = list(range(len(fat), len(fat) + fat_sectors))
    fat += [FAT] * fat_sectors
    table = _padded(struct.pack(f"<{len(fat)}I", *fat), SECTOR, b"\xff")
    small_sectors = -(-len(small_fat) * 4 // SECTOR)
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, fat_sectors, directory_at, 0, CUTOFF, small_fat_at, small_sectors, END, 0, places[0],
    )  # fmt: skip
    rest = [*places[1:], *[FREE] * (109 - len(places))]
    return head + struct.pack(f"<{len(rest)}I", *rest) + b"".join(chains) + table


def message(properties: Tree, fixed: Mapping[tuple[int, int], bytes], head: int = 32) -> Tree:
    """The tree of a message; ``fixed`` maps (number, kind) to eight bytes."""
    rows = b"".join(struct.pack("<HHI", kind, n, 6) + value for (n, kind), value in fixed.items())
    return {**properties, "__properties_version1.0": bytes(head) + rows}


def text(number: int, value: str) -> dict[str, bytes]:
    return {f"__substg1.0_{number:04X}001F": value.encode("utf-16-le")}


def binary(number: int, value: bytes) -> dict[str, bytes]:
    return {f"__substg1.0_{number:04X}0102": value}


def file_time(moment: datetime) -> bytes:
    ticks = (moment - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds() * 10_000_000
    return struct.pack("<Q", int(ticks))


def _add(entries: list[dict], parent: int, tree: Tree) -> None:
    """Hang the members of a storage into a list, each to the right of the one before."""
    before = None
    for name, value in tree.items():
        entry = {"name": name, "kind": 2 if isinstance(value, bytes) else 1, "child": NONE}
        entry["left"] = NONE
        if isinstance(value, bytes):
            entry |= {"data": value, "size": len(value)}
        entries.append(entry)
        here = len(entries) - 1
        if before is None:
            entries[parent]["child"] = here
        else:
            entries[before]["right"] = here
        before = here
        if not isinstance(value, bytes):
            _add(entries, here, value)


def _entry(entry: dict) -> bytes:
    name = (entry["name"] + "\0").encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        name, len(name), entry["kind"], 1, entry["left"], entry.get("right", NONE),
        entry["child"], b"", 0, 0, 0, entry.get("start", END), entry.get("size", 0),
    )  # fmt: skip


def _padded(data: bytes, size: int, by: bytes = b"\0") -> bytes:
    return data + by * (-len(data) % size)
