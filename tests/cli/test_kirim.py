"""`asn kirim siapkan` and `daftar`: what each agency gets, that it gets nothing else, and the ledger."""

from __future__ import annotations

import email
import email.policy
import hashlib
import io
import json
import sqlite3
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.cetakan import cetak, sekali
from tests.cli.isi_gap import CINDUA, MANGKUTAK, SABAI, isi_kota
from tests.conftest import Asn
from tests.store.alat import buka, sidik

DINKES, DISDIK = "kadis.dinkes@kota.go.id", "kadis.disdik@kota.go.id"
SANDI = "sandi-dinkes-2025"
TIGA = ["dinkes-2025.docx", "dinkes-2025.eml", "dinkes-2025.xlsx"]


@sekali
def _isi_alamat(basis: Path) -> None:
    isi_kota(basis)
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET surel = ? WHERE kode = 'DINKES'", (DINKES,))
        d.kon.execute("UPDATE opd SET surel = ? WHERE kode = 'DISDIK'", (DISDIK,))


@pytest.fixture(autouse=True)
def _isi(basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "pengaturan"))
    _isi_alamat(basis)


@pytest.fixture
def surat(asn: Asn, tmp_path: Path) -> Path:
    """The folder of two letters that are ready, made once."""
    folder = tmp_path / "surat"
    assert cetak(tmp_path / "kota.db", lambda: _siapkan(asn, folder)[0], "kirim siapkan") == 0
    return folder


def _siapkan(asn: Asn, folder: Path, *kata: str | Path) -> tuple[int, str, str]:
    return asn("kirim", "siapkan", "--periode", "2025", "--ke", folder, *kata)


def _isi_folder(folder: Path) -> dict[str, str]:
    return {satu.name: hashlib.sha256(satu.read_bytes()).hexdigest() for satu in sorted(folder.iterdir())}


def _surat(berkas: Path) -> Any:
    return email.message_from_bytes(berkas.read_bytes(), policy=email.policy.default)


def _teks_docx(isi: bytes) -> str:
    import docx

    dokumen = docx.Document(io.BytesIO(isi))
    sel = [sel.text for tabel in dokumen.tables for baris in tabel.rows for sel in baris.cells]
    return "\n".join([*(satu.text for satu in dokumen.paragraphs), *sel])


def _sql(basis: Path, perintah: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(basis)) as kon:
        return kon.execute(perintah).fetchall()


# --- bad words first ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kata", "kode", "cari"),
    [
        (("siapkan", "--ke", "{f}"), 2, "--periode wajib diisi"),
        (("siapkan", "--periode", "2025"), 2, "--ke wajib diisi"),
        (("siapkan", "--periode", "2019", "--ke", "{f}"), 4, "2019"),
        (("siapkan", "--periode", "2025", "--ke", "{f}", "--opd", "DINKESS"), 4, "DINKES"),
        (("siapkan", "--periode", "2025", "--ke", "{f}", "--opd", "KOSONG"), 4, "KOSONG tidak punya pegawai"),
        (("siapkan", "--periode", "2025", "--ke", "{f}", "--tanggal-surat", "2026-02-30"), 3, "--tanggal-surat"),
        (("siapkan", "--periode", "2025", "--ke", "{f}", "--batas", "2025-01-01"), 3, "--batas lebih awal"),
        (("siapkan", "--periode", "2025", "--ke", "{f}", "--nomor-surat", ""), 3, "nomor surat kosong"),
        (("siapkan", "--periode", "2025", "--ke", "{f}", "--sandi-dari", "{t}/tiada"), 8, "tiada tidak dapat dibaca"),
        (("siapkan", "--periode", "2025", "--ke", "{f}", "--konfig", "{t}/tiada"), 8, "tiada tidak dapat dibaca"),
        (("siapkan", "--periode", "2025", "--ke", "{t}/kota.db"), 8, "bukan folder"),
        (("daftar", "--status", "dikirim"), 2, "Pilihannya: siap, mengirim"),
        (("daftar", "--periode", "2019"), 4, "2019"),
        (("daftar", "--orang"), 2, "--orang hanya bersama --sejak"),
        (("daftar", "--sejak", "2025-01-01", "--periode", "2025"), 2, "--sejak hanya"),
        (("daftar", "--sejak", "kemarin"), 3, "kemarin"),
        (("daftar", "--pada", "2025-02-30"), 3, "--pada"),
    ],
)
def test_refusals_write_nothing(
    asn: Asn, basis: Path, tmp_path: Path, kata: tuple[str, ...], kode: int, cari: str
) -> None:
    sebelum = sidik(basis)
    hasil = asn("kirim", *(satu.format(f=tmp_path / "surat", t=tmp_path) for satu in kata))
    assert (hasil[0], hasil[1]) == (kode, ""), hasil
    assert cari in hasil[2]
    assert not (tmp_path / "surat").exists()
    assert sidik(basis) == sebelum


