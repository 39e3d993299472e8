"""The settings: one frozen dataclass for each table of config.toml.

Field names are the keys of the file, defaults are the file's defaults, and each
field's comment is what the reference says of it. `load` fills them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from syndicate.config.choices import (
    Hold,
    Quiet,
    Republish,
    Robots,
    SummaryBackend,
    Weekday,
)
from syndicate.config.desk import Desk
from syndicate.config.keys import inner, key
from syndicate.config.languages import LANGUAGES
from syndicate.config.mail import Mail, Recipient
from syndicate.model import Trust


@dataclass(frozen=True, slots=True)
class Site:
    """`[site]`: who publishes, and where the output folder is reached."""

    url: str = key("public address of the output folder, with the final slash")
    title: str = key("name of the feed", "Clinic news")
    home: str = key("the page the feed belongs to (default: url)", "")
    language: str = key("language of the site, as in BCP 47", "en")
    description: str = key("one sentence on what the feed holds", "")
    contact: str = key("e-mail address or page of whoever answers for the feed", "")
    robots: Robots = key(
        "whether search engines are to find the pages: index, noindex", Robots.INDEX
    )


@dataclass(frozen=True, slots=True)
class Paths:
    """`[paths]`: where things are kept; relative to the file."""

    database: Path = key("the SQLite file", Path("db/syndicate.sqlite"))
    output: Path = key("the folder readers may see", Path("feeds"))
    digest: Path = key("the folder only staff may see", Path("digest"))


@dataclass(frozen=True, slots=True)
class Backup:
    """`[backup]`: what `syndicate backup` keeps, and where."""

    folder: Path | None = key(
        "the folder of the backups (default: backups, beside the database)", None
    )
    daily: int = key("days of which the newest backup is kept", 7)
    weekly: int = key("weeks of which the newest backup is kept", 4, least=0)


@dataclass(frozen=True, slots=True)
class Fetch:
    """`[fetch]`: limits of every poll and of the processes that read what came."""

    contact: str = key("address in the User-Agent (default: site.url)", "")
    allow: tuple[str, ...] = key(
        "private hosts, host:ports or networks we may poll", ()
    )
    deadline: timedelta = key("wall clock for one request", timedelta(seconds=20))
    max_bytes: int = key("bytes of one document, on the wire and on disk", 10_000_000)
    max_decoded: int = key("bytes of one document after decompression", 15_000_000)
    max_redirects: int = key("hops followed", 5, least=0)
    gap: timedelta = key(
        "pause between two requests to one host, none for hosts in allow",
        timedelta(seconds=1),
    )
    max_items: int = key("items taken from one document", 2_000)
    connections: int = key("hosts polled at once", 8)
    withdrawn_after: int = key("polls that must agree that an item left its list", 3)
    workers: int = key("processes that read and clean (0: one for each core)", 0)
    worker_seconds: int = key("CPU and wall-clock seconds for one document", 20)
    worker_megabytes: int = key("memory of one worker process, in MB", 1_000)


@dataclass(frozen=True, slots=True)
class Clean:
    """`[clean]`: how what came is understood."""

    languages: tuple[str, ...] = key(
        "languages that texts may be in, as ISO 639-1 codes", LANGUAGES
    )


@dataclass(frozen=True, slots=True)
class Clinic:
    """`[[clinic]]`: a clinic whose announcements these are."""

    name: str = key("the name shown")
    aliases: tuple[str, ...] = key("other names it goes by in releases", ())
    domains: tuple[str, ...] = key("its web hosts", ())
    phones: tuple[str, ...] = key("its phone numbers; others are asked about", ())
    ignore: tuple[str, ...] = key("ids of checks that are not for it", ())


@dataclass(frozen=True, slots=True)
class Source:
    """`[[source]]`: one place where announcements appear.

    `options` holds the kind's own keys, checked against the kind's `Options`.
    """

    name: str = key("unique name")
    kind: str = key("feed, wordpress, files ...: all are in docs/index.md")
    location: str = key("address, folder or pattern")
    trust: Trust = key("owned, wire or open", Trust.OPEN)
    clinic: str = key("the clinic whose source it is", "")
    every: timedelta | None = key("how often to poll: 30m, 1h, 1d", None)
    zone: ZoneInfo | None = key("time zone of dates told without one", None)
    republish: Republish = key(
        "of its texts, readers get the summary and a link, or full; owned: always full",
        Republish.SUMMARY,
    )
    options: Any = inner(None)  # an instance of the kind's Options
    base: Path = inner(Path())  # folder of config.toml, for relative locations
    contact: str = inner("")  # fetch.contact: who answers for us


@dataclass(frozen=True, slots=True)
class Layout:
    """`[[layout]]`: where things stand in a site's pages, if that is not found alone.

    A selector is CSS, or XPath if it begins with "/", "./" or "(".
    """

    host: str = key("the site's host; its www. is the same")
    body: str = key("selector of the text", "")
    drop: tuple[str, ...] = key("selectors of what is taken out before", ())
    title: str = key("selector of the title", "")


@dataclass(frozen=True, slots=True)
class Topic:
    """`[[topic]]`: a subject that stories are filed under."""

    name: str = key("the name shown")
    words: tuple[str, ...] = key("words that file a story here (default: its name)", ())


@dataclass(frozen=True, slots=True)
class Summaries:
    """`[summaries]`: a language model that writes summaries, if any does."""

    backend: SummaryBackend = key(
        "extractive (no model), openai (or what speaks as it does), anthropic, ollama",
        SummaryBackend.EXTRACTIVE,
    )
    model: str = key("the model, as its service calls it", "")
    url: str = key("address of the service (default: the backend's own)", "")
    key_from: str = key(
        "environment variable or credential that holds the service's key", ""
    )
    deadline: timedelta = key(
        "wall clock for one answer; a run waits ten times that for all of them",
        timedelta(seconds=30),
    )
    most: int = key("questions in one run; the rest wait for the next", 50)
    age: timedelta = key("older releases are not asked about", timedelta(days=30))

    def __post_init__(self) -> None:
        """Refuse a service without the name of a model."""
        if self.backend is not SummaryBackend.EXTRACTIVE and not self.model:
            raise ValueError(
                f'backend = "{self.backend}" needs a model, as the service calls it'
            )


@dataclass(frozen=True, slots=True)
class Checks:
    """`[checks]`: what staff are asked to look at before a story goes out."""

    ignore: tuple[str, ...] = key("ids of checks that nobody wants", ())


@dataclass(frozen=True, slots=True)
class Drug:
    """`[[drug]]`: a drug or device, and uses approved beside those we know."""

    name: str = key("the name shown; a known one is added to")
    words: tuple[str, ...] = key("other words that name it", ())
    approved: tuple[str, ...] = key("words of approved uses", ())


@dataclass(frozen=True, slots=True)
class Feed:
    """`[[feed]]`: a feed of its own, of the stories that pass every filter named."""

    name: str = key("unique name; its folder under the output")
    title: str = key("title shown (default: name)", "")
    clinic: str = key("only stories of this clinic", "")
    topic: str = key("only stories of this topic", "")
    trust: Trust = key(
        "only stories that show what a source of this trust tells, or of more",
        Trust.OPEN,
    )
    words: tuple[str, ...] = key("only stories with any of these words", ())
    language: str = key("only stories in this language", "")


@dataclass(frozen=True, slots=True)
class Digest:
    """`[digest]`: what staff read."""

    title: str = key("its title", "Digest")
    stories: int = key("stories shown whole in each section", 30)
    gap_days: int = key("days after which a place that lacks a story is named", 3)
    weekday: Weekday = key("day on which weekly editions close", Weekday.MONDAY)
    zone: ZoneInfo = key("time zone of the dates staff read", ZoneInfo("UTC"))
    address: str = key("where staff reach its folder, if anywhere", "")
    webhook_from: str = key(
        "name of the variable with the address of a chat channel's webhook", ""
    )
    quiet: Quiet = key(
        "what is sent when nothing is new: a line, or nothing", Quiet.LINE
    )


@dataclass(frozen=True, slots=True)
class Publish:
    """`[publish]`: what goes into one feed, and who is told that it changed."""

    items: int = key("items in one feed", 50)
    bytes: int = key("bytes of one feed", 1_000_000)
    hold: Hold = key(
        "what waits for `approve STORY`: none, red (with a red check), new", Hold.NONE
    )
    tombstones: timedelta = key(
        "how long Atom tells that a story left it for good", timedelta(days=30)
    )
    hub: str = key("address of the WebSub hub that is told of changed feeds", "")
    after: tuple[tuple[str, ...], ...] = key(
        "commands to run when the output folder changed; {output} is its path", ()
    )
    after_deadline: timedelta = key("wall clock for one command", timedelta(minutes=5))
    pass_env: tuple[str, ...] = key(
        "variables that the commands are given beside PATH and HOME", ()
    )
    versions: bool = key("show on a story's page what it said before", False)
    images: bool = key(
        "show pictures on a story's page, fetched by readers from where they are", False
    )


@dataclass(frozen=True, slots=True)
class Ping:
    """`[ping]`: who is told that a run began and how it ended, if anybody is."""

    url_from: str = key("name of the variable with the address to ping", "")


@dataclass(frozen=True, slots=True)
class Metrics:
    """`[metrics]`: figures of each run, for Prometheus."""

    file: Path | None = key("the file, whose name ends in .prom", None)


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of config.toml."""

    file: Path
    site: Site
    paths: Paths = Paths()
    backup: Backup = Backup()
    fetch: Fetch = Fetch()
    clean: Clean = Clean()
    digest: Digest = Digest()
    publish: Publish = Publish()
    summaries: Summaries = Summaries()
    checks: Checks = Checks()
    mail: Mail = Mail()
    ping: Ping = Ping()
    metrics: Metrics = Metrics()
    desk: Desk = Desk()
    clinic: tuple[Clinic, ...] = ()
    source: tuple[Source, ...] = ()
    layout: tuple[Layout, ...] = ()
    topic: tuple[Topic, ...] = ()
    drug: tuple[Drug, ...] = ()
    feed: tuple[Feed, ...] = ()
    recipient: tuple[Recipient, ...] = ()

    @property
    def backups(self) -> Path:
        """The folder of the backups."""
        return self.backup.folder or self.paths.database.parent / "backups"
