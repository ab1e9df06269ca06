"""Draws the pictures of the demonstration: python demo/pictures/draw.py [key ...]

Every key becomes an SVG; with a Chromium (named by CHROMIUM or found on the path) also a WebP of 1600 x 1000.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from io import BytesIO
from pathlib import Path

import scenes_nature
import scenes_rooms
import scenes_town
import scenes_village

HERE = Path(__file__).parent
ROOMS = (scenes_town, scenes_village, scenes_nature, scenes_rooms)
KEYS = (
    "square_market", "church_lane", "river_bridge", "orchard", "school_yard", "playground", "bus_stop", "library",
    "workshop_wood", "bakery", "community_garden", "concert_barn", "football_pitch", "fire_station", "forest_path",
    "railway_halt", "kitchen_table", "video_call", "choir", "bicycle_path", "solar_roof", "old_mill", "market_stall",
    "winter_street", "lake_pier",
)  # fmt: skip
QUALITY, LARGEST = 82, 120_000


def scene(key):
    return next(getattr(room, key) for room in ROOMS if hasattr(room, key))


def browser():
    names = (os.environ.get("CHROMIUM"), "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if name and (path := shutil.which(name))), None)


def raster(svg, chromium):
    """The picture as the browser paints it, as a WebP no larger than a page can bear."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        # fmt: off
        command = [chromium, "--headless", "--disable-gpu", "--hide-scrollbars", "--force-device-scale-factor=1",
                   "--window-size=1600,1000", f"--user-data-dir={folder}", f"--screenshot={shot}", svg.as_uri()]
        # fmt: on
        if os.geteuid() == 0:
            command.insert(1, "--no-sandbox")
        subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 (our own browser and file)
        picture = Image.open(shot).convert("RGB")
    for quality in range(QUALITY, 40, -6):
        webp = BytesIO()
        picture.save(webp, "WEBP", quality=quality, method=6)
        if webp.tell() <= LARGEST:
            break
    svg.with_suffix(".webp").write_bytes(webp.getvalue())


def main(wanted):
    chromium = browser()
    for key in wanted or KEYS:
        svg = HERE / f"{key}.svg"
        svg.write_text(scene(key)(), encoding="utf-8")
        if chromium:
            raster(svg, chromium)


if __name__ == "__main__":
    main(sys.argv[1:])
