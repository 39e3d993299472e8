"""`serve` says where to look, answers there, and ends well when it is interrupted."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen


def test_serve_answers_until_it_is_interrupted(finished: Path) -> None:
    command = [sys.executable, "-m", "syndicate", "serve", "--port", "0"]
    with subprocess.Popen(
        command,
        cwd=finished,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        url = process.stdout.readline().split()[0]
        assert url.startswith("http://127.0.0.1:")
        assert f"{url}_digest/" in process.stdout.readline()
        for path, file in (("atom.xml", "feeds/atom.xml"), ("_digest/", "digest.html")):
            with urlopen(url + path, timeout=10) as answer:
                (there,) = finished.glob(f"**/{file}")
                assert answer.read() == there.read_bytes()
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
        assert process.stderr.read() == ""
