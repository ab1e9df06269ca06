"""What files say, checked. An empty text, an empty list and None mean that the file says nothing of it."""

from dataclasses import dataclass, field

Translations = dict[str, dict[str, str]]  # by language, then by the name of the text


class FileError(ValueError):
    """The file as a whole cannot be read: `code` says why, `found` what stands there."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(f"{code}: {found}" if found else code)
        self.code, self.found = code, found


@dataclass(frozen=True)
class Problem:
    """Why a row was left out. `where` is a line's number or a path in the file, `field` a column's name or empty."""

    where: str
    field: str
    code: str
    found: str = ""


@dataclass(frozen=True, kw_only=True)
class Worded:
    """`id` as it stands in the file: a UUID, or what its source calls it."""

    id: str = ""
    where: str = ""
    name: str = ""
    summary: str = ""
    language: str = ""
    translations: Translations = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class OrganisationRecord(Worded):
    kind: str = ""
    website: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceRecord(Worded):
    category: str = ""
    languages: list[str] = field(default_factory=list)
    hours: str = ""
    hours_note: str = ""
    is_free: bool | None = None
    fee: str = ""
    eligibility: str = ""
    documents: str = ""
    how: str = ""


@dataclass(frozen=True, kw_only=True)
class PlaceRecord(Worded):
    """Degrees with seven digits behind the point, which is a centimetre."""

    category: str = ""
    tags: list[str] = field(default_factory=list)
    latitude: float = 0.0
    longitude: float = 0.0
    street: str = ""
    village: str = ""
    postcode: str = ""
    hours: str = ""
    hours_note: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    step_free: str = ""
    access_note: str = ""
    languages: list[str] = field(default_factory=list)
    organisation: OrganisationRecord | None = None
    services: list[ServiceRecord] = field(default_factory=list)


@dataclass(frozen=True)
class Reading:
    """`size`: how many rows the file has; `problems` say of each row that was left out why."""

    places: list[PlaceRecord]
    problems: list[Problem]
    size: int
