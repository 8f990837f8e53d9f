"""A night computes what its reports touch, and the warehouse is what a build of everything gives, row for row."""

from __future__ import annotations

import csv
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pytest

from orchestration.ledger import extractions, runs
from orchestration.ledger.model_builds import ModelBuild, models_of
from orchestration.ledger.results import CheckResult
from orchestration.ledger.store import open_ledger
from orchestration.loading.data_folder import ENVIRONMENT_VARIABLE, DataFolder
from orchestration.nightly import steps
from orchestration.nightly.build_step import build_models, is_news
from orchestration.nightly.intake import Intake
from orchestration.nightly.publish_step import publish_release
from orchestration.warehouse import basis, dbt_build, fingerprint
from orchestration.warehouse.seals import seal
from tests.corpus.generate import make
from tests.corpus.layouts import OPEN

from .nights import RAW

PASSED = [CheckResult("stands_in_for_expectations", "great_expectations", "error", "pass")]
LAYOUTS = OPEN[:3]
OF_THE_RUN = {"quality.check_results", "quality.runs", "quality.release_changes"}  # publish writes these
OF_THE_BUILD = {f"intermediate.int_{what}_inputs" for what in ("offices", "reports", "documents")}  # against the last build
CORRECTION = ["fact_table", "fact_key", "column_name", "old_value", "new_value", "evidence", "who", "when", "why"]
YEARLY = """{year}年度丙市戊区甲街道办事处部门整体支出绩效自评报告
一、部门概况
{year}年全年预算数1,000.00万元，支出数{spent}.00万元，执行率{rate}%，比上年增加{more}.00万元。
年末结转结余{left}.00万元。全年走访困难家庭120户，举办讲座15场。
二、存在问题
一是预算编制不够细致。
三、自评得分
自评总分95分。
"""


@dataclass
class Nights:
    """Nights in this process, without the expectations: what is looked at is what dbt builds."""

    root: Path
    data: DataFolder = field(init=False)

    def __post_init__(self) -> None:
        self.data = DataFolder(self.root / "data")
        (self.root / "raw").mkdir()

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.root / "raw" / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    def run(self, *named: Path) -> tuple[str | None, dict[str, ModelBuild]]:
        """A night that publishes: why it built everything anew, and what it did with each model."""
        run = steps.begin(self.data)
        with run.ledger:
            intake = Intake((self.root / "raw", *named))
            steps.take_in(run, intake)
            steps.extract(run, intake)
            assert is_news(run)
            build_models(run)
            seal("gx", self.data.build_file, PASSED, self.data.seals)
            publish_release(run)
            return runs.get_run(run.ledger, run.run_id)["whole_because"], models_of(run.ledger, run.run_id)

    def query(self, sql: str) -> list[tuple]:
        with duckdb.connect(str(self.data.published.resolve()), read_only=True) as warehouse:
            return warehouse.execute(sql).fetchall()

    def differences(self) -> dict[str, tuple[int, int]]:
        """Table → rows that only the night's build has, and rows that only a build of everything from its inputs has."""
        kept, reference = self.root / "kept.duckdb", self.root / "reference.duckdb"
        os.replace(self.data.build_file, kept)
        with pytest.MonkeyPatch.context() as patch:  # what tests say of the same rows is known
            patch.setattr(dbt_build, "_BUILD", [*dbt_build._BUILD, "test"])
            dbt_build.build(self.data)
        os.replace(self.data.build_file, reference)
        os.replace(kept, self.data.build_file)
        with duckdb.connect() as connection:
            for name, file in (("night", self.data.build_file), ("published", self.data.published.resolve()), ("whole", reference)):
                connection.execute(f"attach '{file}' as {name} (read_only)")
            found = _differences(connection, "night", OF_THE_BUILD) | _differences(connection, "published", OF_THE_RUN)
            for database in ("night", "whole"):
                connection.execute(f"detach {database}")
        return found


def _differences(connection: duckdb.DuckDBPyConnection, database: str, apart: set[str]) -> dict[str, tuple[int, int]]:
    tables = _described(connection, database)
    whole = {name: told for name, told in _described(connection, "whole").items() if name.split(".")[0] in _schemas(tables)}
    assert tables == whole  # names, columns, types and what is said of them
    found = {}
    for name in tables.keys() - apart:
        ours, theirs = f"{database}.{name}", f"whole.{name}"
        only = [
            connection.execute(f"select count(*) from (from {one} except all from {other})").fetchall()[0][0]
            for one, other in ((ours, theirs), (theirs, ours))
        ]
        if any(only):
            found[f"{database}.{name}"] = (only[0], only[1])
    return found


def _schemas(tables: dict[str, list]) -> set[str]:
    return {name.split(".")[0] for name in tables}


def _described(connection: duckdb.DuckDBPyConnection, database: str) -> dict[str, list]:
    rows = connection.execute(
        "select schema_name || '.' || table_name, list([column_name, data_type, columns.comment] order by column_index),"
        " any_value(tables.comment) from duckdb_columns() as columns join duckdb_tables() as tables"
        " using (database_name, schema_name, table_name) where database_name = ? group by 1",
        [database],
    ).fetchall()
    return {name: [*columns, comment] for name, columns, comment in rows}


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(ENVIRONMENT_VARIABLE, "unused")  # dbt is told its data folder by it: leave it as it was
        yield Nights(tmp_path)


