"""Answers to an invitation from the list that an agency sends back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from asn_kompetensi.domain.kehadiran import JAWABAN
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.nama import kosong, kunci
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.services import ganda
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor, teks
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kehadiran_baris import baca_alasan
from asn_kompetensi.services.kehadiran_kelas import pastikan_kelas
from asn_kompetensi.services.kelas import cari_terbuka, kursi_kosong, naikkan
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta

SKEMA: Final = Skema(
    "jawab", ("no", "nip", "nama", "opd", "jabatan", "jawaban", "alasan", "keterangan"), (("nip",), ("jawaban",))
)
_EJAAN: Final = {
    **dict.fromkeys(("bersedia", "ya", "hadir", "ikut", "siap"), "bersedia"),
    **dict.fromkeys(("menolak", "tidak bersedia", "tidak", "tidak ikut"), "menolak"),
    **dict.fromkeys(("menunda", "tunda", "ditunda"), "menunda"),
}
_SARAN: Final = f"Isi {', '.join(JAWABAN[:-1])}, atau {JAWABAN[-1]}; kosongkan bila belum dijawab."


@dataclass(slots=True)
class _Jawaban:
    """One row, read: the participant, the answer (None: not filled in) and the reason."""

    baris: BarisImpor
    peserta: BarisPeserta | None
    jawaban: str | None
    alasan: str | None


def impor(d: PintuTulis, kode: str, lembar: Lembar, *, lewati: bool = False) -> LaporanImpor:
    """Take over the answers of an invitation list; an empty cell changes nothing.

    Seats are given up before they are taken: whoever becomes willing while the class is full waits, and what is free
    in the end goes to the waiting list in the order of the roster. Raises `TidakDitemukan`, `Bentrok` (class over),
    `DataDitolak` (the title names another class).
    """
    kelas = cari_terbuka(d, kode)
    p = Pengimpor(lembar, "jawab")
    pastikan_kelas(d, p, kelas, bertanggal=False)
    pengenal = Pengenal(d)
    peserta = {satu.pegawai_id: satu for satu in sql.peserta(d.kon, kelas.id)}
    semua = [_baca(baris, kelas, pengenal, peserta) for baris in p.baris()]
    dilewati = ganda.tandai(
        [(satu.peserta.pegawai_id, satu) for satu in semua if satu.peserta],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: (satu.jawaban, satu.alasan),
        sebutan=lambda _: "NIP yang sama",
    )
    # Whoever gives up a seat comes first; the report stays in the order of the sheet.
    hasil: dict[int, Hasil] = {}
    for satu in sorted(semua, key=lambda satu: satu.jawaban == "bersedia"):
        diambil = not satu.baris.ditahan and satu.baris.nomor not in dilewati
        hasil[satu.baris.nomor] = _simpan(d, kelas, satu) if diambil else "sama"
    kamus, mulai = opd_kamus(d), date.fromisoformat(kelas.mulai)
    for satu in semua:
        if satu.peserta is not None and satu.baris.nomor not in dilewati:
            pengenal.bandingkan(satu.baris, satu.peserta.pegawai_id, kamus, mulai)
        p.catat(satu.baris, "dilewati" if satu.baris.nomor in dilewati else hasil[satu.baris.nomor])
    if naik := naikkan(d, kelas):
        p.ingatkan("KURSI_DARI_TUNGGU", f"dari daftar tunggu mendapat kursi: {', '.join(satu.nama for satu in naik)}")
    return p.tutup(d, lewati=lewati)


def _baca(baris: BarisImpor, kelas: BarisKelas, pengenal: Pengenal, peserta: dict[int, BarisPeserta]) -> _Jawaban:
    nomor = pengenal.dari_sel(baris, "nip")
    orang = peserta.get(nomor) if nomor is not None else None
    if nomor is not None and orang is None:
        saran = f"Undang dulu: asn kelas undang {kelas.kode} NIP"
        baris.tahan("nip", "BUKAN_PESERTA", f"bukan peserta kelas {kelas.kode}", saran)
    jawaban = baris.baca("jawaban", _jawaban, "JAWABAN_TIDAK_DIKENAL", _SARAN)
    alasan = baris.baca("alasan", baca_alasan, "ALASAN_TIDAK_SAH", "Tulis paling banyak 2000 huruf.")
    lama = orang.alasan if orang and orang.jawaban == jawaban else None
    if jawaban in ("menolak", "menunda") and not (alasan or lama) and not baris.ditahan:
        baris.tahan("alasan", "ALASAN_KOSONG", f"alasan {jawaban} kosong", f"Tulis mengapa {jawaban}.")
    return _Jawaban(baris, orang, jawaban, (alasan or lama) if jawaban != "bersedia" else None)


def _jawaban(sel: NilaiSel) -> str | None:
    """An answer as written; the waiting list is no answer. Raises ValueError."""
    isi = teks(sel) or ""
    if kosong(isi) or kunci(isi) == "daftar tunggu":
        return None
    if (arti := _EJAAN.get(kunci(isi))) is None:
        raise ValueError(f"jawaban '{isi[:30]}' tidak dikenal")
    return arti


def _simpan(d: PintuTulis, kelas: BarisKelas, satu: _Jawaban) -> Hasil:
    orang = satu.peserta
    if orang is None or satu.jawaban is None:
        return "sama"
    baru = satu.jawaban
    if baru == "bersedia" and not orang.berkursi and kursi_kosong(kelas, sql.peserta(d.kon, kelas.id)) == 0:
        baru = "daftar_tunggu"
        satu.baris.ingatkan("jawaban", "KELAS_PENUH", f"kelas {kelas.kode} penuh; masuk daftar tunggu")
    if (baru, satu.alasan) == (orang.jawaban, orang.alasan):
        return "sama"
    sql.jawab(d.kon, orang.id, baru, satu.alasan)
    return "baru" if orang.jawaban is None else "berubah"
