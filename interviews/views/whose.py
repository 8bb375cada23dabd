"""An invitation, for who may decide on it."""

from django.core.exceptions import PermissionDenied

from interviews.models import Invitation
from jobtracker.http import SignedInRequest
from jobtracker.people.views.whose import viewer_of, visible


def decidable(request: SignedInRequest, pk: int) -> Invitation:
    """404 for an outsider, 403 for who may only read."""
    found = visible(request, Invitation.objects.with_page(), pk)
    if not viewer_of(request, found.candidate).is_own:
        raise PermissionDenied
    return found
