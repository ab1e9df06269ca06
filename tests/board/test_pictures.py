"""One picture a post: seen by who sees the post, replaced and taken away with it, and gone from its address at once."""

import datetime as dt
import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from community.board import actions
from community.board.models import Post, PostPicture, Topic
from community.board.models.posts import EDITABLE
from community.interface.actions import Slot
from community.interface.models import GUARDED
from community.interface.pictures import FILES, encode
from community.live.models import Event
from community.members.actions import erase_member
from community.members.export import archive
from community.members.models import Centre, User
from community.moderation import actions as moderation
from community.moderation.models import APPEALS_HEARD, Decision, Report
from community.moderation.tasks import erase_removed_words
from tests.board.conftest import begin, say
from tests.factories import make_member
from tests.proposals.making import photo
from tests.uploads import UNFIT

Sign = Callable[[User], Client]
Commit = Callable[..., Any]
LIVE = {"X-Live": "yes"}
RULE = {"facts": "So it is.", "ground": Decision.Ground.RULE, "ground_text": "Be civil"}
BENCH = "The old bench, by the river"


def drawn(alt: str = BENCH) -> Slot:
    return Slot(alt=alt, encoded=encode(photo()))


def addresses(post: Post) -> list[str]:
    return [post.picture.address(*name.split("_")) for name in FILES]


def statuses(client: Client, found: list[str]) -> set[int]:
    return {client.get(address).status_code for address in found}


def stored(post: Post) -> list[str]:
    return [getattr(PostPicture.objects.get(post=post), name).name for name in FILES]


def lying(names: list[str]) -> list[bool]:
    return [default_storage.exists(name) for name in names]


def send(client: Client, address: str, headers: dict[str, str] | None = None, **fields: Any) -> Any:
    """As the form at `address` is sent."""
    token = client.get(address).context["form"]["token"].value()
    return client.post(address, {"text": "Look at this.", "token": token} | fields, headers=headers or {})


def writing(topic: Topic) -> str:
    return f"{topic.get_absolute_url()}posts/"


def reported(post: Post) -> Report:
    facts = {"centre": post.centre, "title": "It", "url": "/", "category": "other", "text": "Bad", "language": "en"}
    return moderation.report(target=post, at=timezone.now(), **facts)


def decided(post: Post, outcome: str, by: User, at: dt.datetime | None = None) -> Decision:
    return moderation.decide(report=reported(post), outcome=outcome, by=by, at=at or timezone.now(), **RULE)


def test_a_picture_stands_in_the_post_with_its_words_and_measures(
    topic: Topic, editor: User, client_of: Sign, stranger_client: Client
) -> None:
    answer = send(client_of(editor), writing(topic), file=photo(size=(900, 600)), alt=BENCH)
    post = Post.objects.get(number=2)
    assert answer.headers["Location"] == f"{topic.get_absolute_url()}#post-2"
    page = stranger_client.get(topic.get_absolute_url()).text
    small = post.picture.address("small", "jpg")
    assert f'<img src="{small}" alt="{BENCH}" width="640" height="427" loading="lazy"' in page
    assert post.picture.address("small", "webp") in page
    assert f'href="{post.picture.whole}"' in page
    for address in addresses(post):
        seen = stranger_client.get(address)
        assert seen.headers["Content-Type"] == ("image/webp" if address.endswith("webp") else "image/jpeg")
        assert seen.headers["Cache-Control"] == "private, max-age=600"


def test_an_answer_and_the_beginning_of_a_topic_may_carry_one_too(
    topic: Topic, editor: User, client_of: Sign, stranger_client: Client
) -> None:
    client = client_of(editor)
    above = say(topic, editor)
    send(client, f"{above.get_absolute_url()}answer/", file=photo(), alt="An answer that one sees")
    begun = {"kind": "news", "title": "The bench is there", "language": "en", "words": ""}
    send(client, f"/en/{topic.centre.slug}/board/new/", file=photo(), alt="A new bench", **begun)
    assert "An answer that one sees" in stranger_client.get(topic.get_absolute_url()).text
    opened = Topic.objects.get(title="The bench is there").get_absolute_url()
    assert "A new bench" in stranger_client.get(opened).text
    assert PostPicture.objects.count() == 2


def test_who_looks_on_sees_the_picture_come(topic: Topic, editor: User, client_of: Sign) -> None:
    answer = send(client_of(editor), writing(topic), headers=LIVE, file=photo(), alt=BENCH)
    assert answer.status_code == 201
    address = Post.objects.get(number=2).picture.address("small", "webp")
    assert address.removeprefix("/en") in answer.text
    html = Event.objects.get(kind="written").html
    assert all(f"/{language}/lipka/board/" in words and BENCH in words for language, words in html.items())
    assert len(html) == 6


