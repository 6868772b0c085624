"""`asn skm`: the public's satisfaction with a service."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu, tulis
from asn_kompetensi.cli.keluaran import jawab, jawab_satu, tersimpan
from asn_kompetensi.cli.options import (
    BerkasImpor,
    OpsiContoh,
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiKeluarContoh,
    OpsiKering,
    OpsiLembar,
    OpsiLewati,
    OpsiPeta,
    OpsiSemua,
    OpsiTimpa,
)
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Survei Kepuasan Masyarakat: jawaban responden, indeks, dan mutu layanan.")

OpsiUnitLayanan = Annotated[str | None, typer.Option("--unit", help="Unit yang disurvei: kode, nama, atau alias.")]
OpsiGelombang = Annotated[str | None, typer.Option("--gelombang", help="Kode gelombang survei, misalnya 2025-1.")]
OpsiPopulasi = Annotated[
    int | None, typer.Option("--populasi", help="Banyak pengguna layanan; menentukan sampel minimum.")
]
OpsiMulai = Annotated[
    str | None, typer.Option("--mulai", help="Hari pertama survei (bawaan: dari kode seperti 2025-1 atau 2025-TW3).")
]
OpsiSelesai = Annotated[str | None, typer.Option("--selesai", help="Hari terakhir survei; bersama --mulai.")]

KOLOM = (
    Kolom("unit", "Unit", tetap=True),
    Kolom("gelombang", "Gelombang", tetap=True),
    Kolom("responden", "Responden", angka=True),
    Kolom("nrr", "NRR", layar=False),
    Kolom("ikm", "IKM", angka=True),
    Kolom("mutu", "Mutu"),
    Kolom("kinerja", "Kinerja"),
    Kolom("sampel_minimum", "Sampel", angka=True),
    Kolom("populasi", "Populasi", layar=False, angka=True),
    Kolom("cukup", "Cukup", layar=False),
    Kolom("unsur_terendah", "Terendah", layar=False),
    Kolom("unsur_tertinggi", "Tertinggi", layar=False),
    Kolom("bobot", "Bobot", layar=False, angka=True, tipe="teks"),
    Kolom("banyak_unsur", "Unsur", layar=False, angka=True),
    Kolom("mulai", "Mulai", layar=False, tetap=True),
    Kolom("selesai", "Selesai", layar=False, tetap=True),
    Kolom("perubahan", "Berubah", angka=True),
)


@app.perintah("impor")
def impor(
    berkas: BerkasImpor = None,
    unit: OpsiUnitLayanan = None,
    gelombang: OpsiGelombang = None,
    populasi: OpsiPopulasi = None,
    mulai: OpsiMulai = None,
    selesai: OpsiSelesai = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    contoh: OpsiContoh = False,
    keluar: OpsiKeluarContoh = None,
    timpa: OpsiTimpa = False,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> int:
    """Jawaban survei: satu baris satu responden, satu kolom satu unsur, 1 sampai 4.

    Contoh: asn skm impor survei.xlsx --unit DINKES --gelombang 2025-1 --populasi 1200
    """
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.services import skm_impor
    from asn_kompetensi.services.masukan import tanggal_sah

    berkas = berkas_atau_contoh("skm", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    unit, gelombang = wajib(unit, "--unit", "Unit"), wajib(gelombang, "--gelombang", "Gelombang")
    hari = tanggal_sah(mulai, "--mulai"), tanggal_sah(selesai, "--selesai")
    isi = baca_berkas(berkas, skm_impor.SKEMA, lembar, peta)
    with tulis(db, "skm impor", berkas=berkas, kering=kering) as d:
        laporan = skm_impor.impor(
            d, isi, unit, gelombang, populasi=populasi, mulai=hari[0], selesai=hari[1], lewati=lewati
        )
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)


@app.perintah("isi")
def isi(
    nilai: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[UNSUR=NILAI]...",
            help="Jawaban tiap unsur: 1 tidak baik, 2 kurang baik, 3 baik, 4 sangat baik, - tidak dijawab. Unsurnya: "
            "persyaratan, prosedur, waktu, biaya, produk, kompetensi, perilaku, pengaduan, sarana.",
            show_default=False,
        ),
    ] = None,
    unit: OpsiUnitLayanan = None,
    gelombang: OpsiGelombang = None,
    nomor: Annotated[
        int | None, typer.Option("--nomor", help="Nomor responden; yang sudah ada diganti (bawaan: nomor berikutnya).")
    ] = None,
    populasi: OpsiPopulasi = None,
    mulai: OpsiMulai = None,
    selesai: OpsiSelesai = None,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Mengetik satu formulir kertas: semua unsur sekaligus, - bila tidak dijawab. Di terminal ditanyakan.

    Contoh: asn skm isi --unit DINKES --gelombang 2025-1 persyaratan=4 prosedur=3 waktu=3 biaya=4 produk=3
    kompetensi=4 perilaku=4 pengaduan=3 sarana=-
    """
    from asn_kompetensi.cli import skm_tanya
    from asn_kompetensi.services import skm
    from asn_kompetensi.services.masukan import tanggal_sah

    unit, gelombang = wajib(unit, "--unit", "Unit"), wajib(gelombang, "--gelombang", "Gelombang")
    hari = tanggal_sah(mulai, "--mulai"), tanggal_sah(selesai, "--selesai")
    isian = skm_tanya.pasangan(nilai) if nilai else skm_tanya.tanyakan()
    with tulis(db, "skm isi", kering=kering) as d:
        hasil = skm.isi(d, unit, gelombang, isian, nomor=nomor, populasi=populasi, mulai=hari[0], selesai=hari[1])
    pesan = f"responden {hasil['nomor']} gelombang {hasil['gelombang']} {hasil['unit']}: {hasil['hasil']}"
    tersimpan(pesan, hasil, json=json, kering=kering)


