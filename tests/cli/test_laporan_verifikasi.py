"""`asn laporan verifikasi`: what differs from what was sent, and corrections weighed, shown and taken row by row."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from asn_kompetensi.tabular.sandi import bersandikan
from tests.cetakan import cetak
from tests.cli.isi_gap import CINDUA, MANGKUTAK, SABAI, isi_kota
from tests.conftest import Asn
from tests.periode import tutup
from tests.services.berkas_uji import orang, penempatan, sidik, sql

Ubah = Callable[[Any], None]
# MANGKUTAK stands in row 6, SABAI in row 7.
BARIS = {MANGKUTAK: 6, SABAI: 7}
KOLOM = {"nama": "F", "jabatan": "G", "masih": "H", "sejak": "I", "catatan": "J"}


class Terminal(io.StringIO):
    """A stdin someone sits at."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_kota(basis)
    sql(basis, "INSERT INTO jabatan (kode, nama) VALUES ('SEKDIS', 'Sekretaris Dinas')")
    return basis


@pytest.fixture
def laporan(kota: Path, asn: Asn) -> Path:
    """The report of DINKES as it was sent."""
    cetak(kota, lambda: _laporan(asn, kota), "laporan opd")
    return kota.with_name("l.xlsx")


def _laporan(asn: Asn, kota: Path) -> Path:
    berkas = kota.with_name("l.xlsx")
    assert asn("laporan", "opd", "DINKES", "--periode", "2025", "-o", berkas)[0] == 0
    return berkas


def tulis(berkas: Path, *kerja: Ubah, **koreksi: Any) -> Path:
    """Save the report again with `nama_6="..."` on its correction sheet, and other edits."""
    kembali = berkas.with_name("kembali.xlsx")
    kembali.write_bytes(_terisi(berkas.read_bytes(), kerja, tuple(koreksi.items())))
    return kembali


@cache
def _terisi(laporan: bytes, kerja: tuple[Ubah, ...], koreksi: tuple[tuple[str, Any], ...]) -> bytes:
    buku = openpyxl.load_workbook(io.BytesIO(laporan))
    for letak, isi in koreksi:
        bidang, _, baris = letak.rpartition("_")
        buku["Koreksi"][f"{KOLOM[bidang]}{baris}"] = isi
    for satu in kerja:
        satu(buku)
    hasil = io.BytesIO()
    buku.save(hasil)
    return hasil.getvalue()


def periksa(asn: Asn, berkas: Path, *kata: str) -> tuple[int, dict[str, Any], str]:
    keluar, stdout, stderr = asn("laporan", "verifikasi", berkas, *kata)
    return keluar, json.loads(stdout) if stdout else {}, stderr


def hasil(isi: dict[str, Any]) -> list[tuple[str, str]]:
    return [(satu["sel"], satu["hasil"]) for satu in isi["koreksi"]]


# --- bad words and foreign files first ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kata", "keluar", "pesan"),
    [
        ((), 2, "BERKAS wajib disebut"),
        (("{f}/tiada.xlsx",), 8, "tidak ada"),
        (("{f}",), 8, "adalah folder"),
        (("{f}/acak.xlsx",), 3, "rusak atau terpotong"),
        (("{f}/lain.xlsx",), 3, "tidak mempunyai lembar kunci"),
        (("{f}/lain.csv",), 3, "tidak mempunyai lembar kunci"),
        (("{f}/formulir.xlsx",), 3, "formulir nilai, bukan laporan"),
        (("{f}/l.xlsx", "--terima", "--baris", "a"), 2, "bukan nomor baris"),
    ],
)
def test_ditolak(kota: Path, laporan: Path, asn: Asn, kata: tuple[str, ...], keluar: int, pesan: str) -> None:
    cetak(kota, lambda: _berkas_lain(asn, laporan.parent), "berkas lain")
    awal = sidik(kota)
    kode, stdout, stderr = asn("laporan", "verifikasi", *(satu.format(f=laporan.parent) for satu in kata))
    assert (kode, stdout, sidik(kota)) == (keluar, "", awal)
    assert pesan in stderr


