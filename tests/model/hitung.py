"""The gap of the model's city, by the independent arithmetic of `kota_gap`."""

from __future__ import annotations

from datetime import date
from typing import Any

from tests.model.keadaan import Beku, Isi, Keadaan
from tests.services import kota_gap
from tests.services.kota_gap import Kota, Periode, Skor, Tempat, Wajib

PER = ("opd", "jabatan", "kompetensi", "jenis", "pegawai", "kota", "instansi")
TUJUAN = ("pemetaan", "pengisian")
_AWAL = date(1970, 1, 1).toordinal()


def _hari(teks: str | None) -> date | None:
    return date.fromisoformat(teks) if teks else None


def _urut(m: Keadaan, tabel: str, *kolom: str) -> list[Any]:
    """Rows by their ids, which count from 1; numbers that were taken back stay empty."""
    ada = dict(m.baris(tabel))
    kosong: Isi = dict.fromkeys(kolom)
    return [tuple(ada.get(n, kosong)[satu] for satu in kolom) for n in range(1, max(ada, default=0) + 1)]


def kota(m: Keadaan) -> Kota:
    """The city as `kota_gap` wants it."""
    hasil = kota_gap.dasar()
    hasil.opd, hasil.jabatan = _urut(m, "opd", "kode", "nama"), _urut(m, "jabatan", "kode", "nama")
    hasil.kompetensi = _urut(m, "kompetensi", "kode", "nama", "jenis", "urutan")
    hasil.pegawai = [(*satu[:3], _hari(satu[3])) for satu in _urut(m, "pegawai", "nip", "nama", "status",
                                                                   "henti_tanggal")]  # fmt: skip
    hasil.periode = [Periode(n, isi["kode"], date.fromisoformat(isi["selesai"])) for n, isi in m.baris("periode")]
    hasil.tempat = [
        Tempat(isi["pegawai_id"], isi["opd_id"], isi["jabatan_id"], _hari(isi["mulai"]), _hari(isi["selesai"]))
        for _, isi in m.baris("penempatan")
    ]
    hasil.wajib = [
        Wajib(isi["jabatan_id"], isi["kompetensi_id"], isi["ratus"], _hari(isi["mulai"]), _hari(isi["selesai"]))
        for _, isi in m.baris("standar")
    ]
    hasil.skor = [
        Skor(*kunci, isi["ratus"], None if isi["hari"] is None else date.fromordinal(isi["hari"] + _AWAL))
        for kunci, isi in sorted(m.t["nilai"].items())
    ]
    return hasil


def jawaban(kota_ini: Kota, nomor: int, tanya: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """One question about a period: `("daftar", hanya_ini)` or `("ringkas", per, tujuan)`."""
    periode = next(satu for satu in kota_ini.periode if satu.id == nomor)
    if tanya[0] == "daftar":
        return kota_gap.daftar(kota_ini, periode, hanya_ini=tanya[1])
    return kota_gap.ringkas(kota_ini, periode, tanya[1], tanya[2])


PERTANYAAN: tuple[tuple[Any, ...], ...] = (
    ("daftar", False), ("daftar", True), *(("ringkas", per, tujuan) for per in PER for tujuan in TUJUAN),
)  # fmt: skip


def bekukan(m: Keadaan, nomor: int) -> Beku:
    """Everything the period answers today."""
    kota_ini = kota(m)
    periode = next(satu for satu in kota_ini.periode if satu.id == nomor)
    orang = {b.pegawai: kota_ini.pegawai[b.pegawai - 1][:2] for b in kota_gap.baris_gap(kota_ini, periode)}
    semua = {tanya: jawaban(kota_ini, nomor, tanya) for tanya in PERTANYAAN}
    return Beku(semua, orang, frozenset(n for n, _ in m.baris("kompetensi")))


def samarkan(beku: Beku, orang: int, baru: Isi) -> Beku:
    """The same answer without the NIP and name of one person."""
    if orang not in beku.orang:
        return beku
    ganti = dict(zip(beku.orang[orang], (baru["nip"], baru["nama"]), strict=True))

    def satu(isi: Any) -> Any:
        return ganti.get(isi, isi) if isinstance(isi, str) else isi

    jawaban_baru = {tanya: [tuple(map(satu, baris)) for baris in semua] for tanya, semua in beku.jawaban.items()}
    return beku._replace(jawaban=jawaban_baru, orang={**beku.orang, orang: (baru["nip"], baru["nama"])})
