"""`jixiao ui`: Dagster's pages, schedule and daemon on this machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from orchestration.definitions.instance import environment
from orchestration.loading.data_folder import DataFolder
from orchestration.warehouse.fingerprint import PROJECT_ROOT


def serve(host: str, port: int) -> int:
    """Run `dagster dev` until it is stopped; returns its exit code."""
    dagster = Path(sys.executable).with_name("dagster")
    command = [str(dagster), "dev", "--workspace", str(PROJECT_ROOT / "workspace.yaml"), "-h", host, "-p", str(port)]
    try:
        return subprocess.run(command, env=environment(DataFolder.from_environment()), check=False).returncode
    except KeyboardInterrupt:
        return 0
