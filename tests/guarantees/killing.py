"""Commands that are killed at any moment, beside the same ones left in peace."""

from __future__ import annotations

import random
import shutil
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.end_to_end.project import Project
from tests.guarantees.stage import Act, Cue, Play, die, kill_keeper, kill_worker
from tests.guarantees.wholeness import astray, damaged, leftovers, torn
from tests.guarantees.world import World, settle

SEASON = 10  # rounds after which everything begins anew, with an empty folder
KILLED = -9
NO_WORKERS = 74  # the exit code of a run whose keeper of workers is gone
WORKING = ("keeping", "briefing")  # the phases in which workers work
# What is killed, and how often in a hundred rounds.
VICTIMS = {"run": 50, "run at a moment": 15, "worker": 10, "keeper": 5}
COMMANDS = {"retract": 7, "merge": 7, "digest": 6}
Harm = Callable[[Project], None]


@dataclass
class Rehearsal:
    """Two projects told the same things: one whose commands are killed, one in peace.

    `trouble` is what went wrong, a line each; `kills` what was killed, and at what.
    `harm` is done to the disturbed project after each kill: it shows what is noticed.
    """

    folder: Path
    seed: int = 0
    harm: Harm | None = None
    trouble: list[str] = field(default_factory=list)
    kills: Counter[tuple[str, str]] = field(default_factory=Counter)
    round: int = 0

    def __post_init__(self) -> None:
        self.chance = random.Random(self.seed)
        self.visits: Counter[tuple[Act, str]] = Counter()
        self._begin()

    def play(self, rounds: int) -> None:
        """That many rounds: change the world, kill a command, run again, compare."""
        for _ in range(rounds):
            if self.round and self.round % SEASON == 0:
                self._begin()
            self._play_round()
            self.round += 1

    def _begin(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        self.world = World(random.Random(self.seed + self.round))
        self.disturbed = settle(self.folder / "disturbed")
        self.peaceful = settle(self.folder / "peaceful")
        self.now = datetime(2026, 10, 5, 12, tzinfo=UTC)

    def _play_round(self) -> None:
        self.now += timedelta(hours=1)
        self.disturbed.now = self.peaceful.now = self.now.isoformat()
        self.world.change([self.disturbed, self.peaceful])
        sorts = VICTIMS | (COMMANDS if self.round % SEASON else {})
        (sort,) = self.chance.choices([*sorts], [*sorts.values()])
        if sort in COMMANDS:
            self._disturb_command(sort)
        else:
            self._disturb_run(sort)
        self._note("in the end", torn(self.disturbed))
        self._note("in the end", damaged(self.disturbed))
        self._note("in the end", leftovers(self.disturbed))
        self._note("compared", astray(self.disturbed, self.peaceful))

    def _disturb_run(self, sort: str) -> None:
        """A run in peace, the same one killed, and one after it."""
        peace = self._well(self.peaceful, "run")
        if sort == "run at a moment":
            code = self._kill_in_time(peace.seconds)
        elif sort == "run":
            code = self._kill(self._cue(peace, die), sort, "run")
        else:
            act = kill_worker if sort == "worker" else kill_keeper
            code = self._kill(self._cue(peace, act, WORKING), sort, "run")
        if code:
            self._well(self.disturbed, "run")

    def _disturb_command(self, verb: str) -> None:
        """A decision or a closing, killed, made again unless it stands, and a run."""
        command = self._command(verb)
        peace = self._well(self.peaceful, *command)
        self._kill(self._cue(peace, die), verb, *command)
        if self._decisions(self.disturbed) < self._decisions(self.peaceful):
            self._well(self.disturbed, *command)
        for project in (self.peaceful, self.disturbed):
            self._well(project, "run")

    def _command(self, verb: str) -> list[str]:
        if verb == "digest":
            return ["digest", "--close"]
        query = "SELECT id FROM stories WHERE retracted IS NULL ORDER BY id"
        ids = [row[0] for row in self.peaceful.rows(query)]
        chosen = self.chance.sample(ids, 2 if verb == "merge" else 1)
        return [verb, *chosen, "--as", "ann", "--why", "It was wrong."]

    def _decisions(self, project: Project) -> int:
        decided, closed = project.rows(
            "SELECT count(*) FROM decisions"
            " UNION ALL SELECT count(*) FROM editions WHERE closed_at IS NOT NULL"
        )
        return int(decided[0] + closed[0])

    def _cue(self, peace: Play, act: Act, phases: Sequence[str] = ()) -> Cue:
        """A step of chance in a phase that it came through: the least visited one."""
        told = peace.steps
        open_to = [*(phases or (each for each in told if told[each]))]
        self.chance.shuffle(open_to)
        phase = min(open_to, key=lambda each: self.visits[act, each])
        self.visits[act, phase] += 1
        return Cue(phase, self.chance.randint(1, max(1, told[phase])), act)

    def _kill(self, cue: Cue, sort: str, *command: str) -> int:
        """Have it meet its end, or that of its workers; gives the exit code."""
        play = self._start(self.disturbed, *command, cue=cue)
        return self._end(play, sort, struck=cue.phase)

    def _kill_in_time(self, seconds: float) -> int:
        play = self._start(self.disturbed, "run")
        time.sleep(self.chance.uniform(0, seconds))
        play.kill()
        return self._end(play, "run at a moment", struck="")

    def _end(self, play: Play, sort: str, struck: str) -> int:
        code, said = play.wait()
        expected = (0, NO_WORKERS) if sort == "keeper" else (0,)
        if code == KILLED or sort in ("worker", "keeper"):
            self.kills[sort, struck or play.phase] += 1
        elif code or said:
            self._note("when it was to be killed", [f"exit {code}: {said}"])
        if sort in ("worker", "keeper") and code not in expected:
            self._note(f"without its {sort}", [f"exit {code}: {said}"])
        if self.harm:
            self.harm(self.disturbed)
        self._note("after the kill", torn(self.disturbed))
        self._note("after the kill", damaged(self.disturbed))
        return code

    def _well(self, project: Project, *command: str) -> Play:
        """A command that must end well, and complain of nothing."""
        play = self._start(project, *command)
        code, said = play.wait()
        if code or said:
            self._note(f"{project.folder.name} {command[0]}", [f"exit {code}: {said}"])
        return play

    def _start(self, project: Project, *command: str, cue: Cue | None = None) -> Play:
        return Play(project.command(*command)[3:], project.folder, cue)

    def _note(self, when: str, problems: list[str]) -> None:
        self.trouble += [f"round {self.round}, {when}: {each}" for each in problems]
