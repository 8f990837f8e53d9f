"""The work on contents, on the executors of an Apache Spark cluster, through Spark Connect.

- `cluster`      the operator's side: tasks in, what became of them out, in order and in bounded memory
- `session`      one connection to the cluster, also the one that dbt works in; the only module that imports pyspark
- `wire`         the two Arrow schemas and what stands in their rows
- `executor`     the cluster's side: runs the same `work_on`, in a process under the same limits
- `shared_folder`  whether the cluster reaches a folder of this machine's
- `environment`  what must be alike on both sides for the results to be alike
- `shipping`     this package's own code, packed for the executors

Belongs here: everything that knows Spark or Arrow. Does not belong here: what is done to a content (`loading.work`), the
ledger and the batches, which stay on the operator's machine. `pyspark` and `pyarrow` are an extra
(`requirements-spark.lock`), so nothing outside this package imports its modules at its head.
"""

from orchestration.loading.spark.errors import ClusterFailed

__all__ = ["ClusterFailed"]
