"""Who may do what at the addresses of signing in."""

from tests.access.policy import EVERYBODY, ME, MEMBERS, PLAIN, SIGNED_IN, Policy

NOBODY_AT_ALL = frozenset()
ANONYMOUS = EVERYBODY - SIGNED_IN
WITH_APP = MEMBERS | {"former member"}
WITH_FACTOR = WITH_APP | {"mira", "jonas"}
# Nobody of the cast has recovery codes, and nothing is known of an identity provider.
ABSENT = {"get": NOBODY_AT_ALL, "post": NOBODY_AT_ALL, "sent_on": NOBODY_AT_ALL}


def entrance(**options):
    """A page for who is not signed in yet; who is goes on."""
    values = {"get": EVERYBODY, "post": EVERYBODY, "sent_on": SIGNED_IN} | options
    return Policy(**values, is_public=True)


def pending(**options):
    """A page within a sign-in that has begun: without one there is nothing to see."""
    return entrance(sent_on=EVERYBODY, **options)


def guarded(**options):
    """A page of one's own account; whoever has a second factor shows it once more before."""
    return Policy(**{"get": SIGNED_IN, "post": SIGNED_IN, "sent_on": WITH_FACTOR} | options)


def again(own):
    """The page of one way to show once more who one is; who has no way at all may not."""
    values = {"get": WITH_FACTOR, "post": WITH_FACTOR, "sent_on": WITH_FACTOR - own}
    return Policy(**values, readers=PLAIN)


ACCOUNT_POLICIES = {
    "sign-in": entrance(post=None, sent_on=EVERYBODY),
    "account_login": entrance(),
    "account_signup": entrance(),
    "account_logout": entrance(sent_on=ANONYMOUS),
    "account_inactive": entrance(post=None, sent_on=NOBODY_AT_ALL),
    "account_reset_password": entrance(sent_on=NOBODY_AT_ALL),
    "account_confirm_password_reset_code": pending(),
    "account_complete_password_reset": pending(),
    "account_email_verification_sent": pending(),
    "mfa_authenticate": pending(),
    "mfa_login_webauthn": pending(),
    "account_email": Policy(get=SIGNED_IN, post=SIGNED_IN),
    # By a link that was never given.
    "undo-address": entrance(post=None, sent_on=EVERYBODY, args=("no-such-token",)),
    "undo-address-change": entrance(get=NOBODY_AT_ALL, post=NOBODY_AT_ALL),
    "account_reauthenticate": again(NOBODY_AT_ALL),
    "mfa_reauthenticate": again(WITH_APP),
    "mfa_reauthenticate_webauthn": again(WITH_FACTOR - WITH_APP),
    "account_change_password": guarded(sent_on=SIGNED_IN),
    "account_set_password": guarded(),
    "mfa_index": Policy(get=SIGNED_IN),
    "mfa_activate_totp": guarded(),
    "mfa_deactivate_totp": guarded(get=WITH_APP, post=WITH_APP),
    "mfa_view_recovery_codes": guarded(**ABSENT | {"post": None}),
    "mfa_generate_recovery_codes": guarded(),
    "mfa_download_recovery_codes": guarded(**ABSENT),
    "mfa_add_webauthn": guarded(),
    "mfa_edit_webauthn": guarded(get=ME, post=ME, row="passkey"),
    "mfa_remove_webauthn": guarded(get=ME, post=ME, row="passkey"),
    "usersessions_list": guarded(post=None),
    "usersessions_end_others": guarded(get=None),
    "usersessions_end": guarded(get=None, post=ME, row="session"),
    "openid_connect_login": entrance(**ABSENT),
    "openid_connect_callback": entrance(**ABSENT),
    "socialaccount_signup": pending(),
    "socialaccount_connections": guarded(sent_on=NOBODY_AT_ALL),
    "socialaccount_login_cancelled": entrance(post=None, sent_on=NOBODY_AT_ALL),
}
