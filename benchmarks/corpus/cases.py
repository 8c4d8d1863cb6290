"""One case of a made-up archive: the text of its `zh.md` and `en.md`."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.corpus import naming
from benchmarks.corpus.bodies import SHORTEST, body_length, free_parts, report_parts, write_body
from benchmarks.corpus.chance import Chance
from benchmarks.corpus.heads import Head, Heads
from benchmarks.corpus.vocabulary import Measure, Pools
from benchmarks.corpus.words import Pair
from benchmarks.corpus.writer import Language, Setting, Writer
from benchmarks.corpus.yaml_text import flow, flow_list, scalar
from generator.archive.documents import Body, text_hash

REPORTS = frozenset({"practices", "brands", "organs"})
_QUALIFIERS = ("about", "over", "nearly", "at-least")
_SAID = {
    None: Pair("", ""),
    "about": Pair("约 ", "about "),
    "over": Pair("超过 ", "over "),
    "nearly": Pair("近 ", "nearly "),
    "at-least": Pair("不少于 ", "at least "),
}


_COMPARISONS = (
    Pair("可供比较的数字", "Numbers for comparison"),
    Pair("家底如下", "What there is"),
    Pair("规模是", "The scale"),
    Pair("数字有", "In numbers"),
    Pair("摊开来算", "Counted out"),
    Pair("统计到的有", "On record"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number of a case."""

    key: str
    label: Pair
    value: int
    unit: Pair
    qualifier: str | None
    as_of: str
    measure: str | None
    parts: tuple[str, ...] = ()


class CaseMaker:
    """Everything that the cases of one archive have in common; made once a process."""

    def __init__(
        self,
        seed: int,
        profile: str,
        heads: Heads,
        pools: Pools,
        language: Language,
        measures: tuple[Measure, ...],
    ) -> None:
        self.seed = seed
        self.profile = profile
        self.heads = heads
        self.pools = pools
        self.language = language
        self.measures = measures

    def texts(self, head: Head) -> Pair:
        """The two files of a case, the translation stamped with what it translates."""
        return _CaseText(self, head).files()


