"""What residents may report and moderators may hide, always with a reason the author can read."""

from community.moderation.models.about import About
from community.moderation.models.appeals import Appeal, benches, judges
from community.moderation.models.decisions import APPEALS_HEARD, HIDING, LEAVING, RESTRICTING, Decision, Outcome, Sweep
from community.moderation.models.gates import FlagWord, Gate
from community.moderation.models.houserules import HouseRule
from community.moderation.models.moderated import Moderated, ModeratedQuerySet
from community.moderation.models.reports import LONGEST_EXCERPT, Report, new_receipt
from community.moderation.models.sanctions import LONGEST_PAUSE, Sanction, silence_of

__all__ = [
    "APPEALS_HEARD",
    "HIDING",
    "LEAVING",
    "LONGEST_EXCERPT",
    "LONGEST_PAUSE",
    "RESTRICTING",
    "About",
    "Appeal",
    "Decision",
    "FlagWord",
    "Gate",
    "HouseRule",
    "Moderated",
    "ModeratedQuerySet",
    "Outcome",
    "Report",
    "Sanction",
    "Sweep",
    "benches",
    "judges",
    "new_receipt",
    "silence_of",
]
