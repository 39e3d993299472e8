"""More [[source]] tables in the bytes of config.toml, while every other byte stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from syndicate.config.place import Place

Block = Mapping[str, str]  # the keys of one source, in the order they are written

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def render_block(block: Block) -> str:
    r"""A [[source]] table as it stands in the file.

    >>> print(render_block({"name": "a", "location": 'C:\\in "1"'}), end="")
    [[source]]
    name = "a"
    location = "C:\\in \"1\""
    """
    import tomlkit  # noqa: PLC0415 - start-up

    table = tomlkit.table()
    for key, value in block.items():
        table.add(key, value)
    return f"[[source]]\n{table.as_string()}"


def add_sources(content: bytes, blocks: Sequence[Block], file: Path) -> bytes:
    r"""The same file with these sources behind its last one, or else at its end.

    A comment right under the last source's keys is taken to be that source's; one
    behind a blank line belongs to whatever follows.

    >>> add_sources(b"[site] # ours\n", [{"name": "a"}], Path("config.toml"))
    b'[site] # ours\n\n[[source]]\nname = "a"\n'

    Raises:
        ConfigError: the file is not TOML, or its sources are no [[source]] tables.
    """
    import tomllib  # noqa: PLC0415 - start-up

    mark = _BYTE_ORDER_MARK if content.startswith(_BYTE_ORDER_MARK) else b""
    try:
        text = content.removeprefix(mark).decode("utf-8")
        before = tomllib.loads(text)
    except ValueError as error:  # not UTF-8, not TOML
        raise Place(file).mistake(f"not TOML: {error}") from None
    after = _insert(text, "\n".join(render_block(block) for block in blocks))
    expected = {**before, "source": [*before.get("source", []), *map(dict, blocks)]}
    try:
        well = tomllib.loads(after) == expected
    except ValueError:
        well = False
    if not well:
        raise Place(file, "source", "source").mistake(
            "stands in a way that cannot be added to",
            "write each source as a [[source]] table of its own",
        )
    return mark + after.encode("utf-8")


def _insert(text: str, added: str) -> str:
    """The text with whole lines put where the last source ends, a blank line around."""
    at = _find_end(text)
    before, after = text[:at], text[at:]
    first, line_end, _ = text.partition("\n")
    newline = "\r\n" if line_end and first.endswith("\r") else "\n"
    lines = added.removesuffix("\n").split("\n")
    if before and not before.endswith("\n"):
        lines = ["", "", *lines]
    elif before.strip() and before.splitlines()[-1].strip():
        lines = ["", *lines]
    if after and after.splitlines()[0].strip():
        lines = [*lines, ""]
    return before + "".join(line + newline for line in lines) + after


def _find_end(text: str) -> int:
    """Where the last source's own lines end; the end of the text where none is found.

    tomlkit cannot give back a file whose tables of one name stand apart.
    """
    import tomlkit  # noqa: PLC0415 - start-up
    from tomlkit.exceptions import TOMLKitError  # noqa: PLC0415
    from tomlkit.items import AoT, Table, Whitespace  # noqa: PLC0415

    try:
        document = tomlkit.parse(text)
        same = document.as_string() == text
    except TOMLKitError:  # tomllib reads it, so the end of the file will do
        return len(text)
    sources = document.get("source")
    if not same or not isinstance(sources, AoT) or not sources.body:
        return len(text)
    body = sources.body[-1].value.body
    if any(isinstance(item, Table | AoT) for _, item in body):
        return len(text)
    own = [key is not None for key, _ in body]
    last = len(own) - own[::-1].index(True) if any(own) else 0
    blank = (n for n in range(last, len(body)) if isinstance(body[n][1], Whitespace))
    mark = "# here"
    while mark in text:
        mark += "."
    body.insert(next(blank, len(body)), (None, tomlkit.comment(mark[2:])))
    return document.as_string().index(mark)
