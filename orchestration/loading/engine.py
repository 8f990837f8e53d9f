"""Where contents are worked on and models computed: on this machine, or on a Spark cluster that an operator has.

    engine = Engine.asked("spark", "sc://spark.example:15002")
    with opened(engine, data.computed) as work_on_all:
        for worked in work_on_all(tasks):      # in the order of the tasks, as they are done

Both ways do the same work (`work.work_on`) under the same limits and leave the same files; what they give is the same to
the row. Belongs here: which way, and how work on contents is opened and closed. Does not belong here: either way itself; how
models are computed there is `warehouse.spark_build`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from orchestration.loading.work import Task, Worked
from orchestration.loading.workers import work_on_all as work_on_all_here

ENGINE_VARIABLE = "JIXIAO_ENGINE"
REMOTE_VARIABLE = "JIXIAO_SPARK_REMOTE"
MODELS_VARIABLE = "JIXIAO_MODELS"
ENGINES = ("local", "spark")
MODELS = ("duckdb", "spark")

WorkOnAll = Callable[[Iterable[Task]], Iterator[Worked]]


class WrongEngine(ValueError):
    """An engine that does not exist, is not told where it is, or is not installed. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Engine:
    """`name` is one of ENGINES; `remote` is the address of a Spark Connect server, empty for `local`; `models`, one of
    MODELS, is what computes the models and asks dbt's tests.

    An address may carry a token, which must stand in no run's configuration: `remote` is shown and stored nowhere, and
    `named_remote` is what of it was not left to the environment.
    """

    name: str = "local"
    remote: str = field(default="", repr=False)
    named_remote: str = ""
    models: str = "duckdb"

    @classmethod
    def asked(cls, name: str = "", remote: str = "", models: str = "") -> Engine:
        """What is asked for; where nothing is, what the environment says, else this machine. Raises WrongEngine.

        A cluster computes the models too where nothing else is said. What the environment says of them is of nights on a
        cluster; one on this machine needs no other environment.
        """
        name = name or os.environ.get(ENGINE_VARIABLE) or "local"
        if name not in ENGINES:
            raise WrongEngine(f"there is no engine {name!r}: it is one of {', '.join(ENGINES)}")
        if name == "local":
            if remote:
                raise WrongEngine("--remote names a Spark cluster; it needs --engine spark")
            if models == "spark":
                raise WrongEngine("models are computed on the cluster that reads: --models spark needs --engine spark")
            return cls()
        models = models or os.environ.get(MODELS_VARIABLE) or "spark"
        if models not in MODELS:
            raise WrongEngine(f"models are not computed by {models!r}: it is one of {', '.join(MODELS)}")
        if ";token=" in remote:
            raise WrongEngine(f"an address with a token belongs into ${REMOTE_VARIABLE}")
        address = remote or os.environ.get(REMOTE_VARIABLE) or ""
        _check_address(address)
        if find_spec("pyspark") is None or (models == "spark" and find_spec("dbt.adapters.spark") is None):
            raise WrongEngine(
                "the engine spark is not installed; with it:"
                " make setup-spark, or pip install --no-build-isolation --require-hashes -r requirements-spark.lock"
            )
        return cls(name, address, remote, models)


def _check_address(remote: str) -> None:
    """Raises WrongEngine where this is no address of a Spark Connect server."""
    if not remote:
        raise WrongEngine(f"the engine spark needs --remote sc://HOST:PORT, or ${REMOTE_VARIABLE}")
    try:
        parts = urlsplit(remote)
        is_address = parts.scheme == "sc" and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:  # a port that is no number
        is_address = False
    if not is_address:
        raise WrongEngine("that is no address of a Spark Connect server: sc://HOST:PORT")


LOCAL = Engine()


@contextmanager
def opened(engine: Engine, computed: Path | None = None) -> Iterator[WorkOnAll]:
    """The engine, ready to be given tasks; a cluster is asked only once there are tasks, and left at the end.

    `computed`: the folder that a cluster is to compute the models into. One that does not reach it is told of before any
    content is worked on. Beyond what the local way raises, a cluster raises `spark.ClusterFailed`.
    """
    if engine.name == "local":
        yield work_on_all_here
        return
    from orchestration.loading.spark.cluster import Cluster

    with Cluster(engine.remote, reaching=computed if engine.models == "spark" else None) as cluster:
        yield cluster.work_on_all
