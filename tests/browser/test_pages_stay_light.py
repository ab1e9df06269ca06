"""The first visit over a slow line: what one page costs with an empty cache, pictures aside."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.places import MEMBERS, STRANGERS, Place
from tests.browser.visitor import Visitor

MOST_BYTES = 100 * 1024
MOST_REQUESTS = 12
# The style guide is for builders and shows every alphabet at once.
HEAVY = {"style guide"}
# The heaviest; in the other language, the same files come with somewhat longer words.
FULL = {"home of the network", "story", "event", "standard page", "topic, signed in", "ballot", "results", "profile"}
LIGHT = [place for place in STRANGERS + MEMBERS if not (place.has_map or place.arrange or place.name in HEAVY)]


class Scales:
    """Weighs what comes over the line, headers included, as the browser's own protocol counts it."""

    def __init__(self, page: Page) -> None:
        self.kinds: dict[str, str] = {}
        self.names: dict[str, str] = {}
        self.weights: dict[str, int] = {}
        line = page.context.new_cdp_session(page)
        line.on("Network.responseReceived", self.answered)
        line.on("Network.loadingFinished", self.arrived)
        line.send("Network.enable")

    def answered(self, event: dict[str, Any]) -> None:
        self.kinds[event["requestId"]] = event["response"]["mimeType"]
        self.names[event["requestId"]] = event["response"]["url"]

    def arrived(self, event: dict[str, Any]) -> None:
        self.weights[event["requestId"]] = int(event["encodedDataLength"])

    @property
    def bill(self) -> dict[str, int]:
        return {
            self.names[number]: weight
            for number, weight in self.weights.items()
            if not self.kinds[number].startswith("image/")
        }


@pytest.mark.parametrize(
    ("place", "language"),
    [pytest.param(place, "en", id=place.name) for place in LIGHT]
    + [pytest.param(place, "pl", id=f"{place.name} in Polish") for place in LIGHT if place.name in FULL],
)
def test_a_first_visit_is_light(visit: Callable[..., Visitor], place: Place, language: str) -> None:
    address = place.address(visit(language, place.who))
    newcomer = visit(language, place.who)
    scales = Scales(newcomer.page)
    newcomer.go(address, status=place.status)
    newcomer.page.wait_for_load_state("networkidle")
    bill = scales.bill
    told = "\n".join(f"{weight:7} {url}" for url, weight in sorted(bill.items()))
    assert sum(bill.values()) > 10_000  # styles and fonts were weighed too
    assert sum(bill.values()) <= MOST_BYTES, told
    assert len(bill) <= MOST_REQUESTS, told
