"""What `daftar` prints, `impor` reads: every noun, through every kind of file, comes back as it was.

Each example registers a small city of awkward names and codes through the services, prints it, imports the printed
file into a second database that knows only what the file refers to, and prints that one: both printouts are equal.
On the way: a dry run says what the real run says and leaves the database as it was; importing once more changes
nothing and says so.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.senarai import gabung
from asn_kompetensi.services import (
    jabatan,
    kelas_buka,
    kelas_hadir,
    kelas_undang,
    kompetensi,
    nilai,
    opd,
    pegawai,
    pelatihan,
    standar,
)
from asn_kompetensi.store import door
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.tabular.nilai import jaga_apostrof
from tests.acak_berkas import (
    HARI,
    JABATAN,
    KELAS,
    KOMPETENSI,
    OPD,
    ORANG,
    PERIODE,
    WADAH,
    Jawab,
    bangun_kota,
    nip_acak,
    panggil,
    tulis_berkas,
)
from tests.services.berkas_uji import sidik

Isi = dict[str, Any]
BAWAAN = settings(
    phases=[Phase.explicit, Phase.generate],
    max_examples=2,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
PENUH = settings(BAWAAN, max_examples=60, derandomize=False)

# --- what people write ----------------------------------------------------------------------------------------------

AKAR = (
    "Aluih", "Batuang", "Cubadak", "Dama", "Ereng", "Fajar", "Gadang", "Hilia", "Ilia", "Jambak", "Kubang",
    "Lumindai", "Mudiak", "Ngalau", "Ombilin", "Pasa", "Rantih", "Santua", "Talawi", "Urek", "Verena", "Wangun",
    "Yusra", "Zaitun", "Salak", "Sijantang", "Tumpuak", "Kolok", "Muaro", "Sikalang",
)  # fmt: skip
AWAL = ("'", "' ", "=", "+", "-", "@", '"', "(", "#", "=1+1 ", "É", "1. ", "\t", "")
TENGAH = (", ", "; ", "'", ' "', "\n", " - ", "/", " & ", "  ", " | ", ": ", " é\u0301 ", " 漢 ", "")
AKHIR = (",", ";", '"', "'", ")", ".", "!", "=A1", " 100%", " 5", "\\", "")
# Whole names, each used once: what a spreadsheet would make something else of, other scripts, the longest one.
UTUH = (
    "1-2", "FALSE", "2e5", "Mei 2025", "12/03/2025", "3,5", "100%", "'Amil", "''Aisyiyah", '"Kutip"', '"Awal',
    "00012", "1.000", "=cmd|' /C calc'!A0", "@SUM(A1)", "-5", "+62", "Cafe\u0301 Gadang", "🎓 Akademi", "عمر", "שלום",
    "p" * 200, "Lv. 3", "_x0041_", "2025-05-01", "Satuan Kerja", "Total Rekaan", "ﬁlsafat",
)  # fmt: skip
KODE = (
    "007", "00", "1E5", "2025-01-01", "3.10", "1.0", "TRUE", "A/B", "x+y", "0012345678901234567890", "1", "2", "3",
    "INF", "1_000", "03/04", "DINKES", "a.b-c", "NaN5", "99999999999999999999",
)  # fmt: skip
HARI_ST = st.dates(date(1990, 1, 1), date(2035, 12, 31))
LEVEL_ST = st.integers(1, 500).map(lambda ratus: f"{ratus // 100},{ratus % 100:02d}")


class Kata:
    """Draws words that differ from each other whatever stands around them, and codes that are used once."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw = draw
        self._akar = iter(draw(st.permutations(AKAR)))
        self._kode = iter(draw(st.permutations(KODE)))
        self._utuh = iter(draw(st.permutations(UTUH)))

    def nama(self) -> str:
        """A name a clerk may type, with what breaks careless writers and readers in it."""
        if self._draw(st.booleans()) and (utuh := next(self._utuh, None)) is not None:
            return utuh
        bagian = [self._draw(st.sampled_from(satu)) for satu in (AWAL, TENGAH, AKHIR)]
        return f"{bagian[0]}{next(self._akar)}{bagian[1]}Rekaan{bagian[2]}"

    def nama_orang(self) -> str:
        """A name with a letter in it, as people have."""
        return next(nama for nama in iter(self.nama, "") if any(map(str.isalpha, nama)))

    def kode(self) -> str:
        """A code not used before."""
        return next(self._kode)

    def mungkin(self, isi: st.SearchStrategy[Any]) -> Any:
        """Something or nothing."""
        return self._draw(st.none() | isi)

    def mungkin_nama(self) -> str | None:
        """A name or nothing."""
        return self.nama() if self._draw(st.booleans()) else None