class _CaseText:
    def __init__(self, maker: CaseMaker, head: Head) -> None:
        self.maker = maker
        self.head = head
        chance = self.chance = Chance(maker.seed, "text", head.serial)
        among = maker.pools.method_count(head.serial)
        drawn = [maker.pools.ranked_methods.draw(chance, among) for _ in range(chance.skewed(1, 5))]
        self.methods = tuple(dict.fromkeys(method.name for method in drawn))
        places = tuple(place.name for place in (head.counties[0], head.township) if place)
        local = [head.community.name] if head.community else []
        local += [Pair(f"{name.zh}社区", f"{name.en} Community") for name in (naming.stem(chance) for _ in range(3))]
        self.setting = Setting(theme=head.themes[0], places=places, communities=tuple(local), methods=self.methods)
        self.writer = Writer(maker.language, self.setting, chance)

    def files(self) -> Pair:
        head, chance, writer = self.head, self.chance, self.writer
        title, summary = writer.sentence("title"), writer.sentence("summary")
        figures = self._figures()
        body = self._body(figures)
        stamp = text_hash(title.zh, summary.zh, Body(text=body.zh, line=1))
        source_year = head.published.year - chance.skewed(0, 8)
        zh = [f"number: {head.number}", f"title: {scalar(title.zh)}", f"summary: {scalar(summary.zh)}"]
        en = [f"title: {scalar(title.en)}", f"summary: {scalar(summary.en)}", f"translation_of: {scalar_hash(stamp)}"]
        zh += ["status: published", f"published: {head.published}", *self._source(source_year)]
        if chance.happens(0.7):
            evidence = writer.sentence("evidence")
            zh += [
                "period:",
                f"  after: {source_year}-01",
                f"  before: {source_year}-12",
                f"  evidence: {scalar(evidence.zh)}",
            ]
            en.append(f"period: {flow({'evidence': scalar(evidence.en)})}")
        zh += self._regions()
        zh.append(f"themes: {flow_list(head.themes)}")
        zh.append(f"methods: {flow_list(scalar(name.zh) for name in self.methods)}")
        if head.series is not None:
            zh.append(f"series: {flow({'id': f'forum-{head.series[0]}', 'part': str(head.series[1])})}")
        if chance.happens(0.6):
            zh.append(f"units: {flow_list([scalar(chance.one_of(self.maker.pools.units(head.counties[0])).zh)])}")
        for lines, more in zip((zh, en), self._contributors(), strict=True):
            lines += more
        if figures:
            zh += ["figures:", *(f"- {self._figure(figure)}" for figure in figures)]
            en += ["figures:", *(f"  {figure.key}: {_translated(figure)}" for figure in figures)]
        if chance.happens(0.1):
            omission = writer.sentence("omission")
            zh += ["omitted:", f"- {flow({'what': scalar(omission.zh), 'why': '属于评价，不含事实'})}"]
            en += ["omitted:", f"- {scalar(omission.en + ', left out because it holds no facts.')}"]
        return Pair(_document(zh, body.zh), _document(en, body.en))

    # ── the body ─────────────────────────────────────────────────────────
    def _body(self, figures: list[Figure]) -> Pair:
        head, chance = self.head, self.chance
        if head.type in REPORTS:
            parts = report_parts(chance)
        else:
            headings = {"forum": 4, "commentary": 3, "news": chance.skewed(0, 3)}.get(head.type, 0)
            parts = free_parts(chance, self.writer, headings)
        length = SHORTEST + 60 if head.type == "photos" else body_length(self.maker.profile, chance)
        extra = _table(figures) if len(figures) > 4 and chance.happens(0.3) else _sentence(figures, chance)
        link = self._link() if chance.happens(0.2) else []
        return write_body(parts, length, self.writer, chance, [*extra, *link])

    def _link(self) -> list[Pair]:
        """A pointer to an earlier case."""
        if self.head.serial == 1:
            return []
        other = self.maker.heads.head(self.chance.whole(1, self.head.serial - 1))
        target = f"../../{other.folder}"
        county = other.counties[0].name
        return [
            Pair(
                f"{county.zh}也有相近的做法，见 [{other.number}]({target}/zh.md)。",
                f"{county.en} went a similar way; see [{other.number}]({target}/en.md).",
            )
        ]

    # ── the front matter ─────────────────────────────────────────────────
    def _source(self, year: int) -> list[str]:
        chance = self.chance
        paper = scalar(naming.newspaper(chance).zh) if chance.happens(0.5) else "unknown"
        month = chance.whole(1, 12)
        known = chance.happens(0.5) and year < self.head.published.year
        date = f"{year}-{month:02d}-{chance.whole(1, 28):02d}" if known else "unknown"
        return [
            "source:",
            "  form: adapted",
            f"  publication: {paper}",
            f"  date: {date}",
            f"  page: {chance.whole(1, 8)}",
        ]

    def _regions(self) -> list[str]:
        head = self.head
        lines = ["regions:"]
        if head.community is not None:
            lines.append(f"- {flow({'place': head.community.path, 'role': 'pilot'})}")
        if head.township is not None:
            lines.append(f"- {flow({'place': head.township.path, 'role': 'subject'})}")
        for place, county in enumerate(head.counties):
            lines.append(f"- {flow({'place': county.path, 'role': 'mentioned' if place else 'subject'})}")
        return lines

    def _contributors(self) -> tuple[list[str], list[str]]:
        chance, pool = self.chance, self.maker.pools.ranked_people
        among = self.maker.pools.people_count(self.head.serial)
        people = list(dict.fromkeys(pool.draw(chance, among) for _ in range(chance.skewed(1, 3))))
        county = self.head.counties[0].name
        author = self.head.type in ("forum", "commentary")
        lines = []
        for place, name in enumerate(people):
            role = "author" if author and not place else "correspondent" if place else "reporter"
            post = f"中共{county.zh}委员会组织部负责人" if role == "author" else None
            lines.append(f"- {flow({'name': scalar(name.zh), 'role': role, 'post': post})}")
        post_en = f"head of the Organization Department of the CPC {county.en} Committee"
        posts = [f"posts: {flow({people[0].zh: scalar(post_en)})}"] if author else []
        return ["contributors:", *lines], posts

    # ── figures ──────────────────────────────────────────────────────────
    def _figures(self) -> list[Figure]:
        """Up to nine numbers; two of them may add up to a third."""
        chance = self.chance
        if self.head.type in ("commentary", "editorials", "photos"):
            return []
        found: dict[str, Figure] = {}
        for _ in range(chance.whole(0, 6)):
            measure = self.maker.measures[chance.skewed(0, len(self.maker.measures) - 1)]
            figure = Figure(
                key=measure.id,
                label=measure.name,
                value=chance.skewed(3, 3000),
                unit=measure.unit,
                qualifier=chance.one_of(_QUALIFIERS) if chance.happens(0.2) else None,
                as_of=str(self.head.published.year - chance.skewed(0, 4)) if chance.happens(0.4) else "unknown",
                measure=measure.id if chance.happens(0.8) else None,
            )
            found.setdefault(measure.id, figure)
        figures = list(found.values())
        if chance.happens(0.25):
            figures += self._sum()
        return figures

    def _sum(self) -> list[Figure]:
        chance, writer = self.chance, self.writer
        groups = [writer.word("group"), writer.word("role")]
        values = [chance.skewed(5, 400), chance.skewed(5, 400)]
        parts = [
            Figure(
                key=f"part-{place}",
                label=group,
                value=value,
                unit=Pair("人", "people"),
                qualifier=None,
                as_of="unknown",
                measure=None,
            )
            for place, (group, value) in enumerate(zip(groups, values, strict=True), 1)
        ]
        whole = Figure(
            key="participants",
            label=Pair("参加人数", "participants"),
            value=sum(values),
            unit=Pair("人", "people"),
            qualifier=None,
            as_of="unknown",
            measure=None,
            parts=tuple(part.key for part in parts),
        )
        return [whole, *parts]

    def _figure(self, figure: Figure) -> str:
        return flow(
            {
                "key": figure.key,
                "label": scalar(figure.label.zh),
                "value": str(figure.value),
                "unit": scalar(figure.unit.zh),
                "qualifier": figure.qualifier,
                "as_of": figure.as_of,
                "measure": figure.measure,
                "parts": flow_list(figure.parts) if figure.parts else None,
            }
        )


