"""What came of the candidate's own interviews: theirs alone, whatever they share."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from interviews.insights import insights_of
from interviews.views.practice_tabs import tabs
from jobtracker.http import SignedInRequest
from jobtracker.people.views.whose import own_record


@require_safe
def insights(request: SignedInRequest) -> HttpResponse:
    found = insights_of(own_record(request), timezone.now())
    context = {"insights": found, "tabs": tabs("interviews:insights")}
    return render(request, "interviews/insights/insights.html", context)
