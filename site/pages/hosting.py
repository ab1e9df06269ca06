"""Topics of the board may hang on a story or an event; those about one of its translations stand on all of them."""

from typing import Any

from pages.models import EventPage, StoryPage


class Stories:
    word = "story"
    model: Any = StoryPage

    @classmethod
    def visible_to(cls, member: Any) -> Any:
        """A page that is published is everybody's; its drafts are nobody's on the board."""
        return cls.model.objects.shown()

    @staticmethod
    def label(thing: Any) -> str:
        return str(thing.title)

    @classmethod
    def twins(cls, thing: Any) -> Any:
        return cls.model.objects.filter(translation_key=thing.translation_key).values("pk")


class Events(Stories):
    word = "event"
    model = EventPage
