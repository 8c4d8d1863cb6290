"""Builds on top of each other: what is kept, what is made again, and that nobody can see a difference."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.search.build import KeptFile, build_index
from generator.search.documents import NameGroup, SearchSettings, SearchVocabulary
from generator.search.patched import IndexBuild
from generator.search.prepare import prepare
from tests.search.factories import document, segmenter, text

WORDS = ["党建引领", "乡村振兴", "网格员", "社区治理", "牧区", "草原", "合作社", "集体经济", "2023年", "grid", "party"]
BODIES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=30).map("，".join)
CASES = st.dictionaries(st.integers(1, 60), BODIES, max_size=12)
VOCABULARY = SearchVocabulary(names=(NameGroup(kind="glossary", names=("网格化管理", "grid management")),))


class Site:
    """A site of which only the index counts, built again and again."""

    def __init__(self, keep: Path | None) -> None:
        self.keep = keep
        self.files: dict[str, bytes] = {}
        self.prepared: list[int] = []
        self.made = 0

    def build(self, bodies: dict[int, str], *, base: str = "", commit: bool = True, jobs: int = 1) -> dict[str, bytes]:
        """Build and publish; the key of a case is its body."""

        def prepare_all(numbers: Sequence[int]) -> Iterator[bytes]:
            self.prepared = list(numbers)
            for number in numbers:
                yield prepare(_document(number, bodies[number]), segmenter()).to_bytes()

        self.prepared = []
        keys: dict[int, str | None] = dict(bodies)
        build = IndexBuild(
            prepare_all,
            VOCABULARY,
            SearchSettings(),
            keys,
            base=base,
            keep=self.keep,
            exists=self.files.__contains__,
            jobs=jobs,
        )
        with build as index:
            found: dict[str, bytes] = {}
            self.made = 0
            for file in index.files():
                assert file.path not in found
                found[file.path] = self.files[file.path] if isinstance(file, KeptFile) else file.data
                self.made += not isinstance(file, KeptFile)
            self.files = found
            if commit:
                index.commit()
        return found


def _document(number: int, body: str):  # type: ignore[no-untyped-def]
    return document(number, text(body[:8], body), text("Grid", "party") if number % 2 else None)


def _fresh(bodies: dict[int, str]) -> dict[str, bytes]:
    prepared = [prepare(_document(number, body), segmenter()) for number, body in bodies.items()]
    return {file.path: file.data for file in build_index(prepared, VOCABULARY)}


def _many(count: int = 60) -> dict[int, str]:
    return {number: "，".join(WORDS[number % 5 :] + WORDS[: number % 7]) for number in range(1, count + 1)}


@settings(max_examples=8, deadline=None)
@given(st.lists(st.tuples(CASES, st.booleans()), min_size=2, max_size=4))
def test_builds_on_top_of_each_other_give_what_a_clean_one_gives(steps: list[tuple[dict[int, str], bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "keep")
        for bodies, commit in steps:
            assert site.build(bodies, commit=commit) == _fresh(bodies)


def test_only_changed_cases_are_prepared_and_few_files_are_made(tmp_path: Path) -> None:
    site = Site(tmp_path)
    bodies = _many()
    count = len(site.build(bodies))
    assert (len(site.prepared), site.made) == (60, count)

    site.build(bodies)
    assert (site.prepared, site.made) == ([], 1)  # the manifest, which is not worth keeping

    changed = {**bodies, 7: bodies[7].replace("牧区", "草原")}
    assert site.build(changed) == _fresh(changed)
    assert site.prepared == [7]
    assert site.made < count / 2

    del changed[9]
    assert site.build(changed) == _fresh(changed)
    assert site.prepared == []


def test_a_file_that_the_site_lost_is_made_again(tmp_path: Path) -> None:
    site = Site(tmp_path)
    whole = dict(site.build(_many()))
    for lost in [path for path in whole if "/n/" in path or "/t/" in path][::2]:
        del site.files[lost]

    assert site.build(_many()) == whole


def test_another_base_begins_anew(tmp_path: Path) -> None:
    site = Site(tmp_path)
    site.build(_many())

    site.build(_many(), base="other names")

    assert len(site.prepared) == 60


def _spoil_head(folder: Path) -> None:
    head = folder / "head.json"
    head.write_bytes(head.read_bytes().replace(b'"serial":1', b'"serial":7'))


def _spoil(pattern: str) -> Callable[[Path], None]:
    def spoil(folder: Path) -> None:
        for file in folder.glob(pattern):
            data = bytearray(file.read_bytes())
            for place in range(40, len(data), 97):
                data[place] ^= 0x55
            file.write_bytes(data)

    return spoil


def _shorten(folder: Path) -> None:
    for file in folder.iterdir():
        file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _remove_cases(folder: Path) -> None:
    for file in folder.glob("cases-*"):
        file.unlink()


@pytest.mark.parametrize(
    "damage",
    [_spoil_head, _spoil("cases-*"), _spoil("state-*"), _shorten, _remove_cases],
    ids=["head altered", "cases altered", "state altered", "all cut off", "cases missing"],
)
def test_a_damaged_folder_is_noticed_and_mended(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    site = Site(tmp_path)
    site.build(_many(20))
    damage(tmp_path)
    changed = {**_many(20), 3: "社区治理", 30: "草原"}

    assert site.build(changed) == _fresh(changed)
    assert site.build(changed) == _fresh(changed)
    assert site.prepared == []


def test_what_does_not_count_is_swept_and_edits_do_not_pile_up(tmp_path: Path) -> None:
    site = Site(tmp_path)
    bodies = _many(8)
    for number in range(1, 28):
        site.build({**bodies, 5: f"网格员{number}"})
    (tmp_path / "stray").write_bytes(b"x")

    assert site.build({**bodies, 5: "牧区"}) == _fresh({**bodies, 5: "牧区"})

    assert not (tmp_path / "stray").exists()
    assert len(list(tmp_path.iterdir())) < 30


def test_several_processes_give_the_bytes_of_one(tmp_path: Path) -> None:
    bodies = {number: body + f"，第{number}号" for number, body in _many(320).items()}

    assert Site(tmp_path).build(bodies, jobs=2) == Site(None).build(bodies)
