"""Invitations and what becomes of them: decisions, interviews, debriefs, feedback, practice."""

from interviews.models.asked_question import AskedQuestion
from interviews.models.asking import Asking
from interviews.models.client_answer import ClientAnswer
from interviews.models.debrief import Debrief
from interviews.models.decision import Choice, Decision
from interviews.models.errand import Errand
from interviews.models.feed import Feed
from interviews.models.feedback import Feedback
from interviews.models.feedback_request import FeedbackRequest
from interviews.models.firm_policy import FirmPolicy
from interviews.models.interview import Interview
from interviews.models.invitation import Invitation
from interviews.models.letter import Letter
from interviews.models.look_back import LookBack
from interviews.models.mail_account import MailAccount
from interviews.models.mail_address import MailAddress
from interviews.models.mailbox_import import MailboxImport
from interviews.models.message import Message
from interviews.models.no_news import NoNews
from interviews.models.other_time import OtherTime
from interviews.models.point import FeedbackPoint
from interviews.models.practice import Practice, Rehearsal
from interviews.models.preparation import Inquiry, Preparation, Tick
from interviews.models.question import Question
from interviews.models.refused_wish import RefusedWish
from interviews.models.rescheduling import Rescheduling
from interviews.models.site_mailbox import SiteMailbox
from interviews.models.slot import Slot
from interviews.models.story import Story, Telling
from interviews.models.subscription import BusyTime, Subscription

__all__ = [
    "AskedQuestion",
    "Asking",
    "BusyTime",
    "Choice",
    "ClientAnswer",
    "Debrief",
    "Decision",
    "Errand",
    "Feed",
    "Feedback",
    "FeedbackPoint",
    "FeedbackRequest",
    "FirmPolicy",
    "Inquiry",
    "Interview",
    "Invitation",
    "Letter",
    "LookBack",
    "MailAccount",
    "MailAddress",
    "MailboxImport",
    "Message",
    "NoNews",
    "OtherTime",
    "Practice",
    "Preparation",
    "Question",
    "RefusedWish",
    "Rehearsal",
    "Rescheduling",
    "SiteMailbox",
    "Slot",
    "Story",
    "Subscription",
    "Telling",
    "Tick",
]
