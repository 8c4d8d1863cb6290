"""What changes a byte of the site has another fingerprint."""

from __future__ import annotations

from importlib import metadata

from generator.fingerprints import LIBRARIES, versions_of


def test_the_version_of_every_library_is_known() -> None:
    assert versions_of(LIBRARIES) == sorted(f"{name} {metadata.version(name)}" for name in LIBRARIES)


def test_a_library_that_is_not_installed_has_no_version() -> None:
    assert versions_of(("no-such-library",)) == []
