"""`asn kelas`: opening and showing classes; invitations and attendance are in `kelas_peserta` and `kelas_hadir`."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu, tulis
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
from asn_kompetensi.cli.pesan import orang
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import DataDitolak, SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Kelas pelatihan: undangan, kehadiran, hasil.")

KOLOM = (
    Kolom("kode", "Kode", tetap=True),
    Kolom("pelatihan", "Pelatihan", layar=False),
    Kolom("mulai", "Mulai", tetap=True),
    Kolom("selesai", "Selesai", tetap=True),
    Kolom("tempat", "Tempat"),
    Kolom("kuota", "Kuota", angka=True),
    Kolom("biaya", "Biaya", layar=False, angka=True),
    Kolom("opd_peserta", "Peserta"),
    Kolom("status", "Status"),
    Kolom("tuan_rumah", "Tuan rumah", layar=False),
    Kolom("sumber_dana", "Sumber dana", layar=False),
    Kolom("jadwal", "Jadwal", layar=False),
)

KOLOM_PESERTA = (
    Kolom("nomor", "No", angka=True),
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("jawaban", "Jawaban"),
    Kolom("alasan", "Alasan", layar=False),
    Kolom("hadir", "Hadir", angka=True),
    Kolom("persen_hadir", "Persen hadir", layar=False, angka=True),
    Kolom("pre", "Pre", layar=False, angka=True),
    Kolom("post", "Post", layar=False, angka=True),
    Kolom("n_gain", "N-gain", layar=False, angka=True),
    Kolom("lulus", "Lulus"),
    Kolom("sertifikat", "Sertifikat", layar=False),
    Kolom("berlaku_sampai", "Berlaku sampai", layar=False),
    Kolom("jp_diakui", "JP", angka=True),
)

Kode = Annotated[str, typer.Argument(metavar="KELAS", help="Kode kelas.")]
OpsiKuota = Annotated[str | None, typer.Option("--kuota", help="Banyaknya kursi; tanpa ini tidak dibatasi.")]
OpsiTempat = Annotated[str | None, typer.Option("--tempat", help="Tempat kelas.")]
OpsiBiaya = Annotated[str | None, typer.Option("--biaya", help="Biaya dalam rupiah.")]
OpsiTuanRumah = Annotated[
    str | None, typer.Option("--tuan-rumah", help="Perangkat daerah penyelenggara kelas ini, bila bukan BKPSDM.")
]
OpsiDana = Annotated[str | None, typer.Option("--sumber-dana", help="Asal biayanya, misalnya APBD 2025.")]
OpsiJadwal = Annotated[
    str | None,
    typer.Option("--jadwal", help='Hari pertemuan bila tidak setiap hari: "2025-01-10;2025-01-24".'),
]
OpsiUndang = Annotated[list[str] | None, typer.Option("--opd", help="Perangkat daerah yang diundang; boleh diulang.")]


def tanggal_opsi(teks: str | None, bendera: str) -> date | None:
    """A date typed for an option, day first. Raises `DataDitolak` naming the flag."""
    from asn_kompetensi.domain.tanggal import baca_tanggal

    try:
        return baca_tanggal(teks)
    except ValueError as salah:
        raise DataDitolak(f"{bendera}: {salah}", "Tulis seperti 2025-03-03 atau 3-3-2025.") from salah


def tanggal_wajib(teks: str | None, bendera: str, pertanyaan: str) -> date:
    """A date that must be given; asked for on a terminal. Raises `SalahPakai`, `DataDitolak`."""
    hasil = tanggal_opsi(wajib(teks, bendera, pertanyaan), bendera)
    if hasil is None:
        raise DataDitolak(f"{bendera} kosong", "Tulis seperti 2025-03-03 atau 3-3-2025.")
    return hasil


@app.perintah("buka")
def buka(
    pelatihan: Annotated[str, typer.Argument(metavar="PELATIHAN", help="Kode atau nama pelatihan.")],
    kode: Annotated[str | None, typer.Option("--kode", help="Kode kelas baru.")] = None,
    mulai: Annotated[str | None, typer.Option("--mulai", help="Hari pertama.")] = None,
    selesai: Annotated[str | None, typer.Option("--selesai", help="Hari terakhir.")] = None,
    kuota: OpsiKuota = None,
    tempat: OpsiTempat = None,
    biaya: OpsiBiaya = None,
    terbuka: Annotated[bool, typer.Option("--terbuka", help="Terbuka bagi semua perangkat daerah.")] = False,
    opd: OpsiUndang = None,
    nilai_maks: Annotated[str, typer.Option("--nilai-maks", help="Nilai tertinggi pre dan post test.")] = "100",
    luar_negeri: Annotated[bool, typer.Option("--luar-negeri", help="Kelas di luar negeri.")] = False,
    tuan_rumah: OpsiTuanRumah = None,
    sumber_dana: OpsiDana = None,
    jadwal: OpsiJadwal = None,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Membuka kelas sebuah pelatihan.

    Contoh: asn kelas buka KOM-01 --kode KOM-01-2025A --mulai 2025-03-03 --selesai 2025-03-05 --kuota 30 --terbuka
    """
    from asn_kompetensi.services import kelas_buka

    kode = wajib(kode, "--kode", "Kode kelas")
    hari_mulai = tanggal_wajib(mulai, "--mulai", "Hari pertama")
    hari_selesai = tanggal_wajib(selesai, "--selesai", "Hari terakhir")
    with tulis(db, "kelas buka") as d:
        rekam = kelas_buka.buka(
            d, pelatihan, kode, hari_mulai, hari_selesai, kuota=kuota, tempat=tempat, biaya=biaya, terbuka=terbuka,
            opd=opd or (), nilai_maks=nilai_maks, luar_negeri=luar_negeri, tuan_rumah=tuan_rumah,
            sumber_dana=sumber_dana, jadwal=jadwal or "",
        )  # fmt: skip
    tersimpan(f"Kelas {rekam['kode']} dibuka.", rekam, json=json)


