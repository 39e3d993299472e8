"""What `init` asks: the command line answers first, then whoever sits there."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from syndicate.cli.show import is_terminal, say_aside
from syndicate.discover.answers import Answers
from syndicate.discover.questions import OF_A_CLINIC, OF_ALL, Question, Told
from syndicate.errors import UsageError

NONE = "-"  # the answer that leaves a question's default out


@dataclass(frozen=True, slots=True)
class Interview:
    """Answers of the command line, by question; `yes`: nobody is asked the rest.

    The first answer about a clinic is of the first clinic, the second of the second.
    """

    told: Mapping[str, Sequence[str]]
    yes: bool = False

    def hold(self) -> Answers:
        """An answer to each question: told, else asked for, else its own.

        Raises:
            UsageError: one is not as it must be, or there is nobody to ask.
        """
        if not self.yes and not all(self.told.values()):
            say_aside(f'Enter takes what stands in brackets; "{NONE}" leaves it out.')
        clinics = self._of_clinics()
        more = self._of_one(OF_ALL, 0, clinics[0])
        return Answers(clinics, more)

    def _of_clinics(self) -> tuple[Told, ...]:
        """Of each that is told of; on end, of one more until no name comes."""
        named = len(self.told["clinic"])
        for question in OF_A_CLINIC:
            if len(self.told[question.key]) > max(named, 1):
                raise UsageError(
                    f"--{question.key}: is given {len(self.told[question.key])} times "
                    f"for {named} clinics; name each clinic with --clinic"
                )
        found = [self._of_one(OF_A_CLINIC, number, {}) for number in range(named or 1)]
        first, *rest = OF_A_CLINIC
        another = replace(first, words="Another clinic", example="")
        while not (named or self.yes) and found[-1]["clinic"]:
            name = _ask(another, "")
            if not name:
                break
            found.append(self._of_one(rest, len(found), {first.key: name}))
        return tuple(found)

    def _of_one(self, questions: Sequence[Question], number: int, known: Told) -> Told:
        """What is `known` and answers to these questions; `number` counts clinics."""
        answers = dict(known)
        for question in questions:
            given = self.told[question.key][number : number + 1]
            default = question.default(answers)
            if question.after and not answers[question.after]:
                if given:
                    raise UsageError(
                        f"--{question.key}: needs --{question.after} as well"
                    )
                answers[question.key] = ""
            elif given:
                answers[question.key] = _read(question, given[0], "")
            else:
                answers[question.key] = default if self.yes else _ask(question, default)
        return answers


def _read(question: Question, answer: str, default: str) -> str:
    """An answer as its question takes it.

    Raises:
        UsageError: it does not.
    """
    answer = answer.strip()
    if answer == NONE:
        return ""
    try:
        return question.read(answer) if answer else default
    except ValueError as error:
        raise UsageError(f"--{question.key}: {error}") from None


def _ask(question: Question, default: str) -> str:
    import click  # noqa: PLC0415 - start-up

    def read(answer: str) -> str:
        try:
            return _read(question, answer, default)
        except UsageError as error:
            raise click.UsageError(str(error).partition(": ")[2]) from None

    shown = default or "none" + (question.example and f"; such as {question.example}")
    try:
        answer: str = click.prompt(
            f"{question.words} [{shown}]",
            default="",
            show_default=False,
            value_proc=read,
            err=True,
        )
    except click.Abort:
        if is_terminal(sys.stdin):
            raise KeyboardInterrupt from None
        say_aside()
        raise UsageError(
            f"no answer came for --{question.key}; give it, "
            "or --yes to take what stands in brackets"
        ) from None
    return answer