def surel(kode: str) -> str:
    return f"kadis.{''.join(filter(str.isalnum, kode)).lower()}@contoh.invalid"


@st.composite
def isi_opd(draw: st.DrawFn) -> list[Isi]:
    kata = Kata(draw)
    hasil: list[Isi] = []
    for _ in range(draw(st.integers(1, 5))):
        kode, mulai = kata.kode(), kata.mungkin(HARI_ST)
        hasil.append(
            {
                "kode": kode,
                "nama": kata.nama(),
                "singkatan": kata.mungkin_nama(),
                "alias": [kata.nama() for _ in range(draw(st.integers(0, 2)))],
                "induk": draw(st.sampled_from([None, *(satu["kode"] for satu in hasil)])),
                "surel": surel(kode) if draw(st.booleans()) else None,
                "kepala": nip_acak(Random(draw(st.integers(0, 99)))) if draw(st.booleans()) else None,
                "mulai": mulai,
                "selesai": mulai + timedelta(days=draw(st.integers(0, 400))) if mulai and draw(st.booleans()) else None,
            }
        )
    if len(hasil) > 2 and draw(st.booleans()):
        hasil[-1] |= {"gabung": hasil[0]["kode"], "selesai": None, "mulai": None, "induk": None}
        hasil[0] |= {"mulai": None, "selesai": None}
    return hasil


def simpan_opd(d: PintuTulis, isi: list[Isi]) -> None:
    for satu in isi:
        lain = {satu_: satu[satu_] for satu_ in ("singkatan", "alias", "induk", "surel", "kepala", "mulai")}
        opd.tambah(d, satu["kode"], satu["nama"], **lain)
        if satu["selesai"]:
            opd.ubah(d, satu["kode"], selesai=satu["selesai"])
    for satu in isi:
        if "gabung" in satu:
            opd.gabung(d, [satu["kode"]], satu["gabung"], date(2026, 1, 1))


@st.composite
def isi_jabatan(draw: st.DrawFn) -> list[Isi]:
    kata = Kata(draw)
    jenjang = st.sampled_from(["JPT Pratama", "Ahli Muda", "Pelaksana", "Pemula"])
    return [
        {"kode": kata.kode(), "nama": kata.nama(), "jenjang": kata.mungkin(jenjang), "urusan": kata.mungkin_nama()}
        for _ in range(draw(st.integers(1, 5)))
    ]


def simpan_jabatan(d: PintuTulis, isi: list[Isi]) -> None:
    for satu in isi:
        jabatan.tambah(d, **satu)


@st.composite
def isi_kompetensi(draw: st.DrawFn) -> list[Isi]:
    kata = Kata(draw)
    jenis = st.sampled_from(kompetensi.JENIS)
    return [
        {"kode": kata.kode(), "nama": kata.nama(), "jenis": draw(jenis), "definisi": kata.mungkin_nama()}
        for _ in range(draw(st.integers(1, 5)))
    ]


def simpan_kompetensi(d: PintuTulis, isi: list[Isi]) -> None:
    for satu in isi:
        kompetensi.tambah(d, **satu)


