"""Typed readers for the environment. Each stops the start with a sentence when a value is mistyped."""

import os
import re
import secrets
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

KNOWN: set[str] = set()


def env_text(name: str, default: str = "") -> str:
    """The variable's text; a secret may instead be named by a file in `NAME_FILE`."""
    KNOWN.update({name, f"{name}_FILE"})
    if path := os.environ.get(f"{name}_FILE"):
        try:
            return Path(path).read_text().strip()
        except OSError as error:
            raise ImproperlyConfigured(f"{name}_FILE names a file that cannot be read: {error}") from error
    return os.environ.get(name, default).strip()


def env_secret(name: str, path: Path, *, size: int) -> str:
    """The variable's text; otherwise `size` random bytes made at the first start and kept beside the data."""
    if key := env_text(name):
        return key
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(size))
    return path.read_text()


def env_bool(name: str, default: bool = False) -> bool:
    value = env_text(name, "1" if default else "0")
    if value not in {"", "0", "1"}:
        raise ImproperlyConfigured(f"{name} must be 0 or 1, not {value!r}.")
    return value == "1"


def env_int(name: str, default: int) -> int:
    value = env_text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def env_list(name: str, default: str = "") -> list[str]:
    return [part.strip() for part in env_text(name, default).split(",") if part.strip()]


def refuse_unknown(prefix: str) -> None:
    """Stops on a variable that no setting read: a typo must not silently mean the default."""
    unknown = sorted(name for name in os.environ if name.startswith(prefix) and name not in KNOWN)
    if unknown:
        raise ImproperlyConfigured(f"No setting is named {', '.join(unknown)}. The README lists the settings.")


def database(url: str, var: Path) -> dict[str, object]:
    """Django's DATABASES entry for a `postgresql://` address, or SQLite under `var` when there is none."""
    if not url:
        # FULL: what was acknowledged is on the disk, whatever happens to the power.
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": var / "locer.sqlite3",
            "CONN_MAX_AGE": 60,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-16000;",
            },
        }
    parts = urlsplit(url)
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ImproperlyConfigured("DATABASE_URL must look like postgresql://user:password@host:5432/name.")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def mailer(url: str) -> dict[str, object]:
    """Django's mailer for an `smtp://` or `smtps://` address; the console's mailer when there is none."""
    if not url:
        return {"BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(url)
    if parts.scheme not in {"smtp", "smtps", "smtp+tls"} or not parts.hostname:
        raise ImproperlyConfigured("LOCER_SMTP_URL must look like smtps://user:password@host:465.")
    return {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": parts.hostname,
            "port": parts.port or {"smtp": 25, "smtps": 465, "smtp+tls": 587}[parts.scheme],
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": parts.scheme == "smtp+tls",
            "timeout": 20,
        },
    }


def municipal_account() -> list[dict[str, object]]:
    """allauth's OpenID Connect app where a server is named, else none."""
    facts = {name: env_text(f"LOCER_OIDC_{name}") for name in ("SERVER", "CLIENT_ID", "SECRET", "NAME")}
    if not facts["SERVER"]:
        return []
    return [
        {
            "provider_id": "oidc",
            "name": facts["NAME"] or "Municipal account",
            "client_id": facts["CLIENT_ID"],
            "secret": facts["SECRET"],
            "settings": {"server_url": facts["SERVER"]},
        }
    ]


def outside_tiles() -> tuple[str, str]:
    """The template of another house's map tiles and the credit that it asks for; both empty where none is named."""
    url, source = env_text("LOCER_TILES_URL"), env_text("LOCER_TILES_SOURCE")
    if not url and not source:
        return "", ""
    parts = urlsplit(url)
    rest = url
    for place in ("{z}", "{x}", "{y}"):
        rest = rest.replace(place, "", 1)
    whole = len(url) - len(rest) == 9 and not re.search(r"[{}\s]", rest)
    if parts.scheme not in {"https", "http"} or not parts.hostname or "{" in parts.netloc or not whole:
        raise ImproperlyConfigured(
            "LOCER_TILES_URL must look like https://host/{z}/{x}/{y}.png, with each of the three once."
        )
    if not source:
        raise ImproperlyConfigured("LOCER_TILES_SOURCE must name whose map LOCER_TILES_URL shows.")
    return url, source
