"""`asn keengganan`: who would rather not be trained, why, and what is done to help."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu, tulis
from asn_kompetensi.cli.keluaran import jawab, tersimpan
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiKering,
    OpsiNip,
    OpsiOpd,
    OpsiSemua,
    OpsiTimpa,
    OpsiUnit,
)
from asn_kompetensi.cli.pesan import orang
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

app = Benda("Yang enggan mengikuti pelatihan: sebabnya, dan langkah yang membantu.")

KOLOM_KELAS = (
    Kolom("nomor", "No", angka=True),
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("kelas", "Kelas", layar=False),
    Kolom("tanggal", "Tanggal", layar=False, tetap=True),
    Kolom("jenis", "Jenis"),
    Kolom("sebab", "Sebab"),
    Kolom("dihitung", "Dihitung", layar=False),
    Kolom("alasan", "Alasan tertulis"),
    Kolom("keterangan", "Keterangan"),
)
KOLOM = (
    Kolom("nomor", "No", angka=True),
    Kolom("nip", "NIP", layar=False, tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("kelas", "Kelas", layar=False),
    Kolom("tanggal", "Tanggal", layar=False, tetap=True),
    Kolom("jenis", "Jenis"),
    Kolom("sebab", "Sebab"),
    Kolom("dihitung", "Dihitung", layar=False),
    Kolom("tindakan", "Langkah", layar=False, angka=True),
    Kolom("tindakan_terakhir", "Langkah terakhir", layar=False),
    Kolom("hasil_terakhir", "Hasil", layar=False),
    Kolom("tindak_lanjut", "Tenggat", tetap=True),
    Kolom("status", "Status", layar=False),
    Kolom("jatuh_tempo", "Jatuh tempo"),
    Kolom("saran", "Saran"),
    Kolom("hitungan", "Hitungan setahun", layar=False, angka=True),
    Kolom("catatan", "Catatan", layar=False),
    Kolom("catatan_terakhir", "Catatan langkah", layar=False),
)
KOLOM_REKAP = (
    Kolom("opd", "OPD"),
    Kolom("nama_opd", "Perangkat daerah", layar=False),
    Kolom("sebab", "Kode sebab", layar=False),
    Kolom("nama_sebab", "Sebab"),
    Kolom("dihitung", "Dihitung"),
    Kolom("orang", "Orang", angka=True),
    Kolom("kejadian", "Kejadian", angka=True),
)
INTERNAL = "Hanya untuk BKPSDM: jangan dikirim ke perangkat daerah."

OpsiJenis = Annotated[str | None, typer.Option("--jenis", help="menolak, menunda_lagi, atau mangkir.")]
OpsiSebab = Annotated[
    str | None, typer.Option("--sebab", help="Misalnya takut_mutasi, beban_tugas, sakit, atau belum_ditanya.")
]
OpsiKelas = Annotated[str | None, typer.Option("--kelas", help="Kode kelas.")]
OpsiCatatan = Annotated[str | None, typer.Option("--catatan", help="Catatan bebas; hanya untuk BKPSDM.")]


@app.perintah("catat")
def catat(
    nip: Annotated[str | None, typer.Argument(metavar="[NIP]", help="NIP pegawai.")] = None,
    jenis: OpsiJenis = None,
    sebab: OpsiSebab = None,
    kelas: OpsiKelas = None,
    tanggal: Annotated[str | None, typer.Option("--tanggal", help="Hari kejadiannya (bawaan: hari ini).")] = None,
    catatan: OpsiCatatan = None,
    dari_kelas: Annotated[
        str | None, typer.Option("--dari-kelas", help="Catat semua dari jawaban dan kehadiran kelas ini.")
    ] = None,
    nomor: Annotated[int | None, typer.Option("--nomor", help="Betulkan sebab catatan bernomor ini.")] = None,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    db: OpsiDb = None,
) -> None:
    """Mencatat keengganan: seorang, dari sebuah kelas, atau membetulkan sebabnya (--nomor).

    Contoh: asn keengganan catat 198403122006042901 --jenis menolak --sebab "takut dimutasi" --kelas KOM-01-2025A
    """
    if (nip is not None) + (dari_kelas is not None) + (nomor is not None) != 1:
        raise SalahPakai("sebutkan satu saja: NIP, --dari-kelas, atau --nomor", "Lihat: asn keengganan catat -h")
    if nip is None and any((jenis, kelas, tanggal)):
        raise SalahPakai("--jenis, --kelas, dan --tanggal hanya bersama NIP", "Hapus opsi itu, atau sebutkan NIP.")
    if csv and dari_kelas is None:
        raise SalahPakai("--csv hanya bersama --dari-kelas", "Pakai --json.")
    if dari_kelas is not None:
        if sebab or catatan:
            raise SalahPakai(
                "--sebab dan --catatan tidak dipakai bersama --dari-kelas", "Sebabnya dibaca dari alasan yang tertulis."
            )
        _dari_kelas(dari_kelas, kering, json, csv, db)
    elif nomor is not None:
        _betulkan(nomor, sebab, catatan, kering, json, db)
    else:
        _seorang(nip or "", jenis, sebab, kelas, tanggal, catatan, kering, json, db)


def _dari_kelas(kode: str, kering: bool, json: bool, csv: bool, db: Path | None) -> None:
    from asn_kompetensi.services import keengganan_kelas

    with tulis(db, "keengganan catat", kering=kering) as d:
        hasil = keengganan_kelas.dari_kelas(d, kode)
    jawab(KOLOM_KELAS, hasil, judul=f"Keengganan dari kelas {kode} (internal)", json=json, csv=csv)
    sudah = sum(satu[-1] == keengganan_kelas.SUDAH for satu in hasil)
    uji = " (uji coba: tidak ada yang disimpan)" if kering else ""
    beri_tahu(f"{len(hasil) - sudah} dicatat, {sudah} sudah tercatat.{uji}")
    beri_tahu(INTERNAL)


def _betulkan(nomor: int, sebab: str | None, catatan: str | None, kering: bool, json: bool, db: Path | None) -> None:
    from asn_kompetensi.services import keengganan

    if sebab is None and catatan is None:
        raise SalahPakai("belum disebut apa yang dibetulkan", "Tambahkan --sebab atau --catatan.")
    with tulis(db, "keengganan catat", kering=kering) as d:
        rekam, janggal = keengganan.betulkan(d, nomor, sebab=sebab, catatan=catatan)
        berubah = d.berubah
    pesan = f"Nomor {nomor} dibetulkan: {rekam['sebab']}." if berubah else f"Nomor {nomor}: tidak ada yang berubah."
    tersimpan(pesan, rekam, json=json, kering=kering)
    for hari in janggal:
        beri_tahu(f"Peringatan pada {hari} tidak sesuai lagi dengan sebabnya; cabut dengan: asn batal JALANKAN")


def _seorang(
    nip: str, jenis: str | None, sebab: str | None, kelas: str | None, tanggal: str | None, catatan: str | None,
    kering: bool, json: bool, db: Path | None,
) -> None:  # fmt: skip
    from asn_kompetensi.services import keengganan
    from asn_kompetensi.services.masukan import tanggal_sah

    jenis = wajib(jenis, "--jenis", "Jenis (menolak, menunda_lagi, mangkir)")
    sebab = wajib(sebab, "--sebab", "Sebab (belum_ditanya bila belum diketahui)")
    hari = tanggal_sah(tanggal, "--tanggal")
    with tulis(db, "keengganan catat", kering=kering) as d:
        rekam = keengganan.catat(d, nip, jenis, sebab, kelas=kelas, tanggal=hari, catatan=catatan)
    pesan = f"Tercatat dengan nomor {rekam['nomor']}: {orang(rekam)}, {rekam['jenis']}, {rekam['sebab']}."
    tersimpan(pesan, rekam, json=json, kering=kering)


@app.perintah("tindak")
def tindak(
    nomor: Annotated[int, typer.Argument(metavar="NOMOR", help="Nomor keengganan.", show_default=False)],
    tindakan: Annotated[
        str | None,
        typer.Option("--tindakan", help="penjelasan, percakapan, mentor, kelas_ringan, atau peringatan."),
    ] = None,
    tanggal: Annotated[str | None, typer.Option("--tanggal", help="Hari langkah itu.")] = None,
    hasil: Annotated[
        str | None, typer.Option("--hasil", help="bersedia, masih_ragu, tetap_menolak, atau selesai.")
    ] = None,
    catatan: OpsiCatatan = None,
    tindak_lanjut: Annotated[str | None, typer.Option("--tindak-lanjut", help="Hari langkah berikutnya.")] = None,
    buka_lagi: Annotated[bool, typer.Option("--buka-lagi", help="Lanjutkan yang sudah tuntas.")] = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Mencatat satu langkah; hasil bersedia atau selesai menuntaskannya.

    Contoh: asn keengganan tindak 3 --tindakan percakapan --tanggal 2025-04-02 --hasil masih_ragu
    """
    from asn_kompetensi.services import keengganan
    from asn_kompetensi.services.masukan import tanggal_sah

    tindakan = wajib(tindakan, "--tindakan", "Langkah yang diambil")
    hari = tanggal_sah(wajib(tanggal, "--tanggal", "Hari langkah itu"), "--tanggal")
    lanjut = tanggal_sah(tindak_lanjut, "--tindak-lanjut")
    if hari is None:
        raise SalahPakai("--tanggal wajib diisi", "Tulis --tanggal seperti 2025-12-31.")
    with tulis(db, "keengganan tindak") as d:
        rekam = keengganan.tindak(
            d, nomor, tindakan, hari, hasil=hasil, catatan=catatan, tindak_lanjut=lanjut, buka_lagi=buka_lagi
        )
    akhir = "tuntas" if rekam["saran"] is None else f"saran berikutnya: {rekam['saran']}"
    tersimpan(f"{orang(rekam)}: {rekam['tindakan']} dicatat; {akhir}.", rekam, json=json)


