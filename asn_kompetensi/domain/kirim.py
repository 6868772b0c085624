"""Letters to agencies: what states one passes through, who may get it, and when an answer is overdue."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

STATUS: Final = ("siap", "mengirim", "terkirim", "ditolak", "mungkin_terkirim", "batal")
# What the office may say of a letter whose fate the program does not know, or that was answered.
PASTI: Final = ("terkirim", "belum", "dijawab")
BALASAN_MAKS: Final = 500

# A mailbox in its plainest form (RFC 5321 dot-string, no source route, no `%` or `!` relay): nothing a server could
# read as a second recipient, a comment or a route.
_ALAMAT: Final = re.compile(
    r"[A-Za-z0-9#$&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9#$&'*+/=?^_`{|}~-]+)*"
    r"@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,61}[A-Za-z0-9])"
)
_NAMA_DOMAIN: Final = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")


def alamat_tunggal(alamat: str) -> str:
    """The domain of one plain address, in small letters. Raises ValueError for anything a letter may not go to."""
    cocok = _ALAMAT.fullmatch(alamat)
    if cocok is None or len(alamat) > 200 or len(alamat.partition("@")[0]) > 64:
        raise ValueError("bukan satu alamat surel yang polos")
    return cocok[1].lower()


def boleh_dikirimi(alamat: str, domain_boleh: Sequence[str]) -> bool:
    """Whether a plain address lies in an allowed domain or below it: `a@dinkes.kota.go.id` in `kota.go.id`."""
    domain = alamat_tunggal(alamat)
    return any(domain == satu or domain.endswith(f".{satu}") for satu in domain_boleh)


def baca_domain(teks: str) -> str:
    """A domain name in small letters. Raises ValueError."""
    rapi = teks.strip().lower()
    if not _NAMA_DOMAIN.fullmatch(rapi) or len(rapi) > 253:
        raise ValueError(f"domain '{teks[:60]}' tidak sah; contoh: sawahlunto.go.id")
    return rapi


@dataclass(frozen=True, slots=True)
class Kiriman:
    """One letter as it stands in the ledger; `opd` and `nama_opd` as they are now, `surel` the agency's address now."""

    id: int
    periode: str
    opd_id: int
    opd: str
    nama_opd: str
    surel: str | None
    alamat: str
    berkas: str
    sidik: str
    sidik_isi: str
    sidik_surat: str
    pesan: str
    bersandi: bool
    orang: int
    status: str
    disiapkan: str
    pengambil: str | None
    dikirim: str | None
    balasan: str | None
    batas: date | None
    dijawab: date | None


def perlu_diingatkan(satu: Kiriman, pada: date, hari: int) -> bool:
    """Whether a letter that arrived is unanswered on the day `pada`: after its own last day, and after `hari` days."""
    if satu.status != "terkirim" or satu.dikirim is None or satu.dijawab is not None:
        return False
    tempo = date.fromisoformat(satu.dikirim[:10]) + timedelta(days=hari)
    return max(tempo, satu.batas or tempo) < pada


def baca_pasti(teks: str) -> tuple[str, str, str]:
    """`DINKES=belum` as agency, word of `PASTI`, and the day after a colon ("" when none). Raises ValueError."""
    kode, ada, kata = teks.rpartition("=")
    kata, _, hari = kata.partition(":")
    kata = kata.strip().casefold()
    if not ada or not kode.strip() or kata not in PASTI or (hari and kata != "dijawab"):
        raise ValueError(f"'{teks[:60]}' harus KODE=terkirim, KODE=belum, atau KODE=dijawab[:TANGGAL]")
    return kode.strip(), kata, hari.strip()
