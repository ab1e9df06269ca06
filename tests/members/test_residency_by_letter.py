"""Codes on paper: printed once, typed once."""

import json
import re
import zlib
from functools import partial

import pytest
import typst
from django.test import Client
from django.utils import timezone

from community.members import actions
from community.members.codes import ALPHABET, letter_digest, normalised
from community.members.letters import TEMPLATE, letter, sheet, texts
from community.members.models import LetterBatch, LetterCode, Membership
from tests.factories import make_user
from tests.racing import at_once

pytestmark = pytest.mark.django_db

CODE_PAGE = "/en/lipka/members/residency/code/"


def is_verified(user, centre) -> bool:
    return Membership.objects.filter(member=user, centre=centre, verified_through="letter").exists()


def test_a_letters_code_verifies_a_newcomer_in_one_step(client_of, newcomer, centre, letters):
    [code] = letters()
    answer = client_of(newcomer).post(CODE_PAGE, {"code": code})
    assert answer.headers["Location"] == "/en/lipka/members/"
    membership = Membership.objects.get(member=newcomer, centre=centre)
    assert (membership.verified_through, membership.declared_at is not None) == ("letter", True)


@pytest.mark.parametrize(
    "hand",
    [
        str.lower,
        lambda code: f"{code[:5]}-{code[5:]}",
        " ".join,
        lambda code: code.replace("0", "O").replace("1", "I"),
        lambda code: code.replace("0", "o").replace("1", "l"),
        lambda code: code.replace("0", "О").replace("A", "А").replace("B", "В").replace("C", "С"),
    ],
    ids=["small letters", "a dash", "blanks", "O and I", "o and l", "a Cyrillic keyboard"],
)
def test_the_code_is_read_as_it_was_meant(client_of, newcomer, centre, coordinator, hand):
    code = "01ABC0XY9Z"
    batch = LetterBatch.objects.create(
        centre=centre, label="L", size=1, printed_by=coordinator, expires_at=timezone.now() + timezone.timedelta(days=1)
    )
    LetterCode.objects.create(batch=batch, digest=letter_digest(code))
    client_of(newcomer).post(CODE_PAGE, {"code": hand(code)})
    assert is_verified(newcomer, centre)


def test_opening_the_qr_never_uses_the_code(client_of, newcomer, centre, letters):
    [code] = letters()
    client = client_of(newcomer)
    for address in (CODE_PAGE, f"{CODE_PAGE}?code={code}", f"{CODE_PAGE}{code}/"):
        client.get(address)
    assert LetterCode.objects.filter(is_spent=True).count() == 0
    assert not is_verified(newcomer, centre)


def test_a_stranger_with_a_letter_is_told_to_sign_in_first(stranger_client, centre, text_of):
    page = stranger_client.get(CODE_PAGE)
    assert "open an account" in text_of(page)
    assert f"next={CODE_PAGE}" in page.content.decode()


def test_a_used_code_says_so_and_verifies_nobody_else(client_of, newcomer, centre, letters, text_of):
    [code] = letters()
    client_of(newcomer).post(CODE_PAGE, {"code": code})
    second = make_user()
    answer = client_of(second).post(CODE_PAGE, {"code": code})
    assert answer.status_code == 200
    assert "has already been used" in text_of(answer)
    assert code in answer.content.decode()
    assert not is_verified(second, centre)


def test_a_double_click_is_a_success(client_of, newcomer, centre, letters):
    [code] = letters()
    client = client_of(newcomer)
    client.post(CODE_PAGE, {"code": code})
    assert client.post(CODE_PAGE, {"code": code}).status_code == 302


def test_a_wrong_code_says_so(client_of, newcomer, centre, letters, text_of):
    letters()
    client = client_of(newcomer)
    assert "We know no letter with this code" in text_of(client.post(CODE_PAGE, {"code": "AAAAA-AAAAA"}))
    assert "A code has 10 letters and digits" in text_of(client.post(CODE_PAGE, {"code": "AAAA"}))


