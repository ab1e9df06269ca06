"""What a coordinator fills in at the desk: accounts on paper, letters, registers, invitations."""

import csv
import datetime as dt
import io
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from community.members import actions
from community.members.codes import fact
from community.members.letters import sheet
from community.members.models import Centre, Invitation, LetterBatch, Register, RoleGrant, User

MAX_LETTERS = 250
MAX_ROWS = 50_000
MAX_BYTES = 5_000_000
# Numbers that the state gives a person are not needed to find a neighbour, and must not be asked for.
STATE_NUMBERS = {"pesel", "rodnécíslo", "rodnéčíslo", "rodnecislo", "személyiszám", "tajszám", "рнокпп", "іпн", "ssn"}


class DeskAccountForm(forms.Form):
    display_name = forms.CharField(
        label=_("Name shown to others"),
        max_length=80,
        help_text=_("As the person likes to be called. It need not be their legal name."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    lives_here = forms.BooleanField(
        label=_("I have seen that this person lives here"),
        required=False,
        help_text=_("They can vote at once. Otherwise they ask for a letter later."),
    )

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = centre
        self.fields["language"].initial = centre.language

    def save(self, *, by: User) -> tuple[User, str]:
        facts = self.cleaned_data
        return actions.open_desk_account(
            centre=self.centre,
            display_name=facts["display_name"],
            language=facts["language"],
            verified=facts["lives_here"],
            by=by,
            at=timezone.now(),
        )


class LettersForm(forms.Form):
    label = forms.CharField(
        label=_("Label"),
        max_length=80,
        help_text=_(
            "For example a street or a village. It is printed small on each letter, so that you can sort them."
        ),
    )
    size = forms.IntegerField(
        label=_("How many letters"), min_value=1, max_value=MAX_LETTERS, initial=50, widget=forms.NumberInput
    )
    weeks = forms.TypedChoiceField(
        label=_("The codes work for"),
        coerce=int,
        initial=8,
        choices=[(4, _("4 weeks")), (8, _("8 weeks")), (26, _("half a year"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(self.fields["size"])["short"] = True

    def save(self, *, by: User, centre: Centre) -> tuple[LetterBatch, bytes]:
        now = timezone.now()
        facts = self.cleaned_data
        return actions.print_letters(
            centre=centre,
            label=facts["label"],
            size=facts["size"],
            expires_at=now + dt.timedelta(weeks=facts["weeks"]),
            typeset=sheet,
            by=by,
            at=now,
        )


class RegisterForm(forms.Form):
    """The file is read in memory, hashed, and never written anywhere."""

    label = forms.CharField(label=_("Label"), max_length=80, help_text=_("For example the round that it is for."))
    file = forms.FileField(
        label=_("Register file (CSV)"),
        help_text=_(
            "The first row names the columns, two to four of them, for example: surname, house number, year of birth. "
            "Members are asked for exactly these. The file itself is not kept."
        ),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vars(self.fields["file"])["max_bytes"] = MAX_BYTES

    def clean_file(self) -> UploadedFile:
        upload = self.cleaned_data["file"]
        if upload.size > MAX_BYTES:
            raise ValidationError(_("This file is too heavy: 5 MB at most."))
        self.columns, self.rows = read_register(decoded(upload.read()))
        upload.close()
        return upload

    def save(self, *, by: User, centre: Centre) -> Register:
        return actions.upload_register(
            centre=centre,
            label=self.cleaned_data["label"],
            columns=self.columns,
            rows=self.rows,
            by=by,
            at=timezone.now(),
        )


def decoded(raw: bytes) -> str:
    """UTF-8, or what spreadsheets of this part of Europe write instead."""
    for encoding in ("utf-8-sig", "cp1250"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise ValidationError(_("This file is not readable text. Save it as “CSV UTF-8”."))


def read_register(text: str) -> tuple[list[str], list[list[str]]]:
    """The column names and the rows; a ValidationError names the first row that does not fit."""
    if "\0" in text:
        raise ValidationError(_("This file is not readable text. Save it as “CSV UTF-8”."))
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        table = [row for row in reader if any(map(str.strip, row))]
    except csv.Error as error:
        raise ValidationError(_("This file is not a table: %(why)s") % {"why": error}) from error
    columns = [name.strip() for name in table[0]] if table else []
    refuse_columns(columns)
    rows = table[1:]
    if not rows:
        raise ValidationError(_("There is no row below the names of the columns."))
    if len(rows) > MAX_ROWS:
        raise ValidationError(_("Too many rows: %(most)d at most.") % {"most": MAX_ROWS})
    for number, row in enumerate(rows, start=2):
        if len(row) != len(columns) or not all(map(fact, row)):
            raise ValidationError(_("Row %(number)d is not complete. Nothing was kept.") % {"number": number})
    return columns, rows


def refuse_columns(columns: list[str]) -> None:
    names = [fact(name) for name in columns]
    if not 2 <= len(names) <= 4 or not all(names) or len(set(names)) < len(names):
        raise ValidationError(_("The first row must name two to four different columns."))
    if forbidden := STATE_NUMBERS.intersection(names):
        raise ValidationError(
            _("Leave out “%(column)s”: the state's number of a person is not needed here.")
            % {"column": columns[names.index(forbidden.pop())]}
        )


def counted(register: Register) -> str:
    return ngettext(
        "%(count)d entry was read. The file itself was not kept.",
        "%(count)d entries were read. The file itself was not kept.",
        register.size,
    ) % {"count": register.size}


class InvitationForm(forms.Form):
    email = forms.EmailField(label=_("E-mail"), widget=forms.EmailInput(attrs={"autocomplete": "off"}))
    role = forms.ChoiceField(label=_("Role"), choices=RoleGrant.Role.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("Language of the mail"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, centre: Centre, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.centre = centre
        vars(self.fields["role"])["cards"] = True
        self.fields["language"].initial = centre.language

    def save(self, *, by: User) -> Invitation:
        facts = self.cleaned_data
        return actions.invite(
            centre=self.centre,
            email=facts["email"].lower(),
            role=facts["role"],
            language=facts["language"],
            by=by,
            at=timezone.now(),
        )
