"""Data Docs that need no network: links to content delivery networks become links to the files of `static/`."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

STATIC_FOLDER = Path(__file__).parent / "static"
KEPT_RUNS = 60  # pages of older runs are removed; what the checks said stays in the operations ledger

_FONT_AWESOME = "fontawesome/css/all.min.css"
_GX_IMAGES = ("favicon.ico", "logo-long.png")
_RESOURCE_TAG = re.compile(
    r'<script[^>]*\bsrc="(?P<src>https?://[^"]+)"[^>]*></script>|<link[^>]*\bhref="(?P<href>https?://[^"]+)"[^>]*>'
)
_REMOTE_IMAGE = re.compile(r"https?://[^\"')]*/(?:logo-long|full_logo_dark)\.png(?:\?[^\"')]*)?")
_FAVICON = re.compile(r'href="[^"]*static/images/favicon\.ico"')
_NEWS_FOOTER = re.compile(r"<footer>.*?</footer>", re.DOTALL)


def finish_site(docs_dir: Path, run_id: str) -> None:
    """Make the site of one run self-contained, beside the files that all runs share; remove the oldest runs' pages."""
    site = docs_dir / run_id
    shared = docs_dir / "static"
    shutil.copytree(STATIC_FOLDER, shared, dirs_exist_ok=True)
    for image in _GX_IMAGES:
        shutil.copy(site / "static" / "images" / image, shared / image)
    shutil.rmtree(site / "static")
    for page in site.rglob("*.html"):
        depth = len(page.relative_to(docs_dir).parts) - 1
        page.write_text(localised(page.read_text(encoding="utf-8"), "../" * depth + "static/"), encoding="utf-8")
    _remove_oldest_runs(docs_dir)


def localised(html: str, static: str) -> str:
    """A page whose styles, scripts and images come from `static` (a relative address ending in a slash)."""
    html = _RESOURCE_TAG.sub(lambda tag: _local_tag(tag, static), html)
    html = _REMOTE_IMAGE.sub(f"{static}logo-long.png", html)
    html = _FAVICON.sub(f'href="{static}favicon.ico"', html)
    return _NEWS_FOOTER.sub("", html)


def _local_tag(tag: re.Match[str], static: str) -> str:
    """The tag with its local file; nothing where no such file is kept."""
    address = tag["src"] or tag["href"]
    name = address.rsplit("/", 1)[-1]
    local = _FONT_AWESOME if "font-awesome" in address else re.sub(r"(?<!\.min)\.(css|js)$", r".min.\1", name)
    if not (STATIC_FOLDER / local).is_file():
        return ""
    if tag["src"]:
        return f'<script src="{static}{local}"></script>'
    return f'<link rel="stylesheet" href="{static}{local}">'


def _remove_oldest_runs(docs_dir: Path) -> None:
    runs = sorted(path for path in docs_dir.iterdir() if (path / "index.html").is_file())  # run ids begin with the time
    for run in runs[:-KEPT_RUNS]:
        shutil.rmtree(run)