@st.composite
def isi_standar(draw: st.DrawFn) -> list[Isi]:
    """Levels of a pair one after the other, some with a gap between; the same level again would be no new standard."""
    kata = Kata(draw)
    hasil: list[Isi] = []
    pasangan = st.tuples(st.sampled_from(JABATAN), st.sampled_from(KOMPETENSI))
    for satu, komp in draw(st.lists(pasangan, min_size=1, max_size=4, unique=True)):
        mulai = kata.mungkin(st.dates(date(2015, 1, 1), date(2016, 1, 1)))
        for level in draw(st.lists(LEVEL_ST, min_size=1, max_size=3, unique=True)):
            sebelum = mulai or date(2016, 1, 1)
            selesai = kata.mungkin(st.dates(sebelum, sebelum + timedelta(days=500)))
            hasil.append({"jabatan": satu, "kata": [f"{komp}={level}"], "mulai": mulai, "selesai": selesai,
                          "tingkat": kata.mungkin(st.sampled_from(("mutlak", "perlu"))),
                          "dasar": kata.mungkin_nama()})  # fmt: skip
            mulai = (selesai or sebelum) + timedelta(days=draw(st.integers(1, 900)))
    return hasil


def simpan_standar(d: PintuTulis, isi: list[Isi]) -> None:
    for satu in isi:
        standar.tetapkan(d, **satu)


@st.composite
def isi_pegawai(draw: st.DrawFn) -> list[Isi]:
    kata = Kata(draw)
    hasil: list[Isi] = []
    for benih in draw(st.lists(st.integers(0, 9999), min_size=1, max_size=5, unique=True)):
        nip = nip_acak(Random(benih))
        pilihan = ("PPPK", "PPPK PARUH WAKTU") if nip[12] >= "2" else ("PNS",)
        isian = {
            "nama": kata.nama_orang(), "opd": draw(st.sampled_from(OPD)), "jabatan": draw(st.sampled_from(JABATAN)),
            "gelar_depan": kata.mungkin(st.sampled_from(["dr.", "Drs., H.", "=Ir."])),
            "gelar_belakang": kata.mungkin(st.sampled_from(["S.Sos., M.Si.", "S.Kom; MT", "-A.Md"])),
            "jenis_kelamin": kata.mungkin(st.sampled_from("LP")),
            "jenis_pegawai": kata.mungkin(st.sampled_from(pilihan)),
            "golongan": kata.mungkin(st.sampled_from(["III/d", "IV/e", "I/a", "IX", "V", "I", "XVII"])),
        }  # fmt: skip
        mulai = kata.mungkin(st.dates(date(2019, 1, 1), date(2024, 12, 31)))
        satu: Isi = {"nip": nip, "isian": isian, "mulai": mulai}
        if draw(st.booleans()):
            satu["pindah"] = (draw(st.dates(date(2025, 1, 1), date(2025, 12, 31))), draw(st.sampled_from(OPD)))
        if draw(st.booleans()):
            henti = kata.mungkin(HARI_ST)
            satu["henti"] = henti and max(henti, mulai or date(2019, 1, 1))  # nobody leaves before he came
        hasil.append(satu)
    return list({satu["nip"]: satu for satu in hasil}.values())


def simpan_pegawai(d: PintuTulis, isi: list[Isi]) -> None:
    for satu in isi:
        pegawai.tambah(d, satu["nip"], satu["isian"], mulai=satu["mulai"])
        if "pindah" in satu:
            pegawai.mutasi(d, satu["nip"], satu["pindah"][0], opd=satu["pindah"][1])
        if "henti" in satu:
            pegawai.henti(d, satu["nip"], "pensiun", satu["henti"])


@st.composite
def isi_nilai(draw: st.DrawFn) -> list[Isi]:
    kata = Kata(draw)
    hasil = []
    for nip, _ in draw(st.lists(st.sampled_from(ORANG), min_size=1, max_size=4, unique=True)):
        for sumber in draw(
            st.lists(st.sampled_from(["asesmen", "atasan", "uji"]), min_size=1, max_size=2, unique=True)
        ):
            kode = draw(st.lists(st.sampled_from(KOMPETENSI), min_size=1, max_size=4, unique=True))
            hasil.append({"nip": nip, "nilai": {satu: draw(LEVEL_ST) for satu in kode}, "sumber": sumber,
                          "tanggal": kata.mungkin(st.dates(date(1970, 1, 1), date(2035, 1, 1)))})  # fmt: skip
    return hasil


@st.composite
def isi_nilai_lebar(draw: st.DrawFn) -> list[Isi]:
    return [satu | {"tanggal": None} for satu in draw(isi_nilai()) if satu["sumber"] == "asesmen"]


