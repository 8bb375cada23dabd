"""The employers and applications of a job search."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from applications.models import Application, Employer
from applications.stages import OPEN_STAGES, Outcome, Remote, Stage
from jobtracker.bench.words import PLACES, STEPS, TITLES, Words
from jobtracker.people.models import Candidate

# Applications with each employer.
PER_EMPLOYER = 2
OPEN_SHARE = 0.65
ENDS = (Outcome.REJECTED, Outcome.REJECTED, Outcome.NO_RESPONSE, Outcome.WITHDRAWN_BEFORE)


@dataclass(frozen=True)
class Search:
    """Rows that are not stored yet, but for the employers."""

    words: Words
    now: datetime

    def employers(
        self, people: Sequence[Candidate], sizes: Sequence[int]
    ) -> dict[int, list[Employer]]:
        """Those of each candidate, by the candidate's number."""
        rows = [
            Employer(candidate=person, name=f"{self.words.company()} {number + 1}")
            for person, size in zip(people, sizes, strict=True)
            for number in range(max(1, size // PER_EMPLOYER))
        ]
        found: dict[int, list[Employer]] = {}
        for each in Employer.objects.bulk_create(rows):
            found.setdefault(each.candidate_id, []).append(each)
        return found

    def applications(
        self,
        people: Sequence[Candidate],
        employers: dict[int, list[Employer]],
        sizes: Sequence[int],
    ) -> list[Application]:
        return [
            self.application(person, self.words.one_of(tuple(employers[person.pk])), number)
            for person, size in zip(people, sizes, strict=True)
            for number in range(size)
        ]

    def application(self, person: Candidate, employer: Employer, number: int) -> Application:
        """One of the search, a day and a half older than the one before."""
        words, made = self.words, self.now - timedelta(hours=36 * number)
        # The newest is one on which there is much to show.
        is_open = number == 0 or words.is_so(OPEN_SHARE)
        stage = Stage.INTERVIEWING if number == 0 else words.one_of(OPEN_STAGES)
        step = words.one_of(STEPS) if is_open else ""
        interest = words.one_of((2, 3, 4, 5, None))
        return Application(
            candidate=person,
            employer=employer,
            job_title=words.one_of(TITLES),
            posting_url=f"https://jobs.example/{number}",
            place=words.one_of(PLACES),
            remote=words.one_of(tuple(Remote)),
            pay_from=Decimal(40_000) if words.is_so(0.3) else None,
            pay_currency="EUR",
            pay_period="year",
            source="A friend" if words.is_so(0.2) else "",
            stage=stage if is_open else Stage.CLOSED,
            outcome=Outcome.NONE if is_open else words.one_of(ENDS),
            interest_at_application=interest,
            interest_now=interest,
            applied_on=made.date() if stage != Stage.SAVED or not is_open else None,
            next_step=step,
            next_step_on=(self.now + timedelta(days=number % 9 - 3)).date() if step else None,
            moved_at=made + timedelta(hours=30),
            last_news_at=made + timedelta(hours=20) if words.is_so(0.4) else None,
            created_at=made,
        )
