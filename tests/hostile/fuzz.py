"""Reading and extraction over mutated files: `python -m tests.hostile.fuzz [--inputs 500] [--formats pdf …] [--seed 1]`.

Each input is a report with bytes flipped, cut, repeated, moved or overwritten; in Office files also within a part of the
package. It may be read or refused with a reason (ReadError, NotAReport); one that swells or hangs is stopped at the
limits, with that reason. Anything else (another exception, a dead process) is unexplained, is printed with what makes it
again, and makes the command fail. Scanned pages are not recognised and LibreOffice is not asked: both are other people's
programs, and slow.
"""

from __future__ import annotations

import argparse
import importlib
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from orchestration.loading.worker import Failure, Limits, WorkerPool

FORMATS = ("txt", "gb18030", "utf16", "md", "html", "docx", "doc", "xlsx", "xls", "pdf", "pdf3", "zip")
LIMITS = Limits(seconds=60, memory_bytes=2 << 30)
_REPORTS = 3  # of each format, from different layouts


def write_seeds(folder: Path, formats: Sequence[str]) -> dict[str, list[Path]]:
    """Unharmed reports by format; a format that this machine cannot write has none."""
    from tests.corpus.generate import make
    from tests.corpus.layouts import OPEN
    from tests.corpus.writer import available

    seeds: dict[str, list[Path]] = {name: [] for name in formats}
    for name in formats:
        layouts = [layout for layout in OPEN if name in layout.formats]
        if not available(name):
            continue
        for number, layout in enumerate(layouts[:_REPORTS]):
            made = make(layout, name, number, seed=1)
            path = folder / made.file_name
            path.write_bytes(made.content)
            seeds[name].append(path)
    return seeds


def outcomes(inputs: int, seed: int, formats: Sequence[str], workers: int = 2) -> Iterator[tuple[str, str, str]]:
    """(format, outcome, what makes it again) of every input. Outcome: read, refused, no_report, limited or unexplained: …"""
    sys.path.insert(0, str(Path(__file__).parent))
    try:
        task_of = importlib.import_module("fuzz_task").read_mutant
        with tempfile.TemporaryDirectory(prefix="jixiao-fuzz-") as name:
            seeds = write_seeds(Path(name), formats)
            tasks = [
                (format_name, str(paths[index % len(paths)]), seed * 1_000_003 + index)
                for format_name, paths in seeds.items()
                if paths
                for index in range(inputs)
            ]
            for task, outcome in WorkerPool(task_of, workers=workers, limits=LIMITS).map(tasks):
                again = f"{Path(task[1]).name} mutation {task[2]}"
                yield task[0], _told(outcome), again
    finally:
        sys.path.pop(0)


def _told(outcome: str | Failure) -> str:
    """A file that was stopped at a limit has its reason; a process that died has none."""
    if isinstance(outcome, Failure):
        return f"{'unexplained' if 'died' in outcome.reason else 'limited'}: {outcome.reason}"
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--inputs", type=int, default=500, help="mutated inputs per format")
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=list(FORMATS))
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    started = time.monotonic()
    counts: Counter[tuple[str, str]] = Counter()
    for format_name, outcome, again in outcomes(arguments.inputs, arguments.seed, arguments.formats):
        kind = outcome.partition(":")[0]
        counts[(format_name, kind)] += 1
        if kind == "unexplained":
            print(f"{format_name}: {outcome} ({again})", flush=True)
    kinds = ("read", "refused", "no_report", "limited", "unexplained")
    print("format  " + "".join(f"{kind:>13}" for kind in kinds))
    for format_name in arguments.formats:
        print(f"{format_name:8}" + "".join(f"{counts[(format_name, kind)]:13}" for kind in kinds))
    print(f"{sum(counts.values())} inputs, {time.monotonic() - started:.0f} s")
    return int(any(kind == "unexplained" for _, kind in counts))


if __name__ == "__main__":
    sys.exit(main())
