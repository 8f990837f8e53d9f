"""Problems and measures that a report states, at the finest level it numbers.

Belongs here: chapters, labelled cells and labelled passages on problems and measures; lists in all their numberings.
Does not belong here: 偏差原因 columns of indicators, 一是…二是… lists of achievements.
"""

from orchestration.extraction.findings.read import read_findings

__all__ = ["read_findings"]
