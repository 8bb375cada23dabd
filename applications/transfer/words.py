"""The words of other tables for how far an application has come, and for what else is one of few.

A standing is a stage, or "closed:" with how it ended.
"""

import re
from collections.abc import Mapping
from functools import cache

from applications.pay import PERIOD_LABELS, Period
from applications.stages import (
    MOTIVE_LABELS,
    OPEN_STAGES,
    OUTCOME_LABELS,
    REMOTE_LABELS,
    STAGE_LABELS,
    Motive,
    Outcome,
    Remote,
    Stage,
)

from .headers import fold

CLOSED = f"{Stage.CLOSED}:"
STANDINGS = {
    **{str(stage): STAGE_LABELS[stage] for stage in OPEN_STAGES},
    **{f"{CLOSED}{outcome}": label for outcome, label in OUTCOME_LABELS.items()},
}
_CALLED: Mapping[str, str] = {
    Stage.SAVED: "wishlist, saved, bookmarked, to apply, interested, not applied, not applied yet, "
    "todo, to do, shortlist, shortlisted by me, favourite, favorite, idea, draft, planned, "
    "gemerkt, merkliste, offen, à postuler, guardado",
    Stage.APPLIED: "applied, submitted, sent, application sent, application submitted, "
    "in progress, pending, waiting, active, application received, received, beworben, "
    "versendet, eingereicht, "
    "postulé, candidature envoyée, aplicado, enviado, candidatura inviata, gesolliciteerd",
    Stage.IN_CONTACT: "in contact, contacted, screening, screen, phone screen, recruiter screen, "
    "in review, under review, reviewing, viewed, shortlisted, assessment, online assessment, "
    "test, response, responded, replied, in kontakt, kontakt, rückmeldung, en contact, contactado",
    Stage.INTERVIEWING: "interviewing, interview, interviews, interview scheduled, 1st interview, "
    "first interview, 2nd interview, second interview, final interview, final round, onsite, "
    "on site, phone interview, technical interview, interviewed, vorstellungsgespräch, gespräch, "
    "eingeladen, entretien, entrevista, colloquio, gesprek",
    Stage.OFFER: "offer, offered, offer received, negotiating, negotiation, angebot, offre, oferta",
    f"{CLOSED}{Outcome.ACCEPTED}": "accepted, offer accepted, accepted offer, hired, signed, "
    "job accepted, zusage, angenommen, accepté, aceptado, aangenomen",
    f"{CLOSED}{Outcome.REJECTED}": "rejected, rejection, not selected, unsuccessful, refused, "
    "turned down, denied, no, position filled, filled, job closed, absage, abgelehnt, abgesagt, "
    "refusé, rechazado, rifiutato, afgewezen",
    f"{CLOSED}{Outcome.NO_RESPONSE}": "no response, ghosted, no answer, no reply, no news, "
    "expired, silence, keine antwort, keine rückmeldung, sans réponse, sin respuesta, geen reactie",
    f"{CLOSED}{Outcome.DECLINED_BY_ME}": "declined by me, offer declined, declined offer, "
    "i declined, offer rejected by me, angebot abgelehnt",
    f"{CLOSED}{Outcome.WITHDRAWN_BEFORE}": "withdrawn, withdrew, i withdrew, withdrawn by me, "
    "application withdrawn, not interested, no longer interested, cancelled, canceled, "
    "zurückgezogen, retiré, retirado, teruggetrokken",
    f"{CLOSED}{Outcome.WITHDRAWN_AFTER}": "withdrew after interview",
    f"{CLOSED}{Outcome.NOT_ARRANGED}": "could not be arranged",
}
# Part of a longer text, the telling ones first: "Rejected after 2nd interview".
_WITHIN = (
    (r"\bdeclined by me\b|\bi declined\b|\bdeclined (the )?offer\b", Outcome.DECLINED_BY_ME),
    (r"\breject|\babsage|\babgelehnt|\bnot selected|\bunsuccessful", Outcome.REJECTED),
    (r"\bghost|\bno (response|reply|answer)\b", Outcome.NO_RESPONSE),
    (r"\bwithdr", Outcome.WITHDRAWN_BEFORE),
    (r"\boffer accepted\b|\bhired\b", Outcome.ACCEPTED),
    (r"\boffer", Stage.OFFER),
    (r"\binterview|\bonsite\b|\bgespräch", Stage.INTERVIEWING),
    (r"\bscreen|\bassessment|\breview", Stage.IN_CONTACT),
    (r"\bappl(ied|ication)|\bsubmitted|\bbeworben", Stage.APPLIED),
    (r"\bsaved|\bwish", Stage.SAVED),
)
_REMOTE = (
    (
        r"\bhybrid|\bmostly remote|\bpartly|\bpartially|\bteilweise|"
        r"\bdays? (?:(?:a|per) week )?(?:remote|(?:(?:at|from) )?home)",
        Remote.HYBRID,
    ),
    (r"\bremote|\bhome ?office|\btélétravail|\bfrom home|\bwfh\b|\bteletrabajo", Remote.REMOTE),
    (r"\bon ?site|\bin ?office|\bin ?person|\bvor ort|\bsur site|\bpresencial", Remote.ON_SITE),
)
_PERIODS = (
    (r"\byear|\byr|\bannum|\bannual|\bp ?a\b|\bjahr|\ban\b|\baño|\bår\b|\bjaar", Period.YEAR),
    (r"\bmonth|\bmo\b|\bmonat|\bmois|\bmes\b|\bmån|\bmåned|\bmaand", Period.MONTH),
    (r"\bweek|\bwk\b|\bwoche|\bsemaine", Period.WEEK),
    (r"\bday|\bp[/ ]?d\b|\bdaily|\btag\b|\bjour\b|\btagessatz", Period.DAY),
    (
        r"\bhour|\bp[/ ]?h\b|\bhr\b|\bh\b|\bstunde|\bheure|\btim(me|men)?\b|\btime\b|\buur",
        Period.HOUR,
    ),
)
_YES = {"yes", "y", "true", "1", "x", "ja", "oui", "sí", "si"}


