"""Parts of views filled by hand: for the tests of the shell, and to look at the theme without content.

The words are invented; they only have the lengths and shapes of real ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from generator.pages import views as v
from generator.shell import Chrome, FooterEntry, Language, NavigationItem

ZH, EN = "zh", "en"
LANGUAGES = (ZH, EN)
NASTY = "A </script><b>{{ 7 * 7 }}</b> {% slot %} \0 \"&\" 'quoted' \0000\0"
"""What a title may hold at worst."""

SECTIONS = {
    "themes": ("主题", "Themes", "themes/index.html"),
    "regions": ("地区", "Places", "regions/index.html"),
    "methods": ("做法", "Methods", "methods/index.html"),
    "series": ("专栏", "Series", "series/index.html"),
    "matrix": ("矩阵", "Matrix", "matrix.html"),
    "cases": ("全部案例", "All cases", "cases/index.html"),
}


def root_of(language: str) -> str:
    return "" if language == ZH else f"{language}/"


def both(make: Callable[[str], str]) -> dict[str, str]:
    return {language: make(language) for language in LANGUAGES}


def make_chrome() -> Chrome:
    """A frame with everything set."""
    links = (("说明", "About", "about.html"), ("术语", "Glossary", "glossary.html"), ("订阅", "Feed", "feed.xml"))
    return Chrome(
        site_names={ZH: "案例库", EN: "Case Archive"},
        descriptions={
            ZH: "一家发布单位的案例档案。来源没有写明的，写“不详”，不作补填。",
            EN: "One publisher’s file of cases. What a source does not say is given as unknown.",
        },
        languages=(
            Language(code=ZH, name="中文", html_lang="zh-CN", is_default=True),
            Language(code=EN, name="English", html_lang="en"),
        ),
        navigation=tuple(
            NavigationItem(
                section=section,
                labels={ZH: zh, EN: en},
                urls=both(lambda language, path=path: root_of(language) + path),  # type: ignore[misc]
            )
            for section, (zh, en, path) in SECTIONS.items()
        ),
        home_urls=both(lambda language: root_of(language) + "index.html"),
        search_urls=both(lambda language: root_of(language) + "search.html"),
        basket_urls=both(lambda language: root_of(language) + "basket.html"),
        footer={
            ZH: (
                FooterEntry(label="主办", value="示例单位"),
                FooterEntry(label="备案", value="示例 0 号", url="https://example.org/"),
            ),
            EN: (FooterEntry(label="Host", value="Sample office"),),
        },
        footer_links={
            language: tuple(
                FooterEntry(label=zh if language == ZH else en, value="", url=root_of(language) + path)
                for zh, en, path in links
            )
            for language in LANGUAGES
        },
        version="0",
    )


@dataclass(frozen=True)
class Parts:
    """The parts of views in one language."""

    language: str
    title: str | None = None
    """Stands for every title where a test wants a nasty one."""

    # ── parts ────────────────────────────────────────────────────────────
    def pick(self, zh: str, en: str) -> str:
        return zh if self.language == ZH else en

    def url(self, path: str) -> str:
        return root_of(self.language) + path

    def link(self, zh: str, en: str, path: str | None) -> v.Link:
        return v.Link(label=self.pick(zh, en), url=self.url(path) if path else None)

    def heading(self, zh: str, en: str) -> Markup:
        if self.title is not None:
            return Markup("{}").format(self.title)
        if self.language == EN:
            return Markup("{}").format(en)
        return Markup("").join(Markup('<span class="cl">{}</span>').format(part) for part in zh.split("|"))

    def page(self, kind: str, path: str, zh: str, en: str, section: str, **more: object) -> dict[str, Any]:
        return {
            "kind": kind,
            "language": self.language,
            "url": self.url(path),
            "title": self.title if self.title is not None else self.pick(zh, en),
            "description": self.title if self.title is not None else self.pick(f"{zh}的说明", f"About {en}"),
            "section": section,
            "alternates": tuple(v.Alternate(language=other, url=root_of(other) + path) for other in LANGUAGES),
            "head": v.Head(
                canonical="https://example.org/anliku/" + self.url(path),
                alternates_absolute=(("zh-CN", "https://example.org/anliku/" + path),),
                feeds=(v.Feed(title=self.title or "Feed", url=self.url("feed.xml")),),
                labels=(("SiteName", "案例库"),),
                open_graph=(("og:type", "article"),),
                structured_data='{"@type": "Article"}',
            ),
            **more,
        }

    @property
    def places(self) -> tuple[v.Link, ...]:
        return (
            self.link("甲市", "Jia", "regions/1501.html"),
            self.link("东河区", "Donghe District", "regions/150102.html"),
            self.link("长桥街道", "Changqiao Subdistrict", "regions/150102001.html"),
        )

    @property
    def themes(self) -> tuple[v.Link, ...]:
        return (
            self.link("网格管理", "Grid management", "themes/grid.html"),
            self.link("为老服务", "Care for the elderly", "themes/elderly.html"),
        )

    def line(self, number: int = 3) -> v.CaseLine:
        return v.CaseLine(
            number=f"AL-{number:04}",
            slug=f"case-{number}",
            url=self.url(f"cases/case-{number}.html"),
            title=self.heading(
                "长桥街道：|一张表分清 120 件小事，|每周对账",
                "Changqiao: 120 small matters on one list, settled weekly",
            ),
            lang=None,
            type=self.link("区域实践", "Local practice", "types/practices.html"),
            region=self.pick("甲市 东河区 长桥街道", "Changqiao Subdistrict, Donghe District, Jia"),
            themes=self.themes,
            year=v.YearLabel(
                text=self.pick("2023 年", "2023"), inferred=number % 2 == 1, url=self.url("years/2023.html")
            ),
            published="2026-11-21",
            summary=self.pick(
                "八个社区把居民报来的事写进一张表，谁接、何时办、办得怎样，每周五对一次账。",
                "Eight communities enter what residents report on one list: who takes it, by when, with what result.",
            ),
        )

    def cases(self, count: int = 4, *, paged: bool = True) -> v.CaseList:
        pages = tuple(v.Link(label=str(n), url=self.url(f"cases/index-{n}.html")) for n in range(1, 13))
        near = (pages[0], None, *pages[3:8], None, pages[11])
        pager = v.Pager(current=6, pages=near, previous=pages[4].url, next=pages[6].url) if paged else None
        return v.CaseList(
            cases=tuple(self.line(n) for n in range(1, count + 1)),
            total=240 if paged else count,
            first=101 if paged else 1,
            pager=pager,
        )

    def figures(self, count: int = 3) -> tuple[v.FigureCard, ...]:
        rows = (
            ("120", "", "件", "matters", "登记在册的事项", "matters on the list", None),
            ("8", "", "个", "", "参加的社区", "communities taking part", self.pick("2023 年底", "the end of 2023")),
            ("1,600", self.pick("余", "+"), "人次", "visits", "上门走访", "home visits", None),
            ("3.5", "", "万元", "10,000 yuan", "每个社区的经费", "for each community", None),
            ("98", "", "%", "%", "按期办结", "settled in time", None),
        )
        return tuple(
            v.FigureCard(
                key=f"f{index}",
                before=self.pick("约", "about ") if index == 3 else "",
                value=value,
                after=after,
                unit=self.pick(zh_unit, en_unit),
                label=self.pick(zh, en),
                lang=None,
                place=self.pick("长桥街道", "Changqiao") if index == 0 else "",
                as_of=as_of,
                computed="40 + 80" if index == 0 else "",
            )
            for index, (value, after, zh_unit, en_unit, zh, en, as_of) in enumerate(rows[:count])
        )

    def counts(self) -> tuple[v.Count, ...]:
        rows = (
            ("网格管理", "Grid management", 12),
            ("为老服务", "Care for the elderly", 7),
            ("社区治理", "Community governance", 3),
        )
        return tuple(v.Count(link=self.link(zh, en, f"themes/t{n}.html"), count=n) for zh, en, n in rows)

    def years(self) -> tuple[v.Count, ...]:
        numbers = (("2019", 10), ("2020", 1), ("2021", 5), ("2022", 0), ("2023", 21))
        return tuple(
            v.Count(link=v.Link(label=year, url=self.url(f"years/{year}.html") if n else None), count=n)
            for year, n in numbers
        )

    def types(self) -> tuple[v.Count, ...]:
        rows = (
            ("区域实践", "Local practice", 16),
            ("论坛文章", "Forum article", 9),
            ("图片新闻", "Photo news", 5),
            ("品牌项目", "Brand project", 2),
            ("机关党建", "Inside organs", 2),
            ("编者按", "Editor’s note", 2),
            ("评论", "Commentary", 1),
        )
        return tuple(v.Count(link=self.link(zh, en, f"types/t{n}.html"), count=n) for zh, en, n in rows)

    def tree(self) -> tuple[v.RegionNode, ...]:
        counties = tuple(
            v.RegionNode(
                link=self.link(zh, en, f"regions/15010{i}.html" if n else None),
                count=n,
                kind="county",
                code=f"15010{i}",
            )
            for i, (zh, en, n) in enumerate(
                (("东河区", "Donghe District", 14), ("西岸区", "Xi’an District", 7), ("北山县", "Beishan County", 0)), 2
            )
        )
        return (
            v.RegionNode(link=self.places[0], count=21, kind="prefecture", code="150100", children=counties),
            v.RegionNode(
                link=self.link("乙盟", "Yi League", "regions/1502.html"), count=3, kind="prefecture", code="150200"
            ),
            v.RegionNode(link=self.link("丙市", "Bing", None), count=0, kind="prefecture", code="150300"),
        )

    def theme_groups(self) -> tuple[v.ThemeGroup, ...]:
        rows = (
            (
                "near",
                "居民身边",
                "Close to residents",
                (
                    (
                        "网格管理",
                        "Grid management",
                        "网格怎么划，人怎么配",
                        "How to draw the grids, and who works in them",
                        12,
                    ),
                    (
                        "为老服务",
                        "Care for the elderly",
                        "老人吃饭、看病、办证，谁来管",
                        "Meals, doctors, papers: who looks after the old",
                        7,
                    ),
                    (
                        "物业与老旧小区",
                        "Property and old estates",
                        "没人管的院子怎么管起来",
                        "How a yard that nobody runs gets run",
                        3,
                    ),
                ),
            ),
            (
                "ranks",
                "党员与队伍",
                "Members and teams",
                (
                    (
                        "党员下沉报到",
                        "Members reporting in",
                        "在职党员回到社区做什么",
                        "What serving members do back in their communities",
                        5,
                    ),
                    ("纪律作风", "Discipline", "规矩怎样立得住", "How rules come to hold", 0),
                ),
            ),
        )
        return tuple(
            v.ThemeGroup(
                name=self.pick(zh, en),
                id=group_id,
                themes=tuple(
                    v.ThemeEntry(
                        link=self.link(a, b, f"themes/t{n}.html" if n else None), question=self.pick(c, d), count=n
                    )
                    for a, b, c, d, n in themes
                ),
            )
            for group_id, zh, en, themes in rows
        )

    def method(self, members: int = 5) -> v.MethodBlock:
        names = ("定岗", "领责", "上门", "对账", "回访", "公示", "复盘")
        english = ("post", "duty", "visit", "account", "return", "notice", "review")
        return v.MethodBlock(
            id="one-table",
            link=self.link("一核四驱", "One core, four drives", "methods/one-table.html"),
            kind=self.pick("工作法", "working method"),
            meaning=self.pick(
                "以街道党组织为核心，四支队伍分头接事、办事、督事、评事。",
                "The subdistrict’s Party organization at the core, four teams to take on, settle, watch and judge.",
            ),
            members=tuple(
                v.MethodMember(text=self.pick(zh, en)) for zh, en in zip(names[:members], english, strict=False)
            ),
            equation="1 + 4",
            incomplete=self.pick("来源只列出其中三项。", "The source lists only three of them."),
            used_by=(self.link("西岸区", "Xi’an District", "cases/case-7.html"),),
        )

    def parts(self, count: int = 9) -> tuple[v.PartLink, ...]:
        return tuple(
            v.PartLink(
                part=n,
                title=self.heading("东河区：|四方联动，|一线接事", "Donghe District: four sides, one line"),
                url=self.url(f"cases/case-{n}.html"),
                region=self.pick("甲市 东河区", "Donghe District, Jia"),
                summary=self.pick(
                    "把分散在单位、街道、社区的力量拧到一处。",
                    "What is scattered in offices, streets and communities, held together.",
                ),
                who=self.pick("张某某，区委书记", "Zhang Moumou, Party secretary of the district"),
                figures=self.figures(2),
            )
            for n in range(1, count + 1)
        )

    def series_card(self) -> v.SeriesCard:
        return v.SeriesCard(
            link=self.link("书记、部长双论坛", "Forum of Secretaries", "series/forum.html"),
            note=self.pick(
                "九地的书记、部长各写一篇，讲自己的地方怎样把力量拧到一处。",
                "Nine secretaries, one article each: how their own place holds together what is scattered.",
            ),
            parts=self.parts(),
        )

    def sections(self) -> tuple[v.SectionBlock, ...]:
        term = Markup(
            '<span class="term" tabindex="0" aria-describedby="tip-1">{}<span class="tip" role="tooltip" id="tip-1"><b>{}</b><i lang="en">case ledger</i>{}</span></span>'
        ).format(
            self.pick("工作台账", "case ledger"),
            self.pick("工作台账", "case ledger"),
            self.pick("逐户登记情况的底册。", "The book in which each household is entered."),
        )
        text = Markup('<p>{}{}</p><h3 id="{}">{}</h3><p>{}</p><ul><li>{}</li><li>{}</li></ul>')
        long = self.pick(
            "街道先列出一百二十件居民常提的小事，再把每一件写清由谁接、几天办完。八个社区照同一张表办事，写进",
            "The subdistrict first listed 120 small matters that residents raise, then wrote against each who takes it and by when. Eight communities work from the same ",
        )
        titles = (
            ("s1", "背景", "Background"),
            ("s2", "做法", "Practice"),
            ("s3", "成效", "Results"),
            ("s4", "还没有解决的几个具体问题", "What has not been solved so far"),
        )
        return tuple(
            v.SectionBlock(
                id=section_id,
                title=Markup("{}").format(self.title or self.pick(zh, en)),
                html=text.format(
                    long,
                    term if section_id == "s2" else "",
                    f"{section_id}-1",
                    self.pick("先把事和人对上", "First match the matter and the person"),
                    long,
                    self.pick("一事一档", "one file a matter"),
                    self.pick("一周一对", "one account a week"),
                ),
            )
            for section_id, zh, en in titles
        )

    def toc(self) -> tuple[v.TocEntry, ...]:
        return tuple(
            v.TocEntry(
                id=part.id,
                title=self.title or str(part.title),
                level=2,
                children=(
                    v.TocEntry(
                        id=f"{part.id}-1",
                        title=self.pick("先把事和人对上", "First match the matter and the person"),
                        level=3,
                    ),
                ),
            )
            for part in self.sections()
        )
