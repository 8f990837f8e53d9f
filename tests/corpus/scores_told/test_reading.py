"""What is reached on reports that tell points in many ways: a floor under scores and spending."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.matching import Tally, compare
from tests.corpus.observed import read_directly
from tests.corpus.score import gold_of

FOLDER = Path(__file__).parent
# F1 that no change may fall below, per table; reached is a little more. The other tables are not labelled.
FLOORS = {"scores": 0.98, "spending": 0.97}


@pytest.mark.parametrize("table", FLOORS)
def test_no_table_falls_below_its_floor(table: str) -> None:
    tally = Tally()
    for report_id, gold in gold_of(FOLDER / "gold").items():
        (path,) = (FOLDER / "reports").glob(f"{report_id}.*")
        tally += compare(table, gold[table], read_directly(path.read_bytes(), path.name).tables[table])
    assert (tally.f1 or 0) >= FLOORS[table], (tally.missed, tally.spurious)
