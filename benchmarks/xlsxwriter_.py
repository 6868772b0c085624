"""The cells of an openpyxl workbook as plain records, and XlsxWriter writing them again: the floor of the workbooks."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from typing import Any


def salin(buku: Any) -> dict[str, Any]:
    """Everything XlsxWriter needs to write this workbook: looks made once, cells refer to them by number."""
    rupa: dict[Any, int] = {}
    sifat: list[dict[str, Any]] = []

    def nomor(sel: Any) -> int:
        kunci = tuple(sel._style or ())  # none: the workbook's own look
        if kunci not in rupa:
            rupa[kunci] = len(sifat)
            sifat.append(_rupa(sel))
        return rupa[kunci]

    return {"lembar": [_lembar(satu, nomor) for satu in buku.worksheets], "rupa": sifat}


def _lembar(lembar: Any, nomor: Any) -> dict[str, Any]:
    from openpyxl.utils import column_index_from_string

    return {
        "nama": lembar.title,
        "sel": [
            (s.row - 1, s.column - 1, s.value if s.data_type != "d" else str(s.value), nomor(s))
            for baris in lembar.iter_rows()
            for s in baris
            if s.has_style or s.value is not None
        ],
        "lebar": [(column_index_from_string(k) - 1, d.width) for k, d in lembar.column_dimensions.items()],
        "tinggi": [(k - 1, d.height) for k, d in lembar.row_dimensions.items() if d.height],
        "gabung": [(g.min_row - 1, g.min_col - 1, g.max_row - 1, g.max_col - 1) for g in lembar.merged_cells.ranges],
        "tabel": [(t.ref, t.displayName, [k.name for k in _kolom(lembar, t)]) for t in lembar.tables.values()],
        "grafik": [_grafik(satu) for satu in lembar._charts],
        "beku": lembar.freeze_panes,
        "ulang": lembar.print_title_rows,
        "kaki": (lembar.oddFooter.left.text, lembar.oddFooter.right.text),
        "validasi": [(str(v.sqref), v.formula1) for v in lembar.data_validations.dataValidation],
    }


def _kolom(lembar: Any, tabel: Any) -> list[Any]:
    if not tabel.tableColumns:
        tabel._initialise_columns()
        for kolom, sel in zip(tabel.tableColumns, next(iter(lembar[tabel.ref])), strict=True):
            kolom.name = str(sel.value)
    return list(tabel.tableColumns)


def _grafik(grafik: Any) -> dict[str, Any]:
    deret = [(s.cat and (s.cat.numRef or s.cat.strRef).f, s.val.numRef.f) for s in grafik.series]
    dari = grafik.anchor._from if hasattr(grafik.anchor, "_from") else None
    return {"jenis": "line" if "line" in type(grafik).__name__.casefold() else "bar", "deret": deret,
            "di": (dari.row, dari.col) if dari else (0, 0)}  # fmt: skip


def _warna(warna: Any) -> str | None:
    return f"#{warna.rgb[-6:]}" if warna is not None and isinstance(warna.rgb, str) else None


def _rupa(sel: Any) -> dict[str, Any]:
    huruf, isi, rata, garis = sel.font, sel.fill, sel.alignment, sel.border
    hasil: dict[str, Any] = {
        "font_name": huruf.name, "font_size": huruf.sz, "bold": bool(huruf.b), "italic": bool(huruf.i),
        "num_format": sel.number_format, "text_wrap": bool(rata.wrap_text), "locked": sel.protection.locked,
        "quote_prefix": bool(sel.quotePrefix),
    }  # fmt: skip
    if warna := _warna(huruf.color):
        hasil["font_color"] = warna
    if rata.horizontal:
        hasil["align"] = rata.horizontal
    if rata.vertical:
        hasil["valign"] = {"center": "vcenter"}.get(rata.vertical, rata.vertical)
    if isi.fill_type == "solid":
        hasil |= {"pattern": 1, "fg_color": _warna(isi.fgColor)}
    elif isi.fill_type:
        hasil |= {"pattern": 14, "fg_color": _warna(isi.fgColor), "bg_color": _warna(isi.bgColor)}
    for sisi in ("left", "right", "top", "bottom"):
        if (satu := getattr(garis, sisi)) is not None and satu.style:
            hasil[sisi] = {"thin": 1, "medium": 2, "double": 6, "hair": 7}.get(satu.style, 1)
            hasil[f"{sisi}_color"] = _warna(satu.color) or "#000000"
    return hasil


def tulis(semua: list[dict[str, Any]], folder: Path) -> None:
    """Write them all with XlsxWriter, one after another, with its fastest usual settings."""
    for ke, buku in enumerate(semua):
        _buku(buku, folder / f"{ke}.xlsx")


def _buku(isi: dict[str, Any], berkas: Path) -> None:
    import xlsxwriter

    buku = xlsxwriter.Workbook(str(berkas), {"strings_to_formulas": False, "strings_to_urls": False})
    rupa = [buku.add_format(satu) for satu in isi["rupa"]]
    for satu in isi["lembar"]:
        lembar = buku.add_worksheet(satu["nama"])
        _sel(lembar, satu, rupa)
        _tata(buku, lembar, satu)
    buku.close()


def _sel(lembar: Any, satu: dict[str, Any], rupa: list[Any]) -> None:
    for gabung in satu["gabung"]:
        lembar.merge_range(*gabung, "")
    teks, angka, kosong = lembar.write_string, lembar.write_number, lembar.write_blank
    for baris, kolom, nilai, ke in satu["sel"]:
        if nilai is None:
            kosong(baris, kolom, None, rupa[ke])
        elif isinstance(nilai, str):
            teks(baris, kolom, nilai, rupa[ke])
        else:
            angka(baris, kolom, nilai, rupa[ke])


def _tata(buku: Any, lembar: Any, satu: dict[str, Any]) -> None:
    for kolom, lebar in satu["lebar"]:
        lembar.set_column(kolom, kolom, lebar)
    for baris, tinggi in satu["tinggi"]:
        lembar.set_row(baris, tinggi)
    for ref, nama, kepala in satu["tabel"]:
        gaya = {"name": nama, "style": None, "columns": [{"header": k} for k in kepala]}
        lembar.add_table(ref, gaya)
    for grafik in satu["grafik"]:
        isi = buku.add_chart({"type": grafik["jenis"]})
        for nama, nilai in grafik["deret"]:
            isi.add_series({"categories": f"={nama}", "values": f"={nilai}"} if nama else {"values": f"={nilai}"})
        lembar.insert_chart(*grafik["di"], isi)
    for daerah, sumber in satu["validasi"]:
        lembar.data_validation(daerah.split()[0], {"validate": "list", "source": f"={sumber}"})
    lembar.hide_gridlines(2)
    lembar.set_landscape()
    lembar.set_paper(9)
    lembar.fit_to_pages(1, 0)
    if satu["beku"]:
        lembar.freeze_panes(satu["beku"])
    if satu["ulang"]:
        pertama, akhir = (int(n.lstrip("$")) - 1 for n in satu["ulang"].split(":"))
        lembar.repeat_rows(pertama, akhir)
    lembar.set_footer(f"&L{satu['kaki'][0] or ''}&R{satu['kaki'][1] or ''}")


if __name__ == "__main__":
    tulis(pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]))
