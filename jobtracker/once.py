"""A form that is sent twice, by a double click or after a lost answer, has one effect.

The page gives the form a key, with `{% form_key %}`. Whoever comes second with it waits for the
first, by the constraint on the key, and is led to where the first one was.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse

from jobtracker.http import SignedInRequest, goes_to, redirect, shown_anew
from jobtracker.people.models import FormKey

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FIELD = "form_key"
KEY = re.compile(r"[A-Za-z0-9_-]{22,43}")
# It says of the sender what the session says too, and may be another at each attempt.
NO_CONTENT = frozenset({FIELD, "csrfmiddlewaretoken"})
KEPT_FOR = timedelta(days=1)


def once(
    request: SignedInRequest,
    act: Callable[[], HttpResponse],
    other: Callable[[], HttpResponse],
) -> HttpResponse:
    """What `act` answers, or where it led before; `other` where the key came with other content.

    Call it inside the transaction of the act. A form that was refused may be sent again.
    """
    key = request.POST.get(FIELD, "")
    if not KEY.fullmatch(key):
        return act()
    digest = digest_of(request)
    sent, is_new = FormKey.objects.get_or_create(
        user=request.user, key=key, defaults={"digest": digest}
    )
    if not is_new:
        return answer_again(request, sent) if sent.digest == digest else other()
    response = act()
    if response.status_code < 400:
        sent.lead_to(goes_to(response))
    else:
        sent.delete()
    return response


def answer_again(request: SignedInRequest, sent: FormKey) -> HttpResponse:
    """To where the first one led; where that changed a part of the page, the page as it is now."""
    return redirect(request, sent.goes_to) if sent.goes_to else shown_anew(request)


def digest_of(request: SignedInRequest) -> str:
    """A hash of all that was sent, where to, and of the files."""
    hashed = sha256()
    for part in parts_of(request):
        hashed.update(b"%d:" % len(part))
        hashed.update(part)
    return hashed.hexdigest()


def parts_of(request: SignedInRequest) -> Iterator[bytes]:
    yield request.get_full_path().encode()
    for name, values in sorted(request.POST.lists()):
        if name not in NO_CONTENT:
            yield from (each.encode(errors="surrogatepass") for each in (name, *values))
            yield b""
    for name, files in sorted(request.FILES.lists()):
        yield name.encode(errors="surrogatepass")
        for file in files:
            yield from content_of(file)


def content_of(file: "UploadedFile[bytes]") -> Iterator[bytes]:
    yield (file.name or "").encode(errors="surrogatepass")
    yield from file.chunks()
    file.seek(0)


def forget_keys(at: datetime) -> bool:
    """Remove keys of forms that nobody sends again by now; whether there were any."""
    return FormKey.objects.over(at - KEPT_FOR).delete()[0] > 0
