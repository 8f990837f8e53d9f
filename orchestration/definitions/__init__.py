"""Dagster: the steps of a run as assets and checks, one job, one schedule. Thin: what is done stands in `nightly`.

`code_location` is what Dagster loads. Modules with Dagster's decorators do without postponed annotations, which it
cannot read.
"""
