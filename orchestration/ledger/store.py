"""The ledger's file: opening, schema version, durability, damage and its repair."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path

# Each makes the version of its place from the one before.
_SCRIPTS = ("schema.sql", "schema_2.sql", "schema_3.sql", "schema_4.sql", "schema_5.sql")
SCHEMA_VERSION = len(_SCRIPTS)


class LedgerDamaged(Exception):
    """The ledger cannot be read. The message names the file and what helps."""


class LedgerUnavailable(Exception):
    """The ledger cannot be opened or written now, though it may be sound: a full disk, a missing right."""


class LedgerOfAnotherVersion(LedgerDamaged):
    """A sound ledger of another version of this program: it is left alone."""


class Ledger:
    """One open ledger. Every change is made inside `transaction`: a crash leaves it before or after, never between."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self.connection, self.path = connection, path

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        self.connection.execute("begin immediate")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("rollback")
            raise
        self.connection.execute("commit")

    def rows(self, query: str, parameters: tuple[object, ...] | dict[str, object] = ()) -> list[sqlite3.Row]:
        return self.connection.execute(query, parameters).fetchall()

    def close(self) -> None:
        self.connection.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_ledger(path: Path) -> Ledger:
    """Open for writing; created when absent. Raises LedgerDamaged or LedgerUnavailable."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return _open(path, f"file:{_quoted(path)}?mode=rwc", _for_writing)


def open_existing(path: Path) -> Ledger | None:
    """Open for writing; None when there is none yet. Raises as `open_ledger`."""
    return open_ledger(path) if path.exists() else None


def read_ledger(path: Path) -> Ledger | None:
    """Open for reading beside a running build, also by who may not write; None when there is none yet.

    Nothing of it is changed: what an earlier version of this program wrote is brought up in a copy in memory.
    Raises as `open_ledger`.
    """
    return _open(path, f"file:{_quoted(path)}?{_reading(path)}", _for_reading) if path.exists() else None


def _reading(path: Path) -> str:
    """How SQLite is to open it. It shares the log with a writer through files beside the ledger, where it may make them.

    Who may not make them reads a log that is there, and without one the file alone: all is in it when no writer has it
    open.
    """
    if all(os.access(place, os.W_OK, effective_ids=True) for place in (path, path.parent)):
        return "mode=rw"  # as reader in all but name: the last to close clears the files beside away
    return "mode=ro" if path.with_name(path.name + "-wal").exists() else "immutable=1"


def _quoted(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


_Prepare = Callable[[sqlite3.Connection, Path], sqlite3.Connection]


def _open(path: Path, uri: str, prepare: _Prepare) -> Ledger:
    try:
        connection = sqlite3.connect(uri, uri=True, isolation_level=None, timeout=30)
    except sqlite3.OperationalError as error:
        raise LedgerUnavailable(f"{path} cannot be opened: {error}") from error
    try:
        prepared = prepare(connection, path)
    except sqlite3.OperationalError as error:  # a full disk, a missing right: nothing that a repair could mend
        connection.close()
        raise LedgerUnavailable(f"{path} cannot be opened: {error}") from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise LedgerDamaged(f"{path} is damaged: {error}") from error
    except LedgerDamaged:
        connection.close()
        raise
    prepared.row_factory = sqlite3.Row
    return Ledger(prepared, path)


def _for_writing(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    connection.execute("pragma journal_mode = wal")
    connection.execute("pragma synchronous = full")
    if _known_version(connection, path) < SCHEMA_VERSION:
        _bring_up(connection)
    return connection


def _for_reading(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    if _known_version(connection, path) == SCHEMA_VERSION:
        return connection
    copy = sqlite3.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    connection.close()
    _bring_up(copy)
    return copy


def _known_version(connection: sqlite3.Connection, path: Path) -> int:
    """The schema version of a sound ledger, 0 of an empty one. Raises LedgerDamaged."""
    version = int(connection.execute("pragma user_version").fetchone()[0])
    if version > SCHEMA_VERSION:
        raise LedgerOfAnotherVersion(
            f"{path} has schema version {version}; this program knows version {SCHEMA_VERSION}"
        )
    if version > 0 and connection.execute("pragma quick_check(1)").fetchone()[0] != "ok":
        raise LedgerDamaged(f"{path} is damaged")
    return version


def _bring_up(connection: sqlite3.Connection) -> None:
    """Create the tables, or those that later versions of this program added; all or nothing, one process at a time."""
    connection.execute("begin immediate")
    try:
        version = connection.execute("pragma user_version").fetchone()[0]
        for name in _SCRIPTS[version:]:
            for statement in _statements(resources.files(__package__).joinpath(name).read_text(encoding="utf-8")):
                connection.execute(statement)
    except BaseException:
        connection.execute("rollback")
        raise
    connection.execute("commit")


def _statements(script: str) -> Iterator[str]:
    """The statements of a script one by one: `executescript` would commit between them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""


