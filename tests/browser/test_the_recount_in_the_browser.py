"""The results page counts again in the reader's browser, from the published files."""

import json
import random
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Route, expect

from initiatives.voting import recount
from tests.browser.conftest import ROOT
from tests.browser.places import CENTRE, ELECTION
from tests.browser.visitor import Visitor

START = "Recount it here, in your browser"


def real_results(visitor: Visitor) -> Locator:
    """The results of the demonstration's imported election, and the box in which it is counted again."""
    visitor.go(f"{CENTRE}/votes/")
    visitor.page.goto(f"{visitor.main.locator(ELECTION).first.get_attribute('href')}results/")
    return visitor.main.locator("[data-recount]")


@pytest.fixture(scope="module")
def sealed(behind: Callable[[str], Any]) -> dict[str, Any]:
    """A vote of our own, cast, sealed and counted in the running demonstration."""
    made: dict[str, Any] = behind((ROOT / "tests" / "browser" / "sealing.py").read_text())
    return made


def test_the_browser_counts_the_winners_of_wieliczka(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en", width=360)
    box = real_results(visitor)
    published = (box.get_attribute("data-recount-winners") or "").split()
    visitor.press(START)
    said = box.get_by_role("status").first
    expect(said.locator(".finding--good")).to_have_count(4)
    expect(said.locator(".finding--bad")).to_have_count(0)
    visitor.sees("Your browser counted the same winners as this page.")
    counted = [line.rpartition(" (")[2][:-1] for line in box.locator("ol li").all_text_contents()]
    assert len(published) == 30
    assert sorted(counted) == sorted(published)


def test_it_goes_by_keyboard_and_may_be_stopped(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en")
    box = real_results(visitor)
    visitor.page.route("**/ballots.csv", lambda route: None)  # never answered: the recount waits
    visitor.button(START).focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.button("Stop")).to_be_focused()
    expect(box.get_by_role("progressbar")).to_be_visible()
    visitor.page.keyboard.press("Enter")
    visitor.sees("Stopped.")
    expect(box.get_by_role("progressbar")).to_be_hidden()
    expect(visitor.button(START)).to_be_enabled()


def test_a_sealed_vote_is_checked_from_its_first_notice_to_ones_own_receipt(
    visit: Callable[..., Visitor], sealed: dict[str, Any]
) -> None:
    visitor = visit("en")
    visitor.go(sealed["path"])
    box = visitor.main.locator("[data-recount]")
    visitor.press(START)
    said = box.get_by_role("status").first
    expect(said.locator(".finding--good")).to_have_count(7)
    expect(said.locator(".finding--bad")).to_have_count(0)
    typed = " ".join(sealed["receipts"][0][at : at + 4].lower() for at in range(0, 16, 4))
    visitor.fill("My receipt", typed.replace("0", "o"))
    visitor.page.keyboard.press("Enter")
    visitor.sees("This receipt is among those counted.")
    visitor.fill("My receipt", "0000 0000 0000 0000")
    visitor.press("Find it in these files")
    expect(box.locator("[data-recount-found] .finding--bad")).to_be_visible()


@pytest.mark.parametrize(
    ("name", "old", "new", "finding", "told"),
    [
        ("ballots.csv", b"\n5,1\n", b"\n5,9\n", "These ballots break the rules:", "5"),
        ("rules.json", b'"budget":1000000', b'"budget":300000', "Your browser counted other winners.", ""),
        ("seed.txt", b"", b"x", "The lot for ties is not the one promised before the vote:", "seed.txt"),
        ("notices.json", b'"count":13', b'"count":12', "The chain of daily notices is broken", "20"),
    ],
)
def test_a_changed_file_is_named(
    visit: Callable[..., Visitor],
    sealed: dict[str, Any],
    name: str,
    old: bytes,
    new: bytes,
    finding: str,
    told: str,
) -> None:
    def change(route: Route) -> None:
        answer = route.fetch()
        assert old in answer.body()
        route.fulfill(response=answer, body=answer.body().replace(old, new, 1))

    visitor = visit("en")
    visitor.page.context.route(f"**/files/{name}", change)
    visitor.go(sealed["path"])
    visitor.press(START)
    bad = visitor.main.locator(".finding--bad")
    expect(bad.filter(has_text=f"These files are not those over which the seal was taken: {name}")).to_be_visible()
    expect(bad.filter(has_text=finding)).to_contain_text(told)


def test_a_file_that_does_not_come_is_said_plainly(visit: Callable[..., Visitor]) -> None:
    visitor = visit("en")
    real_results(visitor)
    visitor.expect_refusal(500)
    visitor.page.context.route("**/files/ballots.csv", lambda route: route.fulfill(status=500))
    visitor.press(START)
    visitor.sees("The recount could not be finished. Try again, or count with recount.py at home.")


def made_round(draw: random.Random) -> dict[str, bytes]:
    """A frozen vote of any kind, with pools, alternatives and ties; marked as imported, so that only counting matters."""
    ids = "abcdefgh"[: draw.randint(1, 8)]
    kind = draw.choice(["approval", "approval", "points", "ranking", "yesno", "choice"])
    rule = recount.Rule(
        rule="majority" if kind == "yesno" else draw.choice(["equal-shares", "equal-shares", "greedy"]),
        completion=draw.choice(["none", "add1", "add1u"]),
        increment=draw.choice(["auto", 1, 2]),
        comparison=draw.random() < 0.3,
        eligibility=draw.choice([0, 0, 3]),
        at_first_misfit=draw.choice(["skip", "stop"]),
        min_votes=draw.choice([0, 0, 2]),
    )._asdict()
    rules = {
        "format": recount.FORMAT,
        "key_sha256": "",
        "ballot": {"kind": kind, "min": 1, "max": 8},
        "budget": draw.randint(1, 120),
        "unit": 1,
        "count": {name: rule[name] for name in rule if name not in ("seed", "unit")},
        "pools": [{"id": one, "title": one, "budget": draw.randint(1, 60), "max": 8} for one in "vw"]
        * draw.choice([0, 0, 1]),
        "projects": [
            {
                "id": one,
                "cost": draw.randint(1, 12) * draw.choice([1, 5]),
                "pool": draw.choice("vw"),
                "alternative": draw.choice(["", "", "x"]),
            }
            for one in ids
        ],
    }
    endings = {"points": [":1", ":2.5", ":3"], "yesno": [":yes", ":no"]}.get(kind, [""])
    lines = [
        " ".join(
            one + draw.choice(endings) for one in draw.sample(ids, 1 if kind == "choice" else draw.randint(0, len(ids)))
        )
        for _ballot in range(draw.randint(0, 12))
    ]
    numbered = [f"{number},{line}" for number, line in enumerate(lines, 1)]
    return {
        "rules.json": json.dumps(rules).encode(),
        "ballots.csv": "\n".join(["number,choices", *numbered, ""]).encode(),
        "seed.txt": draw.choice([b"", b"wierzba"]),
        "checksums.txt": b"",
    }


ASK = """([worker, files, number]) => new Promise((told) => {
  const asked = new Worker(worker, { type: "module" });
  const addresses = Object.fromEntries(files.map((name) => [name, `/made/${number}/${name}`]));
  asked.addEventListener("message", ({ data }) => { if (data.done || data.failed) { asked.terminate(); told(data); } });
  asked.postMessage({ addresses, seal: "", winners: [] });
})"""


def test_any_vote_is_counted_as_at_home(visit: Callable[..., Visitor]) -> None:
    draw = random.Random(7)
    rounds = [made_round(draw) for _round in range(60)]

    def give(route: Route) -> None:
        number, name = route.request.url.split("/")[-2:]
        route.fulfill(body=rounds[int(number)][name])

    visitor = visit("en")
    visitor.page.context.route("**/made/*/*", give)
    worker = real_results(visitor).get_attribute("data-recount")
    for number, files in enumerate(rounds):
        answer = visitor.page.evaluate(ASK, [worker, list(files), number])
        found = [(pool["title"], [one["id"] for one in pool["winners"]]) for pool in answer["done"]["pools"]]
        home = recount.Round(files)
        expected = [
            (title, [count.projects[one].id for one in result.winners]) for title, (count, result) in home.count()
        ]
        assert found == expected, files
        assert home.differences == []
