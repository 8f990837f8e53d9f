"""Nights over corpora of several sizes: everything, one new report, nothing new. And the command on changed samples."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.corpora import write_corpus
from benchmarks.measure import Figure, clock

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "raw"
Night = dict[str, Any]
_READING = ("extraction",)
_LOOKING = ("beginning", "inventory")  # a look at each file and at each page of the ledger
# What `jixiao load` cannot do without: Dagster with the assets of dbt, dbt with its adapter, Great Expectations.
_IMPORTS = "import dagster, dagster_dbt, dbt.cli.main, dbt.adapters.duckdb, duckdb, polars, great_expectations, pandas"


def all_nights(folder: Path, sizes: list[int]) -> dict[int, dict[str, Night]]:
    """By size, three nights one after the other: `first`, `one_new`, `nothing_new`."""
    return {size: _nights_at(folder / str(size), size) for size in sizes}


def figures(nights: dict[int, dict[str, Night]]) -> list[Figure]:
    """Each size against its marks and against the next larger one; of the idle night, the least against the most."""
    told = []
    least, most = min(nights), max(nights)
    for size, each in nights.items():
        first = each["first"]
        told.append(
            Figure(f"everything but reading and extraction / those, {size} reports", _rest(first) / _reading(first),
                   "<= 1" if size > 4000 else None, {"first": first})
        )  # fmt: skip
        told.append(Figure(f"peak memory in GiB, {size} reports", first["peak_gib"], "<= 4"))
    for smaller, larger in zip(sorted(nights), sorted(nights)[1:], strict=False):
        per_report = {size: _total(nights[size]["first"]) / size for size in (smaller, larger)}
        mark = "<= 1.15" if (smaller, larger) == (4_000, 41_352) else None
        told.append(
            Figure(f"time per report at {larger} / at {smaller}", per_report[larger] / per_report[smaller], mark,
                   {f"ms at {size}": round(1000 * seconds, 1) for size, seconds in per_report.items()})
        )  # fmt: skip
        new = {size: _total(nights[size]["one_new"], without=("publish", "beginning")) for size in (smaller, larger)}
        told.append(
            Figure(f"one new report into {larger} / into {smaller}, up to the publish", new[larger] / new[smaller],
                   "<= 3" if (smaller, larger) == (400, 41_352) else None,
                   {str(size): nights[size]["one_new"] for size in (smaller, larger)})
        )  # fmt: skip
    if most > least:
        idle = {size: nights[size]["nothing_new"] for size in (least, most)}
        beyond = {size: beyond_the_scan(night) for size, night in idle.items()}
        told.append(
            Figure(f"nothing new at {most} / at {least}, the scan apart", beyond[most] / beyond[least], "<= 1.5",
                   {str(size): night for size, night in idle.items()})
        )  # fmt: skip
    return told


def warm_load(folder: Path) -> Figure:
    """`jixiao load` on changed samples of raw/, the environment warm, against the imports that it needs."""
    samples, data = folder / "raw", folder / "data"
    shutil.copytree(SAMPLES, samples)
    environment = os.environ | {"JIXIAO_DATA": str(data)}
    command = [sys.executable, "-m", "orchestration.cli.main", "load", str(samples)]
    _run(command, environment)
    changed = 0
    for path in sorted(samples.glob("*.txt")):
        text = path.read_text(encoding="utf-8", errors="replace")
        if text.strip():
            path.write_text(text + "\n补充说明：数据截至年末。\n", encoding="utf-8")
            changed += 1
    with clock() as load:
        _run(command, environment)
    with clock() as imports:
        _run([sys.executable, "-c", _IMPORTS], environment)
    detail = {
        "changed_files": changed,
        "load": {"wall": round(load.wall, 1), "cpu": round(load.cpu, 1)},
        "imports": {"wall": round(imports.wall, 1), "cpu": round(imports.cpu, 1)},
        "seconds_beyond_imports": {"wall": round(load.wall - imports.wall, 1), "cpu": round(load.cpu - imports.cpu, 1)},
    }
    return Figure(
        "warm load on changed samples / bare imports, processor time", load.cpu / imports.cpu, "imports + 5 s", detail
    )


def beyond_the_scan(night: Night) -> float:
    """Processor time of what follows when the ledger was checked and the files were listed."""
    return _total(night, without=_LOOKING)


def _nights_at(folder: Path, size: int) -> dict[str, Night]:
    reports, data = folder / "raw", folder / "data"
    write_corpus(reports, size + 1)
    newest = sorted(reports.iterdir())[-1]
    kept_back = newest.rename(folder / newest.name)
    nights = {"first": night(data, reports)}
    kept_back.rename(newest)
    nights["one_new"] = night(data, reports)
    nights["nothing_new"] = night(data, reports)
    return nights


def night(data: Path, reports: Path) -> Night:
    """What one night took, in a process of its own."""
    said = _run([sys.executable, "-m", "benchmarks.night", str(data), str(reports)], dict(os.environ))
    told: Night = json.loads(said.splitlines()[-1])
    return told


def _run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}: {done.stderr[-2000:]}")
    return done.stdout


def _total(night: Night, without: tuple[str, ...] = ()) -> float:
    return float(sum(spent["cpu"] for name, spent in night["steps"].items() if name not in without))


def _reading(night: Night) -> float:
    return float(sum(night["steps"][name]["cpu"] for name in _READING))


def _rest(night: Night) -> float:
    return _total(night, without=_READING)
