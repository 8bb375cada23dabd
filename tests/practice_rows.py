"""One row of each kind that belongs to getting ready, with a word in every text."""

from interviews.models import Inquiry, Practice, Preparation, Question, Story, Tick
from interviews.preparing import Compared, Step, Topic
from tests.factories import NOW


def make_practice_rows(interview, word):
    """All of it is the candidate's alone; `word` says so."""
    whose = {"candidate": interview.candidate, "interview": interview}
    question = Question.objects.stumped_on(
        interview.candidate, f"Why {interview.pk} {word}?", interview=interview, at=NOW
    )
    question.draft, question.skill = f"Because {word}", f"Skill {word}"
    question.keep()
    story = Story.objects.create(
        candidate=interview.candidate,
        title=f"Story {word}",
        situation=f"Situation {word}",
        task=f"Task {word}",
        action=f"Action {word}",
        result=f"Result {word}",
    )
    story.answers([question])
    Practice.objects.log(
        interview.candidate,
        {question: 2},
        at=NOW,
        feedback_from=f"Friend {word}",
        keep=f"Keep {word}",
        change=f"Change {word}",
    )
    Preparation.objects.create(
        **whose, qualities=f"Patience {word}", confidence_before=2, dread_before=4, felt_at=NOW
    )
    Tick.objects.put(interview, Step.EMPLOYER, done=True, at=NOW)
    Inquiry.objects.create(
        **whose,
        topic=Topic.DAY_TO_DAY,
        question=f"What about {word}?",
        told=f"Told {word}",
        observed=f"Seen {word}",
        by_whom=f"Ada {word}",
        compared=Compared.BETTER,
    )
