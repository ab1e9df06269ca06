"""A file is sent, tried, taken over: by those who keep the map, through the pages."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from community.members.models import Centre, User
from maps.file_tasks import forget_imports
from maps.import_menu import imports
from maps.models import ImportRun, Place
from tests.factories import make_member
from tests.maps.filing import AT, HEAD, counts, make_place, taken_in

KEYS = ("encoding", "delimiter", "source")
Signed = Callable[[User], Client]
ROWS = f"""{HEAD}
1;Apteka „Pod Lipą”;pharmacy;49,61;20,71;Mo-Fr 08:00-16:00

2;Żłobek <b>Miś</b>;childcare;49,62;20,72;
3;Daleko;pharmacy;52,2;21,0;
"""


def sent(client: Client, centre: Centre, content: bytes, name: str = "lista.csv") -> Any:
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("maps:import-create", args=[centre.slug]), {"file": file}, follow=True)


def checked(client: Client, run: ImportRun, **said: Any) -> Any:
    facts: dict[str, Any] = {
        key: said.get(key, run.reading.get(key, "")) for key in ("encoding", "delimiter", "source")
    }
    facts |= {"category": said.get("category", "")} | ({"swapped": "on"} if said.get("swapped") else {})
    facts |= {f"column-{at}": column for at, column in enumerate(said.get("columns", run.reading.get("columns", [])))}
    return client.post(reverse("maps:import-check", args=[run.centre.slug, run.pk]), facts, follow=True)


def taken(client: Client, run: ImportRun) -> Any:
    return client.post(reverse("maps:import-run", args=[run.centre.slug, run.pk]), follow=True)


def test_a_list_is_sent_tried_and_taken_over(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    page = sent(client, centre, ROWS.encode("cp1250"))
    run = ImportRun.objects.get()
    assert run.reading["encoding"] == "cp1250"
    assert run.reading["columns"] == ["id", "name", "category", "latitude", "longitude", "hours"]
    assert "Apteka „Pod Lipą”" in page.content.decode()
    assert "&lt;b&gt;Miś" in page.content.decode()
    page = checked(client, run, columns=run.reading["columns"]).content.decode()
    assert "What it would change" in page
    assert "line 5" in page
    assert "km from the centre" in page
    assert Place.objects.count() == 0  # nothing yet
    page = taken(client, run).content.decode()
    assert "What it has changed" in page
    assert sorted(Place.objects.values_list("name", flat=True)) == ["Apteka „Pod Lipą”", "Żłobek <b>Miś</b>"]
    run.refresh_from_db()
    assert [run.report[key] for key in ("new", "changed", "unchanged", "refused", "size")] == [2, 0, 0, 1, 3]
    place = Place.objects.get(category="health.pharmacy")
    assert (place.latitude, place.longitude, place.hours) == (49.61, 20.71, "Mo-Fr 08:00-16:00")
    assert place.confirmed_by == editor
    assert "<b>Miś" not in page


def test_the_same_list_a_second_time_changes_nothing(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    for turn in range(2):
        sent(client, centre, ROWS.encode(), f"lista-{turn}.csv")
        run = ImportRun.objects.latest("pk")
        checked(client, run)
        taken(client, run)
    run.refresh_from_db()
    assert [run.report[key] for key in ("new", "changed", "unchanged", "refused")] == [0, 0, 2, 1]
    assert Place.objects.count() == 2


def test_a_run_is_carried_out_once_however_often_one_presses(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    sent(client, centre, ROWS.encode())
    run = ImportRun.objects.get()
    early = taken(client, run)  # before anything was checked
    assert Place.objects.count() == 0
    assert "being worked on already" in early.content.decode()
    checked(client, run)
    taken(client, run)
    ended = ImportRun.objects.get().ended_at
    taken(client, run)
    assert ImportRun.objects.get().ended_at == ended


def test_what_is_known_better_is_changed_and_empty_cells_are_not(
    centre: Centre, editor: User, client_of: Signed
) -> None:
    place = make_place(centre, name="Apteka", category="health.pharmacy", phone="+48 18 111 11 11", summary="Leki")
    client = client_of(editor)
    text = f"id,name,latitude,longitude,phone,summary\n{place.uid},Apteka,49.61,20.71,+48 18 222 22 22,\n"
    sent(client, centre, text.encode())
    run = ImportRun.objects.get()
    checked(client, run, category="health.pharmacy")
    taken(client, run)
    place.refresh_from_db()
    assert (place.phone, place.summary) == ("+48 18 222 22 22", "Leki")
    assert place.changed_at > AT


def test_other_letters_show_the_table_anew(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    sent(client, centre, ROWS.encode("iso8859-2", "replace"))
    run = ImportRun.objects.get()
    other = "cp1250" if run.reading["encoding"] == "iso8859-2" else "iso8859-2"
    page = checked(client, run, encoding=other)
    run.refresh_from_db()
    assert (run.reading["encoding"], run.state) == (other, "uploaded")
    assert "Read anew" in page.content.decode()


def test_swapped_coordinates_are_told_and_may_be_swapped_back(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    sent(client, centre, b"name,lat,lon\nApteka,20.71,49.61\n")
    run = ImportRun.objects.get()
    page = checked(client, run, category="health.pharmacy")
    assert "Latitude and longitude seem to be swapped" in page.content.decode()
    run.refresh_from_db()
    assert run.report["new"] == 0
    checked(client, run, category="health.pharmacy", swapped=True)
    taken(client, run)
    assert Place.objects.get().latitude == 49.61


def test_refused_rows_come_back_as_a_table_with_reasons(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    sent(client, centre, f"{HEAD}\n7;=Zła;pharmacy;49,6;20,7;Mo-Fr od rana\n".encode())
    run = ImportRun.objects.get()
    checked(client, run)
    file = client.get(reverse("maps:import-refused", args=[centre.slug, run.pk]))
    assert file["Content-Disposition"] == 'attachment; filename="refused.csv"'
    head, row = file.content.decode("utf-8-sig").splitlines()
    assert head == "#line,#field,#reason,id,name,category,latitude,longitude,hours"
    assert row.startswith("line 2,opening hours,")
    assert row.endswith('7,\'=Zła,pharmacy,"49,6","20,7",Mo-Fr od rana')


def test_columns_must_be_told_apart_and_one_must_be_the_name(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    sent(client, centre, ROWS.encode())
    run = ImportRun.objects.get()
    page = checked(client, run, columns=["", "", "", "latitude", "latitude", ""]).content.decode()
    assert "Two columns cannot be the same thing." in page
    assert "Say which column holds the name." in page
    run.refresh_from_db()
    assert run.state == "uploaded"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The submitted file is empty."),
        (b"name\n", "There is nothing in this file"),
        (b"\x00\x01\xff\x81", "This file is not text"),
    ],
)
def test_what_is_no_table_is_told_at_once(
    content: bytes, told: str, centre: Centre, editor: User, client_of: Signed
) -> None:
    page = sent(client_of(editor), centre, content)
    assert told in page.content.decode()
    assert ImportRun.objects.count() == 0


def test_a_broken_archive_is_told_when_it_is_checked(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    sent(client, centre, b"PK\x03\x04 but no more", "hsds.zip")
    run = ImportRun.objects.get()
    page = checked(client, run)
    assert "This zip file is broken" in page.content.decode()
    run.refresh_from_db()
    assert run.state == "failed"


@pytest.mark.parametrize("who", ["member", "moderator", "outsider"])
def test_nobody_else_sends_or_sees_a_file(
    who: str, centre: Centre, editor: User, client_of: Signed, request: Any
) -> None:
    sent(client_of(editor), centre, ROWS.encode())
    run = ImportRun.objects.get()
    client = client_of(request.getfixturevalue(who))
    assert sent(client, centre, ROWS.encode()).status_code == 403
    assert client.get(run.get_absolute_url()).status_code == 403
    assert taken(client, run).status_code == 403
    assert ImportRun.objects.count() == 1


def test_a_stranger_is_asked_to_sign_in(centre: Centre, stranger_client: Client) -> None:
    assert stranger_client.get(reverse("maps:import-list", args=[centre.slug])).status_code == 302


def test_the_editor_of_another_centre_does_not_find_it(
    centre: Centre, other_centre: Centre, editor: User, client_of: Signed
) -> None:

    sent(client_of(editor), centre, ROWS.encode())
    run = ImportRun.objects.get()
    other = client_of(make_member(other_centre, "editor"))
    assert other.get(run.get_absolute_url()).status_code == 403
    assert other.get(reverse("maps:import-detail", args=[other_centre.slug, run.pk])).status_code == 404


def test_files_are_erased_after_a_week_and_when_asked(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    sent(client, centre, ROWS.encode())
    sent(client, centre, ROWS.encode(), "second.csv")
    old, new = ImportRun.objects.order_by("pk")
    ImportRun.objects.filter(pk=old.pk).update(made_at=timezone.now() - dt.timedelta(days=7))
    forget_imports.call()
    assert list(ImportRun.objects.all()) == [new]
    assert not default_storage.exists(old.file.name)
    assert default_storage.exists(new.file.name)
    client.post(reverse("maps:import-delete", args=[centre.slug, new.pk]))
    assert not default_storage.exists(new.file.name)


def test_the_list_costs_the_same_for_one_file_and_for_three(centre: Centre, editor: User, client_of: Signed) -> None:
    client = client_of(editor)
    address = reverse("maps:import-list", args=[centre.slug])
    costs = []
    for number in (1, 2):
        for _each in range(number):
            sent(client, centre, ROWS.encode())
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_the_back_office_leads_there(centre: Centre, other_centre: Centre, editor: User, member: User) -> None:
    request = RequestFactory().get("/admin/")
    for user, addresses in ((editor, [reverse("maps:import-list", args=[centre.slug])]), (member, [])):
        request.user = user
        assert [item.url for item in imports().menu.menu_items_for_request(request)] == addresses


def test_a_thousand_rows_cost_no_more_questions_a_row(centre: Centre) -> None:
    costs = []
    for size in (300, 1000):
        lines = [f"{size}-{each};P{size}-{each};pharmacy;{49.5 + each / 1e5:.5f};20,7;24/7" for each in range(size)]
        content = "\n".join([HEAD, *lines]).encode()
        with CaptureQueriesContext(connection) as asked:
            assert counts(taken_in(centre, content)) == (size, 0, 0, 0)
        costs.append(len(asked))
    assert costs[1] < costs[0] + 40
    with CaptureQueriesContext(connection) as asked:
        assert counts(taken_in(centre, content)) == (0, 0, 1000, 0)
    assert [each["sql"] for each in asked if each["sql"].startswith(("INSERT", "UPDATE"))] == []
