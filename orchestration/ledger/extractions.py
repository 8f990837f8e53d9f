"""Extractions: which batch counts for each document; retractions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from orchestration.ledger.store import Ledger, now
from orchestration.loading.stopped import STOPPED

_TRIES = 3  # runs in which a content is tried whose worker was ended


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one content under one version of the extractor."""

    document_key: str
    outcome: str
    reason: str | None
    reader: str | None = None
    file_format: str | None = None
    pages: int | None = None
    used_ocr: bool | None = None
    seconds: float | None = None


def due_contents(ledger: Ledger, extractor_version: str) -> list[sqlite3.Row]:
    """Contents without a verdict of this extractor: content_sha256, document_key, source_path, is_unreadable.

    A content whose last verdict was `unreadable` is read again then, as a new release may bring a better reader; one
    whose reading was stopped from outside (memory, time) is due in three runs, as that may be the machine's fault.
    """
    return ledger.rows(
        "select c.content_sha256, c.document_key, (select f.source_path from files f where f.content_sha256 ="
        " c.content_sha256 order by f.file_id limit 1) as source_path, coalesce(e.outcome = 'unreadable', 0)"
        " as is_unreadable from contents c left join extractions e on e.document_key = c.document_key and e.is_live"
        " where e.extractor_version is not :version or (e.outcome = 'unreadable' and e.reason like :stopped"
        " and (select count(distinct x.run_id) from extractions x where x.document_key = c.document_key"
        " and x.extractor_version = :version and x.reason like :stopped) < :tries) order by c.first_seen_seq",
        {"version": extractor_version, "stopped": f"{STOPPED}%", "tries": _TRIES},
    )


def record_verdicts(
    ledger: Ledger, run_id: str, extraction_id: str, extractor_version: str, verdicts: Iterable[Verdict]
) -> None:
    """Make one batch count: its verdicts replace earlier ones. Call it when the batch's files are durable."""
    with ledger.transaction() as connection:
        for verdict in verdicts:
            connection.execute("update extractions set is_live = 0 where document_key = ?", (verdict.document_key,))
            connection.execute(
                "insert into extractions values (?, ?, ?, ?, ?, ?, ?, 1)",
                (
                    *(verdict.document_key, extraction_id, extractor_version, run_id, now()),
                    *(verdict.outcome, verdict.reason),
                ),
            )
            if verdict.reader is not None:
                connection.execute(
                    "update contents set reader = ?, file_format = ?, pages = ?, used_ocr = ?, seconds = ?"
                    " where document_key = ?",
                    (
                        *(verdict.reader, verdict.file_format, verdict.pages, verdict.used_ocr, verdict.seconds),
                        verdict.document_key,
                    ),
                )


def live_extractions(ledger: Ledger) -> list[sqlite3.Row]:
    """document_key, extraction_id, extractor_version of each document that is loaded and not retracted."""
    return ledger.rows(
        "select document_key, extraction_id, extractor_version from extractions where is_live and outcome = 'extracted'"
        " and document_key not in (select document_key from retractions) order by document_key"
    )


def forget_verdicts(ledger: Ledger, extraction_ids: Iterable[str]) -> None:
    """Verdicts whose batch is lost or damaged are taken back, so that the documents are extracted again."""
    with ledger.transaction() as connection:
        connection.executemany(
            "delete from extractions where extraction_id = ? and outcome = 'extracted'", [(i,) for i in extraction_ids]
        )


def forget_documents(ledger: Ledger, document_keys: Iterable[str]) -> None:
    """What became of these documents counts no more: they are due again."""
    with ledger.transaction() as connection:
        connection.executemany(
            "update extractions set is_live = 0 where document_key = ?", [(key,) for key in document_keys]
        )


def retract(ledger: Ledger, series_key: str, document_keys: Iterable[str]) -> None:
    """The documents of a series count no more; their batches stay."""
    with ledger.transaction() as connection:
        connection.executemany(
            "insert or ignore into retractions values (?, ?, ?)",
            [(document_key, series_key, now()) for document_key in document_keys],
        )


def are_retracted(ledger: Ledger, paths: Iterable[str]) -> bool:
    """Whether what stands at one of the paths was retracted."""
    query = (
        "select 1 from retractions r join contents c on c.document_key = r.document_key"
        " join files f on f.content_sha256 = c.content_sha256 where f.path = ? and f.is_latest"
    )
    return any(ledger.rows(query, (path,)) for path in paths)


def take_back_retractions(ledger: Ledger, paths: Iterable[str]) -> int:
    """Files that the operator names again are loaded again. Returns how many documents that concerns."""
    with ledger.transaction() as connection:
        return sum(
            connection.execute(
                "delete from retractions where document_key in (select c.document_key from files f"
                " join contents c on c.content_sha256 = f.content_sha256 where f.path = ? and f.is_latest)",
                (path,),
            ).rowcount
            for path in paths
        )
