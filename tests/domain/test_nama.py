"""Names: the matching key, titles, job codes, nearest names, cleaning."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.nama import (
    bersihkan_nama,
    galat_rumus,
    kode_dari_nama,
    kosong,
    kunci,
    nama_polos,
    pisah_gelar,
    terdekat,
)


@pytest.mark.parametrize(
    "teks", ["", " ", "-", "--", "–", "...", "…", "null", "NULL", "'", "n/a", "&nbsp;", "\u200b", "- -", "....",
             "none", "tidak ada", "TIDAK  ADA", "(kosong)", "belum ada", "[Nihil]", "0000-00-00"]
)  # fmt: skip
def test_empty_marks(teks: str) -> None:
    assert kosong(teks)


@pytest.mark.parametrize("teks", ["0", "a", "TH", "M.", "nur", "-1", "/", "v", "Nihilia", "ada"])
def test_not_empty(teks: str) -> None:
    assert not kosong(teks)


@pytest.mark.parametrize(
    ("satu", "dua"),
    [
        ("Dinas Kesehatan", "DINAS  KESEHATAN "),
        ("Dinas Kesehatan", "Dinas\u00a0Kesehatan"),
        ("Pengembangan Diri & Orang Lain", "Pengembangan Diri dan Orang Lain"),
        ("Satpol PP&Damkar", "satpol pp dan damkar"),
        ("Dinas PU & PR.", "dinas pu dan pr"),
        ("NUR`AIN", "Nur'ain"),
        ("NUR’AIN", "Nur'ain"),
        ("NUR´AIN", "Nur'ain"),
        ("Gol. Ruang", "GOL RUANG"),
        ("UNOR_NAMA", "unor nama"),
        ("NIP/NI PPPK", "NIP / NI PPPK"),
        ("Nama\nPegawai", "nama pegawai"),
        ("Kerja Sama (KS)", "kerja sama ks"),
        ("ＮＩＰ", "nip"),
        ("Perindagkop–Swl", "perindagkop-swl"),
        ("\ufeffNIP", "nip"),
        ("Dinas\u200b Kesehatan,", "dinas kesehatan"),
    ],
)
def test_same_key(satu: str, dua: str) -> None:
    assert kunci(satu) == kunci(dua)


@pytest.mark.parametrize(
    ("satu", "dua"), [("Nur'ain", "Nurain"), ("Durian I", "Durian II"), ("Kerjasama", "Kerja Sama"), ("KS", "KOM")]
)
def test_different_keys(satu: str, dua: str) -> None:
    assert kunci(satu) != kunci(dua)


@given(st.text(max_size=40))
def test_a_key_is_its_own_key(teks: str) -> None:
    hasil = kunci(teks)
    assert "  " not in hasil
    assert hasil == hasil.strip()
    assert kunci(f"  {teks} ") == hasil


@given(st.text(alphabet="abcXYZ '`.-_/&()\u00a0\n\u200b,", max_size=30))
def test_the_key_of_ordinary_text_is_stable(teks: str) -> None:
    assert kunci(kunci(teks)) == kunci(teks)
    assert kunci(teks.upper()) == kunci(teks.lower()) == kunci(teks)


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("dr. PUTI ANDAM DEWI, Sp.A.", ("dr.", "PUTI ANDAM DEWI", "Sp.A.")),
        ("SABAI ALUIH, S.STP., M.Si.", (None, "SABAI ALUIH", "S.STP., M.Si.")),
        ("Drs. MALIN DEMAN", ("Drs.", "MALIN DEMAN", None)),
        ("DRS MALIN DEMAN", ("DRS", "MALIN DEMAN", None)),
        ("Prof. Dr. Ir. H. AMIR HAMZAH, M.Pd", ("Prof. Dr. Ir. H.", "AMIR HAMZAH", "M.Pd")),
        ("Drs.H.AMIR", ("Drs. H.", "AMIR", None)),
        ("Drs., MALIN DEMAN, M.M", ("Drs.", "MALIN DEMAN", "M.M")),
        ("CINDUA MATO A.Md.Kom.", (None, "CINDUA MATO", "A.Md.Kom.")),
        ("CINDUA MATO A. Md. Kom", (None, "CINDUA MATO", "A. Md. Kom")),
        ("UMBUIK MUDO SPd", (None, "UMBUIK MUDO", "SPd")),
        ("M. YUSUF", (None, "M. YUSUF", None)),
        ("H.M. YUSUF", ("H.", "M. YUSUF", None)),
        ("A. R. SALIM", (None, "A. R. SALIM", None)),
        ("SITI HAJAR ST", (None, "SITI HAJAR ST", None)),
        ("IRWAN", (None, "IRWAN", None)),
        ("DRA", (None, "DRA", None)),
        ("", (None, "", None)),
    ],
)
def test_titles(teks: str, hasil: tuple[str | None, str, str | None]) -> None:
    assert pisah_gelar(teks) == hasil


@pytest.mark.parametrize(
    "teks", ["SABAI ALUIH", "Sabai  Aluih, S.STP", "Hj. SABAI ALUIH", "Dra. Hj. Sabai Aluih, M.Si.", "Sabai Aluih S.H."]
)
def test_one_person_in_many_spellings(teks: str) -> None:
    assert nama_polos(teks) == "sabai aluih"


@given(st.text(alphabet="AMHRS., drsij", min_size=1, max_size=20).filter(lambda t: re.match(r"\s*[A-Za-z]", t)))
def test_a_name_never_vanishes(teks: str) -> None:
    assert nama_polos(teks)


@pytest.mark.parametrize(
    ("nama", "terpakai", "kode"),
    [
        ("Sekretaris Dinas", (), "SEKRETARIS-DINAS"),
        ("Kepala Bidang P2P", (), "KEPALA-BIDANG-P2P"),
        ("Guru Qur'an", (), "GURU-QURAN"),
        ("Café  Élite/Madya", (), "CAFE-ELITE-MADYA"),
        ("Lurah", {"LURAH"}, "LURAH-2"),
        ("Lurah", {"LURAH", "LURAH-2"}, "LURAH-3"),
        ("ANALIS KEUANGAN PUSAT DAN DAERAH AHLI PERTAMA", (), "ANALIS-KEUANGAN-PUSAT-DAN-DAERAH-AHLI"),
        ("A" * 60, (), "A" * 40),
        ("A" * 60, {"A" * 40}, "A" * 38 + "-2"),
    ],
)
def test_job_codes(nama: str, terpakai: set[str], kode: str) -> None:
    assert kode_dari_nama(nama, terpakai) == kode


def test_a_code_needs_letters() -> None:
    with pytest.raises(ValueError, match="huruf Latin"):
        kode_dari_nama("职务", ())


@given(
    st.lists(st.text(alphabet="abc dé'/", min_size=1, max_size=60).filter(lambda t: re.search("[a-d]", t)), max_size=12)
)
def test_codes_are_unique_short_and_clean(nama: list[str]) -> None:
    terpakai: set[str] = set()
    for satu in nama:
        kode = kode_dari_nama(satu, terpakai)
        assert kode not in terpakai
        assert len(kode) <= 40
        assert re.fullmatch(r"[A-Z0-9]+(-[A-Z0-9]+)*", kode)
        terpakai.add(kode)


def test_nearest() -> None:
    pilihan = ["Dinas Kesehatan", "Dinas Pendidikan", "Dinas Perhubungan", "Inspektorat"]
    assert terdekat("dinas kesehatn", pilihan)[0] == "Dinas Kesehatan"
    assert terdekat("DINAS KESEHATAN", pilihan, 1) == ["Dinas Kesehatan"]
    assert terdekat("zzz", pilihan) == []
    assert len(terdekat("dinas", ["dinas a", "dinas b", "dinas c", "dinas d"])) == 3
    assert terdekat("lurah", iter(["lurah", "lurah"])) == ["lurah"]


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("CINDUA  MATO", ("CINDUA MATO", True)),
        (" CINDUA MATO", ("CINDUA MATO", True)),
        ("CINDUA\u00a0MATO", ("CINDUA MATO", True)),
        ("KEPALA\nBIDANG", ("KEPALA BIDANG", True)),
        ("NUR'AIN Rambun", ("NUR'AIN Rambun", False)),
        ("CINDUA\u200b MATO", ("CINDUA MATO", False)),
        ("", ("", False)),
        ("A" * 200, ("A" * 200, False)),
    ],
)
def test_cleaning(teks: str, hasil: tuple[str, bool]) -> None:
    assert bersihkan_nama(teks) == hasil


@pytest.mark.parametrize(
    ("teks", "alasan"),
    [
        ("A\x07B", r"U\+0007"),
        ("A\x1b[31mB", r"U\+001B"),
        ("A\u202eB", r"U\+202E"),
        ("A\ud800B", r"U\+D800"),
        ("A\uffffB", r"U\+FFFF"),
        ("A\x1fB", r"U\+001F"),
        ("A\x85B", r"U\+0085"),
        ("A" * 201, "201 huruf"),
    ],
)
def test_names_refused(teks: str, alasan: str) -> None:
    with pytest.raises(ValueError, match=alasan):
        bersihkan_nama(teks)


@pytest.mark.parametrize(
    ("teks", "gagal"),
    [
        ("#REF!", True), (" #NAME? ", True), ("#N/A", True), ("#Div/0!", True), ("Err:502", True), ("#NULL!", True),
        ("#1 Satu", False), ("REF!", False), ("Errita", False), ("", False), (None, False), (3, False),
        ("Dinas #REF!", False),
    ],
)  # fmt: skip
def test_galat_rumus(teks: object, gagal: bool) -> None:
    assert galat_rumus(teks) is gagal
