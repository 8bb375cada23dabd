from datetime import timedelta

import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, SimpleUploadedFile
from django.utils import timezone

from jobtracker.uploads import remove_left_uploads


def test_file_within_the_limit_stays_in_memory(rf):
    request = rf.post("/", {"file": SimpleUploadedFile("a.eml", b"x" * 3_000_000)})
    assert isinstance(request.FILES["file"], InMemoryUploadedFile)
    assert request.FILES["file"].size == 3_000_000


def test_body_above_the_limit_is_refused_before_it_is_read(rf, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    request = rf.post("/", {"file": SimpleUploadedFile("a.eml", b"x" * 1001)})
    with pytest.raises(RequestDataTooBig):
        request.FILES  # noqa: B018


def test_upload_that_a_killed_server_left_is_removed_after_a_day(settings, tmp_path):
    settings.DATA_FOLDER = tmp_path
    (tmp_path / "uploads").mkdir()
    left = tmp_path / "uploads" / "left"
    left.write_bytes(b"private")
    now = timezone.now()
    assert not remove_left_uploads(now)
    assert remove_left_uploads(now + timedelta(days=2))
    assert not left.exists()