def simpan_nilai(d: PintuTulis, isi: list[Isi]) -> None:
    for satu in isi:
        nilai.isi(d, satu["nip"], satu["nilai"], PERIODE, satu["sumber"], satu["tanggal"])


@st.composite
def isi_pelatihan(draw: st.DrawFn) -> list[Isi]:
    kata = Kata(draw)
    hasil = []
    for _ in range(draw(st.integers(1, 5))):
        kode = draw(st.lists(st.sampled_from(KOMPETENSI), max_size=3, unique=True))
        hasil.append({"kode": kata.kode(), "nama": kata.nama(), "bentuk": str(draw(st.integers(1, 25))),
                      "jp": str(draw(st.integers(1, 5000))), "penyelenggara": kata.mungkin_nama(),
                      "kompetensi": [f"{satu}={draw(LEVEL_ST)}" for satu in kode]})  # fmt: skip
    return hasil


def simpan_pelatihan(d: PintuTulis, isi: list[Isi]) -> None:
    for satu in isi:
        pelatihan.tambah(d, **satu)


@st.composite
def isi_kelas(draw: st.DrawFn) -> list[Isi]:
    kata = Kata(draw)
    hasil = []
    for _ in range(draw(st.integers(1, 5))):
        mulai = draw(HARI_ST)
        terbuka = draw(st.booleans())
        undangan = [] if terbuka else draw(st.lists(st.sampled_from(OPD), max_size=3, unique=True))
        hasil.append({"pelatihan": draw(st.sampled_from(("KOM-01", "0002"))), "kode": kata.kode(), "mulai": mulai,
                      "selesai": mulai + timedelta(days=draw(st.integers(0, 3))), "tempat": kata.mungkin_nama(),
                      "kuota": kata.mungkin(st.integers(1, 10**6).map(str)),
                      "biaya": kata.mungkin(st.integers(0, 10**12 - 1).map(str)),
                      "terbuka": terbuka, "opd": undangan})  # fmt: skip
    return hasil


def simpan_kelas(d: PintuTulis, isi: list[Isi]) -> None:
    for satu in isi:
        kelas_buka.buka(d, **satu)


SKOR_ST = st.integers(0, 10_000).map(lambda ratus: f"{ratus // 100},{ratus % 100:02d}")


@st.composite
def isi_hadir(draw: st.DrawFn) -> list[Isi]:
    kata = Kata(draw)
    hasil = []
    for nip, _ in draw(st.lists(st.sampled_from(ORANG), min_size=1, unique=True)):
        tanda = st.none() | st.sampled_from(("hadir", "izin", "sakit", "alpa", "dinas"))
        hasil.append({"nip": nip, "hari": [draw(tanda) for _ in HARI], "pre": kata.mungkin(SKOR_ST),
                      "post": kata.mungkin(SKOR_ST)})  # fmt: skip
    return hasil


def simpan_hadir(d: PintuTulis, isi: list[Isi]) -> None:
    kelas_undang.undang(d, KELAS, [satu["nip"] for satu in isi])
    for satu in isi:
        kelas_undang.jawab(d, KELAS, satu["nip"], "bersedia")
        for tanggal, status in zip(HARI, satu["hari"], strict=True):
            if status:
                kelas_hadir.hadir(d, KELAS, satu["nip"], tanggal, status)
        if satu["pre"] or satu["post"]:
            kelas_hadir.hasil(d, KELAS, satu["nip"], pre=satu["pre"], post=satu["post"])


# --- what must stand in the printout, told from what was typed ------------------------------------------------------


def rapi(teks: str | None) -> str | None:
    """A name as it is kept: single spaces, composed letters."""
    return None if teks is None else " ".join(unicodedata.normalize("NFC", teks).split())


def angka(teks: str | None) -> float | None:
    return None if teks is None else float(teks.replace(",", "."))


def iso(hari: date | None) -> str | None:
    return None if hari is None else hari.isoformat()


