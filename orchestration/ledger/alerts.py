"""Which alerts were told by which way."""

from __future__ import annotations

import sqlite3

from orchestration.ledger.store import Ledger, now

TRIES = 5


def is_settled(ledger: Ledger, key: str, channel: str) -> bool:
    """Whether an alert was sent this way, or tried often enough."""
    found = ledger.rows("select is_sent, tries from alerts where alert_key = ? and channel = ?", (key, channel))
    return bool(found) and (bool(found[0]["is_sent"]) or found[0]["tries"] >= TRIES)


def record_alert(ledger: Ledger, key: str, channel: str, kind: str, failure: str | None) -> None:
    """`failure`: why it was not sent; None when it was."""
    with ledger.transaction() as connection:
        connection.execute(
            "insert into alerts values (?, ?, ?, ?, 1, ?, ?) on conflict (alert_key, channel) do update set"
            " tried_at = excluded.tried_at, tries = tries + 1, is_sent = excluded.is_sent, reason = excluded.reason",
            (key, channel, kind, now(), failure is None, failure),
        )


def last_alerts(ledger: Ledger, count: int) -> list[sqlite3.Row]:
    """The latest alerts, newest first."""
    return ledger.rows("select * from alerts order by tried_at desc limit ?", (count,))
