"""What a workbook proposes for a gap: a class that still comes, a programme, a mentor's agency, or a general form."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

from asn_kompetensi.domain.buku import BarisGap, BarisPelatihan
from asn_kompetensi.domain.gap import SARAN
from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.services import kolaborasi_mentor
from asn_kompetensi.services.lingkup import SEMUA, Lingkup
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import kelas as kelas_sql
from asn_kompetensi.store.queries import laporan as sql

NAMA_PENDEK = 40  # letters; a longer name of an agency gives way to its code


class Perlu(NamedTuple):
    """A gap for which something is looked for; levels in 1/6000."""

    pegawai_id: int
    nip: str
    opd_id: int
    kompetensi: str
    standar: int | Fraction
    capaian: int | Fraction
    kategori: str


class Tawaran(NamedTuple):
    """A class (with days) or a programme that aims at a competency; `ratus` is the level aimed at, in hundredths.

    `sisa` are its free seats (None: no limit).
    """

    kode: str
    nama: str
    ratus: int
    jp: int | None
    mulai: date | None = None
    selesai: date | None = None
    tempat: str = ""
    kelas_id: int | None = None
    opd_id: frozenset[int] | None = None
    sisa: int | None = None

    @property
    def kalimat(self) -> str:
        """As a head reads it: the programme, and when its class begins."""
        return self.nama if self.mulai is None else f"{self.nama} (kelas {cetak_tanggal(self.mulai)})"


class Usulan:
    """What there is to propose on the day of a letter about a period; `tutup` is the run that closed it.

    Only what is of the city `kota`: its programmes, its classes, its mentors; of the latter those of the people of the
    agencies `untuk`, None for all.
    """

    def __init__(
        self,
        d: Pintu,
        periode: str,
        surat: date,
        tutup: int | None,
        nama_opd: Mapping[str, str] | None = None,
        kota: Lingkup = SEMUA,
        untuk: Collection[int] | None = None,
    ) -> None:
        self._d, self._periode, self._nama_opd, self._kota, self._untuk = d, periode, nama_opd or {}, kota, untuk
        hari = surat.isoformat()
        self._program: dict[str, list[Tawaran]] = defaultdict(list)
        sasaran: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for satu in sql.program(d.kon, hari, tutup, kota.kode):
            self._program[satu.kompetensi].append(Tawaran(satu.kode, satu.nama, satu.ratus, satu.jp))
            sasaran[satu.pelatihan_id].append((satu.kompetensi, satu.ratus))
        self._kelas: dict[str, list[Tawaran]] = defaultdict(list)
        semua = sql.kelas(d.kon, hari, tutup, kota.kode)
        for k in semua:
            # An open class is for everyone, and so is one to which no agency was invited by name.
            opd = None if k.terbuka else frozenset(kelas_sql.opd_diundang(d.kon, k.id)) or None
            sisa = None if k.kuota is None else max(0, k.kuota - k.terisi)
            for kompetensi, ratus in sasaran.get(k.pelatihan_id, ()):
                self._kelas[kompetensi].append(
                    Tawaran(
                        k.kode, k.nama, ratus, k.jp, date.fromisoformat(k.mulai), date.fromisoformat(k.selesai),
                        k.tempat or "", k.id, opd, sisa,
                    )
                )  # fmt: skip
        self._kursi = sql.kursi(d.kon, [k.id for k in semua])

    @cached_property
    def _mentor(self) -> Mapping[tuple[str, int, str], str]:
        """NIP, agency and competency -> agency of the mentor. Worked out only where nothing else can be proposed."""
        jadi = kolaborasi_mentor.pasang_bawaan(self._d, self._periode, self._kota.opd_id, self._untuk)
        return {(satu.orang.nip, satu.orang.opd_id, satu.orang.kompetensi): satu.mentor.opd for satu in jadi}

    def tawaran(self, perlu: Perlu) -> Tawaran | None:
        """The class that suits a gap, else the programme: of those that aim above the level reached.

        A class with a seat of this person comes first, then the soonest with room for the agency; what reaches the
        standard before what does not.
        """
        kelas = [
            (not sendiri, satu.ratus * 60 < perlu.standar, satu.mulai, satu.kode, satu)
            for satu in self._kelas.get(perlu.kompetensi, ())
            if satu.ratus * 60 > perlu.capaian
            and (
                (sendiri := (satu.kelas_id, perlu.pegawai_id) in self._kursi)
                or (satu.sisa != 0 and (satu.opd_id is None or perlu.opd_id in satu.opd_id))
            )
        ]
        if kelas:
            return min(kelas, key=lambda isi: isi[:4])[4]
        program = [s for s in self._program.get(perlu.kompetensi, ()) if s.ratus * 60 > perlu.capaian]
        # Of those that reach the standard the one that aims least above it; else the one that aims highest.
        cukup = [s for s in program if s.ratus * 60 >= perlu.standar]
        return min(
            cukup or program,
            key=lambda s: (s.ratus if cukup else -s.ratus, s.jp is None, s.jp or 0, s.kode),
            default=None,
        )

    def program(self, kompetensi: str, banyak: int = 2) -> str:
        """The first programmes that aim at a competency, by code, as one line."""
        return "; ".join(satu.nama for satu in self._program.get(kompetensi, ())[:banyak])

    def saran(self, perlu: Perlu, tawaran: Tawaran | None) -> str:
        """The proposal in words; of a mentor only the agency is told, never who it is."""
        if tawaran is not None:
            return tawaran.kalimat
        asal = self._mentor.get((perlu.nip, perlu.opd_id, perlu.kompetensi))
        if asal is None:
            return SARAN[perlu.kategori]
        nama = self._nama_opd.get(asal, asal)
        return f"Mentor dari {nama if len(nama) <= NAMA_PENDEK else asal}"


def pelatihan(isi: Iterable[tuple[BarisGap, Tawaran | None]], urutan: Mapping[str, int]) -> tuple[BarisPelatihan, ...]:
    """The gaps of an agency by competency and what is proposed: classes by day, then programmes, then nothing."""
    per: dict[str, dict[str, tuple[Tawaran | None, int]]] = defaultdict(dict)
    nama = {}
    for satu, tawaran in isi:
        nama[satu.kompetensi] = satu.nama_kompetensi
        kode = tawaran.kode if tawaran else ""
        banyak = per[satu.kompetensi].get(kode, (None, 0))[1]
        per[satu.kompetensi][kode] = tawaran, banyak + 1
    hasil = []
    for kompetensi in sorted(per, key=urutan.__getitem__):
        pilihan = per[kompetensi]
        di_bawah = sum(banyak for _, banyak in pilihan.values())
        belum: int | None = pilihan.pop("", (None, 0))[1]
        urut = sorted(pilihan.values(), key=lambda p: (p[0] is None or p[0].mulai is None, _urut(p[0])))
        for tawaran, banyak in urut or [(None, 0)]:
            dasar = BarisPelatihan(kompetensi, nama[kompetensi], di_bawah, belum=belum)
            hasil.append(_baris(dasar, tawaran, banyak))
            belum = None
    return tuple(hasil)


def _urut(tawaran: Tawaran | None) -> tuple[date, str]:
    return (tawaran.mulai or date.max, tawaran.kode) if tawaran else (date.max, "")


def _baris(dasar: BarisPelatihan, tawaran: Tawaran | None, banyak: int) -> BarisPelatihan:
    if tawaran is None:
        return dasar
    return BarisPelatihan(
        dasar.kompetensi, dasar.nama_kompetensi, dasar.di_bawah, tawaran.kode, tawaran.nama, tawaran.mulai,
        tawaran.selesai, tawaran.tempat, tawaran.jp, banyak, dasar.belum, tawaran.sisa,
    )  # fmt: skip
