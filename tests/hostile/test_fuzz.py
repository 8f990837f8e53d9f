"""A little of the fuzzer in every test run; `make fuzz` runs all of it."""

from __future__ import annotations

from collections import Counter

from .fuzz import FORMATS, outcomes


def test_mutated_files_are_read_or_refused_with_a_reason() -> None:
    counts: Counter[str] = Counter()
    for format_name, outcome, again in outcomes(12, 7, FORMATS):
        assert not outcome.startswith("unexplained"), f"{format_name}: {outcome} ({again})"
        counts[outcome] += 1
    assert counts["read"] > 20
    assert counts["refused"] > 10
