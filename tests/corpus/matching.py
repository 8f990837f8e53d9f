"""When an extracted row states the same fact as a gold row, and what that makes of precision, recall and F1.

Rows are compared within one report and paired one to one, the likest pairs first, demanded gold rows before optional
ones. found = demanded rows with a partner; spurious = rows without one, unless excused; a row paired with an optional
gold row counts for nothing. A field is right where both sides state the same, or neither states it.

    reports         one cell per report and field
    spending        all five amounts agree (a change but for its sign) and the names do (0.75), or both are totals
    indicators      names agree (0.8); target and actual agree by text or value where gold states them
    scores          component (0.8) and score agree, full marks too where gold states them
    tasks           names agree (0.8)
    findings        same kind; the first 15 characters of gold stand in the row, or the first 60 agree (0.8)
    statistics      value and unit agree, subjects are alike (0.5), and the quotes meet
    contradictions  recall only: both quotes' telling numbers are mentioned
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from tests.corpus.likeness import (
    alike,
    close,
    money,
    normalised,
    number,
    overlap,
    printed_numbers,
    ratio,
    shares_run,
    stated,
    telling,
)

Fact = dict[str, Any]
AMOUNTS = ("approved", "adjusted", "executed", "unphased", "change")  # gold: <phase>_wan
REPORT_FIELDS = (
    "office",
    "district",
    "city",
    "year",
    "approved_total",
    "adjusted_total",
    "executed_total",
    "declared_execution_rate_pct",
    "declared_adjustment_rate_pct",
    "self_score",
    "grade",
    "headcount_total",
    "headcount_established",
    "headcount_administrative",
    "headcount_institution",
    "headcount_contract",
)
FIELDS = {
    "spending": ("breakdown", "direction", "fund", "declared_rate_pct"),
    "indicators": (
        "level1",
        "level2",
        "target_comparator",
        "target_value",
        "target_unit",
        "actual_comparator",
        "actual_value",
        "actual_unit",
        "declared_status",
        "declared_completion_pct",
    ),
    "scores": ("max_score", "rate_pct", "grade"),
    "tasks": ("funding", "goal_text", "result_text"),
    "statistics": ("comparator",),
}
NUMERIC = {
    "declared_rate_pct",
    "target_value",
    "actual_value",
    "declared_completion_pct",
    "max_score",
    "rate_pct",
    "score",
    "value",
    "funding",
}


# one table each


def spending(gold: Fact, row: Fact) -> float:
    if not all(money(gold[phase], row[phase]) for phase in AMOUNTS[:-1]):
        return 0
    change = [abs(number(side["change"])) if stated(side["change"]) else None for side in (gold, row)]
    if not money(*change):
        return 0
    score = alike(gold["item"], row["item"])
    totals = gold["breakdown"] == row["breakdown"] == "total"
    directions = {gold["direction"], row["direction"]}
    if totals and (len(directions) == 1 or "both" in directions or None in directions or "" in directions):
        score = max(score, 0.75)
    return score if score >= 0.75 else 0


def indicators(gold: Fact, row: Fact) -> float:
    score = alike(gold["name"], row["name"])
    for side in ("target", "actual"):
        by_text = stated(gold[f"{side}_text"]) and normalised(gold[f"{side}_text"]) == normalised(row[f"{side}_text"])
        by_value = stated(gold[f"{side}_value"]) and close(gold[f"{side}_value"], row[f"{side}_value"])
        if (stated(gold[f"{side}_text"]) or stated(gold[f"{side}_value"])) and not (by_text or by_value):
            return 0
    return score if score >= 0.8 else 0


def scores(gold: Fact, row: Fact) -> float:
    if not close(gold["score"], row["score"]) or (
        stated(gold["max_score"]) and not close(gold["max_score"], row["max_score"])
    ):
        return 0
    score = alike(gold["component"], row["component"])
    return score if score >= 0.8 else 0


def tasks(gold: Fact, row: Fact) -> float:
    score = alike(gold["task"], row["task"], containment=False)
    return score if score >= 0.8 else 0


def findings(gold: Fact, row: Fact) -> float:
    if gold["kind"] != row["kind"]:
        return 0
    opening = normalised(gold["text"])[:15]
    score = ratio(normalised(gold["text"])[:60], normalised(row["text"])[:60])
    if opening and opening in normalised(row["text"]):
        score = max(score, 0.8)
    return score if score >= 0.8 else 0


def statistics(gold: Fact, row: Fact) -> float:
    if not close(gold["value"], row["value"]) or (
        stated(gold["unit"]) and normalised(gold["unit"]) != normalised(row["unit"])
    ):
        return 0
    if gold.get("places") and row.get("place"):
        if not overlap(gold["places"], [row["place"]]):
            return 0
    elif not shares_run(gold["quote"], row["quote"]):
        return 0
    score = alike(gold["subject"], row["subject"])
    return score if score >= 0.5 else 0


def contradictions(gold: Fact, row: Fact) -> float:
    quotes = [quote for quote in (gold["quote_a"], gold["quote_b"]) if stated(quote)]
    said = " | ".join(
        str(row[key]) for key in ("detail", "quote_a", "quote_b", "expected_value", "stated_value") if row.get(key)
    )
    numbers, words = printed_numbers(said), normalised(said)
    if gold["kind"] == "duplicate_row":
        return float(min((normalised(quote.split("\t")[0]) for quote in quotes), key=len) in words)
    sets = [printed_numbers(quote) for quote in quotes]
    own = [each - set().union(*(sets[:k] + sets[k + 1 :])) for k, each in enumerate(sets)]
    hits = [_mentioned(quote, mine, numbers, words) for quote, mine in zip(quotes, own, strict=True)]
    extra = printed_numbers(gold["detail"]) - set().union(*sets)
    computed = gold["kind"] in ("declared_vs_computed", "parts_vs_total", "arithmetic") and any(
        telling(value) and value in _both(numbers) for value in extra
    )
    return float(any(hits) and sum(hits) + computed >= len(hits))


def _both(numbers: set[float]) -> set[float]:
    return numbers | {round(value / 1e4, 6) for value in numbers}  # 万元 may stand as yuan


def _mentioned(quote: str, own: set[float], numbers: set[float], words: str) -> bool:
    hits = own & _both(numbers)
    wanted = normalised(quote)
    run = SequenceMatcher(None, wanted, words, autojunk=False).find_longest_match().size
    return any(map(telling, hits)) or (run >= min(len(wanted), 4 if hits else 6) and bool(hits or not own))


RULES: dict[str, Callable[[Fact, Fact], float]] = {
    "spending": spending,
    "indicators": indicators,
    "scores": scores,
    "tasks": tasks,
    "findings": findings,
    "statistics": statistics,
    "contradictions": contradictions,
}


# pairing and counting


@dataclass
class Tally:
    """What became of the rows of one table."""

    found: int = 0
    missed: list[Fact] = field(default_factory=list)
    spurious: list[Fact] = field(default_factory=list)
    fields: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))  # right, stated
    differing: list[tuple[str, Fact, Fact]] = field(default_factory=list)

    def __iadd__(self, other: Tally) -> Tally:
        self.found += other.found
        self.missed += other.missed
        self.spurious += other.spurious
        self.differing += other.differing
        for name, (right, total) in other.fields.items():
            self.fields[name][0] += right
            self.fields[name][1] += total
        return self

    @property
    def precision(self) -> float | None:
        return self.found / (self.found + len(self.spurious)) if self.found + len(self.spurious) else None

    @property
    def recall(self) -> float | None:
        return self.found / (self.found + len(self.missed)) if self.found + len(self.missed) else None

    @property
    def f1(self) -> float | None:
        whole = 2 * self.found + len(self.missed) + len(self.spurious)
        return 2 * self.found / whole if whole else None

    @property
    def field_share(self) -> float | None:
        total = sum(count for _, count in self.fields.values())
        return sum(right for right, _ in self.fields.values()) / total if total else None


def compare(table: str, golds: list[Fact], rows: list[Fact]) -> Tally:
    """One report's rows of one table against its gold."""
    if table == "reports":
        return _compare_report(golds, rows)
    rule = RULES[table]
    candidates = []
    for g, gold in enumerate(golds):
        for r, row in enumerate(rows):
            score = rule(gold, row)
            if score:
                right = sum(same_field(name, gold, row) for name in FIELDS.get(table, ()))
                candidates.append((is_optional(gold), -score, -right, g, r))
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, _, g, r in sorted(candidates):
        if r not in partner and g not in taken:
            partner[r] = g
            taken.add(g)
    tally = Tally(missed=[gold for g, gold in enumerate(golds) if g not in taken and not is_optional(gold)])
    tally.spurious = [row for r, row in enumerate(rows) if r not in partner and not excused(table, row, rows)]
    for r, g in partner.items():
        if is_optional(golds[g]):
            continue
        tally.found += 1
        for name in FIELDS.get(table, ()):
            _count_field(tally, name, golds[g], rows[r])
    return tally


