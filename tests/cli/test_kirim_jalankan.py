"""`asn kirim jalankan`: the right recipient, exactly once, and the truth about what is not known."""

from __future__ import annotations

import email
import email.policy
import json
import os
import re
import signal
import sqlite3
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.cli import kirim_serah, pos, tanya
from tests.cabang import bercabang
from tests.cetakan import cetak, sekali
from tests.cli.isi_gap import CINDUA, SABAI, isi_kota
from tests.cli.pos_uji import PENGGUNA, SANDI, Kotak, konfig, server, server_diam
from tests.conftest import Asn
from tests.store.alat import buka

DINKES, DISDIK = "kadis.dinkes@kota.go.id", "kadis.disdik@kota.go.id"


@sekali
def _isi_alamat(basis: Path) -> None:
    isi_kota(basis)
    with buka(basis) as d:
        d.kon.execute("UPDATE opd SET surel = ? WHERE kode = 'DINKES'", (DINKES,))
        d.kon.execute("UPDATE opd SET surel = ? WHERE kode = 'DISDIK'", (DISDIK,))


@pytest.fixture(autouse=True)
def _isi(basis: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "pengaturan"))
    monkeypatch.delenv("ASN_SMTP_SANDI", raising=False)
    # The authorities this computer knows would be read for every connection; none of them vouches for these servers.
    monkeypatch.setenv("SSL_CERT_FILE", os.devnull)
    _isi_alamat(basis)


@pytest.fixture
def kotak() -> Kotak:
    return Kotak()


@pytest.fixture
def surat(asn: Asn, tmp_path: Path) -> Path:
    """The folder of two letters that are ready."""
    siapkan = ("kirim", "siapkan", "--periode", "2025", "--ke", tmp_path / "surat")
    assert cetak(tmp_path / "kota.db", lambda: asn(*siapkan)[0], "kirim siapkan") == 0
    return tmp_path / "surat"


@pytest.fixture
def kirim(asn: Asn, tmp_path: Path, kotak: Kotak, surat: Path) -> Iterator[Callable[..., tuple[int, str, str]]]:
    """The command that sends those letters to a server that runs."""
    with server(kotak) as port:
        berkas = konfig(tmp_path, port)

        def panggil(*kata: str, akun: Path = berkas, ya: bool = True) -> tuple[int, str, str]:
            depan = ("kirim", "jalankan", "--periode", "2025", "--ke", surat, "--konfig", akun)
            return asn(*depan, *kata, *(["-y"] if ya else []))

        yield panggil


def _status(basis: Path) -> dict[str, tuple[Any, ...]]:
    with closing(sqlite3.connect(basis)) as kon:
        baris = kon.execute(
            """SELECT o.kode, k.status, k.dikirim IS NOT NULL, k.pengambil FROM kiriman k
                 JOIN opd o ON o.id = k.opd_id WHERE k.status <> 'batal' ORDER BY k.id"""
        )
        return {kode: tuple(isi) for kode, *isi in baris}


def _salur(basis: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(basis)) as kon:
        return kon.execute(
            """SELECT penerima, tujuan, orang, pegawai FROM penyaluran
                WHERE perintah = 'kirim jalankan' ORDER BY id"""
        ).fetchall()


SIAP, KIRIM = ("siap", 0, None), ("terkirim", 1, None)


# --- bad words first ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kata", "kode", "cari"),
    [
        (("--ke", "x"), 2, "--periode wajib diisi"),
        (("--periode", "2025"), 2, "--ke wajib diisi"),
        (("--periode", "2025", "--ke", "x"), 2, "akun surel belum diatur"),
        (("--periode", "2025", "--ke", "x", "--konfig", "tiada.toml"), 8, "tiada.toml tidak dapat dibaca"),
        (("--periode", "2025", "--pastikan", "DINKES"), 3, "harus KODE=terkirim"),
        (("--periode", "2025", "--pastikan", "DINKES=terkirim"), 4, "belum ada surat untuk DINKES"),
        (("--periode", "2019", "--pastikan", "DINKES=terkirim"), 4, "2019"),
    ],
)
def test_refusals(asn: Asn, kata: tuple[str, ...], kode: int, cari: str) -> None:
    hasil = asn("kirim", "jalankan", *kata)
    assert (hasil[0], hasil[1]) == (kode, "")
    assert cari in hasil[2]


@pytest.mark.parametrize(
    ("lain", "cari"),
    [
        ({"sandi": "x" * 9}, "'sandi' tidak boleh ditulis di sini"),
        ({"server": "surel.kota.go.id"}, "hanya untuk server di komputer ini"),
        ({"domain_boleh": None}, "domain_boleh wajib diisi"),
        ({"dari": "a@kota.go.id, b@kota.go.id"}, "bukan satu alamat"),
        ({"port": 0}, "port harus bilangan"),
        ({"keaman": "tls"}, "kunci 'keaman' tidak dikenal"),
    ],
)
def test_settings_are_refused(kirim: Any, tmp_path: Path, basis: Path, lain: dict[str, Any], cari: str) -> None:
    kode, keluar, galat = kirim(akun=konfig(tmp_path, **{"port": 25, **lain}))
    assert (kode, keluar) == (3, "")
    assert cari in galat
    assert "xxxxxxxxx" not in galat
    assert set(_status(basis).values()) == {SIAP}


