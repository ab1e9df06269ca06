"""What may be uploaded as a picture, what it becomes, and how files leave the house. Real bytes, made here."""

import io
import struct
import time
import zlib
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from PIL.TiffImagePlugin import IFDRational
from wagtail.documents import get_document_model
from wagtail.models import Collection, CollectionViewRestriction

from pages import pictures
from pages.models import Picture
from tests.pages.conftest import photo

pytestmark = pytest.mark.django_db
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def gps_photo() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "Camera of Anna"
    exif.get_ifd(0x8825).update({1: "N", 2: (IFDRational(49), IFDRational(37), IFDRational(0))})
    return photo(exif=exif)


def vast_png(side: int = 30_000) -> bytes:
    """A picture of 900 million points in a few bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def heic() -> bytes:
    return struct.pack(">I", 24) + b"ftypheic" + b"\0\0\0\0" + b"mif1heic" + b"\0" * 200


def send(client: Client, name: str, content: bytes, kind: str = "image/jpeg") -> str:
    """What the screen for pictures answers: nothing when it took the file, else a sentence."""
    form = {
        "title": "Mill",
        "files[]": SimpleUploadedFile(name, content, kind),
        "collection": Collection.objects.get(name="lipka").pk,
    }
    response = client.post("/admin/images/multiple/add/", form, headers={"x-requested-with": "XMLHttpRequest"})
    assert response.status_code == 200
    return response.json().get("error_message", "")


def taken(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def heavy_photo() -> bytes:
    return photo() + b"\0" * (30 * 1024 * 1024)


@pytest.mark.parametrize(
    ("name", "make", "words"),
    [
        ("heavy.jpg", heavy_photo, "too heavy: 30.0\xa0MB"),
        ("drawing.svg", lambda: SVG, "SVG drawings may carry programs"),
        ("drawing.png", lambda: SVG, "SVG drawings may carry programs"),
        ("phone.heic", heic, "HEIC pictures open on few devices"),
        ("phone.jpg", heic, "HEIC pictures open on few devices"),
        ("page.jpg", lambda: b"<html><script>alert(1)</script></html>", "not a picture"),
        ("empty.jpg", lambda: b"", "not a picture"),
        ("cut.jpg", lambda: photo()[:900], "not a picture"),
        ("vast.png", vast_png, "too many points: 50 million at most"),
        ("moving.gif", lambda: photo("GIF"), "Not a supported image format"),
        ("really-png.jpg", lambda: photo("PNG"), "does not match"),
        ("print.psd", lambda: b"8BPS" + b"\0" * 100, "not a picture"),
    ],
)
def test_what_is_not_a_picture_of_ours_is_refused_in_words(
    writer: Any, client_of: Any, name: str, make: Any, words: str
) -> None:
    content = make()
    began = time.process_time()
    message = send(client_of(writer), name, content)
    assert words.lower() in message.lower().replace("&nbsp;", "\xa0")
    assert Picture.objects.count() == 0
    assert time.process_time() - began < 2


@pytest.mark.parametrize(
    ("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP"), ("a.avif", "AVIF")]
)
def test_pictures_in_four_formats_are_taken(writer: Any, client_of: Any, name: str, kind: str) -> None:
    assert send(client_of(writer), name, photo(kind)) == ""
    picture = Picture.objects.get()
    assert picture.collection.name == "lipka"
    assert (picture.width, picture.height) == (1200, 800)


def test_where_a_photograph_was_taken_stays_with_who_took_it(writer: Any, client_of: Any) -> None:
    content = gps_photo()
    assert dict(Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825))
    send(client_of(writer), "trip.jpg", content)
    with Picture.objects.get().file.open() as file:
        kept = Image.open(file)
        assert dict(kept.getexif()) == {}
        assert not kept.getexif().get_ifd(0x8825)


def test_a_photograph_on_its_side_is_turned_upright(writer: Any, client_of: Any) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    send(client_of(writer), "side.jpg", photo(size=(400, 300), exif=exif))
    picture = Picture.objects.get()
    assert (picture.width, picture.height) == (300, 400)


def test_an_enormous_photograph_becomes_as_large_as_a_screen(make_picture: Any) -> None:
    picture = make_picture(content=photo(size=(5000, 2500)))
    assert (picture.width, picture.height) == (3200, 1600)


def test_a_picture_says_its_size_and_comes_in_three_formats(make_picture: Any) -> None:
    tag = pictures.tag(make_picture(content=photo(size=(1000, 500))), 'A "mill" <b>', sizes="50vw")
    assert 'width="960" height="480"' in tag
    assert 'alt="A &quot;mill&quot; &lt;b&gt;"' in tag
    assert 'type="image/avif"' in tag
    assert 'type="image/webp"' in tag
    assert 'loading="lazy"' in tag
    assert 'loading="lazy"' not in pictures.tag(make_picture(), "", eager=True)


@pytest.mark.parametrize(("kind", "media_type"), pictures.MEDIA_TYPES.items())
def test_a_rendition_is_made_when_it_is_asked_for(
    make_picture: Any, stranger_client: Client, kind: str, media_type: str
) -> None:
    address = pictures.url(make_picture(content=photo(size=(1000, 500))), 480, kind)
    response = stranger_client.get(address)
    content = taken(response)
    assert response.headers["Content-Type"] == media_type
    assert Image.open(io.BytesIO(content)).size == (480, 240)
    assert "max-age=31536000" in response.headers["Cache-Control"]
    again = stranger_client.get(address)
    assert taken(again) == content


def test_renditions_that_nobody_offers_are_not_made(make_picture: Any, stranger_client: Client) -> None:
    picture = make_picture(content=photo(size=(1000, 500)))
    good = pictures.Wanted(picture.pk, pictures.digest_of(picture), 480, "jpg").name
    assert taken(stranger_client.get(f"/media/{good}"))
    for bad in (
        good.replace("480", "481"),
        good.replace("480", "1600"),
        good.replace(".jpg", ".png"),
        "renditions/x/y",
    ):
        assert stranger_client.get(f"/media/{bad}").status_code == 404
    assert stranger_client.get(f"/media/renditions/{picture.pk}/000000000000-480.jpg").status_code == 404


def test_a_deleted_picture_takes_its_renditions_along(make_picture: Any, stranger_client: Client) -> None:
    picture = make_picture()
    address = pictures.url(picture, 480)
    assert taken(stranger_client.get(address))
    picture.delete()
    assert stranger_client.get(address).status_code == 404


def test_part_of_a_file_may_be_asked_for(make_picture: Any, stranger_client: Client) -> None:
    picture = make_picture()
    address = f"/media/{picture.file.name}"
    whole = taken(stranger_client.get(address))
    for asked, part in (("bytes=10-19", whole[10:20]), ("bytes=-5", whole[-5:]), ("bytes=20-", whole[20:])):
        response = stranger_client.get(address, headers={"range": asked})
        assert response.status_code == 206
        assert taken(response) == part
        assert response.headers["Content-Length"] == str(len(part))
    assert stranger_client.get(address, headers={"range": f"bytes={len(whole)}-"}).status_code == 416
    assert taken(stranger_client.get(address, headers={"range": "bytes=nonsense"})) == whole


def test_files_leave_with_headers_that_tie_the_browsers_hands(make_picture: Any, stranger_client: Client) -> None:
    response = stranger_client.get(f"/media/{make_picture().file.name}")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    stamp = response.headers["Last-Modified"]
    again = stranger_client.get(response.wsgi_request.path, headers={"if-modified-since": stamp})
    assert again.status_code == 304
    assert taken(response)


@pytest.mark.parametrize(
    "path",
    ["../secret_key", "%2e%2e/secret_key", "documents/five.pdf", "notes.html", "original_images/none.jpg", "x\\y"],
)
def test_nothing_but_pictures_lies_in_the_media_folder(trees: Any, stranger_client: Client, path: str) -> None:
    for name in ("documents/five.pdf", "notes.html"):
        default_storage.save(name, ContentFile(b"<script>"))
    assert stranger_client.get(f"/media/{path}").status_code == 404


def test_a_document_is_saved_never_run(trees: Any, stranger_client: Client, centre: Any) -> None:
    document = get_document_model()(title="Plan", collection=Collection.objects.get(name=centre.slug))
    document.file.save("plan.pdf", ContentFile(b"%PDF-1.4"))
    document.save()
    response = stranger_client.get(document.url)
    assert taken(response) == b"%PDF-1.4"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    CollectionViewRestriction.objects.create(collection=document.collection, restriction_type="login")
    assert stranger_client.get(document.url).status_code == 302


def test_a_document_that_could_run_is_refused(writer: Any, client_of: Any) -> None:
    client = client_of(writer)
    response = client.post(
        "/admin/documents/multiple/add/",
        {
            "title": "Page",
            "files[]": SimpleUploadedFile("page.html", b"<script>alert(1)</script>", "text/html"),
            "collection": Collection.objects.get(name="lipka").pk,
        },
        headers={"x-requested-with": "XMLHttpRequest"},
    )
    assert not response.json()["success"]
    assert get_document_model().objects.count() == 0
