"""A letter as a mail (RFC 5322, MIME): made from what is in hand, and read back before it leaves."""

from __future__ import annotations

import email
import email.policy
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from asn_kompetensi.domain.surat_pengantar import SuratPengantar

XLSX = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
DOCX = ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document")
# Bodies are encoded in short lines: nothing depends on what a server allows. Headers are not folded, a mail may have
# lines of 998 (RFC 5322): Python folds some right after their name, and readers then show a blank before them.
_ATURAN = email.policy.SMTP.clone(max_line_length=76, cte_type="7bit")
_KELUAR = _ATURAN.clone(max_line_length=990)
_SATU_SAJA = ("to", "from", "subject", "date", "message-id")
_TERLARANG = ("cc", "bcc", "resent-to", "resent-cc", "resent-bcc", "apparently-to", "sender", "resent-from")


@dataclass(frozen=True, slots=True)
class Terbaca:
    """What stands in a mail: its recipients as addresses, and each attachment as (name, sha256)."""

    kepada: tuple[str, ...]
    pesan: str
    lampiran: tuple[tuple[str, str], ...]


def susun_eml(
    surat: SuratPengantar,
    *,
    dari: str,
    nama: str,
    balas_ke: str | None,
    kepada: str,
    nama_kepada: str,
    tanggal: date,
    buku: tuple[str, bytes],
    docx: tuple[str, bytes],
) -> tuple[bytes, str]:
    """The mail and its Message-ID, which follows from what it says. `buku` and `docx` are (file name, bytes).

    Nothing in it comes from the clock: the same arguments give the same bytes.
    """
    pesan = EmailMessage(policy=_ATURAN)
    pesan["From"] = _alamat(nama, dari)
    pesan["To"] = _alamat(nama_kepada, kepada)
    if balas_ke:
        pesan["Reply-To"] = _alamat("", balas_ke)
    pesan["Subject"] = _sebaris(f"{surat.hal} - {nama_kepada}")
    pesan["Date"] = format_datetime(datetime.combine(tanggal, time(), UTC))
    pesan.set_content(_badan(surat), charset="utf-8", cte="quoted-printable")
    for (nama_berkas, isi), (utama, anak) in ((buku, XLSX), (docx, DOCX)):
        pesan.add_attachment(isi, maintype=utama, subtype=anak, filename=nama_berkas)
    pesan.set_boundary("=_asn_batas")
    sidik = hashlib.sha256(pesan.as_bytes(policy=_KELUAR)).hexdigest()[:32]
    nomor = f"<asn.{sidik}@{dari.rpartition('@')[2]}>"
    pesan["Message-ID"] = nomor
    pesan.set_boundary(f"=_asn_{sidik}")
    return pesan.as_bytes(policy=_KELUAR), nomor


def baca_eml(isi: bytes) -> Terbaca:
    """Read a mail strictly. Raises ValueError for one that could reach anybody else or is not put together plainly."""
    pesan = email.message_from_bytes(isi, policy=_ATURAN)
    if pesan.defects:
        raise ValueError("surat .eml rusak")
    kepala = [nama.lower() for nama in pesan.keys()]  # noqa: SIM118 - a message repeats its headers
    if any(kepala.count(nama) != 1 for nama in _SATU_SAJA) or any(nama in kepala for nama in _TERLARANG):
        raise ValueError("surat .eml punya penerima lain atau kepala surat yang berulang")
    lampiran = []
    for bagian in pesan.iter_attachments():
        muatan = bagian.get_payload(decode=True)
        if not isinstance(muatan, bytes):
            raise ValueError("surat .eml rusak")
        lampiran.append((bagian.get_filename() or "", hashlib.sha256(muatan).hexdigest()))
    kepada = tuple(satu.addr_spec for satu in pesan["To"].addresses)
    return Terbaca(kepada, str(pesan["Message-ID"]).strip(), tuple(lampiran))


def dari_pengirim(isi: bytes, *, dari: str, nama: str, balas_ke: str | None, saat: datetime) -> bytes:
    """The mail as it is handed over: from the one whose account sends, at the moment it does.

    Both were unknown when it was made; the letter in it keeps its own date.
    """
    pesan = email.message_from_bytes(isi, policy=_ATURAN)
    pesan.replace_header("Date", saat)
    pesan.replace_header("From", _alamat(nama, dari))
    if not balas_ke:
        del pesan["Reply-To"]
    elif "Reply-To" in pesan:
        pesan.replace_header("Reply-To", _alamat("", balas_ke))
    else:
        pesan["Reply-To"] = _alamat("", balas_ke)
    return pesan.as_bytes(policy=_KELUAR)


def _alamat(nama: str, alamat: str) -> Address:
    return Address(_sebaris(nama), addr_spec=alamat)


def _sebaris(teks: str) -> str:
    return " ".join("".join(huruf if huruf.isprintable() else " " for huruf in teks).split())


def _badan(surat: SuratPengantar) -> str:
    kepala: Sequence[str] = (
        surat.tempat_tanggal, "",
        f"Nomor: {surat.nomor}", f"Hal: {surat.hal}", "",
        *surat.kepada, "", surat.pembuka, "",
    )  # fmt: skip
    angka = [f"- {nama}: {isi}" for nama, isi in surat.angka]
    alinea = [satu for baris in surat.penutup for satu in (baris, "")]
    semua = [*kepala, *surat.isi, "", *angka, "", *alinea, *surat.penanda_tangan, ""]
    return "\n".join(map(_sebaris, semua))
