"""What is reached on text that prints tables in columns: a floor under each table."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.matching import Tally, compare
from tests.corpus.observed import read_directly
from tests.corpus.score import gold_of

FOLDER = Path(__file__).parent
# F1 that no change may fall below, per table; reached is a little more.
FLOORS = {"spending": 0.25, "indicators": 0.02, "scores": 0.49, "findings": 0.57, "statistics": 0.64}


@pytest.fixture(scope="module")
def tallies() -> dict[str, Tally]:
    found = {table: Tally() for table in FLOORS}
    for report_id, gold in gold_of(FOLDER / "gold").items():
        (path,) = (FOLDER / "reports").glob(f"{report_id}.*")
        reading = read_directly(path.read_bytes(), path.name)
        for table in FLOORS:
            found[table] += compare(table, gold[table], reading.tables[table])
    return found


@pytest.mark.parametrize("table", FLOORS)
def test_no_table_falls_below_its_floor(tallies: dict[str, Tally], table: str) -> None:
    tally = tallies[table]
    assert (tally.f1 or 0) >= FLOORS[table], (tally.missed, tally.spurious)
