"""The sample reports of raw/ through the real job, held against their figures, without anything outside the clone.

Five restate in other words what five real offices published; their gold rows are the published figures. Statistics,
tasks and contradictions are labelled for some of the reports. Compared with the corpus's own rules, not with a shared
scorer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import duckdb
import pytest

from tests.corpus.matching import Tally, compare
from tests.corpus.observed import Reading, locate, read_warehouse
from tests.corpus.score import gold_of
from tests.samples_once import samples_once

GOLD = gold_of(Path(__file__).parent / "gold")
CLEAN = ("2022-yiling-meals", "2023-jimei-xinglin_更正版")
SUPERSEDED = "2023-jimei-xinglin"
MINIMUM = {
    "reports": 1.0,
    "scores": 1.0,
    "spending": 0.98,
    "indicators": 0.97,
    "findings": 0.95,
    "statistics": 0.98,
    "tasks": 0.9,
}
CONTRADICTIONS = 1.0  # of those labelled, how many are found
OUTCOMES = {
    "2021-panyu-xiaoguwei.md": "loaded",
    "2022-baiyun-tongde.txt": "loaded",
    "2022-baiyun-yuncheng.txt": "loaded",
    "2022-huadu-xinhua.txt": "loaded",
    "2022-tianhe-shipai.txt": "loaded",
    "2022-yiling-meals.txt": "loaded",
    "2023-jimei-xinglin.md": "superseded",
    "2023-jimei-xinglin_更正版.md": "loaded",
    "empty.txt": "quarantined",
    "news-2022-park.md": "quarantined",
    "scan-0417.txt": "quarantined",
    "yuncheng-second-copy.txt": "duplicate",
}


@dataclass(frozen=True)
class Warehouse:
    path: Path
    current: dict[str, Reading]
    superseded: dict[str, Reading]

    def reading(self, report_id: str) -> Reading:
        return (self.superseded if report_id == SUPERSEDED else self.current)[report_id]


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    path = samples_once(tmp_path_factory).published
    yield Warehouse(path, read_warehouse(path), read_warehouse(path, schema="history"))


def test_every_file_of_the_folder_has_its_outcome(warehouse: Warehouse) -> None:
    with duckdb.connect(str(warehouse.path), read_only=True) as connection:
        rows = connection.execute("select source_path, outcome, reason from quality.documents").fetchall()
    assert {PurePosixPath(path).name: outcome for path, outcome, _ in rows} == OUTCOMES
    assert all(reason for _, outcome, reason in rows if outcome != "loaded")


@pytest.mark.parametrize("table", MINIMUM)
def test_the_published_figures_are_in_the_warehouse(warehouse: Warehouse, table: str) -> None:
    tally = Tally()
    for report_id, gold in GOLD.items():
        if gold.get(table):
            reading = warehouse.reading(report_id)
            if table == "statistics":
                locate(reading.text, gold[table], reading.tables[table])
            tally += compare(table, gold[table], reading.tables[table])
    assert (tally.f1 or 0) >= MINIMUM[table], f"missed {tally.missed}\nspurious {tally.spurious}"
    assert tally.field_share is None or tally.field_share >= 0.95, tally.differing


def test_the_reissue_replaces_the_first_version_and_the_history_keeps_it(warehouse: Warehouse) -> None:
    name = "养老助餐服务人次"

    def actual(readings: dict[str, Reading], report_id: str) -> list[int]:
        return [int(row["actual_value"]) for row in readings[report_id].tables["indicators"] if row["name"] == name]

    assert actual(warehouse.current, "2023-jimei-xinglin_更正版") == [12900]
    assert actual(warehouse.superseded, SUPERSEDED) == [12600]
    assert SUPERSEDED not in warehouse.current


def test_the_contradictions_planted_in_the_samples_are_found(warehouse: Warehouse) -> None:
    tally = Tally()
    for report_id, gold in GOLD.items():
        if gold.get("contradictions"):
            found = warehouse.reading(report_id).tables["contradictions"]
            tally += compare("contradictions", gold["contradictions"], found)
    assert (tally.recall or 0) >= CONTRADICTIONS, tally.missed


@pytest.mark.parametrize("report_id", CLEAN)
def test_a_report_in_which_everything_adds_up_has_no_contradiction_of_weight(
    warehouse: Warehouse, report_id: str
) -> None:
    rows = warehouse.current[report_id].tables["contradictions"]
    assert [row for row in rows if row["severity"] in ("error", "warning")] == []


def test_two_executed_figures_of_one_office_are_a_contradiction(warehouse: Warehouse) -> None:
    said = [str(row) for row in warehouse.current["2022-baiyun-tongde"].tables["contradictions"]]
    assert any("12,766.32" in each or "127663200" in each for each in said)
    assert any("12,797.60" in each or "127976000" in each for each in said)
