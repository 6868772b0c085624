"""From a file to one understood sheet: preflight, choice of the sheet, header, rows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from asn_kompetensi.domain.ejaan_kompetensi import ejaan_polos
from asn_kompetensi.domain.galat import DataDitolak, GalatBerkas
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.tabular.baca.alamat import huruf_kolom
from asn_kompetensi.tabular.baca.baris import PemilahBaris
from asn_kompetensi.tabular.baca.blok import mirip_nilai
from asn_kompetensi.tabular.baca.csv_ import kisi_csv
from asn_kompetensi.tabular.baca.html_ import kisi_html
from asn_kompetensi.tabular.baca.judul import cari_judul
from asn_kompetensi.tabular.baca.kabar import Kabar, kabarkan_baris
from asn_kompetensi.tabular.baca.kisi import BukuKerja, Kisi
from asn_kompetensi.tabular.baca.kolom import Judul
from asn_kompetensi.tabular.baca.kompetensi import PencocokKompetensi
from asn_kompetensi.tabular.baca.penolakan import pastikan_lengkap, tolak_nilai_orang
from asn_kompetensi.tabular.baca.praperiksa import periksa
from asn_kompetensi.tabular.baca.sel import kosong

TAMPILKAN = (
    "Di Excel klik kanan tab lembar mana pun, pilih Tampilkan (Unhide), simpan, lalu ulangi; "
    "bila namanya tidak muncul di sana, minta pembuat berkas menampilkannya."
)
NAMA_JENIS = {
    "xlsx": "Excel (.xlsx)",
    "xlsb": "Excel biner (.xlsb)",
    "xls": "Excel lama (.xls)",
    "ods": "LibreOffice (.ods)",
}


def baca_lembar(
    path: Path, skema: Skema, *, lembar: str | None = None, peta: Path | None = None, kabar: Kabar | None = None
) -> Lembar:
    """Read the sheet of `path` that fits `skema` best, or the one named `lembar`; its header as `peta` describes it.

    `kabar` hears how far the reading has come. Raises GalatBerkas when the system cannot read the file, DataDitolak if
    it is of the wrong kind, damaged, encrypted, hostile, or has no header with the required columns.
    """
    try:
        return _baca(path, skema, lembar, peta, kabar)
    except OSError as galat:
        raise GalatBerkas(f'Berkas "{path}" tidak bisa dibaca ({sebab(galat)}).', "Ulangi.") from galat


def _baca(path: Path, skema: Skema, lembar: str | None, peta: Path | None, kabar: Kabar | None) -> Lembar:
    from asn_kompetensi.tabular.baca.peta import baca_peta, judul_peta  # not at the top: hardly a sheet needs it

    gambaran = baca_peta(peta, skema) if peta else None
    hasil = periksa(path, kabar)
    pencocok = PencocokKompetensi(skema.kompetensi)
    if hasil.jenis in ("csv", "html"):
        if lembar is not None:
            sebutan = hasil.jenis.upper()
            raise DataDitolak(f'Berkas "{path.name}" adalah {sebutan}, yang tidak mempunyai lembar.', "Hapus --lembar.")
        kisi, catatan = kisi_csv(path) if hasil.jenis == "csv" else kisi_html(path)
        judul = judul_peta(kisi, gambaran) if gambaran else cari_judul(kisi, skema, pencocok)
        judul = pastikan_lengkap(path, kisi, judul, skema)
        if not gambaran:
            tolak_nilai_orang(path, kisi.nama, judul, skema)
        return _susun(path, _berkabar(kisi, kabar), judul, skema, (), catatan)
    buku = BukuKerja(path, hasil).buka()
    if gambaran:
        kisi, lain = _sebut_lembar(path, buku, lembar or gambaran.lembar)
        judul = judul_peta(kisi, gambaran)
    else:
        kisi, judul, lain = _pilih(path, buku, skema, pencocok, lembar)
    lembar_ini = _susun(path, _berkabar(kisi, kabar), judul, skema, tuple(lain), NAMA_JENIS[hasil.jenis])
    return replace(lembar_ini, sejak_1904=True) if hasil.sejak_1904 else lembar_ini


def _berkabar(kisi: Kisi, kabar: Kabar | None) -> Kisi:
    return kisi if kabar is None else replace(kisi, alir=kabarkan_baris(kisi.alir, kisi.tinggi, kabar))


def _sebut_lembar(path: Path, buku: BukuKerja, lembar: str | None) -> tuple[Kisi, list[tuple[str, str]]]:
    """The named sheet, else the only visible one; a description does not guess."""
    if lembar is None and len(buku.terlihat) != 1:
        daftar = ", ".join(f'"{nama}"' for nama in buku.terlihat) or "tidak ada"
        raise DataDitolak(
            f'Peta tidak menyebut lembar, padahal "{path.name}" mempunyai {len(buku.terlihat)} lembar yang terlihat.',
            f'Tambahkan lembar = "…" di peta, atau --lembar. Lembar yang ada: {daftar}.',
        )
    nama = buku.terlihat[0] if lembar is None else _nama_lembar(path, buku, lembar)
    lain = [(satu, "tidak dipilih") for satu in buku.terlihat if satu != nama]
    return buku.kisi(nama), [*lain, *buku.dilewati]


def _pilih(
    path: Path, buku: BukuKerja, skema: Skema, pencocok: PencocokKompetensi, lembar: str | None
) -> tuple[Kisi, Judul, list[tuple[str, str]]]:
    """The named sheet, or the visible one with the best header; the first on a tie."""
    nama_diminta = None if lembar is None else _nama_lembar(path, buku, lembar)
    lain: dict[str, str] = {}
    terbaik: tuple[str, Judul | None] | None = None
    kisi: Kisi | None = None
    bobot_terbaik = (False, 0, False)
    for nama in buku.terlihat:
        if nama_diminta is not None and nama != nama_diminta:
            lain[nama] = "tidak dipilih"
            continue
        if kisi is not None and buku.besar(nama) and buku.besar(kisi.nama):
            kisi = None  # two big grids at once would take twice the memory; the better one is read again
        calon = buku.kisi(nama)
        judul = cari_judul(calon, skema, pencocok)
        lain[nama] = _alasan(calon, judul)
        # Where no sheet has a known heading, one with words in it says more than an empty one.
        bobot = (*_bobot(judul), lain[nama] != "kosong")
        if terbaik is None or bobot > bobot_terbaik:
            terbaik, kisi, bobot_terbaik = (nama, judul), calon, bobot
        del calon
    if nama_diminta is None and not (terbaik and terbaik[1] and terbaik[1].lengkap):
        _tolak_tersembunyi(path, buku, skema, pencocok)
    if terbaik is None:
        raise DataDitolak(f'Berkas "{path.name}" tidak mempunyai lembar yang terlihat.', TAMPILKAN)
    nama, judul = terbaik
    lain.pop(nama)
    tersembunyi = dict(buku.dilewati)
    kisi = kisi or buku.kisi(nama)
    judul = pastikan_lengkap(path, kisi, judul, skema)
    tolak_nilai_orang(path, nama, judul, skema)
    return kisi, judul, [*lain.items(), *tersembunyi.items()]


def _tolak_tersembunyi(path: Path, buku: BukuKerja, skema: Skema, pencocok: PencocokKompetensi) -> None:
    """Where only a hidden sheet has what is looked for: say which, and how to show it."""
    berisi = []
    for nama in buku.tersembunyi:
        try:
            judul = cari_judul(buku.kisi(nama), skema, pencocok)
        except DataDitolak:  # a chart, or a damaged sheet that nobody asked for
            continue
        if judul is not None and judul.lengkap:
            berisi.append(f'"{nama}"')
    if berisi:
        raise DataDitolak(
            f'Berkas "{path.name}": data yang dicari hanya ada di lembar tersembunyi {", ".join(berisi)}, '
            "yang tidak dibaca.",
            TAMPILKAN,
        )


def _bobot(judul: Judul | None) -> tuple[bool, int]:
    return (judul.lengkap, judul.skor) if judul else (False, 0)


def _alasan(kisi: Kisi, judul: Judul | None) -> str:
    if judul is not None and judul.lengkap:
        return f'juga berisi data; pilih dengan --lembar "{kisi.nama}"'
    return "tidak berisi data yang dicari" if any(not kosong(v) for b in kisi.puncak for v in b) else "kosong"


def _nama_lembar(path: Path, buku: BukuKerja, lembar: str) -> str:
    for nama in buku.terlihat:
        if nama.strip().casefold() == lembar.strip().casefold():
            return nama
    daftar = ", ".join(f'"{nama}"' for nama in buku.terlihat) or "tidak ada"
    if lembar.strip().casefold() in {nama.strip().casefold() for nama in buku.tersembunyi}:
        raise DataDitolak(
            f'Lembar "{lembar}" di "{path.name}" tersembunyi dan tidak dibaca.',
            f"{TAMPILKAN} Lembar lain: {daftar}.",
        )
    raise DataDitolak(f'Lembar "{lembar}" tidak ada di "{path.name}".', f"Lembar yang ada: {daftar}.")


def _susun(
    path: Path, kisi: Kisi, judul: Judul, skema: Skema, lain: tuple[tuple[str, str], ...], catatan: str
) -> Lembar:
    hasil = PemilahBaris(kisi, judul, skema).jalankan()
    lajur = judul.lajur()

    if hasil.lajur_grup is not None:
        lajur = (*lajur, hasil.lajur_grup)
    return Lembar(
        berkas=path.name,
        nama=kisi.nama,
        baris_judul=tuple(satu for satu in range(judul.atas + 1, judul.bawah + 2) if satu),
        lajur=lajur,
        baris=hasil.baris,
        dilewati=tuple(hasil.dilewati),
        tergeser=hasil.tergeser,
        baris_grup=hasil.baris_grup,
        kepala=_kepala(kisi, judul),
        kolom_dibuang=tuple(judul.dibuang),
        kolom_diabaikan=tuple(judul.diabaikan),
        kolom_asing=tuple((huruf_kolom(k.indeks), ejaan_polos(k.judul)) for k in mirip_nilai(judul, kisi)),
        lembar_dilewati=lain,
        salah_eja=tuple(judul.salah_eja),
        catatan_baca=catatan,
    )


def _kepala(kisi: Kisi, judul: Judul) -> tuple[str, ...]:
    """Title lines above the header, one string a row."""
    baris = (" ".join(str(v).strip() for v in b if not kosong(v)) for b in kisi.puncak[: max(0, judul.atas)])
    return tuple(satu for satu in baris if satu)
