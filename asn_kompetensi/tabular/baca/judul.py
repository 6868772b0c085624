"""Find the header row(s) of a sheet and say what each column means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby, islice
from typing import Any

from asn_kompetensi.domain.lembar import Lajur, Skema
from asn_kompetensi.tabular.baca.alamat import huruf_kolom
from asn_kompetensi.tabular.baca.bagian import susun_bagian
from asn_kompetensi.tabular.baca.ejaan import PRIBADI, bidang_dari, kunci_judul
from asn_kompetensi.tabular.baca.hari import bidang_hari, induk_hari
from asn_kompetensi.tabular.baca.kisi import Kisi
from asn_kompetensi.tabular.baca.kompetensi import Cocok, PencocokKompetensi
from asn_kompetensi.tabular.baca.sel import kosong

BARIS_DICARI = 30
TUMPUKAN_MAKS = 3
# A year of attendance days is the widest honest header; wider rows are not looked at as headers.
KOLOM_MAKS = 1_000
# A block to the right of an empty column is a code table unless it brings this many new fields.
BIDANG_BARU_CUKUP = 3
# Why a heading that looks like a competency was not taken.
SINGKATAN = "singkatan"
_PENDEK = re.compile(r"[A-Z]{2,5}|[a-z]{2,5}")
_GAP = ("gap", "gaps", "gap kompetensi")


@dataclass(frozen=True, slots=True)
class Kolom:
    """One heading: its parts from top to bottom, and what it means (None: unknown)."""

    indeks: int
    bagian: tuple[Any, ...]
    judul: str
    bidang: str | None
    cocok: Cocok | None = None
    alasan: str = ""

    @property
    def kunci(self) -> frozenset[str]:
        """Every normalised text that stands in this heading."""
        return frozenset(kunci_judul(satu) for satu in self.bagian) | {kunci_judul(self.judul)}


@dataclass(slots=True)
class Judul:
    """A candidate header: rows `atas`..`bawah` (from 0) and the meaning of the columns."""

    atas: int
    bawah: int
    kolom: list[Kolom] = field(default_factory=list)
    skor: int = 0
    lengkap: bool = False
    salah_eja: list[tuple[str, str]] = field(default_factory=list)
    dibuang: list[str] = field(default_factory=list)
    diabaikan: list[str] = field(default_factory=list)

    @property
    def terpakai(self) -> list[Kolom]:
        """Columns whose cells are handed on."""
        return [satu for satu in self.kolom if satu.bidang]

    def lajur(self) -> tuple[Lajur, ...]:
        """The columns in the words of the domain."""
        return tuple(
            Lajur(huruf_kolom(k.indeks), k.judul, k.bidang or "", k.cocok.standar if k.cocok else None)
            for k in self.terpakai
        )


def cari_judul(kisi: Kisi, skema: Skema, pencocok: PencocokKompetensi) -> Judul | None:
    """The best header among the first 30 rows, complete or not; None for a sheet without any known heading."""
    terbaik: Judul | None = None
    for bawah in range(min(BARIS_DICARI, len(kisi.puncak))):
        if all(map(kosong, kisi.puncak[bawah])):
            continue
        # Data rows cannot beat a complete header that lies well above them.
        if terbaik is not None and terbaik.lengkap and bawah > terbaik.bawah + TUMPUKAN_MAKS:
            break
        for atas in range(bawah, max(-1, bawah - TUMPUKAN_MAKS), -1):
            if atas < bawah and all(map(kosong, kisi.puncak[atas])):
                break
            if _terpotong(kisi, atas, bawah):
                continue
            calon = _nilai_calon(kisi, skema, pencocok, atas, bawah)
            if calon.skor and (terbaik is None or _peringkat(calon) > _peringkat(terbaik)):
                terbaik = calon
    return terbaik


def _terpotong(kisi: Kisi, atas: int, bawah: int) -> bool:
    """A merge that reaches out of the candidate belongs to the header too: another candidate holds it whole."""
    teratas = max(0, bawah - TUMPUKAN_MAKS + 1)
    return any(
        teratas <= g.baris_awal < atas <= g.baris_akhir
        or (atas <= g.baris_awal <= bawah < g.baris_akhir < atas + TUMPUKAN_MAKS)
        for g in kisi.gabungan
    )


def _peringkat(judul: Judul) -> tuple[bool, int, int, int]:
    """Complete first, then most known headings, then the one that sees gap blocks, then the lowest."""
    gap = sum(1 for k in judul.kolom if k.alasan == "gap")
    return judul.lengkap, judul.skor, gap, judul.atas - judul.bawah


def _nilai_calon(kisi: Kisi, skema: Skema, pencocok: PencocokKompetensi, atas: int, bawah: int) -> Judul:
    judul = Judul(atas, bawah)
    susunan = list(islice(susun_bagian(kisi, atas, bawah), KOLOM_MAKS + 1))
    if len(susunan) > KOLOM_MAKS:
        return judul
    temuan = [_artikan(indeks, bagian, skema, pencocok, ke) for indeks, bagian, ke in susunan]
    if not pencocok.cukup(satu.cocok for satu in temuan if satu.cocok and not satu.alasan):
        temuan = _ragukan_singkatan(temuan)
    judul.kolom = temuan = _pisah_nip(_pisah_status(temuan, kisi, bawah))
    judul.kolom = _buang_ganda(_batasi_blok(temuan, kisi, bawah, skema), judul, skema)
    dalam = sum(1 for k in judul.terpakai if k.bidang != "no")
    judul.skor = 2 * dalam + len(judul.dibuang) + sum(1 for k in temuan if k.bidang == "no" or k.alasan == "lain")
    judul.lengkap = bool(judul.terpakai) and lengkap(judul, skema)
    return judul


def lengkap(judul: Judul, skema: Skema) -> bool:
    """Whether every group of `Skema.wajib` has a column; competency columns stand for `nilai`, days for `hari`."""
    ada = {k.bidang for k in judul.terpakai if k.bidang}
    ada |= {bidang.split(":")[0] + ":" for bidang in ada if ":" in bidang}
    return all(any(_terpenuhi(satu, ada) for satu in pilihan) for pilihan in skema.wajib)


def _terpenuhi(bidang: str, ada: set[str]) -> bool:
    if bidang in ada or bidang.rstrip("*") in ada:
        return True
    return (bidang == "nilai" and "kompetensi:" in ada) or (bidang == "hari" and "hari:" in ada)


def _tampil(nilai: Any) -> str:
    if isinstance(nilai, datetime):
        return nilai.date().isoformat()
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return str(nilai).strip().removeprefix("'")


def _artikan(indeks: int, bagian: tuple[Any, ...], skema: Skema, pencocok: PencocokKompetensi, ke: int) -> Kolom:
    """What one heading means: a group to be ignored, a day, a known spelling, or a competency."""
    daun, utuh = _tampil(bagian[-1]), " ".join(_tampil(satu) for satu in bagian)
    induk = [kunci_judul(satu) for satu in bagian[:-1]]
    # Gaps are recomputed, and a block of standards must never be taken for scores.
    if any(satu.startswith(("gap", "standar", "kesenjangan")) for satu in induk):
        return Kolom(indeks, bagian, " / ".join(map(_tampil, bagian)), None, None, "gap")
    if kunci_judul(daun).startswith(("gap ", "kesenjangan ")) and kunci_judul(daun) not in _GAP:
        return Kolom(indeks, bagian, daun, None, None, "gap")
    if skema.hari:
        hari = bidang_hari(bagian[-1], any(induk_hari(satu) for satu in bagian[:-1]), ke)
        if hari:
            return Kolom(indeks, bagian, daun, hari)
    for teks in (utuh, daun) if len(bagian) > 1 else (daun,):
        bidang = bidang_dari(kunci_judul(teks), skema)
        if bidang in skema.bidang or bidang in (PRIBADI, "no"):
            return Kolom(indeks, bagian, teks, bidang)
    for teks in (daun, utuh):
        cocok = pencocok.cocok(teks)
        if cocok:
            return Kolom(indeks, bagian, teks, f"kompetensi:{cocok.kode}", cocok)
    return Kolom(indeks, bagian, daun, None, None, "lain" if bidang else "")


def _tanpa_bidang(kolom: Kolom, alasan: str, bidang: str | None = None) -> Kolom:
    return Kolom(kolom.indeks, kolom.bagian, kolom.judul, bidang, None, alasan)


def _ragukan_singkatan(kolom: list[Kolom]) -> list[Kolom]:
    """Short forms count unless unknown ones stand among them, or each row names its competency itself.

    SIASN's older list of 67 competencies uses some of our short forms (PB, PP, MP) for other things.
    """
    ada = {k.bidang for k in kolom}
    panjang = "kompetensi" in ada and bool(ada & {"nilai", "level"})
    hasil: list[Kolom] = []
    for _, sebelah in groupby(
        enumerate(kolom), lambda p: (bool(p[1].cocok) or _singkatan_asing(p[1]), p[1].indeks - p[0])
    ):
        blok = [k for _, k in sebelah]
        ragu = panjang or any(map(_singkatan_asing, blok))
        hasil += [_tanpa_bidang(k, SINGKATAN) if ragu and k.cocok and k.cocok.pendek else k for k in blok]
    return hasil


def _seperti_kompetensi(k: Kolom) -> bool:
    return k.cocok is not None or _singkatan_asing(k)


def _singkatan_asing(k: Kolom) -> bool:
    return k.bidang is None and not k.cocok and not k.alasan and bool(_PENDEK.fullmatch(k.judul))


def _pisah_nip(kolom: list[Kolom]) -> list[Kolom]:
    """`NIP` beside `NIP Baru` is the old nine-digit number."""
    if not any(k.bidang == "nip" and kunci_judul(k.judul) in ("nip baru", "nipbaru") for k in kolom):
        return kolom
    return [
        _tanpa_bidang(k, "", "nip_lama") if k.bidang == "nip" and kunci_judul(k.judul) == "nip" else k for k in kolom
    ]


def _pisah_status(kolom: list[Kolom], kisi: Kisi, bawah: int) -> list[Kolom]:
    """`Status` is CPNS/PNS in a staff file, unless another column says that or its cells say aktif and henti."""
    lain = any(k.bidang == "jenis_pegawai" and kunci_judul(k.judul) != "status" for k in kolom)
    hasil = []
    for k in kolom:
        if k.bidang == "jenis_pegawai" and kunci_judul(k.judul) == "status":
            isi = {str(b[k.indeks]).strip().casefold() for b in kisi.puncak[bawah + 1 :] if k.indeks < len(b)} - {""}
            if lain or (isi and isi <= {"aktif", "henti"}):
                k = _tanpa_bidang(k, "", "status")
        hasil.append(k)
    return hasil


def _batasi_blok(kolom: list[Kolom], kisi: Kisi, bawah: int, skema: Skema) -> list[Kolom]:
    """Stop at the first fully empty column once the block left of it is complete: what follows is a code table."""
    for ke in range(1, len(kolom)):
        jeda = range(kolom[ke - 1].indeks + 1, kolom[ke].indeks)
        kiri, kanan = (kolom[:ke], kolom[ke:]) if jeda else ([], [])
        if not jeda or not lengkap(Judul(0, 0, kiri), skema):
            continue
        if not any(all(i >= len(b) or kosong(b[i]) for b in kisi.puncak[bawah + 1 :]) for i in jeda):
            continue
        ada = {k.bidang for k in kiri}
        if len({k.bidang for k in kanan if k.bidang in skema.bidang or k.cocok} - ada) < BIDANG_BARU_CUKUP:
            return kiri + [_tanpa_bidang(k, "tabel kode") for k in kanan]
    return kolom


def _buang_ganda(kolom: list[Kolom], judul: Judul, skema: Skema) -> list[Kolom]:
    """Left-most wins; fill the lists of dropped, ignored and misspelt headings."""
    hasil: list[Kolom] = []
    ada: set[str] = set()
    for k in kolom:
        if k.bidang == PRIBADI:
            judul.dibuang.append(k.judul)
            k = _tanpa_bidang(k, PRIBADI)
        elif k.bidang is None or k.bidang in ada or (":" not in k.bidang and k.bidang not in skema.bidang):
            if k.bidang != "no":
                judul.diabaikan.append(k.judul)
            k = _tanpa_bidang(k, k.alasan or ("no" if k.bidang == "no" else "ganda"))
        else:
            ada.add(k.bidang)
            if k.cocok and k.cocok.salah:
                judul.salah_eja.append((k.cocok.ejaan, k.cocok.kode))
        hasil.append(k)
    return hasil