@app.perintah("ubah")
def ubah(
    kode: Kode,
    mulai: Annotated[str | None, typer.Option("--mulai", help="Hari pertama.")] = None,
    selesai: Annotated[str | None, typer.Option("--selesai", help="Hari terakhir.")] = None,
    kuota: OpsiKuota = None,
    tempat: OpsiTempat = None,
    biaya: OpsiBiaya = None,
    terbuka: Annotated[
        bool | None, typer.Option("--terbuka/--tertutup", help="Terbuka bagi semua, atau tidak.")
    ] = None,
    opd: OpsiUndang = None,
    nilai_maks: Annotated[str | None, typer.Option("--nilai-maks", help="Nilai tertinggi pre dan post test.")] = None,
    luar_negeri: Annotated[bool | None, typer.Option("--luar-negeri/--dalam-negeri", help="Tempat kelas.")] = None,
    tuan_rumah: OpsiTuanRumah = None,
    sumber_dana: OpsiDana = None,
    jadwal: OpsiJadwal = None,
    json: OpsiJson = False,
    versi: OpsiVersi = None,
    db: OpsiDb = None,
) -> None:
    """Mengubah kelas yang belum selesai; yang tidak disebut tetap, --opd mengganti semua undangan."""
    from asn_kompetensi.services import kelas_buka
    from asn_kompetensi.services import versi as versi_

    boleh_kosong = (terbuka, luar_negeri, tuan_rumah, sumber_dana, jadwal)  # an empty text clears
    if not any((mulai, selesai, kuota, tempat, biaya, opd, nilai_maks)) and boleh_kosong == (None,) * 5:
        raise SalahPakai("belum disebut apa yang diubah", "Lihat: asn kelas ubah -h")
    with tulis(db, "kelas ubah") as d:
        versi_.pastikan(d, "kelas", kode, versi)
        rekam, naik = kelas_buka.ubah(
            d, kode, mulai=tanggal_opsi(mulai, "--mulai"), selesai=tanggal_opsi(selesai, "--selesai"), kuota=kuota,
            tempat=tempat, biaya=biaya, terbuka=terbuka, opd=opd or (), nilai_maks=nilai_maks, luar_negeri=luar_negeri,
            tuan_rumah=tuan_rumah, sumber_dana=sumber_dana, jadwal=jadwal,
        )  # fmt: skip
        berubah = d.berubah
    for satu in naik:
        beri_tahu(f"Kursi baru untuk {orang(satu._asdict())}, dari daftar tunggu.")
    pesan = f"Kelas {rekam['kode']} diubah." if berubah else f"Kelas {rekam['kode']}: tidak ada yang berubah."
    tersimpan(pesan, rekam, json=json)


