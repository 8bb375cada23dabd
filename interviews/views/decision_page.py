"""All that the decision page shows, gathered once."""

from typing import Any

from django.utils import timezone

from applications.forms import RedFlagForm
from interviews.beside import own_history
from interviews.briefing import Briefing, brief
from interviews.cold_feet import cold_feet_of
from interviews.doubts import HESITANT, REPLIES, Doubt
from interviews.forms.asked import AnswerForm
from interviews.forms.decision import ChoiceForm, FactsForm, InterestForm
from interviews.guidance import Blocker, Fate, Reason, Verdict
from interviews.guidance import Stage as Round
from interviews.guidance.labels import STAGE_LABELS
from interviews.intake.reading import Format
from interviews.models import AskedQuestion, Decision, Invitation
from interviews.models.asked_question import asked_by
from interviews.models.firm_policy import FirmPolicy, policy_of
from interviews.preparation import not_told_yet
from interviews.views.slot_labels import slot_label
from interviews.views.what_changed import what_changed
from jobtracker.http import SignedInRequest
from jobtracker.people.access import Scope
from jobtracker.people.models import Situation
from jobtracker.people.views.whose import Viewer, sees, viewer_of

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

A_STEP_BEFORE = "A step before any talk, fine up to an hour. Ask for a live talk, too"
FORMAT_NOTES = {
    Format.VIDEO: "You see more of the place on site: ask for it where the way is short",
    Format.PHONE: "You see nothing of the place: ask to meet the team later",
    Format.ON_SITE: "Ask for a look round while you are there",
    Format.ONE_WAY_VIDEO: A_STEP_BEFORE,
    Format.TEST: A_STEP_BEFORE,
}


def context_for(
    invitation: Invitation, request: SignedInRequest, **forms: object
) -> dict[str, Any]:
    """The page's context; a form that was refused takes the place of a fresh one."""
    viewer = viewer_of(request, invitation.candidate)
    briefing, firm_policy = briefed(invitation, viewer)
    decision = invitation.decisions.standing()
    is_again = "again" in request.GET
    times_are_over = invitation.times_are_over(timezone.now())
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
        "firm_policy": firm_policy,
        "card": briefing.explanation,
        **look_of(briefing),
        "missing": [essential.value for essential in briefing.facts.missing],
        "asks_why": asks_why(briefing, invitation) and viewer.is_own,
        "hesitates": viewer.is_own and (is_hesitant(briefing) or "interest_form" in forms),
        "reply": REPLIES.get(Doubt(invitation.doubt)) if invitation.doubt else None,
        "not_told": not_told(invitation, briefing),
        "own_history": own_history(invitation.candidate, briefing.facts) if viewer.is_own else [],
        "has_no_moves": viewer.is_own and Reason.OPEN_MIND not in briefing.evidence,
        "is_settled": not (invitation.is_undecided or is_again),
        "again": "?again" if is_again else "",
        "cold_feet": cold_feet_of(invitation, decision) if is_again and viewer.is_own else None,
        "tells_facts": "facts_form" in forms or tells_facts(invitation),
        "asks_situation": briefing.is_situation_provisional,
        "situation": situation_of(invitation),
        "decision": decision,
        **what_changed(invitation, viewer),
        "asked": asked_of_them(decision) if viewer.is_own else [],
        "planned": invitation.interviews.taking_place().first(),
        "invitation_number": str(invitation.pk),
        "slots": [(slot, others.get(slot.pk, "")) for slot in invitation.slots.all()],
        "times_are_over": times_are_over,
        "is_moot": times_are_over or briefing.fate is Fate.NOT_ARRANGED,
        "format_note": format_note(invitation, briefing),
        **fresh_forms(invitation, briefing, is_own=viewer.is_own),
        **forms,
    }


def briefed(invitation: Invitation, viewer: Viewer) -> tuple[Briefing, FirmPolicy | None]:
    """The briefing, and the firm's settings that it goes by, where they are a firm's."""
    firm_policy = FirmPolicy.objects.for_candidate(invitation.candidate_id)
    policy, now = policy_of(firm_policy), timezone.now()
    return brief(invitation, now=now, hidden=not viewer.is_own, policy=policy), firm_policy


def look_of(briefing: Briefing) -> dict[str, str]:
    """How the verdict is drawn."""
    is_unsafe = briefing.advice.safety_notice
    tone, icon = ("rose", "shield-alert") if is_unsafe else LOOKS[briefing.advice.verdict]
    return {"tone": tone, "icon": icon}


def fresh_forms(invitation: Invitation, briefing: Briefing, *, is_own: bool) -> dict[str, object]:
    """The forms of the page; those on private facts only for the candidate."""
    flag_form = RedFlagForm(by_firm=not is_own)
    if not is_own:
        return {"flag_form": flag_form}
    interest = {"interest": briefing.interest_now} | {
        name: getattr(invitation, name) for name in ("doubt", "openness", "wishes")
    }
    return {
        "flag_form": flag_form,
        "interest_form": InterestForm(initial=interest),
        "facts_form": FactsForm(instance=invitation, worked_out=round_label(briefing)),
        "choice_form": choice_form(invitation),
    }


def asked_of_them(decision: Decision | None) -> list[tuple[AskedQuestion, AnswerForm]]:
    """What was asked before deciding, each with the form for its answer."""
    if decision is None or not decision.asks:
        return []
    return [
        (each, AnswerForm(initial={"answer": each.answer}, auto_id=f"id_{each.pk}_%s"))
        for each in asked_by(decision)
    ]


def others_at(briefing: Briefing) -> dict[int, str]:
    """What else is on at each of the times, in words on the reader's clock."""
    zone = timezone.get_current_timezone_name()
    beside = briefing.plans.beside.items()
    return {pk: ". ".join(each.in_words(zone) for each in found) for pk, found in beside}


def choice_form(invitation: Invitation, data: Any = None) -> ChoiceForm:  # noqa: ANN401
    """The decision's form, offering the proposed times."""
    slots = [(slot.pk, slot_label(slot, now=timezone.now())) for slot in invitation.slots.all()]
    is_looked_after = invitation.candidate.is_looked_after(Scope.INTERVIEWS)
    return ChoiceForm(
        data,
        initial={"version": invitation.version},
        slots=slots,
        is_looked_after=is_looked_after,
    )


def asks_why(briefing: Briefing, invitation: Invitation) -> bool:
    """With little interest, the reason is asked before anything is advised (R7)."""
    is_low = briefing.interest_now is not None and briefing.interest_now <= HESITANT
    return is_low and not invitation.doubt


def is_hesitant(briefing: Briefing) -> bool:
    """Before a first talk with little interest, it is asked what could change that (R9)."""
    interest = briefing.interest_now
    return briefing.facts.stage is Round.FIRST and interest is not None and interest <= HESITANT


def not_told(invitation: Invitation, briefing: Briefing) -> list[str]:
    """What descriptions leave out, and nobody has told so far; only before a first talk (R12)."""
    if briefing.facts.stage is not Round.FIRST:
        return []
    return not_told_yet(invitation.application, invitation.people)


def format_note(invitation: Invitation, briefing: Briefing) -> str:
    """What a way to meet shows of the place, and what to ask for (R14)."""
    if briefing.facts.stage is not Round.FIRST:
        return ""
    return FORMAT_NOTES[Format(invitation.format)] if invitation.format else ""


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
