"""Write docs/accuracy.md: what is reached per layout and format, on set-aside and on open layouts, with the worst cases.

    python -m tests.corpus.accuracy [--count N] [--out FILE] [--keep DIR] [--without-scans]

Loads each corpus through the real job into a data folder of its own and scores the published warehouse, so that what the
document says is what an analyst gets, contradictions included.
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

from tests.corpus.generate import make_all, save
from tests.corpus.layouts import OPEN
from tests.corpus.matching import Fact
from tests.corpus.score import TABLES, Scored, Source, Summary, score_folder, summarise
from tests.corpus.set_aside import scans, set_aside

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


@dataclass(frozen=True)
class Corpus:
    """One loaded corpus and its scores."""

    scored: list[Scored]
    claimed: int
    printed: int

    def by(self, key: Callable[[Source], str]) -> dict[str, Summary]:
        return summarise(self.scored, key)


def load(folder: Path, data: Path) -> Path:
    """Run the real job over a corpus folder; returns the published file."""
    jixiao = Path(sys.executable).with_name("jixiao")
    environment = {**os.environ, "JIXIAO_DATA": str(data)}
    subprocess.run([str(jixiao), "load", str(folder / "reports")], env=environment, cwd=ROOT, check=True)
    return data / "warehouse.duckdb"


def corpus(folder: Path) -> Corpus:
    """Load a written corpus and score it."""
    warehouse = load(folder, folder / "data")
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
    for name, summary in sorted(groups.items()):
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


def worst_of(scored: list[Scored]) -> str:
    """The reports with the lowest F1, one line each with an example of what went wrong."""
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
                        _example(tally.missed),
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
    whole = aside.by(lambda _: "all")["all"]
    parts = [
        "# Accuracy",
        "Written by `make accuracy`: reports invented from known records, loaded through the real job, the published"
        " warehouse compared with what was printed. F1 by table (recall for contradictions); `fields` is the share of"
        " right attributes on rows that were found; alarms are contradictions of severity error or warning on reports"
        " that have none. Rules: `tests/corpus/matching.py`.",
        "## Layouts set aside",
        "Written before the extractor was tuned, pinned by `tests/corpus/set_aside.sha256`, not looked at since.",
        marks_of(whole),
        table_of(aside.by(lambda source: source.layout), "layout"),
        table_of(aside.by(lambda source: source.file_format), "format"),
        "## Open layouts",
        table_of(opened.by(lambda source: source.layout), "layout"),
        table_of(opened.by(lambda source: source.file_format), "format"),
        "## Printed numbers",
        f"Claimed by a fact or a reason: {_share(aside)} of the set-aside corpus, {_share(opened)} of the open one.",
    ]
    if scanned is not None:
        layered = Summary()
        for each in aside.scored:
            if each.source.file_format == "pdf":
                for table, tally in each.tallies.items():
                    layered.tallies[table] += tally
                layered.reports += 1
                layered.failures += each.failure is not None
        groups = {"text layer": layered, "scanned": scanned.by(lambda _: "all")["all"]}
        parts += ["## The same reports scanned", table_of(groups, "PDF")]
    parts += ["## Worst cases", "Set aside:", worst_of(aside.scored), "Open:", worst_of(opened.scored)]
    return "\n\n".join(parts) + "\n"


def _share(loaded: Corpus) -> str:
    return (
        f"{100 * loaded.claimed / loaded.printed:.1f} % ({loaded.claimed} of {loaded.printed})"
        if loaded.printed
        else "–"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=11, help="reports per open layout")
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "accuracy.md")
    parser.add_argument("--keep", type=Path, help="keep corpora and warehouses here")
    parser.add_argument("--without-scans", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        formats = (
            None
            if not arguments.without_scans
            else [each for layout in OPEN for each in layout.formats if each != "scan"]
        )
        save(set_aside(), folder / "set_aside")
        save(make_all(OPEN, formats, arguments.count, SEED), folder / "open")
        scanned = None
        if not arguments.without_scans:
            save(scans(), folder / "scans")
            scanned = corpus(folder / "scans")
        text = document(corpus(folder / "set_aside"), corpus(folder / "open"), scanned)
    arguments.out.write_text(text, encoding="utf-8")
    print(f"written: {arguments.out}")


if __name__ == "__main__":
    main()