@cache
def _standings() -> Mapping[str, str]:
    ours = {fold(label): standing for standing, label in STANDINGS.items()}
    called = {
        fold(word): str(standing)
        for standing, words in _CALLED.items()
        for word in words.split(",")
    }
    return {**called, **ours}


def standing_of(word: str) -> str:
    """What a table's word for its stage means here; "" where we would only be guessing."""
    text = fold(re.sub(r"[^\w\s/-]", " ", word))
    if exact := _standings().get(text) or _standings().get(fold(word)):
        return exact
    for pattern, found in _WITHIN:
        if re.search(pattern, text):
            return found if isinstance(found, Stage) else f"{CLOSED}{found}"
    return ""


def parts_of(standing: str) -> tuple[Stage, Outcome]:
    """The stage and the outcome.

    :raises ValueError: for what is no standing
    """
    stage, _, outcome = standing.partition(":")
    return Stage(stage), Outcome(outcome)


def remote_of(text: str) -> Remote | None:
    """Where the work is done, as far as the text says; None where it says something else."""
    return _first(_REMOTE, text, REMOTE_LABELS)


def period_of(text: str) -> Period | None:
    return _first(_PERIODS, text, PERIOD_LABELS)


def motive_of(text: str) -> Motive | None:
    """By our own words alone: nobody else asks."""
    return _first((), text, MOTIVE_LABELS)


def is_yes(text: str) -> bool:
    return fold(text) in _YES


def _first[W](patterns: tuple[tuple[str, W], ...], text: str, labels: Mapping[W, str]) -> W | None:
    folded = fold(text)
    for value, label in labels.items():
        if folded == fold(label):
            return value
    return next((value for pattern, value in patterns if re.search(pattern, folded)), None)
