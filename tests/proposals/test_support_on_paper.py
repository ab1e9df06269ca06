"""Sheets are printed with numbers, keyed in by one and confirmed by another, and counted apart."""

import datetime as dt
import io
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from pypdf import PdfReader

from community.members.actions import erase_member
from community.members.models import User
from initiatives.proposals import actions
from initiatives.proposals.models import Area, Initiative, Sheet
from initiatives.proposals.waiting import contribute as waiting
from tests.factories import make_member
from tests.proposals.making import make_draft, make_published, sheet
from tests.racing import at_once

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def address(initiative: Initiative, rest: str = "sheets/") -> str:
    return f"/en/lipka/initiatives/{initiative.pk}/{rest}"


@pytest.fixture
def printed(published, author) -> Sheet:
    return actions.print_sheets(initiative=published, count=1, by=author, at=timezone.now())[0]


def keyed(one: Sheet, by: User, valid: int = 8, invalid: int = 0) -> Sheet:
    reason = "not readable" if invalid else ""
    return actions.key_sheet(sheet=one, valid=valid, invalid=invalid, reason=reason, by=by, at=timezone.now())


def test_an_author_prints_numbered_sheets_as_tagged_pdf(published, author, client_of):
    for first in (1, 3):
        answer = client_of(author).post(address(published), {"count": 2})
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert f"lipka-{published.pk}-00{first}.pdf" in answer.headers["Content-Disposition"]
    pdf = PdfReader(io.BytesIO(answer.content))
    text = pdf.pages[0].extract_text()
    assert len(pdf.pages) == 2
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert published.title in text
    assert f"{published.pk}-003" in text
    assert [sheet.number for sheet in published.sheets.all()] == [1, 2, 3, 4]


def test_one_keys_in_another_confirms_and_both_ways_are_shown_apart(
    published, printed, coordinator, editor, member, client_of, stranger_client
):
    client_of(member).post(address(published, "support/"))
    client_of(editor).post(address(published, "sheets/1/"), {"valid": 8, "invalid": 2, "reason": "2 elsewhere"})
    published.refresh_from_db()
    assert published.support_count == 1
    assert [line.text for line in waiting(coordinator, published.centre)] == [
        f"Sheet {published.pk}-001 waits for a second person to count it"
    ]
    assert waiting(editor, published.centre) == []
    client_of(coordinator).post(address(published, "sheets/1/confirmation/"), {"valid": 8})
    published.refresh_from_db()
    assert (published.support_count, published.online_count, published.paper_count) == (9, 1, 8)
    assert "online 1, on paper 8" in stranger_client.get(address(published, "")).content.decode()
    assert "2 invalid lines" in client_of(editor).get(address(published)).content.decode()


def test_the_second_person_counts_blind_and_is_somebody_else(published, printed, coordinator, editor, client_of):
    keyed(printed, editor)
    page = client_of(coordinator).get(address(published, "sheets/1/confirmation/")).content.decode()
    assert ">8<" not in page
    assert 'value="8"' not in page
    wrong = client_of(coordinator).post(address(published, "sheets/1/confirmation/"), {"valid": 7}).content.decode()
    assert "another number than the first person" in wrong
    own = client_of(editor).post(address(published, "sheets/1/confirmation/"), {"valid": 8}).content.decode()
    assert "Another person than who keyed it in" in own
    with pytest.raises(IntegrityError), transaction.atomic():
        Sheet.objects.filter(pk=printed.pk).update(confirmed_by=editor, confirmed_at=timezone.now())
    client_of(coordinator).post(address(published, "sheets/1/return/"))
    printed.refresh_from_db()
    assert printed.keyed_at is None
    keyed(printed, coordinator, valid=7)


def test_a_sheet_is_keyed_once_and_confirmed_once(published, printed, coordinator, editor, moderator, client_of):
    keyed(printed, editor)
    twice = client_of(moderator).post(address(published, "sheets/1/"), {"valid": 9, "invalid": 0}).content.decode()
    assert "has been keyed in already" in twice
    actions.confirm_sheet(sheet=printed, valid=8, by=coordinator, at=timezone.now())
    again = client_of(moderator).post(address(published, "sheets/1/confirmation/"), {"valid": 8}).content.decode()
    assert "has been confirmed already" in again
    client_of(moderator).post(address(published, "sheets/1/return/"))
    printed.refresh_from_db()
    assert (printed.valid_lines, printed.confirmed_by) == (8, coordinator)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"valid": "16", "invalid": "0"}, "The sheet has 15 lines only."),
        ({"valid": "10", "invalid": "6", "reason": "x"}, "The sheet has 15 lines only."),
        ({"valid": "10", "invalid": "2"}, "Please say why lines are invalid."),
        ({"valid": "-1", "invalid": "0"}, "greater than or equal to 0"),
        ({"valid": "", "invalid": ""}, "This field is required."),
        ({"valid": "9" * 40, "invalid": "0"}, "less than or equal to 999"),
        ({"valid": "٣x", "invalid": "0"}, "Enter a whole number."),
    ],
)
def test_nonsense_is_told_at_its_field_and_kept(published, printed, editor, client_of, typed, told):
    page = client_of(editor).post(address(published, "sheets/1/"), typed).content.decode()
    assert told in page
    assert not typed["valid"] or f'value="{typed["valid"]}"' in page
    printed.refresh_from_db()
    assert printed.keyed_at is None


