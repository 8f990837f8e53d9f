"""Write a corpus: `python -m tests.corpus.generate OUT_DIR --layouts … --formats … --count N --seed S`.

OUT_DIR/reports holds the files, OUT_DIR/gold the CSV files of their facts, OUT_DIR/manifest.csv layout, format and
whether a contradiction was planted. The same arguments write the same bytes (but for .doc).
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.corpus import gold as gold_files
from tests.corpus.damage import DAMAGES
from tests.corpus.draft import Draft, Habits
from tests.corpus.excerpts import excerpt
from tests.corpus.invention import Wish, invent
from tests.corpus.layouts import LAYOUTS, OPEN, Layout
from tests.corpus.writer import FORMATS, available, file_name, write


@dataclass(frozen=True)
class Made:
    """One written report."""

    file_name: str
    content: bytes
    layout: str
    file_format: str
    faults: frozenset[str]
    gold: dict[str, list[dict[str, str]]]


def draft_of(layout: Layout, file_format: str, number: int, seed: int, *, clean: bool | None = None) -> Draft:
    """The number-th report of a layout, before it becomes a file. `clean`: no contradiction; None: the seed decides."""
    random = Random(f"{seed}/{layout.name}/{number}")
    faults: frozenset[str] = frozenset()
    planted = random.random() < 0.4 if clean is None else not clean
    if planted and layout.faults:
        faults = frozenset(random.sample(list(layout.faults), 1))
    wish = Wish(layout.provinces, layout.kinds, layout.cents, faults)
    record = invent(f"{layout.name}-{number:03d}-{file_format}", random, wish)
    habits = Habits.draw(random, unit=random.choice(list(layout.units)), decimals=layout.decimals)
    draft = Draft(record, habits, random)
    layout.compose(draft)
    return draft


def make(
    layout: Layout, file_format: str, number: int, seed: int, *, damage: str = "light", clean: bool | None = None
) -> Made:
    """The number-th report of a layout in a format. A fault that the record gave no room for is not in `faults`."""
    draft = draft_of(layout, file_format, number, seed, clean=clean)
    gold = draft.gold.finished()
    if damage == "excerpt":
        content, gold = excerpt(draft, gold, draft.random)
    else:
        content = write(draft, file_format, draft.random, damage=damage)
    faults = draft.record.faults if gold["contradictions"] else frozenset()
    return Made(file_name(draft, file_format), content, layout.name, file_format, faults, gold)


def make_all(
    layouts: Sequence[Layout],
    formats: Sequence[str] | None,
    count: int,
    seed: int,
    *,
    damage: str = "light",
    clean: bool | None = None,
) -> list[Made]:
    """`count` reports of every layout, its formats in turn (only those named, where some are); excerpts are text."""
    made: list[Made] = []
    taken: set[tuple[str, ...]] = set()
    for layout in layouts:
        usable = [each for each in layout.formats if available(each) and (not formats or each in formats)]
        if usable:
            for k, number in enumerate(distinct_numbers(layout, count, seed, taken, clean=clean)):
                made.append(make(layout, usable[k % len(usable)], number, seed, damage=damage, clean=clean))
    return made


def distinct_numbers(
    layout: Layout, count: int, seed: int, taken: set[tuple[str, ...]], *, clean: bool | None = None
) -> Iterator[int]:
    """Numbers of reports by `count` offices and years that are not taken yet: two reports of one would be versions."""
    for number in itertools.count():
        record = draft_of(layout, "txt", number, seed, clean=clean).record
        unit = (record.office.district, record.office.short, str(record.year))
        if unit not in taken:
            taken.add(unit)
            yield number
            count -= 1
        if count <= 0:
            return


def save(made: Sequence[Made], folder: Path) -> None:
    """Write files, gold and manifest."""
    (folder / "reports").mkdir(parents=True, exist_ok=True)
    for each in made:
        (folder / "reports" / each.file_name).write_bytes(each.content)
    gold_files.write(folder / "gold", [each.gold for each in made])
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("file", "layout", "format", "faults", "sha256"))
        for each in made:
            digest = hashlib.sha256(each.content).hexdigest()
            writer.writerow((each.file_name, each.layout, each.file_format, " ".join(sorted(each.faults)), digest))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--layouts", nargs="+", choices=list(LAYOUTS), default=[layout.name for layout in OPEN])
    parser.add_argument("--formats", nargs="+", choices=FORMATS, default=None)
    parser.add_argument("--count", type=int, default=9, help="reports per layout")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--damage", choices=(*DAMAGES, "excerpt"), default="light")
    parser.add_argument("--clean", action="store_true", help="plant no contradictions")
    arguments = parser.parse_args()
    layouts = [LAYOUTS[name] for name in arguments.layouts]
    made = make_all(
        layouts,
        arguments.formats,
        arguments.count,
        arguments.seed,
        damage=arguments.damage,
        clean=True if arguments.clean else None,
    )
    save(made, arguments.folder)
    print(f"{len(made)} reports in {arguments.folder}")


if __name__ == "__main__":
    main()
