"""Photos are written anew, or refused with a sentence."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from community.interface.models import GUARDED
from community.interface.pictures import FILES
from initiatives.proposals.models import Initiative, Picture
from tests.proposals.making import make_draft, photo, sheet
from tests.uploads import UNFIT

pytestmark = pytest.mark.django_db
NEW = "/en/lipka/initiatives/new/"


def with_place() -> bytes:
    """EXIF that says where the photo was taken, and that it lies on its side."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "SecretCamera"
    exif.get_ifd(0x8825)[1] = "N"
    return exif.tobytes()


def test_a_photo_is_kept_in_two_sizes_and_formats_without_its_secrets(member, client_of):
    taken = photo(size=(2400, 1200), exif=with_place())
    assert b"SecretCamera" in taken.read()
    taken.seek(0)
    client_of(member).post(NEW, sheet(**{"pictures-0-file": taken, "pictures-0-alt": "The old bench"}))
    picture = Picture.objects.get()
    assert (picture.alt, picture.width, picture.height) == ("The old bench", 800, 1600)
    for name in FILES:
        with getattr(picture, name).open("rb") as file:
            content = file.read()
        assert b"SecretCamera" not in content
        with Image.open(io.BytesIO(content)) as image:
            assert image.format == ("WEBP" if name.endswith("webp") else "JPEG")
            assert max(image.size) == (1600 if name.startswith("large") else 640)
            assert not image.getexif()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_every_usual_kind_is_taken(member, client_of, kind):
    client_of(member).post(NEW, sheet(**{"pictures-0-file": photo(kind), "pictures-0-alt": "A bench"}))
    assert Picture.objects.count() == 1


@pytest.mark.parametrize(("file", "message"), UNFIT)
def test_what_we_cannot_show_is_refused_at_its_field(member, client_of, file, message):
    file.seek(0)
    answer = client_of(member).post(NEW, sheet(**{"pictures-0-file": file, "pictures-0-alt": "A bench"}))
    page = answer.content.decode()
    assert answer.status_code == 200
    assert message in page
    assert "A bench by the river" in page
    assert "Please choose your pictures once more" in page
    assert not Initiative.objects.exists()
    assert not default_storage.exists(GUARDED)


def test_a_picture_says_what_it_shows(member, client_of):
    page = client_of(member).post(NEW, sheet(**{"pictures-0-file": photo()})).content.decode()
    assert "say in a few words what the picture shows" in page
    assert not Initiative.objects.exists()


def test_pictures_are_replaced_renamed_and_removed(author, centre, client_of, django_capture_on_commit_callbacks):
    client = client_of(author)
    client.post(
        NEW,
        sheet(
            **{"pictures-0-file": photo(), "pictures-0-alt": "One", "pictures-1-file": photo(), "pictures-1-alt": "Two"}
        ),
    )
    draft = Initiative.objects.get()
    edit = f"/en/lipka/initiatives/{draft.pk}/edit/"
    first, second = draft.pictures.all()
    old = first.large_webp.name
    with django_capture_on_commit_callbacks(execute=True):
        client.post(edit, sheet(**{"pictures-0-alt": "One", "pictures-0-remove": "on", "pictures-1-alt": "Second"}))
    assert list(draft.pictures.values_list("pk", "alt")) == [(second.pk, "Second")]
    assert not default_storage.exists(old)
    assert default_storage.exists(second.large_webp.name)


def test_a_picture_is_seen_by_those_who_see_its_initiative(
    centre, author, coordinator, member, client_of, stranger_client
):
    draft = make_draft(centre, author)
    client_of(author).post(
        f"/en/lipka/initiatives/{draft.pk}/edit/", sheet(**{"pictures-0-file": photo(), "pictures-0-alt": "One"})
    )
    address = f"/en/lipka/initiatives/{draft.pk}/pictures/{Picture.objects.get().pk}/small.webp"
    for client, status in (
        (client_of(author), 200),
        (client_of(coordinator), 200),
        (client_of(member), 404),
        (stranger_client, 404),
    ):
        assert client.get(address).status_code == status
    private = client_of(author).get(address)
    assert private.headers["Content-Type"] == "image/webp"
    assert private.headers["Cache-Control"] == "private, no-store"
    assert private.headers["X-Content-Type-Options"] == "nosniff"
    client_of(author).post(f"/en/lipka/initiatives/{draft.pk}/publication/")
    assert stranger_client.get(address).headers["Cache-Control"] == "public, max-age=86400"
    assert stranger_client.get(address.replace("small.webp", "small.exe")).status_code == 404
