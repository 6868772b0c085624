"""`asn kirim jalankan`: hands over what is ready, each letter once, after a look at all of them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.basisdata import baca, beri_tahu, petugas, tulis
from asn_kompetensi.cli.kirim_siapkan import OpsiDaftarOpd, OpsiKonfig
from asn_kompetensi.cli.options import OpsiDb, OpsiJson, OpsiKering, OpsiPeriode, OpsiYa
from asn_kompetensi.cli.tanya import bisa, tanya, wajib
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai, Sebagian
from asn_kompetensi.tabular.tabel import Kolom, Tabel

if TYPE_CHECKING:
    from asn_kompetensi.cli.kirim_serah import Nasib
    from asn_kompetensi.domain.kirim import Kiriman

KOLOM = (
    Kolom("opd", "OPD", tetap=True),
    Kolom("nama_opd", "Nama", layar=False),
    Kolom("alamat"),
    Kolom("berkas"),
    Kolom("orang", angka=True),
    Kolom("sidik", layar=False),
    Kolom("status"),
    Kolom("balasan"),
)
KOLOM_TINJAU = (*KOLOM[:5], Kolom("sidik"))
TAMPAK = 5  # agencies named for each reason
_SIDIK_TAMPAK = 12  # letters of a fingerprint a person compares


def daftarkan(app: Benda) -> None:
    """Add the command to the noun's app."""
    app.perintah("jalankan")(jalankan)


def jalankan(
    periode: OpsiPeriode = None,
    ke: Annotated[Path | None, typer.Option("--ke", help="Folder yang diisi asn kirim siapkan.")] = None,
    opd: OpsiDaftarOpd = None,
    konfig: OpsiKonfig = None,
    pastikan: Annotated[
        list[str] | None,
        typer.Option("--pastikan", help="Hanya mencatat: KODE=terkirim, KODE=belum, atau KODE=dijawab[:TANGGAL]."),
    ] = None,
    kering: OpsiKering = False,
    ya: OpsiYa = False,
    json: OpsiJson = False,
    db: OpsiDb = None,
) -> None:
    """Mengirim surat yang siap lewat SMTP, masing-masing tepat sekali, sesudah ditinjau dan disetujui.

    Contoh: asn kirim jalankan --periode 2025 --ke surat-2025
    """
    from asn_kompetensi.cli import kirim_konfig, kirim_serah
    from asn_kompetensi.services import kirim_jalan

    kode = wajib(periode, "--periode", "Periode")
    if pastikan:
        _pastikan(kode, pastikan, kering=kering, json=json, db=db)
        return
    folder = Path(wajib(str(ke) if ke else None, "--ke", "Folder surat"))
    akun = kirim_konfig.wajib_akun(konfig)
    with baca(db) as d:
        surat = kirim_jalan.terbuka(d, kode, opd or ())
        terlupa = kirim_jalan.terlupa(d, surat)
        sesudahnya = kirim_jalan.diubah_sesudah(d, surat)
    nasib = kirim_serah.periksa(surat, folder, akun)
    if sesudahnya:
        beri_tahu(f"Peringatan: {sesudahnya}. Bila perlu: asn kirim siapkan --periode {kode} --ke {folder} --timpa")
    if not kering:
        kirim_serah.tandai_terputus(db, surat, nasib)
        kirim_serah.tandai_terlupa(db, terlupa, nasib)
    layak = [satu for satu in nasib if satu.isi is not None]
    if layak and not kering:
        sandi = kirim_konfig.rahasia(akun)
        if not (ya and json):  # then a program reads stderr, and only refusals stand there
            _setujui(layak, ya)
        kirim_serah.kirim_semua(db, layak, akun, sandi)
    _jawab(nasib, kode, kering=kering, json=json)


def _setujui(layak: list[Nasib], ya: bool) -> None:
    """Show what would leave to whom, and ask for the number of letters. Raises `SalahPakai` where nobody can answer."""
    from asn_kompetensi.tabular.tulis import tulis as tampilkan

    if not ya and not bisa():
        raise SalahPakai(
            f"perlu persetujuan: kirim {len(layak)} surat",
            "Lihat daftarnya dengan --dry-run, lalu tambahkan --yes bila memang itu yang dimaksud.",
        )
    baris = [(*satu.baris()[:5], satu.surat.sidik[:_SIDIK_TAMPAK]) for satu in layak]
    tampilkan(Tabel(KOLOM_TINJAU, baris, "Akan dikirim"), keluar=sys.stderr, bentuk=None, semua=True, catat=beri_tahu)
    if ya:
        return
    jawaban = tanya(f"Ketik jumlah surat ({len(layak)}) untuk mengirimnya")
    if jawaban != str(len(layak)):
        raise SalahPakai(f"'{jawaban[:20]}' bukan jumlah suratnya; tidak ada yang dikirim", "Ulangi perintahnya.")


