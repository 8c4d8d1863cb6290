"""The keys of a case's two files, `zh.md` and `en.md`: one table for reading, messages and the JSON Schema."""

from __future__ import annotations

from typing import ClassVar

from generator.archive import values as v
from generator.archive.keys import Keys, declare


class SourceKeys(Keys):
    """来源"""

    form: v.SOURCE_FORM = declare("性质", "original, adapted or reprint", "form: adapted")
    publication: v.KnownText = declare(
        "报刊", "Newspaper or journal as printed, or unknown", "publication: unknown", None
    )
    date: v.KnownDate = declare("日期", "Date of the source, or unknown", "date: unknown", None)
    page: v.KnownText = declare("版次", "Page or edition, or unknown", "page: unknown", None)
    title: v.Line | None = declare("原题", "Title as printed", "title: 原题", None)
    author: v.Line | None = declare("原作者", "Author of a reprint", "author: 张三", None)
    editor: v.Line | None = declare("责任编辑", "Editor who answers for a reprint", "editor: 李四", None)
    url: v.HttpUrl | None = declare("网址", "Address of the source", "url: https://www.example.gov.cn/a.html", None)


class PeriodKeys(Keys):
    """所述时间"""

    after: v.PartialDateValue | None = declare("不早于", "Not earlier than", "after: 2023-01", None)
    before: v.PartialDateValue | None = declare("不晚于", "Not later than", "before: 2023-06", None)
    evidence: v.Prose = declare("依据", "What in the text proves it", "evidence: 文中提到……")


class RegionKeys(Keys):
    """地区"""

    shorthand: ClassVar[str | None] = "place"
    place: v.Line = declare("地方", "Name, alias, code or path of a region", "place: 回民区/钢铁路街道")
    role: v.ROLE_IN_REGION = declare("角色", "Its part in the case", "role: subject", "subject")
    printed: v.Line | None = declare(
        "原文写法", "The name as the source prints it, where it differs", "printed: 土左旗", None
    )


class SeriesKeys(Keys):
    """专栏"""

    shorthand: ClassVar[str | None] = "id"
    id: v.Line = declare("名称", "Id or name of the series", "id: secretaries-forum")
    part: v.PART_NUMBER | None = declare("第几篇", "Number of the part", "part: 3", None)


class ContributorKeys(Keys):
    """作者"""

    name: v.Line = declare("姓名", "Name as the source prints it", "name: 张三")
    role: v.CONTRIBUTOR_ROLE = declare("身份", "reporter, author …", "role: reporter")
    post: v.Line | None = declare("职务", "Post held at publication", "post: 区委书记", None)


class FigureKeys(Keys):
    """数据"""

    key: v.Slug = declare("键", "Name of the figure within the case", "key: households")
    label: v.Line = declare("名称", "What is counted", "label: 包联的住户")
    value: v.Number = declare("数值", "The number alone", "value: 634")
    unit: v.Line | None = declare("单位", "Unit, or none", "unit: 户", None)
    qualifier: v.QUALIFIER | None = declare("约数", "about, over, nearly, at-least", "qualifier: over", None)
    as_of: v.Line | None = declare("截至", "Date, the source's own words, or unknown", "as_of: unknown", None)
    place: v.Line | None = declare("地方", "Region where it holds, if not the first of the case", "place: 回民区", None)
    measure: v.Line | None = declare("指标", "Measure that makes it comparable", "measure: grids", None)
    parts: tuple[v.Slug, ...] = declare("组成", "Keys of the figures that add up to it", "parts: [men, women]", ())


class CorrectionKeys(Keys):
    """更正"""

    printed: v.Prose = declare("原文", "What the source prints", "printed: 对标对表的二十大")
    read: v.Prose | None = declare("读作", "What we read", "read: 对标对表党的二十大", None)
    why: v.Prose = declare("原因", "Why", "why: 固定表述缺一字")
    lost: v.Boolean = declare("缺失", "Nothing can be read", "lost: true", False)


class OmissionKeys(Keys):
    """未收"""

    what: v.Prose = declare("内容", "What was left out", "what: ……")
    why: v.Prose = declare("原因", "Why", "why: ……")


class PictureKeys(Keys):
    """图片"""

    file: v.FileName = declare("文件", "File in the case's folder", "file: photo-1.jpg")
    alt: v.Prose | None = declare(
        "替代文字", "What is to be seen, for those who can't see it", "alt: 志愿者在楼前分发宣传册", None
    )
    caption: v.Prose | None = declare("说明", "Caption", "caption: ……", None)
    credit: v.Line | None = declare("署名", "Photographer", "credit: 张三 摄", None)


class AttachmentKeys(Keys):
    """附件"""

    file: v.FileName = declare("文件", "File in the case's folder", "file: plan.pdf")
    title: v.Line = declare("名称", "What it is", "title: 实施方案")


