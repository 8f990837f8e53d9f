"""Copies of the real reports in which every figure and many names are others, labels alike.

Digits are exchanged one for one, 0 and 1 staying what they are: a figure keeps its form, 万元 and 元 still say the same, and
the labels change by the same rule. Years, dates, digits that stand alone (list numbers) and Chinese numerals stay.
Does not belong here: what is expected of reading them (test_changed_copies).
"""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

Change = Callable[[str], str]
_FIGURE = re.compile(r"[0-9０-９][0-9０-９,，. ]*[0-9０-９](?![0-9]*[月日])")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\.\d{1,2}){0,2}")
# What reports speak of, and something else in its place. None is a word of the trade: those the reader must know.
_NOUNS = {
    "党建": "团建", "禁毒": "禁赌", "消防": "防汛", "慰问": "看望", "垃圾": "杂物", "网格": "片格", "疫苗": "药品",
    "老人": "长者", "河涌": "沟渠", "绿化": "美化", "儿童": "少年", "志愿": "公益", "核酸": "抽样", "出租屋": "旧楼房",
    "微心愿": "小心愿", "调解": "劝解", "巡查": "巡视", "讲座": "课堂", "宣讲": "宣介", "征兵": "征召", "文体": "文艺",
    "食品": "药材", "违建": "乱搭", "信访": "来访", "就业": "用工", "退役": "复员", "残疾": "伤残", "村改": "村转",
}  # fmt: skip
_STEMS = ("东湖", "南塘", "北桥", "青山", "清溪", "河口", "金井", "松岗")


def write_changed(shared: Path, folder: Path, seed: int) -> None:
    """`folder`/reports and `folder`/gold, changed. The same seed gives the same copies."""
    change = _change(shared / "gold" / "reports.csv", Random(seed))
    (folder / "reports").mkdir(parents=True)
    for path in sorted((shared / "reports").glob("*.txt")):
        (folder / "reports" / path.name).write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    shutil.copytree(shared / "gold", folder / "gold")
    for path in (folder / "gold").glob("*.csv"):
        _change_labels(path, change)


def _change_labels(path: Path, change: Change) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, *rows = list(csv.reader(file))
    kept = {"report_id", "seq", "optional"}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for row in rows:
            writer.writerow([cell if name in kept else change(cell) for name, cell in zip(header, row, strict=False)])


def _change(reports: Path, rng: Random) -> Change:
    others = list("23456789")
    rng.shuffle(others)
    digits = str.maketrans("23456789２３４５６７８９", "".join(others) * 2)
    names = _NOUNS | _offices(reports, rng)
    named = re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))

    def figure(match: re.Match[str]) -> str:
        text = match.group()
        return text if _YEAR.fullmatch(text) else text.translate(digits)

    return lambda text: named.sub(lambda match: names[match.group()], _FIGURE.sub(figure, text))


def _offices(reports: Path, rng: Random) -> dict[str, str]:
    """The stem of each office's name, and another of the same length."""
    stems = list(_STEMS)
    rng.shuffle(stems)
    with reports.open(encoding="utf-8-sig", newline="") as file:
        offices = [row["office"] for row in csv.DictReader(file)]
    found = (re.search(r"(?:区|县|市|政府)([^区县市府]{2,3})街道", office) for office in offices)
    return {match[1]: stems.pop()[: len(match[1])] for match in found if match}
