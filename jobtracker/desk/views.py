from django.http import HttpResponse

from jobtracker.http import SignedInRequest


def worklist(request: SignedInRequest) -> HttpResponse:
    return HttpResponse()
