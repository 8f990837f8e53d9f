"""`jixiao explore`, as it is started."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

import httpx
import pytest

from orchestration.loading.data_folder import DataFolder
from tests.samples_once import JIXIAO


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def test_the_command_serves_the_data_folder_on_loopback(loaded: DataFolder) -> None:
    port = _free_port()
    process = subprocess.Popen(
        [str(JIXIAO), "explore", "--port", str(port)],
        env={**os.environ, "JIXIAO_DATA": str(loaded.root)},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == f"Explorer: http://127.0.0.1:{port}/ (Ctrl+C ends it)\n"
        response = _answer(f"http://127.0.0.1:{port}/")
        assert response.status_code == 200 and "数据浏览" in response.text
        assert "server" not in response.headers
        if (address := _address_of_this_host()) != "127.0.0.1":
            with pytest.raises(httpx.ConnectError):
                httpx.get(f"http://{address}:{port}/", trust_env=False)
    finally:
        process.terminate()
        process.wait(timeout=60)


def test_without_a_warehouse_it_says_so_and_serves(tmp_path: Path) -> None:
    port = _free_port()
    process = subprocess.Popen(
        [str(JIXIAO), "explore", "--port", str(port)],
        env={**os.environ, "JIXIAO_DATA": str(tmp_path / "data")},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(f"Explorer: http://127.0.0.1:{port}/ ")
        told = process.stdout.readline()
        assert "Nothing is published" in told and "jixiao load" in told
        response = _answer(f"http://127.0.0.1:{port}/")
        assert response.status_code == 503 and "jixiao load" in response.text
    finally:
        process.terminate()
        process.wait(timeout=60)


def _answer(url: str) -> httpx.Response:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            return httpx.get(url, trust_env=False, timeout=60)
        except httpx.ConnectError:
            time.sleep(0.1)
    raise AssertionError("nobody answers")


def _address_of_this_host() -> str:
    """The address that other machines would use, if there is one; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            return "127.0.0.1"
        address: str = probe.getsockname()[0]
        return address
