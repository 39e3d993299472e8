"""`[desk]`: what would let anybody in is refused when the file is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.config import Settings
from syndicate.config.load import load
from syndicate.errors import ConfigError
from syndicate.sources.registry import options_of


def read(folder: Path, text: str) -> Settings:
    file = folder / "config.toml"
    file.write_text(f'[site]\nurl = "https://e.org/"\n[desk]\n{text}\n', "utf-8")
    return load(file, options_of)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('header = "X-Remote-User"', "header needs trusted"),
        ('header = "X Remote"\ntrusted = ["10.0.0.1"]', "is no header"),
        ('header = "X-User"\ntrusted = ["proxy"]', "is no address or network"),
        ('host = "0.0.0.0"', "address is missing"),
        ('host = "desk.example.org"', "is no address to listen on"),
        ('address = "https://example.org/desk/"', "a host of its own"),
        ('address = "https://ann:pw@example.org/"', "leave out everything up to @"),
        ('role = "owner"', "must be one of"),
        ('session = "0h"', "must be more than zero"),
        ('password = "x"', "secrets come from the environment"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ConfigError, match="desk") as told:
        read(tmp_path, text)
    assert said in str(told.value)


def test_a_proxy_may_be_named_without_a_sign_on(tmp_path: Path) -> None:
    assert read(tmp_path, 'trusted = ["10.0.0.1"]').desk.trusted == ("10.0.0.1",)


def test_an_address_beyond_this_machine_needs_a_name(tmp_path: Path) -> None:
    told = 'host = "0.0.0.0"\naddress = "https://desk.example.org"'
    assert read(tmp_path, told).desk.address == "https://desk.example.org/"
