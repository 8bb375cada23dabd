"""What a page asks the database."""

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(client, url, data=None):
    """The statements of a request that is answered, without savepoints."""
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(url, data)
    assert answer.status_code == 200
    found = (each["sql"] for each in captured.captured_queries)
    return [sql for sql in found if "SAVEPOINT" not in sql]


def statements_of(act):
    """The statements of a call, without savepoints."""
    with CaptureQueriesContext(connection) as captured:
        act()
    found = (each["sql"] for each in captured.captured_queries)
    return [sql for sql in found if "SAVEPOINT" not in sql]
