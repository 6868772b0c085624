"""What a training brought: tests before and after, levels beside those of the untrained, coverage, questionnaires."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final, NamedTuple

from asn_kompetensi.domain.bulat import persen, setengah_naik
from asn_kompetensi.domain.dampak_kalimat import Ambang, kalimat_level, kalimat_tes
from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.domain.ngain import n_gain_individu, n_gain_kelas, pita
from asn_kompetensi.domain.senarai import gabung
from asn_kompetensi.domain.uji_t import UjiT, akar, akar_bertanda, uji_t
from asn_kompetensi.services import tanggapan
from asn_kompetensi.services.dampak_level import Ukuran, pilihan, terlatih, ukur
from asn_kompetensi.services.keadaan import angka_pada
from asn_kompetensi.services.kelas import kelas_kamus
from asn_kompetensi.services.pelatihan import pelatihan_kamus
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import dampak as sql
from asn_kompetensi.store.queries import kelas as kelas_sql
from asn_kompetensi.store.queries.kelas import BarisKelas

BIDANG: Final = (
    "pelatihan", "kompetensi", "n", "pre_rata", "post_rata", "n_gain_kelas", "n_gain_individu", "t", "p",
    "level_sebelum", "level_sesudah", "perubahan_peserta", "n_pembanding", "perubahan_pembanding", "dampak",
    "keterangan",
    "kelas", "nilai_maks", "pre_simpangan", "post_simpangan", "selisih_rata", "selisih_simpangan", "derajat_bebas",
    "d_cohen", "pita", "n_maksimal", "n_turun",
    "periode_sebelum", "periode_sesudah", "n_level", "n_cocok", "perubahan_cocok", "n_sekategori",
    "berkesenjangan", "cakupan", "reaksi_n", "reaksi_rata", "perilaku_n", "perilaku_rata", "perilaku_diri_rata",
)  # fmt: skip
SERATUS: Final = Fraction(100)


class Tes(NamedTuple):
    """Scores of everyone with both, on one scale. `berpersen`: percent of the maximum, for classes whose maxima differ.

    `n_maksimal` began at the maximum already.
    """

    pasangan: list[tuple[Fraction, Fraction]]
    maks: Fraction
    berpersen: bool
    n_maksimal: int


def pelatihan(d: Pintu, kode: str, *, sebelum: str | None = None, sesudah: str | None = None) -> list[tuple[Any, ...]]:
    """The effect of a class, or of all classes of a programme, in the columns of `BIDANG`: a row per target competency.

    A programme without targets has one row, with `kompetensi` None. A code that is a class and a programme is the
    class. Raises `TidakDitemukan`, `SalahPakai`.
    """
    pilih = pilihan(d, sebelum, sesudah)
    milik, kode_pelatihan, pelatihan_id = _kelas(d, kode)
    kelas = {satu.id: satu for satu in milik if satu.status != "batal"}
    peserta = sql.peserta(d.kon, list(kelas))
    tes = _tes(kelas, peserta)
    uji = uji_t(tes.pasangan)
    p = peluang(uji)
    hari = max((satu.selesai for satu in kelas.values() or milik), default="9999-12-31")
    ambang = Ambang(int(angka_pada(d, "dampak_minimum", hari)), Fraction(angka_pada(d, "dampak_alfa", hari)))
    kalimat = kalimat_tes(uji, p, tes.n_maksimal, ambang, berpersen=tes.berpersen)
    if not kelas:
        kalimat = f"{_tanpa_kelas(milik, kode_pelatihan)}. {kalimat}"
    angka_tes, sisa_tes = _angka_tes(tes, uji, p)
    angket = tanggapan.ringkas(d, list(kelas), hari)
    kelas_kode = gabung(satu.kode for satu in kelas.values()) or None
    dilatih = terlatih(peserta)
    hasil = []
    sasaran: list[tuple[int, str]] | list[tuple[None, None]] = sql.sasaran(d.kon, pelatihan_id) or [(None, None)]
    for kompetensi_id, nama in sasaran:
        ukuran = ukur(d, kompetensi_id, kelas, dilatih, pilih) if kompetensi_id is not None and kelas else None
        if nama is None:
            akhir = "Pelatihan ini belum punya kompetensi sasaran, jadi level tidak dibandingkan."
        else:
            akhir = kalimat_level(ukuran.banding, ambang) if ukuran else ""
        level, sisa_level = _angka_level(ukuran)
        keterangan = f"{kalimat} {akhir}".strip()
        hasil.append(
            (kode_pelatihan, nama, *angka_tes, *level, keterangan, kelas_kode, *sisa_tes, *sisa_level, *angket)
        )
    return hasil


def _tanpa_kelas(milik: Sequence[BarisKelas], kode: str) -> str:
    """Why there is nothing to measure."""
    if not milik:
        return f"Pelatihan {kode} belum punya kelas"
    return f"Kelas {milik[0].kode} dibatalkan" if len(milik) == 1 else f"Semua kelas {kode} dibatalkan"


def _kelas(d: Pintu, kode: str) -> tuple[list[BarisKelas], str, int]:
    """The class of that code, else every class of the programme of that code or name; code and id of the programme."""
    if kelas := kelas_kamus(d).cari(kode):
        satu = kelas_sql.satu(d.kon, kelas.id)
        return [satu], satu.pelatihan, satu.pelatihan_id
    kamus = pelatihan_kamus(d)
    if not kamus.calon(kode):
        raise TidakDitemukan(
            f"tidak ada kelas atau pelatihan '{kode}'",
            f"{kamus.saran(kode)}, atau asn kelas daftar",
        )
    program = kamus.wajib(kode)
    return list(kelas_sql.daftar(d.kon, program.id, None)), program.kode, program.id


def _tes(kelas: Mapping[int, BarisKelas], peserta: Sequence[sql.Peserta]) -> Tes:
    """One pair a person: who came to two classes counts once, with the first in which both tests were taken."""
    lengkap: dict[int, tuple[int, int, int]] = {}
    for satu in peserta:
        if satu.pre is not None and satu.post is not None:
            lengkap.setdefault(satu.pegawai_id, (satu.pre, satu.post, kelas[satu.kelas_id].nilai_maks))
    skala = {maks for _, _, maks in lengkap.values()} or {satu.nilai_maks for satu in kelas.values()}
    berpersen = len(skala) > 1
    maks = SERATUS if berpersen or not skala else Fraction(next(iter(skala)), 100)
    return Tes(
        [(maks * pre / penuh, maks * post / penuh) for pre, post, penuh in lengkap.values()], maks, berpersen,
        sum(pre == penuh for pre, _, penuh in lengkap.values()),
    )  # fmt: skip


def peluang(uji: UjiT) -> Fraction | None:
    """The two-sided probability of a t at least this far from 0 by chance alone; None where there is no t."""
    if uji.t is None:
        return None
    from scipy.special import stdtr  # the t distribution without the second that `scipy.stats` takes to load

    # Six significant digits: what is printed is what is compared.
    return Fraction(f"{2 * float(stdtr(uji.n - 1, -abs(uji.t))):.5e}")


def _bulat(x: Fraction | None, desimal: int = 2) -> Decimal | None:
    return None if x is None else setengah_naik(x, desimal)


def _angka_tes(tes: Tes, uji: UjiT, p: Fraction | None) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The printed numbers of the tests: the promised ones, then ours. Means 2 decimals, t and gains 4, p 6 digits."""
    gain = n_gain_kelas(tes.pasangan, tes.maks)
    t = None if uji.t2 is None or uji.selisih is None else akar_bertanda(uji.t2, uji.selisih, 4)
    d_cohen = None if uji.d2 is None or uji.selisih is None else akar_bertanda(uji.d2, uji.selisih, 4)
    simpangan = [None if ragam is None else akar(ragam) for ragam in (uji.ragam_pre, uji.ragam_post, uji.ragam_selisih)]
    return (
        uji.n, _bulat(uji.pre), _bulat(uji.post), _bulat(gain, 4), _bulat(n_gain_individu(tes.pasangan, tes.maks), 4),
        t, None if p is None else float(p),
    ), (
        setengah_naik(tes.maks), simpangan[0], simpangan[1], _bulat(uji.selisih), simpangan[2], uji.derajat_bebas,
        d_cohen, pita(gain), tes.n_maksimal, uji.turun,
    )  # fmt: skip


def _angka_level(ukuran: Ukuran | None) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """The printed numbers of the levels, each rounded by itself from the exact one."""
    if ukuran is None:
        return (None, None, None, 0, None, None), (None, None, 0, 0, None, 0, None, None)
    b = ukuran.banding
    cakupan = None if ukuran.berkesenjangan is None else persen(ukuran.terlatih, ukuran.berkesenjangan)
    return (
        _bulat(b.sebelum), _bulat(b.sesudah), _bulat(b.perubahan), b.n_pembanding, _bulat(b.perubahan_pembanding),
        _bulat(b.dampak),
    ), (
        gabung(ukuran.periode_sebelum) or None, gabung(ukuran.periode_sesudah) or None, b.n, b.n_cocok,
        _bulat(b.perubahan_cocok), b.n_sekategori, ukuran.berkesenjangan, cakupan,
    )  # fmt: skip
