"""Worker processes: order, nesting, every death, and nothing left behind."""

from __future__ import annotations

import contextlib
import fcntl
import mmap
import os
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest

from syndicate.errors import ConfigError, InputOutputError, SourceError, SyndicateError
from syndicate.workers import Died, Limits, Pool
from syndicate.workers.process import LACKING
from tests.workers import chores

T = TypeVar("T")

LIMITS = Limits(processes=2, seconds=20, megabytes=500)
SHORT = Limits(processes=2, seconds=1, megabytes=500)


@pytest.fixture(scope="module")
def shared() -> Iterator[Pool]:
    with Pool(LIMITS) as pool:
        yield pool


@pytest.fixture(params=["alone", "beside a thread"])
def beside(request: pytest.FixtureRequest) -> Iterator[str]:
    """Both ways in which workers begin: forked from here, or from a new interpreter."""
    with contextlib.ExitStack() as stack:
        if request.param == "beside a thread":
            stack.enter_context(_a_thread())
        yield request.param


# ------------------------------------------------------------------ what is asked


def test_outcomes_come_in_the_order_of_the_items(shared: Pool) -> None:
    assert list(shared.map(chores.double, range(1000))) == [n * 2 for n in range(1000)]


def test_workers_that_are_renewed_are_others_and_the_old_ones_are_gone() -> None:
    with Pool(LIMITS) as pool:
        pool.renew()  # where there is none
        before = set(pool.map(chores.process_of, range(500)))
        pool.renew()
        for process in before:
            assert isinstance(process, int)
            assert not Path(f"/proc/{process}").exists()
        after = set(pool.map(chores.process_of, range(500)))
        assert after
        assert not after & before


def test_a_worker_that_is_at_work_is_not_ended_by_others_being_renewed() -> None:
    with Pool(LIMITS) as pool:
        outcomes = pool.map(chores.double, range(1000))
        first = next(outcomes)
        pool.renew()
        assert [first, *outcomes] == [n * 2 for n in range(1000)]


def test_no_items_give_no_outcomes_and_start_no_process() -> None:
    with Pool(LIMITS) as pool:
        assert list(pool.map(chores.double, [])) == []
        assert pool._keeper is None


def test_a_function_may_carry_its_settings(shared: Pool) -> None:
    work = partial(chores.scale, 7)
    assert list(shared.map(work, [1, 2, 3])) == [7, 14, 21]


def test_work_is_done_in_other_processes_all_of_them(shared: Pool) -> None:
    processes = set(shared.map(chores.process_of, range(500)))
    assert os.getpid() not in processes
    assert len(processes) == LIMITS.processes


def test_items_and_outcomes_larger_than_any_pipe_pass(shared: Pool) -> None:
    sizes = [5_000_000, 0, 3_000_000, 1]
    made = [len(_good(outcome)) for outcome in shared.map(chores.swell, sizes)]
    assert made == sizes
    items = [b"y" * size for size in sizes]
    assert list(shared.map(chores.measure, items)) == sizes


def test_large_outcomes_wait_for_a_slow_reader() -> None:
    """A worker that waits to tell is not a worker that hangs."""
    with Pool(SHORT) as pool:
        outcomes = pool.map(chores.swell, [2_000_000] * 6)
        first = next(outcomes)
        time.sleep(2.5)  # longer than a worker may think
        made = [len(_good(outcome)) for outcome in [first, *outcomes]]
    assert made == [2_000_000] * 6


def test_maps_nest(shared: Pool) -> None:
    """read → filter → clean: the outer map's items come out of the inner map."""
    read = shared.map(chores.double, range(400))
    kept = (number for number in map(_good, read) if number % 4 == 0)
    clean = shared.map(partial(chores.scale, 10), kept)
    assert list(clean) == [n * 20 for n in range(400) if n % 2 == 0]


def test_maps_nest_three_deep_on_one_process() -> None:
    with Pool(Limits(processes=1, seconds=20, megabytes=500)) as pool:
        numbers: Iterator[int] = iter(range(200))
        for _ in range(3):
            numbers = map(_good, pool.map(chores.double, numbers, ahead=3))
        assert list(numbers) == [n * 8 for n in range(200)]


