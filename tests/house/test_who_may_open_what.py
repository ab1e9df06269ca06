"""Every address with every role: what it answers, and that a refusal changes nothing."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.house.addresses import Address, addresses
from tests.house.furnishing import ROLES, House, furnish
from tests.house.openings import ELSEWHERE, OPENINGS, SIGN_IN, Answer

# The back office has a test of its own, and so have other people's applications.
ELSEWHERE_TRIED = ("admin/", "en/accounts/", "_util/", "en/_util/", "documents/authenticate")
OURS = [address for address in addresses() if not address.route.lstrip("^").startswith(ELSEWHERE_TRIED)]
# Tables that a refused request may write: whose browser it is, and how often it tried.
VOLATILE = {"django_session", "operations_allowance"}
WRITES = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')
REFUSALS = {SIGN_IN, 403, 404, 405}


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: Any) -> Iterator[House]:
    """Built once; every test looks at it from inside a transaction of its own."""
    folder: Path = tmp_path_factory.mktemp("house")
    with django_db_blocker.unblock(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(django_settings, "KEYS", folder / "keys")
        patch.setattr(django_settings, "MEDIA_ROOT", folder / "media")
        with transaction.atomic():
            built = furnish()
            built.folder = folder
            yield built
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def in_the_house(house: House, settings: Any, db: None) -> None:
    settings.KEYS = house.folder / "keys"
    settings.MEDIA_ROOT = house.folder / "media"


@pytest.fixture(scope="module")
def clients(house: House) -> dict[str, Client]:
    return {role: house.client(role) for role in ROLES}


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


def answer_of(response: Any) -> Answer:
    b"".join(response)  # read to the end, so that a file is closed
    if response.status_code != 302:
        return response.status_code
    return SIGN_IN if response["Location"].startswith("/en/accounts/login/") else ELSEWHERE


def tried(act: Callable[[], Any]) -> tuple[Any, list[str]]:
    """What `act` answers, and the tables that it leaves changed. It is taken back, and done again to be compared."""
    touched: set[str] = set()

    def note(execute: Any, sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if match := WRITES.match(sql):
            touched.add(match[1])
        return execute(sql, params, many, context)

    with transaction.atomic(), connection.execute_wrapper(note):
        answers = act()
        transaction.set_rollback(True)
    tables = sorted(touched - VOLATILE)
    if not tables:
        return answers, []
    with transaction.atomic():
        before = [rows_of(table) for table in tables]
        act()
        changed = [table for table, rows in zip(tables, before, strict=True) if rows_of(table) != rows]
        transaction.set_rollback(True)
    return answers, changed


def rows_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return sorted(map(repr, cursor.fetchall()))


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
    changed = {role: tried(lambda: clients[role].post(path))[1] for role in OPENINGS[opening].acts}
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
