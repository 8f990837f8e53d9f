"""What is made of a published release: exports, the cookbook's answers, the documentation site.

Everything here reads a published file, read-only, and stands outside the nightly run: a failure harms no release. The
release itself is made in `orchestration.warehouse`.
"""
