"""Nights with nothing new in the folder of a national year, without the first night that such a folder takes.

A loaded folder of some hundreds of reports is made to look as it would after so many: in the ledger each report stands
again and again under other paths and contents, its batches are copied, and empty files stand for what is kept. Quiet
nights open none of it. Nothing else may be measured on such a folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from benchmarks.corpora import write_corpus
from benchmarks.measure import Figure
from benchmarks.nights import Night, beyond_the_scan, night
from orchestration.ledger import releases
from orchestration.ledger.store import open_ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.nightly.build_step import current_fingerprint
from orchestration.nightly.run import Run

LOADED = 400
_BATCH = 500  # documents, as the extraction step has it


def nothing_new(folder: Path, reports: int) -> Figure:
    """The quickest of three nights with nothing new in each, after one that settles what a copied folder has otherwise."""
    write_corpus(folder / "raw", LOADED)
    night(folder / "data", folder / "raw")
    nights = {LOADED: _quickest_night(folder)}
    imitate(folder, reports)
    nights[reports] = _quickest_night(folder)
    ratio = beyond_the_scan(nights[reports]) / beyond_the_scan(nights[LOADED])
    detail = {str(size): each for size, each in nights.items()}
    return Figure(f"nothing new at {reports}, imitated / at {LOADED}, the scan apart", ratio, "<= 1.5", detail)


def _quickest_night(folder: Path) -> Night:
    night(folder / "data", folder / "raw")
    return min((night(folder / "data", folder / "raw") for _ in range(3)), key=beyond_the_scan)


def imitate(folder: Path, reports: int) -> None:
    """Make a loaded folder one of so many reports, published."""
    data = DataFolder((folder / "data").absolute())
    with closing(sqlite3.connect(data.ledger)) as ledger:
        _multiply(ledger, data, reports)
        ledger.commit()
    with open_ledger(data.ledger) as opened:
        fingerprint = current_fingerprint(Run(data, opened, ""))
        release = releases.last_release(opened)
        with opened.transaction() as connection:
            connection.execute(
                "update releases set fingerprint = ? where release_id = ?", (fingerprint, release["release_id"])
            )


def _multiply(ledger: sqlite3.Connection, data: DataFolder, reports: int) -> None:
    originals = ledger.execute(
        "select f.path, c.content_sha256, c.document_key, e.extraction_id from contents c join extractions e"
        " on e.document_key = c.document_key and e.is_live join files f on f.file_id = (select min(file_id) from files"
        " where content_sha256 = c.content_sha256) order by c.first_seen_seq"
    ).fetchall()
    for number in range(len(originals), reports):
        path, content, document, extraction = originals[number % len(originals)]
        other = Path(path).with_name(f"{number:06d}-{Path(path).name}")
        os.link(path, other)
        batch = extraction if number < _BATCH else f"{extraction[:-6]}{number // _BATCH * _BATCH:06d}"
        _copy_batch(data, extraction, batch)
        sha256 = hashlib.sha256(str(number).encode()).hexdigest()
        key = f"doc_{sha256[:24]}"
        for kept in (data.files / sha256, data.documents / f"{key}.json.gz"):
            kept.touch()
        contents = {"content_sha256": sha256, "document_key": key, "first_seen_seq": number + 1}
        _copy_row(ledger, "contents", "content_sha256", content, contents)
        files = {"path": str(other), "source_path": f"raw/{other.name}", "content_sha256": sha256, "file_id": None}
        _copy_row(ledger, "files", "path", path, files)
        _copy_row(ledger, "extractions", "document_key", document, {"document_key": key, "extraction_id": batch})


def _copy_batch(data: DataFolder, extraction: str, batch: str) -> None:
    for table in data.extracted.iterdir():
        if not (table / f"{batch}.parquet").exists():
            shutil.copyfile(table / f"{extraction}.parquet", table / f"{batch}.parquet")


def _copy_row(ledger: sqlite3.Connection, table: str, key: str, value: str, changed: dict[str, object]) -> None:
    names = [row[1] for row in ledger.execute(f"pragma table_info({table})")]
    columns = ", ".join(f":{name}" if name in changed else name for name in names)
    query = f"insert into {table} ({', '.join(names)}) select {columns} from {table} where {key} = :value limit 1"
    ledger.execute(query, changed | {"value": value})