def test_an_old_code_says_so(client_of, newcomer, centre, letters, text_of):
    [code] = letters(days=-1)
    assert "too old" in text_of(client_of(newcomer).post(CODE_PAGE, {"code": code}))
    assert not is_verified(newcomer, centre)


def test_a_stopped_batch_verifies_nobody(client_of, coordinator_client, newcomer, centre, letters):
    [code] = letters()
    coordinator_client.post(f"/en/lipka/members/letters/{LetterBatch.objects.get().pk}/stop/")
    client_of(newcomer).post(CODE_PAGE, {"code": code})
    assert not is_verified(newcomer, centre)


def test_a_code_of_another_centre_is_a_wrong_one(client_of, newcomer, other_centre, letters, text_of):
    [code] = letters(place=other_centre)
    assert "We know no letter" in text_of(client_of(newcomer).post(CODE_PAGE, {"code": code}))
    assert not LetterCode.objects.filter(is_spent=True).exists()


def test_guessing_is_stopped_after_a_few_tries_even_with_the_right_code(client_of, newcomer, centre, letters, text_of):
    [code] = letters()
    client = client_of(newcomer)
    for number in range(5):
        client.post(CODE_PAGE, {"code": f"AAAAA-AAAA{number}"})
    assert "Too many tries" in text_of(client.post(CODE_PAGE, {"code": code}))
    assert not is_verified(newcomer, centre)


def test_guessing_with_many_accounts_from_one_network_is_stopped(client_of, centre, letters, text_of):
    [code] = letters()
    for number in range(40):
        client_of(make_user()).post(CODE_PAGE, {"code": f"AAAAA-AAA{number:02d}"})
    late = make_user()
    assert "Too many tries" in text_of(client_of(late).post(CODE_PAGE, {"code": code}))
    assert not is_verified(late, centre)


def test_a_verified_member_keeps_the_letter_for_somebody_else(client_of, member, centre, letters):
    [code] = letters()
    client_of(member).post(CODE_PAGE, {"code": code})
    assert LetterCode.objects.unspent().count() == 1


def test_the_database_knows_neither_code_nor_who_used_which(client_of, newcomer, centre, letters):
    [code] = letters()
    client_of(newcomer).post(CODE_PAGE, {"code": code})
    row = LetterCode.objects.values().get()
    assert set(row) == {"id", "batch_id", "digest", "is_spent"}
    assert code not in str(row)
    assert row["digest"] != letter_digest(code.lower())


def test_the_digest_needs_the_sites_key(settings):
    before = letter_digest("AAAAAAAAAA")
    settings.SECRET_KEY = "another"
    assert letter_digest("AAAAAAAAAA") != before


def test_codes_carry_fifty_bits_of_an_alphabet_without_look_alikes(letters):
    codes = letters(200)
    assert len(set(codes)) == 200
    assert len(ALPHABET) ** 10 == 2**50
    assert all(set(code) <= set(ALPHABET) and normalised(code) == code for code in codes)


def test_a_coordinator_downloads_one_letter_a_page(coordinator_client, centre):
    answer = coordinator_client.post(
        "/en/lipka/members/letters/print/", {"label": "ul. Lipowa", "size": "3", "weeks": "8"}
    )
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert len(re.findall(rb"/Type/Page\b", answer.content)) == 3
    assert LetterBatch.objects.get().codes.count() == 3


def test_the_sheet_is_tagged_and_carries_its_fonts(centre, coordinator):
    now = timezone.now()
    _batch, raw = actions.print_letters(
        centre=centre, label="Zażółć gęślą jaźń", size=2, expires_at=now, typeset=sheet, by=coordinator, at=now
    )
    inflated = raw + b"".join(inflate(stream) for stream in re.findall(rb"stream\r?\n(.*?)endstream", raw, re.DOTALL))
    assert b"/StructTreeRoot" in inflated
    assert b"/Lang(pl" in inflated
    assert b"pdfuaid" in inflated
    assert b"LibertinusSerif" in inflated


