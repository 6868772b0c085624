"""The post: one letter to one recipient over SMTP, and what is known about it afterwards."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable
from typing import NamedTuple

from asn_kompetensi.cli.pesan import samarkan
from asn_kompetensi.domain.galat import GalatBerkas
from asn_kompetensi.domain.kirim import BALASAN_MAKS
from asn_kompetensi.domain.konfig_surel import KonfigSurel
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.tabular.nilai import bersih

_TERLALU_BESAR = 552


class Hasil(NamedTuple):
    """How a letter fared: `terkirim`, `ditolak`, `mungkin_terkirim`, or `siap` (certainly not handed over: again)."""

    status: str
    balasan: str
    putus: bool = False  # the connection is of no use any more


def sambung(konfig: KonfigSurel, sandi: str | None) -> smtplib.SMTP:
    """A secured connection, logged in. Raises `GalatBerkas` (exit 8) when that fails; no letter has been touched."""
    try:
        return _masuk(konfig, sandi)
    except smtplib.SMTPAuthenticationError as salah:
        pesan = f"server {konfig.server} menolak akun {konfig.pengguna}: {_balasan(salah.smtp_code, salah.smtp_error)}"
        raise GalatBerkas(pesan, "Periksa pengguna dan sandinya; tidak ada surat yang dikirim.") from None
    except ssl.SSLError as salah:
        pesan = f"sambungan aman ke {konfig.server} gagal: {getattr(salah, 'verify_message', '') or salah.reason}"
        raise GalatBerkas(pesan, "Periksa nama server dan sertifikatnya (kunci ca).") from None
    except smtplib.SMTPNotSupportedError:
        pesan = f"server {konfig.server} tidak menyediakan {konfig.keamanan} atau login"
        raise GalatBerkas(pesan, "Periksa kunci keamanan dan port.") from None
    except smtplib.SMTPException as salah:
        raise GalatBerkas(
            f"server {konfig.server}:{konfig.port} tidak melayani: {bersih(samarkan(str(salah)))[:200]}",
            "Ulangi nanti; tidak ada surat yang dikirim.",
        ) from None
    except (OSError, UnicodeError) as salah:
        apa = sebab(salah) if isinstance(salah, OSError) else "namanya tidak sah"
        raise GalatBerkas(
            f"server {konfig.server}:{konfig.port} tidak dapat dihubungi: {apa}",
            "Periksa jaringan, server, dan port; tidak ada surat yang dikirim.",
        ) from None


def _masuk(konfig: KonfigSurel, sandi: str | None) -> smtplib.SMTP:
    # The name given in EHLO is the sender's domain: the computer's own would tell about the office, and cost a look-up.
    sendiri = konfig.dari.rpartition("@")[2]
    pos: smtplib.SMTP
    if konfig.keamanan == "tls":
        pos = smtplib.SMTP_SSL(konfig.server, konfig.port, sendiri, timeout=konfig.batas_waktu, context=_aman(konfig))
    else:
        pos = smtplib.SMTP(konfig.server, konfig.port, sendiri, timeout=konfig.batas_waktu)
    try:
        if konfig.keamanan == "starttls":
            pos.starttls(context=_aman(konfig))
        if konfig.pengguna is not None and sandi is not None:
            pos.login(konfig.pengguna, sandi)
        pos.ehlo_or_helo_if_needed()
    except BaseException:
        pos.close()
        raise
    return pos


def _aman(konfig: KonfigSurel) -> ssl.SSLContext:
    """Whom the office trusts: reading that takes longer than a letter, so only where it is asked for."""
    return ssl.create_default_context(cafile=konfig.ca)


def serahkan(pos: smtplib.SMTP, dari: str, kepada: str, isi: bytes, sebelum_isi: Callable[[], None]) -> Hasil:
    """Hand one letter over to one recipient; never raises for what the server or the network does.

    `sebelum_isi` is called when the letter itself is about to go: from then on a lost connection means not knowing.
    """
    try:
        kode, kata = pos.mail(dari, [f"size={len(isi)}"] if pos.has_extn("size") else [])
        if kode not in (250, _TERLALU_BESAR):  # it is the sender who may not, whoever receives
            _batalkan(pos)
            return Hasil("siap", _balasan(kode, kata), putus=kode in (-1, 421))
        if kode == 250:
            kode, kata = pos.rcpt(kepada)
        if kode not in (250, 251):
            _batalkan(pos)
            return _penolakan(kode, kata)
        sebelum_isi()
        kode, kata = pos.docmd("DATA")
        if kode != 354:
            _batalkan(pos)
            return _penolakan(kode, kata)
    except (smtplib.SMTPException, OSError) as salah:
        return Hasil("siap", f"sambungan terputus sebelum surat diserahkan: {_teks(salah)}", putus=True)
    try:
        pos.send(_berpelindung(isi))
        kode, kata = pos.getreply()
    except (smtplib.SMTPException, OSError) as salah:
        return Hasil("mungkin_terkirim", f"sambungan terputus selagi diserahkan: {_teks(salah)}", putus=True)
    if 200 <= kode < 300:
        return Hasil("terkirim", _balasan(kode, kata))
    if not 400 <= kode < 600:  # words no server should say then: whether it has the letter is anybody's guess
        return Hasil("mungkin_terkirim", f"jawaban server tidak terbaca: {_balasan(kode, kata)}", putus=True)
    return _penolakan(kode, kata)


def tutup(pos: smtplib.SMTP, *, pamit: bool = True) -> None:
    """Take leave, or just go (`pamit` False); a server that does not answer any more is no matter."""
    if pamit:
        with contextlib.suppress(smtplib.SMTPException, OSError):
            pos.quit()
    pos.close()


def _penolakan(kode: int, kata: bytes) -> Hasil:
    """5xx is for good, 4xx for now; after 421 the server closes the connection."""
    if kode == -1:
        return Hasil("siap", "sambungan terputus sebelum surat diserahkan", putus=True)
    status = "siap" if 400 <= kode < 500 else "ditolak"
    return Hasil(status, _balasan(kode, kata), putus=kode == 421)


def _batalkan(pos: smtplib.SMTP) -> None:
    with contextlib.suppress(smtplib.SMTPException, OSError):
        pos.rset()


def _berpelindung(isi: bytes) -> bytes:
    """The letter as DATA wants it: CRLF, a dot before each leading dot, the end mark (RFC 5321, 4.5.2)."""
    baris = re.sub(rb"\r\n|\r|\n", b"\r\n", isi)
    baris = re.sub(rb"(?m)^\.", b"..", baris)
    return (baris if baris.endswith(b"\r\n") else baris + b"\r\n") + b".\r\n"


def _balasan(kode: int, kata: bytes | str) -> str:
    teks = kata.decode("utf-8", "replace") if isinstance(kata, bytes) else str(kata)
    return samarkan(bersih(f"{kode} {teks}"))[:BALASAN_MAKS].strip()


def _teks(salah: Exception) -> str:
    return samarkan(bersih(str(salah) or type(salah).__name__))[:200]
