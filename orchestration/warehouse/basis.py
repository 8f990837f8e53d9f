"""Whether a build may go on from the last one: only from a database that every gate has sealed, made by the same rules.

What reports have changed is found in SQL (`dbt_project/macros/touched.sql`). Everything else that a build depends on stands
in the basis: where it differs, everything is built anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import metadata

from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.dbt_build import write_ahead_log
from orchestration.warehouse.fingerprint import rules_hash
from orchestration.warehouse.seals import sealed_basis, sha256_of

_ENGINES = ("dbt-core", "dbt-duckdb", "duckdb")


def basis_of(extractor_version: str, corrections_sha256: str, engine_of_models: str = "duckdb") -> dict[str, str]:
    """By name, what an incremental build has in common with the one that it goes on from."""
    engines = " ".join(f"{name} {metadata.version(name)}" for name in _ENGINES)
    return {
        "models, seeds, variables or checks": rules_hash(),
        "extractor": extractor_version,
        "corrections.csv": corrections_sha256,
        "dbt or DuckDB": engines,
        "engine of the models": engine_of_models,
    }


def why_whole(folder: DataFolder, basis: Mapping[str, str]) -> str | None:
    """Why everything must be built anew; None where the build database can be gone on from."""
    if not folder.build_file.exists():
        return "there is no build to go on from"
    if write_ahead_log(folder).exists():
        return "the last build was left half-way"
    sealed = sealed_basis(sha256_of(folder.build_file), folder.seals)
    if sealed is None:
        return "the last build did not pass every gate, or is damaged"
    changed = [name for name, value in basis.items() if sealed.get(name) != value]
    return f"changed: {', '.join(changed)}" if changed else None
