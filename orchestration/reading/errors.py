"""The one error readers raise."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class ReadError(Exception):
    """A file that cannot be read as a document. The message is the reason, in words a person understands."""


@contextmanager
def told_as(reason: str) -> Iterator[None]:
    """Tell whatever a library raises over a damaged file as ReadError. Lack of memory is the worker's to tell.

    Libraries of file formats raise errors of any kind over damaged input (KeyError, struct.error, a panic of Rust), so
    that none can be listed; nothing is continued after one.
    """
    try:
        yield
    except (ReadError, MemoryError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise ReadError(f"{reason} ({type(error).__name__})") from error