def _berkas_lain(asn: Asn, folder: Path) -> None:
    (folder / "acak.xlsx").write_bytes(b"PK\3\4" + bytes(300))
    (folder / "lain.csv").write_text("nip,nama\n")
    openpyxl.Workbook().save(folder / "lain.xlsx")
    assert asn("nilai", "formulir", "DINKES", "--periode", "2025", "-o", folder / "formulir.xlsx")[0] == 0


@pytest.mark.parametrize(
    ("perintah", "pesan"),
    [
        ("UPDATE instansi SET nama = 'Kota Lain'", "milik Pemerintah Kota Sawahlunto, bukan Kota Lain"),
        ("UPDATE periode SET kode = 'X'", "bukan dari basis data ini"),
        ("UPDATE opd SET kode = 'DKES' WHERE kode = 'DINKES'", "bukan dari basis data ini"),
        ("UPDATE penempatan SET opd_id = 3", "tidak lagi punya pegawai"),
    ],
)
def test_milik_tempat_lain(kota: Path, laporan: Path, asn: Asn, perintah: str, pesan: str) -> None:
    sql(kota, perintah)
    kode, stdout, stderr = asn("laporan", "verifikasi", laporan, "--json")
    assert (kode, stdout) == (3, "")
    assert pesan in stderr


# --- what differs ---------------------------------------------------------------------------------------------------


def test_sama_seperti_yang_dikirim(kota: Path, laporan: Path, asn: Asn) -> None:
    awal = sidik(kota)
    keluar, isi, galat = periksa(asn, tulis(laporan))
    assert (keluar, galat, sidik(kota)) == (0, "sama dengan yang dikirim: DINKES periode 2025\n", awal)
    assert isi == {
        "berkas": "kembali.xlsx", "opd": "DINKES", "nama_opd": "Dinas Kesehatan", "periode": "2025",
        "tanggal_surat": "2025-12-31", "versi": isi["versi"], "sama": True, "tidak_dapat_dibandingkan": [], "beda": [],
        "koreksi": [], "jalankan": None,
    }  # fmt: skip


def test_setiap_beda_disebut(laporan: Path, asn: Asn) -> None:
    def ubah(buku: Any) -> None:
        buku["Matriks"]["D6"] = 4
        buku["Prioritas"]["A5"] = "=2*2"

    keluar, isi, galat = periksa(asn, tulis(laporan, ubah))
    assert keluar == 10
    assert galat.startswith("asn: 2 hal berbeda dari yang dikirim\n")
    assert isi["beda"][0] == {
        "lembar": "Matriks", "jenis": "sel", "baris": 6, "kolom": "D", "sel": "D6", "nip": SABAI, "nama": "Sabai Aluih",
        "dikirim": "1", "sekarang": "4",
    }  # fmt: skip
    assert [(s["sel"], s["jenis"]) for s in isi["beda"]] == [("D6", "sel"), ("A5", "rumus")]
    keluar, stdout, stderr = asn("laporan", "verifikasi", laporan.with_name("kembali.xlsx"), "--json")
    assert (keluar, json.loads(stdout)["beda"]) == (10, isi["beda"])
    assert json.loads(stderr)["galat"]["jenis"] == "ada_temuan"


