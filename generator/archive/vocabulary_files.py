"""The files of `content/vocabulary/`: their keys, and reading them into a `Vocabulary`.

A file that is missing is an empty one: a small archive may have no series and no guard list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from msgspec.structs import asdict, replace

from generator.archive import model
from generator.archive import values as v
from generator.archive.checks.required_text import Required, required
from generator.archive.checks.slogans import check_slogan
from generator.archive.keys import Keys, Lines, declare, did_you_mean, read_keys, words_of
from generator.archive.names import Ambiguous, NameIndex, Unknown, nearest
from generator.archive.parse_yaml import parse_yaml
from generator.archive.vocabulary import Vocabulary
from generator.problems import Bilingual, Location, Problem

Words = dict[str, v.Line]
Sentences = dict[str, v.Prose]
Lists = dict[str, tuple[v.Line, ...]]


class RegionEntry(Keys):
    code: v.RegionCode | None = declare("代码", "GB/T 2260 or statistics code", 'code: "150103"', None)
    id: v.Slug | None = declare("标识", "Address; the code where there is one", "id: huimin", None)
    kind: v.REGION_KIND = declare("类别", "Level in the tree, or zone", "kind: county")
    name: Words = declare("名称", "Name in each language", "name: {zh: 回民区, en: Huimin District}")
    romanized: v.Line | None = declare("罗马字", "The other living English form", "romanized: Huimin Qu", None)
    aliases: Lists = declare("别名", "Other names in each language", "aliases: {zh: [土左旗]}", {})
    parent: v.Line | None = declare("上级", "Id of the region it lies in", 'parent: "1501"', None)
    note: Sentences = declare("说明", "Doubts", "note: {zh: ……}", {})


class RegionFile(Keys):
    """regions.yml"""

    as_of: v.PartialDateValue | None = declare("截至", "Day for which the tree is right", "as_of: 2023-06-30", None)
    regions: tuple[RegionEntry, ...] = declare("地区", "All regions", "regions: []")


class ThemeEntry(Keys):
    id: v.Slug = declare("标识", "Address", "id: elderly-care")
    parent: v.Slug | None = declare("上级", "Id of the theme above", "parent: residents", None)
    name: Words = declare("名称", "Name in each language", "name: {zh: 为老服务, en: Services for the elderly}")
    question: Sentences = declare("问题", "The problem as one would ask it", "question: {zh: ……}", {})
    definition: Sentences = declare("定义", "One or two sentences", "definition: {zh: ……}", {})
    aliases: Lists = declare("别名", "Other names in each language", "aliases: {zh: [养老]}", {})


class ThemeFile(Keys):
    """themes.yml"""

    themes: tuple[ThemeEntry, ...] = declare("主题", "All themes", "themes: []")


class MethodEntry(Keys):
    id: v.Slug = declare("标识", "Address", "id: one-core-four-drives")
    name: Words = declare("名称", "Name in each language", "name: {zh: 一核四驱, en: One Core, Four Drives}")
    kind: v.METHOD_KIND = declare("类别", "brand, work-method …", "kind: brand")
    aliases: Lists = declare("别名", "Other names in each language", "aliases: {zh: [……]}", {})
    meaning: Sentences = declare("含义", "One line", "meaning: {zh: ……}", {})
    explained: v.Boolean = declare("有说明", "Whether the sources explain it", "explained: false", True)
    members: tuple[Words, ...] = declare("组成", "Members of a numbered slogan", "members: [{zh: ……, en: …}]", ())
    parts: tuple[v.SLOGAN_NUMBER, ...] = declare("数字", "Its numbers", "parts: [1, 4]", ())
    open: v.Boolean = declare("有字母", "Has a letter such as N", "open: true", False)
    complete: v.Boolean = declare("齐全", "Whether the sources list all members", "complete: false", True)
    note: Sentences = declare("说明", "What is missing or doubtful", "note: {zh: ……}", {})


class MethodFile(Keys):
    """methods.yml"""

    methods: tuple[MethodEntry, ...] = declare("做法", "All named methods", "methods: []")


class SeriesEntry(Keys):
    id: v.Slug = declare("标识", "Address", "id: secretaries-forum")
    name: Words = declare("名称", "Name in each language", "name: {zh: ……, en: …}")
    parts: v.PART_NUMBER | None = declare("篇数", "How many parts, where known", "parts: 9", None)
    note: Sentences = declare("说明", "What the series is", "note: {zh: ……}", {})
    editor_note: v.CaseNumber | None = declare("编者按", "Number of the editor's note", "editor_note: AL-0015", None)


class SeriesFile(Keys):
    """series.yml"""

    series: tuple[SeriesEntry, ...] = declare("专栏", "All series", "series: []")


class OrganizationEntry(Keys):
    id: v.Slug = declare("标识", "Id", "id: huimin-organization-department")
    name: Words = declare("名称", "Name in each language", "name: {zh: 回民区委组织部, en: …}")
    aliases: Lists = declare("别名", "Other names in each language", "aliases: {zh: [……]}", {})
    region: v.Line | None = declare("地区", "Region it belongs to", 'region: "150103"', None)


class OrganizationFile(Keys):
    """organizations.yml"""

    organizations: tuple[OrganizationEntry, ...] = declare("单位", "All organizations", "organizations: []")


class PersonEntry(Keys):
    name: Words = declare("姓名", "Name in each language", "name: {zh: 张三, en: Zhang San}")
    variants: tuple[v.Line, ...] = declare("异写", "Other spellings in the sources", "variants: [张叁]", ())


class PeopleFile(Keys):
    """people.yml"""

    people: tuple[PersonEntry, ...] = declare("作者", "All contributors", "people: []")


class TermEntry(Keys):
    id: v.Slug = declare("标识", "Id", "id: grid-worker")
    term: Words = declare("术语", "The term in each language", "term: {zh: 网格员, en: grid worker}")
    aliases: Lists = declare("别名", "Other words in each language", "aliases: {en: [grid member]}", {})
    definition: Sentences = declare("定义", "One sentence", "definition: {zh: ……}", {})


class GlossaryFile(Keys):
    """glossary.yml"""

    terms: tuple[TermEntry, ...] = declare("术语", "All terms", "terms: []")


class MeasureEntry(Keys):
    id: v.Slug = declare("标识", "Id", "id: grids")
    name: Words = declare("名称", "Name in each language", "name: {zh: 网格, en: Grids}")
    unit: Words = declare("单位", "Unit in each language", "unit: {zh: 个}", {})
    definition: Sentences = declare("定义", "What is counted", "definition: {zh: ……}", {})


class MeasureFile(Keys):
    """measures.yml"""

    measures: tuple[MeasureEntry, ...] = declare("指标", "All measures", "measures: []")


class PhraseEntry(Keys):
    wrong: v.Line | None = declare("错误写法", "The wording", "wrong: 赤化互联互动", None)
    pattern: v.Line | None = declare("模式", "Regular expression instead of a wording", "pattern: 村长(?!家)", None)
    right: v.Line = declare("正确写法", "What to write", "right: 强化互联互动")
    severity: v.SEVERITY = declare("级别", "error or warning", "severity: error", "error")
    why: Sentences = declare("原因", "Why", "why: {zh: ……}", {})
    allowed: tuple[v.Line, ...] = declare("例外", "Contexts in which it is right", "allowed: [……]", ())


class PhraseFile(Keys):
    """phrases.yml"""

    phrases: tuple[PhraseEntry, ...] = declare("表述", "The guard list", "phrases: []")


class AllowanceEntry(Keys):
    cases: tuple[v.CaseNumber, ...] = declare(
        "案例", "Numbers of the cases that are alike", "cases: [AL-0001, AL-0002]"
    )
    why: Sentences = declare("原因", "Why that is right", "why: {zh: ……}")


class LikenessFile(Keys):
    """likeness.yml"""

    allowed: tuple[AllowanceEntry, ...] = declare("登记", "Cases that share passages on purpose", "allowed: []")


FILES: Mapping[str, type[Keys]] = {
    "regions": RegionFile,
    "themes": ThemeFile,
    "methods": MethodFile,
    "series": SeriesFile,
    "organizations": OrganizationFile,
    "people": PeopleFile,
    "glossary": GlossaryFile,
    "measures": MeasureFile,
    "phrases": PhraseFile,
    "likeness": LikenessFile,
}
"""Name of each vocabulary file, without `.yml`, and its keys."""

AnyFile = TypeVar("AnyFile", bound=Keys)


def read_vocabulary(texts: Mapping[str, str | None], folder: str = "vocabulary") -> tuple[Vocabulary, list[Problem]]:
    """Read all vocabulary files.

    Args:
        texts: Name of a file without `.yml` → its text, `None` where its bytes could not be read; missing files are
            empty ones.
        folder: Shown before the file's name in problems.

    Returns:
        The vocabulary (of what is sound, so that the cases can still be checked) and all problems.
    """
    return _Reader(texts, folder).read()


class _Reader:
    def __init__(self, texts: Mapping[str, str | None], folder: str) -> None:
        self.texts = texts
        self.folder = folder
        self.problems: list[Problem] = []
        self.lines: dict[str, Lines] = {}
        self.line_of: dict[str, dict[str, int]] = {}
        """File → id → line."""

    def read(self) -> tuple[Vocabulary, list[Problem]]:
        for name in sorted(self.texts.keys() - FILES.keys()):
            suggestion = did_you_mean(nearest(name, FILES, 1))
            known = Bilingual("、".join(FILES), ", ".join(FILES))
            self.problem(name, 0, "vocabulary-file-unknown", suggestion=suggestion, known=known)
        region_file = self.file("regions", RegionFile)
        methods = self.file("methods", MethodFile)
        people = self.file("people", PeopleFile)
        vocabulary = Vocabulary(
            regions=self.regions(region_file),
            regions_as_of=str(region_file.as_of) if region_file and region_file.as_of else None,
            themes=self.tree("themes", self.entries("themes", self.file("themes", ThemeFile), "themes", model.Theme)),
            methods=self.entries("methods", methods, "methods", _method),
            series=self.entries("series", self.file("series", SeriesFile), "series", model.Series),
            organizations=self.entries(
                "organizations", self.file("organizations", OrganizationFile), "organizations", model.Organization
            ),
            people=tuple(model.Person(**_plain(entry)) for entry in (people.people if people else ())),
            terms=self.entries("glossary", self.file("glossary", GlossaryFile), "terms", model.Term),
            measures=self.entries("measures", self.file("measures", MeasureFile), "measures", model.Measure),
            phrases=self.phrases(self.file("phrases", PhraseFile)),
            allowances=self.allowances(self.file("likeness", LikenessFile)),
        )
        if methods:
            self.check_members(methods)
        self.check_shared_names(vocabulary)
        return self.with_places(vocabulary), self.problems

    def path(self, name: str) -> str:
        return f"{self.folder}/{name}.yml"

    def problem(self, file: str, line: int, code: str, /, **args: object) -> None:
        self.problems.append(Problem(Location(self.path(file), line), code, args))

    def file(self, name: str, keys: type[AnyFile]) -> AnyFile | None:
        text = self.texts.get(name)
        if text is None:
            return None
        node, problems = parse_yaml(text, self.path(name), keys=words_of(keys))
        if node is None:  # nothing but comments, or nothing that can be read
            self.problems += problems
            return None
        record, self.lines[name], more = read_keys(keys, node, self.path(name))
        self.problems += problems + more
        return record

    def entries(self, name: str, record: Any, field: str, make: Callable[..., Any]) -> dict[str, Any]:
        """Entries by id, in the order of the file; the second of one id is a problem."""
        found: dict[str, Any] = {}
        first: dict[str, int] = {}
        for index, entry in enumerate(getattr(record, field) if record else ()):
            line = self.lines[name].of(field, index)
            if entry.id in found:
                self.problem(name, line, "vocabulary-id-duplicate", id=entry.id, first=first[entry.id])
                continue
            first[entry.id] = line
            found[entry.id] = make(**_plain(entry))
        self.line_of[name] = first
        self.check_addresses(name)
        return found

    def check_addresses(self, name: str) -> None:
        """An id is the name of a page; some pages have theirs already: the index, and the second page of a list."""
        line_of = self.line_of[name]
        for entry_id, line in line_of.items():
            list_page = re.fullmatch(r"(.+)-[1-9][0-9]*", entry_id)
            if entry_id == "index" or (list_page and (list_page[1] in line_of or list_page[1] == "index")):
                self.problem(name, line, "id-reserved", id=entry_id)

    def regions(self, record: RegionFile | None) -> dict[str, model.Region]:
        """Regions by id; the parent follows from the code where it is not written."""
        found: dict[str, model.Region] = {}
        line_of: dict[str, int] = {}
        entries = list(enumerate(record.regions)) if record else []
        id_of_code = {entry.code: entry.id or entry.code for _, entry in entries if entry.code}
        for index, entry in entries:
            line = self.lines["regions"].of("regions", index)
            region_id = entry.id or entry.code
            if region_id is None:
                self.problem("regions", line, "key-missing", key="id", zh_key="标识", example="id: huimin")
                continue
            if region_id in found:
                self.problem("regions", line, "vocabulary-id-duplicate", id=region_id, first=line_of[region_id])
                continue
            line_of[region_id] = line
            parent = entry.parent
            if parent is None and entry.code:
                parent = next((id_of_code[code] for code in _code_ancestors(entry.code) if code in id_of_code), None)
            found[region_id] = model.Region(**{**_plain(entry), "id": region_id, "parent": parent})
        self.line_of["regions"] = line_of
        self.check_addresses("regions")
        return self.tree("regions", found)

    def tree(self, name: str, entries: dict[str, Any]) -> dict[str, Any]:
        """Only entries whose parents exist and lead to a top; the others are problems."""
        sound: dict[str, Any] = {}
        for entry_id in entries:
            line = self.line_of[name][entry_id]
            chain = [entry_id]
            while (parent := entries[chain[-1]].parent) is not None:
                if parent not in entries:
                    self.problem(name, line, "vocabulary-parent-unknown", parent=parent)
                    break
                if parent in chain:
                    self.problem(name, line, "vocabulary-cycle", id=entry_id, path=" → ".join([*chain, parent]))
                    break
                chain.append(parent)
            else:
                sound[entry_id] = entries[entry_id]
        return sound

    def phrases(self, record: PhraseFile | None) -> tuple[model.Phrase, ...]:
        found = []
        for index, entry in enumerate(record.phrases if record else ()):
            line = self.lines["phrases"].of("phrases", index)
            if (entry.wrong is None) == (entry.pattern is None):
                self.problem("phrases", line, "key-missing", key="wrong", zh_key="错误写法", example="wrong: ……")
                continue
            try:
                re.compile(entry.pattern or "")
            except re.error as error:
                self.problem(
                    "phrases",
                    line,
                    "value-pattern",
                    key="pattern",
                    value=entry.pattern,
                    example=Bilingual(f"合法的正则表达式（{error}）", f"a regular expression ({error})"),
                )
                continue
            needs = (
                Required(texts=(entry.wrong,), common=entry.wrong)
                if entry.wrong is not None
                else required(entry.pattern or "")
            )
            found.append(model.Phrase(**_plain(entry), needs=needs))
        return tuple(found)

    def allowances(self, record: LikenessFile | None) -> tuple[model.Allowance, ...]:
        return tuple(
            model.Allowance(cases=entry.cases, why=entry.why, line=self.lines["likeness"].of("allowed", index))
            for index, entry in enumerate(record.allowed if record else ())
        )

    def check_members(self, record: MethodFile) -> None:
        """The numbers of a slogan are those of its name, and it lists as many members as they say."""
        for index, entry in enumerate(record.methods):
            line = self.lines["methods"].of("methods", index)
            self.problems += check_slogan(
                Location(self.path("methods"), line),
                name=next(iter(entry.name.values())),
                parts=entry.parts,
                is_open=entry.open,
                is_complete=entry.complete,
                member_count=len(entry.members),
            )

    def check_shared_names(self, vocabulary: Vocabulary) -> None:
        """Names of several entries are told once, where they are declared; regions may share names."""
        tables: tuple[tuple[str, NameIndex], ...] = (
            ("themes", vocabulary.theme_names),
            ("methods", vocabulary.method_names),
            ("organizations", vocabulary.organization_names),
        )
        for name, index in tables:
            for shared, ids in index.shared_names().items():
                line = self.line_of[name][ids[-1]]
                self.problem(name, line, "vocabulary-name-duplicate", name=shared, ids=list(ids))

    def with_places(self, vocabulary: Vocabulary) -> Vocabulary:
        """Organizations name their region as writers do; here it becomes an id."""
        resolved: dict[str, model.Organization] = {}
        unreadable = self.unreadable()
        for unit_id, unit in vocabulary.organizations.items():
            region = unit.region
            if region is not None:
                answer = vocabulary.region_names.resolve(region)
                if not isinstance(answer, str) and "regions" not in unreadable:
                    self.problem_of_place(vocabulary, region, answer, self.line_of["organizations"][unit_id])
                region = answer if isinstance(answer, str) else None
            resolved[unit_id] = model.Organization(id=unit.id, name=unit.name, aliases=unit.aliases, region=region)
        return replace(vocabulary, organizations=resolved, unreadable=self.unreadable())

    def problem_of_place(self, vocabulary: Vocabulary, name: str, answer: Unknown | Ambiguous, line: int) -> None:
        kind = Bilingual("地区", "region")
        if isinstance(answer, Ambiguous):
            paths = [vocabulary.region_names.path_name(candidate) for candidate in answer.candidates]
            self.problem(
                "organizations", line, "name-ambiguous", name=name, kind=kind, candidates=paths[:8], example=paths[0]
            )
            return
        suggestion = did_you_mean(answer.nearest)
        file = self.path("regions")
        self.problem("organizations", line, "name-unknown", name=name, kind=kind, suggestion=suggestion, file=file)

    def unreadable(self) -> frozenset[str]:
        """Files of which anything could not be used."""
        wrong = {problem.where.path for problem in self.problems if problem.severity == "error"}
        return frozenset(
            name for name in FILES if self.path(name) in wrong or (name in self.texts and self.texts[name] is None)
        )


def _plain(entry: Keys) -> dict[str, Any]:
    """The fields of a record as they stand; `None` where left out."""
    return asdict(entry)


def _method(**fields: Any) -> model.Method:
    explained = fields.pop("explained")
    return model.Method(**{**fields, "meaning": fields["meaning"] if explained else {}})


def _code_ancestors(code: str) -> list[str]:
    """Codes of what a place lies in, nearest first: 150103007001 → 150103007, 150103, 1501, 15."""
    return [code[:size] for size in (9, 6, 4, 2) if size < len(code)]
