"""Annual tasks: what was promised, what was done, and the money of it.

Belongs here: task tables, forms, headings with bodies, run-in heads, named goals. Does not belong here: indicators of a
task (`indicators.table`), projects, a department's overall goal that names no single tasks.
"""

from orchestration.extraction.tasks.read import read_tasks

__all__ = ["read_tasks"]
