"""A real standalone Spark cluster on loopback: a master, workers of one core each, a Connect server, each a process.

The daemons write their logs into the cluster's folder. Executors make their temporary files in the folder of their worker,
so that a test sees which worker is at work.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pyspark

SPARK = Path(pyspark.__file__).parent
HOST = "127.0.0.1"
_UP_WITHIN = 180.0  # seconds on a busy machine
# Short-lived processes on few cores: the second compiler and a collector of many threads take more time than they give.
_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"
_SERVER = "org.apache.spark.sql.connect.service.SparkConnectServer"


def java_trouble() -> str | None:
    """Why Spark cannot run here; None where it can."""
    java = (os.environ.get("JAVA_HOME") and Path(os.environ["JAVA_HOME"]) / "bin" / "java") or shutil.which("java")
    if not java:
        return "there is no Java on this machine: Spark needs 17 or later"
    said = subprocess.run([str(java), "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    return (
        None if version and int(version[1]) >= 17 else f"Spark needs Java 17 or later, not {said.partition(chr(10))[0]}"
    )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        return listener.getsockname()[1]


def wait_until(what: str, is_so, seconds: float = _UP_WITHIN) -> None:
    """Raises AssertionError when it does not become so in time."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"{what}: not within {seconds:g} s"
        time.sleep(0.05)


@dataclass
class Daemon:
    """One process of the cluster and the folder it works in."""

    process: subprocess.Popen[bytes]
    folder: Path

    def said(self) -> str:
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def is_reading(self) -> bool:
        """Whether an executor of this worker has contents laid out."""
        return any(self.folder.glob("tmp/jixiao-*/*"))

    def has_code(self) -> bool:
        """Whether an executor of this worker was ever sent this project's code."""
        return any(self.folder.glob("work/**/jixiao.zip"))

    def kill(self) -> None:
        """With everything that it has started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass
class SparkCluster:
    """Use as a context manager: everything that it started is gone at the end."""

    folder: Path
    workers: list[Daemon] = field(default_factory=list)
    _others: list[Daemon] = field(default_factory=list)
    _port: int = field(default_factory=free_port)
    _master_port: int = field(default_factory=free_port)

    @property
    def remote(self) -> str:
        return f"sc://{HOST}:{self._port}"

    @property
    def _master(self) -> str:
        return f"spark://{HOST}:{self._master_port}"

    def __enter__(self) -> SparkCluster:
        try:
            self._start_master()
            for _ in range(2):
                self.start_worker()
            self._start_server()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for daemon in (*self.workers, *self._others):
            if daemon.process.poll() is None:
                daemon.kill()

    def start_worker(self) -> None:
        number = len(self.workers)
        arguments = ["--host", HOST, "--webui-port", "0", "--cores", "1", "--memory", "1g"]
        worker = self._spawn(
            f"worker-{number}", "spark-class", "org.apache.spark.deploy.worker.Worker", *arguments, self._master
        )
        self.workers.append(worker)
        wait_until("the worker registers", lambda: "Successfully registered with master" in worker.said())

    def _start_master(self) -> None:
        arguments = ["--host", HOST, "--port", str(self._master_port), "--webui-port", "0"]
        master = self._spawn("master", "spark-class", "org.apache.spark.deploy.master.Master", *arguments)
        self._others.append(master)
        wait_until("the master is up", lambda: "New state: ALIVE" in master.said())

    def _start_server(self) -> None:
        settings = {
            "spark.driver.host": HOST,
            "spark.driver.bindAddress": HOST,
            "spark.executor.memory": "600m",
            "spark.ui.enabled": "false",
            "spark.log.level": "WARN",
            "spark.executor.syncLogLevel.enabled": "true",
            # Some thousand rows: as many partitions as cores, and no compiled code, which would cost more than it saves.
            "spark.sql.shuffle.partitions": "2",
            "spark.sql.codegen.wholeStage": "false",
            # Nor plans made anew between stages, nor written out for pages that nobody opens.
            "spark.sql.adaptive.enabled": "false",
            "spark.sql.ui.explainMode": "simple",
            "spark.sql.maxPlanStringLength": "100",
            "spark.connect.grpc.binding.address": HOST,
            "spark.connect.grpc.binding.port": str(self._port),
            "spark.sql.warehouse.dir": str(self.folder / "warehouse"),
        }
        told = [argument for name, value in settings.items() for argument in ("--conf", f"{name}={value}")]
        arguments = ["--master", self._master, "--driver-memory", "2g", *told, "--class", _SERVER, "spark-internal"]
        server = self._spawn("server", "spark-submit", *arguments)
        self._others.append(server)
        wait_until("the Connect server is up", lambda: _listens(self._port))

    def _spawn(self, name: str, program: str, *arguments: str) -> Daemon:
        """Start a daemon in a process group of its own; Python on executors is the one that runs the tests."""
        folder = self.folder / name
        (folder / "tmp").mkdir(parents=True)
        environment = {
            **os.environ,
            "SPARK_HOME": str(SPARK),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_LOCAL_DIRS": str(folder / "local"),
            "SPARK_WORKER_DIR": str(folder / "work"),
            "JAVA_TOOL_OPTIONS": _JAVA,
            "PYSPARK_PYTHON": sys.executable,
            "TMPDIR": str(folder / "tmp"),
        }
        command = [str(SPARK / "bin" / program), *arguments]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(
                command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                start_new_session=True,
            )  # fmt: skip
        return Daemon(process, folder)


def _listens(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex((HOST, port)) == 0
