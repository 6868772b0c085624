"""Assessors: the planted ones are found, the honest ones left alone, and every number is that of a plain recount."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from statistics import median

import pytest

from asn_kompetensi.domain import mutu
from asn_kompetensi.domain.mutu import Temuan, Ukuran
from asn_kompetensi.domain.mutu_berdua import Batas
from asn_kompetensi.domain.mutu_penilai import Jarak, Nilai

BATAS = Batas(5, Fraction(75), Fraction(20), Fraction(150), Fraction(30))
STANDAR = {"Administrator": 350, "Pengawas": 300, "Pelaksana": 250}
JENJANG = tuple(STANDAR)


def level(x: float) -> int:
    """A level from 1 to 5 in quarters, in hundredths."""
    return 25 * min(20, max(4, round(4 * x)))


def kota(r: Random, kelompok: int = 12, orang: int = 12, sumber: Sequence[int] = (1, 2)) -> list[Nilai]:
    """A city of honest assessors, one per agency and source: people differ, and nobody judges without error."""
    hasil = []
    for ke in range(kelompok):
        for satu in range(orang):
            nomor, jenjang = ke * orang + satu, JENJANG[min(2, satu // 2)]
            cakap = r.gauss(-0.2, 0.5)
            for kompetensi in range(1, 10):
                # The same competency is not asked at the same level of everyone.
                standar = STANDAR[jenjang] - (100 if kompetensi == 9 else 0)
                benar = standar / 100 + cakap + r.gauss(0, 0.3)
                for s in sumber:
                    hasil.append(Nilai((ke, s), s, nomor, kompetensi, level(benar + r.gauss(0, 0.4)), standar, jenjang))
    return hasil


def ubah(semua: list[Nilai], siapa: tuple[int, int], nilai: int) -> list[Nilai]:
    """One assessor's scores moved by so many hundredths, within the scale."""
    return [
        satu._replace(ratus=min(500, max(100, satu.ratus + nilai))) if satu.penilai == siapa else satu for satu in semua
    ]


def ukur(semua: Sequence[Nilai], batas: Batas) -> dict[object, Ukuran]:
    """All of them as one part."""
    return mutu.ukur(lambda: [semua], batas)


def temuan(semua: list[Nilai]) -> dict[object, set[str]]:
    return {siapa: {t.kode for t in isi.temuan} for siapa, isi in ukur(semua, BATAS).items() if isi.temuan}


# --- planted assessors --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sumber", [(1, 2), (1,), (1, 2, 3)])
def test_yang_murah_dan_yang_ketat_ditemukan_dan_yang_jujur_tidak(sumber: tuple[int, ...]) -> None:
    """Over many cities: one assessor a level too mild, one too strict; hardly anyone honest is named."""
    murah, ketat, jujur, salah = 0, 0, 0, 0
    for seed in range(6):
        s = sumber[-1]
        semua = ubah(ubah(kota(Random(seed), sumber=sumber), (3, s), 100), (7, s), -100)
        dapat = temuan(semua)
        murah += mutu.TERLALU_MURAH in dapat.pop((3, s), ())
        ketat += mutu.TERLALU_KETAT in dapat.pop((7, s), ())
        jujur += 12 * len(sumber) - 2
        salah += len(dapat)
    assert (murah, ketat) == (6, 6)
    assert salah * 20 < jujur


def test_kota_yang_jujur_hampir_tanpa_temuan() -> None:
    semua = [ukur(kota(Random(seed), orang=6), BATAS) for seed in range(10)]
    assert sum(bool(isi.temuan) for satu in semua for isi in satu.values()) * 20 < sum(map(len, semua))


def test_yang_jujur_di_samping_yang_murah_tidak_disebut_ketat() -> None:
    """Two judged the same people: the one who strays from the city is named, not the one beside him."""
    semua = ubah(kota(Random(1)), (3, 2), 120)
    hasil = ukur(semua, BATAS)
    beda = hasil[3, 1].sama
    assert beda is not None
    assert beda.selisih <= -75, "measured on the same people alone, the honest one looks strict"
    assert [t.kode for t in hasil[3, 2].temuan][:1] == [mutu.TERLALU_MURAH]
    assert hasil[3, 1].temuan == ()


