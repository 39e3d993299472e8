"""Secrets: named in the file, found when they are due, shown to nobody."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from syndicate.config.secret import Secret, check_secret_name, find_secret
from syndicate.errors import ConfigError


def test_the_environment_comes_before_the_credentials_directory(tmp_path: Path) -> None:
    (tmp_path / "APP_SECRET").write_text("from a file\n", "utf-8")
    there = {"CREDENTIALS_DIRECTORY": str(tmp_path)}
    assert find_secret("APP_SECRET", there).reveal() == "from a file"
    both = {**there, "APP_SECRET": " from the environment "}
    assert find_secret("APP_SECRET", both).reveal() == "from the environment"


@pytest.mark.parametrize("value", ["", "  \n"])
def test_an_empty_secret_is_none(tmp_path: Path, value: str) -> None:
    (tmp_path / "APP_SECRET").write_text(value, "utf-8")
    there = {"CREDENTIALS_DIRECTORY": str(tmp_path), "APP_SECRET": value}
    with pytest.raises(ConfigError, match="no secret APP_SECRET: neither"):
        find_secret("APP_SECRET", there)


def test_a_credential_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "APP_SECRET").mkdir()
    with pytest.raises(ConfigError, match="the credential APP_SECRET cannot be read"):
        find_secret("APP_SECRET", {"CREDENTIALS_DIRECTORY": str(tmp_path)})


def test_no_name_leads_out_of_the_directory(tmp_path: Path) -> None:
    (tmp_path / "outside").write_text("not for us", "utf-8")
    there = {"CREDENTIALS_DIRECTORY": str(tmp_path / "inside")}
    with pytest.raises(ConfigError, match="no secret"):
        find_secret("../outside", there)


def test_a_secret_does_not_show_itself() -> None:
    secret = Secret("swordfish")
    shown = f"{secret} {secret!r} {[secret]}"
    assert "swordfish" not in shown
    assert pickle.loads(pickle.dumps(secret)).reveal() == "swordfish"


@pytest.mark.parametrize("name", ["s3cr3t", "abc-DEF", "1ABC", "", "A B", "ABC\n"])
def test_what_is_no_name_is_refused_without_being_repeated(name: str) -> None:
    with pytest.raises(ValueError, match=r"^key names the environment") as caught:
        check_secret_name(name, "key")
    assert not name or f'"{name}"' not in str(caught.value)
