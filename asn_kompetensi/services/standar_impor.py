"""Importing standards: one row per job and competency, or one row per job with a column per competency."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from asn_kompetensi.domain.ejaan_kompetensi import judul_kelompok
from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.level import baca_level
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.domain.standar import PerluMulai, Ruas, baca_tingkat
from asn_kompetensi.domain.tanggal import baca_tanggal
from asn_kompetensi.services import ganda, perbaikan
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor
from asn_kompetensi.services.jabatan import buat_dari_nama
from asn_kompetensi.services.kamus import daftarkan_alias, jabatan_kamus, kompetensi_kamus, sebutan_kompetensi
from asn_kompetensi.services.masukan import isian, sah
from asn_kompetensi.services.standar import BIDANG, Buku, baca_dasar
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kompetensi as kompetensi_sql

LEBAR = "kompetensi:"
Alias = Sequence[tuple[str, str]]


def skema(d: Pintu, alias: Alias = ()) -> Skema:
    """What a standards sheet looks like here: the competencies are those registered, and those `alias` names."""
    kamus = kompetensi_kamus(d)
    ejaan = {satu: kode for _, kode, satu in kompetensi_sql.ejaan(d.kon)}
    for tulisan, kode in alias:
        entri = kamus.cari(kode)
        if entri is not None:
            ejaan[tulisan] = entri.kode
    wajib = (("jabatan",), ("kompetensi", f"{LEBAR}*"), ("level", f"{LEBAR}*"))
    return Skema("standar", BIDANG, wajib, kompetensi=ejaan)


@dataclass(slots=True)
class _Konteks:
    d: PintuTulis
    p: Pengimpor
    buku: Buku
    jabatan: Kamus
    kompetensi: Kamus
    buat: bool
    mulai: date | None
    dasar: str | None


@dataclass(slots=True)
class _Calon:
    """One row, understood; `jabatan` is the name of a job that is still to be made."""

    baris: BarisImpor
    jabatan: Entri | str
    contoh: Ruas
    level: list[tuple[str, int, int]]

    @property
    def kunci(self) -> int | str:
        """The job, the same for every spelling of it."""
        return kunci(self.jabatan) if isinstance(self.jabatan, str) else self.jabatan.id


_Kunci = tuple[int | str, int, date | None]


def impor(
    d: PintuTulis,
    lembar: Lembar,
    *,
    mulai: date | str | None = None,
    dasar: str | None = None,
    buat_jabatan: bool = False,
    alias: Alias = (),
    lewati: bool = False,
) -> LaporanImpor:
    """Set standards from a sheet; `mulai` and `dasar` stand in where the sheet is silent.

    An unknown job holds its row unless `buat_jabatan`. A row counts once, also with many competencies. Raises
    `DataDitolak` for bad options, `TidakDitemukan`/`Bentrok` for an alias that cannot be.
    """
    p = Pengimpor(lembar, "standar")
    k = _Konteks(
        d, p, Buku(d), jabatan_kamus(d), kompetensi_kamus(d), buat_jabatan,
        sah(baca_tanggal, mulai), isian(dasar, None, baca_dasar),
    )  # fmt: skip
    for ejaan, kode in alias:
        _daftarkan(k, ejaan, kode)
    p.ingatkan_kolom_asing(k.kompetensi)
    semua = [(baris, None if _kelompok(baris) else _pahami(k, baris)) for baris in p.baris()]
    dilewati = _tandai_ganda(k, [calon for _, calon in semua if calon is not None])
    for baris, calon in semua:
        if calon is None or not calon.level or baris.nomor in dilewati:
            p.catat(baris, "dilewati")
        else:
            p.catat(baris, _simpan(k, calon))
    return p.tutup(d, lewati=lewati)


def _daftarkan(k: _Konteks, ejaan: str, kode: str) -> None:
    """An alias belongs to the job of that code, else to the competency."""
    entri = k.jabatan.cari(kode)
    if entri is not None:
        daftarkan_alias(k.d, "jabatan", k.jabatan, ejaan, entri)
    elif (kompetensi := k.kompetensi.cari(kode)) is not None:
        daftarkan_alias(k.d, "kompetensi", k.kompetensi, ejaan, kompetensi)
    else:
        k.jabatan.wajib(kode)


def _kelompok(baris: BarisImpor) -> bool:
    """Whether the row only heads those below it: `A. Manajerial` and, but for the job carried down, nothing else."""
    isi = {bidang: tulisan for bidang in baris.pengimpor.letak if (tulisan := baris.teks(bidang)) is not None}
    judul = isi.pop("kompetensi", None) or isi.pop("jabatan", None)
    isi.pop("jabatan", None)
    return judul is not None and not isi and judul_kelompok(judul)


def _pahami(k: _Konteks, baris: BarisImpor) -> _Calon | None:
    """A row read; None when it is held whole."""
    level = _level(k, baris)
    contoh = _contoh(k, baris)
    jabatan = _jabatan(k, baris)
    return None if baris.kunci_ditahan or jabatan is None else _Calon(baris, jabatan, contoh, level)


def _tandai_ganda(k: _Konteks, calon: Sequence[_Calon]) -> set[int]:
    """Rows that set the same standard from the same day; returns those to skip."""
    lebar = bool(k.p.lajur(LEBAR))

    def sebutan(satu: _Calon) -> str:
        tulisan = f"standar {satu.jabatan if isinstance(satu.jabatan, str) else satu.jabatan.kode}"
        return tulisan if lebar else f"{tulisan} {satu.baris.teks('kompetensi')}"

    def isi(kunci_standar: _Kunci, satu: _Calon) -> Hashable:
        ratus = next(ratus for _, nomor, ratus in satu.level if nomor == kunci_standar[1])
        return ratus, satu.contoh.tingkat, satu.contoh.dasar, satu.contoh.selesai

    return ganda.tandai(
        [((satu.kunci, nomor, satu.contoh.mulai), satu) for satu in calon for _, nomor, _ in satu.level],
        baris=lambda satu: satu.baris,
        isi=isi,
        sebutan=sebutan,
    )


def _simpan(k: _Konteks, calon: _Calon) -> Hasil:
    baris, jabatan = calon.baris, calon.jabatan
    if baris.kunci_ditahan:
        return "sama"
    if isinstance(jabatan, str):
        try:
            jabatan = k.jabatan.cari(jabatan) or buat_dari_nama(k.d, k.jabatan, jabatan)
        except (ValueError, GalatASN) as salah:
            baris.tahan("jabatan", "NAMA_TIDAK_SAH", str(salah), perbaikan.NAMA)
            return "sama"
    baru, berubah = True, False
    for bidang, kompetensi_id, ratus in calon.level:
        baru = baru and not k.buku.ruas(jabatan.id, kompetensi_id)
        isi = replace(calon.contoh, ratus=ratus)
        try:
            berubah |= k.buku.tetapkan(jabatan.id, kompetensi_id, isi, tepat="mulai" in k.p.letak)
        except PerluMulai as salah:
            saran = "Isi kolom mulai, atau sebutkan --mulai."
            baris.tahan(bidang, "STANDAR_BERBEDA", f"{jabatan.kode}: {salah}", saran, kunci=False)
        except ValueError as salah:
            saran = "Periksa kolom mulai dan selesai."
            baris.tahan(bidang, "STANDAR_BERTUMPUK", f"{jabatan.kode}: {salah}", saran, kunci=False)
    return "sama" if not berubah else "baru" if baru else "berubah"


def _jabatan(k: _Konteks, baris: BarisImpor) -> Entri | str | None:
    """The job, or the name of one to be made, or None with the row held."""
    if baris.rumus_kosong("jabatan"):
        return None
    nama = baris.teks("jabatan")
    if nama is None:
        baris.tahan("jabatan", "JABATAN_KOSONG", "jabatan kosong", "Isi kolom jabatan.")
        return None
    calon = k.jabatan.calon(nama)
    if len(calon) == 1:
        return calon[0]
    if calon:
        kode = ", ".join(sorted(satu.kode for satu in calon))
        baris.tahan("jabatan", "JABATAN_RANCU", f"'{nama}' berarti lebih dari satu jabatan: {kode}", "Tulis kodenya.")
        return None
    if k.buat:
        return nama
    baris.tahan_asing("jabatan", k.jabatan, nama, jawaban=perbaikan.JABATAN)
    return None


def _contoh(k: _Konteks, baris: BarisImpor) -> Ruas:
    """What the row says beside the level; a fault there holds the row."""
    mulai = baris.tanggal("mulai") or k.mulai
    selesai = baris.tanggal("selesai")
    if mulai and selesai and selesai < mulai:
        baris.tahan("selesai", "TANGGAL_TERBALIK", "hari terakhir mendahului hari pertama", perbaikan.URUTAN)
    tingkat = baris.baca("tingkat", baca_tingkat, "TINGKAT_TIDAK_DIKENAL", "Pilihannya: mutlak, penting, perlu.")
    return Ruas(
        0, tingkat, baris.baca("dasar", baca_dasar, "DASAR_TIDAK_SAH", perbaikan.NAMA) or k.dasar, mulai, selesai
    )


def _level(k: _Konteks, baris: BarisImpor) -> list[tuple[str, int, int]]:
    """`(field, competency id, hundredths)` of every filled level; a bad one holds its cell only."""
    sel = [(lajur.bidang, k.kompetensi.wajib(lajur.bidang.removeprefix(LEBAR))) for _, lajur in k.p.lajur(LEBAR)]
    if not sel:
        if baris.rumus_kosong("kompetensi"):
            return []
        nama = baris.teks("kompetensi")
        entri, angka = sebutan_kompetensi(k.kompetensi, nama) if nama else (None, None)
        if entri is not None and angka and baca_level(angka).ratus != baca_level(baris.sel("level")).ratus:
            pesan = f"angka {angka} di ujung '{nama}' berbeda dari levelnya"
            baris.tahan("kompetensi", "KOMPETENSI_RANCU", pesan, perbaikan.KOMPETENSI_SAJA)
            return []
        if entri is None:
            if nama:
                baris.tahan_asing("kompetensi", k.kompetensi, nama, jawaban=perbaikan.ALIAS)
            else:
                baris.tahan("kompetensi", "KOMPETENSI_KOSONG", "kompetensi kosong", "Isi kolom kompetensi.")
            return []
        sel = [("level", entri)]
    hasil = []
    for bidang, entri in sel:
        if baris.rumus_kosong(bidang, kunci=False):
            continue
        level = baca_level(baris.sel(bidang))
        if level.kode:
            baris.tahan(bidang, level.kode, level.pesan, perbaikan.level(level.kode, baris.sel(bidang)), kunci=False)
        elif level.ratus is not None:
            hasil.append((bidang, entri.id, level.ratus))
    return hasil
