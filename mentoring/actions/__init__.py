from mentoring.actions.asking import accept, ask, decline, end, end_lapsed, keep_apart
from mentoring.actions.running import allow, drop, fix, forbid, part, propose, publish, release
from mentoring.actions.saying import make_offer, pause, resume, say, withdraw
from mentoring.actions.vetting import take_vetting_back, vet
from mentoring.actions.weighing import weigh

__all__ = [
    "accept",
    "allow",
    "ask",
    "decline",
    "drop",
    "end",
    "end_lapsed",
    "fix",
    "forbid",
    "keep_apart",
    "make_offer",
    "part",
    "pause",
    "propose",
    "publish",
    "release",
    "resume",
    "say",
    "take_vetting_back",
    "vet",
    "weigh",
    "withdraw",
]
