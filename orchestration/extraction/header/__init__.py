"""What a document says it is: title, reporting unit, budget year, subject, unit of money.

Belongs here: recognising a self-evaluation and its header. Does not belong here: which documents are one report, which
version supersedes which, which official division the office belongs to (SQL in dbt).
"""

from orchestration.extraction.header.read import read_header
from orchestration.extraction.header.subjects import counts_projects

__all__ = ["counts_projects", "read_header"]
