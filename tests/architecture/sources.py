"""The project's own files, and the imports written in them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PACKAGES = ("jobtracker", "applications", "interviews")


@dataclass(frozen=True)
class Source:
    """One module: its dotted name and its text."""

    name: str
    text: str
    is_package: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    def imports(self) -> Iterator[str]:
        """The dotted name of everything imported at run time, relative imports resolved.

        `from a import b` gives `a.b`, since `b` may be a module.
        """
        for node in walk_run_time(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = self._base(node)
                yield from (f"{base}.{alias.name}" for alias in node.names)

    def _base(self, node: ast.ImportFrom) -> str:
        if not node.level:
            return node.module or ""
        above = self.name.split(".")
        kept = len(above) - node.level + self.is_package
        return ".".join([*above[:kept], *([node.module] if node.module else [])])


def walk_run_time(node: ast.AST) -> Iterator[ast.AST]:
    """Every node but those that only a type checker sees."""
    yield node
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test).endswith("TYPE_CHECKING"):
            yield from (found for other in child.orelse for found in walk_run_time(other))
        else:
            yield from walk_run_time(child)


def sources() -> list[Source]:
    """Every module of the product, migrations left out: they are written by Django."""
    return [
        Source(module_name(path), path.read_text(), is_package=path.name == "__init__.py")
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
        if "migrations" not in path.parts
    ]


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def templates() -> dict[str, str]:
    """Text by path for every template."""
    folder = ROOT / "templates"
    return {str(p.relative_to(ROOT)): p.read_text() for p in sorted(folder.rglob("*.html"))}


def is_within(name: str, *packages: str) -> bool:
    """Whether the dotted name is one of these or lies inside one."""
    return any(name == package or name.startswith(f"{package}.") for package in packages)
