"""The forms of signing in, in our words. Each says what it wants above the field, never inside."""

from typing import Any, override

from allauth.account import forms as account
from allauth.socialaccount import forms as social
from django import forms
from django.contrib.auth.hashers import make_password

ENOUGH = "At least ten characters. Several words are easy to remember and hard to guess."


class InOurWords(forms.Form):
    """Gives fields our labels and help, and takes the placeholders away."""

    words: dict[str, tuple[str, str]] = {}
    first = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label, field.help_text = self.words.get(name, (field.label, ""))
        # Where something was refused, the list of what comes first.
        if self.first and not self.is_bound:
            self.fields[self.first].widget.attrs["autofocus"] = True


class Once(InOurWords):
    """A new password is typed once: whoever mistypes it sets another by mail."""

    words = {"password1": ("New password", ENOUGH)}
    first = "password1"

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields.pop("password2", None)


class Code(InOurWords):
    """A code from a mail."""

    words = {"code": ("Code", "")}
    first = "code"


class SignIn(InOurWords, account.LoginForm):
    words = {"login": ("E-mail address", ""), "password": ("Password", "")}
    first = "login"

    @override
    def clean(self) -> dict[str, Any]:
        """Say beside the password that it was wrong, since it has to be typed again."""
        try:
            return super().clean() or {}  # type: ignore[no-untyped-call]
        except forms.ValidationError as error:
            if getattr(error, "code", "") != "email_password_mismatch":
                raise
            self.add_error("password", error)
            return self.cleaned_data


class SignUp(InOurWords, account.SignupForm):
    words = {
        "name": ("Your name", ""),
        "email": ("E-mail address", "We send a code there, to be sure that it's yours."),
        "password1": ("Password", ENOUGH),
    }
    first = "name"
    field_order = ("name", "email", "password1")

    name = forms.CharField(max_length=120, widget=forms.TextInput({"autocomplete": "name"}))

    hashed_password = ""

    @override
    def clean(self) -> dict[str, Any]:
        """Hash the password now, whether or not the address is known: both take as long."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self.hashed_password = make_password(cleaned["password1"])
        return cleaned


class ProviderSignUp(InOurWords, social.SignupForm):  # type: ignore[misc]
    words = {"email": ("E-mail address", "We send a code there, to be sure that it's yours.")}
    first = "email"


class ConfirmAddress(Code, account.ConfirmEmailVerificationCodeForm):
    pass


class ChangeAddress(InOurWords, account.AddEmailForm):
    words = {"email": ("New e-mail address", "We send a code there, to be sure that it's yours.")}


class ForgotPassword(InOurWords, account.ResetPasswordForm):
    words = {"email": ("E-mail address", "")}
    first = "email"


class ConfirmReset(Code, account.ConfirmPasswordResetCodeForm):
    pass


class ResetPassword(Once, account.ResetPasswordKeyForm):
    pass


class FirstPassword(Once, account.SetPasswordForm):
    pass


class ChangePassword(Once, account.SetPasswordForm):
    """Asks for no old password: whoever gets here has just shown who they are."""


class Again(InOurWords, account.ReauthenticateForm):
    words = {"password": ("Password", "")}
    first = "password"
