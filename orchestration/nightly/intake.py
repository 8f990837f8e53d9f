"""What a run is asked to look at: paths that an operator names, or everything that `sources.toml` names."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from orchestration.ledger import files
from orchestration.ledger.store import Ledger
from orchestration.loading.data_folder import DataFolder
from orchestration.loading.scan import Scan, is_below, printable, scan
from orchestration.sources.fetched import fetched_files
from orchestration.sources.settings import Folder, Sources
from orchestration.warehouse.fingerprint import PROJECT_ROOT


@dataclass(frozen=True, slots=True)
class Intake:
    """`roots` are scanned; of `sources`, too, folders are scanned and index pages visited.

    `visit` is off where the index pages were visited just now. `verify`: every file is opened and hashed, and what is
    kept is held against its hashes. `redo`: a year, series_key or report_key whose documents are read again.
    """

    roots: tuple[Path, ...] = ()
    sources: Sources | None = None
    visit: bool = True
    verify: bool = False
    redo: str = ""


def default_folder() -> Path:
    """`raw/` in the working directory, else in the project."""
    here = Path("raw")
    return here.absolute() if here.is_dir() else PROJECT_ROOT / "raw"


def look(intake: Intake, ledger: Ledger | None, data: DataFolder) -> Scan:
    """What there is now: files below the folders, and pages as the last visits saw them. Nothing is opened.

    Raises PathNotFound for a root that is not there. A folder of `sources.toml` that cannot be reached is left out:
    its files are neither there nor gone.
    """
    sources = intake.sources
    if sources is None:
        return scan(intake.roots, data.root)
    reachable = [folder.path for folder in sources.folders if sources.is_default or trouble_of(folder, ledger) is None]
    seen = scan([*intake.roots, *reachable], data.root)
    return seen if ledger is None else seen.with_files(*fetched_files(ledger, data))


def trouble_of(folder: Folder, ledger: Ledger | None) -> str | None:
    """Why a folder cannot be scanned now: it is not there or cannot be listed, or it is empty although it held files.

    All of it happens to a share that is not mounted, or whose server has gone.
    """
    try:
        if not folder.path.is_dir():
            return f"the folder {folder.path} is not there"
        is_empty = not any(folder.path.iterdir())
    except OSError as error:
        return f"the folder {folder.path} cannot be listed: {error.strerror}"
    if ledger is None or not is_empty:
        return None
    below = [printable(folder.path)]
    held = sum(is_below(path, below) and not file.is_vanished for path, file in files.known_files(ledger).items())
    return f"the folder {folder.path} is empty; it held {held} files" if held else None
