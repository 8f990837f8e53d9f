"""Who may ask, who may enter something, and what a browser is told to refuse."""

from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from orchestration.explorer.app import create_app
from orchestration.explorer.security import is_loopback
from orchestration.loading.data_folder import DataFolder

from .conftest import Rows


@pytest.mark.parametrize("host", ["localhost", "localhost:8321", "127.0.0.1:8321", "[::1]:8321", "LOCALHOST"])
def test_names_of_this_machine_are_answered(pages: TestClient, host: str) -> None:
    assert pages.get("/entries", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "192.168.1.2", ""]
)
def test_other_names_are_not(pages: TestClient, host: str) -> None:
    response = pages.get("/", headers={"Host": host})
    assert response.status_code == 400 and "<h1>" not in response.text


def test_a_further_name_can_be_allowed(loaded: DataFolder) -> None:
    client = TestClient(create_app(loaded, ["warehouse.example"]), base_url="http://warehouse.example")
    assert client.get("/entries").status_code == 200
    assert client.get("/entries", headers={"Host": "localhost"}).status_code == 400


@pytest.mark.parametrize(("host", "only_here"), [("127.0.0.1", True), ("::1", True), ("localhost", True),
                                                 ("0.0.0.0", False), ("192.168.1.2", False), ("example.org", False)])  # fmt: skip
def test_loopback_is_told_from_the_network(host: str, only_here: bool) -> None:
    assert is_loopback(host) is only_here


@pytest.mark.parametrize(
    "path", ["/", "/sql?q=select 1", "/nothing", "/static/app.css", "/suggest?q=a", "/entries/notes.csv"]
)
def test_every_response_forbids_what_is_not_ours(pages: TestClient, path: str) -> None:
    headers = pages.get(path).headers
    policy = dict(part.strip().split(" ", 1) for part in headers["content-security-policy"].split(";"))
    assert policy["default-src"] == "'none'"
    assert {policy[name] for name in ("script-src", "style-src", "img-src", "font-src", "connect-src")} == {"'self'"}
    assert policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"


def test_pages_hold_no_script_or_style_of_their_own_and_name_no_other_host(pages: TestClient) -> None:
    for path in ("/", "/offices", "/contradictions", "/review", "/search?q=街道", "/sql", "/entries"):
        page = pages.get(path).text
        assert re.findall(r"<script(?![^>]*\bsrc=\"/static/)", page) == []
        assert re.findall(r"<style|\sstyle=|\son[a-z]+=", page) == []
        assert re.findall(r'(?:src|href|action)="(?!/|#)', page) == []


@pytest.fixture
def fields(client: TestClient, sql: Rows) -> dict[str, str]:
    [(key,)] = sql("select contradiction_key from fct_contradictions order by 1 limit 1")
    token = re.search(r'name="token" value="([^"]+)"', client.get("/contradictions").text)
    assert token is not None
    return {"token": token[1], "fact_table": "fct_contradictions", "fact_key": key, "state": "open", "who": "x"}


def test_a_form_of_ours_is_accepted(client: TestClient, fields: dict[str, str], data: DataFolder) -> None:
    assert client.post("/notes", data=fields, headers={"Origin": "http://localhost"}).status_code == 303
    assert (data.root / "notes.csv").exists()


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost.evil.example", "http://localhost:1"]
)
def test_a_form_of_another_page_is_not(
    client: TestClient, fields: dict[str, str], data: DataFolder, origin: str
) -> None:
    assert client.post("/notes", data=fields, headers={"Origin": origin}).status_code == 403
    assert not (data.root / "notes.csv").exists()


def test_a_form_needs_the_token_of_this_process(client: TestClient, fields: dict[str, str], data: DataFolder) -> None:
    for token in ("", "wrong", "é"):
        assert client.post("/notes", data={**fields, "token": token}).status_code == 403
    del fields["token"]
    for path in ("/notes", "/corrections"):
        assert client.post(path, data=fields).status_code == 403
        assert client.get(path).status_code == 405
    assert not (data.root / "notes.csv").exists()


def test_other_kinds_of_bodies_and_very_long_ones_are_refused(client: TestClient, fields: dict[str, str]) -> None:
    assert client.post("/notes", json=fields).status_code == 415
    assert client.post("/notes", files={"token": b"x"}).status_code == 415
    assert client.post("/notes", data={**fields, "note": "x" * 100_000}).status_code == 413


def test_the_language_is_remembered_and_nothing_else_is_set(pages: TestClient) -> None:
    response = pages.get("/?lang=en")
    assert response.headers["set-cookie"].startswith("jixiao_language=en;")
    assert "httponly" in response.headers["set-cookie"].lower()
    pages.cookies.clear()
    assert "set-cookie" not in pages.get("/?lang=xx").headers
