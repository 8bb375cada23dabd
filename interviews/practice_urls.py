"""The addresses of getting ready: for one interview, and with questions, stories and practice."""

from django.urls import URLPattern, path

from interviews.views import insights, practice, preparation, question_lists, questions, stories

practice_urls: list[URLPattern] = [
    path("interviews/<int:pk>/preparation/", preparation.preparation, name="preparation"),
    path("interviews/<int:pk>/preparation/steps/", preparation.steps, name="steps"),
    path("interviews/<int:pk>/preparation/feeling/", preparation.feeling, name="feeling"),
    path("interviews/<int:pk>/preparation/qualities/", preparation.qualities, name="qualities"),
    path("interviews/<int:pk>/preparation/inquiries/", preparation.inquiries, name="inquiries"),
    path("inquiries/<int:pk>/removal/", preparation.inquiry_removal, name="inquiry-removal"),
    path("practice/", practice.practice, name="practice"),
    path("practice/session/", practice.session, name="session"),
    path("practice/<int:pk>/removal/", practice.removal, name="practice-removal"),
    path("insights/", insights.insights, name="insights"),
    path("questions/", questions.question_list, name="questions"),
    path("questions/new/", questions.new, name="new-question"),
    path("questions/from-bank/", questions.from_bank, name="from-bank"),
    path("questions/list/", question_lists.bring_in, name="question-list"),
    path("questions/list/taking/", question_lists.taking, name="question-list-taking"),
    path("questions/<int:pk>/", questions.question, name="question"),
    path("questions/<int:pk>/asked/", questions.asked, name="question-asked"),
    path("questions/<int:pk>/removal/", questions.removal, name="question-removal"),
    path("stories/", stories.story_list, name="stories"),
    path("stories/new/", stories.new, name="new-story"),
    path("stories/<int:pk>/", stories.story, name="story"),
    path("stories/<int:pk>/questions/", stories.story_questions, name="story-questions"),
    path("stories/<int:pk>/removal/", stories.removal, name="story-removal"),
]
