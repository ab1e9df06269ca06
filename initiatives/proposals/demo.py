"""The demonstration's initiatives, each led to its state by the same verbs as a real one."""

import datetime as dt
import random
from typing import Any

from community.interface.demo import photo
from community.members.models import Centre
from community.operations.demo import DemoContent
from initiatives.proposals import actions
from initiatives.proposals.demo_parts import before_the_answer, finish, plan_work, serving
from initiatives.proposals.forms.parts import minor
from initiatives.proposals.models import Initiative
from initiatives.proposals.stages import TRANSITIONS, Who
from initiatives.proposals.wording import typed

# What led to each state, and when: as a part of the time between publishing and today.
CHECKED = [("check_form", 0.15), ("check_merit", 0.2)]
ADMITTED = [*CHECKED, ("admit", 0.25)]
REFUSED = [*CHECKED, ("refuse", 0.5)]
WAYS: dict[str, list[tuple[str, float]]] = {
    "draft": [],
    "published": [],
    "formal": [("check_form", 0.7)],
    "merit": [("check_form", 0.5), ("check_merit", 0.8)],
    "admitted": [*CHECKED, ("admit", 0.6)],
    "refused": REFUSED,
    "appealed": [*REFUSED, ("appeal", 0.55)],
    "rejected": [*REFUSED, ("appeal", 0.55), ("reject_appeal", 0.7)],
    "withdrawn": [("withdraw", 0.5)],
    "on_ballot": [*ADMITTED, ("put_on_ballot", 0.8)],
    "taken_up": [*ADMITTED, ("take_up", 0.8)],
    "selected": [*ADMITTED, ("select", 0.7)],
    "not_selected": [*ADMITTED, ("put_on_ballot", 0.5), ("not_select", 0.7)],
    "in_delivery": [*ADMITTED, ("select", 0.4), ("start_delivery", 0.5)],
    "done": [*ADMITTED, ("select", 0.4), ("start_delivery", 0.5), ("finish", 0.85)],
    "merged": [],
}
PICTURES = {
    "public_space": "square_market",
    "roads": "bicycle_path",
    "children": "playground",
    "culture": "choir",
    "sport": "football_pitch",
    "nature": "forest_path",
    "seniors": "kitchen_table",
    "safety": "fire_station",
    "economy": "workshop_wood",
    "integration": "video_call",
}


def contribute(content: DemoContent) -> None:
    for data in content.centres:
        slug = data["centre"]["slug"]
        known = set(Initiative.objects.for_centre(content.centre(slug)).values_list("title", flat=True))
        texts = alternatives(data)
        for copy in range(content.scale):
            for number, facts in enumerate(data["initiatives"]):
                varied = vary(facts, data["villages"], copy, number)
                if varied["title"] not in known:
                    propose(content, slug, varied, texts)


def alternatives(data: dict[str, Any]) -> dict[str, str]:
    """Picture → what the centre's own texts say that it shows."""
    own = data["centre"]["languages"][0]
    shown = [*data["stories"], *data["events"]]
    return {row["picture"]: row[own]["alt"] for row in reversed(shown) if row.get("picture") and row[own].get("alt")}


def vary(facts: dict[str, Any], villages: list[dict[str, Any]], copy: int, number: int) -> dict[str, Any]:
    """The same idea in another village, for a demonstration of many times its size."""
    if not copy:
        return facts
    draw = random.Random(f"{facts['key']} {copy}")  # noqa: S311  (a repeatable draw)
    village = villages[(copy + number) % len(villages)]
    ending = f" · {village['name']} {copy}"
    return facts | {
        "title": facts["title"][: 120 - len(ending)] + ending,
        "place": village["name"],
        "latitude": village["latitude"] + draw.uniform(-0.01, 0.01),
        "longitude": village["longitude"] + draw.uniform(-0.01, 0.01),
        "supporters": max(16, facts["supporters"] + draw.randint(-8, 40)) if facts["supporters"] else 0,
    }


def propose(content: DemoContent, slug: str, facts: dict[str, Any], texts: dict[str, str]) -> None:
    centre, author = content.centre(slug), content.member(slug, facts["author"])
    began = content.at(facts["days"], "18:20", centre.zone)
    written = texts_of(centre, facts, texts)
    initiative = actions.draft(centre=centre, author=author, content=written, at=began - dt.timedelta(days=2))
    if facts["state"] == "draft":
        return
    actions.publish(initiative=initiative, by=author, at=began)
    crowd = content.residents(slug)
    start = sum(map(ord, facts["key"])) % max(1, len(crowd))
    signing = (crowd[start:] + crowd[:start])[: facts["supporters"]]
    actions.gather(initiative=initiative, members=signing, at=began + (content.now - began) * 0.15)
    before_the_answer(content, slug, initiative, facts, began + (content.now - began) * 0.1)
    coordinator = serving(content, slug, "coordinator")
    for verb, part in WAYS[facts["state"]]:
        by = author if TRANSITIONS[verb].who is Who.AUTHOR else coordinator
        at = began + (content.now - began) * part
        if verb == "finish":
            plan_work(content, slug, initiative, facts)
            finish(content, slug, initiative, facts, at)
            continue
        actions.advance(verb, initiative=initiative, by=by, at=at, reason=said(verb, facts))
    if facts["state"] == "in_delivery":
        plan_work(content, slug, initiative, facts)
    if facts["state"] == "merged":
        merge(content, slug, initiative, facts, at=began + (content.now - began) * 0.6)


def said(verb: str, facts: dict[str, Any]) -> str:
    """The words of a step: `reason` is what the first no says, `words` holds the others by their verb."""
    reason = facts["reason"] if TRANSITIONS[verb].needs_reason else ""
    return facts.get("words", {}).get(verb, reason)


def merge(content: DemoContent, slug: str, source: Initiative, facts: dict[str, Any], at: dt.datetime) -> None:
    """Its author proposes it, and everybody else agrees."""
    target = Initiative.objects.for_centre(source.centre).get(title=facts["into"])
    author = content.member(slug, facts["author"])
    merger = actions.propose_merger(source=source, target=target, reason=facts["reason"], by=author, at=at)
    for other in merger.awaited():
        actions.agree_to_merger(merger=merger, by=other, at=at)


def texts_of(centre: Centre, facts: dict[str, Any], texts: dict[str, str]) -> actions.Content:
    key = PICTURES[facts["category"]]
    slots = {0: actions.Slot(alt=texts[key], encoded=photo(key))} if key in texts else {}
    return actions.Content(
        title=facts["title"],
        summary=facts["summary"],
        description=typed(facts["description"]),
        category=facts["category"],
        language=centre.language,
        place=facts["place"],
        latitude=facts["latitude"],
        longitude=facts["longitude"],
        cost=minor(facts["cost"], centre.currency),
        tags=[tag.lower() for tag in facts["tags"]],
        items=[(item["label"], minor(item["amount"], centre.currency)) for item in facts.get("items", [])],
        slots=slots,
    )
