"""Text encodings of Chinese government files: byte order mark, UTF-8, GB18030, UTF-16.

Strictly valid text wins. A file cut off within a character, or with a damaged byte here and there, is still read, with
a warning: what cannot be decoded stands as U+FFFD.
"""

from __future__ import annotations

import codecs
import unicodedata

from orchestration.reading.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NO_TEXT = frozenset({"Cc", "Cn", "Co", "Cs"})
_WRONG_SHARE = 0.02  # of characters that no text holds: controls, unassigned
_RARE_SHARE = 0.25  # of ideographs outside GB 2312: bytes read in the wrong encoding give mostly such
_DAMAGED_SHARE = 0.01  # of characters that did not decode
_DAMAGED_AT_LEAST = 8  # of a short text: one run of damaged bytes
_LOOKED_AT = 200_000
_DAMAGED = "some bytes could not be decoded and stand as \ufffd"


def decode(data: bytes) -> tuple[str, tuple[str, ...]]:
    """The text of a file and warnings. Raises ReadError where the bytes are no text in a known encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _after_mark(data[len(mark) :], encoding)
    for encoding in ("utf-8", "gb18030"):
        text = _strict(data, encoding)
        if text is not None and _is_text(text) and (encoding == "utf-8" or not _is_mojibake(text)):
            return text, ()
    for encoding in ("utf-16-le", "utf-16-be"):
        text = _strict(data, encoding) if len(data) % 2 == 0 else None
        if text is not None and _is_text(text) and not _is_mojibake(text) and _has_line_or_blank(text):
            return text, ()
    for encoding in ("utf-8", "gb18030"):
        text = _damaged(data, encoding)
        if text is not None:
            return text, (_DAMAGED,)
    raise ReadError("the file is no text in UTF-8, GB18030 or UTF-16: it looks like binary data")


def _after_mark(data: bytes, encoding: str) -> tuple[str, tuple[str, ...]]:
    text = _strict(data, encoding)
    if text is not None and _is_text(text):
        return text, ()
    text = _damaged(data, encoding)
    if text is not None:
        return text, (_DAMAGED,)
    raise ReadError(f"the file is marked as {encoding.upper()} text but is not")


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _damaged(data: bytes, encoding: str) -> str | None:
    """The text with U+FFFD for what is damaged, where that is little; None where it is much."""
    text = data.decode(encoding, errors="replace")
    allowed = max(_DAMAGED_AT_LEAST, int(_DAMAGED_SHARE * len(text)))
    if text.count("\ufffd") > allowed or len(text) < 20 or not _is_text(text) or _is_mojibake(text):
        return None
    return text


def _is_text(text: str) -> bool:
    sample = text[:_LOOKED_AT]
    strange = (char for char in set(sample).difference("\r\n\t\f") if unicodedata.category(char) in _NO_TEXT)
    return sum(map(sample.count, strange)) <= _WRONG_SHARE * len(sample)


def _is_mojibake(text: str) -> bool:
    """Whether the ideographs are mostly rare ones. A text without ideographs is judged by `_is_text` alone."""
    ideographs = [char for char in text[:_LOOKED_AT] if "\u3400" <= char <= "\u9fff" or char >= "\U00020000"]
    rare = sum(not _is_common(char) for char in ideographs)
    return rare > _RARE_SHARE * len(ideographs)


def _is_common(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _has_line_or_blank(text: str) -> bool:
    """Binary data read as UTF-16 has ideographs but no line ends, blanks, digits or punctuation to speak of."""
    marks = sum(char in "\n ，。、：；0123456789\u3000" for char in text[:_LOOKED_AT])
    return marks >= 0.01 * min(len(text), _LOOKED_AT)
