"""What coordinators do before a vote: begin with last year's settings, and look at the ballot as voters will see it."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from community.members.actions import upload_register
from community.members.models import Centre, User
from initiatives.voting import actions, keys
from initiatives.voting.forms.ballots import BallotForm
from initiatives.voting.forms.previews import MemberPreview, OnlyTried, preview_form
from initiatives.voting.freezing import as_if_frozen
from initiatives.voting.likeness import DATES, SETTINGS, later, new_like
from initiatives.voting.models import Pool, Round
from tests.voting.conftest import make_round, start

Kind = Round.BallotKind
NEVER = {
    "id",
    "centre",
    "is_trial",  # whatever was only tried is meant next
    "currency",  # the centre's own of today
    "register",
    "papers_settled_at",
    "announced_at",
    "frozen_at",
    "opened_by",
    "rules",
    "rules_hash",
    "key_hash",
    "imported",
}


@pytest.fixture
def desk(coordinator: User, client_of: Callable[[User], Client]) -> Client:
    return client_of(coordinator)


def at(view: str, **more: object) -> str:
    return reverse(f"voting:{view}", kwargs={"centre": "lipka", **more})


def tables() -> dict[str, list[Any]]:
    """Every row of every table but the sessions: to see that nothing was written."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table != "django_session":
                cursor.execute(f'SELECT * FROM "{table}"')
                found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def sent_by(page: Any) -> dict[str, Any]:
    """What a browser would send of the form as it opened."""
    form = page.context["form"]
    with timezone.override(page.context["centre"].zone):
        values = {field.html_name: field.value() for field in form}
    typed = {name: value for name, value in values.items() if value is not None and value is not False}
    return {name: form[name].field.widget.format_value(value) for name, value in typed.items() if name in DATES} | {
        name: value for name, value in typed.items() if name not in DATES
    }


# Last year's again


def test_a_new_vote_begins_with_the_settings_of_an_earlier_one(desk: Client, centre: Centre, counted: Round) -> None:
    Round.objects.filter(pk=counted.pk).update(
        about="Read this.", min_votes=7, eligibility="verified", rule="greedy", translations={"en": {"title": "River"}}
    )
    assert at("round-repeat", pk=counted.pk) in desk.get(counted.get_absolute_url()).text
    assert at("round-repeat", pk=counted.pk) in desk.get(at("round-create")).text
    page = desk.get(at("round-repeat", pk=counted.pk))
    assert "Projects, results, certifiers, letters and the register do not come along" in page.text
    made = desk.post(at("round-repeat", pk=counted.pk), sent_by(page))
    new = Round.objects.exclude(pk=counted.pk).get()
    assert made.headers["Location"] == at("round-prepare", pk=new.pk)
    counted.refresh_from_db()
    # The form's other languages come with all their texts, empty or not.
    assert new.translations["en"]["title"] == "River"
    same = [name for name in SETTINGS if name != "translations"]
    assert {name: getattr(new, name) for name in same} == {name: getattr(counted, name) for name in same}
    assert (new.min_votes, new.eligibility, new.rule, new.about) == (7, "verified", "greedy", "Read this.")
    for rows in ("projects", "codes", "certifiers", "ballots", "results", "receipts", "participations", "heads"):
        assert getattr(new, rows).count() == 0, rows
    assert counted.projects.count() == 3
    assert (new.announced_at, new.frozen_at, new.rules, new.key_hash) == (None, None, None, "")
    assert not (settings.KEYS / f"{new.pk}.key").exists()


def test_every_column_of_a_round_is_taken_over_or_never() -> None:
    columns = {field.name for field in Round._meta.concrete_fields}
    assert set(SETTINGS) | set(DATES) | NEVER == columns
    assert not (set(SETTINGS) | set(DATES)) & NEVER


def test_the_days_are_those_of_the_next_year_that_is_still_to_come(centre: Centre) -> None:
    opens = dt.datetime(2023, 3, 1, 8, tzinfo=centre.zone)
    round = Round(centre=centre, currency="PLN", budget=5, opens_at=opens, closes_at=opens + dt.timedelta(days=26))
    # Two years and more have passed; the last Sunday of March changes the clock in between.
    new = new_like(round, at=dt.datetime(2025, 5, 1, tzinfo=dt.UTC))
    assert new.opens_at == dt.datetime(2026, 3, 1, 8, tzinfo=centre.zone)
    assert new.closes_at == dt.datetime(2026, 3, 27, 8, tzinfo=centre.zone)
    assert new.results_at is None
    leap = dt.datetime(2024, 2, 29, 12, tzinfo=centre.zone)
    assert later(leap, 1, centre) == dt.datetime(2025, 2, 28, 12, tzinfo=centre.zone)


