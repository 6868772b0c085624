"""Files made to fill the memory or to stop the clock, read by a process that may use 1 GB of address space."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar, batas, teks_bersama
from asn_kompetensi.tabular.baca.alamat import huruf_kolom
from asn_kompetensi.tabular.baca.praperiksa import periksa
from asn_kompetensi.tabular.baca.teks_bersama import batasi_teks, panjang_butir

from .bahan import NIP1, NIP2, PEGAWAI, buku, kolom, nomor, susun_ulang, xlsx_mentah
from .bahan_biner import baris_ods, ods_mentah, xls, xlsb

PANJANG = "x" * 30_000
KEPALA = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'
PEMBACA = """
import json, resource, sys, time
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from pathlib import Path
from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.tabular.baca import baca_lembar
from tests.tabular.baca.bahan import PEGAWAI
for nama in sys.argv[1:]:
    mulai = time.perf_counter()
    try:
        pesan = f"terbaca {len(baca_lembar(Path(nama), PEGAWAI).baris)}"
    except DataDitolak as galat:
        pesan = galat.pesan
    # ru_maxrss would count the tests' own memory, inherited through the fork.
    puncak = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024
    print(json.dumps([Path(nama).name, pesan, time.perf_counter() - mulai, puncak]))
"""


def baca_terbatas(*berkas: Path) -> dict[str, tuple[str, float, int]]:
    """{file: (message, seconds, peak MB so far)} as seen by the bounded process."""
    selesai = subprocess.run(
        [sys.executable, "-c", PEMBACA, *map(str, berkas)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=Path(__file__).parents[3],
    )
    assert (selesai.returncode, selesai.stderr) == (0, "")
    hasil = [json.loads(baris) for baris in selesai.stdout.splitlines()]
    assert len(hasil) == len(berkas)
    return {nama: (pesan, detik, puncak) for nama, pesan, detik, puncak in hasil}


def anggota_besar(jalur: Path, anggota: str, potong: bytes, kali: int) -> Path:
    """A sound workbook with one more member of `kali` times `potong`."""
    buku(jalur, [["NIP", "Nama"], [NIP1, "A"]])
    with zipfile.ZipFile(jalur, "a", zipfile.ZIP_DEFLATED) as arsip, arsip.open(anggota, "w") as berkas:
        for _ in range(kali):
            berkas.write(potong)
    return jalur


def sel_bersama(jalur: Path, kolom_pertama: int, lebar: int, tinggi: int, panjang: int = 30_000) -> Path:
    """`lebar` x `tinggi` cells that all point to one long shared string."""

    def isi() -> Iterator[str]:
        yield KEPALA
        sel = "".join(f'<c r="{huruf_kolom(kolom_pertama + k)}@" t="s"><v>2</v></c>' for k in range(lebar))
        for r in range(2, tinggi + 2):
            yield f'<row r="@">{sel}</row>'.replace("@", str(r))

    return xlsx_mentah(jalur, isi(), ["NIP", "Nama", "x" * panjang])


def banyak_baris(jalur: Path, jumlah: int) -> Path:
    return xlsx_mentah(jalur, (f'<row r="{r}"><c r="A{r}"><v>1</v></c></row>' for r in range(1, jumlah + 1)))


HOSTIL: dict[str, tuple[Callable[[Path], Path], str]] = {
    "bom_250mb.xlsx": (lambda j: anggota_besar(j, "xl/lain.xml", b"a" * 1_000_000, 250), "mengembang"),
    "satu_sel_5mb.xlsx": (
        lambda j: xlsx_mentah(j, ['<row r="1"><c r="A1" t="inlineStr"><is><t>', Random(1).randbytes(2_600_000).hex()]),
        "4 MB",
    ),
    "banyak_baris.xlsx": (lambda j: banyak_baris(j, 200_001), "200.000 baris"),
    "satu_kolom_bersama.xlsx": (lambda j: sel_bersama(j, 1, 1, 20_000), "Teks di dalam lembar"),
    "dua_puluh_kolom_bersama.xlsx": (lambda j: sel_bersama(j, 1, 20, 10_000), "Teks di dalam lembar"),
    "bersama_di_luar_tabel.xlsx": (lambda j: sel_bersama(j, 30, 20, 10_000), "Teks di dalam lembar"),
    "jauh_tersembunyi.xlsx": (
        lambda j: xlsx_mentah(
            j, KEPALA + '<row r="1048576"><c r="XFD1048576"><v>1</v></c><c r="A1048576"><v>1</v></c></row>'
        ),
        "terlalu luas",
    ),
    "hampir_kosong.xlsx": (
        lambda j: xlsx_mentah(j, KEPALA + '<row r="150000"><c r="CV150000"><v>1</v></c></row>'),
        "CV150000",
    ),
    "hampir_kosong.ods": (
        lambda j: ods_mentah(
            j, baris_ods("NIP") + baris_ods(None, ulang=150_000) + baris_ods(*[None] * 90, "A") + baris_ods("B")
        ),
        "terlalu luas: ada isi sampai sel CM150003",
    ),
    "jauh.xlsb": (lambda j: xlsb(j, [(0, 0, "NIP"), (1_048_575, 16_383, "A")]), "XFD1048576"),
    "salin.xlsb": (lambda j: xlsb(j, [(r, 0, 0) for r in range(20_000)], [PANJANG]), "Teks di dalam lembar"),
    "salin.xls": (lambda j: xls(j, [["NIP", "Nama"], *[[None, *[PANJANG] * 200]] * 100]), "Teks di dalam lembar"),
    "jarak.ods": (
        lambda j: ods_mentah(j, baris_ods("NIP") + baris_ods(None, ulang=1_000_000) + baris_ods(*["A"] * 300)),
        "terlalu luas",
    ),
    "baris_berulang.ods": (lambda j: ods_mentah(j, baris_ods("NIP", ulang=10**9 - 1)), "200.000 baris"),
    "kolom_berulang.ods": (lambda j: ods_mentah(j, baris_ods("NIP", ulang_sel=10**9 - 1)), "terlalu luas"),
    "teks_berulang.ods": (lambda j: ods_mentah(j, baris_ods(PANJANG, ulang=150_000)), "Teks di dalam lembar"),
    "sel_berulang.ods": (lambda j: ods_mentah(j, baris_ods(PANJANG, ulang_sel=16_384)), "Teks di dalam lembar"),
}


@pytest.fixture(scope="module")
def hasil_hostil(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float, int]]:
    folder = tmp_path_factory.mktemp("hostil")
    return baca_terbatas(*(buat(folder / nama) for nama, (buat, _) in HOSTIL.items()))


@pytest.mark.parametrize("nama", HOSTIL)
def test_berkas_hostil_ditolak_cepat_dan_hemat(hasil_hostil: dict[str, tuple[str, float, int]], nama: str) -> None:
    pesan, detik, puncak = hasil_hostil[nama]
    assert HOSTIL[nama][1] in pesan
    assert puncak < 250
    # Refused within a second on an idle machine; tests share theirs.
    assert detik < 4


def test_isi_wajar_di_dekat_batas_tetap_terbaca(tmp_path: Path) -> None:
    """The guards must not bite honest files: long notes, many repeated texts, LibreOffice's repeated empty tail."""
    catatan = sel_bersama(tmp_path / "catatan.xlsx", 1, 1, 250, 32_000)
    banyak = sel_bersama(tmp_path / "banyak.xlsx", 1, 5, 2_500, 600)
    ekor = baris_ods("NIP", "Nama") + baris_ods(NIP1, "A") + baris_ods(None, ulang=1_048_570, ulang_sel=16_384)
    hasil = baca_terbatas(catatan, banyak, ods_mentah(tmp_path / "ekor.ods", ekor))
    assert [pesan for pesan, _, _ in hasil.values()] == ["terbaca 250", "terbaca 2500", "terbaca 1"]
    # The guards only count what would be written out, so for them alone it may be just below the limit.
    for tinggi in (7_800, 7_830):
        sel_bersama(tmp_path / f"{tinggi}.xlsx", 1, 1, tinggi, 32_000)
    assert periksa(tmp_path / "7800.xlsx").jenis == "xlsx"
    with pytest.raises(DataDitolak, match="Teks di dalam lembar"):
        periksa(tmp_path / "7830.xlsx")