def _jawab(nasib: list[Nasib], periode: str, *, kering: bool, json: bool) -> None:
    """The table; `Sebagian` when a letter was not handed over, `Bentrok` when none may be."""
    from asn_kompetensi.cli.keluaran import jawab

    salah = [satu for satu in nasib if satu.salah]
    cacat = _sebab(salah)
    siapkan = _saran(salah, periode)
    if nasib and all(satu.cacat for satu in nasib):
        raise Bentrok(f"tidak ada surat yang boleh dikirim: {cacat}", siapkan)
    jawab(KOLOM, [satu.baris() for satu in nasib], judul=f"Surat periode {periode}", json=json)
    if not nasib:
        beri_tahu("Tidak ada surat yang siap. Daftar: asn kirim daftar")
    elif kering:
        beri_tahu(f"{sum(not satu.salah for satu in nasib)} surat dapat dikirim (uji coba: tidak ada yang dikirim)")
    else:
        beri_tahu(f"{sum(satu.status == 'terkirim' for satu in nasib)} surat terkirim")
    if salah:
        saran = (
            siapkan if any(satu.cacat or satu.status == "ditolak" for satu in salah) else "Ulangi perintah ini nanti."
        )
        if mungkin := [satu.surat.opd for satu in salah if satu.status == "mungkin_terkirim"]:
            saran = (
                f"Tanyakan kepada penerimanya, lalu: asn kirim jalankan --periode {periode} "
                f"--pastikan {mungkin[0]}=terkirim (atau =belum)"
            )
        raise Sebagian(f"{len(salah)} surat tidak terkirim atau belum pasti: {cacat}", saran)


def _sebab(salah: list[Nasib]) -> str:
    """Each reason once, with the agencies it is about."""
    per: dict[str | None, list[str]] = {}
    for satu in salah:
        per.setdefault(satu.balasan, []).append(satu.surat.opd)
    return "; ".join(
        f"{', '.join(opd[:TAMPAK])}{f' dan {len(opd) - TAMPAK} lainnya' if len(opd) > TAMPAK else ''}: {sebab}"
        for sebab, opd in per.items()
    )


def _saran(salah: list[Nasib], periode: str) -> str:
    """What to type against the first of the reasons."""
    siapkan = f"asn kirim siapkan --periode {periode} --ke FOLDER --timpa"
    if any(satu.status == "ditolak" for satu in salah):
        opd = next(satu.surat.opd for satu in salah if satu.status == "ditolak")
        return f"Periksa alamatnya (asn opd ubah {opd} --surel ALAMAT), lalu siapkan lagi: {siapkan}"
    if any("domain" in (satu.balasan or "") for satu in salah):
        return "Tambahkan domainnya pada domain_boleh di surel.toml, atau betulkan: asn opd ubah KODE --surel ALAMAT"
    if salah and all("tidak ada" in (satu.balasan or "") for satu in salah):
        return f"Periksa --ke: folder yang diisi asn kirim siapkan. Bila hilang, siapkan lagi: {siapkan}"
    return f"Siapkan lagi: {siapkan}"


def _pastikan(periode: str, pastikan: list[str], *, kering: bool, json: bool, db: Path | None) -> None:
    from asn_kompetensi.cli import kirim_serah
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.domain.kirim import baca_pasti
    from asn_kompetensi.services import kirim_jalan

    try:
        kata = [baca_pasti(satu) for satu in pastikan]
    except ValueError as salah:
        raise DataDitolak(f"--pastikan {salah}", "Contoh: --pastikan DINKES=terkirim") from salah
    with tulis(db, "kirim pastikan", kering=kering) as d:
        surat: list[Kiriman] = [
            kirim_jalan.pastikan(d, periode, *satu, hidup=kirim_serah.hidup, petugas=petugas()) for satu in kata
        ]
    baris = [(s.opd, s.nama_opd, s.alamat, s.berkas, s.orang, s.sidik, s.status, s.balasan) for s in surat]
    jawab(KOLOM, baris, json=json)
    beri_tahu(f"{len(surat)} surat dipastikan{' (uji coba: tidak ada yang disimpan)' if kering else ''}")
