"""The eyes of somebody who looks from outside: at this room's tables as bytes, at the published chain of notices."""

import datetime as dt
import json
from typing import Any

from django.apps import apps
from django.db import connection

from initiatives.voting.exports import notices_file
from initiatives.voting.models import Round
from initiatives.voting.notices import head_of


def dump() -> bytes:
    """Every row of every voting table in the order in which the database itself keeps them.

    Of a sealed box only its length: each encryption gives other bytes.
    """
    tables = sorted(model._meta.db_table for model in apps.get_app_config("voting").get_models())
    lines = []
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"SELECT * FROM {table}")
            lines += [f"{table}: {tuple(map(plain, row))!r}" for row in cursor.fetchall()]
    return "\n".join(lines).encode()


def plain(value: object) -> object:
    return len(value) if isinstance(value, (bytes, memoryview)) else value


def chain_of(round: Round) -> list[dict[str, Any]]:
    """The published notices, after each was found to follow from the one before."""
    previous = round.rules_hash
    notices = json.loads(notices_file(round))
    for notice in notices:
        assert notice["previous"] == previous
        assert notice["count"] == len(notice["receipts"])
        facts = {name: notice[name] for name in ("previous", "count", "receipts", "withdrawn")}
        previous = head_of(date=dt.date.fromisoformat(notice["date"]), **facts)
        assert notice["head"] == previous
    return notices
