"""A topic for sockets.py, in the database that fill.py left: `topic.py MEMBERS`, or `topic.py burst TOPIC COUNT`.

Prints {"topic", "path" where one writes, "sessions"}. A burst is so many events in one transaction, as from another
process: the server finds them when it next looks.
"""

import json
import sys
import uuid

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from electorate import settle, sign_in  # sets Django up

from community.board import actions
from community.board.actions.topics import Beginning
from community.board.models import Topic
from community.members.models import Centre


def burst(pk: int, count: int) -> None:
    post = Topic.objects.select_related("centre").get(pk=pk).posts.select_related("topic__centre", "author").get()
    with transaction.atomic():
        for _event in range(count):
            actions.tell_page(post, "written")


def main() -> None:
    centre = Centre.objects.get()
    members = settle(centre, int(sys.argv[1]))
    beginning = Beginning(kind="news", title="The bench", text="A post of the usual length. " * 7, language="pl")
    topic = actions.open_topic(
        centre=centre, author=members[0], beginning=beginning, token=uuid.uuid4(), at=timezone.now()
    )
    path = reverse("board:post-create", kwargs={"centre": centre.slug, "pk": topic.pk})
    facts = {"topic": topic.pk, "path": f"/pl{path.removeprefix('/en')}", "sessions": sign_in(members)}
    print(json.dumps(facts))


if __name__ == "__main__":
    if sys.argv[1] == "burst":
        burst(int(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
