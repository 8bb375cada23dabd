"""gunicorn's settings: `gunicorn --config python:jobtracker.server jobtracker.wsgi`."""

from jobtracker.environment import Environment

_environment = Environment()

HOST = _environment.text("HOST", "127.0.0.1")
PORT = _environment.number("PORT", 8000, most=65535)

bind = f"{HOST}:{PORT}"
worker_class = "gthread"
workers = _environment.number("WEB_CONCURRENCY", 2, most=64)
threads = 4
# Loaded once and then forked. Loading opens no database connection, so none is shared.
preload_app = True
graceful_timeout = 10
control_socket_disable = True
# Whether a proxy's word on HTTPS counts is for Django's settings to say, and only there.
secure_scheme_headers: dict[str, str] = {}


def worker_exit(_server: object, _worker: object) -> None:
    """gunicorn calls it where a worker ends."""
    let_go_of_database()


def let_go_of_database() -> None:
    """Close what is open: a pool that nobody closes holds up the end of a process by seconds."""
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        connection.close()
        if hasattr(connection, "close_pool"):
            connection.close_pool()


logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "jobtracker.log.JsonFormatter"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "loggers": {"gunicorn.error": {"handlers": ["stderr"], "level": "WARNING"}},
    "root": {"handlers": [], "level": "WARNING"},
}
