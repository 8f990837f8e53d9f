"""Whether what is published is what would be built now. Asked in every run: it costs nothing, however many reports there are."""

from __future__ import annotations

from orchestration.ledger import rebuilds
from orchestration.ledger.releases import last_release
from orchestration.nightly.run import Run
from orchestration.releases.rollback import standing_rollback
from orchestration.warehouse import publish


def is_published(run: Run, wanted_fingerprint: str) -> bool:
    """Whether the published file is there, was built from exactly these inputs, and nobody asked for another build."""
    last = last_release(run.ledger)
    if rebuilds.rebuilds(run.ledger):
        return False
    if last is None or last["fingerprint"] != wanted_fingerprint:
        return False
    # Who went back to an earlier release stays there until there is news.
    return publish.published_release(run.data) in (
        last["release_id"],
        standing_rollback(run.ledger) or last["release_id"],
    )
