"""The one place where the format of an answer is chosen: terminal, JSON, CSV, TSV, or a file by its extension."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, Literal, ParamSpec, TextIO

from asn_kompetensi.domain.galat import GalatBerkas, SalahPakai
from asn_kompetensi.tabular import json_, teks
from asn_kompetensi.tabular.tabel import Kolom, Tabel
from asn_kompetensi.tabular.tampungan import Wadah, tampung

P = ParamSpec("P")
Bentuk = Literal["tabel", "json", "csv", "tsv"]
AKHIRAN = (".xlsx", ".csv", ".json", ".parquet")


def siapkan(
    tabel: Tabel,
    *,
    keluar: TextIO,
    bentuk: Bentuk | None,
    catat: Callable[[str], None],
    berkas: Path | None = None,
    timpa: bool = False,
    semua: bool = False,
    objek: bool = False,
    tanggal: date | None = None,
    petunjuk: str = "",
) -> Callable[[], None]:
    """Take a table whole, in its form; what is returned writes it, once, to `keluar`, or to `berkas` when given.

    The extension of `berkas` decides its form. Without `bentuk`: a table on a terminal, else TSV. `objek=True`: the
    single row is the answer, one JSON object or a listing. `catat` gets the lines for stderr. `tanggal` dates a
    workbook. `petunjuk`: how to see the rows a terminal leaves out, where the command has no `--semua`. Raises
    SalahPakai (unknown extension), Bentrok (file exists), GalatBerkas, and so does what is returned.
    """
    if berkas is not None:
        return _untuk_berkas(tabel, berkas, catat, timpa=timpa, objek=objek, tanggal=tanggal)
    bentuk = _bentuk(keluar, bentuk)
    if objek and bentuk in ("json", "tabel"):
        isi, judul = _satu(tabel), {k.nama: k.kepala for k in tabel.kolom}
        return lambda: tulis_objek(isi, keluar=keluar, bentuk=bentuk, catat=catat, judul=judul)
    if bentuk == "tabel":
        from asn_kompetensi.tabular import terminal

        cuplikan = terminal.ambil(tabel, semua=semua)
        return lambda: terminal.tampilkan(cuplikan, keluar=keluar, catat=catat, petunjuk=petunjuk)
    wadah = _tereja(bentuk, tabel, layar=keluar.isatty())
    return lambda: _alirkan(wadah, keluar)


def segera(siapkan: Callable[P, Callable[[], None]]) -> Callable[P, None]:
    """The same as one step: for rows that nobody else is waiting for."""

    def tulis(*isi: P.args, **cara: P.kwargs) -> None:
        siapkan(*isi, **cara)()

    return tulis


tulis = segera(siapkan)


def tulis_objek(
    objek: Mapping[str, object],
    *,
    keluar: TextIO,
    bentuk: Bentuk | None,
    catat: Callable[[str], None],
    berkas: Path | None = None,
    timpa: bool = False,
    judul: Mapping[str, str] | None = None,
    tanggal: date | None = None,
) -> None:
    """Write one nested thing: a JSON object; name and value with small tables on a terminal; key<TAB>value in a pipe.

    As CSV and Parquet it is one row, nested lists as JSON text; as `.xlsx` its lists of records get their own sheets.
    """
    if berkas is not None:
        _objek_ke_berkas(objek, berkas, timpa=timpa, judul=judul or {}, tanggal=tanggal)
        catat(f"Tersimpan: {berkas}")
        return
    bentuk = _bentuk(keluar, bentuk)
    if bentuk == "json":
        json_.tulis_satu(keluar, objek)
    elif bentuk == "csv":
        teks.tulis_csv(keluar, list(objek), [list(objek.values())])
    elif bentuk == "tsv":
        teks.tulis_pasangan(keluar, objek)
    else:
        from asn_kompetensi.tabular import terminal

        terminal.tampilkan_objek(objek, keluar=keluar, judul=judul)


def akhiran(berkas: Path) -> str:
    """The extension of an output file, one of `AKHIRAN`; a command may call it before it starts to work."""
    if berkas.suffix.lower() in AKHIRAN:
        return berkas.suffix.lower()
    raise SalahPakai(
        f"Jenis berkas {berkas.name} tidak dikenal.", "Pakai nama yang berakhir .xlsx, .csv, .json, atau .parquet."
    )


def _bentuk(keluar: TextIO, bentuk: Bentuk | None) -> Bentuk:
    """Settle the format and make the stream able to carry it: UTF-8 and untouched line ends for machines."""
    dipilih: Bentuk = bentuk or ("tabel" if keluar.isatty() else "tsv")
    if isinstance(keluar, io.TextIOWrapper):
        with contextlib.suppress(ValueError, io.UnsupportedOperation):
            if dipilih == "tabel":
                keluar.reconfigure(errors="replace")
            else:
                keluar.reconfigure(encoding="utf-8", newline="")
    return dipilih


def _tereja(bentuk: str, tabel: Tabel, *, layar: bool = False) -> Wadah:
    """The table spelled for programs: what waits as text costs less to put down and take up again than rows."""
    penulis = {"json": json_.tulis_larik, "csv": teks.tulis_csv, "tsv": teks.tulis_tsv}[bentuk]
    wadah = Wadah(layar=layar)
    penulis(wadah, tabel.nama, tabel.baris)
    return wadah


def _alirkan(wadah: Wadah, keluar: TextIO) -> None:
    biner = getattr(keluar, "buffer", None)
    if biner is None:  # a text in memory, not a stream of bytes
        with wadah.buka() as isi:
            keluar.write(isi.read().decode())
        return
    keluar.flush()
    wadah.salin(biner)
    keluar.flush()  # what is said next may take another way


def _satu(tabel: Tabel) -> dict[str, object]:
    baris = next(iter(tabel.baris), None)
    if baris is None:
        raise ValueError("objek=True membutuhkan tepat satu baris")
    return dict(zip(tabel.nama, baris, strict=True))


def _untuk_berkas(
    tabel: Tabel, berkas: Path, catat: Callable[[str], None], *, timpa: bool, objek: bool, tanggal: date | None
) -> Callable[[], None]:
    from asn_kompetensi.tabular.simpan import periksa_tujuan, tulis_aman

    jenis = akhiran(berkas)
    periksa_tujuan(berkas, timpa=timpa)
    simpan: Callable[[], object]
    if jenis == ".xlsx":
        from asn_kompetensi.tabular import xlsx

        tabel = replace(tabel, baris=tampung(tabel.baris))
        simpan = partial(xlsx.simpan_tabel, tabel, berkas, timpa=timpa, tanggal=tanggal or xlsx.TANGGAL_TETAP)
    elif jenis == ".parquet":
        from asn_kompetensi.tabular import parquet

        parquet.pustaka()
        simpan = partial(parquet.simpan_tabel, replace(tabel, baris=tampung(tabel.baris)), berkas, timpa=timpa)
    elif jenis == ".json" and objek:
        isi = _satu(tabel)
        simpan = partial(_simpan_teks, berkas, lambda k: json_.tulis_satu(k, isi), timpa=timpa)
    else:
        simpan = partial(tulis_aman, berkas, _tereja(jenis[1:], tabel).salin, timpa=timpa)

    def lepas() -> None:
        simpan()
        catat(f"Tersimpan: {berkas}")

    return lepas


def _objek_ke_berkas(
    objek: Mapping[str, object], berkas: Path, *, timpa: bool, judul: Mapping[str, str], tanggal: date | None
) -> None:
    jenis = akhiran(berkas)
    if jenis == ".json":
        _simpan_teks(berkas, lambda k: json_.tulis_satu(k, objek), timpa=timpa)
    elif jenis == ".csv":
        _simpan_teks(berkas, lambda k: teks.tulis_csv(k, list(objek), [list(objek.values())]), timpa=timpa)
    elif jenis == ".parquet":
        from asn_kompetensi.tabular import parquet

        parquet.simpan_satu(objek, berkas, timpa=timpa)
    else:
        from asn_kompetensi.tabular import xlsx

        lembar = [("Data", _pasangan(objek, judul)), *_lembar_daftar(objek, judul)]
        xlsx.simpan_lembar(lembar, berkas, timpa=timpa, tanggal=tanggal or xlsx.TANGGAL_TETAP)


def _berupa_daftar(nilai: object) -> bool:
    return isinstance(nilai, list | tuple) and bool(nilai) and all(isinstance(n, Mapping) for n in nilai)


def _pasangan(objek: Mapping[str, object], judul: Mapping[str, str]) -> Tabel:
    baris = [(judul.get(k) or Kolom(k).kepala, v) for k, v in objek.items() if not _berupa_daftar(v)]
    return Tabel.dari([Kolom("bidang"), Kolom("isi")], baris)


def _lembar_daftar(objek: Mapping[str, Any], judul: Mapping[str, str]) -> list[tuple[str, Tabel]]:
    hasil = []
    for nama, nilai in objek.items():
        if _berupa_daftar(nilai):
            bidang = list(dict.fromkeys(str(k) for n in nilai for k in n))
            kolom = [Kolom(b, judul.get(b), tetap=b == "nip") for b in bidang]
            baris = [[n.get(b) for b in bidang] for n in nilai]
            hasil.append((judul.get(nama) or Kolom(nama).kepala, Tabel.dari(kolom, baris)))
    return hasil


def _simpan_teks(berkas: Path, isi: Callable[[TextIO], None], *, timpa: bool) -> None:
    from asn_kompetensi.tabular.simpan import tulis_aman

    def ke_biner(biner: BinaryIO) -> None:
        lapis = io.TextIOWrapper(biner, encoding="utf-8", newline="")
        try:
            isi(lapis)
        except UnicodeEncodeError as galat:  # cannot happen as long as every format replaces lone surrogates
            raise GalatBerkas(
                f"{berkas.name} memuat huruf yang tidak dapat disimpan.", "Periksa nama yang memuat huruf aneh."
            ) from galat
        lapis.flush()
        lapis.detach()

    tulis_aman(berkas, ke_biner, timpa=timpa)