def scalar_hash(stamp: str) -> str:
    """Quoted, since a hash of digits alone would be a number to other readers of YAML."""
    return f'"{stamp}"'


def _translated(figure: Figure) -> str:
    return flow({"label": scalar(figure.label.en), "unit": scalar(figure.unit.en)})


def _document(lines: list[str], body: str) -> str:
    return "\n".join(["---", *lines, "---", body]) + "\n"


def _said(figure: Figure) -> Pair:
    before = _SAID[figure.qualifier]
    return Pair(
        f"{before.zh}{figure.value} {figure.unit.zh}".rstrip(), f"{before.en}{figure.value:,} {figure.unit.en}".rstrip()
    )


def _sentence(figures: list[Figure], chance: Chance) -> list[Pair]:
    if not figures:
        return []
    said = [_said(figure) for figure in figures]
    opening, opening_en = chance.one_of(_COMPARISONS)
    zh = "，".join(f"{figure.label.zh} {one.zh}" for figure, one in zip(figures, said, strict=True))
    en = "; ".join(f"{figure.label.en}, {one.en}" for figure, one in zip(figures, said, strict=True))
    return [Pair(f"{opening}：{zh}。", f"{opening_en}: {en}.")]


def _table(figures: list[Figure]) -> list[Pair]:
    rows = [Pair("| 项目 | 数量 |", "| Item | Number |"), Pair("|---|--:|", "|---|--:|")]
    for figure in figures:
        said = _said(figure)
        rows.append(Pair(f"| {figure.label.zh} | {said.zh} |", f"| {figure.label.en} | {said.en} |"))
    return [Pair("\n".join(row.zh for row in rows), "\n".join(row.en for row in rows))]
