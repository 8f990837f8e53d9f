"""When a build goes on from the last one, and why not."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest

from orchestration.ledger.results import CheckResult
from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.basis import basis_of, why_whole
from orchestration.warehouse.seals import remove_seals, seal

PASSED = [CheckResult("a", "dbt", "error", "pass")]
BASIS = basis_of("extractor 1", "")
NOT_SEALED = "the last build did not pass every gate, or is damaged"


@pytest.fixture
def sealed(data: DataFolder, build: Callable[..., None]) -> DataFolder:
    build(gates=("gx",))
    seal("dbt", data.build_file, PASSED, data.seals, BASIS)
    return data


def test_what_every_gate_has_sealed_is_gone_on_from(sealed: DataFolder) -> None:
    assert why_whole(sealed, BASIS) is None


def test_nothing_is_gone_on_from_before_the_first_build(data: DataFolder) -> None:
    assert why_whole(data, BASIS) == "there is no build to go on from"


def test_other_rules_and_corrections_need_everything(sealed: DataFolder) -> None:
    assert why_whole(sealed, basis_of("extractor 2", "")) == "changed: extractor"
    assert why_whole(sealed, basis_of("extractor 2", "ab12")) == "changed: extractor, corrections.csv"
    assert why_whole(sealed, {**BASIS, "models, seeds, variables or checks": "other"}) == (
        "changed: models, seeds, variables or checks"
    )
    assert why_whole(sealed, {**BASIS, "dbt or DuckDB": "duckdb 3"}) == "changed: dbt or DuckDB"


def test_a_build_that_is_not_what_was_sealed_is_not_gone_on_from(sealed: DataFolder, build: Callable[..., None]) -> None:
    log = sealed.build_file.with_name("warehouse.duckdb.wal")
    log.write_bytes(b"half a transaction")
    assert why_whole(sealed, BASIS) == "the last build was left half-way"
    log.unlink()
    os.truncate(sealed.build_file, sealed.build_file.stat().st_size - 4096)
    assert why_whole(sealed, BASIS) == NOT_SEALED
    build(gates=("dbt",))
    assert why_whole(sealed, BASIS) == NOT_SEALED  # the expectations did not pass
    build()
    assert why_whole(sealed, BASIS) == NOT_SEALED  # sealed before builds had a basis
    remove_seals(sealed.seals)
    assert why_whole(sealed, BASIS) == NOT_SEALED  # a build has begun
    seal("dbt", sealed.build_file, PASSED, sealed.seals, BASIS)
    seal("gx", sealed.build_file, PASSED, sealed.seals)
    (path,) = sealed.seals.glob("*.dbt")
    path.write_bytes(path.read_bytes()[:20])
    assert why_whole(sealed, BASIS) == NOT_SEALED  # cut short
