"""One column a facet: for each case number, which set of values it has."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from generator.search.documents import FacetValue, FacetVocabulary
from generator.search.encode import deflate_smallest, varints, with_length
from generator.search.groups import days_of

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
        Path without hash, and payload, of each column, in the order of the names.
    """
    chosen: dict[str, dict[int, list[str]]] = {name: {} for name in names}
    for number, row in zip(texts, _read_rows(f"[{','.join(texts.values())}]"), strict=True):
        for name, values in row:
            if values:
                chosen[name][number] = values
    known = {facet.name: facet for facet in vocabulary}
    return [(f"v/{name}", facet_payload(chosen[name], highest, known.get(name))) for name in names]


def facet_payload(chosen: Mapping[int, Sequence[str]], highest: int, known: FacetVocabulary | None) -> bytes:
    """The column of a facet.

    Args:
        chosen: Case number → value ids.
        highest: Highest case number.
        known: The facet's vocabulary.

    Returns:
        Deflated: length and JSON head (`labels`, `values`: id, ordinal of the parent or -1, labels; `sets`: ordinals of
        values, ancestors left out), then for each number from 1 the set's ordinal + 1, or 0: low bytes, and then, if
        there are more than 255 sets, high bytes.
    """
    values = _used_values({value for values in chosen.values() for value in values}, known)
    ordinal_of = {value.id: ordinal for ordinal, value in enumerate(values)}
    set_of = {number: tuple(sorted(ordinal_of[value] for value in ids)) for number, ids in chosen.items()}
    sets = sorted({values for values in set_of.values() if values})
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
    }
    planes = (column & 255).astype(np.uint8).tobytes()
    if len(sets) > 255:
        planes += (column >> 8).astype(np.uint8).tobytes()
    return deflate_smallest(with_length(json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()) + planes)


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
