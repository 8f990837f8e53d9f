"""A data folder and the nights run over it, which can be killed or starved."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import duckdb
import polars as pl

from orchestration.ledger.store import read_ledger
from orchestration.loading.data_folder import DataFolder

_LAST_RUN = "select (select count(*) from runs), step, outcome from runs order by rowid desc limit 1"
RAW = Path(__file__).resolve().parents[2] / "raw"


@dataclass
class Nights:
    """A data folder, the raw folder beside it, and the warm process that runs nights over them."""

    root: Path
    process: subprocess.Popen[str]
    data: DataFolder = field(init=False)

    def __post_init__(self) -> None:
        self.data = DataFolder(self.root / "data")

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    def run(
        self,
        *,
        roots: list[Path] | None = None,
        largest_file: int | None = None,
        kill_in: str | None = None,
        accept: str | None = None,
        sources: bool = False,
        powerless: bool = False,
        verify: bool = False,
        redo: str = "",
        meanwhile: Callable[[int], None] | None = None,
    ) -> int:
        """Run a night; returns its exit code (-9 when killed). `kill_in` kills it as soon as it is in that step.

        `sources`: what sources.toml names in place of roots. `powerless`: without the rights of root. `verify`, `redo`: as
        of the command line. `meanwhile` is called with the night's process id while it runs.
        """
        command = {
            "data": str(self.data.root),
            "roots": [str(root) for root in (roots if roots is not None else [self.raw])],
            "largest_file": largest_file,
            "accept": accept,
            "sources": sources,
            "powerless": powerless,
            "verify": verify,
            "redo": redo,
        }
        before = len(self.runs()) if kill_in is not None else 0
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()
        child = int(self.process.stdout.readline())
        if kill_in is not None:
            self._kill(child, kill_in, before)
        if meanwhile is not None:
            meanwhile(child)
        return int(self.process.stdout.readline())

    def _kill(self, child: int, step: str, runs_before: int) -> None:
        """A short step must not pass unseen on a busy machine: the night runs at a lower priority than this loop."""
        os.setpriority(os.PRIO_PROCESS, child, 5)
        deadline = time.monotonic() + 600
        with closing(sqlite3.connect(f"file:{self.data.ledger}?mode=rw", uri=True, timeout=30)) as ledger:
            while time.monotonic() < deadline:
                count, now, outcome = ledger.execute(_LAST_RUN).fetchone()
                if count > runs_before and now == step:
                    os.killpg(child, signal.SIGKILL)
                    return
                if count > runs_before and outcome is not None:
                    break
                time.sleep(0.0005)
        with suppress(ProcessLookupError):
            os.killpg(child, signal.SIGKILL)
        self.process.stdout.readline()
        raise AssertionError(f"the night was not seen in the step {step}")

    def query(self, sql: str) -> list[tuple]:
        """Of the published file."""
        with duckdb.connect(str(self.data.published.resolve()), read_only=True) as warehouse:
            return warehouse.execute(sql).fetchall()

    def runs(self) -> list[sqlite3.Row]:
        """Every run, newest first."""
        return self.rows("select * from runs order by started_at desc, rowid desc")

    def rows(self, query: str) -> list[sqlite3.Row]:
        ledger = read_ledger(self.data.ledger)
        if ledger is None:
            return []
        with ledger:
            return ledger.rows(query)

    def sha256(self) -> str:
        """Of the published file's bytes."""
        return hashlib.sha256(self.data.published.read_bytes()).hexdigest()

    def add_report(self, name: str = "2022-dingjie.txt", office: str = "丁街道办事处") -> Path:
        path = self.raw / name
        path.write_text(
            f"2022年度丙市戊区{office}部门整体支出绩效自评报告\n一、部门概况\n"
            "2022年全年预算数1,000.00万元，支出数950.00万元，执行率95%。\n",
            encoding="utf-8",
        )
        return path

    def tamper(self, table: str, *columns: pl.Expr) -> None:
        """Change the columns of every extracted batch of a table, and have the next build read them all again."""
        self.data.build_file.unlink(missing_ok=True)
        for path in (self.data.extracted / table).glob("*.parquet"):
            schema = pl.read_parquet_schema(path)
            pl.read_parquet(path).with_columns(*columns).cast(dict(schema)).write_parquet(path)


@contextmanager
def warm(said: IO[str] | None = None) -> Iterator[subprocess.Popen[str]]:
    """A process that has imported everything and waits for nights to run. `said` takes what failing nights say."""
    command = [sys.executable, str(Path(__file__).with_name("warm_process.py"))]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=said, text=True) as process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()
