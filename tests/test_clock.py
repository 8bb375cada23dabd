"""Clocks by name: what was stored years ago still opens."""

from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from interviews.models import Interview, Invitation, Slot
from jobtracker.clock import zone_named
from tests.access.policies import address_of
from tests.cast import make_rows
from tests.factories import make_candidate


@pytest.mark.parametrize("name", ["Europe/Stockholm", "UTC", "America/Argentina/Ushuaia"])
def test_known_zone_is_itself(name):
    assert zone_named(name) == ZoneInfo(name)


@pytest.mark.parametrize(
    "name", ["Europe/Atlantis", "", "../../etc/passwd", "/etc", "\x00", "a" * 999]
)
def test_zone_that_is_unknown_is_utc(name):
    assert zone_named(name) == ZoneInfo("UTC")


@pytest.mark.django_db
def test_pages_open_although_every_stored_zone_was_dropped(client):
    mira = make_candidate()
    rows = make_rows(mira)
    gone = "Europe/Atlantis"
    for holder in (mira, mira.user):
        holder.time_zone = gone
        holder.save(update_fields=["time_zone"])
    Slot.objects.update(zone=gone)
    Interview.objects.update(zone=gone)
    Invitation.objects.update(reply_by_zone=gone)
    client.force_login(mira.user)
    for name in ("application", "invitation", "details", "letter", "interview", "message"):
        space = "applications" if name == "application" else "interviews"
        address = address_of(f"{space}:{name}", rows)
        assert client.get(address).status_code == 200, name
    assert client.get(reverse("home")).status_code == 200
