"""What people, spreadsheets and those who try things out send; each is told at its place, and nothing is half done."""

import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from community.members.actions import erase_member
from community.members.models import Centre, User
from mentoring import actions
from mentoring.counting import topics_and_languages
from mentoring.matching import tables
from mentoring.models import Mentorship, Offer, OfferPhoto, Request
from mentoring.tasks import end_unanswered_questions, forget_withdrawn
from mentoring.wording import week
from tests.factories import make_member
from tests.mentoring.making import make_mentor, make_request, pictured
from tests.mentoring.test_saying import OFFER, REQUEST

pytestmark = pytest.mark.django_db
ROOM = "/en/lipka/mentoring/"
MINE = f"{ROOM}mine/"
ONLINE = {"ways": ["online"], "within_km": "", "place": ""}
FIELDS = [
    ("capacity", ["-1", "1.5", "two", "1e3", "٣٣", "999999999999999999999"]),
    ("hours_a_month", ["-1", "0", "41"]),
    ("hours", ["21", "-1", "mon-evening", "5;17", "5.0", "", "5\x00"]),
    ("topics", ["", "WORK", "work;tax"]),
    ("level_1", ["7", "0", "C2"]),
    ("country_1", ["PLN", "pl", "%"]),
]


@pytest.mark.parametrize(("field", "typed"), [(field, each) for field, typed in FIELDS for each in typed])
def test_it_is_told_at_its_field_and_what_was_typed_beside_it_is_kept(
    field: str, typed: str, member: User, client_of: Any
) -> None:
    value: Any = [typed] if field in {"hours", "topics"} else typed
    page = client_of(member).post(f"{MINE}offer/", OFFER | ONLINE | {field: value})
    assert page.status_code == 200
    assert [*page.context["form"].errors] == [field]
    assert f'id="id_{field}_error"' in page.content.decode()
    assert "Nine years in Leeds." in page.content.decode()
    assert not Offer.objects.exists()


def test_the_same_hour_topic_or_box_twice_counts_once(member: User, client_of: Any) -> None:
    twice = {"hours": ["17", "5", "5"], "topics": ["work", "work"], "traits": ["woman", "woman"]}
    client_of(member).post(f"{MINE}offer/", OFFER | ONLINE | twice | {"shown": ["name", "name"]})
    offer = Offer.objects.get(member=member)
    assert (offer.hours, offer.topics, offer.traits, offer.shown) == ([5, 17], ["work"], ["woman"], ["name"])
    assert week(offer.hours) == "Tuesday evening; Saturday evening"


def test_one_mentor_is_counted_once_whatever_their_row_says(centre: Centre) -> None:
    make_mentor(centre, topics=["work"] * 5)
    mentors, topics, _languages = topics_and_languages(centre)
    assert (mentors, {row.count for row in topics}) == (None, {None})


MENTEES = "key,needs,languages,hours\nnurse,tax,pl:C2,tue-evening\n"
MENTORS = "key,topics,languages,hours\nanna,tax,pl:C2,tue-evening\n"


def paired(folder: Path, mentees: bytes | str, mentors: bytes | str = MENTORS) -> Any:
    for name, content in (("mentees.csv", mentees), ("mentors.csv", mentors)):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    out = io.StringIO()
    call_command("match_csv", str(folder / "mentees.csv"), str(folder / "mentors.csv"), "--json", stdout=out)
    return json.loads(out.getvalue())


def test_overlapping_hours_in_a_table_are_the_same_as_once(tmp_path: Path) -> None:
    once = paired(tmp_path, MENTEES)
    assert once["pairs"]
    assert paired(tmp_path, MENTEES.replace("tue-evening", "tue-evening;TUE-evening; tue-evening")) == once


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (MENTEES.replace(",languages", ""), "line 1: the column 'languages' is missing"),
        (MENTEES.replace(",", ";"), "line 1: the column 'key' is missing"),
        (MENTEES.replace("tue-evening", "tue-25"), "line 2: hours: 'tue-25' is not like mon-evening"),
        (MENTEES.encode("utf-16"), "line 1: not in UTF-8"),
        (MENTEES.replace("nurse", "pielęgniarka").encode("iso8859-2"), "line 2: not in UTF-8"),
        (b"\x89PNG\r\n\x1a\n", "line 1: not in UTF-8"),
        (b"PK\x03\x04" + b"\x00\xff" * 40, "not in UTF-8"),
        (MENTEES.replace("nurse", '"nurse'), "line 2: unexpected end of data"),
        (MENTEES.replace("nurse", "n" * 200_000), "field larger than field limit"),
    ],
    ids=["column", "semicolons", "hours", "utf-16", "latin-2", "picture", "spreadsheet", "quote", "long"],
)
def test_a_table_that_cannot_be_read_says_where_and_prints_no_pair(
    content: bytes | str, words: str, tmp_path: Path, capsys: Any
) -> None:
    with pytest.raises(CommandError) as raised:
        paired(tmp_path, content)
    assert words in str(raised.value)
    assert capsys.readouterr().out == ""


def test_of_too_many_rows_no_more_are_read_than_may_be(tmp_path: Path) -> None:
    head, row = "key,needs,languages\n", "{},tax,pl:C2\n"
    unread = "this row would be refused if anybody came so far\n"
    content = head + "".join(row.format(number) for number in range(tables.MOST_ROWS + 1)) + unread * 50_000
    with pytest.raises(CommandError, match=f"more than {tables.MOST_ROWS} rows: split the file"):
        paired(tmp_path, content)


