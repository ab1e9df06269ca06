"""A hall: opened for some hours, asked by anybody without an account, read by moderators before everybody reads it."""

import datetime as dt
import json
import re
import uuid
from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext
from rules import has_perm

from community.board import actions
from community.board.actions.halls import GOES_ON, MOST_WAITING
from community.board.forms.halls import QUESTIONS_A_BROWSER, QUESTIONS_AN_ADDRESS
from community.board.models import Hall, Like, Question, Topic
from community.board.tasks import KEPT, close_due_halls, forget_questions
from community.live.models import Event
from community.members.models import Centre, User
from community.members.waiting import waiting_for
from community.moderation import actions as moderation
from tests.board.conftest import ask, begin, let_in
from tests.board.payloads import PAYLOADS
from tests.factories import LIPKA, make_centre, make_member
from tests.racing import at_once

Sign = Callable[[User], Client]


def page(topic: Topic, name: str = "question-ask", **more: int) -> str:
    with translation.override("en"):
        return reverse(f"board:{name}", kwargs={"centre": topic.centre.slug, "pk": topic.pk, **more})


def send(client: Client, topic: Topic, text: str = "Who pays for it?", name: str = "") -> int:
    facts = {"text": text, "name": name, "token": str(uuid.uuid4())}
    return client.post(page(topic), facts).status_code


def press(client: Client, question: Question, verb: str, **facts: str) -> int:
    address = page(question.hall.topic, f"question-{verb}", question=question.pk)
    return client.post(address, facts).status_code


def end(hall: Hall, ago: dt.timedelta = dt.timedelta(minutes=1)) -> None:
    now = timezone.now()
    Hall.objects.filter(pk=hall.pk).update(opened_at=now - ago - dt.timedelta(hours=1), closes_at=now - ago)


def frames(client: Client, name: str) -> str:
    return client.get(f"/en/live/?topic={name}&since=0").text


# --- The hall ------------------------------------------------------------------------------------------------------


def test_whoever_looks_after_a_topic_opens_and_closes_a_hall(
    topic: Topic, moderator: User, client_of: Sign, stranger_client: Client
) -> None:
    client, said = client_of(moderator), "Questions are being taken in the hall"
    assert said not in stranger_client.get(topic.get_absolute_url()).text
    assert client.post(page(topic, "hall-open"), {"hours": 13}).status_code == 200
    assert client.post(page(topic, "hall-open"), {"hours": 2}).status_code == 302
    hall = topic.halls.get()
    assert (hall.closes_at - hall.opened_at, hall.opened_by) == (dt.timedelta(hours=2), moderator)
    assert said in stranger_client.get(topic.get_absolute_url()).text
    assert said in Event.objects.filter(topic__name=topic.live_name, kind="state").last().html["en"]  # type: ignore[union-attr]
    assert client.post(page(topic, "hall-close")).status_code == 302
    assert said not in stranger_client.get(topic.get_absolute_url()).text


def test_a_hall_that_was_closed_by_mistake_goes_on_and_an_old_one_does_not(hall: Hall, moderator: User) -> None:
    question = ask(hall)
    actions.close_hall(hall=hall, by=moderator, at=timezone.now())
    again = actions.open_hall(topic=hall.topic, hours=1, by=moderator, at=timezone.now())
    assert list(again.questions.all()) == [question]
    end(again, GOES_ON + dt.timedelta(minutes=1))
    Hall.objects.update(closed_at=None)
    assert actions.open_hall(topic=hall.topic, hours=1, by=moderator, at=timezone.now()) != hall
    assert Hall.objects.open(timezone.now()).count() == 1


def test_no_hall_opens_where_a_topic_is_closed(topic: Topic, moderator: User, client_of: Sign) -> None:
    actions.close(topic=topic, because="Done.", by=moderator, at=timezone.now())
    with pytest.raises(PermissionDenied):
        actions.open_hall(topic=topic, hours=1, by=moderator, at=timezone.now())
    assert client_of(moderator).get(page(topic, "hall-open")).status_code == 403


def test_when_the_hours_are_over_the_open_pages_are_told(hall: Hall, stranger_client: Client) -> None:
    words = "No questions are being taken here now."
    close_due_halls.func()
    assert hall.live_name == "hall:" + str(hall.topic_id)
    assert words not in stranger_client.get(page(hall.topic)).text
    end(hall)
    assert words in stranger_client.get(page(hall.topic)).text
    assert words not in frames(stranger_client, hall.live_name)
    close_due_halls.func()
    assert words in frames(stranger_client, hall.live_name)
    hall.refresh_from_db()
    assert hall.closed_at == hall.closes_at


