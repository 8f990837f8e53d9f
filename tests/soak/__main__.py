"""`make soak`: every fault, healed after each, and a month of nights. About an hour on two cores; `--kills` sets most of it."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.faults import FAULTS
from tests.soak.month import NotAsExpected, month_of
from tests.soak.table import run_table
from tests.soak.world import loaded_world


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=60, help="kill -9 at so many random moments")
    parser.add_argument("--nights", type=int, default=30, help="nights of the simulated month; 0 for none")
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, loaded_world(Path(folder), chosen.seed) as world:
        table = run_table(world, [[fault] for fault in FAULTS], chosen.kills)
    print(table, flush=True)
    problem = None
    if chosen.nights:
        try:
            with tempfile.TemporaryDirectory() as folder:
                print(month_of(Path(folder), chosen.nights, chosen.seed), flush=True)
        except NotAsExpected as error:
            problem = error
            print(f"the month went wrong: {error}")
    return 1 if table.problems or table.lost or problem else 0


if __name__ == "__main__":
    sys.exit(main())
