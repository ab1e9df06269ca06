from mentoring.actions.agreeing import Newer, Terms, confirm, draft
from mentoring.actions.asking import accept, ask, decline, end_lapsed, keep_apart
from mentoring.actions.attending import ask_about, close_feed, note, open_feed, say_attendance
from mentoring.actions.cases import end_for_case, forget_orphans, handlers, look, report
from mentoring.actions.cases import resume as resume_thread
from mentoring.actions.ending import end, leave_behind, part
from mentoring.actions.feedback import (
    Answers,
    ask_for_due_feedback,
    ask_for_feedback,
    give_feedback,
    remind_of_feedback,
)
from mentoring.actions.goals import add_goal, add_step, mark, remove
from mentoring.actions.meetings import Facts, call_off, call_off_ahead, meetings_of, pick, propose, refuse, take_back
from mentoring.actions.reminding import nudge_silent, remind_of_questions
from mentoring.actions.running import allow, drop, fix, forbid, propose_pairs, publish, release, set_apart
from mentoring.actions.saying import discard_photos, make_offer, pause, resume, say, withdraw
from mentoring.actions.threads import forget_live, read_thread, send, tell_state, tell_unread
from mentoring.actions.vetting import take_vetting_back, vet
from mentoring.actions.weighing import weigh

__all__ = [
    "Answers",
    "Newer",
    "Terms",
    "Facts",
    "accept",
    "add_goal",
    "add_step",
    "allow",
    "ask",
    "ask_for_due_feedback",
    "ask_for_feedback",
    "confirm",
    "ask_about",
    "call_off",
    "call_off_ahead",
    "close_feed",
    "decline",
    "draft",
    "drop",
    "discard_photos",
    "end",
    "end_for_case",
    "end_lapsed",
    "forget_live",
    "forget_orphans",
    "handlers",
    "look",
    "give_feedback",
    "fix",
    "forbid",
    "keep_apart",
    "leave_behind",
    "make_offer",
    "mark",
    "nudge_silent",
    "part",
    "pause",
    "read_thread",
    "report",
    "remind_of_feedback",
    "remind_of_questions",
    "remove",
    "meetings_of",
    "make_offer",
    "note",
    "open_feed",
    "pause",
    "pick",
    "propose",
    "refuse",
    "part",
    "pause",
    "propose",
    "propose_pairs",
    "publish",
    "release",
    "resume",
    "resume_thread",
    "say",
    "send",
    "set_apart",
    "say_attendance",
    "take_back",
    "take_vetting_back",
    "tell_state",
    "tell_unread",
    "vet",
    "weigh",
    "withdraw",
]