def test_two_maps_may_be_read_in_turns(shared: Pool) -> None:
    ones = shared.map(chores.double, range(100))
    tens = shared.map(partial(chores.scale, 10), range(100))
    assert list(zip(ones, tens, strict=True)) == [(n * 2, n * 10) for n in range(100)]


def test_items_are_taken_no_further_ahead_than_asked(shared: Pool) -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    outcomes = shared.map(chores.double, items(), ahead=5)
    assert not taken
    for done, _ in enumerate(outcomes, start=1):
        assert len(taken) <= done + 5
    assert len(taken) == 100


def test_large_items_are_taken_less_far_ahead(shared: Pool) -> None:
    taken: list[int] = []

    def items() -> Iterator[bytes]:
        for number in range(20):
            taken.append(number)
            yield b"z" * 10_000_000

    outcomes = shared.map(chores.measure, items())
    next(outcomes)
    assert len(taken) < 8
    outcomes.close()  # type: ignore[attr-defined]  # a generator


def test_a_map_left_half_way_does_not_disturb_the_next(shared: Pool) -> None:
    for _ in range(5):
        outcomes = shared.map(chores.double, range(10_000))
        assert next(outcomes) == 0
        outcomes.close()  # type: ignore[attr-defined]  # a generator
    assert list(shared.map(chores.double, [21])) == [42]


def test_an_error_among_the_items_reaches_the_caller(shared: Pool) -> None:
    def items() -> Iterator[int]:
        yield 1
        raise OSError("the folder went away")

    with pytest.raises(OSError, match="the folder went away"):
        list(shared.map(chores.double, items()))
    assert list(shared.map(chores.double, [1])) == [2]


# -------------------------------------------------------------------------- errors


def test_our_own_errors_come_back_as_values(shared: Pool) -> None:
    source, config = shared.map(chores.do, ["misread", "misconfigure"])
    assert isinstance(source, SourceError)
    assert (source.source, source.reason, source.item) == (
        "Harbour Clinic",
        "not a feed",
        "page.html",
    )
    assert isinstance(config, ConfigError)
    assert str(config) == "config.toml: no such key"


@pytest.mark.parametrize(
    ("chore", "reason"),
    [
        ("stumble", "broke its reader: ValueError: day is out of range for month"),
        ("prick", "broke its reader: Prickly: a plug-in: code 7"),
    ],
)
def test_a_foreign_error_is_a_death_in_one_line(
    shared: Pool, chore: str, reason: str
) -> None:
    assert list(shared.map(chores.do, [chore])) == [Died(reason)]


def test_endless_recursion_is_a_death(shared: Pool) -> None:
    (outcome,) = shared.map(chores.do, ["recurse"])
    assert isinstance(outcome, Died)
    # Mostly RecursionError; Python 3.11 may lose it on the way out (SystemError).
    assert outcome.reason.startswith("broke its reader: ")


def test_an_outcome_that_cannot_travel_is_a_death(shared: Pool) -> None:
    (outcome,) = shared.map(open, [os.devnull])
    assert isinstance(outcome, Died)
    assert "TypeError: cannot pickle" in outcome.reason


# -------------------------------------------------------------------------- deaths


@pytest.mark.parametrize(
    ("chore", "limits", "reason"),
    [
        ("loop", SHORT, "took longer than 1 s"),
        ("sleep", SHORT, "took longer than 1 s"),
        ("backtrack", SHORT, "took longer than 1 s"),
        ("disarm and loop", SHORT, "used more than 1 s of CPU"),
        ("hang up", SHORT, "crashed its reader (signal 9)"),
        ("hog", LIMITS, "needed more than 500 MB"),
        ("hog outside Python", LIMITS, "crashed its reader (signal 6)"),
        ("segfault", LIMITS, "crashed its reader (signal 11)"),
        ("kill", LIMITS, "crashed its reader (signal 9)"),
        ("leave", LIMITS, "ended its reader (exit status 3)"),
        ("exit", LIMITS, "ended its reader (exit status 1)"),
    ],
)
def test_a_death_costs_its_document_only(
    chore: str, limits: Limits, reason: str, beside: str
) -> None:
    items = ["a", "b", "c", chore, *"defghijklmnopqrstuvwxyz"]
    with Pool(limits) as pool:
        outcomes = list(pool.map(chores.do, items))
        again = list(pool.map(chores.do, ["still", "here"]))
    assert outcomes == [Died(reason) if item == chore else item for item in items]
    assert again == ["still", "here"]