def test_the_same_form_sent_twice_keeps_one_picture(topic: Topic, editor: User, client_of: Sign) -> None:
    client, address = client_of(editor), writing(topic)
    token = client.get(address).context["form"]["token"].value()
    for _twice in range(2):
        client.post(address, {"text": "Look", "token": token, "file": photo(), "alt": BENCH})
    assert PostPicture.objects.count() == 1


@pytest.mark.parametrize("headers", [{}, LIVE], ids=["plain", "live"])
@pytest.mark.parametrize(("file", "message"), UNFIT)
def test_what_we_cannot_show_is_refused_at_its_field_and_the_words_are_kept(
    topic: Topic, editor: User, client_of: Sign, file: Any, message: str, headers: dict[str, str]
) -> None:
    file.seek(0)
    answer = send(client_of(editor), writing(topic), headers=headers, file=file, alt=BENCH)
    assert answer.status_code == (422 if headers else 200)
    assert message in " ".join(answer.context["form"].errors["file"])
    assert 'id="id_file_error"' in answer.text
    assert "Look at this." in answer.text
    assert BENCH in answer.text
    assert "choose your picture once more" not in answer.text
    assert topic.posts.count() == 1
    assert not default_storage.exists(GUARDED)


def test_a_picture_says_what_it_shows_and_must_be_chosen_again_where_the_form_comes_back(
    topic: Topic, editor: User, client_of: Sign
) -> None:
    client = client_of(editor)
    page = send(client, writing(topic), file=photo()).text
    assert "Please say in a few words what the picture shows." in page
    assert "Please choose your picture once more" in page
    assert "Look at this." in page
    assert "Please choose your picture once more" in send(client, writing(topic), text="", file=photo(), alt=BENCH).text
    assert topic.posts.count() == 1


def test_no_picture_is_lost_unnoticed(topic: Topic, editor: User, client_of: Sign) -> None:
    page = send(client_of(editor), writing(topic), alt=BENCH).text
    assert "You say what a picture shows, but none came along." in page
    assert BENCH in page
    assert topic.posts.count() == 1


