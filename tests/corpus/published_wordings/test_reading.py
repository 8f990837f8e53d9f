"""What is reached on excerpts in published wordings: a floor under each table of the folders that rules were written on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.matching import Tally, compare
from tests.corpus.observed import read_directly
from tests.corpus.score import gold_of

FOLDER = Path(__file__).parent
# F1 that no change may fall below, per table; reached is a little more.
TABLES = ("spending", "indicators", "scores", "findings", "statistics")
FLOORS = {
    "first": (0.92, 0.92, 0.92, 0.9, 0.96),
    "second": (0.95, 0.98, 0.97, 0.92, 0.97),
    "third": (0.97, 0.92, 0.92, 0.9, 0.95),
    "fourth": (0.93, 0.93, 0.95, 0.92, 0.94),
    "fifth": (0.93, 0.95, 0.96, 0.97, 0.96),
    "sixth": (0.93, 0.92, 0.97, 0.92, 0.95),
    "seventh": (0.94, 0.92, 0.96, 0.96, 0.95),
    "eighth": (0.91, 0.92, 0.97, 0.96, 0.94),
    "ninth": (0.95, 0.92, 0.97, 0.95, 0.93),
    "tenth": (0.95, 0.96, 0.97, 0.94, 0.93),
    "eleventh": (0.93, 0.9, 0.91, 0.97, 0.93),
    "twelfth": (0.9, 0.94, 0.91, 0.82, 0.96),
    "thirteenth": (0.88, 0.94, 0.97, 0.97, 0.97),
    "fourteenth": (0.91, 0.96, 0.92, 0.9, 0.92),
    "fifteenth": (0.97, 0.98, 0.98, 0.96, 0.98),
    "sixteenth": (0.96, 0.98, 0.97, 0.95, 0.95),
    "seventeenth": (0.89, 0.95, 0.97, 0.95, 0.94),
    "eighteenth": (0.91, 0.86, 0.95, 0.85, 0.94),
    "nineteenth": (0.93, 0.98, 0.92, 0.93, 0.98),
    "twentieth": (0.95, 0.98, 0.98, 0.95, 0.98),
    "twentyfirst": (0.95, 0.95, 0.98, 0.98, 0.95),
    "twentysecond": (0.95, 0.95, 0.97, 0.97, 0.97),
    "twentythird": (0.93, 0.98, 0.98, 0.97, 0.94),
    "twentyfourth": (0.95, 0.93, 0.98, 0.98, 0.9),
    "twentyfifth": (0.96, 0.98, 0.98, 0.95, 0.94),
    "twentysixth": (0.97, 0.98, 0.96, 0.98, 0.96),
    "twentyseventh": (0.91, 0.98, 0.99, 0.9, 0.93),
    "twentyeighth": (0.96, 0.98, 0.99, 0.96, 0.97),
    "twentyninth": (0.96, 0.96, 0.99, 0.96, 0.97),
    "thirtieth": (0.82, 0.98, 0.97, 0.96, 0.92),
    "thirtyfirst": (0.95, 0.98, 0.98, 0.98, 0.96),
}


def reached(folder: Path) -> dict[str, Tally]:
    """What extraction reaches on the excerpts of a folder; one that is no report counts with all its rows as missed."""
    tallies = {table: Tally() for table in TABLES}
    for report_id, gold in gold_of(folder / "gold").items():
        path = folder / f"{report_id}.txt"
        reading = read_directly(path.read_bytes(), path.name)
        for table in TABLES:
            tallies[table] += compare(table, gold[table], reading.tables.get(table, []))
    return tallies


@pytest.mark.parametrize("name", FLOORS)
def test_no_table_falls_below_its_floor(name: str) -> None:
    tallies = reached(FOLDER / name)
    floors = dict(zip(TABLES, FLOORS[name], strict=True))
    low = {table: (tally.f1, tally.missed) for table, tally in tallies.items() if (tally.f1 or 0) < floors[table]}
    assert not low
