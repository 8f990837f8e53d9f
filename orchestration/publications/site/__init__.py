"""The documentation site of a release: static pages below one index, complete without a network."""
