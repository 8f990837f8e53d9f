"""The start of a report as search pages show it: some hundred characters of text, with the gold that is left in it."""

from __future__ import annotations

import re
from decimal import Decimal
from random import Random

from tests.corpus.draft import Draft
from tests.corpus.formats import text
from tests.corpus.gold import printed
from tests.corpus.likeness import normalised

Rows = dict[str, list[dict[str, str]]]
SHORTEST, LONGEST = 400, 1800
TOTALS = ("approved", "adjusted", "executed")


def excerpt(draft: Draft, gold: Rows, random: Random) -> tuple[bytes, Rows]:
    """UTF-8 text cut in the middle of a sentence, tables flattened or not, and the gold rows whose quotes are in it."""
    style = random.choice(("tab", "pipe", "blanks", "lines"))
    blocks = [*draft.blocks, *(block for form in draft.attachments for block in form.blocks)]
    whole = text.render(blocks, tables=style)
    content = re.sub(r"[\d.,，%]+$", "", whole[: random.randint(SHORTEST, LONGEST)])  # never inside a number
    return content.encode(), kept(gold, content.replace("|", " "))


def kept(gold: Rows, content: str) -> Rows:
    """The rows that a text still prints; a report's cells where the rows they come from are left."""
    words = normalised(content)

    def stands(row: dict[str, str]) -> bool:
        quotes = [row.get(key) for key in ("quote", "quote_a", "quote_b", "text", "result_text") if row.get(key)]
        return all(normalised(quote) in words for quote in quotes)

    left = {table: [row for row in rows if stands(row)] for table, rows in gold.items() if table != "reports"}
    for row in left["scores"]:  # full marks and rate of a total stand in its table row
        if row["component"] == "total" and row.get("max_score") and not _printed_together(row, words):
            row |= {"max_score": "", "rate_pct": ""}
    for table, name in (("tasks", "task"), ("findings", "text")):  # cut in the middle: may be read, need not be
        begun = [row for row in gold[table] if row not in left[table] and normalised(row[name])[:6] in words]
        left[table] += [row | {"optional": "1"} for row in begun]
    return left | {"reports": [_report(row, left, words) for row in gold["reports"]]}


def _report(row: dict[str, str], left: Rows, words: str) -> dict[str, str]:
    row = dict(row)
    totals = [each for each in left["spending"] if each["breakdown"] == "total"]
    for phase in TOTALS:
        value = row.get(f"{phase}_total_wan")
        if value and not any(each.get(f"{phase}_wan") == value for each in totals):
            row[f"{phase}_total_wan"] = ""
    if not any(each["declared_rate_pct"] == row.get("declared_execution_rate_pct") for each in totals):
        row["declared_execution_rate_pct"] = ""
    if not any(each["component"] == "total" for each in left["scores"]):
        row["self_score"] = row["grade"] = ""
    for name in [key for key in row if key.startswith("headcount")]:
        if f"{printed(Decimal(row[name]))}人" not in words:
            row[name] = ""
    if normalised(row.get("office")) not in words:
        row["office"] = row["district"] = row["city"] = ""
    return row


def _printed_together(row: dict[str, str], words: str) -> bool:
    """Whether a total row prints its full marks and its points side by side."""
    full, points = (f"{Decimal(row[key]).normalize():f}" for key in ("max_score", "score"))
    return normalised(f"{full} {points}") in words
