"""A line on the terminal that says how far it is."""

import sys
import time

WIDTH = 30
REDRAW_SECONDS = 0.2


class Progress:
    """Drawn over itself on a terminal; elsewhere only its end is written."""

    def __init__(self, label: str, total: int) -> None:
        self.label, self.total, self.done = label, total, 0
        self.started_at, self.drawn_at = time.monotonic(), 0.0

    def advance(self, by: int) -> None:
        self.done += by
        is_over, now = self.done >= self.total, time.monotonic()
        if is_over or (sys.stderr.isatty() and now > self.drawn_at + REDRAW_SECONDS):
            self.drawn_at = now
            self._draw(now, "\n" if is_over else "")

    def _draw(self, now: float, end: str) -> None:
        full = WIDTH * self.done // self.total
        took = now - self.started_at
        line = f"{self.label} {'#' * full:.<{WIDTH}} {self.done:,} of {self.total:,}, {took:.0f} s"
        print(f"\r{line}", end=end, file=sys.stderr, flush=True)