class CaseKeys(Keys):
    """案例 (zh.md): front matter of the original text."""

    number: v.CaseNumber = declare("编号", "Permanent number, given by `anliku new`", "number: AL-0001")
    title: v.Line = declare("标题", "Title", "title: 回民区：……")
    summary: v.Prose = declare("摘要", "Two or three sentences", "summary: ……")
    status: v.STATUS = declare("状态", "draft, published or withdrawn", "status: draft")
    published: v.Day = declare("发布日期", "Day of publication on this site", "published: 2026-11-21")
    updated: v.Day | None = declare(
        "更新日期", "Day of the last change that readers should know of", "updated: 2026-12-01", None
    )
    source: SourceKeys = declare("来源", "Where the facts come from", "source: {form: adapted, date: unknown}")
    period: PeriodKeys | None = declare(
        "所述时间", "When it happened, as far as the text proves", "period: {after: 2023-01, evidence: ……}", None
    )
    regions: tuple[RegionKeys, ...] = declare("地区", "Regions with their parts", "regions: [回民区]", ())
    themes: tuple[v.Line, ...] = declare("主题", "One to four themes", "themes: [community-governance]")
    methods: tuple[v.Line, ...] = declare("做法", "Named methods and brands", "methods: [党员包户]", ())
    series: SeriesKeys | None = declare("专栏", "Series and part", "series: {id: secretaries-forum, part: 1}", None)
    units: tuple[v.Line, ...] = declare("单位", "Organizations that did it", "units: [回民区委组织部]", ())
    contributors: tuple[ContributorKeys, ...] = declare(
        "作者", "Authors of the source", "contributors: [{name: 张三, role: reporter}]", ()
    )
    figures: tuple[FigureKeys, ...] = declare(
        "数据", "Numbers that can be compared", "figures: [{key: a, label: ……, value: 1, unit: 个, as_of: unknown}]", ()
    )
    corrections: tuple[CorrectionKeys, ...] = declare(
        "更正", "Damage of the source", "corrections: [{printed: ……, read: ……, why: ……}]", ()
    )
    omitted: tuple[OmissionKeys, ...] = declare("未收", "Facts left out", "omitted: [{what: ……, why: ……}]", ())
    pictures: tuple[PictureKeys, ...] = declare(
        "图片", "Pictures in this folder", "pictures: [{file: a.jpg, alt: ……}]", ()
    )
    attachments: tuple[AttachmentKeys, ...] = declare(
        "附件", "Documents in this folder", "attachments: [{file: a.pdf, title: ……}]", ()
    )


class TranslatedPeriodKeys(Keys):
    evidence: v.Prose = declare("依据", "Translation of the evidence", "evidence: …")


class TranslatedFigureKeys(Keys):
    label: v.Line = declare("名称", "What is counted", "label: households paired")
    unit: v.Line | None = declare(
        "单位", "Unit as it reads after the number; none for no unit", "unit: households", None
    )
    scale: v.SCALE = declare(
        "倍数", "Multiplies the number where the language lacks the unit (万元)", "scale: 10000", 1
    )


class TranslatedPictureKeys(Keys):
    alt: v.Prose | None = declare("替代文字", "What is to be seen", "alt: …", None)
    caption: v.Prose | None = declare("说明", "Caption", "caption: …", None)


class TranslationKeys(Keys):
    """译文 (en.md and others): only what differs by language."""

    title: v.Line = declare("标题", "Title", "title: …")
    summary: v.Prose = declare("摘要", "Two or three sentences", "summary: …")
    translation_of: v.TextHash | None = declare(
        "译自", "Hash of the text that it translates, told by check", "translation_of: 0123456789ab", None
    )
    period: TranslatedPeriodKeys | None = declare("所述时间", "Evidence of the period", "period: {evidence: …}", None)
    posts: dict[str, v.Line] = declare("职务", "Name of a contributor → post", "posts: {张三: secretary of …}", {})
    figures: dict[str, TranslatedFigureKeys] = declare(
        "数据", "Key of a figure → label and unit", "figures: {households: {label: …, unit: …}}", {}
    )
    corrections: tuple[v.Prose, ...] = declare("更正", "One explanation for each correction", 'corrections: ["…"]', ())
    omitted: tuple[v.Prose, ...] = declare("未收", "One sentence for each omission", 'omitted: ["…"]', ())
    pictures: dict[str, TranslatedPictureKeys] = declare("图片", "File → words", "pictures: {a.jpg: {alt: …}}", {})
    attachments: dict[str, v.Line] = declare("附件", "File → title", "attachments: {a.pdf: Plan}", {})


class PageKeys(Keys):
    """Free page (content/pages/<slug>/<language>.md)."""

    title: v.Line = declare("标题", "Title", "title: 说明")
    summary: v.Prose | None = declare("摘要", "One sentence", "summary: ……", None)