def test_pools_come_along_when_it_is_saved(desk: Client, draft: Round) -> None:
    for title, budget in (("Upper village", 400_000), ("Lower village", 300_000)):
        actions.save_pool(pool=Pool(round=draft, title=title, kind="village", budget=budget, max_choices=2))
    page = desk.get(at("round-repeat", pk=draft.pk))
    assert "the pools come along when you save" in page.text
    assert Pool.objects.count() == 2
    desk.post(at("round-repeat", pk=draft.pk), sent_by(page))
    new = Round.objects.exclude(pk=draft.pk).get()
    told = ("position", "title", "kind", "budget", "max_choices")
    assert list(new.pools.values(*told)) == list(draft.pools.values(*told))
    assert new.budget == 700_000
    assert new.projects.count() == 0


def test_a_question_begun_like_a_budget_takes_no_pools(desk: Client, draft: Round) -> None:
    actions.save_pool(pool=Pool(round=draft, title="Upper village", budget=400_000))
    typed = sent_by(desk.get(at("round-repeat", pk=draft.pk)))
    desk.post(at("round-repeat", pk=draft.pk), typed | {"purpose": "poll", "ballot_kind": "choice", "winners": 1})
    new = Round.objects.exclude(pk=draft.pk).get()
    assert (new.is_poll, new.budget, new.pools.count()) == (True, 1, 0)


def test_sums_in_money_that_the_centre_no_longer_has_are_not_taken_over(desk: Client, draft: Round) -> None:
    actions.save_pool(pool=Pool(round=draft, title="Upper village", budget=400_000))
    Round.objects.filter(pk=draft.pk).update(currency="EUR")
    page = desk.get(at("round-repeat", pk=draft.pk))
    assert page.context["form"]["budget"].value() is None
    assert "Upper village" not in page.text
    assert "Say how much money is decided about." in desk.post(at("round-repeat", pk=draft.pk), sent_by(page)).text
    assert Round.objects.count() == 1


def test_a_wrong_answer_keeps_what_was_typed_and_makes_nothing(desk: Client, counted: Round) -> None:
    typed = sent_by(desk.get(at("round-repeat", pk=counted.pk)))
    answer = desk.post(at("round-repeat", pk=counted.pk), typed | {"title": "", "summary": "Kept."})
    assert "This field is required." in answer.text
    assert "Kept." in answer.text
    assert Round.objects.count() == 1


def test_only_coordinators_of_its_own_centre_repeat_a_vote(
    centre: Centre,
    other_centre: Centre,
    counted: Round,
    member: User,
    editor: User,
    outsider: User,
    desk: Client,
    client_of: Callable[[User], Client],
) -> None:
    address = at("round-repeat", pk=counted.pk)
    typed = sent_by(desk.get(address))
    assert "/accounts/login/" in Client().post(address, typed).headers["Location"]
    for person in (member, editor, outsider):
        assert client_of(person).get(address).status_code == 403
        assert client_of(person).post(address, typed).status_code == 403
        assert address not in client_of(person).get(counted.get_absolute_url()).text
    assert Round.objects.count() == 1
    # One of another centre cannot be named here, even where it may be read.
    foreign = start(make_round(other_centre))
    for pk in (foreign.pk, 999_999):
        assert desk.get(at("round-repeat", pk=pk)).status_code == 404
        assert desk.post(at("round-repeat", pk=pk), typed).status_code == 404
    assert "Budget of the riverbank" in desk.get(at("round-create")).text
    assert str(foreign.get_absolute_url()) not in desk.get(at("round-create")).text


# The ballot as voters will see it

