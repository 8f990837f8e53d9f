"""The history of runs: one JSON file each in `benchmarks/history/`, and a page that plots every ratio over them."""

from __future__ import annotations

import html
import json
import os
import platform
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.measure import Figure

HISTORY = Path(__file__).parent / "history"
PAGE = "index.html"
_WIDTH, _HEIGHT = 320, 70


def keep(figures: Sequence[Figure], folder: Path = HISTORY) -> Path:
    """Write one run's figures; returns the file."""
    folder.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    machine = {
        "processors": len(os.sched_getaffinity(0)),
        # Of all that runs there: far above the number of processors, wall times say little.
        "load_average": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "system": platform.machine(),
    }
    told = {
        "at": now.isoformat(timespec="seconds"),
        "commit": _commit(),
        "machine": machine,
        "figures": [asdict(figure) | {"ratio": figure.ratio and round(figure.ratio, 3)} for figure in figures],
    }
    file = folder / f"{now:%Y%m%dT%H%M%SZ}.json"
    file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return file


def write_page(folder: Path = HISTORY) -> Path:
    """One plot per ratio over all kept runs, as SVG in a page without scripts."""
    runs = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(folder.glob("*.json"))]
    series: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = defaultdict(list)
    for run in runs:
        for figure in run["figures"]:
            if figure["ratio"] is not None:
                series[figure["name"]].append((run, figure))
    rows = "".join(_row(name, points) for name, points in series.items())
    page = folder / PAGE
    page.write_text(_PAGE.format(runs=len(runs), rows=rows), encoding="utf-8")
    return page


def _row(name: str, points: list[tuple[dict[str, Any], dict[str, Any]]]) -> str:
    ratios = [figure["ratio"] for _, figure in points]
    last = points[-1][1]
    cells = (html.escape(name), f"{ratios[-1]:g}", html.escape(last["mark"] or ""), _plot(points))
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>\n"


def _plot(points: list[tuple[dict[str, Any], dict[str, Any]]]) -> str:
    """The ratio from 0 up, run by run; a dot tells its run when pointed at."""
    ratios = [figure["ratio"] for _, figure in points]
    top = max(ratios) * 1.1 or 1
    step = _WIDTH / (len(points) + 1)
    places = [(step * (at + 1), _HEIGHT - ratio / top * _HEIGHT) for at, ratio in enumerate(ratios)]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    dots = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3"><title>{_when(run)}: {ratio}</title></circle>'
        for (x, y), (run, _), ratio in zip(places, points, ratios, strict=True)
    )
    return f'<svg width="{_WIDTH}" height="{_HEIGHT + 4}"><polyline points="{line}"/>{dots}</svg>'


def _when(run: dict[str, Any]) -> str:
    return html.escape(f"{run['at']} {run['commit']}, load {run['machine']['load_average']}")


def _commit() -> str:
    done = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False, cwd=HISTORY.parent
    )
    return done.stdout.strip() or "none"


_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Benchmarks</title>
<style>body{{font:15px system-ui;margin:2em}}table{{border-collapse:collapse}}td,th{{padding:.3em 1em;border-bottom:1px solid #ccc;
text-align:left}}polyline{{fill:none;stroke:#456}}circle{{fill:#456}}svg{{background:#f6f6f6}}</style>
<h1>Benchmarks</h1><p>{runs} runs. Every figure is a ratio within one run; runs stand from left to right.</p>
<table><tr><th>ratio</th><th>last</th><th>mark</th><th>history</th></tr>
{rows}</table></html>
"""
