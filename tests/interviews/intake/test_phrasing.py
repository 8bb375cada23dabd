"""What a mail says in soft words: who got the job instead, what is past, what is only if."""

from datetime import UTC, datetime, time

import pytest

from interviews.intake.read import read
from interviews.intake.reading import Kind, Label, Reading

NOW = datetime(2026, 3, 3, 9, tzinfo=UTC)


def reading(
    subject: str, body: str, sender: str = "Kim Vale <kim.vale@orbital.example>"
) -> Reading:
    head = f"From: {sender}\nDate: Tue, 3 Mar 2026 09:00:00 +0000\nSubject: {subject}\n\n"
    return read(Kind.EML, f"{head}{body}\n".encode(), received_at=NOW)


@pytest.mark.parametrize(
    "said",
    [
        "For the Data Clerk role we have decided to focus on other profiles.",
        "You came a very close second among all who applied for the Data Clerk role.",
        "The vacancy was given to a colleague in Leeds, so your application ends here.",
        "Having spoken to the team, we are not going to make an offer for the Data Clerk role.",
        "Many applied for the post of Data Clerk, and you weren't among the four we saw.",
        "We'd keep you in our talent pool. For this role we won't be taking things further.",
        "Zur Bewerbung als Bauzeichner: Wir haben uns entschieden, mit anderen Bewerber:innen "
        "weiterzumachen.",
        "Für die Stelle als Bauzeichner konnten uns andere Kandidat*innen mehr überzeugen.",
        "Diese Entscheidung fiel uns schwer, und wir sagen Ihnen für die Stelle heute ab.",
        "Ihre Bewerbung kam leider nicht in die engere Auswahl.",
        "Für die ausgeschriebene Stelle können wir Ihnen heute keine Zusage geben.",
        "Am Ende fiel die Wahl für die Stelle auf eine Mitbewerberin.",
        "Die Stelle als Bauzeichner wird nun doch nicht besetzt.",
        "Wir werden den Bewerbungsprozess in Ihrem Fall nicht weiterführen.",
        "Thank you for applying. We have progressed with candidates who are closer to the role, "
        "and decided to decline your application.",
        "Unfortunately you are not a match for the role. Do look at our new opportunities.",
        "Nochmals vielen Dank für Ihre Bewerbung. Für Ihren weiteren beruflichen Weg wünschen wir "
        "Ihnen alles Gute und viel Erfolg.",
        "Danke für Ihre Bewerbung. Es gab eine Person, die noch ein Stück besser passte.",
        "Leider ist die Stelle nicht mehr vakant. Hier finden Sie weitere Stellenangebote.",
    ],
)
def test_no_is_told_however_softly_it_is_said(said: str):
    assert reading("Update", f"Dear Jo,\n\n{said}\n\nAll the best").label is Label.REJECTION


@pytest.mark.parametrize(
    "said",
    [
        "We received your application. Applicants who are shortlisted will be interviewed.",
        "We received your application. We hope to invite candidates for interview in May.",
        "Wir haben Ihre Bewerbung erhalten und laden Sie ggf. zu einem ersten Gespräch ein.",
        "Ihre Onlinebewerbung wurde erfolgreich an die Stadt Ulm übermittelt.",
        "We received your application. We keep data of unsuccessful candidates for a year.",
        "We received your application and are reviewing it. If you are a match, a recruiter will "
        "be in touch. Until then we wish you every success in your career search.",
    ],
)
def test_what_may_happen_later_leaves_a_receipt_a_receipt(said: str):
    assert reading("Your application", f"Dear Jo,\n\n{said}").label is Label.APPLICATION_RECEIVED


@pytest.mark.parametrize(
    "said",
    [
        "You've passed the online test for the Data Clerk role. Please come to our assessment "
        "centre on Friday 13 March at 10:00.",
        "Sie haben den Eignungstest bestanden. Wir würden Sie nun gern persönlich im Rahmen eines "
        "Gespräches in unserem Büro, 3. Stock, kennenlernen.",
        "When would you have half an hour to speak with our lead about the Data Clerk role?",
        "Für die Stelle als Bauzeichner möchten wir Frau Vale gern kennenlernen.",
    ],
)
def test_invitation_is_told_beside_a_test_that_is_behind_one(said: str):
    assert reading("Next", f"Dear Jo,\n\n{said}").label is Label.INVITATION


