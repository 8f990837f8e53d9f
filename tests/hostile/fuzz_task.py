"""What processes of the fuzzer run: one mutated input, read and extracted. Found by the folder on `sys.path`."""

from __future__ import annotations

import io
import os
import traceback
import zipfile
from pathlib import Path
from random import Random

from orchestration.extraction import NotAReport, extract_document
from orchestration.reading import ReadError, expand_archive, is_archive, pdf, read_document

_HOW_MANY = (1, 1, 1, 2, 4, 8)
_PACKAGES = (b"PK\x03\x04",)
_JUNK = (
    "\x00",
    "\t",
    "<",
    ">",
    "&#0;",
    "]]>",
    "９９９９９９９９９９９",
    "%",
    "≥",
    "〇",
    "-1",
    "1e999",
    "65536",
    "\u202e",
    "|",
    "\r",
)


def read_mutant(task: tuple[str, str, int]) -> str:
    """read, refused, no_report or unexplained (with the end of the traceback)."""
    _, path, number = task
    pdf.MOST_OCR_PAGES = 0  # type: ignore[misc]
    os.environ["PATH"] = ""
    data = mutate(Path(path).read_bytes(), Random(number))
    try:
        return _outcome(data, Path(path).name)
    except Exception:  # noqa: BLE001 - that there is none is what is tested
        lines = traceback.format_exc().strip().splitlines()
        return f"unexplained: {lines[-1][:200]} | {' | '.join(line.strip() for line in lines[-7:-1])}"


def _outcome(data: bytes, name: str) -> str:
    try:
        if is_archive(data):
            members = expand_archive(data, name)
            outcomes = [_outcome(m, n) for n, m in members if not isinstance(m, ReadError) and not is_archive(m)]
            return outcomes[0] if outcomes else "refused"
        document = read_document(data, name)
    except ReadError:
        return "refused"
    try:
        extract_document(document, name)
    except NotAReport:
        return "no_report"
    return "read"


def mutate(data: bytes, random: Random) -> bytes:
    """One to eight harms; in a package, as a rule, within one of its parts."""
    if data.startswith(_PACKAGES) and random.random() < 0.8:
        return _mutated_part(data, random)
    for _ in range(random.choice(_HOW_MANY)):
        data = random.choice(_HARMS)(data, random)
    return data


def _mutated_part(data: bytes, random: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    large = sorted(parts, key=lambda name: len(parts[name]), reverse=True)[:4]
    name = random.choice([random.choice(large), random.choice(list(parts))])
    if random.random() < 0.1:
        del parts[name]
    else:
        for _ in range(random.choice(_HOW_MANY)):
            parts[name] = random.choice(_HARMS)(parts[name], random)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for key, content in parts.items():
            package.writestr(key, content)
    return buffer.getvalue()


def _run(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randrange(len(data) + 1)
    return start, min(len(data), start + random.choice((1, 4, 30, 300, 3000)))


def _flip(data: bytes, random: Random) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(random.choice((1, 3, 20))):
        changed[random.randrange(len(changed))] ^= 1 << random.randrange(8)
    return bytes(changed)


def _cut(data: bytes, random: Random) -> bytes:
    return data[: random.randrange(len(data) + 1)] if random.random() < 0.3 else data


def _drop(data: bytes, random: Random) -> bytes:
    start, end = _run(data, random)
    return data[:start] + data[end:]


def _repeat(data: bytes, random: Random) -> bytes:
    start, end = _run(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 20)) + data[end:]


def _move(data: bytes, random: Random) -> bytes:
    start, end = _run(data, random)
    rest = data[:start] + data[end:]
    at = random.randrange(len(rest) + 1)
    return rest[:at] + data[start:end] + rest[at:]


def _overwrite(data: bytes, random: Random) -> bytes:
    start, end = _run(data, random)
    return data[:start] + random.randbytes(end - start) + data[end:]


def _insert(data: bytes, random: Random) -> bytes:
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice(_JUNK).encode() * random.choice((1, 1, 50)) + data[at:]


def _number(data: bytes, random: Random) -> bytes:
    """One run of digits becomes another number: sizes, spans, offsets, references."""
    digits = [i for i in range(max(0, len(data) - 1)) if data[i : i + 1].isdigit()]
    if not digits:
        return data
    at = random.choice(digits)
    return data[:at] + random.choice((b"0", b"-1", b"99999999", b"2147483648", b"7")) + data[at + 1 :]


_HARMS = (_flip, _cut, _drop, _repeat, _move, _overwrite, _insert, _number)
