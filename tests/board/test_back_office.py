"""The back office lists the board of one's own centre, to read: what is done happens where everybody sees it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.board import actions
from community.board.models import Post
from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.moderation.models import Report
from tests.board.conftest import begin, say
from tests.board.test_topics import hide
from tests.factories import make_member

Sign = Callable[[User], Client]
LISTS = ("/admin/topic/", "/admin/post/", "/admin/asking/")


@pytest.fixture
def desk(client_of: Sign) -> Sign:
    def signed_in(user: User) -> Client:
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
        return client_of(user)

    return signed_in


def ask(centre: Centre, title: str, because: str) -> None:
    topic = begin(
        centre, make_member(centre, display_name="Zofia Secret"), kind="concern", title=title, is_unnamed=True
    )
    by = make_member(centre, "moderator", display_name=f"Asker in {centre}")
    actions.ask_name(concern=topic.concern, because=because, by=by, at=timezone.now())


def test_a_moderator_finds_what_their_centre_says_and_nothing_of_another(
    centre: Centre, other_centre: Centre, moderator: User, member: User, outsider: User, desk: Sign
) -> None:
    say(begin(centre, member, title="Here"), member, "Words of ours")
    say(begin(other_centre, outsider, title="Elsewhere"), outsider, "Words of theirs")
    ask(centre, "Our fear", "Our reason")
    ask(other_centre, "Their fear", "Their reason")
    client = desk(moderator)
    topics, posts, askings = (client.get(address).text for address in LISTS)
    for page, ours, theirs in (
        (topics, "Here", "Elsewhere"),
        (posts, "Words of ours", "Words of theirs"),
        (askings, "Our reason", "Their reason"),
    ):
        assert ours in page
        assert theirs not in page
    assert "Zofia" not in topics + posts + askings


def test_coordinators_find_topics_and_moderators_posts_and_askings(
    centre: Centre, member: User, coordinator: User, editor: User, desk: Sign
) -> None:
    begin(centre, member, title="Here")
    client = desk(coordinator)
    assert "Here" in client.get("/admin/topic/").text
    for address in LISTS[1:]:
        assert client.get(address).status_code in {302, 403}
    for address in LISTS:
        assert desk(editor).get(address).status_code in {302, 403}


def test_nothing_is_changed_there(centre: Centre, member: User, moderator: User, desk: Sign) -> None:
    post = say(begin(centre, member), member)
    client = desk(moderator)
    for verb in ("new/", f"edit/{post.pk}/", f"delete/{post.pk}/"):
        for address in LISTS:
            assert client.post(f"{address}{verb}", {"title": "Mine"}).status_code == 404


def test_lists_are_narrowed_by_kind_state_and_centre(
    centre: Centre, other_centre: Centre, member: User, moderator: User, desk: Sign
) -> None:
    both = make_member(centre, "moderator")
    begin(centre, member, title="Plain")
    begin(centre, member, title="Unanswered", kind="concern")
    hide(begin(centre, member, title="Insult").posts.get(), moderator)
    closed = begin(centre, member, title="Shut")
    actions.close(topic=closed, because="So.", by=moderator, at=timezone.now())
    client = desk(both)

    def found(query: str) -> set[str]:
        rows = client.get(f"/admin/topic/results/?{query}").context["object_list"]
        return {topic.title for topic in rows}

    assert found("") == {"Plain", "Unanswered", "Insult", "Shut"}
    assert found("kind=concern") == {"Unanswered"}
    assert found("state=owed") == {"Unanswered"}
    assert found("state=overdue") == set()
    assert found("state=hidden") == {"Insult"}
    assert found("state=closed") == {"Shut"}
    assert found(f"centre={other_centre.pk}") == set()
    assert found("q=PLAIN") == {"Plain"}


def test_a_reported_post_leads_to_its_report(centre: Centre, member: User, moderator: User, desk: Sign) -> None:
    quiet, marked = say(begin(centre, member), member, "Quiet"), say(begin(centre, member), member, "Marked")
    moderation.flag(target=marked, found=["dureń"], at=timezone.now())
    report = Report.objects.get()
    client = desk(moderator)
    page = client.get("/admin/post/").text
    assert f'href="/en/{centre.slug}/reports/{report.pk}/"' in page
    assert f'href="{quiet.get_absolute_url()}"' in page
    rows = client.get("/admin/post/results/?state=reported").context["object_list"]
    assert list(rows) == [marked]
    moderation.set_gate(centre=centre, first_posts_wait=1, links_wait=False, slow_seconds=0)
    held = say(Post.objects.first().topic, make_member(centre), "Held")  # type: ignore[union-attr]
    assert list(client.get("/admin/post/results/?state=waits").context["object_list"]) == [held]


def test_many_rows_cost_what_one_costs(centre: Centre, member: User, moderator: User, desk: Sign) -> None:
    client = desk(moderator)

    def more() -> None:
        moderation.flag(target=say(begin(centre, member, kind="concern"), member), found=["dureń"], at=timezone.now())
        ask(centre, "Fear", "Reason")

    def queries() -> list[int]:
        counts = []
        for address in LISTS:
            with CaptureQueriesContext(connection) as asked:
                client.get(address)
            counts.append(len(asked))
        return counts

    more()
    queries()
    one = queries()
    more()
    more()
    assert queries() == one
