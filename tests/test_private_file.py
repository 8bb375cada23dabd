"""Files that are gone when nobody needs them any longer."""

import gc
from wsgiref.util import FileWrapper

import pytest
from django.core.signals import request_finished
from django.http import FileResponse

from jobtracker.private_file import PrivateFile


class OurHandler:
    """By which our answers are told from what earlier tests left to be collected."""


@pytest.fixture(autouse=True)
def own_garbage():
    """What earlier tests left behind stays out of it, with what it would complain of."""
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def ended():
    """How often our request was said to have ended."""
    times = []

    def note(**_signal):
        times.append(1)

    request_finished.connect(note, sender=OurHandler)
    yield times
    request_finished.disconnect(note, sender=OurHandler)


def sent_by_server(file):
    """The answer as Django hands it to a server that sends files by itself."""
    response = FileResponse(file)
    response._handler_class = OurHandler
    response.file_to_stream.close = response.close
    return FileWrapper(response.file_to_stream)


def test_answer_that_was_sent_ends_its_request_once_whenever_garbage_is_collected(ended):
    answer = sent_by_server(PrivateFile())
    answer.close()
    assert len(ended) == 1
    del answer
    gc.collect()
    assert len(ended) == 1


def test_answer_that_nobody_read_is_closed_and_ends_no_request(ended):
    file = PrivateFile()
    inner = file._file
    answer = sent_by_server(file)
    del answer, file
    gc.collect()
    assert inner.closed
    assert ended == []
