"""A webhook and a mail server on this machine, which keep what they are sent."""

from __future__ import annotations

import email
import email.policy
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


class Receiver:
    """What arrived, and what is answered: an HTTP status, or for mail 250 or an error."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.received: list[Any] = []
        self.answer = 200


@contextmanager
def webhook() -> Iterator[Receiver]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.received.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(receiver.answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Silence."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver = Receiver(server.server_port)
        with _served(server):
            yield receiver


@contextmanager
def mail_server() -> Iterator[Receiver]:
    """Speaks as much SMTP as smtplib needs; takes any user and keeps what AUTH says."""

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 local")
            while line := self.rfile.readline().decode().strip():
                verb = line.split()[0].upper()
                if verb == "EHLO":
                    self.say("250-local\r\n250 AUTH PLAIN")
                elif verb == "AUTH":
                    self.say("235 welcome" if receiver.answer == 200 else "535 who are you")
                elif verb == "DATA":
                    self.take()
                elif verb == "QUIT":
                    self.say("221 bye")
                    return
                else:
                    self.say("250 fine")

        def take(self) -> None:
            self.say("354 go on")
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line)
            receiver.received.append(email.message_from_bytes(b"".join(lines), policy=email.policy.default))
            self.say("250 taken")

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler) as server:
        receiver = Receiver(server.server_address[1])
        with _served(server):
            yield receiver


@contextmanager
def _served(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
