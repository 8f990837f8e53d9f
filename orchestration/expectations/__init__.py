"""The Great Expectations gate: distributions, ranges, plausibility between tables, guards against the last release.

Belongs here: suites (what is expected, as data), frames (what is looked at, as SQL), their validation, the Data Docs.
Does not belong here: row-level rules, keys and references (dbt tests), and whether a candidate is published.
"""

from orchestration.expectations.gate import run_gate

__all__ = ["run_gate"]
