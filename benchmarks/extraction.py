"""Extraction of text: against one pass over the same text, against the peer, and with two processes against one."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

from benchmarks.corpora import SEED
from benchmarks.measure import Figure, cpu_of
from benchmarks.peers.afternoon import read_report
from orchestration.document import Document
from orchestration.extraction import NotAReport, extract_document, extract_report
from orchestration.reading import ReadError, read_document
from tests.corpus.generate import make_all, save
from tests.corpus.layouts import OPEN
from tests.corpus.matching import AMOUNTS, Fact, Tally, compare
from tests.corpus.observed import load_fund_names
from tests.corpus.score import gold_of, score_folder, sources_of

_ONE_PASS = re.compile(r"([-−]?\d[\d,]*(?:\.\d+)?)\s*(%|％|亿元|万元|元|人次|人|户|个|次|宗|件|家|场|分|平方米|公里)")
_WARM = 4  # every fourth report is read before the clock starts
_BATCH = 12
_ROUNDS = 5  # of the one pass, which is over too soon to be measured alone
_COMPARED = ("spending", "scores", "indicators")


def against_one_pass(folder: Path, reports: int) -> list[Figure]:
    """One process, processor time, the files in memory. Each report is read once, after others of its layout.

    What is compared takes turns on small batches, so that other work on the machine disturbs all of it alike.
    """
    files = [(path.read_bytes(), path.name) for path in sorted(folder.iterdir())[:reports]]
    fresh = [file for number, file in enumerate(files) if number % _WARM]
    _work_through(files[::_WARM])
    seconds: dict[str, float] = defaultdict(float)
    for start in range(0, len(fresh), _BATCH):
        for name, spent in _work_through(fresh[start : start + _BATCH]).items():
            seconds[name] += spent
    extract, read_and_extract = seconds["extract"], seconds["read"] + seconds["extract"]
    detail = {
        "reports": len(fresh),
        "characters": sum(len(data.decode()) for data, _ in fresh) // len(fresh),
        **{f"{name}_ms": round(1000 * spent / len(fresh), 2) for name, spent in seconds.items()},
    }
    return [
        Figure("extraction of all tables / one pass of NFKC and a regex", extract / seconds["one_pass"], "<= 15", detail),
        Figure("reading and extraction / one pass", read_and_extract / seconds["one_pass"], None, detail),
        Figure("reading and extraction / the peer", read_and_extract / seconds["peer"], "<= 1", detail),
    ]


def _work_through(files: list[tuple[bytes, str]]) -> dict[str, float]:
    """Processor seconds of each of the contestants on some files."""
    texts = [data.decode() for data, _ in files]
    documents: list[tuple[Document, str]] = []
    return {
        "one_pass": cpu_of(lambda: [_one_pass(text) for _ in range(_ROUNDS) for text in texts]) / _ROUNDS,
        "read": cpu_of(lambda: documents.extend((read_document(data, name), name) for data, name in files)),
        "extract": cpu_of(lambda: _each(extract_document, documents)),
        "peer": cpu_of(lambda: [read_report(text) for text in texts]),
    }


def _one_pass(text: str) -> list[tuple[str, str]]:
    return _ONE_PASS.findall(unicodedata.normalize("NFKC", text))


def with_two_processes(folder: Path, reports: int) -> Figure:
    """Wall time, every process warm before the clock starts; needs two free cores to say anything."""
    files = [(path.read_bytes(), path.name) for path in sorted(folder.iterdir())[:reports]]
    context = get_context("spawn")
    seconds = {}
    for processes in (1, 2):
        ready = context.Barrier(processes + 1)
        start = (ready, files[::_WARM])
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_warm_up, initargs=start) as pool:
            for _ in range(processes):  # each starts with a task
                pool.submit(len, ())
            ready.wait()
            begun = time.perf_counter()
            list(pool.map(_one, files, chunksize=8))
            seconds[processes] = time.perf_counter() - begun
    detail = {"reports": len(files), "seconds": {str(key): round(value, 2) for key, value in seconds.items()}}
    return Figure("one process / two processes", seconds[1] / seconds[2], ">= 1.7", detail)


def _warm_up(ready: Barrier, files: list[tuple[bytes, str]]) -> None:
    _each(extract_report, files)
    ready.wait()


def accuracy_of_both(folder: Path, per_layout: int) -> Figure:
    """F1 of Jixiao and of the peer on reports of the open layouts, over the tables that the peer gives."""
    save(make_all(OPEN, ["txt"], per_layout, SEED), folder)
    load_fund_names(Path(__file__).parents[1])
    ours: dict[str, Tally] = defaultdict(Tally)
    for scored in score_folder(folder, tables=_COMPARED):
        for table, tally in scored.tallies.items():
            ours[table] += tally
    theirs: dict[str, Tally] = defaultdict(Tally)
    golds = gold_of(folder / "gold")
    for source in sources_of(folder):
        rows = _rows_of_peer(source.path.read_text(encoding="utf-8"), source.report_id)
        for table in _COMPARED:
            theirs[table] += compare(table, golds[source.report_id].get(table, []), rows[table])
    detail = {
        "jixiao": {table: round(ours[table].f1 or 0, 3) for table in _COMPARED},
        "peer": {table: round(theirs[table].f1 or 0, 3) for table in _COMPARED},
    }
    mean = {name: sum(values.values()) / len(_COMPARED) for name, values in detail.items()}
    return Figure("mean F1 of the peer / of Jixiao, open corpus", mean["peer"] / mean["jixiao"], None, detail)


def _rows_of_peer(text: str, report_id: str) -> dict[str, list[Fact]]:
    """The peer's frames under the gold's names."""
    found = read_report(text)
    columns: dict[str, tuple[str, ...]] = {
        "spending": ("item", "breakdown", "direction", "fund", "declared_rate_pct", "quote", *AMOUNTS)
    }
    columns["scores"] = ("component", "score", "grade", "max_score", "rate_pct", "quote")
    columns["indicators"] = (
        "name", "level1", "level2", "target_text", "target_comparator", "target_value", "target_unit", "actual_text",
        "actual_comparator", "actual_value", "actual_unit", "declared_status", "declared_completion_pct", "quote",
    )  # fmt: skip
    rows = {}
    for table, names in columns.items():
        frame = getattr(found, table)
        plain = frame.astype(object).where(frame.notna(), None).to_dict("records")
        fixed = {"report_id": report_id, "rule": "peer", "is_restatement": False}
        rows[table] = [{**dict.fromkeys(names), **row, **fixed} for row in plain]
    return rows


def _each(work: object, items: Iterable[tuple[object, str]]) -> None:
    for content, name in items:
        try:
            work(content, name)  # type: ignore[operator]
        except (ReadError, NotAReport):
            continue


def _one(file: tuple[bytes, str]) -> int:
    try:
        return len(extract_report(*file).spending)
    except (ReadError, NotAReport):
        return 0
