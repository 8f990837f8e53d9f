"""dbt's seeds, models and tests as assets and blocking checks, through dagster-dbt.

dbt runs in this process (`warehouse.dbt_build`), which spares a process its seconds of imports; dagster-dbt turns the
events into Dagster's. A selection of single models is built with all others. What the night has not touched is materialised
too, with no row written: what stands behind it goes on, and its page tells that it was found up to date.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from dagster import AssetExecutionContext, AssetKey, AssetsDefinition, Failure, Output
from dagster_dbt import DagsterDbtTranslator, DagsterDbtTranslatorSettings, dbt_assets
from dagster_dbt.core.dbt_cli_event import DbtCoreCliEventMessage

from orchestration.definitions.assets import EXTRACTED_REPORTS
from orchestration.definitions.metadata import build_metadata
from orchestration.definitions.resources import NightlyRun
from orchestration.ledger.model_builds import ModelBuild, models_of
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
        models = models_of(nightly.run.ledger, nightly.run.run_id)
        selected = context.op_execution_context.selected_output_names
        for name, model in _left(manifest, translator, context, models):
            if name in selected:
                yield Output(None, output_name=name, metadata=build_metadata(model))
        for event in events:
            message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
            for told in message.to_default_asset_events(manifest, translator, context):
                if not isinstance(told, Output):
                    yield told
                elif told.output_name in selected:
                    rebuilt = models.get(event["data"]["node_info"]["node_name"])
                    yield told.with_metadata({**told.metadata, **(build_metadata(rebuilt) if rebuilt else {})})
        if failure is not None:
            raise Failure(str(failure), allow_retries=False)

    return warehouse_models


def _is_result(event: RawEvent) -> bool:
    return DbtCoreCliEventMessage(raw_event=event, event_history_metadata={}).is_result_event


def _left(
    manifest: Mapping[str, Any], translator: Translator, context: AssetExecutionContext, models: Mapping[str, ModelBuild]
) -> Iterator[tuple[str, ModelBuild]]:
    """The outputs of models and seeds that the build left as they were."""
    output_names = {key: name for name, key in context.assets_def.keys_by_output_name.items()}
    for node in manifest["nodes"].values():
        model = models.get(node["name"]) if node["resource_type"] in ("model", "seed") else None
        if model is not None and not model.is_rebuilt:
            yield output_names[translator.get_asset_key(node)], model
