"""The task that processes of the hostile tests run: they find this module by the folder on `sys.path`."""

from __future__ import annotations

from pathlib import Path

from orchestration.reading import ReadError, read_document


def read(task: tuple[str, str]) -> tuple[str | None, str, tuple[str, ...]]:
    """Reason (None where it was read), the text's beginning, warnings."""
    path, name = task
    try:
        document = read_document(Path(path).read_bytes(), name)
    except ReadError as error:
        return str(error), "", ()
    return None, document.text[:5000], document.warnings
