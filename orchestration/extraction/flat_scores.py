"""Tables of criteria that lost their grid but kept their lines: 绩效目标合理性 5 符合职责的计5分… 4.5 借调人员未清退.

The column of scoring rules holds words and figures of its own, so cells cannot be counted: in each line the first figure
alone is the full marks, the last the points, and the words before the full marks name the criterion. Does not belong
here: tables whose cells can be counted (flat_tables).
"""

from __future__ import annotations

from collections.abc import Sequence

from orchestration.extraction.flat_cells import Row, Token, lines_of
from orchestration.language import parse_number

_ROLES = ("weight", "score")
_UNCOUNTED = ("explanation", "score_rate")
_NAMES = ("level3", "component", "level2", "level1")


def is_scored_by_rules(roles: set[str | None]) -> bool:
    """Whether a header is of criteria with their rules, or shares of points: names, full marks, rules, points."""
    return {"weight", "score"} <= roles and not roles.isdisjoint(_UNCOUNTED) and not roles.isdisjoint(_NAMES)


def deal_scored_lines(header: Sequence[Token], body: Sequence[Token]) -> tuple[list[Token], list[Row]]:
    """The columns of name, full marks and points, and a row of them for each line that states all three."""
    by_role = {token.role: token for token in reversed(header)}
    name = next(by_role[role] for role in _NAMES if role in by_role)
    return [name, *(by_role[role] for role in _ROLES)], [row for line in lines_of(body) if (row := _row(line))]


def _row(line: Sequence[Token]) -> Row | None:
    figures = [index for index, token in enumerate(line) if parse_number(token.words) is not None]
    if len(figures) < len(_ROLES) or figures[0] == 0:
        return None
    return [line[figures[0] - 1], line[figures[0]], line[figures[-1]]]
