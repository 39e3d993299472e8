"""Headless Chromium, driven as a person does: by the DevTools protocol over a pipe.

No driver is installed for it: commands are JSON that ends with a zero byte, written to
the browser's descriptor 3 and answered on 4.
"""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"),
    *("--no-first-run", "--disable-background-networking", "--disable-sync"),
    *("--disable-component-update", "--hide-scrollbars", "--remote-debugging-pipe"),
)
PATIENCE = 90.0  # seconds for one answer; others may use the machine
BOX = """(() => {
  const found = [...document.querySelectorAll(%s)].filter((e) => {
    const says = %s;
    return (!says || e.textContent.trim() === says) && e.getClientRects().length;
  })[%d];
  if (!found) return null;
  found.scrollIntoView({ block: "center" });
  const box = found.getBoundingClientRect();
  return { x: box.x + Math.min(box.width / 2, 40), y: box.y + box.height / 2 };
})()"""


@dataclass
class Browser:
    """One browser, and what it told that nobody asked for."""

    process: subprocess.Popen[bytes]
    to: int
    from_: int
    last: int = 0
    events: list[dict[str, Any]] = field(default_factory=list)
    _read: bytes = b""

    def ask(self, method: str, session: str = "", **params: Any) -> Any:
        """Send a command, and wait for what it gives."""
        self.last += 1
        told: dict[str, Any] = {"id": self.last, "method": method, "params": params}
        if session:
            told["sessionId"] = session
        os.write(self.to, json.dumps(told).encode() + b"\0")
        answer = self.wait(lambda each: each.get("id") == self.last)
        assert "error" not in answer, (method, answer)
        return answer["result"]

    def wait(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next message of that sort; all others are kept."""
        ends = time.monotonic() + PATIENCE
        for at, each in enumerate(self.events):
            if wanted(each):
                return self.events.pop(at)
        while time.monotonic() < ends:
            message = self._next(ends - time.monotonic())
            if message and wanted(message):
                return message
            if message:
                self.events.append(message)
        raise TimeoutError

    def _next(self, seconds: float) -> dict[str, Any] | None:
        while b"\0" not in self._read:
            if not select.select([self.from_], [], [], max(seconds, 0))[0]:
                return None
            piece = os.read(self.from_, 1 << 16)
            assert piece, "the browser is gone"
            self._read += piece
        whole, _, self._read = self._read.partition(b"\0")
        message: dict[str, Any] = json.loads(whole)
        return message

    def visitor(self, width: int = 1280, *, dark: bool = False) -> Page:
        """A new visitor, with cookies of their own."""
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        target = self.ask(
            "Target.createTarget", url="about:blank", browserContextId=context
        )["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)
        page = Page(self, session["sessionId"])
        for domain in ("Page", "Runtime", "Log"):
            page.ask(f"{domain}.enable")
        page.resize(width)
        if dark:
            feature = {"name": "prefers-color-scheme", "value": "dark"}
            page.ask("Emulation.setEmulatedMedia", features=[feature])
        return page


@dataclass
class Page:
    """One visitor's window; `clicks` counts what they pressed, keys too."""

    browser: Browser
    session: str
    clicks: int = 0

    def ask(self, method: str, **params: Any) -> Any:
        """Send a command about this page."""
        return self.browser.ask(method, self.session, **params)

    def resize(self, width: int) -> None:
        """Take another width."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=900,
            deviceScaleFactor=1,
            mobile=width < 600,
        )

    def go(self, url: str) -> None:
        """Open an address, and wait until it is there."""
        self._forget()
        self.ask("Page.navigate", url=url)
        self._loaded()

    def click(
        self, selector: str, says: str = "", *, at: int = 0, leads: bool = True
    ) -> None:
        """Press what is there with the mouse; wait for the page that it leads to."""
        box = self.run(BOX % (json.dumps(selector), json.dumps(says), at))
        assert box, (selector, says, self.text()[:800])
        self._forget()
        self.clicks += 1
        for kind in ("mousePressed", "mouseReleased"):
            self.ask(
                "Input.dispatchMouseEvent",
                type=kind,
                button="left",
                clickCount=1,
                **box,
            )
        if leads:
            self._loaded()

    def type(self, selector: str, text: str) -> None:
        """Write into a field, in place of what is there."""
        self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            " e.focus(); e.select(); })()"
        )
        self.ask("Input.insertText", text=text)

    def key(self, key: str, *, leads: bool = False) -> None:
        """Press a key."""
        self._forget()
        self.clicks += 1
        code = {"Enter": 13}.get(key, ord(key.upper()[0]))
        more = {"text": "\r"} if key == "Enter" else {"text": key}
        for kind in ("keyDown", "keyUp"):
            told = more if kind == "keyDown" else {}
            self.ask(
                "Input.dispatchKeyEvent",
                type=kind,
                key=key,
                windowsVirtualKeyCode=code,
                **told,
            )
        if leads:
            self._loaded()

    def run(self, script: str) -> Any:
        """What a script gives, awaited."""
        told = self.ask(
            "Runtime.evaluate",
            expression=script,
            returnByValue=True,
            awaitPromise=True,
        )
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def text(self) -> str:
        """What the page says."""
        return " ".join(str(self.run("document.body.innerText")).split())

    def path(self) -> str:
        """Where it is."""
        return str(self.run("location.pathname"))

    def until(self, script: str) -> None:
        """Wait until a script gives something that is true."""
        ends = time.monotonic() + PATIENCE
        while not self.run(script):
            assert time.monotonic() < ends, script
            time.sleep(0.05)

    def complaints(self) -> list[str]:
        """What the console was told: policies broken, scripts that failed."""
        told = []
        for each in self.browser.events:
            if each.get("sessionId") != self.session:
                continue
            if each["method"] == "Log.entryAdded":
                told.append(each["params"]["entry"]["text"])
            elif each["method"] == "Runtime.exceptionThrown":
                told.append(str(each["params"]["exceptionDetails"]))
        return told

    def picture(self, path: Path) -> None:
        """The whole page as a PNG."""
        told = self.ask("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(told["data"]))

    def _forget(self) -> None:
        self.browser.events = [
            each for each in self.browser.events if not self._is_load(each)
        ]

    def _loaded(self) -> None:
        self.browser.wait(self._is_load)

    def _is_load(self, message: dict[str, Any]) -> bool:
        return (
            message.get("method") == "Page.loadEventFired"
            and message.get("sessionId") == self.session
        )


@contextmanager
def browsing(chromium: Path, profile: Path) -> Iterator[Browser]:
    """A browser with a fresh profile, ended afterwards."""
    theirs, to = os.pipe()
    from_, ours = os.pipe()
    command = [str(chromium), *FLAGS, f"--user-data-dir={profile}", "about:blank"]
    script = f'exec "$0" "$@" 3<&{theirs} 4>&{ours}'
    process = subprocess.Popen(
        ["bash", "-c", script, *command],
        pass_fds=(theirs, ours),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    os.close(theirs)
    os.close(ours)
    browser = Browser(process, to, from_)
    try:
        yield browser
    finally:
        browser.ask("Browser.close")
        process.wait(30)
        os.close(to)
        os.close(from_)
