"""What is written on drawn maps: streets by language, waters and woods by commune."""

from dataclasses import dataclass

STREETS = {
    "pl": ["Kościelna", "Szkolna", "Polna", "Leśna", "Ogrodowa", "Młyńska", "Krótka", "Łąkowa", "Lipowa", "Nadrzeczna",
           "Słoneczna", "Strażacka", "Graniczna", "Spacerowa", "Źródlana", "Cicha"],
    "sk": ["Hlavná", "Kostolná", "Školská", "Poľná", "Lesná", "Záhradná", "Mlynská", "Krátka", "Lúčna", "Lipová",
           "Potočná", "Slnečná", "Hasičská", "Tichá"],
    "cs": ["Kostelní", "Školní", "Polní", "Lesní", "Zahradní", "Mlýnská", "Krátká", "Luční", "Lipová", "Potoční",
           "Slunečná", "Hasičská", "Tichá", "Nad Rybníkem"],
    "hu": ["Templom utca", "Iskola utca", "Kossuth utca", "Petőfi utca", "Malom utca", "Rövid utca", "Akácfa utca",
           "Erdő utca", "Kertalja utca", "Patak utca", "Hársfa utca", "Mező utca", "Temető utca", "Béke utca"],
    "uk": ["вул. Церковна", "вул. Шкільна", "вул. Польова", "вул. Лісова", "вул. Садова", "вул. Млинова",
           "вул. Коротка", "вул. Лугова", "вул. Липова", "вул. Зарічна", "вул. Сонячна", "вул. Тиха"],
}  # fmt: skip


@dataclass(frozen=True)
class Words:
    """`waterside`: the village by the river; `pond_at`: the village by the pond."""

    river: str = ""
    stream: str = ""
    pond: str = ""
    woods: tuple[str, ...] = ()
    waterside: str = ""
    pond_at: str = ""


WORDS = {
    "gemerske-hamre": Words("Hámorský potok", "Uhliarka", "Hámorská nádrž", ("Železný les", "Rudniansky háj"),
                            "Dolný Hámor", "Rudná Lúka"),
    "gyertyanszeg": Words("Malom-patak", "Kökényes-ér", "Malom-tó", ("Gyertyános", "Barkóca-erdő"), "Malomszeg",
                          "Malomszeg"),
    "horni-sindelna": Words("Šindelný potok", "Sedmidvorský potok", "Přádelní rybník", ("Šindelný les", "Na Pláni"),
                            "Dolní Šindelná", "Dolní Šindelná"),
    "javorova": Words("Javorový potok", "Kolársky potok", "Horný rybník", ("Javorina", "Pod Javorom"),
                      "Nižná Javorová", "Kolarka"),
    "jodlowiec": Words("Dunajec", "Jodłówka", "Staw Młyński", ("Las Jodłowy", "Sucha Góra"), "Łęgi Dunajeckie",
                       "Wola Jodłowiecka"),
    "mezihaji": Words("Hájský potok", "Skelný potok", "Panský rybník", ("Horní háj", "Dolní háj"), "Podhrází",
                      "Podhrází"),
    "nyirszilvas": Words("Szilvás-csatorna", "Halmos-ér", "Kis-tó", ("Nyíres", "Akácos"), "Vasúttelep", "Halmostanya"),
    "pidkychera": Words("Ожинка", "Потічний", "Млинський став", ("Кичера", "Буковий ліс"), "Млинниця", "Млинниця"),
    "zalesie-narwianskie": Words("Narew", "Olszanka", "Staw Kościelny", ("Zalesie", "Szeroki Bór"),
                                 "Biele Nadrzeczne", "Wądoły Kościelne"),
}  # fmt: skip
