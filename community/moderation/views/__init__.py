from community.moderation.views.appeals import AppealCreate, AppealDetail, AppealList, ReceiptAppeal
from community.moderation.views.decisions import DecisionDetail, DecisionFile, DecisionList, DecisionReverse
from community.moderation.views.houserules import RuleCreate, RuleList, RuleRetire, RuleUpdate
from community.moderation.views.members import MemberHide, MemberShow, SanctionLift, SanctionList
from community.moderation.views.reports import ReceiptDetail, ReportCreate, ReportDetail, ReportList
from community.moderation.views.settings import GateUpdate, WordList, WordRemove

__all__ = [
    "AppealCreate",
    "AppealDetail",
    "AppealList",
    "DecisionDetail",
    "DecisionFile",
    "DecisionList",
    "DecisionReverse",
    "GateUpdate",
    "MemberHide",
    "MemberShow",
    "ReceiptAppeal",
    "ReceiptDetail",
    "ReportCreate",
    "ReportDetail",
    "ReportList",
    "RuleCreate",
    "RuleList",
    "RuleRetire",
    "RuleUpdate",
    "SanctionLift",
    "SanctionList",
    "WordList",
    "WordRemove",
]
