"""Who may do what at every address, in one table; a test fails on an address without a line."""

from django.urls import URLPattern, get_resolver, reverse

from tests.access.account_policies import ACCOUNT_POLICIES, guarded
from tests.access.desk_policies import DESK_POLICIES
from tests.access.feedback_policies import FEEDBACK_POLICIES
from tests.access.firm_policies import FIRM_POLICIES
from tests.access.letter_policies import LETTER_POLICIES
from tests.access.page_policies import PAGE_POLICIES
from tests.access.policy import (
    CANDIDATES,
    EVERYBODY,
    FULL,
    INVITED,
    ME,
    MEMBERS,
    NOBODY,
    SEE_APPLICATIONS,
    SEE_FEEDBACK,
    SEE_INTERVIEWS,
    SIGNED_IN,
    Policy,
)
from tests.access.practice_policies import PRACTICE_POLICIES
from tests.access.submission_policies import SUBMISSION_POLICIES
from tests.access.table_policies import TABLE_POLICIES


def seen(row, who, **options):
    return Policy(get=who, row=row, **options)


def decided(row, who=SEE_INTERVIEWS, **options):
    """The candidate alone decides; who may see it is told that they may not."""
    return Policy(post=ME, readers=who, row=row, **options)


POLICIES = {
    "home": Policy(get=SIGNED_IN, sent_on=SIGNED_IN - CANDIDATES),
    "situation": Policy(post=CANDIDATES),
    "start": Policy(get=SIGNED_IN, post=SIGNED_IN, sent_on=CANDIDATES),
    "people:profile": Policy(get=SIGNED_IN, post=SIGNED_IN),
    "people:situation": Policy(post=CANDIDATES),
    "people:letters": Policy(post=CANDIDATES),
    "people:farewell": Policy(post=SIGNED_IN),
    "people:money": Policy(post=CANDIDATES),
    "people:mood": Policy(post=CANDIDATES),
    "people:reminders": Policy(post=CANDIDATES),
    # With a token that nobody was given.
    "people:way-out": Policy(get=NOBODY, post=NOBODY, is_public=True, args=("no-such-token",)),
    # Where no provider is set, there is nothing; see tests/interviews/views/test_mail_webhook.py.
    "interviews:mail-webhook": Policy(get=NOBODY, post=NOBODY, is_public=True),
    "people:sharing": Policy(get=CANDIDATES),
    "people:scopes": Policy(post=ME, row="representation"),
    "people:end": Policy(post=ME, row="representation"),
    "people:acceptance": Policy(post=ME, row="offer"),
    "people:refusal": Policy(post=ME, row="offer"),
    "people:seen": Policy(get=CANDIDATES),
    "people:sign-ins": Policy(get=SIGNED_IN),
    "people:invite": Policy(
        get=EVERYBODY, sent_on=EVERYBODY, args=("no-such-token",), is_public=True
    ),
    "people:open-invite": Policy(get=INVITED, is_public=True),
    "people:claim": Policy(post=frozenset({"invitee"})),
    "people:join": Policy(post=frozenset({"joiner"})),
    "people:refuse-invite": Policy(post=INVITED),
    "desk:worklist": Policy(get=MEMBERS),
    "leave:index": Policy(get=SIGNED_IN),
    "leave:archive": Policy(post=SIGNED_IN),
    "leave:restoration": Policy(get=CANDIDATES, post=CANDIDATES),
    "leave:erasure": guarded(),
    "leave:gone": Policy(get=EVERYBODY, is_public=True),
    "applications:list": Policy(get=CANDIDATES),
    "applications:new": Policy(get=CANDIDATES, post=CANDIDATES),
    "applications:reading": Policy(post=CANDIDATES),
    "applications:duplicates": Policy(get=CANDIDATES),
    "applications:from-browser": Policy(get=CANDIDATES),
    "applications:browser": Policy(get=CANDIDATES),
    "applications:extension": Policy(get=CANDIDATES),
    "applications:red-flags": Policy(post=SEE_APPLICATIONS, row="application"),
    "applications:check": decided("red_flag", SEE_APPLICATIONS),
    "applications:resolution": decided("red_flag", SEE_APPLICATIONS),
    "applications:reopening": decided("red_flag", SEE_APPLICATIONS),
    "applications:employers": Policy(get=CANDIDATES),
    "applications:employer": seen("employer", SEE_APPLICATIONS),
    "applications:edit-employer": Policy(post=SEE_APPLICATIONS, row="employer"),
    "applications:merge-employer": seen("employer", SEE_APPLICATIONS, post=SEE_APPLICATIONS),
    "applications:contacts": Policy(get=CANDIDATES),
    "applications:new-contact": Policy(get=CANDIDATES, post=CANDIDATES),
    "applications:contact": seen("contact", SEE_APPLICATIONS, post=SEE_APPLICATIONS),
    "applications:merge-contact": seen("contact", SEE_APPLICATIONS, post=SEE_APPLICATIONS),
    "applications:contact-removal": Policy(post=ME, readers=SEE_APPLICATIONS, row="contact"),
    "applications:silence": Policy(get=CANDIDATES),
    "applications:closing": Policy(post=CANDIDATES),
    "applications:later": Policy(post=SEE_APPLICATIONS, row="application"),
    "applications:new-offer": Policy(get=ME, post=ME, row="application"),
    "applications:offers": Policy(get=CANDIDATES),
    "applications:offer": seen("offer_made", ME, post=ME),
    "applications:acceptance": decided("offer_made", ME),
    "applications:declination": decided("offer_made", ME),
    "applications:save-view": Policy(post=CANDIDATES),
    "applications:remove-view": Policy(post=ME, row="saved_view"),
    "interviews:bring-in": Policy(get=CANDIDATES),
    "interviews:paste": Policy(post=CANDIDATES),
    "interviews:upload": Policy(post=CANDIDATES),
    "interviews:call": Policy(get=CANDIDATES, post=CANDIDATES),
    "interviews:inbox": Policy(get=CANDIDATES),
    "interviews:mail-account": Policy(get=CANDIDATES, post=CANDIDATES),
    "interviews:mail-account-folder": Policy(post=CANDIDATES),
    "interviews:mail-account-folders": Policy(post=CANDIDATES),
    "interviews:mail-account-removal": Policy(post=CANDIDATES),
    "interviews:mail-address": Policy(post=CANDIDATES),
    "interviews:mail-address-removal": Policy(post=CANDIDATES),
    "interviews:several-aside": Policy(post=CANDIDATES),
    "interviews:mail-files": Policy(post=CANDIDATES),
    "interviews:mailbox": Policy(get=ME, row="mailbox"),
    "interviews:mailbox-end": Policy(post=ME, row="mailbox"),
    "interviews:message-label": decided("message"),
    "interviews:message-place": decided("message"),
    "interviews:message-aside": decided("message"),
    "interviews:message-return": decided("message"),
    "interviews:message": seen("message", SEE_INTERVIEWS, post=SEE_INTERVIEWS),
    "interviews:original": seen("message", SEE_INTERVIEWS),
    "interviews:invitation": seen("invitation", SEE_INTERVIEWS),
    "interviews:interest": decided("invitation"),
    "interviews:facts": decided("invitation"),
    "interviews:details": seen("invitation", SEE_INTERVIEWS, post=SEE_INTERVIEWS),
    "interviews:red-flags": Policy(post=ME | FULL, readers=SEE_INTERVIEWS, row="invitation"),
    "interviews:decision": decided("invitation"),
    "interviews:lapse": decided("invitation"),
    "interviews:look-back": decided("withdrawal", get=ME),
    "interviews:other-times": decided("decided", get=ME),
    "interviews:new-times": seen("invitation", SEE_INTERVIEWS, post=SEE_INTERVIEWS),
    "interviews:taking-back": seen("invitation", SEE_INTERVIEWS, post=SEE_INTERVIEWS),
    "interviews:questions-to-them": decided("decided", get=ME),
    "interviews:answer": Policy(post=ME, row="asked"),
    "interviews:interview-edit": seen("planned", SEE_INTERVIEWS, post=SEE_INTERVIEWS),
    "interviews:new-interview": Policy(
        get=ME | FULL, post=ME | FULL, readers=SEE_APPLICATIONS, row="application"
    ),
    "interviews:interview-time": seen("planned", SEE_INTERVIEWS, post=SEE_INTERVIEWS),
    "interviews:fall-through": seen("planned", SEE_INTERVIEWS, post=SEE_INTERVIEWS),
    "interviews:interview": seen("interview", SEE_INTERVIEWS),
    "interviews:debrief": decided("interview"),
    "interviews:confirmation": decided("interview"),
    "interviews:gate": decided("interview"),
    "interviews:subscriptions": Policy(post=CANDIDATES),
    "interviews:subscription-removal": Policy(post=ME, row="subscription"),
    "interviews:feedback-list": Policy(get=CANDIDATES),
    "interviews:application-feedback": seen("application", SEE_FEEDBACK, post=SEE_FEEDBACK),
    "interviews:feedback": seen("feedback", SEE_FEEDBACK, post=SEE_FEEDBACK),
    "interviews:feedback-chase": Policy(post=SEE_FEEDBACK, row="feedback"),
    "interviews:feedback-none": Policy(post=SEE_FEEDBACK, row="feedback"),
    "interviews:feedback-removal": decided("feedback", SEE_FEEDBACK),
    "interviews:points": Policy(post=SEE_FEEDBACK, row="feedback"),
    "interviews:point": seen("point", ME, readers=SEE_FEEDBACK),
    "interviews:point-acceptance": decided("point", SEE_FEEDBACK),
    "interviews:point-rejection": decided("point", SEE_FEEDBACK),
    "interviews:point-task": decided("point", SEE_FEEDBACK),
    "interviews:point-evidence": decided("point", SEE_FEEDBACK),
    "interviews:point-comparison": decided("point", SEE_FEEDBACK),
    "interviews:point-removal": decided("point", SEE_FEEDBACK),
    "interviews:schedule": Policy(get=CANDIDATES),
    "interviews:feeds": Policy(get=CANDIDATES, post=CANDIDATES),
    "interviews:feed-removal": Policy(post=ME, row="feed"),
    # At an address that nobody was given.
    "interviews:feed": Policy(get=NOBODY, is_public=True, args=("x" * 43,)),
    "interviews:interview-file": seen("interview", SEE_INTERVIEWS),
}
POLICIES |= ACCOUNT_POLICIES | DESK_POLICIES | FIRM_POLICIES | PAGE_POLICIES | TABLE_POLICIES
POLICIES |= PRACTICE_POLICIES | LETTER_POLICIES | FEEDBACK_POLICIES | SUBMISSION_POLICIES
WITH_ROW = [name for name, policy in POLICIES.items() if policy.row]
WITH_POST = [name for name, policy in POLICIES.items() if policy.post is not None]


def address_of(name, rows):
    """The address, with the id of the row it is about."""
    policy = POLICIES[name]
    return reverse(name, args=[getattr(rows, policy.row).pk] if policy.row else policy.args)


def addresses(resolver=None, prefix=""):
    """The full name of every pattern of the product."""
    for each in (resolver or get_resolver()).url_patterns:
        if isinstance(each, URLPattern):
            yield f"{prefix}{each.name}"
        else:
            namespace = f"{each.namespace}:" if each.namespace else ""
            yield from addresses(each, prefix + namespace)
