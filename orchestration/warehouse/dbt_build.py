"""dbt in this process: parse, build, what its tests said and what became of each model.

Importing dbt costs seconds; it is imported inside the functions, only when something is to be built.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import duckdb

from orchestration.ledger.model_builds import ModelBuild
from orchestration.ledger.results import CheckOutcome, CheckResult, Layer, Severity
from orchestration.loading.data_folder import ENVIRONMENT_VARIABLE, DataFolder
from orchestration.loading.durable import write_bytes
from orchestration.warehouse.fingerprint import DBT_PROJECT, rules_hash

RawEvent = dict[str, Any]

_BUILD = ["build", "--exclude-resource-type", "unit_test"]
# Tests are selected as such, not through what they test: a model that is left out keeps its tests.
_GO_ON = ["--exclude", "tag:reference", "config.materialized:view", "--indirect-selection", "empty"]
_PARTIAL_PARSE = "partial_parse.msgpack"

_TEST_OUTCOMES = {
    "pass": CheckOutcome.PASS,
    "warn": CheckOutcome.FAIL,
    "fail": CheckOutcome.FAIL,
    "error": CheckOutcome.ERROR,
    "runtime error": CheckOutcome.ERROR,
    "skipped": CheckOutcome.INSUFFICIENT_DATA,
}


class DbtFailed(Exception):
    """dbt could not parse or run the project at all. The message is dbt's."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build. `checks`: one per data test, and one per model that failed or was not built."""

    checks: list[CheckResult]
    models: list[ModelBuild]


def build(
    folder: DataFolder, on_event: Callable[[RawEvent], None] | None = None, *, is_whole: bool = True
) -> Built:
    """Build every seed and model into a fresh build database, and run the data tests.

    Not whole: go on from the build database that is there. What rests on seeds alone and the views are left as they are,
    of the other models what `macros/touched.sql` says is computed; the data tests are run over everything all the same.
    Unit tests are not run: they test formulas, not data, and belong to the developers' tests. Raises DbtFailed when dbt
    itself fails.
    """
    if is_whole:
        remove_build(folder)
    folder.build_file.parent.mkdir(parents=True, exist_ok=True)
    parsed = parsed_project(folder)
    command = _BUILD if is_whole else [*_BUILD, *_GO_ON]
    results = invoke(folder, command, on_event, folder.dbt_target / "build", parsed)
    return Built(checks_of(results), model_builds(parsed, results, row_counts(folder.build_file)))


def manifest(folder: DataFolder) -> Path:
    """The path of dbt's manifest, parsed anew when the project has changed since or what was parsed is not whole."""
    path, stamp = folder.dbt_target / "manifest.json", folder.dbt_target / "manifest.sha256"
    kept = folder.dbt_target / _PARTIAL_PARSE
    # dbt writes the data folder's path and its own forms into what it has parsed.
    expected = f"{rules_hash()} {metadata.version('dbt-core')} {folder.root.absolute()}"
    if not path.exists() or not stamp.exists() or stamp.read_text() != f"{expected} {_digest(kept)}":
        parsed = folder.dbt_target / f"parse-{os.getpid()}"  # not where a build may be writing now
        try:
            invoke(folder, ["parse"], None, parsed)
            for name in (_PARTIAL_PARSE, path.name):
                os.replace(parsed / name, folder.dbt_target / name)
        finally:
            shutil.rmtree(parsed, ignore_errors=True)
        write_bytes(stamp, f"{expected} {_digest(kept)}".encode())
    return path


def _digest(path: Path) -> str:
    """sha256 of a file; `-` where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else "-"


def parsed_project(folder: DataFolder) -> Any:
    """dbt's own record of the parsed project, for an invocation that is to spare itself the parsing."""
    from dbt.contracts.graph.manifest import Manifest

    manifest(folder)
    return Manifest.from_msgpack((folder.dbt_target / _PARTIAL_PARSE).read_bytes())


def remove_build(folder: DataFolder) -> None:
    """The build database is derived: a fresh one is sound whatever a crash left of the last."""
    for path in (folder.build_file, write_ahead_log(folder)):
        path.unlink(missing_ok=True)


def write_ahead_log(folder: DataFolder) -> Path:
    """DuckDB's log beside the build database: there is none once a build has ended."""
    return folder.build_file.with_name(folder.build_file.name + ".wal")


