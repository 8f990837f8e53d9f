"""Validation of frames by Great Expectations, whose import takes ten seconds: import this module late."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import great_expectations as gx
import pandas
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.data_context import EphemeralDataContext
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations.registry import get_expectation_impl

from orchestration.expectations.suites import Expectation, Suite, short
from orchestration.ledger.results import CheckOutcome, CheckResult, Layer, Severity

_SITE = "data_docs"
logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it tells of every folder and metric at INFO


class Validator:
    """One run of the gate: an in-memory context whose results become Data Docs in `site_folder`."""

    def __init__(self, run_id: str, site_folder: Path) -> None:
        # With the time given: otherwise it is guessed from the name, whose random end may look like a time zone.
        self._run_id = gx.RunIdentifier(run_name=run_id, run_time=datetime.now(UTC))
        self._context: EphemeralDataContext = gx.get_context(mode="ephemeral")
        self._context.variables.progress_bars = ProgressBarsConfig(globally=False)
        _remove_temporary_site(self._context)
        self._context.add_data_docs_site(_SITE, _site(site_folder))
        self._source = self._context.data_sources.add_pandas("frames")

    def validate(self, suite: Suite, frame: pandas.DataFrame) -> list[CheckResult]:
        """One result per expectation. Raises what Great Expectations raises where it cannot run the suite at all."""
        enough = {e.name: e for e in suite.expectations if _usable_rows(e, frame) >= e.minimum_values}
        results = {
            _name(result): _check_result(suite, enough[_name(result)], result)
            for result in self._run(suite, list(enough.values()), frame)
        }
        return [results[e.name] if e.name in enough else _insufficient(suite, e, frame) for e in suite.expectations]

    def build_data_docs(self) -> None:
        """Write the pages of everything validated so far."""
        self._context.build_data_docs([_SITE])

    def _run(
        self, suite: Suite, expectations: list[Expectation], frame: pandas.DataFrame
    ) -> list[ExpectationValidationResult]:
        if not expectations:
            return []
        asset = self._source.add_dataframe_asset(suite.frame)
        definition = gx.ValidationDefinition(
            name=suite.frame,
            data=asset.add_batch_definition_whole_dataframe("whole"),
            suite=self._context.suites.add(
                gx.ExpectationSuite(name=suite.frame, expectations=[_translated(e) for e in expectations])
            ),
        )
        validation = self._context.validation_definitions.add(definition)
        return validation.run(batch_parameters={"dataframe": frame}, run_id=self._run_id).results


def _remove_temporary_site(context: EphemeralDataContext) -> None:
    """The folder that each in-memory context makes for itself, and leaves behind."""
    for name, site in list(context.list_data_docs_sites().items()):
        context.delete_data_docs_site(name)
        shutil.rmtree(site["store_backend"]["base_directory"], ignore_errors=True)


def _site(folder: Path) -> Any:
    return {
        "class_name": "SiteBuilder",
        "site_name": "Jixiao 绩效",
        "show_how_to_buttons": False,
        "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.resolve())},
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
    }


def _translated(expectation: Expectation) -> gx.expectations.Expectation:
    settings: dict[str, Any] = {
        **expectation.kwargs,
        "description": f"{expectation.name}: {expectation.meaning_zh} {expectation.meaning_en}",
        "meta": {"name": expectation.name},
    }
    if expectation.where:
        settings |= {"row_condition": expectation.where, "condition_parser": "pandas"}
    return get_expectation_impl(expectation.type)(**settings)


def _name(result: ExpectationValidationResult) -> str:
    configuration = result.expectation_config
    return configuration.meta["name"] if configuration and configuration.meta else ""


def _concerned(expectation: Expectation, frame: pandas.DataFrame) -> pandas.DataFrame:
    return frame.query(expectation.where) if expectation.where else frame


def _usable_rows(expectation: Expectation, frame: pandas.DataFrame) -> int:
    rows = _concerned(expectation, frame)
    # A missing column is not a lack of data: let the expectation itself report it as an error.
    return len(rows.dropna(subset=[column for column in expectation.columns if column in rows.columns]))


def _insufficient(suite: Suite, expectation: Expectation, frame: pandas.DataFrame) -> CheckResult:
    return CheckResult(
        check_name=suite.check_name(expectation),
        layer=Layer.GREAT_EXPECTATIONS,
        severity=expectation.severity,
        outcome=CheckOutcome.INSUFFICIENT_DATA,
        observed=f"{_usable_rows(expectation, frame)} values",
        expected=f"at least {expectation.minimum_values} values to judge: {expectation.wording}",
    )


def _check_result(suite: Suite, expectation: Expectation, result: ExpectationValidationResult) -> CheckResult:
    exception = _exception(result.exception_info or {})
    severity = expectation.severity
    if exception:  # fails closed: what crashed blocks, whatever its severity
        outcome, observed, severity = CheckOutcome.ERROR, exception, Severity.ERROR
    else:
        outcome = CheckOutcome.PASS if result.success else CheckOutcome.FAIL
        observed = _observed(result.result)
    unexpected = result.result.get("unexpected_count")
    return CheckResult(
        check_name=suite.check_name(expectation),
        layer=Layer.GREAT_EXPECTATIONS,
        severity=severity,
        outcome=outcome,
        observed=observed,
        expected=expectation.wording,
        failing_rows=None if unexpected is None else int(unexpected),
    )


def _exception(info: dict[str, Any]) -> str | None:
    """The message of what was raised; one exception, or one for each metric."""
    for entry in (info, *(value for value in info.values() if isinstance(value, dict))):
        if entry.get("raised_exception"):
            return str(entry.get("exception_message"))
    return None


def _observed(result: dict[str, Any]) -> str:
    if "observed_value" in result:
        return short(result["observed_value"])
    counted = result["element_count"] - result.get("missing_count", 0)
    examples = ", ".join(short(value) for value in result.get("partial_unexpected_list", [])[:5])
    return f"{result['unexpected_count']} of {counted} outside" + (f": {examples}" if examples else "")