@pytest.mark.parametrize(
    ("isi", "cari"),
    [
        (b"DINKES", "baris 1 bukan KODE=sandi"),
        (b"DINKES=pendek", "harus 8 sampai 255 huruf"),
        (b"DINKES=sandi-satu-satu\ndinkes=sandi-dua-dua-dua\n", "ditulis dua kali"),
        (b"DINKES='sandi-satu-satu'\nDISDIK=sandi-dua-dua-dua", "baris 2 tanpa tanda petik, baris 1 dengan"),
        (b"\xff\xfe\x00", "bukan teks"),
        (b"#" * (1 << 20) + b"##", "terlalu besar"),
    ],
)
def test_a_bad_file_of_passwords_is_refused_without_showing_one(
    asn: Asn, tmp_path: Path, isi: bytes, cari: str
) -> None:
    berkas = tmp_path / "sandi.txt"
    berkas.write_bytes(isi)
    berkas.chmod(0o600)
    kode, keluar, galat = _siapkan(asn, tmp_path / "surat", "--sandi-dari", berkas)
    assert (kode, keluar) == (3, "")
    assert cari in galat
    assert "sandi-" not in galat.replace("sandi-yang-panjang", "")
    assert "pendek" not in galat


# --- what is made ---------------------------------------------------------------------------------------------------


def test_workbook_letter_and_mail_of_every_agency(asn: Asn, tmp_path: Path) -> None:
    folder = tmp_path / "surat"
    kode, keluar, galat = _siapkan(asn, folder, "--tanggal-surat", "2026-01-12", "--nomor-surat", "800/7/BKPSDM/2026",
                                   "--json")  # fmt: skip
    assert kode == 0, galat
    dua = json.loads(keluar)
    assert dua[0] == {
        "opd": "DINKES", "nama_opd": "Dinas Kesehatan", "alamat": DINKES, "berkas": str(folder / "dinkes-2025.xlsx"),
        "surat": str(folder / "dinkes-2025.docx"), "eml": str(folder / "dinkes-2025.eml"), "orang": 2, "status": "siap",
        "keterangan": None, "perintah": None,
    }  # fmt: skip
    assert [satu.name for satu in sorted(folder.iterdir())] == [n.replace("dinkes", o) for o in ("dinkes", "disdik")
                                                                for n in TIGA]  # fmt: skip
    assert {stat.S_IMODE(satu.stat().st_mode) for satu in folder.iterdir()} == {0o600}
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    surat = _surat(folder / "dinkes-2025.eml")
    assert surat["To"] == f"Dinas Kesehatan <{DINKES}>"
    assert surat["Subject"] == "Laporan Kesenjangan Kompetensi Pegawai Periode 2025 - Dinas Kesehatan"
    assert surat["Date"].datetime.date().isoformat() == "2026-01-12"
    lampiran = {satu.get_filename(): satu.get_content() for satu in surat.iter_attachments()}
    assert set(lampiran) == {"dinkes-2025.xlsx", "dinkes-2025.docx"}
    for nama, isi in lampiran.items():
        assert isi == (folder / nama).read_bytes()
    for teks in (_teks_docx(lampiran["dinkes-2025.docx"]), surat.get_body().get_content()):
        rapat = " ".join(teks.split())
        for cari in ("800/7/BKPSDM/2026", "Kepala Dinas Kesehatan", "12 Januari 2026", "26 Januari 2026", "2 orang",
                     "1 orang", "Integritas (1 orang)"):  # fmt: skip
            assert cari in rapat, cari
        assert SABAI not in teks
        assert "Sabai" not in teks
    assert "Sifat" in _teks_docx(lampiran["dinkes-2025.docx"])


