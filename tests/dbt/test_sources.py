"""What dbt says of its sources is what orchestration.records declares."""

from __future__ import annotations

from pathlib import Path

import yaml

from orchestration.records import columns_of
from orchestration.records.report import ROW_CLASSES

SOURCES = Path(__file__).parents[2] / "dbt_project" / "models" / "staging" / "_sources.yml"


def _tables() -> dict[str, list[dict[str, str]]]:
    sources = {source["name"]: source for source in yaml.safe_load(SOURCES.read_text(encoding="utf-8"))["sources"]}
    return {table["name"]: table["columns"] for table in sources["extracted"]["tables"]}


def test_every_extracted_table_is_a_source() -> None:
    assert set(_tables()) == {*ROW_CLASSES, "document_texts"}


def test_columns_types_and_descriptions_are_those_of_the_row_classes() -> None:
    for name, row_class in ROW_CLASSES.items():
        described = [(c["name"], c["data_type"], c["description"]) for c in _tables()[name]]
        declared = [(column.name, column.type.value, column.description) for column in columns_of(row_class)]
        assert described[2:] == declared, name
        assert [column for column, *_ in described[:2]] == ["document_key", "extraction_id"]


def test_the_fixture_writes_the_types_that_loading_writes() -> None:
    from fixture_tree import schema_of

    from orchestration.loading import parquet

    assert {name: schema_of(name) for name in ROW_CLASSES} == {name: parquet.schema_of(name) for name in ROW_CLASSES}