@pytest.mark.parametrize(
    ("said", "label"),
    [
        ("As part of our interview process, please complete your HireVue.", Label.ASSESSMENT),
        ("Please record answers to four questions for the Data Clerk role.", Label.ASSESSMENT),
        (
            "Can we move your interview? I was called away. Would Friday suit?",
            Label.SCHEDULING_UPDATE,
        ),
        (
            "Können wir mit unserem Gespräch auf Freitag, 13. März, 10 Uhr ausweichen?",
            Label.SCHEDULING_UPDATE,
        ),
        ("Mir ist ein Notfall dazwischengekommen. Geht auch Freitag?", Label.SCHEDULING_UPDATE),
        ("Your interview on Friday at 10 will not be going ahead.", Label.CANCELLATION),
        (
            "leider müssen wir das Vorstellungsgespräch für die Stelle im Einkauf am 12.3. um 9 Uhr"
            " absagen.",
            Label.CANCELLATION,
        ),
        ("Good news: you've got the job! Can you start on Monday?", Label.OFFER),
    ],
)
def test_what_is_asked_or_told_decides(said: str, label: Label):
    assert reading("Data Clerk", f"Dear Jo,\n\n{said}").label is label


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("How we process your data", "We keep data of unsuccessful candidates for six months."),
        ("Meet us", "We invite you to our virtual open day. Hear how our interviews work."),
        (
            "Einladung",
            "Kommen Sie zur Firmenkontaktmesse und führen Sie erste Bewerbungsgespräche.",
        ),
        ("A role", "I came across your profile. You'd be a great fit for our open Clerk position."),
        ("Withdrawn", "You have withdrawn your application for Data Clerk."),
        ("Recording", "Your meeting recording is ready. The position of the bar can be changed."),
        ("Reviews", "Read 4 new interview reviews of Orbital."),
        ("Clerk", "We need some additional information to proceed. Please send your references."),
    ],
)
def test_what_only_sounds_like_news_is_none(subject: str, said: str):
    assert reading(subject, f"Dear Jo,\n\n{said}").label is Label.OTHER


@pytest.mark.parametrize(
    ("sender", "end", "employer"),
    [
        ("Jo Marsh <jo@marshandsons.example>", "Jo Marsh\nMarsh & Sons", "Marsh & Sons"),
        ("Priya Nair via Greenhouse <no-reply@greenhouse.io>", "Best,\nPriya\nTalent Partner, "
         "Clearwater Analytics", "Clearwater Analytics"),
        ("Kim Vale <kim@example.net>", "Kind regards\nKim Vale\nHR Specialist\nOrbital Software "
         "GmbH & Co. KG", "Orbital Software GmbH & Co. KG"),
        ("RBX-Recruiting <recruiting@rbx.example>", "Best,\nTalent Acquisition Team @ RBX", "RBX"),
        ("Personalreferat <personal@mw.example>", "Viele Grüße\nMöller Werke\nPersonalreferat",
         "Möller Werke"),
        ("Jule Petersen <jule@moeller-med.example>", "Viele Grüße\nJule\nMöller Medizintechnik",
         "Möller Medizintechnik"),
        ("Anna Lang <a.lang@stift.example>", "Anna Lang\nSeniorenstift am Park gGmbH",
         "Seniorenstift am Park gGmbH"),
        ("Jo Dane <jo.dane@orbital.example>", "Thanks,\nJo | Sr. Technical Recruiter", "Orbital"),
        ("Orbital Recruiting <jobs@orbital.example>", "Your Orbital Talent Acquisition Team",
         "Orbital"),
    ],
)  # fmt: skip
def test_employer_is_whom_the_last_lines_name(sender: str, end: str, employer: str):
    said = f"Hello,\n\nthank you for your application. We will be in touch.\n\n{end}"
    assert reading("Your application", said, sender).employer == employer


@pytest.mark.parametrize(
    "said",
    [
        "I heard back from Quarry Freight on the Clerk role: they chose somebody else.",
        "Für die Stelle hat sich die Quarry Freight GmbH leider anders entschieden.",
    ],
)
def test_agency_is_not_the_employer_it_tells_about(said: str):
    sender = "Hanna Olsen <hanna@brookstaffing.example>"
    found = reading("Feedback", f"Hi Jo,\n\n{said}\n\nHanna Olsen\nBrook Staffing", sender)
    assert found.employer.startswith("Quarry Freight")


@pytest.mark.parametrize(
    ("said", "title"),
    [
        ("für Ihre Bewerbung als Netzplanerin danken wir Ihnen.", "Netzplanerin"),
        ("Die Stelle Assistenz der Geschäftsführung wird nun doch nicht besetzt.",
         "Assistenz der Geschäftsführung"),
        ("Ihre Bewerbung als Fachkraft für digitale Medien gefällt uns.",
         "Fachkraft für digitale Medien"),
        ("Your application to Orbital for Data Clerk has been submitted.", "Data Clerk"),
        ("We received your application for the position Application Engineer.",
         "Application Engineer"),
    ],
)  # fmt: skip
def test_title_ends_where_the_sentence_goes_on(said: str, title: str):
    assert reading("Hello", f"Guten Tag,\n\n{said}\n\nKim").job_title == title


@pytest.mark.parametrize(
    ("said", "start"),
    [
        ("Could you come on Thursday 12 March, half past ten?", time(10, 30)),
        ("Could you come on Thursday 12 March at quarter to two?", time(13, 45)),
        ("Times for your interview:\n- Thursday, March 12th: 2:00 PM - 4:00 PM", time(14)),
        ("Passt Ihnen Donnerstag, 12. März, halb elf?", time(10, 30)),
        ("Passt Ihnen Donnerstag, 12. März, um Viertel nach drei?", time(15, 15)),
        ("Your interview on Thursday 12 March has been brought forward from 2 pm to 12 noon.",
         time(12)),
    ],
)  # fmt: skip
def test_time_of_an_interview_is_read_as_it_is_spoken(said: str, start: time):
    (slot,) = reading("Your interview", f"Hello,\n\n{said}\n\nKim").slots
    assert slot.start == datetime.combine(datetime(2026, 3, 12), start)
