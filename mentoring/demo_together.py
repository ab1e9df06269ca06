"""Pairs of the demonstration: what they agreed on, where they want to get, how they say it goes."""

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

from community.members.models import User
from community.operations.demo import DemoContent
from mentoring import actions
from mentoring.models import Mentorship, Moment, Offer, Request
from mentoring.pairing import five_for


def contribute(content: DemoContent) -> None:
    told = tomllib.loads(Path(__file__).with_name("demo_together.toml").read_text())
    for slug in (data["centre"]["slug"] for data in content.centres):
        facts = told.get(slug)
        if facts and not Mentorship.objects.for_centre(content.centre(slug)).active().exists():
            Pair(content, slug, facts).go()


class Pair:
    """One of them, led by the same verbs as real ones."""

    def __init__(self, content: DemoContent, slug: str, facts: dict[str, Any]) -> None:
        self.content, self.slug, self.facts = content, slug, facts
        self.mentor = content.member(slug, facts["mentor"])
        self.mentee = content.member(slug, facts["mentee"])

    def at(self, days: float) -> dt.datetime:
        return self.content.at(days, "18:20", self.content.centre(self.slug).zone)

    def go(self) -> None:
        self.pair = self.brought_together()
        self.agree()
        for goal in self.facts.get("goals", []):
            self.set_goal(goal)
        if "feedback" in self.facts:
            self.say_how_it_goes()

    def brought_together(self) -> Mentorship:
        here = {"centre": self.content.centre(self.slug)}
        request = Request.objects.open().get(member=self.mentee, **here)
        offer = Offer.objects.open().get(member=self.mentor, **here)
        at = self.at(self.facts["asked"])
        found = next(each for each in five_for(request, at=at) if each.offer == offer)
        made = actions.ask(request=request, offer=offer, total=found.pair.total, at=at)
        actions.accept(mentorship=made, by=self.mentor, at=self.at(self.facts["accepted"]))
        made.refresh_from_db()
        return made

    def agree(self) -> None:
        said = self.facts["agreement"]
        terms = actions.Terms(**{name: said[name] for name in ("aims", "rhythm", "months", "private")})
        by, other = self.sides(said["by"])
        made = actions.draft(mentorship=self.pair, terms=terms, seen=0, by=by, at=self.at(said["days"]))
        if "confirmed" in said:
            at = self.at(said["confirmed"])
            actions.confirm(mentorship=self.pair, seen=made.number, by=other, at=at)

    def sides(self, first: str) -> tuple[User, User]:
        return (self.mentor, self.mentee) if first == "mentor" else (self.mentee, self.mentor)

    def set_goal(self, said: dict[str, Any]) -> None:
        at = self.at(said["days"])
        goal = actions.add_goal(mentorship=self.pair, text=said["text"], by=self.mentee, at=at)
        for each in said["steps"]:
            step = actions.add_step(goal=goal, text=each["text"], by=self.mentor, at=at)
            if "done" in each:
                actions.mark(step, by=self.mentee, at=self.at(each["done"]))
        if "reached" in said:
            actions.mark(goal, by=self.mentee, at=self.at(said["reached"]))

    def say_how_it_goes(self) -> None:
        """The mentee has answered; the mentor is still asked."""
        said = dict(self.facts["feedback"])
        at = self.at(said.pop("days"))
        both = [self.mentor, self.mentee]
        rows = actions.ask_for_feedback(self.pair, both, Moment.FIRST, at)
        mine = next(row for row in rows if row.by == self.mentee)
        answers = actions.Answers(**said)
        actions.give_feedback(feedback=mine, answers=answers, by=self.mentee, at=at + dt.timedelta(hours=3))
