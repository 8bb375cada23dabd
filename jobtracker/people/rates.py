"""How often somebody may do what costs others something."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from jobtracker.people.models import ShortLived, User


def allows(user: User, what: str, *, most: int, per: timedelta) -> bool:
    """Count one more time; whether that is still within the limit."""
    return allows_at(f"{what}:{user.pk}", most=most, per=per)


def allows_at(what: str, *, most: int, per: timedelta) -> bool:
    """The same where nobody is signed in: what is counted is all there is to go by.

    The count is a row that is locked, so it holds for all processes together.
    """
    now = timezone.now()
    window = int(now.timestamp() // per.total_seconds())
    key = f"rate:{what}:{window}"
    with transaction.atomic():
        ShortLived.objects.get_or_create(key=key, defaults={"value": 0, "until": now + per})
        count = ShortLived.objects.select_for_update().get(key=key)
        if count.value >= most:
            return False
        count.value += 1
        count.save(update_fields=["value"])
    return True
