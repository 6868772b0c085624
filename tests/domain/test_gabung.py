"""Codes of cities, codes among other cities, and what cities share."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.gabung import (
    DI_KOTANYA,
    Sebutan,
    baca_kode_kota,
    di_kotanya,
    gabung_kode,
    kode_kota,
    kota,
    satukan,
    urut_kota,
)
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.store.queries.gabung import rentang


@pytest.mark.parametrize(
    ("nama", "kode"),
    [
        ("Pemerintah Kota Sawahlunto", "SAWAHLUNTO"),
        ("PEMERINTAH KABUPATEN SOLOK", "KAB-SOLOK"),
        ("Pemkab Solok", "KAB-SOLOK"),
        ("Pemerintah Provinsi Sumatera Barat", "PROV-SUMAT-BARAT"),
        ("Pemerintah Kabupaten Lima Puluh Kota", "KAB-LIM-PUL-KOT"),
        ("Badan Kepegawaian dan Pengembangan SDM Kota Padang Panjang", "PADANG-PANJANG"),
        ("Kota", "KOTA"),
        ("Pemerintah Kota Muara'énim", "MUARAENIM"),
        ("Kota Tanjungpinangkotabaru", "TANJUNGPINANGKOT"),
        ("Kementerian Pendayagunaan Aparatur Negara dan Reformasi Birokrasi", "KPANDRB"),
    ],
)
def test_a_name_gives_its_code(nama: str, kode: str) -> None:
    assert kode_kota(nama) == kode
    assert baca_kode_kota(kode) == kode


def test_a_name_without_latin_letters_gives_none() -> None:
    with pytest.raises(ValueError, match="tidak memuat huruf Latin"):
        kode_kota("市役所")


@given(st.text(alphabet=st.characters(codec="ascii", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=200))
def test_every_other_name_gives_a_code_that_can_be_typed(nama: str) -> None:
    if any(huruf.isalnum() for huruf in nama):
        assert baca_kode_kota(kode_kota(nama)) == kode_kota(nama)


@pytest.mark.parametrize("teks", ["", " ", "S.W", "SWL KOTA", "-SWL", "x" * 17, "SWL/1", "É"])
def test_what_is_no_code_of_a_city_is_refused(teks: str) -> None:
    with pytest.raises(ValueError, match="kode kota"):
        baca_kode_kota(teks)


def test_a_code_is_in_capitals() -> None:
    assert baca_kode_kota(" swl-1 ") == "SWL-1"


@given(st.lists(st.from_regex(r"[A-Z][A-Z0-9_-]{0,5}", fullmatch=True), min_size=2, max_size=8, unique=True))
def test_cities_come_in_the_order_of_their_agencies(kota: list[str]) -> None:
    opd = sorted(gabung_kode(satu, "DINKES") for satu in kota)
    assert [satu.partition(".")[0] for satu in opd] == sorted(kota, key=urut_kota)


@pytest.mark.parametrize(("kode", "milik"), [("K.DINKES", "K"), ("K1.DINKES", "K1"), ("K-A.X", "K-A"), ("K.A.B", "K")])
def test_a_code_among_others_tells_its_city(kode: str, milik: str) -> None:
    assert kota(kode) == milik
    semua = {satu for satu in ("K", "K1", "K-A", "KA") if (r := rentang(satu))["kota_awal"] <= kode < r["kota_akhir"]}
    assert semua == {milik}
    assert rentang(None)["kota_awal"] <= kode < rentang(None)["kota_akhir"]


def test_a_code_among_others_is_one_of_ours() -> None:
    assert gabung_kode("SWL", "DINKES") == "SWL.DINKES"
    assert baca_kode(gabung_kode("SWL", "_X")) == "SWL._X"


def test_a_long_code_is_cut_and_still_one_of_a_kind() -> None:
    panjang = {gabung_kode("SWL", f"{'X' * 38}{n}") for n in range(100)}
    assert len(panjang) == 100
    assert {len(satu) for satu in panjang} == {40}
    assert all(baca_kode(satu) for satu in panjang)
    assert len(gabung_kode("SWL", "X" * 60, 60)) == 60
    assert gabung_kode("SWL", "X" * 36) == f"SWL.{'X' * 36}"


# --- what cities share ------------------------------------------------------------------------------------------------


def _semua(*isi: tuple[str, str, str]) -> list[Sebutan]:
    """`(city, code, meaning)`."""
    return [Sebutan(kota, kode, (arti,)) for kota, kode, arti in isi]


def test_the_same_meaning_is_shared() -> None:
    assert satukan(_semua(("A", "TIK", "x"), ("B", "TIK", "x"))) == {("TIK", ("x",)): "TIK"}


def test_what_most_cities_mean_keeps_the_code() -> None:
    hasil = satukan(_semua(("A", "TIK", "x"), ("B", "TIK", "y"), ("C", "TIK", "y")))
    assert hasil == {("TIK", ("y",)): "TIK", ("TIK", ("x",)): "A.TIK"}


def test_of_as_many_the_first_city_keeps_it() -> None:
    hasil = satukan(_semua(("B", "TIK", "x"), ("A", "TIK", "y")))
    assert hasil == {("TIK", ("y",)): "TIK", ("TIK", ("x",)): "B.TIK"}


def test_the_reference_keeps_its_code_against_all_others() -> None:
    semua = _semua(("A", "INT", "x"), ("B", "INT", "x"), ("C", "INT", "Integritas"))
    hasil = satukan(semua, {"INT": ("Integritas",)})
    assert hasil == {("INT", ("Integritas",)): "INT", ("INT", ("x",)): "A.INT"}


def test_cities_that_differ_alike_share_the_mark_of_the_first() -> None:
    semua = _semua(("A", "T", "x"), ("B", "T", "x"), ("C", "T", "x"), ("D", "T", "y"), ("E", "T", "y"))
    assert satukan(semua)["T", ("y",)] == "D.T"


def test_case_alone_does_not_make_another_code() -> None:
    assert sorted(satukan(_semua(("A", "tik", "x"), ("B", "TIK", "x"))).values()) == ["B.TIK", "tik"]


def test_a_mark_that_is_taken_is_counted_on() -> None:
    semua = _semua(("A", "T", "x"), ("A", "B.T", "z"), ("B", "T", "y"))
    assert satukan(semua) == {("T", ("x",)): "T", ("B.T", ("z",)): "B.T", ("T", ("y",)): "B.T-2"}


def test_a_meaning_given_up_never_takes_the_code() -> None:
    semua = [Sebutan("A", "T", ("lama",), terdaftar=False), Sebutan("A", "T", ("baru",))]
    assert satukan(semua) == {("T", ("baru",)): "T", ("T", ("lama",)): "A.T"}


_SEBUTAN = st.lists(
    st.builds(
        Sebutan,
        st.sampled_from("ABCDE"),
        st.sampled_from(["T", "t", "U", "A.T", "x" * 40]),
        st.tuples(st.sampled_from("xyz")),
        st.booleans(),
    ),
    max_size=25,
)


@given(_SEBUTAN, st.integers())
def test_every_meaning_has_one_code_whatever_the_order(semua: list[Sebutan], seed: int) -> None:
    hasil = satukan(semua)
    assert set(hasil) == {(satu.kode, satu.isi) for satu in semua}
    assert len({satu.casefold() for satu in hasil.values()}) == len(hasil)
    assert all(len(satu) <= 40 for satu in hasil.values())
    acak = semua.copy()
    Random(seed).shuffle(acak)
    assert satukan(acak) == hasil


@pytest.mark.parametrize(
    ("petunjuk", "sisa"),
    [
        ("Susun dengan: asn rencana susun --tahun 2025 --periode PERIODE", ""),
        ("Daftarkan dengan asn pegawai tambah, atau periksa NIP-nya: asn pegawai daftar",
         "Periksa NIP-nya: asn pegawai daftar"),
        ("Gelombang yang ada: 2025-1. Mengisi: asn skm impor", "Gelombang yang ada: 2025-1."),
        ("Pilih yang lain, atau buka: asn periode buka 2025. Daftar: asn periode daftar",
         "Pilih yang lain. Daftar: asn periode daftar"),
        ("Bila keliru: asn batal 7", ""),
        ("Bila memang harus: asn periode buka-ulang 2025 --alasan ALASAN --saksi NAMA", ""),
    ],
)  # fmt: skip
def test_a_hint_in_a_united_file_names_no_command_that_writes(petunjuk: str, sisa: str) -> None:
    assert di_kotanya(petunjuk) == f"{DI_KOTANYA} {sisa}".strip()


@pytest.mark.parametrize(
    "petunjuk",
    [
        "", "Daftar lengkap: asn opd daftar", "Yang ada: 2023, 2025. Daftar: asn periode daftar", "asn riwayat",
        "Gabungkan lagi: asn gabung DB… --ke FILE --timpa", "Periksa: asn db periksa, atau asn db pulihkan BERKAS",
        "Lihat: asn kelas lihat K, atau asn pegawai lihat NIP",
    ],
)  # fmt: skip
def test_any_other_hint_stays_as_it_is(petunjuk: str) -> None:
    assert di_kotanya(petunjuk) == petunjuk
