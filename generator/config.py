"""`site_config.yml` → `SiteConfig`: every setting, read once, by the same reader as the front matter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from generator.archive import values as v
from generator.archive.keys import Keys, Lines, declare, read_keys, words_of
from generator.archive.parse_yaml import parse_yaml
from generator.archive.reading import PAGES_FOLDER, VOCABULARY_FOLDER, read_text
from generator.pages.addresses import RESERVED
from generator.problems import ContentError, Location, Problem, has_errors

Words = dict[str, v.Line]
Sentences = dict[str, v.Prose]


class LanguageConfig(Keys):
    """One language of the site; the first is the default and has no folder of its own in addresses."""

    code: v.Slug = declare("代码", "Name of the text files (`zh.md`) and of the address folder", "code: en")
    tag: v.LanguageTag = declare("标签", "BCP 47 tag for the html element", "tag: zh-CN")
    name: v.Line = declare("名称", "The language's own name", "name: English")


class TypeConfig(Keys):
    """One type of case; its id is the folder below the content folder."""

    id: v.Slug = declare("标识", "Folder name", "id: practices")
    name: Words = declare("名称", "Name in each language", "name: {zh: 区域实践, en: Local practice}")
    definition: Sentences = declare("定义", "One sentence in each language", "definition: {zh: ……}", {})
    sections: dict[str, tuple[v.Line, ...]] = declare(
        "小节", "Second-level headings that a case of this type should have", "sections: {zh: [背景, 做法, 成效]}", {}
    )
    photo: v.Boolean = declare("图片", "The picture is the case; without one a frame is drawn", "photo: true", False)


class LabelConfig(Keys):
    """Page labels (网页标签) that only the publisher knows. What is not set is not printed."""

    site_name: v.Line | None = declare("网站名称", "SiteName", "site_name: ××党建网", None)
    site_domain: v.Line | None = declare("网站域名", "SiteDomain", "site_domain: www.example.gov.cn", None)
    site_id_code: v.Line | None = declare("网站标识码", "SiteIDCode", 'site_id_code: "1501000001"', None)
    column_type: Words = declare("栏目类别", "ColumnType of lists and articles", "column_type: {zh: 工作动态}", {})
    publication_time: v.ClockTime | None = declare(
        "发布时刻",
        "Time of day at which the office publishes, for PubDate; without it PubDate is the day alone",
        'publication_time: "09:00"',
        None,
    )

    @property
    def wanted(self) -> bool:
        """Whether pages carry labels at all: where the site names itself."""
        return any((self.site_name, self.site_domain, self.site_id_code))


class FooterConfig(Keys):
    """Numbers and names at the foot of every page. What is not set is not printed."""

    host: Words = declare("主办", "Host unit in each language", "host: {zh: ××区委组织部}", {})
    operator: Words = declare("承办", "Operating unit in each language", "operator: {zh: ××}", {})
    support: Words = declare("技术支持", "Technical support in each language", "support: {zh: ××}", {})
    address: Words = declare("地址", "Postal address in each language", "address: {zh: ××}", {})
    contact: Words = declare("联系", "Contact in each language", "contact: {zh: ××}", {})
    icp: v.Line | None = declare("备案号", "ICP number", "icp: 蒙ICP备00000000号", None)
    police: v.Line | None = declare("公安备案号", "Public security number", "police: 蒙公网安备00000000000000号", None)
    police_code: v.Line | None = declare(
        "公安备案代码", "Its digits, for the link, where the number does not hold them", 'police_code: "00…"', None
    )
    conac: v.ConacId | None = declare(
        "党政机关标识", "Id in the address of the mark of Party and government bodies", "conac: 0123456789ABCDEF…", None
    )
    correction_url: v.HttpUrl | None = declare(
        "找错地址",
        "Where readers report errors; {site_code} and {url} stand for the site's code and the page's address",
        "correction_url: https://…?site_code={site_code}&url={url}",
        None,
    )
    linked: v.Boolean = declare(
        "号码带链接", "Whether the numbers lead to other hosts; false on an intranet", "linked: true", True
    )


class SiteConfig(Keys):
    """site_config.yml"""

    name: Words = declare("站名", "Name of the site in each language", "name: {zh: 案例库, en: Case Archive}")
    headline: Sentences = declare("主题句", "Headline of the home page in each language", "headline: {zh: ……}", {})
    description: Sentences = declare("说明", "One or two sentences in each language", "description: {zh: ……}")
    base_url: v.HttpUrl | None = declare(
        "网址",
        "Where the site will stand; without it there is no sitemap, hreflang or og:url",
        "base_url: https://www.example.gov.cn/anliku/",
        None,
    )
    feed_id: v.Line | None = declare(
        "订阅标识", "Authority and date for feed ids without base_url", "feed_id: example.gov.cn,2026", None
    )
    languages: tuple[LanguageConfig, ...] = declare(
        "语言", "Languages, the default first", "languages: [{code: zh, tag: zh-CN, name: 中文}]"
    )
    types: tuple[TypeConfig, ...] = declare(
        "类型", "Types of case, in the order of lists", "types: [{id: practices, name: {zh: 区域实践}}]"
    )
    page_size: v.LIST_SIZE = declare("每页篇数", "Cases on a page of a list", "page_size: 20", 20)
    feed_size: v.LIST_SIZE = declare("订阅篇数", "Entries of a feed", "feed_size: 30", 30)
    newest: v.LIST_SIZE = declare("近期篇数", "Newest cases on the home page", "newest: 6", 6)
    featured: tuple[v.CaseNumber, ...] = declare(
        "选读", "Numbers of chosen cases on the home page", "featured: [AL-0001]", ()
    )
    examples: dict[str, tuple[v.Line, ...]] = declare(
        "试查", "Queries to try, in each language", "examples: {zh: [网格员]}", {}
    )
    number_prefix: v.NumberPrefix = declare(
        "编号前缀", "Letters before the number of a case", "number_prefix: AL", "AL"
    )
    region_form: v.REGION_FORM = declare(
        "英文地名",
        "Which English form of place names is shown; both are found",
        "region_form: translated",
        "translated",
    )
    labels: LabelConfig = declare("网页标签", "Page labels", "labels: {site_name: ……}", LabelConfig())
    footer: FooterConfig = declare("页脚", "Footer", "footer: {icp: ……}", FooterConfig())
    robots: v.ROBOTS = declare(
        "搜索引擎", "Whether search engines may list the site; noindex on an intranet", "robots: index", "index"
    )
    time_zone: v.Offset = declare("时区", "Offset from UTC for times in feeds", 'time_zone: "+08:00"', "+08:00")

    @property
    def default_language(self) -> str:
        return self.languages[0].code

    @property
    def language_codes(self) -> tuple[str, ...]:
        return tuple(language.code for language in self.languages)

    def type_of(self, type_id: str) -> TypeConfig:
        """The declared type; `KeyError` for any other."""
        for declared in self.types:
            if declared.id == type_id:
                return declared
        raise KeyError(type_id)

    def absolute(self, url: str) -> str | None:
        """The full address of a page, where the settings say where the site stands."""
        if self.base_url is None:
            return None
        return self.base_url.rstrip("/") + "/" + url

    @property
    def base_path(self) -> str | None:
        """Path of the site on its host, with slashes at both ends; `None` without a base URL."""
        if self.base_url is None:
            return None
        return "/" + (urlsplit(self.base_url).path.strip("/") + "/").lstrip("/")


def parse_config(text: str, path: str) -> tuple[SiteConfig | None, list[Problem]]:
    """Check the text of a settings file; the settings are `None` where any error was found."""
    node, problems = parse_yaml(text, path, keys=words_of(SiteConfig))
    if node is None and problems:
        return None, problems
    config, lines, more = read_keys(SiteConfig, node, path)
    problems += more
    if config is not None:
        if not config.languages:
            problems.append(Problem(Location(path, lines.of("languages")), "value-list", {"key": "languages"}))
        problems += _check_ids(config, lines, path)
    return (None if has_errors(problems) else config), problems


def _check_ids(config: SiteConfig, lines: Lines, path: str) -> Iterator[Problem]:
    """Languages and types name folders of the site and of the content: each once, and no folder that has a meaning."""
    languages = [language.code for language in config.languages]
    types = [declared.id for declared in config.types]
    content_folders = {PAGES_FOLDER, VOCABULARY_FOLDER}
    for name, ids, reserved in (("languages", languages, RESERVED), ("types", types, content_folders)):
        first: dict[str, int] = {}
        for index, value in enumerate(ids):
            line = lines.of(name, index)
            if value in first:
                args = {"id": value, "first": first[value]}
                yield Problem(Location(path, line), "vocabulary-id-duplicate", args)
            if value in reserved:
                yield Problem(Location(path, line), "id-reserved", {"id": value})
            first.setdefault(value, line)


def load_config(path: Path) -> SiteConfig:
    """Read the settings file.

    Raises:
        ContentError: It is missing, not UTF-8, or wrong anywhere.
    """
    if not path.is_file():
        raise ContentError([Problem(Location(str(path)), "config-missing")])
    source, problems = read_text(path.parent, path.name)
    if source is None:
        raise ContentError(problems)
    config, more = parse_config(source.text, path.name)
    problems += more
    if config is None or has_errors(problems):
        raise ContentError(problems)
    return config
