"""Reasons to build and publish although the inputs are those of the published release. A publish settles them."""

from __future__ import annotations

from orchestration.ledger.store import Ledger, now


def ask_for_rebuild(ledger: Ledger, why: str) -> None:
    """Make the next run build in any case. A reason that waits already is not added again."""
    with ledger.transaction() as connection:
        connection.execute("insert or ignore into rebuilds values (?, ?)", (why, now()))


def rebuilds(ledger: Ledger) -> list[str]:
    """Why the next run builds in any case."""
    return [row["why"] for row in ledger.rows("select why from rebuilds order by asked_at, why")]
