"""Score an extraction against a corpus.

    python -m tests.corpus.score --direct OUT_DIR            # extraction only, seconds
    python -m tests.corpus.score --warehouse FILE OUT_DIR    # a published warehouse, contradictions included
        [--table NAME …] [--layout NAME …] [--format NAME …] [--misses N] [--by layout format]

OUT_DIR is what `tests.corpus.generate` wrote; a folder with `reports/` and `gold/` (or --gold) will do. Rules: matching.py.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.corpus import gold as gold_files
from tests.corpus.matching import AMOUNTS, Fact, Tally, compare
from tests.corpus.observed import Reading, load_fund_names, locate, read_directly, read_warehouse

TABLES = ("reports", "spending", "indicators", "scores", "tasks", "findings", "statistics", "contradictions")
WAN = (
    tuple(f"{phase}_wan" for phase in AMOUNTS)
    + tuple(f"{p}_total_wan" for p in ("approved", "adjusted", "executed"))
    + ("funding_wan",)
)


@dataclass(frozen=True)
class Source:
    """One report of the corpus."""

    report_id: str
    path: Path
    layout: str = "?"
    file_format: str = "?"
    faults: str = ""


@dataclass
class Scored:
    source: Source
    tallies: dict[str, Tally]
    failure: str | None = None
    alarms: int = 0  # errors and warnings of a report without a planted contradiction
    seconds: float = 0.0


@dataclass
class Summary:
    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    reports: int = 0
    failures: int = 0
    clean: int = 0
    alarms: int = 0
    seconds: float = 0.0


def sources_of(folder: Path) -> list[Source]:
    """The reports of a corpus, with layout and format where a manifest says so."""
    manifest = folder / "manifest.csv"
    if manifest.exists():
        with manifest.open(encoding="utf-8", newline="") as file:
            return [
                Source(
                    Path(row["file"]).stem,
                    folder / "reports" / row["file"],
                    row["layout"],
                    row["format"],
                    row["faults"],
                )
                for row in csv.DictReader(file)
            ]
    files = folder / "reports" if (folder / "reports").is_dir() else folder
    return [Source(path.stem, path, "?", path.suffix[1:]) for path in sorted(files.iterdir()) if path.is_file()]


def gold_of(folder: Path) -> dict[str, dict[str, list[Fact]]]:
    """Gold rows by report and table; money in yuan under the names of the extraction (`approved`, `funding` …)."""
    by_report: dict[str, dict[str, list[Fact]]] = defaultdict(lambda: defaultdict(list))
    for table, rows in gold_files.read(folder).items():
        for row in rows:
            fact: Fact = {key: value if value != "" else None for key, value in row.items() if key is not None}
            for key in WAN:
                if key in fact:
                    value = fact.pop(key)
                    fact[key.removesuffix("_wan")] = None if value is None else float(value) * 10000
            by_report[row["report_id"]][table].append(fact)
    return by_report


def score_reading(source: Source, gold: dict[str, list[Fact]], reading: Reading, tables: tuple[str, ...]) -> Scored:
    """All tables of one report."""
    if "statistics" in tables:
        locate(reading.text, gold.get("statistics", []), reading.tables["statistics"])
    tallies = {table: compare(table, gold.get(table, []), reading.tables[table]) for table in tables}
    is_clean = not gold.get("contradictions")
    alarms = (
        sum(row.get("severity") in ("error", "warning") for row in reading.tables["contradictions"]) if is_clean else 0
    )
    return Scored(source, tallies, reading.failure, alarms)


def score_folder(
    folder: Path,
    *,
    warehouse: Path | None = None,
    gold: Path | None = None,
    tables: tuple[str, ...] = TABLES,
    wanted: Callable[[Source], bool] = lambda source: True,
) -> list[Scored]:
    """Score the reports of a corpus folder, from a warehouse or by running the extraction."""
    golds = gold_of(gold or folder / "gold")
    sources = [source for source in sources_of(folder) if wanted(source) and source.report_id in golds]
    tables = tuple(table for table in tables if warehouse or table != "contradictions")
    read = read_warehouse(warehouse, report_ids={source.report_id for source in sources}) if warehouse else {}
    scored = []
    for source in sources:
        begun = time.perf_counter()
        reading = (
            read.get(source.report_id) or Reading(failure="not in the warehouse") if warehouse else _guarded(source)
        )
        each = score_reading(source, golds[source.report_id], reading, tables)
        each.seconds = time.perf_counter() - begun
        scored.append(each)
    return scored


def _guarded(source: Source) -> Reading:
    """A crash of the extraction is a result of its own here: the report counts as missed."""
    try:
        return read_directly(source.path.read_bytes(), source.path.name)
    except Exception as error:  # noqa: BLE001 - the scorer must go on and say what crashed
        return Reading(failure=f"CRASH {type(error).__name__}: {error}")


def summarise(scored: list[Scored], key: Callable[[Source], str]) -> dict[str, Summary]:
    groups: dict[str, Summary] = defaultdict(Summary)
    for each in scored:
        group = groups[key(each.source)]
        group.reports += 1
        group.failures += each.failure is not None
        group.alarms += each.alarms
        group.clean += not each.source.faults
        group.seconds += each.seconds
        for table, tally in each.tallies.items():
            group.tallies[table] += tally
    return groups


def figure(value: float | None) -> str:
    return "   –  " if value is None else f"{value:6.3f}"


def print_summary(groups: dict[str, Summary], title: str) -> None:
    """A line per group: F1 (recall for contradictions) by table, fields, failures."""
    tables = [table for table in TABLES if any(table in group.tallies for group in groups.values())]
    print(
        f"\n{title:<26}{'n':>4}"
        + "".join(f"{table[:9]:>10}" for table in tables)
        + f"{'fields':>10}{'failed':>8}{'alarms':>8}"
    )
    for name, group in sorted(groups.items()):
        cells = [group.tallies[t].recall if t == "contradictions" else group.tallies[t].f1 for t in tables]
        fields = [counts for tally in group.tallies.values() for counts in tally.fields.values()]
        total = sum(count for _, count in fields)
        share = sum(right for right, _ in fields) / total if total else None
        print(
            f"{name:<26}{group.reports:>4}" + "".join(f"{figure(cell):>10}" for cell in cells) + f"{figure(share):>10}"
            f"{group.failures:>8}{group.alarms:>8}"
        )


def print_details(scored: list[Scored], tables: tuple[str, ...], limit: int) -> None:
    """Missed, spurious and differing rows, table by table."""
    for each in scored:
        if each.failure:
            print(f"! {each.source.report_id}: {each.failure}")
    for table in tables:
        tallies = [(each.source, each.tallies[table]) for each in scored if table in each.tallies]
        missed = [row for _, tally in tallies for row in tally.missed]
        spurious = [row for _, tally in tallies for row in tally.spurious]
        differing = [row for _, tally in tallies for row in tally.differing]
        if missed or spurious or differing:
            kinds = Counter(name for name, _, _ in differing)
            print(f"\n{table}: {len(missed)} missed, {len(spurious)} spurious, fields that differ {dict(kinds)}")
        for word, rows in (("missed  ", missed), ("spurious", spurious)):
            for row in rows[:limit]:
                print(f"  {word} {describe(row)}")
        for name, gold, row in differing[:limit]:
            print(f"  differs  {gold['report_id']}: {name} gold {gold[name]!r}, read {row[name]!r} in {describe(row)}")


def describe(row: Fact) -> str:
    skipped = {"report_id", "passages", "places", "place", "optional", "note", "section", "period", "is_restatement"}
    shown = {key: value for key, value in row.items() if key not in skipped and value not in (None, "", [])}
    return f"{row.get('report_id')}: " + " ".join(
        f"{key}={' '.join(str(value).split())[:40]}" for key, value in shown.items()
    )


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0], epilog="Rules of comparison: matching.py")
    parser.add_argument("folder", type=Path)
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument("--direct", action="store_true", help="run the extraction on each file")
    how.add_argument("--warehouse", type=Path, help="read a published warehouse")
    parser.add_argument("--gold", type=Path, help="folder of gold CSV files (default OUT_DIR/gold)")
    parser.add_argument("--table", nargs="+", choices=TABLES, default=TABLES)
    parser.add_argument("--layout", nargs="+", default=[])
    parser.add_argument("--format", nargs="+", default=[])
    parser.add_argument("--report", nargs="+", default=[])
    parser.add_argument("--misses", type=int, default=0, metavar="N", help="print up to N rows of each sort per table")
    parser.add_argument("--by", nargs="*", choices=("layout", "format", "report"), default=["layout", "format"])
    arguments = parser.parse_args()
    load_fund_names(Path(__file__).parents[2])

    def wanted(source: Source) -> bool:
        return all(
            not names or value in names
            for names, value in (
                (arguments.layout, source.layout),
                (arguments.format, source.file_format),
                (arguments.report, source.report_id),
            )
        )

    scored = score_folder(
        arguments.folder,
        warehouse=arguments.warehouse,
        gold=arguments.gold,
        tables=tuple(arguments.table),
        wanted=wanted,
    )
    keys: dict[str, Callable[[Source], str]] = {
        "layout": lambda s: s.layout,
        "format": lambda s: s.file_format,
        "report": lambda s: s.report_id,
    }
    if arguments.misses:
        print_details(scored, tuple(arguments.table), arguments.misses)
    for name in arguments.by:
        print_summary(summarise(scored, keys[name]), f"by {name}")
    overall = summarise(scored, lambda _: "all")
    print_summary(overall, "overall")
    seconds: Any = overall["all"].seconds if overall else 0
    print(f"\n{len(scored)} reports, {seconds:.1f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
