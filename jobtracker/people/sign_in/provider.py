"""Sign-on through a firm's own identity provider, by OpenID Connect."""

from typing import Any, cast, override

from allauth.account.models import EmailAddress
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from requests import RequestException

from jobtracker.people.models import User

# What we need to know of a provider before we send anybody there.
NEEDED = {"issuer", "authorization_endpoint", "token_endpoint", "userinfo_endpoint", "jwks_uri"}
LONGEST_SUBJECT = SocialAccount._meta.get_field("uid").max_length or 0


class Peer(OpenIDConnectOAuth2Adapter):
    """What we ask the provider."""

    @property
    def openid_config(self) -> dict[str, str]:
        """:raises RequestException: where the provider does not describe itself"""
        try:
            found = super().openid_config
        except (AttributeError, TypeError) as error:
            raise RequestException("No description of a provider.") from error
        if missing := NEEDED - found.keys():
            raise RequestException(f"The provider does not tell its {min(missing)}.")
        return cast("dict[str, str]", found)


class FirmProvider(OpenIDConnectProvider):
    """What the provider says is held against its own token, and believed only when it is plain."""

    oauth2_adapter_class = Peer

    @override
    def sociallogin_from_response(
        self, request: HttpRequest, response: dict[str, Any]
    ) -> SocialLogin:
        """:raises OAuth2Error: for a person whom the provider does not name, or names twice"""
        said, token = response.get("userinfo"), response.get("id_token", {})
        if not isinstance(said, dict) or not is_subject(said.get("sub")):
            raise OAuth2Error("The provider does not say who it is.")
        if token.get("sub") != said["sub"]:
            raise OAuth2Error("The provider's token is about somebody else.")
        plain = {**said, "email": text_or_none(said.get("email")), "name": name_in(said)}
        login: SocialLogin = super().sociallogin_from_response(request, {"userinfo": plain})
        return login

    @override
    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        """Some say "false" in quotes, which any other reading takes for yes."""
        email, said = data["userinfo"]["email"], data["userinfo"].get("email_verified")
        is_verified = said is True or said == "true"
        return [EmailAddress(email=email, verified=is_verified, primary=True)] if email else []

    @override
    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        """Keep nothing of it: who it is stands in columns, and the rest is none of ours."""
        return {}

    @override
    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        """An address that somebody made up adds nothing to what we ask."""
        return [*self.get_default_scope()]  # type: ignore[no-untyped-call]

    @override
    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, Any]:
        return {}


class ProviderAdapter(DefaultSocialAccountAdapter):
    """The documented hooks of allauth."""

    error_messages = DefaultSocialAccountAdapter.error_messages | {
        "email_taken": "Somebody with this address is here already. Sign in, then add your %s.",
    }

    @override
    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> FirmProvider:
        return FirmProvider(request, app=self.get_app(request, provider, client_id))

    @override
    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        user.name = data["name"][: User._meta.get_field("name").max_length]
        return user

    @override
    def can_authenticate_by_email(self, login: SocialLogin, email: str) -> bool:
        """Whether the address proves who it is: both the provider and we made sure of it.

        It opens no job search: whoever runs a firm's sign-on could say any address is somebody's,
        and would see what that person shares with nobody. Candidates add the sign-on themselves.
        """
        known = EmailAddress.objects.filter(email=email.lower(), verified=True)
        return known.filter(user__candidate=None).exists()


def is_subject(value: object) -> bool:
    """Whether somebody can be known by it: a text of some length, that a database can store."""
    return isinstance(value, str) and 0 < len(value) <= LONGEST_SUBJECT and "\0" not in value


def text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


def name_in(said: dict[str, Any]) -> str:
    return (text_or_none(said.get("name")) or "").replace("\0", "")
