"""Cases and vocabulary → all files of the index; or only those that an edit changes."""

from __future__ import annotations

import hashlib
import json
import string
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, partial

from generator.search.aliases import alias_lines
from generator.search.documents import LANGUAGES, OutputFile, SearchSettings, SearchVocabulary
from generator.search.encode import FORMAT, check_of, deflate, part_script, with_length
from generator.search.facet_columns import dates_payload, facet_choices, facet_payload
from generator.search.groups import (
    SHELF,
    Group,
    card_groups,
    numbers_per_card_group,
    numbers_per_text_group,
    text_groups,
    type_of_record,
)
from generator.search.names import name_files
from generator.search.normalise import simplified_of
from generator.search.postings import IndexState, collect_postings
from generator.search.prepare import PreparedDocument
from generator.search.shards import (
    Scale,
    cut_shards,
    router_bytes,
    shard_name,
    split_families,
    word_router_bytes,
)
from generator.search.terms import FUNCTION_CHARACTERS, RUN
from generator.search.weights import level_limits, step_up

MANIFEST = "manifest"
LAST_NAMES = "n/sounds"
NAME_FILES = (*(f"n/{letter}" for letter in string.ascii_lowercase), LAST_NAMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class MadePart:
    """A part that lies on disk already."""

    check: int
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptFile:
    """A file of the index whose bytes the build before has written, so they are not made again."""

    path: str


@dataclass(slots=True)
class PartLedger:
    """Which parts were made from which input; what one build fills, the next may read."""

    made: dict[str, MadePart] = field(default_factory=dict)
    """Digest of all that the bytes follow from → the part."""

    def to_bytes(self) -> bytes:
        """For a cache between two builds."""
        rows = [[digest, part.check, part.size] for digest, part in sorted(self.made.items())]
        return json.dumps([FORMAT, rows], separators=(",", ":")).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> PartLedger:
        """Read what `to_bytes` wrote; empty for another format."""
        number, rows = json.loads(data)
        return cls(made={row[0]: MadePart(check=row[1], size=row[2]) for row in rows} if number == FORMAT else {})


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
    records: dict[int, bytes] = {}

    def remembered() -> Iterator[PreparedDocument]:
        for document in documents:
            records[document.number] = document.record
            yield document

    state = collect_postings(remembered())
    for file in write_index(state, lambda number: json.loads(records[number]), vocabulary, settings):
        assert isinstance(file, OutputFile)
        yield file


def write_index(
    state: IndexState,
    record_of: type_of_record,
    vocabulary: SearchVocabulary,
    settings: SearchSettings | None = None,
    before: PartLedger | None = None,
    after: PartLedger | None = None,
) -> Iterator[OutputFile | KeptFile]:
    """The files of an index from its state.

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
    writer = _Writer(settings.folder, before or PartLedger(), after if after is not None else PartLedger())
    cases = state.cases
    span = max(cases, default=1)
    scale = Scale(documents=step_up(max(1, len(cases))), span=step_up(span))
    aliases = alias_lines(vocabulary.names)
    routers: list[bytes] = []
    shifts: list[int] = []
    for family in split_families(state.pairs, state.characters, state.words, state.vocabulary, scale):
        shifts.append(family.room_shift)
        shards: list[tuple[str, int, int]] = []
        lines = {key: rows for key, rows in aliases.items() if _family_of(key) == family.letter}
        for shard in cut_shards(family, scale, lines):
            part, file = writer.part(shard.path, shard.digest, shard.encode)
            shards.append((shard.separator, part.size, part.check))
            yield file
        routers.append(word_router_bytes(shards) if family.letter == "w" else router_bytes(shards))

    languages = [language for language in LANGUAGES if any(language in facts.languages for facts in cases.values())]
    card_size, text_size = numbers_per_card_group(span), numbers_per_text_group(span, len(languages))
    columns: list[bytes] = []
    for language in languages:
        checks = bytearray(3 * (span // card_size + 1))
        for group in card_groups(language, cases, record_of, settings.addresses.get(language, ""), card_size):
            part, file = writer.part(group.path, group.digest, group.encode)
            place = 3 * int(group.path[len(f"k/{language}") :], 16)
            checks[place : place + 3] = part.check.to_bytes(3, "little")
            yield file
        columns.append(bytes(checks))
        shelves = bytearray(3 * (span // (text_size * SHELF) + 1))
        for shelf, files in writer.shelves(text_groups(language, cases, record_of, text_size), f"t/{language}"):
            check, shelf_files = files
            shelves[3 * shelf : 3 * shelf + 3] = check.to_bytes(3, "little")
            yield from shelf_files
        columns.append(bytes(shelves))

    others: dict[str, int] = {}
    facets = facet_choices(cases, vocabulary.facets)
    known = {facet.name: facet for facet in vocabulary.facets}
    days = [(number, facts.published) for number, facts in cases.items()]
    makers: list[tuple[str, str, Callable[[], bytes]]] = [
        ("v/dates", _digest(days), lambda: dates_payload(cases)),
        ("n/fold", _digest("fold"), _fold_payload),
    ]
    for name, chosen in facets.items():
        digest = _digest([span, chosen, known.get(name)])
        makers.append((f"v/{name}", digest, partial(facet_payload, chosen, span, known.get(name))))
    for path, digest, make in makers:
        part, file = writer.part(path, digest, make)
        others[path] = part.check
        yield file
    digest = _digest([[facts.phrases for facts in cases.values()], vocabulary.names])
    for path, part, file in writer.names(digest, lambda: name_files(cases, vocabulary.names)):
        others[path] = part.check
        yield file

    head = {
        "documents": len(cases),
        "highest": span,
        "levels": level_limits(scale.documents),
        "span": scale.span,
        "languages": languages,
        "addresses": [settings.addresses.get(language, "") for language in languages],
        "card": card_size,
        "text": text_size,
        "shelf": SHELF,
        "shift": shifts,
        "facets": list(facets),
        "others": dict(sorted(others.items())),
    }
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    payload = deflate(b"".join((with_length(text), *map(with_length, routers), *map(with_length, columns))))
    yield OutputFile(path=f"{settings.folder}/{MANIFEST}.js", data=part_script(MANIFEST, payload))


@cache
def _fold_payload() -> bytes:
    """The table of Traditional characters, for queries and texts that need it."""
    return deflate("".join(key + value for key, value in sorted(simplified_of().items())).encode())


def _family_of(key: str) -> str:
    """The family whose shards hold a key."""
    if not RUN.match(key):
        return "w"
    return "f" if FUNCTION_CHARACTERS.intersection(key) else "p"


def _digest(value: object) -> str:
    """Short hash of plain data and frozen dataclasses."""
    return hashlib.blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@dataclass(slots=True)
class _Writer:
    """Makes parts, or finds them made."""

    folder: str
    before: PartLedger
    after: PartLedger

    def part(self, path: str, digest: str, encode: Callable[[], bytes]) -> tuple[MadePart, OutputFile | KeptFile]:
        """One part and its file."""
        key = f"{path} {digest}"
        known = self.before.made.get(key)
        if known is not None:
            self.after.made[key] = known
            return known, KeptFile(path=f"{self.folder}/{shard_name(path, known.check)}.js")
        payload = encode()
        part = self.after.made[key] = MadePart(check=check_of(payload), size=len(payload))
        name = shard_name(path, part.check)
        return part, OutputFile(path=f"{self.folder}/{name}.js", data=part_script(name, payload))

    def names(
        self, digest: str, make: Callable[[], Iterator[tuple[str, bytes]]]
    ) -> Iterator[tuple[str, MadePart, OutputFile | KeptFile]]:
        """The files of names, which are made all together or not at all."""
        if f"{LAST_NAMES} {digest}" in self.before.made:
            kept = [path for path in NAME_FILES if f"{path} {digest}" in self.before.made]
            for path in kept:
                yield path, *self.part(path, digest, lambda: b"")
            return
        for path, payload in make():
            yield path, *self.part(path, digest, payload.__bytes__)

    def shelves(
        self, groups: Iterable[Group], prefix: str
    ) -> Iterator[tuple[int, tuple[int, list[OutputFile | KeptFile]]]]:
        """Texts, whose files bear the hash of their shelf, so that the manifest needs one hash for many files."""
        shelf_of: dict[int, list[Group]] = {}
        for group in groups:
            shelf_of.setdefault(int(group.path[len(prefix) :], 16) // SHELF, []).append(group)
        for shelf, members in shelf_of.items():
            check = check_of("\0".join(member.digest for member in members).encode())
            files: list[OutputFile | KeptFile] = []
            for member in members:
                name = shard_name(member.path, check)
                key = f"{name} {member.digest}"
                known = self.before.made.get(key)
                if known is not None:
                    self.after.made[key] = known
                    files.append(KeptFile(path=f"{self.folder}/{name}.js"))
                    continue
                payload = member.encode()
                self.after.made[key] = MadePart(check=check_of(payload), size=len(payload))
                files.append(OutputFile(path=f"{self.folder}/{name}.js", data=part_script(name, payload)))
            yield shelf, (check, files)
