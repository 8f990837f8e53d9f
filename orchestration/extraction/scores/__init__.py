"""The self-score, its components and the grade: in tables, in lists, in clauses of prose.

Belongs here: points that a report gives itself, with their full marks and what they are of. Does not belong here: points of
indicators, shares of points recomputed and grades held against points (SQL in dbt).
"""