def test_broken_settings_show_nothing_of_what_stands_in_them(kirim: Any, tmp_path: Path) -> None:
    (tmp_path / "rusak.toml").write_text("sandi = 'amat-rahasia\n", encoding="utf-8")
    kode, _, galat = kirim(akun=tmp_path / "rusak.toml")
    assert kode == 3
    assert "amat-rahasia" not in galat


# --- the look and the yes -------------------------------------------------------------------------------------------


def test_without_a_yes_nothing_leaves(kirim: Any, kotak: Kotak, basis: Path) -> None:
    kode, keluar, galat = kirim(ya=False)
    assert (kode, keluar) == (2, "")
    assert galat.startswith("asn: perlu persetujuan: kirim 2 surat\n")
    assert "--yes" in galat
    assert kotak.masuk == []
    assert set(_status(basis).values()) == {SIAP}


@pytest.mark.parametrize(("jawaban", "kode"), [("2", 0), ("y", 2), ("1", 2), ("", 2)])
def test_on_a_terminal_the_number_is_typed(
    kirim: Any, kotak: Kotak, monkeypatch: pytest.MonkeyPatch, jawaban: str, kode: int
) -> None:
    import asn_kompetensi.cli.kirim_jalankan as modul

    monkeypatch.setattr(modul, "bisa", lambda: True)
    monkeypatch.setattr(modul, "tanya", lambda _: jawaban)
    hasil = kirim(ya=False)
    assert hasil[0] == kode
    for satu in (DINKES, DISDIK, "dinkes-2025.xlsx"):
        assert satu in hasil[2]
    assert len(kotak.masuk) == (2 if kode == 0 else 0)
    assert tanya.bisa is not None


def test_a_dry_run_checks_and_sends_nothing(kirim: Any, kotak: Kotak, basis: Path) -> None:
    sebelum = basis.read_bytes()
    kode, keluar, galat = kirim("-n", "--json", ya=False)
    assert (kode, [satu["status"] for satu in json.loads(keluar)]) == (0, ["siap", "siap"])
    assert "uji coba" in galat
    assert kotak.masuk == []
    assert basis.read_bytes() == sebelum


# --- the good way ---------------------------------------------------------------------------------------------------


def test_each_letter_reaches_its_agency_once(kirim: Any, kotak: Kotak, basis: Path, tmp_path: Path) -> None:
    def tak_terkunci() -> None:  # R09: while a letter is handed over anybody may write
        with closing(sqlite3.connect(basis, timeout=0)) as kon:
            kon.execute("BEGIN EXCLUSIVE")
            kon.execute("ROLLBACK")

    kotak.saat_data = tak_terkunci
    kode, keluar, galat = kirim("--json")
    assert (kode, [satu["status"] for satu in json.loads(keluar)]) == (0, ["terkirim", "terkirim"]), galat
    assert json.loads(keluar)[0]["balasan"] == "250 2.0.0 diterima sebagai 42"
    assert kotak.penerima == [DINKES, DISDIK]
    assert {satu.mail_from for satu in kotak.masuk} == {PENGGUNA}
    assert _status(basis) == {"DINKES": KIRIM, "DISDIK": KIRIM}
    assert _salur(basis) == [(DINKES, "surat ke perangkat daerah", 2, "[1,2]"),
                             (DISDIK, "surat ke perangkat daerah", 1, "[3]")]  # fmt: skip
    pesan: Any = email.message_from_bytes(kotak.masuk[0].content or b"", policy=email.policy.default)
    assert (pesan["To"].addresses[0].addr_spec, pesan["From"].addresses[0].addr_spec) == (DINKES, PENGGUNA)
    lampiran = {satu.get_filename(): satu.get_content() for satu in pesan.iter_attachments()}
    assert lampiran["dinkes-2025.xlsx"] == (tmp_path / "surat" / "dinkes-2025.xlsx").read_bytes()
    # Once more: nothing is left.
    assert kirim("--json")[:2] == (0, "[]\n")
    assert len(kotak.masuk) == 2


def test_only_the_agency_that_was_named(kirim: Any, kotak: Kotak, basis: Path) -> None:
    assert kirim("--opd", "dinas pendidikan")[0] == 0
    assert kotak.penerima == [DISDIK]
    assert _status(basis)["DINKES"] == SIAP


