"""Two web processes on the suite's own database, a Valkey that may be stopped, and a proxy before them."""

import asyncio
import itertools
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

from tests.voting.fire import PATIENCE, ROOT, servers


class Processes:
    def __init__(self) -> None:
        self.tools = servers()
        self.folder = Path(tempfile.mkdtemp(prefix="locer-two-", dir="/tmp"))
        self.valkey, self.valkey_url = self.tools.start_valkey(self.folder)
        collect = [sys.executable, "site/manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(collect, cwd=ROOT, env=self.environment, check=True)
        self.webs = [self.start_web() for _process in range(2)]
        for port, web in self.webs:
            self.wait_for(port, web)

    @property
    def ports(self) -> list[int]:
        return [port for port, _web in self.webs]

    @property
    def environment(self) -> dict[str, str]:
        known = connection.settings_dict
        clean = {name: value for name, value in os.environ.items() if not name.startswith("LOCER_")}
        return clean | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
            "DATABASE_URL": f"postgresql://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}",
            "VALKEY_URL": self.valkey_url,
            "LOCER_VAR": str(self.folder),
            "LOCER_SECRET_KEY": settings.SECRET_KEY,
        }

    def start_web(self) -> tuple[int, subprocess.Popen[bytes]]:
        """As the README lets an operator start any number of them."""
        port = self.tools.free_port()
        command = [sys.executable, "-m", "daphne", "-p", str(port), "--verbosity", "0", "config.asgi:application"]
        with (self.folder / "log.txt").open("ab") as log:
            return port, subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)

    def wait_for(self, port: int, web: subprocess.Popen[bytes]) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends and web.poll() is None:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.1)
        raise AssertionError(f"A web process did not start:\n{self.said}")

    @property
    def said(self) -> str:
        return (self.folder / "log.txt").read_text()

    def stop_valkey(self) -> None:
        self.valkey.kill()
        self.valkey.wait()

    def start_valkey(self) -> None:
        port = int(self.valkey_url.rpartition(":")[2].partition("/")[0])
        self.valkey, _url = self.tools.start_valkey(self.folder, port)

    def end(self) -> None:
        for _port, web in self.webs:
            web.kill()
            web.wait()
        self.stop_valkey()
        shutil.rmtree(self.folder, ignore_errors=True)


class Proxy:
    """Passes bytes on, each connection to the next of `ports`; `taken` says which each of them got."""

    def __init__(self, ports: list[int]) -> None:
        self.turns = itertools.cycle(ports)
        self.taken: list[int] = []
        self.port = 0

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Proxy"]:
        server = await asyncio.start_server(self.connected, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        port = next(self.turns)
        self.taken.append(port)
        further, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(passed_on(reader, back), passed_on(further, writer))


async def passed_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        pass  # one side has gone: so does the other
    finally:
        writer.close()
