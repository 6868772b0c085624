"""Importing score sheets: one row per person (wide) or per person and competency (long)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.galat import GalatASN, SalahPakai
from asn_kompetensi.domain.kamus import Kamus
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import TANPA_NILAI, Baris, Lembar, NilaiSel, Skema
from asn_kompetensi.domain.level import HasilLevel, baca_level
from asn_kompetensi.domain.tanggal import baca_tanggal
from asn_kompetensi.services import nilai_ditahan, perbaikan
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor, teks
from asn_kompetensi.services.kamus import cari_kompetensi, daftarkan_alias, jabatan_kamus, kompetensi_kamus, opd_kamus
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.services.nilai import hari, id_sumber, periode_terbuka, tanggal_nilai
from asn_kompetensi.services.nilai_periksa import Pemeriksa
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kompetensi as kompetensi_sql
from asn_kompetensi.store.queries import nilai as sql


def skema(d: Pintu, alias: Sequence[tuple[str, str]] = ()) -> Skema:
    """What a score sheet may hold: the fields, and every registered spelling of a competency, `alias` included.

    Known misspellings are left to the reader's tolerance, so that it can say that a heading is misspelt.
    """
    salah = {satu["ejaan"] for satu in baca_acuan("kompetensi_alias") if satu["salah_eja"]}
    return Skema(
        jenis="nilai",
        bidang=(
            "nip",
            "nama_nip",
            "nama",
            "jabatan",
            "nama_jabatan",
            "opd",
            "unit_kerja",
            "kompetensi",
            "nilai",
            "standar",
            "gap",
            "total",
            "jpm",
            "kategori",
            "sumber",
            "periode",
            "tanggal",
            "bukti",
            "keterangan",
            "no",
        ),
        wajib=(("nip", "nama_nip"), ("kompetensi", "kompetensi:*"), ("nilai", "kompetensi:*")),
        kompetensi={ejaan: kode for _, kode, ejaan in kompetensi_sql.ejaan(d.kon) if ejaan not in salah}
        | {ejaan: kompetensi_kamus(d).wajib(kode).kode for ejaan, kode in alias},
    )


@dataclass(slots=True)
class Butir:
    """One score of a row."""

    bidang: str
    kompetensi_id: int
    ratus: int


@dataclass(slots=True)
class Isi:
    """What a row says beside whom it is about."""

    periode: tuple[int, str, date, date]
    sumber_id: int
    tanggal: date | None
    hari: int | None
    bukti: str | None
    butir: list[Butir]
    tentang: list[tuple[int, ...]]  # what no other row may say of this person: each score, or the whole of a wide row


@dataclass(slots=True)
class Calon:
    """One row, understood. Its `BarisImpor` is made when something is to be said of the row: most rows need none."""

    p: Pengimpor
    asal: Baris
    pegawai_id: int
    isi: Isi
    tersebut: BarisImpor | None = None

    @property
    def baris(self) -> BarisImpor:
        """The row to hold or to warn about."""
        if self.tersebut is None:
            self.tersebut = BarisImpor(self.p, self.asal)
        return self.tersebut

    @property
    def ditahan(self) -> bool:
        """Whether any cell of the row is held."""
        return self.tersebut is not None and self.tersebut.ditahan


@dataclass(slots=True)
class Konteks:
    """What the whole import knows."""

    d: PintuTulis
    p: Pengimpor
    pengenal: Pengenal
    kompetensi: Kamus
    opd: Kamus
    sumber: dict[str, int]
    henti: dict[int, str | None]
    periode: tuple[int, str, date, date] | None
    sumber_bawaan: str
    tanggal: date | None
    periksa: Pemeriksa
    kolom: list[tuple[int, str, int]]
    level: dict[tuple[type, Any], HasilLevel] = field(default_factory=dict)
    periode_dikenal: dict[str, tuple[int, str, date, date] | GalatASN] = field(default_factory=dict)
    isi_dikenal: dict[tuple[NilaiSel, ...], Isi] = field(default_factory=dict)


def impor(
    d: PintuTulis,
    lembar: Lembar,
    *,
    periode: str | None = None,
    sumber: str | None = None,
    tanggal: date | None = None,
    alias: Sequence[tuple[str, str]] = (),
    lewati: bool = False,
) -> LaporanImpor:
    """Store the scores of a sheet; a score already there is replaced and counted `berubah`.

    Source and date: the sheet's column, else the option, else `asesmen` and none. Raises `SalahPakai` when no period or
    an unknown source is named, `DataDitolak` for an impossible `tanggal`, `Bentrok` when the period is closed.
    """
    p = Pengimpor(lembar, "nilai")
    kamus = kompetensi_kamus(d)
    for ejaan, kode in alias:
        daftarkan_alias(d, "kompetensi", kamus, ejaan, kamus.wajib(kode))
    if periode is None and not p.ada("periode"):
        raise SalahPakai("--periode wajib diisi", "Berkas ini tidak punya kolom periode; sebutkan --periode.")
    dasar = periode_terbuka(d, periode) if periode else None
    sah(tanggal_nilai, tanggal, "Periksa --tanggal.")
    bawaan = sumber or "asesmen"
    id_sumber(d, bawaan)
    kolom = [(letak, satu.bidang, kamus.wajib(satu.bidang[11:]).id) for letak, satu in p.lajur("kompetensi:")]
    k = Konteks(
        d, p, Pengenal(d), kamus, opd_kamus(d), sql.sumber(d.kon), sql.henti(d.kon), dasar, bawaan, tanggal,
        Pemeriksa(d, p, jabatan_kamus(d), kamus), kolom,
    )  # fmt: skip
    p.ingatkan_kolom_asing(kamus)
    if lembar.salah_eja:
        tulisan = ", ".join(f"'{asal}' dibaca {kode}" for asal, kode in lembar.salah_eja)
        p.ingatkan("SALAH_EJA_JUDUL", f"judul kolom salah eja: {tulisan}")
    calon = list(_pahami_semua(k))
    dipahami = [satu for satu in calon if isinstance(satu, Calon)]
    dilewati = _tandai_ganda(dipahami)
    _simpan(k, calon, dilewati)
    pemilik = {s.asal.nomor: (s.isi.periode[0], s.pegawai_id) for s in dipahami if s.ditahan}
    semua_periode = {satu.isi.periode[0] for satu in dipahami}
    nilai_ditahan.catat(d, p, kamus, dasar[0] if dasar else None, pemilik, semua_periode)
    return p.tutup(d, lewati=lewati)


def _pahami_semua(k: Konteks) -> Iterator[Calon | BarisImpor]:
    """Every row understood, or the row itself where it is held.

    A long sheet says the same few things of thousands of people: what one row said without any finding is not read
    again, as long as there is nothing in the row to compare with the person.
    """
    semua = ("kompetensi", "nilai", "sumber", "periode", "tanggal", "bukti")
    letak = [k.p.letak[bidang] for bidang in semua if bidang in k.p.letak]
    nip = k.p.letak.get("nip")
    banding = k.pengenal.membandingkan(k.p) or k.periksa.membandingkan or k.p.lembar.tergeser
    if nip is None or k.kolom or len(letak) < 2 or banding:
        for baris in k.p.baris():
            yield _pahami(k, baris) or baris
        return
    p, henti, terdaftar = k.p, k.henti, k.pengenal.terdaftar
    ambil, dikenal = itemgetter(*letak), k.isi_dikenal
    for asal in p.lembar.baris:
        sel = asal.sel
        kunci_isi = ambil(sel)
        isi = dikenal.get(kunci_isi)
        if isi is not None and (pegawai_id := terdaftar(sel[nip])) is not None and pegawai_id not in henti:
            yield Calon(p, asal, pegawai_id, isi)
            continue
        baris = BarisImpor(p, asal)
        temuan = len(k.p.laporan.galat) + len(k.p.laporan.peringatan)
        calon = _pahami(k, baris)
        bersih = temuan == len(k.p.laporan.galat) + len(k.p.laporan.peringatan)
        # Text only: 1, 1.0 and True are one key.
        if calon is not None and bersih and all(satu is None or type(satu) is str for satu in kunci_isi):
            dikenal[kunci_isi] = calon.isi
        yield calon or baris


def _pahami(k: Konteks, baris: BarisImpor) -> Calon | None:
    """Read one row; a held key holds it, but its scores are judged all the same, so that one pass reports all."""
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
    k.pengenal.bandingkan(baris, pegawai_id, k.opd, isi.periode[3])
    k.periksa.baris(baris, pegawai_id, isi.periode, isi.butir)
    return Calon(k.p, baris.asal, pegawai_id, isi, baris)


def _isi(k: Konteks, baris: BarisImpor) -> Isi | None:
    periode = _periode(k, baris)
    sumber_id = _sumber(k, baris)
    baca = partial(_tanggal, sejak_1904=k.p.lembar.sejak_1904)
    tanggal = baris.baca("tanggal", baca, "TANGGAL_TIDAK_SAH", perbaikan.TANGGAL) or k.tanggal
    bukti = baris.baca("bukti", _bukti, "BUKTI_TIDAK_SAH", "Ringkaslah isinya.", kunci=False)
    butir = _butir_lebar(k, baris) if k.kolom else _butir_panjang(k, baris)
    if periode is None or sumber_id is None:
        return None
    dasar = (periode[0], sumber_id)
    tentang: list[tuple[int, ...]] = [dasar] if k.kolom else [(*dasar, satu.kompetensi_id) for satu in butir]
    return Isi(periode, sumber_id, tanggal, hari(tanggal), bukti, butir, tentang)


def _tanggal(sel: NilaiSel, *, sejak_1904: bool) -> date | None:
    return tanggal_nilai(baca_tanggal(sel, sejak_1904=sejak_1904))


def _bukti(sel: NilaiSel) -> str | None:
    isi = teks(sel)
    if isi is not None and len(isi) > 2000:
        raise ValueError(f"bukti terlalu panjang: {len(isi)} huruf, paling banyak 2000")
    return isi


def _periode(k: Konteks, baris: BarisImpor) -> tuple[int, str, date, date] | None:
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


def _sumber(k: Konteks, baris: BarisImpor) -> int | None:
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


def _timbang(
    k: Konteks, baris: BarisImpor, bidang: str, sel: NilaiSel, kompetensi_id: int
) -> tuple[Butir | None, bool]:
    """One cell: a score or nothing, and whether it used a decimal comma. A bad cell holds itself alone."""
    if sel is None:
        return None, False
    if sel is TANPA_NILAI:
        baris.tahan(bidang, "RUMUS_TANPA_NILAI", "rumus tanpa hasil tersimpan", perbaikan.RUMUS, kunci=False)
        return None, False
    hasil = _nilai(k, sel)
    if hasil.kode:
        baris.tahan(bidang, hasil.kode, hasil.pesan, perbaikan.LEVEL, kunci=False)
    return (Butir(bidang, kompetensi_id, hasil.ratus) if hasil.ratus is not None else None), hasil.koma


def _butir_lebar(k: Konteks, baris: BarisImpor) -> list[Butir]:
    butir, koma = [], False
    for letak, bidang, kompetensi_id in k.kolom:
        sel = baris.asal.sel[letak]
        if sel is None:
            continue
        satu, berkoma = _timbang(k, baris, bidang, sel, kompetensi_id)
        koma = koma or berkoma
        if satu is not None:
            butir.append(satu)
    if koma:
        baris.ingatkan(None, "KOMA_DESIMAL", "nilai ditulis sebagai teks berkoma; dibaca sebagai desimal")
    return butir


def _butir_panjang(k: Konteks, baris: BarisImpor) -> list[Butir]:
    if baris.rumus_kosong("kompetensi"):
        return []
    ejaan = baris.teks("kompetensi")
    if ejaan is None:
        baris.tahan("kompetensi", "KOMPETENSI_KOSONG", "kompetensi kosong", "Isi kolom kompetensi.")
        return []
    entri = cari_kompetensi(k.kompetensi, ejaan)
    if entri is None:
        baris.tahan_asing("kompetensi", k.kompetensi, ejaan, jawaban=perbaikan.ALIAS)
        return []
    satu, koma = _timbang(k, baris, "nilai", baris.sel("nilai"), entri.id)
    if koma:
        baris.ingatkan("nilai", "KOMA_DESIMAL", "nilai ditulis sebagai teks berkoma; dibaca sebagai desimal")
    return [satu] if satu is not None else []


def _tandai_ganda(calon: Sequence[Calon]) -> set[int]:
    """Rows that speak of the same scores: equal ones count once, different ones are all held. Returns those to skip."""
    kunci = [(satu.pegawai_id, tentang) for satu in calon for tentang in satu.isi.tentang]
    if len(set(kunci)) == len(kunci):
        return set()
    sepasang: dict[tuple[int, tuple[int, ...]], list[Calon]] = {}
    for satu in calon:
        for tentang in satu.isi.tentang:
            sepasang.setdefault((satu.pegawai_id, tentang), []).append(satu)
    dilewati: set[int] = set()
    for kembar in sepasang.values():
        if len(kembar) == 1:
            continue
        sidik = {(s.isi.hari, tuple((b.kompetensi_id, b.ratus) for b in s.isi.butir), s.ditahan) for s in kembar}
        nomor_pertama = kembar[0].asal.nomor
        if len(sidik) == 1:
            for satu in kembar[1:]:
                dilewati.add(satu.asal.nomor)
                if not satu.ditahan:  # a held row is named by what holds it
                    satu.baris.ingatkan(None, "GANDA_SAMA", f"sama persis dengan baris {nomor_pertama}; dilewati")
            continue
        nomor = ", ".join(str(satu.asal.nomor) for satu in kembar[:5])
        nomor += f", dan {len(kembar) - 5} lainnya" if len(kembar) > 5 else ""
        for satu in kembar:
            satu.baris.tahan(None, "GANDA_BERBEDA", f"nilai orang yang sama di baris {nomor}, isinya berbeda",
                             "Tentukan baris yang benar, hapus yang lain.")  # fmt: skip
    return dilewati


def _simpan(k: Konteks, calon: Sequence[Calon | BarisImpor], dilewati: set[int]) -> None:
    ada = sql.yang_ada(k.d.kon, {satu.isi.periode[0] for satu in calon if isinstance(satu, Calon)} or {0})
    tulis: list[tuple[Any, ...]] = []
    hitung: Counter[Hasil] = Counter()
    for satu in calon:
        baris = satu.tersebut if isinstance(satu, Calon) else satu
        hasil: Hasil = "sama"
        if isinstance(satu, Calon):
            if dilewati and satu.asal.nomor in dilewati:
                hasil = "dilewati"
            elif baris is None or not baris.kunci_ditahan:
                hasil = _tulis(satu, ada, tulis)
        if baris is not None and baris.ditahan:
            k.p.catat(baris, hasil)
        else:
            hitung[hasil] += 1
    k.p.hitung(hitung)
    tulis.sort(key=itemgetter(0, 1, 2, 3))  # in the order of the key: each page of the table is filled once
    sql.simpan(k.d.kon, k.d.jalankan, tulis)


def _tulis(satu: Calon, ada: dict[sql.Kunci, Any], tulis: list[tuple[Any, ...]]) -> Hasil:
    """Add to `tulis` what of a row is not there yet."""
    hasil: Hasil = "sama"
    isi = satu.isi
    for butir in isi.butir:
        kunci_nilai = (satu.pegawai_id, butir.kompetensi_id, isi.periode[0], isi.sumber_id)
        lama = ada.get(kunci_nilai) if ada else None
        if lama is None:
            tulis.append((*kunci_nilai, butir.ratus, isi.hari, isi.bukti))
            hasil = "berubah" if hasil == "berubah" else "baru"
            continue
        # What the sheet does not say stays: the day of an unchanged score, and its evidence.
        tetap = isi.hari is None and lama[0] == butir.ratus
        baru = (butir.ratus, lama[1] if tetap else isi.hari)
        if lama != (*baru, isi.bukti or lama[2]):
            tulis.append((*kunci_nilai, *baru, isi.bukti))
            hasil = "berubah"
    return hasil