def test_nothing_of_another_agency_in_any_part(surat: Path) -> None:
    for kode, asing in (("dinkes", (CINDUA, "Cindua", "Pendidikan", DISDIK)),
                        ("disdik", (SABAI, MANGKUTAK, "Sabai", "Kesehatan", DINKES))):  # fmt: skip
        pesan = _surat(surat / f"{kode}-2025.eml")
        seluruh = pesan.as_string() + pesan.get_body().get_content()
        for satu in pesan.iter_attachments():
            with zipfile.ZipFile(io.BytesIO(satu.get_content())) as arsip:
                seluruh += "".join(arsip.read(n).decode("utf-8", "replace") + n for n in arsip.namelist())
        for kata in asing:
            assert kata not in seluruh, (kode, kata)


def test_the_same_data_gives_the_same_bytes_and_one_row(
    asn: Asn, basis: Path, surat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sebelum = sidik(basis)
    monkeypatch.setenv("TZ", "Asia/Jakarta")
    monkeypatch.setenv("ASN_PETUGAS", "orang lain")
    assert _siapkan(asn, tmp_path / "b")[0] == 0
    assert _isi_folder(surat) == _isi_folder(tmp_path / "b")
    assert _siapkan(asn, surat)[0] == 0  # nothing differs, so nothing is in the way
    assert sidik(basis) == sebelum
    assert [satu[0] for satu in _sql(basis, "SELECT status FROM kiriman")] == ["siap", "siap"]


def test_each_file_is_in_the_processing_log(basis: Path, surat: Path) -> None:
    isi = _isi_folder(surat)
    assert _sql(
        basis, "SELECT perintah, opd_id, periode_id, orang, pegawai, berkas, sidik, penerima FROM penyaluran"
    ) == [
        ("kirim siapkan", 1, 1, 2, "[1,2]", "dinkes-2025.xlsx", isi["dinkes-2025.xlsx"], None),
        ("kirim siapkan", 2, 1, 1, "[3]", "disdik-2025.xlsx", isi["disdik-2025.xlsx"], None),
    ]


def test_a_dry_run_leaves_no_trace(asn: Asn, basis: Path, tmp_path: Path) -> None:
    sebelum = sidik(basis)
    kode, keluar, galat = _siapkan(asn, tmp_path / "surat", "-n", "--json")
    assert (kode, len(json.loads(keluar))) == (0, 2)
    assert "uji coba" in galat
    assert not (tmp_path / "surat").exists()
    assert sidik(basis) == sebelum


def test_another_file_in_the_way_stops_everything(asn: Asn, basis: Path, tmp_path: Path) -> None:
    folder = tmp_path / "surat"
    folder.mkdir()
    (folder / "disdik-2025.docx").write_bytes(b"punya orang lain")
    sebelum = sidik(basis)
    for lebih in ((), ("-n",)):
        kode, keluar, galat = _siapkan(asn, folder, *lebih)
        assert (kode, keluar) == (5, "")
        assert "disdik-2025.docx sudah ada" in galat
    assert [satu.name for satu in folder.iterdir()] == ["disdik-2025.docx"]
    assert sidik(basis) == sebelum
    assert _siapkan(asn, folder, "--timpa")[0] == 0
    assert len(list(folder.iterdir())) == 6


# --- who gets none --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("alamat", "cari"),
    [
        (None, "belum punya alamat surel"),
        ("a@kota.go.id\nBcc: x@y.id", "bukan satu alamat"),
        *(
            pytest.param(satu, "bukan satu alamat", marks=pytest.mark.lama)
            for satu in ("a@kota.go.id,b@kota.go.id", "a(b)@kota.go.id", "a%lain.com@kota.go.id")
        ),
        (DISDIK.upper(), "juga alamat perangkat daerah lain"),
    ],
)
def test_an_agency_without_a_right_address_is_left_out_and_named(
    asn: Asn, basis: Path, tmp_path: Path, alamat: str | None, cari: str
) -> None:
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET surel = ? WHERE kode = 'DINKES'", (alamat,))
    kode, keluar, galat = _siapkan(asn, tmp_path / "surat", "--json")
    assert cari in galat
    assert "asn opd ubah DINKES --surel ALAMAT" in galat
    assert kode == 9
    kedua = "ditinggal" if alamat == DISDIK.upper() else "siap"  # then the other has none of its own either
    assert [(s["opd"], s["status"], s["eml"] is None) for s in json.loads(keluar)] == [
        ("DINKES", "ditinggal", True), ("DISDIK", kedua, kedua == "ditinggal")
    ]  # fmt: skip
    dibuat = {satu.name for satu in (tmp_path / "surat").iterdir()}
    assert {n for n in TIGA if not n.endswith(".eml")} == {n for n in dibuat if n.startswith("dinkes")}, "to be carried"
    assert ("disdik-2025.eml" in dibuat) == (kedua == "siap")
    assert [satu[0] for satu in _sql(basis, "SELECT opd_id FROM kiriman")] == ([2] if kedua == "siap" else [])