@pytest.mark.long
def test_every_night_is_what_a_build_of_everything_gives(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, layout in enumerate(LAYOUTS):
        nights.put(f"{number}.txt", make(layout, "txt", number, 20).content)
    nights.put("2021.txt", YEARLY.format(year=2021, spent=900, rate=90, more=10, left=100))
    nights.put("xinglin.md", (RAW / "2023-jimei-xinglin.md").read_bytes())
    assert nights.run()[0] == "there is no build to go on from"
    reports = nights.query("select count(*) from dim_reports")[0][0]
    assert reports == len(LAYOUTS) + 2

    # One new report, of an office whose last year's is there.
    nights.put("2022.txt", YEARLY.format(year=2022, spent=950, rate=95, more=60, left=50))
    whole_because, models = nights.run()
    assert whole_because is None
    assert_touched(models, nights)
    assert nights.query("select other_report_key is not null from fct_contradictions where rule = 'last_year_figures'") == [(True,)]
    assert nights.differences() == {}

    # A re-issue beside the report, another under its name, one retracted, one gone, one broken; last year's is corrected.
    nights.put("xinglin-更正版.md", (RAW / "2023-jimei-xinglin_更正版.md").read_bytes())
    nights.put("2021.txt", YEARLY.format(year=2021, spent=890, rate=89, more=10, left=110))
    nights.put("broken.pdf", b"%PDF-1.7 cut short")
    (nights.root / "raw" / "1.txt").unlink()
    retracted = nights.query("select series_key, document_key from dim_reports where source_path like '%/0.txt'")[0]
    with open_ledger(nights.data.ledger) as ledger:
        extractions.retract(ledger, retracted[0], [retracted[1]])
    whole_because, models = nights.run()
    assert whole_because is None
    # Two versions each of two reports, the year after one of them, and nothing of the retracted one.
    assert models["int_report_totals_assembled"] == ModelBuild("int_report_totals_assembled", True, 5, reports - 3)
    assert nights.query("select count(*) from history.fct_report_totals") == [(2,)]
    assert nights.differences() == {}

    # A correction and another seed: everything is computed anew.
    key, value = nights.query("select spending_key, executed_amount from fct_spending where executed_amount > 1 order by all")[0]
    with (nights.data.root / "corrections.csv").open("w", encoding="utf-8", newline="") as file:
        line = ["fct_spending", key, "executed_amount", value, "1.00", "p. 1", "reviewer", "2024-01-06T08:00:00Z", "misread"]
        csv.writer(file).writerows([CORRECTION, line])
    change_seed(nights.root / "project", monkeypatch)
    assert nights.run()[0] == "changed: models, seeds, variables or checks, corrections.csv"
    assert nights.query("select count(*) from dim_funds where fund_key = 'another'") == [(1,)]
    assert nights.query(f"select executed_amount::int from fct_spending where spending_key = '{key}'") == [(1,)]

    # The retracted report comes back, one is moved, one is new; the correction still stands.
    os.replace(nights.root / "raw" / "2.txt", nights.root / "raw" / "moved.txt")
    nights.put("new.txt", make(OPEN[0], "txt", 77, 20).content)
    assert nights.run(nights.root / "raw" / "0.txt")[0] is None
    assert nights.query(f"select executed_amount::int from fct_spending where spending_key = '{key}'") == [(1,)]
    assert nights.query("select count(*) from dim_reports") == [(reports + 2,)]
    assert nights.differences() == {}


def assert_touched(models: dict[str, ModelBuild], nights: Nights) -> None:
    """Rows written are those of the new report, and seeds, what rests on them and views are left as they were."""
    facts = [name for name in models if name.startswith("fct_") and name != "fct_corrections"]
    assert len(facts) == 10
    for name in facts:
        new = nights.query(f"select count(*) from {name} where report_key = (select report_key from dim_reports"
                           " where source_path like '%/2022.txt')")[0][0]  # fmt: skip
        assert models[name] == ModelBuild(name, True, new, nights.query(f"select count(*) from {name}")[0][0] - new), name
    assert models["fct_report_totals"].rows_written == 1
    assert models["quality_document_texts"].rows_written == 1
    left = {name for name, model in models.items() if not model.is_rebuilt}
    assert left >= {"division_subdistricts", "dim_subdistricts", "int_divisions_named", "rules", "stg_spending", "spending_wan"}
    assert not left & {"dim_offices", "dim_reports", "fct_spending", "history_fct_spending"}
    assert models["dim_subdistricts"].rows_kept == 41_352
    assert all(model.rows_written == 0 for name, model in models.items() if name in left)


def change_seed(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From now on the project is one with a fund more."""
    shutil.copytree(fingerprint.DBT_PROJECT, project, ignore=shutil.ignore_patterns("target", "logs"))
    with (project / "seeds" / "dictionaries" / "funds.csv").open("a", encoding="utf-8") as file:
        file.write("another,另一资金,Another fund\n")
    monkeypatch.setattr(dbt_build, "DBT_PROJECT", project)
    for module in (fingerprint, dbt_build, basis):
        monkeypatch.setattr(module, "rules_hash", lambda: "of another project")
