"""Reading the rows of a score sheet: whom a row is about, when and how it was scored, and the scores."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial

from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.domain.level import HasilLevel, baca_level
from asn_kompetensi.domain.nama import galat_rumus, sebut_jenis
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.domain.tanggal import baca_tanggal
from asn_kompetensi.services import perbaikan
from asn_kompetensi.services.impor import BarisImpor, teks
from asn_kompetensi.services.kamus import sebutan_kompetensi
from asn_kompetensi.services.nilai import hari, periode_terbuka, tanggal_nilai
from asn_kompetensi.services.nilai_calon import Butir, Calon, Isi, Konteks
from asn_kompetensi.services.penilai import Penilai, baca_penilai

_PEMBANDING = ("jabatan", "nama_jabatan", "opd", "unit_kerja")


def pahami(k: Konteks, semua: Iterable[BarisImpor]) -> list[Calon | BarisImpor]:
    """Every row understood, or the row itself where it is held."""
    return [_pahami(k, baris) or baris for baris in semua]


def _pahami(k: Konteks, baris: BarisImpor) -> Calon | None:
    """Read one row; a held key holds it, but its scores are judged all the same, so that one pass reports all."""
    if not baris.ditahan and k.kolom and (sebab := k.geser.sebab(baris)) is not None:
        pesan = f"baris ini {sebab}; isinya mungkin tergeser ke kiri"
        baris.tahan(None, "BARIS_TERGESER", pesan, perbaikan.GESER_KIRI)
        return None
    bidang = "nip" if baris.sel("nip") is not None or not k.p.ada("nama_nip") else "nama_nip"
    pegawai_id = k.pengenal.dari_sel(baris, bidang)
    isi = _isi(k, baris)
    if pegawai_id is None or isi is None:
        return None
    tanggal = isi.tanggal
    if tanggal and tanggal.year < 1970:
        baris.tahan("tanggal", "TANGGAL_TIDAK_SAH", f"tanggal nilai {tanggal} terlalu lama", "Periksa tanggalnya.")
    berhenti = k.henti.get(pegawai_id)
    if berhenti and tanggal and tanggal.isoformat() >= berhenti:
        baris.tahan("tanggal", "NILAI_SESUDAH_HENTI", f"nilai bertanggal {tanggal}, padahal berhenti sejak {berhenti}",
                    "Periksa tanggal nilai atau tanggal berhentinya.")  # fmt: skip
    for bidang in _PEMBANDING:
        if galat_rumus(baris.sel(bidang)):  # only compared, so it cannot hold the row; a broken name warns as another
            baris.ingatkan(bidang, "RUMUS_SALAH", "rumus yang gagal; tidak dapat dibandingkan", perbaikan.RUMUS_SALAH)
    k.pengenal.bandingkan(baris, pegawai_id, k.opd, isi.periode[3])
    k.periksa.baris(baris, pegawai_id, isi.periode, isi.butir)
    return Calon(baris, pegawai_id, isi)


def _isi(k: Konteks, baris: BarisImpor) -> Isi | None:
    periode = periode_baris(k, baris)
    sumber_id = sumber_baris(k, baris)
    tanggal = tanggal_baris(k, baris)
    bukti = bukti_baris(baris)
    penilai = penilai_baris(k, baris)
    butir = _butir_lebar(k, baris) if k.kolom else _butir_panjang(k, baris)
    if periode is None or sumber_id is None:
        return None
    dasar = (periode[0], sumber_id)
    tentang: list[tuple[int, ...]] = [dasar] if k.kolom else [(*dasar, satu.kompetensi_id) for satu in butir]
    return Isi(periode, sumber_id, tanggal, hari(tanggal), bukti, penilai, butir, tentang)


def tanggal_baris(k: Konteks, baris: BarisImpor) -> date | None:
    """The day of the scores: the row's, else the option's."""
    baca = partial(_tanggal, sejak_1904=k.p.lembar.sejak_1904)
    return baris.baca("tanggal", baca, "TANGGAL_TIDAK_SAH", perbaikan.TANGGAL) or k.tanggal


def _tanggal(sel: NilaiSel, *, sejak_1904: bool) -> date | None:
    return tanggal_nilai(baca_tanggal(sel, sejak_1904=sejak_1904))


def bukti_baris(baris: BarisImpor) -> str | None:
    """The evidence a row names; a bad cell holds itself alone."""
    return baris.baca("bukti", _bukti, "BUKTI_TIDAK_SAH", "Ketik ulang dengan ringkas.", kunci=False)


def _bukti(sel: NilaiSel) -> str | None:
    isi = teks(sel)
    if isi is not None and not " ".join(isi.split()).isprintable():
        raise ValueError("bukti memuat tanda yang tidak tampak")
    if isi is not None and len(isi) > 2000:
        raise ValueError(f"bukti terlalu panjang: {len(isi)} huruf, paling banyak 2000")
    return isi


def penilai_baris(k: Konteks, baris: BarisImpor) -> Penilai | None:
    """Who gave the scores: the row's assessor, else the option's."""
    return _penilai(k, baris) or k.penilai


def _penilai(k: Konteks, baris: BarisImpor) -> Penilai | None:
    """Who gave the scores of a row. Where it has a NIP and a name, a NIP that nobody bears gives way to the name.

    A bad cell holds itself alone.
    """
    nip, nama = baris.sel("nip_penilai"), baris.sel("penilai")
    if isinstance(nip, str) and isinstance(nama, str) and k.pengenal.terdaftar(nip.replace(" ", "")) is None:
        nip = None
    bidang = "penilai" if nip is None else "nip_penilai"
    if nip is None and nama is None:
        return None
    pembaca = partial(_baca_penilai, terdaftar=k.pengenal.terdaftar)
    return baris.baca(bidang, pembaca, "PENILAI_TIDAK_SAH", perbaikan.PENILAI, kunci=False)


def _baca_penilai(sel: NilaiSel, terdaftar: Callable[[NilaiSel], int | None]) -> Penilai | None:
    if not isinstance(sel, str):
        raise ValueError(f"isinya tersimpan sebagai {sebut_jenis(sel)}, bukan nama atau NIP sebagai teks")
    return baca_penilai(sel, terdaftar)


def periode_baris(k: Konteks, baris: BarisImpor) -> tuple[int, str, date, date] | None:
    """The period of a row, the option's where the cell is empty; None after holding the row."""
    if baris.rumus_kosong("periode"):
        return None
    tulisan = baris.teks("periode")
    if tulisan is None:
        if k.periode is None:
            baris.tahan("periode", "PERIODE_KOSONG", "periode kosong", "Isi kolom periode atau sebutkan --periode.")
        return k.periode
    if tulisan not in k.periode_dikenal:
        try:
            k.periode_dikenal[tulisan] = periode_terbuka(k.d, tulisan)
        except GalatASN as galat:
            k.periode_dikenal[tulisan] = galat
    hasil = k.periode_dikenal[tulisan]
    if isinstance(hasil, GalatASN):
        kode = "PERIODE_TERTUTUP" if hasil.jenis == "bentrok" else "PERIODE_TIDAK_DIKENAL"
        baris.tahan("periode", kode, hasil.pesan, hasil.petunjuk)
        return None
    return hasil


