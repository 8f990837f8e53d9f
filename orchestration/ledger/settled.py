"""What a run found in one state of everything that decides what is due: nothing was, and what a build would be made of.

The ledger's part of a state is its revision, which triggers count up (`schema_5.sql`). What else belongs to a state is said
where it can be seen (`orchestration.nightly.settled`); here it is one text.
"""

from __future__ import annotations

from typing import NamedTuple

from orchestration.ledger.store import Ledger


class Settled(NamedTuple):
    """`run_id`: the latest run that ended its counting in this state."""

    state: str
    fingerprint: str
    run_id: str


def revision(ledger: Ledger) -> int:
    """Another number after every change of files, contents, extractions or retractions that may make something due or news."""
    number: int = ledger.rows("select number from revision")[0][0]
    return number


def settled(ledger: Ledger, state: str) -> Settled | None:
    """What was found in this state, when it is the last one in which nothing was due."""
    found = ledger.rows("select state, fingerprint, run_id from settled where state = ?", (state,))
    return Settled(*found[0]) if found else None


def settle(ledger: Ledger, found: Settled) -> None:
    """Keep what was found in place of what was found in an earlier state."""
    with ledger.transaction() as connection:
        connection.execute("insert or replace into settled values (1, ?, ?, ?)", found)
