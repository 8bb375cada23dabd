"""Logs as one JSON object a line, without request bodies or the values in exceptions."""

import json
import logging
import traceback
from datetime import UTC, datetime
from http import HTTPStatus


class JsonFormatter(logging.Formatter):
    """A record as one line of JSON.

    Addresses may hold one-time tokens, and the text of an exception may hold what a person
    typed: a request is named by its route, an exception by its class and code lines.
    """

    def format(self, record: logging.LogRecord) -> str:
        fields: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        fields |= self._request(record) or {"message": record.getMessage()}
        if record.exc_info and record.exc_info[1]:
            fields |= self._exception(record.exc_info[1])
        return json.dumps(fields, default=str)

    @staticmethod
    def _request(record: logging.LogRecord) -> dict[str, object]:
        request = getattr(record, "request", None)
        status = getattr(record, "status_code", None)
        if request is None or status is None:
            return {}
        match = getattr(request, "resolver_match", None)
        return {
            "message": HTTPStatus(status).phrase,
            "status": status,
            "method": getattr(request, "method", None),
            "route": getattr(match, "route", None),
        }

    @staticmethod
    def _exception(error: BaseException) -> dict[str, object]:
        frames = traceback.extract_tb(error.__traceback__)
        return {
            "exception": f"{type(error).__module__}.{type(error).__qualname__}",
            "frames": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        }