def sumber_baris(k: Konteks, baris: BarisImpor) -> int | None:
    """The source of a row, the usual one where the cell is empty; None after holding the row."""
    if baris.rumus_kosong("sumber"):
        return None
    tulisan = (baris.teks("sumber") or k.sumber_bawaan).strip().casefold()
    if tulisan not in k.sumber:
        baris.tahan(
            "sumber", "SUMBER_TIDAK_DIKENAL", f"sumber '{tulisan}' tidak ada", f"Pilihannya: {', '.join(k.sumber)}."
        )
    return k.sumber.get(tulisan)


def _nilai(k: Konteks, sel: NilaiSel) -> HasilLevel:
    # A sheet holds few different levels: each is read once.
    kunci_sel = (type(sel), sel)
    if kunci_sel not in k.level:
        k.level[kunci_sel] = baca_level(sel)
    return k.level[kunci_sel]


def _timbang(k: Konteks, baris: BarisImpor, bidang: str, sel: NilaiSel) -> tuple[int | None, bool]:
    """One cell: a score or nothing, and whether the score had a decimal comma. A bad cell holds itself alone."""
    if sel is None:
        return None, False
    hasil = _nilai(k, sel)
    if hasil.kode and not baris.rumus_kosong(bidang, kunci=False):
        saran = perbaikan.level(hasil.kode, sel)
        if hasil.kode == "NILAI_NOL":
            saran += " Bila belum dinilai, kosongkan selnya."
        baris.tahan(bidang, hasil.kode, hasil.pesan, saran, kunci=False)
    return hasil.ratus, hasil.koma and hasil.ratus is not None


def _butir_lebar(k: Konteks, baris: BarisImpor) -> list[Butir]:
    butir: list[Butir] = []
    koma: str | None = None
    for letak, bidang, kompetensi_id in k.kolom:
        sel = baris.asal.sel[letak]
        if sel is None:
            continue
        ratus, berkoma = _timbang(k, baris, bidang, sel)
        if berkoma and koma is None:
            koma = bidang
        if ratus is not None:
            butir.append(Butir(bidang, kompetensi_id, ratus))
    if koma is not None:
        baris.ingatkan(koma, "KOMA_DESIMAL", "nilai ditulis sebagai teks berkoma; dibaca sebagai desimal")
    return butir


def _butir_panjang(k: Konteks, baris: BarisImpor) -> list[Butir]:
    kompetensi_id = kompetensi_baris(k, baris)
    ratus = None if kompetensi_id is None else nilai_baris(k, baris)
    return [] if kompetensi_id is None or ratus is None else [Butir("nilai", kompetensi_id, ratus)]


def kompetensi_baris(k: Konteks, baris: BarisImpor) -> int | None:
    """The competency a row of a long sheet is about; None after holding the row."""
    if baris.rumus_kosong("kompetensi"):
        return None
    ejaan = baris.teks("kompetensi")
    if ejaan is None:
        baris.tahan("kompetensi", "KOMPETENSI_KOSONG", "kompetensi kosong", "Isi kolom kompetensi.")
        return None
    entri, level = sebutan_kompetensi(k.kompetensi, ejaan)
    if entri is None:
        baris.tahan_asing("kompetensi", k.kompetensi, ejaan, jawaban=perbaikan.ALIAS)
        return None
    standar, nilai = baris.sel("standar"), baris.sel("nilai")
    # Beside a score of its own the number behind the name is the standard, as in headings.
    if level is not None and (
        nilai is None if standar is None else baca_level(level).ratus != baca_level(standar).ratus
    ):
        pesan = f"angka {level} di ujung '{ejaan}' dapat berarti standar, dapat berarti nilai"
        baris.tahan("kompetensi", "KOMPETENSI_RANCU", pesan, perbaikan.KOMPETENSI_SAJA)
        return None
    return entri.id


def nilai_baris(k: Konteks, baris: BarisImpor) -> int | None:
    """The score of a row of a long sheet in hundredths, None where there is none; a bad cell holds itself alone."""
    ratus, koma = _timbang(k, baris, "nilai", baris.sel("nilai"))
    if koma:
        baris.ingatkan("nilai", "KOMA_DESIMAL", "nilai ditulis sebagai teks berkoma; dibaca sebagai desimal")
    return ratus
