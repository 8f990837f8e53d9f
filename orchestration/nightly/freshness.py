"""How old the last good night may be before somebody should look."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from orchestration.ledger.store import Ledger
from orchestration.releases import rollback

FRESH_FOR = timedelta(hours=30)  # a night a day, and some hours for a long one


def last_good_night(ledger: Ledger) -> datetime | None:
    """When a run over all steps last ended with a release or with nothing new, which a rollback does not.

    The last by order: clocks jump.
    """
    query = (
        "select finished_at from runs where outcome in ('published', 'unchanged') and release_id is not null"
        " and step <> ? order by rowid desc limit 1"
    )
    found = ledger.rows(query, (rollback.STEP,))
    return datetime.fromisoformat(found[0]["finished_at"]) if found else None


def staleness(ledger: Ledger) -> timedelta | None:
    """How long ago the last good night was, when that is too long; None while the warehouse is fresh or was never loaded."""
    last = last_good_night(ledger)
    age = timedelta(0) if last is None else datetime.now(UTC) - last
    return age if age > FRESH_FOR else None
