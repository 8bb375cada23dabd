"""All that the decision page shows, gathered once."""

from typing import Any

from django.utils import timezone

from applications.forms import RedFlagForm
from interviews.briefing import Briefing, brief
from interviews.forms.decision import ChoiceForm, FactsForm, InterestForm
from interviews.guidance import Blocker, Verdict
from interviews.guidance.labels import STAGE_LABELS
from interviews.models import Invitation
from interviews.views.slot_labels import slot_label
from jobtracker.http import SignedInRequest
from jobtracker.people.access import Scope
from jobtracker.people.models import Situation
from jobtracker.people.views.whose import sees, viewer_of

LOOKS = {
    Verdict.ACCEPT: ("green", "calendar-check"),
    Verdict.ACCEPT_WITH_CONDITIONS: ("green", "list-checks"),
    Verdict.ASK_FIRST: ("blue", "message-circle-question-mark"),
    Verdict.LEAN_GO: ("teal", "scale"),
    Verdict.EVEN: ("stone", "scale"),
    Verdict.LEAN_DECLINE: ("amber", "scale"),
    Verdict.DECLINE: ("violet", "calendar-x"),
    Verdict.WITHDRAW: ("violet", "calendar-x"),
}


def context_for(
    invitation: Invitation, request: SignedInRequest, **forms: object
) -> dict[str, Any]:
    """The page's context; a form that was refused takes the place of a fresh one."""
    viewer = viewer_of(request, invitation.candidate)
    briefing = brief(invitation, now=timezone.now(), hidden=not viewer.is_own)
    tone, icon = LOOKS[briefing.advice.verdict]
    shows_flags = sees(viewer, invitation.candidate, Scope.APPLICATIONS)
    others = others_at(briefing) if viewer.is_own else {}
    flags = invitation.application.employer.red_flags.all() if shows_flags else ()
    return {
        "invitation": invitation,
        "application": invitation.application,
        "employer": invitation.application.employer,
        "flags": list(flags),
        "shows_flags": shows_flags,
        "candidate": invitation.candidate,
        "viewer": viewer,
        "briefing": briefing,
        "card": briefing.explanation,
        "tone": "rose" if briefing.advice.safety_notice else tone,
        "icon": "shield-alert" if briefing.advice.safety_notice else icon,
        "missing": [essential.value for essential in briefing.facts.missing],
        "asks_why": asks_why(briefing, invitation) and viewer.is_own,
        "tells_facts": "facts_form" in forms or tells_facts(invitation),
        "asks_situation": briefing.is_situation_provisional,
        "situation": situation_of(invitation),
        "decision": invitation.decisions.filter(superseded_by=None).first(),
        "slots": [(slot, others.get(slot.pk, "")) for slot in invitation.slots.all()],
        "times_are_over": invitation.times_are_over(timezone.now()),
        **fresh_forms(invitation, briefing, is_own=viewer.is_own),
        **forms,
    }


def fresh_forms(invitation: Invitation, briefing: Briefing, *, is_own: bool) -> dict[str, object]:
    """The forms of the page; those on private facts only for the candidate."""
    flag_form = RedFlagForm(by_firm=not is_own)
    if not is_own:
        return {"flag_form": flag_form}
    interest = {"interest": briefing.interest_now, "doubt": invitation.doubt}
    return {
        "flag_form": flag_form,
        "interest_form": InterestForm(initial=interest),
        "facts_form": FactsForm(instance=invitation, worked_out=round_label(briefing)),
        "choice_form": choice_form(invitation),
    }


def others_at(briefing: Briefing) -> dict[int, str]:
    """What else is on at each of the times, in words on the reader's clock."""
    zone = timezone.get_current_timezone_name()
    beside = briefing.plans.beside.items()
    return {pk: ". ".join(each.in_words(zone) for each in found) for pk, found in beside}


def choice_form(invitation: Invitation, data: Any = None) -> ChoiceForm:  # noqa: ANN401
    """The decision's form, offering the proposed times."""
    slots = [(slot.pk, slot_label(slot, now=timezone.now())) for slot in invitation.slots.all()]
    return ChoiceForm(data, initial={"version": invitation.version}, slots=slots)


def asks_why(briefing: Briefing, invitation: Invitation) -> bool:
    """With little interest, the reason is asked before anything is advised (R7)."""
    is_low = briefing.interest_now is not None and briefing.interest_now <= 3
    return is_low and not invitation.doubt


def tells_facts(invitation: Invitation) -> bool:
    """Whether anything is filled in under costs and needs, so that it is shown unfolded."""
    told = (getattr(invitation, name) for name in FactsForm.Meta.fields if name != "blocker")
    return any(told) or invitation.blocker != Blocker.NONE


def round_label(briefing: Briefing) -> str:
    return STAGE_LABELS[briefing.round_worked_out]


def worked_out_label(invitation: Invitation) -> str:
    """First or later, as the history says it before any correction."""
    return round_label(brief(invitation, now=timezone.now()))


def situation_of(invitation: Invitation) -> Situation:
    return Situation(invitation.candidate.situation)
