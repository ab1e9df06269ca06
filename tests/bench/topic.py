"""A topic for sockets.py, in the database that fill.py left: `topic.py MEMBERS`, or `topic.py burst TOPIC COUNT`.

Prints {"topic", "path" where one writes, "sessions"}. A burst is so many events in one transaction, as from another
process: the server finds them when it next looks. `topic.py long POSTS` makes one for reading.py and prints {"path",
"queries", "bytes"}: what the dearest first view of it takes, a stranger's or a member's.
"""

import json
import sys
import uuid

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from electorate import settle, sign_in  # sets Django up

from community.board import actions
from community.board.actions.topics import Beginning
from community.board.models import Topic
from community.members.models import Centre, User
from tests.board.crowding import crowd


def burst(pk: int, count: int) -> None:
    post = Topic.objects.select_related("centre").get(pk=pk).posts.select_related("topic__centre", "author").get()
    with transaction.atomic():
        for _event in range(count):
            actions.tell_page(post, "written")


def long(posts: int) -> None:
    settings.PUBLIC_CACHE_SECONDS = 0
    centre = Centre.objects.get(slug="bench")
    members = settle(centre, 12)
    topic = begin(centre, members[0])
    crowd(topic, members, posts)
    path = f"/pl{topic.get_absolute_url().removeprefix('/en')}"
    asked, sizes = zip(first_view(path), first_view(path, sign_in(members[1:2])[0]), strict=True)
    print(json.dumps({"path": path, "queries": max(asked), "bytes": max(sizes)}))


def first_view(path: str, session: str = "") -> tuple[int, int]:
    client = Client(HTTP_HOST="127.0.0.1")
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(path)
    if answer.status_code != 200:
        raise SystemExit(f"{path} answered {answer.status_code}")
    return len(asked), len(answer.content)


def begin(centre: Centre, author: User) -> Topic:
    beginning = Beginning(kind="news", title="The bench", text="A post of the usual length. " * 7, language="pl")
    return actions.open_topic(centre=centre, author=author, beginning=beginning, token=uuid.uuid4(), at=timezone.now())


def main() -> None:
    centre = Centre.objects.get(slug="bench")
    members = settle(centre, int(sys.argv[1]))
    topic = begin(centre, members[0])
    path = reverse("board:post-create", kwargs={"centre": centre.slug, "pk": topic.pk})
    facts = {"topic": topic.pk, "path": f"/pl{path.removeprefix('/en')}", "sessions": sign_in(members)}
    print(json.dumps(facts))


if __name__ == "__main__":
    if sys.argv[1] == "burst":
        burst(int(sys.argv[2]), int(sys.argv[3]))
    elif sys.argv[1] == "long":
        long(int(sys.argv[2]))
    else:
        main()
