from django.http import HttpResponse

from jobtracker.http import SignedInRequest


def home(request: SignedInRequest) -> HttpResponse:
    return HttpResponse()


def situation(request: SignedInRequest) -> HttpResponse:
    return HttpResponse()
