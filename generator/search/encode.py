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
_PRINTABLE = np.array([code for code in range(35, 127) if code != 92], np.uint8)
_POWERS = np.array([1 << bit for bit in range(12, -1, -1)], np.float32)


def varints(values: npt.ArrayLike) -> bytes:
    """Unsigned numbers below 2³⁵, seven bits a byte, lowest first, the high bit set on all bytes but the last."""
    numbers = np.asarray(values, np.uint64).ravel()
    if not len(numbers):
        return b""
    if numbers.max() < 128:
        return numbers.astype(np.uint8).tobytes()
    lengths = np.ones(len(numbers), np.int64)
    for shift in (7, 14, 21, 28):
        lengths += numbers >= (1 << shift)
    ends = np.cumsum(lengths)
    starts = ends - lengths
    output = np.empty(int(ends[-1]), np.uint8)
    for place in range(int(lengths.max())):
        chosen = lengths > place
        more = (lengths[chosen] > place + 1).astype(np.uint8) << 7
        output[starts[chosen] + place] = ((numbers[chosen] >> np.uint64(7 * place)) & np.uint64(127)).astype(
            np.uint8
        ) | more
    return output.tobytes()


def rice_bits(values: npt.NDArray[Any], parameters: npt.NDArray[Any]) -> bytes:
    """Rice codes in one stream of bits, highest bit of a byte first.

    A value v with parameter k is v >> k zeros, a one, and the k low bits of v, highest first.

    Args:
        values: Not negative.
        parameters: k of each value.
    """
    if not len(values):
        return b""
    values = values.astype(np.int64)
    parameters = parameters.astype(np.int64)
    quotients = values >> parameters
    ends = np.cumsum(quotients + 1 + parameters)
    ones = ends - parameters - 1
    bits = np.zeros(int(ends[-1]), np.uint8)
    bits[ones] = 1
    for bit in range(int(parameters.max())):
        chosen = parameters > bit
        bits[ends[chosen] - 1 - bit] = (values[chosen] >> bit) & 1
    return np.packbits(bits).tobytes()


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
    bits = np.unpackbits(np.frombuffer(payload, np.uint8))
    bits = np.concatenate((bits, np.zeros(-len(bits) % 13, np.uint8)))
    values = (bits.reshape(-1, 13).astype(np.float32) @ _POWERS).astype(np.int64)
    output = np.empty(2 * len(values), np.uint8)
    output[0::2] = _PRINTABLE[values // 91]
    output[1::2] = _PRINTABLE[values % 91]
    return output.tobytes()


def part_script(name: str, payload: bytes) -> bytes:
    """The file of one part: a classic script that hands format, name, length, check and data to the page."""
    head = f'{CALLBACK}({FORMAT},"{name}",{len(payload)},{check_of(payload)},"'
    return head.encode() + printable(payload) + b'");\n'
