"""What is to be done about an application: add it, do it, or find that it was not done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from applications.models import Application, Task
from applications.models.task import TaskOrigin
from applications.page_forms import TaskForm
from applications.views.application import application_page
from jobtracker.http import SignedInRequest, asked_on, redirect
from jobtracker.people.views.whose import viewer_of, visible


@require_POST
def add(request: SignedInRequest, pk: int) -> HttpResponse:
    found = visible(request, Application.objects.select_related("candidate"), pk)
    is_own = viewer_of(request, found.candidate).is_own
    fresh = Task(
        application=found,
        candidate=found.candidate,
        by=request.user,
        origin=TaskOrigin.OWN if is_own else TaskOrigin.FIRM,
    )
    form = TaskForm(request.POST, instance=fresh)
    if not form.is_valid():
        return application_page(request, pk, task_form=form)
    form.save()
    return to_tasks(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
def task(request: SignedInRequest, pk: int) -> HttpResponse:
    """Other words, or another day."""
    found = held(request, pk)
    form = TaskForm(request.POST if request.method == "POST" else None, instance=found)
    if form.is_valid():
        form.save()
        return to_tasks(request, found.application)
    context = {
        "application": found.application,
        "candidate": found.candidate,
        "viewer": viewer_of(request, found.candidate),
        "task": found,
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "applications/task.html", context, status=status)


@require_POST
def completion(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    found.finish(at=timezone.now())
    messages.success(request, f"Done: {found.text}")
    page = asked_on(request)
    if asks_for_evidence(request, found):
        query = {"home": ""} if page == reverse("home") else {}
        return redirect(request, reverse("interviews:point", args=[found.point.pk], query=query))
    return redirect(request, page) if page else to_tasks(request, found.application)


@require_POST
def reopening(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    found.reopen()
    return to_tasks(request, found.application)


@require_POST
def removal(request: SignedInRequest, pk: int) -> HttpResponse:
    found = held(request, pk)
    found.delete()
    return to_tasks(request, found.application)


def asks_for_evidence(request: SignedInRequest, found: Task) -> bool:
    """Whether it is a point of feedback that nothing shows to be done yet; theirs alone to say."""
    point = getattr(found, "point", None)
    is_own = viewer_of(request, found.candidate).is_own
    return is_own and point is not None and not point.is_done


def held(request: SignedInRequest, pk: int) -> Task:
    rows = Task.objects.select_related("candidate", "application__employer", "point")
    if request.method == "POST":
        rows = rows.select_for_update(no_key=True, of=("self",))
    return visible(request, rows, pk)


def to_tasks(request: SignedInRequest, application: Application | None) -> HttpResponse:
    if application is None:
        return redirect(request, "home")
    return redirect(request, f"{application.get_absolute_url()}#tasks")
