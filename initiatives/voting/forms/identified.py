"""Forms of a round that knows its voters by a code or an entry of a register: no account, no name beside the vote."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.codes import is_well_formed, normalised
from community.operations.ratelimit import spend
from initiatives.voting import actions
from initiatives.voting.forms.ballots import ChoicesForm, add_age
from initiatives.voting.models import Round
from initiatives.voting.own import is_entitled, letter_subject, register_subject

TRIES, WINDOW = 30, 600  # a household or a reading room behind one address, in ten minutes


class Identifying(forms.Form):
    """Who it is about is said by what its first fields hold."""

    round: Round
    error: Any = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        facts = self.facts()
        self.identifying = list(facts)
        self.fields = {**facts, **self.fields}

    def facts(self) -> dict[str, forms.Field]:
        raise NotImplementedError

    def subject(self) -> str:
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors.keys() & set(self.identifying):
            self.identify()
        return cleaned

    def identify(self) -> None:
        self.spend_try()
        if not is_entitled(self.round, subject=self.subject()):
            self.add_error(self.identifying[0], self.error)

    def spend_try(self) -> None:
        """Before anything is compared, so that guessing is slow whatever is guessed."""

    @property
    def who(self) -> list[Any]:
        return [self[name] for name in self.identifying]


class ByLetter(Identifying):
    error = gettext_lazy("This code does not open this vote. Please compare it with your letter, sign by sign.")

    def facts(self) -> dict[str, forms.Field]:
        code = forms.CharField(
            label=_("Code from your letter"),
            max_length=40,
            help_text=_("Ten letters and digits. Capitals and dashes do not matter."),
        )
        code.widget.attrs |= {"autocomplete": "off", "spellcheck": "false", "autocapitalize": "characters"}
        code.code = True  # type: ignore[attr-defined]
        return {"code": code}

    def clean_code(self) -> str:
        code = normalised(self.cleaned_data["code"])
        if not is_well_formed(code):
            raise forms.ValidationError(_("A code has ten letters and digits; some are missing or too many."))
        return code

    def subject(self) -> str:
        return letter_subject(self.round, self.cleaned_data["code"])


class ByRegister(Identifying):
    error = gettext_lazy(
        "These details are not in the register, or two people share them. Check the spelling, or come to the desk."
    )

    def facts(self) -> dict[str, forms.Field]:
        columns = self.round.register.columns if self.round.register else []
        facts = {f"fact_{place}": forms.CharField(label=column, max_length=200) for place, column in enumerate(columns)}
        for fact in facts.values():
            fact.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        return dict(facts)

    def subject(self) -> str:
        return register_subject(self.round, [self.cleaned_data[name] for name in self.identifying])


class OpenBallot(Identifying, ChoicesForm):
    """A ballot without an account, in one form."""

    def __init__(self, *args: Any, network: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.network = network
        add_age(self)

    def spend_try(self) -> None:
        if not spend("voting.identified", f"{self.round.pk}|{self.network}", limit=TRIES, seconds=WINDOW):
            raise ValidationError(_("Too many tries. Wait ten minutes, then send your ballot again."), code="too_many")

    def save(self) -> str:
        return actions.cast(round=self.round, subject=self.subject(), choices=self.cleaned_data["choices"])


class PaperForm(Identifying):
    """At the desk: whoever shows this letter, or stands in the register with these facts, takes one paper ballot."""

    def __init__(self, *args: Any, round: Round, **options: Any) -> None:
        self.round = round
        super().__init__(*args, **options)

    def save(self) -> bool:
        return actions.issue_paper(round=self.round, subject=self.subject(), at=timezone.now())


class LetterBallotForm(ByLetter, OpenBallot):
    pass


class RegisterBallotForm(ByRegister, OpenBallot):
    pass


class LetterPaperForm(ByLetter, PaperForm):
    def facts(self) -> dict[str, forms.Field]:
        facts = super().facts()
        facts["code"].label = _("Code from their letter")
        return facts


class RegisterPaperForm(ByRegister, PaperForm):
    pass


BALLOTS: dict[str, type[OpenBallot]] = {
    Round.Identifier.LETTER: LetterBallotForm,
    Round.Identifier.REGISTER: RegisterBallotForm,
}
PAPERS: dict[str, type[PaperForm]] = {
    Round.Identifier.LETTER: LetterPaperForm,
    Round.Identifier.REGISTER: RegisterPaperForm,
}
