"""Which column of a table is which, guessed from its name in one of six languages."""

import re
import unicodedata
from collections.abc import Sequence

from .rows import COLUMNS, WORDS

# Folded, without spaces or signs. A name that stands for two things is left out: people choose then.
NAMES: dict[str, str] = {
    "id": "id identyfikator identifikator azonosito ідентифікатор ref uid kod cislo код lp",
    "of": "of placeid location locationid miejsce misto miesto hely місце",
    "name": "name nazwa nazov nazev nev megnevezes назва placename tytul title nazwamiejsca",
    "summary": "summary description opis popis leiras опис informacje",
    "category": "category kategoria kategorie kategória категорія typ type rodzaj druh tipus тип amenity",
    "tags": "tags tagi stitky znacky cimkek теги hasztagi",
    "latitude": ("latitude lat szerokosc szer szerokoscgeograficzna szerokoscgeogr zemepisnasirka szelesseg широта y"),
    "longitude": (
        "longitude lon lng long dlugosc dl dlugoscgeograficzna dlugoscgeogr zemepisnadlzka zemepisnadelka"
        " hosszusag довгота x"
    ),
    "coordinates": "coordinates wspolrzedne suradnice souradnice koordinatak координати gps geo point",
    "street": "street address adres adresa cim ulica ulice utca вулиця адреса addrstreet ulicainr address1",
    "village": (
        "village town city miejscowosc wies obec mesto telepules varos falu село місто населенийпункт addrcity"
    ),
    "postcode": "postcode postalcode zip kodpocztowy psc iranyitoszam irsz поштовийіндекс індекс addrpostcode",
    "hours": (
        "hours openinghours godzinyotwarcia godziny otwarte oteviracidoba otvaraciehodiny hodiny nyitvatartas "
        "годиниробот години графікроботи"
    ),
    "hours_note": "hoursnote uwagidogodzin poznamkakhodinam",
    "phone": "phone telefon tel телефон telefonszam telefonnicislo nrtelefonu phonenumber contactphone",
    "email": "email mail adresemail епошта електроннапошта contactemail",
    "website": "website www url web strona stronawww stranka weboldal honlap сайт вебсайт contactwebsite",
    "step_free": (
        "stepfree wheelchair dostepnosc bezbarier bezbarierovost bezbarierovy akadalymentes доступність wozek"
    ),
    "access_note": "accessnote wheelchairdescription",
    "languages": "languages jezyki jazyky nyelvek мови",
    "language": "language jezyk jazyk nyelv мова",
    "organisation": "organisation organization organizacja organizacia organizace szervezet організація operator",
    "organisation_id": "organisationid organizationid",
    "is_free": "isfree free bezplatne bezplatnie zdarma zadarmo ingyenes безкоштовно fee",
    "fee": "price cost cena koszt oplata poplatek dij ar ціна вартість",
    "eligibility": "eligibility dlakogo prekoho prokoho kinek длякого",
    "documents": "documents dokumenty dokumentumok документи",
    "how": "how jak ako hogyan як",
}
BY_NAME = {name: column for column, names in NAMES.items() for name in names.split()}
BY_NAME.pop("fee")  # the column `fee` of our own files, see `guess`
CHOICES = ("coordinates", *COLUMNS)


def guess(head: Sequence[str]) -> list[str]:
    """For each name the column it stands for, or empty; each column once, the first that fits."""
    taken: set[str] = set()
    found = []
    for name in head:
        column = column_of(name)
        found.append("" if column in taken else column)
        taken.add(column)
    return found


def column_of(name: str) -> str:
    exact = name.strip().lower()
    word, colon, language = exact.partition(":")
    if exact in CHOICES or (colon and word in WORDS and re.fullmatch(r"[a-z]{2,3}", language)):
        return exact
    return BY_NAME.get(plain(name), "")


def plain(name: str) -> str:
    """ "Długość geogr." → "dlugoscgeogr"; Cyrillic letters keep their marks."""
    text = unicodedata.normalize("NFC", name).lower().replace("ł", "l")
    letters = (each if each > "\u0370" else unicodedata.normalize("NFKD", each)[0] for each in text)
    return "".join(letter for letter in letters if letter.isalnum())
