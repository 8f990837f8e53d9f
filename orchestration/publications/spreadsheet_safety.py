"""Text from reports in files that spreadsheets open: it must stay text.

A cell that begins with = + - @, their full-width forms, a tab or a line break may be run as a formula or a command when
a CSV file is opened (OWASP, "CSV Injection"). Such a text gets an apostrophe in front, the spreadsheets' own sign for
text. A single such character (the comparator `=`, a dash) can be no formula and stays as it is.
"""

from __future__ import annotations

import re

MARK = "'"
_STARTERS = "=+\\-@\\t\\r\\n＝＋－＠"
_DANGEROUS = re.compile(f"[{_STARTERS}].", re.DOTALL)
_ILLEGAL_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
LONGEST_CELL = 32_767  # characters, Excel's limit
_CUT = " …"


def neutral_text(text: str) -> str:
    """The text as a CSV file may hold it."""
    return MARK + text if is_dangerous(text) else text


def is_dangerous(text: str) -> bool:
    return _DANGEROUS.match(text) is not None


def neutral_sql(expression: str) -> str:
    """The same as an SQL expression over a VARCHAR; NULL stays NULL."""
    return (
        f"case when regexp_matches({expression}, '^[{_STARTERS}](.|\\n)') then '{MARK * 2}' || {expression}"
        f" else {expression} end"
    )


def cell_text(text: str) -> str:
    """The text as an XLSX cell can hold it: no control characters, within the limit."""
    clean = _ILLEGAL_IN_XML.sub("\ufffd", text)
    return clean if len(clean) <= LONGEST_CELL else clean[: LONGEST_CELL - len(_CUT)] + _CUT
