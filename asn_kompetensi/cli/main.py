"""The only entry and the only exit: finds the noun, runs its command, turns every error into a sentence and a code."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import sys
from importlib import import_module
from typing import Any

from asn_kompetensi import __version__
from asn_kompetensi.cli import BENDA, sinyal
from asn_kompetensi.cli.pesan import laporkan
from asn_kompetensi.domain.galat import GalatASN, GalatBerkas, KodeKeluar, SalahPakai
from asn_kompetensi.domain.sistem import sebab

BANTUAN = """Pemakaian: asn BENDA KERJA [OPSI]

Kesenjangan kompetensi ASN: siapa belum memenuhi standar jabatannya, dan apa.

Contoh:
  asn demo                                       kota contoh, sekali jalan
  asn pegawai impor siasn.xlsx --buat jabatan    pegawai dari berkas SIASN
  asn gap daftar --periode 2025 --opd DINKES     kesenjangan perangkat daerah

Benda:
{benda}

Opsi:
  --db BERKAS    basis data (bawaan: ASN_DB, lalu folder data pengguna)
  --debug        tampilkan jejak lengkap bila terjadi cacat program
  --folder-jaringan   basis data di folder jaringan: tanggung jawab pemakai
  -q, --quiet    tanpa hitungan dan keterangan
  --version      versi program
  -h, --help     bantuan ini; asn BENDA -h untuk kerja yang tersedia
"""


def _bantuan() -> str:
    return BANTUAN.format(benda="\n".join(f"  {nama:<14} {isi}" for nama, (_, isi) in BENDA.items()))


def _pisah_umum(argv: list[str]) -> tuple[list[str], bool]:
    """Take out the options that may stand anywhere (`--debug`, `-q`, `--folder-jaringan`); a `--db` before the noun."""
    batas = argv.index("--") if "--" in argv else len(argv)
    depan, belakang = argv[:batas], argv[batas:]
    debug = "--debug" in depan
    if {"-q", "--quiet"} & set(depan):
        os.environ["ASN_DIAM"] = "1"
    if "--folder-jaringan" in depan:
        os.environ["ASN_FOLDER_JARINGAN"] = "ya"
    depan = [kata for kata in depan if kata not in ("--debug", "-q", "--quiet", "--folder-jaringan")]
    if depan and depan[0].partition("=")[0] == "--db":
        kata, ada, berkas = depan.pop(0).partition("=")
        if not ada and depan:
            berkas = depan.pop(0)
        if not berkas:
            raise SalahPakai(f"opsi {kata} perlu isi", "Sebutkan berkas basis datanya: --db BERKAS")
        os.environ["ASN_DB"] = berkas
    return depan + belakang, debug


def _panggil(argv: list[str]) -> int:
    if not argv or argv[0] in ("-h", "--help"):
        sys.stdout.write(_bantuan())
        return 0
    benda = argv[0]
    if benda in ("-V", "--version"):
        sys.stdout.write(f"asn {__version__}\n")
        return 0
    if benda not in BENDA:
        from asn_kompetensi.domain.nama import terdekat

        mirip = terdekat(benda, BENDA)
        petunjuk = f"Mungkin maksudnya: {', '.join(mirip)}. " if mirip else ""
        raise SalahPakai(f"'{benda}' bukan perintah asn", f"{petunjuk}Ketik asn -h untuk daftar perintah.")
    from asn_kompetensi.cli import bahasa

    modul = import_module(f"asn_kompetensi.cli.{BENDA[benda][0]}")
    return bahasa.jalankan(modul.app, f"asn {benda}", argv[1:])


def _utf8() -> None:
    """Windows redirects output in an old code page; a surrogate in an argument must not stop a message."""
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - for the rest of the process
    for aliran in (sys.stdout, sys.stderr):
        ubah: Any = getattr(aliran, "reconfigure", None)
        if ubah is not None:
            ubah(encoding="utf-8", errors="backslashreplace")


def _buang_sisa() -> None:
    """What is still waiting to be written goes nowhere: a reader that has gone or stands still must not hold us."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        keluaran = sys.stdout.fileno()
        os.dup2(os.open(os.devnull, os.O_WRONLY), keluaran)


