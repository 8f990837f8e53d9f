"""Where Dagster keeps runs and events: its own SQLite files, with each connection kept open instead of one per statement.

A run stores some two thousand rows. Dagster's storage opens a connection, and compiles its statements, anew for each.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy
from dagster._core.events.log import EventLogEntry
from dagster._core.storage.event_log.sqlite.sqlite_event_log import SqliteEventLogStorage
from dagster._core.storage.sqlite import SQLITE_BUSY_TIMEOUT_SECONDS
from dagster._core.storage.sqlite_storage import DagsterSqliteStorage
from dagster._serdes import ConfigurableClassData
from sqlalchemy.engine import Connection, Engine

_KEPT = 4  # the index, the run's own file, and some of earlier runs that a page asks for


class EventLog(SqliteEventLogStorage):
    """The event log of `SqliteEventLogStorage`, file by file the same; a batch of events is one transaction per file."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        self._engines: OrderedDict[str, Engine] = OrderedDict()
        self._batch = threading.local()
        self._schema: set[str] = set()  # tables, columns and indexes that were found there: a migration only adds
        super().__init__(base_dir, inst_data)

    @contextmanager
    def _connect(self, shard: str) -> Iterator[Connection]:
        open_connections: dict[str, Connection] | None = getattr(self._batch, "connections", None)
        if open_connections is None:
            with self._db_lock, self._engine(shard).begin() as connection:
                yield connection
            return
        if shard not in open_connections:
            open_connections[shard] = self._engine(shard).connect()
            open_connections[shard].begin()
        yield open_connections[shard]

    def store_event_batch(self, events: Sequence[EventLogEntry]) -> None:
        """Store all or, when one cannot be stored, none. Raises what the database raises."""
        with self._db_lock:
            connections: dict[str, Connection] = {}
            self._batch.connections = connections
            try:
                for event in events:
                    self.store_event(event)
                for connection in connections.values():
                    connection.commit()
            finally:
                del self._batch.connections
                for connection in connections.values():
                    connection.close()

    def has_secondary_index(self, name: str) -> bool:
        return self._found(f"index {name}", lambda: super(EventLog, self).has_secondary_index(name))

    def has_table(self, table_name: str) -> bool:
        return self._found(f"table {table_name}", lambda: super(EventLog, self).has_table(table_name))

    def has_asset_key_col(self, column_name: str) -> bool:
        return self._found(column_name, lambda: super(EventLog, self).has_asset_key_col(column_name))

    def _has_asset_key_col_on_connection(self, conn: Connection, column_name: str) -> bool:
        return self._found(
            column_name, lambda: super(EventLog, self)._has_asset_key_col_on_connection(conn, column_name)
        )

    def _found(self, name: str, ask: Callable[[], bool]) -> bool:
        if name not in self._schema and ask():
            self._schema.add(name)
        return name in self._schema

    def _engine(self, shard: str) -> Engine:
        """The engine of a file, whose connection is kept. Called under the lock."""
        if shard in self._engines and not Path(self.path_for_shard(shard)).exists():
            self._forget(shard)  # wiped by another process
        if shard not in self._engines:
            engine = sqlalchemy.create_engine(
                self.conn_string_for_shard(shard), connect_args={"timeout": SQLITE_BUSY_TIMEOUT_SECONDS}
            )
            # With a write-ahead log this loses at most the last events when the power fails, never the file.
            sqlalchemy.event.listen(engine, "connect", lambda raw, _: raw.execute("pragma synchronous=normal").close())
            if shard not in self._initialized_dbs:
                self._initdb(engine)
                self._initialized_dbs.add(shard)
            self._engines[shard] = engine
        self._engines.move_to_end(shard)
        while len(self._engines) > _KEPT and getattr(self._batch, "connections", None) is None:
            self._forget(next(iter(self._engines)))
        return self._engines[shard]

    def _forget(self, shard: str) -> None:
        self._engines.pop(shard).dispose()
        self._initialized_dbs.discard(shard)

    def dispose(self) -> None:
        """Close what is kept open. A later use opens it again."""
        super().dispose()
        with self._db_lock:
            while self._engines:
                self._engines.popitem()[1].dispose()


class Storage(DagsterSqliteStorage):
    """`DagsterSqliteStorage` with that event log. The setting `base_dir` is Dagster's home."""

    def __init__(self, base_dir: str, inst_data: ConfigurableClassData | None = None) -> None:
        super().__init__(base_dir, inst_data)
        self._event_log_storage = EventLog(self._event_log_storage._base_dir)

    @classmethod
    def from_config_value(cls, inst_data: ConfigurableClassData, config_value: Mapping[str, Any]) -> Storage:
        return cls(config_value["base_dir"], inst_data)
