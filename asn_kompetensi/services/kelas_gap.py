"""Who should come to a class: below standard in what it teaches, not trained since, fair between agencies, and why."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.bulat import angka
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.jatah import bagi_kursi
from asn_kompetensi.services.gap import cari_periode, level
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kelas import cari_terbuka, kursi_kosong
from asn_kompetensi.services.kelas_undang import daftarkan, opd_boleh, tidak_boleh
from asn_kompetensi.services.kolaborasi import Bobot, berbobot, bobot
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries import kelas_gap as gap_sql
from asn_kompetensi.store.queries import kolaborasi as pasangan_sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import pelatihan as pelatihan_sql
from asn_kompetensi.store.queries.gap import Saringan
from asn_kompetensi.store.queries.kelas import BarisKelas, Calon
from asn_kompetensi.store.queries.kolaborasi import Pasangan

SUDAH_DILATIH: Final = "sudah dilatih sesudah nilai terakhirnya"
TERCAPAI: Final = "sudah mencapai level sasaran pelatihan ini"
TANPA_KURSI: Final = "kursi tidak cukup"
BERKURSI: Final = "sudah memegang kursi di kelas sejenis"
BENTROK: Final = "mengikuti kelas lain pada hari yang sama"


class Usulan(NamedTuple):
    """Who was invited, in the columns of `kelas_undang.BIDANG`, and how many were passed over for which cause."""

    baris: list[tuple[Any, ...]]
    dilewati: dict[str, int]


class _Orang(NamedTuple):
    """Someone below standard: the weight of the gaps, and the sentence that says them."""

    calon: Calon
    bobot: Fraction
    alasan: str


def undang_dari_gap(d: PintuTulis, kode: str, periode: str, opd: Sequence[str] = ()) -> Usulan:
    """Invite people below standard in a target competency of the programme, up to the free seats.

    The heaviest first (gap times the weight of the standard's necessity, over all targets), each agency with its fair
    share of the seats. Passed over: who has reached the level the programme aims at, who was trained for the same since
    the last score, who holds a seat in another open class for the same, who sits elsewhere on one of its days. Raises
    `SalahPakai` when the programme has no target, `TidakDitemukan` for an unknown period or agency.
    """
    kelas = cari_terbuka(d, kode)
    nomor = cari_periode(d, periode)[0]
    sasaran = pelatihan_sql.sasaran(d.kon, kelas.pelatihan_id)
    if not sasaran:
        raise SalahPakai(
            f"pelatihan {kelas.pelatihan} belum punya kompetensi sasaran",
            f"Isi dengan: asn pelatihan ubah {kelas.pelatihan} --kompetensi KOM=3",
        )
    kamus = opd_kamus(d)
    unit = {bawahan for satu in opd for bawahan in opd_sql.bawahan(d.kon, kamus.wajib(satu).id)}
    diminta, tempat = _diminta(d, kelas, nomor, unit) if unit else (None, None)
    dilatih = gap_sql.sudah_dilatih(d.kon, nomor, kelas.pelatihan_id)
    kurang: dict[int, list[Pasangan]] = defaultdict(list)
    di_atas: set[int] = set()
    for kompetensi, ratus in sasaran.items():
        for satu in pasangan_sql.pasangan(d.kon, Saringan(nomor, tempat, kompetensi_id=kompetensi)):
            if satu.capaian >= satu.standar or (diminta is not None and satu.pegawai_id not in diminta):
                continue
            if satu.capaian < ratus * 60:
                kurang[satu.pegawai_id].append(satu)
            else:
                di_atas.add(satu.pegawai_id)
    orang = _orang(d, kelas, kurang, dilatih, bobot(d, periode))
    terlatih = sum(not satu.bobot for satu in orang)
    layak, dilewati = _saring(d, kelas, [satu for satu in orang if satu.bobot])
    terpilih = list(_terpilih(d, kelas, layak))
    semua = {
        TERCAPAI: len(di_atas - kurang.keys()), SUDAH_DILATIH: terlatih, **dilewati,
        TANPA_KURSI: len(layak) - len(terpilih),
    }  # fmt: skip
    return Usulan(daftarkan(d, kelas, terpilih), {sebab: banyak for sebab, banyak in semua.items() if banyak})


def _diminta(d: Pintu, kelas: BarisKelas, periode_id: int, unit: set[int]) -> tuple[set[int], list[int]]:
    """Who is in some agencies when the class begins, and in which agencies the period finds these people."""
    calon = sql.calon_id(d.kon, kelas.mulai, opd_sql.pernah_di(d.kon, unit))
    mereka = {nomor for nomor, satu in calon.items() if satu.opd_id in unit}
    return mereka, opd_sql.opd_mereka(d.kon, periode_id, mereka)


def _orang(
    d: Pintu, kelas: BarisKelas, kurang: dict[int, list[Pasangan]], dilatih: set[tuple[int, int]], bobot_: Bobot
) -> list[_Orang]:
    """Those who may come and are not on the roster, the heaviest first; weight 0: trained since for every gap."""
    sudah = {satu.pegawai_id for satu in sql.peserta(d.kon, kelas.id)}
    boleh = opd_boleh(d, kelas)
    calon = sql.calon_id(d.kon, kelas.mulai, list(kurang))
    hasil = []
    for nomor, isi in kurang.items():
        if nomor in sudah or tidak_boleh(calon[nomor], boleh, kelas):
            continue
        perlu = [satu for satu in isi if (nomor, satu.kompetensi_id) not in dilatih]
        perlu.sort(key=lambda satu: (-berbobot(satu, bobot_), satu.urutan))
        berat = sum((berbobot(satu, bobot_) for satu in perlu), Fraction(0))
        hasil.append(_Orang(calon[nomor], berat, "; ".join(map(_sebut, perlu))))
    return sorted(hasil, key=lambda satu: (-satu.bobot, satu.calon.nama, satu.calon.nip))


def _sebut(satu: Pasangan) -> str:
    selisih = satu.standar - satu.capaian
    isi = f"{satu.kompetensi} {_level(satu.capaian)} dari {_level(satu.standar)}, kurang {_level(selisih)}"
    return f"{isi} ({satu.tingkat})" if satu.tingkat else isi


def _level(per_6000: int | Fraction) -> str:
    return str(angka(level(per_6000))).replace(".", ",")


def _saring(d: Pintu, kelas: BarisKelas, orang: list[_Orang]) -> tuple[list[_Orang], dict[str, int]]:
    """Without those who have a seat elsewhere for the same, or on one of the days; and how many those are."""
    dilewati: Counter[str] = Counter()
    kursi_lain = gap_sql.kursi_lain(d.kon, kelas.id, [satu.calon.pegawai_id for satu in orang])
    layak = []
    for satu in orang:
        sejenis, bentrok = kursi_lain.get(satu.calon.pegawai_id, (None, None))
        if sejenis or bentrok:
            dilewati[BERKURSI if sejenis else BENTROK] += 1
        else:
            layak.append(satu)
    return layak, dilewati


def _terpilih(d: Pintu, kelas: BarisKelas, orang: list[_Orang]) -> Iterator[tuple[Calon, str]]:
    """Those who get a seat with the reason: the gaps, and the place in the agency's own line where seats are short."""
    peserta = sql.peserta(d.kon, kelas.id)
    terisi = Counter(satu.opd or "" for satu in peserta if satu.berkursi)
    opd = [satu.calon.opd or "" for satu in orang]
    dapat = bagi_kursi(opd, kursi_kosong(kelas, peserta), terisi)
    antrean, banyak = Counter[str](), Counter(opd)
    for nomor in dapat:
        antrean[opd[nomor]] += 1
        satu = orang[nomor]
        urut = f"; ke-{antrean[opd[nomor]]} dari {banyak[opd[nomor]]} di {opd[nomor] or 'tanpa penempatan'}"
        yield satu.calon, satu.alasan + (urut if len(dapat) < len(orang) else "")
