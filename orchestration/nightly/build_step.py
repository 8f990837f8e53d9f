"""Steps 3 to 5: whether there is something to build, dbt and its seal, Great Expectations and its seal."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.ledger import files, runs, store
from orchestration.ledger.model_builds import record_build
from orchestration.ledger.results import CheckResult
from orchestration.ledger.runs import RunOutcome
from orchestration.ledger.verifications import verification_of
from orchestration.nightly import settled
from orchestration.nightly.published import is_published
from orchestration.nightly.run import Run, in_step
from orchestration.releases.acceptance import accept
from orchestration.releases.corrections import corrections_sha256, write_snapshot
from orchestration.warehouse import dbt_build, inventory, publish, seals, spark_build
from orchestration.warehouse.basis import basis_of, why_whole
from orchestration.warehouse.fingerprint import fingerprint, rules_hash
from orchestration.warehouse.releases import next_release


def is_news(run: Run) -> bool:
    """Whether the published release is not what would be built now. Ends the run as `unchanged` when it is."""
    with in_step(run, "comparison"):
        current = runs.get_run(run.ledger, run.run_id)["fingerprint"] or _compared(run)
        if not is_published(run, current):
            return True
        release_id = publish.published_release(run.data)
        runs.finish_run(run.ledger, run.run_id, RunOutcome.UNCHANGED, release_id=release_id)
        store.back_up_if_behind(run.ledger)
        return False


def _compared(run: Run) -> str:
    """The fingerprint of a run that does not know it from its extraction: that step found no settled state, or was left out."""
    state = settled.state_of(run, EXTRACTOR_VERSION)
    current = _fingerprint_in(run, state)
    runs.set_fingerprint(run.ledger, run.run_id, current)
    settled.keep(run, state, EXTRACTOR_VERSION, current)
    return current


def build_models(run: Run, on_event: Callable[[dbt_build.RawEvent], None] | None = None) -> list[CheckResult]:
    """Write the inventory, build with dbt, record what its tests say, and seal. Raises GateFailed when one blocks.

    What the night has touched is built onto the last sealed build; without its seals it is not gone on from again.
    """
    with in_step(run, "dbt"):
        store.back_up(run.ledger)
        basis = basis_of(EXTRACTOR_VERSION, corrections_sha256(run.data.corrections), run.engine.models)
        whole_because = _why_whole(run, basis)
        seals.remove_seals(run.data.seals)
        inventory.write_inventory(run.ledger, _identity(run), run.data.inventory)
        write_snapshot(run.data.corrections, run.data.inventory)
        built = _built(run, _telling(run, on_event), is_whole=whole_because is not None)
        runs.record_checks(run.ledger, run.run_id, built.checks)
        record_build(run.ledger, run.run_id, built.models, whole_because)
        seals.seal("dbt", run.data.build_file, built.checks, run.data.seals, basis)
        return built.checks


def _why_whole(run: Run, basis: Mapping[str, str]) -> str | None:
    if run.engine.models == "spark":
        return "computed on a Spark cluster"
    is_verification = verification_of(run.ledger, run.run_id) is not None  # nothing kept is relied upon
    return "verification by hash" if is_verification else why_whole(run.data, basis)


def _built(run: Run, on_event: Callable[[dbt_build.RawEvent], None], *, is_whole: bool) -> dbt_build.Built:
    if run.engine.models == "spark":
        return spark_build.build(run.data, run.engine.remote, on_event)
    return dbt_build.build(run.data, on_event, is_whole=is_whole)


def _telling(run: Run, on_event: Callable[[dbt_build.RawEvent], None] | None) -> Callable[[dbt_build.RawEvent], None]:
    """Pass dbt's events on, and show how far it is."""

    def tell(event: dbt_build.RawEvent) -> None:
        data = event.get("data", {})
        if event.get("info", {}).get("name", "").endswith("Result") and data.get("total"):
            run.progress("models and tests", int(data.get("index", 0)), int(data["total"]))
        if on_event is not None:
            on_event(event)

    return tell


def run_expectations(run: Run) -> list[CheckResult]:
    """Hold the build against the expectations, record what they say, and seal. Raises GateFailed when one blocks."""
    with in_step(run, "expectations"):
        from orchestration.expectations import run_gate  # costs ten seconds: only when there is something to check
        from orchestration.expectations.suites import guards

        published = run.data.published.resolve() if run.data.published.exists() else None
        results = run_gate(run.data.build_file, published, run.data.data_docs, run.run_id)
        if run.acceptance is not None:
            results = accept(results, run.acceptance, guards())
        runs.record_checks(run.ledger, run.run_id, results)
        seals.seal("gx", run.data.build_file, results, run.data.seals)
        return results


def fingerprint_of(run: Run) -> str:
    """What the run compared; computed now when it began with a later step."""
    known: str | None = runs.get_run(run.ledger, run.run_id)["fingerprint"]
    return known or current_fingerprint(run)


def current_fingerprint(run: Run) -> str:
    """Of everything that a build would depend on now."""
    return _fingerprint_in(run, settled.state_of(run, EXTRACTOR_VERSION))


def _fingerprint_in(run: Run, state: str) -> str:
    found = settled.known(run, state)
    if found is not None:
        return found.fingerprint
    return fingerprint(run.ledger, EXTRACTOR_VERSION, corrections_sha256(run.data.corrections))


def inputs_of(run: Run, inputs_fingerprint: str) -> dict[str, object]:
    """Hashes of what a build depends on, for its manifest."""
    contents = sorted({row["content_sha256"] for row in files.outcomes(run.ledger) if row["content_sha256"]})
    return {
        "fingerprint": inputs_fingerprint,
        "files": len(contents),
        "files_sha256": hashlib.sha256("\n".join(contents).encode()).hexdigest(),
        "rules_sha256": rules_hash(),
        "corrections_sha256": corrections_sha256(run.data.corrections) or None,
        "extractor_version": EXTRACTOR_VERSION,
    }


def _identity(run: Run) -> inventory.BuildIdentity:
    row = runs.get_run(run.ledger, run.run_id)
    _, release_id = next_release(run.ledger, run.data, fingerprint_of(run))
    return inventory.BuildIdentity(
        release_id=release_id,
        run_id=run.run_id,
        started_at=row["started_at"],
        git_sha=row["git_sha"],
        extractor_version=row["extractor_version"],
    )
