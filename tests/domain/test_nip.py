"""NIP: what is read, what is refused and with which code, and that it is never shown whole in a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain import nip as modul
from asn_kompetensi.domain.nip import cetak_nip, nip_dari_angka, periksa_nip, samarkan_nip, tmt_pengangkatan

SAH = "198403122006042901"


@st.composite
def nip_sah(ambil: st.DrawFn) -> str:
    lahir = ambil(st.dates(date(1930, 1, 1), date(2008, 12, 31)))
    pns = ambil(st.booleans())
    tahun = ambil(st.integers(max(1950 if pns else 2000, lahir.year + 18), 2099))
    urut = ambil(st.integers(1, 12) if pns else st.integers(21, 99))
    return f"{lahir:%Y%m%d}{tahun}{urut:02d}{ambil(st.sampled_from('12'))}{ambil(st.integers(0, 999)):03d}"


@given(nip_sah())
def test_no_valid_nip_is_refused(nip: str) -> None:
    hasil = periksa_nip(nip)
    assert (hasil.nip, hasil.kode, hasil.pesan, hasil.catatan, hasil.saran) == (nip, None, "", (), None)
    assert modul.tanggal_lahir(nip).strftime("%Y%m%d") == nip[:8]
    assert modul.jenis_kelamin(nip) == {"1": "L", "2": "P"}[nip[14]]
    assert modul.jenis_pegawai(nip) == ("PNS" if int(nip[12:14]) <= 12 else "PPPK")


@given(nip_sah(), st.sampled_from([" ", "\u00a0", "\u200b", "-", ".", "\n"]), st.integers(0, 18))
def test_separators_are_removed_and_noted(nip: str, tanda: str, letak: int) -> None:
    hasil = periksa_nip(nip[:letak] + tanda + nip[letak:])
    assert (hasil.nip, hasil.catatan) == (nip, ("SPASI_NIP",))


@pytest.mark.parametrize("nip", ["199204042025212915", "199305022022211907", "196606142006041910", SAH])
def test_known_examples(nip: str) -> None:
    assert periksa_nip(nip).nip == nip


@pytest.mark.parametrize(
    "teks",
    [
        "19840312 200604 2 901",
        " 198403122006042901",
        "'198403122006042901",
        "’19840312 200604 2 901 ",
        "NIP. 19840312 200604 2 901",
        "nip: 198403122006042901",
        "NIP 198403122006042901",
        "\ufeff198403122006042901",
        "19840312.200604.2.901",
        "19840312–200604–2–901",
    ],
)
def test_ways_of_writing(teks: str) -> None:
    hasil = periksa_nip(teks)
    assert (hasil.nip, hasil.kode, hasil.catatan) == (SAH, None, ("SPASI_NIP",))


@pytest.mark.parametrize(
    ("teks", "kode"),
    [
        ("", "NIP_KOSONG"),
        ("  ", "NIP_KOSONG"),
        ("-", "NIP_KOSONG"),
        ("null", "NIP_KOSONG"),
        ("NIP.", "NIP_KOSONG"),
        ("1.97E+17", "NIP_ILMIAH"),
        ("1,96808171994032e17", "NIP_ILMIAH"),
        ("131234567", "NIP_LAMA"),
        ("19840312200604290", "NIP_PANJANG"),
        ("1984031220060429011", "NIP_PANJANG"),
        ("198402302006042901", "NIP_TANGGAL"),
        ("189912312006042901", "NIP_TANGGAL"),
        ("000000002006042901", "NIP_TANGGAL"),
        ("198403122006132901", "NIP_TMT"),
        ("198403122006002901", "NIP_TMT"),
        ("198403121999212901", "NIP_TMT"),
        ("198403122006202901", "NIP_TMT"),
        ("198403121949122901", "NIP_TMT"),
        ("198403122106042901", "NIP_TMT"),
        ("198403122006043901", "NIP_KELAMIN"),
        ("198403122006040901", "NIP_KELAMIN"),
        ("198403122001042901", "NIP_USIA"),
        ("198403122006042_01", "NIP_HURUF"),
        ("SABAI ALUIH", "NIP_HURUF"),
        ("''198403122006042901", "NIP_HURUF"),
    ],
)
def test_refusals(teks: str, kode: str) -> None:
    hasil = periksa_nip(teks)
    assert (hasil.nip, hasil.kode, hasil.saran) == (None, kode, None)
    assert hasil.pesan.endswith(".")


@given(nip_sah(), st.dates(date(2009, 1, 1), date(2099, 12, 31)))
def test_knowing_the_day_refuses_nobody_who_is_born(nip: str, hari_ini: date) -> None:
    assert periksa_nip(nip, hari_ini) == periksa_nip(nip)


@pytest.mark.parametrize(("lahir", "ditolak"), [("20261129", False), ("20261130", False), ("20261201", True)])
def test_nobody_is_born_tomorrow(lahir: str, ditolak: bool) -> None:
    """Without a day to go by the same NIP stands: whoever is registered by it must be found."""
    nip = f"{lahir}2044121901"
    hasil = periksa_nip(nip, date(2026, 11, 30))
    assert (hasil.nip, hasil.kode) == ((None, "NIP_TANGGAL") if ditolak else (nip, None))
    assert ("belum tiba" in hasil.pesan, lahir in hasil.pesan) == (ditolak, False)
    assert periksa_nip(nip).nip == nip


def test_eighteen_years_is_old_enough() -> None:
    assert periksa_nip("198403122002042901").nip == "198403122002042901"


@pytest.mark.parametrize(
    ("teks", "kode", "saran"),
    [
        ("1980O4192006041912", "NIP_HURUF", "198004192006041912"),
        ("l98oO4I92006041912", "NIP_HURUF", "198004192006041912"),
        ("198013192OO6041912", "NIP_HURUF", None),
        ("١٩٨٤٠٣١٢٢٠٠٦٠٤٢٩٠١", "NIP_ANGKA_ASING", SAH),
        ("１９８４０３１２２００６０４２９０１", "NIP_ANGKA_ASING", SAH),
        ("١٩٨٤", "NIP_ANGKA_ASING", None),
    ],
)
def test_suggestions_only_when_they_are_valid(teks: str, kode: str, saran: str | None) -> None:
    hasil = periksa_nip(teks)
    assert (hasil.nip, hasil.kode, hasil.saran) == (None, kode, saran)


def test_a_wrong_length_is_counted() -> None:
    assert "17 digit" in periksa_nip("19840312200604290").pesan


@given(st.text(alphabet="0123456789OlI .-'E+", max_size=25))
def test_anything_is_answered_and_never_shown_whole(teks: str) -> None:
    hasil = periksa_nip(teks)
    assert (hasil.nip is None) == (hasil.kode is not None) == bool(hasil.pesan)
    angka = "".join(h for h in teks if h.isdigit())
    assert len(angka) < 6 or angka not in hasil.pesan


def test_masking_and_printing() -> None:
    assert samarkan_nip(SAH) == "***************901"
    assert samarkan_nip("12") == "**"
    assert samarkan_nip("") == ""


def test_tmt_pengangkatan() -> None:
    assert cetak_nip(SAH) == "19840312 200604 2 901"
    assert tmt_pengangkatan(SAH) == "2006-04"
    assert tmt_pengangkatan("199002022023211003") == "2023"  # PPPK: positions 13-14 are no month


@pytest.mark.parametrize(
    ("mentah", "kode", "awal"),
    [
        ("198812092014122906", "NIP_ANGKA", "19881209201412"),
        ("1.96808171994032E+17", "NIP_RUSAK_EXCEL", "19680817199403"),
        ("1.9680817199403190e17", "NIP_RUSAK_EXCEL", "19680817199403"),
        ("196808171994032000", "NIP_RUSAK_EXCEL", "19680817199403"),
        ("198812092014122906.0", "NIP_RUSAK_EXCEL", "19881209201412"),
        # 198403122006042901 as a binary number, and as the shortest digits that name that number
        ("198403122006042912", "NIP_RUSAK_EXCEL", "19840312200604"),
        ("198403122006042900", "NIP_RUSAK_EXCEL", "19840312200604"),
        ("198403122006042910", "NIP_ANGKA", "19840312200604"),
        ("198403122006042901", "NIP_ANGKA", "19840312200604"),
        ("1.97E+17", "NIP_RUSAK_EXCEL", None),
        ("131234567", "NIP_RUSAK_EXCEL", None),
        ("-198812092014122906", "NIP_RUSAK_EXCEL", None),
        ("1E+999999", "NIP_RUSAK_EXCEL", None),
        ("NaN", "NIP_RUSAK_EXCEL", None),
        ("abc", "NIP_RUSAK_EXCEL", None),
    ],
)
def test_numeric_cells(mentah: str, kode: str, awal: str | None) -> None:
    assert nip_dari_angka(mentah) == (kode, awal)


@given(nip_sah())
def test_fourteen_digits_survive_every_writer(nip: str) -> None:
    for mentah in (f"{int(nip):.14E}", f"{float(int(nip)):.16g}", f"{float(int(nip)):.17g}", repr(float(int(nip)))):
        assert nip_dari_angka(mentah)[1] == nip[:14]


@given(nip_sah())
def test_a_rounded_number_is_never_taken_for_the_nip(nip: str) -> None:
    biner = float(nip)
    for mentah in (str(int(biner)), f"{biner:.0f}", f"{int(float(repr(biner))):d}"):
        assert nip_dari_angka(mentah) == ("NIP_RUSAK_EXCEL", nip[:14])
    if str(int(biner)) != nip and not nip.endswith("0"):
        assert nip_dari_angka(nip)[0] == "NIP_ANGKA"
