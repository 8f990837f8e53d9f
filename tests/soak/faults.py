"""The faults. Each does its harm to a world at rest, looks at what was published meanwhile, and returns how many it was."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil

from orchestration.warehouse.lock import AnotherRun, build_lock
from tests.soak.world import NotSurvived, World, open_reader
from tests.sources.site import Page

STEPS = ("sources", "inventory", "extraction", "dbt", "expectations", "publish")


@dataclass(frozen=True)
class Fault:
    """One line of the table; `harm(world, scale)` returns how many faults it tried."""

    name: str
    harm: Callable[[World, int], int]


def kill_in_steps(world: World, scale: int) -> int:
    world.add_news()
    for step in STEPS:
        if world.nights.run(sources=True, kill_in=step) != -signal.SIGKILL:
            raise NotSurvived(f"the night was not killed in {step}")
        world.check_published()
    return len(STEPS)


def kill_at_random(world: World, scale: int) -> int:
    """A night that has ended before its moment came is no fault: there is news again, and the next one is killed."""
    killed = 0
    world.add_news()
    while killed < scale:
        moment = world.rng.uniform(0, world.night_seconds * 0.9)

        def strike(child: int, moment: float = moment) -> None:
            time.sleep(moment)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child, signal.SIGKILL)

        if world.nights.run(sources=True, meanwhile=strike) == -signal.SIGKILL:
            killed += 1
        else:
            world.add_news()
        world.check_published()
        if killed % 6 == 0:
            world.heal()
            world.add_news()
    return killed


def full_disk(world: World, scale: int) -> int:
    world.add_news()
    sizes = (8 << 10, 64 << 10, 512 << 10, 2 << 20, 4 << 20)[: max(2, min(scale, 5))]
    for size in sizes:
        if world.nights.run(sources=True, largest_file=size) == 0:
            raise NotSurvived(f"a night published with files of at most {size} bytes")
        world.check_published()
    return len(sizes)


def read_only_targets(world: World, scale: int) -> int:
    world.add_news()
    data = world.nights.data
    folders = (data.root, data.files, data.extracted / "spending", data.versions)[: max(2, min(scale, 4))]
    for folder in folders:
        inside = [folder, *(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())]
        modes = {path: path.stat().st_mode for path in inside}
        try:
            for path in inside:
                path.chmod(0o555)
            if world.nights.run(sources=True, powerless=True) == 0:
                raise NotSurvived(f"a night published although {folder.name} is read-only")
        finally:
            for path, mode in modes.items():
                path.chmod(mode)
        world.check_published()
    return len(folders)


def reader_holds_the_file_open(world: World, scale: int) -> int:
    world.add_news()
    reader = open_reader(world)
    before = reader.execute("select count(*) from dim_reports").fetchall()
    world.heal()
    if reader.execute("select count(*) from dim_reports").fetchall() != before:
        raise NotSurvived("an open reader saw another release")
    reader.close()
    return 1


def damaged_batches(world: World, scale: int) -> int:
    world.add_news()
    data = world.nights.data
    batch = sorted((data.extracted / "spending").glob("*.parquet"))[0]
    os.truncate(batch, batch.stat().st_size // 2)
    sorted((data.extracted / "indicators").glob("*.parquet"))[-1].unlink()
    (data.inventory / "documents.parquet").write_bytes(b"PAR1 no more")
    return 3


def damaged_build(world: World, scale: int) -> int:
    world.add_news()
    build = world.nights.data.build_file
    build.write_bytes(os.urandom(50_000))
    build.with_name(build.name + ".wal").write_bytes(os.urandom(5_000))
    return 2


def damaged_ledger(world: World, scale: int) -> int:
    world.add_news()
    world.nights.data.ledger.write_bytes(b"SQLite format 3\0" + os.urandom(30_000))
    world.check_published()
    return 1


def clock_jumps(world: World, scale: int) -> int:
    """What a clock that was years ahead, or years behind, has left in ledger and folders."""
    for stamp, seconds in (
        ("2040-01-01T00:00:00.000000Z", 2_208_988_800),
        ("1990-01-01T00:00:00.000000Z", 631_152_000),
    ):
        world.add_news()
        with _ledger(world) as connection:
            last = "(select max(rowid) from runs)"
            connection.execute(f"update runs set started_at = ?, finished_at = ? where rowid = {last}", (stamp, stamp))
            connection.execute("update pages set retrieved_at = ?, last_seen_at = ?", (stamp, stamp))
        for path in sorted(world.nights.raw.iterdir())[::3]:
            os.utime(path, (seconds, seconds))
        world.heal()
    return 2


def dead_worker(world: World, scale: int) -> int:
    """The kernel ends a reading process that takes too much: one report is late, no night fails."""
    world.add_news()

    def strike(child: int) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with contextlib.suppress(psutil.Error):
                for worker in psutil.Process(child).children():
                    if "multiprocessing.spawn" in " ".join(worker.cmdline()) and worker.cpu_times().user > 0.2:
                        worker.kill()
                        return
            time.sleep(0.01)

    if world.nights.run(sources=True, meanwhile=strike) != 0:
        raise NotSurvived(f"the night failed with its worker: {world.nights.runs()[0]['reason']}")
    world.check_published()
    return 1


def two_at_once(world: World, scale: int) -> int:
    world.add_news()

    def strike(child: int) -> None:
        before = len(world.nights.runs())
        until = time.monotonic() + 30
        while len(world.nights.runs()) == before and time.monotonic() < until:
            time.sleep(0.01)
        try:
            with build_lock(world.nights.data.lock):
                raise NotSurvived("a second run took the lock")
        except AnotherRun as refused:
            if str(child) not in str(refused):
                raise NotSurvived(f"the second run is not told who builds: {refused}") from refused

    if world.nights.run(sources=True, meanwhile=strike) != 0:
        raise NotSurvived("the first run failed")
    return 1


def bad_sources(world: World, scale: int) -> int:
    """Hangs, garbage, errors, a page cut short, gone: the night goes on; what was had counts on."""
    good = dict(world.site.pages)
    bad: tuple[dict[str, Page], ...] = (
        {"/list.html": Page(hangs=True)},
        {"/list.html": Page(os.urandom(20_000))},
        {"/list.html": Page(b"", status=500)},
        {"/report.txt": Page(hangs=True)},
        {"/report.txt": Page(b"x" * 500, "text/plain", drips=True)},
        {"/robots.txt": Page(b"", status=503)},
        {},
    )
    for pages in bad:
        world.site.pages = {**good, **pages} if pages else {}
        if world.nights.run(sources=True) != 0:
            raise NotSurvived(f"the night failed with its source: {world.nights.runs()[0]['reason']}")
        if world.nights.runs()[0]["outcome"] != "unchanged":
            raise NotSurvived("a source that fails changed what is published")
        world.check_published()
    world.site.pages = good
    return len(bad)


def missing_folder(world: World, scale: int) -> int:
    """A share that is not mounted: its folder is missing, then empty."""
    raw = world.nights.raw
    aside = raw.with_name("unmounted")
    raw.rename(aside)
    for exists in (False, True):
        if exists:
            raw.mkdir()
        if world.nights.run(sources=True) != 0 or world.nights.runs()[0]["outcome"] != "unchanged":
            raise NotSurvived("a folder that cannot be reached changed what is published")
    raw.rmdir()
    aside.rename(raw)
    return 2


FAULTS = (
    Fault("a source hangs, sends garbage, is gone", bad_sources),
    Fault("a folder is not mounted", missing_folder),
    Fault("disk full", full_disk),
    Fault("read-only target", read_only_targets),
    Fault("kill -9 in every step", kill_in_steps),
    Fault("corrupt Parquet batch and inventory", damaged_batches),
    Fault("corrupt build database", damaged_build),
    Fault("corrupt ledger", damaged_ledger),
    Fault("a worker is killed", dead_worker),
    Fault("two runs at once", two_at_once),
    Fault("a reader holds the file open", reader_holds_the_file_open),
    Fault("clock jumps", clock_jumps),
    Fault("kill -9 at random moments", kill_at_random),
)


@contextlib.contextmanager
def _ledger(world: World) -> Iterator:
    from orchestration.ledger.store import open_ledger

    with open_ledger(Path(world.nights.data.ledger)) as ledger, ledger.transaction() as connection:
        yield connection
