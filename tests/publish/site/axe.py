"""axe-core over many pages in one headless Chromium.

Each page is copied with the script in it and its policy taken out; only the copies are.
They are served on loopback and framed one after the other at the width asked for, and
the frame tells the server what was found.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import Any

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
DARK = "--blink-settings=preferredColorScheme=0"
PATIENCE = 300  # seconds for all pages
OPTIONS = [
    *(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
    ),
    *("--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--window-size=1400,1000"),
]
LOOK = """
addEventListener("load", () => setTimeout(async () => {
  const { violations, incomplete } = await axe.run(document);
  const tell = (some) => some.map((one) => ({
    id: one.id, where: one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)),
  }));
  parent.postMessage({ wrong: tell(violations), unsure: tell(incomplete) }, "*");
}, location.search ? 1500 : 50));
"""
FRAME = """<!DOCTYPE html><title>Pages</title><body><script>
(async () => {
  const found = [];
  for (const [page, width] of PAGES) {
    const frame = document.createElement("iframe");
    Object.assign(frame, { width, height: 900, src: page });
    const told = new Promise((done) =>
      addEventListener("message", (event) => done(event.data), { once: true }));
    document.body.append(frame);
    found.push(await told);
    frame.remove();
  }
  fetch("/", { method: "POST", body: JSON.stringify(found) });
})();
</script>"""


class Handler(SimpleHTTPRequestHandler):
    """Gives the copies, and takes what was found."""

    found: Queue[Any] = Queue()

    def do_POST(self) -> None:
        length = int(self.headers["Content-Length"])
        self.found.put(json.loads(self.rfile.read(length)))
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002
        """Say nothing."""


def look_at(
    browser: Path, axe: Path, site: Path, pages: list[tuple[str, int]], *flags: str
) -> dict[str, list[Any]]:
    """What axe finds wrong, by page and width; every page is in the answer."""
    copies = site.with_name(f"{site.name}-copies")
    shutil.copytree(site, copies, dirs_exist_ok=True)
    for page in {page.partition("?")[0] for page, _ in pages}:
        _prepare(copies / page)
    shutil.copy(axe, copies / "axe.js")
    (copies / "look.js").write_text(LOOK)
    (copies / "frame.html").write_text(FRAME.replace("PAGES", json.dumps(pages)))
    profile = site.with_name("profile")
    command = [str(browser), *OPTIONS, *flags, f"--user-data-dir={profile}"]
    with _serving(copies) as url:
        running = subprocess.Popen(
            [*command, f"{url}/frame.html"], stderr=subprocess.DEVNULL
        )
        try:
            found = Handler.found.get(timeout=PATIENCE)
        finally:
            running.kill()
            running.wait()
    assert len(found) == len(pages)
    names = [f"{page} at {width}" for page, width in pages]
    return {name: its["wrong"] for name, its in zip(names, found, strict=True)}


@contextmanager
def _serving(folder: Path) -> Iterator[str]:
    handler = partial(Handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join(5)


def _prepare(page: Path) -> None:
    text = page.read_text("utf-8")
    scripts = '<script src="/axe.js"></script><script src="/look.js"></script>'
    relaxed = POLICY.sub("", text)
    assert relaxed != text
    page.write_text(relaxed.replace("</head>", f"{scripts}</head>"), "utf-8")
