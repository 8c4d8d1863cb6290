"""A whole publication as one block: what tests of other things need of it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.publish import Publication, Staging


@contextmanager
def published(output: Path) -> Iterator[Staging]:
    """Write a site inside the block; at its end it takes the place of the old one, unless there was an error."""
    publication = Publication(output)
    with publication:
        staging = publication.staging()
        yield staging
        publication.switch()
