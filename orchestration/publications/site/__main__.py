"""`python -m orchestration.publications.site DATA RELEASE`: the site in a process of its own (see `apart`)."""

from __future__ import annotations

import sys
from pathlib import Path

from orchestration.loading.data_folder import DataFolder
from orchestration.publications.cookbook import BadRecipe
from orchestration.publications.release import NoRelease, find_release
from orchestration.publications.site.build import build_site
from orchestration.warehouse.dbt_build import DbtFailed
from orchestration.warehouse.lock import AnotherRun


def main(root: str, release_id: str) -> int:
    """Print where the index page is, or on standard error why there is none; returns the exit code."""
    data = DataFolder(Path(root))
    try:
        print(build_site(data, find_release(data, release_id)))
    except (NoRelease, BadRecipe, DbtFailed, AnotherRun, OSError) as error:
        print(" ".join(str(error).split()), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