WAYS: dict[str, tuple[dict[str, Any], dict[str, Any], dict[str, Any], str]] = {
    # kind: (the round's facts, an acceptable ballot, one that is not, what its voter is told)
    Kind.APPROVAL: (
        {},
        {"choices": ["1", "3"]},
        {"choices": ["1", "2", "3"]},
        "You chose 3 projects, and 2 are allowed.",
    ),
    Kind.POINTS: (
        {"points": 5},
        {"choices-1": "2", "choices-2": "3"},
        {"choices-1": "6"},
        "You gave 6 points, and there are 5 to give.",
    ),
    Kind.RANKING: (
        {},
        {"choices-2": "1", "choices-1": "2"},
        {"choices-2": "1", "choices-1": "1"},
        "Two stand on the same place.",
    ),
    Kind.YES_NO: (
        {"purpose": "poll", "rule": "majority"},
        {"choices-1": "yes", "choices-2": "no"},
        {},
        "You have not answered anything yet.",
    ),
    Kind.CHOICE: (
        {"purpose": "poll", "rule": "greedy", "budget": 1},
        {"choices": ["2"]},
        {},
        "Please choose one answer.",
    ),
}


@pytest.mark.parametrize("kind", WAYS)
def test_each_ballot_is_tried_and_nothing_is_written(desk: Client, centre: Centre, kind: str) -> None:
    facts, good, bad, told = WAYS[kind]
    round = make_round(centre, ballot_kind=kind, **facts)
    address = at("ballot-preview", pk=round.pk)
    assert address in desk.get(at("round-prepare", pk=round.pk)).text
    before = tables()
    page = desk.get(address)
    assert page.templates[0].name == "voting/ballot_cast.html"
    assert "Preview: nothing is recorded" in page.text
    # A window that keeps tried choices never puts them into the real ballot.
    assert f'data-ballot="preview-{round.pk}"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    for title in round.projects.values_list("title", flat=True):
        assert title in page.text
    accepted = desk.post(address, good)
    assert "This ballot would go into the box." in accepted.text
    assert "data-ballot-cast" not in accepted.text  # no receipt
    refused = desk.post(address, bad)
    assert told in refused.text
    assert "This ballot would go into the box." not in refused.text
    assert tables() == before
    assert not settings.KEYS.exists() or not any(settings.KEYS.iterdir())


def test_a_filled_in_preview_shows_again_what_was_chosen(desk: Client, draft: Round) -> None:
    answer = desk.post(at("ballot-preview", pk=draft.pk), {"choices": ["2"]})
    assert [line.project.external_id for group in answer.context["groups"] for line in group.lines if line.value] == [
        "2"
    ]


def test_what_some_voters_are_asked_besides_is_asked_in_the_preview(desk: Client, centre: Centre) -> None:
    round = make_round(centre, min_age=16, age_grounds="Act of 1990, article 5a")
    address = at("ballot-preview", pk=round.pk)
    assert "Please confirm your age" in desk.post(address, {"choices": ["1"]}).text
    aged = {"choices": ["1"], "old_enough": "on"}
    assert "This ballot would go into the box." in desk.post(address, aged).text
    assert "Please confirm that you live here" in desk.post(f"{address}?newcomer", aged).text
    before = tables()
    assert "This ballot would go into the box." in desk.post(f"{address}?newcomer", aged | {"lives_here": "on"}).text
    assert tables() == before  # nobody declared anything


def test_a_preview_cannot_be_asked_for_letter_codes(desk: Client, centre: Centre) -> None:
    round = make_round(centre, identifier="letter", eligibility="letter")
    (real,) = actions.print_codes(round=round, number=1)
    address = at("ballot-preview", pk=round.pk)
    before = tables()
    real_one, made_up = (
        desk.post(address, {"code": code, "choices": ["1"]}).text.replace(code, "…") for code in (real, "AAAAA22222")
    )
    assert "This ballot would go into the box." in real_one
    assert plain(real_one) == plain(made_up)
    assert "some are missing or too many" in desk.post(address, {"code": "AB", "choices": ["1"]}).text
    assert tables() == before  # not even a try is counted


def plain(text: str) -> str:
    """A page without what differs from one answer to the next."""
    return "\n".join(line for line in text.splitlines() if "csrf" not in line and "nonce" not in line)


def test_a_preview_looks_nobody_up_in_the_register(desk: Client, centre: Centre, coordinator: User) -> None:
    register = upload_register(
        centre=centre, label="Spring", columns=["Name"], rows=[["Anna"]], by=coordinator, at=timezone.now()
    )
    round = make_round(centre, identifier="register", eligibility="register", register=register)
    before = tables()
    for name in ("Anna", "Nobody"):
        answer = desk.post(at("ballot-preview", pk=round.pk), {"fact_0": name, "choices": ["1"]})
        assert "This ballot would go into the box." in answer.text
    assert "This field is required." in desk.post(at("ballot-preview", pk=round.pk), {"choices": ["1"]}).text
    assert tables() == before


