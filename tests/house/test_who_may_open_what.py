"""Every address with every role: what it answers, and that a refusal changes nothing."""

from functools import partial

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.house.addresses import Address, addresses
from tests.house.cast import ROLES, House
from tests.house.openings import OPENINGS
from tests.house.trying import REFUSALS, answer_of, tried

# The back office has a test of its own, and so have other people's applications.
ELSEWHERE_TRIED = ("admin/", "en/accounts/", "_util/", "en/_util/", "documents/authenticate")
OURS = [address for address in addresses() if not address.route.lstrip("^").startswith(ELSEWHERE_TRIED)]


pytestmark = [pytest.mark.usefixtures("in_the_house"), pytest.mark.once]


def address_of(house: House, opening: str) -> Address | None:
    """The address that takes just the facts which the furnished house has for the opening."""
    name, _comma, note = opening.partition(", ")
    facts = house.facts.get(opening, {}).keys()
    found = [each for each in OURS if each.name == name and each.needs - {"centre"} in ({*facts}, frozenset())]
    return min(
        found, key=lambda each: (("centre" in each.needs) == (note == "network"), -len(each.needs)), default=None
    )


def path_of(house: House, opening: str, centre: str) -> str:
    address = address_of(house, opening)
    assert address is not None, f"No address is called {opening}."
    facts = house.facts.get(opening, {}) | ({"centre": centre} if "centre" in address.needs else {})
    with translation.override("en"):
        return reverse(
            address.name, kwargs=facts if address.needs else None, args=[] if address.needs else list(facts.values())
        )


def test_every_address_has_a_row_and_every_row_an_address(house: House) -> None:
    found = {opening: address_of(house, opening) for opening in OPENINGS}
    unlisted = sorted(f"{address.name} {address.route}" for address in set(OURS) - set(found.values()))
    assert unlisted == [], "Say in tests/house/openings.py who may open these."
    assert [opening for opening, address in found.items() if address is None] == [], (
        "These are gone: take out their rows."
    )


@pytest.mark.parametrize("opening", OPENINGS)
def test_each_role_is_answered_as_the_table_says(opening: str, house: House, clients: dict[str, Client]) -> None:
    path = path_of(house, opening, house.centre.slug)
    answers, changed = tried(lambda: {role: answer_of(client.get(path)) for role, client in clients.items()})
    assert answers == OPENINGS[opening].get
    assert changed == [], "A GET changed these tables."


@pytest.mark.parametrize("opening", OPENINGS)
def test_who_may_not_act_changes_nothing(opening: str, house: House, clients: dict[str, Client]) -> None:
    row = OPENINGS[opening]
    path = path_of(house, opening, house.centre.slug)
    others = [role for role in ROLES if role not in row.acts]
    answers, changed = tried(lambda: {role: answer_of(clients[role].post(path)) for role in others})
    refused = {role: answer for role, answer in answers.items() if row.get[role] in REFUSALS - {405}}
    assert {role: answer for role, answer in refused.items() if answer not in REFUSALS} == {}
    assert changed == []


@pytest.mark.parametrize("opening", [opening for opening, row in OPENINGS.items() if row.acts])
def test_who_may_act_does(opening: str, house: House, clients: dict[str, Client]) -> None:
    """Without this, the test above would pass for an address that does nothing for anybody."""
    path = path_of(house, opening, house.centre.slug)
    changed = {role: tried(partial(clients[role].post, path))[1] for role in OPENINGS[opening].acts}
    assert [role for role, tables in changed.items() if not tables] == []


@pytest.mark.parametrize("opening", OPENINGS)
def test_nothing_of_one_centre_is_found_under_another(opening: str, house: House, clients: dict[str, Client]) -> None:
    """A coordinator elsewhere cannot reach it by writing their own centre into the address."""
    address = address_of(house, opening)
    if address is None or not {"centre"} < address.needs:
        return
    path = path_of(house, opening, house.other.slug)
    roles = ("other coordinator", "author", "stranger")
    asks = [ask for role in roles for ask in (clients[role].get, clients[role].post)]
    answers, changed = tried(lambda: {answer_of(ask(path)) for ask in asks})
    assert answers <= REFUSALS
    assert changed == []
