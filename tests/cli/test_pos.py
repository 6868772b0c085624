"""The post by itself: what a server says at each step, and what is known after it."""

from __future__ import annotations

import pytest

from asn_kompetensi.cli import pos
from asn_kompetensi.domain.konfig_surel import baca_konfig
from tests.cli.pos_uji import server_diam

SAPA = ("220 siap", "250-uji\r\n250 SIZE 1000")
BAIK = (*SAPA, "250 dari", "250 ke", "354 isi", "250 diterima")


def _kirim(*jawaban: str, isi: bytes = b"Subject: x\r\n\r\nhalo\r\n") -> tuple[pos.Hasil, bool, list[bytes]]:
    mulai: list[None] = []
    with server_diam(*jawaban) as (port, kata):
        akun = baca_konfig({"server": "127.0.0.1", "port": port, "keamanan": "tanpa", "dari": "a@kota.go.id",
                            "domain_boleh": ["kota.go.id"], "batas_waktu": 5})  # fmt: skip
        sambungan = pos.sambung(akun, None)
        hasil = pos.serahkan(sambungan, "a@kota.go.id", "b@kota.go.id", isi, lambda: mulai.append(None))
        pos.tutup(sambungan, pamit=False)
    return hasil, bool(mulai), kata


@pytest.mark.parametrize(
    ("jawaban", "status", "mulai", "putus"),
    [
        (BAIK, "terkirim", True, False),
        ((*BAIK[:5], "550 spam"), "ditolak", True, False),
        ((*BAIK[:5], "451 penuh"), "siap", True, False),
        (BAIK[:5], "mungkin_terkirim", True, True),
        ((*BAIK[:4], "554 tidak"), "ditolak", True, False),
        (BAIK[:4], "siap", True, True),
        ((*BAIK[:3], "551 pindah"), "ditolak", False, False),
        ((*BAIK[:3], "251 diteruskan", *BAIK[4:]), "terkirim", True, False),
        ((*BAIK[:3], "450 nanti"), "siap", False, False),
        ((*BAIK[:3], "421 tutup"), "siap", False, True),
        (BAIK[:3], "siap", False, True),
        ((*SAPA, "550 pengirim ditolak"), "siap", False, False),
        ((*SAPA, "530 masuk dahulu"), "siap", False, False),
        ((*SAPA, "552 terlalu besar"), "ditolak", False, False),
        (SAPA, "siap", False, True),
    ],
)
def test_every_end(jawaban: tuple[str, ...], status: str, mulai: bool, putus: bool) -> None:
    hasil, dimulai, _ = _kirim(*jawaban)
    assert (hasil.status, dimulai, hasil.putus) == (status, mulai, putus), hasil
    assert hasil.balasan


def test_what_is_said_and_how_the_letter_is_protected() -> None:
    isi = b"Subject: x\r\n\r\n.satu titik\n..dua\r\n.\r\nakhir"
    hasil, _, kata = _kirim(*BAIK, isi=isi)
    assert hasil.balasan == "250 diterima"
    assert kata[0] == b"ehlo kota.go.id\r\n"
    assert kata[1] == b"mail FROM:<a@kota.go.id> size=%d\r\n" % len(isi)
    assert kata[2:4] == [b"rcpt TO:<b@kota.go.id>\r\n", b"DATA\r\n"]
    assert b"".join(kata[4:]) == b"Subject: x\r\n\r\n..satu titik\r\n...dua\r\n..\r\nakhir\r\n.\r\n"


def test_an_answer_is_shown_harmless_short_and_without_a_number() -> None:
    hasil, _, _ = _kirim(*BAIK[:5], "550-\x1b[31m198403122006042901\r\n550 " + "z" * 900)
    assert len(hasil.balasan) <= 500
    assert "198403122006042901" not in hasil.balasan
    assert "***************901" in hasil.balasan
    assert "\x1b" not in hasil.balasan