def test_what_is_carried_is_in_the_log_too(asn: Asn, basis: Path, tmp_path: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET surel = NULL WHERE kode = 'DINKES'")
    for _ in range(2):
        assert _siapkan(asn, tmp_path / "surat")[0] == 9
    log = _sql(basis, "SELECT tujuan, orang FROM penyaluran ORDER BY id")
    assert sorted(log) == [("surat ke perangkat daerah", 1), ("surat untuk diantar", 2)], "once, however often repeated"


def test_all_to_be_carried_and_none_by_mail(asn: Asn, basis: Path, tmp_path: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET surel = NULL")
    kode, keluar, _ = _siapkan(asn, tmp_path / "surat", "--json")
    assert (kode, {s["status"] for s in json.loads(keluar)}) == (9, {"ditinggal"})
    assert len(list((tmp_path / "surat").iterdir())) == 4
    assert _siapkan(asn, tmp_path / "surat", "--sandi-dari", "tidak-ada.toml")[0] == 8


def test_a_merged_agency_is_left_to_the_clerk(asn: Asn, basis: Path, tmp_path: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET digabung_ke_id = 2, selesai = '2026-01-01' WHERE kode = 'DINKES'")
    kode, _, galat = _siapkan(asn, tmp_path / "surat")
    assert kode == 9
    assert "DINKES sudah digabung ke DISDIK" in galat


# --- with a password ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("putaran_sedikit")
def test_with_passwords_no_plain_copy_lies_anywhere(asn: Asn, basis: Path, surat: Path, tmp_path: Path) -> None:
    import msoffcrypto

    berkas = tmp_path / "sandi.toml"
    berkas.write_text(f'# sandi\ndinkes = "{SANDI}"\n', encoding="utf-8")
    berkas.chmod(0o644)
    folder = tmp_path / "bersandi"
    kode, keluar, galat = _siapkan(asn, folder, "--sandi-dari", berkas, "--json")
    assert kode == 9
    assert "chmod 600" in galat
    assert "DISDIK belum punya sandi" in galat
    assert [satu.name for satu in sorted(folder.iterdir())] == TIGA
    tersandi = msoffcrypto.OfficeFile(io.BytesIO((folder / "dinkes-2025.xlsx").read_bytes()))
    tersandi.load_key(password=SANDI, verify_password=True)
    hasil = io.BytesIO()
    tersandi.decrypt(hasil, verify_integrity=True)
    assert hasil.getvalue() == (surat / "dinkes-2025.xlsx").read_bytes()
    seluruh = b"".join(satu.read_bytes() for satu in folder.iterdir()) + basis.read_bytes()
    pesan = _surat(folder / "dinkes-2025.eml")
    teks = pesan.get_body().get_content() + _teks_docx((folder / "dinkes-2025.docx").read_bytes())
    assert SANDI not in keluar + galat + teks
    assert SANDI.encode() not in seluruh
    assert teks.count("sandinya disampaikan terpisah") == 2
    lampiran = {satu.get_filename(): satu.get_content() for satu in pesan.iter_attachments()}
    assert lampiran["dinkes-2025.xlsx"] == (folder / "dinkes-2025.xlsx").read_bytes()
    # Encrypted again it would be other bytes: what is right already stays.
    sebelum = _isi_folder(folder), sidik(basis)
    berkas.chmod(0o600)
    kode, _, galat = _siapkan(asn, folder, "--sandi-dari", berkas)
    assert (kode, "chmod" in galat, _isi_folder(folder), sidik(basis)) == (9, False, *sebelum)
    # Another password makes another file and another row.
    berkas.write_text(f"DINKES={SANDI}-baru\n", encoding="utf-8")
    assert _siapkan(asn, folder, "--sandi-dari", berkas)[0] == 5
    assert _siapkan(asn, folder, "--sandi-dari", berkas, "--timpa")[0] == 9
    status = _sql(basis, "SELECT status, bersandi FROM kiriman WHERE opd_id = 1 ORDER BY id")
    assert status == [("batal", 0), ("batal", 1), ("siap", 1)]


# --- the ledger -----------------------------------------------------------------------------------------------------


def _terkirim(basis: Path, kode: str, saat: str) -> None:
    with buka(basis) as d:
        d.kon.execute(
            """UPDATE kiriman SET status = 'terkirim', dikirim = ?
                WHERE opd_id = (SELECT id FROM opd WHERE kode = ?) AND status = 'siap'""", (saat, kode),
        )  # fmt: skip


def test_what_was_sent_is_made_again_only_when_asked(asn: Asn, basis: Path, surat: Path) -> None:
    _terkirim(basis, "DINKES", "2026-01-12T01:00:00Z")
    kode, keluar, _ = _siapkan(asn, surat, "--json")
    assert (kode, [satu["status"] for satu in json.loads(keluar)]) == (0, ["sudah_terkirim", "siap"])
    with buka(basis) as d:
        d.kon.execute("UPDATE nilai SET ratus = 200 WHERE kompetensi_id = 1")
    sebelum = (surat / "dinkes-2025.xlsx").read_bytes()
    kode, keluar, galat = _siapkan(asn, surat, "--timpa", "--json")
    assert (kode, json.loads(keluar)[0]["status"]) == (0, "terkirim_berubah")
    assert "--ulang" in galat
    assert (surat / "dinkes-2025.xlsx").read_bytes() == sebelum
    assert _siapkan(asn, surat, "--timpa", "--ulang")[0] == 0
    assert [s for (s,) in _sql(basis, "SELECT status FROM kiriman WHERE opd_id = 1 ORDER BY id")] == [
        "terkirim",
        "siap",
    ]


def test_making_ready_is_taken_back_like_any_run(asn: Asn, basis: Path, surat: Path) -> None:
    assert _siapkan(asn, surat, "--tanggal-surat", "2026-01-12", "--timpa")[0] == 0
    assert asn("batal", "terakhir")[0] == 0
    assert _sql(basis, "SELECT status, batas FROM kiriman") == [("siap", "2026-01-14")] * 2
    assert asn("db", "periksa")[0] == 0


def test_the_ledger_tells_what_is_due(asn: Asn, basis: Path, tmp_path: Path) -> None:
    assert asn("kirim", "daftar", "--json") == (0, "[]\n", "")
    assert _siapkan(asn, tmp_path / "surat")[0] == 0
    _terkirim(basis, "DINKES", "2026-01-12T01:00:00Z")
    dua = json.loads(asn("kirim", "daftar", "--periode", "2025", "--pada", "2026-01-26", "--json")[1])
    assert ",".join(dua[0]) == (
        "periode,opd,nama_opd,alamat,berkas,sidik,bersandi,orang,status,disiapkan,dikirim,balasan,batas,dijawab,"
        "perlu_diingatkan"
    )
    assert [(s["opd"], s["status"], s["perlu_diingatkan"], s["bersandi"]) for s in dua] == [
        ("DINKES", "terkirim", False, False), ("DISDIK", "siap", False, False)
    ]  # fmt: skip
    tempo = ("kirim", "daftar", "--jatuh-tempo", "--pada", "2026-01-27", "--json")
    assert [satu["opd"] for satu in json.loads(asn(*tempo)[1])] == ["DINKES"]
    assert asn("kebijakan", "tetapkan", "batas_jawab_laporan", "20")[0] == 0
    assert json.loads(asn(*tempo)[1]) == []
    assert asn("kebijakan", "tetapkan", "batas_jawab_laporan", "14")[0] == 0
    pastikan = ("kirim", "jalankan", "--periode", "2025", "--pastikan")
    assert asn(*pastikan, "DISDIK=dijawab")[0] == 5
    assert asn(*pastikan, "DINKES=dijawab:2999-01-01")[0] == 3
    assert asn(*pastikan, "dinas kesehatan=dijawab:2026-01-20")[0] == 0
    assert json.loads(asn(*tempo)[1]) == []
    satu = json.loads(asn("kirim", "daftar", "--status", "terkirim", "--json")[1])
    assert [s["dijawab"] for s in satu] == ["2026-01-20"]
    assert json.loads(asn("kirim", "daftar", "--opd", "DISDIK", "--json")[1])[0]["status"] == "siap"


@pytest.mark.usefixtures("surat")
def test_who_received_what_since(asn: Asn, basis: Path) -> None:
    with closing(sqlite3.connect(basis)) as kon:
        kon.execute(
            """INSERT INTO penyaluran (waktu, petugas, perintah, tujuan, opd_id, orang, pegawai, penerima, sesudah)
               VALUES ('2001-05-05T05:05:05Z', 'lama', 'kirim jalankan', 'surat', 1, 3, '[1,77,3]', ?, 0)""",
            (DINKES,),
        )
        kon.commit()
    baru = json.loads(asn("kirim", "daftar", "--sejak", "2020-01-01", "--json")[1])
    assert [(s["perintah"], s["opd"], s["orang"]) for s in baru] == [
        ("kirim siapkan", "DINKES", 2), ("kirim siapkan", "DISDIK", 1)
    ]  # fmt: skip
    lama = ("kirim", "daftar", "--sejak", "2001-05-05T00:00", "--orang", "--opd", "DINKES", "--json")
    semua = json.loads(asn(*lama)[1])
    # Number 77 is nobody; 1 and 3 were registered after that row was written, so they are somebody else.
    assert [(s["penerima"], s["nip"], s["nama"]) for s in semua] == [
        *[(DINKES, None, "(pendaftarannya dibatalkan)")] * 3,
        (None, MANGKUTAK, "Mangkutak"),
        (None, SABAI, "Sabai Aluih"),
    ]  # fmt: skip
    assert json.loads(asn("kirim", "daftar", "--sejak", "2999-01-01", "--json")[1]) == []


def test_a_period_without_people(asn: Asn, basis: Path, tmp_path: Path) -> None:
    with buka(basis) as d:
        d.kon.execute("UPDATE pegawai SET status = 'henti'")
    assert _siapkan(asn, tmp_path / "surat", "--json")[:2] == (0, "[]\n")


def test_who_signs_is_named_when_asked_for(asn: Asn, tmp_path: Path) -> None:
    penanda = "Drs. Rajo Bujang, M.Si.; Pembina Tingkat I ;NIP. 19700101 199503 1 001"
    assert _siapkan(asn, tmp_path / "surat", "--penanda-tangan", penanda)[0] == 0
    isi = zipfile.ZipFile(tmp_path / "surat" / "dinkes-2025.docx").read("word/document.xml").decode()
    cari = ("Kepala BKPSDM,", "Drs. Rajo Bujang, M.Si.", "NIP. 19700101 199503 1 001")
    assert [satu for satu in cari if satu not in isi] == []
    assert "(nama, pangkat, NIP)" not in isi
    assert "lembar Koreksi" in isi


@pytest.mark.usefixtures("putaran_sedikit")
def test_a_day_that_has_passed_and_an_unknown_code_are_told(asn: Asn, tmp_path: Path) -> None:
    sandi = tmp_path / "sandi.txt"
    sandi.write_text("DINKES=kata-sandi-panjang\nDISDIK=kata-sandi-lain\nDINKESS=kata-sandi-ketiga\n")
    sandi.chmod(0o600)
    kode, _, galat = _siapkan(asn, tmp_path / "surat", "--sandi-dari", str(sandi), "--batas", "2026-02-01")
    assert (kode, "sudah lewat" in galat, "dinkess" in galat) == (0, True, True)
    assert "sudah lewat" not in _siapkan(asn, tmp_path / "b", "--batas", "2999-02-01")[2]
