"""The staff export of SIASN: 67 columns, a literal apostrophe before most values, `null` for empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from random import Random

from asn_kompetensi.domain.nip import cetak_nip
from benchmarks.kota_contoh.berkas import simpan_xlsx
from benchmarks.kota_contoh.jabatan import Jabatan
from benchmarks.kota_contoh.orang import Orang
from benchmarks.kota_contoh.organisasi import Opd, jalur_unor

_KEPALA = (
    "PNS ID|NIP BARU|NIP LAMA|NAMA|GELAR DEPAN|GELAR BELAKANG|TEMPAT LAHIR ID|TEMPAT LAHIR NAMA|TANGGAL LAHIR|"
    "JENIS KELAMIN|AGAMA ID|AGAMA NAMA|JENIS KAWIN ID|JENIS KAWIN NAMA|NIK|NOMOR HP|EMAIL|EMAIL GOV|ALAMAT|NPWP NOMOR|"
    "BPJS|JENIS PEGAWAI ID|JENIS PEGAWAI NAMA|KEDUDUKAN HUKUM ID|KEDUDUKAN HUKUM NAMA|STATUS CPNS PNS|"
    "KARTU ASN VIRTUAL|NOMOR SK CPNS|TANGGAL SK CPNS|TMT CPNS|NOMOR SK PNS|TANGGAL SK PNS|TMT PNS|GOL AWAL ID|"
    "GOL AWAL NAMA|GOL AKHIR ID|GOL AKHIR NAMA|TMT GOLONGAN|MK TAHUN|MK BULAN|JENIS JABATAN ID|JENIS JABATAN NAMA|"
    "JABATAN ID|JABATAN NAMA|TMT JABATAN|TINGKAT PENDIDIKAN ID|TINGKAT PENDIDIKAN NAMA|PENDIDIKAN ID|PENDIDIKAN NAMA|"
    "TAHUN LULUS|KPKN ID|KPKN NAMA|LOKASI KERJA ID|LOKASI KERJA NAMA|UNOR ID|UNOR NAMA|INSTANSI INDUK ID|"
    "INSTANSI INDUK NAMA|INSTANSI KERJA ID|INSTANSI KERJA NAMA|SATUAN KERJA INDUK ID|SATUAN KERJA INDUK NAMA|"
    "SATUAN KERJA KERJA ID|SATUAN KERJA KERJA NAMA|IS VALID NIK|NAMA SEKOLAH|FLAG IKD"
)
KEPALA = tuple(_KEPALA.split("|"))
PRIBADI = (
    "TEMPAT LAHIR ID", "TEMPAT LAHIR NAMA", "AGAMA ID", "AGAMA NAMA", "JENIS KAWIN ID", "JENIS KAWIN NAMA", "NIK",
    "NOMOR HP", "EMAIL", "EMAIL GOV", "ALAMAT", "NPWP NOMOR", "BPJS",
)  # fmt: skip
_KODE_GOLONGAN = {"I": 10, "II": 20, "III": 30, "IV": 40}
_KELOMPOK = {"Pelaksana": "Jabatan Pelaksana"} | dict.fromkeys(
    ("JPT Pratama", "Administrator", "Pengawas"), "Jabatan Struktural"
)


def tulis_pegawai(
    path: Path, orang: list[Orang], jabatan: dict[str, Jabatan], opd: dict[str, Opd], acak: Random
) -> None:
    """Everyone with the post of the first day; a few rows carry the dirt of real exports."""
    from openpyxl import Workbook

    buku = Workbook(write_only=True)
    lembar = buku.create_sheet("Sheet1")
    lembar.append(KEPALA)
    semua = [_isi(i, o, jabatan[o.jabatan], _unor(o, opd, acak)) for i, o in enumerate(orang, 1)]
    kotor = acak.sample(range(len(orang)), 10)
    tertukar = next(i for i, o in enumerate(orang) if i > 100 and i not in kotor and 12 >= o.lahir.day != o.lahir.month)
    for ke, baris in enumerate(semua):
        tanpa_apostrof = ke % 9 == 4
        if ke in kotor[:3]:
            baris["NIP BARU"] = cetak_nip(baris["NIP BARU"])
        elif ke in kotor[3:6]:
            baris["NAMA"] = baris["NAMA"].replace(" ", "  ", 1)
        elif ke == tertukar:
            # Day and month swapped; the NIP knows better.
            baris["TANGGAL LAHIR"] = f"{orang[ke].lahir:%m-%d-%Y}"
        elif ke in kotor[6:]:
            baris["NIP BARU"] += " "
        lembar.append([_sel(baris.get(kolom, ""), tanpa_apostrof) for kolom in KEPALA])
    # The last page was pasted twice at one place: a row that says the same again.
    lembar.append([_sel(semua[kotor[9] - 1].get(kolom, ""), False) for kolom in KEPALA])
    simpan_xlsx(buku, path)


def _sel(nilai: str, polos: bool) -> str:
    if not nilai:
        return "null"
    return nilai if polos else f"'{nilai}"


def _tanggal(hari: date) -> str:
    return f"{hari:%d-%m-%Y}"


def _isi(nomor: int, o: Orang, jabatan: Jabatan, unor: str) -> dict[str, str]:
    naik = date(min(2025, max(o.tmt.year + 4, 2019 + nomor % 6)), 4 if nomor % 2 else 10, 1)
    pns = o.jenis == "PNS"
    return {
        "PNS ID": f"00000000-0000-4000-8000-{nomor:012}",
        "NIP BARU": o.nip,
        "NAMA": o.nama.upper(),
        "GELAR DEPAN": o.gelar_depan,
        "GELAR BELAKANG": o.gelar_belakang,
        "TANGGAL LAHIR": _tanggal(o.lahir),
        "JENIS KELAMIN": "M" if o.kelamin == "L" else "F",
        "JENIS PEGAWAI NAMA": "PNS Daerah otonom kabupaten/kota" if pns else o.jenis,
        "KEDUDUKAN HUKUM ID": "99" if o.pensiun else "01",
        "KEDUDUKAN HUKUM NAMA": "Pensiun" if o.pensiun else "Aktif",
        "STATUS CPNS PNS": "P" if pns else "",
        "TMT CPNS": _tanggal(o.tmt) if pns else "",
        "GOL AKHIR ID": _kode_golongan(o.golongan),
        "GOL AKHIR NAMA": o.golongan,
        "TMT GOLONGAN": _tanggal(naik if pns else o.tmt) if o.golongan else "",
        "JENIS JABATAN NAMA": _KELOMPOK.get(jabatan.jenjang, "Jabatan Fungsional"),
        "JABATAN NAMA": jabatan.nama.upper(),
        "TMT JABATAN": _tanggal(o.mulai),
        "LOKASI KERJA NAMA": "Kota Sawahlunto",
        "UNOR NAMA": unor,
        "INSTANSI INDUK NAMA": "Pemerintah Kota Sawahlunto",
        "INSTANSI KERJA NAMA": "Pemerintah Kota Sawahlunto",
    }


def _kode_golongan(golongan: str) -> str:
    """SIASN's number: III/c is 33; PPPK have none."""
    if "/" not in golongan:
        return ""
    romawi, ruang = golongan.split("/")
    return str(_KODE_GOLONGAN[romawi] + "abcde".index(ruang) + 1)


def _unor(o: Orang, opd: dict[str, Opd], acak: Random) -> str:
    """Heads stand at the agency itself, its secretary's people in SEKRETARIAT, the others in a division."""
    tempat = opd[o.opd]
    if o.jabatan.startswith(("SEK", "KASUBBAG")) and tempat.bentuk in ("dinas", "badan", "inspektorat", "satuan"):
        return jalur_unor(tempat, opd, "Sekretariat")
    kepala = ("SEKDA", "ASISTEN", "KADIS", "KABAN", "KASAT", "KAKAN", "CAMAT", "LURAH", "INSPEKTUR", "DIREKTUR-RSUD")
    if o.jabatan in (*kepala, "SEKWAN", "KEPALA-PUSKESMAS") or not tempat.bidang:
        return jalur_unor(tempat, opd)
    lama = [a for a in tempat.alias if a.startswith(("Dinas", "Badan", "Rumah"))]
    ejaan = acak.choice(lama) if lama and acak.random() < 0.05 else ""
    return jalur_unor(tempat, opd, acak.choice(tempat.bidang), ejaan=ejaan)
