"""What must be alike on both sides, so that a content gives the same rows wherever it is read.

A library that is missing on an executor would otherwise be a fault of every file that needs it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from orchestration.extraction import EXTRACTOR_VERSION

# The distributions that `document` … `loading.work` import, beyond the standard library.
READING_NEEDS = (
    "cn2an",
    "legacy-doc",
    "lxml",
    "numpy",
    "onnxruntime",
    "opencv-python-headless",
    "pdfplumber",
    "psutil",
    "pypdfium2",
    "python-calamine",
    "rapidocr",
    "selectolax",
)


@dataclass(frozen=True, slots=True)
class Environment:
    """`python` as major.minor; `packages` as pairs of a distribution and its version, None where it is missing."""

    python: str
    extractor_version: str
    packages: tuple[tuple[str, str | None], ...]

    @classmethod
    def here(cls) -> Environment:
        python = ".".join(map(str, sys.version_info[:2]))
        return cls(python, EXTRACTOR_VERSION, tuple((name, _version(name)) for name in READING_NEEDS))

    def difference(self, other: Environment) -> str | None:
        """What is not alike in the other environment, in words; None where nothing is."""
        if other.python != self.python:
            return f"Python is {other.python} there and {self.python} here"
        for (name, version), (_, found) in zip(self.packages, other.packages, strict=True):
            if found is None and version is not None:
                return f"the package {name} is missing there"
            if found != version:
                return f"the package {name} is {found} there and {version or 'missing'} here"
        if other.extractor_version != self.extractor_version:
            return f"the extractor is {other.extractor_version} there and {self.extractor_version} here"
        return None


@cache
def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
