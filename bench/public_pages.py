"""Score extraction on public ground truth: scrapinghub/article-extraction-benchmark.

    ARTICLE_BENCHMARK=… python bench/public_pages.py [--only NAME …]

ARTICLE_BENCHMARK is a checkout of that repository; its own evaluate.py scores. Nothing
is tuned on its pages: it says how good we are on pages that we never looked at.

ours          what a release's text would be, and its parts that are set back at its end
extraction    the article before furniture is cut
voters        the lines that the voters chose, before our own blocks are matched to them
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from syndicate.clean import Rules, clean
from syndicate.clean.shape import set_text
from syndicate.errors import SourceError
from syndicate.html.article import parse_page, read_article
from syndicate.html.blocks import read_blocks
from syndicate.html.gate import Unreadable, admit
from syndicate.html.picking import find_leaves
from syndicate.html.surroundings import drop_unseen, prune
from syndicate.html.voters import vote
from syndicate.model import Posting
from syndicate.publish.content import SET_BACK

VARIABLE = "ARTICLE_BENCHMARK"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", nargs="+", choices=list(EXTRACTORS))
    chosen = parser.parse_args()
    folder = os.environ.get(VARIABLE, "")
    if not (Path(folder) / "evaluate.py").exists():
        sys.exit(f"{VARIABLE} names no checkout of article-extraction-benchmark")
    for line in score(Path(folder), chosen.only or list(EXTRACTORS)):
        print(line, flush=True)


def score(folder: Path, names: list[str]) -> Iterator[str]:
    """The table, a line for each extractor."""
    judge = _load(folder / "evaluate.py")
    truth = json.loads((folder / "ground-truth.json").read_text("utf-8"))
    pages = {name: _read(folder / "html" / f"{name}.html.gz") for name in truth}
    yield f"{'':28}{'F1':>7}{'P':>7}{'R':>7}{'±':>7}{'s CPU':>8}{'empty':>7}"
    for name in names:
        began = time.process_time()
        told = {key: {"articleBody": EXTRACTORS[name](p)} for key, p in pages.items()}
        spent = time.process_time() - began
        figures = judge.evaluate(truth, told, 200)
        yield (
            f"{name:28}{figures['f1']:>7.3f}{figures['precision']:>7.3f}"
            f"{figures['recall']:>7.3f}{figures['f1_std']:>7.3f}{spent:>8.1f}"
            f"{sum(not each['articleBody'].strip() for each in told.values()):>7}"
        )


def _load(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("evaluate", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(path: Path) -> str:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return file.read()


def _ours(page: str) -> str:
    posting = Posting("public", "page", "", page, media_type="text/html", full=False)
    try:
        release = clean(posting, Rules())
    except SourceError:
        return ""
    back = [part.text for part in release.parts if part.name in SET_BACK]
    return "\n\n".join([release.text, *back])


def _extraction(page: str) -> str:
    try:
        return set_text(read_blocks(read_article(page).markup))
    except Unreadable:
        return ""


def _voters(page: str) -> str:
    try:
        tree = parse_page(admit(page))
    except Unreadable:
        return ""
    drop_unseen(tree)
    prune(tree)
    running = (leaf.text for leaf in find_leaves(tree.body) if leaf.running)
    return "\n".join(vote(tree, running))


def _trafilatura(*, precise: bool) -> Callable[[str], str]:
    def extract(page: str) -> str:
        import trafilatura  # noqa: PLC0415 - only where it is asked for

        return (
            trafilatura.extract(page, include_comments=False, favor_precision=precise)
            or ""
        )

    return extract


def _readability(page: str) -> str:
    from readability import Document  # noqa: PLC0415 - likewise

    return set_text(read_blocks(Document(page).summary(html_partial=True)))


EXTRACTORS: dict[str, Callable[[str], str]] = {
    "ours": _ours,
    "extraction": _extraction,
    "voters": _voters,
    "trafilatura, precision": _trafilatura(precise=True),
    "trafilatura": _trafilatura(precise=False),
    "readability-lxml": _readability,
}

if __name__ == "__main__":
    main()