def test_what_was_sent_is_not_taken_back(kirim: Any, asn: Asn, basis: Path) -> None:
    assert asn("batal", "terakhir", "-n")[0] == 0  # while it is ready
    assert kirim()[0] == 0
    with closing(sqlite3.connect(basis)) as kon:
        nomor = [n for (n,) in kon.execute("SELECT id FROM jalankan WHERE perintah LIKE 'kirim%' ORDER BY id")]
    for satu in nomor:
        kode, _, galat = asn("batal", str(satu))
        assert kode == 5, galat
    assert _status(basis) == {"DINKES": KIRIM, "DISDIK": KIRIM}


# --- the right recipient --------------------------------------------------------------------------------------------


def _tukar(folder: Path) -> None:
    a, b = folder / "dinkes-2025.eml", folder / "disdik-2025.eml"
    isi = a.read_bytes()
    a.write_bytes(b.read_bytes())
    b.write_bytes(isi)


def test_swapped_files_go_to_nobody(kirim: Any, kotak: Kotak, basis: Path, tmp_path: Path) -> None:
    _tukar(tmp_path / "surat")
    kode, keluar, galat = kirim()
    assert (kode, keluar) == (5, "")
    assert "sidiknya berbeda" in galat
    assert kotak.masuk == []
    assert set(_status(basis).values()) == {SIAP}


@pytest.mark.parametrize("apa", ["dinkes-2025.xlsx", "dinkes-2025.eml"])
@pytest.mark.parametrize("rusak", ["ubah", "hapus"])
def test_one_wrong_file_stops_its_own_letter_alone(
    kirim: Any, kotak: Kotak, basis: Path, tmp_path: Path, apa: str, rusak: str
) -> None:
    berkas = tmp_path / "surat" / apa
    if rusak == "ubah":
        berkas.write_bytes(berkas.read_bytes() + b" ")
    else:
        berkas.unlink()
    kode, keluar, galat = kirim("--json")
    assert kode == 9, galat
    assert [satu["status"] for satu in json.loads(keluar)] == ["siap", "terkirim"]
    assert apa in galat
    assert kotak.penerima == [DISDIK]
    assert _status(basis) == {"DINKES": SIAP, "DISDIK": KIRIM}


def test_an_address_changed_since_is_not_written_to(kirim: Any, asn: Asn, kotak: Kotak) -> None:
    assert asn("opd", "ubah", "DINKES", "--surel", "lain@kota.go.id")[0] == 0
    kode, _, galat = kirim()
    assert kode == 9
    assert "sudah berubah sejak surat disiapkan" in galat
    assert kotak.penerima == [DISDIK]


