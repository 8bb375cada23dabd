"""The table, what of the goals is met, and the same for machines."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from jobtracker.bench.load import Measured
from jobtracker.bench.pages import Page

MOST_BYTES, WANTED_BYTES = 60_000, 45_000
CLIENTS = (1, 8)
HEAD = ("page", "queries", "CPU ms", "x R", "p50", "p95", "p99", "p50", "p95", "p99", "a second",
        "kB", "packed")  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One page: `rounds` hold what was measured by the number of clients, round by round."""

    page: Page
    queries: int
    size: int
    packed: int
    rounds: Mapping[int, Sequence[Measured]]

    def middle(self, clients: int, name: str) -> float | None:
        """The median of the rounds; None where it is not known."""
        found = [getattr(each, name) for each in self.rounds[clients]]
        return None if None in found else median(found)

    def ratio(self, reference: "Result") -> float | None:
        """CPU by one client, as a part of what the reference took in the same round."""
        pairs = zip(self.rounds[1], reference.rounds[1], strict=True)
        parts = [one.cpu / other.cpu for one, other in pairs if one.cpu and other.cpu]
        return median(parts) if parts else None

    def as_dict(self, reference: "Result") -> dict[str, Any]:
        names = ("requests", "cpu", "p50", "p95", "p99", "per_second")
        return {
            "page": self.page.name,
            "queries": self.queries,
            "bytes": self.size,
            "packed_bytes": self.packed,
            "cpu_to_reference": self.ratio(reference),
            **{f"clients_{n}": {each: self.middle(n, each) for each in names} for n in CLIENTS},
        }


def table(results: Sequence[Result]) -> Iterator[str]:
    """Line by line; times in milliseconds."""
    cells = [HEAD, *(row(each, results[0]) for each in results)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    yield f"{'':{sum(widths[:4]) + 8}}{'1 client':{sum(widths[4:7]) + 6}}8 clients"
    for name, *others in cells:
        numbers = (f"{each:>{width}}" for each, width in zip(others, widths[1:], strict=True))
        yield "  ".join([f"{name:{widths[0]}}", *numbers]).rstrip()


def row(result: Result, reference: Result) -> tuple[str, ...]:
    times = [result.middle(n, name) for n in CLIENTS for name in ("p50", "p95", "p99")]
    return (
        result.page.name,
        str(result.queries) if result.queries else "-",
        figure(result.middle(1, "cpu")),
        figure(result.ratio(reference), 2),
        *(figure(each) for each in times),
        figure(result.middle(8, "per_second"), 0),
        figure(result.size / 1_000),
        figure(result.packed / 1_000),
    )


def figure(value: float | None, digits: int = 1) -> str:
    return "-" if value is None else f"{value:.{digits}f}"


def goals(
    results: Sequence[Result], loaded: Mapping[str, int]
) -> Iterator[tuple[str, bool | None]]:
    """Each goal in words with what was found, and whether it is met; None where nobody knows."""
    for result in results:
        page, ratio = result.page, result.ratio(results[0])
        if page.most_queries:
            said = f"{page.name}: {result.queries} queries, {page.most_queries} at most"
            yield said, result.queries <= page.most_queries
        if page.most_cpu:
            said = f"{page.name}: {figure(ratio, 2)} x R, {page.most_cpu} at most"
            yield said, None if ratio is None else ratio <= page.most_cpu
    total = sum(loaded.values())
    said = f"first load: {total / 1_000:.1f} kB packed, {MOST_BYTES // 1_000} at most"
    yield f"{said}, {WANTED_BYTES // 1_000} wanted", total <= MOST_BYTES