def harapan(nama: str, isi: list[Isi]) -> list[tuple[Any, ...]]:
    """The telling fields of every record, in no order."""
    match nama:
        case "standar":
            return [(s["jabatan"], *satu_level(s["kata"][0]), rapi(s["dasar"]), iso(s["mulai"])) for s in isi]
        case "pegawai":
            return [(s["nip"], rapi(s["isian"]["nama"]), s["isian"]["golongan"],
                     "henti" if "henti" in s else "aktif") for s in isi]  # fmt: skip
        case "nilai":
            return [(s["nip"], satu, angka(level), s["sumber"], iso(s["tanggal"]))
                    for s in isi for satu, level in s["nilai"].items()]  # fmt: skip
        case "nilai lebar":
            return [(s["nip"], satu, angka(level)) for s in isi for satu, level in s["nilai"].items()]
        case "kelas":
            return [(s["kode"], iso(s["mulai"]), iso(s["selesai"]), rapi(s["tempat"]), angka(s["kuota"]),
                     angka(s["biaya"]), ["semua"] if s["terbuka"] else sorted(s["opd"] or [""]))
                    for s in isi]  # fmt: skip
        case "kehadiran":
            return [(s["nip"], *s["hari"], angka(s["pre"]), angka(s["post"])) for s in isi]
    return [(s["kode"], rapi(s["nama"])) for s in isi]


def satu_level(kata: str) -> tuple[str, float | None]:
    kode, _, level = kata.partition("=")
    return kode, angka(level)


def tercetak(nama: str, cetak: list[Isi]) -> list[tuple[Any, ...]]:
    """The same fields from the printout."""
    match nama:
        case "standar":
            return [(s["jabatan"], s["kompetensi"], s["level"], s["dasar"], s["mulai"]) for s in cetak]
        case "pegawai":
            return [(s["nip"], s["nama"], s["golongan"], s["status"]) for s in cetak]
        case "nilai":
            return [(s["nip"], s["kompetensi"], s["nilai"], s["sumber"], s["tanggal"]) for s in cetak]
        case "nilai lebar":
            return [(s["nip"], satu, s[satu]) for s in cetak for satu in KOMPETENSI if s[satu] is not None]
        case "kelas":
            return [(s["kode"], s["mulai"], s["selesai"], s["tempat"], s["kuota"], s["biaya"],
                     sorted((s["opd_peserta"] or "").split(";"))) for s in cetak if s["kode"] != KELAS]  # fmt: skip
        case "kehadiran":
            return [(s["nip"], *(s[str(hari)] for hari in HARI), s["pre"], s["post"]) for s in cetak]
    bawaan = {"kompetensi": KOMPETENSI[:9], "pelatihan": ("KOM-01", "0002")}.get(nama, ())
    return [(s["kode"], s["nama"]) for s in cetak if s["kode"] not in bawaan]


# --- printing and reading -------------------------------------------------------------------------------------------


class Benda(NamedTuple):
    """A noun: what to make, how to store it, how to print it, how to read it, and what must be there to refer to."""

    isi: st.SearchStrategy[list[Isi]]
    simpan: Callable[[PintuTulis, list[Isi]], None]
    cetak: tuple[str, ...]
    baca: tuple[str, ...]
    landasan: str
    lain: tuple[str, ...] = ()  # fields of the printout that belong to one database


BENDA = {
    "opd": Benda(isi_opd(), simpan_opd, ("opd", "daftar"), ("opd", "impor"), "kosong"),
    "jabatan": Benda(isi_jabatan(), simpan_jabatan, ("jabatan", "daftar"), ("jabatan", "impor"), "kosong"),
    "kompetensi": Benda(isi_kompetensi(), simpan_kompetensi, ("kompetensi", "daftar"), ("kompetensi", "impor"),
                        "kosong"),
    "standar": Benda(isi_standar(), simpan_standar, ("standar", "daftar"), ("standar", "impor"), "kota"),
    "pegawai": Benda(isi_pegawai(), simpan_pegawai, ("pegawai", "daftar"), ("pegawai", "impor"), "kota"),
    "nilai": Benda(isi_nilai(), simpan_nilai, ("nilai", "daftar"), ("nilai", "impor"), "orang", ("jalankan",)),
    "nilai lebar": Benda(isi_nilai_lebar(), simpan_nilai, ("gap", "matriks", "--periode", PERIODE),
                         ("nilai", "impor", "--periode", PERIODE), "orang"),
    "pelatihan": Benda(isi_pelatihan(), simpan_pelatihan, ("pelatihan", "daftar"), ("pelatihan", "impor"), "kota"),
    "kelas": Benda(isi_kelas(), simpan_kelas, ("kelas", "daftar"), ("kelas", "impor"), "kota"),
    "kehadiran": Benda(isi_hadir(), simpan_hadir, ("kelas", "lihat", KELAS), ("kelas", "hadir", KELAS, "--dari"),
                       "orang"),
}  # fmt: skip


