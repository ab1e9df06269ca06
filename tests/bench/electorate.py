"""An electorate for votes.py, in the database that fill.py left: `electorate.py PEOPLE` or `electorate.py count ROUND`.

Prints {"round": its number, "path": of the ballot, "choices": to tick, "sessions": one a person}; or how many it has.
"""

import datetime as dt
import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.contrib.sessions.models import Session  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import timezone  # noqa: E402
from django.utils.crypto import get_random_string  # noqa: E402

from community.members.models import Centre, Membership, User  # noqa: E402
from initiatives.voting import actions  # noqa: E402
from initiatives.voting.models import Ballot, Project, Round  # noqa: E402
from tests.factories import make_member, number_on  # noqa: E402

PROJECTS = 30


def open_round(centre: Centre) -> Round:
    now = timezone.now()
    facts = {"language": "pl", "title": "Budżet", "currency": "PLN", "budget": 50_000_000, "max_choices": 5}
    times = {"opens_at": now - dt.timedelta(hours=1), "closes_at": now + dt.timedelta(days=1)}
    round = actions.save_round(round=Round(centre=centre, **facts, **times))
    for number in range(PROJECTS):
        actions.save_project(project=Project(round=round, title=f"Projekt {number}", cost=1_000_000 + number))
    names = [make_member(centre, "coordinator"), make_member(centre, "editor")]
    actions.name_certifiers(round=round, members=names)
    return actions.open_round(round=round, at=now - dt.timedelta(hours=2))


def settle(centre: Centre, people: int) -> list[User]:
    now, kind = timezone.now(), get_random_string(6).lower()
    names = [f"voter-{kind}-{number}" for number in range(people)]
    members = User.objects.bulk_create(
        [User(handle=name, email=f"{name}@example.org", password="!") for name in names],  # noqa: S106
        batch_size=500,
    )
    state = {"declared_at": now, "verified_at": now, "verified_through": "desk"}
    Membership.objects.bulk_create(
        [Membership(member=member, centre=centre, **state) for member in members], batch_size=500
    )
    return members


def sign_in(members: list[User]) -> list[str]:
    ends = timezone.now() + dt.timedelta(days=1)
    store = SessionStore()
    sessions = [
        Session(session_key=get_random_string(32), session_data=store.encode(signed_in(member)), expire_date=ends)
        for member in members
    ]
    Session.objects.bulk_create(sessions, batch_size=500)
    return [session.session_key for session in sessions]


def signed_in(member: User) -> dict[str, Any]:
    return {
        SESSION_KEY: str(member.pk),
        BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
        HASH_SESSION_KEY: member.get_session_auth_hash(),
    }


if __name__ == "__main__":
    if sys.argv[1] == "count":
        print(Ballot.objects.filter(round=sys.argv[2]).count())
        sys.exit()
    number_on()
    centre = Centre.objects.get(slug="bench")
    round = open_round(centre)
    path = f"/pl{reverse('voting:ballot-cast', kwargs={'centre': centre.slug, 'pk': round.pk}).removeprefix('/en')}"
    choices = [str(number) for number in range(1, 6)]
    sessions = sign_in(settle(centre, int(sys.argv[1])))
    print(json.dumps({"round": round.pk, "path": path, "choices": choices, "sessions": sessions}))
