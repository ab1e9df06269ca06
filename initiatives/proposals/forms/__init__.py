from initiatives.proposals.forms.acting import FilterForm, StepForm, SupportForm, TermsForm
from initiatives.proposals.forms.authors import DeclineForm, InviteForm, MailForm, MergerForm, NameForm
from initiatives.proposals.forms.writing import InitiativeForm

__all__ = [
    "DeclineForm",
    "FilterForm",
    "InitiativeForm",
    "InviteForm",
    "MailForm",
    "MergerForm",
    "NameForm",
    "StepForm",
    "SupportForm",
    "TermsForm",
]