def test_the_short_address_leads_to_a_language_of_the_browser_s(hall: Hall, stranger_client: Client) -> None:
    short, rest = f"/ask/{hall.topic_id}/", page(hall.topic).removeprefix("/en")
    wanted = {"hu-HU,hu;q=0.9": "hu", "xx": "pl", "": "pl", "uk,en": "uk"}
    for asked, language in wanted.items():
        assert stranger_client.get(short, headers={"accept-language": asked})["Location"] == f"/{language}{rest}"
    assert short.rstrip("/") in stranger_client.get(page(hall.topic, "hall-screen")).text


# --- Asking --------------------------------------------------------------------------------------------------------


def test_anybody_asks_without_an_account_and_nobody_reads_it_yet(
    hall: Hall, moderator: User, client_of: Sign, stranger_client: Client
) -> None:
    asker = Client()
    assert send(asker, hall.topic, "Who   pays\nfor it?", "Ala") == 302
    question = hall.questions.get()
    assert (question.text, question.name, question.state) == ("Who pays for it?", "Ala", "waiting")
    thanks = asker.get(page(hall.topic)).text
    assert "A moderator reads your question" in thanks
    assert "It waits for a moderator." in thanks
    for name in ("question-ask", "hall-screen"):
        assert "Who pays" not in stranger_client.get(page(hall.topic, name)).text
    assert "Who pays" in client_of(moderator).get(page(hall.topic, "hall-desk")).text


def test_what_waits_stands_in_no_frame_that_others_may_fetch(
    hall: Hall, moderator: User, member: User, client_of: Sign, stranger_client: Client
) -> None:
    waiting, refused = ask(hall, "a held question"), ask(hall, "a refused question")
    actions.turn_down(question=refused, because="Be civil", by=moderator, at=timezone.now())
    for client in (stranger_client, client_of(member)):
        assert client.get(f"/en/live/?topic={hall.desk_name}&since=0").status_code == 403
        told = frames(client, hall.live_name)
        assert f"question-{waiting.pk}" not in told
        assert f"question-{refused.pk}" not in told
    desk = frames(client_of(moderator), hall.desk_name)
    assert "a held question" in desk
    assert "a refused question" in desk
    actions.let_in(question=waiting, by=moderator, at=timezone.now())
    assert "a held question" in frames(stranger_client, hall.live_name)


def test_what_was_let_in_by_mistake_is_taken_from_the_pages_and_their_past(
    hall: Hall, moderator: User, stranger_client: Client
) -> None:
    question = let_in(hall, moderator, "an insult")
    actions.put_on_screen(question=question, by=moderator, at=timezone.now())
    assert "an insult" in stranger_client.get(page(hall.topic, "hall-screen")).text
    assert "an insult" in frames(stranger_client, hall.live_name)
    actions.turn_down(question=question, because="Be civil", by=moderator, at=timezone.now())
    assert "an insult" not in stranger_client.get(page(hall.topic, "hall-screen")).text
    assert "an insult" not in stranger_client.get(page(hall.topic)).text
    assert "an insult" not in frames(stranger_client, hall.live_name)
    assert json.loads(frames(stranger_client, hall.live_name))["frames"][-2]["html"].strip() == (
        f'<li id="question-{question.pk}" hidden></li>'
    )


def test_frames_carry_nothing_that_belongs_to_one_reader(hall: Hall, moderator: User) -> None:
    asker = Client()
    send(asker, hall.topic)
    actions.let_in(question=hall.questions.get(), by=moderator, at=timezone.now())
    press(asker, hall.questions.get(), "like")
    told = str(list(Event.objects.values_list("html", flat=True)))
    assert "csrf" not in told
    assert 'aria-pressed="false"' in told
    assert 'aria-pressed="true"' not in told
    assert hall.questions.get().browser not in told


