"""The effect of a training in sentences for someone who knows no statistics: what was seen, and how far to trust it.

No sentence claims anything when there are too few people, when chance would explain it, or when nobody is comparable.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from asn_kompetensi.domain.bulat import setengah_naik
from asn_kompetensi.domain.dampak import Banding
from asn_kompetensi.domain.uji_t import UjiT

BELUM_TENTU = "Belum tentu karena pelatihan: peserta tidak diundi, dan hal lain dapat berbeda."


class Ambang(NamedTuple):
    """Fewer people than `minimum` prove nothing; a probability below `alfa` is called rare. Both are policy."""

    minimum: int
    alfa: Fraction


def angka(x: Fraction, desimal: int = 2) -> str:
    """A number as a reader writes it: rounded once, decimal comma, no zeros at the end."""
    teks = f"{setengah_naik(x, desimal):f}"
    return (teks.rstrip("0").rstrip(".") if "." in teks else teks).replace(".", ",")


def kalimat_tes(uji: UjiT, p: Fraction | None, n_maksimal: int, ambang: Ambang, *, berpersen: bool = False) -> str:
    """What the tests say. `berpersen`: classes with different maxima, so the means are in percent of the maximum."""
    if uji.pre is None or uji.post is None:
        return "Belum ada peserta yang nilai pre dan post-nya lengkap."
    persen = " persen dari nilai maksimal" if berpersen else ""
    turun = f", {uji.turun} turun" if uji.turun else ""
    bagian = [f"{uji.naik} dari {uji.n} peserta naik{turun}; rata-rata {angka(uji.pre)} → {angka(uji.post)}{persen}."]
    bagian.append(_simpulan(uji, p, ambang))
    if n_maksimal:
        bagian.append(f"{n_maksimal} orang sudah maksimal sejak awal; tidak ikut n-gain perorangan.")
    return " ".join(bagian)


def _simpulan(uji: UjiT, p: Fraction | None, ambang: Ambang) -> str:
    if uji.n < ambang.minimum:
        return f"Data terlalu sedikit untuk disimpulkan: {uji.n} orang, perlu paling sedikit {ambang.minimum}."
    if p is None:
        return "Semua selisihnya sama, jadi uji t tidak dapat dihitung."
    sebutan = "p < 0,0001" if p < Fraction(1, 10000) else f"p = {angka(p, 4)}"
    if p >= ambang.alfa:
        return f"Perubahan sebesar ini masih mungkin hanya kebetulan ({sebutan}): belum ada bukti peserta berubah."
    arah = "Kenaikan" if uji.selisih and uji.selisih > 0 else "Penurunan"
    return f"{arah} sebesar ini jarang terjadi hanya karena kebetulan ({sebutan})."


def kalimat_level(banding: Banding, ambang: Ambang) -> str:
    """What the levels say, beside the people who were not trained."""
    if banding.perubahan is None:
        return (
            "Level sesudah pelatihan belum dapat dibandingkan: belum ada peserta yang dinilai sebelum dan sesudahnya."
        )
    if banding.dampak is None or banding.perubahan_cocok is None or banding.perubahan_pembanding is None:
        return (
            f"Level {banding.n} peserta {_gerak(banding.perubahan)}, tetapi tidak ada pembanding yang sejenjang dan "
            "sama kesenjangan awalnya: dampaknya tidak dapat dihitung."
        )
    bagian = [
        f"Level peserta {_gerak(banding.perubahan_cocok)}, {banding.n_pembanding} orang sebanding yang tidak dilatih "
        f"{_gerak(banding.perubahan_pembanding)}: selisih {angka(banding.dampak)} level."
    ]
    if tanpa := banding.n - banding.n_cocok:
        bagian.append(f"{tanpa} peserta tidak punya pembanding dan tidak ikut dalam selisih itu.")
    if banding.n_sekategori:
        bagian.append(
            f"{banding.n_sekategori} peserta dibandingkan menurut kategori kesenjangan, bukan angka persisnya."
        )
    if min(banding.n_cocok, banding.n_pembanding) < ambang.minimum:
        bagian.append(f"Terlalu sedikit orang untuk disimpulkan (perlu {ambang.minimum} di tiap kelompok).")
    else:
        bagian.append(BELUM_TENTU)
    return " ".join(bagian)


def _gerak(perubahan: Fraction) -> str:
    if not setengah_naik(perubahan):
        return "tetap"
    return f"{'naik' if perubahan > 0 else 'turun'} {angka(abs(perubahan))}"
