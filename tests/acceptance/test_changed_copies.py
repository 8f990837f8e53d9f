"""Nothing was learnt by heart: copies of the real reports with other figures and other names are read as well."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.matching import Tally, compare
from tests.corpus.observed import read_directly
from tests.corpus.score import gold_of

from .changed_copies import write_changed

pytestmark = pytest.mark.acceptance

TABLES = ("spending", "indicators", "findings", "statistics", "scores", "tasks")
MAY_LOSE = 0.02  # of F1, as the issue that asked for it allows


def marks(folder: Path) -> dict[str, Tally]:
    """What extraction reaches on `folder`/reports against `folder`/gold."""
    tallies = {table: Tally() for table in TABLES}
    for report_id, gold in gold_of(folder / "gold").items():
        path = folder / "reports" / f"{report_id}.txt"
        reading = read_directly(path.read_bytes(), path.name)
        assert reading.failure is None
        for table in TABLES:
            tallies[table] += compare(table, gold[table], reading.tables[table])
    return tallies


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_figures_and_names_are_read_as_well(shared: Path, tmp_path: Path, seed: int) -> None:
    write_changed(shared, tmp_path / "changed", seed)
    texts = [path.read_text(encoding="utf-8") for path in sorted((shared / "reports").glob("*.txt"))]
    changed = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "changed" / "reports").glob("*.txt"))]
    assert all(a != b for a, b in zip(texts, changed, strict=True))
    before, after = marks(shared), marks(tmp_path / "changed")
    low = {table: before[table].f1 for table in TABLES if before[table].f1 is None or before[table].f1 < 0.9}
    assert not low, f"nothing to lose in the unchanged reports: {low}"
    lost = {table: (before[table].f1 or 0) - (after[table].f1 or 0) for table in TABLES}
    told = {table: (tally.missed, tally.spurious) for table, tally in after.items() if lost[table] > MAY_LOSE}
    assert max(lost.values()) <= MAY_LOSE, f"{lost}\n{told}"
