"""Settings of the mail account: which server, how it is secured, who sends, which domains may receive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from asn_kompetensi.domain.kirim import alamat_tunggal, baca_domain

KEAMANAN: Final = ("starttls", "tls", "tanpa")
SETEMPAT: Final = ("localhost", "127.0.0.1", "::1")
_RAHASIA: Final = ("sandi", "password", "kata_sandi", "passwd", "secret")


@dataclass(frozen=True, slots=True)
class KonfigSurel:
    """A mail account. `jeda` and `batas_waktu` are seconds; `ca` a file of certificates of one's own authority.

    `pengguna` is None where the server asks for no password.
    """

    server: str
    port: int
    keamanan: str
    pengguna: str | None
    dari: str
    nama: str
    balas_ke: str | None
    domain_boleh: tuple[str, ...]
    jeda: float
    batas_waktu: float
    ca: str | None


def baca_konfig(isi: Mapping[str, Any]) -> KonfigSurel:
    """The account a TOML file describes. Raises ValueError naming the key; never with what stands in it as a secret."""
    if rahasia := next((kunci for kunci in isi if kunci.casefold() in _RAHASIA), None):
        raise ValueError(f"'{rahasia}' tidak boleh ditulis di sini; hapus, lalu pakai ASN_SMTP_SANDI atau keyring")
    dikenal = set(KonfigSurel.__dataclass_fields__)
    if asing := sorted(set(isi) - dikenal):
        raise ValueError(f"kunci '{asing[0][:40]}' tidak dikenal; yang ada: {', '.join(sorted(dikenal))}")
    keamanan = _teks(isi, "keamanan", "starttls")
    if keamanan not in KEAMANAN:
        raise ValueError(f"keamanan harus salah satu dari {', '.join(KEAMANAN)}")
    server = _teks(isi, "server")
    if keamanan == "tanpa" and server.casefold() not in SETEMPAT:
        raise ValueError(f"keamanan 'tanpa' hanya untuk server di komputer ini ({', '.join(SETEMPAT)})")
    domain = isi.get("domain_boleh")
    if not isinstance(domain, list) or not domain or not all(isinstance(satu, str) for satu in domain):
        raise ValueError('domain_boleh wajib diisi, misalnya ["sawahlunto.go.id"]')
    bawaan_port = {"starttls": 587, "tls": 465, "tanpa": 25}[keamanan]
    return KonfigSurel(
        server=server,
        port=int(_angka(isi, "port", bawaan_port, 1, 65535, bulat=True)),
        keamanan=keamanan,
        pengguna=_boleh(isi, "pengguna"),
        dari=_alamat(isi, "dari") or "",
        nama=_boleh(isi, "nama") or "",
        balas_ke=_alamat(isi, "balas_ke") if "balas_ke" in isi else None,
        domain_boleh=tuple(baca_domain(satu) for satu in domain),
        jeda=_angka(isi, "jeda", 0, 0, 3600),
        batas_waktu=_angka(isi, "batas_waktu", 60, 0.1, 600),
        ca=_boleh(isi, "ca"),
    )


def _teks(isi: Mapping[str, Any], kunci: str, bawaan: str = "") -> str:
    nilai = isi.get(kunci, bawaan)
    if not isinstance(nilai, str) or not nilai.strip() or not nilai.isprintable():
        raise ValueError(f"{kunci} wajib diisi dengan teks")
    return nilai.strip()


def _boleh(isi: Mapping[str, Any], kunci: str) -> str | None:
    return _teks(isi, kunci) if kunci in isi else None


def _alamat(isi: Mapping[str, Any], kunci: str) -> str:
    nilai = _teks(isi, kunci)
    try:
        alamat_tunggal(nilai)
    except ValueError as salah:
        raise ValueError(f"{kunci} '{nilai[:60]}' {salah}") from salah
    return nilai


def _angka(
    isi: Mapping[str, Any], kunci: str, bawaan: float, kecil: float, besar: float, *, bulat: bool = False
) -> float:
    nilai = isi.get(kunci, bawaan)
    jenis = int if bulat else (int, float)
    if isinstance(nilai, bool) or not isinstance(nilai, jenis) or not kecil <= nilai <= besar:
        raise ValueError(f"{kunci} harus bilangan {kecil} sampai {besar}")
    return nilai
