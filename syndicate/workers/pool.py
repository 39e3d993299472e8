"""Hand items out, take outcomes in, and charge each death to the item it was of.

Everything happens in the caller's thread while it waits for an outcome. An item is a
ticket; whoever waits for one moves all workers' lines until it is done, so that maps
may be nested: the items of one may come out of another of the same pool.
"""

from __future__ import annotations

import os
import pickle
import selectors
import signal
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from syndicate.errors import InputOutputError, SyndicateError
from syndicate.workers.keeper import Keeper, Needs, cause
from syndicate.workers.process import LENGTH, Died, Limits, is_lacking
from syndicate.workers.telling import tell

T = TypeVar("T")
R = TypeVar("R")

_BUNDLE_ITEMS = 16
_BUNDLE_BYTES = 256_000
_HELD_BYTES = 32_000_000  # of one map's items, taken and not yet yielded
_GRACE = 30  # seconds beyond the limit before we stop trusting the kernel's alarm
_CHUNK = 1 << 18
_OUT_OF_TIME = (signal.SIGALRM, signal.SIGXCPU)


@dataclass(slots=True, eq=False)
class _Ticket:
    """An item on its way. `load` is the pickled item, then the pickled outcome."""

    task: bytes
    load: bytes
    size: int  # of the item
    done: bool = False
    dropped: bool = False  # nobody waits for it any more
    killed: int = 0  # how many workers were killed over it, by no doing of ours
    lacked: int = 0  # how many ended for want of a module


@dataclass(slots=True, eq=False)
class _Worker:
    """One worker as we see it. `owed`: handed out and not answered, in order."""

    number: int
    line: socket.socket
    owed: deque[_Ticket] = field(default_factory=deque)
    received: bytearray = field(default_factory=bytearray)
    answered: int = 0
    alive_at: float = 0.0  # monotonic seconds: when it last began or told something


