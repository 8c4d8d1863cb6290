"""Pages filled by hand, one of every kind: for the tests of the shell, and to look at the theme without content."""

from __future__ import annotations

from markupsafe import Markup

from generator.pages import statistics_views as st
from generator.pages import views as v
from generator.pages.charts import bar_chart, column_chart
from tests.shell.sample_parts import Parts


class Samples(Parts):
    """Views in one language."""

    def home(self) -> v.HomePage:
        return v.HomePage(
            **self.page("home", "index.html", "案例库", "Case Archive", "home"),
            headline=self.heading("同样的难题，|谁在哪里解决过。", "The same problem. Who has solved it, and where?"),
            intro=self.pick(
                "收录各地党建与基层治理的典型做法：遇到什么问题，在什么地方，怎么做，结果怎样，来源如何。",
                "Cases of Party building and primary-level governance: what the problem was, where, what was done, what came of it, and who says so.",
            ),
            case_count=37,
            prefectures_with_cases=2,
            prefecture_count=3,
            theme_count=5,
            years="2019–2023",
            examples=(self.pick("网格员", "grid"), self.pick("为老服务", "elderly")),
            theme_groups=self.theme_groups(),
            regions=self.tree(),
            without_region=2,
            featured=(v.FeaturedCase(line=self.line(), figures=self.figures()),),
            series=(self.series_card(),),
            newest=self.cases().cases,
            by_type=self.types(),
            by_year=self.years(),
            series_count=4,
            statistics=v.Link(label=self.pick("统计", "Statistics"), url=self.url("statistics.html")),
        )

    def case(self, *, photo: bool = False, foreign: bool = False) -> v.CasePage:
        slug = "photo" if photo else "case-3"
        return v.CasePage(
            **self.page(
                "case",
                f"cases/{slug}.html",
                "长桥街道：一张表分清 120 件小事，每周对账",
                "Changqiao: 120 small matters on one list, settled weekly",
                "cases",
                toc=() if photo else self.toc(),
            ),
            number="AL-0003",
            slug=slug,
            type=self.link(
                "图片新闻" if photo else "区域实践", "Photo news" if photo else "Local practice", "types/practices.html"
            ),
            is_photo=photo,
            heading=self.heading(
                "长桥街道：|一张表分清 120 件小事，|每周对账",
                "Changqiao: 120 small matters on one list, settled weekly",
            ),
            path=self.places,
            regions=((self.pick("主体", "subject"), self.places[2]),),
            byline=(
                self.pick("记者 张某某", "Zhang Moumou, reporter"),
                self.pick("通讯员 李某、王某某", "Li Mou and Wang Moumou, correspondents"),
            ),
            date_line=(self.pick("来源日期不详", "source undated"),),
            period=self.pick("2023 年上半年", "the first half of 2023"),
            text_language="zh-CN" if foreign else self.language,
            summary=self.pick(
                "长桥街道把居民常提的 120 件小事列成一张表，八个社区照表接事，每周五对账。来源成文时做法刚满半年，已按期办结九成以上。",
                "Changqiao put 120 small matters on one list. Eight communities work from it and settle accounts on Fridays. After half a year more than nine in ten are settled in time.",
            ),
            figures=() if photo else self.figures(),
            sections=self.sections()[:1] if photo else self.sections(),
            methods=() if photo else (self.method(), self.method(7)),
            themes=self.themes,
            units=(self.link("东河区委组织部", "Organization department of Donghe", None),),
            series=None if photo else self.series_card(),
            part_of=self.pick("第 3 篇，共 9 篇", "part 3 of 9"),
            facts=(
                v.Fact(
                    label=self.pick("来源", "Source"),
                    lines=(
                        Markup("{}").format(
                            self.pick(
                                "报纸版面的文字稿；报名、版次、日期均未载明",
                                "The text of a newspaper page; name, page and date not given",
                            )
                        ),
                    ),
                ),
                v.Fact(
                    label=self.pick("文字性质", "Text"),
                    lines=(
                        Markup("{}").format(
                            self.pick("本库依据事实自行撰写，不是转载", "The archive’s own write-up, not a reprint")
                        ),
                    ),
                ),
            ),
            corrections=(
                Markup("{}").format(
                    self.pick("来源末句残缺，其后内容未收", "The last sentence of the source is cut off")
                ),
            ),
            omitted=(),
            pictures=(),
            attachments=()
            if photo
            else (
                v.AttachmentView(
                    url="files/case-3/list.pdf", title=self.pick("事项清单", "The list"), kind="PDF", size="1.2 MB"
                ),
            ),
            citation=Markup(
                "案例库. 长桥街道：一张表分清 120 件小事，每周对账: AL-0003[EB/OL]. (2026-11-21)"
                "[<span data-today>引用日期</span>]. https://example.org/anliku/cases/case-3.html."
            ),
            source_citation=None if photo else Markup("张某某, 李某. 一张表的长桥[N]. 某某日报, 2023-05-12(3)."),
            beside=None
            if foreign
            else v.Alternate(
                language=self.pick("en", "zh"), url=self.pick(f"en/cases/{slug}.html", f"cases/{slug}.html")
            ),
            qr=None
            if photo
            else v.QrView(size=21, path="M0 .5h7m2 0h1", address="https://example.org/anliku/cases/case-3.html"),
            published="2026-11-21",
            updated="",
            related=self.cases(3).cases,
            previous=v.Neighbour(
                number="AL-0002",
                url=self.url("cases/case-2.html"),
                title=self.heading(
                    "西岸区：|划片包干，|反复回看", "Xi’an District: divided, done, and looked at again"
                ),
                lang=None,
            ),
            next=v.Neighbour(
                number="AL-0004",
                url=self.url("cases/case-4.html"),
                title=self.heading("北山县：|五把尺子量支部", "Beishan County: five measures for a branch"),
                lang=None,
            ),
        )

    def region(self) -> v.RegionPage:
        return v.RegionPage(
            **self.page("region", "regions/1501.html", "甲市", "Jia", "regions"),
            name=self.title or self.pick("甲市", "Jia"),
            other_names=(v.Link(label=self.pick("Jia", "甲市"), url=None, lang=self.pick("en", "zh-CN")),),
            code="150100",
            kind_name=self.pick("盟市", "prefecture"),
            path=self.places[:1],
            count=21,
            total=37,
            children=self.tree()[0].children,
            themes=self.counts(),
            years=self.years(),
            types=self.types()[:4],
            comparisons=(
                v.Comparison(
                    measure=self.pick("网格", "Grids"),
                    definition=self.pick("城市社区划分的网格数。", "Grids into which urban communities are divided."),
                    rows=tuple(
                        v.ComparisonRow(
                            region=place,
                            level=self.pick("区", "district"),
                            value="1,663",
                            unit=self.pick("个", ""),
                            as_of=self.pick("不详", "unknown"),
                            year=v.YearLabel(text="2020", inferred=True, url=None),
                            case=v.Link(label="AL-0013", url=self.url("cases/case-13.html")),
                            here=here,
                        )
                        for place, here in ((self.places[1], True), (self.places[0], False))
                    ),
                ),
            ),
            more_measures=v.Link(label=self.pick("另有 2 项", "2 more"), url=self.url("statistics.html#figures")),
            note=self.pick("全库六成以上的案例在这里。", "More than half of the archive is from here."),
            cases=self.cases(),
        )

    def statistics(self) -> st.StatisticsPage:
        rows = [(self.places[0], 8), (self.places[1], 3), (self.link("丙市", "Bing", None), 0)]
        year = v.Link(label="2023", url=self.url("years/2023.html"))
        unknown = self.link("不详", "unknown", None)
        file = self.link("各地案例数", "Cases by place", "statistics/places.csv")
        cell = v.MatrixCell(count=2, url=self.url("search.html?theme=grid&year=2023"), shade=2, label="2023: 2")
        gap = v.MatrixCell(count=0, url=None, shade=0, label="")
        return st.StatisticsPage(
            **self.page("statistics", "statistics.html", "统计", "Statistics", "statistics"),
            tally=((37, self.pick("篇案例", "cases")), (1234, self.pick("项数据", "figures"))),
            sections=(
                st.StatisticsSection(
                    id="places",
                    title=self.pick("地区", "Places"),
                    note=self.pick("含其下辖各地", "each with all that lies in it"),
                    remark=self.pick("各地相加会超过总数。", "They add up to more than the total."),
                    bars=(
                        bar_chart(rows, caption=self.pick("各地案例数", "Cases by place"), description="8, 3, 0"),
                        bar_chart(rows[:2], caption="2", description="2", wholes=[9, 3], texts=["8 / 9", "3 / 3"]),
                    ),
                    tables=(
                        st.StatisticsTable(
                            caption=self.pick("各地案例数", "Cases by place"),
                            columns=(self.pick("地区", "Place"), self.pick("案例数", "Cases")),
                            rows=tuple(
                                st.StatisticsRow(link=link, depth=depth, cells=(count,))
                                for depth, (link, count) in enumerate(rows)
                            ),
                            file=file,
                        ),
                    ),
                    files=(file,),
                ),
                st.StatisticsSection(
                    id="years",
                    title=self.pick("年份", "Years"),
                    note="",
                    remark="",
                    columns=column_chart(
                        [(year, (1, 2, 0)), (unknown, (0, 0, 5))],
                        caption=self.pick("各年案例数", "Cases by year"),
                        description="3, 5",
                        apart=1,
                    ),
                    kinds=(
                        self.pick("来源写明", "given"),
                        self.pick("文中推断", "inferred"),
                        self.pick("不详", "unknown"),
                    ),
                    grid=st.Grid(
                        caption=self.pick("主题与年份", "Themes and years"),
                        corner=self.pick("主题", "Theme"),
                        columns=(year, unknown),
                        rows=(
                            st.GridRow(
                                link=self.link("网格管理", "Grid management", "themes/grid.html"), cells=(cell, gap)
                            ),
                        ),
                    ),
                    splits=(
                        st.Split(
                            caption=self.pick("来源日期", "Date"),
                            parts=(
                                st.Part(link=self.link("写明", "given", None), count=3, shade=0),
                                st.Part(link=self.link("没有写", "not given", None), count=5, shade=st.LACKING),
                            ),
                        ),
                    ),
                    gaps=(st.Gap(label=self.pick("没有案例的地方", "Without a case"), names=(rows[2][0],)),),
                ),
            ),
        )

    def all(self) -> dict[str, v.Page]:
        """One page of every kind and, where a kind has faces, of every face."""
        gap = v.MatrixCell(count=0, url=None, shade=0, label="")

        def cell(count: int, shade: int) -> v.MatrixCell:
            return v.MatrixCell(
                count=count,
                url=self.url("search.html?region=1501"),
                shade=shade,
                label=self.pick(f"甲市，网格管理：{count} 篇", f"Jia, grid management: {count}"),
            )

        row = (cell(8, 5), cell(4, 4), cell(3, 3), cell(2, 2), cell(1, 1))
        entries = (
            v.GlossaryEntry(
                id="grid",
                term=self.pick("网格", "grid"),
                others=(v.Link(label=self.pick("grid", "网格"), url=None, lang=self.pick("en", "zh-CN")),),
                definition=self.pick("社区以下划分的管理单元。", "A unit of management below the community."),
                aliases=self.pick("网格化", "gridding"),
            ),
        )
        pages: tuple[v.Page, ...] = (
            self.home(),
            self.case(),
            self.case(photo=True, foreign=True),
            v.CaseIndexPage(
                **self.page("cases", "cases/index.html", "全部案例", "All cases", "cases"),
                number_prefix="AL",
                cases=self.cases(),
                by_type=self.types(),
            ),
            v.TypePage(
                **self.page("type", "types/practices.html", "区域实践", "Local practice", "cases"),
                name=self.pick("区域实践", "Local practice"),
                definition=self.pick(
                    "一个旗县、街道或社区做了什么。", "What a county, a subdistrict or a community did."
                ),
                cases=self.cases(),
            ),
            self.region(),
            v.RegionIndexPage(
                **self.page("regions", "regions/index.html", "地区", "Places", "regions"),
                regions=self.tree(),
                as_of="2023",
            ),
            v.ThemePage(
                **self.page("theme", "themes/grid.html", "网格管理", "Grid management", "themes"),
                name=self.pick("网格管理", "Grid management"),
                question=self.pick("网格怎么划，人怎么配？", "How to draw the grids, and who works in them?"),
                definition=self.pick(
                    "把社区分成网格并配人管理的做法。", "Dividing a community into grids with people in charge."
                ),
                group=v.Link(label=self.pick("居民身边", "Close to residents"), url=None),
                children=self.theme_groups()[0].themes[1:],
                aliases=self.pick("网格化", "gridding"),
                places=self.counts(),
                methods=self.counts(),
                place_count=40,
                method_count=40,
                figures=self.region().comparisons,
                cases=self.cases(paged=False),
            ),
            v.ThemeIndexPage(
                **self.page("themes", "themes/index.html", "主题", "Themes", "themes"), groups=self.theme_groups()
            ),
            v.YearPage(
                **self.page("year", "years/2023.html", "2023 年", "2023", "cases"),
                name=self.pick("2023 年", "2023"),
                unknown=False,
                years=self.years(),
                dated=self.cases(2, paged=False),
                inferred=self.cases(),
            ),
            v.MethodPage(
                **self.page("method", "methods/one-table.html", "一核四驱", "One core, four drives", "methods"),
                block=self.method(),
                aliases=self.pick("一核四驱工作法", ""),
                cases=self.cases(2, paged=False),
            ),
            v.MethodIndexPage(
                **self.page("methods", "methods/index.html", "做法", "Methods", "methods"),
                groups=(
                    v.MethodGroup(
                        kind=self.pick("工作法", "Working methods"),
                        id="work-method",
                        methods=(v.MethodEntry(link=self.method().link, meaning=self.method().meaning, count=3),),
                    ),
                ),
            ),
            v.SeriesPage(
                **self.page("series", "series/forum.html", "书记、部长双论坛", "Forum of Secretaries", "series"),
                name=self.pick("书记、部长双论坛", "Forum of Secretaries"),
                note=self.series_card().note,
                editor_note=self.link("编者按", "Editor’s note", "cases/case-1.html"),
                parts=self.parts(),
                expected=9,
            ),
            v.SeriesIndexPage(
                **self.page("series-index", "series/index.html", "专栏", "Series", "series"),
                series=(self.series_card(),),
            ),
            v.FreePage(
                **self.page("page", "about.html", "说明", "About", "about"),
                heading=self.heading("说明", "About"),
                text_language=self.language,
                sections=self.sections()[:2],
            ),
            v.GlossaryPage(
                **self.page("glossary", "glossary.html", "术语", "Glossary", "about"),
                groups=(("G", entries), ("W", entries[:0])),
            ),
            v.MatrixPage(
                **self.page("matrix", "matrix.html", "地区与主题", "Places and themes", "matrix"),
                groups=self.theme_groups(),
                rows=(
                    v.MatrixRow(region=self.places[0], level=0, cells=row, total=21),
                    v.MatrixRow(region=self.places[1], level=1, cells=(*row[3:], gap, gap, gap), total=14),
                    v.MatrixRow(region=self.link("丙市", "Bing", None), level=0, cells=(gap,) * 5, total=0),
                ),
                totals=(12, 7, 3, 5, 0),
            ),
            self.statistics(),
            v.SearchPage(
                **self.page("search", "search.html", "检索", "Search", "search"),
                number_prefix="AL",
                examples=(self.pick("网格员", "grid"),),
            ),
            v.BasketPage(
                **self.page("basket", "basket.html", "收藏夹", "Collection", "basket"),
                address=None,
                number_prefix="AL",
                blocks=self.url("cases/by-number/"),
                block_size=100,
                last=13,
                months=tuple(str(month) for month in range(1, 13)),
            ),
            v.NotFoundPage(
                **self.page("404", "404.html", "没有这个页面", "No such page", ""),
                home="/anliku/index.html",
                search="/anliku/search.html",
            ),
            v.NotFoundPage(
                **self.page("404-alone", "404-alone.html", "没有这个页面", "No such page", ""), home=None, search=None
            ),
        )
        return {page.url: page for page in pages}
