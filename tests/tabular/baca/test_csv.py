"""CSV: every delimiter and encoding clerks send, rows numbered as Excel shows them."""

from __future__ import annotations

from pathlib import Path

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar
from asn_kompetensi.tabular.baca.csv_ import kisi_csv

from .bahan import NILAI, NIP1, NIP2, PEGAWAI, kolom, nomor


def tulis(jalur: Path, isi: str, pengodean: str = "utf-8") -> Path:
    jalur.write_bytes(isi.encode(pengodean))
    return jalur


@pytest.mark.parametrize(("pemisah", "sebutan"), [(",", "','"), (";", "';'"), ("|", "'|'"), ("\t", "TAB")])
@pytest.mark.parametrize(
    ("pengodean", "nama"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8 dengan BOM"), ("utf-16", "UTF-16"), ("cp1252", "Windows-1252")],
)
def test_pemisah_dan_pengodean_dikenali_dan_disebut(
    tmp_path: Path, pemisah: str, sebutan: str, pengodean: str, nama: str
) -> None:
    baris = [["NIP", "NAMA", "GOLONGAN"], [f"'{NIP1}", "Réno Gadih", "null"], [NIP2, "Tó", "III/a"]]
    jalur = tulis(tmp_path / "a.csv", "\r\n".join(pemisah.join(satu) for satu in baris), pengodean)
    lembar = baca_lembar(jalur, PEGAWAI)
    assert lembar.catatan_baca == f"CSV, pemisah {sebutan}, {nama}"
    assert [b.sel for b in lembar.baris] == [(NIP1, "Réno Gadih", None), (NIP2, "Tó", "III/a")]


def test_nomor_baris_menghitung_rekaman_dan_baris_kosong(tmp_path: Path) -> None:
    isi = f'Daftar\n\nNIP,Nama,Jabatan\n{NIP1},"SABAI\nALUIH","Kepala, ""Dinas"""\n\n{NIP2},B,C\n'
    lembar = baca_lembar(tulis(tmp_path / "a.csv", isi), PEGAWAI)
    assert lembar.baris_judul == (3,)
    assert nomor(lembar) == [4, 6]
    assert lembar.baris[0].sel[1:] == ("SABAI\nALUIH", 'Kepala, "Dinas"')


def test_petunjuk_sep_excel_tidak_dihitung_sebagai_baris(tmp_path: Path) -> None:
    lembar = baca_lembar(tulis(tmp_path / "a.csv", f"sep=;\nNIP;Nama\n{NIP1};A,B,C\n"), PEGAWAI)
    assert lembar.baris_judul == (1,)
    assert lembar.baris[0].sel == (NIP1, "A,B,C")


def test_angka_tetap_teks_dan_koma_desimal_tidak_memecah_kolom(tmp_path: Path) -> None:
    lembar = baca_lembar(
        tulis(tmp_path / "a.csv", f"NIP;Integritas;Komunikasi\n{NIP1};2,4;3,03\n1.97E+17;3;2\n"), NILAI
    )
    assert [b.sel for b in lembar.baris] == [(NIP1, "2,4", "3,03"), ("1.97E+17", "3", "2")]


def test_judul_dua_baris_tanpa_penggabungan(tmp_path: Path) -> None:
    """In CSV nothing is merged: the gap block is known by its parent standing left of the blanks."""
    isi = f"NIP,Gap Kompetensi,,Kompetensi,\n,Integritas,Komunikasi,Integritas,Komunikasi\n{NIP1},-1,0,2,3\n"
    lembar = baca_lembar(tulis(tmp_path / "a.csv", isi), NILAI)
    assert lembar.baris_judul == (1, 2)
    assert [(s.huruf, s.bidang) for s in lembar.lajur[1:]] == [("D", "kompetensi:INT"), ("E", "kompetensi:KOM")]


def test_baris_pendek_dilengkapi(tmp_path: Path) -> None:
    lembar = baca_lembar(tulis(tmp_path / "a.csv", f"NIP,Nama,Golongan\n{NIP1}\n{NIP2},B,III/a,lebih\n"), PEGAWAI)
    assert [b.sel for b in lembar.baris] == [(NIP1, None, None), (NIP2, "B", "III/a")]


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (f"NIP,Nama\n{NIP1}," + "a" * 1_000_001 + "\n", "1 MB"),
        (f"NIP,Nama\n{NIP1},a\0b\n", "NUL"),
        (f'NIP,Nama\n{NIP1},"tidak ditutup\n{NIP2},B\n', "tanda kutip"),
        ("Nama,Golongan\nSABAI,III/a\n", "kolom"),
    ],
)
def test_csv_yang_ditolak(tmp_path: Path, isi: str, kata: str) -> None:
    with pytest.raises(DataDitolak, match=kata):
        baca_lembar(tulis(tmp_path / "a.csv", isi), PEGAWAI)


def test_utf16_berisi_nul_ditolak_dan_lembar_tidak_bermakna(tmp_path: Path) -> None:
    with pytest.raises(DataDitolak, match="NUL"):
        baca_lembar(tulis(tmp_path / "a.csv", f"NIP,Nama\n{NIP1},a\0b\n", "utf-16"), PEGAWAI)
    with pytest.raises(DataDitolak, match="tidak mempunyai lembar"):
        baca_lembar(tulis(tmp_path / "b.csv", f"NIP,Nama\n{NIP1},a\n"), PEGAWAI, lembar="Data")


def test_csv_tanpa_batas_baris(tmp_path: Path) -> None:
    isi = "NIP,Nama\n" + "".join(f"19840312200604{i % 10000:04d},P{i}\n" for i in range(200_050))
    assert len(kolom(baca_lembar(tulis(tmp_path / "a.csv", isi), PEGAWAI), "nip")) == 200_050


