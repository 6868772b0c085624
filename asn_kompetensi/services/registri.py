"""What importing agencies, jobs and competencies has in common: rows with a code, a name and other spellings.

Everything is checked before anything is written. Things that are new in the file get a provisional (negative) id at
once, so that a row may name one that stands further down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from asn_kompetensi.domain.galat import Bentrok, SalahPakai
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.domain.nama import bersihkan_nama, kunci, nama_sel
from asn_kompetensi.domain.senarai import pisah
from asn_kompetensi.services import ganda, perbaikan
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor
from asn_kompetensi.services.kamus import daftarkan_alias
from asn_kompetensi.services.masukan import nama_sah, sah
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import alias as alias_sql
from asn_kompetensi.store.queries import registri as sql
from asn_kompetensi.store.queries.alias import BendaBeralias


@dataclass(slots=True)
class Calon:
    """One row on its way in. `id` is negative for a thing not registered yet, `nyata` its id once it is saved.

    `isi` are the other columns, `rujuk` the things it points to (field -> id, negative when new in the same file).
    """

    baris: BarisImpor
    id: int
    kode: str
    nama: str | None
    nama_lama: str | None = None
    alias: list[str] = field(default_factory=list)
    isi: dict[str, Any] = field(default_factory=dict)
    rujuk: dict[str, int] = field(default_factory=dict)
    nyata: int = 0

    @property
    def baru(self) -> bool:
        """Whether the row registers something new."""
        return self.id < 0


def periksa_baru(kamus: Kamus, kode: str, nama: str) -> tuple[str, str]:
    """A code and a name that are still free, cleaned. Raises `DataDitolak`, `Bentrok`."""
    kode = sah(partial(baca_kode, benda=f"kode {kamus.benda}"), kode, "Contoh kode: DINKES atau PRAKOM-MUDA")
    nama = nama_sah(nama, kamus.benda)
    for ejaan, sebutan in ((kode, "kode"), (nama, "nama")):
        pemilik = kamus.calon(ejaan)
        if pemilik and not (sebutan == "nama" and kamus.nama_kembar):
            raise Bentrok(
                f"{sebutan} '{ejaan}' sudah dipakai {kamus.benda} {pemilik[0].kode}",
                f"Lihat dengan: {kamus.perintah.replace('daftar', 'lihat')} {pemilik[0].kode}",
            )
    return kode, nama


def ganti_nama(d: PintuTulis, benda: BendaBeralias, kamus: Kamus, entri: Entri, lama: str, baru: str) -> str:
    """A new name for a thing; the old one stays as an alias. Returns the cleaned name; raises `Bentrok`."""
    bersih = nama_sah(baru, kamus.benda)
    if bersih == lama:
        return lama
    lain = [satu for satu in kamus.calon(bersih) if satu.id != entri.id]
    if lain and not kamus.nama_kembar:
        raise Bentrok(f"nama '{bersih}' sudah dipakai {kamus.benda} {lain[0].kode}", f"Lihat dengan: {kamus.perintah}")
    kamus.tambah(Entri(entri.id, entri.kode, bersih))
    alias_sql.simpan(d.kon, benda, kunci(lama), lama, entri.id)
    return bersih


def tambah_alias(d: PintuTulis, benda: BendaBeralias, kamus: Kamus, entri: Entri, daftar: Sequence[str]) -> None:
    """Register spellings typed by the clerk. Raises `DataDitolak`, `Bentrok`."""
    for ejaan in daftar:
        daftarkan_alias(d, benda, kamus, nama_sah(ejaan, f"lain {kamus.benda}"), entri)


def perlu_ubahan(*isi: object) -> None:
    """Refuse a change command that names nothing to change."""
    if all(satu is None or satu == [] or satu == () for satu in isi):
        raise SalahPakai("belum disebut apa yang diubah", "Sebutkan paling sedikit satu opsi; lihat -h.")


def baca_kode_baris(p: Pengimpor, kamus: Kamus) -> tuple[list[tuple[BarisImpor, str | None]], set[int]]:
    """Every row with its code, and the rows to skip because another says the same.

    Held is a row without a usable code, and every row of a code that the sheet describes in two ways.
    """
    baris = [(satu, _kode(satu, kamus)) for satu in p.baris()]
    dilewati = ganda.tandai(
        [(kunci(kode), satu) for satu, kode in baris if kode is not None],
        baris=lambda satu: satu,
        isi=lambda _, satu: tuple(satu.teks(bidang) for bidang in p.letak if bidang not in ("kode", "no")),
        sebutan=lambda satu: f"kode {satu.teks('kode')}",
        bidang=lambda _: "kode",
    )
    return baris, dilewati


def _kode(baris: BarisImpor, kamus: Kamus) -> str | None:
    sel, saran = baris.sel("kode"), perbaikan.KODE
    if isinstance(sel, bool | int | float | date):
        senilai = kamus.senilai(sel) if isinstance(sel, int | float) and not isinstance(sel, bool) else []
        mungkin = f"Mungkin maksudnya {senilai[0]}. " if len(senilai) == 1 else ""
        saran = f"{mungkin}{perbaikan.KODE_TEKS}"
    kode = baris.baca("kode", partial(baca_kode, benda=f"kode {kamus.benda}"), "KODE_TIDAK_SAH", saran)
    if kode is None and not baris.ditahan:
        baris.tahan("kode", "KODE_KOSONG", f"kode {kamus.benda} kosong", "Isi kolom kode.")
    return kode


def baca_calon(p: Pengimpor, kamus: Kamus, nama_lama: dict[int, str]) -> list[Calon]:
    """Rows with a usable code and name, the new ones entered in `kamus`; every other row is held and counted.

    Of rows that contradict each other the first stays, held, so that rows that point to it are held with it.
    `nama_lama`: id -> registered name.
    """
    hasil: list[Calon] = []
    semua, dilewati = baca_kode_baris(p, kamus)
    terlihat: set[str] = set()
    for baris, kode in semua:
        ulang = kode is None or kunci(kode) in terlihat
        calon = None if kode is None else _calon(baris, kode, kamus, nama_lama, -len(hasil) - 1, ulang=ulang)
        if calon is None:
            p.catat(baris, "dilewati" if baris.nomor in dilewati else "sama")
            continue
        terlihat.add(kunci(calon.kode))
        hasil.append(calon)
        # The owner of a name is looked up before the row claims it: once both are there, the exact spelling wins.
        lain = _milik_lain(kamus, calon.nama, calon.id) if calon.nama else None
        if lain and kamus.nama_kembar:
            pesan = f"nama '{calon.nama}' juga milik {kamus.benda} {lain}; keduanya hanya dikenali dari kodenya"
            baris.ingatkan("nama", "NAMA_KEMBAR", pesan)
        elif lain:
            _terpakai(baris, "nama", calon.nama, kamus, lain)
        for ejaan in (calon.kode, calon.nama if kamus.nama_kembar or not lain else None):
            if ejaan and (calon.baru or calon.nama != calon.nama_lama):
                kamus.tambah(Entri(calon.id, calon.kode, ejaan))
    for calon in hasil:
        _baca_alias(calon, kamus)
    return hasil


def _calon(
    baris: BarisImpor, kode: str, kamus: Kamus, nama_lama: dict[int, str], nomor: int, *, ulang: bool
) -> Calon | None:
    nama = baris.baca("nama", nama_sel, "NAMA_TIDAK_SAH", perbaikan.NAMA)
    if ulang or baris.nomor in baris.pengimpor.lembar.tergeser:
        return None
    pemilik = kamus.calon(kode)
    milik = next((satu for satu in pemilik if kunci(satu.kode) == kunci(kode)), None)
    if milik is None and pemilik:
        _terpakai(baris, "kode", kode, kamus, pemilik[0].kode)
        return None
    if milik is None and nama is None and not baris.ditahan:
        baris.tahan("nama", "NAMA_KOSONG", f"nama {kamus.benda} kosong", "Isi kolom nama.")
    if milik is None:
        return Calon(baris, nomor, kode, nama)
    return Calon(baris, milik.id, milik.kode, nama, nama_lama[milik.id])


def _baca_alias(calon: Calon, kamus: Kamus) -> None:
    """The aliases must be this thing's alone; `kamus` learns them here."""
    if calon.baris.rumus_kosong("alias"):
        return
    for ejaan in pisah(calon.baris.teks("alias") or ""):
        try:
            bersih = bersihkan_nama(ejaan, "Alias")[0]
        except ValueError as salah:
            calon.baris.tahan("alias", "NAMA_TIDAK_SAH", str(salah), perbaikan.NAMA)
            continue
        if bersih and pakai_ejaan(calon, kamus, "alias", bersih):
            calon.alias.append(bersih)


