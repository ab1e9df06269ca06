"""Takes the README's picture from a demonstration of its own: `make shots`."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright
from run_tests import chromium

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
SHOTS = {  # name: (address, width, height, colour scheme)
    "centre": ("/en/jodlowiec/", 1280, 900, "light"),
}


def serve(folder: str) -> tuple[subprocess.Popen[bytes], str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {"LOCER_DEMO": "1", "LOCER_VAR": folder, "LOCER_URL": address}
    command = [sys.executable, "site/manage.py", "serve", "--port", str(port)]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    for _second in range(240):
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5):
                return server, address
        except OSError:
            time.sleep(1)
    raise SystemExit("The demonstration did not start.")


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    flags = ["--disable-gpu", "--disable-background-networking"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
    with tempfile.TemporaryDirectory() as folder:
        server, address = serve(folder)
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
                for name, (path, width, height, scheme) in SHOTS.items():
                    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
                    page.goto(address + path, wait_until="networkidle")
                    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
                    picture.quantize(128).save(PICTURES / f"{name}.png", optimize=True)
                    print(f"docs/pictures/{name}.png")
                browser.close()
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(30)


if __name__ == "__main__":
    main()
