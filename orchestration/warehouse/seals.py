"""Seals: the word of a gate that it passed exactly these bytes. Publish takes nothing without all of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from orchestration.ledger.results import CheckResult
from orchestration.loading.durable import write_bytes

GATES = ("dbt", "gx")


class GateFailed(Exception):
    """A gate that did not pass. The message names the checks that failed."""


class NotSealed(Exception):
    """A candidate without the seal of every gate."""


def sha256_of(path: Path) -> str:
    """The sha256 of a file's bytes, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def seal(
    gate: str,
    build_file: Path,
    results: Sequence[CheckResult],
    folder: Path,
    basis: Mapping[str, str] | None = None,
) -> None:
    """Seal the build file for a gate. Raises GateFailed when a check blocks, or when nothing was checked at all.

    The seal keeps the basis that the file was built on, where the gate knows it.
    """
    blocking = [result for result in results if result.blocks]
    if blocking:
        raise GateFailed(told(blocking))
    if not results:
        raise GateFailed(f"the gate {gate} checked nothing")
    content = json.dumps({"gate": gate, "checks": len(results), "basis": basis}).encode()
    write_bytes(folder / f"{sha256_of(build_file)}.{gate}", content)


def require_seals(sha256: str, folder: Path) -> None:
    """Raises NotSealed unless every gate has sealed exactly this content."""
    missing = [gate for gate in GATES if not (folder / f"{sha256}.{gate}").exists()]
    if missing:
        raise NotSealed(f"the candidate has no seal of: {', '.join(missing)}")


def sealed_basis(sha256: str, folder: Path) -> Mapping[str, str] | None:
    """What a content was built on; None unless every gate has sealed it."""
    if not all((folder / f"{sha256}.{gate}").exists() for gate in GATES):
        return None
    try:
        basis: Mapping[str, str] | None = json.loads((folder / f"{sha256}.dbt").read_bytes()).get("basis")
    except ValueError:  # cut short by a crash
        return None
    return basis


def remove_seals(folder: Path) -> None:
    """Take back every seal: whatever is published next has to pass the gates anew."""
    for path in folder.glob("*"):
        path.unlink()


def told(blocking: Sequence[CheckResult]) -> str:
    """The failed checks in one line for a person."""
    shown = [f"{result.layer} check {result.check_name} ({_what(result)})" for result in blocking[:5]]
    more = f" and {len(blocking) - 5} more" if len(blocking) > 5 else ""
    return "; ".join(shown) + more


def _what(result: CheckResult) -> str:
    if result.outcome == "error":
        return f"error: {result.observed or 'no message'}"
    return f"observed {result.observed}, expected {result.expected}"
