from collections.abc import Iterator

from django.urls import URLPattern, path

from interviews.models.errand import Matter
from jobtracker.desk.worklist import errand_views, views
from jobtracker.desk.worklist.matters import BY_MATTER


def of_matter(matter: Matter) -> Iterator[URLPattern]:
    """What is done about one kind of thing that is due."""
    given = {"matter": matter}
    here = f"{matter}/<int:pk>/"
    yield path(here, errand_views.errand, given, name=matter)
    yield path(f"{here}snooze/", errand_views.snooze, given, name=f"{matter}-snooze")
    yield path(f"{here}waking/", errand_views.waking, given, name=f"{matter}-waking")
    yield path(f"{here}assignment/", errand_views.assignment, given, name=f"{matter}-assignment")
    yield path(f"{here}message/", errand_views.message, given, name=f"{matter}-message")
    if not BY_MATTER[matter].done:
        return
    yield path(f"{here}end/", errand_views.end, given, name=f"{matter}-end")
    yield path(f"{here}return/", errand_views.return_, given, name=f"{matter}-return")


worklist_urls: list[URLPattern] = [
    path("", views.worklist, name="worklist"),
    *(each for matter in Matter for each in of_matter(matter)),
]
