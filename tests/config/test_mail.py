"""Who is sent the digest: a mistake is told before anything is sent."""

from __future__ import annotations

from pathlib import Path

import pytest

from syndicate.config.load import load
from syndicate.errors import ConfigError
from syndicate.sources.registry import options_of

SITE = '[site]\nurl = "https://news.example.org/"\n'


def refused(folder: Path, *tables: str) -> str:
    file = folder / "config.toml"
    file.write_text("\n".join([SITE, *tables]), encoding="utf-8")
    with pytest.raises(ConfigError) as told:
        load(file, options_of)
    return str(told.value)


@pytest.mark.parametrize(
    "address",
    [
        *(
            "press",
            "press@",
            "@clinic.example.org",
            "press@clinic",
            "a b@x.example.org",
        ),
        *("press@clinic.example.org,desk@x.example.org", "a..b@x.example.org"),
        "Press <press@clinic.example.org>",
    ],
)
def test_an_address_with_a_typo_is_named(tmp_path: Path, address: str) -> None:
    told = refused(tmp_path, f'[[recipient]]\naddress = "{address}"')
    assert "recipient[1]" in told
    assert "is no e-mail address" in told


def test_a_recipient_stands_once(tmp_path: Path) -> None:
    table = '[[recipient]]\naddress = "press@clinic.example.org"'
    told = refused(tmp_path, table, table.replace("press", "PRESS"))
    assert "is recipient[1] already" in told


def test_a_clinic_that_is_not_there_is_named(tmp_path: Path) -> None:
    told = refused(
        tmp_path,
        '[[clinic]]\nname = "Alder Clinic"',
        '[[recipient]]\naddress = "a@x.example.org"\nclinics = ["Alder Clinik"]',
    )
    assert 'did you mean "Alder Clinic"?' in told


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ('host = "mail.example.org"', "sender is missing"),
        ('user_from = "MAIL_USER"', "go together"),
        (
            'user_from = "U"\npassword_from = "P"\nsecurity = "none"',
            "is sent over TLS only",
        ),
        ('password_from = "sw0rdfish"', "names the environment variable"),
        ('password = "sw0rdfish"', "never from this file"),
    ],
)
def test_what_could_not_send_or_would_not_be_safe_is_refused(
    tmp_path: Path, lines: str, why: str
) -> None:
    told = refused(tmp_path, f"[mail]\n{lines}")
    assert why in told
    assert "sw0rdfish" not in told
