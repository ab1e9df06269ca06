"""The list, one initiative, and who sees what."""

import datetime as dt
import html
from typing import Any
from xml.etree import ElementTree

import pytest
import rules
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from community.interface.templatetags.interface import money
from community.moderation import actions as moderation
from initiatives.proposals import actions
from initiatives.proposals.models import Initiative
from tests.factories import make_centre, make_member, make_user
from tests.proposals.hostile import NASTY, live_parts
from tests.proposals.making import lead, make_backed, make_draft, make_published, photo, sheet

pytestmark = pytest.mark.django_db
LIST = "/en/lipka/initiatives/"


def hide(initiative: Initiative, by: Any) -> None:
    report = moderation.report(
        centre=initiative.centre,
        target=initiative,
        title=initiative.title,
        url=initiative.get_absolute_url(),
        category="other",
        text="Bad.",
        language="pl",
        at=timezone.now(),
    )
    moderation.decide(
        report=report, outcome="hide", facts="Bad.", ground="rule", ground_text="Rule 1", by=by, at=timezone.now()
    )


@pytest.fixture
def initiatives(centre, other_centre, author, coordinator, moderator, outsider) -> list[Initiative]:
    """One in every state, a hidden one, and a draft and a hidden one elsewhere."""
    states = {"draft": make_draft(centre, author, title="Draft")}
    for state in Initiative.State.values[1:]:
        states[state] = make_published(centre, author, title=f"In state {state}")
        Initiative.objects.filter(pk=states[state].pk).update(state=state)
    hidden = make_published(centre, author, title="Hidden")
    hide(hidden, moderator)
    foreign = [make_draft(other_centre, outsider), make_published(other_centre, outsider)]
    hide(foreign[1], make_member(other_centre, "moderator"))
    return list(Initiative.objects.select_related("centre"))


@pytest.mark.parametrize(
    "role",
    ["stranger", "newcomer", "member", "outsider", "editor", "coordinator", "moderator", "author", "administrator"],
)
def test_lists_and_rule_agree_about_who_sees_what(role, initiatives, author, request):
    cast = {
        "stranger": AnonymousUser,
        "administrator": lambda: make_user(is_superuser=True),
        "author": lambda: author,
    }
    user = cast[role]() if role in cast else request.getfixturevalue(role)
    listed = set(Initiative.objects.visible_to(user))
    assert listed == {one for one in initiatives if rules.has_perm("proposals.view_initiative", user, one)}
    seen = {(one.title if one.centre.slug == "lipka" else "elsewhere") for one in listed}
    assert ("Draft" in seen) == (role in {"author", "coordinator", "administrator"})
    assert ("Hidden" in seen) == (role in {"author", "moderator", "administrator"})
    assert ("elsewhere" in seen) == (role in {"outsider", "administrator"})
    assert "In state published" in seen


@pytest.mark.parametrize("role", ["stranger", "newcomer", "member", "outsider", "coordinator", "moderator", "author"])
def test_a_page_opens_for_those_who_may_see_it_and_is_unknown_to_others(
    role, initiatives, client_of, stranger_client, request
):
    user = AnonymousUser() if role == "stranger" else request.getfixturevalue(role)
    client = stranger_client if role == "stranger" else client_of(user)
    for one in initiatives:
        address = f"/en/{one.centre.slug}/initiatives/{one.pk}/"
        expected = 200 if rules.has_perm("proposals.view_initiative", user, one) else 404
        assert client.get(address).status_code == expected, (role, one)
        elsewhere = "javorina" if one.centre.slug == "lipka" else "lipka"
        assert client.get(f"/en/{elsewhere}/initiatives/{one.pk}/").status_code == 404


def test_the_public_list_holds_neither_drafts_nor_hidden_nor_foreign_ones(
    initiatives, stranger_client, author, client_of
):
    for client in (stranger_client, client_of(author)):
        page = client.get(LIST).content.decode()
        assert "In state done" in page
        assert all(words not in page for words in (">Draft<", ">Hidden<", "A bench by the river"))


def test_the_list_is_narrowed_and_ordered(centre, author, stranger_client):
    old = timezone.now() - dt.timedelta(days=3)
    make_published(
        centre, author, at=old, title="Łódka dla dzieci", category="children", place="Źródlanka", tags=["woda"]
    )
    bench = make_published(centre, author, title="Bench", place="Rynek")
    actions.gather(initiative=bench, members=[make_member(centre)], at=timezone.now())
    make_published(centre, author, title="Lamp", place="Rynek", category="safety")

    def found(query: str) -> list[str]:
        return [one.title for one in stranger_client.get(f"{LIST}?{query}").context["object_list"]]

    assert found("") == ["Lamp", "Bench", "Łódka dla dzieci"]
    assert found("sort=support") == ["Bench", "Lamp", "Łódka dla dzieci"]
    assert found("q=lodka+DZIECI") == ["Łódka dla dzieci"]
    assert found("place=zrodlanka") == ["Łódka dla dzieci"]
    assert found("category=safety") == ["Lamp"]
    assert found("tag=woda") == ["Łódka dla dzieci"]
    assert found("state=done") == []
    assert found("state=nonsense&category='%3B--&page=1") == ["Lamp", "Bench", "Łódka dla dzieci"]
    assert found("q=100%25") == []


