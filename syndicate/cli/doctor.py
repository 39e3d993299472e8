"""`doctor`: tell what was examined, and how to mend what is wrong; or mend it."""

from __future__ import annotations

import os
from collections.abc import Iterator

from syndicate import __version__
from syndicate.brief import check_ids
from syndicate.cli.session import Session
from syndicate.cli.show import paint, printable, say, say_json
from syndicate.config import Settings
from syndicate.config.place import quote, suggest
from syndicate.errors import ConfigError
from syndicate.maintenance import (
    Finding,
    Repaired,
    State,
    examine_machine,
    examine_settings,
    repair,
)
from syndicate.publish.channel import channels
from syndicate.publish.polled import CONTRACT_VERSION


def examine(session: Session, *, as_json: bool) -> int:
    """Tell every finding; the exit code is that of the first that fails."""
    return _report(session, None, as_json=as_json)


def mend(session: Session, *, as_json: bool) -> int:
    """Mend what is safe to mend, say what was done, and tell what is left.

    Raises:
        ConfigError, Busy, DamagedData, CannotCreate, InputOutputError: as `repair`.
    """
    repaired = repair(session.settings(), session.now)
    return _report(session, repaired, as_json=as_json)


def _report(session: Session, repaired: Repaired | None, *, as_json: bool) -> int:
    findings = [*examine_machine()]
    try:
        settings = session.settings()
        channels(settings)  # no two feeds in one folder
    except ConfigError as error:
        findings.append(
            Finding(
                "settings",
                State.FAIL,
                str(error),
                "correct that line; docs/configuration.md lists the keys",
                error.exit_code,
            )
        )
    else:
        findings.append(Finding("settings", State.OK, f"{session.config} is read"))
        findings.extend(examine_settings(settings, session.now, os.environ))
        findings.extend(_unknown_checks(settings))
    if as_json:
        say_json(_record(findings) | ({} if repaired is None else _done(repaired)))
    else:
        for line in _tell_done(repaired) if repaired else ():
            say(printable(line))
        for finding in findings:
            _tell(finding)
    return next((each.code for each in findings if each.state is State.FAIL), 0)


def _unknown_checks(settings: Settings) -> Iterator[Finding]:
    """Checks that the settings ignore and that no rule makes: a slip hides nothing."""
    known = check_ids(settings.drug)
    ignored = [*settings.checks.ignore]
    ignored += [id_ for clinic in settings.clinic for id_ in clinic.ignore]
    for id_ in dict.fromkeys(ignored):
        if id_ not in known:
            hint = suggest(id_, known) or "docs/checks.md lists them"
            message = f"no check is called {quote(id_)}; it is ignored for nothing"
            yield Finding("checks", State.WARN, message, hint)


def _record(findings: list[Finding]) -> dict[str, object]:
    return {
        "contract": CONTRACT_VERSION,
        "version": __version__,
        "findings": [
            {
                "subject": each.subject,
                "state": each.state.value,
                "message": each.message,
                "fix": each.fix or None,
            }
            for each in findings
        ],
    }


def _done(repaired: Repaired) -> dict[str, object]:
    backup = str(repaired.backup) if repaired.backup else None
    return {"repaired": [*repaired.done], "backup": backup}


def _tell_done(repaired: Repaired) -> Iterator[str]:
    if repaired.backup:
        yield f"backup made before: {repaired.backup}"
    yield from repaired.done or ("nothing was to be repaired",)


def _tell(finding: Finding) -> None:
    mark = paint(finding.state.value) + " " * (4 - len(finding.state.value))
    say(f"{mark}  {printable(finding.subject)}: {printable(finding.message)}")
    if finding.fix:
        say(f"      → {printable(finding.fix)}")
