"""How an initiative is shown: its description, its pictures, the way it went."""

from typing import Any

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.proposals.models import Initiative, Picture, StateChange
from initiatives.proposals.wording import rich

register = template.Library()
State = Initiative.State

KINDS = {
    State.PUBLISHED: "accent",
    State.ADMITTED: "info",
    State.SELECTED: "good",
    State.IN_DELIVERY: "warn",
    State.DONE: "good",
    State.REFUSED: "bad",
}
VERBS = {
    "publish": gettext_lazy("Publish"),
    "withdraw": gettext_lazy("Withdraw"),
    "admit": gettext_lazy("Say yes: admit it"),
    "refuse": gettext_lazy("Say no: refuse it"),
    "select": gettext_lazy("Select it"),
    "start_delivery": gettext_lazy("Begin the work"),
    "finish": gettext_lazy("It is done"),
}
# What has happened, in the words of a timeline.
HAPPENED = {
    State.PUBLISHED: gettext_lazy("Published"),
    State.ADMITTED: gettext_lazy("Admitted by the centre"),
    State.REFUSED: gettext_lazy("Refused by the centre"),
    State.SELECTED: gettext_lazy("Selected"),
    State.IN_DELIVERY: gettext_lazy("Work has begun"),
    State.DONE: gettext_lazy("Done"),
    State.WITHDRAWN: gettext_lazy("Withdrawn by the author"),
}
# The usual way on from each state.
AHEAD = {
    State.DRAFT: [State.PUBLISHED, State.ADMITTED, State.IN_DELIVERY, State.DONE],
    State.PUBLISHED: [State.ADMITTED, State.IN_DELIVERY, State.DONE],
    State.ADMITTED: [State.IN_DELIVERY, State.DONE],
    State.SELECTED: [State.IN_DELIVERY, State.DONE],
    State.IN_DELIVERY: [State.DONE],
}
COMES = {
    State.PUBLISHED: gettext_lazy("Gather support"),
    State.ADMITTED: gettext_lazy("Answer of the centre"),
    State.IN_DELIVERY: gettext_lazy("Work"),
    State.DONE: gettext_lazy("Done"),
}
NOES = (State.REFUSED, State.WITHDRAWN)


@register.filter
def description(initiative: Initiative) -> SafeString:
    return mark_safe(rich(initiative.description))


@register.filter
def state_kind(initiative: Initiative) -> str:
    """The badge's colour."""
    return KINDS.get(State(initiative.state), "")


@register.filter
def language_name(code: str) -> str:
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def verb_label(verb: str) -> str:
    return str(VERBS[verb])


@register.filter
def step_url(initiative: Initiative, verb: str) -> str:
    place = {"centre": initiative.centre.slug, "pk": initiative.pk}
    return reverse(f"proposals:initiative-{verb.replace('_', '-')}", kwargs=place)


@register.filter
def stops(changes: list[StateChange], initiative: Initiative) -> list[dict[str, Any]]:
    """The way so far, where it stands, and the usual way ahead."""
    passed = [
        {
            "label": HAPPENED[State(change.after)],
            "state": "failed" if change.after in NOES else "done",
            "date": change.changed_at,
            "text": change.reason,
        }
        for change in changes
    ]
    ahead = AHEAD.get(State(initiative.state), [])
    here = (
        [{"label": capfirst(_("gathering support")), "state": "current"}] if initiative.state == State.PUBLISHED else []
    )
    return passed + here + [{"label": COMES[state], "state": "todo"} for state in ahead]


@register.inclusion_tag("proposals/_picture.html")
def picture(picture: Picture, size: str = "large", lazy: bool = True) -> dict[str, Any]:
    scale = min(1, 640 / max(picture.width, picture.height)) if size == "small" else 1
    return {
        "alt": picture.alt,
        "webp": picture.address(size, "webp"),
        "jpg": picture.address(size, "jpg"),
        "width": round(picture.width * scale),
        "height": round(picture.height * scale),
        "lazy": lazy,
    }
