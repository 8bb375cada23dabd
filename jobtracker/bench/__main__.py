"""`python -m jobtracker.bench`, which `make bench` calls."""

import argparse
import json
import os
import platform
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jobtracker.bench.place import own_place

if TYPE_CHECKING:
    from jobtracker.bench.pages import Page
    from jobtracker.bench.report import Result
    from jobtracker.bench.server import Server

MOST_APPLICATIONS = 10_000_000
MOST_CANDIDATES = 100_000
MOST_MAILS = 9_000


def main() -> int:
    options = arguments()
    with own_place(os.environ.get("DATABASE_URL", "")):
        return run(options)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m jobtracker.bench", description=__doc__)
    parser.add_argument("--candidates", type=int, default=200, help="how many people search")
    parser.add_argument("--applications", type=int, default=20_000, help="of all of them together")
    parser.add_argument("--caseload", type=int, default=2_000, help="candidates of a large firm")
    parser.add_argument("--seconds", type=float, default=1.0, help="for each page in each round")
    parser.add_argument("--rounds", type=int, default=3, help="of which the median is told")
    parser.add_argument("--least", type=int, default=20, help="requests at least in each round")
    parser.add_argument("--mails", type=int, default=0, help="measure incoming mail instead")
    parser.add_argument("--json", type=Path, help="a file to write the figures to")
    options = parser.parse_args()
    if not 1 <= options.candidates <= options.applications <= MOST_APPLICATIONS:
        parser.error("there is at least one application each, and ten million in all.")
    if not 0 <= options.caseload <= MOST_CANDIDATES:
        parser.error("a firm has at most a hundred thousand candidates here.")
    if not 0 <= options.mails <= MOST_MAILS:
        parser.error(f"at most {MOST_MAILS} mails: an address takes so many in a day.")
    return options


def run(options: argparse.Namespace) -> int:
    """In a place of its own: fill it, measure, and tell."""
    if options.mails:
        return run_mail(options)
    prepare()
    from jobtracker.bench.caseload import make_caseload
    from jobtracker.bench.pages import pages
    from jobtracker.bench.seed import seed, settle
    from jobtracker.bench.server import PRODUCT, REFERENCE, running
    from jobtracker.server import let_go_of_database

    seed(options.candidates, options.applications)
    make_caseload(options.candidates, options.caseload, at=datetime.now(UTC))
    settle()
    measured = [(page, 0 if page.settings == REFERENCE else page.queries) for page in pages()]
    about = describe(options)
    let_go_of_database()
    with running(PRODUCT, REFERENCE) as (product, reference):
        servers = {PRODUCT: product, REFERENCE: reference}
        results = measure_all(measured, servers, options)
        loaded = first_load_of(measured, product)
    tell(results, loaded, about, options.json)
    return 0


def run_mail(options: argparse.Namespace) -> int:
    """The way of a mail from a mail server to the inbox."""
    from jobtracker.bench.mail import DOMAIN, measure_mail, tell_mail

    os.environ["MAIL_DOMAIN"] = DOMAIN
    prepare()
    found = measure_mail(options.mails)
    tell_mail(found, options.json)
    return 0


def prepare() -> None:
    """The product's own tables and static files, as at every start."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "jobtracker.settings"
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def measure_all(
    pages: Sequence[tuple["Page", int]], servers: dict[str, "Server"], options: argparse.Namespace
) -> list["Result"]:
    """Page after page in each round, so that what else the machine does meets all of them."""
    from jobtracker.bench.load import Measured, ask, measure
    from jobtracker.bench.progress import Progress
    from jobtracker.bench.report import CLIENTS, Result

    progress = Progress("Measurements", len(pages) * (options.rounds + 1))
    rounds: list[dict[int, list[Measured]]] = [{n: [] for n in CLIENTS} for _ in pages]
    for page, _ in pages:
        measure(servers[page.settings], page.visits, clients=4, seconds=0, least=options.least)
        progress.advance(1)
    for _ in range(options.rounds):
        for (page, _), found in zip(pages, rounds, strict=True):
            server, how = servers[page.settings], {"seconds": options.seconds}
            for n in CLIENTS:
                found[n].append(measure(server, page.visits, clients=n, least=options.least, **how))
            progress.advance(1)
    answers = [ask(servers[page.settings], page.visits[0]) for page, _ in pages]
    return [
        Result(page, queries, answer.size, answer.packed, found)
        for (page, queries), answer, found in zip(pages, answers, rounds, strict=True)
    ]


def first_load_of(pages: Sequence[tuple["Page", int]], server: "Server") -> dict[str, int]:
    """Of the list, where people come in most."""
    from jobtracker.bench.first_load import first_load

    return first_load(server, next(page.visits[0] for page, _ in pages if page.name == "list"))


def describe(options: argparse.Namespace) -> dict[str, Any]:
    """What was measured where."""
    import django
    from django.db import connection

    from jobtracker.checks import describe_durability

    return {
        "candidates": options.candidates,
        "applications": options.applications,
        "caseload": options.caseload,
        "database": describe_durability(connection),
        "python": platform.python_version(),
        "django": django.get_version(),
        "cores": os.cpu_count(),
        "load": os.getloadavg(),
    }


def tell(
    results: Sequence["Result"], loaded: dict[str, int], about: dict[str, Any], file: Path | None
) -> None:
    from jobtracker.bench.report import goals, table

    found = list(goals(results, loaded))
    about = {**about, "load_after": os.getloadavg()}
    print(*(f"{name}: {value}" for name, value in about.items()), "", sep="\n")
    print(*table(results), "", sep="\n")
    marks = {True: "met   ", False: "MISSED", None: "?     "}
    print(*(f"{marks[is_met]}  {said}" for said, is_met in found), sep="\n")
    if file is not None:
        told = {
            **about,
            "pages": [each.as_dict(results[0]) for each in results],
            "first_load_packed_bytes": loaded,
            "goals": [{"goal": said, "met": is_met} for said, is_met in found],
        }
        file.write_text(json.dumps(told, indent=2) + "\n")


if __name__ == "__main__":
    sys.exit(main())
