"""What moderators of the demonstration decided, and one appeal a centre; every word in the centre's own language."""

import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from community.members.models import Centre, User
from community.moderation import actions
from community.moderation.models import Appeal, Decision, Moderated, Report
from community.operations.demo import DemoContent


def contribute(content: DemoContent) -> None:
    told = tomllib.loads(Path(__file__).with_name("demo_decisions.toml").read_text())
    for slug, texts in told.items():
        if slug in content.places and not Decision.objects.for_centre(content.centre(slug)).exists():
            moderate(content, slug, texts)


def moderate(content: DemoContent, slug: str, texts: dict[str, str]) -> None:
    """One report stays open, one changes nothing, one hides what an appeal shows again."""
    centre, moderator, coordinator = content.centre(slug), *(serving(content, slug, role) for role in ROLES)
    things = published(centre, but_by=(moderator, coordinator))
    if len(things) < len(REPORTED):
        return
    reports = {
        name: report(content, slug, thing, number, texts[name])
        for number, (name, thing) in enumerate(zip(REPORTED, things, strict=False))
    }
    sharp: dict[str, Any] = {
        "by": moderator,
        "rule": actions.chosen_rule(centre, "rule-1"),
        "facts": texts["kept_because"],
    }
    actions.decide(report=reports["kept"], outcome="keep", at=content.at(-4, "16:10", centre.zone), **sharp)
    private: dict[str, Any] = {
        "by": moderator,
        "rule": actions.chosen_rule(centre, "rule-3"),
        "facts": texts["hidden_because"],
    }
    at = content.at(-3, "9:40", centre.zone)
    hidden = actions.decide(report=reports["hidden"], outcome="hide", at=at, **private)
    at = content.at(-2, "20:15", centre.zone)
    appeal = actions.appeal(decision=hidden, by=hidden.author, text=texts["appeal"], at=at)
    at = content.at(-1, "11:30", centre.zone)
    result = Appeal.Result.OVERTURNED
    actions.answer_appeal(appeal=appeal, result=result, answer=texts["answer"], by=coordinator, at=at)


ROLES = ("moderator", "coordinator")
REPORTED = ("kept", "hidden", "open")


def published(centre: Centre, *, but_by: tuple[User, ...]) -> list[Any]:
    """What members have published there, whatever it is, the oldest first; nothing of those who decide."""
    found: list[Any] = []
    for model in apps.get_models():
        if issubclass(model, Moderated):
            rows: Any = model._default_manager
            readable = rows.visible_to(AnonymousUser()).filter(centre=centre).order_by("pk")
            found += [thing for thing in readable if thing.writer_id not in {None, *(user.pk for user in but_by)}]
    return found


def report(content: DemoContent, slug: str, thing: Any, number: int, text: str) -> Report:
    centre = content.centre(slug)
    return actions.report(
        centre=centre,
        target=thing,
        title=str(thing),
        url=thing.get_absolute_url(),
        category=Report.Category.RULE,
        rule=actions.chosen_rule(centre, "rule-1" if number == 0 else "rule-3"),
        text=text,
        language=centre.language,
        reporter=content.residents(slug)[number],
        at=content.at(-5, f"{10 + number}:20", centre.zone),
    )


def serving(content: DemoContent, slug: str, role: str) -> User:
    centre = content.centre(slug)
    people = (person for (place, _key), person in content.people.items() if place == slug)
    return next(person for person in people if person.has_role(centre, role))