def test_a_closed_hall_refuses_politely_and_keeps_what_was_typed(hall: Hall, moderator: User) -> None:
    asker = Client()
    actions.close_hall(hall=hall, by=moderator, at=timezone.now())
    answer = asker.post(page(hall.topic), {"text": "Too late?", "name": "", "token": str(uuid.uuid4())})
    assert (answer.status_code, hall.questions.count()) == (403, 0)
    assert "No more questions are being taken here now." in answer.text
    assert "Too late?</textarea>" in answer.text


def test_a_topic_that_never_had_a_hall_takes_none(topic: Topic, stranger_client: Client) -> None:
    assert "No questions are being taken here now." in stranger_client.get(page(topic)).text
    assert send(stranger_client, topic) == 200
    assert not Question.objects.exists()


def test_a_question_has_at_most_three_hundred_signs(hall: Hall, stranger_client: Client) -> None:
    assert send(stranger_client, hall.topic, "a" * 301) == 200
    assert send(stranger_client, hall.topic, "   ") == 200
    assert send(stranger_client, hall.topic, "a" * 300) == 302


def test_the_same_form_sent_twice_is_one_question(hall: Hall) -> None:
    token = uuid.uuid4()
    assert ask(hall, token=token) == ask(hall, "Again", token=token)
    assert hall.questions.count() == 1


def test_the_filter_marks_for_the_moderators(hall: Hall, moderator: User, client_of: Sign) -> None:
    moderation.add_word(centre=hall.centre, word="dureń")
    question = ask(hall, "Is he a DUREŃ? See evil.example.com")
    with translation.override(hall.centre.language):
        assert question.marks == f"dureń, {gettext('a link')}"
    assert question.marks in client_of(moderator).get(page(hall.topic, "hall-desk")).text
    actions.let_in(question=question, by=moderator, at=timezone.now())
    assert question.marks not in Client().get(page(hall.topic)).text


def test_one_browser_asks_a_few_questions_at_a_time(hall: Hall) -> None:
    asker = Client()
    answers = [send(asker, hall.topic) for _time in range(QUESTIONS_A_BROWSER + 1)]
    assert answers == [302] * QUESTIONS_A_BROWSER + [429]
    assert send(Client(), hall.topic) == 302


@pytest.mark.once
def test_eighty_phones_behind_one_address_ask_and_a_machine_that_forgets_its_cookie_stops(hall: Hall) -> None:
    answers = [send(Client(), hall.topic) for _phone in range(QUESTIONS_AN_ADDRESS + 1)]
    assert QUESTIONS_AN_ADDRESS > 2 * 80
    assert answers == [302] * QUESTIONS_AN_ADDRESS + [429]


def test_no_more_wait_than_moderators_can_read(hall: Hall) -> None:
    facts = {"hall": hall, "text": "Why?", "browser": "x"}
    Question.objects.bulk_create([Question(token=uuid.uuid4(), **facts) for _number in range(MOST_WAITING)])
    with pytest.raises(ValidationError, match="Very many questions wait"):
        ask(hall)


def test_nothing_tells_who_asked(hall: Hall, member: User, client_of: Sign, caplog: pytest.LogCaptureFixture) -> None:
    asker = client_of(member)
    send(asker, hall.topic, "Who pays, I ask?")
    question = hall.questions.get()
    kept = json.dumps({field.name: str(getattr(question, field.name)) for field in Question._meta.fields})
    assert str(member) not in kept
    assert asker.session["hall"] not in kept
    assert re.fullmatch(r"[0-9a-f]{64}", question.browser)
    assert "I ask" not in caplog.text


@pytest.mark.once
def test_hostile_words_are_words_everywhere(hall: Hall, moderator: User, client_of: Sign) -> None:
    words = [" ".join(payload.replace("\x00", "").split()) for payload in PAYLOADS]
    client = client_of(moderator)
    for each in words:
        question = let_in(hall, moderator, each[:300], name=each[:30])
        actions.put_on_screen(question=question, by=moderator, at=timezone.now())
    texts = [client.get(page(hall.topic, name)).text for name in ("question-ask", "hall-screen", "hall-desk")]
    texts.append(client.get(page(hall.topic, "question-turn-down", question=question.pk)).text)
    told = [event.html["en"] for event in Event.objects.filter(kind__in=["question", "screen"])]
    texts += [html for html in told if "<bdi>" in html]
    assert len(texts) > 4 * len(words)
    for text in texts:
        shown = re.findall(r"<bdi>(.*?)</bdi>", text, re.DOTALL)
        assert shown
        assert [each for each in shown if re.search("[<>\"']", each)] == []
        assert [each for each in words if "<" in each and each in text] == []


