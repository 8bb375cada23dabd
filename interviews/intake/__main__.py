"""The child: reads one message under hard limits and writes what it found as JSON.

Called only by ``sandbox``. The last header of the first input line says what follows.
"""

import json
import resource
import sys
from datetime import datetime
from typing import NoReturn

from .limits import Refused
from .read import read
from .reading import Kind

_MEGABYTES = 256
_FORBIDDEN = (
    "socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.system",
    "pty.", "ctypes.", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink",
    "os.chmod", "os.chown", "os.truncate", "os.kill", "shutil.", "ftplib.", "urllib.", "http.",
)  # fmt: skip
_WRITING = 0o3  # os.O_WRONLY | os.O_RDWR


def main() -> int:
    """Read standard input; answer with a reading, a refusal, or nothing and a bad status."""
    head, _, data = sys.stdin.buffer.read().partition(b"\n")
    request = json.loads(head)
    kind, received_at = Kind(request["kind"]), datetime.fromisoformat(request["received_at"])
    _limit()
    try:
        answer = {"reading": read(kind, data, received_at=received_at).as_dict()}
    except Refused as refused:
        answer = {"refused": {"code": refused.code, "message": refused.message}}
    sys.stdout.write(json.dumps(answer))
    return 0


def _limit() -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime)
    resource.setrlimit(resource.RLIMIT_CPU, (spent + 1, spent + 2))
    memory = _address_space() + _MEGABYTES * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sys.addaudithook(_refuse)


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as sizes:  # noqa: PTH123 - one small read
        return int(sizes.read().split()[0]) * resource.getpagesize()


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    writes = event == "open" and isinstance(arguments[2], int) and bool(arguments[2] & _WRITING)
    if writes or event.startswith(_FORBIDDEN):
        _die(event)


def _die(event: str) -> NoReturn:
    raise PermissionError(f"{event} is not allowed while a message is read")


if __name__ == "__main__":
    sys.exit(main())
