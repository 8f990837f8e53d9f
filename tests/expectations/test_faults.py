"""Each data fault is blocked by the check that docs/data-faults.md names; a good warehouse by none."""

from __future__ import annotations

from pathlib import Path

import pytest

from .faults import FAULTS, Fault

FAULT_PAGE = Path(__file__).parents[2] / "docs" / "data-faults.md"


def blocking(results: dict) -> dict[str, str]:
    return {name: result.outcome.value for name, result in results.items() if result.blocks}


def test_a_good_warehouse_passes_as_a_first_release(gate, good):
    results = gate(good)
    assert blocking(results) == {}
    assert results["report_profiles.median_total_is_plausible"].outcome == "pass"
    assert results["published_tables.rows_are_kept"].outcome == "not_applicable"
    assert results["report_profiles.scores_vary"].outcome == "insufficient_data"


def test_a_good_warehouse_passes_after_a_release(gate, good):
    results = gate(good, good)
    assert blocking(results) == {}
    assert results["published_tables.rows_are_kept"].outcome == "pass"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_blocked_after_a_release(gate, good, spoiled, suite_of, fault: Fault):
    results = gate(spoiled(good, *fault.statements), good, suites_folder=suite_of(fault.by_history))
    assert blocking(results)[fault.by_history] == "fail"


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_five_reports_without_history_are_enough(gate, good_five, spoiled, suite_of, fault: Fault):
    build = spoiled(good_five, *fault.statements)
    if fault.by_itself:
        assert blocking(gate(build, suites_folder=suite_of(fault.by_itself)))[fault.by_itself] == "fail"
    else:
        assert blocking(gate(build)) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_fault_page_names_fault_and_checks(fault: Fault):
    row = next(line for line in FAULT_PAGE.read_text(encoding="utf-8").splitlines() if f"`{fault.name}`" in line)
    for check in filter(None, (fault.by_itself, fault.by_history)):
        assert f"`{check}`" in row
