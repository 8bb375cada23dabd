"""Which column means what, by its name: presets of known trackers, else the words people use."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from .dates import Order
from .fields import DATES, FIELD_LABELS, MANY, Field
from .sheet import Sheet

_PROBED = 50
_DIGIT = re.compile(r"\d")
_LINK = re.compile(r"https?://\S+$")

_WORDS: Mapping[Field, str] = {
    Field.EMPLOYER: "employer, company, company name, employer name, organization, organisation, "
    "organization name, organisation name, firm, business, arbeitgeber, firma, unternehmen, "
    "entreprise, société, employeur, empresa, compañía, azienda, werkgever, bedrijf, company/org",
    Field.JOB_TITLE: "job title, position, position title, role, title, job, job name, "
    "position name, role title, job position, position/role, role/position, vacancy, stelle, "
    "position/stelle, jobtitel, stellenbezeichnung, berufsbezeichnung, poste, "
    "intitulé du poste, puesto, cargo, ruolo, functie, functietitel",
    Field.STATUS: "status, stage, state, application status, current status, list, list name, "
    "phase, progress, current stage, étape, statut, estado, stato, fase",
    Field.OUTCOME: "outcome, result, final result, decision, final outcome, ergebnis, résultat",
    Field.APPLIED_ON: "applied on, date applied, applied date, application date, applied, "
    "applied at, date of application, submitted, date submitted, submission date, sent on, "
    "date sent, beworben am, bewerbungsdatum, datum der bewerbung, datum, date, "
    "date de candidature, fecha de solicitud, fecha, data, sollicitatiedatum",
    Field.ADDED_ON: "date saved, saved date, saved on, created at, created on, "
    "created, date added, added on, added, date created, erstellt am",
    Field.LINK: "link, url, job url, job link, posting, posting url, "
    "job posting, job posting url, job posting link, application link, application url, "
    "job ad, listing, listing url, website, stellenanzeige, anzeige, lien, enlace",
    Field.PLACE: "place, location, city, job location, office, office location, ort, standort, "
    "arbeitsort, lieu, ville, ubicación, ciudad, sede, locatie, plaats",
    Field.REMOTE: "remote, remote policy, work mode, workplace, "
    "workplace type, work type, work arrangement, remote/hybrid, remote/hybrid/onsite, "
    "location type, homeoffice, home office, télétravail",
    Field.PAY: "pay, salary, salary range, compensation, pay range, salary monthly gross, "
    "annual salary, salary expectation, salary/range, wage, rate, hourly rate, day rate, "
    "package, gehalt, gehaltsvorstellung, lohn, salaire, rémunération, salario, salaris",
    Field.PAY_FROM: "pay from, salary min, min salary, minimum salary, salary from, salary low",
    Field.PAY_TO: "pay to, salary max, max salary, maximum salary, salary to, salary high",
    Field.CURRENCY: "currency, pay currency, salary currency, währung, devise, moneda",
    Field.PERIOD: "pay for, pay period, salary period, salary interval, pay interval",
    Field.SOURCE: "source, found on, found via, platform, job board, "
    "job site, channel, how found, application source, quelle, plattform, fuente, bron",
    Field.AGENCY: "agency, recruitment agency, staffing agency, "
    "recruiting agency, recruiting firm, personalvermittlung, vermittler",
    Field.TAGS: "tags, tag, labels, label, keywords, category, categories, schlagworte",
    Field.NOTES: "notes, note, comments, comment, remarks, remark, description, details, "
    "additional notes, question and answers, feedback, notizen, bemerkungen, bemerkung, "
    "kommentar, anmerkungen, remarques, commentaires, notas, comentarios, opmerkingen",
    Field.NEXT_STEP: "next steps, next action, follow up, to do, todo, "
    "nächster schritt, nächste schritte, prochaine étape",
    Field.NEXT_STEP_ON: "follow up date, follow up on, next step date, "
    "next action date, wiedervorlage",
    Field.INTEREST: "interest, excitement, rating, priority 1 5, interesse",
    Field.POSTING: "html description, job description, posting text, full job description",
}


@dataclass(frozen=True)
class Preset:
    """How one tracker names its columns; `needs` are those that tell it from others.

    `refusal` says why this file of it is the wrong one. `stage` is what all its rows are.
    """

    name: str
    needs: frozenset[str]
    columns: Mapping[str, Field] = field(default_factory=dict)
    order: Order = Order.UNKNOWN
    stage: str = ""
    refusal: str = ""


def _names(*names: str) -> frozenset[str]:
    return frozenset(names)


PRESETS = (
    Preset("Jobtracker", _names("employer", "job title", "how far it has come", "how it ended")),
    Preset(
        "LinkedIn, jobs you applied to",
        _names("application date", "company name", "job title", "job url"),
        {"resume name": Field.NOTES, "question and answers": Field.NOTES},
        order=Order.MONTH_FIRST,
        stage="applied",
    ),
    Preset(
        "LinkedIn, jobs you saved",
        _names("saved date", "company name", "job title", "job url"),
        order=Order.MONTH_FIRST,
        stage="saved",
    ),
    Preset(
        "Huntr, all your data",
        _names("title", "list name", "company name", "board id"),
        {"deadline": Field.NONE, "last moved at": Field.NONE},
    ),
    Preset(
        "Huntr, all your data",
        _names("job title", "activity category name"),
        refusal="This is Huntr’s list of activities. Choose the file of its jobs, whose name has "
        "USER_JOBS in it.",
    ),
    Preset("Huntr, a board", _names("employer", "job title", "list")),
    Preset("Huntr, a board", _names("company", "title", "list")),
    Preset("Teal", _names("company name", "job title", "status", "job url")),
    Preset("Simplify", _names("company", "position title", "status")),
)


def fold(name: str) -> str:
    """The name without capitals, marks and doubled blanks: "companyName" is "company name"."""
    text = unicodedata.normalize("NFKC", name).replace("ID", "Id").replace("URL", "Url")
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text).lower()
    text = re.sub(r"\([^)]*\)|[?*#:]", " ", text)
    text = re.sub(r"\s*/\s*", "/", re.sub(r"[_.,;–—-]+", " ", text))
    return " ".join(text.split())


@cache
def _meanings() -> Mapping[str, tuple[Field, int]]:
    """Field by folded name, and how near the name is: the first words are the plainest."""
    said = {
        fold(word): (means, rank)
        for means, words in _WORDS.items()
        for rank, word in enumerate(words.split(","))
    }
    ours = {fold(label): (means, 0) for means, label in FIELD_LABELS.items() if means}
    return {**said, **ours}


def is_known(name: str) -> bool:
    return fold(name) in _meanings()


def recognised(header: Sequence[str]) -> Preset | None:
    """The tracker whose columns these are, if it is one that we know."""
    names = {fold(name) for name in header}
    return next((preset for preset in PRESETS if preset.needs <= names), None)


def guess(header: Sequence[str], preset: Preset | None = None) -> list[Field]:
    """What each column may be; no two the same, but those that may."""
    named = preset.columns if preset else {}
    meanings = _meanings()
    found: dict[int, tuple[Field, int]] = {}
    for at, name in enumerate(map(fold, header)):
        if name in named:
            found[at] = (named[name], -1)
        elif name in meanings:
            found[at] = meanings[name]
    return [_unless_taken(at, found) for at in range(len(header))]


def fitting(fields: Sequence[Field], sheet: Sheet) -> list[Field]:
    """The guess, where the cells bear it out: "Applied" may be a day, and may be a yes or no.

    A column that says nothing of itself but holds links is the link.
    """
    checked = [
        means if _bears_out(means, sheet.column(at)[:_PROBED]) else Field.NONE
        for at, means in enumerate(fields)
    ]
    if Field.LINK not in checked:
        for at, means in enumerate(fields):
            if not means and _mostly(sheet.column(at)[:_PROBED], _LINK.match):
                checked[at] = Field.LINK
                break
    return checked


def _bears_out(means: Field, cells: Sequence[str]) -> bool:
    if not cells:
        return True
    return means not in DATES or _mostly(cells, _DIGIT.search)


def _mostly(cells: Sequence[str], fits: Callable[[str], object]) -> bool:
    return bool(cells) and sum(bool(fits(cell)) for cell in cells) * 2 >= len(cells)


def _unless_taken(at: int, found: Mapping[int, tuple[Field, int]]) -> Field:
    means, rank = found.get(at, (Field.NONE, 0))
    rivals = [
        (other_rank, other) for other, (field_, other_rank) in found.items() if field_ == means
    ]
    return means if means in MANY or min(rivals) == (rank, at) else Field.NONE
