"""The activities behind a person's hours: own classes and what was recorded elsewhere, counted together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.bulat import angka
from asn_kompetensi.domain.jp import bentuk_berjatah, jatah
from asn_kompetensi.domain.kegiatan import Diakui, Kegiatan, hitung
from asn_kompetensi.domain.kehadiran import cetak_skor
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.services.pelatihan import nama_bentuk
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import jp as sql
from asn_kompetensi.store.queries.jp import Orang, Tercatat

BIDANG: Final = ("nip", "nama", "opd", "tahun", "kegiatan", "bentuk", "nama_bentuk", "mulai", "selesai", "jp",
                 "jp_diakui", "asal", "sertifikat", "keterangan")  # fmt: skip
LUAR: Final = "luar"


class Terhitung(NamedTuple):
    """An activity as stored, and what it counts for."""

    catatan: Tercatat
    diakui: Diakui


class Buku:
    """Everything recorded that has a bearing on one year (None: on any year), by person; of all or of `siapa`."""

    def __init__(self, d: Pintu, tahun: int | None, siapa: Collection[int] | None = None) -> None:
        berjatah = bentuk_berjatah()
        self.tahun = tahun
        self.hari_kelas = sql.hari_kelas(d.kon, siapa)
        self._hadir = sql.hari_hadir(d.kon, [satu for satu in berjatah if _bulanan(satu)], siapa)
        self._nama: dict[str, str] = {}
        self._kegiatan: dict[int, list[Kegiatan]] = {}
        self._catatan: dict[int, list[Tercatat]] = {}
        for satu in sql.tercatat(d.kon, tahun, berjatah, siapa):
            self._catatan.setdefault(satu.pegawai_id, []).append(satu)

    def orang(self) -> Iterable[int]:
        """Whoever has anything recorded."""
        return self._catatan

    def hitung(self, pegawai_id: int) -> list[Terhitung]:
        """One person's activities of the year with what they count for, by last day, first day, name."""
        catatan = self._catatan.get(pegawai_id, ())
        semua = [
            Terhitung(satu, diakui)
            for satu, diakui in zip(catatan, hitung(self.kegiatan(pegawai_id)), strict=True)
            if self.tahun in (None, satu.tahun)
        ]
        return sorted(semua, key=lambda satu: _urutan(satu.catatan))

    def jumlah(self, pegawai_id: int, tambahan: Sequence[Kegiatan] = ()) -> int | None:
        """Hundredths of a JP in the year, with `tambahan` where given; None when there is nothing."""
        semua = [*self.kegiatan(pegawai_id), *tambahan]
        ratus = [diakui.ratus for satu, diakui in zip(semua, hitung(semua), strict=True) if satu.tahun == self.tahun]
        return sum(ratus) if ratus else None

    def kegiatan(self, pegawai_id: int) -> list[Kegiatan]:
        """One person's activities as the domain counts them."""
        if pegawai_id not in self._kegiatan:
            catatan = self._catatan.get(pegawai_id, ())
            # Numbers matter only where an own class may be the same as something else.
            bernomor = len(catatan) > 1 and any(satu.kode is not None for satu in catatan)
            self._kegiatan[pegawai_id] = [self._baca(satu, bernomor=bernomor) for satu in catatan]
        return self._kegiatan[pegawai_id]

    def lipat(self, nama: str) -> str:
        """The key of a programme's name; there are few of them."""
        if nama not in self._nama:
            self._nama[nama] = kunci(nama)
        return self._nama[nama]

    def _baca(self, satu: Tercatat, *, bernomor: bool) -> Kegiatan:
        hari: tuple[str, ...] = ()
        if satu.kelas_id is not None:
            # Of a form counted per meeting the person's meetings are the days he came.
            hari = self._hadir.get(satu.peserta_id or 0, ()) if _bulanan(satu.bentuk) else ()
            hari = hari or self.hari_kelas.get(satu.kelas_id, ())
        lipatan = satu.kunci or self.lipat(satu.nama)
        nomor = kunci(satu.sertifikat) if bernomor and satu.sertifikat else None
        return Kegiatan(
            satu.kode or lipatan, satu.bentuk, lipatan, satu.tahun, satu.mulai, satu.selesai, satu.ratus,
            bool(satu.luar_negeri), nomor, satu.kode is not None, hari,
        )  # fmt: skip


def _bulanan(bentuk: int) -> bool:
    batas = jatah(bentuk)
    return batas is not None and batas.bulanan


def _urutan(satu: Tercatat) -> tuple[str, str, str, str]:
    return satu.selesai or f"{satu.tahun:04d}-12-31", satu.mulai or "", satu.kode or "", satu.nama


def baris(orang: Orang, semua: Iterable[Terhitung]) -> Iterable[tuple[Any, ...]]:
    """Rows in the columns of `BIDANG`; their `jp_diakui` add up to the person's hours."""
    sebutan = nama_bentuk()
    for satu, diakui in semua:
        keterangan = diakui.keterangan or ("tidak lulus" if satu.lulus == 0 else None)
        yield (
            orang.nip, orang.nama, orang.opd, satu.tahun, satu.nama, satu.bentuk, sebutan[satu.bentuk], satu.mulai,
            satu.selesai, angka(cetak_skor(satu.ratus)), angka(cetak_skor(diakui.ratus)), satu.kode or LUAR,
            satu.sertifikat, keterangan,
        )  # fmt: skip
