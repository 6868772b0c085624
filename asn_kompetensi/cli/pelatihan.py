"""`asn pelatihan`: training programmes."""

from __future__ import annotations

from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, tulis
from asn_kompetensi.cli.keluaran import jawab, jawab_satu, tersimpan
from asn_kompetensi.cli.options import (
    BerkasImpor,
    OpsiAlias,
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
    OpsiVersi,
)
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Program pelatihan.")

KOLOM = (
    Kolom("kode", "Kode", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("bentuk", "Bentuk", angka=True),
    Kolom("jp", "JP", angka=True),
    Kolom("penyelenggara", "Penyelenggara"),
    Kolom("kompetensi", "Sasaran"),
)

Kode = Annotated[str, typer.Argument(metavar="KODE", help="Kode atau nama pelatihan.")]
OpsiNama = Annotated[str | None, typer.Option("--nama", help="Nama pelatihan.")]
OpsiBentuk = Annotated[
    str | None,
    typer.Option("--bentuk", help="Bentuk resmi: nomor 1-25 atau namanya, misalnya 8 atau Bimbingan Teknis."),
]
OpsiJp = Annotated[str | None, typer.Option("--jp", help="Lama program dalam jam pelajaran (1 JP = 45 menit).")]
OpsiPenyelenggara = Annotated[str | None, typer.Option("--penyelenggara", help="Instansi penyelenggara.")]
OpsiKompetensi = Annotated[
    list[str] | None, typer.Option("--kompetensi", help="Sasaran dan levelnya, misalnya KOM=3; boleh diulang.")
]


@app.perintah("tambah")
def tambah(
    kode: Annotated[str, typer.Argument(metavar="KODE", help="Kode baru, misalnya KOM-01.")],
    nama: OpsiNama = None,
    bentuk: OpsiBentuk = None,
    jp: OpsiJp = None,
    penyelenggara: OpsiPenyelenggara = None,
    kompetensi: OpsiKompetensi = None,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Mendaftarkan program pelatihan.

    Contoh: asn pelatihan tambah KOM-01 --nama "Komunikasi Publik" --bentuk 8 --jp 24 --kompetensi KOM=3
    """
    from asn_kompetensi.domain.jp import perlu_durasi
    from asn_kompetensi.services import pelatihan
    from asn_kompetensi.services.masukan import sah

    nama = wajib(nama, "--nama", "Nama pelatihan")
    bentuk = wajib(bentuk, "--bentuk", "Bentuk (nomor 1-25 atau namanya)")
    if perlu_durasi(sah(pelatihan.baca_bentuk, bentuk, pelatihan.pilihan_bentuk())):
        jp = wajib(jp, "--jp", "Lama program dalam JP")
    with tulis(db, "pelatihan tambah") as d:
        rekam = pelatihan.tambah(d, kode, nama, bentuk, jp=jp, penyelenggara=penyelenggara, kompetensi=kompetensi or ())
    tersimpan(f"Pelatihan {rekam['kode']} tersimpan.", rekam, json=json)


@app.perintah("ubah")
def ubah(
    kode: Kode,
    nama: OpsiNama = None,
    bentuk: OpsiBentuk = None,
    jp: OpsiJp = None,
    penyelenggara: OpsiPenyelenggara = None,
    kompetensi: OpsiKompetensi = None,
    json: OpsiJson = False,
    versi: OpsiVersi = None,
    db: OpsiDb = None,
) -> None:
    """Mengubah program pelatihan; yang tidak disebut tetap, --kompetensi mengganti semua sasaran."""
    from asn_kompetensi.services import pelatihan
    from asn_kompetensi.services import versi as versi_

    if not any((nama, bentuk, jp, penyelenggara, kompetensi)):
        raise SalahPakai("belum disebut apa yang diubah", "Lihat: asn pelatihan ubah -h")
    with tulis(db, "pelatihan ubah") as d:
        versi_.pastikan(d, "pelatihan", kode, versi)
        rekam = pelatihan.ubah(
            d, kode, nama=nama, bentuk=bentuk, jp=jp, penyelenggara=penyelenggara, kompetensi=kompetensi or ()
        )
        berubah = d.berubah
    pesan = f"Pelatihan {rekam['kode']} diubah." if berubah else f"Pelatihan {rekam['kode']}: tidak ada yang berubah."
    tersimpan(pesan, rekam, json=json)


@app.perintah("lihat")
def lihat(
    kode: Kode,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    db: OpsiDb = None,
) -> None:
    """Menampilkan satu program pelatihan."""
    from asn_kompetensi.services import pelatihan, versi

    with baca(db) as d:
        rekam = pelatihan.lihat(d, kode)
        rekam["versi"] = versi.versi(d, "pelatihan", kode)
    jawab_satu(rekam, json=json, csv=csv, berkas=berkas, timpa=timpa)


@app.perintah("daftar")
def daftar(
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Menampilkan semua program pelatihan."""
    from asn_kompetensi.services import pelatihan

    with baca(db) as d:
        baris = list(pelatihan.daftar(d))
    jawab(KOLOM, baris, judul="Program pelatihan", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)


@app.perintah("impor")
def impor(
    berkas: BerkasImpor = None,
    alias: OpsiAlias = None,
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
    """Memasukkan program pelatihan dari berkas dengan kolom kode, nama, bentuk, jp, penyelenggara, kompetensi."""
    from asn_kompetensi.cli.laporan_impor import baca_berkas, pisah_alias, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.services import pelatihan

    berkas = berkas_atau_contoh("pelatihan", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    pasangan = pisah_alias(alias)
    isi = baca_berkas(berkas, pelatihan.SKEMA, lembar, peta)
    with tulis(db, "pelatihan impor", berkas=berkas, kering=kering) as d:
        laporan = pelatihan.impor(d, isi, alias=pasangan, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)
