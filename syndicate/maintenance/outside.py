"""What lies outside and is needed when it is due: programs of commands, secrets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from syndicate.config import Settings, SummaryBackend
from syndicate.config.secret import find_secret
from syndicate.errors import ConfigError
from syndicate.maintenance.finding import Finding, State
from syndicate.publish.commands import find_program, make_environment

CODE = ConfigError.exit_code


def examine_outside(
    settings: Settings, environment: Mapping[str, str]
) -> Iterator[Finding]:
    """Whether each program can be found, and each secret that will be asked for."""
    yield from _programs(settings, environment)
    for key, name in _secrets(settings):
        if not name:
            continue
        try:
            find_secret(name, environment)
        except ConfigError as error:
            fix = f"export {name}=…, or put a file {name} where $CREDENTIALS_DIRECTORY"
            fix += " says; a run under cron or systemd has its own environment"
            yield Finding(key, State.FAIL, str(error), fix, CODE)


def _programs(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    path = make_environment(settings, environment)["PATH"]
    for command in settings.publish.after:
        if find_program(command[0], settings.file.parent, path) is None:
            told = f"no such program: {command[0]}"
            fix = "install it, or write its whole path in config.toml"
            yield Finding("publish.after", State.FAIL, told, fix, CODE)


def _secrets(settings: Settings) -> Iterator[tuple[str, str]]:
    """Every secret that something is to find, by the key that names it."""
    if settings.summaries.backend is not SummaryBackend.EXTRACTIVE:
        yield "summaries.key_from", settings.summaries.key_from
    if settings.mail.host:
        yield "mail.user_from", settings.mail.user_from
        yield "mail.password_from", settings.mail.password_from
    yield "digest.webhook_from", settings.digest.webhook_from
    yield "ping.url_from", settings.ping.url_from
    for source in settings.source:
        options = source.options
        for each in fields(options) if is_dataclass(options) else ():
            if each.name.endswith("_from"):
                yield f"source {source.name}", getattr(options, each.name)
