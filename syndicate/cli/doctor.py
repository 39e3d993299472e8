"""`doctor`: tell what was examined, and how to mend what is wrong."""

from __future__ import annotations

from collections.abc import Iterator

from syndicate import __version__
from syndicate.brief import check_ids
from syndicate.cli.session import Session
from syndicate.cli.show import paint, printable, say, say_json
from syndicate.config import Settings
from syndicate.config.place import quote, suggest
from syndicate.errors import ConfigError
from syndicate.maintenance import Finding, State, examine_machine, examine_settings
from syndicate.publish.contract import CONTRACT_VERSION


def examine(session: Session, *, as_json: bool) -> int:
    """Tell every finding; the exit code is that of the first that fails."""
    findings = [*examine_machine()]
    try:
        settings = session.settings()
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
        findings.extend(examine_settings(settings, session.now))
        findings.extend(_unknown_checks(settings))
    if as_json:
        say_json(_record(findings))
    else:
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


def _tell(finding: Finding) -> None:
    mark = paint(finding.state.value) + " " * (4 - len(finding.state.value))
    say(f"{mark}  {printable(finding.subject)}: {printable(finding.message)}")
    if finding.fix:
        say(f"      → {printable(finding.fix)}")
