"""The peer: a regex-and-pandas script, as a capable analyst writes it in an afternoon for the reports on the desk.

It gives spending by line, scores and indicators with their amounts as numbers, from a report's text. It shares no code
with Jixiao: no evidence, no checks, no versions, and it knows the headers that its author had seen.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import pandas

UNITS = {"元": 1.0, "万元": 1e4, "亿元": 1e8}
NUMBER = r"-?\d[\d,]*(?:\.\d+)?"
MONEY = re.compile(rf"({NUMBER})\s*(亿元|万元|元)")
DECLARED_UNIT = re.compile(r"(?:单位[:：]?|[(（])\s*(亿元|万元|元)")
PHASES = {
    "approved": re.compile(r"年初预算|预算批复|批复数"),
    "adjusted": re.compile(r"调整(?:后)?预算|全年预算|预算数|预算安排|预算"),
    "executed": re.compile(r"执行数|实际支出|决算|支出数|全年执行|实际执行|支出"),
}
TOTAL = re.compile(r"(?:部门|年度|本年|全年|整体)?[^,。;\n]{0,8}(?:支出|预算|执行|资金)[^,。;\n]{0,6}总?[额计数]?")
SCORE = re.compile(
    r"(?:自评|评价|综合|总)(?:得分|评分|总分|分数|结果|成绩|分)?[^\d。;\n]{0,12}?(\d{1,3}(?:\.\d+)?)\s*分"
)
GRADE = re.compile(r"[“\"'‘]?([优良中差])[”\"'’]?(?:等级|秀|等|好)?")
NUMBERING = re.compile(r"^(?:[一二三四五六七八九十\d]+[、.]|[(（][一二三四五六七八九十\d]+[)）])?\s*(?:其中[:：])?")
CLAUSES = re.compile(r",(?!\d{3})|[;:]")
CELLS = re.compile(r"\t|\s{2,}")
COMPARATOR = re.compile(r"^(≥|≤|>=|<=|>|<|=|不低于|不少于|不超过|不高于)?\s*(-?\d[\d,]*(?:\.\d+)?)\s*(.*)$")


@dataclass
class Tables:
    """What was found in one report. Amounts in yuan."""

    spending: pandas.DataFrame
    scores: pandas.DataFrame
    indicators: pandas.DataFrame


def read_report(text: str) -> Tables:
    """All three tables of one report's text."""
    text = unicodedata.normalize("NFKC", text)
    rows = [_cells(line) for line in text.splitlines()]
    declared = DECLARED_UNIT.search(text)
    unit = UNITS[declared[1]] if declared else 1e4
    spending = pandas.DataFrame(
        [*_spending_in_tables(rows, unit), *_spending_in_prose(text)],
        columns=["item", "breakdown", "approved", "adjusted", "executed", "unphased", "change", "quote"],
    ).drop_duplicates(["item", "approved", "adjusted", "executed"])
    scores = pandas.DataFrame(
        [*_scores_in_tables(rows), *_score_in_prose(text)],
        columns=["component", "max_score", "score", "grade", "quote"],
    ).drop_duplicates(["component", "score"])
    indicators = pandas.DataFrame(
        _indicators(rows),
        columns=["name", "target_text", "target_comparator", "target_value", "target_unit", "actual_text",
                 "actual_comparator", "actual_value", "actual_unit", "quote"],
    ).drop_duplicates()  # fmt: skip
    return Tables(spending, scores, indicators)


def _cells(line: str) -> list[str]:
    if line.count("|") >= 2:
        return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
    return [cell.strip() for cell in (line.split("\t") if "\t" in line else CELLS.split(line.strip()))]


def _number(cell: str) -> float | None:
    found = re.fullmatch(rf"({NUMBER})\s*(亿元|万元|元)?", cell)
    return float(found[1].replace(",", "")) * UNITS.get(found[2] or "", 1.0) if found else None


def _spending_in_tables(rows: list[list[str]], unit: float) -> list[dict[str, object]]:
    """Rows below a header that names at least two phases, until a row that has no number."""
    found: list[dict[str, object]] = []
    header: dict[int, str] = {}
    for row in rows:
        phases = {at: phase for at, cell in enumerate(row) if (phase := _phase(cell)) and _number(cell) is None}
        if len(row) >= 3 and len(set(phases.values())) >= 2:
            header = phases
            continue
        amounts = {header[at]: _number(cell) for at, cell in enumerate(row) if at in header}
        names = [cell for cell in row[: min(header, default=0)] if cell and _number(cell) is None]
        if header and names and any(value is not None for value in amounts.values()):
            name = NUMBERING.sub("", names[-1]).rstrip(":")
            amounts = {phase: None if value is None else value * unit for phase, value in amounts.items()}
            total = "总" in name or "合计" in name
            found.append({"item": name, "breakdown": "total" if total else "other", "quote": "|".join(row), **amounts})
        elif len(row) < 3:
            header = {}
    return found


