"""Whether this night finds everything as the last one left it, so that what the last one found need not be asked again.

Asking every report whether it is due, and hashing what became of each, costs seconds at national scale, every night. All
that decides it is therefore told as one state; a run that found nothing due keeps the state with the fingerprint it
computed (`orchestration.ledger.settled`), and the same state later has the same answers. What depends on a clock, on
the published file or on what was asked for is no part of it and is looked at in every run: the weekly verification,
rebuilds, a rollback, files named by the operator.
"""

from __future__ import annotations

import hashlib

from orchestration.ledger import extractions, files, settled
from orchestration.ledger.settled import Settled
from orchestration.ledger.verifications import verification_of
from orchestration.loading import parquet
from orchestration.nightly.run import Run
from orchestration.releases.corrections import corrections_sha256
from orchestration.warehouse.fingerprint import deciding_hash, rules_hash


def state_of(run: Run, extractor_version: str) -> str:
    """Everything that decides what is due and what a build would be made of, as one hash."""
    parts = (
        settled.revision(run.ledger),
        extractor_version,
        rules_hash(),
        corrections_sha256(run.data.corrections),
        deciding_hash(),  # a later program may ask for more of the same ledger
        parquet.listing_sha256(run.data.extracted),
    )
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def known(run: Run, state: str) -> Settled | None:
    """What was found in this state, if it was; in a verification nothing kept is relied upon."""
    if run.run_id and verification_of(run.ledger, run.run_id) is not None:
        return None
    return settled.settled(run.ledger, state)


def keep(run: Run, state: str, extractor_version: str, fingerprint: str) -> None:
    """Keep what this run found, unless something is due again in the next one (a content whose reading was stopped)."""
    if settled.settled(run.ledger, state) is None and extractions.due_contents(run.ledger, extractor_version):
        return
    settled.settle(run.ledger, Settled(state, fingerprint, run.run_id))


def record_counts(run: Run, found: Settled) -> None:
    """Count what this run saw: as the run before did where it saw the same files in the same state."""
    if not files.take_over_counts(run.ledger, run.run_id, found.run_id):
        files.record_counts(run.ledger, run.run_id)
        settled.settle(run.ledger, found._replace(run_id=run.run_id))
