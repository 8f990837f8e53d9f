"""Whole loads, with reading, extraction and the models on a real cluster: what is published is what the local engine publishes."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from orchestration.ledger.store import open_ledger
from orchestration.loading.data_folder import DataFolder

from .published import VOLATILE, columns_of_tables, differences
from .reports import change_folder, write_folder

pytestmark = pytest.mark.cluster
JIXIAO = Path(sys.executable).with_name("jixiao")
REPORT = "2022年度丙市戊区丁街道办事处部门整体支出绩效自评报告\n一、部门概况\n2022年全年预算数1,000.00万元，支出数950.00万元。\n"


@dataclass(frozen=True)
class Home:
    """A data folder with its raw folder beside it."""

    root: Path

    @property
    def raw(self) -> Path:
        return self.root / "raw"

    @property
    def data(self) -> DataFolder:
        return DataFolder(self.root / "data")

    def load(self, *options: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Call `jixiao load` as an operator does."""
        environment = {**os.environ, "JIXIAO_DATA": str(self.data.root), "JIXIAO_SPARK_THREADS": "2", **variables}
        command = [str(JIXIAO), "load", *options, str(self.raw)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=2400)

    def last_run(self) -> dict[str, object]:
        with open_ledger(self.data.ledger) as ledger:
            return dict(ledger.rows("select * from runs order by rowid desc limit 1")[0])


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> tuple[Home, Home]:
    """Two folders of the same reports: one for each engine."""
    here, there = (Home(tmp_path_factory.mktemp(name)) for name in ("here", "there"))
    for home in (here, there):
        write_folder(home.raw)
    return here, there


def assert_alike(here: Home, there: Home) -> None:
    assert differences(here.data.published, there.data.published) == {}
    kept = [{path.name: path.read_bytes() for path in home.data.documents.iterdir()} for home in (here, there)]
    assert kept[0] == kept[1]


def assert_computed_there(home: Home) -> None:
    """Partitioned Parquet, with the rows that were published, of which dbt's tests on the cluster were told."""
    assert home.last_run()["whole_because"] == "computed on a Spark cluster"
    assert any(home.data.computed.glob("main/fct_spending/year_key=2022/*.parquet"))
    assert {path.name for path in home.data.computed.iterdir()} == {"main", "history", "quality"}
    with duckdb.connect(str(home.data.published.resolve()), read_only=True) as held:
        files = home.data.computed / "main" / "fct_spending" / "**" / "*.parquet"
        counts = f"select (select count(*) from fct_spending), (select count(*) from read_parquet('{files}'))"
        published, computed = held.execute(counts).fetchall()[0]
        assert published == computed > 0
        checks = "select count(*) from quality.check_results where layer = 'dbt' and outcome = 'pass'"
        assert held.execute(checks).fetchall()[0][0] > 50


def test_a_first_load_publishes_the_same_rows(homes: tuple[Home, Home], spark_cluster) -> None:
    here, there = homes
    done = here.load()
    assert done.returncode == 0, done.stderr
    done = there.load("--engine", "spark", "--remote", spark_cluster.remote)
    assert done.returncode == 0, done.stderr
    assert there.last_run()["outcome"] == "published"
    assert all(worker.has_code() for worker in spark_cluster.workers)
    assert_computed_there(there)
    assert_alike(here, there)
    with duckdb.connect() as held:
        held.execute(f"attach '{there.data.published.resolve()}' as one (read_only)")
        tables = columns_of_tables(held, "one")
        assert len(tables) > 30
        compared = sum(held.execute(f"select count(*) from one.{table}").fetchall()[0][0] for table in tables)
    assert compared > 5_000
    assert {"loaded_at", "run_id", "started_at", "finished_at", "seconds", "git_sha"} == VOLATILE


def test_an_incremental_load_publishes_the_same_rows(homes: tuple[Home, Home], spark_cluster) -> None:
    """The engine and its place from the environment, as a scheduled night has them."""
    here, there = homes
    for home in homes:
        change_folder(home.raw)
    done = here.load()
    assert done.returncode == 0, done.stderr
    done = there.load(JIXIAO_ENGINE="spark", JIXIAO_SPARK_REMOTE=spark_cluster.remote)
    assert done.returncode == 0, done.stderr
    run = there.last_run()
    assert [run[f"files_{name}"] for name in ("new", "changed", "vanished")] == [1, 1, 1]
    assert_computed_there(there)
    assert_alike(here, there)


def test_a_night_on_this_machine_goes_on_from_one_on_the_cluster(homes: tuple[Home, Home]) -> None:
    here, there = homes
    for home in homes:
        (home.raw / "a.txt").write_text(REPORT, encoding="utf-8")
        done = home.load()
        assert done.returncode == 0, done.stderr
    assert there.last_run()["whole_because"] == "changed: engine of the models"
    assert differences(here.data.published, there.data.published) == {}


def test_a_cluster_that_is_not_there_fails_the_run_and_costs_nothing(tmp_path: Path, spark_cluster) -> None:
    """The next run does it again, here with the models on this machine."""
    from .spark_processes import free_port

    home = Home(tmp_path)
    home.raw.mkdir()
    (home.raw / "a.txt").write_text(REPORT, encoding="utf-8")
    remote = f"sc://127.0.0.1:{free_port()}"
    done = home.load("--engine", "spark", "--remote", remote)
    assert done.returncode == 1
    assert "in step extraction" in done.stderr
    assert f"no Spark Connect server answers at {remote.removeprefix('sc://')}" in done.stderr
    run = home.last_run()
    assert (run["outcome"], run["step"]) == ("failed", "extraction")
    assert not home.data.published.exists()
    assert len(list(home.data.files.iterdir())) == 1
    done = home.load("--engine", "spark", "--remote", spark_cluster.remote, "--models", "duckdb")
    assert done.returncode == 0, done.stderr
    assert "1 files seen: 1 loaded" in done.stdout
    assert home.last_run()["whole_because"] == "there is no build to go on from"
    assert not home.data.computed.exists()
