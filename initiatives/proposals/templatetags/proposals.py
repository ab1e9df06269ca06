"""How an initiative is shown: its description, the way it went."""

import datetime as dt
import json
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

from django import template
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.proposals.models import Initiative, Milestone, StateChange
from initiatives.proposals.wording import rich

register = template.Library()
State = Initiative.State

KINDS = {
    State.PUBLISHED: "accent",
    State.FORMAL: "accent",
    State.MERIT: "accent",
    State.ADMITTED: "info",
    State.APPEALED: "warn",
    State.ON_BALLOT: "info",
    State.TAKEN_UP: "good",
    State.SELECTED: "good",
    State.IN_DELIVERY: "warn",
    State.DONE: "good",
    State.REFUSED: "bad",
    State.REJECTED: "bad",
}
VERBS = {
    "publish": gettext_lazy("Publish"),
    "withdraw": gettext_lazy("Withdraw"),
    "check_form": gettext_lazy("Begin the formal check"),
    "check_merit": gettext_lazy("Its form is right: begin the merit check"),
    "admit": gettext_lazy("Say yes: admit it"),
    "refuse": gettext_lazy("Say no: refuse it"),
    "appeal": gettext_lazy("Appeal"),
    "grant_appeal": gettext_lazy("The appeal is right: admit it"),
    "reject_appeal": gettext_lazy("Reject the appeal"),
    "put_on_ballot": gettext_lazy("Put it on the ballot"),
    "take_off_ballot": gettext_lazy("Take it off the ballot"),
    "take_up": gettext_lazy("Take it up without a vote"),
    "select": gettext_lazy("Select it"),
    "not_select": gettext_lazy("It was not selected"),
    "start_delivery": gettext_lazy("Begin the work"),
    "finish": gettext_lazy("It is done"),
}
# What has happened, in the words of a timeline.
HAPPENED = {
    "publish": gettext_lazy("Published"),
    "check_form": gettext_lazy("Enough support: formal check"),
    "check_merit": gettext_lazy("Its form is right: merit check"),
    "admit": gettext_lazy("Admitted by the centre"),
    "refuse": gettext_lazy("Refused by the centre"),
    "appeal": gettext_lazy("Its authors appeal"),
    "grant_appeal": gettext_lazy("Appeal granted: admitted"),
    "reject_appeal": gettext_lazy("Appeal rejected"),
    "put_on_ballot": gettext_lazy("On the ballot"),
    "take_off_ballot": gettext_lazy("Taken off the ballot"),
    "take_up": gettext_lazy("Taken up by the centre without a vote"),
    "select": gettext_lazy("Selected"),
    "not_select": gettext_lazy("Not selected"),
    "start_delivery": gettext_lazy("Work has begun"),
    "finish": gettext_lazy("Done"),
    "withdraw": gettext_lazy("Withdrawn by its authors"),
    "merge": gettext_lazy("Merged into another, with the consent of all authors"),
}
# The usual way on from each state.
DECIDED = [State.SELECTED, State.IN_DELIVERY, State.DONE]
AHEAD = {
    State.DRAFT: [State.PUBLISHED, State.FORMAL, State.ADMITTED, *DECIDED],
    State.PUBLISHED: [State.FORMAL, State.ADMITTED, *DECIDED],
    State.FORMAL: [State.ADMITTED, *DECIDED],
    State.MERIT: [State.ADMITTED, *DECIDED],
    State.APPEALED: [State.APPEALED],
    State.ADMITTED: DECIDED,
    State.ON_BALLOT: DECIDED,
    State.TAKEN_UP: DECIDED[1:],
    State.SELECTED: DECIDED[1:],
    State.IN_DELIVERY: [State.DONE],
}
COMES = {
    State.PUBLISHED: gettext_lazy("Gather support"),
    State.FORMAL: gettext_lazy("Two checks: form and merit"),
    State.ADMITTED: gettext_lazy("Answer of the centre"),
    State.APPEALED: gettext_lazy("Decision about the appeal"),
    State.SELECTED: gettext_lazy("Vote, or taken up directly"),
    State.IN_DELIVERY: gettext_lazy("Work"),
    State.DONE: gettext_lazy("Done"),
}
NOES = (State.REFUSED, State.REJECTED, State.NOT_SELECTED, State.WITHDRAWN, State.MERGED)


@register.filter
def description(initiative: Initiative) -> SafeString:
    return mark_safe(rich(initiative.description))


@register.filter(name="json")
def as_json(value: Any) -> str:
    """For an attribute that a script reads; nothing for nothing."""
    return json.dumps(value) if value else ""


@register.filter
def state_kind(initiative: Initiative) -> str:
    """The badge's colour."""
    return KINDS.get(State(initiative.state), "")


@register.filter
def verb_label(verb: str) -> str:
    return str(VERBS[verb])


@register.filter
def happened(verb: str) -> str:
    """What has been said, in the words of a timeline."""
    return str(HAPPENED[verb])


@register.filter
def step_url(initiative: Initiative, verb: str) -> str:
    place = {"centre": initiative.centre.slug, "pk": initiative.pk}
    return reverse(f"proposals:initiative-{verb.replace('_', '-')}", kwargs=place)


@register.simple_tag
def stops(
    changes: list[StateChange], initiative: Initiative, milestones: Sequence[Milestone] = ()
) -> list[dict[str, Any]]:
    """The way from the sentence to the photo: what happened, where it stands, and the usual way ahead."""
    zone = initiative.centre.zone
    happened = [
        {
            "label": HAPPENED[change.verb],
            "state": "failed" if change.after in NOES else "done",
            "date": change.changed_at,
            "text": change.reason,
        }
        for change in changes
    ]
    happened += [
        {"label": row.title, "state": "done", "date": noon(row.done_on, zone)} for row in milestones if row.done_on
    ]
    happened.sort(key=itemgetter("date"))
    ahead = AHEAD.get(State(initiative.state), [])
    here = (
        [{"label": capfirst(_("gathering support")), "state": "current"}] if initiative.state == State.PUBLISHED else []
    )
    planned = [
        {"label": row.title, "state": "todo", "date": noon(row.planned_on, zone), "text": late(row)}
        for row in milestones
        if not row.done_on
    ]
    usual = [{"label": COMES[state], "state": "todo"} for state in ahead]
    return happened + here + usual[:-1] + planned + usual[-1:]


def noon(day: dt.date, zone: dt.tzinfo) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), zone)


def late(milestone: Milestone) -> str:
    """Why it comes later than it was planned."""
    slips = list(milestone.slips.all())
    return slips[-1].reason if slips else ""
