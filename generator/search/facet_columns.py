"""One column a facet: for each case number, which set of values it has. A large tree is divided: its upper levels, and a
column for what lies below each value of the last of them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np

from generator.search.documents import FacetValue, FacetVocabulary
from generator.search.encode import deflate_smallest, varints, with_length
from generator.search.groups import days_of

LARGE_TREE = 255
"""Values of a facet above which its lower levels have columns of their own."""
BELOW = "/"
"""After the id of a value: the value of cases that have something below it, in a column that ends at its level."""

ESCAPE = 255
"""In a column: a set whose ordinal does not fit into a byte."""

_read_rows = msgspec.json.Decoder(list[list[tuple[str, list[str]]]]).decode


def facets_in_order(used: set[str], vocabulary: Sequence[FacetVocabulary]) -> list[str]:
    """First the facets of the vocabulary, in its order, then the others by name; only those that any case uses."""
    ordered = [facet.name for facet in vocabulary if facet.name in used]
    return [*ordered, *sorted(used.difference(ordered))]


def facet_payloads(
    texts: Mapping[int, str], names: Sequence[str], highest: int, vocabulary: Sequence[FacetVocabulary]
) -> list[tuple[str, bytes]]:
    """The columns of all facets, all made at once: an edit seldom changes one.

    Args:
        texts: Case number → `CaseFacts.facets`.
        names: From `facets_in_order`.
        highest: Highest case number.
        vocabulary: Facets with their values.

    Returns:
        Path without hash, and payload, of each column, facet after facet.
    """
    chosen: dict[str, dict[int, list[str]]] = {name: {} for name in names}
    for number, row in zip(texts, _read_rows(f"[{','.join(texts.values())}]"), strict=True):
        for name, values in row:
            if values:
                chosen[name][number] = values
    known = {facet.name: facet for facet in vocabulary}
    return [column for name in names for column in facet_columns(name, chosen[name], highest, known.get(name))]


def facet_columns(
    name: str, chosen: Mapping[int, Sequence[str]], highest: int, known: FacetVocabulary | None
) -> Iterator[tuple[str, bytes]]:
    """The columns of a facet.

    A tree of more than `LARGE_TREE` values ends, in its first column, at the first level of more than one value: that is what
    is shown before anything is opened. There `P/` stands for all that lies below a value P of this level. A column for each
    such P has what is left out: of the cases with `P/`, in their order, the values below P.

    Args:
        name: Of the facet.
        chosen: Case number → value ids.
        highest: Highest case number.
        known: The facet's vocabulary.

    Yields:
        Path without hash, and payload. The first path is `v/NAME`; the others have the ordinal of P in the first column's
        values behind it.
    """
    values = _used_values({value for ids in chosen.values() for value in ids}, known)
    branch_of = _branches(values) if len(values) > LARGE_TREE else {}
    if not branch_of:
        yield f"v/{name}", facet_payload(chosen, highest, known)
        return
    labels = known.labels if known else {}
    tops = [value for value in values if value.id not in branch_of]
    branches = dict.fromkeys(branch_of[value.id] for value in values if value.id in branch_of)
    marks = tuple(FacetValue(id=branch + BELOW, parent=branch, labels={}) for branch in branches)
    upper: dict[int, list[str]] = {}
    lower: dict[str, list[list[str]]] = {branch: [] for branch in branches}
    for number, ids in sorted(chosen.items()):
        parts: dict[str, list[str]] = {}
        for value in ids:
            if value in branch_of:
                parts.setdefault(branch_of[value], []).append(value)
        upper[number] = [value for value in ids if value not in branch_of] + [branch + BELOW for branch in parts]
        for branch, below in parts.items():
            lower[branch].append(below)
    first = FacetVocabulary(name=name, labels=labels, values=(*tops, *marks))
    yield f"v/{name}", facet_payload(upper, highest, first)
    ordinal_of = {value.id: ordinal for ordinal, value in enumerate(tops)}
    for branch, rows in lower.items():
        members = tuple(
            FacetValue(id=value.id, parent=None if value.parent == branch else value.parent, labels=value.labels)
            for value in values
            if branch_of.get(value.id) == branch
        )
        part = FacetVocabulary(name=name, labels={}, values=members)
        yield f"v/{name}-{ordinal_of[branch]}", facet_payload(dict(enumerate(rows, 1)), len(rows), part)


def _branches(values: Sequence[FacetValue]) -> dict[str, str]:
    """Value id → the value above it at the first level of more than one value; none for values of this level and above."""
    children: dict[str | None, list[str]] = {}
    for value in values:
        children.setdefault(value.parent, []).append(value.id)
    level = children.get(None, [])
    while len(level) == 1 and level[0] in children:
        level = children[level[0]]
    branch_of: dict[str, str] = {}
    for branch in level:
        waiting = [branch]
        while waiting:
            below = children.get(waiting.pop(), [])
            branch_of.update(dict.fromkeys(below, branch))
            waiting += below
    return branch_of


def facet_payload(chosen: Mapping[int, Sequence[str]], highest: int, known: FacetVocabulary | None) -> bytes:
    """One column.

    Args:
        chosen: Case number → value ids.
        highest: Highest case number.
        known: The facet's vocabulary.

    Returns:
        Deflated: length and JSON head (`labels`, `values`: id, ordinal of the parent in this column or -1, labels; `sets`:
        ordinals of values, ancestors left out, the most frequent set first; `size`: the highest number), then for each
        number from 1 a byte: 0 for no value, the set's ordinal + 1, or 255 for an ordinal from 254 on. Of these, the
        ordinals - 254: all low bytes, then all high bytes.
    """
    values = _used_values({value for values in chosen.values() for value in values}, known)
    ordinal_of = {value.id: ordinal for ordinal, value in enumerate(values)}
    set_of = {number: tuple(sorted(ordinal_of[value] for value in ids)) for number, ids in chosen.items()}
    counts = Counter(values for values in set_of.values() if values)
    sets = sorted(counts, key=lambda values: (-counts[values], values))
    place_of = {values: place + 1 for place, values in enumerate(sets)} | {(): 0}
    column = np.zeros(highest, np.uint16)
    for number, ids in set_of.items():
        column[number - 1] = place_of[ids]
    head = {
        "labels": dict(sorted(known.labels.items())) if known else {},
        "values": [
            [value.id, ordinal_of.get(value.parent or "", -1), dict(sorted(value.labels.items()))] for value in values
        ],
        "sets": sets,
        "size": highest,
    }
    rare = column[column >= ESCAPE] - ESCAPE
    return deflate_smallest(
        with_length(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()),
        np.minimum(column, ESCAPE).astype(np.uint8).tobytes(),
        (rare & 255).astype(np.uint8).tobytes(),
        (rare >> 8).astype(np.uint8).tobytes(),
    )


def _used_values(ids: set[str], facet: FacetVocabulary | None) -> list[FacetValue]:
    """Values in use and their ancestors, in the order of the vocabulary; unknown ones after them, the highest first."""
    known = {value.id: value for value in facet.values} if facet else {}
    wanted: set[str] = set()
    for identifier in ids:
        step: str | None = identifier
        while step is not None and step not in wanted:
            wanted.add(step)
            step = known[step].parent if step in known else None
    listed = [value for value in known.values() if value.id in wanted]
    others = sorted(wanted.difference(known), reverse=True)
    return [*listed, *(FacetValue(id=identifier, parent=None, labels={}) for identifier in others)]


def dates_payload(published: Mapping[int, str]) -> bytes:
    """Which numbers exist, and when each was published.

    Args:
        published: Case number → ISO date.

    Returns:
        Deflated: one bit a number from 1, highest bit first; then for each case the difference from the day of the case
        before, as a zigzag varint; the first from 0 (1970-01-01).
    """
    exists = np.zeros(max(published, default=0), np.uint8)
    exists[[number - 1 for number in published]] = 1
    days = np.array([days_of(published[number]) for number in sorted(published)], np.int64)
    steps = np.diff(days, prepend=0)
    return deflate_smallest(np.packbits(exists).tobytes() + varints(np.where(steps < 0, -2 * steps - 1, 2 * steps)))