def test_a_worker_that_the_kernel_forgets_is_ended_by_us(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("syndicate.workers.pool._GRACE", 1)
    with Pool(SHORT) as pool:
        outcomes = list(pool.map(chores.do, ["a", "disarm and sleep", "b"]))
    assert outcomes == ["a", Died("took longer than 1 s"), "b"]


def test_every_other_document_may_kill_its_reader(beside: str) -> None:
    items = ["segfault", "fine"] * 20
    with Pool(LIMITS) as pool:
        outcomes = list(pool.map(chores.do, items))
    assert outcomes == [Died("crashed its reader (signal 11)"), "fine"] * 20


def test_a_death_in_the_inner_map_leaves_the_outer_map_whole() -> None:
    with Pool(LIMITS) as pool:
        read = pool.map(chores.do, ["a", "segfault", "b", "misread", "c"])
        kept = (told for told in read if isinstance(told, str))
        assert list(pool.map(str.upper, kept)) == ["A", "B", "C"]


def test_time_is_granted_anew_to_each_document() -> None:
    """Twelve naps of a quarter second outlast one limit, not twelve."""
    with Pool(Limits(processes=1, seconds=1, megabytes=500)) as pool:
        naps = list(pool.map(time.sleep, [0.25] * 12))
    assert naps == [None] * 12


def test_what_ran_out_of_time_is_not_tried_again(tmp_path: Path) -> None:
    marks = tmp_path / "marks"
    with Pool(SHORT) as pool:
        work = partial(chores.do_once, str(marks))
        list(pool.map(work, ["a", "sleep", "b", "c"]))
    assert sorted(marks.read_text().split()) == ["a", "b", "c", "sleep"]


def test_a_crash_in_an_old_process_is_tried_once_more_in_a_new_one() -> None:
    """Torn memory is charged to whoever tore it, not to whoever came next."""
    with Pool(Limits(processes=1, seconds=20, megabytes=500)) as pool:
        work = chores.die_in_an_old_process
        outcomes = list(pool.map(work, ["a", "b", "fragile", "c"]))
    assert outcomes == ["a", "b", "fragile", "c"]


def test_what_a_killed_worker_was_at_is_tried_once_more(tmp_path: Path) -> None:
    """A kernel short of memory kills whom it likes; the document is not to blame."""
    with Pool(Limits(processes=1, seconds=20, megabytes=500)) as pool:
        work = partial(chores.be_killed_once, str(tmp_path / "mark"))
        assert list(pool.map(work, ["a", "b"])) == ["a", "b"]


@pytest.mark.parametrize("status", [3, LACKING])
def test_what_was_tried_once_more_and_ends_otherwise_is_not_tried_for_ever(
    status: int, tmp_path: Path
) -> None:
    with Pool(Limits(processes=1, seconds=20, megabytes=500)) as pool:
        work = partial(chores.be_killed_then_leave, str(tmp_path / "mark"))
        (outcome,) = pool.map(work, [status])
    assert outcome == Died(f"ended its reader (exit status {status})")


@pytest.mark.skipif(sys.platform != "linux", reason="Linux has the score")
def test_when_memory_is_short_a_worker_is_taken_and_not_the_run(beside: str) -> None:
    ours = chores.score_of(None)
    assert ours < 1000, beside
    with Pool(LIMITS) as pool:
        assert list(pool.map(chores.score_of, [None])) == [1000]
    assert chores.score_of(None) == ours


def test_processes_killed_from_outside_are_replaced(shared: Pool) -> None:
    for process in set(shared.map(chores.process_of, range(500))):
        assert isinstance(process, int)
        os.kill(process, signal.SIGKILL)
    for worker in shared._workers.values():  # all are seen to be dead at once
        assert select.select([worker.line], [], [], 20)[0]
    assert list(shared.map(chores.double, range(50))) == [n * 2 for n in range(50)]


# --------------------------------------------------------------- start, end, silence


def test_closing_leaves_no_process(tmp_path: Path) -> None:
    """Neither idle ones nor busy ones, nor the one that forked them."""
    marks = tmp_path / "marks"
    processes: list[int] = []

    def items() -> Iterator[int]:
        yield from range(16)  # enough to be handed out at once
        processes.extend(_signed(marks, 2))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), Pool(Limits(2, 3600, 500)) as pool:
        list(pool.map(partial(chores.sign_and_hang, str(marks)), items()))
    assert len(processes) == 4
    assert not any(_is_alive(process) for process in processes)


