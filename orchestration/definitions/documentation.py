"""The documentation site of each release, behind its publish: it can fail, the publish cannot be harmed."""

from collections.abc import Iterator

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    MetadataValue,
    Output,
    asset,
)

from orchestration.definitions.resources import NightlyRun
from orchestration.ledger import runs
from orchestration.nightly.run import Run
from orchestration.publications.site.apart import SiteOutcome, build_apart
from orchestration.warehouse.publish import published_release

DOCUMENTATION_SITE = AssetKey("documentation_site")
_CHECK = "tells_of_the_published_release"


@asset(
    key=DOCUMENTATION_SITE,
    deps=[AssetKey("published_warehouse")],
    group_name="publications",
    kinds={"python"},
    check_specs=[AssetCheckSpec(_CHECK, asset=DOCUMENTATION_SITE, blocking=False)],
    output_required=False,
)
def documentation_site(context: AssetExecutionContext, nightly: NightlyRun) -> Iterator[Output | AssetCheckResult]:
    """`site/`: dictionary, cookbook, release notes, dbt docs and Data Docs of the release, complete without a network."""
    built = document_release(nightly.run)
    if built.index is not None:
        yield Output(None, metadata={"index": MetadataValue.path(str(built.index))})
    else:
        context.log.warning(f"the documentation was not built: {built.problem}")
    yield AssetCheckResult(
        check_name=_CHECK,
        passed=built.index is not None,
        severity=AssetCheckSeverity.WARN,
        metadata={"problem": built.problem or "none"},
    )


def document_release(run: Run) -> SiteOutcome:
    """Build the site of the published release. That it could not be built is noted with the run, whose outcome stays."""
    release_id = published_release(run.data) or ""
    run.progress("documentation", 0, 1)
    built = build_apart(run.data, release_id)
    run.progress("documentation", 1, 1)
    if built.problem is not None:
        told = f"The documentation is not of release {release_id}: {built.problem}. `jixiao docs` builds it."
        before = runs.get_run(run.ledger, run.run_id)["reason"]
        runs.note(run.ledger, run.run_id, f"{before} {told}" if before else told)
    return built
