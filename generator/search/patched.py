"""One build of the index on top of what earlier builds found out; a patched index is a fresh one, byte for byte."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from generator.search.build import IndexPlan, KeptFile, Made, PartJob, PartLedger, do_job, plan_index
from generator.search.collect import collect_state
from generator.search.documents import OutputFile, SearchSettings, SearchVocabulary
from generator.search.facts import CaseFacts, case_facts
from generator.search.keep import Keep, Place, PreparedCases
from generator.search.prepare import DamagedCacheError, PackedDocument, Record, read_record
from generator.search.state import IndexState
from generator.search.update import update_state
from generator.workers import run_all

ALONE_BELOW_PARTS = 400
"""Parts for which other processes cost more than they save: an edit makes some hundred."""
MOST_PATCHED = 40
"""Changed cases up to which the state is patched; and a twentieth of the archive."""

Prepare = Callable[[Sequence[int]], Iterator[bytes]]
"""Case numbers → prepared cases as bytes, in their order."""


def nothing_exists(path: str) -> bool:
    """Where no file of an earlier build can be relied upon."""
    return False


class IndexBuild:
    """One build of the index; a context manager.

    with index_build(archive, config, vocabulary, texts, keys=keys, keep=folder, exists=…, jobs=2) as index:
        for file in index.files(): ...  # write an `OutputFile`, let a `KeptFile` stay
        ...                             # publish
        index.commit()
    """

    def __init__(
        self,
        prepare: Prepare,
        vocabulary: SearchVocabulary,
        settings: SearchSettings,
        keys: Mapping[int, str | None],
        *,
        base: str = "",
        keep: Path | None = None,
        exists: Callable[[str], bool] = nothing_exists,
        jobs: int = 1,
    ) -> None:
        """Open what earlier builds left.

        Args:
            prepare: Asked once, for the cases that must be prepared.
            vocabulary: The archive's own names and facets.
            settings: Addresses and folder.
            keys: All cases by number, with a digest of everything that the record of the case depends on beside `base`;
                a case with None is always prepared.
            base: Digest of what all records depend on.
            keep: Folder that outlives builds; None to begin from nothing and leave nothing.
            exists: Whether the published site has a file of the index, by its path in the site. A part that is not there
                is made again, whatever is remembered of it.
            jobs: Processes.
        """
        self._prepare = prepare
        self._vocabulary = vocabulary
        self._settings = settings
        self._keys = dict(sorted(keys.items()))
        self._exists = exists
        self._jobs = jobs
        self._scratch = None if keep is not None else tempfile.TemporaryDirectory(prefix="anliku-index-")
        folder = keep if keep is not None else Path(self._scratch.name if self._scratch else "")
        folder.mkdir(parents=True, exist_ok=True)
        self._keep = Keep.open(folder, base)
        self._keep.sweep()
        self._state: IndexState | None = None
        self._is_new = True
        self._after = PartLedger()

    def __enter__(self) -> IndexBuild:
        return self

    def __exit__(self, *error: object) -> None:
        self._keep.prepared.close()
        if self._scratch is not None:
            self._scratch.cleanup()

    def files(self) -> Iterator[OutputFile | KeptFile]:
        """All files of the index, each once, the manifest last."""
        try:
            plan = self._plan()
        except DamagedCacheError:
            self._keep.forget()
            plan = self._plan()
        prepared = self._keep.prepared

        def run(jobs: Sequence[PartJob]) -> Iterator[Sequence[Made]]:
            return run_all(
                _make_part,
                jobs,
                make=_PartMaker,
                args=(prepared.folder, prepared.places, self._settings.folder),
                jobs=self._jobs,
                chunk=8,
                alone_below=ALONE_BELOW_PARTS,
            )

        self._after = PartLedger()
        yield from plan.files(run, self._after)

    def commit(self) -> None:
        """Let the next build begin from this one: to be called when what `files` gave is published, or nothing differed."""
        if self._scratch is None and self._state is not None:
            self._keep.commit(self._state if self._is_new else None, self._after)

    def _plan(self) -> IndexPlan:
        """Prepare what changed, bring the state up to date, and decide what is to be made.

        Raises:
            DamagedCacheError: Something that was kept is not what was written.
        """
        keep = self._keep
        places = keep.prepared.places
        changed = [
            number
            for number, key in self._keys.items()
            if key is None or number not in places or places[number].key != key
        ]
        removed = places.keys() - self._keys.keys()
        few = len(changed) + len(removed) <= max(MOST_PATCHED, len(self._keys) // 20)
        state = keep.state() if few else None
        self._is_new = state is None or bool(changed or removed)
        before = (
            [keep.prepared.read(number) for number in sorted({*changed, *removed} & places.keys())] if state else []
        )
        for number in removed:
            del places[number]
        facts = self._prepare_changed(changed)
        if keep.prepared.is_scattered:
            known = [(number, place.key) for number, place in sorted(places.items())]
            cases = ((number, key, keep.prepared.read_bytes(number)) for number, key in known)
            keep.prepared.add(keep.next_name("all"), cases)
        if state is not None and self._is_new:
            state = update_state(state, before, map(keep.prepared.read, changed))
        self._state = state if state is not None else self._collect(facts)
        plan = plan_index(
            self._state,
            self._vocabulary,
            self._settings,
            keep.ledger,
            self._exists,
            keep.aliases(self._vocabulary.names),
        )
        plan.read_postings()
        for serial in sorted(plan.numbers()):
            keep.prepared.read_bytes(serial)
        return plan

    def _prepare_changed(self, changed: Sequence[int]) -> dict[int, CaseFacts]:
        """Prepare cases and keep them; returns their facts."""
        facts: dict[int, CaseFacts] = {}

        def made() -> Iterator[tuple[int, str, bytes]]:
            for number, data in zip(changed, self._prepare(changed), strict=True):
                facts[number] = case_facts(PackedDocument(data))
                yield number, self._keys[number] or "", data

        if changed:
            self._keep.prepared.add(self._keep.next_name("cases"), made())
        return facts

    def _collect(self, known: Mapping[int, CaseFacts]) -> IndexState:
        """The state from all prepared cases."""
        prepared = self._keep.prepared
        facts = {
            number: known[number] if number in known else case_facts(prepared.read(number)) for number in self._keys
        }
        return collect_state(prepared, facts, self._jobs)


class _PartMaker:
    """What a process needs to make parts."""

    def __init__(self, folder: Path, places: dict[int, Place], index_folder: str) -> None:
        self._prepared = PreparedCases(folder, places)
        self.index_folder = index_folder

    def record_of(self, number: int) -> Record:
        return read_record(self._prepared.read(number))


def _make_part(maker: _PartMaker, job: PartJob) -> list[Made]:
    return do_job(maker.record_of, maker.index_folder, job)
