"""Whether a cluster reaches a folder of this machine's under the same path, as it must to compute the models into it.

It is asked the way the models will be: executors read what this machine wrote and write what this machine then reads. Paths
carry their scheme: what a cluster takes for the default may be another storage.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from orchestration.loading.spark.errors import ClusterFailed

_FILES = 32  # read and written by as many executors as are free; one that is busy elsewhere is not asked


def check_reach(ask: Callable[[str], None], folder: Path) -> None:
    """`ask` has the cluster carry out a statement. Raises ClusterFailed, with what to do about it.

    An executor without the folder may make one of its own and write there, so what has come back is counted.
    """
    probe = folder / f"reach-{uuid4().hex}"
    sent, returned = probe / "sent", probe / "returned"
    try:
        _write(sent)
        ask(f"insert overwrite directory 'file:{returned}' using parquet select number from parquet.`file:{sent}`")
        numbers = _numbers(returned)
    except ClusterFailed as failed:
        raise ClusterFailed(f"{_not_reached(folder)}: {failed}") from failed
    finally:
        _remove(probe)
    if numbers != list(range(_FILES)):
        raise ClusterFailed(
            f"{_not_reached(folder)}: of {_FILES} rows that its nodes wrote there, {len(numbers)} are here"
        )


def _not_reached(folder: Path) -> str:
    return (
        f"the nodes of the cluster do not all reach {folder} as this machine does, where the models are computed into"
        " (--models duckdb computes them here)"
    )


def _write(sent: Path) -> None:
    sent.mkdir(parents=True)
    for number in range(_FILES):
        pq.write_table(pa.table({"number": pa.array([number], pa.int32())}), sent / f"{number}.parquet")


def _numbers(returned: Path) -> list[int]:
    """What executors wrote, as far as it is here; their marks that they are done are no rows."""
    files = sorted(returned.glob("*.parquet"))
    return sorted(ds.dataset(files, format="parquet").to_table()["number"].to_pylist()) if files else []


def _remove(probe: Path) -> None:
    """Raises ClusterFailed where the cluster's files are not this user's to remove, as the next night must."""
    try:
        shutil.rmtree(probe)
    except PermissionError as error:
        raise ClusterFailed(f"what the cluster writes below {probe.parent} cannot be removed by this user") from error