def test_within_a_quarter_of_an_hour_it_is_put_in_another_s_place(
    topic: Topic, editor: User, client_of: Sign, stranger_client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    post = say(topic, editor, picture=drawn())
    files, old = stored(post), addresses(post)
    client, anew = client_of(editor), f"{post.get_absolute_url()}edit/"
    assert old[2] in client.get(anew).text
    with django_capture_on_commit_callbacks(execute=True):
        client.post(anew, {"text": "At nine.", "file": photo(), "alt": "The new bench"})
    post = Post.objects.get(pk=post.pk)
    assert post.picture.alt == "The new bench"
    assert lying(files) == [False] * 4
    assert statuses(stranger_client, old) == {404}
    assert statuses(stranger_client, addresses(post)) == {200}
    alone = stranger_client.get(post.get_absolute_url()).text
    assert f'then described as: <span lang="en">{BENCH}</span>' in " ".join(alone.split())
    changed = Event.objects.get(kind="changed").html["en"]
    assert "The new bench" in changed
    assert BENCH not in changed


def test_it_is_described_anew_or_taken_away(
    topic: Topic, editor: User, client_of: Sign, stranger_client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    post = say(topic, editor, picture=drawn())
    files, old = stored(post), addresses(post)
    client, anew = client_of(editor), f"{post.get_absolute_url()}edit/"
    assert "say in a few words" in client.post(anew, {"text": "At nine.", "alt": ""}).text
    client.post(anew, {"text": "At nine.", "alt": "The rotten bench"})
    assert "The rotten bench" in stranger_client.get(topic.get_absolute_url()).text
    assert statuses(stranger_client, old) == {200}
    with django_capture_on_commit_callbacks(execute=True):
        client.post(anew, {"text": "At nine.", "alt": "The rotten bench", "remove": "on"})
    assert lying(files) == [False] * 4
    assert statuses(client, old) == {404}
    assert "<picture" not in stranger_client.get(topic.get_absolute_url()).text
    assert "<picture" not in Event.objects.filter(kind="changed").latest("pk").html["en"]


def test_words_written_anew_leave_the_picture_and_an_unchanged_form_changes_nothing(
    topic: Topic, editor: User, client_of: Sign
) -> None:
    post = say(topic, editor, picture=drawn())
    client, anew = client_of(editor), f"{post.get_absolute_url()}edit/"
    client.post(anew, {"text": "At nine.", "alt": BENCH})
    assert not post.versions.exists()
    client.post(anew, {"text": "At ten.", "alt": BENCH})
    assert Post.objects.get(pk=post.pk).picture == post.picture
    assert list(post.versions.values_list("text", "alt")) == [("At nine.", BENCH)]


def test_later_a_picture_stays_as_it_is(topic: Topic, editor: User, client_of: Sign) -> None:
    post = say(topic, editor, at=timezone.now() - EDITABLE, picture=drawn())
    page = client_of(editor).post(f"{post.get_absolute_url()}edit/", {"text": "At nine.", "alt": BENCH, "remove": "on"})
    assert "Fifteen minutes after writing" in page.text
    assert lying(stored(post)) == [True] * 4


@pytest.mark.parametrize("way", ["removed", "erased"])
def test_a_picture_goes_with_the_words(
    way: str,
    topic: Topic,
    editor: User,
    moderator: User,
    client_of: Sign,
    stranger_client: Client,
    django_capture_on_commit_callbacks: Commit,
) -> None:
    post = say(topic, editor, picture=drawn())
    files, old = stored(post), addresses(post)
    asked = f"/en/live/?topic={topic.live_name}&since=0"
    assert BENCH in stranger_client.get(asked).text
    with django_capture_on_commit_callbacks(execute=True):
        if way == "removed":
            client_of(editor).post(f"{post.get_absolute_url()}removal/")
        else:
            erase_member(member=editor, keep_public=False, at=timezone.now())
    assert lying(files) == [False] * 4
    assert statuses(client_of(moderator), old) == {404}
    assert BENCH not in stranger_client.get(topic.get_absolute_url()).text
    assert BENCH not in stranger_client.get(asked).text
    assert topic.posts.filter(number=2).exists()


def test_a_picture_stays_with_words_that_stay_under_no_name(
    topic: Topic, editor: User, stranger_client: Client
) -> None:
    post = say(topic, editor, picture=drawn())
    erase_member(member=editor, keep_public=True, at=timezone.now())
    page = stranger_client.get(topic.get_absolute_url()).text
    assert BENCH in page
    assert "former member" in page
    assert statuses(stranger_client, addresses(post)) == {200}


def test_a_hidden_picture_is_seen_by_its_author_and_the_moderators_alone(
    topic: Topic, editor: User, coordinator: User, moderator: User, client_of: Sign, stranger_client: Client
) -> None:
    post = say(topic, editor, picture=drawn())
    decided(post, "hide", moderator)
    found = addresses(post)
    for client in (stranger_client, client_of(topic.author), client_of(coordinator)):
        assert statuses(client, found) == {404}
        assert BENCH not in client.get(topic.get_absolute_url()).text
    for member in (editor, moderator):
        assert {client_of(member).get(address).headers["Cache-Control"] for address in found} == {"private, no-store"}
        assert found[2] in client_of(member).get(post.get_absolute_url()).text
    assert BENCH not in stranger_client.get(f"/en/live/?topic={topic.live_name}&since=0").text


def test_a_picture_hidden_for_good_is_erased_when_nobody_can_appeal_any_more(
    topic: Topic, editor: User, moderator: User, client_of: Sign, django_capture_on_commit_callbacks: Commit
) -> None:
    post = say(topic, editor, picture=drawn())
    files, found = stored(post), addresses(post)
    decision = decided(post, "remove", moderator)
    erase_removed_words.func()
    assert lying(files) == [True] * 4
    Decision.objects.filter(pk=decision.pk).update(decided_at=timezone.now() - APPEALS_HEARD)
    with django_capture_on_commit_callbacks(execute=True):
        erase_removed_words.func()
    assert lying(files) == [False] * 4
    assert statuses(client_of(moderator), found) == {404}
    assert BENCH not in str(list(Report.objects.values_list("excerpt", flat=True)))


def test_a_picture_that_waits_is_seen_by_nobody_else_until_it_is_let_in(
    topic: Topic, moderator: User, client_of: Sign, stranger_client: Client
) -> None:
    moderation.set_gate(centre=topic.centre, first_posts_wait=1, links_wait=False, slow_seconds=0)
    writer = make_member(topic.centre)
    answer = send(client_of(writer), writing(topic), file=photo(), alt=BENCH)
    post = Post.objects.get(number=2)
    assert answer.headers["Location"] == post.get_absolute_url()
    found = addresses(post)
    assert statuses(stranger_client, found) == {404}
    assert not Event.objects.filter(kind="written").exists()
    assert {client_of(member).get(found[0]).status_code for member in (writer, moderator)} == {200}
    assert found[2] in client_of(writer).get(post.get_absolute_url()).text
    facts = {"facts": "Good.", "ground": "", "ground_text": ""}
    moderation.decide(report=Report.objects.open().get(), outcome="keep", by=moderator, at=timezone.now(), **facts)
    assert statuses(stranger_client, found) == {200}
    assert BENCH in Event.objects.get(kind="written").html["en"]


def test_no_file_lies_open_whoever_knows_where(topic: Topic, editor: User, client_of: Sign) -> None:
    post = say(topic, editor, picture=drawn())
    for name in stored(post):
        assert default_storage.exists(name)
        for path in (name, f"./{name}", f"renditions/../{name}"):
            assert client_of(editor).get(f"/media/{path}").status_code == 404


def test_an_address_names_its_post_and_its_centre(
    topic: Topic, editor: User, other_centre: Centre, stranger_client: Client
) -> None:
    post = say(topic, editor, picture=drawn())
    address = post.picture.address("small", "webp")
    assert stranger_client.get(address).status_code == 200
    assert stranger_client.post(address).status_code == 405
    for other in (
        address.replace("/lipka/", f"/{other_centre.slug}/"),
        address.replace("/2/picture/", "/1/picture/"),
        address.replace(f"/board/{topic.pk}/", f"/board/{begin(topic.centre, editor).pk}/"),
        address.replace("small.webp", "small.exe"),
        address.replace("/picture/", "/picture/9" + "9" * 14),
        address.replace("/picture/", "/picture/" + "9" * 400),
    ):
        assert stranger_client.get(other).status_code == 404


def test_a_moderator_decides_with_the_picture_before_them(
    topic: Topic, editor: User, moderator: User, client_of: Sign
) -> None:
    post = say(topic, editor, picture=drawn())
    report = reported(post)
    page = client_of(moderator).get(f"/en/lipka/reports/{report.pk}/").text
    assert post.picture.address("small", "webp") in page
    assert f"[{BENCH}]" in page


def test_whoever_hears_an_appeal_sees_the_picture_until_it_is_answered(
    topic: Topic, editor: User, moderator: User, coordinator: User, client_of: Sign
) -> None:
    post = say(topic, editor, picture=drawn())
    decision, found, client = decided(post, "hide", moderator), addresses(post), client_of(coordinator)
    assert statuses(client, found) == {404}
    appeal = moderation.appeal(text="It is a bench.", at=timezone.now(), decision=decision, by=editor)
    assert statuses(client, found) == {200}
    assert found[2] in client.get(appeal.get_absolute_url()).text
    assert found[2] not in client_of(editor).get(appeal.get_absolute_url()).text
    moderation.answer_appeal(appeal=appeal, result="upheld", answer="No.", by=coordinator, at=timezone.now())
    assert statuses(client, found) == {404}


@pytest.mark.parametrize("way", ["post", "topic", "edit"])
def test_what_a_picture_is_said_to_show_passes_the_same_gate(topic: Topic, way: str) -> None:
    moderation.add_word(centre=topic.centre, word="dureń")
    writer, picture = make_member(topic.centre), drawn("Oto dureń")
    if way == "topic":
        begin(topic.centre, writer, picture=picture)
    elif way == "post":
        say(topic, writer, picture=picture)
    else:
        actions.edit(post=say(topic, writer), text="At nine.", by=writer, at=timezone.now(), picture=picture)
    assert "[Oto dureń]" in Report.objects.open().get().excerpt


def test_a_member_s_own_data_hold_their_pictures(topic: Topic, editor: User) -> None:
    post = say(topic, editor, picture=drawn())
    with zipfile.ZipFile(io.BytesIO(archive(editor))) as bundle:
        assert bundle.namelist() == ["data.json", "data.html", "files/1.jpg"]
        assert f'"shows": "{BENCH}"' in bundle.read("data.json").decode()
        with post.picture.large_jpg.open("rb") as kept:
            assert bundle.read("files/1.jpg") == kept.read()


def test_a_page_with_pictures_asks_as_often_as_one_without(topic: Topic, editor: User, stranger_client: Client) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            stranger_client.get(topic.get_absolute_url())
        return len(queries)

    above = say(topic, editor)
    say(topic, editor, parent=above)
    asked()
    without = asked()
    for parent in (None, above, above):
        say(topic, editor, parent=parent, picture=drawn())
    assert asked() == without
