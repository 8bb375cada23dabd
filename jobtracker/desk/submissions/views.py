"""One candidate's rights to represent and submissions, as the firm works on them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from applications.doubles import DoubleKind, doubles_of, is_settled
from applications.models import RightToRepresent, Submission
from applications.submission_forms import EndingForm, PlacementForm, SubmissionForm
from jobtracker.desk.candidates.held import AtWork, held_by, row_held
from jobtracker.desk.submissions.rights import of_right, right_page
from jobtracker.http import SignedInRequest, redirect
from jobtracker.people.access import Scope
from jobtracker.people.models import Representation

MOST_SHOWN = 200


@require_safe
def submissions(request: SignedInRequest, pk: int) -> HttpResponse:
    at_work, today = held_by(request, pk), timezone.localdate()
    whose = {"candidate": at_work.held.candidate_id, "firm": at_work.me.firm_id}
    rights = RightToRepresent.objects.shared_with(request.user).filter(**whose)
    context = {
        **at_work.shown(timezone.now()),
        "rights": [(each, each.standing(today)) for each in rights[:MOST_SHOWN]],
        "submissions": Submission.objects.shared_with(request.user).filter(**whose)[:MOST_SHOWN],
    }
    return render(request, "desk/submissions/list.html", context)


@require_POST
def new(request: SignedInRequest, pk: int) -> HttpResponse:
    """Prepare what is to be sent by that right."""
    at_work, found = of_right(request, pk)
    known = Submission.objects.filter(right=found, candidate=found.candidate_id).first()
    if known:
        return redirect(request, "desk:submission", known.pk)
    form = SubmissionForm(request.POST, instance=Submission())
    if not form.is_valid() or found.ended_at:
        return right_page(request, at_work, found, submission_form=form)
    said = {name: form.cleaned_data[name] for name in form.own}
    made = Submission.objects.prepare(found, by=request.user, at=timezone.now(), **said)
    return redirect(request, "desk:submission", made.pk)


@require_safe
def submission(request: SignedInRequest, pk: int) -> HttpResponse:
    at_work, found = of_submission(request, pk)
    return page(request, at_work, found)


@require_POST
def edit(request: SignedInRequest, pk: int) -> HttpResponse:
    at_work, found = of_submission(request, pk)
    form = SubmissionForm(request.POST, instance=found)
    if not form.is_valid():
        _, as_kept = of_submission(request, pk)
        return page(request, at_work, as_kept, form=form)
    form.save()
    messages.success(request, "Saved.")
    return redirect(request, "desk:submission", pk)


def of_submission(request: SignedInRequest, pk: int) -> tuple[AtWork, Submission]:
    """The submission, while the firm that made it looks after the candidate."""
    kept = Submission.objects.shared_with(request.user)
    beside = ("candidate__user", "client", "firm", "order", "right", "application__employer")
    return row_held(request, kept.select_related(*beside), pk, locked=("self", "right"))


def has_word(found: Submission, held: Representation) -> bool:
    """Whether the candidate's yes is in force; one from before they left and came back is not."""
    right = found.right
    return right.is_in_force(timezone.localdate()) and right.asked_at >= held.offered_at


def page(
    request: SignedInRequest,
    at_work: AtWork,
    found: Submission,
    **bound: Any,  # noqa: ANN401
) -> HttpResponse:
    """Everything about it; `bound` are forms refused."""
    held = at_work.held
    sees_applications = Scope.APPLICATIONS in held.scopes
    now = timezone.now()
    doubles = (
        []
        if found.sent_at
        else doubles_of(found.right, at=now, with_applications=sees_applications)
    )
    context = {
        **at_work.shown(now),
        "submission": found,
        "right": found.right,
        "has_word": has_word(found, held),
        "doubles": doubles,
        "is_settled": is_settled(found.right, doubles),
        "is_ours": any(each.kind == DoubleKind.OURS for each in doubles),
        "sees_applications": sees_applications,
        "placement": getattr(found, "placement", None),
        "form": SubmissionForm(instance=found),
        "ending_form": EndingForm(),
        "placement_form": PlacementForm(initial={"pay": found.pay}),
        **bound,
    }
    status = 422 if bound else 200
    return render(request, "desk/submissions/submission.html", context, status=status)
