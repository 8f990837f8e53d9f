"""Jixiao: from raw self-evaluation reports to a published DuckDB warehouse.

Each folder is one step of the way of the data, and imports only what stands above it in this list:

- `document`    the document model every reader fills: text, blocks, tables, positions
- `language`    numbers, units, comparators and dates in Chinese official prose
- `records`     the typed rows that extraction emits; the one declaration of their columns
- `reading`     bytes and a file name → document, one module per file format
- `extraction`  document → report record, with the evidence of every figure
- `loading`     folders → kept files, documents and Parquet, incrementally and under limits
- `ledger`      what every run saw, did and decided
- `warehouse`   dbt build database, gates' seals, atomic publish, releases
- `expectations` the Great Expectations gate
- `nightly`     the order of the steps; what the command line and Dagster both call
- `definitions` Dagster: assets, checks, job, schedule, resources
- `cli`         the command line `jixiao`
"""
