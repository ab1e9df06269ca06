"""The municipality's crest: shown by its coordinator on every page of the centre, light, and gone with the next one."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from PIL import Image, ImageDraw

from community.interface.emblems import MOST_BYTES, draw
from community.interface.pictures import MOST_PIXELS
from community.members import actions, letters
from community.members.models import Centre, User
from tests.factories import make_member
from tests.uploads import HEIC, SVG, huge_png, upload

pytestmark = pytest.mark.django_db

SETTINGS = "/en/lipka/members/centre/"
HOME = "/en/lipka/board/"
Sign = Callable[[User], Client]
Commit = Callable[..., Any]


def crest(kind: str = "PNG", size: tuple[int, int] = (300, 350), colour: str = "red", **options: Any) -> bytes:
    """A disc on a transparent ground, where the format has one."""
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((0, 0, size[0] - 1, size[1] - 1), fill=colour)
    out = io.BytesIO()
    (picture.convert("RGB") if kind == "JPEG" else picture).save(out, kind, **options)
    return out.getvalue()


def sent(content: bytes, name: str = "crest.png", kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


def fields(centre: Centre, **more: Any) -> dict[str, Any]:
    """What the settings page holds, as a browser sends it."""
    texts = list(centre.texts.all())
    data: dict[str, Any] = {"phone": "+48 1", "email": "lipka@example.org", "accent": "plum"}
    data |= {"texts-TOTAL_FORMS": len(texts), "texts-INITIAL_FORMS": len(texts)}
    for number, text in enumerate(texts):
        data |= {f"texts-{number}-id": text.pk, f"texts-{number}-strapline": f"Line {number}"}
    return data | more


def shown(centre: Centre) -> str:
    return Centre.objects.get(pk=centre.pk).crest_url


def status(client: Client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return answer.status_code


def put_up(centre: Centre, content: bytes) -> str:
    actions.show_crest(centre=centre, crest=draw(io.BytesIO(content)))
    return shown(centre)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_coordinator_shows_the_crest_on_every_page(
    centre: Centre, coordinator_client: Client, stranger_client: Client, kind: str
) -> None:
    answer = coordinator_client.post(SETTINGS, fields(centre, crest=sent(crest(kind))))
    assert answer.headers["Location"] == SETTINGS
    address, page = shown(centre), stranger_client.get(HOME).text
    assert page.count(f'<img class="crest" src="{address}" alt="" width="144" height="168"') == 2
    assert "brand__mark" not in page
    assert f'src="{address}" alt="Crest of Lipka"' in coordinator_client.get(SETTINGS).text


def test_without_a_crest_the_sign_of_the_network_stands_there(centre: Centre, stranger_client: Client) -> None:
    page = stranger_client.get(HOME).text
    assert "brand__mark" in page
    assert 'class="crest"' not in page


def test_everybody_may_see_and_keep_the_file_and_it_can_do_nothing(centre: Centre, stranger_client: Client) -> None:
    answer = stranger_client.get(put_up(centre, crest()))
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert not answer.cookies
    assert len(b"".join(answer.streaming_content)) <= MOST_BYTES  # type: ignore[attr-defined]


def test_it_is_written_anew_with_its_transparent_ground_and_nothing_hidden(centre: Centre) -> None:
    marked = crest("JPEG", exif=b"Exif\0\0secret place")
    for content, ground in ((crest(), 0), (crest("WEBP"), 0), (marked, 255)):
        with default_storage.open(put_up(centre, content).removeprefix("/media/")) as file:
            kept = file.read()
        picture = Image.open(io.BytesIO(kept))
        assert picture.format == "WEBP"
        assert picture.convert("RGBA").getpixel((0, 0))[3] == ground  # type: ignore[index]
        assert b"secret" not in kept
        assert not picture.getexif()


def test_an_empty_border_is_cut_away_and_a_small_crest_is_not_blown_up(centre: Centre) -> None:
    wide = Image.new("RGBA", (900, 900), (0, 0, 0, 0))
    wide.paste("blue", (400, 380, 470, 460))
    out = io.BytesIO()
    wide.save(out, "PNG")
    drawn = draw(out)
    assert (drawn.width, drawn.height) == (70, 80)


def test_the_restless_picture_is_still_light(centre: Centre) -> None:
    noise = Image.effect_noise((700, 800), 120).convert("RGBA")
    noise.putalpha(Image.effect_noise((700, 800), 120))
    out = io.BytesIO()
    noise.save(out, "WEBP", quality=60)
    assert len(draw(out).webp) <= MOST_BYTES


def test_another_crest_takes_its_place_and_the_former_file_is_erased(
    centre: Centre, coordinator_client: Client, stranger_client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    former = put_up(centre, crest())
    assert status(stranger_client, former) == 200
    with django_capture_on_commit_callbacks(execute=True):
        coordinator_client.post(SETTINGS, fields(centre, crest=sent(crest(colour="blue")), remove_crest="on"))
    assert shown(centre) != former
    assert status(stranger_client, former) == 404
    assert status(stranger_client, shown(centre)) == 200
    assert len(default_storage.listdir("crests")[1]) == 1


def test_a_crest_is_removed_and_its_file_erased(
    centre: Centre, coordinator_client: Client, stranger_client: Client, django_capture_on_commit_callbacks: Commit
) -> None:
    former = put_up(centre, crest())
    assert "Remove the crest" in coordinator_client.get(SETTINGS).text
    with django_capture_on_commit_callbacks(execute=True):
        coordinator_client.post(SETTINGS, fields(centre, remove_crest="on"))
    assert shown(centre) == ""
    assert status(stranger_client, former) == 404
    assert "brand__mark" in stranger_client.get(HOME).text
    assert "Remove the crest" not in coordinator_client.get(SETTINGS).text


def test_what_else_is_saved_leaves_the_crest_alone(centre: Centre, coordinator_client: Client) -> None:
    there = put_up(centre, crest())
    coordinator_client.post(SETTINGS, fields(centre))
    assert shown(centre) == there


def test_who_saved_from_an_older_page_does_not_bring_the_former_crest_back(centre: Centre) -> None:
    from community.members.forms.centre import CentreSettings

    put_up(centre, crest())
    late = CentreSettings(Centre.objects.get(pk=centre.pk), fields(centre))
    there = put_up(Centre.objects.get(pk=centre.pk), crest(colour="blue"))
    assert late.is_valid()
    late.save()
    assert shown(centre) == there


UNFIT = [
    pytest.param(upload(SVG, "a.svg", "image/svg+xml"), "a drawing in SVG", id="svg"),
    pytest.param(upload(b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "crest.png"), "a drawing in SVG", id="svg-as-png"),
    pytest.param(upload(HEIC, "IMG.heic", "image/heic"), "This is a HEIC photo", id="heic"),
    pytest.param(upload(b"GIF89a\x01\x00\x01\x00", "a.gif"), "cannot read this file as a crest", id="gif"),
    pytest.param(upload(b"<html><script>alert(1)</script>", "a.png"), "cannot read this file as a crest", id="html"),
    pytest.param(upload(b"%PDF-1.7 " + crest(), "a.png"), "cannot read this file as a crest", id="pdf-before-png"),
    pytest.param(upload(crest()[:200], "half.png"), "cannot read this file as a crest", id="half"),
    pytest.param(upload(huge_png(), "bomb.png"), "more than 50 million pixels", id="bomb"),
    pytest.param(upload(crest() + b"\0" * 30_000_000, "heavy.png"), "heavier than 2 MB", id="30-MB"),
    pytest.param(upload(crest("JPEG", (1, 1)), "dot.png"), "at least 48", id="1x1"),
    pytest.param(upload(crest("PNG", (30_000, 1)), "line.png"), "too long and narrow", id="30000x1"),
    pytest.param(upload(crest(colour="#00000000"), "clear.png"), "all of it is transparent", id="transparent"),
    pytest.param(upload(b"", "empty.png"), "The submitted file is empty.", id="empty"),
    pytest.param(upload(crest(), "a" * 300 + ".png"), "at most 200 characters", id="name"),
]


@pytest.mark.parametrize(("file", "message"), UNFIT)
def test_what_cannot_be_a_crest_is_refused_at_its_field_and_what_was_typed_is_kept(
    centre: Centre, coordinator_client: Client, file: Any, message: str
) -> None:
    there = put_up(centre, crest())
    file.seek(0)
    answer = coordinator_client.post(SETTINGS, fields(centre, crest=file, phone="+48 99"))
    assert answer.status_code == 422
    assert message in " ".join(answer.context["form"].crest.errors["crest"])
    assert 'id="id_crest_error"' in answer.text
    assert 'value="+48 99"' in answer.text
    assert 'value="Line 1"' in answer.text
    assert "choose your picture once more" not in answer.text
    assert shown(centre) == there
    assert Centre.objects.get(pk=centre.pk).phone == ""
    assert len(default_storage.listdir("crests")[1]) == 1


def test_a_file_that_is_a_picture_and_a_page_at_once_is_kept_as_a_picture_only(
    centre: Centre, coordinator_client: Client
) -> None:
    script = b"<script>alert(1)</script>"
    head, rest = crest()[:-12], crest()[-12:]
    chunk = b"tEXtComment\0" + script
    note = struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
    answer = coordinator_client.post(SETTINGS, fields(centre, crest=sent(head + note + rest + script + b"PK\3\4")))
    assert answer.status_code == 302
    with default_storage.open(shown(centre).removeprefix("/media/")) as file:
        kept = file.read()
    assert script not in kept
    assert b"PK\3\4" not in kept


def test_the_name_of_the_uploaded_file_is_not_used(centre: Centre, coordinator_client: Client) -> None:
    coordinator_client.post(SETTINGS, fields(centre, crest=sent(crest(), "../../evil.html")))
    assert PurePosixPath(shown(centre)).parent == PurePosixPath("/media/crests")
    assert "evil" not in shown(centre)
    assert shown(centre).endswith(".webp")


def test_where_something_else_is_wrong_the_crest_is_asked_for_once_more(
    centre: Centre, coordinator_client: Client
) -> None:
    answer = coordinator_client.post(SETTINGS, fields(centre, crest=sent(crest()), email="nobody"))
    assert answer.status_code == 422
    assert "Please choose your picture once more" in answer.text
    assert shown(centre) == ""


@pytest.mark.parametrize("role", ["", "editor", "moderator", "mentor_coordinator"])
def test_only_a_coordinator_may_change_it(centre: Centre, client_of: Sign, role: str) -> None:
    there = put_up(centre, crest())
    client = client_of(make_member(centre, *filter(None, [role])))
    for data in (fields(centre, crest=sent(crest(colour="blue"))), fields(centre, remove_crest="on")):
        assert client.post(SETTINGS, data).status_code == 403
    assert shown(centre) == there


def test_a_coordinator_of_another_centre_and_a_stranger_may_not_either(
    centre: Centre, other_centre: Centre, client_of: Sign, stranger_client: Client
) -> None:
    there, other = put_up(centre, crest()), put_up(other_centre, crest(colour="blue"))
    foreign = client_of(make_member(other_centre, "coordinator"))
    assert foreign.post(SETTINGS, fields(centre, remove_crest="on")).status_code == 403
    assert stranger_client.post(SETTINGS, fields(centre, remove_crest="on")).status_code == 302
    assert (shown(centre), shown(other_centre)) == (there, other)
    page = stranger_client.get("/sk/javorina/board/").text
    assert other in page
    assert there not in page


def test_pictures_are_measured_before_they_are_opened() -> None:
    assert MOST_PIXELS < 30_000 * 30_000
    with pytest.raises(Exception, match="million pixels"):
        draw(io.BytesIO(huge_png()))


def test_letters_carry_it_and_are_printed_also_where_its_file_is_gone(centre: Centre, coordinator: User) -> None:
    def printed() -> bytes:
        now = timezone.now()
        facts: dict[str, Any] = {
            "centre": Centre.objects.get(pk=centre.pk),
            "label": "Lipowa",
            "size": 2,
            "expires_at": now,
        }
        _batch, sheet = actions.print_letters(typeset=letters.sheet, by=coordinator, at=now, **facts)
        return bytes(sheet)

    assert b"/Subtype/Image" not in printed().replace(b" ", b"")
    there = put_up(centre, crest())
    assert b"/Subtype/Image" in printed().replace(b" ", b"")
    default_storage.delete(there.removeprefix("/media/"))
    assert printed().startswith(b"%PDF")