def is_optional(gold: Fact) -> bool:
    return str(gold.get("optional") or "") == "1"


def excused(table: str, row: Fact, rows: list[Fact]) -> bool:
    """Whether a row without a partner is nevertheless not spurious."""
    if table == "contradictions":
        return True
    if table == "spending":
        others = [each for each in rows if each is not row and not each.get("is_restatement")]
        return bool(row.get("is_restatement")) and any(all(money(row[p], each[p]) for p in AMOUNTS) for each in others)
    if table == "statistics":
        passages = row.get("passages")
        return passages is None or (bool(passages and row.get("place")) and not overlap([row["place"]], passages))
    return False


def _count_field(tally: Tally, name: str, gold: Fact, row: Fact) -> None:
    if name == "fund" and gold.get("breakdown") == "source" and not stated(gold["fund"]):
        return  # the label does not say which fund a source belongs to
    if not stated(gold[name]) and not stated(row[name]):
        return
    right = same_field(name, gold, row)
    tally.fields[name][0] += right
    tally.fields[name][1] += 1
    if not right:
        tally.differing.append((name, gold, row))


def same_field(name: str, gold: Fact, row: Fact) -> bool:
    a, b = gold[name], row[name]
    if not stated(a) or not stated(b):
        return not stated(a) and not stated(b)
    if name in NUMERIC:
        return close(a, b, tolerance=0.5 if name == "funding" else 0.0)
    if name in ("level1", "level2"):
        a, b = a.replace("指标", ""), b.replace("指标", "")
        return normalised(a) in normalised(b) or normalised(b) in normalised(a)
    if name == "fund":
        return normalised(a) in normalised(b) or normalised(b) in normalised(a)
    if name in ("goal_text", "result_text"):
        return normalised(b).startswith(normalised(a)[:20])
    return normalised(a) == normalised(b)


