"""What several cities will share in one file: their numbers and codes, their periods, their competencies."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.gabung import Arti, Sebutan, kode_kota, satukan, urut_kota
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai
from asn_kompetensi.domain.nama import PANJANG_NAMA, kunci
from asn_kompetensi.store.gabung import Bersama
from asn_kompetensi.store.gabung_salin import Masukan
from asn_kompetensi.store.queries.gabung_kota import KompetensiKota, Kota, PeriodeKota

BIDANG: Final = ("kode", "nama", "berkas", "opd", "pegawai", "nilai", "jumlah_periode")
MAKS_PERIODE: Final = 4095  # the number of a period has twelve bits
_CONTOH: Final = 5


@dataclass(frozen=True, slots=True)
class Berkas:
    """What one file brings: its cities, and what each calls its periods and competencies; `ujung` ends its trail."""

    lokasi: Path
    ujung: tuple[int, str]
    gabungan: bool
    kota: list[Kota]
    periode: list[PeriodeKota]
    kompetensi: list[KompetensiKota]
    definisi: dict[int, str | None]


class Anggota(NamedTuple):
    """A city with its number and code among the others, the file it comes from and its number there."""

    berkas: Berkas
    lama: int
    kota: Kota
    kode: str


class Rancangan(NamedTuple):
    """What will be made: each file with where its things go, the answer in the columns of `BIDANG`, what must be known.

    `peringatan` are the sentences kept with each period.
    """

    bersama: Bersama
    masukan: list[tuple[Berkas, Masukan]]
    baris: list[tuple[Any, ...]]
    kabar: list[str]
    peringatan: dict[int, list[str]]


class _Peta:
    """Where everything of every file goes."""

    def __init__(self, berkas: Sequence[Berkas], semua: Sequence[Anggota]) -> None:
        self.anggota = {(satu.berkas.lokasi, satu.lama): satu for satu in semua}
        self.kode_periode = satukan(
            Sebutan(self.kota(b, p.kota).kode, *_arti_periode(p)) for b in berkas for p in b.periode
        )
        self.kode_kompetensi = satukan(
            (
                Sebutan(self.kota(b, k.kota).kode, *_arti_kompetensi(k), bool(k.terdaftar))
                for b in berkas
                for k in b.kompetensi
            ),
            {satu["kode"]: (satu["nama"], satu["jenis"]) for satu in baca_acuan("kompetensi")},
        )
        arti = sorted(self.kode_periode, key=lambda a: (a[1][1], self.kode_periode[a]))
        self.nomor_periode = {satu: nomor for nomor, satu in enumerate(arti, 1)}
        # In the order of the first city that has them.
        self.nomor_kompetensi: dict[Arti, int] = {}
        self.definisi: dict[Arti, str | None] = {}
        for satu in semua:
            milik = (k for k in satu.berkas.kompetensi if k.kota == satu.lama)
            for k in sorted(milik, key=lambda k: (k.urutan, not k.terdaftar, k.kode, k.nama)):
                ini = _arti_kompetensi(k)
                self.nomor_kompetensi.setdefault(ini, len(self.nomor_kompetensi) + 1)
                self.definisi[ini] = self.definisi.get(ini) or satu.berkas.definisi.get(k.kompetensi_id)

    def kota(self, berkas: Berkas, lama: int) -> Anggota:
        """A city by its number in its file."""
        return self.anggota[berkas.lokasi, lama]

    def periode(self, satu: PeriodeKota) -> int:
        """The new number of a period."""
        return self.nomor_periode[_arti_periode(satu)]

    def kompetensi(self, satu: KompetensiKota) -> int:
        """The new number of a competency, as it is called there."""
        return self.nomor_kompetensi[_arti_kompetensi(satu)]


def _arti_periode(satu: PeriodeKota) -> Arti:
    return satu.kode, (satu.mulai, satu.selesai)


def _arti_kompetensi(satu: KompetensiKota) -> Arti:
    return satu.kode, (satu.nama, satu.jenis)


def rancang(berkas: Sequence[Berkas], kode: Mapping[Path, str]) -> Rancangan:
    """Decide what the cities share. `kode` are codes given for ordinary files.

    Raises `Bentrok` when a city is there twice or two have one code, `SalahPakai` where a name gives no code,
    `DataDitolak` for more periods than a file can hold.
    """
    semua = _anggota(berkas, kode)
    peta = _Peta(berkas, semua)
    if len(peta.nomor_periode) > MAKS_PERIODE:
        raise DataDitolak(
            f"{len(peta.nomor_periode)} periode tidak muat dalam satu berkas (paling banyak {MAKS_PERIODE})",
            "Samakan tanggal periode yang sama antarkota, atau gabungkan lebih sedikit kota.",
        )
    urut = sorted(berkas, key=lambda b: min(peta.kota(b, satu.nomor).kota.nomor for satu in b.kota))
    return Rancangan(
        _bersama(berkas, semua, peta),
        [(b, _masukan(b, peta)) for b in urut],
        [(a.kode, a.kota.nama, a.berkas.lokasi.name, *a.kota[6:]) for a in semua],
        [*_kabar_periode(berkas, peta), *_kabar_kompetensi(berkas, peta), *_kabar_terbuka(berkas, peta)],
        _peringatan(berkas, peta),
    )


def _anggota(berkas: Sequence[Berkas], kode: Mapping[Path, str]) -> list[Anggota]:
    """Every city of every file, by code."""
    calon = [(_kode(b, satu, kode), b, satu) for b in berkas for satu in b.kota]
    calon.sort(key=lambda satu: urut_kota(satu[0]))
    for sebut, kunci_ in (("kota", lambda s: kunci(s[2].nama)), ("kode kota", lambda s: s[0].casefold())):
        ada: dict[str, tuple[str, Berkas, Kota]] = {}
        for satu in calon:
            lain = ada.setdefault(kunci_(satu), satu)
            if lain is not satu:
                raise Bentrok(*_kembar(sebut, lain, satu))
    return [
        Anggota(b, satu.nomor, satu._replace(nomor=nomor, kode=ini), ini)
        for nomor, (ini, b, satu) in enumerate(calon, 1)
    ]


def _kode(berkas: Berkas, satu: Kota, kode: Mapping[Path, str]) -> str:
    if satu.kode is not None:
        if berkas.lokasi in kode:
            raise SalahPakai(
                f"--kode untuk {berkas.lokasi} tidak berlaku: berkas itu gabungan, kotanya sudah berkode",
                "Beri kodenya waktu menggabungkan berkas kotanya sendiri.",
            )
        return satu.kode
    try:
        return kode.get(berkas.lokasi) or kode_kota(satu.nama)
    except ValueError as salah:
        raise SalahPakai(
            f"{berkas.lokasi}: {salah}", f"Beri kodenya sendiri: --kode {berkas.lokasi.name}=KODE"
        ) from salah


def _kembar(sebut: str, satu: tuple[str, Berkas, Kota], lain: tuple[str, Berkas, Kota]) -> tuple[str, str]:
    tempat = f"{satu[1].lokasi} dan {lain[1].lokasi}"
    if sebut == "kota":
        return f"{satu[2].nama} ada dua kali: {tempat}", "Gabungkan satu berkas saja untuk setiap kota."
    nama = next((s[1].lokasi.name for s in (lain, satu) if not s[1].gabungan), None)
    petunjuk = (
        f"Beri kode lain: --kode {nama}=KODE" if nama else "Gabungkan lagi salah satunya dengan --kode yang lain."
    )
    return f"{satu[2].nama} dan {lain[2].nama} sama-sama berkode {satu[0]}: {tempat}", petunjuk


def _bersama(berkas: Sequence[Berkas], semua: Sequence[Anggota], peta: _Peta) -> Bersama:
    kompetensi: dict[tuple[int, int], tuple[int, int, str, int, int]] = {}
    for b in berkas:
        for k in b.kompetensi:
            letak = peta.kota(b, k.kota).kota.nomor, peta.kompetensi(k)
            terdaftar = max(k.terdaftar, kompetensi[letak][4] if letak in kompetensi else 0)
            kompetensi[letak] = (*letak, k.kode, k.urutan, terdaftar)
    return Bersama(
        _nama(semua),
        [satu.kota for satu in semua],
        [(nomor, peta.kode_periode[a], a[1][0], a[1][1]) for a, nomor in peta.nomor_periode.items()],
        [
            (nomor, peta.kode_kompetensi[a], a[1][0], a[1][1], nomor, peta.definisi[a])
            for a, nomor in peta.nomor_kompetensi.items()
        ],
        sorted(
            (peta.kota(b, p.kota).kota.nomor, peta.periode(p), p.kode, p.status, p.segel, p.dibuka_ulang)
            for b in berkas
            for p in b.periode
        ),
        sorted(kompetensi.values()),
    )


def _nama(semua: Sequence[Anggota]) -> str:
    """The institution of the united file: how many, and which as far as there is room."""
    awal = f"Gabungan {len(semua)} instansi"
    penuh = f"{awal} ({', '.join(satu.kode for satu in semua)})"
    return penuh if len(penuh) <= PANJANG_NAMA else awal


def _masukan(b: Berkas, peta: _Peta) -> Masukan:
    return Masukan(
        b.lokasi,
        None if b.gabungan else peta.kota(b, 0).kode,
        [(satu.nomor, peta.kota(b, satu.nomor).kota.nomor) for satu in b.kota],
        sorted(
            {(p.periode_id, peta.periode(p), p.kode_berkas, peta.kode_periode[_arti_periode(p)]) for p in b.periode}
        ),
        [] if b.gabungan else [p.periode_id for p in b.periode if p.status == "terbuka"],
        sorted({(k.periode_id, k.kompetensi_id, peta.kompetensi(k)) for k in b.kompetensi}),
    )


# --- what must be known -----------------------------------------------------------------------------------------------


def _kabar_periode(berkas: Sequence[Berkas], peta: _Peta) -> list[str]:
    pemakai = ((_arti_periode(p), peta.kota(b, p.kota).kode) for b in berkas for p in b.periode)
    return [
        f"periode {arti[0]} di {kota} ({' s.d. '.join(arti[1])}) lain tanggalnya dari kota lain; menjadi {kode}"
        for arti, kode, kota in _berganti(peta.kode_periode, pemakai)
    ]


def _kabar_kompetensi(berkas: Sequence[Berkas], peta: _Peta) -> list[str]:
    pemakai = ((_arti_kompetensi(k), peta.kota(b, k.kota).kode) for b in berkas for k in b.kompetensi)
    return [
        f"kompetensi {arti[0]} di {kota} ({', '.join(arti[1]).replace('_', ' ')}) lain nama atau jenisnya; "
        f"menjadi {kode}"
        for arti, kode, kota in _berganti(peta.kode_kompetensi, pemakai)
    ]


def _berganti(kode: Mapping[Arti, str], pemakai: Iterable[tuple[Arti, str]]) -> Iterator[tuple[Arti, str, str]]:
    """What has another code in the union: its meaning, that code, and the cities that mean it."""
    kota: dict[Arti, set[str]] = defaultdict(set)
    for arti, satu in pemakai:
        kota[arti].add(satu)
    for arti, satu in sorted(kode.items(), key=lambda pasang: pasang[1]):
        if satu != arti[0]:
            yield arti, satu, _sebut(kota[arti])


def _kabar_terbuka(berkas: Sequence[Berkas], peta: _Peta) -> list[str]:
    terbuka = {f"{peta.kota(b, p.kota).kode} {p.kode}" for b in berkas for p in b.periode if p.status == "terbuka"}
    if not terbuka:
        return []
    return [f"{len(terbuka)} periode masih terbuka di berkas kotanya; angkanya seperti sekarang: {_sebut(terbuka)}"]


def _sebut(kata: Iterable[str]) -> str:
    semua = sorted(kata)
    return ", ".join(semua[:_CONTOH]) + (f", dan {len(semua) - _CONTOH} lainnya" if len(semua) > _CONTOH else "")


def _peringatan(berkas: Sequence[Berkas], peta: _Peta) -> dict[int, list[str]]:
    hasil: dict[int, list[str]] = {nomor: [] for nomor in peta.nomor_periode.values()}
    for kota, p, nomor in sorted(
        ((peta.kota(b, p.kota), p, peta.periode(p)) for b in berkas for p in b.periode),
        key=lambda satu: (satu[2], satu[0].kota.nomor),
    ):
        if p.status == "terbuka":
            hasil[nomor].append(f"{kota.kode}: masih terbuka di berkasnya waktu digabung")
        if p.dibuka_ulang:
            hasil[nomor].append(f"{kota.kode}: pernah dibuka ulang {p.dibuka_ulang} kali")
    return hasil
