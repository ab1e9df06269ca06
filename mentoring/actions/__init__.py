from mentoring.actions.saying import make_offer, pause, resume, say, withdraw
from mentoring.actions.vetting import take_vetting_back, vet

__all__ = ["make_offer", "pause", "resume", "say", "take_vetting_back", "vet", "withdraw"]
