"""Mail that a mail provider hands over by web request, for sites without a mail server.

django-anymail checks that it is the provider who asks. The mail is taken as the bytes it came in
and not parsed: anymail's parser has no limits, and mail is looked into in a limited child alone.
"""

import json
import logging
from http import HTTPStatus
from typing import NamedTuple, override

from anymail.exceptions import AnymailWebhookValidationFailure
from anymail.webhooks.base import AnymailBaseWebhookView
from anymail.webhooks.mailgun import MailgunBaseWebhookView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig
from django.db import DatabaseError
from django.db.transaction import non_atomic_requests
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from interviews.intake.limits import MAX_BYTES
from interviews.mailroom.delivery import NotNow, TooLarge, deliver

# The largest mail comes as text in JSON, and its attachments once more.
MOST_JSON = 3 * MAX_BYTES

logger = logging.getLogger(__name__)


class Posted(NamedTuple):
    """A mail as the provider had it, and what was said as it was handed over."""

    recipient: str
    sender: str
    raw: bytes


class Hook(AnymailBaseWebhookView):
    """Takes one mail a request. What is refused here, or fails, the provider tries again."""

    @override
    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            self.run_validators(request)  # type: ignore[no-untyped-call]
            mail = self.posted(request)
        except RequestDataTooBig:
            return HttpResponse(status=too_large())
        except AnymailWebhookValidationFailure:
            return HttpResponse(status=HTTPStatus.UNAUTHORIZED)
        except (AttributeError, LookupError, TypeError, ValueError):
            logger.error("A mail came by webhook without its raw text: turn that on there")
            return HttpResponse(status=HTTPStatus.INTERNAL_SERVER_ERROR)
        return HttpResponse(status=keep(mail))

    def posted(self, request: HttpRequest) -> Posted:
        raise NotImplementedError


class Postmark(Hook):
    """https://postmarkapp.com/developer/webhooks/inbound-webhook"""

    esp_name = "Postmark"

    @override
    def posted(self, request: HttpRequest) -> Posted:
        if int(request.META["CONTENT_LENGTH"]) > MOST_JSON:
            raise RequestDataTooBig
        fields = json.loads(request.read())
        path = [each["Value"] for each in fields["Headers"] if each["Name"] == "Return-Path"]
        sender = path[0].strip("<>") if path else ""
        raw = fields["RawEmail"].encode(errors="replace")
        return Posted(str(fields["OriginalRecipient"]), sender, raw)


class Mailgun(Hook, MailgunBaseWebhookView):
    """https://documentation.mailgun.com/docs/mailgun/user-manual/receive-forward-store"""

    @override
    def posted(self, request: HttpRequest) -> Posted:
        fields = request.POST
        raw = fields["body-mime"].encode(request.encoding or "utf-8")
        return Posted(fields["recipient"], fields["sender"], raw)

    @override
    def post(self, request: HttpRequest) -> HttpResponse:
        if request.content_type == "multipart/form-data":
            # Mail is not always UTF-8, and in this encoding every byte outlives being text.
            request.encoding = "latin-1"
        return super().post(request)


HOOKS = {"mailgun": Mailgun, "postmark": Postmark}


# The provider has no cookie that could be used without its knowing, but a secret of its own; and
# what it hands over is committed by itself, before it is answered.
@csrf_exempt
@login_not_required
@non_atomic_requests
def webhook(request: HttpRequest) -> HttpResponseBase:
    """There is no such address where no provider, or no secret, was set."""
    if settings.MAIL_WEBHOOK not in HOOKS or not settings.MAIL_WEBHOOK_SECRET:
        raise Http404
    return HOOKS[settings.MAIL_WEBHOOK].as_view()(request)


def keep(mail: Posted) -> HTTPStatus:
    """The answer, once the mail is committed; mail to elsewhere is dropped without a word."""
    local, _, domain = mail.recipient.rpartition("@")
    if domain.lower() != settings.MAIL_DOMAIN:
        return HTTPStatus.OK
    try:
        deliver(local, mail.raw, forwarder=mail.sender, at=timezone.now())
    except TooLarge:
        return too_large()
    except NotNow:
        return HTTPStatus.TOO_MANY_REQUESTS
    except DatabaseError:
        logger.exception("A mail could not be stored")
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.OK


def too_large() -> HTTPStatus:
    """It would be as large the next time, so it is not asked for again."""
    logger.warning("A mail by webhook was larger than 10 MB and is dropped")
    return HTTPStatus.OK
