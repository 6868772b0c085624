"""`asn gap jelaskan`: one number of the gap with everything it was made of."""

from __future__ import annotations

import sys
from typing import Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiCsv, OpsiDb, OpsiJson, OpsiKeluar, OpsiPeriode, OpsiTimpa


def daftarkan(app: Benda) -> None:
    """Add the command to `asn gap`."""
    app.perintah("jelaskan")(jelaskan)


def jelaskan(
    nip: Annotated[str, typer.Argument(metavar="NIP", help="NIP 18 angka.", show_default=False)],
    kompetensi: Annotated[str, typer.Argument(metavar="KOMPETENSI", help="Kode kompetensi.", show_default=False)],
    periode: OpsiPeriode = None,
    db: OpsiDb = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    keluar: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
) -> None:
    """Dari mana satu angka kesenjangan: nilai dengan berkas dan selnya, standar, penempatan, dan kebijakannya.

    Contoh: asn gap jelaskan 198403122006042901 KOM --periode 2025
    """
    from asn_kompetensi.cli.basisdata import baca, beri_tahu
    from asn_kompetensi.cli.keluaran import jawab_satu
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import gap_jelaskan

    kode = wajib(periode, "--periode", "Periode")
    with baca(db) as d:
        isi = gap_jelaskan.jelaskan(d, nip, kompetensi, kode)
    semua = [isi, *isi["di_kota_lain"]]
    for kabar in dict.fromkeys(kata for satu in semua for kata in satu["kabar"]):
        beri_tahu(kabar)
    if json or csv or keluar is not None or not sys.stdout.isatty():
        jawab_satu(isi, json=json, csv=csv, berkas=keluar, timpa=timpa)
    else:
        _tampilkan(semua)


def _tampilkan(semua: list[dict[str, Any]]) -> None:
    """The same on a screen of 80 columns: in each city the number first, then what it came from."""
    from asn_kompetensi.tabular.terminal import tampilkan_pasangan

    pasangan = [baris for isi in semua for baris in (("", ""), *_pasangan(isi))]
    tampilkan_pasangan(pasangan[1:], keluar=sys.stdout)


def _pasangan(isi: dict[str, Any]) -> list[tuple[str, str]]:
    """One number, one source below the other."""
    pasangan = [
        ("Pegawai", f"{isi['nama']} ({isi['nip']})"),
        ("", f"{isi['nama_jabatan']}, {isi['opd']}"),
        ("Kompetensi", f"{isi['nama_kompetensi']} ({isi['kompetensi']})"),
        ("Periode", f"{isi['periode']}, {isi['status_periode']}"),
        ("Hasil", isi["rumus"]),
    ]
    for judul, baris in _bagian(isi):
        pasangan.append(("", ""))
        pasangan += [(judul if not ke else "", satu) for ke, satu in enumerate(baris)]
    return pasangan


def _bagian(isi: dict[str, Any]) -> list[tuple[str, list[str]]]:
    """Heading and lines of each source of the number."""
    bagian = []
    if standar := isi["standar_asal"]:
        tingkat = f" ({standar['tingkat']})" if standar["tingkat"] else ""
        dasar = f", {standar['dasar']}" if standar["dasar"] else ""
        bagian.append(
            ("Standar", [f"level {_angka(standar['level'])}{tingkat}{dasar}", _berlaku(standar), _run(standar)])
        )
    if tempat := isi["penempatan"]:
        bagian.append(
            ("Penempatan", [f"{tempat['nama_jabatan']}, {tempat['nama_opd']}", _berlaku(tempat), _run(tempat)])
        )
    bagian += [(f"Nilai {satu['periode']}", _nilai(satu)) for satu in isi["nilai"]]
    bagian += [("Kebijakan", [f"{k['kunci']} {k['nilai']} ({k['dasar']})" for k in isi["kebijakan"]])]
    return bagian


def _nilai(satu: dict[str, Any]) -> list[str]:
    hitung = f"dihitung, bobot {_angka(satu['bobot'])}" if satu["dihitung"] else f"tidak dihitung: {satu['sebab']}"
    tanggal = f", tertanggal {satu['tanggal']}" if satu["tanggal"] else ", tanpa tanggal"
    baris = [f"{satu['sumber']} {_angka(satu['nilai'])}{tanggal}; {hitung}", _run(satu)]
    if satu["sel"]:
        baris.append(f"lembar {satu['lembar']}, sel {satu['sel']}")
    if satu["nama_penilai"]:
        baris.append(f"penilai {satu['nama_penilai']}")
    if satu["bukti"]:
        baris.append(f"bukti: {satu['bukti']}")
    return baris


def _berlaku(satu: dict[str, Any]) -> str:
    return f"berlaku {satu['mulai'] or 'sejak awal'} sampai {satu['selesai'] or 'sekarang'}"


def _run(satu: dict[str, Any]) -> str:
    """The run that wrote it, in words."""
    from datetime import datetime

    if satu["jalankan"] is None:
        return "jalankannya tidak tercatat"
    saat = datetime.fromisoformat(satu["waktu"]).astimezone()
    berkas = f", berkas {satu['berkas']}" if satu["berkas"] else ""
    return f"jalankan {satu['jalankan']} ({satu['perintah']}) oleh {satu['petugas']}, {saat:%d-%m-%Y %H.%M}{berkas}"


def _angka(angka: Any) -> str:
    from asn_kompetensi.domain.gap_rumus import cetak

    return cetak(angka)
