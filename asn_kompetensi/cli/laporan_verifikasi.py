"""`asn laporan verifikasi`: a returned report beside the one that was sent, and the corrections written in it."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiBaris, OpsiDb, OpsiJson, OpsiKering, OpsiYa
from asn_kompetensi.tabular.tabel import Kolom

if TYPE_CHECKING:
    from asn_kompetensi.domain.koreksi import Koreksi
    from asn_kompetensi.domain.kunci_buku import KunciBuku
    from asn_kompetensi.domain.verifikasi import HasilBanding

KOLOM_BEDA = (
    Kolom("lembar", "Lembar"),
    Kolom("sel", "Sel", tetap=True),
    Kolom("nip", "NIP", tetap=True),
    Kolom("jenis", "Yang berbeda"),
    Kolom("dikirim", "Dikirim"),
    Kolom("sekarang", "Sekarang"),
)
KOLOM_KOREKSI = (
    Kolom("sel", "Sel", tetap=True),
    Kolom("nip", "NIP", tetap=True),
    Kolom("bidang", "Bidang"),
    Kolom("lama", "Lama"),
    Kolom("baru", "Seharusnya"),
    Kolom("hasil", "Hasil"),
    Kolom("keterangan", "Keterangan"),
    Kolom("perintah", "Perintah", tetap=True),
)


def daftarkan(app: Benda) -> None:
    """Add the command to `asn laporan`."""
    app.perintah("verifikasi")(verifikasi)


def verifikasi(
    berkas: Annotated[Path, typer.Argument(metavar="BERKAS", help="Laporan .xlsx yang kembali.", show_default=False)],
    terima: Annotated[bool, typer.Option("--terima", help="Catat isian lembar Koreksi yang sudah lengkap.")] = False,
    baris: OpsiBaris = None,
    sandi_dari: Annotated[
        Path | None,
        typer.Option("--sandi-dari", help="Berkas sandi yang dipakai waktu mengirim, bila laporannya bersandi."),
    ] = None,
    kering: OpsiKering = False,
    ya: OpsiYa = False,
    db: OpsiDb = None,
    json: OpsiJson = False,
) -> int:
    """Menyebut setiap sel laporan yang berbeda dari yang dikirim, dan isian lembar Koreksi.

    Isian yang lengkap dicatat dengan --terima; di terminal ditanyakan baris demi baris.

    Contoh: asn laporan verifikasi dinkes-2025.xlsx
    """
    from asn_kompetensi.cli import sinyal
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.cli.bersandi import terbuka
    from asn_kompetensi.services import koreksi_terima
    from asn_kompetensi.services import verifikasi as layanan

    # The XML parser's C code swallows what a signal raises while it is loaded.
    sinyal.tahan()
    try:
        from asn_kompetensi.tabular.verifikasi import bandingkan, kunci_laporan
    finally:
        sinyal.lepas()

    with terbuka(berkas, sandi_dari) as isi_berkas:
        kunci = kunci_laporan(isi_berkas)
        with baca(db) as d:
            data = layanan.siapkan(d, kunci)
        hasil = bandingkan(isi_berkas, kunci, data)
    with baca(db) as d:
        koreksi = koreksi_terima.timbang(d, kunci.baris, data.koreksi, hasil.usulan)
    jalankan = None
    if terima:
        dipilih = _pilih(koreksi, {satu.nip: satu.nama for satu in data.koreksi}, baris, ya=ya or kering)
        hasil = replace(hasil, usulan=tuple(satu for satu in hasil.usulan if satu.nomor in dipilih))
        koreksi, jalankan = _terima(berkas, kunci, hasil, koreksi, db, kering=kering)
    elif baris:
        koreksi = [satu for satu in koreksi if satu.baris in _nomor(baris)]
    isi = _isi(berkas, kunci, data.nama_opd, hasil, koreksi, jalankan)
    return _tampilkan(isi, hasil, koreksi, json=json, terima=terima, kering=kering)


def _nomor(baris: str) -> Any:
    from asn_kompetensi.domain.galat import SalahPakai
    from asn_kompetensi.domain.nomor import baca_nomor

    try:
        return baca_nomor(baris)
    except ValueError as salah:
        raise SalahPakai(f"--baris: {salah}", "Contoh: --baris 5,7-9, menurut nomor baris di Excel.") from salah


def _pilih(koreksi: Sequence[Koreksi], nama: Mapping[str, str], baris: str | None, *, ya: bool) -> set[int]:
    """The rows to take: named, all with `--yes`, else asked for one by one. Raises `SalahPakai`."""
    from asn_kompetensi.cli import tanya
    from asn_kompetensi.domain.galat import SalahPakai
    from asn_kompetensi.domain.koreksi import SIAP
    from asn_kompetensi.domain.nip import samarkan_nip

    siap: dict[int, list[str]] = {}
    for satu in koreksi:
        if satu.hasil == SIAP:
            sejak = f" sejak {satu.terapkan['tanggal']}" if "tanggal" in satu.terapkan else ""
            siap.setdefault(satu.baris, []).append(f"{satu.bidang} {satu.lama} → {satu.baru}{sejak}")
    if baris is not None:
        nomor = _nomor(baris)
        if koreksi and not any(satu.baris in nomor for satu in koreksi):
            raise SalahPakai(
                f"--baris {baris}: tidak satu baris pun berisi koreksi",
                f"Yang terisi: {', '.join(map(str, sorted({satu.baris for satu in koreksi})))}.",
            )
        return {satu for satu in siap if satu in nomor}
    if ya or not siap:
        return set(siap)
    if not tanya.bisa():
        raise SalahPakai(
            f"perlu persetujuan untuk {len(siap)} baris koreksi", "Tambahkan --yes, atau sebutkan --baris 5,7-9."
        )
    siapa = {satu.baris: f"{nama.get(satu.nip, '')} {samarkan_nip(satu.nip)}".strip() for satu in koreksi}
    diterima = tanya.pilih({nomor: f"baris {nomor}, {siapa[nomor]}: {'; '.join(isi)}" for nomor, isi in siap.items()})
    return set(siap) if diterima is None else diterima


def _terima(
    berkas: Path, kunci: KunciBuku, hasil: HasilBanding, koreksi: Sequence[Koreksi], db: Path | None, *, kering: bool
) -> tuple[list[Koreksi], int | None]:
    """Weigh the chosen rows again inside the transaction that writes them; the others stay as they were weighed."""
    from asn_kompetensi.cli.basisdata import tulis
    from asn_kompetensi.services import koreksi_terima, verifikasi

    dipilih = {satu.nomor for satu in hasil.usulan}
    with tulis(db, "laporan verifikasi", berkas=berkas, kering=kering) as d:
        kini = verifikasi.siapkan(d, kunci).koreksi
        baru = koreksi_terima.timbang(d, kunci.baris, kini, hasil.usulan)
        koreksi_terima.terima(d, baru)
        verifikasi.dijawab(d, kunci)
        jalankan = d.jalankan if d.berubah and not kering else None
    semua = [satu for satu in koreksi if satu.baris not in dipilih] + baru
    return sorted(semua, key=lambda satu: satu.baris), jalankan


def _isi(
    berkas: Path, kunci: KunciBuku, nama_opd: str, hasil: HasilBanding, koreksi: Sequence[Koreksi], jalankan: int | None
) -> dict[str, Any]:
    """The answer as the object scripts read."""
    return {
        "berkas": berkas.name,
        "opd": kunci.opd,
        "nama_opd": nama_opd,
        "periode": kunci.periode,
        "tanggal_surat": kunci.tanggal,
        "versi": kunci.versi,
        "sama": not (hasil.beda or hasil.basi or koreksi),
        "tidak_dapat_dibandingkan": list(hasil.basi),
        "beda": [
            {
                "lembar": satu.lembar,
                "jenis": satu.jenis,
                "baris": satu.baris,
                "kolom": satu.kolom,
                "sel": satu.sel,
                "nip": satu.nip,
                "nama": satu.nama,
                "dikirim": satu.dikirim,
                "sekarang": satu.sekarang,
            }
            for satu in hasil.beda
        ],
        "koreksi": [
            {
                "baris": satu.baris,
                "sel": satu.sel,
                "nip": satu.nip,
                "bidang": satu.bidang,
                "lama": satu.lama or None,
                "baru": satu.baru,
                "hasil": satu.hasil,
                "keterangan": satu.keterangan or None,
                "perintah": satu.perintah or None,
            }
            for satu in koreksi
        ],
        "jalankan": jalankan,
    }


def _tampilkan(
    isi: dict[str, Any], hasil: HasilBanding, koreksi: Sequence[Koreksi], *, json: bool, terima: bool, kering: bool
) -> int:
    """Print the answer, then how it ended: the exit code."""
    from asn_kompetensi.cli.basisdata import beri_tahu
    from asn_kompetensi.cli.pesan import laporkan
    from asn_kompetensi.domain.koreksi import DITERIMA
    from asn_kompetensi.tabular.tulis import tulis_objek

    if json or not sys.stdout.isatty():
        tulis_objek(isi, keluar=sys.stdout, bentuk="json", catat=beri_tahu)
    else:
        _tabel(isi)
    if kering:
        beri_tahu("uji coba: tidak ada yang disimpan")
    diterima = sum(satu.hasil == DITERIMA for satu in koreksi)
    if terima and not kering and not json:
        beri_tahu(f"tersimpan: {diterima} koreksi" if diterima else "tidak ada koreksi yang dicatat")
    galat = _galat(hasil, koreksi, terima=terima)
    if galat is not None:
        laporkan(galat, json, sys.stderr)
        return int(galat.kode)
    if isi["sama"] and not json:
        beri_tahu(f"sama dengan yang dikirim: {isi['opd']} periode {isi['periode']}")
    return 0


def _galat(hasil: HasilBanding, koreksi: Sequence[Koreksi], *, terima: bool) -> Any:
    """What the exit code has to say: stale before different before left to the officer; None for none of them."""
    from asn_kompetensi.domain.galat import AdaTemuan, Bentrok, Sebagian
    from asn_kompetensi.domain.koreksi import BASI, PETUGAS

    basi = sum(satu.hasil == BASI for satu in koreksi)
    if hasil.basi or basi:
        lembar = f"lembar {', '.join(hasil.basi)}" if hasil.basi else ""
        apa = " dan ".join(filter(None, (lembar, f"{basi} isian Koreksi" if basi else "")))
        return Bentrok(
            f"data terdaftar sudah berubah sesudah laporan dikirim; {apa} tidak dapat dicocokkan",
            "Kirim laporan yang baru: asn laporan opd",
        )
    if hasil.beda:
        banyak = len(hasil.beda)
        return AdaTemuan(f"{banyak} hal berbeda dari yang dikirim", "Tanyakan kepada pengirimnya sebelum dipakai.")
    sisa = sum(satu.hasil == PETUGAS for satu in koreksi)
    if terima and sisa:
        return Sebagian(f"{sisa} isian perlu diurus petugas", "Ketik perintah di kolom Perintah.")
    return None


def _tabel(isi: dict[str, Any]) -> None:
    """The answer for a person at a terminal."""
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.domain.verifikasi import JENIS

    if isi["beda"]:
        beda = [
            (
                s["lembar"],
                s["sel"] or s["baris"] or s["kolom"],
                s["nip"],
                JENIS[s["jenis"]],
                s["dikirim"],
                s["sekarang"],
            )
            for s in isi["beda"]
        ]
        jawab(KOLOM_BEDA, beda, judul="Berbeda dari yang dikirim")
    if isi["koreksi"]:
        koreksi = [tuple(satu[k.nama] for k in KOLOM_KOREKSI) for satu in isi["koreksi"]]
        jawab(KOLOM_KOREKSI, koreksi, judul="Isian lembar Koreksi")