class Pool:
    """Worker processes, begun when first needed and ended by `close` or `with`.

    `imports` names modules that the workers' keeper imports before it forks: name
    what the functions import inside themselves, or each new worker pays for it. `later`
    are those that are seldom needed and large: it imports them when a worker would.
    Their keeper is a fork of this process, or a new interpreter, which costs more,
    where it has other threads by then: see `prepare`.

    >>> with Pool(Limits(processes=1, seconds=20, megabytes=1000)) as pool:
    ...     list(pool.map(int, ["3", "four"]))  # doctest: +ELLIPSIS
    [3, Died(reason="broke its reader: ValueError: invalid literal for int() ...")]
    """

    def __init__(
        self,
        limits: Limits,
        imports: tuple[str, ...] = (),
        later: tuple[str, ...] = (),
    ) -> None:
        self.limits = limits
        self._needs = Needs(limits, imports, later)
        self._keeper: Keeper | None = None
        self._workers: dict[int, _Worker] = {}
        self._waiting: deque[_Ticket] = deque()
        self._selector = selectors.DefaultSelector()

    def __enter__(self) -> Self:
        """Give the pool itself; no process is begun yet."""
        return self

    def __exit__(self, *raised: object) -> None:
        """End the processes, whatever they are doing."""
        self.close()

    def prepare(self) -> None:
        """Fork their keeper now, while this process has neither threads nor files open.

        Raises:
            InputOutputError: processes cannot be started here.
        """
        self._started()

    def renew(self) -> None:
        """End the workers that have nothing to do; those that follow begin as new.

        What one read and has at hand grows with its work, and is of no use for other.
        """
        for worker in list(self._workers.values()):
            if not worker.owed:
                self._bury(worker)

    def close(self) -> None:
        """End the processes, whatever they are doing; the pool can be used again."""
        for ticket in self._waiting:
            ticket.dropped = True
        self._waiting.clear()
        for worker in self._workers.values():
            for ticket in worker.owed:
                ticket.dropped = True
            self._selector.unregister(worker.line)
            worker.line.close()
        self._workers.clear()
        if self._keeper is not None:
            self._keeper.close()
            self._keeper = None

    def map(
        self, function: Callable[[T], R], items: Iterable[T], ahead: int = 64
    ) -> Iterator[R | SyndicateError | Died]:
        """Yield the outcome of each item, in the order of the items.

        At most `ahead` items are taken before their outcomes are asked for, fewer if
        they are large. An outcome is what `function` returned, the SyndicateError it
        raised, or Died; the function must be found by its name in another process.

        Raises:
            InputOutputError: processes cannot be started here.
        """
        task = pickle.dumps(function, -1)
        tickets: deque[_Ticket] = deque()
        held = 0
        try:
            for item in items:
                load = tell(item)
                ticket = _Ticket(task, load, len(load))
                tickets.append(ticket)
                held += ticket.size
                self._waiting.append(ticket)
                if len(self._waiting) % _BUNDLE_ITEMS == 0:
                    self._move(0)
                while len(tickets) >= ahead or held > _HELD_BYTES:
                    held -= tickets[0].size
                    yield self._outcome(tickets.popleft())
            while tickets:
                yield self._outcome(tickets.popleft())
        finally:
            for ticket in tickets:
                ticket.dropped = True

    def _outcome(self, ticket: _Ticket) -> Any:
        """Wait for a ticket, and meanwhile keep everybody at work."""
        while not ticket.done:
            if ticket.dropped:
                raise InputOutputError("the worker processes were closed while in use")
            self._move(1)
        return pickle.loads(ticket.load)  # noqa: S301 - our own worker wrote it

    def _move(self, patience: float) -> None:
        """Take in what was told; hand out full bundles, or all before we must wait."""
        told = self._selector.select(0)
        if not told or len(self._waiting) >= _BUNDLE_ITEMS:
            self._hand_out()
        for key, _ in told or self._selector.select(patience):
            if key.data.number in self._workers:  # not found dead and buried just now
                self._take_in(key.data)
        now = time.monotonic()
        for worker in list(self._workers.values()):
            if worker.owed and now - worker.alive_at > self.limits.seconds + _GRACE:
                self._bury(worker, overdue=True)

    def _hand_out(self) -> None:
        """Give idle workers a bundle each, and begin workers while there is need."""
        while self._waiting:
            idle = (worker for worker in self._workers.values() if not worker.owed)
            worker = next(idle, None)
            if worker is None:
                if len(self._workers) >= self.limits.processes:
                    return
                worker = self._begin()
            bundle = self._bundle()
            if bundle:
                self._send(worker, bundle)

    def _bundle(self) -> list[_Ticket]:
        """Take the next tickets: few bytes, and a fair share of them."""
        share = min(_BUNDLE_ITEMS, -(-len(self._waiting) // self.limits.processes))
        bundle: list[_Ticket] = []
        size = 0
        while self._waiting and len(bundle) < share:
            ticket = self._waiting[0]
            size += ticket.size
            if bundle and size > _BUNDLE_BYTES:
                break
            self._waiting.popleft()
            if not ticket.dropped:
                bundle.append(ticket)
        return bundle

    def _send(self, worker: _Worker, bundle: list[_Ticket]) -> None:
        worker.owed.extend(bundle)
        worker.alive_at = time.monotonic()
        message = pickle.dumps([(ticket.task, ticket.load) for ticket in bundle], -1)
        try:
            worker.line.sendall(LENGTH.pack(len(message)) + message)
        except TimeoutError:
            self._bury(worker, overdue=True)
        except OSError:  # it died over it or just before
            self._bury(worker)

    def _take_in(self, worker: _Worker) -> None:
        try:
            chunk = worker.line.recv(_CHUNK)
        except ConnectionResetError:  # it died with a message of ours unread
            chunk = b""
        if not chunk:
            self._bury(worker)
            return
        worker.alive_at = time.monotonic()
        worker.received += chunk
        while (outcome := _cut(worker.received)) is not None:
            ticket = worker.owed.popleft()
            ticket.load, ticket.done = outcome, True
            worker.answered += 1

    def _begin(self) -> _Worker:
        """Begin a worker; a socket pair for each, so that no stream is ever resumed."""
        keeper = self._started()
        ours, theirs = socket.socketpair()
        ours.settimeout(self.limits.seconds + _GRACE)
        with theirs:
            try:
                number = keeper.begin(theirs)
            except InputOutputError:
                ours.close()
                raise
        worker = _Worker(number, ours)
        self._workers[number] = worker
        self._selector.register(ours, selectors.EVENT_READ, worker)
        return worker

    def _started(self) -> Keeper:
        if self._keeper is None:
            self._keeper = Keeper(self._needs)
        return self._keeper

    def _bury(self, worker: _Worker, *, overdue: bool = False) -> None:
        """Charge the item that a worker died on; the others of its bundle go again.

        A crash may be the work of an earlier item (torn memory, a leak), so that only
        a new process counts as proof: in an old one the item gets a second try. It
        gets one as well when somebody killed the worker: no limit of ours does that,
        and a kernel short of memory takes whom it likes. One for which a worker lacked
        a module goes again to one that has it.
        """
        self._selector.unregister(worker.line)
        worker.line.close()
        del self._workers[worker.number]
        status = self._started().end(worker.number)
        if not worker.owed:
            return
        culprit = worker.owed.popleft()
        self._waiting.extendleft(reversed(worker.owed))
        if overdue:
            status = signal.SIGALRM
        killed, lacked = os.WTERMSIG(status) == signal.SIGKILL, is_lacking(status)
        culprit.killed += killed
        culprit.lacked += lacked
        excused = (killed and culprit.killed == 1) or (lacked and culprit.lacked == 1)
        again = worker.answered or excused
        if again and os.WTERMSIG(status) not in _OUT_OF_TIME:
            self._send(self._begin(), [culprit])
            return
        culprit.load = pickle.dumps(Died(cause(status, self.limits)))
        culprit.done = True


def _cut(received: bytearray) -> bytes | None:
    """Take the first whole message off what was received, if there is one."""
    if len(received) < LENGTH.size:
        return None
    end = LENGTH.size + LENGTH.unpack_from(received)[0]
    if len(received) < end:
        return None
    message = bytes(received[LENGTH.size : end])
    del received[:end]
    return message
