"""Rows of a job search that a view takes without asking who may see them."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import Source, is_within

ASKS = {"visible_to", "shared_with", "editable_by", "decidable_by"}
# Functions that ask, for the rows that they are handed.
ASKED_BY = {"visible", "decidable"}
# Of a row that the view holds already, by the right that it asked for.
OF_A_ROW = {"candidate", "application", "invitation", "message", "decision", "interview"}
# They only add.
ADDS = {
    "start", "issue", "receive", "named", "take_in", "decide", "decide_after", "ask", "keep",
    "about", "connect", "plan", "log", "take", "bring_in", "await_reading", "tell", "refuse",
    "let_us_in", "prepare", "make",
}  # fmt: skip
MANAGERS = {"objects", "_default_manager", "_base_manager"}
VIEWS = ("jobtracker.home", "jobtracker.desk", "jobtracker.api")


def unasked(source: Source, owned: set[str]) -> Iterator[str]:
    """Each place in a view where a row of these models is looked up by nothing but its number."""
    if not is_within(source.name, *VIEWS) and "views" not in source.name.split("."):
        return
    parents = {
        child: node for node in ast.walk(source.tree) for child in ast.iter_child_nodes(node)
    }
    for node in ast.walk(source.tree):
        if is_manager_of(node, owned) and not is_asked(node, parents):
            yield f"{source.name}, line {node.lineno}: {ast.unparse(whole(node, parents))}"
        elif is_model_looked_up(node, owned):
            yield f"{source.name}, line {node.lineno}: {ast.unparse(node)}"


def is_manager_of(node: ast.AST, owned: set[str]) -> bool:
    is_manager = isinstance(node, ast.Attribute) and node.attr in MANAGERS
    return is_manager and isinstance(node.value, ast.Name) and node.value.id in owned


def is_model_looked_up(node: ast.AST, owned: set[str]) -> bool:
    """`get_object_or_404(Model, …)`."""
    return isinstance(node, ast.Call) and any(
        isinstance(argument, ast.Name) and argument.id in owned
        for argument in node.args
        if isinstance(node.func, ast.Name) and node.func.id.startswith("get_")
    )


def chain(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    """The manager and every attribute and call that follows it, to the end of the expression."""
    while isinstance(node, ast.Attribute | ast.Call):
        yield node
        parent = parents[node]
        if isinstance(parent, ast.Call) and node is not parent.func:
            return
        node = parent


def whole(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> ast.AST:
    return list(chain(node, parents))[-1]


def is_asked(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    steps = list(chain(node, parents))
    names = {step.attr for step in steps if isinstance(step, ast.Attribute)}
    calls = [step for step in steps if isinstance(step, ast.Call)]
    is_of_a_row = any(is_of_a_row_at_hand(word) for call in calls for word in call.keywords)
    return bool(names & (ASKS | ADDS)) or is_of_a_row or is_handed_on(steps[-1], parents)


def is_of_a_row_at_hand(word: ast.keyword) -> bool:
    """`candidate=…` and the like, or `pk=found.pk`."""
    is_same = word.arg == "pk" and ast.unparse(word.value).endswith(".pk")
    return is_same or (word.arg or "").partition("__")[0] in OF_A_ROW


def is_handed_on(rows: ast.AST, parents: dict[ast.AST, ast.AST]) -> bool:
    """Whether a function that asks gets them, at once or by the name they are given."""
    around = parents[rows]
    if isinstance(around, ast.Call):
        return name_of(around.func) in ASKED_BY
    if not isinstance(around, ast.Assign):
        return False
    name = ast.unparse(around.targets[0])
    return any(
        name in {part.id for part in ast.walk(call) if isinstance(part, ast.Name)}
        for call in ast.walk(parents[around])
        if isinstance(call, ast.Call) and name_of(call.func) in ASKED_BY
    )


def name_of(function: ast.AST) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
