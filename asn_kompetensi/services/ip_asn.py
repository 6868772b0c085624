"""IP ASN person by person and in sum, and the nine boxes; rounded once, here, at the very end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain import ip_asn, kotak
from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.ip_asn import Aturan, Pelatihan, Saran
from asn_kompetensi.domain.rekam import HUKUMAN, terberat
from asn_kompetensi.services import gap, keadaan
from asn_kompetensi.services.jp_kegiatan import Buku
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import ip_asn as sql
from asn_kompetensi.store.queries import rekam as rekam_sql
from asn_kompetensi.store.queries.ip_asn import Orang

PER: Final = ("pegawai", "opd", "kelompok", "kota", "kotak")
BIDANG: Final = (
    "periode", "opd", "nip", "nama", "jabatan", "kelompok", "kualifikasi", "kompetensi", "kinerja", "disiplin", "ip",
    "kategori", "terukur", "kurang", "kotak", "nama_kotak", "rekomendasi",
)  # fmt: skip
BIDANG_RINGKAS: Final = (
    "kelompok", "nama_kelompok", "pegawai", "terukur", "cakupan", "kualifikasi", "kompetensi", "kinerja", "disiplin",
    "ip", "kategori",
)  # fmt: skip
BIDANG_KOTAK: Final = ("kotak", "nama_kotak", "pegawai", "rekomendasi")
TANPA_JENJANG: Final = "tanpa_jenjang"


class _Ukuran(NamedTuple):
    """One person, measured: points of the four dimensions (exact), what is missing, the box."""

    orang: Orang
    kelompok: str | None
    bagian: tuple[Fraction | None, ...]
    kurang: list[Saran]
    kotak: kotak.Kotak | None
    berlatih: bool

    @property
    def ip(self) -> Fraction | None:
        """The index, None while a dimension is not known."""
        return ip_asn.jumlah(self.bagian)


@dataclass(slots=True)
class Jumlah:
    """What the reader of an answer must know: people in it, measured, with no training at all, without job level."""

    pegawai: int = 0
    terukur: int = 0
    tanpa_pelatihan: int = 0
    tanpa_jenjang: int = 0


class Hasil(NamedTuple):
    """An answer and what its reader must know."""

    baris: list[tuple[Any, ...]]
    jumlah: Jumlah


class _Kota:
    """Everything about one period that the measuring of a person needs."""

    def __init__(self, d: Pintu, periode_id: int, pada: date, siapa: Collection[int] | None) -> None:
        berlaku = keadaan.kebijakan(d, periode_id, pada.isoformat())
        angka = partial(keadaan.angka, berlaku)
        self.pada = pada
        self.buku = Buku(d, None, siapa)
        self.aturan = Aturan(
            int(angka("ip_jendela_teknis")), int(angka("ip_jendela_seminar")), Fraction(angka("ip_jp_teknis"))
        )
        self.batas = angka("kotak_di_atas"), angka("kotak_sesuai")
        self.bersih = angka("ip_anggap_tanpa_hukuman") == 1
        self._rekam: dict[int, dict[str, str]] = defaultdict(dict)
        self._hukuman: dict[int, list[str]] = defaultdict(list)
        sejak = ip_asn.mundur(pada, 12 * int(angka("ip_jendela_disiplin"))).isoformat()
        for satu in rekam_sql.sampai(d.kon, periode_id, siapa):
            if satu.hal == "disiplin":
                if satu.selesai > sejak:
                    self._hukuman[satu.pegawai_id].append(satu.nilai)
            elif satu.hal == "pendidikan" or satu.periode_id == periode_id:  # education does not expire
                self._rekam[satu.pegawai_id][satu.hal] = satu.nilai

    def ukur(self, orang: Orang) -> _Ukuran:
        """One person's points."""
        catatan = self._rekam.get(orang.id, {})
        hukuman = self._hukuman.get(orang.id)
        kata = {
            "kualifikasi": catatan.get("pendidikan"),
            "kinerja": catatan.get("kinerja"),
            "disiplin": terberat(hukuman) if hukuman else HUKUMAN[0] if self.bersih else None,
        }
        kegiatan = list(self._kegiatan(orang.id))
        kompetensi, kurang = ip_asn.kompetensi(
            orang.jenjang, kegiatan, self.pada, self.aturan, tanpa_fungsional=bool(orang.tanpa_fungsional)
        )
        skor = {dimensi: ip_asn.skor(dimensi, isi, self.pada) for dimensi, isi in kata.items()}
        for dimensi, isi in kata.items():
            kurang = kurang + ip_asn.naik(dimensi, isi, self.pada)
        return _Ukuran(
            orang,
            ip_asn.kelompok(orang.jenjang),
            (skor["kualifikasi"], kompetensi, skor["kinerja"], skor["disiplin"]),
            sorted(kurang, key=lambda satu: -satu.tambah),
            kotak.tempatkan(kata["kinerja"], catatan.get("potensi"), self.batas),
            bool(kegiatan),
        )

    def _kegiatan(self, pegawai_id: int) -> Iterable[Pelatihan]:
        """What a person has attended, each activity once; of own classes only what was passed."""
        for satu, diakui in self.buku.hitung(pegawai_id):
            if diakui.kembar is None and satu.lulus != 0:
                akhir = date.fromisoformat(satu.selesai or f"{satu.tahun:04d}-12-31")
                yield Pelatihan(satu.bentuk, satu.nama, akhir, diakui.ratus)


def daftar(
    d: Pintu, periode: str, *, per: str = "pegawai", opd: str | None = None, dengan_unit: bool = False,
    nip: str | None = None,
) -> Hasil:  # fmt: skip
    """The index of everyone in a period, or in sum (`PER`), in the columns that go with `per`.

    Raises `TidakDitemukan`, `DataDitolak`, `SalahPakai`.
    """
    jumlah = Jumlah()
    return Hasil(list(alirkan(d, periode, jumlah, per=per, opd=opd, dengan_unit=dengan_unit, nip=nip)), jumlah)


