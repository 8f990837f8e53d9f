"""Where reports come from: folders, and index pages of government sites.

Belongs here: `sources.toml`, one adapter per kind of source, polite and guarded requests, what a visit found. Does not
belong here: what is done with a file (`loading`, `nightly`); Dagster.

The settings are the operator's and trusted. What a site answers is not: addresses in links and redirects, sizes, types
and names are all checked (docs/security.md).
"""
