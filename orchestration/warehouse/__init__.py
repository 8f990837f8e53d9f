"""The warehouse file: dbt builds it, gates seal it, publish replaces it atomically.

Belongs here: dbt invocations, inventory snapshots, seals, content hashes, publish, release folders, the build lock.
Does not belong here: what SQL computes (`dbt_project`), what is plausible (`expectations`), the order (`nightly`).
"""
