"""The code that executors run, as one ZIP file that Python imports from.

It holds source and, beside it, what the same source compiles to: a process that imports from a ZIP file keeps no compiled
code of its own, and there is a new process for every few hundred contents. Data files are read by `importlib.resources`,
which finds them in a ZIP file as well.
"""

from __future__ import annotations

import py_compile
import tempfile
import zipfile
from pathlib import Path

import orchestration

SHIPPED = ("document", "records", "language", "reading", "extraction", "loading")
_ROOT = Path(orchestration.__file__).parent
_DATA = (".toml", ".csv", ".json")


def pack(target: Path) -> Path:
    """Write the archive; returns its path."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in _files():
            name = Path(_ROOT.name, path.relative_to(_ROOT))
            archive.write(path, name)
            if path.suffix == ".py":
                archive.writestr(str(name.with_suffix(".pyc")), _compiled(path, str(name)))
    return target


def _files() -> list[Path]:
    inside = [path for folder in SHIPPED for path in (_ROOT / folder).rglob("*") if path.suffix in (".py", *_DATA)]
    return sorted([_ROOT / "__init__.py", *inside])


def _compiled(path: Path, shown: str) -> bytes:
    """Unchecked: the archive is written at once, so source and compiled code cannot part."""
    with tempfile.TemporaryDirectory() as folder:
        compiled = Path(folder) / "compiled.pyc"
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH
        py_compile.compile(str(path), str(compiled), dfile=shown, doraise=True, invalidation_mode=mode)
        return compiled.read_bytes()