def test_a_search_says_when_nothing_is_there_and_how_to_begin(centre, author, stranger_client):
    assert "No initiatives yet" in stranger_client.get(LIST).content.decode()
    make_published(centre, author)
    page = stranger_client.get(f"{LIST}?q=zeppelin").content.decode()
    assert "Nothing found" in page
    assert "0 initiatives found" in page


def test_twelve_stand_on_a_page(centre, author, stranger_client):
    for number in range(13):
        make_published(centre, author, title=f"Number {number}")
    assert len(stranger_client.get(LIST).context["object_list"]) == 12
    assert len(stranger_client.get(f"{LIST}?page=2").context["object_list"]) == 1
    assert stranger_client.get(f"{LIST}?page=99").status_code == 404


@pytest.mark.parametrize("who", ["stranger", "coordinator"])
def test_the_list_asks_the_same_number_of_questions_for_one_and_for_many(
    who, centre, author, coordinator, client_of, stranger_client, django_assert_max_num_queries
):
    client = stranger_client if who == "stranger" else client_of(coordinator)

    def questions() -> int:
        with django_assert_max_num_queries(15) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    def publish(number: int) -> None:
        answer = client_of(author).post(
            f"{LIST}new/",
            sheet(title=f"Number {number}", publish="1", **{"pictures-0-file": photo(), "pictures-0-alt": "One"}),
        )
        assert answer.status_code == 302

    publish(1)
    questions()
    one = questions()
    for number in (2, 3):
        publish(number)
    assert questions() == one


def test_a_page_asks_the_same_number_of_questions_for_one_and_for_three_signatures(
    centre, author, stranger_client, django_assert_max_num_queries
):
    initiative = make_published(centre, author, items=[("Wood", 100), ("Roof", 200)], tags=["a", "b"])
    address = f"{LIST}{initiative.pk}/"

    def questions() -> int:
        with django_assert_max_num_queries(15) as asked:
            stranger_client.get(address)
        return len(asked)

    def sign(people: int) -> None:
        for _number in range(people):
            signer = make_member(centre)
            actions.support(initiative=initiative, member=signer, shows_name=True, at=timezone.now())

    sign(1)
    questions()
    one = questions()
    sign(2)
    assert questions() == one


def test_the_page_shows_money_place_history_and_the_language(centre, author, coordinator, stranger_client):
    initiative = make_backed(centre, author, items=[("Oak", 100_000), ("Roof", 20_000)], latitude=49.6, longitude=20.7)
    lead(initiative, "admit", by=coordinator)
    page = stranger_client.get(f"{LIST}{initiative.pk}/").content.decode()
    for words in (
        money(120_000, "PLN"),
        "Oak",
        "By the ferry in Łodzica",
        "Admitted by the centre",
        "written in Polski",
        "Adam Author",
    ):
        assert words in page
    assert '<h1 lang="pl">A bench by the river</h1>' in page
    assert "<li>oak</li>" in page
    assert f"/en/lipka/reports/new/proposals.initiative/{initiative.pk}/" in page


def test_a_strangers_page_holds_no_form_that_writes(published, stranger_client):
    page = stranger_client.get(f"{LIST}{published.pk}/").content.decode()
    assert 'method="post"' not in page
    assert f"/initiatives/{published.pk}/support/" in page


@pytest.mark.parametrize("nasty", NASTY)
def test_hostile_words_are_only_words(centre, author, coordinator, client_of, stranger_client, nasty):
    initiative = make_backed(
        centre,
        author,
        title=nasty,
        summary=nasty,
        description=f"{nasty}\n\n- {nasty}",
        place=nasty,
        items=[(nasty, 5)],
        tags=["t"],
    )
    lead(initiative, "admit", by=coordinator)
    for client in (stranger_client, client_of(coordinator), client_of(author)):
        for address in (LIST, f"{LIST}{initiative.pk}/", f"{LIST}feed/"):
            page = client.get(address).content.decode()
            assert live_parts(page) == []
    assert live_parts("<b onclick=x></b>") == ["onclick"]
    assert "alert(1)" in nasty or nasty in stranger_client.get(f"{LIST}{initiative.pk}/").content.decode()


def test_the_feed_tells_the_newest(centre, author, published, draft, stranger_client):
    answer = stranger_client.get(f"{LIST}feed/")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    feed = answer.content.decode()
    assert feed.count("<entry>") == 1
    assert f"/en/lipka/initiatives/{published.pk}/" in feed


@pytest.mark.parametrize("nasty", NASTY)
def test_words_in_the_feed_stay_words_where_a_reader_takes_them_for_markup(centre, author, stranger_client, nasty):
    make_published(centre, author, summary=nasty)
    tree = ElementTree.fromstring(stranger_client.get(f"{LIST}feed/").content)
    [summary] = tree.iter("{http://www.w3.org/2005/Atom}summary")
    assert summary.get("type") == "html"
    assert live_parts(summary.text) == []
    assert html.unescape(summary.text) == nasty


def test_a_centre_that_is_not_there_has_no_initiatives(stranger_client, published):
    make_centre(slug="later", opened_at=timezone.now() + dt.timedelta(days=1))
    assert stranger_client.get("/en/later/initiatives/").status_code == 404
    assert stranger_client.get("/en/nowhere/initiatives/").status_code == 404
