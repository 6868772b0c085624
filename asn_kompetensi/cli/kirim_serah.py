"""Handing letters over: what is checked before, and what is noted around each one."""

from __future__ import annotations

import hashlib
import os
import smtplib
import socket
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn_kompetensi.cli import pos, sinyal
from asn_kompetensi.cli.basisdata import beri_tahu, petugas, tulis
from asn_kompetensi.cli.kemajuan import maju
from asn_kompetensi.domain.galat import BasisDataSibuk, Bentrok, GalatASN
from asn_kompetensi.domain.kirim import Kiriman, boleh_dikirimi
from asn_kompetensi.domain.konfig_surel import KonfigSurel
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.services import kirim_jalan
from asn_kompetensi.tabular import eml

_PERINTAH = "kirim jalankan"
_KALI = 3  # how often a busy database is asked to note that a letter has left
# No letter takes this long. After it, a claim from another computer, whose processes cannot be seen, is a dead one.
_HABIS = timedelta(hours=6)


@dataclass(slots=True)
class Nasib:
    """A letter and how it fares. `isi` is the mail while it may be sent; `cacat`: it must not be, as it is."""

    surat: Kiriman
    isi: bytes | None
    status: str
    balasan: str | None
    cacat: bool = False

    @property
    def salah(self) -> bool:
        """Whether the clerk has to do something about it."""
        return self.cacat or self.status in ("ditolak", "mungkin_terkirim") or (self.status == "siap" and not self.isi)

    def baris(self) -> tuple[object, ...]:
        """A row of the answer."""
        s = self.surat
        return (s.opd, s.nama_opd, s.alamat, s.berkas, s.orang, s.sidik, self.status, self.balasan)


def periksa(surat: Sequence[Kiriman], folder: Path, akun: KonfigSurel) -> list[Nasib]:
    """Each unsettled letter: those that are ready and right with their mail, the others with what is wrong."""
    hasil = []
    for satu in surat:
        if satu.status == "siap":
            try:
                hasil.append(Nasib(satu, _isi(satu, folder, akun), "siap", None))
            except (ValueError, OSError) as salah:
                nama = Path(str(getattr(salah, "filename", None) or satu.berkas)).name
                pesan = f"{nama}: {sebab(salah)}" if isinstance(salah, OSError) else str(salah)
                hasil.append(Nasib(satu, None, "siap", pesan, cacat=True))
        elif satu.status == "mengirim":
            hasil.append(Nasib(satu, None, "mengirim", "sedang dikirim proses lain"))
        else:
            hasil.append(Nasib(satu, None, satu.status, satu.balasan or "belum dipastikan"))
    return hasil


def _isi(surat: Kiriman, folder: Path, akun: KonfigSurel) -> bytes:
    """The mail of a letter, once everything about it is as the ledger says. Raises ValueError and OSError."""
    if surat.surel != surat.alamat:
        raise ValueError(f"alamat {surat.opd} sudah berubah sejak surat disiapkan")
    if not boleh_dikirimi(surat.alamat, akun.domain_boleh):
        raise ValueError(f"alamat di luar domain yang diizinkan ({', '.join(akun.domain_boleh)})")
    if Path(surat.berkas).name != surat.berkas:
        raise ValueError("nama berkas di buku surat tidak sah")
    buku = folder / surat.berkas
    if _sidik(buku.read_bytes()) != surat.sidik:
        raise ValueError(f"{surat.berkas} bukan yang disiapkan (sidiknya berbeda)")
    isi = buku.with_suffix(".eml").read_bytes()
    if _sidik(isi) != surat.sidik_surat:
        raise ValueError(f"{buku.with_suffix('.eml').name} bukan yang disiapkan (sidiknya berbeda)")
    terbaca = eml.baca_eml(isi)
    if terbaca.kepada != (surat.alamat,) or terbaca.pesan != surat.pesan:
        raise ValueError("penerima di dalam surat bukan alamat perangkat daerah itu")
    lampiran, pengantar = dict(terbaca.lampiran), buku.with_suffix(".docx")
    if lampiran.get(surat.berkas) != surat.sidik or set(lampiran) != {surat.berkas, pengantar.name}:
        raise ValueError("lampiran di dalam surat bukan buku kerja perangkat daerah itu")
    if pengantar.is_file() and _sidik(pengantar.read_bytes()) != lampiran[pengantar.name]:
        raise ValueError(f"{pengantar.name} diubah sesudah disiapkan; yang di dalam surat masih yang lama")
    kini = datetime.now(UTC).astimezone()
    return eml.dari_pengirim(isi, dari=akun.dari, nama=akun.nama, balas_ke=akun.balas_ke, saat=kini)


