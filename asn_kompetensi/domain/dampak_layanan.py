"""What the public says of a service before and after its staff were trained, beside services whose staff were not.

Two indices and a share prove no cause: the sentences here say so.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Final, NamedTuple

SEBAB: Final = "Ini bukan bukti sebab: hal lain di layanan itu juga dapat berubah."


class Layanan(NamedTuple):
    """One service in two waves; the indices are rounded as published. `beda_formulir`: the waves cannot be compared.

    `pegawai` and `terlatih` are None when it is not known between which days to count; `kurang` names the waves with
    fewer respondents than their sample.
    """

    unit_id: int
    kerabat: frozenset[int]  # the unit itself, those below and above it
    sebelum: Decimal | None
    sesudah: Decimal | None
    beda_formulir: bool
    pegawai: int | None
    terlatih: int | None
    kurang: tuple[str, ...] = ()
    populasi_asing: bool = False

    @property
    def perubahan(self) -> Decimal | None:
        """The change of the published index."""
        if self.beda_formulir or self.sebelum is None or self.sesudah is None:
            return None
        return self.sesudah - self.sebelum


def pembanding(satu: Layanan, semua: Sequence[Layanan]) -> tuple[Fraction | None, int]:
    """Mean change of the services none of whose staff were trained, and how many they are; exact.

    A service is not compared with itself nor with units above or below it, whose staff it shares.
    """
    ubah = [
        lain.perubahan
        for lain in semua
        if lain.unit_id not in satu.kerabat and lain.perubahan is not None and lain.terlatih == 0 and lain.pegawai
    ]
    return (sum(map(Fraction, ubah), Fraction(0)) / len(ubah) if ubah else None), len(ubah)


def keterangan(satu: Layanan, banding: Decimal | None, banyak: int) -> str:
    """What the numbers say, for someone who does not count for a living, and what they do not say."""
    kalimat = [_perubahan(satu), *_latihan(satu, banding, banyak)]
    if satu.perubahan is not None and satu.terlatih:
        kalimat.append(SEBAB)
    if satu.kurang:
        kalimat.append(f"Responden gelombang {' dan '.join(satu.kurang)} kurang dari sampel minimum: angkanya lemah.")
    if satu.populasi_asing:
        kalimat.append("Populasi belum diisi, jadi cukup tidaknya responden tidak diketahui.")
    return " ".join(kalimat)


def _perubahan(satu: Layanan) -> str:
    if satu.beda_formulir:
        return "Formulir 9 dan 14 unsur tidak dapat dibandingkan."
    if satu.perubahan is None:
        return "Ada unsur yang tidak dijawab seorang pun, jadi indeksnya tidak dapat dihitung."
    return f"Kepuasan masyarakat {_kata(satu.perubahan)}."


def _latihan(satu: Layanan, banding: Decimal | None, banyak: int) -> list[str]:
    if satu.pegawai is None:
        return ["Hari gelombangnya belum tercatat, jadi pelatihan di antaranya tidak dapat dihitung."]
    if satu.pegawai == 0:
        return ["Tidak ada pegawai yang bertugas di unit ini."]
    if satu.terlatih == 0:
        pembanding = "" if satu.perubahan is None else ": layanan ini menjadi pembanding"
        return [f"Tidak ada pegawainya yang dilatih di antara kedua gelombang{pembanding}."]
    latih = f"{satu.terlatih} dari {satu.pegawai} pegawainya dilatih di antara kedua gelombang."
    if banding is None:
        return [latih, "Tidak ada layanan pembanding (yang pegawainya tidak dilatih)."]
    return [latih, f"Pada {banyak} layanan yang pegawainya tidak dilatih, rata-rata {_kata(banding)}."]


def _kata(ubah: Decimal) -> str:
    if ubah == 0:
        return "tetap"
    return f"{'naik' if ubah > 0 else 'turun'} {str(abs(ubah)).replace('.', ',')}"
