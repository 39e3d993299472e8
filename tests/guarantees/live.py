"""Vectors that act, and how to see that something does: parsed, and in a browser."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import html5lib

from tests.publish.test_browser import QUIETLY
from tests.publish.test_hostile import ACTING, OURS

CANARY = "canary.test"
# The charts of staff's pages are drawings of our own.
DRAWN = (*OURS, ("svg", "viewBox", "0 0 300 64"), ("svg", "viewBox", "0 0 200 10"))
ACTIVE = ACTING | {
    *("applet", "area", "audio", "base", "button", "embed", "frame", "frameset"),
    *("isindex", "link", "map", "marquee", "meta", "noembed", "noscript", "picture"),
    *("plaintext", "portal", "select", "source", "style", "template", "textarea"),
    *("title", "track", "video", "xmp", "details"),
}
LINKING = {"href", "cite"}  # the rest that a vector may name loads or sends by itself
KNOWN = {"class", "colspan", "dir", "href", "lang", "rel", "rowspan", "start", "title"}


@dataclass(frozen=True, slots=True)
class Vector:
    """A line of `vectors.txt`; `number` is what it asks the canary for."""

    number: int
    sort: str
    text: str


def read_vectors() -> list[Vector]:
    """Every vector, its characters and its canary filled in."""
    told = (Path(__file__).parent / "vectors.txt").read_text("utf-8")
    lines = [line for line in told.split("\n") if line and not line.startswith("#")]
    return [_read(number, line) for number, line in enumerate(lines)]


def _read(number: int, line: str) -> Vector:
    sort, _, text = line.partition("\t")
    script = f"void((new(Image)).src=`http://{CANARY}/{number}`)"
    text = re.sub(r"JS\b", script, text)
    text = re.sub(r"\bURL\b", f"http://{CANARY}/{number}", text)
    text = text.replace(f"{CANARY}/N", f"{CANARY}/{number}")
    text = re.sub(r"\\x(..)", lambda found: chr(int(found[1], 16)), text)
    for told, meant in (("t", "\t"), ("n", "\n"), ("r", "\r"), ("0", "\0")):
        text = text.replace(f"\\{told}", meant)
    return Vector(number, sort, text)


def live(markup: str, ours: Iterable[tuple[str, str, str]] = ()) -> list[str]:
    """What of a fragment could act or load, as a browser parses it.

    >>> live("<p>A <a href='https://clinic.example.org/' rel=nofollow>b</a></p>")
    []
    >>> live("<a href='java\\tscript:x'>y</a>")
    ['a@href=javascript:x']
    """
    found = []
    tree = html5lib.parseFragment(markup, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        if any(name == each and element.get(key) == to for each, key, to in ours):
            continue
        if name in ACTIVE:
            found.append(name)
        for attribute, value in element.attrib.items():
            if attribute not in KNOWN:
                found.append(f"{name}@{attribute}")
            plain = re.sub(r"[\x00-\x20]", "", value)
            if attribute in LINKING and not re.match(r"(?i)https?://", plain):
                found.append(f"{name}@{attribute}={plain[:80]}")
    return found


def live_page(page: str) -> list[str]:
    """The same of a whole page of ours, whose own frame does act."""
    found = []
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    frame = {"html", "head", "body", "meta", "link", "title", "button", "details"}
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        name = element.tag.rpartition("}")[2]
        told = {key: value or "" for key, value in element.attrib.items()}
        is_ours = any(name == each and told.get(key) == to for each, key, to in DRAWN)
        if name in ACTIVE - frame - {"style", "noscript", "template"} and not is_ours:
            found.append(name)
        found += [
            f"{name}@{key}={value[:80]}"
            for key, value in told.items()
            if key.startswith("on")
            or key in {"srcdoc", "formaction", "ping", "srcset", "background", "poster"}
            or _leads_away(key, value)
            or (name == "meta" and value.lower() in {"refresh", "set-cookie"})
            or (name == "link" and key == "href" and CANARY in value)
        ]
    return found


def _leads_away(attribute: str, value: str) -> bool:
    """Whether it is an address of a scheme that acts."""
    plain = re.sub(r"[\x00-\x20]", "", value).lower()
    scheme = re.match(r"([a-z][a-z0-9+.-]*):", plain)
    if attribute.rpartition("}")[2] not in {"href", "src", "action", "data", "cite"}:
        return False
    return scheme is not None and scheme[1] not in {"http", "https", "mailto"}


@dataclass
class Canary:
    """Who is asked when something acts: `asked` are requests, and greetings of TLS."""

    port: int = 0
    asked: list[str] = field(default_factory=list)
    finished: threading.Event = field(default_factory=threading.Event)

    @property
    def strangers(self) -> list[str]:
        """What was asked for, but by the browser for itself."""
        return [each for each in self.asked if not _ITS_MAKERS.search(each)]

    @property
    def numbers(self) -> set[int]:
        """The vectors that asked."""
        return {int(found[1]) for each in self.asked if (found := _NUMBER.match(each))}


# Whom a browser asks on its own account: in a Host header, or in a greeting of TLS.
_ITS_MAKERS = re.compile(r"(?i)[\w-]\.(?:google|googleapis|gstatic|gvt1)\.com")
_NUMBER = re.compile(r"\w+ (?:http://[^/]*)?/(\d+)")


@contextmanager
def listening() -> Iterator[Canary]:
    """A host on loopback that answers nothing and remembers who asked."""
    canary = Canary()
    listener = socket.create_server(("127.0.0.1", 0))
    canary.port = listener.getsockname()[1]

    def answer(connection: socket.socket) -> None:
        with connection:
            head = connection.recv(4_096).decode("latin-1")
            if f"/{CANARY}/done " in head or " /done " in head:
                canary.finished.set()
            else:
                canary.asked.append(head)
            connection.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n")

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threading.Thread(target=answer, args=(connection,), daemon=True).start()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield canary
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join(5)


# Follows and sends whatever would not lead to another page of the web.
PRESS = """<script>
for (const a of document.querySelectorAll("a,area"))
  if (!/^https?:/.test(a.href.baseVal || a.protocol || ""))
    a.dispatchEvent(new MouseEvent("click", {bubbles: true}));
