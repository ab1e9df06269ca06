from mentoring.actions.agreeing import Newer, Terms, confirm, draft
from mentoring.actions.asking import accept, ask, decline, end_lapsed, keep_apart
from mentoring.actions.ending import end, leave_behind, part
from mentoring.actions.feedback import (
    Answers,
    ask_for_due_feedback,
    ask_for_feedback,
    give_feedback,
    remind_of_feedback,
)
from mentoring.actions.goals import add_goal, add_step, mark, remove
from mentoring.actions.reminding import nudge_silent, remind_of_questions
from mentoring.actions.saying import make_offer, pause, resume, say, withdraw
from mentoring.actions.vetting import take_vetting_back, vet

__all__ = [
    "Answers",
    "Newer",
    "Terms",
    "accept",
    "add_goal",
    "add_step",
    "ask",
    "ask_for_due_feedback",
    "ask_for_feedback",
    "confirm",
    "decline",
    "draft",
    "end",
    "end_lapsed",
    "give_feedback",
    "keep_apart",
    "leave_behind",
    "make_offer",
    "mark",
    "nudge_silent",
    "part",
    "pause",
    "remind_of_feedback",
    "remind_of_questions",
    "remove",
    "resume",
    "say",
    "take_vetting_back",
    "vet",
    "withdraw",
]
