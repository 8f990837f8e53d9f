"""dbt's seeds, models and tests as assets and blocking checks, through dagster-dbt.

dbt runs in this process (`warehouse.dbt_build`), which spares a process its seconds of imports; dagster-dbt turns the
events into Dagster's. The build is always whole: a selection of single models is built with all others.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dagster import AssetExecutionContext, AssetKey, AssetsDefinition, Failure, Output
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from orchestration.definitions.assets import EXTRACTED_REPORTS
from orchestration.definitions.metadata import row_counts
from orchestration.definitions.resources import NightlyRun
from orchestration.nightly.build_step import build_models
from orchestration.warehouse.dbt_build import DbtFailed, RawEvent, read_manifest
from orchestration.warehouse.seals import GateFailed


class Translator(DagsterDbtTranslator):
    """dbt's sources are what extraction writes; descriptions are the models' own, without their SQL."""

    def __init__(self) -> None:
        super().__init__(DagsterDbtTranslatorSettings(enable_duplicate_source_asset_keys=True))

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> AssetKey:
        if dbt_resource_props["resource_type"] == "source":
            return EXTRACTED_REPORTS
        return super().get_asset_key(dbt_resource_props)

    def get_description(self, dbt_resource_props: Mapping[str, Any]) -> str:
        return dbt_resource_props.get("description") or ""

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        folders = dbt_resource_props["fqn"][1:-1]
        return "seeds" if dbt_resource_props["resource_type"] == "seed" else folders[0] if folders else None


def dbt_models(manifest_path: Path) -> AssetsDefinition:
    """The assets and checks of the project that a manifest describes."""
    manifest, translator = read_manifest(manifest_path), Translator()

    @dbt_assets(manifest=manifest_path, dagster_dbt_translator=translator, name="warehouse_models")
    def warehouse_models(context: AssetExecutionContext, nightly: NightlyRun) -> Iterator[Any]:
        events: list[RawEvent] = []
        failure: Exception | None = None
        try:
            build_models(nightly.run, lambda event: events.append(event) if _is_result(event) else None)
        except (GateFailed, DbtFailed) as blocked:
            failure = blocked
        counts = row_counts(nightly.run.data.build_file) if nightly.run.data.build_file.exists() else {}
        for event in events:
            message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
            for told in message.to_default_asset_events(manifest, translator, context):
                if not isinstance(told, Output):
                    yield told
                elif told.output_name in context.op_execution_context.selected_output_names:
                    yield told.with_metadata({**told.metadata, **_row_count(event, counts)})
        if failure is not None:
            raise Failure(str(failure), allow_retries=False)

    return warehouse_models


def _is_result(event: RawEvent) -> bool:
    return DbtCoreCliEventMessage(raw_event=event, event_history_metadata={}).is_result_event


def _row_count(event: RawEvent, counts: dict[tuple[str, str], int]) -> dict[str, int]:
    relation = event["data"]["node_info"].get("node_relation", {})
    rows = counts.get((relation.get("schema", ""), relation.get("alias", "")))
    return {} if rows is None else {"dagster/row_count": rows}
