"""Invitations and what becomes of them: messages, decisions, interviews, debriefs."""

from interviews.models.decision import Choice, Decision
from interviews.models.interview import Debrief, Interview
from interviews.models.invitation import Invitation, Slot
from interviews.models.letter import Letter
from interviews.models.message import Message

__all__ = ["Choice", "Debrief", "Decision", "Interview", "Invitation", "Letter", "Message", "Slot"]
