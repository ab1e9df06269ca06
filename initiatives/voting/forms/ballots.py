"""The ballot as a form: one field whose widget fits the round's kind, and what else a voter must say.

Used wherever a ballot is filled in: by the voter, by whoever keys in a paper, at the desk.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community.members.actions import declare_residency, join
from community.members.models import User
from initiatives.voting import actions
from initiatives.voting.choosing import ANSWERS, WrongChoices, checked_choices
from initiatives.voting.models import Pool, Project, Round

Kind = Round.BallotKind


class Ticks(forms.Widget):
    """Boxes, or one of several answers; both send the same name."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name) if hasattr(data, "getlist") else list(data.get(name, []))


class OneEach(forms.Widget):
    """An input for each project, `choices-7`: its points, its place, its answer."""

    def __init__(self, ids: list[str]) -> None:
        super().__init__()
        self.ids = ids

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[list[Any]]:
        typed = ((project, str(data.get(f"{name}-{project}", "")).strip()) for project in self.ids)
        return [[project, number(value)] for project, value in typed if value]


def number(typed: str) -> int | str:
    """Digits as a number; anything else as it was typed, to be refused and shown again."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 6 else typed


class ChoicesField(forms.Field):
    """The choices as they were sent; the round's own rules say what is wrong with them."""

    def __init__(self, *, round: Round, **options: Any) -> None:
        self.round, self.kind = round, round.rules["ballot"]["kind"]
        ids = [project["id"] for project in round.rules["projects"]]
        widget = Ticks() if self.kind in (Kind.APPROVAL, Kind.CHOICE) else OneEach(ids)
        super().__init__(required=False, widget=widget, **options)

    def prepare_value(self, value: Any) -> Any:
        """A ranking that is kept comes back as places."""
        if self.kind == Kind.RANKING and value and isinstance(value[0], str):
            return [[project, place] for place, project in enumerate(value, 1)]
        return value

    def clean(self, value: Any) -> list[Any]:
        try:
            given = in_order(value or []) if self.kind == Kind.RANKING else value or []
            return checked_choices(self.round, given)
        except WrongChoices as error:
            raise forms.ValidationError(str(error)) from error


def in_order(placed: list[list[Any]]) -> list[str]:
    """Projects by their places. Gaps do not matter; two on one place do."""
    places = [place for _project, place in placed]
    if any(type(place) is not int or place < 1 for place in places):
        raise WrongChoices(_("A place is a whole number: 1 comes first."))
    if len(set(places)) < len(places):
        raise WrongChoices(_("Two stand on the same place. Give each place once."))
    return [project for project, _place in sorted(placed, key=lambda pair: pair[1])]


@dataclass(frozen=True, slots=True)
class Line:
    """One project on the form, and what stands beside it now: True, its points, its place or its answer."""

    project: Project
    name: str
    value: Any

    @property
    def html_id(self) -> str:
        return f"id_{self.name}_{self.project.external_id}"


@dataclass(frozen=True, slots=True)
class Group:
    """The lines of one pool; of the whole ballot where there are no pools."""

    pool: Pool | None
    lines: list[Line]


class ChoicesForm(forms.Form):
    """The choices alone."""

    def __init__(self, *args: Any, round: Round, **options: Any) -> None:
        super().__init__(*args, **options)
        self.round = round
        self.kind = round.rules["ballot"]["kind"]
        self.fields["choices"] = ChoicesField(round=round, label=gettext_lazy("Your choice"))

    def groups(self, projects: Iterable[Project]) -> list[Group]:
        """`projects` with what is chosen, in their order, under their pools."""
        given = self["choices"].value() or []
        ticked = self.kind in (Kind.APPROVAL, Kind.CHOICE)
        values = dict.fromkeys(map(str, given), True) if ticked else {str(pair[0]): pair[1] for pair in given}
        found: dict[int | None, list[Line]] = {}
        for project in projects:
            name = "choices" if ticked else f"choices-{project.external_id}"
            line = Line(project, name, values.get(project.external_id, "" if not ticked else False))
            found.setdefault(project.pool_id, []).append(line)
        pools: dict[int | None, Pool] = {pool.pk: pool for pool in self.round.pools.all()} if any(found) else {}
        order = [*pools, None]
        return [Group(pools.get(pk), found[pk]) for pk in sorted(found, key=order.index)]

    @property
    def places(self) -> range:
        return range(1, self.round.rules["ballot"]["max"] + 1)

    @property
    def answers(self) -> list[tuple[str, str]]:
        return list(zip(ANSWERS, (_("Yes"), _("No")), strict=True))


class BallotForm(ChoicesForm):
    """A member's ballot. Who has not said yet that they live here, or how old they are, says it in the same form."""

    def __init__(self, *args: Any, must_declare: bool = False, **options: Any) -> None:
        super().__init__(*args, **options)
        if must_declare:
            self.fields["lives_here"] = forms.BooleanField(
                label=_("I live in %(centre)s.") % {"centre": self.round.centre.local_name},
                error_messages={"required": _("Please confirm that you live here: this vote is for residents.")},
            )
        add_age(self)

    def save(self, *, by: User, channel: str = "online") -> str:
        """The receipt. Whoever cannot vote in the end has not declared anything either."""
        if "lives_here" not in self.cleaned_data:
            return self.cast(by, channel)
        now = timezone.now()
        with transaction.atomic():
            declare_residency(membership=join(member=by, centre=self.round.centre, at=now), at=now)
            return self.cast(by, channel)

    def cast(self, by: User, channel: str) -> str:
        return actions.cast(round=self.round, member=by, choices=self.cleaned_data["choices"], channel=channel)


def add_age(form: ChoicesForm) -> None:
    if age := form.round.rules.get("min_age"):
        form.fields["old_enough"] = forms.BooleanField(
            label=_("I am at least %(age)d years old.") % {"age": age},
            help_text=escape(form.round.rules["age_grounds"]),
            error_messages={"required": _("Please confirm your age: the rules of this vote ask for it.")},
        )
