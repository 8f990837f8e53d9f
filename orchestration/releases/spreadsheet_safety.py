"""Text from reports in files that spreadsheets open: it must stay text.

A cell that begins with = + - @, their full-width forms, a tab or a line break may be run as a formula or a command when
a CSV file is opened (OWASP, "CSV Injection"). Such a text gets an apostrophe in front, the spreadsheets' own sign for
text.

Belongs here: both ways of doing so. Files that only leave the warehouse (`neutral_text`, `neutral_sql`) keep a single such
character (the comparator `=`, a dash), which can be no formula. Files that a reader may change and hand back
(`neutralised`) get an apostrophe also before a text that already carries one, so that `restored` gives the text back.
"""

from __future__ import annotations

import re
from typing import Any

MARK = "'"
_STARTERS = "=+\\-@\\t\\r\\n＝＋－＠"
_DANGEROUS = re.compile(f"[{_STARTERS}].", re.DOTALL)
_MARKED_OR_DANGEROUS = re.compile(f"{MARK}*[{_STARTERS}|]")
_MARKED = re.compile(f"{MARK}+[{_STARTERS}|]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_ILLEGAL_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767  # characters, Excel's limit
_CUT = " …"


def neutralised(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula. Numbers, negative ones included, stay as they are."""
    if isinstance(value, str) and _MARKED_OR_DANGEROUS.match(value) and not _NUMBER.fullmatch(value):
        return MARK + value
    return value


def restored(value: str) -> str:
    """The text that `neutralised` was given."""
    return value[1:] if _MARKED.match(value) else value


def neutral_text(text: str) -> str:
    """The text as a CSV file that is only read may hold it."""
    return MARK + text if is_dangerous(text) else text


def is_dangerous(text: str) -> bool:
    """Whether a spreadsheet may run the text."""
    return _DANGEROUS.match(text) is not None


def neutral_sql(expression: str) -> str:
    """`neutral_text` as an SQL expression over a VARCHAR; NULL stays NULL."""
    return (
        f"case when regexp_matches({expression}, '^[{_STARTERS}](.|\\n)') then '{MARK * 2}' || {expression}"
        f" else {expression} end"
    )


def cell_text(text: str) -> str:
    """The text as an XLSX cell can hold it: no control characters, within the limit."""
    clean = _ILLEGAL_IN_XML.sub("\ufffd", text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - len(_CUT)] + _CUT
