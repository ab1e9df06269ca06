from mentoring.actions.asking import accept, ask, decline, end, end_lapsed, keep_apart
from mentoring.actions.attending import ask_about, close_feed, note, open_feed, say_attendance
from mentoring.actions.meetings import Facts, call_off, call_off_ahead, meetings_of, pick, propose, refuse, take_back
from mentoring.actions.saying import make_offer, pause, resume, say, withdraw
from mentoring.actions.vetting import take_vetting_back, vet

__all__ = [
    "Facts",
    "accept",
    "ask",
    "ask_about",
    "call_off",
    "call_off_ahead",
    "close_feed",
    "decline",
    "end",
    "end_lapsed",
    "keep_apart",
    "meetings_of",
    "make_offer",
    "note",
    "open_feed",
    "pause",
    "pick",
    "propose",
    "refuse",
    "resume",
    "say",
    "say_attendance",
    "take_back",
    "take_vetting_back",
    "vet",
    "withdraw",
]
