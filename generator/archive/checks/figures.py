"""Figures that are said to add up: do they, and can they?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from generator.archive.model import Figure


def check_sums(figures: Mapping[str, Figure], language: str) -> Iterator[tuple[str, str, Mapping[str, object]]]:
    """Compare each figure that has parts with their sum.

    With 余, 近 or 约 a sum is tested as far as these words bind: over 600 is more than 600, about 600 can't be tested.

    Args:
        figures: Of one case, by key.
        language: In which units are compared.

    Yields:
        Key of the figure, code and arguments of a problem.
    """
    for key, whole in figures.items():
        unknown = [part for part in whole.parts if part not in figures or part == key]
        for name in unknown:
            yield key, "figure-part-unknown", {"key": key, "part": name}
        if not whole.parts or unknown:
            continue
        parts = [figures[name] for name in whole.parts]
        unit = whole.unit.get(language)
        strange = next((part for part in parts if part.unit.get(language) != unit), None)
        if strange is not None:
            args = {"key": key, "part": strange.key, "unit": unit, "other": strange.unit.get(language)}
            yield key, "figure-sum-units", args
            continue
        total = sum((part.value for part in parts), Decimal(0))
        if not _adds_up(whole, parts, total):
            words = " + ".join(str(part.value) for part in parts)
            yield key, "figure-sum", {"key": key, "value": whole.value, "sum": total, "parts": words}


def _adds_up(whole: Figure, parts: Sequence[Figure], total: Decimal) -> bool:
    if any(part.qualifier for part in parts):
        return True
    if whole.qualifier is None:
        return total == whole.value
    bounds = {"over": total > whole.value, "at-least": total >= whole.value, "nearly": total < whole.value}
    return bounds.get(whole.qualifier, True)
