"""Cases and vocabulary → all files of the index; or only those that an edit changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from msgspec import Struct, field

from generator.fingerprints import digest_of
from generator.search.aliases import alias_lines
from generator.search.documents import OutputFile, SearchSettings, SearchVocabulary, in_order
from generator.search.encode import check_column, check_of, deflate, part_script, with_length
from generator.search.facet_columns import dates_payload, facet_payloads, facets_in_order
from generator.search.groups import (
    CARD_SHELF,
    SHELF,
    CaseGroup,
    Group,
    RecordOf,
    card_groups,
    case_marks,
    numbers_per_card_group,
    numbers_per_text_group,
    text_groups,
)
from generator.search.names import name_files
from generator.search.normalise import simplified_of
from generator.search.postings import collect_postings
from generator.search.prepare import PreparedDocument, read_record
from generator.search.shards import (
    Scale,
    ShardPart,
    cut_shards,
    families_of,
    router_bytes,
    shard_name,
    word_router_bytes,
)
from generator.search.state import IndexState
from generator.search.terms import FUNCTION_CHARACTERS, RUN
from generator.search.weights import level_limits, step_up

MANIFEST = "manifest"
SOUNDS = "n/sounds"


class MadePart(Struct, frozen=True, kw_only=True, array_like=True):
    """A part that lies on disk already."""

    check: int
    size: int


class KeptFile(Struct, frozen=True, kw_only=True):
    """A file of the index whose bytes an earlier build has written, so they are not made again."""

    path: str


class PartLedger(Struct):
    """Which parts were made from which input; what one build fills, the next may read."""

    made: dict[str, MadePart] = field(default_factory=dict)
    """Path and digest of all that the bytes follow from → the part."""


Aliases = dict[str, list[str]]
"""First term of a name → its lines."""
Payloads = Sequence[tuple[str, bytes]]
"""Paths without hashes, and payloads."""


class PartJob(Struct, frozen=True, kw_only=True):
    """A part that is to be made, in any process: all of it can be pickled."""

    make: ShardPart | CaseGroup | Callable[[], bytes] | Callable[[], Payloads]
    path: str
    """Of the part; of several parts that are made together, one of theirs."""
    check: int | None = None
    """What its name bears where that is not its own check."""


class Made(Struct, frozen=True, kw_only=True):
    """A part that was made."""

    path: str
    part: MadePart
    file: OutputFile


Run = Callable[[Sequence[PartJob]], Iterator[Sequence[Made]]]
"""Does jobs, in their order."""


def do_job(record_of: RecordOf, folder: str, job: PartJob) -> list[Made]:
    """Make one part, or the parts of one job."""
    make = job.make
    if isinstance(make, ShardPart):
        made: bytes | Payloads = make.encode()
    else:
        made = make.encode(record_of) if isinstance(make, CaseGroup) else make()
    payloads = [(job.path, made)] if isinstance(made, bytes) else made
    results = []
    for path, payload in payloads:
        check = check_of(payload)
        name = shard_name(path, check if job.check is None else job.check)
        results.append(
            Made(
                path=path,
                part=MadePart(check=check, size=len(payload)),
                file=OutputFile(path=f"{folder}/{name}.js", data=part_script(name, payload)),
            )
        )
    return results


def build_index(
    documents: Iterable[PreparedDocument], vocabulary: SearchVocabulary, settings: SearchSettings | None = None
) -> Iterator[OutputFile]:
    """All files of the index of these cases; the manifest comes last.

    Pure and deterministic: the order of the cases does not matter.

    Args:
        documents: One for each case; their records are kept in memory, all else is packed as it comes.
        vocabulary: The archive's own names and facets.
        settings: Defaults if None.
    """
    kept: dict[int, PreparedDocument] = {}

    def remembered() -> Iterator[PreparedDocument]:
        for document in documents:
            kept[document.number] = document
            yield document

    state = collect_postings(remembered())
    for file in write_index(state, lambda number: read_record(kept[number]), vocabulary, settings):
        assert isinstance(file, OutputFile)
        yield file


def write_index(
    state: IndexState,
    record_of: RecordOf,
    vocabulary: SearchVocabulary,
    settings: SearchSettings | None = None,
    before: PartLedger | None = None,
    after: PartLedger | None = None,
) -> Iterator[OutputFile | KeptFile]:
    """The files of an index from its state, all made in this process.

    Args:
        state: All postings and facts.
        record_of: Reads the record of a case; asked only for cases whose cards or texts must be made.
        vocabulary: The archive's own names and facets.
        settings: Defaults if None.
        before: Parts that lie on disk from the last build; None to make all.
        after: Filled with the parts of this build, for the next one.

    Yields:
        Every file once: as `KeptFile` where an equal part is in `before`. The manifest comes last.
    """
    settings = settings or SearchSettings()
    plan = plan_index(state, vocabulary, settings, before)
    do = partial(do_job, record_of, settings.folder)
    return plan.files(lambda jobs: map(do, jobs), after if after is not None else PartLedger())


class _Planned(Struct, frozen=True, kw_only=True):
    """A part of the index."""

    path: str
    key: str
    """In the ledger."""
    job: PartJob
    check: int | None
    """As in `PartJob`."""
    is_several: bool = False
    """Whether the job makes parts beside this one, which have the same digest in the ledger and none else has."""


def plan_index(
    state: IndexState,
    vocabulary: SearchVocabulary,
    settings: SearchSettings,
    before: PartLedger | None = None,
    exists: Callable[[str], bool] = lambda path: True,
    aliases: Aliases | None = None,
) -> IndexPlan:
    """Decide what the index consists of, and what of it must be made.

    Args:
        state: All postings and facts.
        vocabulary: The archive's own names and facets.
        settings: Addresses and folder.
        before: Parts that lie on disk from the last build; None to make all.
        exists: Whether a file is really there; one that is not is made again.
        aliases: What `alias_lines` makes of the vocabulary's names, where that is known.
    """
    cases = state.cases
    before = before or PartLedger()
    span = max(cases, default=1)
    scale = Scale(documents=step_up(max(1, len(cases))), span=step_up(span))
    planned: list[_Planned] = []

    def add(path: str, digest: str, make: object, check: int | None = None, *, is_several: bool = False) -> None:
        key = f"{path if check is None else shard_name(path, check)} {digest}"
        job = PartJob(make=make, path=path, check=check)  # type: ignore[arg-type]
        planned.append(_Planned(path=path, key=key, job=job, check=check, is_several=is_several))

    lines_of: dict[str, Aliases] = {}
    for key, rows in (alias_lines(vocabulary.names) if aliases is None else aliases).items():
        lines_of.setdefault(_family_of(key), {})[key] = rows
    families: list[tuple[str, int, list[tuple[str, str]]]] = []
    for family in families_of(state, scale):
        shards: list[tuple[str, str]] = []
        for shard in cut_shards(family, scale, lines_of.get(family.letter, {})):
            add(shard.path, shard.part.digest(), shard.part)
            shards.append((shard.separator, shard.path))
        families.append((family.letter, family.room_shift, shards))

    spoken_in = {facts.languages for facts in cases.values()}
    languages = in_order(" ".join(spoken_in).split())
    card_size, text_size = numbers_per_card_group(span, len(languages)), numbers_per_text_group(span, len(languages))
    columns: list[bytes] = []
    marks = case_marks(cases)

    def add_shelved(prefix: str, groups: Iterable[Group], size: int, shelf_size: int) -> None:
        """Groups whose files bear the hash of their shelf, so that the manifest needs one hash for many files."""
        shelf_of: dict[int, list[Group]] = {}
        for group in groups:
            shelf_of.setdefault(int(group.path[len(prefix) :], 16) // shelf_size, []).append(group)
        checks = [0] * (span // (size * shelf_size) + 1)
        for shelf, members in shelf_of.items():
            # Never 0, which says that there is no such shelf.
            checks[shelf] = max(1, check_of("\0".join(member.digest for member in members).encode()) & 0xFFFFF)
            for member in members:
                add(member.path, member.digest, member.cases, checks[shelf])
        columns.append(check_column(checks))

    for language in languages:
        cards = card_groups(language, marks, settings.addresses.get(language, ""), card_size)
        add_shelved(f"k/{language}", cards, card_size, CARD_SHELF)
        spoken = {text for text in spoken_in if language in text.split(" ")}
        written = (number for number, facts in cases.items() if facts.languages in spoken)
        add_shelved(f"t/{language}", text_groups(language, marks, written, text_size), text_size, SHELF)

    published = {number: facts.published for number, facts in cases.items()}
    add("v/dates", digest_of(published).hex(), partial(dates_payload, published))
    add("n/fold", digest_of("fold").hex(), _fold_payload)
    facets = facets_in_order(set(" ".join({one.facet_names for one in cases.values()}).split()), vocabulary.facets)
    if facets:
        chosen = {number: one.facets for number, one in cases.items()}
        made = partial(facet_payloads, chosen, facets, span, vocabulary.facets)
        add(f"v/{facets[0]}", digest_of([span, chosen, vocabulary.facets]).hex(), made, is_several=True)
    titles = "\n".join(facts.phrases for facts in cases.values())
    named = partial(name_files, titles, vocabulary.names)
    add(SOUNDS, digest_of([titles, vocabulary.names]).hex(), named, is_several=True)

    head = {
        "documents": len(cases),
        "highest": span,
        "levels": level_limits(scale.documents),
        "span": scale.span,
        "languages": languages,
        "addresses": [settings.addresses.get(language, "") for language in languages],
        "card": card_size,
        "text": text_size,
        "shelves": [CARD_SHELF, SHELF],
        "shift": [shift for _, shift, _ in families],
        "facets": facets,
    }
    return IndexPlan(
        planned=planned,
        families=families,
        columns=columns,
        head=head,
        folder=settings.folder,
        before=before,
        kept={item.path: files for item in planned if (files := _kept_files(item, before, settings.folder, exists))},
    )


def _kept_files(
    item: _Planned, before: PartLedger, folder: str, exists: Callable[[str], bool]
) -> dict[str, tuple[str, str]]:
    """Key and file of the parts that need not be made; none where one of them is not there."""
    if item.key not in before.made:
        return {}
    keys = {item.path: item.key}
    if item.is_several:
        digest = f" {item.key.split(' ')[1]}"
        keys |= {key.removesuffix(digest): key for key in before.made if key.endswith(digest)}
    found: dict[str, tuple[str, str]] = {}
    for path, key in keys.items():
        check = before.made[key].check if item.check is None else item.check
        file = f"{folder}/{shard_name(path, check)}.js"
        if not exists(file):
            return {}
        found[path] = key, file
    return found


class IndexPlan(Struct, frozen=True, kw_only=True):
    """An index of which it is decided what is to be made."""

    planned: Sequence[_Planned]
    families: Sequence[tuple[str, int, Sequence[tuple[str, str]]]]
    """Letter, shift of the rooms, and separator and path of each shard."""
    columns: Sequence[bytes]
    """Checks of the shelves of cards and of those of texts, language after language."""
    head: Mapping[str, object]
    folder: str
    before: PartLedger
    kept: Mapping[str, Mapping[str, tuple[str, str]]]
    """Path of a planned part → key in the ledger and file of each part, where all of them are there already."""

    def jobs(self) -> list[PartJob]:
        """What is to be made."""
        return [item.job for item in self.planned if item.path not in self.kept]

    def read_postings(self) -> None:
        """Read all postings that are needed for it, while damage to them can still be mended.

        Raises:
            DamagedCacheError: They are not what was written.
        """
        for job in self.jobs():
            if isinstance(job.make, ShardPart):
                _ = job.make.excerpt.postings

    def numbers(self) -> set[int]:
        """Cases whose records are needed for it."""
        return {number for job in self.jobs() if isinstance(job.make, CaseGroup) for number in job.make.numbers}

    def files(self, run: Run, after: PartLedger) -> Iterator[OutputFile | KeptFile]:
        """All files, the manifest last; `after` is filled with the parts."""
        parts: dict[str, MadePart] = {}
        made = run(self.jobs())
        for item in self.planned:
            if item.path in self.kept:
                for path, (key, file) in self.kept[item.path].items():
                    parts[path] = after.made[key] = self.before.made[key]
                    yield KeptFile(path=file)
                continue
            for one in next(made):
                key = item.key if one.path == item.path else f"{one.path} {item.key.split(' ')[1]}"
                parts[one.path] = after.made[key] = one.part
                yield one.file
        manifest = deflate(self._manifest(parts))
        yield OutputFile(path=f"{self.folder}/{MANIFEST}.js", data=part_script(MANIFEST, manifest))

    def _manifest(self, parts: Mapping[str, MadePart]) -> bytes:
        """Sizes, routers and hashes."""
        routers = []
        for letter, _, shards in self.families:
            rows = [(separator, parts[path].size, parts[path].check) for separator, path in shards]
            routers.append(word_router_bytes(rows) if letter == "w" else router_bytes(rows))
        others = {path: part.check & 0xFFFFF for path, part in sorted(parts.items()) if path[0] in "vn"}
        text = json.dumps({**self.head, "others": others}, ensure_ascii=False, separators=(",", ":")).encode()
        return b"".join((with_length(text), *map(with_length, routers), *map(with_length, self.columns)))


@cache
def _fold_payload() -> bytes:
    """The table of Traditional characters, for queries and texts that need it."""
    return deflate("".join(key + value for key, value in sorted(simplified_of().items())).encode())


def _family_of(key: str) -> str:
    """The family whose shards hold a key."""
    if not RUN.match(key):
        return "w"
    return "f" if FUNCTION_CHARACTERS.intersection(key) else "p"
