"""`jixiao explore`: serve the Explorer until it is stopped."""

from __future__ import annotations

import socket
import sys
from collections.abc import Sequence
from contextlib import suppress

import uvicorn

from orchestration.explorer.app import create_app, warm_up
from orchestration.explorer.security import LOOPBACK_NAMES, is_loopback
from orchestration.loading.data_folder import DataFolder


def serve(host: str, port: int, names: Sequence[str] = ()) -> int:
    """Returns the exit code. `names` are further host names it answers to, for an address beyond loopback."""
    try:
        listening = socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET)
    except OSError as error:
        print(f"error: {host}, port {port}, cannot be listened on: {error.strerror}", file=sys.stderr)
        return 1
    data = DataFolder.from_environment()
    app = create_app(data, (*LOOPBACK_NAMES, *names, *(() if host == "0.0.0.0" else (host,))))
    shown = f"[{host}]" if ":" in host else host
    print(f"Explorer: http://{shown}:{port}/ (Ctrl+C ends it)", flush=True)
    if not data.published.exists():
        print(f"Nothing is published in {data.root} yet: run `jixiao load`; the pages follow by themselves", flush=True)
    if not is_loopback(host):
        print(
            "warning: whoever reaches this address can read the warehouse and enter notes and corrections", flush=True
        )
    warm_up(app)
    with suppress(KeyboardInterrupt):
        uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listening])
    return 0