@app.perintah("batal")
def batal(
    kode: Kode,
    alasan: Annotated[str | None, typer.Option("--alasan", help="Mengapa dibatalkan.")] = None,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Membatalkan kelas yang belum selesai."""
    from asn_kompetensi.services import kelas_buka

    alasan = wajib(alasan, "--alasan", "Alasan pembatalan")
    with tulis(db, "kelas batal") as d:
        rekam = kelas_buka.batal(d, kode, alasan)
    tersimpan(f"Kelas {rekam['kode']} dibatalkan.", rekam, json=json)


@app.perintah("lihat")
def lihat(
    kode: Kode,
    peserta: Annotated[bool, typer.Option("--peserta", help="Hanya pesertanya, sebagai tabel.")] = False,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Menampilkan satu kelas dengan peserta, kehadiran, dan hasilnya.

    Contoh: asn kelas lihat KOM-01-2025A --peserta
    """
    from asn_kompetensi.services import kelas, versi

    with baca(db) as d:
        rekam = kelas.lihat(d, kode)
        rekam["versi"] = versi.versi(d, "kelas", kode)
    if peserta:
        baris = [tuple(satu[kolom.nama] for kolom in KOLOM_PESERTA) for satu in rekam["peserta"]]
        jawab(KOLOM_PESERTA, baris, judul=f"Peserta {rekam['kode']}", json=json, csv=csv, berkas=berkas, timpa=timpa,
              semua=semua)  # fmt: skip
        return
    jawab_satu(rekam, json=json, csv=csv, berkas=berkas, timpa=timpa)


@app.perintah("daftar")
def daftar(
    pelatihan: Annotated[str | None, typer.Option("--pelatihan", help="Hanya kelas pelatihan ini.")] = None,
    status: Annotated[str | None, typer.Option("--status", help="dibuka, selesai, atau batal.")] = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Menampilkan kelas menurut hari pertamanya."""
    from asn_kompetensi.services import kelas

    with baca(db) as d:
        baris = list(kelas.daftar(d, pelatihan=pelatihan, status=status))
    jawab(KOLOM, baris, judul="Kelas pelatihan", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)


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
    """Membuka atau mengubah kelas dari berkas dengan kolom seperti yang dicetak asn kelas daftar."""
    from asn_kompetensi.cli.laporan_impor import baca_berkas, pisah_alias, tampilkan
    from asn_kompetensi.cli.templat import berkas_atau_contoh
    from asn_kompetensi.services import kelas_impor

    berkas = berkas_atau_contoh("kelas", berkas, db, contoh=contoh, keluar=keluar, timpa=timpa)
    if berkas is None:
        return 0
    pasangan = pisah_alias(alias)
    isi = baca_berkas(berkas, kelas_impor.SKEMA, lembar, peta)
    with tulis(db, "kelas impor", berkas=berkas, kering=kering) as d:
        laporan = kelas_impor.impor(d, isi, alias=pasangan, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)


from asn_kompetensi.cli import kelas_hadir, kelas_peserta  # noqa: E402 - they add their commands to the app above

kelas_peserta.daftarkan(app)
kelas_hadir.daftarkan(app)
