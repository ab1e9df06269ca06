from mentoring.actions.asking import accept, ask, decline, end, end_lapsed, keep_apart
from mentoring.actions.saying import discard_photos, make_offer, pause, resume, say, withdraw
from mentoring.actions.vetting import take_vetting_back, vet

__all__ = [
    "accept",
    "ask",
    "decline",
    "discard_photos",
    "end",
    "end_lapsed",
    "keep_apart",
    "make_offer",
    "pause",
    "resume",
    "say",
    "take_vetting_back",
    "vet",
    "withdraw",
]
