"""After the count: two names, and a result that stands."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from community.members.models import Centre, User
from community.members.waiting import waiting_for
from initiatives.proposals import actions as proposals
from initiatives.proposals.models import Initiative
from initiatives.voting import actions, tasks
from initiatives.voting.models import Certification, Participation, Round, RoundResult
from initiatives.voting.prints import minutes
from tests.factories import make_member
from tests.voting.certified import again, at, certified, certify, heard
from tests.voting.conftest import DAY, finished, make_round, start
from tests.voting.looking import dump
from tests.voting.papering import confirm, on_paper, out_of_the_urn

ClientOf = Callable[[User], Client]


def test_two_names_certify_with_the_seal_on_the_minutes(
    counted: Round, names: tuple[User, User], client_of: ClientOf, centre: Centre
) -> None:
    round = heard(counted)
    first, second = map(client_of, names)
    assert any("Your name is wanted" in line.text for line in waiting_for(names[0], centre))
    wrong = first.post(at("certification", round), {"seal": "00000000"})
    assert "This is not how the seal begins." in wrong.text
    typed = {"seal": f" {round.closure.seal[:8].upper()} "}
    assert "Your name stands under the result." in first.post(at("certification", round), typed, follow=True).text
    assert "Certified by" not in Client().get(at("round-results", round)).text
    assert not any("Your name is wanted" in line.text for line in waiting_for(names[0], centre))
    second.post(at("certification", round), typed)
    page = Client().get(at("certification", round)).text
    assert "The result is certified" in page
    assert f"Certified by {names[0]} and {names[1]}" in Client().get(at("round-results", round)).text


def test_nobody_certifies_twice_in_whatever_way(counted: Round, names: tuple[User, User], client_of: ClientOf) -> None:
    round = heard(counted)
    certify(round, names[0])
    again_by_page = client_of(names[0]).post(at("certification", round), {"seal": round.closure.seal[:8]})
    assert again_by_page.status_code == 409
    assert "The second name is another person&#x27;s." in again_by_page.text
    facts = {"round": round, "by": names[0], "name": "x", "seal": round.closure.seal, "results_hash": "x"}
    for position in (1, 2, 3):
        with pytest.raises(IntegrityError), transaction.atomic():
            Certification.objects.create(position=position, **facts)
    certify(round, names[1])
    for name in names:
        with pytest.raises(actions.CannotCertify, match="certified this result already"):
            certify(round, name)
    assert Certification.objects.count() == 2


def test_nobody_else_certifies(counted: Round, moderator: User, member: User, client_of: ClientOf) -> None:
    round = heard(counted)
    for person in (moderator, member):
        with pytest.raises(PermissionDenied):
            certify(round, person)
        assert client_of(person).post(at("certification", round), {"seal": round.closure.seal[:8]}).status_code == 403
    assert Client().post(at("certification", round)).headers["Location"].startswith("/en/accounts/login/")
    assert Certification.objects.count() == 0


def test_nothing_is_certified_while_objections_are_heard_or_unanswered(
    counted: Round, coordinator: User, names: tuple[User, User]
) -> None:
    objection = actions.object_to(round=counted, text="Why?", at=timezone.now())
    with pytest.raises(actions.CannotCertify, match="Objections may still be made. 1 objection has no answer yet."):
        certify(counted, names[0])
    round = heard(counted)
    with pytest.raises(actions.CannotCertify, match=r"^1 objection has no answer yet.$"):
        certify(round, names[0])
    actions.answer_objection(objection=objection, answer="So.", by=coordinator, at=timezone.now())
    certify(round, names[0])


def test_a_certified_result_is_not_counted_anew(counted: Round, names: tuple[User, User]) -> None:
    round = certified(counted, names)
    kept = dump()
    with pytest.raises(actions.Certified):
        actions.count(round=round)
    assert dump() == kept


def test_a_result_changed_in_the_database_is_shown_as_not_the_certified_one(
    counted: Round, names: tuple[User, User]
) -> None:
    round = certified(counted, names)
    assert "Not the result that was certified" not in Client().get(at("round-results", round)).text
    result = RoundResult.objects.get(round=round, rule=round.rule)
    RoundResult.objects.filter(round=round, rule=round.rule).update(outcome=result.outcome | {"winners": ["3"]})
    for view in ("round-results", "certification"):
        assert "Not the result that was certified" in Client().get(at(view, round)).text


def test_files_changed_before_the_first_name_are_not_certified(counted: Round, names: tuple[User, User]) -> None:
    round = heard(counted)
    round.contents.filter(position=1).update(choices=["3"])
    with pytest.raises(actions.CannotCertify, match="no longer give the seal"):
        certify(round, names[0])


def test_the_second_name_refuses_another_result_than_the_first(counted: Round, names: tuple[User, User]) -> None:
    round = heard(counted)
    certify(round, names[0])
    result = RoundResult.objects.get(round=round, rule=round.rule)
    RoundResult.objects.filter(round=round, rule=round.rule).update(outcome=result.outcome | {"winners": ["3"]})
    with pytest.raises(actions.CannotCertify, match="not the one that was certified first"):
        certify(round, names[1])


def test_winning_initiatives_go_their_way_at_the_second_name(
    centre: Centre, member: User, names: tuple[User, User]
) -> None:
    ideas = [admitted(centre, member, title, cost) for title, cost in (("Benches", 300_000), ("Palace", 900_000))]
    round = make_round(centre)
    round.projects.all().delete()
    actions.adopt_initiatives(round=round, initiatives=ideas)
    actions.name_certifiers(round=round, members=names)
    round = start(round)
    actions.cast(round=round, member=member, choices=["1"])
    round = finished(round)
    actions.close(round=round)
    actions.count(round=round)
    round = heard(round)
    certify(round, names[0])
    assert {idea.state for idea in Initiative.objects.all()} == {"on_ballot"}
    certify(round, names[1])
    won, lost = (Initiative.objects.get(pk=idea.pk) for idea in ideas)
    assert won.state == "selected"
    assert lost.state == "not_selected"


def admitted(centre: Centre, author: User, title: str, cost: int) -> Initiative:
    content = proposals.Content(title=title, summary="Good.", category="nature", language="en", cost=cost)
    idea = proposals.draft(centre=centre, author=author, content=content, at=timezone.now())
    Initiative.objects.filter(pk=idea.pk).update(state="admitted", published_at=timezone.now())
    return Initiative.objects.get(pk=idea.pk)


def test_a_certified_winner_is_remarked_upon_and_never_changed(
    counted: Round, names: tuple[User, User], client_of: ClientOf, coordinator: User
) -> None:
    winner = counted.projects.get(external_id="1")
    with pytest.raises(actions.NotCertified):
        actions.annotate(project=winner, text="Soon.", by=coordinator, at=timezone.now())
    round = certified(counted, names)
    before = list(RoundResult.objects.values())
    address = at("annotation-create", round, project=winner.pk)
    client_of(coordinator).post(address, {"text": "Delivered by the river firm."})
    assert "Delivered by the river firm." in Client().get(at("certification", round)).text
    assert list(RoundResult.objects.values()) == before
    loser = round.projects.get(external_id="3")
    refused = client_of(coordinator).post(at("annotation-create", round, project=loser.pk), {"text": "But"})
    assert "Only a winner of a certified result" in refused.text


def test_the_minutes_say_everything_that_two_people_sign(centre: Centre, coordinator: User, editor: User) -> None:
    round = on_paper(centre)
    actions.cast(round=round, member=make_member(centre), choices=["1"])
    out_of_the_urn(round, 1)
    confirm(round, 1, ["1"], (coordinator, editor))
    round = finished(round)
    actions.close(round=round)
    actions.count(round=round)
    round = again(round)
    texts = minutes.minutes_texts(round)
    assert texts["seal"] == round.closure.seal
    told = dict(map(tuple, texts["numbers"]))
    assert told["Ballots counted"] == "2"
    assert (told["– online"], told["– on paper"]) == ("1", "1")
    assert (told["Paper ballots printed"], told["People who took a paper ballot"]) == ("5", "1")
    assert [line[1] for line in texts["winners"]] == ["Benches by the river"]
    assert set(texts["names"]) == {str(person) for person in round.certifiers.all()}
    page = Client().get(at("minutes", round))
    assert page.content.startswith(b"%PDF-1.7")
    assert page.content == Client().get(at("minutes", round)).content


def test_the_roll_is_for_the_two_who_certify_until_it_is_erased(
    counted: Round, names: tuple[User, User], moderator: User, client_of: ClientOf
) -> None:
    somebody = Participation.objects.filter(round=counted).select_related("member")[0].member
    for name in names:
        page = client_of(name).get(at("roll", counted))
        assert somebody.handle in page.text
        assert "no-store" in page.headers["Cache-Control"]
    assert client_of(moderator).get(at("roll", counted)).status_code == 403
    objection = actions.object_to(round=counted, text="Why?", email="maria@example.org", at=timezone.now())
    Round.objects.filter(pk=counted.pk).update(
        objections_until=timezone.now() - 31 * DAY,
        closes_at=timezone.now() - 40 * DAY,
        opens_at=timezone.now() - 50 * DAY,
    )
    assert tasks.forget_rolls.func() == 12
    assert "it has been erased" in client_of(names[0]).get(at("roll", counted)).text
    objection.refresh_from_db()
    assert (objection.email, objection.text) == ("", "Why?")


def test_results_that_come_late_leave_as_long_to_object(
    opened: Round, member: User, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    planned = timezone.now() - 5 * DAY
    Round.objects.filter(pk=opened.pk).update(
        opens_at=planned - DAY, closes_at=planned, objections_until=planned + 7 * DAY
    )
    with django_capture_on_commit_callbacks(execute=True):
        tasks.close_due_rounds.func()
    left = Round.objects.get(pk=opened.pk).objections_until
    assert left is not None
    assert abs(left - (timezone.now() + 7 * DAY)) < dt.timedelta(minutes=1)


def test_an_uncounted_vote_has_no_page_of_certification(opened: Round, centre: Centre) -> None:
    assert Client().get(at("certification", opened)).status_code == 404
    assert Client().get(at("minutes", opened)).status_code == 404
    announced = make_round(centre)
    actions.announce(round=announced, at=timezone.now())
    assert Client().get(at("objection-list", announced)).status_code == 404


def test_another_certifies_in_place_of_whoever_cannot_and_everybody_reads_why(
    client_of: ClientOf, coordinator: User, centre: Centre, counted: Round, names: tuple[User, User]
) -> None:
    round, (first, second) = heard(counted), names
    free, newcomer = make_member(centre, "coordinator"), make_member(centre, "moderator", display_name="Nel Newcomer")
    page = at("certifier-replace", round)
    staff = client_of(free)
    assert f'href="{page}"' in staff.get(at("certification", round)).text
    empty = staff.post(page, {"left": second.pk, "came": newcomer.pk, "reason": ""})
    assert "This field is required." in empty.text
    certify(round, first)
    for left, came in ((first, newcomer), (newcomer, free), (second, make_member(centre)), (second, first)):
        refused = staff.post(page, {"left": left.pk, "came": came.pk, "reason": "Ill."})
        assert "Select a valid choice" in refused.text
        with pytest.raises(actions.CannotReplace):
            actions.replace_certifier(round=round, left=left, came=came, reason="Ill.", by=free, at=timezone.now())
    assert staff.post(page, {"left": second.pk, "came": newcomer.pk, "reason": "Ill."}).status_code == 302
    told = Client().get(at("certification", round)).text
    assert "Nel Newcomer in place of" in told
    assert "Ill." in told
    with pytest.raises(PermissionDenied):
        certify(round, second)
    certify(round, newcomer)
    with pytest.raises(actions.CannotReplace, match="both names stand"):
        actions.replace_certifier(round=round, left=newcomer, came=second, reason="No.", by=free, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        round.replacements.update(reason="")


def test_nobody_is_exchanged_while_the_halves_of_the_key_are_out(
    coordinator: User, centre: Centre, names: tuple[User, User]
) -> None:
    round = make_round(centre)
    actions.name_certifiers(round=round, members=names)
    round = start(round)
    facts = {"left": names[0], "came": make_member(centre, "editor"), "reason": "Ill."}
    with pytest.raises(PermissionDenied):
        actions.replace_certifier(round=round, by=coordinator, at=timezone.now(), **facts)
