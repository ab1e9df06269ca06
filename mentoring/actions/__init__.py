from mentoring.actions.saying import pause, resume, say, withdraw

__all__ = ["pause", "resume", "say", "withdraw"]
