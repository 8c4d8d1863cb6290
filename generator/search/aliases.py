"""Names of one thing in several ways: lines that lie in the shard of a name's first term.

So a query brings the aliases of its words with the shards that it loads anyway, and a table of all names is never loaded.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.search.documents import NameGroup
from generator.search.normalise import fold
from generator.search.terms import RUN, WORD, pairs_of, words_of

MOST_TARGETS = 8


def alias_lines(groups: Iterable[NameGroup]) -> dict[str, list[str]]:
    """First term of a name → its lines, sorted.

    A line is the name and its other names, separated by tabs. A name that begins with a run stands there folded; one that
    begins with a word stands as its stems, separated by spaces. Names of one character, and mixtures that begin with a
    word and go on with a run, are no aliases.
    """
    targets_of: dict[tuple[str, str], set[str]] = {}
    for names in folded_names(groups):
        folded = set(names) - {""}
        for name in folded:
            key = _first_term(name)
            others = folded - {name}
            if key is not None and others:
                targets_of.setdefault(key, set()).update(others)
    lines: dict[str, list[str]] = {}
    for (first, name), targets in sorted(targets_of.items()):
        lines.setdefault(first, []).append("\t".join([name, *sorted(targets)[:MOST_TARGETS]]))
    return lines


def folded_names(groups: Iterable[NameGroup]) -> list[list[str]]:
    """Names of each group, folded, all at once: for a name alone that takes ten times as long."""
    plain = [[" ".join(name.split()) for name in group.names] for group in groups]
    folded = iter(fold("\n".join(name for names in plain for name in names)).split("\n"))
    return [[next(folded).strip() for _ in names] for names in plain]


def _first_term(name: str) -> tuple[str, str] | None:
    """First term and the name as its line begins, or None for what is no alias."""
    run, word = RUN.match(name), WORD.match(name)
    if run:
        pairs = pairs_of(run[0][:2])
        return (pairs[0], name) if pairs else None
    if word and not RUN.search(name):
        stems = words_of(name)
        return stems[0], " ".join(stems)
    return None
