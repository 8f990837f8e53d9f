"""`jixiao ui` serves the graph, the checks, the schedule and the runs: asked over GraphQL, as the pages do."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from orchestration.loading.data_folder import DataFolder

Ask = Callable[[str], dict[str, Any]]

REPOSITORY = 'repositorySelector: {repositoryLocationName: "jixiao", repositoryName: "__repository__"}'


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


@pytest.fixture(scope="module")
def ask(data: DataFolder) -> Iterator[Ask]:
    port = _free_port()
    jixiao = Path(sys.executable).with_name("jixiao")
    # A working directory of its own, to see that none is needed; no search path, to see that dbt is found without.
    server = subprocess.Popen(
        [str(jixiao), "ui", "--port", str(port)],
        cwd=data.root.parent,
        env={**os.environ, "JIXIAO_DATA": str(data.root)},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60)

    def query(text: str) -> dict[str, Any]:
        answer = client.post("/graphql", json={"query": text}).json()
        assert "errors" not in answer, answer
        return answer["data"]

    try:
        _wait_until_loaded(server, query)
        yield query
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(30)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_until_loaded(server: subprocess.Popen[bytes], query: Ask) -> None:
    for _ in range(240):
        assert server.poll() is None, "the server ended"
        try:
            found = query(
                "{ repositoriesOrError { ... on RepositoryConnection { nodes { name location { name } } } } }"
            )
            if found["repositoriesOrError"]["nodes"]:
                return
        except httpx.TransportError:
            pass
        time.sleep(1)
    raise AssertionError("the code location was not loaded")


def test_the_graph_is_served(ask: Ask) -> None:
    nodes = ask("{ assetNodes { assetKey { path } dependencyKeys { path } groupName description } }")["assetNodes"]
    upstream = {"/".join(n["assetKey"]["path"]): {"/".join(d["path"]) for d in n["dependencyKeys"]} for n in nodes}
    assert upstream["extracted_reports"] == {"raw_files"}
    assert "extracted_reports" in upstream["staging/stg_spending"]
    assert "data_docs" in upstream["published_warehouse"]
    assert len(upstream) > 60


def test_the_checks_are_served_and_block(ask: Ask) -> None:
    nodes = ask(
        "{ assetNodes { assetKey { path } assetChecksOrError { ... on AssetChecks { checks { name blocking } } } } }"
    )["assetNodes"]
    checks = {"/".join(node["assetKey"]["path"]): node["assetChecksOrError"].get("checks", []) for node in nodes}
    assert len(checks["data_docs"]) >= 5
    assert len(checks["dim_reports"]) >= 3
    assert all(check["blocking"] for check in checks["data_docs"])


def test_the_schedule_runs_every_night(ask: Ask) -> None:
    found = ask(
        f"{{ schedulesOrError({REPOSITORY}) {{ ... on Schedules {{ results {{ name cronSchedule executionTimezone"
        " pipelineName scheduleState { status } } } } }"
    )["schedulesOrError"]["results"]
    assert found == [
        {
            "name": "nightly_at_two",
            "cronSchedule": "0 2 * * *",
            "executionTimezone": "Asia/Shanghai",
            "pipelineName": "nightly",
            "scheduleState": {"status": "RUNNING"},
        }
    ]