def test_an_address_changed_at_the_last_moment_is_not_written_to(
    kirim: Any, kotak: Kotak, basis: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asli = pos.sambung

    def sambung(*kata: Any) -> Any:
        with buka(basis) as d:
            d.kon.execute("UPDATE opd SET surel = 'lain@kota.go.id' WHERE kode = 'DINKES'")
        return asli(*kata)

    monkeypatch.setattr(pos, "sambung", sambung)
    kode, _, galat = kirim()
    assert (kode, kotak.penerima) == (9, [DISDIK])
    assert "alamat berubah" in galat


def test_outside_the_allowed_domain_nothing_leaves(asn: Asn, tmp_path: Path, kotak: Kotak, basis: Path) -> None:
    """Neither to a domain that begins with an allowed one nor to one that ends with its letters."""
    with buka(basis) as d:
        d.kon.execute("UPDATE penempatan SET opd_id = 3 WHERE pegawai_id = 2")
        d.kon.execute("UPDATE opd SET surel = 'kadis@kota.go.id.jahat.com' WHERE kode = 'DINKES'")
        d.kon.execute("UPDATE opd SET surel = 'kadis@jahatkota.go.id' WHERE kode = 'KOSONG'")
    folder = tmp_path / "surat"
    assert asn("kirim", "siapkan", "--periode", "2025", "--ke", folder)[0] == 0
    with server(kotak) as port:
        akun = konfig(tmp_path, port)
        kode, _, galat = asn("kirim", "jalankan", "--periode", "2025", "--ke", folder, "--konfig", akun, "-y")
    assert (kode, kotak.penerima) == (9, [DISDIK])
    assert "DINKES, KOSONG: alamat di luar domain yang diizinkan" in galat


def _palsukan(basis: Path, folder: Path, ubah: Callable[[bytes], bytes]) -> None:
    """A mail that says something else while the ledger believes it: only its own content betrays it."""
    import hashlib

    berkas = folder / "dinkes-2025.eml"
    isi = ubah(berkas.read_bytes())
    berkas.write_bytes(isi)
    with buka(basis) as d:
        d.kon.execute("UPDATE kiriman SET sidik_surat = ? WHERE opd_id = 1", (hashlib.sha256(isi).hexdigest(),))


@pytest.mark.parametrize(
    "ubah",
    [
        lambda isi: isi.replace(DINKES.encode(), DISDIK.encode()),
        lambda isi: isi.replace(b"\r\nSubject:", b"\r\nCc: lain@kota.go.id\r\nSubject:", 1),
        lambda isi: isi.replace(b"\r\nSubject:", b"\r\nBcc: lain@kota.go.id\r\nSubject:", 1),
        lambda isi: isi.replace(b"\r\nSubject:", b"\r\nTo: lain@kota.go.id\r\nSubject:", 1),
        lambda isi: isi.replace(f"<{DINKES}>".encode(), f"<{DINKES}>, lain@kota.go.id".encode(), 1),
        lambda isi: isi.replace(b'filename="dinkes-2025.xlsx"', b'filename="disdik-2025.xlsx"'),
        lambda isi: isi.replace(b"UEsDB", b"UEsDC", 1),
    ],
    ids=["alamat", "cc", "bcc", "to kedua", "koma", "nama lampiran", "isi lampiran"],
)
def test_a_mail_that_says_something_else_is_not_sent(
    kirim: Any, kotak: Kotak, basis: Path, tmp_path: Path, ubah: Callable[[bytes], bytes]
) -> None:
    _palsukan(basis, tmp_path / "surat", ubah)
    assert kirim()[0] == 9
    assert kotak.penerima == [DISDIK]


# --- what the server does -------------------------------------------------------------------------------------------


def test_a_refused_recipient_is_noted_and_the_rest_goes_out(kirim: Any, kotak: Kotak, basis: Path) -> None:
    kotak.tolak[DINKES] = f"550 5.1.1 tidak ada kotak {SABAI}"
    kode, keluar, galat = kirim("--json")
    assert kode == 9
    assert galat.splitlines()[0] == "1 surat terkirim"
    assert json.loads(galat.splitlines()[1])["galat"]["kode"] == 9
    assert [(s["opd"], s["status"]) for s in json.loads(keluar)] == [("DINKES", "ditolak"), ("DISDIK", "terkirim")]
    assert json.loads(keluar)[0]["balasan"] == "550 5.1.1 tidak ada kotak ***************901"
    assert SABAI not in galat
    assert kotak.penerima == [DISDIK]
    assert _status(basis) == {"DINKES": ("ditolak", 1, None), "DISDIK": KIRIM}
    assert [satu[0] for satu in _salur(basis)] == [DISDIK]


@pytest.mark.parametrize("di", ["rcpt", "data"])
def test_not_now_leaves_the_letter_ready(kirim: Any, kotak: Kotak, basis: Path, di: str) -> None:
    if di == "rcpt":
        kotak.tolak[DINKES] = "451 4.7.1 coba nanti"
    else:
        kotak.sesudah_data = "452 4.3.1 penuh"
    kode, _, galat = kirim("--opd", "DINKES")
    assert kode == 9, galat
    assert _status(basis)["DINKES"] == SIAP
    kotak.tolak, kotak.sesudah_data = {}, ""
    assert kirim("--opd", "DINKES")[0] == 0
    assert kotak.penerima == [DINKES]


def test_refused_after_the_letter_was_read(kirim: Any, kotak: Kotak, basis: Path) -> None:
    kotak.sesudah_data = "554 5.7.1 dianggap spam"
    assert kirim()[0] == 9
    assert {satu[0] for satu in _status(basis).values()} == {"ditolak"}
    assert _salur(basis) == []


def test_a_server_that_dies_after_the_letter_leaves_a_doubt(kirim: Any, kotak: Kotak, basis: Path) -> None:
    kotak.matikan = True
    kode, _, galat = kirim("--opd", "DINKES")
    assert kode == 9
    assert "--pastikan DINKES=terkirim" in galat
    assert _status(basis)["DINKES"] == ("mungkin_terkirim", 1, None)
    assert [satu[1] for satu in _salur(basis)] == ["surat ke perangkat daerah (mungkin terkirim)"]
    kotak.matikan = False
    kode, _, _ = kirim("--json")  # never again by itself
    assert kode == 9
    assert kotak.penerima == [DINKES, DISDIK]


def test_a_server_that_stalls_is_left(kirim: Any, kotak: Kotak, basis: Path, tmp_path: Path) -> None:
    kotak.diam = 1.0
    akun = tmp_path / "surel.toml"
    akun.write_text(akun.read_text().replace("batas_waktu = 5", "batas_waktu = 0.1"))
    mulai = time.monotonic()
    kode, keluar, galat = kirim("--opd", "DINKES")
    assert (kode, keluar) == (9, "") or kode in (8, 9), galat
    assert time.monotonic() - mulai < 3
    assert kotak.masuk == []
    assert _status(basis)["DINKES"] == SIAP


@pytest.mark.parametrize(
    ("sampai", "kode", "dinkes"),
    [(0, 8, "siap"), (2, 8, "siap"), (4, 8, "siap"), (5, 9, "mungkin_terkirim"), (6, 9, "terkirim")],
)
def test_a_server_that_is_gone_for_good(
    kirim: Any, basis: Path, tmp_path: Path, sampai: int, kode: int, dinkes: str
) -> None:
    """What was not handed over stays ready; before the first letter has left that is a failure of the system."""
    jawaban = ("220 siap", "250 uji", "250 dari", "250 ke", "354 isi", "250 diterima")[:sampai]
    with server_diam(*jawaban) as (port, _):
        hasil = kirim(akun=konfig(tmp_path, port))
    assert hasil[0] == kode, hasil
    assert {opd: satu[0] for opd, satu in _status(basis).items()} == {"DINKES": dinkes, "DISDIK": "siap"}
    if kode == 9:
        assert re.search("DISDIK: [a-z; ]*sambungan terputus", hasil[2])


def test_nobody_there_is_a_system_error_and_all_stay_ready(kirim: Any, tmp_path: Path, basis: Path) -> None:
    kode, keluar, galat = kirim(akun=konfig(tmp_path, 1))
    assert (kode, keluar) == (8, "")
    assert "tidak dapat dihubungi" in galat
    assert set(_status(basis).values()) == {SIAP}


# --- TLS and the secret ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sertifikat(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    import trustme

    ca = trustme.CA(key_type=trustme.KeyType.ECDSA)
    konteks = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost", key_type=trustme.KeyType.ECDSA).configure_cert(konteks)
    berkas = tmp_path_factory.mktemp("ca") / "ca.pem"
    ca.cert_pem.write_to_path(str(berkas))
    return konteks, berkas


def test_over_tls_with_a_login(
    asn: Asn, tmp_path: Path, kotak: Kotak, basis: Path, surat: Path, sertifikat: tuple[ssl.SSLContext, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    konteks, ca = sertifikat
    perintah = ("kirim", "jalankan", "--periode", "2025", "--ke", surat, "-y", "--konfig")
    with server(kotak, tls=konteks, masuk=True) as port:
        aman = {"server": "localhost", "keamanan": "starttls", "pengguna": PENGGUNA}
        kode, keluar, galat = asn(*perintah, konfig(tmp_path, port, **aman, ca=str(ca)))
        assert (kode, keluar) == (2, "")
        assert "ASN_SMTP_SANDI" in galat
        monkeypatch.setenv("ASN_SMTP_SANDI", "sandi-yang-salah")
        kode, _, galat = asn(*perintah, konfig(tmp_path, port, **aman, ca=str(ca)))
        assert (kode, "sandi-yang-salah" in galat) == (8, False)
        assert "menolak akun" in galat
        monkeypatch.setenv("ASN_SMTP_SANDI", SANDI)
        # Without its authority the certificate is nobody's; under another name it is somebody else's.
        kode, _, galat = asn(*perintah, konfig(tmp_path, port, **aman))
        assert (kode, "sambungan aman" in galat) == (8, True), galat
        kode, _, galat = asn(*perintah, konfig(tmp_path, port, **{**aman, "server": "127.0.0.1"}, ca=str(ca)))
        assert (kode, "sambungan aman" in galat) == (8, True), galat
        assert kotak.masuk == []
        assert set(_status(basis).values()) == {SIAP}
        kode, _, galat = asn(*perintah, konfig(tmp_path, port, **aman, ca=str(ca)))
        assert (kode, kotak.penerima) == (0, [DINKES, DISDIK]), galat
    assert SANDI.encode() not in basis.read_bytes()


def test_a_server_without_tls_gets_nothing(kirim: Any, tmp_path: Path, kotak: Kotak) -> None:
    akun = tmp_path / "surel.toml"
    akun.write_text(akun.read_text().replace('"tanpa"', '"starttls"'))
    kode, _, galat = kirim(akun=akun)
    assert (kode, kotak.masuk) == (8, [])
    assert "tidak menyediakan starttls" in galat


# --- exactly once ---------------------------------------------------------------------------------------------------


def _kata(tmp_path: Path) -> list[str]:
    folder, akun = str(tmp_path / "surat"), str(tmp_path / "surel.toml")
    return ["kirim", "jalankan", "--periode", "2025", "--ke", folder, "--konfig", akun, "-y"]


def _cabang(
    tmp_path: Path, *kata: str, sebelum: Callable[[], None] = lambda: None, tetap: tuple[int, ...] = ()
) -> subprocess.Popen[str]:
    """Started beside us; all it says goes into `keluaran.txt`."""
    with (tmp_path / "keluaran.txt").open("a") as isi:
        return bercabang(
            [*_kata(tmp_path), *kata], tmp_path, dict(os.environ), sebelum=sebelum, tetap=tetap, stdout=isi,
            stderr=subprocess.STDOUT,
        )  # fmt: skip


def test_four_at_once_send_each_letter_once(kirim: Any, kotak: Kotak, basis: Path, tmp_path: Path) -> None:
    assert kirim is not None
    baca, tulis = os.pipe()

    def serentak() -> None:
        os.read(baca, 1)  # until the other end is closed

    anak = [_cabang(tmp_path, sebelum=serentak, tetap=(baca,)) for _ in range(4)]
    os.close(baca)
    os.close(tulis)
    kode = [satu.wait(timeout=60) for satu in anak]
    assert kode == [0, 0, 0, 0], (tmp_path / "keluaran.txt").read_text()
    assert sorted(kotak.penerima) == [DINKES, DISDIK]
    assert _status(basis) == {"DINKES": KIRIM, "DISDIK": KIRIM}
    assert len(_salur(basis)) == 2


def test_killed_between_the_server_and_the_note_is_flagged_never_resent(
    kirim: Any, asn: Asn, kotak: Kotak, basis: Path, tmp_path: Path
) -> None:
    def mati() -> None:
        kirim_serah._catat_sekali = lambda *_: os.kill(os.getpid(), signal.SIGKILL)

    anak = _cabang(tmp_path, "--opd", "DINKES", sebelum=mati)
    assert anak.wait(timeout=60) == -signal.SIGKILL
    assert kotak.penerima == [DINKES]
    assert _status(basis)["DINKES"][:2] == ("mengirim", 0)
    for _ in range(2):
        kode, keluar, galat = kirim("--json", "--opd", "DINKES")
        assert (kode, json.loads(keluar)[0]["status"]) == (9, "mungkin_terkirim")
        assert "--pastikan DINKES=terkirim" in galat
    assert kotak.penerima == [DINKES]
    assert _status(basis)["DINKES"] == ("mungkin_terkirim", 1, None)
    # Making it ready again is refused too, until somebody has asked.
    kode, _, galat = asn("kirim", "siapkan", "--periode", "2025", "--ke", tmp_path / "surat", "--opd", "DINKES")
    assert (kode, "--pastikan DINKES=" in galat) == (5, True)
    pastikan = ("kirim", "jalankan", "--periode", "2025", "--pastikan")
    assert asn(*pastikan, "DINKES=terkirim", "-n")[0] == 0
    kode, keluar, _ = asn(*pastikan, "DINKES=belum", "--json")
    assert (kode, json.loads(keluar)[0]["status"]) == (0, "siap")
    assert kirim("--opd", "DINKES")[0] == 0
    assert kotak.penerima == [DINKES, DINKES]
    assert asn(*pastikan, "DINKES=belum")[0] == 5


def test_one_that_is_at_work_is_left_alone(kirim: Any, kotak: Kotak, basis: Path) -> None:
    with buka(basis) as d:
        d.kon.execute(
            "UPDATE kiriman SET status = 'mengirim', pengambil = ? WHERE opd_id = 1", (kirim_serah.pengenal(),)
        )
    kode, keluar, _ = kirim("--json")
    assert (kode, [satu["status"] for satu in json.loads(keluar)]) == (0, ["mengirim", "terkirim"])
    assert kotak.penerima == [DISDIK]


def test_who_is_alive() -> None:
    ini = kirim_serah.pengenal()
    saat, komputer, _, mulai = ini.split(" ")
    assert kirim_serah.hidup(ini)
    assert not kirim_serah.hidup(f"{saat} {komputer} {os.getpid()} {mulai}1")  # the number was used again
    assert not kirim_serah.hidup(f"{saat} {komputer} 4194303 {mulai}")
    assert kirim_serah.hidup(f"{saat} komputer-lain 1 1")
    assert not kirim_serah.hidup("2001-01-01T00:00:00Z komputer-lain 1 1")
    assert not kirim_serah.hidup("")


@pytest.mark.parametrize("tahap", ["rcpt", "data"])
def test_stopped_on_the_way_the_ledger_tells_the_truth(
    kirim: Any, kotak: Kotak, basis: Path, tmp_path: Path, tahap: str
) -> None:
    """Before the letter itself it stays ready; once it is going out the answer is awaited, then the stop is heard."""
    assert kirim is not None
    tiba, dihentikan = threading.Event(), threading.Event()
    if tahap == "rcpt":
        kotak.diam = 3
        kotak.saat_rcpt = tiba.set
    else:

        def lambat() -> None:
            tiba.set()
            dihentikan.wait(10)

        kotak.saat_data = lambat
    anak = _cabang(tmp_path)
    assert tiba.wait(10)
    anak.send_signal(signal.SIGTERM)
    dihentikan.set()
    assert anak.wait(timeout=60) == 143
    assert _status(basis) == {"DINKES": SIAP if tahap == "rcpt" else KIRIM, "DISDIK": SIAP}
    assert kotak.penerima == ([] if tahap == "rcpt" else [DINKES])
    assert CINDUA not in (tmp_path / "keluaran.txt").read_text()


# --- what changed since a letter was made ---------------------------------------------------------------------------


def test_a_backup_put_back_sends_nothing_twice(
    asn: Asn, basis: Path, kotak: Kotak, kirim: Callable[..., tuple[int, str, str]]
) -> None:
    """The ledger of the backup says that all is ready; the seal file beside it knows better."""
    cadangan = json.loads(asn("db", "cadangkan", "--json")[1])["berkas"]
    assert kirim()[0] == 0
    assert asn("db", "pulihkan", cadangan, "-y")[0] == 0
    assert _status(basis) == {"DINKES": SIAP, "DISDIK": SIAP}
    kode, _, galat = kirim()
    assert (kode, "--pastikan DINKES=terkirim" in galat) == (9, True)
    assert kotak.penerima == [DINKES, DISDIK]
    assert {isi[0] for isi in _status(basis).values()} == {"mungkin_terkirim"}
    assert asn("kirim", "jalankan", "--periode", "2025", "--pastikan", "DINKES=belum")[0] == 0
    assert kirim()[0] == 9
    assert kotak.penerima == [DINKES, DISDIK, DINKES], "settled by hand it may go once more"
    assert asn("db", "periksa")[0] == 0


@pytest.mark.usefixtures("putaran_sedikit")
def test_nor_in_other_bytes(
    asn: Asn, tmp_path: Path, basis: Path, kotak: Kotak, kirim: Callable[..., tuple[int, str, str]]
) -> None:
    """Put back from before the letters were made, then made with passwords: other bytes, the same letter to them."""
    cadangan = json.loads(asn("db", "cadangkan", "--json")[1])["berkas"]
    assert kirim()[0] == 0
    assert asn("db", "pulihkan", cadangan, "-y")[0] == 0
    sandi = tmp_path / "sandi.txt"
    sandi.write_text("DINKES=kata-sandi-panjang\nDISDIK=kata-sandi-lain\n")
    sandi.chmod(0o600)
    siapkan = ("kirim", "siapkan", "--periode", "2025", "--ke", tmp_path / "surat", "--timpa", "--sandi-dari", sandi)
    assert asn(*siapkan)[0] == 0
    assert kirim()[0] == 9
    assert kotak.penerima == [DINKES, DISDIK]
    assert [isi[:2] for isi in _salur(basis)] == [
        (alamat, "surat ke perangkat daerah (mungkin terkirim)") for alamat in (DINKES, DISDIK)
    ]
    for kode in ("DINKES", "DISDIK"):
        assert asn("kirim", "jalankan", "--periode", "2025", "--pastikan", f"{kode}=belum")[0] == 0
    assert kirim()[0] == 0
    assert len(kotak.penerima) == 4


def test_a_refused_letter_prepared_again_is_no_forgotten_one(
    asn: Asn, tmp_path: Path, kotak: Kotak, kirim: Callable[..., tuple[int, str, str]]
) -> None:
    kotak.tolak = {DINKES: "550 tidak dikenal"}
    assert kirim()[0] == 9
    kotak.tolak = {}
    assert asn("kirim", "siapkan", "--periode", "2025", "--ke", tmp_path / "surat")[0] == 0
    assert kirim()[0] == 0
    assert sorted(kotak.penerima) == [DINKES, DISDIK]
    assert asn("kirim", "siapkan", "--periode", "2025", "--ke", tmp_path / "surat", "--ulang")[0] == 0
    assert kirim()[0] == 0, "the same letter again, because it was asked for"
    assert len(kotak.penerima) == 4


@pytest.mark.parametrize(
    ("perintah", "cari"),
    [
        (f"UPDATE opd SET surel = '{DINKES}' WHERE kode = 'DISDIK'", "perangkat daerah lain"),
        ("UPDATE opd SET digabung_ke_id = 2, selesai = '2026-01-01' WHERE kode = 'DINKES'", "sudah digabung ke DISDIK"),
    ],
)  # fmt: skip
def test_an_agency_that_could_be_sent_nothing_now_gets_nothing(
    basis: Path, kotak: Kotak, kirim: Callable[..., tuple[int, str, str]], perintah: str, cari: str
) -> None:
    with buka(basis) as d:
        d.kon.execute(perintah)
    kode, _, galat = kirim()
    assert (kode in (5, 9), cari in galat, DINKES in kotak.penerima) == (True, True, False)


def test_a_letter_of_somebody_erased_does_not_leave(
    asn: Asn, kotak: Kotak, kirim: Callable[..., tuple[int, str, str]]
) -> None:
    assert asn("pegawai", "henti", SABAI, "--alasan", "pensiun", "--tanggal", "2026-04-01")[0] == 0
    kode, keluar, galat = asn("pegawai", "samarkan", SABAI, "-y", "--json")
    assert (kode, [s["opd"] for s in json.loads(keluar)["surat_dibatalkan"]]) == (0, ["DINKES"])
    assert "siapkan lagi" in galat
    assert kirim()[0] == 0
    assert kotak.penerima == [DISDIK]


@pytest.mark.usefixtures("putaran_sedikit")
def test_left_out_when_prepared_again_it_is_ready_no_more(
    asn: Asn, tmp_path: Path, basis: Path, kotak: Kotak, kirim: Callable[..., tuple[int, str, str]]
) -> None:
    """Prepared open first, then with passwords that lack DINKES: the open letter must not go."""
    sandi = tmp_path / "sandi.txt"
    sandi.write_text("DISDIK=kata-sandi-panjang\n")
    sandi.chmod(0o600)
    siapkan = ("kirim", "siapkan", "--periode", "2025", "--ke", tmp_path / "surat", "--timpa", "--sandi-dari", sandi)
    assert asn(*siapkan)[0] == 9
    assert _status(basis) == {"DISDIK": SIAP}
    assert kirim()[0] == 0
    assert kotak.penerima == [DISDIK]


def test_changes_since_are_told(asn: Asn, basis: Path, kirim: Callable[..., tuple[int, str, str]]) -> None:
    with closing(sqlite3.connect(basis)) as kon, kon:  # the trail counts seconds: so far all was a minute ago
        for tabel, saat in (("kiriman", "disiapkan"), ("jalankan", "waktu")):
            kon.execute(f"UPDATE {tabel} SET {saat} = strftime('%Y-%m-%dT%H:%M:%SZ', {saat}, '-1 minute')")
    assert "data berubah" not in kirim("-n", ya=False)[2]
    assert asn("nilai", "isi", SABAI, "INT=4", "--periode", "2025")[0] == 0
    assert "data berubah sesudah surat disiapkan" in kirim("-n", ya=False)[2]


@pytest.mark.parametrize(("akhir", "status"), [("251 diteruskan", "terkirim"), ("apa ini", "mungkin_terkirim")])
def test_odd_last_words_of_a_server(
    asn: Asn, tmp_path: Path, basis: Path, kirim: Callable[..., tuple[int, str, str]], akhir: str, status: str
) -> None:
    assert kirim("-n", ya=False)[0] == 0
    jawaban = ("220 uji", "250 uji", "250 ok", "250 ok", "354 silakan", akhir)
    with server_diam(*jawaban) as (port, _):
        akun = konfig(tmp_path, port)
        perintah = ("kirim", "jalankan", "--periode", "2025", "--ke", tmp_path / "surat", "--konfig", akun, "-y")
        assert asn(*perintah, "--opd", "DINKES")[0] == (0 if status == "terkirim" else 9)
    assert _status(basis)["DINKES"][0] == status


def test_a_dead_process_is_settled_by_hand_too(
    asn: Asn, basis: Path, kirim: Callable[..., tuple[int, str, str]]
) -> None:
    assert kirim("-n", ya=False)[0] == 0
    with closing(sqlite3.connect(basis)) as kon:
        kon.execute("UPDATE kiriman SET status = 'mengirim', pengambil = 'mati' WHERE opd_id = 1")
        kon.commit()
    assert asn("kirim", "jalankan", "--periode", "2025", "--pastikan", "DINKES=belum")[0] == 0
    assert _status(basis)["DINKES"] == SIAP


def test_sent_but_not_noted_is_no_success(
    basis: Path, monkeypatch: pytest.MonkeyPatch, kotak: Kotak, kirim: Callable[..., tuple[int, str, str]]
) -> None:
    from asn_kompetensi.domain.galat import BasisDataSibuk

    def sibuk(*_: object) -> None:
        raise BasisDataSibuk("basis data sibuk", "Ulangi.")

    monkeypatch.setattr(kirim_serah, "_catat_sekali", sibuk)
    kode, keluar, galat = kirim("--opd", "DINKES", "--json")
    assert (kode, json.loads(keluar)[0]["status"], "tidak tercatat" in galat) == (9, "mungkin_terkirim", True)
    assert (kotak.penerima, _status(basis)["DINKES"][0]) == ([DINKES], "mengirim")


def test_a_letter_signed_in_the_folder_is_not_sent_unsigned(
    tmp_path: Path, kotak: Kotak, kirim: Callable[..., tuple[int, str, str]]
) -> None:
    surat = tmp_path / "surat" / "dinkes-2025.docx"
    surat.write_bytes(surat.read_bytes() + b"tanda tangan")
    kode, _, galat = kirim()
    assert (kode, "dinkes-2025.docx diubah sesudah disiapkan" in galat, kotak.penerima) == (9, True, [DISDIK])


def test_one_reason_is_told_once_with_what_to_do_about_it(
    asn: Asn, tmp_path: Path, kotak: Kotak, kirim: Callable[..., tuple[int, str, str]]
) -> None:
    (tmp_path / "lain").mkdir()
    kode, _, galat = kirim(akun=konfig(tmp_path / "lain", 1, domain_boleh=["lain.go.id"]))
    assert (kode, galat.count("di luar domain"), "DINKES, DISDIK: alamat" in galat) == (5, 1, True)
    assert "domain_boleh" in galat.splitlines()[-1]
    akun = konfig(tmp_path / "lain", 1)
    perintah = ("kirim", "jalankan", "--periode", "2025", "--konfig", akun, "-y", "--ke", tmp_path / "bukan-surat")
    assert asn(*perintah)[2].splitlines()[-1].startswith("Petunjuk: Periksa --ke")
    kotak.tolak = {DINKES: "550 tidak dikenal"}
    assert "asn opd ubah DINKES --surel ALAMAT" in kirim()[2]