def test_sumber_yang_lazimnya_murah_bukan_kesalahan_seorang_penilai() -> None:
    """Everyone thinks well of himself: a habit of the source is nobody's fault."""
    semua = [s._replace(ratus=min(500, s.ratus + 100)) if s.sumber == 2 else s for s in kota(Random(2))]
    assert not {kode for isi in temuan(semua).values() for kode in isi} & {mutu.TERLALU_MURAH, mutu.TERLALU_KETAT}


def test_perangkat_daerah_yang_memang_unggul_tidak_dituduh() -> None:
    """Better people are better in everybody's eyes."""
    semua = [s._replace(ratus=min(500, s.ratus + 100)) if isinstance(s.penilai, tuple) and s.penilai[0] == 4 else s
             for s in kota(Random(3))]  # fmt: skip
    assert temuan(semua) == {}


def test_yang_memberi_semua_orang_sama_ditemukan() -> None:
    r = Random(4)
    semua = [s._replace(ratus=300) if s.penilai == (5, 1) else s for s in kota(r, sumber=(1,))]
    assert mutu.SERAGAM in temuan(semua)[5, 1]
    satu_jenjang = [s._replace(standar=300) if s.penilai == (5, 1) else s for s in semua]
    assert mutu.SERAGAM not in temuan(satu_jenjang).get((5, 1), set()), "where all are asked the same, all may be alike"
    empat = [s for s in semua if s.penilai != (5, 1) or s.orang % 12 < 4]
    assert (5, 1) not in temuan(empat), "four people are too few"


def test_yang_berbeda_tajam_ditemukan_pada_yang_asing() -> None:
    """An assessor whose scores have nothing to do with the people disagrees with the one who looked."""
    r = Random(5)
    semua = [s._replace(ratus=level(r.choice((1, 5)))) if s.penilai == (6, 1) else s for s in kota(r)]
    hasil = ukur(semua, BATAS)
    (satu,) = [t for t in hasil[6, 1].temuan if t.kode == mutu.BERBEDA_TAJAM]
    assert (satu.pembanding, satu.dari) == ((6, 2), 108)
    assert satu.banyak * 100 >= 30 * satu.dari
    assert hasil[6, 2].temuan == ()


# --- exact cases --------------------------------------------------------------------------------------------------


def satu(
    penilai: str, orang: int, ratus: int, kompetensi: int = 1, sumber: int = 1, standar: int | None = None
) -> Nilai:
    return Nilai(penilai, sumber, orang, kompetensi, ratus, standar, None)


def test_selisih_tepat_di_batas_dihitung() -> None:
    """Three assessors, five people: 0.75 above the middle of the two others is found, a hundredth less is not."""
    dasar = [satu(p, o, 300, sumber=s) for s, p in ((1, "a"), (2, "b")) for o in range(5)]
    for ratus, harap in ((375, [Temuan(mutu.TERLALU_MURAH, mutu.ORANG_SAMA, Fraction(75))]), (374, [])):
        hasil = ukur(dasar + [satu("c", o, ratus, sumber=3) for o in range(5)], BATAS)
        assert list(hasil["c"].temuan) == harap
        assert hasil["a"].sama == Jarak(Fraction(300 - ratus, 2), 5, 5)


def test_dua_penilai_tanpa_kota_tidak_ada_yang_dapat_dituduh() -> None:
    semua = [satu("a", o, 300) for o in range(9)] + [satu("b", o, 440, sumber=2) for o in range(9)]
    assert temuan(semua) == {}


def test_satu_orang_aneh_tidak_menggeser_penilainya() -> None:
    semua = [satu(p, o, 300, sumber=s) for s, p in ((1, "a"), (2, "b")) for o in range(5)]
    semua += [satu("c", o, 500 if o == 0 else 300, sumber=3) for o in range(5)]
    assert ukur(semua, BATAS)["c"].sama == Jarak(Fraction(0), 5, 5)


