"""The set-aside reports: three layouts written first, their files pinned by hash, scored but not looked at while tuning.

python -m tests.corpus.set_aside OUT_DIR     # write them, check them against the pinned hashes
python -m tests.corpus.set_aside OUT_DIR --scans     # the PDF reports once more as scans, to compare the two
python -m tests.corpus.set_aside OUT_DIR --pin     # write set_aside.sha256 anew: only when the generator had to change
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.corpus.generate import Made, distinct_numbers, make, save
from tests.corpus.layouts import SET_ASIDE, Layout

SEED = 20221121
COUNT = 18
PINNED = Path(__file__).parent / "set_aside.sha256"
UNPINNED = ("doc", "scan")  # their bytes depend on LibreOffice and on the fonts of the machine


def set_aside() -> list[Made]:
    """The pinned reports, each layout in its formats in turn."""
    return [make(layout, file_format, number, SEED) for layout, file_format, number in _plan()]


def scans() -> list[Made]:
    """The reports that are pinned as PDF, as scans."""
    return [make(layout, "scan", number, SEED) for layout, file_format, number in _plan() if file_format == "pdf"]


def _plan() -> Iterator[tuple[Layout, str, int]]:
    taken: set[tuple[str, ...]] = set()
    for layout in SET_ASIDE:
        formats = [each for each in layout.formats if each not in UNPINNED]
        for k, number in enumerate(distinct_numbers(layout, COUNT, SEED, taken)):
            yield layout, formats[k % len(formats)], number


def digests(made: list[Made]) -> dict[str, str]:
    """File name → sha256."""
    return {each.file_name: hashlib.sha256(each.content).hexdigest() for each in made}


def pinned() -> dict[str, str]:
    lines = PINNED.read_text(encoding="utf-8").splitlines()
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines)}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scans", action="store_true")
    parser.add_argument("--pin", action="store_true")
    arguments = parser.parse_args()
    made = scans() if arguments.scans else set_aside()
    save(made, arguments.folder)
    if arguments.scans:
        return 0
    found = digests(made)
    if arguments.pin:
        PINNED.write_text("".join(f"{digest}  {name}\n" for name, digest in found.items()), encoding="utf-8")
    changed = [name for name, digest in pinned().items() if found.get(name) != digest]
    print(f"{len(made)} reports in {arguments.folder}; {len(changed)} differ from the pinned hashes")
    return 1 if changed else 0


if __name__ == "__main__":
    sys.exit(main())
