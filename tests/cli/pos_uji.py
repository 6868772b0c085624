"""A real SMTP server on this computer that counts what it takes, and can refuse, stall or die."""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PENGGUNA, SANDI = "asn@kota.go.id", "rahasia-akun"


class Kotak:
    """What arrived, and how the server behaves."""

    def __init__(self) -> None:
        self.masuk: list[Envelope] = []
        self.tolak: dict[str, str] = {}
        self.sesudah_data = ""
        self.matikan = False
        self.diam = 0.0
        self.saat_rcpt: Callable[[], None] = lambda: None
        self.saat_data: Callable[[], None] = lambda: None

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd calls
        self, _: SMTP, __: Session, amplop: Envelope, alamat: str, ___: list[str]
    ) -> str:
        self.saat_rcpt()
        if self.diam:
            await asyncio.sleep(self.diam)
        if alamat in self.tolak:
            return self.tolak[alamat]
        amplop.rcpt_tos.append(alamat)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _: Session, amplop: Envelope) -> str:  # noqa: N802
        self.saat_data()
        if self.sesudah_data:
            return self.sesudah_data
        self.masuk.append(amplop)
        if self.matikan:
            assert server.transport is not None
            server.transport.abort()
        return "250 2.0.0 diterima sebagai 42"

    @property
    def penerima(self) -> list[str]:
        return [alamat for satu in self.masuk for alamat in satu.rcpt_tos]


def _periksa(_: Any, __: Any, ___: Any, ____: Any, data: LoginPassword) -> AuthResult:
    cocok = (data.login, data.password) == (PENGGUNA.encode(), SANDI.encode())
    return AuthResult(success=cocok, handled=False)


class _Cepat(Controller):
    def _trigger_server(self) -> None:
        """The real one greets the server once, which under TLS is a session that fails."""
        with socket.create_connection((self.hostname, self.port), timeout=5):
            time.sleep(0)


@contextmanager
def server(kotak: Kotak, *, tls: ssl.SSLContext | None = None, masuk: bool = False) -> Iterator[int]:
    """Run the server; gives its port. With `tls` it offers STARTTLS and wants it, with `masuk` a login too."""
    pilihan: dict[str, Any] = {"ident": "uji", "decode_data": False}
    if tls is not None:
        pilihan |= {"tls_context": tls, "require_starttls": True}
    if masuk:
        pilihan |= {"authenticator": _periksa, "auth_required": True, "auth_require_tls": tls is not None}
    with socket.socket() as kosong:
        kosong.bind(("127.0.0.1", 0))
        port = int(kosong.getsockname()[1])
    kendali = _Cepat(kotak, hostname="127.0.0.1", port=port, **pilihan)
    kendali.start()
    try:
        yield port
    finally:
        kendali.stop()


@contextmanager
def server_diam(*jawaban: str) -> Iterator[tuple[int, list[bytes]]]:
    """A server that answers these lines one after another and is gone for good; what it was told, line by line."""
    dengar = socket.create_server(("127.0.0.1", 0))
    port = int(dengar.getsockname()[1])
    kata: list[bytes] = []

    def layani() -> None:
        kon, _ = dengar.accept()
        dengar.close()
        with kon, kon.makefile("rb") as baca:
            for satu in jawaban:
                kon.sendall(satu.encode() + b"\r\n")
                isi = satu.startswith("354")
                while baris := baca.readline():
                    kata.append(baris)
                    if not isi or baris == b".\r\n":
                        break

    utas = threading.Thread(target=layani, daemon=True)
    utas.start()
    try:
        yield port, kata
    finally:
        dengar.close()
        utas.join(5)


def konfig(folder: Path, /, port: int, **lain: Any) -> Path:
    """A file of settings for the server; what is given replaces the usual, None leaves it out."""
    isi: dict[str, Any] = {
        "server": "127.0.0.1",
        "port": port,
        "keamanan": "tanpa",
        "dari": PENGGUNA,
        "nama": "BKPSDM Kota",
        "domain_boleh": ["kota.go.id"],
        "batas_waktu": 5,
        **lain,
    }
    berkas = folder / "surel.toml"
    baris = [f"{kunci} = {_toml(nilai)}" for kunci, nilai in isi.items() if nilai is not None]
    berkas.write_text("\n".join(baris) + "\n", encoding="utf-8")
    return berkas


def _toml(nilai: Any) -> str:
    if isinstance(nilai, list):
        return "[" + ", ".join(_toml(satu) for satu in nilai) + "]"
    return f'"{nilai}"' if isinstance(nilai, str) else str(nilai)