@pytest.fixture(scope="module")
def landasan(basis_induk: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The databases to begin with: national references only; a city without people; a city with people."""
    folder = tmp_path_factory.mktemp("landasan")
    return {
        "kosong": basis_induk,
        "kota": bangun_kota(basis_induk, folder / "kota.db", orang=False),
        "orang": bangun_kota(basis_induk, folder / "orang.db", orang=True),
    }


def berhasil(jawab: Jawab) -> Jawab:
    assert jawab.kode == 0, (jawab.galat, jawab.keluar[:3000])
    return jawab


def cetakan(benda: Benda, basis: Path) -> list[Isi]:
    """The printout as records; for a class its roster, flat, as an attendance sheet has it."""
    isi = json.loads(berhasil(panggil(basis, *benda.cetak, "--json")).keluar)
    if benda.cetak[1] == "lihat":
        return [
            {"nip": satu["nip"], "nama": satu["nama"], "opd": satu["opd"],
             **{hari["tanggal"]: hari["status"] for hari in satu["hari"]}, "pre": satu["pre"], "post": satu["post"]}
            for satu in isi["peserta"]
        ]  # fmt: skip
    return [{nama: sel for nama, sel in satu.items() if nama not in benda.lain} for satu in isi]


def rata(sel: object) -> object:
    """A cell as other programs have to write it: several values joined, a leading apostrophe doubled."""
    return jaga_apostrof(teks) if isinstance(teks := gabung(sel) if isinstance(sel, list) else sel, str) else teks


def ke_berkas(benda: Benda, basis: Path, jalur: Path) -> Path:
    """The printout as a file: by the program where it writes such files, else by other writers."""
    if jalur.suffix not in (".csv", ".xlsx") or benda.cetak[1] == "lihat":
        baris = cetakan(benda, basis)
        return tulis_berkas(jalur, [list(baris[0]), *([rata(sel) for sel in satu.values()] for satu in baris)])
    berhasil(panggil(basis, *benda.cetak, "-o", jalur))
    if jalur.suffix == ".csv":
        layar = berhasil(panggil(basis, *benda.cetak, "--csv")).keluar
        assert layar.encode() == jalur.read_bytes(), "a file and the screen say the same"
    return jalur


def bolak_balik(landasan: dict[str, Path], nama: str, wadah: str, isi: list[Isi]) -> None:
    """Store, print, read elsewhere, print: equal. Dry run first, once more afterwards."""
    benda = BENDA[nama]
    with tempfile.TemporaryDirectory() as folder:
        asal, tujuan = (Path(shutil.copy(landasan[benda.landasan], Path(folder, satu))) for satu in ("a.db", "b.db"))
        with door.tulis(asal, perintah="uji", petugas="penguji") as d:
            benda.simpan(d, isi)
        cetak = cetakan(benda, asal)
        harus = sorted(harapan(nama, isi), key=repr)
        assert sorted(tercetak(nama, cetak), key=repr) == harus, "what was typed is what is printed"
        berkas = ke_berkas(benda, asal, Path(folder, f"cetakan.{wadah}"))
        sebelum = sidik(tujuan)
        kering = berhasil(panggil(tujuan, *benda.baca, berkas, "-n"))
        assert sidik(tujuan) == sebelum, "a dry run leaves the file as it was"
        nyata = berhasil(panggil(tujuan, *benda.baca, berkas))
        assert kering.laporan == nyata.laporan | {"jalankan": kering.laporan["jalankan"]}
        assert nyata.laporan["baru"] + nyata.laporan["berubah"] > 0 or benda is BENDA["nilai lebar"]
        assert cetakan(benda, tujuan) == cetak
        sesudah = sidik(tujuan)
        lagi = berhasil(panggil(tujuan, *benda.baca, berkas))
        assert (lagi.laporan["baru"], lagi.laporan["berubah"], lagi.laporan["jalankan"]) == (0, 0, None)
        assert lagi.laporan["sama"] == nyata.laporan["diterima"]
        assert "tidak ada yang berubah" in lagi.galat
        assert sidik(tujuan) == sesudah


@pytest.mark.parametrize("nama", BENDA)
def test_yang_dicetak_terbaca_kembali(landasan: dict[str, Path], nama: str) -> None:
    """A seeded few of every noun; the kind of file is drawn with the contents."""

    @BAWAAN
    @given(st.sampled_from(WADAH), BENDA[nama].isi)
    def coba(wadah: str, isi: list[Isi]) -> None:
        bolak_balik(landasan, nama, wadah, isi)

    coba()


@pytest.mark.lama
@pytest.mark.parametrize("wadah", WADAH)
@pytest.mark.parametrize("nama", BENDA)
def test_yang_dicetak_terbaca_kembali_jumlah_penuh(landasan: dict[str, Path], nama: str, wadah: str) -> None:
    """Many of every noun in every kind of file."""

    @PENUH
    @given(BENDA[nama].isi)
    def coba(isi: list[Isi]) -> None:
        bolak_balik(landasan, nama, wadah, isi)

    coba()


# --- digits of a NIP ------------------------------------------------------------------------------------------------


def digit_tetap(landasan: dict[str, Path], folder: Path, banyak: int) -> None:
    """Random NIPs from a file into the database and out again: not one digit is another."""
    acak = Random(banyak)
    nip = list(dict.fromkeys(nip_acak(acak) for _ in range(banyak)))
    kota = Path(shutil.copy(landasan["kota"], folder / "kota.db"))
    isi = [[satu, f"Orang {ke}", "STAF", "DINKES"] for ke, satu in enumerate(nip)]
    berkas = tulis_berkas(folder / "masuk.xlsx", [["NIP", "Nama", "Jabatan", "OPD"], *isi])
    assert berhasil(panggil(kota, "pegawai", "impor", berkas)).laporan["baru"] == len(nip)
    for akhiran in ("csv", "xlsx"):
        keluar = folder / f"keluar.{akhiran}"
        berhasil(panggil(kota, "pegawai", "daftar", "-o", keluar))
        assert berhasil(panggil(kota, "pegawai", "impor", keluar)).laporan["sama"] == len(nip)
    with keluar.with_suffix(".csv").open(encoding="utf-8", newline="") as teks:
        cetak = {satu["nama"]: satu["nip"] for satu in csv.DictReader(teks)}
    assert cetak == {f"Orang {ke}": satu for ke, satu in enumerate(nip)}
    # As a number, whatever Excel left of it, a NIP is held, and the person is a suggestion at most.
    angka = [int(satu) if ke % 2 else float(satu) for ke, satu in enumerate(nip)]
    lembar = tulis_berkas(folder / "angka.xlsx", [["NIP", "INT"], *([satu, 3] for satu in angka)])
    jawab = panggil(kota, "nilai", "impor", lembar, "--periode", PERIODE, "--lewati")
    assert (jawab.kode, jawab.laporan["diterima"], jawab.laporan["ditahan"]) == (9, 0, len(nip))
    assert {satu["kode"] for satu in jawab.laporan["galat"]} <= {"NIP_ANGKA", "NIP_RUSAK_EXCEL"}
    assert berhasil(panggil(kota, "nilai", "daftar", "--json")).keluar.strip() == "[]"


def test_digit_nip_tidak_berubah(landasan: dict[str, Path], tmp_path: Path) -> None:
    """A seeded few."""
    digit_tetap(landasan, tmp_path, 200)


@pytest.mark.lama
def test_digit_sepuluh_ribu_nip_tidak_berubah(landasan: dict[str, Path], tmp_path: Path) -> None:
    """The full count."""
    digit_tetap(landasan, tmp_path, 10_000)


# --- what once did not come back ------------------------------------------------------------------------------------


def kembali(landasan: dict[str, Path], folder: Path, nama: str, akhiran: str, *perintah: tuple[str, ...]) -> None:
    """Type the commands, write the register with `-o`, read it elsewhere: equal printouts."""
    benda = BENDA[nama]
    asal, tujuan = (Path(shutil.copy(landasan[benda.landasan], folder / satu)) for satu in ("a.db", "b.db"))
    for satu in perintah:
        berhasil(panggil(asal, *satu))
    berkas = folder / f"cetakan.{akhiran}"
    berhasil(panggil(asal, *benda.cetak, "-o", berkas))
    berhasil(panggil(tujuan, *benda.baca, berkas))
    assert cetakan(benda, tujuan) == cetakan(benda, asal)


@pytest.mark.parametrize(
    ("nama", "perintah"),
    [
        ("opd", ("opd", "tambah", "DISDIK", "--nama", "Dinas Pendidikan", "--kepala", ORANG[0][0])),
        ("standar", ("standar", "tetapkan", "STAF", "INT=3")),
        ("pelatihan", ("pelatihan", "tambah", "P1", "--nama", "Lain", "--bentuk", "9", "--kompetensi", "KOM=3")),
        ("kelas", ("kelas", "buka", "0002", "--kode", "K1", "--mulai", "2025-04-01", "--selesai", "2025-04-01",
                   "--terbuka")),
    ],
)  # fmt: skip
def test_buku_kerja_yang_ditulis_program_terbaca_kembali(
    landasan: dict[str, Path], tmp_path: Path, nama: str, perintah: tuple[str, ...]
) -> None:
    """`daftar -o x.xlsx` says the same as `daftar -o x.csv`."""
    kembali(landasan, tmp_path, nama, "xlsx", perintah)


@pytest.mark.parametrize("akhiran", ["csv", "xlsx"])
def test_apostrof_di_awal_nama_tetap(landasan: dict[str, Path], tmp_path: Path, akhiran: str) -> None:
    """A name may begin with an apostrophe."""
    kembali(landasan, tmp_path, "jabatan", akhiran, ("jabatan", "tambah", "A1", "--nama", "'Amil Zakat"))


@pytest.mark.parametrize(
    "perintah",
    [
        [("opd", "tambah", "A1", "--nama", "Dinas A", "--alias", "Bagian X; Y")],
        [("opd", "tambah", "A1", "--nama", "Dinas A; B"), ("opd", "ubah", "A1", "--nama", "Dinas Baru")],
    ],
)
def test_titik_koma_di_dalam_alias_tetap(
    landasan: dict[str, Path], tmp_path: Path, perintah: list[tuple[str, ...]]
) -> None:
    """An alias is one alias, also the one that an old name has become."""
    kembali(landasan, tmp_path, "opd", "csv", *perintah)


@pytest.mark.parametrize(
    "perintah",
    [
        ("opd", "tambah", "N/A", "--nama", "Dinas A"),
        ("opd", "tambah", "null", "--nama", "Dinas A"),
        ("opd", "tambah", "A1", "--nama", "-"),
        ("opd", "tambah", "A1", "--nama", "null"),
        ("opd", "tambah", "A1", "--nama", "Dinas A", "--singkatan", "..."),
        ("opd", "tambah", "A1", "--nama", "Dinas A", "--alias", "--"),
        ("jabatan", "tambah", "A1", "--nama", "Lain", "--urusan", "n/a"),
        ("kompetensi", "tambah", "A1", "--nama", "Lain", "--jenis", "teknis", "--definisi", "-"),
        ("pelatihan", "tambah", "A1", "--nama", "Lain", "--bentuk", "9", "--penyelenggara", "NULL"),
    ],
)
def test_tanda_kosong_tidak_diterima_sebagai_kata(landasan: dict[str, Path], perintah: tuple[str, ...]) -> None:
    """What the import reads as nothing is refused where it is typed."""
    jawab = panggil(landasan["kosong"], *perintah)
    assert (jawab.kode, "Petunjuk:" in jawab.galat) == (3, True), jawab.galat