def alirkan(
    d: Pintu, periode: str, jumlah: Jumlah, *, per: str = "pegawai", opd: str | None = None,
    dengan_unit: bool = False, nip: str | None = None,
) -> Iterator[tuple[Any, ...]]:  # fmt: skip
    """The same row by row; `jumlah` is filled as people pass and complete with the last row."""
    if per not in PER:
        raise SalahPakai(f"--per '{per}' tidak ada", f"Pilihannya: {', '.join(PER)}.")
    pilih = gap.saringan(d, periode, opd=opd, dengan_unit=dengan_unit, nip=nip)
    _, kode, _, pada, _ = gap.cari_periode(d, periode)
    orang: Iterable[Orang] = sql.orang(d.kon, pilih.periode_id, pilih.opd_id, pilih.pegawai_id)
    siapa = None
    if pilih.opd_id is not None or pilih.pegawai_id is not None:
        orang = list(orang)
        siapa = [satu.id for satu in orang]
    kota = _Kota(d, pilih.periode_id, pada, siapa)
    semua = _hitung(map(kota.ukur, orang), jumlah)
    if per == "pegawai":
        yield from (_baris(kode, satu, pada) for satu in semua)
    elif per == "kotak":
        yield from _per_kotak(semua)
    else:
        yield from _ringkas(semua, per, pada, keadaan.instansi(d, pilih.periode_id))


def _hitung(semua: Iterable[_Ukuran], jumlah: Jumlah) -> Iterator[_Ukuran]:
    """The same people, counted as they pass."""
    for satu in semua:
        jumlah.pegawai += 1
        jumlah.terukur += satu.ip is not None
        jumlah.tanpa_pelatihan += not satu.berlatih
        jumlah.tanpa_jenjang += satu.kelompok is None
        yield satu


def _cetak(angka: Fraction | None) -> Decimal | None:
    return None if angka is None else setengah_naik(angka)


def _baris(periode: str, satu: _Ukuran, pada: date) -> tuple[Any, ...]:
    """One person in the columns of `BIDANG`."""
    orang, ip = satu.orang, satu.ip
    return (
        periode, orang.opd, orang.nip, orang.nama, orang.jabatan, satu.kelompok, *map(_cetak, satu.bagian), _cetak(ip),
        ip_asn.kategori(ip, pada), ip is not None, [_sebut(s) for s in satu.kurang],
        *(satu.kotak or (None, None, None)),
    )  # fmt: skip


def _sebut(saran: Saran) -> str:
    if not saran.tambah:
        return saran.hal
    sampai = "sampai " if saran.hal.startswith("catat ") else ""
    return f"{saran.hal}: {sampai}+{ip_asn.tulis(saran.tambah)}"


@dataclass(slots=True)
class _Kelompok:
    """People of a group, those measured, and the sums of their dimensions and of the index."""

    pegawai: int = 0
    terukur: int = 0
    bagian: list[Fraction] = field(default_factory=lambda: [Fraction(0) for _ in ip_asn.DIMENSI])
    ip: Fraction = Fraction(0)

    def tambah(self, satu: _Ukuran) -> None:
        """One person more."""
        self.pegawai += 1
        if satu.ip is not None:
            self.terukur += 1
            self.bagian = [a + (b or 0) for a, b in zip(self.bagian, satu.bagian, strict=True)]
            self.ip += satu.ip


def _ringkas(semua: Iterable[_Ukuran], per: str, pada: date, instansi: str) -> list[tuple[Any, ...]]:
    """Means over the people measured, in the columns of `BIDANG_RINGKAS`."""
    kunci: Mapping[str, Callable[[_Ukuran], tuple[str, str]]] = {
        "opd": lambda satu: (satu.orang.opd, satu.orang.nama_opd),
        "kelompok": lambda satu: (satu.kelompok or TANPA_JENJANG,) * 2,
        "kota": lambda _: ("kota", instansi),
    }
    kelompok: dict[tuple[str, str], _Kelompok] = defaultdict(_Kelompok)
    for satu in semua:
        kelompok[kunci[per](satu)].tambah(satu)
    urutan = [*ip_asn.KELOMPOK, TANPA_JENJANG]
    return [
        _rata(*nama, isi, pada)
        for nama, isi in sorted(
            kelompok.items(), key=lambda p: (urutan.index(p[0][0]) if per == "kelompok" else 0, p[0])
        )
    ]


def _rata(kode: str, nama: str, isi: _Kelompok, pada: date) -> tuple[Any, ...]:
    banyak = isi.terukur
    rata = [setengah_naik(satu / banyak) if banyak else None for satu in isi.bagian]
    ip = setengah_naik(isi.ip / banyak) if banyak else None
    # The band of a mean is that of the number as printed: 90,995 is printed 91,00.
    kategori = None if ip is None else ip_asn.kategori(Fraction(ip), pada)
    return kode, nama, isi.pegawai, banyak, persen(banyak, isi.pegawai), *rata, ip, kategori


def _per_kotak(semua: Iterable[_Ukuran]) -> list[tuple[Any, ...]]:
    """How many people are in each box, the ninth first, and how many in none; in the columns of `BIDANG_KOTAK`."""
    isi = Counter(satu.kotak.nomor if satu.kotak else None for satu in semua)
    penuh = [(satu.nomor, satu.nama, isi[satu.nomor], satu.rekomendasi) for satu in kotak.semua().values()]
    return [*sorted(penuh, reverse=True), (None, "belum ditempatkan", isi[None], None)]
