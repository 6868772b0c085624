"""`asn dampak`: did the training help? Tests, levels beside the untrained, and what people say of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu, tulis
from asn_kompetensi.cli.keluaran import jawab
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiKering,
    OpsiLembar,
    OpsiLewati,
    OpsiPeta,
    OpsiSemua,
    OpsiTimpa,
)
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.butir import JENIS
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Dampak pelatihan: pada pesertanya, dibanding yang tidak dilatih, dan pada layanan kepada masyarakat.")

KOLOM = (
    Kolom("pelatihan", layar=False),
    Kolom("kompetensi"),
    Kolom("n", "Orang", angka=True),
    Kolom("pre_rata", "Pre", angka=True),
    Kolom("post_rata", "Post", angka=True),
    Kolom("n_gain_kelas", "N-gain", angka=True),
    Kolom("n_gain_individu", layar=False, angka=True),
    Kolom("t", layar=False, angka=True),
    Kolom("p", layar=False, angka=True),
    Kolom("level_sebelum", layar=False, angka=True),
    Kolom("level_sesudah", layar=False, angka=True),
    Kolom("perubahan_peserta", layar=False, angka=True),
    Kolom("n_pembanding", layar=False, angka=True),
    Kolom("perubahan_pembanding", layar=False, angka=True),
    Kolom("dampak", "Dampak", angka=True),
    Kolom("keterangan", "Artinya"),
    *(
        Kolom(nama, layar=False, angka=nama not in ("kelas", "pita", "periode_sebelum", "periode_sesudah"))
        for nama in (
            "kelas", "nilai_maks", "pre_simpangan", "post_simpangan", "selisih_rata", "selisih_simpangan",
            "derajat_bebas", "d_cohen", "pita", "n_maksimal", "n_turun", "periode_sebelum", "periode_sesudah",
            "n_level", "n_cocok", "perubahan_cocok", "n_sekategori", "berkesenjangan", "cakupan", "reaksi_n",
            "reaksi_rata", "perilaku_n", "perilaku_rata", "perilaku_diri_rata",
        )
    ),
)  # fmt: skip
KOLOM_BUTIR = (
    Kolom("jenis", "Formulir"),
    Kolom("penilai", "Menurut"),
    Kolom("butir", "Butir"),
    Kolom("pernyataan", "Pernyataan"),
    Kolom("n", "Jawaban", angka=True),
    Kolom("rata", "Rata-rata", angka=True),
)

Kelas = Annotated[str, typer.Argument(metavar="KELAS", help="Kode kelas.", show_default=False)]


@app.perintah("pelatihan")
def pelatihan(
    kode: Annotated[
        str,
        typer.Argument(metavar="KODE", help="Kode kelas, atau pelatihan dengan semua kelasnya.", show_default=False),
    ],
    sebelum: Annotated[
        str | None, typer.Option("--sebelum", help="Periode level awal (bawaan: nilai terakhir sebelum kelas).")
    ] = None,
    sesudah: Annotated[
        str | None, typer.Option("--sesudah", help="Periode level akhir (bawaan: nilai pertama sesudah kelas).")
    ] = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Mengukur dampak sebuah kelas atau pelatihan: pre dan post test, lalu level di samping yang tidak dilatih.

    Contoh: asn dampak pelatihan KOM-01-2025A
    """
    from asn_kompetensi.services import dampak

    with baca(db) as d:
        baris = dampak.pelatihan(d, kode, sebelum=sebelum, sesudah=sesudah)
    jawab(KOLOM, baris, judul=f"Dampak {kode}", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)


@app.perintah("formulir")
def formulir(
    kode: Kelas,
    jenis: Annotated[
        str | None,
        typer.Option("--jenis", help="reaksi (seusai kelas, tanpa nama) atau perilaku (3-6 bulan sesudahnya)."),
    ] = None,
    keluar: Annotated[Path | None, typer.Option("-o", "--output", help="Berkas .xlsx yang ditulis.")] = None,
    timpa: OpsiTimpa = False,
    db: OpsiDb = None,
) -> None:
    """Menulis formulir tanggapan sebuah kelas, siap diisi dan dibaca kembali.

    Contoh: asn dampak formulir KOM-01-2025A --jenis reaksi -o reaksi.xlsx
    """
    jenis = wajib(jenis, "--jenis", "Jenis formulir (reaksi atau perilaku)")
    if jenis not in JENIS:
        raise SalahPakai(f"--jenis '{jenis[:20]}' tidak ada", f"Pilihannya: {', '.join(JENIS)}.")
    if keluar is None or keluar.suffix.lower() != ".xlsx":
        raise SalahPakai(
            "formulir perlu -o BERKAS.xlsx", f"Tulis: asn dampak formulir {kode} --jenis {jenis} -o {jenis}.xlsx"
        )
    from asn_kompetensi.cli import penyaluran
    from asn_kompetensi.services import tanggapan

    with baca(db) as d:
        isi = tanggapan.formulir(d, kode, jenis)
    from asn_kompetensi.tabular.buku.formulir_dampak import buku_perilaku, buku_reaksi
    from asn_kompetensi.tabular.simpan import simpan_buku

    buku = buku_reaksi(isi) if jenis == "reaksi" else buku_perilaku(isi)
    simpan_buku(buku, keluar, timpa=timpa, tanggal=isi.tanggal)
    penyaluran.catat([(keluar, penyaluran.Isi.dari(() if jenis == "reaksi" else isi.orang))])  # reactions name nobody
    beri_tahu(
        f"{len(isi.orang)} peserta: {keluar}. Sesudah diisi: asn dampak tanggapan {isi.kelas} --dari {keluar.name}"
    )


@app.perintah("tanggapan")
def tanggapan(
    kode: Kelas,
    dari: Annotated[Path | None, typer.Option("--dari", help="Formulir yang sudah diisi (Excel atau CSV).")] = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> int:
    """Memasukkan formulir tanggapan yang sudah diisi, reaksi maupun perilaku.

    Contoh: asn dampak tanggapan KOM-01-2025A --dari reaksi.xlsx
    """
    if dari is None:
        raise SalahPakai("berkas formulir belum disebut", f"Tulis: asn dampak tanggapan {kode} --dari BERKAS.xlsx")
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.services import tanggapan_impor

    with baca(db) as buka:  # a class that is not there is said before a word about the file
        tanggapan_impor.penerima(buka, kode)
    isi = baca_berkas(dari, tanggapan_impor.SKEMA, lembar, peta)
    with tulis(db, "dampak tanggapan", berkas=dari, kering=kering) as d:
        laporan = tanggapan_impor.impor(d, kode, isi, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)


@app.perintah("daftar")
def daftar(
    kode: Kelas,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Menampilkan rata-rata setiap butir tanggapan sebuah kelas, dari 1 sampai 4; kelompok kecil tanpa rata-rata.

    Contoh: asn dampak daftar KOM-01-2025A
    """
    from asn_kompetensi.services import tanggapan

    with baca(db) as d:
        baris, batas = tanggapan.daftar(d, kode)
    jawab(KOLOM_BUTIR, baris, judul=f"Tanggapan {kode}", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)
    beri_tahu(f"Rata-rata dari kurang dari {batas} jawaban tidak ditampilkan.")


from asn_kompetensi.cli import dampak_layanan  # noqa: E402 - it adds its command to the app above

dampak_layanan.daftarkan(app)
