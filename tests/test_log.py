import json
import logging

from jobtracker.log import JsonFormatter


def record(message, *args, error=None, **extra):
    exc_info = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord("jobtracker", logging.WARNING, __file__, 1, message, args, exc_info)
    made.__dict__.update(extra)
    return made


def formatted(made):
    line = JsonFormatter().format(made)
    assert "\n" not in line
    return json.loads(line)


def test_line_holds_level_logger_and_message():
    line = formatted(record("two\nlines of %s", "text"))
    assert line["message"] == "two\nlines of text"
    assert (line["level"], line["logger"]) == ("warning", "jobtracker")
    assert line["time"].endswith("+00:00")


def test_request_is_named_by_route_not_by_address(rf):
    request = rf.get("/invitations/secret-token/?salary=90000")
    made = record("%s: %s", "Not Found", request.path, request=request, status_code=404)
    line = formatted(made)
    assert (line["message"], line["status"], line["method"]) == ("Not Found", 404, "GET")
    assert "secret-token" not in json.dumps(line)
    assert "90000" not in json.dumps(line)


def test_exception_is_named_without_its_text():
    try:
        int("my-salary")
    except ValueError as error:
        line = formatted(record("failed", error=error))
    assert line["exception"] == "builtins.ValueError"
    assert line["frames"][0].endswith(" test_exception_is_named_without_its_text")
    assert "my-salary" not in json.dumps(line)