def _banyak(nama: str, ujung: str = "\n", akhir: str = "") -> str:
    """A file of some 400 kB: more than one piece of what is looked at when the text is judged."""
    return f"NIP,Nama{ujung}" + "".join(f"{NIP1},{nama}{i}{ujung}" for i in range(14_000)) + akhir


@pytest.mark.parametrize("ujung", ["\n", "\r\n", "\r"])
def test_every_line_end_gives_the_same_rows(tmp_path: Path, ujung: str) -> None:
    lembar = baca_lembar(tulis(tmp_path / "a.csv", _banyak("P", ujung, ujung)), PEGAWAI)
    assert [(b.nomor, b.sel[1]) for b in lembar.baris] == [(i + 2, f"P{i}") for i in range(14_000)]


@pytest.mark.parametrize("pengodean", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_quotation_mark_on_the_last_line_still_opens_a_field(tmp_path: Path, pengodean: str) -> None:
    isi = _banyak("é", akhir=f'{NIP2},"A, B\nC"\n')
    lembar = baca_lembar(tulis(tmp_path / "a.csv", isi, pengodean), PEGAWAI)
    assert (len(lembar.baris), lembar.baris[-1].sel) == (14_001, (NIP2, "A, B\nC"))
    with pytest.raises(DataDitolak, match="baris 14002: tanda kutip"):
        baca_lembar(tulis(tmp_path / "b.csv", isi.replace('C"', "C"), pengodean), PEGAWAI)


def test_a_long_line_behind_short_ones_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataDitolak, match="baris 14002 melebihi 1 MB"):
        baca_lembar(tulis(tmp_path / "a.csv", _banyak("P", akhir=f"{NIP2},{'a' * 1_000_001}\n")), PEGAWAI)


@pytest.mark.parametrize(
    "isi",
    [
        'kode,nama\nA1,"Dinas A\nA2,Dinas B\nA3,Dinas "C\nA4,Dinas D\n',
        'kode,nama\nA1,"Dinas A\nA2,Dinas B\nA3,"Dinas C\n',
        'kode,nama\nA1,"Dinas A"B"\n',
    ],
)
def test_dua_tanda_kutip_liar_tidak_menelan_baris(tmp_path: Path, isi: str) -> None:
    berkas = tmp_path / "liar.csv"
    berkas.write_text(isi)
    with pytest.raises(DataDitolak, match="tanda kutip"):
        list(kisi_csv(berkas)[0].alir())


@pytest.mark.parametrize(
    ("isi", "baris", "bita"),
    [
        ("NIP,Nama\nx,Réno\ny,Tó".encode()[:-1], 3, 4),
        ("NIP,Nama\nx,Réno\n".encode() + b"y,\xff\xfe\n" + "z,é\n".encode() * 3, 3, 3),
        (b"\xef\xbb\xbfNIP,Nama\nx,R\xe9no\n", 2, 4),
        (("NIP,Nama\n" + "x,é\n" * 70_000).encode() + b"x,\xe9\n", 70_002, 3),
    ],
)
def test_utf8_yang_rusak_disebut_letaknya(tmp_path: Path, isi: bytes, baris: int, bita: int) -> None:
    """Read as the Windows page, every other é of the file would become two wrong letters."""
    jalur = tmp_path / "a.csv"
    jalur.write_bytes(isi)
    with pytest.raises(DataDitolak, match=f"rusak di baris {baris}, bita ke-{bita}\\."):
        baca_lembar(jalur, PEGAWAI)


def test_windows_1252_tetap_terbaca_meski_ada_pasangan_yang_kebetulan_utf8(tmp_path: Path) -> None:
    nama = ["RENÉ’S", "“É”", "Tó", "SÃO", "Ñ", "ÜBER"]
    isi = "NIP,Nama\n" + "".join(f"{NIP1},{satu}\n" for satu in nama)
    lembar = baca_lembar(tulis(tmp_path / "a.csv", isi, "cp1252"), PEGAWAI)
    assert (kolom(lembar, "nama"), lembar.catatan_baca[-12:]) == (nama, "Windows-1252")


@pytest.mark.parametrize(
    ("lalu", "sesudah"),
    [
        ("NIP,Nama\nx,é\n", b"NIP,Nama\nx,\xe9\n"),
        ("NIP,Nama\nx,A\n", b'NIP,Nama\nx,"' + b"A\n" * 700_000),
        ("NIP,Nama\nx,A\n", b"NIP,Nama\nx,A\ny,B\n"),
        ('NIP,Nama\nx,"A"\n', b"NIP,Nama\n"),
    ],
)
def test_berkas_yang_berubah_selagi_dibaca_ditolak(tmp_path: Path, lalu: str, sesudah: bytes) -> None:
    jalur = tulis(tmp_path / "a.csv", lalu)
    kisi, _ = kisi_csv(jalur)
    jalur.write_bytes(sesudah)
    with pytest.raises(DataDitolak, match="berubah selagi dibaca"):
        list(kisi.alir())


def test_teks_yang_dibungkus_rumus_oleh_excel(tmp_path: Path) -> None:
    isi = f'NIP,Nama,Golongan\n="{NIP1}",A,=1\n"=""{NIP2}""","=""B, """"C""""""",III/a\n'
    lembar = baca_lembar(tulis(tmp_path / "a.csv", isi), PEGAWAI)
    assert [b.sel for b in lembar.baris] == [(NIP1, "A", "=1"), (NIP2, 'B, "C"', "III/a")]
