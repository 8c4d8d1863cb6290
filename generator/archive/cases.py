"""The folder of one case → `Case` with its texts, or everything that is wrong with it.

Names become ids here: a `Case` never holds a name that the vocabulary does not know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from generator.archive import model
from generator.archive.checks.figures import check_sums
from generator.archive.documents import Body, Document, parse_document, text_hash
from generator.archive.files import read_attachments, read_pictures
from generator.archive.front_matter import CaseKeys, FigureKeys, TranslationKeys
from generator.archive.keys import did_you_mean, keys_of
from generator.archive.names import Ambiguous, Resolution, nearest
from generator.archive.reading import Folder, read_text
from generator.archive.values import NO_UNIT_WORDS, UNKNOWN_WORDS
from generator.archive.vocabulary import Vocabulary
from generator.problems import Bilingual, Location, Problem

PENDING = frozenset({"pending", "待定"})

_KIND_WORDS: Mapping[str, tuple[Bilingual, str]] = {
    "region": (Bilingual("地区", "region"), "vocabulary/regions.yml"),
    "theme": (Bilingual("主题", "theme"), "vocabulary/themes.yml"),
    "method": (Bilingual("做法", "method"), "vocabulary/methods.yml"),
    "series": (Bilingual("专栏", "series"), "vocabulary/series.yml"),
    "organization": (Bilingual("单位", "organization"), "vocabulary/organizations.yml"),
    "measure": (Bilingual("指标", "measure"), "vocabulary/measures.yml"),
}


class CaseText(Struct, frozen=True, kw_only=True):
    """A case with the Markdown of its texts, by language."""

    case: model.Case
    bodies: Mapping[str, Body]
    heads: Mapping[str, tuple[tuple[int, str], ...]]
    """Title, summary and labels of figures, each with its line: prose that stands in the front matter."""


def read_case(
    folder: Folder,
    content: Path,
    languages: tuple[str, ...],
    vocabulary: Vocabulary,
    known: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[CaseText | None, list[Problem]]:
    """Read and check one case by itself; what compares cases is checked later.

    Args:
        folder: From `scan`.
        content: The content folder.
        languages: Codes, the default first.
        vocabulary: What names may mean.
        known: Bytes of files that were read already, by name.
    """
    return _CaseReader(folder, content, languages, vocabulary, known).read()


class _CaseReader:
    def __init__(
        self,
        folder: Folder,
        content: Path,
        languages: tuple[str, ...],
        vocabulary: Vocabulary,
        known: Mapping[str, bytes],
    ) -> None:
        self.folder = folder
        self.content = content
        self.languages = languages
        self.vocabulary = vocabulary
        self.known = known
        self.problems: list[Problem] = []

    def problem(self, path: str, line: int, code: str, **args: object) -> None:
        self.problems.append(Problem(Location(path, line), code, args))

    def read(self) -> tuple[CaseText | None, list[Problem]]:
        default = f"{self.languages[0]}.md"
        if default not in self.folder.files:
            self.problem(self.folder.path, 0, "text-missing", name=default)
        original = self.document(self.languages[0], CaseKeys)
        translations = {
            language: document
            for language in self.languages[1:]
            if (document := self.document(language, TranslationKeys)) is not None
        }
        if original is None or original.keys is None:
            return None, self.problems
        case = _CaseBuilder(self, original, translations).build()
        bodies = {self.languages[0]: original.body} | {
            language: document.body for language, document in translations.items()
        }
        documents: dict[str, Document[Any]] = {self.languages[0]: original, **translations}
        heads = {language: _head_prose(document) for language, document in documents.items()}
        return CaseText(case=case, bodies=bodies, heads=heads), self.problems

    def document(self, language: str, keys: type[Any]) -> Document[Any] | None:
        name = f"{language}.md"
        if name not in self.folder.files:
            return None
        source, problems = read_text(self.content, f"{self.folder.path}/{name}", data=self.known.get(name))
        self.problems += problems
        if source is None:
            return None
        document, problems = parse_document(source, keys)
        if keys is TranslationKeys:
            problems = [self._better(problem) for problem in problems]
        self.problems += problems
        return document

    def _better(self, problem: Problem) -> Problem:
        """A key that belongs in the original is a better finding than an unknown key."""
        key = problem.args.get("key")
        declared = keys_of(CaseKeys)
        if problem.code == "key-unknown" and (key in declared or key in {known.zh for known in declared.values()}):
            return Problem(problem.where, "key-translation", {"key": key, "original": f"{self.languages[0]}.md"})
        return problem


class _CaseBuilder:
    """The second half of reading a case: names → ids, the original and its translations → one record."""

    def __init__(
        self,
        reader: _CaseReader,
        original: Document[CaseKeys],
        translations: Mapping[str, Document[TranslationKeys]],
    ) -> None:
        assert original.keys is not None
        self.reader = reader
        self.vocabulary = reader.vocabulary
        self.original = original
        self.keys = original.keys
        self.path = original.source.path
        self.default = reader.languages[0]
        self.translations = translations
        self.translated = {language: doc.keys for language, doc in translations.items() if doc.keys is not None}

    def problem(self, code: str, *place: str | int, **args: object) -> None:
        self.reader.problem(self.path, self.original.lines.of(*place), code, **args)

    def build(self) -> model.Case:
        keys = self.keys
        self.check_dates()
        self.check_translations()
        self.check_source()
        themes = self.names("theme", keys.themes, "themes", self.vocabulary.theme_names.resolve)
        if not 1 <= len(keys.themes) <= 4 and keys.status == "published":
            self.problem("themes-count", "themes", count=len(keys.themes))
        figures = self.figures()
        return model.Case(
            number=keys.number,
            slug=self.reader.folder.slug,
            type=self.reader.folder.type,
            status=keys.status,
            published=keys.published,
            updated=keys.updated,
            source=model.Source(**asdict(keys.source)),
            period=self.period(),
            regions=self.regions(),
            themes=themes,
            methods=self.names("method", keys.methods, "methods", self.vocabulary.method_names.resolve),
            series=self.series(),
            part=keys.series.part if keys.series else None,
            units=self.names("organization", keys.units, "units", self.vocabulary.organization_names.resolve),
            contributors=tuple(
                model.Contributor(
                    name=person.name,
                    role=person.role,
                    post=self.words(person.post, partial(_post, name=person.name)),
                )
                for person in keys.contributors
            ),
            figures=figures,
            corrections=tuple(
                model.Correction(
                    printed=entry.printed,
                    read=entry.read,
                    lost=entry.lost,
                    why=self.words(entry.why, partial(_correction, index=index)),
                )
                for index, entry in enumerate(keys.corrections)
            ),
            omitted=tuple(
                model.Omission(what=entry.what, why=self.words(entry.why, partial(_omission, index=index)))
                for index, entry in enumerate(keys.omitted)
            ),
            pictures=read_pictures(
                self.reader.content, self.reader.folder, self.default, keys, self.translated, self.problem
            ),
            attachments=read_attachments(
                self.reader.content, self.reader.folder, self.default, keys, self.translated, self.problem
            ),
            articles=self.articles(),
            line_of={key: self.original.lines.of(key) for key in ("number", "series")},
        )

    def words(self, original: str | None, get: Callable[[TranslationKeys], str | None]) -> dict[str, str]:
        """A text in every language that has it."""
        found = {} if original is None else {self.default: original}
        for language, keys in self.translated.items():
            if (text := get(keys)) is not None:
                found[language] = text
        return found

    # ── names ────────────────────────────────────────────────────────────
    def resolve(self, kind: str, name: str, answer: Resolution, *place: str | int) -> str | None:
        """The id, or a problem that says what was probably meant."""
        if isinstance(answer, str):
            return answer
        words, file = _KIND_WORDS[kind]
        if isinstance(answer, Ambiguous):
            paths = (
                [self.vocabulary.region_names.path_name(candidate) for candidate in answer.candidates]
                if kind == "region"
                else list(answer.candidates)
            )
            self.problem("name-ambiguous", *place, name=name, kind=words, candidates=paths[:8], example=paths[0])
        elif file.removeprefix("vocabulary/").removesuffix(".yml") not in self.vocabulary.unreadable:
            self.problem(
                "name-unknown", *place, name=name, kind=words, file=file, suggestion=did_you_mean(answer.nearest)
            )
        return None

    def names(self, kind: str, names: Iterable[str], key: str, resolve: Callable[[str], Resolution]) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for index, name in enumerate(names):
            if (entry := self.resolve(kind, name, resolve(name), key, index)) is None:
                continue
            if entry in found:
                self.problem("reference-repeated", key, index, name=name, key=key)
            found[entry] = None
        return tuple(found)

    def regions(self) -> tuple[model.CaseRegion, ...]:
        found: dict[str, model.CaseRegion] = {}
        for index, entry in enumerate(self.keys.regions):
            answer = self.vocabulary.region_names.resolve(entry.place)
            region = self.resolve("region", entry.place, answer, "regions", index, "place")
            if region is None:
                continue
            if region in found:
                self.problem("reference-repeated", "regions", index, name=entry.place, key="regions")
                continue
            found[region] = model.CaseRegion(region=region, role=entry.role, printed=entry.printed)
        return tuple(found.values())

    def series(self) -> str | None:
        if self.keys.series is None:
            return None
        name = self.keys.series.id
        series = self.resolve("series", name, self.vocabulary.series_names.resolve(name), "series", "id")
        part = self.keys.series.part
        parts = self.vocabulary.series[series].parts if series else None
        if part is not None and parts is not None and part > parts:
            self.problem("series-part-range", "series", "part", series=name, parts=parts, part=part)
        return series

    # ── figures ──────────────────────────────────────────────────────────
    def figures(self) -> tuple[model.Figure, ...]:
        found: dict[str, model.Figure] = {}
        for index, entry in enumerate(self.keys.figures):
            if entry.key in found:
                self.problem("figure-duplicate", "figures", index, key=entry.key)
                continue
            found[entry.key] = self.figure(entry, index)
        index_of = {entry.key: index for index, entry in reversed([*enumerate(self.keys.figures)])}
        for key, code, args in check_sums(found, self.default):
            self.problem(code, "figures", index_of[key], **args)
        return tuple(found.values())

    def figure(self, entry: FigureKeys, index: int) -> model.Figure:
        if entry.unit is None:
            self.problem("figure-unit-missing", "figures", index, key=entry.key)
        if entry.as_of is None:
            self.problem("figure-as-of-missing", "figures", index, key=entry.key)
        place = measure = None
        if entry.place is not None:
            answer = self.vocabulary.region_names.resolve(entry.place)
            place = self.resolve("region", entry.place, answer, "figures", index, "place")
        if entry.measure is not None:
            answer = self.vocabulary.measure_names.resolve(entry.measure)
            measure = self.resolve("measure", entry.measure, answer, "figures", index, "measure")
        return model.Figure(
            key=entry.key,
            label=self.words(entry.label, lambda t: t.figures[entry.key].label if entry.key in t.figures else None),
            value=entry.value,
            unit=self.words(
                _unit(entry.unit), lambda t: _unit(t.figures[entry.key].unit) if entry.key in t.figures else None
            ),
            qualifier=entry.qualifier,
            as_of=None if entry.as_of is None or entry.as_of.casefold() in UNKNOWN_WORDS else entry.as_of,
            place=place,
            measure=measure,
            parts=entry.parts,
            scale={
                language: keys.figures[entry.key].scale
                for language, keys in self.translated.items()
                if entry.key in keys.figures and keys.figures[entry.key].scale != 1
            },
        )

    # ── the rest ─────────────────────────────────────────────────────────
    def period(self) -> model.Period | None:
        keys = self.keys.period
        if keys is None:
            return None
        if keys.after is None and keys.before is None:
            self.problem("period-empty", "period")
            return None
        evidence = self.words(keys.evidence, lambda t: t.period.evidence if t.period else None)
        return model.Period(after=keys.after, before=keys.before, evidence=evidence)

    def articles(self) -> dict[str, model.Article]:
        documents: dict[str, Document[Any]] = {self.default: self.original, **self.translations}
        return {
            language: model.Article(
                language=language,
                title=document.keys.title,
                summary=document.keys.summary,
                path=document.source.path,
                body_line=document.body.line,
                digest=document.source.digest,
                text_hash=text_hash(document.keys.title, document.keys.summary, document.body),
            )
            for language, document in documents.items()
            if document.keys is not None
        }

    # ── checks ───────────────────────────────────────────────────────────
    def check_dates(self) -> None:
        keys = self.keys
        if keys.updated is not None and keys.updated < keys.published:
            self.problem("dates-order", "updated", first="published", second="updated")
        period = keys.period
        if period and period.after and period.before and period.after.first_day > period.before.first_day:
            self.problem("dates-order", "period", first="period.after", second="period.before")
        if keys.source.date is not None and keys.source.date.first_day > keys.published:
            self.problem("dates-order", "source", "date", first="source.date", second="published")

    def check_source(self) -> None:
        source = self.keys.source
        if source.form != "reprint":
            return
        for name in ("publication", "date", "title", "author", "editor"):
            if getattr(source, name) is None:
                self.problem("source-reprint", "source", key=name)

    def check_translations(self) -> None:
        """What a translation says fits what it translates; a draft may still be without."""
        if self.keys.status == "draft":
            return
        original = text_hash(self.keys.title, self.keys.summary, self.original.body)
        for language in self.reader.languages[1:]:
            document = self.translations.get(language)
            if document is None:
                if f"{language}.md" not in self.reader.folder.files:
                    self.problem("translation-missing", language=language, name=f"{language}.md")
                continue
            if document.keys is not None:
                self.check_translation(document, document.keys, original)

    def check_translation(self, document: Document[TranslationKeys], keys: TranslationKeys, original: str) -> None:
        path, lines = document.source.path, document.lines

        def problem(code: str, *place: str | int, **args: object) -> None:
            self.reader.problem(path, lines.of(*place), code, **args)

        if keys.translation_of is None or keys.translation_of in PENDING:
            problem("translation-unstamped", "translation_of", hash=original)
        elif keys.translation_of != original:
            problem("translation-stale", "translation_of", hash=original)
        known = [figure.key for figure in self.keys.figures]
        for name in keys.figures:
            if name not in known:
                suggestion = did_you_mean(nearest(name, known, 1))
                problem("translation-figure", "figures", name, key=name, suggestion=suggestion)
        for name in known:
            if name not in keys.figures:
                problem("translation-figure-missing", "figures", key=name)
        for name in ("corrections", "omitted"):
            found, expected = len(getattr(keys, name)), len(getattr(self.keys, name))
            if found != expected:
                problem("translation-list", name, key=name, found=found, expected=expected)
        for person in self.keys.contributors:
            if person.post and person.name not in keys.posts:
                problem("translation-post", "posts", name=person.name)


def _head_prose(document: Document[Any]) -> tuple[tuple[int, str], ...]:
    keys, lines = document.keys, document.lines
    if keys is None:
        return ()
    figures = keys.figures.items() if isinstance(keys.figures, dict) else enumerate(keys.figures)
    labels = [(lines.of("figures", place, "label"), entry.label) for place, entry in figures]
    return ((lines.of("title"), keys.title), (lines.of("summary"), keys.summary), *labels)


def _unit(unit: str | None) -> str:
    """The unit as it is shown: empty where there is none, or none was given."""
    return "" if unit is None or unit.casefold() in NO_UNIT_WORDS else unit


def _post(keys: TranslationKeys, name: str) -> str | None:
    return keys.posts.get(name)


def _correction(keys: TranslationKeys, index: int) -> str | None:
    return keys.corrections[index] if index < len(keys.corrections) else None


def _omission(keys: TranslationKeys, index: int) -> str | None:
    return keys.omitted[index] if index < len(keys.omitted) else None