def inflate(stream: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(stream)
    except zlib.error:
        return b""


@pytest.mark.parametrize(
    ("language", "name"),
    [("pl", "Źródlanka"), ("sk", "Ľúbezná"), ("cs", "Řepčín"), ("hu", "Kőszegtű"), ("uk", "Їжаківка Ґанок")],
)
def test_every_language_of_the_network_has_its_letters(centre, coordinator, language, name):
    centre.languages = [language, "en"]
    centre.texts.all().delete()
    centre.texts.create(language=language, name=name, address=name)
    centre.__dict__.pop("texts_by_language", None)
    now = timezone.now()
    batch = LetterBatch(centre=centre, label=name, size=1, expires_at=now, printed_by=coordinator)
    data = json.dumps(texts(batch) | {"letters": [letter(batch, "AAAAAAAAAA")]})
    _pdf, warnings = typst.compile_with_warnings(
        str(TEMPLATE), format="pdf", sys_inputs={"data": data}, ignore_system_fonts=True, pdf_standards=["ua-1"]
    )
    assert [str(warning) for warning in warnings] == []


def test_a_label_with_markup_stays_a_label(centre, coordinator):
    now = timezone.now()
    _batch, raw = actions.print_letters(
        centre=centre, label='#panic("x") *b* [', size=1, expires_at=now, typeset=sheet, by=coordinator, at=now
    )
    assert raw.startswith(b"%PDF")


def test_where_no_sheet_can_be_made_no_batch_is_kept(centre, coordinator):
    def broken(batch, codes):
        raise OSError("no paper")

    now = timezone.now()
    with pytest.raises(OSError, match="no paper"):
        actions.print_letters(centre=centre, label="L", size=1, expires_at=now, typeset=broken, by=coordinator, at=now)
    assert not LetterBatch.objects.exists()


@pytest.mark.parametrize("size", ["0", "-1", "251", "many", ""])
def test_an_impossible_number_of_letters_keeps_what_was_typed(coordinator_client, centre, size):
    answer = coordinator_client.post(
        "/en/lipka/members/letters/print/", {"label": "ul. Lipowa", "size": size, "weeks": "8"}
    )
    assert answer.status_code == 200
    assert 'value="ul. Lipowa"' in answer.content.decode()
    assert not LetterBatch.objects.exists()


@pytest.mark.engine
@pytest.mark.django_db(transaction=True)
def test_two_members_with_one_code_at_the_same_instant_verify_one(centre, letters):
    [code] = letters()
    people = [make_user() for _person in range(6)]

    def redeem(person) -> None:
        actions.redeem_letter(code=code, member=person, centre=centre, network=f"10.0.0.{person.pk}", at=timezone.now())

    refused = at_once([partial(redeem, person) for person in people])
    assert Membership.objects.filter(centre=centre, verified_through="letter").count() == 1
    assert [error.code for error in refused] == ["used"] * 5


def test_the_browser_gets_the_code_only_from_the_fragment(stranger_client, centre):
    page = stranger_client.get(CODE_PAGE).content.decode()
    assert "letter-code.js" in page
    assert not re.search(r"<script(?![^>]*\bsrc=)[^>]*>", page)


def test_signing_in_from_a_scanned_letter_comes_back_to_the_code(sign_up, centre, letters):
    [code] = letters()
    client: Client = sign_up("nowa@example.org", then=CODE_PAGE)
    assert client.landed.headers["Location"] == CODE_PAGE
    assert "data-letter-code" in client.get(CODE_PAGE).content.decode()
    client.post(CODE_PAGE, {"code": code})
    assert Membership.objects.get(member__email="nowa@example.org").is_verified
