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
_LINK = re.compile(r"https?://\S+$")
# What leads to a page of its own is no employer's front page.
_MAY_BE_LINK = {
    Field.NONE: _LINK,
    Field.NOTES: _LINK,
    Field.DOMAIN: re.compile(r"https?://[^/\s]+/[^/\s]+"),
}
# Numbers and names that a program gives for itself.
_TECHNICAL = re.compile(r"(?:^|\s)(?:id|uuid|guid|key|slug|index)$|^(?:#|no|nr|row|creator\b.*)$")
_UNHEARD_OF = 1_000
# Of these, 1 may be the most and may be the least.
_RANKS = {"priority", "priorität"}

# What most cells of such a column look like.
_SHAPES = {
    **dict.fromkeys(DATES, re.compile(r"\d")),
    Field.CONTACT_EMAIL: re.compile(r"\S@\S"),
    Field.CONTACT_LINK: re.compile(r"\w\.\w"),
    Field.DOMAIN: re.compile(r"\w\.\w"),
}

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
    "job ad, listing, listing url, stellenanzeige, anzeige, lien, enlace",
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
    Field.NEXT_STEP: "next steps, next step, next action, follow up, to do, todo, "
    "nächster schritt, nächste schritte, prochaine étape",
    Field.NEXT_STEP_ON: "follow up date, follow up on, next step date, "
    "next action date, wiedervorlage",
    Field.INTEREST: "interest, excitement, rating, interest level, excitement level, priority, "
    "priority 1 5, interesse, priorität",
    Field.POSTING: "html description, job description, posting text, full job description",
    Field.SINCE: "last moved at, last moved, last status change, status date, status changed, "
    "stage date, moved on",
    Field.HEARD_ON: "last contact, last contacted, last contact date, last heard, last heard from, "
    "response date, date of response, reply date, last response, letzter kontakt, "
    "date de réponse",
    Field.CLOSES_ON: "deadline, application deadline, closing date, closes on, apply by, "
    "due date, expiry date, bewerbungsfrist, frist, date limite",
    Field.DOMAIN: "company domain, root domain, company website, company url, website, "
    "employer website, webseite",
    Field.CONTACT: "contact name, contact person, contact, recruiter, recruiter name, "
    "hiring manager, point of contact, referral contact, ansprechpartner, ansprechpartnerin, "
    "kontaktperson, personne de contact, contacto, contatto, contactpersoon",
    Field.CONTACT_EMAIL: "contact email, contact e mail, recruiter email, email, e mail, mail, "
    "email address, courriel",
    Field.CONTACT_PHONE: "contact phone, contact phone number, recruiter phone, phone, "
    "phone number, telefon, téléphone",
    Field.CONTACT_LINK: "contact linkedin, recruiter linkedin, contact link, contact url, linkedin",
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
        # How they reached the person themselves, and what the site gave them on the day.
        {
            "contact email": Field.NONE,
            "contact phone number": Field.NONE,
            "resume name": Field.NOTES,
            "question and answers": Field.NOTES,
        },
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
        dict.fromkeys(("root domain", "creator first name", "creator last name"), Field.NONE)
        | {"creator user email": Field.NONE},
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


def is_for_notes(name: str) -> bool:
    """Whether a column of that name holds notes and nothing else, so that it need not be said."""
    return _meanings().get(fold(name), (Field.NONE, 0))[0] is Field.NOTES


def recognised(header: Sequence[str]) -> Preset | None:
    """The tracker whose columns these are, if it is one that we know."""
    names = {fold(name) for name in header}
    return next((preset for preset in PRESETS if preset.needs <= names), None)


def guess(header: Sequence[str], preset: Preset | None = None) -> list[Field]:
    """What each column may be; no two the same, but those that may.

    What has no field of its own becomes a note: nobody's words are left behind unasked.
    """
    named = preset.columns if preset else {}
    meanings = _meanings()
    found: dict[int, tuple[Field, int]] = {}
    for at, name in enumerate(map(fold, header)):
        if name in named:
            found[at] = (named[name], -1)
        elif name in meanings:
            found[at] = meanings[name]
        elif name and not _TECHNICAL.search(name):
            found[at] = (Field.NOTES, _UNHEARD_OF)
    return [_unless_taken(at, found) for at in range(len(header))]


def fitting(fields: Sequence[Field], sheet: Sheet) -> list[Field]:
    """The guess, where the cells bear it out: "Applied" may be a day, and may be a yes or no.

    A column that says nothing of itself but holds links is the link.
    """
    probed = [sheet.column(at)[:_PROBED] for at in range(len(fields))]
    checked = [
        means if _bears_out(means, fold(name), cells) else Field.NOTES
        for means, name, cells in zip(fields, sheet.header, probed, strict=True)
    ]
    if Field.LINK not in checked:
        for at, means in enumerate(checked):
            if means in _MAY_BE_LINK and _mostly(probed[at], _MAY_BE_LINK[means].match):
                checked[at] = Field.LINK
                break
    return checked


def _bears_out(means: Field, name: str, cells: Sequence[str]) -> bool:
    if cells and name in _RANKS:
        return not _mostly(cells, str.isdecimal)
    return not cells or means not in _SHAPES or _mostly(cells, _SHAPES[means].search)


def _mostly(cells: Sequence[str], fits: Callable[[str], object]) -> bool:
    return bool(cells) and sum(bool(fits(cell)) for cell in cells) * 2 >= len(cells)


def _unless_taken(at: int, found: Mapping[int, tuple[Field, int]]) -> Field:
    means, rank = found.get(at, (Field.NONE, 0))
    rivals = [
        (other_rank, other) for other, (field_, other_rank) in found.items() if field_ == means
    ]
    return means if means in MANY or min(rivals) == (rank, at) else Field.NOTES
