"""The made-up archives that measurements run on."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from statistics import mean

import pytest

from benchmarks.archives import PROJECT, Recipe, World, write_archive
from benchmarks.corpus.bodies import LONGEST, PROFILES, SHORTEST, count_characters
from benchmarks.corpus.chance import Chance, Ranked
from benchmarks.corpus.heads import TYPE_CYCLE
from benchmarks.corpus.words import lexicon
from benchmarks.edits import add_case, change_sentence, change_vocabulary
from generator.paths import Paths, theme_folder
from generator.pipeline import check
from generator.problems import Problem


def paths_of(archive: Path) -> Paths:
    return Paths(
        config=archive / "site_config.yml", content=archive / "content", output=archive / "site", theme=theme_folder()
    )


def errors_of(archive: Path) -> list[Problem]:
    _, problems = check(paths_of(archive), jobs=1)
    return [problem for problem in problems if problem.severity == "error"]


def bytes_of(archive: Path) -> dict[str, str]:
    return {
        str(path.relative_to(archive)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(archive.rglob("*"))
        if path.is_file()
    }


def body_of(text: str) -> str:
    return text[text.index("\n---\n", 4) + 5 :]


@pytest.fixture(scope="module")
def world() -> World:
    return World(Recipe(cases=2000))


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    write_archive(Recipe(cases=30), tmp_path / "archive")
    return tmp_path / "archive"


def test_check_finds_no_error_in_a_made_up_archive(tmp_path: Path) -> None:
    write_archive(Recipe(cases=120), tmp_path)

    found, problems = check(paths_of(tmp_path), jobs=1)

    assert [problem for problem in problems if problem.severity == "error"] == []
    assert len(found.cases) == 120
    assert {case.type for case in found.cases} == set(TYPE_CYCLE)


def test_no_translation_is_stale_or_unstamped(archive: Path) -> None:
    _, problems = check(paths_of(archive), jobs=1)

    assert [problem for problem in problems if problem.code.startswith(("translation-stale", "translation-un"))] == []


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    write_archive(Recipe(cases=40, seed=7), tmp_path / "a")
    write_archive(Recipe(cases=40, seed=7), tmp_path / "b")
    write_archive(Recipe(cases=40, seed=8), tmp_path / "c")

    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
    assert bytes_of(tmp_path / "a") != bytes_of(tmp_path / "c")


def test_draws_are_the_same_on_every_machine() -> None:
    chance = Chance(1, "draws")

    assert [chance.whole(0, 999) for _ in range(4)] == [211, 652, 802, 215]
    assert [Ranked(range(50)).draw(chance) for _ in range(6)] == [38, 0, 22, 32, 34, 31]


def test_a_small_archive_is_the_beginning_of_a_large_one(world: World) -> None:
    small = World(Recipe(cases=50))

    for serial in (1, 17, 50):
        assert small.texts(small.heads.head(serial)) == world.texts(world.heads.head(serial))


def test_bodies_keep_to_their_lengths_and_english_has_about_half_as_many_words(world: World) -> None:
    for serial in range(1, 400):
        zh, en = world.texts(world.heads.head(serial))
        characters = count_characters(body_of(zh))
        words = len(re.findall(r"[\w’'-]+", body_of(en)))

        assert SHORTEST <= characters <= LONGEST
        assert 0.4 <= words / characters <= 0.8


@pytest.mark.parametrize(("profile", "expected"), [("default", 1200), ("long", 1500), ("news", 830)])
def test_the_mean_length_is_that_of_the_profile(profile: str, expected: int) -> None:
    assert profile in PROFILES
    world = World(Recipe(cases=400, profile=profile))

    lengths = [count_characters(body_of(world.texts(world.heads.head(serial)).zh)) for serial in range(1, 401)]

    assert expected * 0.92 <= mean(lengths) <= expected * 1.08


def test_no_two_bodies_are_alike_and_new_pairs_of_characters_keep_coming(world: World) -> None:
    pairs: set[str] = set()
    counts: list[int] = []
    bodies: set[str] = set()
    for serial in range(1, 401):
        body = body_of(world.texts(world.heads.head(serial)).zh)
        bodies.add(body)
        for run in re.findall("[\u4e00-\u9fff]+", body):
            pairs.update(run[place : place + 2] for place in range(len(run) - 1))
        counts.append(len(pairs))

    assert len(bodies) == 400
    assert counts[399] > 1.2 * counts[199] > 1.2 * 1.2 * counts[99]


def test_a_few_counties_and_themes_have_most_cases(world: World) -> None:
    heads = [world.heads.head(serial) for serial in range(1, 2001)]
    counties = [head.counties[0].id for head in heads]
    themes = [head.themes[0] for head in heads]

    def share_of_first(values: list[str], count: int) -> float:
        sizes = sorted((values.count(value) for value in set(values)), reverse=True)
        return sum(sizes[:count]) / len(values)

    assert share_of_first(counties, 10) > 0.3
    assert len(set(counties)) > 90
    assert share_of_first(themes, 5) > 0.35
    assert len(set(themes)) == 20


def test_changing_a_sentence_changes_two_files_and_leaves_the_translation_in_step(archive: Path) -> None:
    before = bytes_of(archive)

    written = change_sentence(archive, 1)

    after = bytes_of(archive)
    assert sorted(name for name in after if after[name] != before[name]) == sorted(
        str(path.relative_to(archive)) for path in written
    )
    assert [path.name for path in written] == ["zh.md", "en.md"]
    _, problems = check(paths_of(archive), jobs=1)
    codes = {problem.code for problem in problems}
    assert not codes & {"translation-stale", "translation-unstamped", "translation-blocks"}
    assert errors_of(archive) == []


def test_two_changes_of_one_step_are_the_same_and_those_of_two_steps_differ(tmp_path: Path) -> None:
    for name, step in (("a", 1), ("b", 1), ("c", 2)):
        write_archive(Recipe(cases=20), tmp_path / name)
        change_sentence(tmp_path / name, step)

    assert bytes_of(tmp_path / "a") == bytes_of(tmp_path / "b")
    assert bytes_of(tmp_path / "a") != bytes_of(tmp_path / "c")


def test_an_added_case_needs_no_other_change(archive: Path) -> None:
    before = bytes_of(archive)

    add_case(archive, 1)
    add_case(archive, 2)

    after = bytes_of(archive)
    assert {name: digest for name, digest in after.items() if name in before} == before
    assert len(after) == len(before) + 4
    assert errors_of(archive) == []


def test_changing_the_vocabulary_changes_one_name_only(archive: Path) -> None:
    path = archive / "content" / "vocabulary" / "methods.yml"
    before = path.read_text(encoding="utf-8").splitlines()

    change_vocabulary(archive, 1)
    once = path.read_text(encoding="utf-8").splitlines()
    change_vocabulary(archive, 2)
    twice = path.read_text(encoding="utf-8").splitlines()

    assert sum(first != second for first, second in zip(before, once, strict=True)) == 1
    assert sum(first != second for first, second in zip(before, twice, strict=True)) == 1
    assert once != twice
    assert errors_of(archive) == []


def test_the_word_lists_hold_no_word_twice_in_a_group_and_no_full_form_of_a_character() -> None:
    for group, pairs in lexicon().items():
        assert len({pair.zh for pair in pairs}) == len(pairs), group
        assert not any(set(pair.zh) & set("義書導員組織務區縣鎮鄉產業發國會議眾聯網號實踐為") for pair in pairs), group


def test_the_archive_uses_the_projects_own_settings_and_regions(archive: Path) -> None:
    own = (PROJECT / "content" / "vocabulary" / "regions.yml").read_text(encoding="utf-8").rstrip()

    assert (archive / "content" / "vocabulary" / "regions.yml").read_text(encoding="utf-8").startswith(own)
    assert "featured: [AL-0001]" in (archive / "site_config.yml").read_text(encoding="utf-8")
