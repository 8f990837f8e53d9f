"""One connection to a Spark Connect server: functions run there with code sent along, or statements of dbt's. The only module
that imports pyspark.

Every error of the cluster or of the way to it is a ClusterFailed, its message short enough for a ledger. What is imported
here is loaded when a connection is made, not before: it takes seconds, and is an extra.
"""

from __future__ import annotations

import socket
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

import pyarrow as pa

from orchestration.loading.spark.errors import ClusterFailed
from orchestration.loading.spark.shipping import pack

_DEFAULT_PORT = 15002
_ANSWERS_WITHIN = 10.0  # seconds until a connection stands
_RETRIES = 6  # of a call that a network or a server failed, with growing pauses: about a minute in all
_ROWS_OF_A_PART = 4  # that an executor is given at a time and gives back together: a row carries a whole file
_LONGEST_MESSAGE = 400


class Session:
    """A session of the server's, with this package's code on its executors. Close it.

    `patience`: seconds without an answer after which a job is ended, say of a cluster that has lost all its workers.
    """

    def __init__(self, remote: str, patience: float) -> None:
        self._patience = patience
        self._spark = _connected(remote)
        try:
            with _told():
                self._spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", str(_ROWS_OF_A_PART))
                self._ship()
        except BaseException:
            self.close()
            raise

    def _ship(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            self._spark.addArtifacts(str(pack(Path(folder) / "jixiao.zip")), pyfile=True)

    def map(
        self,
        table: pa.Table,
        function: Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]],
        schema: pa.Schema,
    ) -> Iterator[Any]:
        """The rows that `function` makes of the table's rows on the executors, as they come, in no promised order.

        It is called for each part of a few rows, on whichever executor is free.
        """
        from pyspark.sql.pandas.types import from_arrow_schema

        with _told():
            parts = ceil(table.num_rows / _ROWS_OF_A_PART)
            self._spark.conf.set("spark.sql.leafNodeDefaultParallelism", str(parts))
            sent = self._spark.createDataFrame(table)
            yield from self._patiently(sent.mapInArrow(function, from_arrow_schema(schema)).toLocalIterator())

    def _patiently(self, rows: Iterator[Any]) -> Iterator[Any]:
        """The rows; each must come in time."""
        while True:
            with self._patient():
                row = next(rows, None)
            if row is None:
                return
            yield row

    @contextmanager
    def _patient(self) -> Iterator[None]:
        """What is done within is interrupted when it does not end in time. Raises ClusterFailed."""
        from pyspark.errors import PySparkException

        gave_up = Event()
        timer = Timer(self._patience, self._interrupt, [gave_up])
        timer.daemon = True
        timer.start()
        try:
            yield
        except PySparkException as error:
            if gave_up.is_set():
                raise ClusterFailed(f"the cluster gave no answer for {self._patience:g} s") from error
            raise
        finally:
            timer.cancel()

    def _interrupt(self, gave_up: Event) -> None:
        gave_up.set()
        self._spark.interruptAll()

    def ask(self, statement: str) -> None:
        """Have the cluster carry out a statement of SQL. Raises ClusterFailed."""
        with _told(), self._patient():
            self._spark.sql(statement).collect()

    def close(self) -> None:
        """Leave; what still runs there for this session is ended by the server."""
        self._spark.stop()


class DefaultSession:
    """The session that other libraries of this process take, as dbt-spark does, for as long as the context lasts.

    Call `heard` whenever the cluster has answered. What it is silent on for `patience` seconds is ended there, and the end
    of the context raises ClusterFailed, as the start does where there is no cluster.
    """

    def __init__(self, remote: str, patience: float) -> None:
        self._patience = patience
        self._gave_up = Event()
        self._spark = _connected(remote)
        self._timer = self._started_timer()

    def heard(self) -> None:
        self._timer.cancel()
        self._timer = self._started_timer()

    def ask(self, statement: str) -> None:
        """Have the cluster carry out a statement of SQL. Raises ClusterFailed."""
        with _told():
            self._spark.sql(statement).collect()
        self.heard()

    def _started_timer(self) -> Timer:
        timer = Timer(self._patience, self._interrupt)
        timer.daemon = True
        timer.start()
        return timer

    def _interrupt(self) -> None:
        self._gave_up.set()
        self._spark.interruptAll()

    def __enter__(self) -> DefaultSession:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()
        with _told():
            self._spark.stop()
        if self._gave_up.is_set():
            raise ClusterFailed(f"the cluster gave no answer for {self._patience:g} s")


def _connected(remote: str) -> Any:
    """A session of Spark's client. Raises ClusterFailed."""
    _check_it_listens(remote)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of its functions on pandas frames, of which none is used
        from pyspark.sql.connect.client.retries import DefaultPolicy
        from pyspark.sql.connect.session import SparkSession

    with _told():
        spark = SparkSession.builder.remote(remote).create()
        spark.client.set_retry_policies([DefaultPolicy(max_retries=_RETRIES)])
        return spark


def _check_it_listens(remote: str) -> None:
    """Spark's own client would try for many minutes. Raises ClusterFailed."""
    parts = urlsplit(remote)
    place = (parts.hostname or "", parts.port or _DEFAULT_PORT)
    try:
        socket.create_connection(place, timeout=_ANSWERS_WITHIN).close()
    except OSError as error:
        raise ClusterFailed(f"no Spark Connect server answers at {place[0]}:{place[1]}: {error}") from error


@contextmanager
def _told() -> Iterator[None]:
    """Errors of Spark's client as ClusterFailed."""
    from pyspark.errors import PySparkException

    try:
        yield
    except PySparkException as error:
        raise ClusterFailed(_message(str(error))) from error


def _message(text: str) -> str:
    """What a person needs of an error that may carry two stack traces: the Python error it ends in, else its head.

    An error of the network is many lines too, of which one has the details. A class named without a message is the head's own,
    at the top of its stack trace.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if any("PYTHON_VERSION_MISMATCH" in line for line in lines):
        return "the Python of the cluster's executors is another version than this one"
    named = [line.partition(":") for line in lines[1:]]
    raised = ["".join(line) for line in named if line[2] and line[0].endswith(("Error", "Exception", "Interrupt"))]
    details = [line for line in lines if line.startswith("details = ")]
    if raised:
        told = f"the work ended on an executor: {raised[-1]}"
    elif details:
        told = f"the Spark Connect server is not there any more, {details[0]}"
    else:
        told = "".join(lines[:1])
    return told[:_LONGEST_MESSAGE]
