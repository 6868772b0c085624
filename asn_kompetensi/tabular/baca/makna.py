"""What one heading means: a known field, a day, a competency, or something to be passed over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from asn_kompetensi.domain.lembar import Skema
from asn_kompetensi.domain.peran import CAPAIAN, GAP, LEMAH, POTENSI, STANDAR, gabung_peran, peran, pisah_peran
from asn_kompetensi.tabular.baca.ejaan import PRIBADI, bidang_dari, kunci_judul
from asn_kompetensi.tabular.baca.kolom import Kolom
from asn_kompetensi.tabular.baca.kompetensi import Cocok, PencocokKompetensi

# A column below a competency of which nobody can say what it holds.
ANAK_ASING = "anak judul"
DILEWATI = (GAP, STANDAR, POTENSI, CAPAIAN, ANAK_ASING)
IMPOR_STANDAR = "standar"
IDENTITAS = frozenset({"nip", "nama_nip", "nama", "no"})
_MILIK_ORANG = frozenset({
    *IDENTITAS, "nip_lama", "gelar_depan", "gelar_belakang", "tanggal_lahir", "ttl", "jenis_kelamin", "surel",
    "golongan", "golongan_kode", "pangkat_gol", "jenis_pegawai", "opd", "unor", "unit_kerja", "jabatan", "nama_jabatan",
    "mulai", "status", "kedudukan",
})  # fmt: skip
# What these say of a row they also say below a heading that reaches too far to the right.
_TENTANG_BARIS = _MILIK_ORANG | {"sumber", "periode", "tanggal", "bukti", "penilai", "nip_penilai", "keterangan"}
# Below these stand the facts of someone or something else: `LATIHAN JABATAN > NAMA`, `ATASAN > NIP`.
_LAIN = frozenset({
    "latihan", "diklat", "pelatihan", "kursus", "pendidikan", "sekolah", "atasan", "penilai", "suami", "istri",
    "isteri", "anak", "ayah", "ibu", "pasangan", "keluarga", "lama", "sebelumnya", "asal",
})  # fmt: skip
_BUKAN_NAMA_ORANG = frozenset({
    "jabatan", "pangkat", "golongan", "unit", "satuan", "opd", "skpd", "instansi", "organisasi",
})  # fmt: skip
_ORANG = frozenset({"pegawai", "peserta", "asn", "pns", "pppk", "identitas", "biodata", "dinilai"})
# What someone holds now is what a list without this word means too.
_TERKINI = re.compile(
    r"((?:(?:nama|tmt) )?(?:jabatan|pangkat|gol(?:ongan)?)\b.*?) \(? ?(?:terakhir|akhir|saat ini|sekarang) ?\)?", re.I
)
_KATA = re.compile(r"[a-z]+")


def tampil(nilai: Any) -> str:
    """A heading cell as text."""
    if isinstance(nilai, datetime):
        return nilai.date().isoformat()
    if isinstance(nilai, date):
        return nilai.isoformat()
    if isinstance(nilai, float) and nilai.is_integer():
        return str(int(nilai))
    return str(nilai).strip().removeprefix("'")


def artikan(
    indeks: int,
    bagian: tuple[Any, ...],
    skema: Skema,
    pencocok: PencocokKompetensi,
    *,
    hari: str | None = None,
    judul_lembar: frozenset[str] = frozenset(),
) -> Kolom:
    """The meaning of one heading; `hari` is the day it names, `judul_lembar` the parts that are only titles."""
    teks = [tampil(satu) for satu in bagian]
    daun, induk = teks[-1], teks[:-1]
    if hari:
        return Kolom(indeks, bagian, daun, hari)
    kelompok = [satu for satu in reversed(induk) if satu not in judul_lembar]
    for gabungan in _gabungan(teks):
        bidang = bidang_dari(kunci_judul(gabungan), skema)
        if bidang in skema.bidang or bidang in (PRIBADI, "no"):
            return Kolom(indeks, bagian, gabungan, bidang)
    if skema.kompetensi:
        kompetensi = _kompetensi(indeks, bagian, daun, kelompok, skema, pencocok)
        if kompetensi is not None:
            return kompetensi
        arti = next((satu for satu in map(peran, kelompok) if satu in (GAP, STANDAR, POTENSI)), "")
        if arti and bidang_dari(kunci_judul(daun), skema) not in _TENTANG_BARIS:
            return Kolom(indeks, bagian, " / ".join(teks), None, None, arti)
        # The label of a row of required levels that stands inside the header: `Jabatan` above `Standar`.
        if peran(daun) == STANDAR and kelompok and bidang_dari(kunci_judul(kelompok[0]), skema) in _MILIK_ORANG:
            daun = kelompok[0]
    kunci = kunci_judul(daun)
    bidang = bidang_dari(kunci, skema) or bidang_dari(_tanpa_terkini(kunci), skema)
    if (bidang in skema.bidang or bidang in (PRIBADI, "no")) and not (bidang and _milik_lain(bidang, induk, skema)):
        return Kolom(indeks, bagian, daun, bidang)
    if skema.kompetensi and bidang is None and peran(daun) in (GAP, STANDAR) and not induk:
        return Kolom(indeks, bagian, daun, None, None, peran(daun))
    return Kolom(indeks, bagian, daun, None, None, "lain" if bidang else "")


def _tanpa_terkini(teks: str) -> str:
    """`Jabatan Terakhir` -> `Jabatan`; any other heading as it stands."""
    cocok = _TERKINI.fullmatch(teks)
    return cocok[1] if cocok else teks


def _gabungan(teks: Sequence[str]) -> list[str]:
    """A heading read together with what stands above it: `JABATAN > TMT` is `JABATAN TMT` and `TMT JABATAN`."""
    if len(teks) < 2:
        return []
    atas = _tanpa_terkini(" ".join(teks[-2].split()))
    dekat = [" ".join(teks[-2:]), f"{atas} {teks[-1]}", f"{teks[-1]} {atas}"]
    return [" ".join(teks), *dekat] if len(teks) > 2 else dekat


def _milik_lain(bidang: str, induk: Sequence[str], skema: Skema) -> bool:
    """Whether the fact belongs to another person or thing than the row is about."""
    if bidang not in _MILIK_ORANG or not {"nip", "nama_nip"} & set(skema.bidang):
        return False
    asing = _LAIN | _BUKAN_NAMA_ORANG if bidang == "nama" else _LAIN
    for teks in reversed(induk):
        kata = set(_KATA.findall(kunci_judul(teks)))
        if kata & (asing | _ORANG):
            return not kata & _ORANG
    return False


def _kompetensi(
    indeks: int,
    bagian: tuple[Any, ...],
    daun: str,
    kelompok: Sequence[str],
    skema: Skema,
    pencocok: PencocokKompetensi,
) -> Kolom | None:
    """The column of a competency, with what its own words and those above say of the numbers in it."""
    temuan = _cari(daun, [tampil(satu) for satu in bagian], kelompok, pencocok)
    if temuan is None:
        return None
    cocok, judul, arti_daun = temuan
    arti = gabung_peran(arti_daun, daun, [peran(satu) for satu in kelompok])
    if arti_daun == ANAK_ASING:
        arti = ANAK_ASING
    lewat = {GAP, POTENSI, ANAK_ASING}
    if skema.jenis != IMPOR_STANDAR:
        lewat.add(STANDAR)
    elif arti_daun == CAPAIAN and not _lemah(daun):
        arti, lewat = CAPAIAN, {CAPAIAN}
    if arti in lewat:
        asing = cocok if arti == ANAK_ASING else None
        return Kolom(indeks, bagian, " / ".join(tampil(satu) for satu in bagian), None, asing, arti)
    return Kolom(indeks, bagian, judul, f"kompetensi:{cocok.kode}", cocok, peran=arti)


def _lemah(teks: str) -> bool:
    return bool(LEMAH & set(_KATA.findall(kunci_judul(teks))))


def _cari(
    daun: str, teks: Sequence[str], kelompok: Sequence[str], pencocok: PencocokKompetensi
) -> tuple[Cocok, str, str] | None:
    """(match, heading it was found in, role of the leaf): together with its parents, alone, or as a sub-column."""
    berdua = [" ".join(teks), " ".join(teks[-2:])] if len(teks) > 1 else []
    mirip: tuple[Cocok, str, str] | None = None
    for satu in berdua:
        if cocok := pencocok.cocok(satu):
            if not cocok.salah:
                return cocok, satu, ""
            mirip = mirip or (cocok, satu, "")
    for arti, satu in (("", daun), pisah_peran(daun)):
        if cocok := pencocok.cocok(satu):
            return cocok, daun, arti
    for atas in kelompok:
        for satu in (atas, pisah_peran(atas)[1]):
            if cocok := pencocok.cocok(satu):
                return cocok, " ".join(teks), peran(daun) or ANAK_ASING
    return mirip