def test_di_layar_sebagai_tabel(laporan: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    berkas = tulis(laporan, lambda b: b["Matriks"].__setitem__("D6", 4), nama_7="Sabai Aluih Rancak")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    keluar, stdout, _ = asn("laporan", "verifikasi", berkas)
    assert keluar == 10
    for kata in ("Berbeda dari yang dikirim", "D6", "isi sel berubah", "Isian lembar Koreksi", "F7", "siap"):
        assert kata in stdout


def test_data_yang_berubah_sesudahnya(kota: Path, laporan: Path, asn: Asn) -> None:
    asn("nilai", "isi", SABAI, "INT=2", "--periode", "2025")
    keluar, isi, galat = periksa(asn, tulis(laporan, nama_6="Mangkutak Alam"))
    assert (keluar, isi["sama"], hasil(isi)) == (5, False, [("F6", "siap")])
    basi = isi["tidak_dapat_dibandingkan"]
    assert {"Ringkasan", "Matriks", "Prioritas"} <= set(basi)
    assert not {"Koreksi", "Cara Hitung"} & set(basi)
    assert f"lembar {', '.join(basi)} tidak dapat dicocokkan" in galat
    tutup(kota, "2025")
    assert "Cara Hitung" in periksa(asn, laporan)[1]["tidak_dapat_dibandingkan"]


# --- corrections: weighed -------------------------------------------------------------------------------------------


# What stands in a row, where it is told, what becomes of it, and by which command.
DITIMBANG: list[tuple[dict[str, Any], str, str, str | None]] = [
    ({"nama": "Sabai  Rancak"}, "F", "siap", "asn pegawai ubah {nip} --nama 'Sabai Rancak'"),
    ({"nama": "Dr. Sabai Aluih, S.Kom"}, "F", "perlu_petugas",
     "asn pegawai ubah {nip} --nama 'Sabai Aluih' --gelar-depan Dr. --gelar-belakang S.Kom"),
    ({"nama": "12345"}, "F", "perlu_petugas", "asn pegawai ubah {nip} --nama 12345"),
    ({"masih": "pensiun", "sejak": date(1900, 3, 1)}, "H", "perlu_petugas",
     "asn pegawai henti {nip} --alasan pensiun --tanggal 1900-03-01"),
    ({"jabatan": "SEKDIS", "sejak": date(1999, 6, 1)}, "G", "perlu_petugas",
     "asn pegawai mutasi {nip} --jabatan SEKDIS --tanggal 1999-06-01"),
    ({"masih": "meninggal", "sejak": date(2999, 1, 1)}, "H", "perlu_petugas",
     "asn pegawai henti {nip} --alasan meninggal --tanggal 2999-01-01"),
    ({"nama": "Sabai Aluih"}, "F", "sudah_tercatat", None),
    ({"nama": "x" * 201}, "F", "perlu_petugas", "asn pegawai ubah {nip} --nama NAMA"),
    ({"nama": "O'Neil $(rm)"}, "F", "siap", "asn pegawai ubah {nip} --nama 'O'\"'\"'Neil $(rm)'"),
    ({"jabatan": "sekretaris dinas", "sejak": date(2026, 1, 5)}, "G", "siap",
     "asn pegawai mutasi {nip} --jabatan SEKDIS --tanggal 2026-01-05"),
    ({"jabatan": "SEKDIS", "sejak": "5 Januari 2026"}, "G", "siap",
     "asn pegawai mutasi {nip} --jabatan SEKDIS --tanggal 2026-01-05"),
    ({"jabatan": "SEKDIS"}, "G", "perlu_petugas",
     "asn pegawai mutasi {nip} --jabatan SEKDIS --tanggal TANGGAL"),
    ({"jabatan": "SEKDIS", "sejak": "kapan-kapan"}, "G", "perlu_petugas",
     "asn pegawai mutasi {nip} --jabatan SEKDIS --tanggal TANGGAL"),
    ({"jabatan": "Sekretaris Dinaz", "sejak": "2026-01-05"}, "G", "perlu_petugas",
     "asn pegawai mutasi {nip} --jabatan KODE --tanggal 2026-01-05"),
    ({"jabatan": "Staf"}, "G", "sudah_tercatat", None),
    ({"masih": "pensiun", "sejak": date(2026, 1, 5)}, "H", "siap",
     "asn pegawai henti {nip} --alasan pensiun --tanggal 2026-01-05"),
    ({"masih": "Mengundurkan diri", "sejak": date(2026, 1, 5)}, "H", "siap",
     "asn pegawai henti {nip} --alasan 'mengundurkan diri' --tanggal 2026-01-05"),
    ({"masih": "meninggal"}, "H", "perlu_petugas",
     "asn pegawai henti {nip} --alasan meninggal --tanggal TANGGAL"),
    ({"masih": "pindah", "sejak": date(2026, 1, 5)}, "H", "perlu_petugas",
     "asn pegawai mutasi {nip} --opd KODE --tanggal 2026-01-05"),
    ({"masih": "cuti"}, "H", "perlu_petugas", "asn pegawai lihat {nip}"),
    ({"sejak": date(2026, 1, 5)}, "I", "perlu_petugas", "asn pegawai lihat {nip}"),
    ({"catatan": "mohon dicek"}, "J", "perlu_petugas", "asn pegawai lihat {nip}"),
]  # fmt: skip


def _kembaran(kota: Path, banyak: int) -> list[str]:
    """So many with Sabai's name, place and scores, herself first: in the order of their rows."""
    awal = int(SABAI[-3:])
    semua = [f"{SABAI[:-3]}{nomor}" for nomor in range(awal, awal + banyak)]
    sql(kota, """INSERT INTO pegawai (nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
                 SELECT value, 'Sabai Aluih', 'P', '1984-03-12', 'PNS' FROM json_each(?)""",
        json.dumps(semua[1:]))  # fmt: skip
    sql(kota, "INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) SELECT id, 1, 1 FROM pegawai WHERE id > 3")
    sql(kota, """INSERT INTO nilai SELECT g.id, n.kompetensi_id, n.periode_id, n.sumber_id, n.ratus, NULL, 1, NULL
                   FROM nilai n JOIN pegawai g ON g.id > 3 WHERE n.pegawai_id = 1""")  # fmt: skip
    return semua


def test_ditimbang(kota: Path, asn: Asn) -> None:
    """One row for each case: what is written in one is nothing to the others."""
    semua = _kembaran(kota, len(DITIMBANG))
    isian = {
        f"{bidang}_{nomor}": isi
        for nomor, (koreksi, *_) in enumerate(DITIMBANG, BARIS[SABAI])
        for bidang, isi in koreksi.items()
    }
    berkas = tulis(_laporan(asn, kota), **isian)
    awal = sidik(kota)
    keluar, isi, _ = periksa(asn, berkas)
    assert (keluar, sidik(kota), isi["beda"]) == (0, awal, [])
    harap = [
        (f"{huruf}{nomor}", nip, jadi, perintah and perintah.format(nip=nip))
        for nomor, (nip, (_, huruf, jadi, perintah)) in enumerate(zip(semua, DITIMBANG, strict=True), BARIS[SABAI])
    ]
    assert [(satu["sel"], satu["nip"], satu["hasil"], satu["perintah"]) for satu in isi["koreksi"]] == harap
    assert [bool(satu["keterangan"]) for satu in isi["koreksi"]] == [jadi == "perlu_petugas" for _, _, jadi, _ in harap]


def test_masih_ya_bukan_koreksi_dan_yang_bertentangan_diurus_petugas(laporan: Path, asn: Asn) -> None:
    assert periksa(asn, tulis(laporan, masih_6="ya", masih_7="Ya"))[:2][1]["koreksi"] == []
    berkas = tulis(laporan, jabatan_7="SEKDIS", masih_7="pensiun", sejak_7=date(2026, 1, 5))
    assert hasil(periksa(asn, berkas)[1]) == [("G7", "perlu_petugas"), ("H7", "siap")]


@pytest.mark.parametrize(("sejak", "jadi"), [(date(2006, 3, 31), "perlu_petugas"), (date(2006, 4, 1), "siap")])
def test_sebelum_diangkat_diurus_petugas(kota: Path, asn: Asn, sejak: date, jadi: str) -> None:
    """Where neither a placement nor a score says since when, the NIP still does."""
    sql(kota, "DELETE FROM nilai")
    berkas = tulis(_laporan(asn, kota), masih_7="pensiun", sejak_7=sejak)
    keluar, isi, _ = periksa(asn, berkas)
    assert (keluar, [(s["nip"], s["hasil"]) for s in isi["koreksi"]]) == (0, [(SABAI, jadi)])
    assert ("mendahului pengangkatan menurut NIP (2006-04)" in (isi["koreksi"][0]["keterangan"] or "")) == (
        jadi != "siap"
    )


# What became of somebody after the report was sent, and what becomes of the new name in his row.
BERUBAH: list[tuple[tuple[str, ...], str, str | None]] = [
    (("ubah", "{nip}", "--nama", "Sabai Lain"), "basi", "oleh penguji pukul"),
    (("ubah", "{nip}", "--nama", "Sabai Baru"), "sudah_tercatat", None),
    (("ubah", "{nip}", "--golongan", "III/d"), "basi", "oleh penguji pukul"),
    (("ubah", "{nip}", "--nip-baru", "198403122006042999"), "basi", "tidak lagi tercatat"),
    (("mutasi", "{nip}", "--opd", "DISDIK", "--tanggal", "2025-06-01"), "basi", "tidak lagi tercatat"),
    (("ubah", MANGKUTAK, "--nama", "Lain"), "diterima", None),
]


def test_koreksi_yang_basi(kota: Path, asn: Asn) -> None:
    """One row for each change; in the last one it was somebody else's."""
    semua = _kembaran(kota, len(BERUBAH))
    baris = range(BARIS[SABAI], BARIS[SABAI] + len(BERUBAH))
    berkas = tulis(_laporan(asn, kota), **{f"nama_{nomor}": "Sabai Baru" for nomor in baris})
    for nip, (perintah, *_) in zip(semua, BERUBAH, strict=True):
        assert asn("pegawai", *(satu.format(nip=nip) for satu in perintah))[0] == 0
    awal = sidik(kota)
    keluar, isi, _ = periksa(asn, berkas, "--terima", "-n")
    assert hasil(isi) == [(f"F{nomor}", jadi) for nomor, (_, jadi, _) in zip(baris, BERUBAH, strict=True)]
    assert (keluar, sidik(kota)) == (5, awal)
    for satu, (_, _, kata) in zip(isi["koreksi"], BERUBAH, strict=True):
        assert (satu["keterangan"] is None) if kata is None else (kata in satu["keterangan"])


def test_yang_bertanggal_pun_basi(laporan: Path, asn: Asn) -> None:
    sejak = date(2026, 1, 5)
    berkas = tulis(laporan, masih_6="pensiun", sejak_6=sejak, jabatan_7="SEKDIS", sejak_7=sejak)
    for nip in BARIS:
        assert asn("pegawai", "ubah", nip, "--golongan", "III/d")[0] == 0
    keluar, isi, _ = periksa(asn, berkas, "--terima", "-y")
    assert (keluar, hasil(isi)) == (5, [("H6", "basi"), ("G7", "basi")])
    assert all("oleh penguji pukul" in satu["keterangan"] for satu in isi["koreksi"])


def test_nama_yang_berubah_sesudah_periode_ditutup_basi(kota: Path, laporan: Path, asn: Asn) -> None:
    """The report of a closed period still bears the old name; the register does not."""
    tutup(kota, "2025")
    asn("laporan", "opd", "DINKES", "--periode", "2025", "--timpa", "-o", laporan)
    asn("pegawai", "ubah", SABAI, "--nama", "Sabai Lain")
    keluar, isi, _ = periksa(asn, tulis(laporan, nama_7="Sabai Baru"), "--terima", "-y")
    assert (keluar, isi["beda"], hasil(isi)) == (5, [], [("F7", "basi")])
    assert (orang(kota, SABAI) or {})["nama"] == "Sabai Lain"


# --- corrections: taken ---------------------------------------------------------------------------------------------


def test_yang_lengkap_dicatat_sisanya_disebut(kota: Path, laporan: Path, asn: Asn) -> None:
    berkas = tulis(laporan, nama_7="Sabai Rancak", jabatan_7="SEKDIS", sejak_7=date(2026, 1, 5), masih_6="pindah")
    awal = sidik(kota)
    keluar, coba, galat = periksa(asn, berkas, "--terima", "-n")
    assert (keluar, sidik(kota), coba["jalankan"]) == (9, awal, None)
    assert "uji coba" in galat
    keluar, isi, galat = periksa(asn, berkas, "--terima", "-y")
    assert keluar == 9
    assert "tersimpan: 2 koreksi\nasn: 1 isian perlu diurus petugas" in galat
    assert isi | {"jalankan": None} == coba
    assert hasil(isi) == [("H6", "perlu_petugas"), ("F7", "diterima"), ("G7", "diterima")]
    assert (orang(kota, SABAI) or {})["nama"] == "Sabai Rancak"
    assert penempatan(kota, SABAI) == [("DINKES", "STAF", None, "2026-01-04"), ("DINKES", "SEKDIS", "2026-01-05", None)]
    (jalankan,) = [s for s in json.loads(asn("riwayat", "--json")[1]) if s["perintah"] == "laporan verifikasi"]
    assert (isi["jalankan"], jalankan["berkas"]) == (jalankan["jalankan"], "kembali.xlsx")
    awal = sidik(kota)
    keluar, isi, _ = periksa(asn, berkas, "--terima", "-y")
    assert (keluar, sidik(kota)) == (5, awal), "the matrix of today names them otherwise"
    assert hasil(isi) == [("H6", "perlu_petugas"), ("F7", "sudah_tercatat"), ("G7", "sudah_tercatat")]
    assert asn("batal", "terakhir")[0] == 0
    assert (orang(kota, SABAI) or {})["nama"] == "Sabai Aluih"


def test_suratnya_terjawab(kota: Path, laporan: Path, asn: Asn) -> None:
    """With --terima alone: a look is no answer, and neither is a trial. The first answer counts."""
    sql(
        kota,
        """INSERT INTO kiriman (periode_id, opd_id, alamat, berkas, sidik, sidik_isi, sidik_surat, pesan, bersandi,
                                orang, status, disiapkan, dikirim)
           SELECT p.id, o.id, 'kadis@kota.go.id', 'l.xlsx', ?1, ?1, ?1, '<a@b>', 0, 2, 'terkirim',
                  '2026-01-12T01:00:00Z', '2026-01-12T01:00:00Z'
             FROM periode p, opd o WHERE p.kode = '2025' AND o.kode = 'DINKES'""",
        "a" * 64,
    )

    def dijawab() -> Any:
        return json.loads(asn("kirim", "daftar", "--json")[1])[0]["dijawab"]

    assert periksa(asn, laporan)[0] == 0
    assert periksa(asn, laporan, "--terima", "-n")[0] == 0
    assert dijawab() is None
    assert periksa(asn, laporan, "--terima", "-y")[0] == 0
    assert dijawab() == datetime.now(UTC).astimezone().date().isoformat()
    awal = sidik(kota)
    assert periksa(asn, laporan, "--terima", "-y")[0] == 0
    assert sidik(kota) == awal


@pytest.mark.usefixtures("putaran_sedikit")
def test_yang_bersandi_dibuka_dengan_sandinya(kota: Path, laporan: Path, asn: Asn, tmp_path: Path) -> None:
    berkas = tulis(laporan, nama_6="Mangkutak Alam")
    polos = berkas.read_bytes()
    berkas.write_bytes(bersandikan(polos, "kata-sandi-panjang"))
    sandi = tmp_path / "sandi.txt"
    sandi.write_text("DISDIK=kata-sandi-lain\n", encoding="utf-8")
    sandi.chmod(0o600)
    assert periksa(asn, berkas)[0] == 3
    keluar, _, galat = periksa(asn, berkas, "--sandi-dari", str(sandi))
    assert (keluar, "tidak satu pun sandi" in galat, "kata-sandi" in galat) == (3, True, False)
    assert periksa(asn, berkas, "--sandi-dari", str(tmp_path / "tiada.txt"))[0] == 8
    sandi.write_text("DISDIK=kata-sandi-lain\nDINKES=kata-sandi-panjang\n", encoding="utf-8")
    keluar, isi, _ = periksa(asn, berkas, "--sandi-dari", str(sandi), "--terima", "-y")
    assert (keluar, isi["berkas"], hasil(isi)) == (0, "kembali.xlsx", [("F6", "diterima")])
    assert (orang(kota, MANGKUTAK) or {})["nama"] == "Mangkutak Alam"
    assert not list(Path(tempfile.gettempdir()).glob("asn-*/kembali.xlsx")), "no plain copy is left"
    berkas.write_bytes(polos)
    assert periksa(asn, berkas, "--sandi-dari", str(sandi))[0] == 5, "an open one is read as it is"


def test_baris_yang_tidak_terisi_bukan_jawaban(kota: Path, laporan: Path, asn: Asn) -> None:
    awal = sidik(kota)
    keluar, _, galat = periksa(asn, tulis(laporan, nama_6="Mangkutak Alam"), "--terima", "--baris", "99")
    assert (keluar, "Yang terisi: 6" in galat, sidik(kota)) == (2, True, awal)


def test_berhenti_sejak(kota: Path, laporan: Path, asn: Asn) -> None:
    berkas = tulis(laporan, masih_7="pensiun", sejak_7=date(2026, 2, 1))
    keluar, isi, _ = periksa(asn, berkas, "--terima", "-y")
    assert (keluar, hasil(isi)) == (0, [("H7", "diterima")])
    satu = orang(kota, SABAI) or {}
    assert (satu["status"], satu["henti_tanggal"], satu["henti_alasan"]) == ("henti", "2026-02-01", "pensiun")
    assert hasil(periksa(asn, berkas, "--terima", "-y")[1]) == [("H7", "sudah_tercatat")]


def test_yang_ditolak_register_diurus_petugas(kota: Path, laporan: Path, asn: Asn) -> None:
    sql(kota, "UPDATE penempatan SET mulai = '2025-03-01' WHERE pegawai_id = 1")
    berkas = tulis(laporan, jabatan_7="SEKDIS", sejak_7=date(2025, 2, 1), nama_6="Mangkutak Alam")
    keluar, isi, _ = periksa(asn, berkas, "--terima", "-y")
    assert (keluar, hasil(isi)) == (9, [("F6", "diterima"), ("G7", "perlu_petugas")])
    assert "2025-03-01" in isi["koreksi"][1]["keterangan"]
    assert [satu[1] for satu in penempatan(kota, SABAI)] == ["STAF"]
    assert (orang(kota, MANGKUTAK) or {})["nama"] == "Mangkutak Alam"


@pytest.mark.parametrize(
    ("kata", "jawab", "nama"),
    [
        (("--terima", "--baris", "7"), None, {SABAI}), (("--terima", "--baris", "1-6"), None, {MANGKUTAK}),
        (("--terima",), "t\ny\n", {SABAI}), (("--terima",), "semua\n", {SABAI, MANGKUTAK}),
        (("--terima",), "\n\n", set()), (("--baris", "7"), None, set()),
    ],
)  # fmt: skip
def test_baris_demi_baris(
    kota: Path, laporan: Path, asn: Asn, monkeypatch: pytest.MonkeyPatch, kata: tuple[str, ...], jawab: str | None,
    nama: set[str],
) -> None:  # fmt: skip
    berkas = tulis(laporan, nama_6="Mangkutak Baru", nama_7="Sabai Baru")
    if jawab is not None:
        monkeypatch.setattr("sys.stdin", Terminal(jawab))
    keluar, isi, galat = periksa(asn, berkas, *kata)
    assert keluar == 0
    assert {nip for nip in BARIS if (orang(kota, nip) or {})["nama"].endswith("Baru")} == nama
    assert {satu["nip"] for satu in isi["koreksi"] if satu["hasil"] == "diterima"} == nama
    assert SABAI not in galat
    assert (
        jawab is None
        or "baris 6, Mangkutak ***************902: nama Mangkutak → Mangkutak Baru. Terima? [y/T/semua]" in galat
    )


def test_tanpa_terminal_perlu_ya(kota: Path, laporan: Path, asn: Asn) -> None:
    awal = sidik(kota)
    kode, stdout, stderr = asn("laporan", "verifikasi", tulis(laporan, nama_6="Baru"), "--terima")
    assert (kode, stdout, sidik(kota)) == (2, "", awal)
    assert "--yes, atau sebutkan --baris" in stderr


# --- the sheet itself -----------------------------------------------------------------------------------------------


def test_lembar_koreksi_terkunci_berpilihan_dan_hanya_orang_sendiri(laporan: Path) -> None:
    buku = openpyxl.load_workbook(laporan)
    assert [s.title for s in buku if s.sheet_state != "visible"] == ["_kunci"]
    lembar = buku["Koreksi"]
    assert (lembar.protection.sheet, lembar.protection.password) == (True, None)
    buka = {s.coordinate for b in lembar.iter_rows() for s in b if not s.protection.locked}
    assert buka == {f"{huruf}{baris}" for huruf in KOLOM.values() for baris in (6, 7)}
    assert [(a.type, str(a.sqref)) for a in lembar.data_validations.dataValidation] == [
        ("list", "H6:H7"), ("date", "I6:I7"),
    ]  # fmt: skip
    assert [s.value for s in lembar[7]][:5] == [2, "Sabai Aluih", SABAI, "Staf", None]
    semua = " ".join(str(s.value) for satu in buku for b in satu.iter_rows() for s in b)
    assert CINDUA not in semua
    assert "penguji" not in semua


def test_instansi_yang_berganti_nama_sesudah_ditutup(kota: Path, laporan: Path, asn: Asn) -> None:
    tutup(kota, "2025")
    asn("laporan", "opd", "DINKES", "--periode", "2025", "--timpa", "-o", laporan)
    sql(kota, "UPDATE instansi SET nama = 'Pemerintah Kota Baru'")
    assert periksa(asn, laporan)[0] == 0


def test_golongan_periode_tertutup_seperti_saat_ditutup(kota: Path, laporan: Path, asn: Asn, tmp_path: Path) -> None:
    """Later changes do not move a closed workbook, the correction sheet of it included."""
    asn("pegawai", "ubah", SABAI, "--golongan", "III/a")
    tutup(kota, "2025")
    perintah = ("laporan", "opd", "DINKES", "--periode", "2025", "--timpa", "-o")
    asn(*perintah, laporan)
    for baru in ("III/b", "III/c"):
        assert asn("pegawai", "ubah", SABAI, "--golongan", baru)[0] == 0
    asn(*perintah, tmp_path / "lagi.xlsx")
    assert (tmp_path / "lagi.xlsx").read_bytes() == laporan.read_bytes()
    assert openpyxl.load_workbook(laporan)["Koreksi"]["E7"].value == "III/a"
    assert periksa(asn, laporan)[0] == 0
