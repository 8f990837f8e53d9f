"""What sources showed, as a scan would have seen it: pages taken from the ledger, their bytes from the content store."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from orchestration.ledger import fetches
from orchestration.ledger.store import Ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.scan import SeenFile
from orchestration.sources.links import readable


def fetched_files(ledger: Ledger, data: DataFolder) -> tuple[list[SeenFile], list[str]]:
    """Reports that are there, had or refused, and the addresses of those that are gone."""
    pages = fetches.report_pages(ledger)
    there = [_seen(page, data) for page in pages if page["state"] != "gone"]
    return there, [page["url"] for page in pages if page["state"] == "gone"]


def _seen(page: sqlite3.Row, data: DataFolder) -> SeenFile:
    """The time of a fetched file is when its bytes were first had, which changes with them."""
    has_bytes = page["content_sha256"] is not None
    return SeenFile(
        path=page["url"],
        size=page["size"] or 0,
        mtime_ns=_nanoseconds(page["retrieved_at"]) if has_bytes else 0,
        location=data.files / (page["content_sha256"] or "none"),
        trouble=None if has_bytes else page["reason"],
        source_path=readable(page["url"]),
        source_url=page["url"],
        retrieved_at=page["retrieved_at"],
    )


def _nanoseconds(time: str) -> int:
    return int(datetime.fromisoformat(time).timestamp() * 1_000_000) * 1000
