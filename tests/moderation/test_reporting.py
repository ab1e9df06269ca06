"""Anybody reports, signed in or not, and learns what became of it."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.core import mail
from django.utils import timezone

from community.moderation import actions
from community.moderation.models import Decision, HouseRule, Report
from community.moderation.personal import contribute as personal
from community.moderation.waiting import contribute as waiting
from tests.moderation.making import HIDE, NOTICE, REPORTS, decided, new_report, posted, report_address
from tests.proposals.hostile import NASTY, live_parts
from tests.proposals.making import make_draft, make_published

pytestmark = pytest.mark.django_db


def test_a_stranger_reports_and_gets_a_receipt(
    initiative, moderator, stranger_client, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = stranger_client.post(report_address(initiative), NOTICE | {"email": "anna@example.org"})
    report = Report.objects.get()
    assert (report.target, report.title, report.category) == (initiative, "Sąsiad i jego płot", "rule")
    assert report.reason == "Nie ujawniaj cudzych spraw"
    assert answer.headers["Location"] == f"{REPORTS}receipt/{report.receipt}/"
    page = stranger_client.get(answer.headers["Location"]).content.decode()
    assert report.receipt in page
    assert "It names my child." not in page
    assert sorted(message.to[0] for message in mail.outbox) == sorted(["anna@example.org", moderator.email])
    received = next(message for message in mail.outbox if message.to == ["anna@example.org"])
    assert report.receipt in received.body
    initiative.refresh_from_db()
    assert not initiative.is_hidden


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"good_faith": ""}, "This field is required."),
        ({"text": ""}, "This field is required."),
        ({"text": "x" * 4001}, "at most 4000 characters"),
        ({"category": "boring"}, "Select a valid choice."),
        ({"email": "not an address"}, "Enter a valid email address."),
    ],
)
def test_a_report_that_lacks_something_is_told_what(initiative, stranger_client, change, message):
    answer = stranger_client.post(report_address(initiative), NOTICE | change)
    assert message in answer.content.decode()
    assert not Report.objects.exists()


def test_a_flood_of_reports_is_stopped_and_hides_nothing(initiative, stranger_client):
    for _time in range(6):
        assert stranger_client.post(report_address(initiative), NOTICE).status_code == 302
    stopped = stranger_client.post(report_address(initiative), NOTICE)
    assert stopped.status_code == 429
    assert "Many reports came from your network" in stopped.content.decode()
    assert "It names my child." in stopped.content.decode()
    assert Report.objects.count() == 6
    initiative.refresh_from_db()
    assert not initiative.is_hidden


def test_what_one_may_not_see_cannot_be_reported(centre, other_centre, author, outsider, stranger_client):
    draft = make_draft(centre, author)
    foreign = make_published(other_centre, outsider)
    assert stranger_client.get(report_address(draft)).status_code == 404
    assert stranger_client.get(report_address(foreign)).status_code == 404
    for kind in ("members.user/1", "nonsense/1", "a.b.c/1", "proposals.nothing/1"):
        assert stranger_client.get(f"{REPORTS}new/{kind}/").status_code == 404


def test_a_page_of_this_site_is_reported_and_only_of_this_site(centre, moderator, stranger_client, client_of):
    assert stranger_client.post(f"{REPORTS}new/?page=/en/lipka/stories/a/", NOTICE).status_code == 302
    report = Report.objects.get()
    assert (report.url, report.target) == ("/en/lipka/stories/a/", None)
    for evil in ("//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "", "/" * 500):
        assert stranger_client.get(f"{REPORTS}new/", {"page": evil}).status_code == 404
    client = client_of(moderator)
    refused = client.post(f"{REPORTS}{report.pk}/", posted())
    assert "Select a valid choice." in refused.content.decode()
    client.post(f"{REPORTS}{report.pk}/", posted(outcome="keep"))
    report.refresh_from_db()
    assert report.decision.outcome == "keep"


def test_lists_ask_the_same_number_of_questions_for_one_and_for_three(
    centre, author, moderator, client_of, stranger_client, django_assert_max_num_queries
):
    served = client_of(moderator)

    def questions(client: Any, place: str) -> int:
        with django_assert_max_num_queries(12) as asked:
            client.get(place)
        return len(asked)

    def decide_one() -> None:
        actions.decide(report=new_report(make_published(centre, author)), **HIDE, by=moderator, at=timezone.now())
        new_report(make_published(centre, author))

    places = [(served, REPORTS), (stranger_client, f"{REPORTS}decisions/")]
    decide_one()
    one = [[questions(*place) for place in places] for _warm in range(2)][1]
    decide_one()
    decide_one()
    assert [questions(*place) for place in places] == one


def test_hostile_reports_are_only_words(initiative, moderator, client_of, stranger_client):
    for nasty in NASTY:
        report = new_report(initiative, title=nasty[:200], text=nasty, url="/")
        decision = actions.decide(report=report, outcome="keep", facts=nasty, by=moderator, at=timezone.now())
        client = client_of(moderator)
        for place in (REPORTS, f"{REPORTS}{report.pk}/", f"{REPORTS}decisions/", f"{REPORTS}decisions/{decision.pk}/"):
            assert live_parts(client.get(place).content.decode()) == []


def test_reports_wait_for_the_moderator(initiative, moderator, member):
    new_report(initiative)
    assert [line.text for line in waiting(moderator, initiative.centre)] == ["1 report waits for a decision"]
    assert waiting(member, initiative.centre) == []


def test_a_member_takes_their_reports_along_and_leaves_no_name(initiative, member, author, moderator):
    report = new_report(initiative, reporter=member)
    actions.decide(report=report, **HIDE, by=moderator, at=timezone.now())
    assert [row["receipt"] for row in personal().export(member)["reports"]] == [report.receipt]
    assert [row["facts"] for row in personal().export(author)["decisions_about_me"]] == [HIDE["facts"]]
    for user in (member, author):
        personal().erase(user, keep_public=True)
    assert list(Report.objects.values_list("reporter", flat=True)) == [None]
    assert list(Decision.objects.values_list("author", flat=True)) == [None]


def test_the_back_office_lists_what_the_centre_s_staff_may_see(
    initiative, other_centre, outsider, moderator, coordinator, member, client_of
):
    foreign = make_published(other_centre, outsider, title="Far away")
    new_report(initiative)
    new_report(foreign)
    for user in (moderator, coordinator):
        user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    reports = client_of(moderator).get("/admin/report/")
    assert reports.status_code == 200, reports.headers
    assert "Sąsiad i jego płot" in reports.content.decode()
    assert "Far away" not in reports.content.decode()
    listed = client_of(coordinator).get("/admin/initiative/").content.decode()
    assert "Sąsiad i jego płot" in listed
    assert "Far away" not in listed
    assert client_of(member).get("/admin/report/").status_code in {302, 403}
    assert client_of(coordinator).get("/admin/report/").status_code in {302, 403}
    assert "locer-reports" not in client_of(coordinator).get("/admin/").content.decode()


def test_hostile_rules_words_and_appeals_are_only_words(centre, author, moderator, coordinator, client_of):
    clients = [client_of(user) for user in (moderator, coordinator, author)]
    for number, nasty in enumerate(NASTY):
        rule = actions.save_rule(rule=HouseRule(centre=centre, title=nasty[:120] or "x", text=nasty or "x"))
        actions.add_word(centre=centre, word=f"{nasty[:50]}a{number}")
        made = decided(make_published(centre, author), moderator, rule=rule)
        appeal = actions.appeal(decision=made, by=author, text=nasty or "x", at=timezone.now())
        actions.answer_appeal(appeal=appeal, result="upheld", answer=nasty or "x", by=coordinator, at=timezone.now())
        places = (made.get_absolute_url(), appeal.get_absolute_url(), f"{REPORTS}rules/", f"{REPORTS}words/")
        for client in clients:
            assert [place for place in places if live_parts(client.get(place).content.decode())] == []
