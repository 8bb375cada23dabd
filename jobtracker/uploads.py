"""Refuse a request body that is too large before a byte is kept; keep large ones in private."""

from datetime import datetime, timedelta
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO, Any, override

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

FOLDER = "uploads"
DAY = timedelta(days=1)


class BodyLimit(FileUploadHandler):
    """Django's own limit leaves files out of its count; this one counts the whole body."""

    @override
    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, Any],
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        if content_length > self.limit:
            raise RequestDataTooBig("The request body is larger than this site accepts.")

    @property
    def limit(self) -> int:
        """In bytes. A view may take more (`jobtracker.http.takes_up_to`) from who is signed in."""
        request, usual = self.request, int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
        match = request and request.resolver_match
        more: int | None = getattr(match.func, "body_limit", None) if match else None
        return more if more and request and request.user.is_authenticated else usual

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    @override
    def file_complete(self, file_size: int) -> None:
        return None


class PrivateUpload(TemporaryUploadedFile):
    """A file in a folder that nobody else reads; it goes with the request, unless it is moved."""

    def __init__(self, name: str, *described: Any) -> None:  # noqa: ANN401
        folder = Path(settings.DATA_FOLDER) / FOLDER
        folder.mkdir(0o700, parents=True, exist_ok=True)
        file = NamedTemporaryFile(dir=folder)  # noqa: SIM115 - closed with the request
        UploadedFile.__init__(self, file, name, *described)


class OnDisk(FileUploadHandler):
    """For bodies that are more than memory should hold; it stands behind the one that does."""

    file: PrivateUpload

    @override
    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        described = (self.content_type, 0, self.charset, self.content_type_extra)
        self.file = PrivateUpload(self.file_name or "", *described)

    @override
    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    @override
    def file_complete(self, file_size: int) -> PrivateUpload:
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    @override
    def upload_interrupted(self) -> None:
        if hasattr(self, "file"):
            self.file.close()


def remove_left_uploads(at: datetime) -> bool:
    """Remove what a server that was killed left lying a day ago; whether there was any."""
    old = [
        path
        for path in (Path(settings.DATA_FOLDER) / FOLDER).glob("*")
        if path.stat().st_mtime < (at - DAY).timestamp()
    ]
    for path in old:
        path.unlink(missing_ok=True)
    return bool(old)
