"""Files of one release for those who do not query DuckDB: Parquet, CSV with a data package, workbooks, a dictionary.

`release_export.export_release` makes them; each other module makes one kind into a folder that it is given.
"""

from typing import Literal

By = Literal["district", "year"]  # what one workbook is about
