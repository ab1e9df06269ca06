"""The demonstration's pages: homes, stories, events and standing pages, each in its own language and in English."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db import transaction
from wagtail.models import Page

from community.members.models import Centre
from community.operations.demo import DemoContent
from pages import actions
from pages.actions.opening import key_of
from pages.models import (
    CentrePage,
    Consent,
    Correction,
    EventIndex,
    EventPage,
    Gathering,
    NetworkHome,
    Picture,
    StandardPage,
    StoryIndex,
    StoryPage,
)
from pages.rhythm import Rhythm, planned

DAY = dt.timedelta(days=1)
SUFFIXES = (".webp", ".png", ".jpg")
CREDIT = "LOCER"
FEASTS = ((12, 25), (1, 1))  # on which nothing that comes again takes place
CROWDED = 5  # residents who want one of the few seats of a small event


@transaction.atomic
def contribute(content: DemoContent) -> None:
    actions.open_network()
    furnish_network(content)
    for data in content.centres:
        slug = data["centre"]["slug"]
        place = content.centre(slug)
        actions.open_centre(place)
        Chapter(content, data, place).write()
    for data in content.centres:
        for story in data["stories"]:
            if story.get("copied_to") in content.places:
                carry_on(content, content.centre(data["centre"]["slug"]), story)


def carry_on(content: DemoContent, home: Centre, story: dict[str, Any]) -> None:
    """A story that another centre took over and published."""
    key = key_of("centre", home.slug, "stories", story["slug"])
    page = StoryPage.objects.get(centre=home, translation_key=key, original=True)
    target = content.centre(story["copied_to"])
    for draft in actions.copy_story(story=page, centres=[target], by=None):
        draft.first_published_at = content.at(story["copied_days"], "10:00", target.zone)
        draft.save_revision().publish()


def furnish_network(content: DemoContent) -> None:
    for home in NetworkHome.objects.select_related("locale"):
        texts = content.network.get(home.locale.language_code)
        if not texts or home.lead:
            continue
        home.title = home.draft_title = texts["title"]
        home.lead, home.about = texts["strapline"][:240], texts["intro"].strip()
        home.save()
        for page in texts.get("pages", []):
            key = key_of("network", page["slug"])
            add(
                home,
                StandardPage(title=page["title"], slug=page["slug"], body=page["body"], translation_key=key),
                content.now,
            )


def add(parent: Page, page: Any, at: dt.datetime, **published: Any) -> Any:
    """A page that has been published for a while; one that stands already is left as it is."""
    known = type(page).objects.filter(translation_key=page.translation_key, locale=parent.locale_id).first()
    if known is not None:
        return known
    page.locale_id = parent.locale_id
    page.live, page.draft_title = True, page.title
    page.first_published_at = published.get("published", at)
    page.last_published_at = published.get("changed", page.first_published_at)
    # The index is read anew: each added child changes what it knows of its children.
    Page.objects.get(pk=parent.pk).add_child(instance=page)
    return page


class Chapter:
    """What one centre has published."""

    def __init__(self, content: DemoContent, data: dict[str, Any], place: Centre) -> None:
        self.content, self.data, self.place = content, data, place
        self.pictures: dict[str, Picture] = {}

    def write(self) -> None:
        for home in CentrePage.objects.for_centre(self.place).select_related("locale"):
            code = home.locale.language_code
            self.write_home(home, self.data["centre"].get(code, {}))
            for page in self.written(self.data["pages"], code):
                facts = {"title": page[code]["title"], "slug": page["slug"], "body": page[code]["body"]}
                add(home, StandardPage(**facts, translation_key=self.key("pages", page["slug"])), self.content.now)
            stories = StoryIndex.objects.get(centre=self.place, locale=home.locale)
            for story in self.written(self.data["stories"], code):
                self.write_story(stories, story, story[code])
            events = EventIndex.objects.get(centre=self.place, locale=home.locale)
            for event in self.written(self.data["events"], code):
                self.write_event(events, event, event[code])
        self.repeat_events()
        self.fill_small_events()

    def written(self, things: list[dict[str, Any]], code: str) -> Iterator[dict[str, Any]]:
        return (thing for thing in things if code in thing)

    def key(self, *parts: str) -> Any:
        return key_of("centre", self.place.slug, *parts)

    def write_home(self, home: CentrePage, texts: dict[str, Any]) -> None:
        if home.intro or not texts:
            return
        first = self.data["stories"][0]
        home.title = home.draft_title = texts["name"]
        home.intro = texts.get("about", "").strip()
        home.cover = self.picture(first["picture"])
        home.cover_alt = first.get(home.locale.language_code, first[self.place.language])["alt"]
        home.save()

    def write_story(self, index: StoryIndex, story: dict[str, Any], texts: dict[str, Any]) -> None:
        published = self.content.at(story["days"], "09:00", self.place.zone)
        page = StoryPage(
            title=texts["title"],
            slug=story["slug"],
            summary=texts["summary"],
            cover=self.picture(story["picture"]),
            cover_alt=texts["alt"],
            cover_credit=texts.get("credit", CREDIT),
            body=[self.block(block) for block in texts["body"]],
            person=story.get("person", ""),
            latitude=story.get("latitude"),
            longitude=story.get("longitude"),
            owner=self.content.member(self.place.slug, story["author"]),
            translation_key=self.key("stories", story["slug"]),
        )
        page.tags.add(*story.get("tags", []))
        if page.person:
            until = self.content.now.date() + story["consent_days"] * DAY
            page.consents.add(Consent(name=page.person, given_on=published.date() - 7 * DAY, stays_until=until))
        changed = self.correct(page, story, texts, published) if "correction" in texts else published
        add(index, page, self.content.now, published=published, changed=changed)

    def correct(self, page: StoryPage, story: dict[str, Any], texts: dict[str, Any], at: dt.datetime) -> dt.datetime:
        """Some days after it was published, the same in every language."""
        at += story["corrected_after"] * DAY
        key = self.key("stories", story["slug"], "correction")
        page.corrections.add(Correction(said_on=at.date(), text=texts["correction"], translation_key=key))
        return at

    def block(self, block: dict[str, Any]) -> tuple[str, Any]:
        kind = block["type"]
        facts = {name: value for name, value in block.items() if name != "type"}
        if kind == "text":
            return kind, facts["html"]
        if kind == "numbers":
            return kind, facts["items"]
        if kind == "picture":
            return kind, facts | {"picture": self.shown(facts["picture"], facts.pop("alt"))}
        if kind == "before_after":
            before = self.shown(facts["before"], facts.pop("before_alt"))
            return kind, facts | {"before": before, "after": self.shown(facts["after"], facts.pop("after_alt"))}
        return kind, facts

    def shown(self, key: str, alt: str) -> dict[str, Any]:
        return {"image": self.picture(key), "alt_text": alt, "decorative": False}

    def picture(self, key: str) -> Picture:
        """Brought once into the centre's collection."""
        if key not in self.pictures:
            files = [self.content.folder / "pictures" / f"{key}{suffix}" for suffix in SUFFIXES]
            file = next((file for file in files if file.exists()), None)
            if file is None:
                raise FileNotFoundError(f"The demonstration has no picture called {key!r}: run demo/pictures/draw.py.")
            self.pictures[key] = actions.bring_picture(
                centre=self.place,
                name=file.name,
                content=file.read_bytes(),
                title=key.replace("_", " ").capitalize(),
                credit=CREDIT,
                redraw=False,
            )
        return self.pictures[key]

    def write_event(self, index: EventIndex, event: dict[str, Any], texts: dict[str, Any]) -> None:
        starts_at = self.content.at(event["days"], event["time"], self.place.zone)
        announced = min(self.content.now, starts_at) - 14 * DAY
        page = EventPage(
            title=texts["title"],
            slug=event["slug"],
            summary=texts["summary"],
            body=texts["body"],
            cover=self.picture(event["picture"]),
            cover_alt=texts["alt"],
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(minutes=event["minutes"]),
            place=event.get("place", ""),
            latitude=event.get("latitude"),
            longitude=event.get("longitude"),
            online_url=event.get("online_url", ""),
            capacity=event.get("capacity", 0),
            translation_key=self.key("events", event["slug"]),
        )
        page.tags.add(*event.get("tags", []))
        actions.settle(event=add(index, page, self.content.now, published=announced), at=self.content.now)

    def repeat_events(self) -> None:
        """Those that come again, as a coordinator would have repeated them."""
        for event in self.data["events"]:
            first = EventPage.objects.filter(translation_key=self.key("events", event["slug"]), series=None).first()
            if "repeats" not in event or first is None:
                continue
            day, tomorrow = first.local_start.date(), self.content.now.date() + DAY
            feasts = [dt.date(year, *feast) for year in (day.year, day.year + 1) for feast in FEASTS]
            rhythm = Rhythm(event["repeats"])
            days = planned(day, rhythm, earliest=tomorrow, most=event["times"], left_out=feasts)
            actions.repeat_event(event=first, days=days, at=self.content.now)

    def fill_small_events(self) -> None:
        """So that a waiting list can be seen."""
        now = self.content.now
        small = Gathering.objects.for_centre(self.place).filter(capacity__range=(1, CROWDED - 1), starts_at__gt=now)
        for gathering in small.filter(seats=None):
            for member in self.content.residents(self.place.slug)[:CROWDED]:
                actions.seat_member(gathering=gathering, member=member, at=now)
