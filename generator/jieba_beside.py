"""jieba in a process of its own, which reads the dictionary while this one reads the content: a tenth of a second that
an edit need not wait for."""

from __future__ import annotations

import os
from collections.abc import Generator, Sequence
from contextlib import suppress
from functools import partial
from types import TracebackType

import msgspec

from generator.beside import Beside
from generator.segment import own_jieba

_SIZE = 4
"""Bytes before each message, which say how many follow."""


class JiebaBeside:
    """Cuts for the process that made it, and for one more that is forked from it; a context manager.

    What it loads is jieba's own dictionary; `teach` adds to it. Where processes can't be forked it cuts nothing.
    """

    def __init__(self) -> None:
        self._owner = os.getpid()
        self._lines: tuple[_Line, ...] = (_Line(), _Line())
        self._beside = Beside(partial(_serve, self._lines), once=True)
        for line in self._lines:
            line.close_far_ends()

    def teach(self, words: Sequence[str]) -> bool:
        """Words that its dictionary shall have too, told once, by its maker, before anybody has it cut.

        Returns whether anybody listens.
        """
        if not (self._lines and self._beside.is_apart):
            return False
        if os.getpid() != self._owner:
            return True
        with suppress(OSError):
            self._lines[0].ask(list(words))
            return True
        return False

    def cut(self, run: str) -> list[str] | None:
        """As `Segmenter.cut`; `None` where nobody answers."""
        if not self._lines:
            return None
        try:
            return self._lines[os.getpid() != self._owner].answer_to(run)
        except (OSError, EOFError):
            return None

    def close(self) -> None:
        """End it."""
        self._beside.close()
        for line in self._lines:
            line.close()
        self._lines = ()

    def __enter__(self) -> JiebaBeside:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class _Line:
    """Two pipes between two processes; made before one forks the other."""

    def __init__(self) -> None:
        self.far_reads, self._asks = os.pipe()
        self._hears, self._far_writes = os.pipe()

    # ── where it is asked ────────────────────────────────────────────────
    def close_far_ends(self) -> None:
        """So that we hear when the other process is gone."""
        os.close(self.far_reads)
        os.close(self._far_writes)

    def ask(self, message: str | list[str]) -> None:
        _send(self._asks, msgspec.msgpack.encode(message))

    def answer_to(self, run: str) -> list[str]:
        self.ask(run)
        return msgspec.msgpack.decode(_receive(self._hears), type=list[str])

    def close(self) -> None:
        os.close(self._asks)
        os.close(self._hears)

    # ── where it answers ─────────────────────────────────────────────────
    def hear(self) -> str | list[str]:
        return msgspec.msgpack.decode(_receive(self.far_reads), type=str | list[str])

    def answer(self, words: list[str]) -> None:
        _send(self._far_writes, msgspec.msgpack.encode(words))


def _send(end: int, data: bytes) -> None:
    rest = memoryview(len(data).to_bytes(_SIZE, "little") + data)
    while rest:
        rest = rest[os.write(end, rest) :]


def _receive(end: int) -> bytes:
    return _exactly(end, int.from_bytes(_exactly(end, _SIZE), "little"))


def _exactly(end: int, size: int) -> bytes:
    parts: list[bytes] = []
    while size:
        part = os.read(end, size)
        if not part:
            raise EOFError
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


# ── in the other process ─────────────────────────────────────────────────────
def _serve(lines: Sequence[_Line]) -> Generator[None, None, None]:
    """Answer, until it is killed: its maker outlives all who ask."""
    import select  # noqa: PLC0415  (only here)

    jieba = own_jieba()
    waiting = select.poll()
    line_of = {line.far_reads: line for line in lines}
    for end in line_of:
        waiting.register(end, select.POLLIN)
    while True:
        for end, _ in waiting.poll():
            heard = line_of[end].hear()
            if isinstance(heard, str):
                line_of[end].answer(jieba.cut(heard))
                continue
            for word in heard:
                jieba.add_word(word, None, None)
    yield  # never: it makes a generator of this, which is what runs beside
