"""`asn kolaborasi kelas`: the plan of joint classes; `cli.kolaborasi` registers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca
from asn_kompetensi.cli.keluaran import jawab, jawab_satu
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiPeriode,
    OpsiSemua,
    OpsiTimpa,
    OpsiUnit,
)
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.tabular.tabel import Kolom

if TYPE_CHECKING:
    from asn_kompetensi.services.kolaborasi_kelas import Rencana
    from asn_kompetensi.store.door import Pintu

KOLOM_KELAS = (
    Kolom("kelas", "Kelas", angka=True),
    Kolom("pelatihan", "Pelatihan"),
    Kolom("nama_pelatihan", layar=False),
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("kompetensi", "Komp.", tipe="daftar"),
    Kolom("kesenjangan", "Kurang", angka=True),
    Kolom("tertutup", "Tertutup", angka=True),
    Kolom("bobot_tertutup", layar=False, angka=True),
)
KOLOM_RINGKAS = (
    Kolom("pelatihan", "Pelatihan"),
    Kolom("nama_pelatihan", layar=False),
    Kolom("kelas", "Kelas", angka=True),
    Kolom("peserta", "Peserta", angka=True),
    Kolom("opd_terlibat", "OPD", angka=True),
    Kolom("biaya", "Biaya", angka=True),
    Kolom("tertutup", "Tertutup", angka=True),
    Kolom("bobot_tertutup", "Bobot", angka=True),
)

OpsiBiayaKelas = Annotated[
    str | None,
    typer.Option("--biaya-kelas", help="Biaya satu kelas dalam rupiah (bawaan: rata-rata kelas yang sudah selesai)."),
]
OpsiBanyakOpd = Annotated[
    list[str] | None, typer.Option("--opd", help="Hanya pegawai perangkat daerah ini; boleh diulang.")
]


def kabar_periode(d: Pintu, periode: str) -> list[str]:
    """What the reader of a period's figures must know before them."""
    from asn_kompetensi.services import gap

    return gap.kabar(d, gap.saringan(d, periode))


def kelas(
    periode: OpsiPeriode = None,
    kursi: Annotated[str | None, typer.Option("--kursi", help="Kursi dalam satu kelas.")] = None,
    anggaran: Annotated[str | None, typer.Option("--anggaran", help="Anggaran seluruhnya dalam rupiah.")] = None,
    biaya_kelas: OpsiBiayaKelas = None,
    kuota_opd: Annotated[
        str | None, typer.Option("--kuota-opd", help="Kursi satu perangkat daerah di seluruh rencana, paling banyak.")
    ] = None,
    kelas_maks: Annotated[str | None, typer.Option("--kelas-maks", help="Kelas seluruhnya, paling banyak.")] = None,
    per_orang: Annotated[str, typer.Option("--per-orang", help="Kelas bagi satu orang, paling banyak.")] = "1",
    opd: OpsiBanyakOpd = None,
    dengan_unit: OpsiUnit = False,
    ringkas: Annotated[bool, typer.Option("--ringkas", help="Satu baris per kelas, bukan per kursi.")] = False,
    batas_waktu: Annotated[
        str, typer.Option("--batas-waktu", help="Lama mencari dalam detik; sesudah itu yang terbaik dipakai.")
    ] = "60",
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Merencanakan kelas bersama yang menutup kesenjangan berbobot terbanyak dengan kursi dan anggaran yang ada.

    Contoh: asn kolaborasi kelas --periode 2025 --kursi 30 --anggaran 200.000.000 --ringkas
    """
    from asn_kompetensi.cli.gap import beri_kabar
    from asn_kompetensi.services import kolaborasi, kolaborasi_kelas

    kode = wajib(periode, "--periode", "Periode")
    banyak = kolaborasi.bilangan_wajib(wajib(kursi, "--kursi", "Kursi dalam satu kelas"), "--kursi")
    orang = kolaborasi.bilangan_wajib(per_orang, "--per-orang")
    waktu = kolaborasi.bilangan_wajib(batas_waktu, "--batas-waktu")
    uang = kolaborasi.bilangan(anggaran, "--anggaran", 0)
    harga = kolaborasi.bilangan(biaya_kelas, "--biaya-kelas", 0)
    kuota = kolaborasi.bilangan(kuota_opd, "--kuota-opd")
    maks = kolaborasi.bilangan(kelas_maks, "--kelas-maks")
    with baca(db) as d:
        rencana = kolaborasi_kelas.rencanakan(
            d, kode, kursi=banyak, anggaran=uang, biaya_kelas=harga, kuota_opd=kuota, kelas_maks=maks,
            per_orang=orang, opd=opd or (), dengan_unit=dengan_unit, batas_waktu=waktu,
        )  # fmt: skip
        kabar = kabar_periode(d, kode)
    beri_kabar([*kabar, *_kabar_kelas(rencana, waktu)])
    if json and not csv and not ringkas and berkas is None:
        jawab_satu(_satu(rencana), json=True)
        return
    isi, kolom = (rencana.kelas, KOLOM_RINGKAS) if ringkas else (rencana.peserta, KOLOM_KELAS)
    jawab(kolom, isi, judul=f"Rencana kelas bersama {kode}", json=json, csv=csv, berkas=berkas, timpa=timpa,
          semua=semua)  # fmt: skip


def _satu(rencana: Rencana) -> dict[str, Any]:
    """The plan as one object: summary, classes, seats."""
    tabel = {"kelas": (KOLOM_RINGKAS, rencana.kelas), "peserta": (KOLOM_KELAS, rencana.peserta)}
    isi = {
        nama: [dict(zip((satu.nama for satu in kolom), b, strict=True)) for b in baris]
        for nama, (kolom, baris) in tabel.items()
    }
    return {"ringkasan": rencana.ringkasan, **isi}


def _kabar_kelas(rencana: Rencana, waktu: int) -> list[str]:
    """What the plan comes to, and how far it may be from the best there is."""
    from asn_kompetensi.tabular.nilai import layar

    kabar = []
    if rencana.tanpa_biaya:
        kode = ", ".join(rencana.tanpa_biaya)
        kabar.append(f"Tidak ikut karena biayanya belum diketahui: {kode}. Sebutkan --biaya-kelas agar ikut.")
    isi = rencana.ringkasan
    if rencana.habis:
        kabar.append(f"Waktu {waktu} detik habis; ini rencana terbaik sejauh ini. Tambah dengan --batas-waktu.")
    if not isi["kelas"]:
        tetap = f"; {isi['tanpa_kelas']} orang tetap di bawah standar" if isi["tanpa_kelas"] else ""
        return [*kabar, f"Tidak ada kelas yang dapat direncanakan: {rencana.sebab}{tetap}."]
    rupiah = "" if isi["biaya"] is None else f" seharga Rp{isi['biaya']:,}".replace(",", ".")
    kabar.append(
        f"{isi['kelas']} kelas{rupiah}, {isi['peserta']} kursi; tertutup {layar(isi['tertutup'])} level, berbobot "
        f"{layar(isi['bobot_tertutup'])} dari paling banyak {layar(isi['batas_atas'])} "
        f"(jarak {layar(isi['jarak_persen'])}%). {isi['tanpa_kelas']} orang yang kurang belum mendapat kelas."
    )
    return kabar


def daftarkan(app: Benda) -> None:
    """Register the command on the noun."""
    app.perintah("kelas")(kelas)
