"""Every address of signing in. The names are allauth's, which finds its own pages by them."""

from collections.abc import Callable

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount import views as social
from django.db.transaction import non_atomic_requests
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path, reverse_lazy
from django.views.decorators.http import require_http_methods

from jobtracker.people.sign_in import code_views, sessions, views
from jobtracker.people.sign_in.again import of_ones_own, recently_authenticated
from jobtracker.people.sign_in.undo_views import follow_undo, undo_address

type View = Callable[..., HttpResponseBase]


def page(view: View) -> View:
    """A page with a form. Hashing a password takes long, so it holds no lock on the database."""
    return non_atomic_requests(require_http_methods(["GET", "HEAD", "POST"])(view))


# There is one at most; allauth could tell several apart.
PROVIDER = {"provider_id": "firm"}
SECURITY = reverse_lazy("mfa_index")
own_passkey = of_ones_own(Authenticator, type=Authenticator.Type.WEBAUTHN)
edit_passkey = webauthn.EditWebAuthnView.as_view(success_url=SECURITY)
remove_passkey = views.RemovePasskeyView.as_view(success_url=SECURITY)
change_password = recently_authenticated(account.password_change)
set_password = recently_authenticated(account.password_set)

urlpatterns: list[URLPattern] = [
    path("sign-in/", page(views.SignInView.as_view()), name="account_login"),
    path("sign-out/", page(account.logout), name="account_logout"),
    path("sign-up/", page(views.SignUpView.as_view()), name="account_signup"),
    path("closed/", page(account.account_inactive), name="account_inactive"),
    path("again/", page(account.reauthenticate), name="account_reauthenticate"),
    path("e-mail/", page(code_views.AddressView.as_view()), name="account_email"),
    path(
        "e-mail/code/",
        page(code_views.ConfirmAddressView.as_view()),
        name="account_email_verification_sent",
    ),
    path("e-mail/undo/", undo_address, name="undo-address-change"),
    path("e-mail/undo/<str:token>/", follow_undo, name="undo-address"),
    path("password/", page(change_password), name="account_change_password"),
    path("password/first/", page(set_password), name="account_set_password"),
    path("reset/", page(account.password_reset), name="account_reset_password"),
    path(
        "reset/code/",
        page(code_views.ConfirmResetView.as_view()),
        name="account_confirm_password_reset_code",
    ),
    path(
        "reset/password/",
        page(account.complete_password_reset),
        name="account_complete_password_reset",
    ),
    path("security/", page(mfa.index), name="mfa_index"),
    path("second-factor/", page(views.SecondStepView.as_view()), name="mfa_authenticate"),
    path("again/code/", page(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("app/", page(totp.activate_totp), name="mfa_activate_totp"),
    path("app/removal/", page(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("recovery-codes/", page(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "recovery-codes/new/",
        page(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "recovery-codes/file/",
        page(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("passkeys/new/", page(views.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path("passkeys/sign-in/", page(webauthn.login_webauthn), name="mfa_login_webauthn"),
    path(
        "again/passkey/",
        page(views.AgainByPasskeyView.as_view()),
        name="mfa_reauthenticate_webauthn",
    ),
    path("passkeys/<int:pk>/", page(own_passkey(edit_passkey)), name="mfa_edit_webauthn"),
    path(
        "passkeys/<int:pk>/removal/",
        page(own_passkey(remove_passkey)),
        name="mfa_remove_webauthn",
    ),
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("sessions/others/end/", sessions.end_other_sessions, name="usersessions_end_others"),
    path("sessions/<int:pk>/end/", sessions.end_session, name="usersessions_end"),
    path("provider/", page(views.provider_login), PROVIDER, name="openid_connect_login"),
    path(
        "provider/back/",
        page(views.provider_callback),
        PROVIDER,
        name="openid_connect_callback",
    ),
    path("provider/sign-up/", page(social.signup), name="socialaccount_signup"),
    path("provider/accounts/", page(social.connections), name="socialaccount_connections"),
    path(
        "provider/cancelled/",
        page(social.login_cancelled),
        name="socialaccount_login_cancelled",
    ),
]
