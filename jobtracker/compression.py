"""Pages travel compressed, where their size can tell nobody what is in them.

Whoever may choose a part of a page and see how long it gets could find out the rest of it, word by
word (BREACH, https://www.breachattack.com). So only an answer in which nothing of the request is
repeated is compressed: a page asked for by its bare address. Its length varies by chance besides,
as Django's own compression has it (https://ieeexplore.ieee.org/document/9754554).
"""

import gzip
import secrets
from collections.abc import Callable
from io import BytesIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

# It makes a list an eighth as large, at half the cost of making it a ninth.
LEVEL = 1
LEAST = 1_000
MOST_PADDING = 100


def compress_pages(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """For whoever takes it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        if isinstance(response, HttpResponse) and is_page(response):
            patch_vary_headers(response, ["Accept-Encoding"])
            if repeats_nothing(request) and takes_gzip(request) and len(response.content) >= LEAST:
                response.content = compressed(response.content)
                response.headers["Content-Encoding"] = "gzip"
                response.headers["Content-Length"] = str(len(response.content))
        return response

    return middleware


def is_page(response: HttpResponse) -> bool:
    is_html = response.headers.get("Content-Type", "").startswith("text/html")
    return is_html and response.status_code == 200 and not response.has_header("Content-Encoding")


def repeats_nothing(request: HttpRequest) -> bool:
    return request.method == "GET" and not request.META.get("QUERY_STRING")


def takes_gzip(request: HttpRequest) -> bool:
    """Whether it is named, and not as what is refused."""
    named = request.headers.get("Accept-Encoding", "").lower().replace(" ", "").split(",")
    return any(each.partition(";")[0] == "gzip" and not each.endswith(";q=0") for each in named)


def compressed(content: bytes) -> bytes:
    """As gzip, with a name in its head that is a little longer or shorter each time."""
    out = BytesIO()
    name = secrets.token_hex(MOST_PADDING)[: secrets.randbelow(MOST_PADDING + 1)]
    with gzip.GzipFile(name, "wb", LEVEL, out, mtime=0) as packed:
        packed.write(content)
    return out.getvalue()
