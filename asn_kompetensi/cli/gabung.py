"""`asn gabung`: several cities' databases as one file for reading."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from asn_kompetensi.cli.bahasa import Benda
from asn_kompetensi.cli.options import OpsiJson, OpsiKering, OpsiTimpa
from asn_kompetensi.domain.galat import BasisDataBermasalah, Bentrok, GalatASN, SalahPakai
from asn_kompetensi.tabular.tabel import Kolom

if TYPE_CHECKING:
    from asn_kompetensi.services.gabung_rancang import Berkas

app = Benda("Beberapa kota dalam satu berkas untuk dibaca, dengan kotanya sebagai dimensi.", sendiri=True)

TUJUAN = "gabungan beberapa kota"
KOLOM = (
    Kolom("kode", "Kota", tetap=True),
    Kolom("nama", "Nama"),
    Kolom("berkas", "Berkas"),
    Kolom("opd", "OPD", angka=True, tipe="bulat"),
    Kolom("pegawai", "Orang", angka=True),
    Kolom("nilai", "Nilai", angka=True, tipe="bulat"),
    Kolom("jumlah_periode", "Periode", angka=True, tipe="bulat"),
)


@app.perintah("gabung")
def gabung(
    basis: Annotated[list[str], typer.Argument(metavar="DB...", help="Basis data kota.", show_default=False)],
    ke: Annotated[Path | None, typer.Option("--ke", help="Berkas gabungan yang dibuat.")] = None,
    kode: Annotated[
        list[str] | None, typer.Option("--kode", help='"BERKAS=KODE": kode kota itu (bawaan: dari nama instansinya).')
    ] = None,
    timpa: OpsiTimpa = False,
    kering: OpsiKering = False,
    json: OpsiJson = False,
) -> None:
    """Menyatukan basis data beberapa kota ke dalam satu berkas yang hanya dibaca; berkas kotanya tidak diubah.

    Contoh: asn gabung sawahlunto.db padang.db --ke provinsi.db --kode sawahlunto.db=SWL
    """
    from asn_kompetensi.cli import penyaluran, sinyal
    from asn_kompetensi.cli.basisdata import beri_tahu
    from asn_kompetensi.cli.keluaran import jawab
    from asn_kompetensi.cli.tanya import wajib
    from asn_kompetensi.services import gabung as layanan
    from asn_kompetensi.services.gabung_rancang import rancang

    tujuan = Path(wajib(str(ke) if ke else None, "--ke", "Berkas gabungan", "provinsi.db"))
    masukan = _berbeda([Path(satu) for satu in basis])
    layanan.periksa_tujuan(tujuan, masukan, timpa=timpa)
    kode_kota = _kode(masukan, kode or [])
    try:
        r = rancang([_lihat(satu) for satu in masukan], kode_kota)
        for satu in r.kabar:
            beri_tahu(f"peringatan: {satu}")
        langkah = layanan.Langkah(lambda: 0, _maju, sinyal.tahan)
        for satu in layanan.gabungkan(r, tujuan, langkah, timpa=timpa, kering=kering):
            beri_tahu(f"peringatan: {satu}")
        if not kering:
            penyaluran.catat_seluruhnya(masukan, tujuan, TUJUAN)
    except GalatASN as galat:
        # A signal ends a long statement of SQLite with an error of its own.
        if (berhenti := sinyal.diminta()) is not None:
            raise sinyal.Dihentikan(berhenti) from galat
        raise
    finally:
        sinyal.lepas()
    beri_tahu("uji coba: tidak ada yang disimpan" if kering else f"gabungan dibuat: {tujuan}")
    jawab(KOLOM, r.baris, json=json, semua=True, judul=f"Gabungan {len(r.baris)} kota")


def _berbeda(masukan: Sequence[Path]) -> list[Path]:
    """Raises `SalahPakai` for a path named twice, `Bentrok` for one file under two names."""
    for nomor, satu in enumerate(masukan):
        for lain in masukan[:nomor]:
            if satu.absolute() == lain.absolute():
                raise SalahPakai(f"{satu} disebut dua kali", "Sebutkan setiap berkas satu kali.")
            if satu.exists() and lain.exists() and satu.samefile(lain):
                raise Bentrok(f"{satu} dan {lain} adalah berkas yang sama", "Sebutkan setiap berkas satu kali.")
    return list(masukan)


def _kode(masukan: Sequence[Path], kode: Sequence[str]) -> dict[Path, str]:
    """`FILE=CODE` by file: as typed among the inputs, or by its name. Raises `SalahPakai`."""
    from asn_kompetensi.domain.gabung import baca_kode_kota

    hasil: dict[Path, str] = {}
    for satu in kode:
        nama, ada, isi = satu.rpartition("=")
        cocok = [ini for ini in masukan if str(ini) == nama] or [ini for ini in masukan if nama in (ini.name, ini.stem)]
        if not ada or len(cocok) != 1:
            sebab = "bukan BERKAS=KODE" if not ada else "tidak menunjuk satu berkas" if cocok else "tidak ikut digabung"
            raise SalahPakai(
                f"--kode '{satu}' {sebab}", f"Tulis BERKAS=KODE; berkasnya: {', '.join(str(ini) for ini in masukan)}"
            )
        try:
            hasil[cocok[0]] = baca_kode_kota(isi)
        except ValueError as salah:
            raise SalahPakai(str(salah), f"Contoh: --kode {nama}=SWL") from salah
    return hasil


def _lihat(lokasi: Path) -> Berkas:
    from asn_kompetensi.cli.basisdata import baca
    from asn_kompetensi.services.gabung import lihat

    if not lokasi.exists():  # elsewhere the advice is to make one
        raise BasisDataBermasalah(f"berkas kota {lokasi} tidak ada", "Periksa nama dan foldernya, lalu ulangi.")
    with baca(lokasi) as d:
        return lihat(d)


def _maju(nomor: Sequence[int]) -> Iterable[int]:
    from asn_kompetensi.cli.kemajuan import maju

    return maju(nomor, "Menggabung")
