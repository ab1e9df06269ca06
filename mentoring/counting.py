"""What a centre's mentors offer, as numbers that name nobody."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from community.members.models import Centre
from mentoring.figures import FEWEST
from mentoring.models import Offer, Topic
from mentoring.vocabulary import by_name, language_name
from mentoring.wording import topic_name

# Named whatever their number is, so that no line tells that somebody speaks what few speak.
ALWAYS = ("pl", "sk", "cs", "hu", "uk", "en", "de")


@dataclass(frozen=True)
class Row:
    """`count` is None below five: nobody shall be found by counting, nor by counting again tomorrow."""

    label: str
    count: int | None


def topics_and_languages(centre: Centre) -> tuple[int | None, list[Row], list[Row]]:
    """How many mentors, and of them how many for each topic and language. One query."""
    offers = list(Offer.objects.for_centre(centre).ready(timezone.now()).values_list("topics", "languages"))
    topics = Counter(topic for said, _spoken in offers for topic in {*said})
    spoken = Counter(code for _said, levels in offers for code in levels)
    known = [code for code in {*ALWAYS, *spoken} if code in ALWAYS or spoken[code] >= FEWEST]
    names = by_name((code, language_name(code)) for code in known)
    return (
        told(len(offers)),
        [Row(topic_name(topic), told(topics[topic])) for topic in Topic.values],
        [Row(name, told(spoken[code])) for code, name in names],
    )


def told(count: int) -> int | None:
    return count if count >= FEWEST else None
