"""Releases as an operator handles them: what changed, what was accepted, what was corrected, what to go back to.

Belongs here: the diff of two published files, manifests and their pages, acceptances, the reading of corrections.csv,
what keeps text of reports harmless in files that spreadsheets open.
Does not belong here: building or publishing (`warehouse`), applying corrections (dbt), the order of steps (`nightly`).
"""
