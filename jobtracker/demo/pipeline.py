"""What surrounds the demo's applications: people, papers, plans, an offer, and what is saved."""

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from applications.documents.kinds import FileType
from applications.models import (
    Application,
    Contact,
    Document,
    Employer,
    Involvement,
    Note,
    Offer,
    Posting,
    SavedView,
    Task,
)
from applications.models.contact import ContactRole
from applications.models.document import DocumentKind, NewFile
from applications.models.note import Visibility
from applications.models.posting import Origin
from applications.pay import Period
from applications.stages import Remote, Stage
from jobtracker.demo.dates import ZONE, on_the_hour

if TYPE_CHECKING:
    from jobtracker.demo.search import Search

RESUME = """Mira Sandberg
Data analyst, Stockholm

2021 to 2025  Analyst, city transport: timetables, delays, and what to do about them
2018 to 2021  Assistant, national statistics: surveys and how to read them
"""
POSTING = """Mobility Data Scientist

The Institute for Transport looks for somebody who turns counts of people on platforms into
timetables that fit them. You work with planners, write code that others can read, and say what
the numbers do not show.

What we offer: 46,000 to 52,000 SEK a month, flexible hours, six weeks of holiday.
"""


@dataclass(frozen=True)
class Pipeline:
    """Adds to a search that is there."""

    search: "Search"

    def add(self) -> None:
        dream = Application.objects.get(candidate=self.search.candidate, is_dream=True)
        self.add_saved()
        self.add_quiet()
        self.add_offer()
        self.surround(dream)
        self.send_papers(dream)
        SavedView.objects.keep(
            self.search.candidate, "Trains and buses", layout="board", query="tag=transport"
        )

    def whose(self, application: Application) -> dict[str, Any]:
        return {"candidate": self.search.candidate, "application": application}

    def add_saved(self) -> None:
        """Two she may yet apply for."""
        for employer, title, step in (
            ("Skåne Transit", "Timetable Planner", "Ask Petra whether the team is any good"),
            ("Bluefin Foods", "Reporting Analyst", ""),
        ):
            saved = Application.objects.start(
                by=self.search.by,
                at=self.search.ago(2),
                candidate=self.search.candidate,
                employer=Employer.objects.named(self.search.candidate, employer),
                job_title=title,
                stage=Stage.SAVED,
                source="A newsletter",
                created_at=self.search.ago(2),
            )
            if step:
                saved.tag(["transport"])
                saved.plan(step, on=(self.search.now + timedelta(days=2)).date())

    def add_quiet(self) -> None:
        """Applied to weeks ago, through an agency, and nobody has answered."""
        quiet = self.search.apply("Kvist Furniture", "Demand Analyst", 33, 3)
        quiet.agency, quiet.place, quiet.remote = "Lind & Co", "Jönköping", Remote.HYBRID
        quiet.pay_from, quiet.pay_to = Decimal(42_000), Decimal(46_000)
        quiet.pay_currency, quiet.pay_period = "SEK", Period.MONTH
        quiet.save()

    def add_offer(self) -> None:
        application = self.search.apply("Ferrous Metals", "Operations Analyst", 45, 2)
        Offer.objects.receive(
            application,
            by=self.search.by,
            at=self.search.ago(1),
            received_on=self.search.ago(1).date(),
            pay=Decimal(43_500),
            currency="SEK",
            period=Period.MONTH,
            days_off=28,
            benefits="Lunch, and a card for the gym",
            answer_by=on_the_hour(self.search.now + timedelta(days=9), 17),
            answer_by_zone=ZONE,
        )

    def surround(self, dream: Application) -> None:
        """Somebody she knows there, the posting, a note, and something to do."""
        whose = self.whose(dream)
        contact = Contact.objects.create(
            candidate=self.search.candidate,
            employer=dream.employer,
            name="Ines Moreau",
            job_title="Head of planning",
            email="ines.moreau@transport.example",
        )
        Involvement.objects.create(**whose, contact=contact, role=ContactRole.HIRING_MANAGER)
        Posting.objects.create(
            **whose,
            origin=Origin.PAGE,
            text=POSTING,
            taken_at=self.search.ago(19),
        )
        dream.tag(["transport", "research"])
        Note.objects.create(
            **whose,
            text="Ines wrote the paper on platform crowding. Read it before the talk.",
            by=self.search.by,
            at=self.search.ago(3),
        )
        Note.objects.create(
            **whose,
            visibility=Visibility.SHARED,
            text="Petra once placed somebody with Ines and will put in a word.",
            by=self.search.by,
            at=self.search.ago(2),
        )
        Task.objects.create(
            **whose,
            text="Print the crowding charts",
            due_on=(self.search.now + timedelta(days=5)).date(),
            by=self.search.by,
        )

    def send_papers(self, dream: Application) -> None:
        """The résumé that went with it."""
        file = NewFile(RESUME.encode(), "Mira Sandberg.txt", FileType.TEXT)
        version = Document.objects.take_in(
            self.search.candidate,
            file,
            at=self.search.ago(20),
            name="Résumé",
            kind=DocumentKind.RESUME,
        )
        version.went_to(dream, on=self.search.ago(18).date())
