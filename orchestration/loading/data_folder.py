"""The data folder: where everything that a run writes stands (docs/architecture.md, "The data folder")."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ENVIRONMENT_VARIABLE = "JIXIAO_DATA"


class DataFolderUnavailable(Exception):
    """What stands in the data folder cannot be read, or nothing be written to it. The message names what, and why."""


@contextmanager
def writing(place: Path) -> Iterator[None]:
    """Raises DataFolderUnavailable where the system does not let us write: `/srv/data/build.lock cannot be written: …`."""
    try:
        yield
    except OSError as error:
        raise DataFolderUnavailable(f"{error.filename or place} cannot be written: {error.strerror or error}") from error


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Paths below one root. Nothing is created by asking for a path; `create` makes the folders."""

    root: Path

    @classmethod
    def from_environment(cls) -> DataFolder:
        """`$JIXIAO_DATA`, else `./data`."""
        return cls.at(os.environ.get(ENVIRONMENT_VARIABLE) or "data")

    @classmethod
    def at(cls, path: str | Path) -> DataFolder:
        """Absolute, so that a change of the working directory moves nothing, and without `..`, as a scan names its files.

        `../data` from `/srv/work` is `/srv/data`: else the folder would not be known again among what is scanned.
        """
        return cls(Path(os.path.abspath(path)))

    def create(self) -> DataFolder:
        for folder in (self.files, self.documents, self.extracted, self.inventory, self.seals, self.versions):
            folder.mkdir(parents=True, exist_ok=True)
        return self

    @property
    def published(self) -> Path:
        return self.root / "warehouse.duckdb"

    @property
    def versions(self) -> Path:
        return self.root / "versions"

    @property
    def ledger(self) -> Path:
        return self.root / "ledger.sqlite"

    @property
    def files(self) -> Path:
        return self.root / "files"

    @property
    def documents(self) -> Path:
        return self.root / "documents"

    @property
    def extracted(self) -> Path:
        return self.root / "extracted"

    @property
    def inventory(self) -> Path:
        return self.root / "inventory"

    @property
    def corrections(self) -> Path:
        """What reviewers correct; written by them, only read here."""
        return self.root / "corrections.csv"

    @property
    def build_file(self) -> Path:
        """Named like the published file: dbt's views name their database, and that is the file's name."""
        return self.root / "build" / "warehouse.duckdb"

    @property
    def computed(self) -> Path:
        """What a Spark cluster computed in the last build, as Parquet; the cluster reaches it under the same path."""
        return self.root / "computed"

    @property
    def seals(self) -> Path:
        return self.root / "build" / "seals"

    @property
    def lock(self) -> Path:
        return self.root / "build.lock"

    @property
    def dbt_target(self) -> Path:
        return self.root / "dbt"

    @property
    def data_docs(self) -> Path:
        return self.root / "data_docs"

    @property
    def dagster(self) -> Path:
        return self.root / "dagster"

    def source_path(self, path: Path) -> str:
        """How a file is named in the warehouse: relative to the folder that holds the data folder, else absolute.

        It does not depend on the working directory: the same file has one name, from wherever it is loaded.
        """
        base = self.root.parent
        return (path.relative_to(base) if path.is_relative_to(base) else path).as_posix()
