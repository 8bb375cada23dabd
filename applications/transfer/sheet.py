"""A table as it was read: texts only, and the row's number as its own program shows it."""

import json
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True)
class Row:
    """One line: as many cells as the table has columns."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Sheet:
    """The names of the columns, and the rows that are not blank."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, number: int) -> list[str]:
        """The cells of a column that say something."""
        return [row.cells[number] for row in self.rows if row.cells[number]]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "header": self.header,
            "rows": [[row.number, *row.cells] for row in self.rows],
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The reverse of ``as_dict``.

        :raises ValueError: for what is no table
        """
        header = tuple(str(name) for name in data["header"])
        rows = tuple(Row(int(number), tuple(map(str, cells))) for number, *cells in data["rows"])
        if any(len(row.cells) != len(header) for row in rows):
            raise ValueError("A row has not as many cells as there are columns.")
        return cls(header, rows)

    def packed(self) -> bytes:
        """To be kept."""
        return json.dumps(self.as_dict(), ensure_ascii=False).encode("utf-8", "surrogatepass")

    @classmethod
    def unpacked(cls, data: bytes) -> Self:
        """What was kept."""
        return cls.from_dict(json.loads(data.decode("utf-8", "surrogatepass")))
