"""The assets that are not dbt's: one per step. Each calls its step and tells what it did; none decides anything."""

from collections.abc import Iterator

from dagster import (
    AssetCheckResult,
    AssetCheckSeverity,
    AssetCheckSpec,
    AssetExecutionContext,
    AssetKey,
    AssetMaterialization,
    AssetObservation,
    AssetsDefinition,
    AssetSpec,
    Backoff,
    Failure,
    FreshnessPolicy,
    MaterializeResult,
    MetadataValue,
    Output,
    RetryPolicy,
    asset,
)

from orchestration.definitions.metadata import (
    check_table,
    outcome_metadata,
    preview,
    quarantine_table,
    quarantined_in,
    visit_table,
)
from orchestration.definitions.resources import NightlyRun
from orchestration.expectations.suites import SUITES_FOLDER
from orchestration.ledger import runs
from orchestration.ledger.results import CheckResult
from orchestration.nightly import steps
from orchestration.nightly.build_step import is_news, run_expectations
from orchestration.nightly.freshness import FRESH_FOR
from orchestration.nightly.publish_step import publish_release
from orchestration.nightly.run import Run
from orchestration.warehouse.publish import published_release
from orchestration.warehouse.seals import GateFailed, NotSealed

RAW_FILES = AssetKey("raw_files")
EXTRACTED_REPORTS = AssetKey("extracted_reports")
SOURCE_PAGES = AssetKey("source_pages")
PUBLISHED_WAREHOUSE = AssetKey("published_warehouse")
CONFIRMED_WAREHOUSE = AssetKey("confirmed_warehouse")
DATA_DOCS = AssetKey("data_docs")
SUITES = tuple(sorted(path.stem for path in SUITES_FOLDER.glob("*.toml")))

Events = Iterator[Output | MaterializeResult | AssetCheckResult]


# What a machine does for a moment (a lock, a full disk, a process that could not start) may be over a moment later.
# What a gate blocks is not tried again: those assets raise Failure without retries.
TRY_AGAIN = RetryPolicy(max_retries=2, delay=5, backoff=Backoff.EXPONENTIAL)


@asset(key=SOURCE_PAGES, group_name="loading", kinds={"python"}, retry_policy=TRY_AGAIN)
def source_pages(context: AssetExecutionContext, nightly: NightlyRun) -> MaterializeResult:
    """The reports that the index pages of `sources.toml` link to, fetched and kept by content."""
    nightly.take_up(context.retry_number)
    visits = steps.visit_sources(nightly.run, nightly.intake)
    for visit in visits:
        log = context.log.info if visit.outcome == "complete" else context.log.warning
        log(f"source {visit.source_name}: {visit.outcome}{f': {visit.reason}' if visit.reason else ''}")
    return MaterializeResult(metadata={"visits": visit_table(visits), "sources": len(visits)})


@asset(key=RAW_FILES, deps=[SOURCE_PAGES], group_name="loading", kinds={"python", "file"}, retry_policy=TRY_AGAIN)
def raw_files(context: AssetExecutionContext, nightly: NightlyRun) -> MaterializeResult:
    """Every file of every source, kept by content; what is new, changed or vanished since the last run."""
    nightly.take_up(context.retry_number)
    changes = steps.take_in(nightly.run, nightly.intake)
    named = [*(("new", seen.path) for seen in changes.new), *(("changed", seen.path) for seen in changes.changed)]
    for change, path in named:
        context.log.info(f"{change}: {path}")
    for path in changes.vanished:
        context.log.warning(f"vanished, its facts stay: {path}")
    return MaterializeResult(
        metadata={
            "run_id": nightly.run.run_id,
            "new": len(changes.new),
            "changed": len(changes.changed),
            "unchanged": len(changes.unchanged),
            "vanished": len(changes.vanished),
        }
    )


