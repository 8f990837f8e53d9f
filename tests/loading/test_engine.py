"""Which engine is asked for: by words, by the environment, or this machine."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from orchestration.definitions.execution import run_config
from orchestration.loading import engine as engine_module
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.engine import (
    ENGINE_VARIABLE,
    LOCAL,
    MODELS_VARIABLE,
    REMOTE_VARIABLE,
    Engine,
    WrongEngine,
    opened,
)
from orchestration.loading.workers import work_on_all
from orchestration.nightly.intake import Intake


@pytest.fixture(autouse=True)
def installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if the extra were there, and nothing in the environment."""
    monkeypatch.setattr(engine_module, "find_spec", lambda name: importlib.util.find_spec("json"))
    for variable in (ENGINE_VARIABLE, REMOTE_VARIABLE, MODELS_VARIABLE):
        monkeypatch.delenv(variable, raising=False)


def test_without_a_word_it_is_this_machine() -> None:
    assert Engine.asked() == Engine.asked("local") == LOCAL
    with opened(LOCAL) as opened_engine:
        assert opened_engine is work_on_all


def test_a_word_counts_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ENGINE_VARIABLE, "spark")
    monkeypatch.setenv(REMOTE_VARIABLE, "sc://cluster:15002")
    assert Engine.asked() == Engine("spark", "sc://cluster:15002", models="spark")
    assert Engine.asked("spark", "sc://other") == Engine("spark", "sc://other", "sc://other", "spark")
    assert Engine.asked("local") == LOCAL


def test_a_cluster_computes_the_models_unless_another_word_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    assert Engine.asked("spark", "sc://a").models == "spark"
    assert Engine.asked("spark", "sc://a", "duckdb").models == "duckdb"
    assert Engine.asked("local", models="duckdb") == LOCAL
    monkeypatch.setenv(MODELS_VARIABLE, "duckdb")
    assert Engine.asked("spark", "sc://a").models == "duckdb"
    assert Engine.asked("spark", "sc://a", "spark").models == "spark"
    monkeypatch.setenv(MODELS_VARIABLE, "spark")
    assert Engine.asked("local").models == "duckdb"  # what the nights on a cluster have in their environment
    monkeypatch.setenv(MODELS_VARIABLE, "flink")
    with pytest.raises(WrongEngine, match="models are not computed by 'flink': it is one of duckdb, spark"):
        Engine.asked("spark", "sc://a")
    with pytest.raises(WrongEngine, match="--models spark needs --engine spark"):
        Engine.asked("local", models="spark")


def test_a_token_stays_in_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What Dagster keeps of a run, and what a person is shown, does not have it."""
    address = "sc://cluster:443/;use_ssl=true;token=s3cret"
    monkeypatch.setenv(REMOTE_VARIABLE, address)
    engine = Engine.asked("spark")
    assert engine.remote == address
    told = run_config(DataFolder(tmp_path), Intake(), engine=engine)
    assert told["resources"]["nightly"]["config"] == {
        "accept": "", "redo": "", "verify": False, "engine": "spark", "remote": "", "models": "spark",
    }  # fmt: skip
    assert "s3cret" not in repr(engine) + repr(told)
    with pytest.raises(WrongEngine, match=r"an address with a token belongs into \$JIXIAO_SPARK_REMOTE"):
        Engine.asked("spark", address)
    monkeypatch.setenv(REMOTE_VARIABLE, "https://cluster/;token=s3cret")
    with pytest.raises(WrongEngine) as refused:
        Engine.asked("spark")
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "remote", "said"),
    [
        ("flink", "", "there is no engine 'flink': it is one of local, spark"),
        ("spark", "", "needs --remote sc://HOST:PORT, or \\$JIXIAO_SPARK_REMOTE"),
        ("spark", "spark://host:7077", "no address of a Spark Connect server"),
        ("spark", "sc://", "no address of a Spark Connect server"),
        ("spark", "sc://host:many", "no address of a Spark Connect server"),
        ("local", "sc://host", "needs --engine spark"),
    ],
)
def test_what_cannot_be_meant_says_what_to_write(name: str, remote: str, said: str) -> None:
    with pytest.raises(WrongEngine, match=said):
        Engine.asked(name, remote)


def test_without_the_extra_it_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine_module, "find_spec", lambda name: None)
    with pytest.raises(
        WrongEngine, match=r"pip install --no-build-isolation --require-hashes -r requirements-spark\.lock"
    ):
        Engine.asked("spark", "sc://host:15002")
