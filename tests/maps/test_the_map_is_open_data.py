"""Anybody takes the map away as files."""

import csv
import io
import json
import zipfile

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from community.members.models import Centre, User
from maps.actions import keep_place, withdraw
from maps.file_tasks import write_data_files
from maps.models import DataFile, Place
from tests.maps.filing import AT, furnish_places, given_out, make_place

NAMES = {"csv": "data-csv", "geojson": "data-geojson", "hsds": "data-hsds", "package": "data-package"}


def asked(client: Client, centre: Centre, kind: str, **headers: str) -> tuple[int, bytes, str]:
    response = client.get(reverse(f"maps:{NAMES[kind]}", args=[centre.slug]), headers=headers)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, content, response.get("ETag", "")


@pytest.mark.parametrize("kind", NAMES)
def test_a_stranger_takes_each_file_and_asks_again_for_free(kind: str, centre: Centre, stranger_client: Client) -> None:
    furnish_places(centre)
    status, content, tag = asked(stranger_client, centre, kind)
    assert (status, content) == (200, given_out(centre, kind))
    assert asked(stranger_client, centre, kind, if_none_match=tag) == (304, b"", tag)
    write_data_files.call()
    assert asked(stranger_client, centre, kind) == (200, content, tag)  # the one that was written is the same
    assert asked(stranger_client, centre, kind, if_none_match=tag) == (304, b"", tag)


def test_a_file_is_made_anew_only_after_something_has_changed(centre: Centre, stranger_client: Client) -> None:
    furnish_places(centre)
    write_data_files.call()
    first = DataFile.objects.get(kind="csv")
    assert DataFile.objects.count() == 4
    write_data_files.call()
    assert DataFile.objects.get(kind="csv").file.name == first.file.name
    place = Place.objects.get(name="Kapliczka")
    place.summary = "Przy drodze"
    keep_place(place=place, by=None, at=AT)
    assert b"Przy drodze" in asked(stranger_client, centre, "csv")[1]
    assert DataFile.objects.get(kind="csv").file.name == first.file.name  # to ask writes nothing
    write_data_files.call()
    assert DataFile.objects.get(kind="csv").file.name != first.file.name


def test_the_file_before_is_removed(centre: Centre, transactional_db: None) -> None:
    write_data_files.call()
    first = DataFile.objects.get(kind="csv", centre=centre).file.name
    assert default_storage.exists(first)
    make_place(centre)
    write_data_files.call()
    assert not default_storage.exists(first)


def test_what_was_taken_down_and_who_keeps_it_stay_at_home(
    centre: Centre, editor: User, stranger_client: Client
) -> None:
    place = make_place(centre, name="Dawny kiosk")
    keep_place(place=place, by=editor, at=AT)
    assert b"Dawny kiosk" in asked(stranger_client, centre, "csv")[1]
    for kind in NAMES:
        assert editor.display_name.encode() not in asked(stranger_client, centre, kind)[1]
    withdraw(place=place, at=AT)
    for kind in ("csv", "geojson", "hsds"):
        assert b"Dawny kiosk" not in asked(stranger_client, centre, kind)[1]


def test_a_spreadsheet_finds_no_formula(centre: Centre, stranger_client: Client) -> None:
    furnish_places(centre)
    text = asked(stranger_client, centre, "csv")[1].decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert "'=Punkt <b>obsługi</b>" in cells
    assert "'-1 dzień wcześniej" in cells
    begun = [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert {cell.translate(str.maketrans("", "", "0123456789 ")) for cell in begun} <= {"+"}  # telephones


def test_the_page_says_what_there_is(centre: Centre, stranger_client: Client) -> None:
    furnish_places(centre)
    page = stranger_client.get(reverse("maps:data-detail", args=[centre.slug])).content.decode()
    assert "2 places in each file" in page
    assert page.count("made when you ask for it") == 4
    write_data_files.call()
    page = stranger_client.get(reverse("maps:data-detail", args=[centre.slug])).content.decode()
    assert "made when you ask for it" not in page


def test_an_empty_map_gives_empty_files(centre: Centre, stranger_client: Client) -> None:
    assert json.loads(asked(stranger_client, centre, "geojson")[1])["features"] == []
    assert zipfile.ZipFile(io.BytesIO(asked(stranger_client, centre, "package")[1])).testzip() is None


def test_the_commands_write_a_file_and_take_it_in(centre: Centre, other_centre: Centre, tmp_path, capsys) -> None:
    furnish_places(centre)
    file = tmp_path / "places.zip"
    call_command("export_places", file, centre=centre.slug, kind="package")
    other_centre.latitude, other_centre.longitude = centre.latitude, centre.longitude
    other_centre.save()
    call_command("import_places", file, centre=other_centre.slug, dry_run=True)
    assert Place.objects.for_centre(other_centre).count() == 0
    call_command("import_places", file, centre=other_centre.slug)
    call_command("import_places", file, centre=other_centre.slug)
    said = capsys.readouterr().out.splitlines()[1:]
    assert said[0] == said[1] == "2 new, 0 changed, 0 unchanged, 0 refused"
    assert said[2] == "0 new, 0 changed, 2 unchanged, 0 refused"


def test_the_commands_say_what_is_wrong(centre: Centre, tmp_path) -> None:
    with pytest.raises(CommandError, match="There is no centre 'nowhere'"):
        call_command("export_places", tmp_path / "places.csv", centre="nowhere")
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_places", tmp_path / "none.csv", centre=centre.slug)
    (tmp_path / "broken.json").write_bytes(b"{")
    with pytest.raises(CommandError, match="broken"):
        call_command("import_places", tmp_path / "broken.json", centre=centre.slug)
