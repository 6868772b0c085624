"""Writing agencies' workbooks: all targets are checked before the first one is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from asn_kompetensi.cli import penyaluran
from asn_kompetensi.cli.basisdata import beri_tahu
from asn_kompetensi.cli.keluaran import jawab as jawab_tabel
from asn_kompetensi.cli.kemajuan import maju
from asn_kompetensi.cli.penyaluran import Isi
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.buku_kota import DataBukuKota
from asn_kompetensi.domain.galat import GalatBerkas, SalahPakai
from asn_kompetensi.tabular.buku.opd import buku_opd, nama_berkas_unik
from asn_kompetensi.tabular.simpan import periksa_tujuan, sapu, simpan_buku
from asn_kompetensi.tabular.tabel import Kolom

UNTUK_OPD, UNTUK_KOTA = "laporan perangkat daerah", "laporan seluruh kota"
KOLOM = (
    Kolom("opd", "OPD"),
    Kolom("nama_opd", "Nama", layar=False),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("berkas", "Berkas"),
)
KOLOM_KOTA = (
    Kolom("instansi", "Instansi"),
    Kolom("opd", "OPD", angka=True),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("berkas", "Berkas"),
)


def di_folder(data: Sequence[DataBukuOpd], folder: Path) -> dict[Path, DataBukuOpd]:
    """A file for each agency in `folder`, which is made where it is missing, else swept. Raises `GalatBerkas`."""
    if folder.exists() and not folder.is_dir():
        raise GalatBerkas(f"{folder} bukan folder", "Sebutkan folder lain.")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    sapu(folder)
    nama = nama_berkas_unik([satu.opd for satu in data], data[0].periode) if data else {}
    return {folder / nama[satu.opd]: satu for satu in data}


def nama_buku(keluar: Path | None, contoh: str) -> Path:
    """The workbook asked for with `-o`. Raises `SalahPakai` where it is missing or no `.xlsx`."""
    tujuan = Path(wajib(str(keluar) if keluar else None, "-o", "Nama berkas .xlsx"))
    if tujuan.suffix.lower() != ".xlsx":
        raise SalahPakai(f"'{tujuan.name}' bukan nama berkas .xlsx", f"Contoh: -o {contoh}")
    return tujuan


def tulis(tujuan: Mapping[Path, DataBukuOpd], *, timpa: bool, lanjut: bool = False, pdf: bool = False) -> int:
    """Write the workbooks; how many. With `lanjut` those that are there and right are left as they are.

    `pdf` puts a PDF beside each. Raises `Bentrok` before the first one when any file exists and neither `timpa` nor
    `lanjut` is given, `GalatBerkas`.
    """
    for berkas in () if lanjut else tujuan:
        periksa_tujuan(berkas, timpa=timpa)
    isi = {berkas: penyaluran.Isi.dari(data) for berkas, data in tujuan.items()}
    with _dengan_pdf(isi, UNTUK_OPD, timpa=timpa, pdf=pdf):
        return _tulis(tujuan, isi, timpa=timpa, lanjut=lanjut)


@contextmanager
def _dengan_pdf(buku: Mapping[Path, Isi], untuk: str, *, timpa: bool, pdf: bool) -> Iterator[None]:
    if not pdf:
        yield
        return
    from asn_kompetensi.tabular.pdf import buat_pdf, di_sebelah, periksa_pdf

    periksa_pdf(list(buku), timpa=timpa)
    yield
    buat_pdf(list(buku), timpa=timpa)
    penyaluran.catat([(di_sebelah(satu), isi) for satu, isi in buku.items()], untuk)


def _tulis(tujuan: Mapping[Path, DataBukuOpd], isi: Mapping[Path, Isi], *, timpa: bool, lanjut: bool) -> int:
    baru: dict[Path, Isi] = {}
    lama: dict[Path, Isi] = {}
    try:
        for berkas, data in maju(list(tujuan.items()), "Menulis buku kerja"):
            ditulis = simpan_buku(buku_opd(data), berkas, timpa=timpa, tanggal=data.tanggal_surat, lanjut=lanjut)
            (baru if ditulis else lama)[berkas] = isi[berkas]
    finally:  # also those that lie there when a later one fails, or when the one before us was killed
        penyaluran.catat(list(baru.items()), UNTUK_OPD)
        penyaluran.catat(list(lama.items()), UNTUK_OPD, sekali=True)
    return len(baru)


def tulis_kota(data: DataBukuKota, tujuan: Path, *, timpa: bool, lanjut: bool = False, pdf: bool = False) -> bool:
    """Write the workbook of the city; options and what is raised as in `tulis`, False where it was there and right."""
    from asn_kompetensi.tabular.buku.kota import buku_kota

    if not lanjut:
        periksa_tujuan(tujuan, timpa=timpa)
    isi = penyaluran.Isi.dari(data)
    with _dengan_pdf({tujuan: isi}, UNTUK_KOTA, timpa=timpa, pdf=pdf):
        baru = simpan_buku(buku_kota(data), tujuan, timpa=timpa, tanggal=data.tanggal_surat, lanjut=lanjut)
        penyaluran.catat([(tujuan, isi)], UNTUK_KOTA, sekali=not baru)
    return baru


def jawab_kota(data: DataBukuKota, tujuan: Path, *, json: bool) -> None:
    """How many people and agencies the file speaks of."""
    jawab_tabel(KOLOM_KOTA, [(data.instansi, len(data.opd), data.ringkas.get("pegawai", 0), str(tujuan))], json=json)
    beri_tahu("tersimpan: 1 buku kerja")


def jawab(tujuan: Mapping[Path, DataBukuOpd], *, json: bool) -> None:
    """Which file holds whose people, on stdout."""
    baris = [(data.opd, data.nama_opd, len(data.orang), str(berkas)) for berkas, data in tujuan.items()]
    jawab_tabel(KOLOM, baris, json=json)
    beri_tahu(f"tersimpan: {len(baris)} buku kerja")