def test_the_database_counts_no_more_lines_than_there_are(printed):
    for wrong in ({"valid_lines": 16, "invalid_lines": 0}, {"valid_lines": 3, "invalid_lines": 1}, {"valid_lines": 3}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Sheet.objects.filter(pk=printed.pk).update(keyed_at=timezone.now(), **wrong)


def test_only_staff_counts_and_never_for_themselves(published, printed, author, member, outsider, centre, client_of):
    foreign = make_member(outsider.memberships.get().centre, "coordinator")
    for user in (author, member, outsider, foreign):
        assert client_of(user).get(address(published, "sheets/1/")).status_code in {403, 404}
        with pytest.raises(PermissionDenied):
            keyed(printed, user)
    writing = make_member(centre, "coordinator")
    own = make_published(centre, writing)
    [one] = actions.print_sheets(initiative=own, count=1, by=writing, at=timezone.now())
    with pytest.raises(PermissionDenied):
        keyed(one, writing)


def test_enough_on_paper_fixes_the_day_of_the_answer(published, printed, coordinator, editor, author):
    keyed(printed, editor, valid=15)
    actions.confirm_sheet(sheet=printed, valid=15, by=coordinator, at=timezone.now())
    published.refresh_from_db()
    assert published.has_enough_support
    assert published.answer_due_at is not None


def test_sheets_are_printed_until_the_deadline_and_counted_a_fortnight_longer(centre, author, editor, client_of):
    initiative = make_published(centre, author, at=timezone.now() - 89 * DAY)
    [one] = actions.print_sheets(initiative=initiative, count=1, by=author, at=timezone.now())
    Initiative.objects.filter(pk=initiative.pk).update(support_until=timezone.now() - 13 * DAY)
    answer = client_of(author).post(address(initiative), {"count": 1})
    assert "gathers no support at the moment" in answer.content.decode()
    keyed(one, editor)
    actions.send_sheet_back(sheet=one, by=editor, at=timezone.now())
    Initiative.objects.filter(pk=initiative.pk).update(support_until=timezone.now() - 15 * DAY)
    with pytest.raises(ValidationError, match="no longer counted"):
        keyed(one, editor)


def test_an_answer_ends_the_counting(published, printed, editor, coordinator):
    actions.refuse(initiative=published, by=coordinator, at=timezone.now(), reason="No.")
    with pytest.raises(ValidationError, match="no longer counted"):
        keyed(printed, editor)


def test_too_many_sheets_are_not_printed(published, author, client_of):
    assert "less than or equal to 20" in client_of(author).post(address(published), {"count": 21}).content.decode()
    Sheet.objects.create(initiative=published, number=300)
    assert "At most 300 sheets" in client_of(author).post(address(published), {"count": 1}).content.decode()


def test_who_counted_is_forgotten_with_the_account_and_the_count_stays(published, printed, coordinator, editor):
    keyed(printed, editor)
    actions.confirm_sheet(sheet=printed, valid=8, by=coordinator, at=timezone.now())
    erase_member(member=editor, keep_public=False, at=timezone.now())
    published.refresh_from_db()
    assert published.paper_count == 8


def test_a_part_of_the_commune_has_its_own_threshold(centre, coordinator, author, client_of):
    client_of(coordinator).post("/en/lipka/initiatives/areas/", {"name": " Łąka  Dolna", "threshold": 4})
    area = Area.objects.get()
    assert (area.name, area.threshold) == ("Łąka Dolna", 4)
    again = client_of(coordinator).post("/en/lipka/initiatives/areas/", {"name": "łąka dolna", "threshold": 0})
    assert "greater than or equal to 1" in again.content.decode()
    client_of(author).post("/en/lipka/initiatives/new/", sheet(area=area.pk, publish="1"))
    initiative = Initiative.objects.get()
    assert (initiative.area, initiative.threshold) == (area, 4)
    client_of(coordinator).post(f"/en/lipka/initiatives/areas/{area.pk}/removal/")
    initiative.refresh_from_db()
    assert (initiative.area, initiative.threshold) == (None, 4)


def test_an_area_of_another_centre_is_no_choice(centre, other_centre, author, client_of):
    Area.objects.create(centre=centre, name="Dolna", threshold=4)
    foreign = Area.objects.create(centre=other_centre, name="Horná", threshold=1)
    page = client_of(author).post("/en/lipka/initiatives/new/", sheet(area=foreign.pk)).content.decode()
    assert "Select a valid choice" in page
    assert not make_draft(centre, author).area


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_many_who_confirm_at_once_count_a_sheet_once(centre, author, editor):
    initiative = make_published(centre, author)
    sheets = actions.print_sheets(initiative=initiative, count=2, by=author, at=timezone.now())
    for one in sheets:
        keyed(one, editor, valid=5)
    staff = [make_member(centre, "coordinator") for _number in range(6)]
    seen = Sheet.objects.select_related("initiative__centre")  # by each, before anybody confirms
    confirming = partial(actions.confirm_sheet, valid=5, at=timezone.now())
    refused = at_once(
        [partial(confirming, sheet=seen.get(pk=one.pk), by=by) for one, by in zip(sheets * 3, staff, strict=True)]
    )
    initiative.refresh_from_db()
    assert [error.code for error in refused] == ["confirmed"] * 4
    assert (initiative.paper_count, initiative.support_count) == (10, 10)