def back_up(ledger: Ledger) -> None:
    """Write a copy beside the ledger, whole or not at all: what `open_or_repair` falls back on."""
    target = backup_path(ledger.path)
    temporary = target.with_suffix(".part")
    temporary.unlink(missing_ok=True)
    copy = sqlite3.connect(temporary)
    try:
        ledger.connection.backup(copy)
    finally:
        copy.close()
    os.replace(temporary, target)


def back_up_if_behind(ledger: Ledger) -> bool:
    """Back up unless the last backup lacks nothing but that files were seen again, and the runs that saw them.

    The copy takes as long as the ledger is large. Returns whether it was written.
    """
    if _marks(ledger.connection) == _marks_of_backup(backup_path(ledger.path)):
        return False
    back_up(ledger)
    return True


# Tables with a row for what happened, beside those whose changes the revision counts.
_HAPPENED = ("releases", "rebuilds", "fetches", "source_visits", "verifications", "model_builds", "check_results")


def _marks(connection: sqlite3.Connection) -> tuple[object, ...]:
    """What differs after anything that a repair could not find again; costs the same for every ledger."""
    last = ", ".join(f"(select max(rowid) from {table})" for table in _HAPPENED)
    return tuple(connection.execute(f"select (select number from revision), {last}").fetchone())


def _marks_of_backup(path: Path) -> tuple[object, ...] | None:
    """None where there is no backup, or one that cannot be read or is of an earlier version."""
    try:
        connection = sqlite3.connect(f"file:{_quoted(path)}?immutable=1", uri=True)
    except sqlite3.OperationalError:
        return None
    try:
        return _marks(connection)
    except sqlite3.DatabaseError:
        return None
    finally:
        connection.close()


def backup_path(path: Path) -> Path:
    """Where the copy of a ledger is: beside it, `.backup` before the ending of its name."""
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def open_or_repair(path: Path) -> tuple[Ledger, str | None]:
    """Open; a damaged ledger is set aside and the last backup taken. Returns the ledger and what was repaired.

    What happened after the backup is found again: files by the next scan, extractions by doing them again.
    Raises LedgerDamaged when there is no sound backup either, LedgerUnavailable when it cannot be opened now.
    """
    try:
        return open_ledger(path), None
    except LedgerOfAnotherVersion:
        raise
    except LedgerDamaged as damage:
        backup, restored = backup_path(path), path.with_suffix(".restoring")
        if backup.exists():
            restored.write_bytes(backup.read_bytes())  # before the damaged one is touched: the disk may be full
        aside = _set_aside(path)
        if not backup.exists():
            raise LedgerDamaged(
                f"{damage}. It was set aside as {aside.name}; there is no backup. Load all folders again: files, texts"
                " and published releases are kept, nothing but the history of runs is lost"
            ) from damage
        os.replace(restored, path)
        return open_ledger(path), f"{damage}; it was set aside as {aside.name} and restored from {backup.name}"


def _set_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    os.replace(path, aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return aside


def now() -> str:
    """The time in the ledger's form."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