# --- Likes ---------------------------------------------------------------------------------------------------------


def test_a_browser_likes_a_question_once_and_takes_it_back(hall: Hall, moderator: User) -> None:
    question, phone = let_in(hall, moderator), Client()
    for _twice in range(2):
        assert press(phone, question, "like") == 302
    press(Client(), question, "like")
    question.refresh_from_db()
    assert (question.like_count, question.likes.count()) == (2, 2)
    assert 'aria-pressed="true"' in phone.get(page(hall.topic)).text
    for _twice in range(2):
        press(phone, question, "unlike")
    question.refresh_from_db()
    assert (question.like_count, question.likes.count()) == (1, 1)
    assert 'aria-pressed="true"' not in phone.get(page(hall.topic)).text


def test_the_database_counts_a_browser_once(hall: Hall, moderator: User) -> None:
    question = let_in(hall, moderator)
    Like.objects.create(question=question, browser="a")
    with pytest.raises(IntegrityError), transaction.atomic():
        Like.objects.create(question=question, browser="a")


def test_a_browser_is_another_in_every_hall(hall: Hall, moderator: User, member: User) -> None:
    phone, other = Client(), begin(hall.centre, member, title="Another")
    second = actions.open_hall(topic=other, hours=1, by=moderator, at=timezone.now())
    for topic in (hall.topic, other):
        send(phone, topic)
    assert hall.questions.get().browser != second.questions.get().browser


def test_nobody_likes_what_waits_is_answered_or_stands_in_a_closed_hall(hall: Hall, moderator: User) -> None:
    now, phone = timezone.now(), Client()
    assert press(phone, ask(hall), "like") == 404
    answered, late = let_in(hall, moderator), let_in(hall, moderator)
    actions.mark_answered(question=answered, by=moderator, at=now)
    assert press(phone, answered, "like") == 302
    actions.close_hall(hall=hall, by=moderator, at=now)
    assert press(phone, late, "like") == 302
    assert "takes no more likes" in phone.get(page(hall.topic)).text
    assert not Like.objects.exists()


# --- The moderators ------------------------------------------------------------------------------------------------


def test_a_question_goes_from_hand_to_screen_to_answer(
    hall: Hall, moderator: User, client_of: Sign, stranger_client: Client
) -> None:
    client, question, screen = client_of(moderator), ask(hall, "Why so dear?"), page(hall.topic, "hall-screen")
    steps = [
        ("let-in", "let-in", False),
        ("shortlist", "shortlisted", True),
        ("unlist", "let-in", False),
        ("show", "on-screen", True),
        ("take-off", "let-in", False),
        ("shortlist", "shortlisted", True),
        ("show", "on-screen", True),
        ("answered", "answered", False),
    ]
    for verb, state, is_shown in steps:
        assert press(client, question, verb) == 302
        question.refresh_from_db()
        assert question.state == state
        assert ("Why so dear?" in stranger_client.get(screen).text) == is_shown
    assert "Answered in the hall" in stranger_client.get(page(hall.topic)).text


def test_the_screen_shows_what_was_put_there_else_the_most_liked_of_the_shortlist(
    hall: Hall, moderator: User, stranger_client: Client
) -> None:
    first, second, third = (let_in(hall, moderator, f"Question {word}?") for word in ("one", "two", "three"))
    screen, now = page(hall.topic, "hall-screen"), timezone.now()
    for question in (first, second):
        actions.shortlist(question=question, by=moderator, at=now)
    for browser in "ab":
        actions.like(question=second, browser=browser, by=AnonymousUser())
        actions.like(question=third, browser=browser, by=AnonymousUser())
    assert "Question two?" in stranger_client.get(screen).text
    assert "Question two?" in Event.objects.filter(kind="screen").last().html["en"]  # type: ignore[union-attr]
    actions.put_on_screen(question=first, by=moderator, at=now)
    text = stranger_client.get(screen).text
    assert "Question one?" in text
    assert "Question two?" not in text


