"""Once a week, and on request: what is kept is held against its hashes, and every source file is opened again.

Kept files that are damaged are set aside; the inventory that follows keeps them anew where their source is still there.
A published file that is not what was published is built and published again.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import NamedTuple

from orchestration.ledger import files, rebuilds, verifications
from orchestration.ledger.releases import get_release
from orchestration.ledger.store import Ledger
from orchestration.nightly.intake import Intake
from orchestration.nightly.run import Run, in_step
from orchestration.warehouse.publish import published_release
from orchestration.warehouse.seals import sha256_of


class Verified(NamedTuple):
    """Kept files looked at, those whose bytes were damaged, and whether the published file is what was published."""

    kept_files: int
    damaged: tuple[str, ...]
    release_is_sound: bool | None


def is_wanted(ledger: Ledger, intake: Intake) -> bool:
    """On request; of itself only in runs over all sources."""
    return intake.verify or (intake.sources is not None and verifications.is_due(ledger))


def verify_kept(run: Run) -> Verified:
    """Hash what is kept, set aside what is damaged, and ask for a rebuild of a published file that is."""
    with in_step(run, "verification"):
        kept = sorted(path for path in run.data.files.iterdir() if not path.name.startswith("."))
        damaged = []
        for done, path in enumerate(kept, 1):
            if _sha256(path) != path.name:
                path.rename(path.with_name(f".{path.name}.damaged"))
                damaged.append(path.name)
            run.progress("kept files verified", done, len(kept))
        is_sound = _release_is_sound(run)
        if is_sound is False:
            rebuilds.ask_for_rebuild(run.ledger, "the published file is not what was published")
        return Verified(len(kept), tuple(damaged), is_sound)


def record(run: Run, verified: Verified) -> None:
    """Record a verification when the inventory has kept anew what it could."""
    kept = {path.name for path in run.data.files.iterdir()}
    known = {row["content_sha256"] for row in files.outcomes(run.ledger) if row["content_sha256"]}
    verifications.record_verification(
        run.ledger,
        run.run_id,
        kept_files=verified.kept_files,
        damaged=len(verified.damaged),
        lost=len(known - kept),
        release_is_sound=verified.release_is_sound,
    )


def _release_is_sound(run: Run) -> bool | None:
    release = published_release(run.data)
    recorded = get_release(run.ledger, release) if release else None
    return None if recorded is None else sha256_of(run.data.published.resolve()) == recorded["file_sha256"]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
