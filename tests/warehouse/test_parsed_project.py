"""What dbt has parsed is kept beside its builds; a night whose copy is lost or damaged parses again and goes on."""

from __future__ import annotations

from pathlib import Path

from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.dbt_build import manifest, parsed_project


def test_a_parsed_project_that_is_not_whole_is_parsed_again(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    nodes = set(parsed_project(folder).nodes)
    kept = manifest(folder).with_name("partial_parse.msgpack")
    kept.write_bytes(kept.read_bytes()[:1000])
    assert set(parsed_project(folder).nodes) == nodes
    assert "model.jixiao.fct_spending" in nodes
