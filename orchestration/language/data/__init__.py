"""Vocabulary of the package as TOML: notations, quantities and units, read by `units.vocabulary`."""
