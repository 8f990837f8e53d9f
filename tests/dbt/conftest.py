"""One data folder of invented reports, built once by dbt, for every test of the project."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
