"""`asn demo`: a sample city through the very importers a clerk uses, then its tables and workbooks."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiTimpa

app = Benda("Kota contoh: basis data, tabel kesenjangan, dan buku kerja dalam sekali jalan.", sendiri=True)

OPD_CONTOH = "DINKES"
BASIS = "demo.db"


@app.perintah("demo")
def demo(
    ke: Annotated[Path, typer.Option("--ke", help="Folder hasil.")] = Path("asn-demo"),
    timpa: OpsiTimpa = False,
) -> None:
    """Kota contoh dengan orang rekaan: basis data, tabel kesenjangan di layar, satu buku kerja per perangkat daerah."""
    from asn_kompetensi.cli.basisdata import beri_tahu
    from asn_kompetensi.domain.galat import Bentrok, GalatBerkas

    basis = ke / BASIS
    if basis.exists() and not timpa:
        raise Bentrok(f"{basis} sudah ada", "Pakai folder lain dengan --ke, atau buat ulang dengan --timpa.")
    if ke.exists() and not ke.is_dir():
        raise GalatBerkas(f"{ke} bukan folder", "Sebutkan folder lain pada --ke.")
    ke.mkdir(parents=True, exist_ok=True, mode=0o700)
    periode = _bangun(basis)
    _buku(basis, periode, ke)
    _tampilkan(basis, periode)
    beri_tahu(f"Basis data: {basis}. Coba: asn gap daftar --periode {periode} --opd {OPD_CONTOH} --db {basis}")


def contoh() -> Path:
    """The folder of sample files: inside the installed package, or beside it in a working copy.

    Raises `GalatBerkas` when the files are not there.
    """
    from asn_kompetensi.domain.galat import GalatBerkas

    paket = Path(__file__).resolve().parent.parent
    for calon in (paket / "data" / "sample", paket.parent / "data" / "sample"):
        if (calon / "urutan.toml").is_file():
            return calon
    raise GalatBerkas("berkas contoh tidak ikut terpasang", "Pasang ulang program asn.")


def _bangun(basis: Path) -> str:
    """Build the database beside its final place and put it there whole; returns the newest period."""
    from asn_kompetensi.cli.basisdata import petugas
    from asn_kompetensi.cli.kemajuan import maju
    from asn_kompetensi.services import db
    from asn_kompetensi.store import door

    sumber = contoh()
    urutan = tomllib.loads((sumber / "urutan.toml").read_text(encoding="utf-8"))
    baru = basis.with_name(f".{basis.name}.baru")
    door.hapus(baru)
    try:
        door.buat(baru)
        with door.tulis(baru, perintah="db mulai", petugas=petugas()) as d:
            db.isi_awal(d, urutan["instansi"])
        for langkah in maju(urutan["langkah"], "Membangun kota contoh"):
            with door.tulis(baru, perintah=f"demo {langkah['jenis']}", petugas=petugas()) as d:
                LANGKAH[langkah["jenis"]](d, sumber, langkah, urutan)
        door.pindahkan(baru, basis)
    finally:
        door.hapus(baru)
    return str(urutan["periode"][-1]["kode"])


def _impor(d: Any, sumber: Path, langkah: dict[str, Any], _: dict[str, Any]) -> None:
    from importlib import import_module

    from asn_kompetensi.cli.laporan_impor import baca_berkas
    from asn_kompetensi.domain.galat import DataDitolak

    modul = import_module(f"asn_kompetensi.services.{_PENGIMPOR[langkah['jenis']]}")
    skema = modul.skema(d) if hasattr(modul, "skema") else modul.SKEMA
    lembar = baca_berkas(sumber / langkah["berkas"], skema)
    awal = (langkah["kelas"],) if langkah["jenis"] == "hadir" else ()
    tambahan = {"periode": langkah["periode"]} if "periode" in langkah else {}
    laporan = modul.impor(d, *awal, lembar, **tambahan)
    if laporan.galat:
        satu = laporan.galat[0]
        raise DataDitolak(
            f"{langkah['berkas']}, sel {satu.sel}: {satu.pesan}", "Berkas contoh berubah; pasang ulang asn."
        )


def _periode(d: Any, _: Path, __: dict[str, Any], urutan: dict[str, Any]) -> None:
    from asn_kompetensi.services import periode

    for satu in urutan["periode"]:
        periode.buka(d, satu["kode"], mulai=satu["mulai"], selesai=satu["selesai"])


def _mutasi(d: Any, _: Path, __: dict[str, Any], urutan: dict[str, Any]) -> None:
    from asn_kompetensi.services import pegawai
    from asn_kompetensi.services.masukan import tanggal_sah

    for satu in urutan["mutasi"]:
        tanggal = tanggal_sah(satu["tanggal"], "tanggal")
        if tanggal is not None:
            pegawai.mutasi(d, satu["nip"], tanggal, opd=satu["opd"], jabatan=satu["jabatan"])


def _selesai(d: Any, _: Path, __: dict[str, Any], urutan: dict[str, Any]) -> None:
    from asn_kompetensi.services import kelas_hadir

    for satu in urutan["selesai"]:
        kelas_hadir.selesai(d, satu["kelas"])


_PENGIMPOR = {
    "opd": "opd",
    "jabatan": "jabatan",
    "kompetensi": "kompetensi",
    "standar": "standar_impor",
    "pegawai": "pegawai_impor",
    "nilai": "nilai_impor",
    "pelatihan": "pelatihan",
    "kelas": "kelas_impor",
    "hadir": "kehadiran_impor",
}
LANGKAH: dict[str, Callable[[Any, Path, dict[str, Any], dict[str, Any]], None]] = {
    **dict.fromkeys(_PENGIMPOR, _impor),
    "periode": _periode,
    "mutasi": _mutasi,
    "selesai": _selesai,
}


def _tampilkan(basis: Path, periode: str) -> None:
    """The city by agency, then the people of one agency who are below standard."""
    from asn_kompetensi.cli import gap as kolom
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.services import gap, gap_ringkas

    with baca(basis) as d:
        ringkas = gap_ringkas.ringkas(d, gap.saringan(d, periode), "opd")
        baris = list(gap.daftar(d, gap.saringan(d, periode, opd=OPD_CONTOH, status="di_bawah")))
    jawab(kolom.KOLOM_RINGKAS, ringkas, judul=f"Kota contoh, periode {periode}: ringkasan per perangkat daerah")
    jawab(kolom.KOLOM, baris, judul=f"{OPD_CONTOH}, periode {periode}: di bawah standar")


def _buku(basis: Path, periode: str, folder: Path) -> None:
    from asn_kompetensi import __version__
    from asn_kompetensi.cli import buku_kerja
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.services import laporan

    with baca(basis) as d:
        data = laporan.siapkan(d, periode, versi=__version__)
    tujuan = buku_kerja.di_folder(data, folder)
    buku_kerja.tulis(tujuan, timpa=True)
    beri_tahu(f"{len(tujuan)} buku kerja: {folder}")
