"""Writing agencies' workbooks: all targets are checked before the first one is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from asn_kompetensi.cli import penyaluran
from asn_kompetensi.cli.basisdata import beri_tahu
from asn_kompetensi.cli.keluaran import jawab as jawab_tabel
from asn_kompetensi.cli.kemajuan import maju
from asn_kompetensi.cli.pekerja import banyak_pekerja, bersama
from asn_kompetensi.cli.penyaluran import Isi
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.buku_kota import DataBukuKota
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.buku.opd import buku_opd, nama_berkas_unik
from asn_kompetensi.tabular.folder import folder_aman
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
    folder_aman(folder)
    sapu(folder)
    nama = nama_berkas_unik([satu.opd for satu in data], data[0].periode) if data else {}
    return {folder / nama[satu.opd]: satu for satu in data}


def nama_buku(keluar: Path | None, contoh: str) -> Path:
    """The workbook asked for with `-o`. Raises `SalahPakai` where it is missing or no `.xlsx`."""
    tujuan = Path(wajib(str(keluar) if keluar else None, "-o", "Nama berkas .xlsx"))
    if tujuan.suffix.lower() != ".xlsx":
        raise SalahPakai(f"'{tujuan.name}' bukan nama berkas .xlsx", f"Contoh: -o {contoh}")
    return tujuan


def tulis(
    tujuan: Mapping[Path, DataBukuOpd],
    *,
    timpa: bool,
    lanjut: bool = False,
    pdf: bool = False,
    pekerja: int | None = None,
) -> int:
    """Write the workbooks; how many. With `lanjut` those that are there and right are left as they are.

    `pdf` puts a PDF beside each. Raises `Bentrok` before the first one when any file exists and neither `timpa` nor
    `lanjut` is given, `GalatBerkas`. In `pekerja` processes, by default as many as the machine has and the work is
    worth; the bytes are the same.
    """
    for berkas in () if lanjut else tujuan:
        periksa_tujuan(berkas, timpa=timpa)
    isi: dict[Path, Isi] = {}
    with _dengan_pdf(isi, UNTUK_OPD, timpa=timpa, pdf=list(tujuan) if pdf else []):
        return _tulis(tujuan, isi, timpa=timpa, lanjut=lanjut, pekerja=pekerja)


@contextmanager
def _dengan_pdf(buku: Mapping[Path, Isi], untuk: str, *, timpa: bool, pdf: list[Path]) -> Iterator[None]:
    """A PDF beside each of `pdf` once the workbooks are there; by then `buku` says what stands in them."""
    if not pdf:
        yield
        return
    from asn_kompetensi.tabular.pdf import buat_pdf, di_sebelah, periksa_pdf

    periksa_pdf(pdf, timpa=timpa)
    yield
    buat_pdf(pdf, timpa=timpa)
    penyaluran.catat([(di_sebelah(satu), isi) for satu, isi in buku.items()], untuk)


def _tulis(
    tujuan: Mapping[Path, DataBukuOpd], isi: dict[Path, Isi], *, timpa: bool, lanjut: bool, pekerja: int | None
) -> int:
    """Write them and fill `isi`, in the order of `tujuan`, with what stands in those that lie in their place."""
    # The big ones first: at the end nobody waits for the one that holds the largest. What appeared since the look at
    # all of them: two at once may make the very same files.
    semua = [(berkas, data, timpa, lanjut or not timpa) for berkas, data in tujuan.items()]
    semua.sort(key=lambda satu: -len(satu[1].orang))
    sebelum = {berkas: _tanda(berkas) for berkas in tujuan}
    baru, jadi = set(), {}
    try:
        with bersama(_satu, semua, banyak_pekerja(len(semua)) if pekerja is None else pekerja) as selesai:
            for (berkas, *_), (ditulis, milik) in maju(selesai, "Menulis buku kerja", jumlah=len(semua)):
                jadi[berkas] = milik
                if ditulis:
                    baru.add(berkas)
    finally:  # also those that lie there when a later one fails, or that a child had no time to tell of
        for berkas, data in tujuan.items():
            berganti = _tanda(berkas) != sebelum[berkas]
            if berkas in jadi or berganti:
                isi[berkas] = jadi.get(berkas) or penyaluran.Isi.dari(data)
            if berganti:
                baru.add(berkas)
        # Those that were there and right may have been made by a call that was killed before it noted them.
        penyaluran.catat([satu for satu in isi.items() if satu[0] in baru], UNTUK_OPD)
        penyaluran.catat([satu for satu in isi.items() if satu[0] not in baru], UNTUK_OPD, sekali=True)
    return len(baru)


def _satu(satu: tuple[Path, DataBukuOpd, bool, bool]) -> tuple[bool, Isi]:
    berkas, data, timpa, lanjut = satu
    baru = simpan_buku(buku_opd(data), berkas, timpa=timpa, tanggal=data.tanggal_surat, lanjut=lanjut)
    return baru, penyaluran.Isi.dari(data)


def _tanda(berkas: Path) -> tuple[int, int] | None:
    """What changes when a file is replaced; None where there is none."""
    try:
        keadaan = berkas.lstat()
    except OSError:
        return None
    return keadaan.st_ino, keadaan.st_mtime_ns


def tulis_kota(data: DataBukuKota, tujuan: Path, *, timpa: bool, lanjut: bool = False, pdf: bool = False) -> bool:
    """Write the workbook of the city; options and what is raised as in `tulis`, False where it was there and right."""
    from asn_kompetensi.tabular.buku.kota import buku_kota

    if not lanjut:
        periksa_tujuan(tujuan, timpa=timpa)
    isi = penyaluran.Isi.dari(data)
    with _dengan_pdf({tujuan: isi}, UNTUK_KOTA, timpa=timpa, pdf=[tujuan] if pdf else []):
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
