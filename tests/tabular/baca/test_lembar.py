"""The words of the reader: which sheet it took, what it could not find, and what the clerk can do about it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.tabular.baca import baca_lembar, csv_
from asn_kompetensi.tabular.baca.ejaan import bidang_dari, dikenal, ejaan_bidang, kunci_judul
from asn_kompetensi.tabular.baca.kisi import aman

from .bahan import NILAI, NIP1, NIP2, PEGAWAI, buku, kolom, nomor


def galat(jalur: Path, skema: Skema, **pilihan: Any) -> DataDitolak:
    with pytest.raises(DataDitolak) as penolakan:
        baca_lembar(jalur, skema, **pilihan)
    return penolakan.value


def test_kolom_kurang_disebut_persis(tmp_path: Path) -> None:
    hasil = galat(buku(tmp_path / "rekap.xlsx", [["Nama", "Umur\nTahun"], ["A", 3]], judul="Sheet1"), PEGAWAI)
    assert hasil.pesan == (
        'Lembar "Sheet1" di "rekap.xlsx": kolom NIP atau Nama / NIP tidak ditemukan dalam 30 baris pertama. '
        'Judul yang terbaca: "Nama", "Umur Tahun".'
    )
    assert hasil.petunjuk.startswith('Beri judul kolom dengan salah satu ejaan ini: "NIP", "NIP BARU", "NIP / NI PPPK"')


@pytest.mark.parametrize(
    ("jenis", "bidang_semua", "saran"),
    [
        ("jabatan", ("kode", "nama"), '"Kode Jabatan"; "NAMA JABATAN", "Jabatan"'),
        ("opd", ("kode", "nama"), '"Kode OPD", "Kode Perangkat Daerah"; "Nama OPD"'),
        (
            "kelas",
            ("mulai", "selesai"),
            '"Tanggal Mulai", "Tgl Mulai", "Tanggal Pelaksanaan", "Tgl Pelaksanaan"; "Tanggal Selesai", "Tgl Selesai"',
        ),
        ("pegawai", ("nip", "nama"), '"NIP", "NIP BARU", "NIP / NI PPPK", "NI PPPK"; "NAMA", "NAMA PEGAWAI"'),
    ],
)
def test_saran_memakai_ejaan_impor_itu(tmp_path: Path, jenis: str, bidang_semua: tuple[str, ...], saran: str) -> None:
    skema = Skema(jenis, bidang_semua, tuple((satu,) for satu in bidang_semua))
    hasil = galat(buku(tmp_path / "a.xlsx", [["Warna", "Umur"], ["biru", 3]]), skema)
    assert hasil.petunjuk.startswith(f"Beri judul kolom dengan salah satu ejaan ini: {saran}")


def test_semua_yang_kurang_disebut_sekaligus(tmp_path: Path) -> None:
    skema = Skema("pelatihan", ("kode", "nama", "bentuk"), (("kode",), ("nama",), ("bentuk",)))
    hasil = galat(buku(tmp_path / "a.xlsx", [["Kode", "Warna"], ["A", "biru"]]), skema)
    assert "nama" in hasil.pesan.casefold()
    assert " dan kolom bentuk pelatihan tidak ditemukan" in hasil.pesan.casefold()
    assert "kolom kode" not in hasil.pesan.casefold()


def test_kolom_yang_dapat_digabung_disebut_sebagai_pilihan(tmp_path: Path) -> None:
    skema = Skema("pegawai", ("nip", "nama", "nama_nip"), (("nip", "nama_nip"), ("nama", "nama_nip")))
    hasil = galat(buku(tmp_path / "a.xlsx", [[], ["Warna kesukaan", "Hobi"], ["biru", "catur"]]), skema)
    assert hasil.pesan == (
        'Lembar "Data" di "a.xlsx": kolom NIP dan kolom NAMA (atau satu kolom Nama / NIP) tidak ditemukan '
        'dalam 30 baris pertama. Judul yang terbaca: tidak ada; baris 2 berisi "Warna kesukaan", "Hobi".'
    )
    assert hasil.petunjuk.endswith(
        ". Bila judulnya tidak dapat diubah, terangkan dengan --peta; templat kosong: --contoh."
    )


@pytest.mark.parametrize("jenis", ["opd", "rencana", "tanggapan", "hadir"])
def test_contoh_disebut_hanya_bila_ada(tmp_path: Path, jenis: str) -> None:
    bertemplat = jenis in {satu["jenis"] for satu in baca_acuan("templat")}
    hasil = galat(buku(tmp_path / "a.xlsx", [["Warna"], ["biru"]]), Skema(jenis, ("kode", "nama"), (("kode",),)))
    assert ("--contoh" in hasil.petunjuk) is bertemplat is (jenis == "opd")


def test_lembar_kosong_dan_buku_tanpa_lembar_terlihat(tmp_path: Path) -> None:
    assert galat(buku(tmp_path / "a.xlsx", []), PEGAWAI).pesan == 'Lembar "Data" di "a.xlsx" kosong.'
    wb = Workbook()
    wb.create_sheet("Isi").append(["Petunjuk"])
    wb.save(tmp_path / "c.xlsx")
    assert galat(tmp_path / "c.xlsx", PEGAWAI).pesan.endswith('baris 1 berisi "Petunjuk".')
    wb = Workbook()
    wb.create_chartsheet("Grafik")
    wb.worksheets[0].sheet_state = "hidden"
    wb.save(tmp_path / "b.xlsx")
    hasil = galat(tmp_path / "b.xlsx", PEGAWAI)
    assert hasil.pesan == 'Berkas "b.xlsx" tidak mempunyai lembar yang terlihat.'


@pytest.mark.parametrize("keadaan", ["hidden", "veryHidden"])
@pytest.mark.parametrize("depan", ["Sampul", None])
def test_data_hanya_di_lembar_tersembunyi(tmp_path: Path, keadaan: str, depan: str | None) -> None:
    wb = Workbook()
    wb.remove(wb.worksheets[0])
    if depan:
        wb.create_sheet(depan).append(["Petunjuk pengisian"])
    else:
        wb.create_chartsheet("Grafik")
    for nama, isi in (("Data", ["NIP", "Nama"]), ("Bantu", ["Kode", "Arti"])):
        wb.create_sheet(nama).append(isi)
        wb[nama].sheet_state = keadaan
    wb["Data"].append([NIP1, "A"])
    wb.save(tmp_path / "a.xlsx")
    hasil = galat(tmp_path / "a.xlsx", PEGAWAI)
    assert hasil.pesan == (
        'Berkas "a.xlsx": data yang dicari hanya ada di lembar tersembunyi "Data", yang tidak dibaca.'
    )
    assert "Tampilkan (Unhide)" in hasil.petunjuk
    assert "Unhide" in galat(tmp_path / "a.xlsx", PEGAWAI, lembar="data").petunjuk


def test_grafik_disebut_bukan_lembar_data(tmp_path: Path) -> None:
    wb = Workbook()
    ws: Any = wb.active
    ws.append(["NIP", "Nama"])
    ws.append([NIP1, "A"])
    wb.create_chartsheet("Grafik")
    wb.save(tmp_path / "a.xlsx")
    assert dict(baca_lembar(tmp_path / "a.xlsx", PEGAWAI).lembar_dilewati)["Grafik"] == "bukan lembar data"


def test_lembar_terbaik_dipilih_yang_pertama_bila_seri(tmp_path: Path) -> None:
    wb = Workbook()
    wb.remove(wb.worksheets[0])
    for nama, nip in (("Satu ", NIP1), ("DUA", NIP2)):
        ws = wb.create_sheet(nama)
        ws.append(["NIP", "Nama"])
        ws.append([nip, nama])
    wb.save(tmp_path / "a.xlsx")
    lembar = baca_lembar(tmp_path / "a.xlsx", PEGAWAI)
    assert (lembar.nama, kolom(lembar, "nip")) == ("Satu ", [NIP1])
    assert lembar.lembar_dilewati == (("DUA", 'juga berisi data; pilih dengan --lembar "DUA"'),)
    for pilihan in ("DUA", " dua "):
        lembar = baca_lembar(tmp_path / "a.xlsx", PEGAWAI, lembar=pilihan)
        assert (lembar.nama, lembar.lembar_dilewati) == ("DUA", (("Satu ", "tidak dipilih"),))
    hasil = galat(tmp_path / "a.xlsx", PEGAWAI, lembar="tiga")
    assert hasil.pesan == 'Lembar "tiga" tidak ada di "a.xlsx".'
    assert hasil.petunjuk == 'Lembar yang ada: "Satu ", "DUA".'


@pytest.mark.skipif(os.name == "nt", reason="POSIX modes")
def test_galat_sistem_adalah_galat_berkas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(GalatBerkas, match="folder"):
        baca_lembar(tmp_path, PEGAWAI)
    with pytest.raises(GalatBerkas, match="tidak ada"):
        baca_lembar(tmp_path / "x.xlsx", PEGAWAI)
    jalur = tmp_path / "a.csv"
    jalur.write_text(f"NIP,Nama\n{NIP1},A\n", encoding="utf-8")

    def rusak(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(csv_, "_kenali", rusak)
    with pytest.raises(GalatBerkas, match="media simpan bermasalah"):
        baca_lembar(jalur, PEGAWAI)


def test_kegagalan_calamine_menjadi_penolakan_tetapi_hentian_tetap_hentian(tmp_path: Path) -> None:
    class Panik(BaseException):
        """A pyo3 panic is no Exception."""

    def coba(satu: type[BaseException]) -> None:
        def gagal() -> Any:
            raise satu

        aman(tmp_path / "a.xls", gagal)

    for satu in (Panik, ValueError, OSError):
        with pytest.raises(DataDitolak, match="rusak"):
            coba(satu)
    for hentian in (KeyboardInterrupt, SystemExit, MemoryError):
        with pytest.raises(hentian):
            coba(hentian)


def test_ejaan_yang_disarankan_memang_diterima() -> None:
    for jenis, bidang_semua in (("pegawai", PEGAWAI.bidang), ("nilai", NILAI.bidang)):
        skema = Skema(jenis, bidang_semua, ())
        for satu in set(bidang_semua) - {"status"}:  # `Status` means PNS or CPNS until its cells say otherwise
            ejaan = ejaan_bidang(satu, skema)
            assert 1 <= len(ejaan) <= 4
            assert {bidang_dari(kunci_judul(tulisan), skema) for tulisan in ejaan} == {satu}
    assert ejaan_bidang("belum_ada", PEGAWAI) == ("belum_ada",)


def test_ejaan_dikenal_oleh_jenis_mana_pun() -> None:
    assert all(map(dikenal, ["NIP", "tgl. lahir", "Nilai Post-Test", "JML"]))
    assert not any(map(dikenal, ["", "  ", NIP1, "SABAI ALUIH"]))


@pytest.mark.parametrize("akhir", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("pengodean", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "cp1252"])
def test_csv_akhir_baris_dan_pengodean(tmp_path: Path, akhir: str, pengodean: str) -> None:
    isi = akhir.join(["sep=;", "NIP;Nama", "", f'{NIP1};"Réno{akhir}Gadih"', f"{NIP2};B", ""])
    jalur = tmp_path / "a.csv"
    jalur.write_bytes(b"\xfe\xff" + isi.encode("utf-16-be") if pengodean.endswith("bom") else isi.encode(pengodean))
    lembar = baca_lembar(jalur, PEGAWAI)
    assert (nomor(lembar), kolom(lembar, "nama")) == ([3, 4], [f"Réno{akhir}Gadih", "B"])


def test_csv_satu_kolom_dan_koma_di_dalam_nama(tmp_path: Path) -> None:
    skema = Skema("hadir", ("nip",), (("nip",),))
    (tmp_path / "a.csv").write_text(f"NIP\n{NIP1}\n{NIP2}\n", encoding="utf-8")
    assert kolom(baca_lembar(tmp_path / "a.csv", skema), "nip") == [NIP1, NIP2]
    isi = f"NIP|Nama|Golongan\n{NIP1}|A, S.Pd., M.M.|III/a\n{NIP2}|B, Ns., S.Kep.|III/b\n"
    (tmp_path / "b.csv").write_text(isi, encoding="utf-8")
    lembar = baca_lembar(tmp_path / "b.csv", PEGAWAI)
    assert (lembar.catatan_baca, kolom(lembar, "nama")[0]) == ("CSV, pemisah '|', UTF-8", "A, S.Pd., M.M.")


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        (b"NIP,Nama\n1,\x81\x8d\n", "bukan teks Windows-1252"),
        (b"\xff\xfeN\0I\0P\0,\0\0\xd8", "bukan teks UTF-16"),
        (b"\xff\xfe\0\0N\0\0\0I\0\0\0", "NUL"),
        (b"\xef\xbb\xbfNIP\n\xff\xff\n", "rusak di baris 2, bita ke-1"),
        (b"NIP,Nama\n1," + b'"' + b"x\n" * 600_000 + b'"\n', "1 MB"),
        (b"NIP,Nama\n1," + "é".encode() * 600_000, "1 MB"),
    ],
)
def test_csv_rusak_ditolak_seketika(tmp_path: Path, isi: bytes, kata: str) -> None:
    jalur = tmp_path / "a.csv"
    jalur.write_bytes(isi)
    hasil = galat(jalur, PEGAWAI)
    assert kata in hasil.pesan
    assert hasil.petunjuk


def test_batas_bidang_csv_dikembalikan(tmp_path: Path) -> None:
    import csv

    (tmp_path / "a.csv").write_text(f"NIP,Nama\n{NIP1},{'x' * 200_000}\n", encoding="utf-8")
    sebelum = csv.field_size_limit()
    assert len(kolom(baca_lembar(tmp_path / "a.csv", PEGAWAI), "nama")[0]) == 200_000
    assert csv.field_size_limit() == sebelum


STANDAR = Skema(
    "standar",
    ("jabatan", "kompetensi", "level"),
    (("jabatan",), ("kompetensi", "kompetensi:*"), ("level", "kompetensi:*")),
    {"INT": "INT", "Integritas": "INT", "Kerja Sama": "KS"},
)


@pytest.mark.parametrize(
    "baris",
    [
        [["NIP", "Jabatan", "Integritas", "Kerja Sama"], [NIP1, "STAF", 3, 4]],
        [["NIP", "Jabatan", "Kompetensi", "Level"], [NIP1, "STAF", "INT", 3]],
    ],
)
@pytest.mark.parametrize("bentuk", ["xlsx", "csv"])
def test_nilai_orang_bukan_standar_jabatan(tmp_path: Path, baris: list[list[Any]], bentuk: str) -> None:
    jalur = tmp_path / f"a.{bentuk}"
    if bentuk == "csv":
        jalur.write_text("".join(",".join(map(str, satu)) + "\n" for satu in baris))
    else:
        buku(jalur, baris)
    hasil = galat(jalur, STANDAR)
    assert hasil.pesan.endswith('mempunyai kolom "NIP": isinya nilai orang, bukan standar jabatan.')
    assert "asn nilai impor" in hasil.petunjuk


def test_standar_di_samping_nip_tetap_dibaca(tmp_path: Path) -> None:
    judul = [["NIP", "Jabatan", "Integritas", None], [None, None, "Standar", "Capaian"]]
    isi = baca_lembar(buku(tmp_path / "a.xlsx", [*judul, [NIP1, "STAF", 3, 4]], ["C1:D1"]), STANDAR)
    assert [satu.sel for satu in isi.baris] == [("STAF", 3)]
