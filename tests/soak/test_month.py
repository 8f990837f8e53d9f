"""A few nights of the simulated month; `make soak` runs all thirty."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.soak.month import month


@pytest.mark.long
def test_nights_are_what_the_ledger_of_the_test_says(tmp_path: Path) -> None:
    """Everything that happens in a month happens here in three nights."""
    with month(tmp_path, seed=3) as simulated:
        simulated.night()
        for happens in (simulated.correct_report, simulated.publish_broken, simulated.withdraw):
            happens()
        simulated.night()
        simulated.correct_report()
        simulated.night()
        expected = simulated.expected
    assert len(expected.as_of) == 3
    assert min(expected.counts.values()) >= 1
    assert expected.counts["corrected"] >= 2
