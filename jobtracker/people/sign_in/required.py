"""Who works for a firm sees others' data only with a second factor."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from jobtracker.http import HtmxRequest, redirect

# What it takes to get a second factor, and to leave.
OPEN = frozenset(
    {
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "account_reauthenticate",
        "account_email",
        "account_email_verification_sent",
        "account_logout",
    }
)


class SecondFactorRequired:
    """Leads whoever must have a second factor, and has none, to where they set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HtmxRequest,
        _view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        _kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        user, match = request.user, request.resolver_match
        if not user.is_authenticated or not user.needs_second_factor:
            return None
        return None if match and match.view_name in OPEN else redirect(request, "mfa_index")
