"""Indicators with their targets and results: in tables, in cells that run together, in prose.

Belongs here: where name, levels, target and result of an indicator stand. Does not belong here: its points as a criterion
(`scores`), what a value says (`language`), canonical names and status (SQL in dbt).
"""