def _compare_report(golds: list[Fact], rows: list[Fact]) -> Tally:
    """Field by field; `uncertain` holds several totals when the one that counts is decided later."""
    tally = Tally()
    gold = golds[0] if golds else {}
    row = rows[0] if rows else {}
    for name in REPORT_FIELDS:
        if name not in row and rows:
            continue  # this side cannot tell: decided in the warehouse
        wanted, given = gold.get(name), row.get(name)
        given = given if isinstance(given, list) else [given]
        if not stated(wanted):
            extra = [each for each in given if stated(each)]
            if extra and name not in ("approved_total", "adjusted_total", "executed_total"):
                tally.spurious.append({"report_id": row.get("report_id"), "field": name, "value": extra[0]})
        elif any(_same_cell(name, wanted, each) for each in given):
            tally.found += 1
        else:
            tally.missed.append({"report_id": gold.get("report_id"), "field": name, "value": wanted})
            if any(map(stated, given)):
                tally.spurious.append({"report_id": gold.get("report_id"), "field": name, "value": given[0]})
    return tally


def _same_cell(name: str, a: Any, b: Any) -> bool:
    if not stated(b):
        return False
    if name.endswith("_total") and not name.startswith("headcount"):
        return money(a, b)
    if name in ("office",):
        return normalised(a) in normalised(b) or normalised(b) in normalised(a)
    return close(a, b) if number(a) is not None else normalised(a) == normalised(b)
