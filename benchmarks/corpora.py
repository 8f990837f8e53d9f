"""Corpora of any size: invented reports, and beyond some hundreds copies of them under the names of other offices."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.corpus.generate import Made, distinct_numbers, draft_of, make
from tests.corpus.layouts import OPEN

SEED = 20
_DRAWN = 384  # reports drawn one by one; each takes 50 ms
_SYLLABLES = "安宝昌德福广和华吉嘉江景康乐林龙明宁平清荣瑞盛泰文祥新兴永源中仁义礼智信"


def write_corpus(folder: Path, reports: int) -> None:
    """`reports` text files of different offices. The same number gives the same bytes."""
    folder.mkdir(parents=True)
    for number, (made, office) in enumerate(_reports(reports)):
        text = made.content.decode()
        if number >= _DRAWN:
            text = text.replace(office, _other_office(number))
        (folder / f"{number:05d}-{made.layout}.txt").write_text(text, encoding="utf-8")


def _reports(reports: int) -> Iterator[tuple[Made, str]]:
    drawn = list(_drawn(min(reports, _DRAWN)))
    for number in range(reports):
        yield drawn[number % len(drawn)]


def _drawn(reports: int) -> Iterator[tuple[Made, str]]:
    taken: set[tuple[str, ...]] = set()
    per_layout = -(-reports // len(OPEN))
    made = 0
    for layout in OPEN:
        for number in distinct_numbers(layout, per_layout, SEED, taken):
            if made == reports:
                return
            made += 1
            office = draft_of(layout, "txt", number, SEED).record.office.short
            yield make(layout, "txt", number, SEED), office


def _other_office(number: int) -> str:
    """A name of its own for every number below 46,656."""
    places = len(_SYLLABLES)
    return "".join(_SYLLABLES[number // places**power % places] for power in range(3)) + "街道办事处"
