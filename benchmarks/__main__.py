"""`python -m benchmarks [--only …] [--reports 5 400] [--full]`: run what is asked for, keep the figures, plot the history."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import documents, extraction, history, nights, queries, quiet
from benchmarks.corpora import write_corpus
from benchmarks.explorer_pages import FACTS
from benchmarks.measure import Figure

NATIONAL = 41_352  # a report of every township-level office


def main() -> None:
    """Measure the parts that are asked for; print each figure, and keep all in the history unless told not to."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parts: dict[str, Callable[[argparse.Namespace, Path], Iterator[Figure]]] = {
        "extraction": _extraction,
        "documents": _documents,
        "nights": _nights,
        "quiet": _quiet,
        "load": _load,
        "queries": _queries,
    }
    parser.add_argument("--only", nargs="+", choices=list(parts), default=list(parts))
    parser.add_argument("--reports", nargs="+", type=int, default=[5, 400], metavar="N", help="sizes of the nights")
    parser.add_argument("--full", action="store_true", help=f"also {NATIONAL} reports; hours")
    parser.add_argument("--texts", type=int, default=96, metavar="N", help="reports that extraction is measured on")
    parser.add_argument("--pages", type=int, default=4, metavar="N", help="PDF and scanned reports")
    parser.add_argument("--warehouse", type=Path, help="for the questions: a published warehouse, else raw/ is loaded")
    parser.add_argument("--facts", type=int, default=FACTS, metavar="N", help="for the questions: facts for each fact")
    parser.add_argument("--no-history", action="store_true", help="only print")
    arguments = parser.parse_args()
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="jixiao-benchmarks-") as scratch:
        for name in arguments.only:
            folder = Path(scratch, name)
            folder.mkdir()
            for figure in parts[name](arguments, folder):
                print(
                    f"{figure.ratio:10.3f}  {figure.mark or '':<14} {figure.name}\n{'':26}{figure.detail}", flush=True
                )
                figures.append(figure)
    if not arguments.no_history:
        print(history.keep(figures), history.write_page(), sep="\n")


def _extraction(arguments: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    write_corpus(folder / "raw", arguments.texts)
    yield from extraction.against_one_pass(folder / "raw", arguments.texts)
    yield extraction.with_two_processes(folder / "raw", arguments.texts)
    yield extraction.accuracy_of_both(folder / "open", 2)


def _documents(arguments: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    yield documents.against_the_library(arguments.pages)
    yield documents.time_inside_ocr(max(1, arguments.pages // 4))


def _nights(arguments: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    sizes = sorted({*arguments.reports, *([NATIONAL] if arguments.full else [])})
    yield from nights.figures(nights.all_nights(folder, sizes))


def _quiet(arguments: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    yield quiet.nothing_new(folder, NATIONAL)


def _load(arguments: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    yield nights.warm_load(folder)


def _queries(arguments: argparse.Namespace, folder: Path) -> Iterator[Figure]:
    yield from queries.against_files(
        folder, NATIONAL if arguments.full else max(arguments.reports), arguments.warehouse, arguments.facts
    )


if __name__ == "__main__":
    main()