@asset(
    key=EXTRACTED_REPORTS,
    deps=[RAW_FILES],
    group_name="loading",
    kinds={"python", "parquet"},
    output_required=False,
    retry_policy=TRY_AGAIN,
)
def extracted_reports(context: AssetExecutionContext, nightly: NightlyRun) -> Events:
    """Typed rows of every report, with their evidence, as Parquet batches. Nothing follows when nothing is new."""
    nightly.take_up(context.retry_number)
    run = nightly.run
    steps.extract(run, nightly.intake)
    if not is_news(run):
        release = published_release(run.data)
        context.log.info(f"nothing new: release {release} stays; nothing was built or checked")
        context.log_event(AssetObservation(PUBLISHED_WAREHOUSE, description="nothing new", metadata=_told(run, release)))
        context.log_event(confirmation(run, release))
        return
    row = runs.get_run(run.ledger, run.run_id)
    for file in quarantined_in(run.ledger, run.run_id):
        context.log.warning(f"quarantined: {file['source_path']}: {file['reason']}")
    yield Output(None, metadata={**outcome_metadata(row), "quarantined": quarantine_table(run.ledger, run.run_id)})


def confirmation(run: Run, release: str | None) -> AssetMaterialization:
    """The night has shown that the published release is what the sources give: published now, or still the same."""
    return AssetMaterialization(CONFIRMED_WAREHOUSE, metadata=_told(run, release))


def _told(run: Run, release: str | None) -> dict[str, str]:
    return {"run_id": run.run_id, "release_id": release or "none"}


# A night a day, and some hours for a long one: two missed nights in a row are a failure.
confirmed_warehouse = AssetSpec(
    CONFIRMED_WAREHOUSE,
    deps=[PUBLISHED_WAREHOUSE],
    group_name="gate",
    description="Each night that ended well, with a new release or with nothing new: how fresh the warehouse is.",
    freshness_policy=FreshnessPolicy.time_window(fail_window=FRESH_FOR * 2, warn_window=FRESH_FOR),
)


def data_docs_asset(models: list[AssetKey]) -> AssetsDefinition:
    """The asset of Great Expectations over the given models: one blocking check per suite."""

    @asset(
        key=DATA_DOCS,
        deps=models,
        group_name="gate",
        kinds={"greatexpectations"},
        check_specs=[AssetCheckSpec(suite, asset=DATA_DOCS, blocking=True) for suite in SUITES],
    )
    def data_docs(context: AssetExecutionContext, nightly: NightlyRun) -> Events:
        """What the expectations say of the build: distributions, plausibility, guards against the last release."""
        run, failure = nightly.run, None
        try:
            run_expectations(run)
        except GateFailed as blocked:
            failure = blocked
        results = [CheckResult(**dict(row)) for row in runs.checks_of(run.ledger, run.run_id, "great_expectations")]
        yield from (_suite_result(suite, results) for suite in SUITES)
        if failure is not None:
            raise Failure(str(failure), allow_retries=False)
        index = run.data.data_docs / run.run_id / "index.html"
        yield MaterializeResult(metadata={"data_docs": MetadataValue.path(str(index)), "checks": len(results)})

    return data_docs


def _suite_result(suite: str, results: list[CheckResult]) -> AssetCheckResult:
    own = [result for result in results if result.check_name.startswith(f"{suite}.")]
    blocking = [result for result in own if result.blocks]
    return AssetCheckResult(
        check_name=suite,
        passed=bool(own) and not blocking,
        severity=AssetCheckSeverity.ERROR,
        metadata={"expectations": check_table(own), "failed": len(blocking)},
    )


def published_warehouse_asset(models: list[AssetKey]) -> AssetsDefinition:
    """The asset of the published file: the given models, sealed by every gate."""

    @asset(deps=[*models, DATA_DOCS], group_name="gate", kinds={"duckdb"})
    def published_warehouse(context: AssetExecutionContext, nightly: NightlyRun) -> MaterializeResult:
        """`warehouse.duckdb`, replaced atomically by a build that carries the seal of every gate for its very bytes."""
        try:
            release = publish_release(nightly.run)
        except NotSealed as blocked:
            raise Failure(str(blocked), allow_retries=False) from blocked
        context.log_event(confirmation(nightly.run, release.release_id))
        file = release.folder / "warehouse.duckdb"
        return MaterializeResult(
            metadata={
                "release_id": release.release_id,
                "path": MetadataValue.path(str(nightly.run.data.published)),
                "sha256": release.file_sha256,
                "tables": len(release.tables),
                "dagster/row_count": sum(state.row_count for state in release.tables.values()),
                "preview": preview(file, "main.fct_report_totals"),
            }
        )

    return published_warehouse
