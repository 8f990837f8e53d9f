"""What of the models on a cluster needs none. That they compute the same rows there is tests/cluster/test_loads.py."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.spark_build import REMOTE_VARIABLE, _environment, schema_of


def test_data_folders_share_no_schema_of_a_catalog(tmp_path: Path) -> None:
    one, other = (schema_of(DataFolder(tmp_path / name)) for name in ("one", "other"))
    assert one == schema_of(DataFolder(tmp_path / "one"))
    assert one != other
    assert one.isidentifier()


def test_an_address_is_taken_out_of_the_environment_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIXIAO_SPARK_SCHEMA", "before")
    monkeypatch.delenv(REMOTE_VARIABLE, raising=False)
    with pytest.raises(KeyError), _environment({REMOTE_VARIABLE: "sc://a:1/;token=x", "JIXIAO_SPARK_SCHEMA": "within"}):
        assert os.environ["JIXIAO_SPARK_SCHEMA"] == "within"
        raise KeyError
    assert os.environ["JIXIAO_SPARK_SCHEMA"] == "before"
    assert REMOTE_VARIABLE not in os.environ