def _pipa_tertutup() -> int:
    """The reader of our output has gone: stay silent, and keep Python from complaining at exit."""
    _buang_sisa()
    return 0 if os.name == "nt" else 141


def _terhenti(kode: KodeKeluar, sebagai_json: bool) -> int:
    """One line for the one who stopped us; a further signal changes nothing."""
    sinyal.tutup()
    pesan = sinyal.kalimat(kode)
    if sebagai_json:
        isi = {"jenis": kode.name.lower(), "kode": int(kode), "pesan": pesan, "petunjuk": ""}
        sys.stderr.write(json.dumps({"galat": isi}, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write("\n" * sys.stderr.isatty() + f"asn: {pesan}\n")
    _buang_sisa()
    return int(kode)


def _sudah_tersimpan() -> str:
    """What failed after the work was saved must not look as if it were not."""
    hasil = sinyal.tersimpan()
    return f" Pekerjaannya sudah {hasil[0]}: {hasil[1]}" if hasil else ""


def _bila_terhenti(salah: Exception | None) -> None:
    """What nobody foresaw and broke while a stopped command unwinds is the stop, raised again."""
    if salah is not None and (kode := sinyal.diminta()) is not None:
        raise sinyal.Dihentikan(kode) from salah


def jalankan(argv: list[str]) -> int:
    """Run one command line and return its exit code; never raises, never prints a traceback without `--debug`."""
    try:
        sinyal.pasang()
        kode = _jalankan(argv)
    except sinyal.Dihentikan as berhenti:  # before the command began, or while an error was being told
        kode = _terhenti(berhenti.kode, "--json" in argv)
    try:
        sys.stdout.flush()
        sinyal.tutup()
    except BaseException:  # the outcome is told already; Python would try once more at its end, and complain
        _buang_sisa()
    return kode


def _jalankan(argv: list[str]) -> int:
    _utf8()
    sebagai_json = "--json" in argv
    debug = "--debug" in argv
    try:
        if sys.stdout is None:
            raise GalatBerkas("keluaran program ini tertutup", "Jalankan tanpa >&-, atau arahkan ke berkas.")
        argv, debug = _pisah_umum(list(argv))
        kode = _panggil(argv)
        sys.stdout.flush()
    except GalatASN as galat:
        _bila_terhenti(galat if type(galat) is GalatASN else None)
        laporkan(galat, sebagai_json, sys.stderr)
        if debug:
            raise
        return int(galat.kode)
    except BrokenPipeError:
        return _pipa_tertutup()
    except KeyboardInterrupt:
        return _terhenti(KodeKeluar.DIBATALKAN, sebagai_json)
    except OSError as salah:
        nama = f" {salah.filename}" if salah.filename else ""
        penuh = salah.errno == errno.ENOSPC
        petunjuk = f"{'Kosongkan ruang, lalu ulangi.' if penuh else 'Periksa nama dan izinnya.'}{_sudah_tersimpan()}"
        berkas = GalatBerkas(f"sistem menolak membuka atau menulis{nama}: {sebab(salah)}", petunjuk)
        laporkan(berkas, sebagai_json, sys.stderr)
        return int(KodeKeluar.BERKAS)
    except Exception as salah:
        _bila_terhenti(salah)
        if debug:
            raise
        cacat = GalatASN(
            f"cacat program ({type(salah).__name__}){'' if sinyal.tersimpan() else '; data tidak diubah'}",
            "Periksa isinya: asn db periksa. Bila tidak ada temuan, ulangi dengan --debug dan kirimkan jejaknya kepada "
            f"pengelola program.{_sudah_tersimpan()}",
        )
        laporkan(cacat, sebagai_json, sys.stderr)
        return int(KodeKeluar.CACAT_PROGRAM)
    return kode
