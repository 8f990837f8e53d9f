"""Step 6: a sealed build becomes the published file."""

from __future__ import annotations

from orchestration.ledger import releases, runs, store
from orchestration.ledger.store import now
from orchestration.nightly.build_step import fingerprint_of, inputs_of
from orchestration.nightly.run import Run, in_step
from orchestration.releases.manifest import manifest_of, write_beside
from orchestration.releases.recorded import ChangesRecorder
from orchestration.warehouse import publish
from orchestration.warehouse.publish import Candidate
from orchestration.warehouse.releases import next_release


def publish_release(run: Run) -> Candidate:
    """Assemble, swap, record, prune. Raises NotSealed when a gate has not passed exactly this build."""
    with in_step(run, "publish"):
        row = dict(runs.get_run(run.ledger, run.run_id))
        inputs = fingerprint_of(run)
        number, release_id = next_release(run.ledger, run.data, inputs)
        published_row = row | {"outcome": "published", "finished_at": now(), "release_id": release_id}
        checks = run.ledger.rows(
            "select * from check_results where run_id = ? order by layer, check_name", (run.run_id,)
        )
        recorder = _recorder(run, release_id)
        candidate = publish.assemble(run.data, release_id, published_row, [dict(check) for check in checks], recorder)
        manifest = manifest_of(
            release_id=release_id,
            previous_release_id=recorder.previous_release_id,
            run=row,
            inputs=inputs_of(run, inputs),
            tables=candidate.tables,
            changes=recorder.changes,
        )
        write_beside(candidate.folder, manifest, recorder.changes)
        publish.swap(run.data, candidate)
        releases.record_release(
            run.ledger,
            release_id=release_id,
            release_seq=number,
            run_id=run.run_id,
            fingerprint=inputs,
            file_sha256=candidate.file_sha256,
            tables=candidate.tables,
            current_reports=candidate.current_reports,
        )
        store.back_up(run.ledger)
        publish.prune(run.data)
        return candidate


def _recorder(run: Run, release_id: str) -> ChangesRecorder:
    """What compares the candidate with the release that is published now, which may be an earlier one."""
    previous = publish.published_release(run.data)
    return ChangesRecorder(
        release_id=release_id,
        previous_release_id=previous,
        previous_file=run.data.published.resolve() if previous else None,
        previous_tables=releases.tables_of(run.ledger, previous) if previous else {},
    )