def test_nilai_sendiri_dari_sumber_lain_bukan_pembanding() -> None:
    semua = [satu("a", o, 300, sumber=s) for s in (1, 2) for o in range(9)]
    assert ukur(semua, BATAS)["a"].sama is None


def test_tanpa_nilai_tanpa_penilai() -> None:
    assert ukur([], BATAS) == {}


# --- a plain recount ----------------------------------------------------------------------------------------------


def hitung_ulang(semua: list[Nilai], siapa: object) -> tuple[Jarak | None, Jarak | None]:
    """Both distances from the definition, score by score."""
    sama: dict[int, list[Fraction]] = {}
    lain_kota: dict[int, list[Fraction]] = {}
    for ini in semua:
        if ini.penilai != siapa:
            continue
        lain = [n.ratus for n in semua if (n.orang, n.kompetensi) == (ini.orang, ini.kompetensi) and n.penilai != siapa]
        if lain:
            sama.setdefault(ini.orang, []).append(ini.ratus - Fraction(median(map(Fraction, lain))))
        sesama = [n.ratus - n.standar for n in semua if n.penilai != siapa and n.standar is not None
                  and (n.sumber, n.kompetensi, n.jenjang) == (ini.sumber, ini.kompetensi, ini.jenjang)]  # fmt: skip
        if ini.standar is not None and len(sesama) >= BATAS.minimum:
            beda = ini.ratus - ini.standar - Fraction(sum(sesama), len(sesama))
            lain_kota.setdefault(ini.orang, []).append(beda)

    def tengah(isi: dict[int, list[Fraction]]) -> Jarak | None:
        if len(isi) < BATAS.minimum:
            return None
        rata = sorted(sum(x) / len(x) for x in isi.values())
        n = len(rata)
        return Jarak((rata[(n - 1) // 2] + rata[n // 2]) / 2, n, sum(map(len, isi.values())))

    return tengah(sama), tengah(lain_kota)


@pytest.mark.parametrize("seed", range(8))
def test_setiap_angka_sama_dengan_hitungan_ulang(seed: int) -> None:
    r = Random(seed)
    semua = []
    for orang in range(14):
        for kompetensi in (1, 2):
            for sumber in r.sample((1, 2, 3), r.randint(0, 3)):
                semua.append(Nilai(r.choice("ab") + str(sumber % 2), sumber, orang, kompetensi,
                                   r.choice((100, 225, 300, 410, 500)), r.choice((200, 300, 300, None)),
                                   r.choice(("Pengawas", None))))  # fmt: skip
    r.shuffle(semua)
    for siapa, isi in ukur(semua, BATAS).items():
        assert (isi.sama, isi.kota) == hitung_ulang(semua, siapa)
        ratus = [n.ratus for n in semua if n.penilai == siapa]
        rata = Fraction(sum(ratus), len(ratus))
        assert (isi.nilai, isi.rata) == (len(ratus), rata)
        assert isi.ragam == sum((x - rata) ** 2 for x in ratus) / len(ratus)


def acak(r: Random) -> list[Nilai]:
    """Twenty people, judged by few assessors who may speak for two sources; nothing is in order."""
    semua = []
    for orang in range(20):
        for kompetensi in (1, 2, 3):
            for sumber in r.sample((1, 2, 3), r.randint(0, 3)):
                semua.append(Nilai(r.choice("abc") + str(sumber % 2), sumber, orang, kompetensi,
                                   r.choice((100, 225, 300, 410, 500)), r.choice((200, 300, 300, None)),
                                   r.choice(("Pengawas", None))))  # fmt: skip
    r.shuffle(semua)
    return semua


def tajam_ulang(semua: list[Nilai], batas: Batas) -> dict[object, list[Temuan]]:
    """Who differs sharply from whom, from the definition: pairs in the order in which they meet, source by source."""

    def asing(nilai: list[Nilai]) -> Fraction:
        jauh = []
        for ini in nilai:
            lain = [n.ratus - n.standar for n in semua if n.penilai != ini.penilai and n.standar is not None
                    and (n.sumber, n.kompetensi, n.jenjang) == (ini.sumber, ini.kompetensi, ini.jenjang)]  # fmt: skip
            if ini.standar is not None and len(lain) >= batas.minimum:
                jauh.append(abs(ini.ratus - ini.standar - Fraction(sum(lain), len(lain))))
        return sum(jauh, Fraction(0)) / len(jauh) if jauh else Fraction(0)

    berdua: dict[tuple[object, ...], list[tuple[Nilai, Nilai]]] = {}
    kelompok: dict[tuple[int, int], list[Nilai]] = defaultdict(list)
    for satu in sorted(semua, key=lambda n: (n.sumber, n.orang, n.kompetensi)):
        kelompok[satu.orang, satu.kompetensi].append(satu)
    for nilai in kelompok.values():
        for a, b in combinations(nilai, 2):
            if (b.penilai, a.penilai) in berdua:
                a, b = b, a
            if a.penilai != b.penilai:
                berdua.setdefault((a.penilai, b.penilai), []).append((a, b))
    hasil: dict[object, list[Temuan]] = defaultdict(list)
    for pasang, isi in berdua.items():
        beda = [abs(a.ratus - b.ratus) for a, b in isi]
        tajam = sum(satu >= batas.beda for satu in beda)
        if 100 * tajam >= batas.bagian * len(isi) and len({a.orang for a, _ in isi}) >= batas.minimum:
            satu, lain = pasang if asing([a for a, _ in isi]) > asing([b for _, b in isi]) else pasang[::-1]
            hasil[satu].append(Temuan(mutu.BERBEDA_TAJAM, lain, Fraction(sum(beda), len(beda)), tajam, len(beda)))
    return hasil


@pytest.mark.parametrize("seed", range(12))
def test_yang_berbeda_tajam_sama_dengan_hitungan_ulang(seed: int) -> None:
    semua = acak(Random(seed))
    batas = BATAS._replace(minimum=3, beda=Fraction(100))
    harap = tajam_ulang(semua, batas)
    assert harap, "else nothing is proved"
    dapat = {
        siapa: [t for t in isi.temuan if t.kode == mutu.BERBEDA_TAJAM] for siapa, isi in ukur(semua, batas).items()
    }
    assert {siapa: isi for siapa, isi in dapat.items() if isi} == harap


# --- part by part -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(12))
def test_dalam_berapa_bagian_pun_hasilnya_sama(seed: int) -> None:
    """Assessors whose people are in many parts, or in one; the parts in any order."""
    r = Random(seed)
    semua = acak(r) if seed % 2 else ubah(kota(r, kelompok=4, orang=5), (2, 2), 150)
    batas = BATAS._replace(minimum=3, beda=Fraction(100))
    bagian: dict[int, list[Nilai]] = defaultdict(list)
    for satu in semua:
        bagian[satu.orang % 7].append(satu)
    satu_bagian = ukur(semua, batas)
    assert any(isi.temuan for isi in satu_bagian.values())
    for _ in range(3):
        potongan = [*bagian.values(), []]
        r.shuffle(potongan)
        assert mutu.ukur(lambda potongan=potongan: iter(potongan), batas) == satu_bagian  # type: ignore[misc]


def test_bagian_dibaca_dua_kali_dan_tidak_disimpan() -> None:
    """Of a part nothing but its figures is left when the next one comes."""
    hidup: list[int] = []

    class Bagian(list[Nilai]):
        def __init__(self, isi: Sequence[Nilai]) -> None:
            super().__init__(isi)
            hidup.append(1)

        def __del__(self) -> None:
            hidup.pop()

    terbanyak, dibaca = 0, 0

    def bagian() -> Iterator[Sequence[Nilai]]:
        nonlocal terbanyak, dibaca
        dibaca += 1
        for seed in range(10):
            terbanyak = max(terbanyak, len(hidup))
            yield Bagian([n._replace(orang=n.orang + 1000 * seed) for n in kota(Random(seed), 2, 3)])

    mutu.ukur(bagian, BATAS)
    assert (dibaca, terbanyak) == (2, 1)