def test_pools_stand_in_the_preview_and_what_is_in_none_waits(desk: Client, draft: Round) -> None:
    pools = [
        actions.save_pool(pool=Pool(round=draft, title=title, kind="village", budget=500_000))
        for title in ("Upper village", "Lower village")
    ]
    for pool, number in zip(pools, ("1", "2"), strict=True):
        draft.projects.filter(external_id=number).update(pool=pool)
    page = desk.get(at("ballot-preview", pk=draft.pk))
    listed = {line.project.external_id for group in page.context["groups"] for line in group.lines}
    assert listed == {"1", "2"}
    assert "stands in no pool" in page.text
    answer = desk.post(at("ballot-preview", pk=draft.pk), {"choices": ["1", "2"]})
    assert "Choose for one village only" in answer.text


def test_an_empty_ballot_is_a_page_too(desk: Client, draft: Round) -> None:
    draft.projects.all().delete()
    assert at("ballot-preview", pk=draft.pk) not in desk.get(at("round-prepare", pk=draft.pk)).text
    assert "There is no project on the ballot yet." in desk.get(at("ballot-preview", pk=draft.pk)).text


def test_only_those_who_prepare_see_the_preview(
    draft: Round, member: User, editor: User, outsider: User, client_of: Callable[[User], Client], desk: Client
) -> None:
    address = at("ballot-preview", pk=draft.pk)
    for client in (Client(), client_of(member), client_of(editor), client_of(outsider)):
        assert client.get(address).status_code == 404
        assert client.post(address, {"choices": ["1"]}).status_code == 404
    actions.announce(round=draft, at=timezone.now())
    assert "/accounts/login/" in Client().get(address).headers["Location"]
    for person in (member, editor, outsider):
        assert client_of(person).get(address).status_code == 403
        assert client_of(person).post(address, {"choices": ["1"]}).status_code == 403
    assert desk.get(address).status_code == 200


def test_a_vote_whose_rules_are_frozen_has_no_preview(desk: Client, opened: Round) -> None:
    answer = desk.post(at("ballot-preview", pk=opened.pk), {"choices": ["1"]}, follow=True)
    assert "The rules of this vote are frozen" in answer.text
    assert opened.ballots.count() == 0


def test_nothing_that_a_preview_holds_can_cast(draft: Round, member: User) -> None:
    shown = as_if_frozen(draft)
    form = preview_form(shown, {"choices": ["1"]}, must_declare=False)
    assert form.is_valid()
    with pytest.raises(OnlyTried):
        form.save(by=member)  # type: ignore[attr-defined]
    with pytest.raises(keys.VotingPaused):
        actions.cast(round=shown, member=member, choices=["1"])
    assert (draft.rules, shown.rules["key_sha256"]) == (None, "")


def test_the_rules_of_a_preview_are_those_that_opening_freezes(draft: Round) -> None:
    shown = as_if_frozen(draft).rules
    frozen = start(draft).rules
    decided_at_opening = {"key_sha256", "opens_at", "dates"}
    assert {name for name in frozen if frozen[name] != shown[name]} <= decided_at_opening | {"count"}
    drawn = {"seed_sha256", "ties"}
    assert {name for name, value in frozen["count"].items() if value != shown["count"][name]} == drawn


TYPED = st.sampled_from(["", "0", "1", "2", "3", "4", "5", "6", "yes", "no", "-1", "1.5", "maybe", "٣"])


# To draw the first values takes a while, for then the library reads the house's own constants.
@hypothesis.settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    kind=st.sampled_from(list(WAYS)), ticked=st.lists(TYPED, max_size=4), each=st.lists(TYPED, min_size=3, max_size=3)
)
def test_a_preview_accepts_exactly_what_the_open_vote_accepts(kind: str, ticked: list[str], each: list[str]) -> None:
    """By the same rules, of which the test above says that they are the same."""
    ballot = {"kind": kind, "min": 1, "max": 2, "points": 5}
    round = Round(rules={"ballot": ballot, "projects": [{"id": name} for name in ("1", "2", "3")]})
    data = QueryDict(mutable=True)
    data.setlist("choices", ticked)
    for number, value in enumerate(each, 1):
        data[f"choices-{number}"] = value
    tried, real = MemberPreview(data, round=round), BallotForm(data, round=round)
    assert tried.is_valid() == real.is_valid()
    assert tried.errors == real.errors
    assert tried.cleaned_data == real.cleaned_data
