"""What was typed into a page that we can no longer take it from, handed back to send it again.

Only our own pages' posts are handed back: another site's words never come to stand on ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.forms import CharField, FileField, Form
from django.http import HttpResponse
from django.views.defaults import page_not_found

from jobtracker.edits import EditForm
from jobtracker.http import HtmxRequest, render_or_fragment, swap_into, wants_fragment
from jobtracker.typed import field_for, fields_of, in_words, label_of
from jobtracker.ui.tags import FILLED

FORM_TYPES = ("application/x-www-form-urlencoded", "multipart/form-data")
# They belong to the page that was sent, and not to what was typed there.
NOT_TYPED = ("csrfmiddlewaretoken", "form_key")
WITHHELD = ("password", "code", "token", "secret", "credential")
MOST_CHARACTERS = 200_000


@dataclass(frozen=True)
class Typed:
    """One value of a form, under the name of its field."""

    name: str
    value: str

    @property
    def field(self) -> str:
        """The name of its field, without the prefix of its form."""
        return self.name.rpartition("-")[2]

    @property
    def is_secret(self) -> bool:
        return any(word in self.name.lower() for word in WITHHELD)


@dataclass(frozen=True)
class Retry:
    """All that a page needs to send a request again; a file has to be chosen anew."""

    address: str
    typed: list[Typed]
    has_secrets: bool
    files: Form
    # What a person would recognise of it: the label and the words of each field they saw.
    shown: list[tuple[str, str]]

    @property
    def is_empty(self) -> bool:
        return not (self.typed or self.has_secrets or self.files.fields)


def csrf_failure(request: HtmxRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 - Django's
    """The answer to a stale token: the page was opened before the latest sign-in, or long ago."""
    is_somebody = request.user.is_authenticated or is_closed(request)
    retry = retry_of(request) if is_somebody else None
    if retry is None:
        # What was typed stays in sight where htmx asks: it can still be copied.
        return refusal(request, "403_csrf.html", {}, beside=True)
    return refusal(request, "retry.html", {"retry": retry})


def signed_out(request: HtmxRequest) -> HttpResponse | None:
    """The answer to a post whose sign-in has ended; None if it held nothing to hand back."""
    if request.method != "POST" or not is_from_our_page(request):
        return None
    retry = retry_of(request)
    if retry is None:
        return refusal(request, "403_csrf.html", {}, beside=True)
    return None if retry.is_empty else refusal(request, "retry.html", {"retry": retry})


def sent_already(request: HtmxRequest) -> HttpResponse:
    """The answer to a form whose key was used for other content: it may be sent as a new one."""
    retry = retry_of(request)
    if retry is None:
        return refusal(request, "403_csrf.html", {}, beside=True)
    return refusal(request, "sent_already.html", {"retry": retry}, status=409)


def not_found(request: HtmxRequest, exception: Exception) -> HttpResponse:
    """The answer to whoever finds nothing; what they typed for what is gone by now, they keep.

    Such as a coordinator whose candidate ended it meanwhile. It is the same for what never was.
    """
    is_somebody = getattr(request, "user", None) is not None and request.user.is_authenticated
    words = own_words(request) if is_somebody else []
    if not words:
        return page_not_found(request, exception)
    return refusal(request, "gone.html", {"shown": words}, status=404)


def own_words(request: HtmxRequest) -> list[tuple[str, str]]:
    """What the person put into a form, and nothing of what the form held when they got it.

    A form that makes something new starts out empty; one that edits says what it showed. Of any
    other form we can't tell their words from those that stood there.
    """
    retry = retry_of(request)
    if retry is None:
        return []
    held = what_it_held(request)
    if held is None:
        return []
    fields = fields_of(request.resolver_match.func if request.resolver_match else None)
    new = [each for each in retry.typed if each.value.replace("\r\n", "\n") != held.get(each.field)]
    has_text = any(
        isinstance(field_for(each.name, fields), CharField) for each in new if each.value
    )
    return shown_of(request, new) if has_text else []


def what_it_held(request: HtmxRequest) -> Mapping[str, str] | None:
    """What stood in each field of the form, by its name; None where nobody knows."""
    for name, value in request.POST.items():
        if name.rpartition("-")[2] == "seen":
            return EditForm.was_seen(str(value))
    key = request.POST.get("form_key", "")
    return {} if key and not key.startswith(FILLED) else None


def retry_of(request: HtmxRequest) -> Retry | None:
    """None for what another site may have sent, and for more than a page should carry."""
    is_form = request.method == "POST" and request.content_type in FORM_TYPES
    if not is_form or not is_from_our_page(request):
        return None
    sent = [
        Typed(name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in NOT_TYPED
    ]
    typed = [each for each in sent if not each.is_secret]
    if sum(len(each.name) + len(each.value) for each in typed) > MOST_CHARACTERS:
        return None
    has_secrets = len(typed) < len(sent)
    shown = shown_of(request, typed)
    return Retry(request.get_full_path(), typed, has_secrets, files_of(request), shown)


def shown_of(request: HtmxRequest, typed: list[Typed]) -> list[tuple[str, str]]:
    """What stood on the page, without what was left empty there and what nobody saw."""
    match = request.resolver_match
    fields = fields_of(match.func if match else None)
    found = [(each, field_for(each.name, fields)) for each in typed if each.value]
    return [
        (label_of(each.name, field), in_words(each.value, field)) for each, field in found if field
    ]


def files_of(request: HtmxRequest) -> Form:
    """A field for each file, as a page can't choose one by itself."""
    form = Form()
    for name, files in request.FILES.lists():
        form.fields[name] = FileField(label=f"Please choose “{files[-1].name}” again")
    return form


def is_from_our_page(request: HtmxRequest) -> bool:
    """As the browser says, which no page can make it say; without its word, no."""
    origin, site = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")
    if origin is None:
        return site == "same-origin"
    ours = f"{request.scheme}://{request.get_host()}"
    return origin == ours and site in (None, "same-origin")


def is_closed(request: HtmxRequest) -> bool:
    view = request.resolver_match and request.resolver_match.func
    return getattr(view, "login_required", True)


def refusal(
    request: HtmxRequest,
    template: str,
    context: Mapping[str, object],
    *,
    beside: bool = False,
    status: int = 403,
) -> HttpResponse:
    """In htmx's page it takes the place of everything, or stands above it."""
    response = render_or_fragment(request, template, "refusal", context, status=status)
    if wants_fragment(request):
        swap_into(response, "#main", how="afterbegin" if beside else "innerHTML")
    return response
