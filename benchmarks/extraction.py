"""Extraction of text: against one pass over the same text, against the peer, and with two processes against one."""

from __future__ import annotations

import re
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.corpora import SEED
from benchmarks.measure import Figure, least_cpu
from benchmarks.peers.afternoon import read_report
from orchestration.extraction import NotAReport, extract_document, extract_report
from orchestration.reading import ReadError, read_document
from tests.corpus.generate import make_all, save
from tests.corpus.layouts import OPEN
from tests.corpus.matching import AMOUNTS, Fact, Tally, compare
from tests.corpus.observed import load_fund_names
from tests.corpus.score import gold_of, score_folder, sources_of

_ONE_PASS = re.compile(r"([-−]?\d[\d,]*(?:\.\d+)?)\s*(%|％|亿元|万元|元|人次|人|户|个|次|宗|件|家|场|分|平方米|公里)")
_COMPARED = ("spending", "scores", "indicators")


def against_one_pass(folder: Path, reports: int) -> list[Figure]:
    """One process, processor time, the files in memory."""
    files = [(path.read_bytes(), path.name) for path in sorted(folder.iterdir())[:reports]]
    texts = [data.decode() for data, _ in files]
    documents = [(read_document(data, name), name) for data, name in files]
    one_pass = least_cpu(lambda: [_ONE_PASS.findall(unicodedata.normalize("NFKC", text)) for text in texts])
    read_and_extract = least_cpu(lambda: _each(extract_report, files))
    extract = least_cpu(lambda: _each(extract_document, documents))
    peer = least_cpu(lambda: [read_report(text) for text in texts])
    per_report = {
        name: round(1000 * seconds / len(files), 2)
        for name, seconds in (
            ("one_pass_ms", one_pass),
            ("read_and_extract_ms", read_and_extract),
            ("extract_ms", extract),
            ("peer_ms", peer),
        )
    }
    detail = {"reports": len(files), "characters": sum(map(len, texts)) // len(texts), **per_report}
    return [
        Figure("extraction of all tables / one pass of NFKC and a regex", extract / one_pass, "<= 15", detail),
        Figure("reading and extraction / one pass", read_and_extract / one_pass, None, detail),
        Figure("reading and extraction / the peer", read_and_extract / peer, "<= 1", detail),
    ]


def with_two_processes(folder: Path, reports: int) -> Figure:
    """Wall time, processes started before; needs two free cores to say anything."""
    files = [(path.read_bytes(), path.name) for path in sorted(folder.iterdir())[:reports]]
    seconds = {}
    for processes in (1, 2):
        with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
            list(pool.map(_one, files[: 8 * processes]))
            begun = time.perf_counter()
            list(pool.map(_one, files, chunksize=8))
            seconds[processes] = time.perf_counter() - begun
    detail = {"reports": len(files), "seconds": {str(key): round(value, 2) for key, value in seconds.items()}}
    return Figure("one process / two processes", seconds[1] / seconds[2], ">= 1.7", detail)


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
