"""docs/personal-data.toml says of every field of ours what it is for, or that it is about nobody."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(__file__).resolve().parent.parent.parent
WRITTEN = tomllib.loads((ROOT / "docs" / "personal-data.toml").read_text())
BASES = WRITTEN.pop("bases")
NOBODYS = WRITTEN.pop("nothing_personal")
ABOUT = {"basis", "kept", "other"}
ROOMS = {
    app.rpartition(".")[2]
    for app in settings.INSTALLED_APPS
    if app.split(".")[0] in {"community", "initiatives", "mentoring", "maps", "pages"}
}
OURS = {model._meta.label: model for model in apps.get_models() if model._meta.app_label in ROOMS}


def fields_of(model: type[models.Model]) -> dict[str, Any]:
    return {field.name: field for field in [*model._meta.local_concrete_fields, *model._meta.local_many_to_many]}


def points_at_somebody(field: Any) -> bool:
    """Whatever it is called: a member or an address is always about a person."""
    return isinstance(field, models.EmailField) or field.related_model is apps.get_model(settings.AUTH_USER_MODEL)


def test_every_model_of_ours_is_in_the_register_once() -> None:
    assert sorted(OURS.keys() - WRITTEN.keys() - NOBODYS.keys()) == []
    assert sorted(WRITTEN.keys() & NOBODYS.keys()) == []


def test_every_model_in_the_register_exists() -> None:
    known = {model._meta.label for model in apps.get_models()}
    assert sorted((WRITTEN.keys() | NOBODYS.keys()) - known) == []


@pytest.mark.parametrize("label", sorted(WRITTEN.keys() & OURS.keys()))
def test_every_field_has_a_purpose_or_is_about_nobody(label: str) -> None:
    entry = WRITTEN[label]
    fields = fields_of(OURS[label])
    purposes = entry.keys() - ABOUT
    assert sorted(fields.keys() - purposes - set(entry["other"])) == []
    assert sorted(purposes & set(entry["other"])) == []
    assert [name for name in entry["other"] if name in fields and points_at_somebody(fields[name])] == []


@pytest.mark.parametrize("label", sorted(WRITTEN))
def test_every_entry_names_a_field_a_basis_and_an_end(label: str) -> None:
    entry = WRITTEN[label]
    names = entry.keys() - ABOUT | set(entry.get("other", []))
    known = fields_of(apps.get_model(label)) | {field.name: field for field in apps.get_model(label)._meta.fields}
    assert sorted(names - known.keys()) == []
    for name in entry.keys() - ABOUT:
        said = entry[name] if isinstance(entry[name], dict) else {"purpose": entry[name]}
        told = {"basis": entry["basis"], "kept": entry["kept"]} | said
        assert set(told) == {"purpose", "basis", "kept"}, name
        assert all(told.values()), name
        assert told["basis"] in BASES, name


@pytest.mark.parametrize("label", sorted(NOBODYS))
def test_what_is_said_to_be_about_nobody_points_at_nobody(label: str) -> None:
    about = [field.name for field in fields_of(apps.get_model(label)).values() if points_at_somebody(field)]
    # A centre's own address is a municipality's.
    assert about == (["email"] if label == "members.Centre" else [])
