"""What a demonstrated initiative may have besides its state: co-authors, paper, another wording, hands, work."""

import datetime as dt
from typing import Any

from community.interface.demo import photo
from community.members.models import User
from community.operations.demo import DemoContent
from initiatives.proposals import actions
from initiatives.proposals.forms.parts import minor
from initiatives.proposals.models import Initiative
from initiatives.proposals.models.amendments import words_of


def before_the_answer(content: DemoContent, slug: str, initiative: Initiative, facts: dict[str, Any], at: Any) -> None:
    """What happens while support is gathered."""
    author = content.member(slug, facts["author"])
    for key in facts.get("coauthors", []):
        other = content.member(slug, key)
        asked = actions.invite_coauthor(initiative=initiative, member=other, by=author, at=at)
        actions.accept_coauthorship(asked=asked, by=other, at=at)
    for offer in facts.get("helpers", []):
        member = content.member(slug, offer["by"])
        said = {"text": offer["text"], "hours": offer.get("hours"), "contact": member.email or ""}
        actions.offer_help(initiative=initiative, by=member, at=at, **said)
    for sheet in facts.get("sheets", []):
        count_sheet(content, slug, initiative=initiative, facts=sheet, author=author, at=at)
    for change in facts.get("amendments", []):
        amend(content, slug, initiative=initiative, facts=change, author=author, at=at)


def count_sheet(
    content: DemoContent, slug: str, *, initiative: Initiative, facts: dict[str, Any], author: User, at: Any
) -> None:
    [sheet] = actions.print_sheets(initiative=initiative, count=1, by=author, at=at)
    counted = {"valid": facts["valid"], "invalid": facts.get("invalid", 0), "reason": facts.get("reason", "")}
    actions.key_sheet(sheet=sheet, by=serving(content, slug, "editor"), at=at, **counted)
    if facts.get("confirmed", True):
        actions.confirm_sheet(sheet=sheet, valid=facts["valid"], by=serving(content, slug, "coordinator"), at=at)


def amend(
    content: DemoContent, slug: str, *, initiative: Initiative, facts: dict[str, Any], author: User, at: Any
) -> None:
    words = words_of(initiative) | {name: facts[name] for name in ("title", "summary", "description") if name in facts}
    by = content.member(slug, facts["by"])
    amendment = actions.suggest_amendment(initiative=initiative, words=words, note=facts["note"], by=by, at=at)
    if facts.get("accepted"):
        actions.accept_amendment(amendment=amendment, by=author, at=at)
    elif facts.get("reason"):
        actions.decline_amendment(amendment=amendment, reason=facts["reason"], by=author, at=at)


def plan_work(content: DemoContent, slug: str, initiative: Initiative, facts: dict[str, Any]) -> None:
    """Milestones as they were planned, then what became of each."""
    coordinator, zone = serving(content, slug, "coordinator"), initiative.centre.zone
    currency = initiative.centre.currency

    def day(days: int) -> dt.date:
        return content.at(days, zone=zone).date()

    for row in facts.get("milestones", []):
        cost = minor(row.get("cost", 0), currency)
        plan = actions.Plan(title=row["title"], planned_on=day(row["planned"]), planned_cost=cost)
        milestone = actions.plan_milestone(initiative=initiative, plan=plan, by=coordinator)
        actions.update_milestone(
            milestone=milestone,
            plan=actions.Plan(
                title=row["title"],
                planned_on=day(row.get("moved", row["planned"])),
                planned_cost=cost,
                spent=minor(row.get("spent", 0), currency),
                done_on=day(row["done"]) if "done" in row else None,
            ),
            by=coordinator,
            at=content.at(row["planned"], zone=zone),
            reason=row.get("reason", ""),
        )
        if "picture" in row:
            slot = actions.Slot(alt=row["alt"], encoded=photo(row["picture"]))
            actions.show_work(milestone=milestone, slot=slot, by=coordinator, at=content.at(row["planned"], zone=zone))


def finish(content: DemoContent, slug: str, initiative: Initiative, facts: dict[str, Any], at: dt.datetime) -> None:
    """With the sum and the photo that the demonstration has for it."""
    closing = facts.get("closing", {"picture": "square_market", "alt": facts["title"], "spent": facts["cost"]})
    actions.finish(
        initiative=initiative,
        by=serving(content, slug, "coordinator"),
        at=at,
        spent=minor(closing["spent"], initiative.centre.currency),
        closing=actions.Slot(alt=closing["alt"], encoded=photo(closing["picture"])),
    )


def serving(content: DemoContent, slug: str, role: str) -> User:
    centre = content.centre(slug)
    return next(
        person for (place, _key), person in content.people.items() if place == slug and person.has_role(centre, role)
    )
