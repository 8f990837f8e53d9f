"""docs/connecting.md: its Python runs as it stands, its SQL too."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import duckdb

from orchestration.loading.data_folder import DataFolder
from tests.samples_once import ROOT

PAGE = (ROOT / "docs" / "connecting.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


def test_the_python_runs_as_it_stands(data: DataFolder, tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(data.root)
    checks = (
        "assert len(rows) >= 5 and peers, (rows, peers)\n"
        "assert len(met) > 0\n"
        "assert reports.height == 7 and reports['executed_wan'].dtype.is_decimal()\n"
    )
    script = "\n".join([*blocks("python"), checks])
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_sql_runs_as_it_stands(data: DataFolder) -> None:
    first, *others = blocks("sql")
    with duckdb.connect(str(data.published.resolve()), read_only=True) as connection:
        for statement in filter(None, map(str.strip, first.split(";"))):
            assert connection.execute(statement).fetchall()
    with duckdb.connect() as connection:
        for block in others:
            connection.execute(block.replace("data/warehouse.duckdb", str(data.published.resolve())))
        assert connection.fetchall()
