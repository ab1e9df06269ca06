"""The letters of our languages that ASCII has not, by which an encoding is recognised."""

LETTERS: dict[str, frozenset[str]] = {
    "pl": frozenset("ąćęłńóśźż"),
    "sk": frozenset("áäčďéíĺľňóôŕšťúýž"),
    "cs": frozenset("áčďéěíňóřšťúůýž"),
    "hu": frozenset("áéíóöőúüű"),
    "uk": frozenset("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
    "en": frozenset(),
}
