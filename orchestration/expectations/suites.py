"""Suites of expectations, read from `suites/*.toml`: one suite is what is expected of one frame."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from orchestration.ledger.results import Severity

SUITES_FOLDER = Path(__file__).parent / "suites"
_SUITE_KEYS = {"frame", "needs_published", "minimum_frame_rows", "expectations"}
_EXPECTATION_KEYS = {
    "name", "type", "kwargs", "where", "minimum_values", "severity", "meaning_zh", "meaning_en",
}  # fmt: skip


class SuiteError(ValueError):
    """A suite file does not say what it must."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation about a frame.

    `where` (a pandas query) keeps the rows it is about. With fewer than `minimum_values` rows there that state all of
    its columns the outcome is insufficient_data: Great Expectations itself calls an empty column a success.
    """

    name: str
    type: str
    kwargs: dict[str, Any]
    meaning_zh: str
    meaning_en: str
    where: str | None = None
    minimum_values: int = 1
    severity: Severity = Severity.ERROR

    @property
    def columns(self) -> list[str]:
        """The frame's columns it needs."""
        single = [self.kwargs[key] for key in ("column", "column_A", "column_B") if key in self.kwargs]
        return single + list(self.kwargs.get("column_list", []))

    @property
    def wording(self) -> str:
        """What is expected, in one line: `total_amount: column median between, min 100000, max 1e+11`."""
        parts = [self.type.removeprefix("expect_").replace("_to_be_", " ").replace("_", " ")]
        for key, value in self.kwargs.items():
            if key == "mostly":
                parts.append(f"for at least {100 * value:g} %")
            elif key not in ("column", "column_A", "column_B", "column_list"):
                parts.append(f"{key.removesuffix('_value')} {short(value)}")
        if self.where:
            parts.append(f"where {self.where}")
        return ": ".join(filter(None, [" ".join(self.columns), ", ".join(parts)]))


@dataclass(frozen=True, slots=True)
class Suite:
    """What is expected of the frame that `frames/<frame>.sql` selects."""

    frame: str
    needs_published: bool
    minimum_frame_rows: int
    expectations: tuple[Expectation, ...] = field(default=())

    def check_name(self, expectation: Expectation) -> str:
        return f"{self.frame}.{expectation.name}"


def read_suite(path: Path) -> Suite:
    """The suite of one file.

    Raises SuiteError on an unknown or missing key, an expectation named twice, or a minimum below 1.
    """
    content = tomllib.loads(path.read_text(encoding="utf-8"))
    _refuse_unknown(path, content, _SUITE_KEYS)
    try:
        minimum_rows = int(content["minimum_frame_rows"])
        guards = (_row_count_expectation(minimum_rows),) if minimum_rows else ()
        expectations = guards + tuple(_expectation(path, entry) for entry in content["expectations"])
        suite = Suite(content["frame"], bool(content["needs_published"]), minimum_rows, expectations)
    except KeyError as missing:
        raise SuiteError(f"{path.name}: {missing} is missing") from missing
    names = [expectation.name for expectation in suite.expectations]
    if len(set(names)) < len(names):
        raise SuiteError(f"{path.name}: an expectation is named twice")
    return suite


def _expectation(path: Path, entry: dict[str, Any]) -> Expectation:
    _refuse_unknown(path, entry, _EXPECTATION_KEYS)
    known = {**entry, "severity": Severity(entry.get("severity", Severity.ERROR))}
    for key in ("name", "type", "kwargs", "meaning_zh", "meaning_en"):
        known[key]  # a KeyError names what is missing
    expectation = Expectation(**known)
    if expectation.minimum_values < 1:
        raise SuiteError(f"{path.name}: {expectation.name} must ask for at least one value")
    return expectation


def _row_count_expectation(minimum_rows: int) -> Expectation:
    return Expectation(
        name="has_rows",
        type="expect_table_row_count_to_be_between",
        kwargs={"min_value": minimum_rows},
        minimum_values=0,
        meaning_zh=f"该数据框至少应有{minimum_rows}行。",
        meaning_en=f"The frame has at least {minimum_rows} rows.",
    )


def _refuse_unknown(path: Path, entry: dict[str, Any], known: set[str]) -> None:
    unknown = sorted(set(entry) - known)
    if unknown:
        raise SuiteError(f"{path.name}: unknown key {', '.join(unknown)}")


def short(value: Any) -> str:
    """A value for a person: six significant digits of a number."""
    return f"{value:.6g}" if isinstance(value, float) else str(value)


def guards(folder: Path = SUITES_FOLDER) -> frozenset[str]:
    """The checks that compare with the last release: what an operator may accept."""
    suites = [read_suite(path) for path in sorted(folder.glob("*.toml"))]
    return frozenset(
        suite.check_name(expectation) for suite in suites if suite.needs_published for expectation in suite.expectations
    )
