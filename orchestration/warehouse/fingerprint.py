"""What a build depends on, as one hash: when it is that of the published release, there is nothing to build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from orchestration.ledger import files
from orchestration.ledger.store import Ledger

PROJECT_ROOT = Path(__file__).resolve().parents[2]
DBT_PROJECT = PROJECT_ROOT / "dbt_project"
_RULES = (DBT_PROJECT, PROJECT_ROOT / "orchestration" / "expectations")
_DECIDING = tuple(PROJECT_ROOT / "orchestration" / name for name in ("ledger", "loading", "nightly", "warehouse"))
_DERIVED = frozenset({"target", "logs", "dbt_packages", "__pycache__"})


def fingerprint(ledger: Ledger, extractor_version: str, corrections_sha256: str = "") -> str:
    """Hash of what was seen, what became of it, the extractor's version, corrections, and the SQL, seeds and suites.

    It holds neither times nor ids of runs: the same input has the same fingerprint on every machine.
    """
    digest = hashlib.sha256()
    digest.update(f"{extractor_version}\n{rules_hash()}\n{corrections_sha256}\n".encode())
    for row in files.outcomes(ledger):
        names = ("source_path", "content_sha256", "outcome", "reason", "is_latest")
        parts = (*(row[name] for name in names), row["change"] == "vanished")
        digest.update(("\x1f".join(map(str, parts)) + "\n").encode())
    return digest.hexdigest()


@cache
def rules_hash() -> str:
    """Hash of every file that the build and the gates are made of."""
    return _hash_of(_RULES)


@cache
def deciding_hash() -> str:
    """Hash of the program that decides what is due and what is news."""
    return _hash_of(_DECIDING)


def _hash_of(folders: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in _rule_files(folders):
        digest.update(path.relative_to(PROJECT_ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _rule_files(folders: Iterable[Path]) -> Iterable[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            inside = path.relative_to(folder).parts
            if path.is_file() and not _DERIVED.intersection(inside) and not path.name.startswith("."):
                yield path
