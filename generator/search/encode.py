"""Numbers → bytes → a script that every browser may load, from a server or from a folder."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

import numpy as np
import numpy.typing as npt

FORMAT = 3
"""Of every file of the index; the script refuses another number and says so."""
CALLBACK = "anlikuPart"
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""For hashes in file names: no capitals, since some file systems do not tell them apart."""
_PRINTED = np.array([code for code in range(35, 127) if code != 92], np.uint16)
_PRINTABLE = (_PRINTED[np.arange(8192) // 91] | _PRINTED[np.arange(8192) % 91] << 8).astype("<u2")
"""The two characters of each 13 bits."""
_SHIFTS = np.array([[51, 38, 25, 12], [39, 26, 13, 0]], np.uint64)
"""Where they lie in the first and in the last eight of 13 bytes."""
_ONE = np.uint64(1)


def varints(values: npt.ArrayLike) -> bytes:
    """Unsigned numbers below 2³⁵, seven bits a byte, lowest first, the high bit set on all bytes but the last."""
    numbers = np.asarray(values, np.uint64).ravel()
    if not len(numbers):
        return b""
    highest = int(numbers.max())
    if highest < 128:
        return numbers.astype(np.uint8).tobytes()
    # As many columns as the longest needs; those of a shorter one that are 0 do not count.
    rests = numbers[:, np.newaxis] >> np.arange(0, highest.bit_length(), 7, dtype=np.uint64)
    counts = rests > 0
    counts[:, 0] = True
    digits = rests.astype(np.uint8) & 127
    digits[:, :-1] |= counts[:, 1:].view(np.uint8) << 7
    return digits[counts].tobytes()


def rice_bits(values: npt.NDArray[Any], parameters: npt.NDArray[Any]) -> bytes:
    """Rice codes in one stream of bits, highest bit of a byte first.

    A value v with parameter k is v >> k zeros, a one, and the k low bits of v, highest first.

    Args:
        values: Not negative.
        parameters: k of each value, at most 32.
    """
    if not len(values):
        return b""
    values, parameters = values.astype(np.uint64), parameters.astype(np.uint64)
    ones = _ONE << parameters
    lasts = np.cumsum((values >> parameters) + parameters + _ONE) - _ONE
    # The one and what follows it, moved to where its last bit lies in a word of 32 bits; its first bits may lie in the word
    # before. No two codes share a bit, so that the sum of all that end in a word is that word, with what belongs before it.
    codes = (ones | values & (ones - _ONE)) << (~lasts & np.uint64(31))
    word_of = (lasts >> np.uint64(5)).view(np.int64)
    firsts = np.concatenate(([0], np.flatnonzero(word_of[1:] != word_of[:-1]) + 1))
    sums = np.add.reduceat(codes, firsts)
    places = word_of[firsts] + 1
    words = np.zeros(int(places[-1]) + 1, np.uint32)
    words[places] = sums.astype(np.uint32)
    words[places - 1] |= (sums >> np.uint64(32)).astype(np.uint32)
    return words[1:].astype(">u4").tobytes()[: int(lasts[-1]) // 8 + 1]


def deflate(data: bytes) -> bytes:
    """Raw deflate for texts."""
    return _deflate(data, zlib.Z_DEFAULT_STRATEGY)


def deflate_numbers(data: bytes) -> bytes:
    """Raw deflate for columns of small numbers: zlib's strategy for them is smaller and five times as fast."""
    return _deflate(data, zlib.Z_FILTERED)


def deflate_smallest(*parts: bytes) -> bytes:
    """Raw deflate of parts in a row, each by the strategy that does best for it, the first of equals: for columns whose nature
    is not known. A part has codes of its own and repeats nothing of the part before."""
    strategies = (zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE)
    parts = tuple(filter(None, parts)) or (b"",)
    ends = [*[zlib.Z_SYNC_FLUSH] * (len(parts) - 1), zlib.Z_FINISH]
    return b"".join(
        min((_deflate(part, strategy, end) for strategy in strategies), key=len)
        for part, end in zip(parts, ends, strict=True)
    )


def _deflate(data: bytes, strategy: int, end: int = zlib.Z_FINISH) -> bytes:
    """Level 6: level 9 takes up to five times as long for 1 %."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15, 9, strategy)
    return packer.compress(data) + packer.flush(end)


def with_length(data: bytes) -> bytes:
    """Data after its own length as a varint."""
    left = len(data)
    length = bytearray()
    while left > 127:
        length.append(left & 127 | 128)
        left >>= 7
    length.append(left)
    return bytes(length) + data


def check_of(payload: bytes) -> int:
    """24 bits of CRC-32: what names a version of a file, and what the browser checks it by."""
    return zlib.crc32(payload) & 0xFFFFFF


def check_letters(check: int) -> str:
    """The 20 bits of a check that stand in file names, as four letters."""
    return LETTERS[check >> 15 & 31] + LETTERS[check >> 10 & 31] + LETTERS[check >> 5 & 31] + LETTERS[check & 31]


def check_column(checks: Sequence[int]) -> bytes:
    """The 20 bits of many checks: two bytes of each, lowest first; then the four upper bits of each, two in a byte."""
    low = b"".join((check & 0xFFFF).to_bytes(2, "little") for check in checks)
    upper = [check >> 16 & 15 for check in checks]
    pairs = zip_longest(upper[::2], upper[1::2], fillvalue=0)
    return low + bytes(first | second << 4 for first, second in pairs)


def printable(payload: bytes) -> bytes:
    """Bytes as printable ASCII without quotation mark and backslash: 13 bits in two characters (1.23 bytes a byte)."""
    if not payload:
        return b""
    # 13 bytes are eight values: four in the first 52 bits, which the first eight bytes hold, four in the last 52.
    groups = -(-len(payload) // 13)
    filled = payload.ljust(13 * groups, b"\0")
    halves = np.empty((groups, 2, 1), np.uint64)
    for half, offset in enumerate((0, 5)):
        halves[:, half, 0] = np.ndarray(groups, ">u8", filled, offset, 13)
    values = (halves >> _SHIFTS & np.uint64(8191)).view(np.int64).ravel()
    return _PRINTABLE.take(values[: -(-8 * len(payload) // 13)]).tobytes()


def part_script(name: str, payload: bytes) -> bytes:
    """The file of one part: a classic script that hands format, name, length, check and data to the page."""
    head = f'{CALLBACK}({FORMAT},"{name}",{len(payload)},{check_of(payload)},"'
    return head.encode() + printable(payload) + b'");\n'
