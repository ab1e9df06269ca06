"""Asking an address, and seeing what it leaves behind."""

import re
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

# Redirects; every other answer is its status.
SIGN_IN, ELSEWHERE = "sign in", "elsewhere"
DOORS = ("/en/accounts/login/", "/admin/login/")
Answer = int | str
REFUSALS = {SIGN_IN, 403, 404, 405}
# Tables that a refused request may write: whose browser it is, and how often it tried.
VOLATILE = {"django_session", "operations_allowance"}
WRITES = re.compile(r'\s*(?:INSERT(?: OR IGNORE)? INTO|UPDATE|DELETE FROM) "(\w+)"')


def answer_of(response: Any) -> Answer:
    b"".join(response)  # read to the end, so that a file is closed
    if response.status_code != 302:
        return response.status_code
    return SIGN_IN if response["Location"].startswith(DOORS) else ELSEWHERE


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
