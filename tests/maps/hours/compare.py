"""Asks both other readers again and writes their answers into values.toml; what ours answers is for the tests.

The npm package opening_hours is installed by hand, into a folder outside this repository:
    npm install --prefix FOLDER opening_hours
    PYTHONPATH=.:tests/maps/hours .venv/bin/python tests/maps/hours/compare.py FOLDER
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from golden import FILE, ZONES, golden, python


def javascript(folder: str, country: str, values: list[dict[str, str]], moments: list[str]) -> list[str]:
    asked = [{"hours": each["hours"], "country": country, "moments": moments} for each in values]
    script = str(Path(__file__).with_name("compare.mjs"))
    done = subprocess.run(
        ["node", script, str(Path(folder).resolve())],
        input=json.dumps(asked), capture_output=True, text=True, check=True, env=os.environ | {"TZ": ZONES[country]},
    )  # fmt: skip
    return json.loads(done.stdout)


def written(found: dict[str, Any]) -> str:
    lines = ["moments = ["] + [f'    "{moment}",' for moment in found["moments"]] + ["]"]
    for value in found["value"]:
        lines += ["", "[[value]]"]
        lines += [f"{key} = {json.dumps(text, ensure_ascii=False)}" for key, text in value.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    found = golden()
    for country in ZONES:
        values = [each for each in found["value"] if each["country"] == country]
        answers = javascript(sys.argv[1], country, values, found["moments"])
        for value, answer in zip(values, answers, strict=True):
            why = value.pop("why", None)
            value["python"] = python(value["hours"], country, found["moments"])
            value["javascript"] = answer
            if why:
                value["why"] = why
    head = FILE.read_text().split("moments = [")[0]
    FILE.write_text(head + written(found))


if __name__ == "__main__":
    main()
