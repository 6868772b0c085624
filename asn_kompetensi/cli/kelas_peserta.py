"""`asn kelas undang|jawab`: who is invited to a class, and what they answer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import beri_tahu, tulis
from asn_kompetensi.cli.kelas_formulir import contoh, tulis_formulir
from asn_kompetensi.cli.keluaran import jawab as jawab_tabel
from asn_kompetensi.cli.keluaran import tersimpan
from asn_kompetensi.cli.options import (
    OpsiCsv,
    OpsiDb,
    OpsiJson,
    OpsiKeluar,
    OpsiKering,
    OpsiLembar,
    OpsiLewati,
    OpsiPeriode,
    OpsiPeta,
    OpsiTimpa,
)
from asn_kompetensi.cli.pesan import orang
from asn_kompetensi.cli.tanya import wajib
from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

KOLOM_UNDANG = (
    Kolom("nomor", "No", angka=True),
    Kolom("nip", "NIP", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("opd", "OPD"),
    Kolom("jawaban", "Jawaban"),
    Kolom("keterangan", "Keterangan"),
)

Kode = Annotated[str, typer.Argument(metavar="KELAS", help="Kode kelas.")]
Nip = Annotated[str, typer.Argument(metavar="NIP", help="NIP peserta.")]
OpsiAlasan = Annotated[str | None, typer.Option("--alasan", help="Alasan menolak atau menunda.")]
_KERING = " (uji coba: tidak ada yang disimpan)"


def undang(
    kode: Kode,
    nip: Annotated[list[str] | None, typer.Argument(metavar="NIP...", help="NIP yang diundang.")] = None,
    dari_gap: Annotated[
        bool, typer.Option("--dari-gap", help="Undang yang di bawah standar pada sasaran pelatihan ini.")
    ] = False,
    periode: OpsiPeriode = None,
    opd: Annotated[
        list[str] | None, typer.Option("--opd", help="Bersama --dari-gap: hanya perangkat daerah ini; boleh diulang.")
    ] = None,
    formulir: Annotated[
        bool, typer.Option("--formulir", help="Tulis daftar undangan yang siap dicetak dan diisi ke -o BERKAS.xlsx.")
    ] = False,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    csv: OpsiCsv = False,
    berkas: OpsiKeluar = None,
    timpa: OpsiTimpa = False,
    db: OpsiDb = None,
) -> None:
    """Mengundang pegawai; bila kelas penuh, berikutnya masuk daftar tunggu.

    Contoh: asn kelas undang KOM-01-2025A --dari-gap --periode 2024
    """
    from asn_kompetensi.services import kelas_gap, kelas_undang
    from asn_kompetensi.tabular.simpan import periksa_tujuan

    if formulir:
        if nip or dari_gap or periode or kering or len(opd or ()) > 1:
            raise SalahPakai("--formulir hanya bersama satu --opd dan -o", f"Tulis: {contoh('undang', kode)}")
        tulis_formulir("undang", kode, opd[0] if opd else None, berkas, db, timpa=timpa)
        return
    if nip and dari_gap:
        raise SalahPakai("NIP dan --dari-gap tidak dapat bersama", "Pilih salah satu: sebut orangnya, atau --dari-gap.")
    if not nip and not dari_gap:
        raise SalahPakai(
            "sebutkan NIP yang diundang, atau --dari-gap", "Contoh: asn kelas undang KELAS --dari-gap --periode 2024"
        )
    if not dari_gap and (opd or periode):
        raise SalahPakai("--periode dan --opd hanya untuk --dari-gap", "Hapus opsi itu, atau tambahkan --dari-gap.")
    if dari_gap:
        periode = wajib(periode, "--periode", "Periode kesenjangan")
    if berkas is not None:
        periksa_tujuan(berkas, timpa=timpa)  # before anybody is invited
    with tulis(db, "kelas undang", kering=kering) as d:
        dilewati: dict[str, int] = {}
        if dari_gap:
            hasil, dilewati = kelas_gap.undang_dari_gap(d, kode, periode or "", opd or ())
        else:
            hasil = kelas_undang.undang(d, kode, nip or ())
        berubah = d.berubah
    jawab_tabel(KOLOM_UNDANG, hasil, judul=f"Undangan {kode}", json=json, csv=csv, berkas=berkas, timpa=timpa)
    for sebab, banyak in dilewati.items():
        beri_tahu(f"{banyak} orang tidak diundang: {sebab}.")
    beri_tahu((_hitung(hasil) if berubah else "Tidak ada yang berubah.") + (_KERING if kering else ""))


def _hitung(hasil: list[tuple[Any, ...]]) -> str:
    sudah = sum(satu[5] == "sudah di daftar peserta" for satu in hasil)
    tunggu = sum(satu[4] == "daftar_tunggu" for satu in hasil if satu[5] != "sudah di daftar peserta")
    bagian = [f"{len(hasil) - sudah - tunggu} diundang"]
    bagian += [f"{tunggu} masuk daftar tunggu karena kelas penuh"] if tunggu else []
    bagian += [f"{sudah} sudah terdaftar"] if sudah else []
    return f"{', '.join(bagian)}."


def jawab(
    kode: Kode,
    nip: Annotated[str | None, typer.Argument(metavar="[NIP]", help="NIP peserta.")] = None,
    jawaban: Annotated[str | None, typer.Argument(metavar="[JAWABAN]", help="bersedia, menolak, atau menunda.")] = None,
    alasan: OpsiAlasan = None,
    dari: Annotated[
        Path | None, typer.Option("--dari", help="Daftar undangan yang sudah diisi (Excel atau CSV).")
    ] = None,
    lembar: OpsiLembar = None,
    peta: OpsiPeta = None,
    lewati: OpsiLewati = False,
    kering: OpsiKering = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> int:
    """Mencatat jawaban undangan; menolak dan menunda melepaskan kursi dan perlu alasan.

    Contoh: asn kelas jawab KOM-01-2025A 198403122006042901 menolak --alasan "beban tugas"
    """
    if (nip is None) != (jawaban is None) or (nip is None) == (dari is None):
        raise SalahPakai("sebutkan NIP dan jawabannya, atau --dari BERKAS", "Lihat: asn kelas jawab -h")
    if dari is not None:
        if alasan:
            raise SalahPakai("--alasan tidak dipakai bersama --dari", "Alasannya dibaca dari berkas.")
        return _jawab_dari(kode, dari, lembar, peta, lewati, kering, json, db)
    _jawab_ketik(kode, nip or "", jawaban or "", alasan, kering, json, db)
    return 0


def _jawab_dari(
    kode: str, dari: Path, lembar: str | None, peta: Path | None, lewati: bool, kering: bool, json: bool,
    db: Path | None,
) -> int:  # fmt: skip
    from asn_kompetensi.cli.laporan_impor import baca_berkas, tampilkan
    from asn_kompetensi.services import kelas_jawab

    isi = baca_berkas(dari, kelas_jawab.SKEMA, lembar, peta)
    with tulis(db, "kelas jawab", berkas=dari, kering=kering) as d:
        laporan = kelas_jawab.impor(d, kode, isi, lewati=lewati)
    return tampilkan(laporan, json=json, kering=kering, lewati=lewati)


def _jawab_ketik(
    kode: str, nip: str, jawaban: str, alasan: str | None, kering: bool, json: bool, db: Path | None
) -> None:
    from asn_kompetensi.services import kelas_undang

    if jawaban in ("menolak", "menunda"):
        alasan = wajib(alasan, "--alasan", f"Alasan {jawaban}")
    with tulis(db, "kelas jawab", kering=kering) as d:
        rekam, naik = kelas_undang.jawab(d, kode, nip, jawaban, alasan)
        berubah = d.berubah
    for satu in naik:
        beri_tahu(f"Kursi yang lepas untuk {orang(satu._asdict())}, dari daftar tunggu.")
    if not berubah:
        pesan = f"{orang(rekam)}: tidak ada yang berubah."
    elif rekam["jawaban"] == "daftar_tunggu":
        pesan = f"Kelas penuh: {orang(rekam)} masuk daftar tunggu."
    else:
        pesan = f"Jawaban {orang(rekam)}: {rekam['jawaban']}."
    isi = {**rekam, "naik": [{"nomor": satu.nomor, "nip": satu.nip, "nama": satu.nama} for satu in naik]}
    tersimpan(pesan, isi, json=json, kering=kering)


def daftarkan(app: Benda) -> None:
    """Register these commands on the noun."""
    for perintah in (undang, jawab):
        app.perintah(perintah.__name__)(perintah)
