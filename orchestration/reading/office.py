"""LibreOffice as a converter of old Office formats, where it is installed. Its absence is told, never hidden.

Each conversion has a profile of its own, so that several may run at once, and an end: what hangs is killed.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from orchestration.reading.errors import ReadError

_SECONDS = 90
_NO_RESULT = "LibreOffice gave no result: the file is damaged or locked, or its module for such files is not installed"
ABSENT = "LibreOffice is not installed"


def is_installed() -> bool:
    """Whether a conversion can be tried."""
    return _program() is not None


def convert(data: bytes, ending: str, target: str) -> bytes:
    """The file (with this ending) in another format. Raises ReadError where that cannot be done, with the reason."""
    program = _program()
    if program is None:
        raise ReadError(ABSENT)
    with tempfile.TemporaryDirectory(prefix="jixiao-office-") as folder:
        source = Path(folder) / f"source.{ending}"
        source.write_bytes(data)
        output = Path(folder) / "out"
        command = [
            program,
            f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            target,
            "--outdir",
            str(output),
            str(source),
        ]
        _run(command, folder)
        converted = output / f"source.{target.partition(':')[0]}"
        if not converted.is_file():
            raise ReadError(_NO_RESULT)
        return converted.read_bytes()


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _run(command: list[str], folder: str) -> None:
    environment = {**os.environ, "HOME": folder, "SAL_USE_VCLPLUGIN": "svp"}
    process = subprocess.Popen(
        command,
        env=environment,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # so that its children end with it
    )
    try:
        process.wait(_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise ReadError(f"LibreOffice took longer than {_SECONDS} s") from error
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
