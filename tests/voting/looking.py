"""The whole of what this room's tables hold, as bytes: the eyes of somebody who got hold of the database."""

from django.apps import apps
from django.db import connection


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
