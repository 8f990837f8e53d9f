"""The gate: every suite over its frame, every outcome a row, and a crash never a pass."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from orchestration.expectations.data_docs import finish_site
from orchestration.expectations.frames import attached, select_frame
from orchestration.expectations.suites import SUITES_FOLDER, Suite, read_suite
from orchestration.ledger.results import CheckOutcome, CheckResult, Layer, Severity

if TYPE_CHECKING:
    from orchestration.expectations.validation import Validator


def run_gate(
    build_path: Path, published_path: Path | None, docs_dir: Path, run_id: str, suites_folder: Path = SUITES_FOLDER
) -> list[CheckResult]:
    """Hold a candidate against all suites and write the run's Data Docs to `docs_dir/<run_id>`.

    `published_path` is the last release, None before the first one: what compares with it is then not_applicable. Both
    files are opened read-only. What crashes has the outcome error and blocks; suites after it are still judged.
    """
    suites, results = _read_suites(suites_folder)
    try:
        from orchestration.expectations.validation import Validator

        validator = Validator(run_id, docs_dir / run_id)
        with attached(build_path, published_path) as connection:
            for suite in suites:
                if suite.needs_published and published_path is None:
                    results += _without_judgement(suite, CheckOutcome.NOT_APPLICABLE, "no release to compare with")
                else:
                    results += _judge(suite, connection, validator)
    except Exception as error:  # noqa: BLE001  fails closed: what was not judged is an error
        judged = {result.check_name for result in results}
        unjudged = [r for suite in suites for r in _without_judgement(suite, CheckOutcome.ERROR, _told(error))]
        return results + [result for result in unjudged if result.check_name not in judged]
    return [*results, _write_docs(validator, docs_dir, run_id)]


def _read_suites(folder: Path) -> tuple[list[Suite], list[CheckResult]]:
    suites, failures = [], []
    for path in sorted(folder.glob("*.toml")):
        try:
            suites.append(read_suite(path))
        except (ValueError, OSError) as error:
            failures.append(_error(f"{path.stem}.suite", error))
    if not suites and not failures:
        failures.append(_error("suites", FileNotFoundError(f"no suite in {folder}")))
    return suites, failures


def _judge(suite: Suite, connection: duckdb.DuckDBPyConnection, validator: Validator) -> list[CheckResult]:
    try:
        return validator.validate(suite, select_frame(connection, suite.frame))
    except Exception as error:  # noqa: BLE001  fails closed: the whole suite is an error
        return _without_judgement(suite, CheckOutcome.ERROR, _told(error))


def _write_docs(validator: Validator, docs_dir: Path, run_id: str) -> CheckResult:
    """Pages that cannot be written are told, but do not keep good data from being published."""
    try:
        validator.build_data_docs()
        finish_site(docs_dir, run_id)
    except Exception as error:  # noqa: BLE001  told as a warning
        return _error("data_docs.written", error, Severity.WARNING)
    return CheckResult("data_docs.written", Layer.GREAT_EXPECTATIONS, Severity.WARNING, CheckOutcome.PASS)


def _without_judgement(suite: Suite, outcome: CheckOutcome, observed: str) -> list[CheckResult]:
    return [
        CheckResult(
            check_name=suite.check_name(expectation),
            layer=Layer.GREAT_EXPECTATIONS,
            severity=Severity.ERROR if outcome is CheckOutcome.ERROR else expectation.severity,
            outcome=outcome,
            observed=observed,
            expected=expectation.meaning_en,
        )
        for expectation in suite.expectations
    ]


def _error(name: str, error: Exception, severity: Severity = Severity.ERROR) -> CheckResult:
    return CheckResult(name, Layer.GREAT_EXPECTATIONS, severity, CheckOutcome.ERROR, _told(error))


def _told(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return f"{type(error).__name__}: {lines[0] if lines else ''}"[:500]
