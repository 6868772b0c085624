"""Filled questionnaires into a class: reactions by number of the sheet, behaviour by participant and answerer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from asn_kompetensi.domain.butir import (
    JENIS,
    PENILAI,
    baca_jawaban,
    baca_judul,
    baca_nomor,
    baca_penilai,
    butir,
    versi,
)
from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.services import ganda
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kelas import cari
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kelas as kelas_sql
from asn_kompetensi.store.queries import tanggapan as sql
from asn_kompetensi.store.queries.kelas import BarisKelas

_BUTIR: Final = {jenis: tuple(satu.kunci for satu in butir(jenis)) for jenis in JENIS}
SKEMA: Final = Skema(
    jenis="tanggapan",
    bidang=("no", "nip", "nama", "opd", "penilai", *_BUTIR["reaksi"], *_BUTIR["perilaku"]),
    wajib=((*_BUTIR["reaksi"], *_BUTIR["perilaku"]),),
    # A form goes out filled in for its class and has no empty template, as an attendance sheet; no heading is a day.
    hari=False,
)


@dataclass(slots=True)
class Isian:
    """What one row says: whose answers they are, and the answers by statement."""

    baris: BarisImpor
    nomor: int | None
    penilai: str | None
    jawaban: dict[str, int] = field(default_factory=dict)

    @property
    def kunci(self) -> tuple[int, str] | None:
        """What the row is stored under; None when that is held."""
        return None if self.nomor is None or self.penilai is None else (self.nomor, self.penilai)


def impor(d: PintuTulis, kode: str, lembar: Lembar, *, lewati: bool = False) -> LaporanImpor:
    """Import a filled form of either kind; an empty cell leaves what was answered before.

    Raises `TidakDitemukan`, `Bentrok` (class cancelled), `DataDitolak` (another class, an older form, two forms mixed).
    """
    kelas = penerima(d, kode)
    p = Pengimpor(lembar, "tanggapan")
    jenis = _jenis(p)
    _pastikan(d, lembar, kelas, jenis)
    semua = _reaksi(p) if jenis == "reaksi" else _perilaku(d, p, kelas)
    terisi = [satu for satu in semua if satu.jawaban or satu.baris.ditahan]
    dilewati = ganda.tandai(
        [(satu.kunci, satu) for satu in terisi if satu.kunci is not None],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: tuple(sorted(satu.jawaban.items())),
        sebutan=lambda satu: f"nomor {satu.nomor}" if jenis == "reaksi" else f"peserta dan penilai ({satu.penilai})",
    )
    lama = sql.jawaban(d.kon, kelas.id, jenis)
    simpan: list[tuple[int, str, str, int]] = []
    for satu in semua:
        hasil: Hasil = "dilewati"
        if satu.kunci and satu.jawaban and not satu.baris.kunci_ditahan and satu.baris.nomor not in dilewati:
            sebelum = lama.get(satu.kunci)
            baru = satu.jawaban.items() - (sebelum or {}).items()
            hasil = "baru" if sebelum is None else "berubah" if baru else "sama"
            simpan += [(*satu.kunci, nama, nilai) for nama, nilai in satu.jawaban.items() if (nama, nilai) in baru]
        p.catat(satu.baris, hasil)
    sql.simpan(d.kon, kelas.id, jenis, simpan)
    return p.tutup(d, lewati=lewati)


def penerima(d: Pintu, kode: str) -> BarisKelas:
    """The class that forms are for. Raises `TidakDitemukan`, `Bentrok` when it is cancelled."""
    kelas = cari(d, kode)
    if kelas.status == "batal":
        raise Bentrok(f"kelas {kelas.kode} sudah dibatalkan", f"Lihat: asn kelas lihat {kelas.kode}")
    return kelas


def _jenis(p: Pengimpor) -> str:
    """Which form it is, by its columns."""
    ada = [jenis for jenis in JENIS if p.ada(*_BUTIR[jenis])]
    if len(ada) != 1:
        raise DataDitolak(
            f"lembar {p.lembar.nama} mencampur butir reaksi dan perilaku",
            "Pisahkan menjadi dua berkas; formulirnya: asn dampak formulir KELAS --jenis reaksi|perilaku -o BERKAS",
        )
    if ada == ["perilaku"] and not (p.ada("nip") and p.ada("penilai")):
        raise DataDitolak(
            f"lembar {p.lembar.nama} tidak mempunyai kolom NIP dan Penilai",
            "Jawaban tentang perilaku perlu keduanya: siapa peserta, dan siapa yang menjawab.",
        )
    return ada[0]


def _pastikan(d: PintuTulis, lembar: Lembar, kelas: BarisKelas, jenis: str) -> None:
    """Refuse a sheet whose title names another class, or another wording of the form."""
    judul = "\n".join(lembar.kepala).casefold()
    lain = [kode for _, kode, _ in kelas_sql.ejaan(d.kon) if f"({kode.casefold()})" in judul]
    if lain and kelas.kode not in lain:
        raise DataDitolak(
            f"judul lembar {lembar.nama} menyebut kelas {lain[0]}, bukan {kelas.kode}",
            f"Bila ini formulir kelas itu: asn dampak tanggapan {lain[0]} --dari BERKAS",
        )
    for sebutan in filter(None, map(baca_judul, lembar.kepala)):
        if sebutan != (jenis, versi(jenis)):
            raise DataDitolak(
                f"lembar {lembar.nama} adalah formulir {sebutan[0]} versi {sebutan[1]}, "
                f"sedangkan yang berlaku {jenis} versi {versi(jenis)}",
                f"Edarkan yang berlaku: asn dampak formulir {kelas.kode} --jenis {jenis} -o BERKAS.xlsx",
            )


def _jawaban(satu: Isian, kunci: Sequence[str]) -> Isian:
    for nama in kunci:
        nilai = satu.baris.baca(nama, baca_jawaban, "JAWABAN_TIDAK_SAH", "Isi 1, 2, 3, atau 4.", kunci=False)
        if nilai is not None:
            satu.jawaban[nama] = nilai
    return satu


def _reaksi(p: Pengimpor) -> list[Isian]:
    """One row a respondent, known only by the number of the sheet: where there is none, by the place of the row."""
    hasil = []
    for ke, baris in enumerate(p.baris(), 1):
        nomor: int | None = ke
        if p.ada("no"):
            nomor = baris.baca("no", baca_nomor, "NOMOR_TIDAK_SAH", "Beri setiap lembar nomornya sendiri.")
        satu = _jawaban(Isian(baris, nomor, "peserta"), _BUTIR["reaksi"])
        if nomor is None and satu.jawaban:
            baris.tahan("no", "NOMOR_KOSONG", "lembar ini tanpa nomor", "Beri setiap lembar nomornya sendiri.")
        hasil.append(satu)
    return hasil


def _perilaku(d: PintuTulis, p: Pengimpor, kelas: BarisKelas) -> list[Isian]:
    """One row a participant and answerer; the NIP is the key, name and agency only warn. Unfilled rows are not read."""
    pengenal, kamus, mulai = Pengenal(d), opd_kamus(d), date.fromisoformat(kelas.mulai)
    nomor = {satu.pegawai_id: satu.nomor for satu in kelas_sql.peserta(d.kon, kelas.id)}
    hasil = []
    for baris in p.baris():
        satu = _jawaban(Isian(baris, None, None), _BUTIR["perilaku"])
        hasil.append(satu)
        if not satu.jawaban and not baris.ditahan:
            continue
        orang = pengenal.dari_sel(baris, "nip")
        saran = f"Isi salah satu: {', '.join(PENILAI)}."
        satu.penilai = baris.baca("penilai", baca_penilai, "PENILAI_TIDAK_DIKENAL", saran)
        if satu.penilai is None:
            baris.tahan("penilai", "PENILAI_TIDAK_DIKENAL", "belum disebut siapa yang menjawab", saran)
        if orang is None:
            continue
        satu.nomor = nomor.get(orang)
        if satu.nomor is None:
            baris.tahan("nip", "BUKAN_PESERTA", f"bukan peserta kelas {kelas.kode}", "Periksa NIP dan kode kelasnya.")
        pengenal.bandingkan(baris, orang, kamus, mulai)
    return hasil
