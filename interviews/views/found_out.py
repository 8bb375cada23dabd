"""The part of a debrief that says what was found out: one form a point, all sent together."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from interviews.forms.preparation import InquiryForm
from interviews.models import Inquiry, Interview
from interviews.preparation import Point, gone_from_page
from interviews.preparing import TOPIC_LABELS, Topic

TOLD = ("told", "observed", "by_whom", "compared")
MOST_GONE = 20


class Finding(NamedTuple):
    """A point, and the form that asks what was found out about it."""

    point: Point
    form: InquiryForm

    @property
    def says_something(self) -> bool:
        """Whether there is anything to keep, once the form is valid."""
        is_kept = self.form.instance.pk is not None
        return is_kept or any(self.form.cleaned_data[name] for name in self.form.own)


def fresh(interview: Interview, points: Sequence[Point]) -> list[Finding]:
    return [Finding(point, form_of(interview, point)) for point in points]


def told(interview: Interview, points: Sequence[Point], data: Any) -> list[Finding]:  # noqa: ANN401
    """Each point that the page had, as it was filled in; the others as they are.

    What was settled or removed while somebody wrote about it takes the words in anew.
    """
    sent = sent_in(data)
    known = {point.key for point in points}
    gone = gone_points(interview, data, (key for key in sent if key not in known))
    return [
        Finding(point, form_of(interview, point, data if point.key in sent else None))
        for point in (*points, *gone)
    ]


def sent_in(data: Any) -> dict[str, None]:  # noqa: ANN401
    """The names of the points that the form had, in its order; each begins with its topic."""
    parts = (name.rpartition("-") for name in data)
    keys = (key for key, _, name in parts if name in TOLD)
    return dict.fromkeys(key for key in keys if key.partition("-")[0] in [*Topic])


def gone_points(interview: Interview, data: Any, keys: Iterable[str]) -> Iterator[Point]:  # noqa: ANN401
    said = (key for key in keys if any(data.get(f"{key}-{name}", "").strip() for name in TOLD))
    for key in islice(said, MOST_GONE):
        own = Point(Topic.OWN, TOPIC_LABELS[Topic.OWN], given_key=key)
        yield gone_from_page(key, interview) or own


def form_of(interview: Interview, point: Point, data: Any = None) -> InquiryForm:  # noqa: ANN401
    return InquiryForm(data, instance=point.row(interview), prefix=point.key)


def are_valid(findings: Sequence[Finding]) -> bool:
    """Whether every form that was sent is; all of them are looked at, so that each says what is."""
    valid = [each.form.is_valid() for each in findings if each.form.is_bound]
    return all(valid)


def rows_of(findings: Sequence[Finding]) -> list[Inquiry]:
    """What there is to keep, once all are valid."""
    sent = (each for each in findings if each.form.is_bound)
    return [each.form.save(commit=False) for each in sent if each.says_something]
