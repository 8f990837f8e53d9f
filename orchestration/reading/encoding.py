"""Text encodings of Chinese government files: byte order mark, then strict UTF-8, then strict GB18030."""

from __future__ import annotations

import codecs
import unicodedata

from orchestration.reading.errors import ReadError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WRONG_SHARE = 0.02  # of characters that no Chinese text holds


def decode(data: bytes) -> str:
    """The text of a file. Raises ReadError where the bytes are no text in a known encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    for encoding in ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _is_plausible(text):
            return text
    raise ReadError("the file is no text in UTF-8, GB18030 or UTF-16: it looks like binary data")


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(f"the file says it is {encoding} but is not: {error.reason}") from error


def _is_plausible(text: str) -> bool:
    wrong = sum(unicodedata.category(char) in ("Cc", "Cn", "Co") and char not in "\r\n\t\f" for char in text)
    return wrong <= _WRONG_SHARE * len(text)
