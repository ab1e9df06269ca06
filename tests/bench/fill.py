"""Fills a new database with one centre of many stories and initiatives, and prints how many queries each page takes.

`fill.py ROWS '["/path/", ...]'`: prints {"/path/": queries}. Rows are written in bulk; nothing else is measured here.
"""

import json
import os
import sys
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ["LOCER_PUBLIC_CACHE_SECONDS"] = "0"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import Page  # noqa: E402

from community.members.models import Centre, CentreText  # noqa: E402
from initiatives.proposals.models import Initiative  # noqa: E402
from maps.actions import draw_base_map  # noqa: E402
from maps.drawn import Village  # noqa: E402
from pages.actions import open_centre  # noqa: E402
from pages.models import StoryIndex, StoryPage  # noqa: E402


def prepare() -> Centre:
    """A migrated, empty database with one centre."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    facts = {"slug": "bench", "name": "Ławeczka", "country": "PL", "languages": ["pl", "en"], "currency": "PLN"}
    centre = Centre.objects.create(latitude=49.6, longitude=20.7, population=4000, **facts)
    for language in centre.languages:
        CentreText.objects.create(centre=centre, language=language, name=centre.name, strapline="Nad rzeką")
    open_centre(centre)
    draw_base_map(centre=centre, villages=[Village("Dolna", 49.62, 20.71)])
    return centre


def fill_stories(centre: Centre, rows: int) -> None:
    """One story as an editor saves it; the others are its copies, written as rows."""
    index = StoryIndex.objects.get(centre=centre, locale__language_code=centre.language)
    first = StoryPage(title="Opowieść 1", slug="opowiesc-1", summary="Krótko o tym, co się stało.", locale=index.locale)
    index.add_child(instance=first)
    now = timezone.now()
    copies = []
    for number in range(2, rows + 1):
        copy = Page.objects.get(pk=first.pk) if number == 2 else copies[-1].__class__(**plain(copies[-1]))
        copy.pk, copy.translation_key = None, None
        copy.title = copy.draft_title = f"Opowieść {number}"
        copy.slug = f"opowiesc-{number}"
        copy.url_path = f"{index.url_path}{copy.slug}/"
        copy.path = index._get_path(index.path, index.depth + 1, number)
        copy.translation_key = copy._meta.get_field("translation_key").get_default()
        copy.first_published_at = copy.last_published_at = now - timezone.timedelta(minutes=number)
        copies.append(copy)
    made = Page.objects.bulk_create(copies, batch_size=500)
    Page.objects.filter(pk=index.pk).update(numchild=rows)
    insert(StoryPage, [{**own_values(first), "page_ptr_id": page.pk} for page in made])


def plain(page: Page) -> dict[str, Any]:
    return {field.attname: getattr(page, field.attname) for field in Page._meta.concrete_fields}


def own_values(page: StoryPage) -> dict[str, Any]:
    fields = page._meta.local_concrete_fields
    return {field.column: field.get_db_prep_save(field.pre_save(page, add=False), connection) for field in fields}


def insert(model: type[models.Model], rows: list[dict[str, Any]]) -> None:
    quote = connection.ops.quote_name
    columns = list(rows[0])
    names, marks = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({marks})",  # noqa: S608 names of our own
            [[row[column] for column in columns] for row in rows],
        )


def fill_initiatives(centre: Centre, rows: int) -> None:
    now = timezone.now()
    facts = {"centre": centre, "language": "pl", "state": "published", "category": "roads", "cost": 1_200_000}
    Initiative.objects.bulk_create(
        [
            Initiative(
                title=f"Chodnik numer {number}",
                summary="Od szkoły do przystanku, po suchej stronie.",
                latitude=49.6 + number % 71 / 2000,
                longitude=20.7 + number % 53 / 2000,
                published_at=now - timezone.timedelta(minutes=number),
                support_until=now + timezone.timedelta(days=30),
                support_count=number % 40,
                **facts,
            )
            for number in range(rows)
        ],
        batch_size=500,
    )


def queries(paths: list[str]) -> dict[str, int]:
    client, found = Client(HTTP_HOST="127.0.0.1"), {}
    for path in paths:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answered {answer.status_code}")
        found[path] = len(captured)
    return found


if __name__ == "__main__":
    rows = int(sys.argv[1])
    centre = prepare()
    fill_stories(centre, rows)
    fill_initiatives(centre, rows)
    print(json.dumps(queries(json.loads(sys.argv[2]))))
