"""Documents: taken in by their content, kept in versions, given back as they came."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.models import Document, DocumentUse, DocumentVersion
from applications.models import document as documents
from tests.applications.documents.files import pdf, png
from tests.factories import (
    make_application,
    make_candidate,
    make_membership,
    make_representation,
    make_user,
)
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

LIST, NEW = "applications:documents", "applications:new-document"


@pytest.fixture
def mira():
    return make_candidate(user=make_user(name="Mira"))


@pytest.fixture
def tab(client, mira):
    client.force_login(mira.user)
    return client


def upload(tab, data=b"", name="cv.pdf", to=None, **fields):
    file = SimpleUploadedFile(name, data or pdf(), content_type="text/html")
    return tab.post(to or reverse(NEW), {"file": file, "kind": "resume", **fields})


def kept(version):
    with version.file.open() as file:
        return file.read()


def address(name, row):
    return reverse(f"applications:{name}", args=[row.pk])


def test_file_is_kept_under_a_name_of_ours_and_given_back_as_it_came(tab):
    answer = upload(tab, name="../../Mira <b>CV</b>.pdf")
    version = DocumentVersion.objects.get()
    assert answer.url == version.document.get_absolute_url()
    assert kept(version) == pdf()
    assert "Mira" not in version.file.name
    assert ".." not in version.file.name
    given = tab.get(address("file", version))
    assert given.getvalue() == pdf()
    assert given["Content-Type"] == "application/pdf"
    assert given["Content-Disposition"].startswith("attachment")
    assert "/" not in given["Content-Disposition"].partition(";")[2].replace("UTF-8''", "")
    assert given["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in given["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("cv.pdf", b"<html><script>alert(1)</script>"),
        ("cv.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("cv.exe", b"MZ\x90\x00"),
        ("cv.pdf", b""),
        ("cv", b"\x00\x01\x02"),
    ],
)
def test_what_is_no_document_is_refused_and_what_was_typed_stays(name, data, tab):
    file = SimpleUploadedFile(name, data)
    answer = tab.post(reverse(NEW), {"file": file, "kind": "letter", "name": "For Acme"})
    assert answer.status_code == 422
    assert "file" in answer.context["form"].errors
    assert 'value="For Acme"' in answer.content.decode()
    assert not Document.objects.exists()


def test_file_that_is_too_big_is_said_so(tab):
    answer = upload(tab, pdf(b"x" * 10_000_001))
    assert answer.status_code == 422
    assert "the limit is 10 MB" in answer.context["form"].errors["file"][0]


def test_all_together_have_a_limit(tab, monkeypatch):
    upload(tab, pdf(b"one"))
    monkeypatch.setattr(documents, "MAX_TOTAL", 50)
    answer = upload(tab, pdf(b"two"))
    assert answer.status_code == 422
    assert "Remove some" in answer.context["form"].errors["file"][0]
    assert DocumentVersion.objects.count() == 1


def test_next_version_is_numbered_and_the_same_file_is_kept_once(tab):
    upload(tab, name="cv.pdf")
    document = Document.objects.get()
    here = address("versions", document)
    upload(tab, pdf(b"new"), to=here, change="Shorter")
    answer = tab.get(upload(tab, pdf(b"new"), to=here).url)
    assert "You have this very file already: cv, version 2." in answer.content.decode()
    found = DocumentVersion.objects.order_by("number")
    assert [(each.number, each.change) for each in found] == [(1, ""), (2, "Shorter")]
    page = tab.get(document.get_absolute_url()).content.decode()
    assert "Shorter" in page


def test_document_is_renamed_and_removed_with_its_files(tab):
    upload(tab)
    document = Document.objects.get()
    tab.post(document.get_absolute_url(), {"name": "Résumé", "kind": "letter"})
    document.refresh_from_db()
    assert (document.name, document.kind) == ("Résumé", "letter")
    tab.post(address("document-removal", document))
    assert not DocumentVersion.objects.exists()


def test_last_version_takes_the_document_with_it(tab):
    upload(tab)
    answer = tab.post(address("version-removal", DocumentVersion.objects.get()))
    assert answer.url == reverse(LIST)
    assert not Document.objects.exists()


def test_version_that_went_somewhere_says_where(tab, mira):
    application = make_application(candidate=mira, employer_name="Acme", job_title="Analyst")
    upload(tab)
    version = DocumentVersion.objects.get()
    values = {"known-version": version.pk, "known-sent_on": "2026-06-01"}
    tab.post(address("sent", application), values)
    use = DocumentUse.objects.get()
    assert (use.version, use.sent_on) == (version, date(2026, 6, 1))
    page = tab.get(version.document.get_absolute_url()).content.decode()
    assert application.get_absolute_url() in page
    assert address("file", version) in tab.get(application.get_absolute_url()).content.decode()
    tab.post(address("sent-removal", use))
    assert not DocumentUse.objects.exists()
    assert DocumentVersion.objects.exists()


def test_new_file_goes_straight_to_an_application(tab, mira):
    application = make_application(candidate=mira)
    here = address("sent-upload", application)
    upload(tab, png(), name="diploma.png", to=here, kind="other", sent_on="2026-06-01")
    assert DocumentUse.objects.get().version.content_type == "image/png"


def test_version_of_another_candidate_goes_nowhere(tab, mira):
    theirs = make_candidate()
    document = Document.objects.create(candidate=theirs, name="Secret")
    version = DocumentVersion.objects.create(
        candidate=theirs, document=document, number=1, file_name="s.pdf", size=0
    )
    values = {"known-version": version.pk, "known-sent_on": "2026-06-01"}
    answer = tab.post(address("sent", make_application(candidate=mira)), values)
    assert answer.status_code == 422
    assert "Secret" not in answer.content.decode()
    assert tab.get(address("file", version)).status_code == 404


def test_firm_sees_documents_only_where_they_are_shared(client, tab, mira):
    application = make_application(candidate=mira)
    upload(tab)
    version = DocumentVersion.objects.get()
    member = make_membership()
    held = make_representation(candidate=mira, firm=member.firm, coordinator=member)
    client.force_login(member.user)
    for shares, status in ((True, 200), (False, 404)):
        held.shares_documents = shares
        held.save()
        assert client.get(address("file", version)).status_code == status
        assert client.get(address("sent", application)).status_code == status
        page = client.get(application.get_absolute_url()).content.decode()
        assert ('id="documents"' in page) is shares


def test_file_that_is_gone_from_the_disk_is_not_there(tab):
    upload(tab)
    version = DocumentVersion.objects.get()
    version.file.storage.delete(version.file.name)
    assert tab.get(address("file", version)).status_code == 404


def test_list_takes_as_many_queries_for_one_as_for_many(tab):
    upload(tab, pdf(b"0"))
    few = queries_of(tab, reverse(LIST))
    for number in range(1, 4):
        upload(tab, pdf(b"%d" % number), name=f"letter {number}.pdf")
    assert len(queries_of(tab, reverse(LIST))) == len(few) <= 5
