"""What the words of an indicator's name tell of it: the first pattern of the seed that fits, by the engine's own expressions."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

PATTERNS = Path(__file__).parents[2] / "dbt_project" / "seeds" / "dictionaries" / "indicator_patterns.csv"


@pytest.mark.parametrize(
    ("name", "is_ascending"),
    [
        ("饲草基地建设按期完工率", True),
        ("项目按期开工率", True),
        ("农村供水工程水费收缴率", True),
        ("设备在线率", True),
        ("享受待遇人员资格年审率", True),
        ("逾期开工率", False),
        ("办公用房空置率", False),
        ("项目成本控制率", None),
        ("水土保持率", None),
    ],
)
def test_whether_more_is_better(name: str, is_ascending: bool | None) -> None:
    with duckdb.connect() as connection:
        found = connection.execute(
            "select is_ascending from read_csv(?, header = true, types = {'is_ascending': 'boolean'})"
            " where regexp_matches(?, name_pattern) order by priority limit 1",
            [str(PATTERNS), name],
        ).fetchall()
    assert found == [(is_ascending,)]
