"""Second factors: how they are named, and how their secrets are kept."""

from typing import Any, override

from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser

from jobtracker.sealing import Unreadable, seal, unseal


class FactorAdapter(DefaultMFAAdapter):
    """The documented hooks of allauth."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": "This isn't the code, or it was used already. Wait for the next one.",
        "unverified_email": "Confirm your e-mail address first: without it nobody could help you.",
        "cannot_delete_authenticator": "This is your last one, and your work for a firm needs one.",
        "cannot_generate_recovery_codes": "First set up an authenticator app or a passkey.",
    }

    @override
    def encrypt(self, text: str) -> str:
        return seal(text)

    @override
    def decrypt(self, encrypted_text: str) -> str:
        """:raises ValidationError: for what was encrypted under a secret key we no longer have"""
        try:
            return unseal(encrypted_text)
        except Unreadable:
            raise self.validation_error("incorrect_code") from None

    @override
    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever must have a second factor sets up another one first."""
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(
            pk=authenticator.pk
        )
        counting = others.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return not authenticator.user.must_have_second_factor or counting.exists()

    @override
    def build_totp_svg(self, url: str) -> str:
        # Our page draws it itself: allauth's would need images from data addresses.
        return ""

    @override
    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Passkey" if number == 1 else f"Passkey {number}"

    @override
    def get_public_key_credential_rp_entity(self) -> dict[str, Any]:
        return {"id": context.request.get_host().partition(":")[0], "name": "Jobtracker"}
