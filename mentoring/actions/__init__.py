from mentoring.actions.asking import accept, ask, decline, end, end_lapsed, keep_apart
from mentoring.actions.cases import end_for_case, forget_orphans, handlers, look, report
from mentoring.actions.cases import resume as resume_thread
from mentoring.actions.saying import make_offer, pause, resume, say, withdraw
from mentoring.actions.threads import forget_live, read_thread, send, tell_state, tell_unread
from mentoring.actions.vetting import take_vetting_back, vet

__all__ = [
    "accept",
    "ask",
    "decline",
    "end",
    "end_for_case",
    "end_lapsed",
    "forget_live",
    "forget_orphans",
    "handlers",
    "keep_apart",
    "look",
    "make_offer",
    "pause",
    "read_thread",
    "report",
    "resume",
    "resume_thread",
    "say",
    "send",
    "take_vetting_back",
    "tell_state",
    "tell_unread",
    "vet",
    "withdraw",
]
