"""Whether a cluster reaches a folder, told by what comes back. DuckDB stands in the cluster's place, tests/cluster has Spark."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

duckdb = pytest.importorskip("duckdb")
pytest.importorskip("pyarrow", reason="the Spark extra is not installed")

from orchestration.loading.spark import ClusterFailed  # noqa: E402
from orchestration.loading.spark.shared_folder import check_reach  # noqa: E402


def node(root: str = "", rows: str = "true") -> Callable[[str], None]:
    """What carries a statement out: below another root than this machine's, or for some of the rows alone."""

    def ask(statement: str) -> None:
        returned, sent = (root + path for path in re.findall(r"file:([^'`]*)", statement))
        Path(returned).mkdir(parents=True)
        try:
            duckdb.sql(f"copy (from '{sent}/*.parquet' where {rows}) to '{returned}/part.parquet'")
        except duckdb.IOException as error:
            raise ClusterFailed(str(error).splitlines()[0]) from error

    return ask


def test_a_cluster_that_reaches_the_folder_leaves_nothing_there(tmp_path: Path) -> None:
    check_reach(node(), tmp_path / "computed")
    assert list((tmp_path / "computed").iterdir()) == []


def test_a_cluster_that_does_not_find_what_lies_there_says_so_with_a_way_out(tmp_path: Path) -> None:
    folder = tmp_path / "computed"
    with pytest.raises(ClusterFailed) as failed:
        check_reach(node(root=str(tmp_path / "elsewhere")), folder)
    told = str(failed.value)
    assert told.startswith(f"the nodes of the cluster do not all reach {folder} as this machine does")
    assert "(--models duckdb computes them here): IO Error: No files found that match the pattern" in told
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(("rows", "here"), [("number < 20", 20), ("false", 0)])
def test_what_some_nodes_wrote_into_a_folder_of_their_own_is_missed(tmp_path: Path, rows: str, here: int) -> None:
    with pytest.raises(ClusterFailed, match=f"of 32 rows that its nodes wrote there, {here} are here"):
        check_reach(node(rows=rows), tmp_path)
    assert list(tmp_path.iterdir()) == []
