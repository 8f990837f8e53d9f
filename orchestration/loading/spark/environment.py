"""What must be alike on both sides, so that a content gives the same rows wherever it is read.

A library that is missing on an executor would otherwise be a fault of every file that needs it.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache
from importlib import metadata

from orchestration.extraction import EXTRACTOR_VERSION
from orchestration.reading import office

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
    """`python` as major.minor; `packages` as pairs of a distribution and its version, None where it is missing.

    `has_office`: LibreOffice is there, without which a .doc gives less.
    """

    python: str
    extractor_version: str
    packages: tuple[tuple[str, str | None], ...]
    has_office: bool

    @classmethod
    def here(cls) -> Environment:
        python = ".".join(map(str, sys.version_info[:2]))
        packages = tuple((name, _version(name)) for name in READING_NEEDS)
        return cls(python, EXTRACTOR_VERSION, packages, office.is_installed())

    def difference(self, other: Environment) -> str | None:
        """What is not alike in the other environment, in words; None where nothing is."""
        if other.python != self.python:
            return f"Python is {other.python} there and {self.python} here"
        there = dict(other.packages)
        for name, version in self.packages:
            found = there.get(name)
            if found is None and version is not None:
                return f"the package {name} is missing there"
            if found != version:
                return f"the package {name} is {found} there and {version or 'missing'} here"
        if other.has_office != self.has_office:
            return "LibreOffice is missing there" if self.has_office else "LibreOffice is there and not here"
        if other.extractor_version != self.extractor_version:
            return f"the extractor is {other.extractor_version} there and {self.extractor_version} here"
        return None


@cache
def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None
