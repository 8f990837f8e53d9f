"""Step 1: what is there, what of it is new; new bytes are kept. Nothing unchanged is opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from orchestration.ledger import extractions, files
from orchestration.ledger.files import FileRecord, KnownFile
from orchestration.loading.content import Refused, document_key, keep_file
from orchestration.loading.scan import Scan, SeenFile, is_below
from orchestration.nightly.run import Run, in_step

_CHUNK = 200  # files per transaction: what a crash makes a later run do again


@dataclass(slots=True)
class Changes:
    """What a scan shows against what is known."""

    new: list[SeenFile] = field(default_factory=list)
    changed: list[SeenFile] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.vanished)


def compare(scan: Scan, known: dict[str, KnownFile]) -> Changes:
    """Sort what was seen by what is known of it. A file named by the operator is looked at in any case."""
    changes = Changes()
    for seen in scan.files:
        before = known.get(seen.path)
        if before is None:
            changes.new.append(seen)
        elif _is_as_before(seen, before) and seen.path not in scan.named:
            changes.unchanged.append(seen.path)
        else:
            changes.changed.append(seen)
    there = {seen.path for seen in scan.files}
    unlisted = [seen.path for seen in scan.files if seen.trouble]
    for path, before in known.items():
        is_gone = path not in there and is_below(path, scan.folders) and not is_below(path, unlisted)
        if is_gone and not before.is_vanished:
            changes.vanished.append(path)
    return changes


def _is_as_before(seen: SeenFile, before: KnownFile) -> bool:
    if before.is_vanished or seen.trouble != (before.refusal if seen.trouble else None):
        return False
    return (seen.size, seen.mtime_ns) == (before.size, before.mtime_ns)


def take_inventory(run: Run, scan: Scan) -> Changes:
    """Record what the scan saw; keep the bytes of what is new or changed."""
    with in_step(run, "inventory"):
        known = files.known_files(run.ledger)
        changes = compare(scan, known)
        files.mark_seen(run.ledger, run.run_id, changes.unchanged, "unchanged")
        files.mark_seen(run.ledger, run.run_id, changes.vanished, "vanished")
        due = [*((seen, "new") for seen in changes.new), *((seen, "changed") for seen in changes.changed)]
        due.sort(key=lambda pair: pair[0].path)
        done = 0
        for chunk in _chunks(due):
            records = [_record(run, seen, change, known.get(seen.path)) for seen, change in chunk]
            files.record_files(run.ledger, run.run_id, records)
            done += len(records)
            run.progress("files taken in", done, len(due))
        extractions.take_back_retractions(run.ledger, scan.named)
        return changes


def _record(run: Run, seen: SeenFile, change: str, before: KnownFile | None) -> FileRecord:
    sha256, refusal = "", seen.trouble
    if refusal is None:
        try:
            sha256 = keep_file(seen.location, run.data.files)
        except Refused as refused:
            refusal = str(refused)
    if before is not None and not before.is_vanished and (before.content_sha256, before.refusal) == (sha256, refusal):
        change = "unchanged"  # touched, or looked at because it was named
    return FileRecord(
        path=seen.path,
        source_path=run.data.source_path(Path(seen.path)),
        content_sha256=sha256,
        document_key=document_key(sha256) if sha256 else None,
        size=seen.size,
        mtime_ns=seen.mtime_ns,
        change=change,
        refusal=refusal,
    )


def _chunks(items: Iterable[tuple[SeenFile, str]]) -> Iterator[list[tuple[SeenFile, str]]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
