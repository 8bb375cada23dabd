"""Where allauth's own views don't quite do it."""

from collections.abc import Callable
from typing import Any, override
from uuid import uuid4

from allauth.account.models import EmailAddress
from allauth.account.views import (
    LoginView,
    SignupView,
)
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
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from requests import RequestException

from jobtracker.people.models import User
from jobtracker.people.sign_in.failures import note_failure
from jobtracker.people.sign_in.forms import SignIn, SignUp
from jobtracker.people.sign_in.provider import Peer


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
                if form.account_already_exists:
                    write_as_much(form)
                return super().form_valid(form)
        except IntegrityError:
            # Somebody with this address came first by a moment.
            form.account_already_exists = True
            return super().form_valid(form)


def write_as_much(form: SignUp) -> None:
    """Store nobody, and take that back: it takes as long as storing somebody new."""
    nobody = User(
        email=f"{uuid4().hex}@nobody.invalid",
        name=form.cleaned_data["name"],
        password=form.hashed_password,
    )
    with transaction.atomic():
        nobody.save()
        EmailAddress.objects.create(user=nobody, email=nobody.email, primary=True)
        transaction.set_rollback(True)


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
