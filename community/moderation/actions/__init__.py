"""What is done in this room; each verb is one transaction."""

from community.moderation.actions.appealing import answer_appeal, appeal
from community.moderation.actions.deciding import decide, reverse
from community.moderation.actions.gating import Passage, add_word, flag, gate_for, marks_in, set_gate
from community.moderation.actions.houserules import adopt_rules, chosen_rule, open_centre, retire_rule, save_rule
from community.moderation.actions.reporting import report
from community.moderation.actions.sweeping import lift, show_member, sweep_member

__all__ = [
    "Passage",
    "add_word",
    "adopt_rules",
    "answer_appeal",
    "appeal",
    "chosen_rule",
    "decide",
    "flag",
    "gate_for",
    "lift",
    "marks_in",
    "open_centre",
    "report",
    "retire_rule",
    "reverse",
    "save_rule",
    "set_gate",
    "show_member",
    "sweep_member",
]
