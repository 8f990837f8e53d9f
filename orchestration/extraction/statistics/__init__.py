"""Quantities of work, output, outcome or means stated in prose.

Belongs here: which quantities of a passage are statistics, and what they count. Does not belong here: the office's own
money, indicators, scores, headcounts (their readers claim them first). Vocabulary: `extraction/data/statistics.toml`.
"""

from orchestration.extraction.statistics.extract import ProseCell, extract_statistics

__all__ = ["ProseCell", "extract_statistics"]
