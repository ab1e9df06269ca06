"""The furnished house and who comes to it."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.test import Client

from community.members.models import Centre, User

# Everybody but the stranger has an account; "author" wrote what is looked at, "member" is a neighbour.
ROLES = (
    "stranger",
    "newcomer",
    "member",
    "author",
    "outsider",
    "editor",
    "moderator",
    "coordinator",
    "mentor coordinator",
    "other coordinator",
)


@dataclass
class House:
    now: dt.datetime
    centre: Centre
    other: Centre
    cast: dict[str, User]
    # The name of an address, perhaps with a note behind a comma, and the facts that it takes besides the centre.
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    folder: Path = Path()  # of its keys and pictures

    def client(self, role: str, **options: Any) -> Client:
        client = Client(raise_request_exception=False, **options)
        if role != "stranger":
            client.force_login(self.cast[role], backend="django.contrib.auth.backends.ModelBackend")
        return client
