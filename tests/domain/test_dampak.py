"""Trained beside untrained: planted effects come back exactly, and the traps of naive comparison do not work."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from asn_kompetensi.domain.dampak import Banding, Orang, bandingkan
from asn_kompetensi.domain.dampak_kalimat import BELUM_TENTU, Ambang, angka, kalimat_level, kalimat_tes
from asn_kompetensi.domain.uji_t import uji_t

AMBANG = Ambang(5, Fraction(1, 20))


def _orang(nomor: int, lapis: str, sebelum: Fraction | int, naik: Fraction | str, kasar: str | None = None) -> Orang:
    return Orang(nomor, lapis, kasar or lapis, Fraction(sebelum), Fraction(sebelum) + Fraction(naik))


def test_dampak_yang_ditanam_ditemukan_tepat() -> None:
    hasil = bandingkan(
        [_orang(n, "A", 2, "0.8") for n in range(10)], [_orang(n, "A", 2, "0.3") for n in range(20, 50)]
    )  # fmt: skip
    assert hasil == Banding(
        10, Fraction(2), Fraction("2.8"), Fraction("0.8"), 10, 0, Fraction("0.8"), 30, Fraction("0.3"), Fraction("0.5")
    )


def test_kenaikan_musiman_bukan_dampak() -> None:
    assert bandingkan([_orang(1, "A", 2, "0.4")], [_orang(2, "A", 2, "0.4"), _orang(3, "A", 2, "0.4")]).dampak == 0


def test_regresi_ke_rata_rata_tidak_menyesatkan() -> None:
    """Who starts low rises by one anyway, who starts high falls: training did nothing, though the trained rose."""
    dilatih = [_orang(n, "kurang 2", 1, "1") for n in range(6)]
    lain = [_orang(n, "kurang 2", 1, "1") for n in range(10, 16)] + [
        _orang(n, "kurang 0", 3, "-0.5") for n in range(20, 60)
    ]
    hasil = bandingkan(dilatih, lain)
    assert hasil.perubahan == 1
    assert (hasil.n_pembanding, hasil.dampak) == (6, 0)
    polos = sum((satu.perubahan for satu in lain), Fraction(0)) / len(lain)
    assert hasil.perubahan is not None
    assert hasil.perubahan - polos > 1, "the naive comparison would claim a whole level"


def test_paradoks_simpson_jenjang_bercampur() -> None:
    """Within each job level the trained do better by 0.2; taken together they seem to do worse."""
    dilatih = [_orang(n, "Pengawas", 2, "0.4") for n in range(9)] + [_orang(9, "Pelaksana", 1, "1.2")]
    lain = [_orang(20, "Pengawas", 2, "0.2")] + [_orang(n, "Pelaksana", 1, "1") for n in range(30, 39)]
    hasil = bandingkan(dilatih, lain)
    assert hasil.dampak == Fraction("0.2")
    assert hasil.perubahan_pembanding == (9 * Fraction("0.2") + 1) / 10
    assert (Fraction("0.4") * 9 + Fraction("1.2")) / 10 < (Fraction("0.2") + 9) / 10


def test_tanpa_pembanding_tidak_ada_dampak() -> None:
    hasil = bandingkan([_orang(1, "A", 2, "0.8")], [_orang(2, "B", 2, "0.3")])
    assert (hasil.n, hasil.perubahan, hasil.n_cocok, hasil.n_pembanding) == (1, Fraction("0.8"), 0, 0)
    assert (hasil.perubahan_cocok, hasil.perubahan_pembanding, hasil.dampak) == (None, None, None)
    assert bandingkan([], [_orang(2, "B", 2, "0.3")])[:4] == (0, None, None, None)


def test_yang_tanpa_pembanding_tinggal_di_luar_kedua_sisi() -> None:
    hasil = bandingkan([_orang(1, "A", 2, "0.8"), _orang(2, "C", 2, "2")], [_orang(3, "A", 2, "0.3")])
    assert (hasil.n, hasil.perubahan, hasil.n_cocok) == (2, Fraction("1.4"), 1)
    assert (hasil.perubahan_cocok, hasil.dampak) == (Fraction("0.8"), Fraction("0.5"))


def test_kategori_hanya_bila_tidak_ada_yang_persis() -> None:
    lain = [_orang(3, "A 1", 2, "0.3", "A rendah"), _orang(4, "A 0.5", 2, "0.1", "A rendah")]
    tepat = bandingkan([_orang(1, "A 1", 2, "0.8", "A rendah")], lain)
    assert (tepat.n_pembanding, tepat.n_sekategori, tepat.dampak) == (1, 0, Fraction("0.5"))
    kasar = bandingkan([_orang(1, "A 0.7", 2, "0.8", "A rendah")], lain)
    assert (kasar.n_pembanding, kasar.n_sekategori, kasar.dampak) == (2, 1, Fraction("0.6"))


def test_sama_dengan_model_polos_pada_data_acak() -> None:
    """Standardisation written the other way round: by group, weighted with the trained in it."""
    for benih in range(60):
        r = Random(benih)
        semua = [
            [
                _orang(n + 100 * ke, r.choice("ABCD"), r.randint(1, 4), Fraction(r.randint(-100, 200), 100))
                for n in range(banyak)
            ]
            for ke, banyak in enumerate((r.randint(0, 12), r.randint(0, 20)))
        ]  # fmt: skip
        dilatih, lain = semua
        atas, bawah, bobot, pembanding = Fraction(0), Fraction(0), 0, 0
        for lapis in "ABCD":
            satu, dua = ([x.perubahan for x in isi if x.lapis == lapis] for isi in (dilatih, lain))
            if satu and dua:
                atas, bobot = atas + sum(satu, Fraction(0)), bobot + len(satu)
                bawah += len(satu) * sum(dua, Fraction(0)) / len(dua)
                pembanding += len(dua)
        hasil = bandingkan(dilatih, lain)
        assert (hasil.n_cocok, hasil.n_pembanding) == (bobot, pembanding)
        assert hasil.dampak == ((atas - bawah) / bobot if bobot else None)


# --- sentences

NAIK = [
    (Fraction(60), Fraction(80)),
    (Fraction(50), Fraction(75)),
    (Fraction(70), Fraction(80)),
    (Fraction(55), Fraction(85)),
    (Fraction(65), Fraction(60)),
    (Fraction(40), Fraction(70)),
]


def test_kalimat_tes_menurut_keadaannya() -> None:
    uji = uji_t(NAIK)
    assert kalimat_tes(uji, Fraction("0.002"), 0, AMBANG) == (
        "5 dari 6 peserta naik, 1 turun; rata-rata 56,67 → 75. "
        "Kenaikan sebesar ini jarang terjadi hanya karena kebetulan (p = 0,002)."
    )
    assert "masih mungkin hanya kebetulan (p = 0,3)" in kalimat_tes(uji, Fraction("0.3"), 0, AMBANG)
    assert "masih mungkin hanya kebetulan (p = 0,05)" in kalimat_tes(uji, Fraction("0.05"), 0, AMBANG)
    assert "(p < 0,0001)" in kalimat_tes(uji, Fraction("0.00001"), 0, AMBANG)
    assert "Penurunan sebesar ini jarang" in kalimat_tes(uji_t([(b, a) for a, b in NAIK]), Fraction("0.002"), 0, AMBANG)
    assert "persen dari nilai maksimal" in kalimat_tes(uji, Fraction("0.3"), 0, AMBANG, berpersen=True)
    assert kalimat_tes(uji, Fraction("0.3"), 2, AMBANG).endswith(
        "2 orang sudah maksimal sejak awal; tidak ikut n-gain perorangan."
    )
    assert "selisihnya sama, jadi uji t tidak dapat" in kalimat_tes(
        uji_t([(Fraction(6), Fraction(8))] * 6), None, 0, AMBANG
    )
    assert kalimat_tes(uji_t([]), None, 0, AMBANG) == "Belum ada peserta yang nilai pre dan post-nya lengkap."


def test_data_sedikit_tidak_pernah_disimpulkan() -> None:
    for n in (1, 2, 4):
        kalimat = kalimat_tes(uji_t(NAIK[:n]), Fraction("0.00001"), 0, AMBANG)
        assert f"terlalu sedikit untuk disimpulkan: {n} orang, perlu paling sedikit 5" in kalimat
        assert "jarang" not in kalimat


def test_kalimat_level() -> None:
    def banding(dilatih: int, lain: int, naik: str = "0.8") -> str:
        pembanding = [_orang(n, "A", 2, "0.3") for n in range(50, 50 + lain)]
        return kalimat_level(bandingkan([_orang(n, "A", 2, naik) for n in range(dilatih)], pembanding), AMBANG)

    assert banding(5, 6) == (
        "Level peserta naik 0,8, 6 orang sebanding yang tidak dilatih naik 0,3: selisih 0,5 level. " + BELUM_TENTU
    )
    for dilatih, lain in ((4, 9), (9, 4)):
        assert banding(dilatih, lain).endswith("Terlalu sedikit orang untuk disimpulkan (perlu 5 di tiap kelompok).")
    assert "tidak ada pembanding yang sejenjang" in banding(5, 0)
    assert "selisih" not in banding(5, 0)
    assert "Level peserta turun 0,2" in banding(5, 5, "-0.2")
    assert "Level peserta tetap" in banding(5, 5, "0")
    assert "belum dapat dibandingkan" in banding(0, 5)


@pytest.mark.parametrize(("x", "teks"), [("60", "60"), ("0.505", "0,51"), ("-0.5", "-0,5"), ("100", "100")])
def test_angka_untuk_dibaca(x: str, teks: str) -> None:
    assert angka(Fraction(x)) == teks
