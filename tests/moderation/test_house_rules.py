"""The rules of a house: a centre starts with six, its coordinators write them anew, decisions keep their words."""

import pytest
from django.conf import settings
from django.utils import timezone

from community.members.actions import open_centre
from community.moderation import actions
from community.moderation.models import Decision, HouseRule, Report
from community.moderation.models.houserules import usual_rules
from tests.factories import JAVORINA, make_member
from tests.moderation.making import NOTICE, REPORTS, decided, new_report, posted, report_address

pytestmark = pytest.mark.django_db
RULES = f"{REPORTS}rules/"
FIRE = {"title": "Bez ognia", "text": "Ani dymu.", "position": 1}


def titles(centre):
    return [rule.title for rule in HouseRule.in_force(centre)]


def test_every_language_has_six_usual_rules_in_words_of_its_own():
    assert set(usual_rules()) == {code for code, _name in settings.LANGUAGES}
    assert {len(rules) for rules in usual_rules().values()} == {6}
    said = [rule["text"] for rules in usual_rules().values() for rule in rules]
    assert len(set(said)) == len(said)


def test_a_new_centre_has_rules_in_its_own_language():
    centre = open_centre(texts={}, latitude=49.6, longitude=20.7, population=3000, **JAVORINA)
    saved = HouseRule.objects.for_centre(centre)
    assert [rule.title for rule in saved] == [rule["title"] for rule in usual_rules()["sk"]]


def test_a_centre_that_never_wrote_any_shows_the_usual_ones_and_saves_nothing_by_that(centre, stranger_client):
    page = stranger_client.get(RULES).content.decode()
    assert "Szanuj rozmówcę" in page
    assert '<ol class="stack" lang="pl">' in page
    assert "Add a rule" not in page
    assert not HouseRule.objects.exists()


def test_a_coordinator_adds_changes_and_retires_and_what_was_decided_keeps_its_words(
    initiative, centre, coordinator, moderator, client_of, stranger_client
):
    client = client_of(coordinator)
    decision = decided(initiative, moderator, rule=actions.chosen_rule(centre, "rule-1"))
    client.post(f"{RULES}rule-1/", {"title": "Grzecznie", "text": "Po ludzku.", "position": 1})
    client.post(f"{RULES}new/", FIRE)
    assert titles(centre)[0] == "Grzecznie"
    assert "Bez ognia" in titles(centre)
    client.post(f"{RULES}rule-1/retirement/")
    assert "Grzecznie" not in titles(centre)
    assert client.get(f"{RULES}rule-1/").status_code == 404
    page = stranger_client.get(RULES).content.decode()
    assert page.index("No longer in force") < page.index("Grzecznie")
    decision.refresh_from_db()
    assert (decision.rule.title, decision.ground_text) == ("Grzecznie", "Szanuj rozmówcę")


def test_a_rule_that_lacks_words_keeps_what_was_typed(centre, coordinator, client_of):
    page = client_of(coordinator).post(f"{RULES}new/", FIRE | {"title": ""}).content.decode()
    assert "This field is required." in page
    assert "Ani dymu." in page


@pytest.mark.parametrize("role", ["moderator", "editor", "member", "outsider"])
def test_only_coordinators_write_rules(role, centre, client_of, request):
    client = client_of(request.getfixturevalue(role))
    for place in ("new/", "rule-1/"):
        assert client.get(RULES + place).status_code == 403
        assert client.post(RULES + place, FIRE).status_code == 403
    assert client.post(f"{RULES}rule-1/retirement/").status_code == 403
    assert not HouseRule.objects.exists()


def test_whoever_reports_chooses_a_rule_or_says_what_the_law_knows(initiative, stranger_client):
    page = stranger_client.get(report_address(initiative)).content.decode()
    for words in ("Nie ujawniaj cudzych spraw", "I believe it breaks the law", "a child is in danger"):
        assert words in page
    assert "marked by the filter" not in page
    stranger_client.post(report_address(initiative), NOTICE)
    stranger_client.post(report_address(initiative), NOTICE | {"category": "child"})
    assert [(report.category, report.reason) for report in Report.objects.order_by("pk")] == [
        ("rule", "Nie ujawniaj cudzych spraw"),
        ("child", "a child is in danger"),
    ]
    refused = stranger_client.post(report_address(initiative), NOTICE | {"category": "flag"}).content.decode()
    assert "Select a valid choice." in refused


def test_a_form_that_was_opened_before_the_rules_were_saved_still_works(initiative, centre, stranger_client):
    page = stranger_client.get(report_address(initiative)).content.decode()
    assert 'value="rule-3"' in page
    actions.adopt_rules(centre)
    actions.adopt_rules(centre)
    assert HouseRule.objects.count() == 6
    assert stranger_client.post(report_address(initiative), NOTICE).status_code == 302


def test_the_moderator_finds_the_reported_rule_chosen_already(initiative, centre, moderator, client_of):
    report = new_report(initiative, category="rule", rule=actions.chosen_rule(centre, "rule-2"))
    page = client_of(moderator).get(f"{REPORTS}{report.pk}/").content.decode()
    assert page.count("checked") == 1
    assert page.index('value="rule-2"') < page.index("checked") < page.index('value="rule-3"')


def test_a_rule_of_another_centre_is_no_ground_here(initiative, other_centre, moderator, client_of):
    actions.save_rule(rule=HouseRule(centre=other_centre, title="Far", text="Away."))
    report = new_report(initiative)
    page = client_of(moderator).post(f"{REPORTS}{report.pk}/", posted(ground="rule-7")).content.decode()
    assert "Select a valid choice." in page
    assert not Decision.objects.exists()


def test_rules_cannot_be_deleted_from_under_a_decision(initiative, centre, moderator):
    rule = actions.chosen_rule(centre, "rule-1")
    decided(initiative, moderator, rule=rule)
    with pytest.raises(Exception, match="protected"):
        rule.delete()
    actions.retire_rule(rule=rule, at=timezone.now())
    assert HouseRule.objects.current().count() == 5
    assert make_member(centre).pk