def test_whoever_asked_reads_why_not(hall: Hall, moderator: User, client_of: Sign, stranger_client: Client) -> None:
    asker, client = Client(), client_of(moderator)
    for number in range(2):
        send(asker, hall.topic, f"Question {number}?")
    by_rule, by_word = hall.questions.oldest()
    assert press(client, by_rule, "turn-down") == 200
    assert press(client, by_rule, "turn-down", ground="own") == 200
    assert press(client, by_rule, "turn-down", ground="rule-1") == 302
    assert press(client, by_word, "turn-down", ground="own", because="Asked already.") == 302
    by_rule.refresh_from_db()
    text = asker.get(page(hall.topic)).text
    assert by_rule.because
    assert by_rule.because in text
    assert "Asked already." in text
    assert "Asked already." not in stranger_client.get(page(hall.topic)).text
    press(client, by_word, "let-in")
    by_word.refresh_from_db()
    assert (by_word.state, by_word.because) == ("let-in", "")


def test_a_moderator_who_comes_too_late_is_told(hall: Hall, moderator: User, client_of: Sign) -> None:
    question = let_in(hall, moderator)
    actions.turn_down(question=question, because="Asked already.", by=moderator, at=timezone.now())
    client = client_of(moderator)
    assert press(client, question, "show") == 302
    assert "Another moderator has changed this question" in client.get(page(hall.topic, "hall-desk")).text
    address = page(hall.topic, "question-show", question=question.pk)
    assert client.post(address, headers={"X-Live": "yes"}).status_code == 409


def test_an_answered_question_is_written_into_the_topic_once(
    hall: Hall, moderator: User, client_of: Sign, stranger_client: Client
) -> None:
    question, client = let_in(hall, moderator, "Why so dear?", name="Ala"), client_of(moderator)
    address = page(hall.topic, "question-keep", question=question.pk)
    assert client.get(address).status_code == 403
    actions.mark_answered(question=question, by=moderator, at=timezone.now())
    text = client.get(address).context["form"]["text"].value()
    assert text == "Asked in the hall by Ala:\n\n> Why so dear?\n\n"
    for _twice in range(2):
        client.post(address, {"text": text + "Diesel.", "token": str(uuid.uuid4())})
    post = hall.topic.posts.get(number=2)
    assert (post.author, hall.topic.posts.count()) == (moderator, 2)
    assert "<blockquote>\n<p>Why so dear?</p>\n</blockquote>\n<p>Diesel.</p>" in post.html
    assert "Diesel." in stranger_client.get(hall.topic.get_absolute_url()).text


def test_moderators_see_that_somebody_waits(hall: Hall, moderator: User, member: User) -> None:
    ask(hall)
    line = f"In the hall, 1 question waits for a moderator: “{hall.topic.title}”"
    assert line in [row.text for row in waiting_for(moderator, hall.centre)]
    assert line not in [row.text for row in waiting_for(member, hall.centre)]
    end(hall)
    assert line not in [row.text for row in waiting_for(moderator, hall.centre)]


def test_only_those_who_look_after_the_topic_decide(
    hall: Hall, member: User, editor: User, coordinator: User, outsider: User, other_centre: Centre, client_of: Sign
) -> None:
    question = ask(hall)
    foreign = make_member(other_centre, "moderator", "coordinator")
    for nobody in (member, editor, outsider, foreign):
        with pytest.raises(PermissionDenied):
            actions.let_in(question=question, by=nobody, at=timezone.now())
        assert press(client_of(nobody), question, "let-in") == 403
    assert press(client_of(coordinator), question, "let-in") == 302


def test_another_topic_s_question_is_not_found(hall: Hall, moderator: User, member: User, client_of: Sign) -> None:
    other = begin(hall.centre, member, title="Another")
    actions.open_hall(topic=other, hours=1, by=moderator, at=timezone.now())
    question = ask(hall)
    address = page(other, "question-let-in", question=question.pk)
    assert client_of(moderator).post(address).status_code == 404


@pytest.mark.parametrize("state", ["waiting", "let-in", "turned-down", "answered"])
@pytest.mark.parametrize("role", ["stranger", "member", "editor", "moderator", "coordinator", "foreign moderator"])
def test_the_list_and_the_rule_agree_on_who_sees_a_question(
    role: str, state: str, hall: Hall, moderator: User, other_centre: Centre
) -> None:
    question, now = ask(hall), timezone.now()
    if state == "turned-down":
        actions.turn_down(question=question, because="No.", by=moderator, at=now)
    elif state != "waiting":
        actions.let_in(question=question, by=moderator, at=now)
    if state == "answered":
        actions.mark_answered(question=question, by=moderator, at=now)
    question = Question.objects.select_related("hall__topic__centre").get()
    held = {"foreign moderator": "moderator"}.get(role, role)
    home = other_centre if role.startswith("foreign") else hall.centre
    user = AnonymousUser() if role == "stranger" else make_member(home, *([] if held == "member" else [held]))
    sees = state in {"let-in", "answered"} or role in {"moderator", "coordinator"}
    assert Question.objects.visible_to(user).filter(pk=question.pk).exists() == sees
    assert has_perm("board.view_question", user, question) == sees


