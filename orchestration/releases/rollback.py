"""Going back to a release that is still kept: the link moves, no file of a release is touched, the ledger tells it."""

from __future__ import annotations

from orchestration.ledger import releases, runs, store
from orchestration.ledger.runs import RunOutcome
from orchestration.ledger.store import Ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse import publish
from orchestration.warehouse.seals import sha256_of

STEP = "rollback"


class CannotRollBack(Exception):
    """The release is unknown, pruned, damaged or published already. The message says which."""


def roll_back(data: DataFolder, ledger: Ledger, release_id: str, *, extractor_version: str, git_sha: str | None) -> str:
    """Publish an earlier release again; returns the id of the one that was published. Hold the build lock.

    Raises CannotRollBack, and has then changed nothing.
    """
    before = publish.published_release(data)
    file = data.versions / release_id / "warehouse.duckdb"
    known = releases.get_release(ledger, release_id)
    if known is None:
        raise CannotRollBack(f"there is no release {release_id}: `jixiao releases` lists them")
    if not file.exists():
        raise CannotRollBack(f"the file of release {release_id} was pruned")
    if before == release_id:
        raise CannotRollBack(f"release {release_id} is the published one")
    if sha256_of(file) != known["file_sha256"]:
        raise CannotRollBack(f"the file of release {release_id} is not the one that was published: {file}")
    run_id = runs.begin_run(ledger, extractor_version=extractor_version, git_sha=git_sha)
    runs.enter_step(ledger, run_id, STEP)
    publish.point_to(data, file)
    reason = f"rolled back from {before or 'nothing'} to {release_id}"
    runs.finish_run(ledger, run_id, RunOutcome.PUBLISHED, reason=reason, release_id=release_id)
    store.back_up(ledger)
    return before or ""


def standing_rollback(ledger: Ledger) -> str | None:
    """The release that was rolled back to, while nothing has been published since."""
    found = ledger.rows(
        "select release_id, step from runs where outcome = 'published' order by started_at desc, rowid desc limit 1"
    )
    return found[0]["release_id"] if found and found[0]["step"] == STEP else None
