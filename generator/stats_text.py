"""The tables of `stats` as text for a console, in Chinese or English, and as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct
from msgspec.structs import asdict

from generator.archive.archive import Archive
from generator.archive.keys import did_you_mean
from generator.archive.model import Text, in_language
from generator.archive.names import Ambiguous, Resolution
from generator.config import SiteConfig
from generator.problems import Bilingual, ContentError, Location, Problem
from generator.stats import (
    ArchiveStats,
    Comparison,
    Count,
    FigureRow,
    FigureTable,
    RegionHistory,
    Span,
    archive_stats,
    comparison,
    region_history,
)

LEVELS: Mapping[str, Bilingual] = {
    "autonomous-region": Bilingual("自治区", "autonomous region"),
    "prefecture": Bilingual("盟市", "prefecture"),
    "county": Bilingual("旗县区", "county"),
    "zone": Bilingual("功能区", "zone"),
    "township": Bilingual("苏木乡镇街道", "township"),
    "community": Bilingual("社区", "community"),
    "village": Bilingual("嘎查村", "village"),
}
QUALIFIERS: Mapping[str, Bilingual] = {
    "about": Bilingual("约 {}", "about {}"),
    "over": Bilingual("{} 余", "over {}"),
    "nearly": Bilingual("近 {}", "nearly {}"),
    "at-least": Bilingual("{} 以上", "at least {}"),
}
UNKNOWN = Bilingual("不详", "unknown")


def render_stats(
    archive: Archive,
    config: SiteConfig,
    language: str,
    *,
    region: str | None = None,
    measure: str | None = None,
    as_json: bool = False,
) -> str:
    """What the command `stats` prints.

    Args:
        archive: The published cases.
        config: Names of types, and languages.
        language: `zh` or `en`, of the text; JSON has all names in every language.
        region: Name, alias, code or path of a region: its history. With a measure: the places inside it.
        measure: Id or name of a measure: its comparison.
        as_json: JSON instead of text.

    Raises:
        ContentError: The vocabulary does not know the region or the measure.
    """
    region_id = _known(archive, "region", region) if region is not None else None
    table: ArchiveStats | RegionHistory | Comparison
    if measure is not None:
        table = comparison(archive, _known(archive, "measure", measure), region_id)
    elif region_id is not None:
        table = region_history(archive, region_id)
    else:
        table = archive_stats(archive, {entry.id: entry.name for entry in config.types}, config.language_codes)
    if as_json:
        return json.dumps(_plain(table), ensure_ascii=False, indent=2)
    lines = _Lines(language, {entry.code: entry.name for entry in config.languages})
    return "\n".join(lines.of(table))


def _known(archive: Archive, kind: str, name: str) -> str:
    vocabulary = archive.vocabulary
    answer: Resolution = (vocabulary.region_names if kind == "region" else vocabulary.measure_names).resolve(name)
    if isinstance(answer, str):
        return answer
    words = Bilingual("地区", "region") if kind == "region" else Bilingual("指标", "measure")
    where = Location(f"--{kind}")
    if isinstance(answer, Ambiguous):
        names = vocabulary.region_names
        paths = [names.path_name(found) if kind == "region" else found for found in answer.candidates]
        args: dict[str, object] = {"name": name, "kind": words, "candidates": paths[:8], "example": paths[0]}
        raise ContentError([Problem(where, "name-ambiguous", args)])
    file = f"vocabulary/{kind}s.yml"
    args = {"name": name, "kind": words, "file": file, "suggestion": did_you_mean(answer.nearest)}
    raise ContentError([Problem(where, "name-unknown", args)])


class _Lines:
    """The lines of a table in one language."""

    def __init__(self, language: str, language_names: Mapping[str, str]) -> None:
        self.language = language
        self.language_names = language_names

    def of(self, table: ArchiveStats | RegionHistory | Comparison) -> Iterator[str]:
        if isinstance(table, ArchiveStats):
            return self.archive(table)
        return self.history(table) if isinstance(table, RegionHistory) else self.comparison(table)

    def words(self, zh: str, en: str) -> str:
        return zh if self.language == "zh" else en

    def name(self, text: Text) -> str:
        return in_language(text, self.language)

    def archive(self, stats: ArchiveStats) -> Iterator[str]:
        yield self.words(
            f"{stats.total} 篇案例，{stats.methods} 个做法，{stats.figures} 条数据",
            f"{stats.total} cases, {stats.methods} methods, {stats.figures} figures",
        )
        yield from self.heading("语言", "Languages")
        yield from _aligned(
            (self.language_names.get(entry.language, entry.language), str(entry.count), f"{_digits(entry.share)} %")
            for entry in stats.languages
        )
        yield from self.heading("类型", "Types")
        yield from self.counts(stats.types)
        yield from self.heading("主题（一篇可有几个）", "Themes (a case may have several)")
        yield from self.counts(stats.themes)
        yield from self.heading("年份（多为推断，一篇可跨几年）", "Years (mostly inferred; a case may span several)")
        yield from _aligned(
            (
                str(entry.year) if entry.year is not None else self.unknown,
                str(entry.count),
                self.words(f"推断 {entry.inferred}", f"{entry.inferred} inferred") if entry.inferred else "",
            )
            for entry in stats.years
        )
        yield from self.heading("地区（含下级）", "Regions (with all below)")
        yield from self.counts(stats.regions)

    def counts(self, counts: Iterable[Count]) -> Iterator[str]:
        return _aligned(("  " * entry.depth + self.name(entry.name), str(entry.count)) for entry in counts)

    def history(self, history: RegionHistory) -> Iterator[str]:
        count = len(history.entries)
        yield self.words(f"{self.name(history.name)}：{count} 篇案例", f"{self.name(history.name)}: {count} cases")
        if history.entries:
            yield from self.heading("历年案例", "Cases over the years")
        yield from _aligned((self.span(entry.span), entry.number, self.name(entry.title)) for entry in history.entries)
        for measure in history.measures:
            yield ""
            yield from self.comparison(measure)

    def comparison(self, found: Comparison) -> Iterator[str]:
        yield self.words("：", ": ").join(filter(None, [self.name(found.name), self.name(found.definition)]))
        if not found.tables:
            yield self.words("没有数据。", "No figures.")
        if len(found.tables) > 1:
            yield self.words("单位不同的分列，不能相加。", "Figures of different units stand apart and can't be added.")
        for table in found.tables:
            yield ""
            yield from _aligned([self.columns(), *(self.row(row) for row in table.rows)])
            yield from self.marks(table)

    def columns(self) -> tuple[str, ...]:
        if self.language == "zh":
            return ("地方", "层级", "数值", "单位", "截至", "案例所述时间", "案例")
        return ("Place", "Level", "Value", "Unit", "As of", "Time of the case", "Case")

    def row(self, row: FigureRow) -> tuple[str, ...]:
        level = LEVELS[row.level]
        value = _digits(row.value * row.scale.get(self.language, 1))
        if row.qualifier is not None:
            qualifier = QUALIFIERS[row.qualifier]
            value = self.words(qualifier.zh, qualifier.en).format(value)
        return (
            self.name(row.place_name),
            self.words(level.zh, level.en),
            value,
            self.name(row.unit) or "—",
            row.as_of if row.as_of is not None else self.unknown,
            self.span(row.span),
            row.number,
        )

    def marks(self, table: FigureTable) -> Iterator[str]:
        """What the rows do not have in common."""
        if table.as_of_differs:
            yield self.words(
                "※ 截至时间不详或不同，不是同一时点的数。",
                "* As-of dates are unknown or differ: not figures of one time.",
            )
        if table.level_differs:
            yield self.words("※ 层级不同，不宜直接比高低。", "* Places of different levels: not to be ranked.")

    def span(self, span: Span) -> str:
        if not span.years:
            return self.unknown
        years = str(span.years[0]) if len(span.years) == 1 else f"{span.years[0]}–{span.years[-1]}"
        return years + (self.words("（推断）", " (inferred)") if span.inferred else "")

    @property
    def unknown(self) -> str:
        return self.words(UNKNOWN.zh, UNKNOWN.en)

    def heading(self, zh: str, en: str) -> Iterator[str]:
        yield ""
        yield self.words(zh, en)


def _aligned(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Rows as lines with columns below each other; a Chinese character is two columns wide."""
    listed = list(rows)
    widths = [max(map(_width, column)) for column in zip(*listed, strict=True)]
    for row in listed:
        cells = [cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)]
        yield ("  " + "  ".join(cells)).rstrip()


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def _digits(value: Decimal) -> str:
    """1.30 is 1.3, 600 is 600."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _plain(value: object) -> object:
    """Frozen tables as JSON has them; whole numbers without a point."""
    if isinstance(value, Struct):
        plain = {name: _plain(entry) for name, entry in asdict(value).items()}
        if isinstance(value, FigureTable):
            plain |= {"as_of_differs": value.as_of_differs, "level_differs": value.level_differs}
        return plain
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(entry) for entry in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