def test_what_this_process_holds_is_not_counted_for_a_worker() -> None:
    """It is address space that counts, and a fork begins with all of ours."""
    with mmap.mmap(-1, 600_000_000), Pool(LIMITS) as pool:
        (outcome,) = pool.map(chores.swell, [50_000_000])
    assert isinstance(outcome, bytes)


def test_a_closed_pool_can_be_used_again() -> None:
    pool = Pool(LIMITS)
    try:
        for _ in range(3):
            assert list(pool.map(chores.double, [4])) == [8]
            pool.close()
    finally:
        pool.close()


def test_a_map_cut_off_by_closing_says_so() -> None:
    with Pool(LIMITS) as pool:
        outcomes = pool.map(chores.do, ["fine", "sleep", "fine"], ahead=2)
        next(outcomes)
        pool.close()
        with pytest.raises(InputOutputError, match="closed while in use"):
            list(outcomes)


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_workers_die_with_their_parent_even_in_the_middle(
    tmp_path: Path, how: signal.Signals
) -> None:
    marks = tmp_path / "marks"
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT, str(marks), *sys.path],
        stderr=subprocess.DEVNULL,  # KeyboardInterrupt has something to say
    )
    try:
        processes = _signed(marks, 2)
    finally:
        parent.send_signal(how)
        parent.wait()
    assert _become(lambda: not any(_is_alive(process) for process in processes))


PARENT = """
import sys
sys.path[:] = sys.argv[2:]
from functools import partial
from syndicate.workers import Limits, Pool
from tests.workers import chores
with Pool(Limits(2, 3600, 500)) as pool:
    list(pool.map(partial(chores.sign_and_hang, sys.argv[1]), range(2)))
"""


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str], beside: str) -> None:
    with Pool(LIMITS) as pool:
        chatter = ["chatter", "stumble", "segfault", "exit"]
        assert len(list(pool.map(chores.do, chatter))) == 4
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("kept", [True, False])
def test_what_lies_about_here_does_not_close_what_is_open_there(kept: bool) -> None:
    """A fork has it too, with numbers of ends that by then could be those of its own.

    Nothing is cleared away in a fork; and if it were, the numbers would still be taken.
    """
    script = (
        "import gc; gc.disable()\n"
        "from syndicate.workers import Limits, Pool\n"
        "from tests.workers.chores import Knot\n"
        "for _ in range(20): Knot()\n"
        f"steps = [gc.collect, int] if not {kept} else [gc.freeze] * 2\n"
        "gc.freeze = lambda: steps.pop()()\n"
        "with Pool(Limits(2, 20, 500)) as pool:\n"
        "    print(list(pool.map(abs, [-1, -2])))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", script],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("[1, 2]\n", "")


def test_a_script_read_from_standard_input_can_use_workers() -> None:
    """No worker runs the main program again, so that it needs no guard."""
    script = (
        "from syndicate.workers import Limits, Pool\n"
        "with Pool(Limits(2, 20, 500)) as pool:\n"
        "    print(list(pool.map(abs, [-1, -2])))\n"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-"],
        input=script,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.stdout, ran.stderr) == ("[1, 2]\n", "")


def test_imports_are_made_before_the_work_and_not_here(beside: str) -> None:
    with Pool(LIMITS, imports=("this", "colorsys")) as pool:
        assert list(pool.map(chores.knows, ["colorsys", "sndhdr"])) == [True, False]
    assert "this" not in sys.modules


def test_what_is_large_is_imported_once_for_all_when_it_is_needed(beside: str) -> None:
    """No worker has it before; a worker that needs it gets it from their keeper."""
    with Pool(LIMITS, later=(chores.LARGE,)) as pool:
        assert not any(pool.map(chores.knows, [chores.LARGE] * 40))
        outcomes = list(pool.map(chores.need_large, range(200)))
        assert outcomes == [(number, True) for number in range(200)]


