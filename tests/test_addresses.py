"""An address that was worked out once is the one that Django would give."""

import pytest
from django.http import QueryDict
from django.urls import NoReverseMatch, get_script_prefix, reverse, set_script_prefix

from jobtracker.addresses import address


@pytest.fixture
def under_a_prefix():
    before = get_script_prefix()
    set_script_prefix("/jobs%20here/")
    yield
    set_script_prefix(before)


CALLS = [
    ("home", ()),
    ("applications:list", ()),
    ("applications:application", (0,)),
    ("applications:application", (9_340_017_000,)),
    ("applications:application", (2**62,)),
    ("applications:application", ("17",)),
]
QUERIES = [{}, None, {"candidate": 5}, {"q": "a&b ü%d", "stage": ""}, {"x": [1, 2]}]


@pytest.mark.parametrize("query", [*QUERIES, QueryDict("a=1&a=2")])
@pytest.mark.parametrize(("view", "args"), CALLS)
def test_address_is_as_django_gives_it(view, args, query):
    for _ in range(2):
        assert address(view, *args, query=query) == reverse(view, args=args, query=query)


def test_address_stands_under_the_prefix_of_the_moment(under_a_prefix):
    assert address("home") == reverse("home") != "/"
    assert address("applications:application", 5) == reverse("applications:application", args=[5])


@pytest.mark.parametrize("args", [(-1,), ("",), (None,), (1, 2), (1.5,), (True,)])
def test_address_that_is_not_there_is_an_error(args):
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address("applications:application", *args)


def test_view_that_is_not_there_is_an_error():
    with pytest.raises(NoReverseMatch):
        address("applications:nothing")
