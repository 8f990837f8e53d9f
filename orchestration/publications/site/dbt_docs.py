"""dbt's own documentation: one static page with models, columns, tests and lineage, of the published file.

dbt reads the catalog from the release through a profile of its own that opens the file read-only. The page tells of the
project and of columns, not of rows: while both stay as they are, the page of the site before is the page of this one.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import tempfile
from importlib import metadata
from pathlib import Path

from orchestration.loading.data_folder import ENVIRONMENT_VARIABLE, DataFolder
from orchestration.publications.release import Release
from orchestration.warehouse.dbt_build import DbtFailed, manifest, parsed_project
from orchestration.warehouse.fingerprint import DBT_PROJECT, rules_hash

_REMOTE_LOAD = re.compile(r"""<(?:script|link)\b[^>]*\b(?:src|href)=["']https?://[^"']*["'][^>]*>(?:\s*</script>)?""")
_PAGE, _STAMP = "index.html", "made_of.txt"
_COLUMNS = """
    select schema_name, table_name, column_name, data_type, comment from duckdb_columns() where not internal order by all
"""
_POLICY = (
    '<meta http-equiv="Content-Security-Policy" content="default-src \'self\' data: blob:;'
    " script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'\">"
)


def write_dbt_docs(data: DataFolder, release: Release, folder: Path, before: Path) -> None:
    """`folder`/index.html; that of `before`, the same folder of another site, where it was made of the same. Raises DbtFailed."""
    made_of = _made_of(data, release)
    if _is_made_of(before, made_of):
        shutil.copytree(before, folder)
        return
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory(prefix="jixiao-dbt-docs-", ignore_cleanup_errors=True) as scratch:
        profiles, target = Path(scratch, "profiles"), Path(scratch, "target")
        _write_profile(profiles, release)
        _generate(data, profiles, target)
        shutil.copyfile(target / "static_index.html", folder / _PAGE)
    page = folder / _PAGE
    page.write_text(without_remote_loads(page.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / _STAMP).write_text(made_of, encoding="utf-8")  # behind the page: without it there is none to be kept


def _made_of(data: DataFolder, release: Release) -> str:
    """Hash of all that the page tells and of what writes it: dbt, the project, the release's columns, this module."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    versions = (f"{name} {metadata.version(name)}" for name in ("dbt-core", "dbt-duckdb", "duckdb"))
    digest.update("\n".join((rules_hash(), str(data.root.absolute()), *versions)).encode())
    with release.open() as connection:
        digest.update(repr(connection.execute(_COLUMNS).fetchall()).encode())
    return digest.hexdigest()


def _is_made_of(folder: Path, made_of: str) -> bool:
    stamp = folder / _STAMP
    return (folder / _PAGE).is_file() and stamp.is_file() and stamp.read_text(encoding="utf-8") == made_of


def without_remote_loads(html: str) -> str:
    """dbt's page without tags that ask other hosts, and with a policy that forbids its scripts to (usage tracking)."""
    return _REMOTE_LOAD.sub("", html).replace("<head>", f"<head>{_POLICY}", 1)


def _write_profile(folder: Path, release: Release) -> None:
    output = {
        "type": "duckdb",
        "path": str(release.file),  # JSON is YAML
        "threads": 1,
        "config_options": {"access_mode": "READ_ONLY"},
    }
    folder.mkdir()
    profile = {"jixiao": {"target": "release", "outputs": {"release": output}}}
    (folder / "profiles.yml").write_text(json.dumps(profile), encoding="utf-8")


def _generate(data: DataFolder, profiles: Path, target: Path) -> None:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # imports of dbt cost seconds
    from dbt.cli.main import dbtRunner

    target.mkdir()
    shutil.copyfile(manifest(data), target / "manifest.json")  # a parsed project is not written again, but is read
    os.environ[ENVIRONMENT_VARIABLE] = str(data.root)  # the sources' one variable
    os.environ["DO_NOT_TRACK"] = "1"
    arguments = ["docs", "generate", "--static", "--project-dir", str(DBT_PROJECT), "--profiles-dir", str(profiles)]
    arguments += ["--target-path", str(target), "--log-path", str(target / "logs"), "--log-level", "none"]
    try:
        response = dbtRunner(manifest=parsed_project(data)).invoke(arguments)
    finally:
        DuckDBConnectionManager.close_all_connections()
    if not response.success:
        raise DbtFailed(f"dbt docs generate: {response.exception or 'not all of the catalog could be read'}")
