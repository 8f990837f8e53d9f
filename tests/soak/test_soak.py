"""The fault table, bounded: faults that leave the same night to heal share it. `make soak` runs it in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak import faults
from tests.soak.faults import FAULTS
from tests.soak.table import run_table
from tests.soak.world import loaded_world

LONG = {faults.kill_in_steps, faults.kill_at_random, faults.clock_jumps, faults.reader_holds_the_file_open}
# The kill in every step has its own test: tests/nightly/test_failures.py.


@pytest.mark.long
def test_faults_are_survived_and_nothing_is_lost(tmp_path: Path) -> None:
    short = [fault for fault in FAULTS if fault.harm not in LONG]
    assert len(short) == 9
    with loaded_world(tmp_path, seed=7) as world:
        table = run_table(world, [short[:4], short[4:]], scale=2)
    assert (table.problems, table.lost) == ({}, 0), str(table)
    assert sum(table.tried.values()) >= 18
