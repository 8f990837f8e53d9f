"""Folders → kept files, kept documents and Parquet batches.

Belongs here: what is seen in a folder, the content store, the work on one content under limits, typed batches. Does not
belong here: what was seen before (`ledger`), the order of the steps (`nightly`), SQL (`dbt_project`).
"""