def _phase(cell: str) -> str | None:
    return next((phase for phase, words in PHASES.items() if len(cell) <= 14 and words.search(cell)), None)


def _spending_in_prose(text: str) -> list[dict[str, object]]:
    """Amounts with a unit in a clause; the phase is the last that was named before the amount."""
    found: list[dict[str, object]] = []
    for sentence in re.split(r"[。\n]", text):
        if "|" in sentence or "\t" in sentence or not MONEY.search(sentence):
            continue
        subject, amounts = "", {}
        for clause in CLAUSES.split(sentence):
            money = MONEY.search(clause)
            head = clause[: money.start()] if money else clause
            if money is None:
                subject = subject or (head if any(words.search(head) for words in PHASES.values()) else "")
                continue
            named = [(at.start(), phase) for phase, words in PHASES.items() if (at := words.search(head))]
            value = float(money[1].replace(",", "")) * UNITS[money[2]]
            amounts[max(named)[1] if named else "unphased"] = value
            subject = subject or head
        total = bool(TOTAL.search(sentence))
        subject = NUMBERING.sub("", subject)[-30:] or "部门整体支出"
        found.append({"item": subject, "breakdown": "total" if total else "other", "quote": sentence, **amounts})
    return found


def _scores_in_tables(rows: list[list[str]]) -> list[dict[str, object]]:
    """Rows below a header with 分值 and 得分."""
    found: list[dict[str, object]] = []
    full = points = None
    is_indicators = False
    for row in rows:
        if any("得分" in cell or "评分" in cell for cell in row) and any(
            "分值" in cell or "满分" in cell for cell in row
        ):
            points = next(at for at, cell in enumerate(row) if "得分" in cell or "评分" in cell)
            full = next(at for at, cell in enumerate(row) if "分值" in cell or "满分" in cell)
            is_indicators = any("指标值" in cell or "目标值" in cell or "年初预算" in cell for cell in row)
            continue
        if full is None or points is None or max(full, points) >= len(row):
            continue
        name = next((cell for cell in reversed(row[: min(full, points)]) if cell and _number(cell) is None), None)
        score = _number(row[points])
        if name and score is not None and name in ("总分", "合计", "总计"):
            found.append(
                {"component": "total", "max_score": _number(row[full]), "score": score, "quote": "|".join(row)}
            )
        elif name and score is not None and not is_indicators:
            found.append({"component": name, "max_score": _number(row[full]), "score": score, "quote": "|".join(row)})
    return found


def _score_in_prose(text: str) -> list[dict[str, object]]:
    found = SCORE.search(text)
    if found is None:
        return []
    grade = GRADE.search(text[found.end() : found.end() + 30])
    quote = text[found.start() : found.end()]
    return [{"component": "total", "score": float(found[1]), "grade": grade and grade[1], "quote": quote}]


def _indicators(rows: list[list[str]]) -> list[dict[str, object]]:
    """Rows below a header with a target and an actual column."""
    found: list[dict[str, object]] = []
    target = actual = None
    for row in rows:
        wanted = [
            at for at, cell in enumerate(row) if re.search(r"指标值|目标值|年度目标|预期", cell) and len(cell) < 14
        ]
        done = [at for at, cell in enumerate(row) if re.search(r"完成值|实际|完成情况", cell) and len(cell) < 14]
        if wanted and done and len(row) >= 3:
            target, actual = wanted[0], done[0]
            continue
        if target is None or actual is None or max(target, actual) >= len(row):
            continue
        name = next((cell for cell in reversed(row[:target]) if cell), None)
        if name and row[target] and row[actual]:
            found.append(
                {"name": name, "quote": "|".join(row), **_value("target", row[target]), **_value("actual", row[actual])}
            )
    return found


def _value(side: str, cell: str) -> dict[str, object]:
    found = COMPARATOR.match(cell)
    told: dict[str, object] = {f"{side}_text": cell}
    if found:
        told |= {
            f"{side}_comparator": found[1],
            f"{side}_value": float(found[2].replace(",", "")),
            f"{side}_unit": found[3] or None,
        }
    return told