for (const e of document.querySelectorAll("body *"))
  for (const what of ["focus", "mouseover", "click", "animationstart"])
    if (e.hasAttribute("on" + what)) e.dispatchEvent(new Event(what));
for (const b of document.querySelectorAll("button,input")) b.click();
</script>"""
# Asked for when every frame has had its time; a frame may never be done loading.
DONE = f"""<script>
const end = () => setTimeout(() => (new Image()).src = "http://{CANARY}/done", 2000);
addEventListener("load", end);
setTimeout(end, 20000);
</script>"""
PATIENCE = 90  # seconds


def browse(
    browser: Path, canary: Canary, folder: Path, pages: list[str], press: str = PRESS
) -> None:
    """Have a browser open these pages, each in a frame, and press what can be."""
    frames = []
    for number, page in enumerate(pages):
        (folder / f"{number}.html").write_text(
            page + press, "utf-8", errors="surrogatepass"
        )
        frames.append(f"<iframe src='{number}.html'></iframe>")
    index = folder / "index.html"
    frames.append(DONE)
    index.write_text(f"<!doctype html><meta charset=utf-8>{''.join(frames)}", "utf-8")
    quietly = [each for each in QUIETLY if "virtual-time" not in each]
    rules = f"--host-resolver-rules=MAP * 127.0.0.1:{canary.port}"
    profile = f"--user-data-dir={folder / 'profile'}"
    command = [str(browser), *quietly, rules, profile, "--remote-debugging-port=0"]
    with subprocess.Popen(
        [*command, index.as_uri()],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        finished = canary.finished.wait(PATIENCE)
        os.killpg(running.pid, signal.SIGKILL)
    assert finished, "the browser never came to its end"


def bare(markup: str) -> str:
    """A page without any policy that holds a fragment, as a careless reader has it."""
    return f"<!doctype html><meta charset=utf-8><body>{markup}"