# --- Somebody leaves while a question is open -------------------------------------------------------------------------


def test_a_mentor_who_erases_their_account_leaves_nothing_half_done_and_the_mentee_asks_the_next(
    centre: Centre, client_of: Any, django_capture_on_commit_callbacks: Any
) -> None:
    mentee = make_member(centre, display_name="Piotr Pyta")
    request = make_request(centre, mentee, wishes={})
    leaving, next_one = make_mentor(centre, wishes={}, capacity=1), make_mentor(centre, wishes={})
    pictured(leaving)
    made = actions.ask(request=request, offer=leaving, total=8000, at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        erase_member(member=leaving.member, keep_public=True, at=timezone.now())
    client = client_of(mentee)
    page = client.get(made.get_absolute_url())
    assert page.status_code == 200
    assert "Ask the next one" in page.content.decode()
    assert "A mentorship in Lipka has ended" in client.get("/en/notifications/").content.decode()
    best = client.get(f"{MINE}request/best/")
    assert [each.offer for each in best.context["proposals"]] == [next_one]
    assert (Offer.objects.count(), OfferPhoto.objects.count()) == (1, 0)
    answer = client.post(f"{MINE}request/best/{next_one.pk}/ask/", follow=True)
    assert answer.status_code == 200
    assert Mentorship.objects.standing().get().offer == next_one


def test_who_presses_ask_after_the_mentor_has_gone_is_told_so_and_keeps_their_request(
    centre: Centre, client_of: Any
) -> None:
    mentee = make_member(centre)
    make_request(centre, mentee, wishes={})
    offer = make_mentor(centre, wishes={})
    client = client_of(mentee)
    assert client.get(f"{MINE}request/best/").context["proposals"]
    erase_member(member=offer.member, keep_public=True, at=timezone.now())
    assert client.post(f"{MINE}request/best/{offer.pk}/ask/").status_code == 404
    assert "Nobody fits at the moment" in client.get(f"{MINE}request/best/").content.decode()
    assert not Mentorship.objects.exists()
    assert Request.objects.filter(member=mentee).running().exists()


# --- What is written where others read it -----------------------------------------------------------------------------

NAMES = ("Wraca", "Pyta", "anna-w", "piotr-p", "anna@example.org", "piotr@example.org")
WORDS = ("Marked offer", "Marked need", "A marked face", "Marked Place")


def test_from_saying_to_the_end_no_log_names_anybody_or_holds_their_words(
    centre: Centre, client_of: Any, caplog: Any, django_capture_on_commit_callbacks: Any
) -> None:
    caplog.set_level(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)  # statements of the database are no log of ours
    anna = make_member(centre, display_name="Anna Wraca", handle="anna-w", email="anna@example.org")
    piotr = make_member(centre, display_name="Piotr Pyta", handle="piotr-p", email="piotr@example.org")
    mentor, mentee = client_of(anna), client_of(piotr)
    vetter = make_member(centre, "mentor_coordinator")
    caplog.clear()
    with django_capture_on_commit_callbacks(execute=True):
        mentor.post(f"{MINE}offer/", OFFER | ONLINE | {"words": "Marked offer", "topics": ["recognition"]})
        mentee.post(f"{MINE}request/", REQUEST | ONLINE | {"words": "Marked need", "wish_parent": ""})
        offer = Offer.objects.get()
        pictured(offer, "A marked face")
        for kind in ("conversation", "reference", "statement"):
            facts = {"kind": kind, "on": timezone.localdate(zone_of(centre))}
            client_of(vetter).post(f"{ROOM}mentors/{offer.pk}/", facts)
        for answer in ("acceptance", "refusal"):
            mentee.post(f"{MINE}request/best/{offer.pk}/ask/")
            made = Mentorship.objects.standing().get()
            mentor.post(f"{ROOM}mentorships/{made.pk}/{answer}/")
            mentor.post(f"{ROOM}mentorships/{made.pk}/{answer}/")  # once more: refused
            mentee.post(f"{ROOM}mentorships/{made.pk}/end/")
            Mentorship.objects.update(request=None)  # so that the same two are proposed once more
        end_unanswered_questions.func()
        forget_withdrawn.func()
        client_of(vetter).get(f"{ROOM}figures.csv")
        mentor.get(f"{MINE}nowhere/")
        erase_member(member=anna, keep_public=False, at=timezone.now())
    assert Mentorship.objects.count() == 2
    assert caplog.records  # what is refused and not found is logged
    logged = "\n".join(f"{record.getMessage()} {record.__dict__.get('request', '')}" for record in caplog.records)
    assert [word for word in (*NAMES, *WORDS) if word.lower() in logged.lower()] == []


def zone_of(centre: Centre) -> Any:
    return timezone.now().astimezone(centre.zone)


def test_no_news_of_a_question_names_the_other_side_before_both_have_said_yes(centre: Centre, client_of: Any) -> None:
    anna, piotr = make_member(centre, display_name="Anna Wraca"), make_member(centre, display_name="Piotr Pyta")
    offer, request = make_mentor(centre, anna, wishes={}), make_request(centre, piotr, wishes={})
    made = actions.ask(request=request, offer=offer, total=8000, at=timezone.now())
    actions.decline(mentorship=made, by=anna, at=timezone.now())
    for reader, other in ((anna, "Pyta"), (piotr, "Wraca")):
        html = client_of(reader).get("/en/notifications/").content.decode()
        assert "Lipka" in html
        assert other not in html