def _sidik(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


def tandai_terputus(db: Path | None, surat: Sequence[Kiriman], nasib: Sequence[Nasib]) -> None:
    """Note letters whose process died on the way; they show in `nasib` as `mungkin_terkirim`."""
    mati = [satu.id for satu in surat if satu.status == "mengirim" and not hidup(satu.pengambil or "")]
    if not mati:
        return
    with tulis(db, _PERINTAH) as d:
        ditandai = {satu.id for satu in kirim_jalan.tandai_terputus(d, mati, hidup, petugas())}
    for satu in nasib:
        if satu.surat.id in ditandai:
            satu.status, satu.balasan = "mungkin_terkirim", "terputus selagi dikirim; belum diketahui sampai atau tidak"


def tandai_terlupa(db: Path | None, terlupa: Sequence[Kiriman], nasib: Sequence[Nasib]) -> None:
    """Note letters that left before the database was put back; they show in `nasib` as `mungkin_terkirim`."""
    if not terlupa:
        return
    with tulis(db, _PERINTAH) as d:
        ditandai = {satu.id for satu in kirim_jalan.tandai_terlupa(d, [satu.id for satu in terlupa], petugas())}
    for satu in nasib:
        if satu.surat.id in ditandai:
            satu.isi, satu.status, satu.balasan = None, "mungkin_terkirim", kirim_jalan.TERLUPA


def kirim_semua(db: Path | None, layak: Sequence[Nasib], akun: KonfigSurel, sandi: str | None) -> None:
    """Hand the letters over one by one. Raises `GalatBerkas` (exit 8) while none has left; then all stay ready."""
    sambungan = pos.sambung(akun, sandi)
    try:
        for nomor, satu in enumerate(maju(layak, "Mengirim surat")):
            if nomor:
                time.sleep(akun.jeda)  # a signal is heard here
            isi = satu.isi
            if _serahkan(db, satu, sambungan, akun):
                pos.tutup(sambungan, pamit=False)
                if satu.status != "siap" and nomor == len(layak) - 1:
                    break
                sambungan = pos.sambung(akun, sandi)
                if satu.status == "siap":  # the server hung up before the letter: once more on the new connection
                    satu.isi = isi
                    _serahkan(db, satu, sambungan, akun)
    except GalatASN as salah:
        if all(satu.status == "siap" for satu in layak):
            raise
        beri_tahu(f"Berhenti di tengah jalan: {salah.pesan}")
        for satu in layak:
            if satu.status == "siap":
                satu.isi, satu.balasan = None, satu.balasan or "belum dikirim; sambungan terputus"
    except BaseException:  # stopped: whoever stops us does not wait for a server's farewell
        pos.tutup(sambungan, pamit=False)
        raise
    pos.tutup(sambungan)


def _serahkan(db: Path | None, satu: Nasib, sambungan: smtplib.SMTP, akun: KonfigSurel) -> bool:
    """One letter: claimed, handed over with no lock held, noted. True when the connection is of no use any more."""
    diserahkan = terambil = False

    def sebelum_isi() -> None:
        nonlocal diserahkan
        sinyal.tahan()  # what happens from here on must be known to have happened
        diserahkan = True

    try:
        with tulis(db, _PERINTAH) as d:
            terambil = kirim_jalan.ambil(d, satu.surat, pengenal())
        if not terambil:
            satu.status, satu.balasan = "mengirim", "sudah diambil proses lain"
            return False
        hasil = pos.serahkan(sambungan, akun.dari, satu.surat.alamat, satu.isi or b"", sebelum_isi)
    except Bentrok as salah:
        satu.isi, satu.balasan, satu.cacat = None, salah.pesan, True
        return False
    except BaseException:
        if terambil:  # a signal may arrive the moment the claim is saved: nothing has left then
            _catat(db, satu, pos.Hasil("mungkin_terkirim" if diserahkan else "siap", "dihentikan", putus=True))
        raise
    finally:
        if not diserahkan:
            sinyal.lepas()
    _catat(db, satu, hasil)
    return hasil.putus


def _catat(db: Path | None, satu: Nasib, hasil: pos.Hasil) -> None:
    """Note how it ended. A signal that arrives meanwhile is heard after the note."""
    satu.status, satu.balasan = hasil.status, hasil.balasan
    if hasil.status == "siap":
        satu.isi = None
    for kali in range(_KALI):
        try:
            _catat_sekali(db, satu.surat, hasil)
            return
        except GalatASN as salah:
            if kali == _KALI - 1 or not isinstance(salah, BasisDataSibuk):
                satu.status, satu.balasan = "mungkin_terkirim", f"{hasil.status}, tetapi tidak tercatat: {salah.pesan}"
                raise
        except (sinyal.Dihentikan, KeyboardInterrupt):
            _catat_sekali(db, satu.surat, hasil)  # changes nothing where the first one was saved
            raise


def _catat_sekali(db: Path | None, surat: Kiriman, hasil: pos.Hasil) -> None:
    with tulis(db, _PERINTAH) as d:
        if hasil.status == "siap":
            kirim_jalan.lepaskan(d, surat, hasil.balasan)
        else:
            kirim_jalan.catat(d, surat, hasil.status, hasil.balasan, petugas())


def pengenal() -> str:
    """Which process claims: when, computer, number, and since when it runs (numbers are used again)."""
    nomor = os.getpid()
    saat = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return f"{saat} {_komputer()} {nomor} {_mulai(nomor)}"


def hidup(pengambil: str) -> bool:
    """Whether the process that claimed may still be at work. What cannot be seen counts as alive for some hours."""
    try:
        saat, komputer, nomor, mulai = pengambil.split(" ")
        umur = datetime.now(UTC) - datetime.strptime(saat, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    except ValueError:
        return False
    if komputer == _komputer() and os.name == "posix":
        return _berjalan(int(nomor)) and _mulai(int(nomor)) == mulai
    return umur < _HABIS


def _komputer() -> str:
    return "".join(huruf for huruf in socket.gethostname()[:80] if huruf.isprintable() and huruf != " ") or "-"


def _berjalan(nomor: int) -> bool:
    try:
        os.kill(nomor, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's: there is one
        return True
    return True


def _mulai(nomor: int) -> str:
    """When a process began, as Linux counts; "-" where the system does not say."""
    try:
        return Path(f"/proc/{nomor}/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return "-"