@pytest.mark.parametrize("ukuran", [3, 40, 1 << 20])
def test_panjang_butir_di_potongan_mana_pun(ukuran: int) -> None:
    isi = b'<?xml version="1.0"?><sst count="9"><si><t>abc</t></si><si/><x:si><x:t>de</x:t></x:si><si><t>' + b"y" * 500
    isi += b'</t><phoneticPr fontId="1"/></si></sst>'
    panjang = panjang_butir(isi[letak : letak + ukuran] for letak in range(0, len(isi), ukuran))
    assert len(panjang) == 4
    assert panjang[3] == 500
    assert max(panjang[:3]) < 40
    assert list(panjang_butir([b"<sst/>"])) == []


def test_terlalu_banyak_atau_terlalu_panjang_butirnya(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teks_bersama, "BUTIR_MAKS", 3)
    assert len(panjang_butir([b"<sst>", b"<si/>" * 3])) == 3
    with pytest.raises(DataDitolak, match="Teks"):
        panjang_butir([b"<sst>", b"<si/>" * 5])
    with pytest.raises(DataDitolak, match="Teks"):
        panjang_butir([b"<sst><si><t>", *[b"x" * 1_000_000] * 5])


@pytest.mark.parametrize(
    ("sel", "jumlah"),
    [
        ('<c r="A1" t="s"><v>1</v></c>', 60),
        ("<c t='s' r='A1'><v> 1 </v></c>", 60),
        ('<c r="A1" t="s" x=">"><v>1</v></c>', 60),
        ('<c r="A1" t="s"><f>B1</f><v>1</v></c>', 60),
        ('<c r="A1"><v>1</v></c>', 0),
        ('<c r="A1" t="s"><v>0</v></c>', 2),
        ('<c r="A1" t="s"><v>9</v></c>', 0),
    ],
)
def test_hanya_rujukan_ke_teks_bersama_yang_dihitung(monkeypatch: pytest.MonkeyPatch, sel: str, jumlah: int) -> None:
    isi = f"<worksheet><sheetData><row>{sel}</row></sheetData></worksheet>".encode()
    panjang = array("L", [2, 60])
    monkeypatch.setattr(teks_bersama, "TEKS_MAKS", jumlah)
    batasi_teks([isi], 1, panjang)
    if jumlah:
        monkeypatch.setattr(teks_bersama, "TEKS_MAKS", jumlah - 1)
        with pytest.raises(DataDitolak, match="Teks"):
            batasi_teks([isi], 1, panjang)


