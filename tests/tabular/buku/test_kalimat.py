from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from asn_kompetensi.domain.buku import BarisKompetensi, BarisOrang, Capaian, DataBukuOpd
from asn_kompetensi.tabular.buku.kalimat import kalimat_ringkas, semua_orang, terbanyak
from tests.tabular.buku.contoh import data_contoh

D = Decimal
BAWAH = Capaian(D(3), D(2), "di_bawah")
CUKUP = Capaian(D(3), D(3), "memenuhi")
BELUM = Capaian(D(3), None, "belum_dinilai")


def satu(ke: int, c: Capaian | None) -> BarisOrang:
    return BarisOrang(f"{ke:018d}", f"Orang {ke}", "Guru", int(c is BAWAH), None, {"MP": c} if c else {})


def data(*capaian: Capaian | None, mp: int = 0, pk: int = 0, kom: int = 0) -> DataBukuOpd:
    kompetensi = tuple(
        BarisKompetensi(k, n, 9, b, D(1), D(50))
        for k, n, b in (
            ("MP", "Mengelola Perubahan", mp),
            ("PK", "Pengambilan Keputusan", pk),
            ("KOM", "Komunikasi", kom),
        )
    )
    orang = tuple(satu(i, c) for i, c in enumerate(capaian))
    return data_contoh(orang=orang, kompetensi=kompetensi, tanpa_standar=())


INTI = "belum memenuhi standar jabatannya sedikitnya dalam satu kompetensi"


@pytest.mark.parametrize(
    ("isi", "kalimat"),
    [
        (data(), "Tidak ada pegawai pada periode ini."),
        (data(None, None),
         "Jabatan para pegawai belum memiliki standar kompetensi, sehingga kesenjangan belum dapat dihitung."),
        (data(BELUM, BELUM), "Belum ada pegawai yang dinilai, sehingga kesenjangan belum dapat dihitung."),
        (data(BAWAH, CUKUP, mp=1), f"1 dari 2 pegawai {INTI}, terbanyak dalam Mengelola Perubahan."),
        (data(BAWAH, BAWAH, mp=2, pk=1), f"Seluruh 2 pegawai {INTI}, terbanyak dalam Mengelola Perubahan."),
        (data(BAWAH, mp=1), f"Satu-satunya pegawai {INTI}, terbanyak dalam Mengelola Perubahan."),
        (data(CUKUP, CUKUP), "Tidak satu pun dari 2 pegawai berada di bawah standar jabatannya."),
        (data(CUKUP), "Satu-satunya pegawai tidak memiliki kesenjangan kompetensi."),
        (data(BAWAH, CUKUP, BELUM, mp=1),
         f"1 dari 2 pegawai yang sudah dinilai {INTI}, terbanyak dalam Mengelola Perubahan; 1 pegawai belum dinilai."),
        (data(BAWAH, CUKUP, mp=1, pk=1),
         f"1 dari 2 pegawai {INTI}, terbanyak dalam Mengelola Perubahan dan Pengambilan Keputusan."),
        (data(BAWAH, CUKUP, mp=1, pk=1, kom=1), f"1 dari 2 pegawai {INTI}."),
    ],
)  # fmt: skip
def test_one_sentence(isi: DataBukuOpd, kalimat: str) -> None:
    assert kalimat_ringkas(isi) == kalimat


def test_most_people_first_ties_in_order_of_the_competency_none_without_gap() -> None:
    assert [k.kode for k in terbanyak(data(BAWAH, mp=1, pk=3, kom=1))] == ["PK", "MP", "KOM"]
    assert terbanyak(data(CUKUP)) == []
    assert len(terbanyak(data_contoh())) == 5


def test_people_without_standard_are_counted_once() -> None:
    isi = data(CUKUP, None)
    isi = replace(isi, tanpa_standar=(isi.orang[1], satu(7, None)))
    assert [o.nama for o in semua_orang(isi)] == ["Orang 0", "Orang 1", "Orang 7"]


def test_who_has_no_standard_is_not_counted_among_all() -> None:
    isi = data(BAWAH, BAWAH, mp=2, pk=1)
    isi = replace(isi, tanpa_standar=(satu(7, None),))
    assert kalimat_ringkas(isi) == f"Seluruh 2 pegawai yang sudah dinilai {INTI}, terbanyak dalam Mengelola Perubahan."
