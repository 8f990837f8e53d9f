"""The operations ledger: what happened to every file, run, check and release.

Belongs here: one SQLite file, its schema, and the few questions asked of it.
Does not belong here: reading files, building or publishing the warehouse, deciding what to do next.
"""

from orchestration.ledger.results import CheckOutcome, CheckResult, Layer, Severity

__all__ = ["CheckOutcome", "CheckResult", "Layer", "Severity"]
