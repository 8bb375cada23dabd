"""The register of checks."""

import pytest

from jobtracker.outbox.rights import always_wanted, has_check, still_wanted


def test_mail_about_an_account_may_always_go():
    assert has_check("account")


def test_purpose_is_known_once_it_has_a_check(checks):
    assert not has_check("only-in-tests")
    still_wanted("only-in-tests")(lambda mail: True)
    assert has_check("only-in-tests")


def test_second_check_for_a_purpose_is_refused(checks):
    still_wanted("only-in-tests")(lambda mail: True)
    with pytest.raises(ValueError, match="only-in-tests"):
        still_wanted("only-in-tests")(lambda mail: False)
    with pytest.raises(ValueError, match="only-in-tests"):
        always_wanted("only-in-tests")


def test_same_registration_may_be_repeated(checks):
    always_wanted("digest")
    always_wanted("digest")
    assert has_check("digest")
