"""Codes that come by mail: for another address, for a new account, and for a new password."""

import time
from typing import Any, override

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.views import (
    ConfirmEmailVerificationCodeView,
    ConfirmPasswordResetCodeView,
    EmailView,
)
from allauth.core import ratelimit
from allauth.core.internal.httpkit import authenticated_user
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator

MOST_RESENT = 2
USED_UP = "That code was mistyped three times, so it no longer counts."


class AddressView(EmailView):
    """Says which new address waits for its code, and where else the old one stands."""

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = EmailVerificationProcess.resume(self.request)
        return {
            **super().get_context_data(**kwargs),  # type: ignore[no-untyped-call]
            "waiting": waiting.email if waiting else "",
            "letters_carry": letters_of(authenticated_user(self.request)),
        }


def letters_of(user: Any) -> str:  # noqa: ANN401
    """The address on letters, and with firms, where it is another than that of the account."""
    address = user.candidate.email if user.is_candidate else ""
    return "" if address.lower() == user.email else address


class ConfirmAddressView(ConfirmEmailVerificationCodeView):
    """Says what to do about a code that was mistyped too often."""

    _process: Any

    @method_decorator(login_not_required)
    @override
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    def shown_again(self, form: Form) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form))  # type: ignore[no-untyped-call]

    @override
    def _verify_form_invalid(self, form: Form) -> HttpResponse:
        if self._process.record_invalid_attempt():
            return self.shown_again(form)
        if self.request.user.is_authenticated:
            messages.error(self.request, f"{USED_UP} Ask for another one.")
            return HttpResponseRedirect(reverse("account_email"))
        messages.error(self.request, f"{USED_UP} Sign in, and we send you another one.")
        return HttpResponseRedirect(reverse("account_login"))


class ConfirmResetView(ConfirmPasswordResetCodeView):
    """Sends another code where one got lost; the answer is the same for every address."""

    _process: Any

    @override
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.POST.get("action") == "resend":
            return self.resend()
        answer: HttpResponse = super().post(request, *args, **kwargs)
        return answer

    def resend(self) -> HttpResponse:
        """A new code takes the place of the old one; wrong ones count on."""
        process = self._process
        if self.can_resend and ratelimit.consume(
            self.request, action="reset_password", key=process.state["email"].lower()
        ):
            process.send()
            process.record_resend()
            process.state["at"] = time.time()
            process.persist()
            messages.info(self.request, "We sent another code. The one before no longer counts.")
        else:
            messages.error(self.request, "That was a little often. Look for the mail, or wait.")
        return HttpResponseRedirect(reverse("account_confirm_password_reset_code"))

    @property
    def can_resend(self) -> bool:
        reached: bool = self._process.is_resend_quota_reached(MOST_RESENT)
        return not reached

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[no-untyped-call]
        return {**context, "can_resend": self.can_resend}

    @override
    def form_invalid(self, form: Form) -> HttpResponse:
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        messages.error(self.request, f"{USED_UP} Ask for another one here.")
        return HttpResponseRedirect(reverse("account_reset_password"))