def test_a_missing_import_is_named(beside: str) -> None:
    with (
        Pool(LIMITS, imports=("no_such_reader",)) as pool,
        pytest.raises(InputOutputError, match="No module named 'no_such_reader'"),
    ):
        list(pool.map(chores.double, [1]))


def test_a_machine_without_python_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python3")
    with (
        _a_thread(),
        Pool(LIMITS) as pool,
        pytest.raises(InputOutputError, match=r"cannot start worker processes: .*No"),
    ):
        list(pool.map(chores.double, [1]))


def test_a_killed_keeper_is_told(beside: str) -> None:
    with Pool(LIMITS) as pool:
        list(pool.map(chores.double, [1]))
        assert pool._keeper is not None
        os.kill(pool._keeper._process, signal.SIGKILL)
        with pytest.raises(InputOutputError, match=r"cannot start .* ended \(-9\)"):
            list(pool.map(chores.do, ["kill"] * 4))


def test_a_keeper_has_nothing_that_was_open_here(tmp_path: Path, beside: str) -> None:
    """A lock that it kept would outlive a run that was killed."""
    with (tmp_path / "lock").open("wb") as lock, Pool(LIMITS) as pool:
        fcntl.flock(lock, fcntl.LOCK_EX)
        pool.prepare()
        assert pool._keeper is not None
        there = Path(f"/proc/{pool._keeper._process}/fd")
        assert list(pool.map(chores.double, [1])) == [2]
        held = [str(end.readlink()) for end in there.iterdir()]
    assert not [name for name in held if str(tmp_path) in name]


def test_what_came_along_may_have_a_number_above_the_limit(tmp_path: Path) -> None:
    """As from a shell that has one open, and lowers the limit for what it starts."""
    script = (
        "import resource\n"
        "from syndicate.workers import Limits, Pool\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (64, 64))\n"
        "with Pool(Limits(2, 20, 500)) as pool:\n"
        "    print(*pool.map(abs, [-1, -2]))\n"
    )
    with (tmp_path / "open").open("wb") as opened:
        high = fcntl.fcntl(opened, fcntl.F_DUPFD, 200)
        try:
            told = subprocess.run(
                [sys.executable, "-c", script],
                pass_fds=[high],
                capture_output=True,
                text=True,
                check=False,
            )
        finally:
            os.close(high)
    assert (told.stdout, told.stderr) == ("1 2\n", "")


def test_workers_begin_where_the_standard_streams_are_closed(beside: str) -> None:
    """As under a scheduler that gives none."""
    script = (
        "import os, threading\n"
        "from syndicate.workers import Limits, Pool\n"
        "os.closerange(0, 3)\n"
        f"if {beside != 'alone'}:\n"
        "    threading.Thread(target=threading.Event().wait, daemon=True).start()\n"
        "with Pool(Limits(2, 20, 500)) as pool:\n"
        "    os._exit(77 if list(pool.map(abs, [-1, -2])) == [1, 2] else 1)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], check=False)
    assert ran.returncode == 77


# ------------------------------------------------------------------------- helpers


@contextlib.contextmanager
def _a_thread() -> Iterator[None]:
    """Another thread, for as long as this lasts."""
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _good(outcome: T | SyndicateError | Died) -> T:
    assert not isinstance(outcome, SyndicateError | Died)
    return outcome


def _signed(marks: Path, count: int) -> list[int]:
    """The processes that signed the file, once that many items were begun."""
    assert _become(lambda: _read(marks).count("\n") >= count)
    return [int(number) for number in _read(marks).split()]


def _read(marks: Path) -> str:
    return marks.read_text(encoding="utf-8") if marks.exists() else ""


def _become(condition: Callable[[], bool]) -> bool:
    """Wait until it is so; half a minute is a failure, not a measure."""
    deadline = time.monotonic() + 30
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def _is_alive(process: int) -> bool:
    """Whether it runs; one that is dead and not yet waited for does not."""
    try:
        status = Path(f"/proc/{process}/stat").read_text(encoding="utf-8")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"
