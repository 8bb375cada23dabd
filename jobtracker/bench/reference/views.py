"""The rows that the list shows, as a tutorial would show them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from applications.models import Application

PAGE_LENGTH = 50


@login_required
def rows(request: HttpRequest) -> HttpResponse:
    mine = Application.objects.filter(candidate__user=request.user.pk).open()
    newest = mine.select_related("employer").order_by("-created_at", "-pk")
    return render(request, "rows.html", {"rows": newest[:PAGE_LENGTH]})