def test_teks_bersama_berformat_dihitung_menurut_hurufnya(tmp_path: Path) -> None:
    """Rich text may be mostly markup: 48 kB of it around ten letters, 6,000 times, is no bomb."""
    kaya = "<r><rPr><sz val='11'/></rPr><t>a</t></r>" * 10 + "<r><rPr>" + "<b/>" * 12_000 + "</rPr><t>b</t></r>"
    isi = KEPALA + "".join(f'<row r="{r}"><c r="B{r}" t="s"><v>2</v></c></row>' for r in range(2, 6_002))
    jalur = xlsx_mentah(tmp_path / "a.xlsx", isi, ["NIP", "Nama", "x"])

    def ubah(bagian: dict[str, bytes]) -> None:
        bagian["xl/sharedStrings.xml"] = bagian["xl/sharedStrings.xml"].replace(b"<t>x</t>", kaya.encode())

    susun_ulang(jalur, ubah)
    assert len(kaya) * 6_000 > batas.TEKS_MAKS
    assert len(baca_lembar(jalur, PEGAWAI).baris) == 6_000


def test_seribu_nama_untuk_satu_lembar_dan_sebaran_di_banyak_lembar_ditolak(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jalur = xlsx_mentah(tmp_path / "a.xlsx", KEPALA, ["NIP", "Nama"])

    def seribu(bagian: dict[str, bytes]) -> None:
        satu = bagian["xl/workbook.xml"]
        awal, akhir = satu.index(b"<sheet "), satu.index(b"</sheets>")
        banyak = b"".join(satu[awal:akhir].replace(b'"Data"', b'"L%d"' % ke) for ke in range(1000))
        bagian["xl/workbook.xml"] = satu[:awal] + banyak + satu[akhir:]

    susun_ulang(jalur, seribu)
    with pytest.raises(DataDitolak, match="bagian yang sama"):
        baca_lembar(jalur, PEGAWAI)
    lebar = xlsx_mentah(
        tmp_path / "b.xlsx", KEPALA + '<row r="190000"><c r="BR190000"><v>1</v></c></row>', ["NIP", "Nama"]
    )
    with zipfile.ZipFile(lebar) as arsip:
        isi = arsip.read("xl/worksheets/sheet1.xml")
    with zipfile.ZipFile(lebar, "a") as arsip:
        for ke in (2, 3):
            arsip.writestr(f"xl/tersembunyi/{ke}.xml", isi)
    with pytest.raises(DataDitolak, match="BR190000"):
        baca_lembar(lebar, PEGAWAI)
    monkeypatch.setattr(batas, "LUAS_WAJAR", 20_000_000)
    with pytest.raises(DataDitolak, match="tersebar"):
        baca_lembar(lebar, PEGAWAI)


def test_lembar_di_folder_tak_lazim_tetap_ditelaah(tmp_path: Path) -> None:
    """The relation decides where a sheet lies; a scan by folder name alone would let this one through."""
    jalur = xlsx_mentah(tmp_path / "a.xlsx", KEPALA + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')

    def pindah(bagian: dict[str, bytes]) -> None:
        rel = bagian["xl/_rels/workbook.xml.rels"].replace(b"worksheets/sheet1.xml", b"/aneh/tabel.dat")
        bagian["xl/_rels/workbook.xml.rels"] = rel
        bagian["aneh/tabel.dat"] = bagian.pop("xl/worksheets/sheet1.xml")

    susun_ulang(jalur, pindah)
    with pytest.raises(DataDitolak, match="XFD1048576"):
        baca_lembar(jalur, PEGAWAI)


def test_gabungan_bertumpang_atau_sepanjang_lembar_tidak_menghentikan_waktu(tmp_path: Path) -> None:
    """Thousands of merges of a whole sheet would be ten thousand million cells to fill."""

    def buat(nama: str, rentang: Iterator[bytes], judul: str = "XFD1") -> Path:
        isi = (
            KEPALA.replace("</row>", f'<c r="{judul}"><v>1</v></c></row>')
            + '<row r="2"><c r="A2" t="s"><v>2</v></c></row>'
        )
        jalur = xlsx_mentah(tmp_path / nama, isi, ["NIP", "Nama", NIP1])
        akhir = b"<mergeCells>" + b"".join(b'<mergeCell ref="%b"/>' % r for r in rentang) + b"</mergeCells></worksheet>"
        lembar = "xl/worksheets/sheet1.xml"
        return susun_ulang(jalur, lambda b: b.update({lembar: b[lembar].replace(b"</worksheet>", akhir)}))

    hasil = baca_terbatas(
        buat("tumpang.xlsx", (b"C1:XF%c%d" % (65 + r % 4, 1 + r // 4) for r in range(10_000))),
        buat("turun.xlsx", (b"A%d:A1048576" % r for r in range(2, 2_002))),
        buat("rapi.xlsx", (b"A%d:XFD%d" % (r, r + 5) for r in range(2, 1_000_000, 30)), "D1"),
    )
    assert [pesan.split(":")[-1].strip() for pesan, _, _ in hasil.values()] == [
        "sel gabungan bertumpang di C1.",
        "sel gabungan bertumpang di A3.",
        "terbaca 1",
    ]
    assert max(detik for _, detik, _ in hasil.values()) < 5


def test_judul_selebar_lembar_tetap_cepat(tmp_path: Path) -> None:
    sel = "".join(f'<c r="{huruf_kolom(k)}{{r}}" t="s"><v>{k % 3}</v></c>' for k in range(0, 16_384, 3))
    isi = "".join(f'<row r="{r}">{sel.format(r=r)}</row>' for r in range(1, 31))
    hasil = baca_terbatas(xlsx_mentah(tmp_path / "a.xlsx", isi, ["NIP", "Umur", "Kolom"]))["a.xlsx"]
    assert "tidak ditemukan" in hasil[0]
    assert hasil[1] < 5


@pytest.mark.parametrize("akhiran", ["xlsx", "xlsb", "xls", "ods"])
def test_semua_jenis_membaca_hal_yang_sama(tmp_path: Path, akhiran: str) -> None:
    baris: list[Any] = [
        ["DAFTAR"],
        [],
        [None, "NIP", "Nama"],
        [None, NIP1, "SABAI"],
        [],
        [None, NIP2, "MANGKUTAK"],
        ["Jumlah", 2],
    ]
    jalur = tmp_path / f"a.{akhiran}"
    sel = [(r, c, v) for r, satu in enumerate(baris) for c, v in enumerate(satu) if v is not None]
    match akhiran:
        case "xlsx":
            buku(jalur, baris)
        case "xls":
            xls(jalur, baris)
        case "ods":
            ods_mentah(jalur, "".join(baris_ods(*(satu or [None])) for satu in baris))
        case _:
            xlsb(jalur, [(r, c, float(v) if isinstance(v, int) else str(v)) for r, c, v in sel])
    lembar = baca_lembar(jalur, PEGAWAI)
    assert (lembar.baris_judul, nomor(lembar), kolom(lembar, "nip")) == ((3,), [4, 6], [NIP1, NIP2])
    assert [(satu.huruf, satu.bidang) for satu in lembar.lajur] == [("B", "nip"), ("C", "nama")]
    assert [(satu.nomor, satu.alasan) for satu in lembar.dilewati] == [(7, "jumlah")]
    assert lembar.kepala == ("DAFTAR",)
