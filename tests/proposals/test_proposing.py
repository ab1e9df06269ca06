"""A resident proposes on one page."""

import pytest
from django.urls import reverse

from initiatives.proposals.models import CostItem, Initiative
from tests.proposals.making import make_published, sheet

pytestmark = pytest.mark.django_db
TERMS = {"threshold": 15, "days": 90, "answer_days": 30, "appeal_days": 14}
NEW = "/en/lipka/initiatives/new/"


def test_a_resident_publishes_at_once(centre, member, client_of):
    answer = client_of(member).post(NEW, sheet(publish="1"))
    initiative = Initiative.objects.get()
    assert answer.headers["Location"] == f"/en/lipka/initiatives/{initiative.pk}/"
    assert (initiative.state, initiative.author, initiative.centre) == ("published", member, centre)
    assert (initiative.cost, initiative.threshold) == (120_000, 15)
    assert (initiative.support_until - initiative.published_at).days == 90
    assert sorted(initiative.tags.names()) == ["benches", "ferry"]


def test_a_draft_is_saved_and_changed_and_only_then_published(member, client_of):
    client = client_of(member)
    client.post(NEW, sheet())
    draft = Initiative.objects.get()
    assert draft.state == "draft"
    page = client.get(f"/en/lipka/initiatives/{draft.pk}/edit/").content.decode()
    assert "A bench by the river" in page
    client.post(f"/en/lipka/initiatives/{draft.pk}/edit/", sheet(title="Two benches", price="99.50", publish="1"))
    draft.refresh_from_db()
    assert (draft.title, draft.cost, draft.state) == ("Two benches", 9950, "published")


def test_a_draft_is_thrown_away(author, draft, client_of):
    address = reverse("proposals:initiative-delete", args=["lipka", draft.pk])
    assert "A bench by the river" in client_of(author).get(address).content.decode()
    client_of(author).post(address)
    assert not Initiative.objects.exists()


def test_whoever_does_not_live_here_says_so_in_the_same_form(centre, newcomer, client_of):
    client = client_of(newcomer)
    refused = client.post(NEW, sheet(publish="1"))
    assert refused.status_code == 200
    assert "I live in Lipka." in refused.content.decode()
    assert not Initiative.objects.exists()
    client.post(NEW, sheet(publish="1", lives_here="on"))
    assert Initiative.objects.get().state == "published"
    assert newcomer.memberships.get().declared_at is not None


def test_a_stranger_is_led_through_signing_in_and_back(centre, stranger_client):
    page = stranger_client.get(NEW).content.decode()
    assert "?next=/en/lipka/initiatives/new/" in page
    assert stranger_client.post(NEW, sheet(publish="1")).status_code == 200
    assert not Initiative.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "a" * 10_000, "at most 120 characters (it has 10000)"),
        ("title", "", "This field is required."),
        ("summary", "b" * 241, "at most 240 characters (it has 241)"),
        ("description", "c" * 20_001, "at most 20000 characters (it has 20001)"),
        ("price", "-1", "greater than or equal to 0"),
        ("price", "1e400", "less than or equal to 1000000000"),
        ("price", "999999999999", "less than or equal to 1000000000"),
        ("price", "a lot", "Enter a number."),
        ("price", "0.001", "no more than 2 decimal places"),
        ("category", "palace", "Select a valid choice."),
        ("language", "xx", "Select a valid choice."),
        ("latitude", "91", "less than or equal to 90"),
        ("latitude", "nan", "Enter a number."),
        ("words", "a, b, c, d, e, f, g", "At most 6 tags, please."),
        ("words", "x" * 41, "Did you forget a comma?"),
        ("title", "zero\x00byte", "Null characters are not allowed."),
    ],
)
def test_bad_input_gets_a_message_at_its_field_and_nothing_is_kept(member, client_of, field, value, message):
    answer = client_of(member).post(NEW, sheet(**{field: value}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert f'id="id_{field}_error"' in page
    assert "For whoever waits for the ferry." in page or field == "summary"
    assert not Initiative.objects.exists()


def test_half_a_point_is_no_point(member, client_of):
    page = client_of(member).post(NEW, sheet(latitude="49.5")).content.decode()
    assert "A point on the map needs both numbers." in page
    assert not Initiative.objects.exists()


def test_items_add_up_to_the_cost(member, client_of):
    items = {"items-0-label": "Wood", "items-0-amount": "900", "items-1-label": "Roof", "items-1-amount": "200"}
    page = client_of(member).post(NEW, sheet(**items)).content.decode()
    assert "The items below add up to 1100, which is not this amount." in page
    assert not Initiative.objects.exists()
    client_of(member).post(NEW, sheet(**items, price="1100"))
    assert list(CostItem.objects.values_list("label", "amount")) == [("Wood", 90_000), ("Roof", 20_000)]


def test_items_without_a_cost_are_the_cost(member, client_of):
    client_of(member).post(NEW, sheet(**{"items-0-label": "Wood", "items-0-amount": "900", "price": ""}))
    assert Initiative.objects.get().cost == 90_000


@pytest.mark.parametrize(
    ("items", "message"),
    [
        ({"items-0-label": "Wood"}, "How much is this item?"),
        ({"items-0-amount": "5"}, "What is this amount for?"),
        ({"items-0-label": "Wood", "items-0-amount": "-5"}, "greater than or equal to 0"),
        ({"items-TOTAL_FORMS": "1000"}, "at most 12 forms"),
        ({"items-TOTAL_FORMS": "-"}, "ManagementForm data is missing"),
    ],
)
def test_half_an_item_is_told_so(member, client_of, items, message):
    answer = client_of(member).post(NEW, sheet(**items))
    assert message in answer.content.decode()
    assert not Initiative.objects.exists()


def test_what_the_form_does_not_ask_is_ignored(centre, other_centre, member, outsider, client_of):
    forged = {
        "state": "done",
        "author": outsider.pk,
        "centre": other_centre.pk,
        "support_count": 99,
        "hidden_at": "2020-01-01",
    }
    client_of(member).post(NEW, sheet(**forged))
    made = Initiative.objects.get()
    assert (made.state, made.author, made.centre, made.support_count) == ("draft", member, centre, 0)


def test_a_published_initiative_is_not_rewritten(author, published, client_of):
    answer = client_of(author).post(f"/en/lipka/initiatives/{published.pk}/edit/", sheet(title="Something else"))
    assert answer.status_code == 403
    published.refresh_from_db()
    assert published.title == "A bench by the river"


def test_my_initiatives_shows_drafts_to_their_author_alone(author, draft, member, client_of):
    mine = "/en/lipka/initiatives/mine/"
    assert draft.title in client_of(author).get(mine).content.decode()
    assert draft.title not in client_of(member).get(mine).content.decode()


def test_terms_hold_for_what_is_published_later(centre, coordinator, author, published, client_of):
    client_of(coordinator).post("/en/lipka/initiatives/terms/", TERMS | {"threshold": 3, "days": 30})
    later = make_published(centre, author, title="Another")
    published.refresh_from_db()
    assert (published.threshold, later.threshold) == (15, 3)
    assert (later.support_until - later.published_at).days == 30


def test_terms_refuse_nonsense(centre, coordinator, client_of):
    page = client_of(coordinator).post("/en/lipka/initiatives/terms/", {"threshold": 0, "days": 9999}).content.decode()
    assert "greater than or equal to 1" in page
    assert "less than or equal to 730" in page
