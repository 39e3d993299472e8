"""What `[publish]` takes of commands, variables and the hub."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from syndicate.config.load import load
from syndicate.errors import ConfigError
from syndicate.sources.registry import options_of

SITE = '[site]\nurl = "https://news.example.org/"\n[publish]\n'


def write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(SITE + text, encoding="utf-8")
    return file


def test_commands_are_lists_of_arguments(tmp_path: Path) -> None:
    told = load(
        write(
            tmp_path,
            'after = [["rsync", "-a", "{output}/", "a b"], ["./after.sh"]]\n'
            'after_deadline = "90s"\npass_env = ["SSH_AUTH_SOCK", "_x"]\n'
            'hub = "https://hub.example.org/"\n',
        ),
        options_of,
    ).publish
    assert told.after == (("rsync", "-a", "{output}/", "a b"), ("./after.sh",))
    assert told.after_deadline == timedelta(seconds=90)
    assert told.pass_env == ("SSH_AUTH_SOCK", "_x")
    assert told.hub == "https://hub.example.org/"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('after = "rsync"', "publish.after: must be a list"),
        ('after = ["rsync", "-a"]', 'publish.after[1]: must be a list, not "rsync"'),
        ("after = [[]]", "publish.after: an empty command in the list"),
        ('after = [["rsync", ""]]', "publish.after[1]: an empty text in the list"),
        ('after = [["rsync", 5]]', "publish.after[1][2]: must be text, not 5"),
        ('after = [["a\\nb"]]', "publish.after[1][1]: has a line break"),
        ('after = [["{output}/run"]]', "no program is run out of the output folder"),
        ('after = [["a", "b"], ["a", "b"]]', 'publish.after: "a b" is written twice'),
        ('after_deadline = "0s"', "publish.after_deadline: must be more than zero"),
        ('hub = "hub.example.org"', "publish.hub: "),
        ('hub = "https://me:pw@hub.example.org/"', "user name"),
    ],
)
def test_what_is_no_command_or_hub_is_one_line(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(ConfigError) as error:
        load(write(tmp_path, text), options_of)
    assert said in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["TOKEN=swordfish", "sword fish", "2FISH"])
def test_a_value_among_the_variables_is_not_repeated(tmp_path: Path, name: str) -> None:
    with pytest.raises(ConfigError) as error:
        load(write(tmp_path, f'pass_env = ["{name}"]'), options_of)
    assert "publish.pass_env" in str(error.value)
    assert "fish" not in str(error.value).lower()
