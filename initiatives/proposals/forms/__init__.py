from initiatives.proposals.forms.acting import FilterForm, StepForm, SupportForm, TermsForm
from initiatives.proposals.forms.writing import InitiativeForm

__all__ = ["FilterForm", "InitiativeForm", "StepForm", "SupportForm", "TermsForm"]
