"""Write docs/accuracy.md: what is reached per layout and format, on set-aside and on open layouts, with the worst cases.

    python -m tests.corpus.accuracy [--count N] [--out FILE] [--keep DIR] [--without-scans]

Loads each corpus through the real job into a data folder of its own and scores the published warehouse, so that what the
document says is what an analyst gets, contradictions included. What a kept folder holds is not written or loaded again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.corpus.generate import Made, distinct_numbers, make, save
from tests.corpus.layouts import OPEN
from tests.corpus.matching import Fact
from tests.corpus.score import TABLES, Scored, Source, Summary, score_folder, summarise
from tests.corpus.set_aside import scans, set_aside
from tests.corpus.writer import available

ROOT = Path(__file__).parents[2]
SEED = 7
SET_ASIDE_MARKS = {
    "reports": 0.98,
    "spending": 0.95,
    "indicators": 0.95,
    "scores": 0.97,
    "findings": 0.92,
    "statistics": 0.85,
    "fields": 0.95,
    "contradictions": 0.95,
}
WORST = 12
ALL = "all"


@dataclass(frozen=True)
class Corpus:
    """One loaded corpus and its scores."""

    scored: list[Scored]
    claimed: int
    printed: int

    def by(self, key: Callable[[Source], str]) -> dict[str, Summary]:
        return summarise(self.scored, key)


def load(folder: Path, data: Path) -> None:
    """Run the real job over a corpus folder."""
    jixiao = Path(sys.executable).with_name("jixiao")
    environment = {**os.environ, "JIXIAO_DATA": str(data)}
    subprocess.run([str(jixiao), "load", str(folder / "reports")], env=environment, cwd=ROOT, check=True)


def corpus(folder: Path) -> Corpus:
    """Load a written corpus, unless it is loaded, and score it."""
    warehouse = folder / "data" / "warehouse.duckdb"
    if not warehouse.exists():
        load(folder, folder / "data")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        claimed, printed = connection.execute(
            "select count(claimed_by), count(*) from quality.printed_numbers"
        ).fetchall()[0]
    return Corpus(score_folder(folder, warehouse=warehouse), claimed, printed)


# Markdown


def figure(value: float | None) -> str:
    return "–" if value is None else f"{value:.3f}"


def values(summary: Summary) -> dict[str, float | None]:
    """F1 by table (recall for contradictions), and the share of right fields."""
    reached: dict[str, float | None] = {
        table: summary.tallies[table].recall if table == "contradictions" else summary.tallies[table].f1
        for table in TABLES
    }
    counts = [pair for tally in summary.tallies.values() for pair in tally.fields.values()]
    total = sum(count for _, count in counts)
    return reached | {"fields": sum(right for right, _ in counts) / total if total else None}


def table_of(groups: dict[str, Summary], head: str) -> str:
    columns = [*TABLES, "fields"]
    lines = [
        f"| {head} | reports read | {' | '.join(columns)} | alarms on clean |",
        "|" + " --- |" + " ---: |" * (len(columns) + 2),
    ]
    for name, summary in sorted(groups.items(), key=lambda pair: (pair[0] == ALL, pair[0])):
        cells = [figure(values(summary)[column]) for column in columns]
        read = f"{summary.reports - summary.failures}/{summary.reports}"
        lines.append(f"| {name} | {read} | {' | '.join(cells)} | {summary.alarms}/{summary.clean} |")
    return "\n".join(lines)


def marks_of(whole: Summary) -> str:
    """The marks set for the set-aside layouts, and whether they are reached."""
    reached = values(whole)
    lines = ["| table | mark | reached | |", "| --- | ---: | ---: | --- |"]
    for name, mark in SET_ASIDE_MARKS.items():
        value = reached[name]
        verdict = "yes" if value is not None and value >= mark else "**no**"
        lines.append(f"| {name} | {mark} | {figure(value)} | {verdict} |")
    return "\n".join(lines)


def worst_of(scored: list[Scored], *, is_set_aside: bool = False) -> str:
    """The reports with the lowest F1, one line each, with an example of what was missed where it may be looked at."""
    cases = []
    for each in scored:
        for table, tally in each.tallies.items():
            value = tally.recall if table == "contradictions" else tally.f1
            if value is not None and value < 1:
                cases.append(
                    (
                        value,
                        each.source.report_id,
                        table,
                        len(tally.missed),
                        len(tally.spurious),
                        "not shown" if is_set_aside else _example(tally.missed),
                    )
                )
    lines = ["| report | table | F1 | missed | spurious | for example |", "| --- | --- | ---: | ---: | ---: | --- |"]
    for value, report_id, table, missed, spurious, example in sorted(cases, key=lambda case: case[:3])[:WORST]:
        lines.append(f"| {report_id} | {table} | {figure(value)} | {missed} | {spurious} | {example} |")
    return "\n".join(lines)


def _example(missed: list[Fact]) -> str:
    if not missed:
        return ""
    row = missed[0]
    text = (
        row.get("quote")
        or row.get("text")
        or row.get("detail")
        or row.get("task")
        or f"{row.get('field')} {row.get('value')}"
    )
    return " ".join(str(text).split())[:60].replace("|", "¦")


def document(aside: Corpus, opened: Corpus, scanned: Corpus | None) -> str:
    whole = aside.by(lambda _: ALL)[ALL]
    layouts = len({each.source.layout for each in opened.scored})
    parts = [
        "# Accuracy",
        "Written by `make accuracy`: reports invented from known records, loaded through the real job, the published"
        " warehouse compared with what was printed. F1 by table (recall for contradictions); `fields` is the share of"
        " right attributes on rows that were found; alarms are contradictions of severity error or warning on reports"
        " that have none. Rules: `tests/corpus/matching.py`.",
        f"This time: {len(aside.scored)} reports in the three layouts set aside, {len(opened.scored)} in {layouts} open"
        f" ones{'' if scanned is None else f', {len(scanned.scored)} set-aside reports once more as scans'}."
        " `--count` sets the number of reports per open layout.",
        "## Layouts set aside",
        "Written before the extractor was tuned, pinned by `tests/corpus/set_aside.sha256`; their texts and misses are"
        " not looked at. One exception: the false alarms were once counted by rule, with the ratio of the two figures"
        " they compare, which gave `two_executed_figures` its bounds; for that rule the alarms told here are no"
        " independent measure. The source of one of the three layouts (chongqing_form) was printed once by mistake; no"
        " rule was taken from it. One line of another (anhui_criteria: its subtotals) was printed by a search, after the"
        " rule on subtotals of levels had been written; it was not changed after that.",
        marks_of(whole),
        _false_alarms(whole),
        table_of(_with_all(aside, lambda source: source.layout), "layout"),
        table_of(aside.by(lambda source: source.file_format), "format"),
        "## Open layouts",
        _false_alarms(opened.by(lambda _: ALL)[ALL]),
        table_of(_with_all(opened, lambda source: source.layout), "layout"),
        table_of(opened.by(lambda source: source.file_format), "format"),
        "## Printed numbers",
        f"Claimed by a fact or a reason: {_share(aside)} of the set-aside corpus, {_share(opened)} of the open one;"
        f" {_share(aside, opened)} of both (mark 97 %).",
    ]
    if scanned is not None:
        layered = Summary()
        for each in aside.scored:
            if each.source.file_format == "pdf":
                for table, tally in each.tallies.items():
                    layered.tallies[table] += tally
                layered.reports += 1
                layered.failures += each.failure is not None
                layered.clean += not each.source.faults
                layered.alarms += each.alarms
        groups = {"text layer": layered, "scanned": scanned.by(lambda _: ALL)[ALL]}
        parts += ["## The same reports scanned", table_of(groups, "PDF"), _points_below(groups)]
    parts += ["## Worst cases", "Set aside (what was missed is not looked at):"]
    parts += [worst_of(aside.scored, is_set_aside=True), "Open:", worst_of(opened.scored)]
    return "\n\n".join(parts) + "\n"


def _with_all(loaded: Corpus, key: Callable[[Source], str]) -> dict[str, Summary]:
    return loaded.by(key) | loaded.by(lambda _: ALL)


def _false_alarms(whole: Summary) -> str:
    return f"False errors or warnings: {whole.alarms} on {whole.clean} clean reports (mark: one on ten)."


def _points_below(groups: dict[str, Summary]) -> str:
    """How far scans stay behind the text layer, table by table."""
    layer, scan = (values(groups[name]) for name in ("text layer", "scanned"))
    told = []
    for table, reached in layer.items():
        scanned = scan[table]
        if reached is not None and scanned is not None:
            told.append(f"{table} {100 * (reached - scanned):.1f}")
    return f"Points below the text layer (mark: at most 5): {', '.join(told)}."


def _share(*corpora: Corpus) -> str:
    claimed, printed = (sum(values) for values in zip(*((each.claimed, each.printed) for each in corpora), strict=True))
    return f"{100 * claimed / printed:.1f} % ({claimed} of {printed})" if printed else "–"


def open_reports(count: int, *, scanned: bool) -> list[Made]:
    """`count` reports of each open layout; layouts begin at different formats, so that few reports show all of them."""
    made: list[Made] = []
    taken: set[tuple[str, ...]] = set()
    for place, layout in enumerate(OPEN):
        usable = [each for each in layout.formats if available(each) and (scanned or each != "scan")]
        for k, number in enumerate(distinct_numbers(layout, count, SEED, taken)):
            made.append(make(layout, usable[(place * count + k) % len(usable)], number, SEED))
    return made


def _write(folder: Path, reports: Callable[[], list[Made]]) -> None:
    if not (folder / "manifest.csv").exists():
        save(reports(), folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=11, help="reports per open layout")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "accuracy.md")
    parser.add_argument("--keep", type=Path, help="keep corpora and warehouses here")
    parser.add_argument("--without-scans", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        _write(folder / "set_aside", set_aside)
        _write(folder / "open", lambda: open_reports(arguments.count, scanned=not arguments.without_scans))
        scanned = None
        if not arguments.without_scans:
            _write(folder / "scans", scans)
            scanned = corpus(folder / "scans")
        text = document(corpus(folder / "set_aside"), corpus(folder / "open"), scanned)
    arguments.out.write_text(text, encoding="utf-8")
    print(f"written: {arguments.out}")


if __name__ == "__main__":
    main()
