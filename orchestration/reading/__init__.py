"""Bytes and a file name → document. The format is decided by content, never by the file's ending.

Belongs here: one small module per file format, each on a library. Does not belong here: meaning (`extraction`), limits
of time and memory (`loading.worker`).
"""

from orchestration.reading.archive import expand_archive, is_archive
from orchestration.reading.errors import ReadError
from orchestration.reading.names import printable_name
from orchestration.reading.reader import read_document

__all__ = ["ReadError", "expand_archive", "is_archive", "printable_name", "read_document"]
