"""What a year will still bring: hours of open classes with a seat, and classes that would close a shortfall."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from asn_kompetensi.domain.gabung import kota
from asn_kompetensi.domain.jp import jatah
from asn_kompetensi.domain.kegiatan import Kegiatan, ratus_sendiri
from asn_kompetensi.domain.kehadiran import hari_kelas
from asn_kompetensi.services.jp_kegiatan import Buku
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung
from asn_kompetensi.store.queries import jp as sql
from asn_kompetensi.store.queries import kelas as kelas_sql
from asn_kompetensi.store.queries import nilai as nilai_sql
from asn_kompetensi.store.queries import pengenal as pengenal_sql
from asn_kompetensi.store.queries.jp import Terbuka

SARAN_TERBANYAK = 3


class _Kelas(NamedTuple):
    """An open class: what it is worth to whoever attends all of it, and for which agencies it is (None: for all)."""

    asal: Terbuka
    kegiatan: Kegiatan
    hari: frozenset[str]
    opd: frozenset[int] | None


class Ramalan:
    """The open classes that end in the year of `buku`, and where its people sit (`siapa`; None: everyone).

    In a united file a class is for the own city; `kota`: that of everyone asked for, where it is the same.
    """

    def __init__(
        self, d: Pintu, tahun: int, buku: Buku, siapa: Collection[int] | None = None, kota: str | None = None
    ) -> None:
        self._buku, self._gabungan = buku, gabung.gabungan(d.kon)
        self._kelas: dict[int, _Kelas] = {}
        for satu in sql.terbuka(d.kon, tahun, kota):
            hari = buku.hari_kelas.get(satu.id)
            if hari is None and siapa is not None:  # else the book has the schedules of all classes
                hari = kelas_sql.jadwal(d.kon, satu.id)
            with suppress(ValueError):  # a programme changed since may have no duration where it now needs one
                self._kelas[satu.id] = self._baca(d, satu, hari or _setiap_hari(satu.mulai, satu.selesai))
        self._kursi: dict[int, list[int]] = defaultdict(list)
        self._terdaftar: set[tuple[int, int]] = set()
        self._sibuk: dict[int, set[str]] = defaultdict(set)
        self._tempat: dict[int, list[tuple[str, str, int]]] = defaultdict(list)
        self._henti: dict[int, str | None] = {}
        if self._kelas:
            self._muat(d, siapa)
        # The smallest that suffices first, then the soonest.
        berkursi = [k for k in self._kelas.values() if k.asal.kuota is None or k.asal.kuota > k.asal.terisi]
        self._calon = sorted(berkursi, key=lambda k: (k.kegiatan.ratus, k.asal.mulai, k.asal.kode))

    def _baca(self, d: Pintu, satu: Terbuka, hari: Sequence[str]) -> _Kelas:
        ratus = ratus_sendiri(
            satu.bentuk, jp=satu.jp, hari=[date.fromisoformat(h) for h in hari], luar_negeri=bool(satu.luar_negeri)
        )
        kegiatan = Kegiatan(
            satu.kode, satu.bentuk, self._buku.lipat(satu.nama), int(satu.selesai[:4]), satu.mulai, satu.selesai, ratus,
            bool(satu.luar_negeri), None, True, tuple(hari),
        )  # fmt: skip
        opd = None if satu.terbuka else frozenset(kelas_sql.opd_diundang(d.kon, satu.id)) or None
        return _Kelas(satu, kegiatan, frozenset(hari), opd)

    def _muat(self, d: Pintu, siapa: Collection[int] | None) -> None:
        awal = min(satu.asal.mulai for satu in self._kelas.values())
        akhir = max(satu.asal.selesai for satu in self._kelas.values())
        hari: dict[int, Sequence[str]] = {nomor: tuple(satu.hari) for nomor, satu in self._kelas.items()}
        for pegawai_id, kelas_id, mulai, selesai, berkursi in sql.peserta_antara(d.kon, awal, akhir, siapa):
            self._terdaftar.add((pegawai_id, kelas_id))
            if berkursi:
                if kelas_id not in hari:
                    hari[kelas_id] = self._buku.hari_kelas.get(kelas_id) or _setiap_hari(mulai, selesai)
                self._sibuk[pegawai_id].update(hari[kelas_id])
                if kelas_id in self._kelas:
                    self._kursi[pegawai_id].append(kelas_id)
        for pegawai_id, opd_id, mulai_, selesai_ in pengenal_sql.penempatan(d.kon, siapa):
            self._tempat[pegawai_id].append((mulai_ or "", selesai_ or "9999-12-31", opd_id))
        self._henti = nilai_sql.henti(d.kon, siapa)

    def terjadwal(self, pegawai_id: int, ratus: int | None) -> int | None:
        """Hundredths of a JP that the seats still bring beside `ratus`, within the limits; None without a seat."""
        kursi = self._berjadwal(pegawai_id)
        return (self._buku.jumlah(pegawai_id, kursi) or 0) - (ratus or 0) if kursi else None

    def _berjadwal(self, pegawai_id: int) -> list[Kegiatan]:
        return [self._kelas[nomor].kegiatan for nomor in self._kursi.get(pegawai_id, ())]

    def saran(self, pegawai_id: int, opd: str, kurang: int, perkiraan: int | None) -> list[str]:
        """Codes of open classes each of which closes a shortfall of `kurang` by itself, at most three.

        The person (of the agency `opd`) may come (service and agency on the first day), is not on the roster, and sits
        nowhere else on any of its days; a seat is free.
        """
        hasil: list[str] = []
        for satu in self._calon:
            if self._gabungan and kota(satu.asal.kode) != kota(opd):
                continue
            if satu.kegiatan.ratus >= kurang and self._boleh(pegawai_id, satu):
                # Part of what a class with a daily or monthly limit is worth may be used up already.
                if jatah(satu.asal.bentuk) is not None:
                    semua = self._buku.jumlah(pegawai_id, [*self._berjadwal(pegawai_id), satu.kegiatan])
                    if (semua or 0) - (perkiraan or 0) < kurang:
                        continue
                hasil.append(satu.asal.kode)
                if len(hasil) == SARAN_TERBANYAK:
                    break
        return hasil

    def _boleh(self, pegawai_id: int, satu: _Kelas) -> bool:
        if (pegawai_id, satu.asal.id) in self._terdaftar or not satu.hari.isdisjoint(self._sibuk.get(pegawai_id, ())):
            return False
        pada = satu.asal.mulai
        if pegawai_id in self._henti and (self._henti[pegawai_id] or "") <= pada:
            return False
        if satu.opd is None:
            return True
        milik = [(awal, opd) for awal, akhir, opd in self._tempat.get(pegawai_id, ()) if awal <= pada <= akhir]
        return bool(milik) and max(milik)[1] in satu.opd


def _setiap_hari(mulai: str, selesai: str) -> tuple[str, ...]:
    return tuple(satu.isoformat() for satu in hari_kelas(date.fromisoformat(mulai), date.fromisoformat(selesai)))
