from community.moderation.forms.appealing import AnswerForm, AppealForm
from community.moderation.forms.deciding import DecisionForm, ReversalForm, SweepForm
from community.moderation.forms.reporting import QueueForm, ReportForm
from community.moderation.forms.settings import GateForm, HouseRuleForm, WordForm

__all__ = [
    "AnswerForm",
    "AppealForm",
    "DecisionForm",
    "GateForm",
    "HouseRuleForm",
    "QueueForm",
    "ReportForm",
    "ReversalForm",
    "SweepForm",
    "WordForm",
]