def row_counts(build_file: Path) -> dict[tuple[str, str], int]:
    """(schema, table) → rows, for every table of a build; empty when there is none."""
    if not build_file.exists():
        return {}
    with duckdb.connect(str(build_file), read_only=True) as connection:
        tables = connection.execute("select schema_name, table_name from duckdb_tables() where not internal").fetchall()
        return {
            (schema, table): connection.execute(f'select count(*) from "{schema}"."{table}"').fetchall()[0][0]
            for schema, table in tables
        }


def invoke(
    folder: DataFolder,
    command: list[str],
    on_event: Callable[[RawEvent], None] | None,
    target: Path,
    parsed: Any = None,
) -> list[Any]:
    """Call dbt; returns its results, a node each. Files of its own go below `target`. Raises DbtFailed."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner
    from google.protobuf.json_format import MessageToDict

    os.environ[ENVIRONMENT_VARIABLE] = str(folder.root)  # the profile's one variable
    os.environ["DO_NOT_TRACK"] = "1"
    callbacks = [lambda event: on_event(MessageToDict(event, preserving_proto_field_name=True))] if on_event else []
    arguments = [*command, "--project-dir", str(DBT_PROJECT), "--profiles-dir", str(DBT_PROJECT)]
    arguments += ["--target-path", str(target), "--log-path", str(folder.dbt_target / "logs"), "--log-level", "none"]
    try:
        response = dbtRunner(manifest=parsed, callbacks=callbacks).invoke(arguments)
    finally:
        DuckDBConnectionManager.close_all_connections()  # or this process keeps the build file locked
    if response.exception is not None:
        raise DbtFailed(f"dbt {command[0]}: {response.exception}") from response.exception
    return list(getattr(response.result, "results", None) or [])


def model_builds(parsed: Any, results: list[Any], rows: Mapping[tuple[str, str], int]) -> list[ModelBuild]:
    """Every model and seed of the project, also those that the build left out; not those that failed."""
    by_node = {result.node.unique_id: result for result in results}
    told = []
    for node in parsed.nodes.values():
        if node.resource_type not in ("model", "seed"):
            continue
        result, there = by_node.get(node.unique_id), rows.get((node.schema, node.alias), 0)
        if result is None:
            told.append(ModelBuild(node.name, is_rebuilt=False, rows_kept=there))
        elif str(result.status) == "success":
            written = int(result.adapter_response.get("rows_affected") or 0)
            told.append(ModelBuild(node.name, is_rebuilt=True, rows_written=written, rows_kept=max(0, there - written)))
    return told


def checks_of(results: list[Any]) -> list[CheckResult]:
    """Every test's result, and every model and seed that is not there as it should be."""
    return [checked for result in results for checked in _as_check(result)]


def _as_check(result: Any) -> list[CheckResult]:
    """A node's result as check results: every test; a model or seed only when it is not there as it should be."""
    node, status = result.node, str(result.status)
    if node.resource_type == "test":
        return [_test_result(node, status, result.failures, result.message)]
    if status == "success":
        return []
    return [
        CheckResult(
            check_name=node.name,
            layer=Layer.DBT,
            severity=Severity.ERROR,
            # What stands behind a failed one is skipped: the failed one blocks and is worth telling.
            outcome=CheckOutcome.INSUFFICIENT_DATA if status == "skipped" else CheckOutcome.ERROR,
            observed=_one_line(result.message) or status,
            expected=f"the {node.resource_type} is built",
        )
    ]


def _test_result(node: Any, status: str, failures: int | None, message: str | None) -> CheckResult:
    outcome = _TEST_OUTCOMES[status]
    severity = Severity.WARNING if status == "warn" or str(node.config.severity).lower() == "warn" else Severity.ERROR
    observed = f"{failures} rows" if outcome is not CheckOutcome.ERROR else _one_line(message)
    return CheckResult(
        check_name=node.name,
        layer=Layer.DBT,
        severity=severity,
        outcome=outcome,
        observed=observed if outcome is not CheckOutcome.INSUFFICIENT_DATA else "not run: what it tests was not built",
        expected="0 rows",
        failing_rows=failures,
    )


def _one_line(message: str | None) -> str | None:
    return " ".join(message.partition("> in macro")[0].split())[:300] if message else None


def read_manifest(path: Path) -> Mapping[str, Any]:
    """The `manifest.json` that dbt wrote."""
    return json.loads(path.read_text(encoding="utf-8"))
