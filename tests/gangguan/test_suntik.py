"""One command killed or refused by the system at its every step: the database is the old one or the new one, whole."""

from __future__ import annotations

import shutil
import signal
from collections.abc import Iterable, Iterator
from itertools import product
from pathlib import Path
from random import Random

import pytest

from asn_kompetensi.domain.galat import GalatASN
from tests.gangguan.alat import AWAL, TULIS, Kasus, Kota, butuh_strace, isi, kasus, strace, tersuntik
from tests.gangguan.cabang import Bercabang, biasa

PERINTAH = {
    "nilai impor": ("nilai", "impor", "nilai.csv", "--periode", "2025"),
    "pegawai impor": ("pegawai", "impor", "pegawai.csv"),
    "batal": ("batal", "terakhir"),
    "periode tutup": ("periode", "tutup", "2025", "--yes", "-q"),
}


@pytest.fixture(scope="module", params=PERINTAH)
def satu(request: pytest.FixtureRequest, basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> Kasus:
    butuh_strace()
    folder = tmp_path_factory.mktemp("suntik")
    kota = Bercabang.siap(basis_induk, folder / "asal")
    if request.param in ("batal", "periode tutup"):
        kota.ketik(*PERINTAH["nilai impor"])
    return kasus(kota, folder, *PERINTAH[request.param])


def _langkah(satu: Kasus, *panggilan: str) -> list[tuple[str, int]]:
    """Every (system call, k-th time) of the command."""
    return [(nama, k) for nama in panggilan for k in range(1, satu.panggilan[nama] + 1)]


def _giliran(satu: Kasus) -> int:
    """0 or 1: where there are two of a kind, half of the commands meet the one, half the other."""
    return list(PERINTAH.values()).index(satu.kata) % 2


def _sampel(satu: Kasus, benih: str) -> list[tuple[str, int]]:
    """A seeded choice: of each system call one step, of the last two, where COMMIT is, both.

    Of writing, one when the journal is whole and the file itself half written.
    """
    acak = Random(benih)
    langkah = _langkah(satu, *TULIS)
    macam = [[ini for ini in langkah[:-2] if ini[0] == nama] for nama in TULIS]
    tulis = macam[0][-len(macam[0]) // 8 : -1]
    return [*(acak.choice(pilihan) for pilihan in (tulis, *macam[1:]) if pilihan), *langkah[-2:]]


def _ganggu(satu: Kasus, folder: Path, *suntik: str) -> tuple[int, str, str]:
    """Run the command on a fresh copy with a fault; returns exit code, stderr and the state it left."""
    shutil.rmtree(folder, ignore_errors=True)
    kota = satu.kota.salin(folder)
    jejak = folder.with_suffix(".jejak")
    hasil = kota.jalan(*satu.kata, depan=strace(jejak, *TULIS, suntik=suntik))
    assert tersuntik(jejak) or hasil.returncode == -signal.SIGKILL, suntik
    assert "Traceback" not in hasil.stderr, (suntik, hasil.stderr)
    keadaan = satu.keadaan(kota)
    sisa = kota.berkas() - AWAL
    if ":signal=KILL" in suntik[0] or suntik[0].startswith("unlink:"):
        # A killed backup leaves its unfinished copy under a name of its own; later backups sweep it away.
        sisa = {nama for nama in sisa if not nama.startswith(".asn-cadangan-") and nama != kota.jurnal.name}
    assert not sisa, suntik
    for salinan in kota.folder.glob("*.cadangan.db"):
        _utuh_atau_ditolak(salinan, satu)
    return hasil.returncode, hasil.stderr, keadaan


def _utuh_atau_ditolak(salinan: Path, satu: Kasus) -> None:
    """A copy that a crash cut short must never pass for a backup."""
    try:
        sekarang = isi(salinan)
    except GalatASN as galat:
        sekarang = f"keluar {int(galat.kode)}"
    assert sekarang in (satu.lama, "keluar 7")


def _mati(satu: Kasus, langkah: list[tuple[str, int]], folder: Path) -> None:
    akhir = []
    for nama, k in langkah:
        kode, galat, keadaan = _ganggu(satu, folder / "mati", f"{nama}:signal=KILL:when={k}")
        assert (kode, galat if satu.kata[0] != "batal" else "") == (-signal.SIGKILL, ""), (nama, k)
        akhir.append(keadaan)
    assert "lama" in akhir


def _gagal(satu: Kasus, langkah: Iterable[tuple[tuple[str, int], str, str]], folder: Path) -> None:
    for (nama, k), galat, terus in langkah:
        kode, pesan, keadaan = _ganggu(satu, folder / "gagal", f"{nama}:error={galat}:when={k}{terus}")
        letak = (nama, k, galat, terus, pesan)
        if kode == 0 and keadaan == "baru" and _boleh_diabaikan(satu, nama, terus):
            continue
        # The last sync of the folder may fail after the work is done: then it is said that it may have been saved.
        assert kode == 8, letak
        assert keadaan == "lama" or "mungkin sudah tersimpan" in pesan, letak
        assert [baris.split(":")[0] for baris in pesan.splitlines() if "adangan sebelum" not in baris] == [
            "asn", "Petunjuk"
        ], letak  # fmt: skip


def _boleh_diabaikan(satu: Kasus, nama: str, terus: str) -> bool:
    """Faults after which the work is done all the same: of the seal, of an old copy, of the journal's name alone.

    SQLite overlooks a failed sync of the folder when it makes a journal; the next sync tells of a medium that is bad.
    """
    return (
        nama == "fsync"
        or (nama, terus) == ("fdatasync", "")
        or (satu.kata[0] in ("batal", "periode") and nama == "unlink")
    )


def langkah_galat(langkah: list[tuple[str, int]]) -> Iterator[tuple[tuple[str, int], str, str]]:
    """Each step refused for two reasons, once and from then on."""
    yield from product(langkah, ("EIO", "ENOSPC"), ("", "+"))


def test_killed_at_a_sample_of_steps(satu: Kasus, tmp_path: Path) -> None:
    """Of each command in the middle of writing, at COMMIT, and at half of the other system calls."""
    tulis, *lain = _sampel(satu, f"mati {satu.kata}")
    _mati(satu, [tulis, *lain[_giliran(satu) : -2 : 2], *lain[-2:]], tmp_path)


def test_refused_at_a_sample_of_steps(satu: Kasus, tmp_path: Path) -> None:
    """Each way of being refused at one step: of writing, of syncing, and of the last two, where COMMIT is."""
    langkah = _sampel(satu, f"gagal {satu.kata}")
    cara = product(("EIO", "ENOSPC"), ("", "+"))
    _gagal(
        satu, [(ini, *satu_cara) for ini, satu_cara in zip([*langkah[:2], *langkah[-2:]], cara, strict=True)], tmp_path
    )


@pytest.mark.lama
def test_killed_at_every_step(satu: Kasus, tmp_path: Path) -> None:
    langkah = _langkah(satu, *TULIS)
    assert len(langkah) >= 25
    _mati(satu, langkah, tmp_path)


@pytest.mark.lama
def test_refused_at_every_step(satu: Kasus, tmp_path: Path) -> None:
    langkah = _langkah(satu, *TULIS)
    assert len(list(langkah_galat(langkah))) >= 100
    _gagal(satu, langkah_galat(langkah), tmp_path)


# By default one of two for each command, the other one for the next.
SELURUHNYA = pytest.mark.parametrize("seluruhnya", [False, pytest.param(True, marks=pytest.mark.lama)])


@SELURUHNYA
def test_a_journal_that_cannot_be_made(satu: Kasus, tmp_path: Path, seluruhnya: bool) -> None:
    semua = ("EACCES", "ENOSPC")
    for galat in semua if seluruhnya else [semua[_giliran(satu)]]:
        kota = satu.kota.salin(tmp_path / galat)
        jejak = tmp_path / "jejak"
        depan = [*strace(jejak, suntik=[f"openat:error={galat}:when=1+"]), "-P", str(kota.jurnal)]
        hasil = kota.jalan(*satu.kata, depan=depan)
        assert tersuntik(jejak)
        assert (hasil.returncode, satu.keadaan(kota), kota.berkas()) == (8, "lama", AWAL), hasil.stderr
        assert "Traceback" not in hasil.stderr


@SELURUHNYA
def test_a_medium_that_cannot_be_read(satu: Kasus, tmp_path: Path, seluruhnya: bool) -> None:
    semua = (1, 5)
    for k in semua if seluruhnya else [semua[_giliran(satu)]]:
        kota = satu.kota.salin(tmp_path / f"baca{k}")
        jejak = tmp_path / "jejak"
        depan = [*strace(jejak, suntik=[f"pread64:error=EIO:when={k}+"]), "-P", str(kota.basis)]
        hasil = kota.jalan(*satu.kata, depan=depan)
        assert tersuntik(jejak)
        assert (hasil.returncode in (7, 8), satu.keadaan(kota)) == (True, "lama"), (k, hasil.stderr)
        assert "Traceback" not in hasil.stderr


# --- what a crash leaves is put right by whoever comes next ---------------------------------------------------------


def _jurnal_panas(satu: Kasus, folder: Path) -> Kota:
    """Killed when everything is written and only the journal had to go: the worst moment."""
    kota = satu.kota.salin(folder)
    # The last file taken away is that journal; before it goes what a copy taken first has left.
    terakhir = satu.panggilan["unlink"]
    kota.jalan(*satu.kata, depan=strace("/dev/null", suntik=[f"unlink:signal=KILL:when={terakhir}"]))
    assert kota.jurnal.stat().st_size > 512
    return kota


def test_a_command_that_reads_puts_it_right(satu: Kasus, tmp_path: Path) -> None:
    kota = _jurnal_panas(satu, tmp_path / "kota")
    assert kota.ketik("pegawai", "daftar").stdout.count("\n") == 4
    assert not kota.jurnal.exists()
    assert satu.keadaan(kota) == "lama"


def test_the_same_command_again_does_its_work(satu: Kasus, tmp_path: Path) -> None:
    kota = _jurnal_panas(satu, tmp_path / "kota")
    kota.ketik(*satu.kata)
    assert satu.keadaan(kota) == "baru"


def test_where_it_may_not_write_it_says_so(basis_induk: Path, tmp_path: Path) -> None:
    butuh_strace()
    hak = biasa()
    kota = Bercabang.siap(basis_induk, tmp_path / "kota")
    kota.jalan(*PERINTAH["nilai impor"], depan=strace("/dev/null", suntik=["unlink:signal=KILL:when=1"]))
    sebelum = kota.sidik()
    kota.folder.chmod(0o555)
    try:
        hasil = kota.jalan("pegawai", "daftar", preexec_fn=hak)
    finally:
        kota.folder.chmod(0o755)
    assert (hasil.returncode, hasil.stdout) == (7, "")
    assert hasil.stderr == (
        f"asn: pekerjaan terakhir pada {kota.basis} terputus dan belum dibatalkan\n"
        "Petunjuk: Beri izin tulis pada berkas dan foldernya, lalu ulangi; sisanya dibereskan sendiri.\n"
    )
    assert kota.sidik() == sebelum
    assert kota.ketik("pegawai", "daftar").stdout.count("\n") == 4


# --- killed at any moment -------------------------------------------------------------------------------------------


def _bunuh_acak(satu: Kasus, meja: Kota, folder: Path, kali: int, detik: tuple[float, float]) -> None:
    """Somewhere between so many seconds after the start."""
    acak = Random(f"bunuh {satu.kata}")
    kota = meja.salin(folder)
    for _ in range(kali):
        shutil.copy(satu.kota.basis, kota.basis)
        for lama in kota.folder.glob("*.cadangan.db*"):
            lama.unlink()
        proses = kota.mulai(*satu.kata)
        try:
            proses.wait(acak.uniform(*detik))
        except Exception:
            proses.kill()
        proses.communicate()
        assert satu.keadaan(kota) == "baru" or proses.returncode == -signal.SIGKILL
        for salinan in kota.folder.glob("*.cadangan.db"):
            _utuh_atau_ditolak(salinan, satu)


def test_killed_at_a_few_moments(satu: Kasus, tmp_path: Path) -> None:
    _bunuh_acak(satu, satu.kota, tmp_path / "kota", 2, (0.01, 0.08))


@pytest.mark.lama
def test_killed_at_many_moments(satu: Kasus, tmp_path: Path) -> None:
    """Freshly started each time."""
    _bunuh_acak(satu, Kota(satu.kota.folder), tmp_path / "kota", 67, (0.05, 0.25))
