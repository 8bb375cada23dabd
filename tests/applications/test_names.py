"""Company names that mean the same company, and ones that don't."""

import pytest

from applications.names import core


@pytest.mark.parametrize(
    "name",
    ["Acme", "ACME GmbH", "Acme, Inc.", "acme  Holding AG", "Acmé Ltd", "Acme S.A.", "Acme Co. KG"],
)
def test_legal_form_capitals_and_accents_make_no_difference(name):
    assert core(name) == "acme"


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Harbour & Vale", "harbour vale"),
        ("Group", "group"),
        ("The Company", "the"),
        ("Müller & Söhne OHG", "muller sohne"),
        ("O’Reilly", "oreilly"),
        ("東京 株式会社", "東京 株式会社"),
        ("&", ""),
    ],
)
def test_rest_of_the_name_stays(name, left):
    assert core(name) == left


def test_different_companies_stay_different():
    assert core("Acme Berlin") != core("Acme")
