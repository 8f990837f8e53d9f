"""dbt's seeds, models and tests as assets and blocking checks, through dagster-dbt.

dbt runs in this process (`warehouse.dbt_build`), which spares a process its seconds of imports; dagster-dbt turns the
events into Dagster's. A selection of single models is built with all others. What the night has not touched is materialised
too, with no row written: what stands behind it goes on, and its page tells that it was found up to date.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from graphlib import TopologicalSorter
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
        for node, results in _in_order(manifest, events, models):
            model = models.get(node["name"])
            for told in _told(node, results, manifest, translator, context):
                if not isinstance(told, Output):
                    yield told
                elif told.output_name in selected:
                    yield told.with_metadata({**told.metadata, **(build_metadata(model) if model else {})})
        if failure is not None:
            raise Failure(str(failure), allow_retries=False)

    return warehouse_models


def _is_result(event: RawEvent) -> bool:
    return DbtCoreCliEventMessage(raw_event=event, event_history_metadata={}).is_result_event


def _in_order(
    manifest: Mapping[str, Any], events: list[RawEvent], models: Mapping[str, ModelBuild]
) -> Iterator[tuple[Mapping[str, Any], list[RawEvent]]]:
    """Nodes with what dbt told of them, nothing for a model or seed that was left as it was; parents first, as Dagster wants."""
    told: defaultdict[str, list[RawEvent]] = defaultdict(list)
    for event in events:
        told[event["data"]["node_info"]["unique_id"]].append(event)
    for unique_id in TopologicalSorter(manifest["parent_map"]).static_order():
        node = manifest["nodes"].get(unique_id)
        if node is not None and (unique_id in told or _is_left(node, models)):
            yield node, told[unique_id]


def _is_left(node: Mapping[str, Any], models: Mapping[str, ModelBuild]) -> bool:
    model = models.get(node["name"]) if node["resource_type"] in ("model", "seed") else None
    return model is not None and not model.is_rebuilt


def _told(
    node: Mapping[str, Any],
    results: list[RawEvent],
    manifest: Mapping[str, Any],
    translator: Translator,
    context: AssetExecutionContext,
) -> Iterator[Any]:
    """Dagster's events of a node."""
    for event in results:
        message = DbtCoreCliEventMessage(raw_event=event, event_history_metadata={})
        yield from message.to_default_asset_events(manifest, translator, context)
    if not results:
        key = translator.get_asset_key(node)
        yield Output(None, output_name=context.assets_def.get_output_name_for_asset_key(key))