def pakai_ejaan(calon: Calon, kamus: Kamus, bidang: str, ejaan: str) -> bool:
    """Claim a spelling for a row: held when someone else's; True when nobody had it and `kamus` has learnt it."""
    lain = _milik_lain(kamus, ejaan, calon.id)
    if lain:
        _terpakai(calon.baris, bidang, ejaan, kamus, lain)
        return False
    if kamus.cari(ejaan):
        return False
    kamus.tambah(Entri(calon.id, calon.kode, ejaan))
    return True


def _milik_lain(kamus: Kamus, ejaan: str, sendiri: int) -> str | None:
    return next((satu.kode for satu in kamus.calon(ejaan) if satu.id != sendiri), None)


def _terpakai(baris: BarisImpor, bidang: str, ejaan: str | None, kamus: Kamus, lain: str) -> None:
    pesan = f"{bidang} '{ejaan}' sudah dipakai {kamus.benda} {lain}"
    baris.tahan(bidang, "EJAAN_TERPAKAI", pesan, f"Lihat dengan: {kamus.perintah}")


def simpan(d: PintuTulis, benda: BendaBeralias, calon: Calon) -> Hasil:
    """Write one checked row and its spellings, and set `calon.nyata`. Empty cells change nothing."""
    if calon.baru:
        calon.nyata, berubah = sql.tambah(d.kon, benda, {"kode": calon.kode, "nama": calon.nama, **calon.isi}), True
    else:
        calon.nyata = calon.id
        berubah = sql.perbarui(d.kon, benda, calon.id, {"nama": calon.nama, **calon.isi})
        if calon.nama and calon.nama_lama and calon.nama != calon.nama_lama:
            alias_sql.simpan(d.kon, benda, kunci(calon.nama_lama), calon.nama_lama, calon.id)
    for ejaan in calon.alias:
        berubah |= alias_sql.simpan(d.kon, benda, kunci(ejaan), ejaan, calon.nyata)
    return "baru" if calon.baru else "berubah" if berubah else "sama"
