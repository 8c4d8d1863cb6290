"""What takes long to make is made once for all processes of a test run."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.locks import lock_file


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that the first process that asks for it has filled; the others wait for it. Nobody may change it.

    Args:
        factory: Where temporary folders of this run lie.
        name: Of the folder, one for each thing.
        make: Fills an empty folder.
    """
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared" / name
    folder.parent.mkdir(exist_ok=True)
    while (held := lock_file(folder.with_name(f"{name}.lock"))) is None:
        time.sleep(0.05)
    try:
        done = folder.with_name(f"{name}.done")
        if not done.exists():
            folder.mkdir()
            make(folder)
            done.touch()
    finally:
        os.close(held)
    return folder
