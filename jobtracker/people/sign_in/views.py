"""Where allauth's own views don't quite do it."""

import time
from collections.abc import Callable
from typing import Any, override

from allauth.account.internal.flows.email_verification_by_code import EmailVerificationProcess
from allauth.account.views import (
    ConfirmEmailVerificationCodeView,
    ConfirmPasswordResetCodeView,
    EmailView,
    LoginView,
    SignupView,
)
from allauth.core import ratelimit
from allauth.core.internal.httpkit import authenticated_user
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn.internal import auth
from allauth.mfa.webauthn.views import (
    AddWebAuthnView,
    ReauthenticateWebAuthnView,
    RemoveWebAuthnView,
)
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from requests import RequestException

from jobtracker.people.sign_in.failures import note_failure
from jobtracker.people.sign_in.forms import SignIn, SignUp
from jobtracker.people.sign_in.provider import Peer

MOST_RESENT = 2
USED_UP = "That code was mistyped three times, so it no longer counts."


class SignInView(LoginView):
    """Notes what failed, whether or not there is such an account."""

    @override
    def form_invalid(self, form: SignIn) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)
        if form.has_error("password", "email_password_mismatch"):
            note_failure(form.cleaned_data["login"], at=timezone.now())
        return response


class SignUpView(SignupView):
    """The person, their address and the mail to it are stored together or not at all."""

    @override
    def form_valid(self, form: SignUp) -> HttpResponse:
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except IntegrityError:
            # Somebody with this address came first by a moment.
            form.account_already_exists = True
            return super().form_valid(form)


class AddressView(EmailView):
    """Says which new address waits for its code, and where else the old one stands."""

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = EmailVerificationProcess.resume(self.request)
        return {
            **super().get_context_data(**kwargs),
            "waiting": waiting.email if waiting else "",
            "letters_carry": letters_of(authenticated_user(self.request)),
        }


def letters_of(user: Any) -> str:  # noqa: ANN401
    """The address on letters, and with firms, where it is another than that of the account."""
    address = user.candidate.email if user.is_candidate else ""
    return "" if address.lower() == user.email else address


class ConfirmAddressView(ConfirmEmailVerificationCodeView):
    """Says what to do about a code that was mistyped too often."""

    @method_decorator(login_not_required)
    @override
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    @override
    def _verify_form_invalid(self, form: Form) -> HttpResponse:
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        if self.request.user.is_authenticated:
            messages.error(self.request, f"{USED_UP} Ask for another one.")
            return HttpResponseRedirect(reverse("account_email"))
        messages.error(self.request, f"{USED_UP} Sign in, and we send you another one.")
        return HttpResponseRedirect(reverse("account_login"))


class ConfirmResetView(ConfirmPasswordResetCodeView):
    """Sends another code where one got lost; the answer is the same for every address."""

    @override
    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.POST.get("action") == "resend":
            return self.resend()
        answer: HttpResponseBase = super().post(request, *args, **kwargs)
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
        return {**super().get_context_data(**kwargs), "can_resend": self.can_resend}

    @override
    def form_invalid(self, form: Form) -> HttpResponse:
        if self._process.record_invalid_attempt():
            return self.render_to_response(self.get_context_data(form=form))
        messages.error(self.request, f"{USED_UP} Ask for another one here.")
        return HttpResponseRedirect(reverse("account_reset_password"))


class SecondStepView(AuthenticateView):
    """Asks for a passkey only of who has one."""

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        if not is_mfa_enabled(self.stage.login.user, [Authenticator.Type.WEBAUTHN]):
            self.webauthn_form = None
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context


class AddPasskeyView(AddWebAuthnView):
    """Asks the browser for a passkey that checks who holds it, so that it needs no password."""

    @override
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        options = auth.begin_registration(authenticated_user(self.request), passwordless=True)
        return {**context, "js_data": {"creation_options": options}}


class RemovePasskeyView(RemoveWebAuthnView):
    """Keeps the last second factor of who must have one, as allauth does for an app."""

    @override
    def form_valid(self, form: Form) -> HttpResponse:
        adapter = get_adapter()
        if adapter.can_delete_authenticator(self.get_object()):
            return super().form_valid(form)
        form.add_error(None, adapter.validation_error("cannot_delete_authenticator"))
        return self.form_invalid(form)


class AgainByPasskeyView(ReauthenticateWebAuthnView):
    """Leaves who failed on the page, to try again."""

    @override
    def form_invalid(self, form: Form) -> HttpResponse:
        response: HttpResponse = self.render_to_response(self.get_context_data(form=form))
        return response


def or_say_so(view: Callable[[HttpRequest], HttpResponse], request: HttpRequest) -> HttpResponse:
    """A firm's identity provider that does not answer is said so on a page."""
    try:
        return view(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except RequestException:
        return render(request, "socialaccount/authentication_error.html", status=502)


@login_not_required
def provider_login(request: HttpRequest, provider_id: str) -> HttpResponse:
    peer = Peer(request, provider_id)
    return or_say_so(OAuth2LoginView.adapter_view(peer), request)  # type: ignore[no-untyped-call]


@login_not_required
def provider_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    peer = Peer(request, provider_id)
    return or_say_so(OAuth2CallbackView.adapter_view(peer), request)  # type: ignore[no-untyped-call]