@app.perintah("daftar")
def daftar(
    opd: OpsiOpd = None,
    dengan_unit: OpsiUnit = False,
    nip: OpsiNip = None,
    status: Annotated[str | None, typer.Option("--status", help="terbuka atau selesai.")] = None,
    jatuh_tempo: Annotated[bool, typer.Option("--jatuh-tempo", help="Hanya yang sudah perlu ditindaklanjuti.")] = False,
    pada: Annotated[str | None, typer.Option("--pada", help="Keadaan pada hari ini (bawaan: hari ini).")] = None,
    kelas: OpsiKelas = None,
    sebab: OpsiSebab = None,
    jenis: OpsiJenis = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Menampilkan keengganan dengan langkah berikutnya yang adil. Hanya untuk BKPSDM.

    Contoh: asn keengganan daftar --status terbuka --jatuh-tempo
    """
    from asn_kompetensi.services import keengganan_daftar
    from asn_kompetensi.services.masukan import tanggal_sah

    hari = tanggal_sah(pada, "--pada")
    with baca(db) as d:
        baris = list(
            keengganan_daftar.daftar(
                d, opd=opd, dengan_unit=dengan_unit, nip=nip, kelas=kelas, jenis=jenis, sebab=sebab, status=status,
                jatuh_tempo=jatuh_tempo, pada=hari,
            )
        )  # fmt: skip
    jawab(KOLOM, baris, judul="Keengganan (internal)", json=json, csv=csv, berkas=berkas, timpa=timpa, semua=semua)
    beri_tahu(INTERNAL)


@app.perintah("rekap")
def rekap(
    tahun: Annotated[str | None, typer.Option("--tahun", help="Tahun kejadian (bawaan: tahun ini).")] = None,
    minimum: Annotated[
        int | None, typer.Option("--minimum", help="Kelompok terkecil yang angkanya ditampilkan; hanya dapat naik.")
    ] = None,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    semua: OpsiSemua = False,
    db: OpsiDb = None,
) -> None:
    """Menghitung keengganan setahun per perangkat daerah dan sebab, tanpa nama; kelompok kecil tidak ditampilkan.

    Contoh: asn keengganan rekap --tahun 2025
    """
    from asn_kompetensi.services import jam, keengganan_daftar
    from asn_kompetensi.services.jp import tahun_sah

    angka = tahun_sah(tahun) if tahun else jam.hari_ini().year
    with baca(db) as d:
        baris, batas = keengganan_daftar.rekap(d, angka, minimum)
    jawab(KOLOM_REKAP, baris, judul=f"Keengganan {angka} (internal)", json=json, csv=csv, berkas=berkas,
          timpa=timpa, semua=semua)  # fmt: skip
    beri_tahu(f"Kelompok di bawah {batas} orang tidak ditampilkan.")
    beri_tahu(INTERNAL)
