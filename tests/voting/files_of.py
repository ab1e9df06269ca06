"""The files of a round as somebody downloads them, and small votes to make them of."""

from pathlib import Path
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre
from initiatives.voting import actions, exports
from initiatives.voting.models import Round
from tests.factories import make_member
from tests.voting.conftest import DAY, finished, make_round, start

CHOICES = [["1", "2"], ["1"], ["2", "3"], ["3"], ["1", "3"], ["2"]]


def counted_round(centre: Centre, voters: int = 12, **fields: Any) -> Round:
    """Two daily notices after that of the opening, a withdrawal between them, and the count."""
    round = start(make_round(centre, **fields))
    members = [make_member(centre) for _voter in range(voters + 1)]
    now = timezone.now()
    for place, member in enumerate(members[:-1]):
        actions.cast(round=round, member=member, choices=CHOICES[place % len(CHOICES)])
    actions.cast(round=round, member=members[-1], choices=["1"])
    actions.publish_head(round=round, at=now + DAY)
    actions.withdraw(round=round, member=members[-1])
    actions.publish_head(round=round, at=now + 2 * DAY)
    over = finished(round)
    actions.close(round=over)
    actions.count(round=over)
    return Round.objects.select_related("centre", "closure").get(pk=round.pk)


def download(round: Round, folder: Path) -> Path:
    """Every file through HTTP, under the name that the site gives it."""
    folder.mkdir(exist_ok=True)
    for name in exports.published(round):
        address = {"centre": round.centre.slug, "pk": round.pk, "name": name}
        answer = Client().get(reverse("voting:round-file", kwargs=address))
        (folder / answer["Content-Disposition"].split('"')[1]).write_bytes(answer.content)
    return folder
