"""Who may bring tables in and take them along, and what the forms on the way ask for."""

from tests.access.policy import CANDIDATES, ME, Policy

TABLE_POLICIES = {
    "applications:imports": Policy(get=CANDIDATES, post=CANDIDATES),
    "applications:import": Policy(get=ME, sent_on=ME, row="table"),
    "applications:import-columns": Policy(get=ME, post=ME, row="table"),
    "applications:import-check": Policy(get=ME, post=ME, row="table"),
    "applications:import-taking": Policy(post=ME, row="table"),
    "applications:import-undoing": Policy(post=ME, row="table"),
    "applications:import-discarding": Policy(post=ME, row="table"),
    "applications:exports": Policy(get=CANDIDATES),
    "applications:export-file": Policy(get=CANDIDATES),
}
TABLE_FORMS = {
    "applications:import-columns": {"mira": {"stage": "by-day", "column-0": "employer"}},
    "applications:import-check": {"mira": {}},
    "applications:import-taking": {"mira": {}},
    "applications:import-undoing": {"mira": {}},
    "applications:import-discarding": {"mira": {}},
}
