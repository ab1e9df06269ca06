"""What is printed: tagged, in the language of the meeting, and saying what was decided."""

import io

import pytest
from django.utils import translation
from pypdf import PdfReader

from initiatives.voting import actions
from initiatives.voting.models import Meeting
from initiatives.voting.prints import meetings as papers
from tests.factories import make_centre, make_member
from tests.voting.meetings.conftest import begin, call, close, make_meeting, make_motion

pytestmark = pytest.mark.django_db
BEFORE, AFTER = ("poster", "sheet"), ("minutes", "resolutions", "request", "attendance")


def read(meeting: Meeting, name: str) -> tuple[PdfReader, str]:
    pdf = PdfReader(io.BytesIO(papers.print_paper(meeting, name)))
    text = "\n".join(page.extract_text() for page in pdf.pages)
    return pdf, " ".join(text.replace("\xa0", " ").split())


@pytest.mark.parametrize("name", BEFORE + AFTER)
def test_every_paper_is_tagged_and_titled_in_its_language(minuted, name):
    pdf, text = read(minuted, name)
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "pl"
    assert pdf.metadata.title
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "Biele" in text


def english(meeting: Meeting) -> Meeting:
    meeting.language = "en"
    return meeting


def test_the_poster_says_when_where_and_how_much(called):
    _pdf, text = read(english(called), "poster")
    for told in ("Fund of Biele", "Fire station", "The fund", "40,000", "second term", "/votes/meetings/"):
        assert told in text


def test_the_list_to_sign_has_numbered_lines_and_no_name(quorate):
    actions.list_names(meeting=quorate, names=["Anna Attending"])
    _pdf, text = read(english(quorate), "sheet")
    assert "Signature" in text
    assert " 40 " in f"{text} "
    assert "Anna" not in text


def test_the_minutes_tell_attendance_votes_and_corrections(quorate, coordinator):
    lamps, _bench = quorate.motions.all()
    actions.count_hands(motion=lamps, in_favour=12, against=5, abstained=3, by=coordinator)
    facts = {"in_favour": 11, "against": 6, "abstained": 3}
    actions.count_hands(motion=lamps, by=coordinator, after=1, reason="Counted twice", **facts)
    actions.list_names(meeting=quorate, names=["Anna Attending"])
    _pdf, text = read(english(close(quorate, coordinator)), "minutes")
    for told in ("20 people present", "quorum of 10 was reached", "11 6 3 20 Counted twice", "not put to the vote"):
        assert told in text
    assert "Jan Chairing" in text
    assert "Anna Attending" not in text


def test_there_is_a_resolution_for_each_adopted_motion_and_for_no_other(minuted):
    pdf, text = read(english(minuted), "resolutions")
    assert len(pdf.pages) == 1
    for told in ("Resolution no. 1", "Lamps are bought.", "15,000", "12 in favour, 5 against", "Art. 5"):
        assert told in text
    assert "bench" not in text


def test_the_request_lists_tasks_costs_and_reasons(minuted):
    _pdf, text = read(english(minuted), "request")
    for told in ("Mayor", "Lamps", "It is dark.", "Together PLN15,000", "Attendance list"):
        assert told.replace("PLN", "") in text.replace("PLN", "").replace("zł", "")


def test_the_annex_names_those_present_while_names_are_kept(minuted, staff, at):
    _pdf, text = read(english(minuted), "attendance")
    assert "Anna Attending" in text
    address = at("meeting-paper", minuted, name="attendance")
    assert staff.get(address).headers["Content-Disposition"].startswith("attachment")
    minuted.attendees.all().delete()
    assert staff.get(address).status_code == 404
    assert address not in staff.get(at("meeting-detail", minuted)).content.decode()


@pytest.mark.parametrize("name", ["poster", "sheet", "nothing", "..", "minutes.pdf"])
def test_no_other_paper_is_found_among_the_minutes(minuted, staff, name):
    assert staff.get(f"/en/lipka/votes/meetings/{minuted.pk}/papers/{name}.pdf").status_code == 404


def test_a_meeting_that_adopted_nothing_asks_for_nothing(quorate, coordinator, staff, at):
    over = close(quorate, coordinator)
    assert papers.offered(over) == ["minutes"]
    assert staff.get(at("meeting-paper", over, name="request")).status_code == 404


@pytest.mark.parametrize("language", ["pl", "sk", "cs", "hu", "uk", "en"])
def test_papers_are_typeset_in_every_language_and_with_any_text(language):
    centre = make_centre(languages=[language], currency="HUF" if language == "hu" else "EUR")
    by = make_member(centre, "coordinator")
    words = '#set page("a0") $x$ *b* _i_ `c` <script> \\ "q" [a](b) @x ' + "Żółć ďť Ľubica ő ű Їжак " + "a" * 300
    meeting = make_meeting(
        centre, language=language, title=words[:160], area=words[:100], agenda=words, office=words[:99]
    )
    motion = make_motion(meeting, words[:160], text=words, reasons=words * 5)
    meeting = begin(call(meeting))
    actions.count_attendance(meeting=meeting, term="first", present=20, by=by)
    actions.count_hands(motion=motion, in_favour=20, against=0, abstained=0, by=by)
    actions.list_names(meeting=meeting, names=[words[:120]])
    meeting = close(meeting, by)
    with translation.override("en"):
        for name in BEFORE + AFTER:
            pdf, text = read(meeting, name)
            assert pdf.trailer["/Root"]["/Lang"] == language
            assert pdf.pages[0].mediabox.height < 900
    assert "#set page" in text
