"""Step 1: what is there, what of it is new; new bytes are kept, of archives their members'. Nothing unchanged is opened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from orchestration.ledger import extractions, files
from orchestration.ledger.files import FileRecord, KnownFile
from orchestration.loading.content import Refused, document_key, keep_bytes, read_bytes
from orchestration.loading.scan import Scan, SeenFile, is_below
from orchestration.nightly.run import Run, in_step
from orchestration.reading import ReadError, expand_archive, is_archive

_CHUNK = 200  # files per transaction: what a crash makes a later run do again
_MEMBER = "!/"  # between an archive's path and its member's, as quality.documents has it


@dataclass(slots=True)
class Changes:
    """What a scan shows against what is known: files to be opened, and known paths (members of archives among them)."""

    new: list[SeenFile] = field(default_factory=list)
    changed: list[SeenFile] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    vanished: list[str] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.vanished)


def compare(scan: Scan, known: dict[str, KnownFile]) -> Changes:
    """Sort what was seen by what is known of it. A file named by the operator, or to be verified, is opened in any case."""
    changes = Changes()
    places = by_place(known)
    for seen in scan.files:
        there_before = places.get(seen.path, [])
        live = [file for file in there_before if not file.is_vanished]
        if not there_before:
            changes.new.append(seen)
        elif live and all(_is_as_before(seen, file) for file in live) and not _is_opened(seen, scan):
            changes.unchanged.extend(file.path for file in live)
        else:
            changes.changed.append(seen)
    there = {seen.path for seen in scan.files}
    unlisted = [seen.path for seen in scan.files if seen.trouble]
    for place, files_there in places.items():
        is_gone = is_below(place, scan.folders) and not is_below(place, unlisted)
        if place not in there and (is_gone or place in scan.gone):
            changes.vanished.extend(file.path for file in files_there if not file.is_vanished)
    return changes


def by_place(known: Mapping[str, KnownFile]) -> dict[str, list[KnownFile]]:
    """What is known at each path that a scan may see: one file, or the members of an archive."""
    places: defaultdict[str, list[KnownFile]] = defaultdict(list)
    for file in known.values():
        places[file.place].append(file)
    return dict(places)


def _is_opened(seen: SeenFile, scan: Scan) -> bool:
    return seen.path in scan.named or scan.verify


def _is_as_before(seen: SeenFile, before: KnownFile) -> bool:
    if seen.trouble != (before.refusal if seen.trouble else None):
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
        places = by_place(known) if due else {}
        done = 0
        for chunk in _chunks(due):
            records = [
                record for seen, change in chunk for record in _records(run, seen, change, places.get(seen.path, []))
            ]
            files.record_files(run.ledger, run.run_id, records)
            files.mark_seen(run.ledger, run.run_id, _no_longer_there(chunk, records, places), "vanished")
            done += len(chunk)
            run.progress("files taken in", done, len(due))
        files.record_seen(run.ledger, run.run_id, (seen.path for seen in scan.files))
        if scan.named:
            extractions.take_back_retractions(run.ledger, _within(scan.named, files.known_files(run.ledger)))
        return changes


def _no_longer_there(
    chunk: list[tuple[SeenFile, str]], records: list[FileRecord], places: Mapping[str, list[KnownFile]]
) -> list[str]:
    """Members that a changed archive has lost; the file itself where an archive stands in its place."""
    found = {record.path for record in records}
    before = (file for seen, _ in chunk for file in places.get(seen.path, []))
    return [file.path for file in before if not file.is_vanished and file.path not in found]


def _within(named: Iterable[str], known: Mapping[str, KnownFile]) -> list[str]:
    places = by_place(known)
    return [file.path for place in named for file in places.get(place, [])]


def _records(run: Run, seen: SeenFile, change: str, before: list[KnownFile]) -> list[FileRecord]:
    """The file as one record, or a record for each member of an archive."""
    whole = FileRecord(
        path=seen.path,
        source_path=seen.source_path or run.data.source_path(Path(seen.path)),
        content_sha256="",
        document_key=None,
        size=seen.size,
        mtime_ns=seen.mtime_ns,
        change=change,
        refusal=seen.trouble,
        source_url=seen.source_url,
        retrieved_at=seen.retrieved_at,
    )
    known = {file.path: file for file in before}
    return [_with_change(record, known.get(record.path)) for record in _opened(run, seen, whole)]


def _opened(run: Run, seen: SeenFile, whole: FileRecord) -> list[FileRecord]:
    if seen.trouble is not None:
        return [whole]
    try:
        data = read_bytes(seen.location)
    except Refused as refused:
        return [replace(whole, refusal=str(refused))]
    if not is_archive(data):
        return [_kept(run, whole, data)]
    try:
        members = expand_archive(data, whole.source_path.rpartition("/")[2])
    except ReadError as error:
        return [replace(_kept(run, whole, data), document_key=None, refusal=str(error))]
    return [_kept(run, _member(whole, name), content) for name, content in members]


def _member(archive: FileRecord, name: str) -> FileRecord:
    member = f"{_MEMBER}{name}"
    source_path = f"{archive.source_path}{member}"
    return replace(archive, path=f"{archive.path}{member}", source_path=source_path, parent_path=archive.source_path)


def _kept(run: Run, record: FileRecord, content: bytes | ReadError) -> FileRecord:
    if isinstance(content, ReadError):
        return replace(record, refusal=str(content))
    try:
        sha256 = keep_bytes(content, run.data.files)
    except Refused as refused:
        return replace(record, refusal=str(refused))
    return replace(record, content_sha256=sha256, document_key=document_key(sha256))


def _with_change(record: FileRecord, before: KnownFile | None) -> FileRecord:
    """A file that was only touched, or looked at because it was named, is unchanged; a new member of an archive is new."""
    if before is None:
        return replace(record, change="new")
    is_same = (before.content_sha256, before.refusal) == (record.content_sha256, record.refusal)
    return replace(record, change="unchanged" if is_same and not before.is_vanished else "changed")


def _chunks(items: Iterable[tuple[SeenFile, str]]) -> Iterator[list[tuple[SeenFile, str]]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, _CHUNK)):
        yield chunk
