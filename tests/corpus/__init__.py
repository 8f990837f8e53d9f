"""A corpus of invented reports with gold by construction: generator, scorer, accuracy.

Belongs here: what writes reports from known records, and what compares an extraction with them. Nothing of the product
is used to write the reports, so that no mistake can hide on both sides.
"""
