"""config.toml: what it gives, and the one line each mistake gives."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from syndicate.config import Settings
from syndicate.config.load import load
from syndicate.errors import ConfigError
from syndicate.model import Trust

SITE = '[site]\nurl = "https://news.example.org/clinics"\n'


@dataclass(frozen=True, slots=True)
class FilesOptions:
    suffixes: tuple[str, ...] = field(default=(".md",), metadata={"help": "endings"})
    weight: float = 1.0
    deep: bool = True
    archive: Path = Path("old")


@dataclass(frozen=True, slots=True)
class RangeOptions:
    first: int
    last: int = 10

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("last must not come before first")


KINDS: dict[str, type] = {"files": FilesOptions, "range": RangeOptions}


def write(folder: Path, text: str) -> Path:
    file = folder / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def settings(folder: Path, text: str) -> Settings:
    return load(write(folder, text), KINDS.get)


def mistake(folder: Path, text: str | bytes) -> str:
    """The message a text gives, without the folder; it is always one line."""
    file = folder / "config.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ConfigError) as caught:
        load(file, KINDS.get)
    message = str(caught.value)
    assert message.startswith(str(file))
    assert "\n" not in message
    assert caught.value.exit_code == 78
    return message.replace(str(folder) + os.sep, "", 1)


def source(extra: str = "", kind: str = "files") -> str:
    return (
        f'{SITE}[[source]]\nname = "wire"\nkind = "{kind}"\nlocation = "in"\n{extra}\n'
    )


def test_the_least_file_gives_every_default(tmp_path: Path) -> None:
    given = settings(tmp_path, SITE)

    assert given.site.url == "https://news.example.org/clinics/"
    assert given.site.home == given.site.url
    assert given.fetch.contact == given.site.url
    assert given.file == tmp_path / "config.toml"
    assert given.paths.database == tmp_path / "db/syndicate.sqlite"
    assert given.paths.output == tmp_path / "feeds"
    assert given.paths.digest == tmp_path / "digest"
    assert given.source == ()


def test_every_table_is_filled_with_typed_values(tmp_path: Path) -> None:
    given = settings(
        tmp_path,
        """
        [site]
        url = "https://news.example.org/"
        home = "https://example.org"
        language = "pt-BR"
        [paths]
        output = "out/public"
        digest = "/srv/digest"
        [fetch]
        contact = "desk@example.org"
        allow = ["127.0.0.1:8000", "feeds.example.org", "10.0.0.0/8", "[::1]:80"]
        deadline = "1m"
        workers = 0
        [[clinic]]
        name = "Alder Grove Clinic"
        domains = ["Alder.Example.org"]
        [[source]]
        name = "archive"
        kind = "files"
        location = "in/**/*.md"
        trust = "wire"
        clinic = "Alder Grove Clinic"
        every = "1d"
        zone = "Europe/Berlin"
        suffixes = [".md", ".txt"]
        weight = 2
        deep = false
        archive = "older"
        [[topic]]
        name = "Openings"
        words = ["opens", "new clinic"]
        [[feed]]
        name = "alder"
        clinic = "Alder Grove Clinic"
        topic = "Openings"
        """,
    )

    assert given.paths.output == tmp_path / "out/public"
    assert given.paths.digest == Path("/srv/digest")
    assert given.fetch.contact == "desk@example.org"
    assert given.fetch.deadline == timedelta(minutes=1)
    assert given.fetch.workers == 0
    assert given.clinic[0].domains == ("alder.example.org",)
    (told,) = given.source
    assert told.trust is Trust.WIRE
    assert told.every == timedelta(days=1)
    assert told.zone == ZoneInfo("Europe/Berlin")
    assert told.base == tmp_path
    assert told.location == "in/**/*.md"
    assert told.options == FilesOptions(
        suffixes=(".md", ".txt"), weight=2.0, deep=False, archive=tmp_path / "older"
    )
    assert given.topic[0].words == ("opens", "new clinic")
    assert given.feed[0].topic == "Openings"


@pytest.mark.parametrize(
    ("told", "span"),
    [
        ("20s", timedelta(seconds=20)),
        ("30m", timedelta(minutes=30)),
        ("1h", timedelta(hours=1)),
        ("1d", timedelta(days=1)),
        ("2w", timedelta(weeks=2)),
    ],
)
def test_spans_of_time(tmp_path: Path, told: str, span: timedelta) -> None:
    assert settings(tmp_path, source(f'every = "{told}"')).source[0].every == span


def test_relative_paths_are_relative_to_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, SITE)
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")

    given = load(Path("../config.toml"), KINDS.get)

    assert given.paths.output.resolve() == tmp_path / "feeds"
    assert given.paths.output.is_absolute()


def test_a_database_that_is_a_link_is_the_file_it_leads_to(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    (tmp_path / "db").mkdir()
    (tmp_path / "db/syndicate.sqlite").symlink_to(disk / "syndicate.sqlite")

    given = settings(tmp_path, SITE)  # also while the disk is not there

    assert given.paths.database == disk / "syndicate.sqlite"
    assert given.backups == disk / "backups"


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xef\xbb\xbf" + SITE.encode())
    assert load(file, KINDS.get).site.url.endswith("/clinics/")


def test_home_folder_is_expanded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    given = settings(tmp_path, SITE + '[paths]\ndatabase = "~/news.sqlite"\n')
    assert given.paths.database == tmp_path / "home/news.sqlite"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        # tables and keys
        ("", "config.toml: site.url: missing; public address of the output folder"),
        ("[site]\n", "config.toml: site.url: missing"),
        (
            SITE + 'titel = "x"',
            'config.toml: site.titel: unknown key; did you mean "title"?',
        ),
        (
            SITE + "[path]\n",
            'config.toml: path: unknown table; did you mean "paths"?',
        ),
        (
            'output = "feeds"\n' + SITE,
            (
                "config.toml: output: unknown key outside any table; it belongs under "
                "[paths]"
            ),
        ),
        (
            SITE + '[source]\nname = "x"',
            "config.toml: source: must be a list of tables; write [[source]]",
        ),
        ("[[site]]\n", "config.toml: site: must be a table; write [site]"),
        ('site = "x"', "config.toml: site: must be a table; write [site]"),
        # sources
        (
            source('evry = "1h"'),
            'config.toml: source[1] "wire".evry: unknown key; did you mean "every"?',
        ),
        (
            source('sufixes = [".md"]'),
            (
                'config.toml: source[1] "wire".sufixes: unknown key; '
                'did you mean "suffixes"?'
            ),
        ),
        (
            source("options = 1"),
            'config.toml: source[1] "wire".options: unknown key',
        ),
        (
            source(kind="fedd"),
            (
                'config.toml: source[1] "wire".kind: no source kind is called "fedd"; '
                'did you mean "feed"?'
            ),
        ),
        (
            SITE + '[[source]]\nname = "wire"\nlocation = "in"\nsuffixes = []\n',
            'config.toml: source[1] "wire".kind: missing; known are ',
        ),
        (
            SITE + '[[source]]\nkind = "files"\nlocation = "in"\n',
            "config.toml: source[1].name: missing",
        ),
        (
            source().replace('"wire"', '""'),
            "config.toml: source[1].name: empty; unique name",
        ),
        (
            SITE + '[[source]]\nname = "wire"\nkind = 3\nlocation = "in"\n',
            'config.toml: source[1] "wire".kind: no source kind is called that',
        ),
        (
            source('every = "1 hour"'),
            (
                'config.toml: source[1] "wire".every: must be a span of time, '
                'not "1 hour"; write it as "30m", "1h", "1d"'
            ),
        ),
        (source("every = 30"), ".every: must be a span of time, not 30;"),
        (source('every = "0m"'), ".every: must be more than zero"),
        (source('every = "999999999d"'), ".every: must be at most 3650d"),
        (
            source('zone = "Europe/Berlinn"'),
            '.zone: no time zone "Europe/Berlinn"; did you mean "Europe/Berlin"?',
        ),
        (source('zone = "America"'), '.zone: no time zone "America"'),
        (source('zone = "../etc/passwd"'), '.zone: no time zone "../etc/passwd"'),
        (
            source('trust = "wyre"'),
            (
                '.trust: must be one of "owned", "wire", "open", not "wyre"; '
                'did you mean "wire"?'
            ),
        ),
        (source("trust = 2"), ".trust: must be one of"),
        (source("deep = 1"), ".deep: must be true or false, not 1"),
        (source("weight = true"), ".weight: must be a number, not true"),
        (source("weight = inf"), ".weight: must be a finite number"),
        (source("weight = -1.5"), ".weight: must be more than zero"),
        (
            source('suffixes = ".md"'),
            '.suffixes: must be a list, not ".md"; write [".md"]',
        ),
        (source('suffixes = [".md", 2]'), ".suffixes[2]: must be text, not 2"),
        (source('suffixes = [".md", " "]'), ".suffixes: an empty text in the list"),
        (source('archive = ""'), ".archive: must name a file or folder"),
        (source(kind="range"), 'config.toml: source[1] "wire".first: missing'),
        (
            source("first = 11", kind="range"),
            'config.toml: source[1] "wire": last must not come before first',
        ),
        (
            source('clinic = "Alder Grove"'),
            (
                'config.toml: source[1] "wire".clinic: no [[clinic]] is named '
                '"Alder Grove"'
            ),
        ),
        (
            source().replace('"in"', '"https://me:pw@example.org/feed"'),
            ".location: an address with a user name or password; secrets come from",
        ),
        # names
        (
            source() + source().removeprefix(SITE).replace("wire", "WIRE"),
            'config.toml: source[2].name: "WIRE" is the name of source[1] already',
        ),
        (
            SITE + '[[clinic]]\nname = "A"\n[[clinic]]\nname = "A"\n',
            'config.toml: clinic[2].name: "A" is the name of clinic[1] already',
        ),
        (
            SITE + '[[topic]]\nname = "A"\n[[topic]]\nname = "a"\n',
            "config.toml: topic[2].name:",
        ),
        (
            SITE + '[[feed]]\nname = "a"\n[[feed]]\nname = "A"\n',
            "config.toml: feed[2].name:",
        ),
        (
            SITE + '[[feed]]\nname = "../up"\n',
            'config.toml: feed[1] "../up".name: "../up" cannot name a folder',
        ),
        (SITE + '[[feed]]\nname = "stories"\n', "is the name of a folder that is"),
        (
            SITE + '[[topic]]\nname = "Hours"\n[[feed]]\nname = "a"\ntopic = "Hour"\n',
            (
                'config.toml: feed[1] "a".topic: no [[topic]] is named "Hour"; '
                'did you mean "Hours"?'
            ),
        ),
        (
            SITE + '[[feed]]\nname = "a"\nclinic = "B"\n',
            'config.toml: feed[1] "a".clinic: no [[clinic]] is named "B"',
        ),
        # values
        ("[site]\nurl = 3", "config.toml: site.url: must be text, not 3; put it"),
        ('[site]\nurl = ""', "config.toml: site.url: empty"),
        ('[site]\nurl = "news.example.org"', '"news.example.org" is no web address'),
        ('[site]\nurl = "ftp://example.org/"', "is no web address"),
        ('[site]\nurl = "https:///feeds"', "is no web address"),
        ('[site]\nurl = "https://example.org:99999/"', "is no web address"),
        ('[site]\nurl = "https://[::1/"', "is no web address"),
        ('[site]\nurl = "https://a b.example.org/"', "is no web address"),
        ('[site]\nurl = "https://example.org/?p=1"', "must be the address of a folder"),
        ('[site]\nurl = "https://me@example.org/"', "an address with a user name"),
        (SITE + 'home = "/home"', 'config.toml: site.home: "/home" is no web address'),
        (SITE + 'title = "two\\nlines"', ".title: has a line break"),
        (SITE + 'language = "zh_CN"', 'site.language: "zh_CN" is no language tag'),
        (SITE + 'language = "english"', 'site.language: "english" is no language tag'),
        (SITE + "[mail]\nport = 99999", "mail.port: must be at most 65535, not 99999"),
        (SITE + "[desk]\nport = 99999", "desk.port: must be at most 65535, not 99999"),
        (
            SITE + "[fetch]\nmax_bytes = 0",
            "config.toml: fetch.max_bytes: must be more than zero, not 0",
        ),
        (SITE + "[fetch]\nmax_items = 1.5", "must be a whole number, not 1.5"),
        (SITE + "[fetch]\nmax_items = true", "must be a whole number, not true"),
        (SITE + "[fetch]\nmax_items = 99999999999999", "must be at most 1,000,000,0"),
        (SITE + "[fetch]\nworkers = -1", "fetch.workers: must be at least 0, not -1"),
        (SITE + "[fetch]\nmax_redirects = -1", "must be at least 0"),
        (
            SITE + '[fetch]\nallow = ["http://127.0.0.1:8000/"]',
            'config.toml: fetch.allow: "http://127.0.0.1:8000/" is no host',
        ),
        (SITE + '[fetch]\nallow = ["10.0.0.0/99"]', '"10.0.0.0/99" is no host'),
        (SITE + '[fetch]\nallow = ["localhost:0"]', '"localhost:0" is no host'),
        (
            SITE + '[fetch]\nallow = ["*"]',
            'no pattern is read here: every address is "0.0.0.0/0" or "::/0"',
        ),
        (SITE + '[fetch]\nallow = ["*.example.org"]', "no pattern is read here"),
        (SITE + '[fetch]\nallow = ["10.0.0.256"]', '"10.0.0.256" is no host'),
        (SITE + '[fetch]\nallow = ["10.0.0"]', '"10.0.0" is no host, host:port or'),
        (SITE + '[fetch]\nallow = ["a..example.org:80"]', "is no host, host:port"),
        (SITE + '[fetch]\nallow = ["[::g]:80"]', '"[::g]:80" is no host'),
        (SITE + '[fetch]\nallow = [" "]', "fetch.allow: an empty text in the list"),
        (SITE + '[mail]\nhost = "10.0.0.0/8"', '"10.0.0.0/8" is no host'),
        (SITE + '[mail]\nhost = "smtp://mail.example.org"', "mail.host: "),
        (SITE + '[mail]\nhost = "mail.example.org:587"', "mail.host: "),
        (SITE + '[[layout]]\nhost = "*.example.org"', "no pattern is read here"),
        (
            SITE + '[[clinic]]\nname = "A"\ndomains = ["*.example.org"]',
            '"*.example.org" is no host; write it as "clinic.example.org"; no pattern',
        ),
        (
            SITE + '[[clinic]]\nname = "A"\ndomains = ["a.example.org:443"]',
            '"a.example.org:443" is no host',
        ),
        (
            SITE + '[[topic]]\nname = "A"\nwords = ["pain*"]',
            'topic[1] "A".words: "pain*" fits no word; words are whole',
        ),
        (SITE + '[[feed]]\nname = "a"\nwords = ["--"]', '"--" fits no word'),
        (SITE + '[[drug]]\nname = "A"\nwords = ["*"]', '"*" fits no word'),
        (
            SITE + '[paths]\ndigest = "feeds/digest"',
            "config.toml: paths.digest: lies in paths.output, which readers may see",
        ),
        (SITE + '[paths]\ndatabase = "feeds/x.sqlite"', "paths.database: lies in"),
        # secrets
        (
            source('token = "hush"'),
            'config.toml: source[1] "wire".token: secrets come from the environment',
        ),
        (SITE + 'password = "hush"', "config.toml: site.password: secrets come from"),
        ('client_secret = "hush"', "config.toml: client_secret: secrets come from"),
        (SITE + 'API_KEY = "hush"', "config.toml: site.API_KEY: secrets come from"),
        # the file itself
        ("[site\n", "config.toml: not TOML: "),
        ('[site]\nurl = "x"\nurl = "y"\n', "line 3"),
        (f"[fetch]\nmax_bytes = {'9' * 5000}\n", "config.toml: not TOML: "),
        (b"# caf\xe9\n[site]\n", "config.toml: line 1 is not UTF-8 text"),
        (b"[site]\n\n# \xff\xfe\n", "config.toml: line 3 is not UTF-8 text"),
        ("x = " + "[" * 5000, "config.toml: "),
        ('"two\\nlines" = 1\n', 'config.toml: "two\\nlines": unknown key'),
    ],
)
def test_a_mistake_is_one_line_naming_file_and_key(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    assert message in mistake(tmp_path, text)


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ('backend = "openai"', "needs a model"),
        ('backend = "gpt"', 'must be one of "extractive", "openai"'),
        ('url = "models.example.org"', "summaries.url"),
        ('url = "https://a:b@models.example.org/"', "user name"),
        ('key_from = "sk-live-0123"', "key_from names the environment variable"),
        ('key = "sk-live-0123"', "unknown key"),
        ("most = 0", "summaries.most"),
        ('age = "0d"', "summaries.age"),
    ],
)
def test_a_language_model_that_cannot_be_asked_is_refused(
    tmp_path: Path, lines: str, message: str
) -> None:
    told = mistake(tmp_path, f"{SITE}[summaries]\n{lines}\n")
    assert message in told
    assert "0123" not in told


def test_a_language_model_is_off_by_default(tmp_path: Path) -> None:
    assert settings(tmp_path, SITE).summaries.backend == "extractive"


def test_a_secret_is_never_repeated(tmp_path: Path) -> None:
    assert "hush" not in mistake(tmp_path, source('token = "hush"'))
    assert "hush" not in mistake(
        tmp_path, source().replace('"in"', '"https://me:hush@example.org/"')
    )


def test_a_missing_file_names_itself_and_a_neighbour(tmp_path: Path) -> None:
    write(tmp_path, SITE)
    with pytest.raises(ConfigError, match=r"confg\.toml: no such file; did you mean"):
        load(tmp_path / "confg.toml", KINDS.get)
    with pytest.raises(ConfigError, match=r"other/x: no such file; name another"):
        load(tmp_path / "other/x", KINDS.get)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read: Is a directory"):
        load(tmp_path, KINDS.get)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file(tmp_path: Path) -> None:
    file = write(tmp_path, SITE)
    file.chmod(0)
    with pytest.raises(ConfigError, match="cannot be read: Permission denied"):
        load(file, KINDS.get)


def test_a_type_no_setting_can_have_is_a_defect_of_the_kind(tmp_path: Path) -> None:
    @dataclass(frozen=True)
    class Odd:
        mapping: bytes = b""

    file = write(tmp_path, source("mapping = 1", kind="odd"))
    with pytest.raises(TypeError, match="mapping: no setting can have the type"):
        load(file, lambda _: Odd)
