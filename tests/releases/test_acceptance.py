"""Only failed guards against the last release can be accepted, and who accepted them is told."""

from __future__ import annotations

import pytest

from orchestration.expectations.suites import guards
from orchestration.ledger.results import CheckResult
from orchestration.releases.acceptance import accept, parse_acceptance


def check(name: str, outcome: str, severity: str = "error") -> CheckResult:
    return CheckResult(name, "great_expectations", severity, outcome, "0.9", "at most 0.2")


def test_who_and_why() -> None:
    assert str(parse_acceptance("Li Hua: the office was merged: see 12")) == (
        "accepted by Li Hua: the office was merged: see 12"
    )
    assert parse_acceptance("李华：机构合并").who == "李华"
    for text in ("Li Hua", "Li Hua:", ": because", " : "):
        with pytest.raises(ValueError, match="who accepts it and why"):
            parse_acceptance(text)


def test_guards_are_what_compares_with_the_last_release() -> None:
    assert {"published_corpus.documents_are_kept", "published_tables.rows_are_kept"} <= guards()
    assert not any(name.startswith(("printed_figures.", "corpus.")) for name in guards())


def test_a_failed_guard_no_longer_blocks_and_all_else_does() -> None:
    results = [
        check("guard", "fail"), check("crashed", "error"), check("other", "fail"), check("fine", "pass"),
    ]  # fmt: skip
    found = accept(results, parse_acceptance("Li Hua: merged"), {"guard", "crashed", "fine"})
    assert [result.blocks for result in found] == [False, True, True, False]
    assert (found[0].outcome, found[0].severity) == ("fail", "warning")
    assert found[0].observed == "0.9; accepted by Li Hua: merged"
    assert found[1:] == results[1:]
