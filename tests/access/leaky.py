"""A site that gives a word away in every way that the guard is to notice."""

import base64
import gzip
import io
import zipfile
from base64 import urlsafe_b64encode
from email.message import EmailMessage
from urllib.parse import quote

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path


def in_header(word):
    return HttpResponse(headers={"Content-Disposition": f'attachment; filename="{word}.eml"'})


def in_cookie(word):
    response = HttpResponse()
    response.set_cookie("messages", base64.b64encode(f"Saved {word}.".encode()).decode())
    return response


def in_pieces(word):
    return StreamingHttpResponse([f"Dear {word[:5]}".encode(), word[5:].encode()])


def archive_of(content):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("rows.json", content)
    file.seek(0)
    return file


def in_attachment(word):
    mail = EmailMessage()
    mail.set_content("See attached.")
    mail.add_attachment(
        archive_of(word).read(), maintype="application", subtype="zip", filename="archive.zip"
    )
    return HttpResponse(mail.as_bytes())


def in_printable(word):
    mail = EmailMessage()
    mail.set_content("ü" * 60 + word + "ü" * 60, cte="quoted-printable")
    return HttpResponse(mail.as_bytes())


def base64_after(before):
    return lambda word: HttpResponse(base64.b64encode(f"{before}{word} and more".encode()))


WAYS = {
    "text": HttpResponse,
    "capitals": lambda word: HttpResponse(word.upper()),
    "a title": lambda word: HttpResponse(word.title()),
    "cut off": lambda word: HttpResponse(f"{word[:-2]}…"),
    "within a word": lambda word: HttpResponse(f"x{word}x"),
    "an error page": lambda word: HttpResponse(f"No {word}", status=404),
    "escaped": lambda word: HttpResponse("".join(f"&#{ord(each)};" for each in word)),
    "escaped in hex": lambda word: HttpResponse("".join(f"&#x{ord(each):x};" for each in word)),
    "an address": lambda word: HttpResponse("".join(f"%{ord(each):02X}" for each in word)),
    "a redirect": lambda word: HttpResponse(headers={"Location": f"/?q={quote(word)}"}),
    "JSON": lambda word: JsonResponse({"rows": [{"title": word}]}),
    "escaped JSON": lambda word: HttpResponse("".join(f"\\u{ord(each):04x}" for each in word)),
    "wide letters": lambda word: HttpResponse(word.encode("utf-16")),
    "a folded line": lambda word: HttpResponse(f"SUMMARY:{word[:4]}\r\n {word[4:]}"),
    "base64": base64_after(""),
    "base64 further on": base64_after("1"),
    "base64 still further on": base64_after("22"),
    "base64 of capitals": lambda word: HttpResponse(base64.b64encode(word.upper().encode())),
    "base64 for addresses": lambda word: HttpResponse(urlsafe_b64encode(f"ÿþ{word}".encode())),
    "a header": in_header,
    "a cookie": in_cookie,
    "a stream": in_pieces,
    "a file": lambda word: FileResponse(io.BytesIO(word.encode())),
    "an archive": lambda word: FileResponse(archive_of(word)),
    "a page of an archive": lambda word: HttpResponse(archive_of(word).read()),
    "a compressed file": lambda word: HttpResponse(gzip.compress(word.encode())),
    "quoted-printable": in_printable,
    "an attached archive": in_attachment,
}


@login_not_required
def leak(request, way):
    return WAYS[way](request.GET["word"])


urlpatterns = [path("<str:way>/", leak)]