@app.perintah("lihat")
def lihat(
    unit: OpsiUnitLayanan = None,
    gelombang: OpsiGelombang = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Indeks Kepuasan Masyarakat satu gelombang; tanpa --gelombang atau --unit, semuanya.

    Contoh: asn skm lihat --unit DINKES --gelombang 2025-1
    """
    from asn_kompetensi.domain.gabung import DI_KOTANYA
    from asn_kompetensi.services import skm
    from asn_kompetensi.services.lingkup import hanya_dibaca

    with baca(db) as d:
        hasil = skm.lihat(d, unit, gelombang)
        gabungan = hanya_dibaca(d)
    if unit and gelombang:
        jawab_satu(hasil[0], json=json, csv=csv, berkas=berkas, timpa=timpa)
    else:
        baris = [tuple(satu[bidang] for bidang in skm.BIDANG) for satu in hasil]
        jawab(KOLOM, baris, judul="Survei Kepuasan Masyarakat", json=json, csv=csv, berkas=berkas, timpa=timpa,
              semua=semua)  # fmt: skip
    if gabungan:
        beri_tahu(f"Survei tidak ikut digabung. {DI_KOTANYA}")
    elif not hasil:
        beri_tahu(
            f"Belum ada survei{f' untuk {unit}' if unit else ''}. Mulai dengan: asn skm impor --contoh -o survei.xlsx, "
            "atau ketik satu formulir: asn skm isi --unit UNIT --gelombang 2025-1"
        )
    for satu in hasil:
        _ingatkan(satu)


def _ingatkan(satu: dict[str, Any]) -> None:
    """Say on stderr why an index is weak or missing."""
    nama = f"{satu['unit']} {satu['gelombang']}"
    if satu["cukup"] is False:
        beri_tahu(f"{nama}: {satu['responden']} responden, sampel minimum {satu['sampel_minimum']}; indeksnya lemah.")
    if satu["ikm"] is None:
        kosong = ", ".join(kunci for kunci, nilai in satu["nrr"].items() if nilai is None)
        beri_tahu(f"{nama}: IKM tidak dihitung; tidak ada yang menjawab {kosong}.")
