"""Wrong passwords on the sign-in page, which go into the record of whose account it is.

Who guesses could tell by the time it takes whether there is an account, even after the answer,
while the connection closes. So the page does as much for every address, and the worker the rest.
"""

from datetime import datetime, timedelta
from uuid import uuid4

from django.db import transaction

from jobtracker.audit.kinds import Kind
from jobtracker.audit.models import NOBODY, Entry
from jobtracker.people.models import ShortLived, User

KEY = "sign-in-failed:"
# Longer than any worker rests.
KEPT = timedelta(days=30)


def note_failure(email: str, *, at: datetime) -> None:
    """Keep for a moment whose account it was, or that it was nobody's."""
    user_id = User.objects.filter(email=email).values_list("pk", flat=True).first()
    ShortLived.objects.create(key=f"{KEY}{uuid4().hex}", value=user_id or NOBODY, until=at + KEPT)


def record_next_failure(_at: datetime) -> bool:
    """Add the earliest to the record, or forget it where it was nobody's; whether there was one."""
    noted = ShortLived.objects.filter(key__startswith=KEY).order_by("until").first()
    if noted is None:
        return False
    with transaction.atomic():
        is_ours = ShortLived.objects.filter(pk=noted.pk).delete()[0] == 1
        if is_ours and noted.value != NOBODY:
            tried_at, by = noted.until - KEPT, {"by": "password"}
            Entry.objects.record(Kind.SIGN_IN_FAILED, actor_id=noted.value, at=tried_at, detail=by)
    return True
