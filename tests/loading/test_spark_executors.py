"""What is sent to executors, and what must be alike there, without a cluster and without Spark."""

from __future__ import annotations

import ast
import subprocess
import sys
from dataclasses import replace
from importlib import metadata
from pathlib import Path

from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.loading.spark.environment import READING_NEEDS, Environment
from orchestration.loading.spark.shipping import SHIPPED, pack
from orchestration.warehouse.fingerprint import PROJECT_ROOT

RAW = PROJECT_ROOT / "raw" / "2022-tianhe-shipai.txt"
_NOT_READING = {"polars"}  # writes the batches, on the operator's machine
_ONLY_THROUGH_OTHERS = {"onnxruntime"}  # what rapidocr runs on decides what it recognises
_EXECUTOR = """
import sys
sys.path.insert(0, sys.argv[1])
import orchestration
assert orchestration.__file__.startswith(sys.argv[1]), orchestration.__file__
from pathlib import Path
from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.loading.work import Task
from orchestration.loading.workers import work_on_all

if __name__ == "__main__":
    base = Path(sys.argv[2])
    tasks = [Task(name, f"doc_{name}", f"{name}.txt", base, base / "documents") for name in ("a", "b")]
    print(EXTRACTOR_VERSION, *(worked.outcome.value for worked in work_on_all(tasks)))
"""


def test_the_packed_code_reads_and_extracts_by_itself(tmp_path: Path) -> None:
    """In processes that find this package nowhere else, down to the process that reads."""
    (tmp_path / "a").write_bytes(RAW.read_bytes())
    (tmp_path / "b").write_bytes(b"\x00\xff" * 900)
    archive = pack(tmp_path / "code.zip")
    (tmp_path / "executor.py").write_text(_EXECUTOR, encoding="utf-8")
    command = [sys.executable, str(tmp_path / "executor.py"), str(archive), str(tmp_path)]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout.split() == [EXTRACTOR_VERSION, "extracted", "unreadable"], done.stderr


def test_what_reading_imports_is_what_must_be_alike() -> None:
    """A new dependency of reading is compared too, or executors without it would quarantine every file that needs it."""
    imported = {name for path in _shipped_modules() for name in _imports(path)} - sys.stdlib_module_names
    distributions = metadata.packages_distributions()
    needed = {distributions[name][0].lower() for name in imported - {"orchestration", "pyspark", "pyarrow"}}
    assert needed - _NOT_READING | _ONLY_THROUGH_OTHERS == set(READING_NEEDS)


def _shipped_modules() -> list[Path]:
    return [path for folder in SHIPPED for path in (PROJECT_ROOT / "orchestration" / folder).rglob("*.py")]


def _imports(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    plain = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return {name.partition(".")[0] for name in plain} | {
        node.module.partition(".")[0] for node in nodes if isinstance(node, ast.ImportFrom) and node.module
    }


def test_what_differs_is_told() -> None:
    here = Environment.here()
    assert here.difference(Environment.here()) is None
    assert here.difference(replace(here, python="3.9")) == f"Python is 3.9 there and {here.python} here"
    assert (
        here.difference(replace(here, extractor_version="0"))
        == f"the extractor is 0 there and {EXTRACTOR_VERSION} here"
    )
    with_office, without = (replace(here, has_office=has) for has in (True, False))
    assert with_office.difference(without) == "LibreOffice is missing there"
    assert without.difference(with_office) == "LibreOffice is there and not here"
    name, version = here.packages[0]
    missing, other = (((name, found), *here.packages[1:]) for found in (None, "0.1"))
    assert here.difference(replace(here, packages=missing)) == f"the package {name} is missing there"
    assert here.difference(replace(here, packages=other)) == f"the package {name} is 0.1 there and {version} here"