# --- Forgetting ----------------------------------------------------------------------------------------------------


def test_two_weeks_after_the_end_all_is_forgotten_but_what_stands_in_the_topic(
    hall: Hall, moderator: User, stranger_client: Client
) -> None:
    now = timezone.now()
    question = let_in(hall, moderator, "Why so dear?")
    actions.like(question=question, browser="a", by=AnonymousUser())
    actions.mark_answered(question=question, by=moderator, at=now)
    post = actions.keep(question=question, text="> Why so dear?", token=uuid.uuid4(), by=moderator, at=now)
    ask(hall)
    end(hall, KEPT - dt.timedelta(minutes=1))
    forget_questions.func()
    assert Question.objects.count() == 2
    end(hall, KEPT + dt.timedelta(minutes=1))
    forget_questions.func()
    assert (Question.objects.count(), Like.objects.count()) == (0, 0)
    assert "Why so dear?" not in frames(stranger_client, hall.live_name)
    post.refresh_from_db()
    assert post.text == "> Why so dear?"


# --- At the same moment --------------------------------------------------------------------------------------------


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_of_two_questions_put_on_screen_at_once_one_stands() -> None:
    centre = make_centre(**LIPKA)
    first, second = (make_member(centre, "moderator") for _number in range(2))
    hall = actions.open_hall(topic=begin(centre, first), hours=1, by=first, at=timezone.now())
    questions = [let_in(hall, first) for _number in range(4)]
    work = [
        partial(actions.put_on_screen, question=question, by=by, at=timezone.now())
        for question, by in zip(questions, (first, second, first, second), strict=True)
    ]
    assert at_once(work) == []
    shown = hall.questions.on_screen().get()
    screen = Event.objects.filter(topic__name=hall.live_name, kind="screen").latest("number")
    assert f'data-likes="{shown.pk}"' in screen.html["en"]
    with pytest.raises(IntegrityError), transaction.atomic():
        hall.questions.update(on_screen_at=timezone.now())


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_one_browser_that_likes_many_times_at_once_counts_once() -> None:
    centre = make_centre(**LIPKA)
    moderator = make_member(centre, "moderator")
    hall = actions.open_hall(topic=begin(centre, moderator), hours=1, by=moderator, at=timezone.now())
    question = let_in(hall, moderator)
    one = partial(actions.like, question=question, browser="a", by=AnonymousUser())
    other = partial(actions.like, question=question, browser="b", by=AnonymousUser())
    assert at_once([one, one, one, other]) == []
    question.refresh_from_db()
    assert (question.like_count, question.likes.count()) == (2, 2)


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_likes_that_come_while_a_moderator_decides_are_all_counted() -> None:
    centre = make_centre(**LIPKA)
    moderator = make_member(centre, "moderator")
    hall = actions.open_hall(topic=begin(centre, moderator), hours=1, by=moderator, at=timezone.now())
    question = let_in(hall, moderator)
    likes = [partial(actions.like, question=question, browser=str(n), by=AnonymousUser()) for n in range(6)]
    turn_down = partial(actions.turn_down, question=question, because="Not now.", by=moderator, at=timezone.now())
    refused = at_once([*likes[:3], turn_down, *likes[3:]])
    assert all(isinstance(error, ValidationError) for error in refused)
    question.refresh_from_db()
    assert (question.like_count, question.likes.count()) == (6 - len(refused), 6 - len(refused))


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_halls_of_a_topic_never_stand_open_together() -> None:
    centre = make_centre(**LIPKA)
    moderator = make_member(centre, "moderator")
    topic = begin(centre, moderator)
    open_one = partial(actions.open_hall, topic=topic, hours=1, by=moderator, at=timezone.now())
    assert at_once([open_one] * 3) == []
    assert topic.halls.count() == 1
