"""The way from a file to applications, page by page, without any script."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications import importing
from applications.models import Application, Import
from applications.models.import_ import ImportState
from applications.transfer.fields import Field
from applications.transfer.preview import Plan
from tests.applications.transfer.tables import as_csv, as_workbook, sheet_of
from tests.factories import make_application, make_candidate

pytestmark = pytest.mark.django_db

HEADER = ["Company", "Position", "Status", "Date Applied"]
ROW = ["Acme", "Clerk", "Interview", "2026-05-03"]


@pytest.fixture
def mira(client):
    candidate = make_candidate()
    client.force_login(candidate.user)
    return candidate


def upload(client, data, name="search.csv"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("applications:imports"), {"file": file})


def begun(candidate, *rows, header=HEADER):
    sheet = sheet_of(header, *rows)
    return Import.objects.create(
        candidate=candidate,
        by=candidate.user,
        file_name="search.csv",
        content=sheet.packed(),
        mapping=Plan.guessed(sheet).as_dict(),
    )


def address(view, found):
    return reverse(f"applications:{view}", args=[found.pk])


def text_of(response):
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(text.split()).replace("&amp;", "&").replace("&#x27;", "'")


def answers(response):
    """What the form on the page would send as it stands."""
    form = response.context["form"]
    return {name: value for name in form.fields if (value := form[name].value()) not in (None, "")}


@pytest.mark.parametrize("table", [as_csv(HEADER, ROW), as_workbook(HEADER, ROW)])
def test_whole_way_as_guessed(client, mira, table):
    columns = client.get(upload(client, table).url)
    check = client.post(columns.wsgi_request.path, answers(columns), follow=True)
    assert "1 of 1 row would be added" in text_of(check)
    found = mira.imports.get()
    done = client.post(address("import-taking", found), answers(check), follow=True)
    assert "1 application added" in text_of(done)
    assert str(mira.applications.get()) == "Clerk at Acme"
    gone = client.post(address("import-undoing", found), follow=True)
    assert "Everything that came from “search.csv” is gone again" in text_of(gone)
    assert not mira.applications.exists()


def test_tracker_is_named(client, mira):
    table = as_csv(["Company Name", "Job Title", "Status", "Job URL"], ["Acme", "Clerk", "", ""])
    assert "looks like an export from Teal" in text_of(client.get(upload(client, table).url))


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "This file is empty."),
        (b"%PDF-1.7", "We can read CSV and Excel"),
        (b"a" * 5_000_001, "the limit is 5 MB"),
        (as_csv(["jobTitle", "activityCategoryName"], ["a", "b"]), "Huntr’s list of activities"),
    ],
)
def test_file_that_is_no_table_is_refused_beside_its_field(client, mira, data, words):
    answer = upload(client, data)
    assert answer.status_code == 422
    assert words in answer.context["form"].errors["file"][0]
    assert not mira.imports.exists()


def test_same_upload_sent_twice_is_kept_once(client, mira):
    sent = {"form_key": "a" * 22}
    for _ in range(2):
        file = SimpleUploadedFile("search.csv", as_csv(HEADER, ROW))
        client.post(reverse("applications:imports"), {**sent, "file": file})
    assert mira.imports.count() == 1


def test_only_the_latest_begun_are_kept(client, mira):
    for number in range(5):
        upload(client, as_csv(HEADER, ROW), f"{number}.csv")
    assert [each.file_name for each in mira.imports.all()] == ["4.csv", "3.csv", "2.csv"]


def test_name_of_the_file_is_only_its_last_part(client, mira):
    upload(client, as_csv(HEADER, ROW), "../../etc/" + "a" * 150 + ".csv")
    assert mira.imports.get().file_name == "a" * 150 + ".csv"


def columns_sent(**changes):
    sent = {"column-0": "employer", "column-1": "job_title", "column-2": "", "column-3": ""}
    return {**sent, "stage": "by-day", **changes}


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"column-2": "employer"}, "“Company” is that already."),
        ({"column-0": ""}, "Say which column holds the employer"),
        ({"column-2": "salary"}, "Select a valid choice"),
    ],
)
def test_columns_that_make_no_sense_are_refused_and_nothing_chosen_is_lost(
    client, mira, changes, words
):
    found = begun(mira, ROW)
    answer = client.post(
        address("import-columns", found), columns_sent(**{"column-3": "notes"}, **changes)
    )
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert answer.context["form"]["column-3"].value() == "notes"


def test_choice_of_columns_is_kept(client, mira):
    found = begun(mira, ROW)
    client.post(address("import-columns", found), columns_sent(**{"column-3": "notes"}))
    shown = client.get(address("import-columns", found)).context["form"]
    assert shown["column-3"].value() == Field.NOTES
    assert shown["column-2"].value() == Field.NONE


def test_day_and_month_are_asked_for_where_only_the_person_can_tell(client, mira):
    found = begun(mira, ["Acme", "Clerk", "", "3/4/2026"])
    page = client.get(address("import-check", found))
    assert "dates such as 3/4/2026. Which day is that? 3 April 2026 4 March 2026" in text_of(page)
    refused = client.post(address("import-taking", found), {})
    assert refused.status_code == 422
    assert "only you can tell" in text_of(refused)
    client.post(address("import-taking", found), {"order": "month"})
    assert f"{mira.applications.get().applied_on}" == "2026-03-04"


def test_day_and_month_are_not_asked_for_where_a_date_tells(client, mira):
    found = begun(mira, ["Acme", "Clerk", "", "3/4/2026"], ["Vale", "Cook", "", "13/4/2026"])
    assert "order" not in client.get(address("import-check", found)).context["form"].fields


def test_unclear_cell_is_shown_beside_a_field_and_corrected_there(client, mira):
    found = begun(mira, ["Acme", "Clerk", "", "31.02.2026"], ["", "Cook", "", ""])
    page = client.get(address("import-check", found))
    assert "Row 2, Date Applied This is no day we can read." in text_of(page)
    assert "Row 3, Company There is no employer in this row." in text_of(page)
    sent = {**answers(page), "fix-2-3": "2026-05-03", "fix-3-0": "Vale"}
    client.post(address("import-taking", found), sent)
    names = mira.applications.order_by("pk").values_list("employer__name", "applied_on")
    assert [(name, str(day)) for name, day in names] == [("Vale", "None"), ("Acme", "2026-05-03")]


def test_correction_that_is_still_unclear_is_shown_again(client, mira):
    found = begun(mira, ["Acme", "Clerk", "", "31.02.2026"])
    page = client.get(address("import-check", found))
    sent = {**answers(page), "fix-2-3": "32.02.2026"}
    again = client.post(address("import-taking", found), sent, follow=True)
    assert "Please look again" in text_of(again)
    assert again.context["form"]["fix-2-3"].value() == "32.02.2026"
    assert not mira.applications.exists()


def test_row_that_stays_unclear_is_kept_as_a_note_or_left_out(client, mira):
    found = begun(mira, ["Acme", "Clerk", "", "31.02.2026"])
    page = client.get(address("import-check", found))
    left = client.post(
        address("import-check", found), {**answers(page), "of_unread": "leave"}, follow=True
    )
    assert "0 of 1 row would be added" in text_of(left)
    client.post(address("import-taking", found), {**answers(left), "of_unread": "note"})
    assert mira.applications.get().notes.get().text == "Date Applied: 31.02.2026"


def test_word_for_a_stage_is_the_persons_to_say(client, mira):
    found = begun(mira, ["Acme", "Clerk", "Blue", ""])
    page = client.get(address("import-check", found))
    assert "New to us: please check" in text_of(page)
    client.post(address("import-taking", found), {**answers(page), "word-0": "closed:rejected"})
    assert mira.applications.get().outcome == "rejected"


def test_duplicate_is_left_out_unless_the_person_wants_it(client, mira):
    there = make_application(candidate=mira, employer_name="Acme", job_title="Clerk")
    found = begun(mira, ROW, ["Vale", "Cook", "", ""], ["Vale", "Cook", "", ""])
    page = client.get(address("import-check", found))
    assert "You have it already: Clerk at Acme (applied)" in text_of(page)
    assert there.get_absolute_url() in page.content.decode()
    assert "The same job as in row 3" in text_of(page)
    assert "1 of 3 rows would be added" in text_of(page)
    client.post(address("import-taking", found), {**answers(page), "add-2": "on"})
    assert sorted(map(str, mira.applications.all())) == [
        "Clerk at Acme",
        "Clerk at Acme",
        "Cook at Vale",
    ]


def test_all_duplicates_are_added_where_the_person_says_so(client, mira):
    found = begun(mira, ROW, ROW)
    page = client.get(address("import-check", found))
    client.post(address("import-taking", found), {**answers(page), "of_duplicates": "add"})
    assert mira.applications.count() == 2


def test_currency_is_asked_for_where_a_sum_has_none(client, mira):
    found = begun(mira, ["Acme", "55k"], header=["Company", "Salary"])
    refused = client.post(address("import-taking", found), {"currency": "E1"})
    assert refused.status_code == 422
    assert refused.context["form"]["currency"].value() == "E1"
    client.post(address("import-taking", found), {"currency": "sek"})
    assert mira.applications.get().pay_currency == "SEK"


def test_nothing_to_take_in_is_said(client, mira):
    found = begun(mira, ["", "Clerk", "", ""])
    answer = client.post(address("import-taking", found), {"fix-2-0": ""}, follow=True)
    assert "There is no row left to take in" in text_of(answer)
    assert mira.imports.get().is_open


def test_double_click_takes_in_once(client, mira):
    found = begun(mira, ROW)
    page = client.get(address("import-check", found))
    for _ in range(2):
        client.post(address("import-taking", found), answers(page))
    assert mira.applications.count() == 1


def test_large_table_is_left_to_the_worker_and_its_page_says_so(client, mira, monkeypatch):
    monkeypatch.setattr(importing, "AT_ONCE", 1)
    found = begun(mira, ROW, ["Vale", "Cook", "", ""])
    page = client.get(address("import-check", found))
    waiting = client.post(address("import-taking", found), answers(page), follow=True)
    assert "<progress" in waiting.content.decode()
    assert "See how far it is" in text_of(waiting)
    assert not mira.applications.exists()
    importing.take_next(page.wsgi_request and found.started_at)
    part = client.get(address("import", found), headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode()
    assert "2 applications added" in text_of(part)
    assert "hx-get" not in part.content.decode()


def test_import_given_back_says_why(client, mira):
    found = begun(mira, ROW)
    found.give_back("Something went wrong.")
    assert "Something went wrong." in text_of(client.get(address("import-check", found)))


def test_given_up_table_is_gone(client, mira):
    found = begun(mira, ROW)
    client.post(address("import-discarding", found))
    assert not mira.imports.exists()


def test_table_that_is_taken_in_cannot_be_given_up_or_mapped_anew(client, mira):
    found = begun(mira, ROW)
    page = client.get(address("import-check", found))
    client.post(address("import-taking", found), answers(page))
    for view in ("import-columns", "import-check", "import-taking"):
        assert client.post(address(view, found)).url == address("import", found)
    client.post(address("import-discarding", found))
    assert mira.imports.get().state == ImportState.DONE


def test_what_stays_after_an_undo_is_named(client, mira):
    found = begun(mira, ROW, ["Vale", "Cook", "", ""])
    page = client.get(address("import-check", found))
    client.post(address("import-taking", found), answers(page))
    Application.objects.filter(employer__name="Vale").update(place="Here")
    stays = client.post(address("import-undoing", found), follow=True)
    assert "These stay, since something was changed" in text_of(stays)
    assert "Cook" in text_of(stays)
    assert "Clerk" not in text_of(stays)


@pytest.mark.parametrize("view", ["import", "import-columns", "import-check"])
def test_import_of_another_is_absent(client, mira, view):
    assert client.get(address(view, begun(make_candidate(), ROW))).status_code == 404


@pytest.mark.parametrize("many", [1, 40])
def test_pages_ask_a_fixed_number_of_queries(client, mira, django_assert_max_num_queries, many):
    found = begun(mira, *[[f"Acme {number}", *ROW[1:]] for number in range(many)])
    for each in range(many):
        make_application(candidate=mira, employer_name=f"Vale {each}")
    with django_assert_max_num_queries(5):
        client.get(address("import-check", found))
    with django_assert_max_num_queries(5):
        client.get(reverse("applications:imports"))


def test_most_that_a_page_asks_fits_into_one_request(client, mira, settings):
    rows = [["Acme", "Clerk", f"Word {number}", "31.02.2026"] for number in range(200)]
    found = begun(mira, *rows)
    page = client.get(address("import-check", found))
    assert len(page.context["form"].fields) < settings.DATA_UPLOAD_MAX_NUMBER_FIELDS - 10
    assert "140 rarer ones" in text_of(page)
    assert client.post(address("import-check", found), answers(page)).status_code == 302
