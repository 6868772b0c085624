"""Writing agencies' workbooks: all targets are checked before the first one is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from asn_kompetensi.cli.basisdata import beri_tahu
from asn_kompetensi.cli.keluaran import jawab as jawab_tabel
from asn_kompetensi.cli.kemajuan import maju
from asn_kompetensi.cli.pekerja import banyak_pekerja, bersama
from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.tabular.buku.opd import buku_opd, nama_berkas_unik
from asn_kompetensi.tabular.folder import folder_aman
from asn_kompetensi.tabular.simpan import periksa_tujuan, simpan_buku
from asn_kompetensi.tabular.tabel import Kolom

KOLOM = (
    Kolom("opd", "OPD"),
    Kolom("nama_opd", "Nama", layar=False),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("berkas", "Berkas"),
)


def di_folder(data: Sequence[DataBukuOpd], folder: Path) -> dict[Path, DataBukuOpd]:
    """A file for each agency in `folder`, which is made where it is missing. Raises `GalatBerkas`."""
    folder_aman(folder)
    nama = nama_berkas_unik([satu.opd for satu in data], data[0].periode) if data else {}
    return {folder / nama[satu.opd]: satu for satu in data}


def tulis(tujuan: Mapping[Path, DataBukuOpd], *, timpa: bool, pekerja: int | None = None) -> None:
    """Write the workbooks. Raises `Bentrok` before the first one when any file exists and `timpa` is not given.

    In `pekerja` processes, by default as many as the machine has and the work is worth; the bytes are the same.
    """
    for berkas in tujuan:
        periksa_tujuan(berkas, timpa=timpa)
    # The big ones first: at the end nobody waits for the one that holds the largest.
    semua = [(berkas, data, timpa) for berkas, data in tujuan.items()]
    semua.sort(key=lambda satu: -len(satu[1].orang))
    with bersama(_satu, semua, banyak_pekerja(len(semua)) if pekerja is None else pekerja) as selesai:
        for _ in maju(selesai, "Menulis buku kerja", jumlah=len(semua)):
            pass


def _satu(isi: tuple[Path, DataBukuOpd, bool]) -> None:
    berkas, data, timpa = isi
    # What appeared since the look at all of them: two at once may make the very same files.
    simpan_buku(buku_opd(data), berkas, timpa=timpa, tanggal=data.tanggal_surat, lanjut=not timpa)


def jawab(tujuan: Mapping[Path, DataBukuOpd], *, json: bool) -> None:
    """Which file holds whose people, on stdout."""
    baris = [(data.opd, data.nama_opd, len(data.orang), str(berkas)) for berkas, data in tujuan.items()]
    jawab_tabel(KOLOM, baris, json=json)
    beri_tahu(f"tersimpan: {len(baris)} buku kerja")
