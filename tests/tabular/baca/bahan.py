"""Makes the files the tests read, and the three kinds of import they are read as."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.compat import safe_string
from openpyxl.utils import get_column_letter

from asn_kompetensi.domain.lembar import Lembar, Skema

BERKAS = Path(__file__).parents[2] / "berkas"
NIP1, NIP2, NIP3 = "198403122006042901", "197911052005011902", "199107212019031903"
KOMPETENSI = {
    "Integritas": "INT",
    "Kerja Sama": "KS",
    "Kerjasama": "KS",
    "Komunikasi": "KOM",
    "Orientasi pada Hasil": "OPH",
    "Pelayanan Publik": "PP",
    "Pengembangan Diri dan Orang Lain": "PDOL",
    "Pengembangan Diri & Orang Lain": "PDOL",
    "Mengelola Perubahan": "MP",
    "Pengambilan Keputusan": "PK",
    "Perekat Bangsa": "PB",
} | {kode: kode for kode in ["INT", "KS", "KOM", "OPH", "PP", "PDOL", "MP", "PK", "PB"]}
PEGAWAI = Skema(
    "pegawai",
    (
        *(
            "nip",
            "nama_nip",
            "nip_lama",
            "nama",
            "gelar_depan",
            "gelar_belakang",
            "tanggal_lahir",
            "ttl",
            "jenis_kelamin",
        ),
        *("golongan", "golongan_kode", "pangkat_gol", "jenis_pegawai", "kedudukan", "kedudukan_kode", "opd", "unor"),
        *("unit_kerja", "jabatan", "nama_jabatan", "mulai", "eselon", "status"),
    ),
    (("nip", "nama_nip"),),
)
NILAI = Skema(
    "nilai",
    ("nip", "nama_nip", "nama", "opd", "jabatan", "kompetensi", "nilai", "standar", "sumber", "periode", "tanggal"),
    (("nip", "nama_nip"), ("kompetensi", "kompetensi:*"), ("nilai", "kompetensi:*")),
    KOMPETENSI,
)
HADIR = Skema(
    "hadir",
    ("nip", "nama_nip", "nama", "opd", "pre", "post", "status_peserta"),
    (("nip", "nama_nip"), ("hari", "pre")),
    {},
    True,
)


def buku(jalur: Path, baris: Iterable[Any], gabung: Iterable[str] = (), judul: str = "Data") -> Path:
    """A one-sheet xlsx; None leaves the cell out."""
    wb = Workbook()
    ws = wb.active
    assert ws is not None
    ws.title = judul
    for r, satu in enumerate(baris, 1):
        for c, nilai in enumerate(satu, 1):
            if nilai is not None:
                ws.cell(r, c, nilai)
    for rentang in gabung:
        ws.merge_cells(rentang)
    wb.save(jalur)
    return jalur


def ubah_zip(
    asal: Path,
    tujuan: Path,
    ubah: Callable[[str, bytes], bytes],
    tambah: dict[str, bytes] | None = None,
    tingkat: int | None = None,
) -> Path:
    """Copy a zip, changing its members; `tingkat` is how hard they are compressed."""
    with zipfile.ZipFile(asal) as dari, zipfile.ZipFile(tujuan, "w", zipfile.ZIP_DEFLATED, compresslevel=tingkat) as ke:
        for info in dari.infolist():
            ke.writestr(info.filename, ubah(info.filename, dari.read(info)))
        for nama, isi in (tambah or {}).items():
            ke.writestr(nama, isi)
    return tujuan


def ubah_lembar(asal: Path, tujuan: Path, lama: bytes, baru: bytes) -> Path:
    """Replace bytes inside sheet1.xml; the old bytes must be there."""

    def ubah(nama: str, isi: bytes) -> bytes:
        if nama != "xl/worksheets/sheet1.xml":
            return isi
        isi = isi.replace(b" />", b"/>").replace(b"<v></v>", b"<v/>")
        assert lama in isi
        return isi.replace(lama, baru)

    return ubah_zip(asal, tujuan, ubah)


def bidang(lembar: Lembar) -> dict[str, str]:
    """{canonical field: column letter}."""
    return {satu.bidang: satu.huruf for satu in lembar.lajur}


def kolom(lembar: Lembar, nama: str) -> list[Any]:
    """All values of one field, in row order."""
    ke = [satu.bidang for satu in lembar.lajur].index(nama)
    return [baris.sel[ke] for baris in lembar.baris]


def nomor(lembar: Lembar) -> list[int]:
    """Row numbers of the data."""
    return [baris.nomor for baris in lembar.baris]


def alasan(lembar: Lembar) -> dict[int, str]:
    """{row number: why it was passed over}."""
    return {baris.nomor: baris.alasan for baris in lembar.dilewati}


_XMLNS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_JENIS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_PAKET = "http://schemas.openxmlformats.org/package/2006"


def xlsx_mentah(jalur: Path, isi_lembar: str | Iterable[str], bersama: Iterable[str] = ()) -> Path:
    """The smallest xlsx there is, its `<sheetData>` and shared strings written byte for byte as given."""
    with zipfile.ZipFile(jalur, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as arsip:
        arsip.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_PAKET}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            + "".join(
                f'<Override PartName="/xl/{nama}.xml" ContentType="{_JENIS}.{jenis}+xml"/>'
                for nama, jenis in (
                    ("workbook", "sheet.main"),
                    ("worksheets/sheet1", "worksheet"),
                    ("sharedStrings", "sharedStrings"),
                )
            )
            + "</Types>",
        )
        arsip.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{_PAKET}/relationships"><Relationship Id="rId1" Type="{_RELS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>',
        )
        arsip.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_XMLNS}" xmlns:r="{_RELS}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/>'
            "</sheets></workbook>",
        )
        arsip.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="{_PAKET}/relationships">'
            f'<Relationship Id="rId1" Type="{_RELS}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{_RELS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        arsip.writestr(
            "xl/sharedStrings.xml",
            f'<sst xmlns="{_XMLNS}">' + "".join(f"<si><t>{satu}</t></si>" for satu in bersama) + "</sst>",
        )
        with arsip.open("xl/worksheets/sheet1.xml", "w") as lembar:
            lembar.write(f'<worksheet xmlns="{_XMLNS}"><sheetData>'.encode())
            potongan = iter((isi_lembar,) if isinstance(isi_lembar, str) else isi_lembar)
            while ikat := "".join(islice(potongan, 5000)):  # each write is a call of the compressor
                lembar.write(ikat.encode())
            lembar.write(b"</sheetData></worksheet>")
    return jalur


def bersahaja(nilai: object) -> bool:
    """Whether `buku_bersahaja` writes this cell as a spreadsheet program would: a number, truth, or simple text."""
    if isinstance(nilai, str):
        return nilai.isprintable() and nilai == nilai.strip() and not nilai.startswith(("=", "#")) and "_x" not in nilai
    return nilai is None or type(nilai) in (bool, int, float)


def buku_bersahaja(jalur: Path, baris: Iterable[Iterable[Any]]) -> Path:
    """What `buku` makes of cells that are all `bersahaja`, without the looks of a workbook: in a tenth of the time."""
    bersama: dict[str, int] = {}

    def sel(letak: str, nilai: Any) -> str:
        jenis, isi = "n", safe_string(nilai)
        if isinstance(nilai, str):
            jenis, isi = "s", str(bersama.setdefault(nilai, len(bersama)))
        elif isinstance(nilai, bool):
            jenis, isi = "b", str(int(nilai))
        return f'<c r="{letak}" t="{jenis}"><v>{isi}</v></c>'

    isi = []
    for r, satu in enumerate(baris, 1):
        semua = [sel(f"{get_column_letter(k)}{r}", nilai) for k, nilai in enumerate(satu, 1) if nilai is not None]
        isi.append(f'<row r="{r}">{"".join(semua)}</row>')
    return xlsx_mentah(jalur, isi, map(escape, bersama))


def buku_cepat(jalur: Path, baris: Sequence[Sequence[Any]], gabung: Sequence[str] = ()) -> Path:
    """`buku`, for tests of what stands in the cells: without its looks wherever it needs none."""
    if gabung or not all(map(bersahaja, chain.from_iterable(baris))):
        return buku(jalur, baris, gabung)
    return buku_bersahaja(jalur, baris)


def susun_ulang(jalur: Path, ubah: Callable[[dict[str, bytes]], None]) -> Path:
    """Unpack a zip, let `ubah` change the members in place, and pack it again."""
    with zipfile.ZipFile(jalur) as arsip:
        bagian = {nama: arsip.read(nama) for nama in arsip.namelist()}
    ubah(bagian)
    with zipfile.ZipFile(jalur, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, isi in bagian.items():
            arsip.writestr(nama, isi)
    return jalur
