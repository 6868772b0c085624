"""Who a row of a score or attendance sheet is about: the NIP decides, everything else only suggests and warns.

Built once per import from the whole register, so that no row costs a query.
"""

from __future__ import annotations

import re
from datetime import date
from difflib import SequenceMatcher
from functools import cached_property
from typing import Final

from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.nama import galat_rumus, nama_polos
from asn_kompetensi.domain.nama_nip import pisah_nama_nip
from asn_kompetensi.domain.nip import COCOKKAN, SALAH_MAKNA, HasilNip, nip_dari_angka, periksa_nip, samarkan_nip
from asn_kompetensi.domain.sel import TANPA_NILAI, AngkaMentah, NilaiSel
from asn_kompetensi.domain.unit import PencariUnit
from asn_kompetensi.services import jam
from asn_kompetensi.services.impor import BarisImpor, Pengimpor
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import pengenal as sql
from asn_kompetensi.store.queries.db import instansi

BIDANG_OPD: Final = ("opd", "unit_kerja")
# Eighteen digits that are text already, and cannot be right: typing them as text again mends nothing.
UBAH_TEKS: Final = "Ubah format kolom NIP menjadi Teks, lalu ketik ulang 18 angkanya."
# Below this likeness two bare names are two people; above it, a spelling.
MIRIP_NAMA: Final = 0.8
_SPASI: Final = re.compile(r"\s+")
_PENDEK: Final = re.compile(r"([0-9]{1,15})(?:\.0+)?")


class Pengenal:
    """The register seen by NIP, by the 14 digits that survive Excel, and by bare name with agency."""

    def __init__(self, d: Pintu) -> None:
        self._d = d
        self._orang = {satu.id: satu for satu in sql.orang(d.kon)}
        self._per_nip = {satu.nip: satu.id for satu in self._orang.values()}
        self._hari_ini = jam.hari_ini()
        self._unit: PencariUnit | None = None
        self._beda: dict[tuple[int, str], bool] = {}

    @cached_property
    def _per_nama(self) -> dict[str, list[int]]:
        hasil: dict[str, list[int]] = {}
        for satu in self._orang.values():
            hasil.setdefault(nama_polos(satu.nama), []).append(satu.id)
        return hasil

    @cached_property
    def _per_awal(self) -> dict[str, list[int]]:
        hasil: dict[str, list[int]] = {}
        for satu in self._orang.values():
            hasil.setdefault(satu.nip[:14], []).append(satu.id)
        return hasil

    @cached_property
    def _penempatan(self) -> dict[int, list[tuple[int, str, str]]]:
        hasil: dict[int, list[tuple[int, str, str]]] = {}
        for pegawai_id, opd_id, mulai, selesai in sql.penempatan(self._d.kon):
            hasil.setdefault(pegawai_id, []).append((opd_id, mulai or "", selesai or "9999-12-31"))
        return hasil

    @cached_property
    def _nip_lama(self) -> dict[str, int]:
        return sql.nip_lama(self._d.kon)

    @cached_property
    def _induk(self) -> dict[int, int | None]:
        return opd_sql.induk(self._d.kon)

    @cached_property
    def _kamus_opd(self) -> Kamus:
        return opd_kamus(self._d)

    def nama(self, pegawai_id: int) -> str:
        """Registered name, without titles."""
        return self._orang[pegawai_id].nama

    def nip(self, pegawai_id: int) -> str:
        """Registered NIP, in full."""
        return self._orang[pegawai_id].nip

    def opd(self, pegawai_id: int, pada: date) -> int | None:
        """The agency the person is placed in on that day, None without a placement."""
        hari = pada.isoformat()
        cocok = [(mulai, opd) for opd, mulai, akhir in self._penempatan.get(pegawai_id, ()) if mulai <= hari <= akhir]
        return max(cocok)[1] if cocok else None

    def bertugas(self, pegawai_id: int, pada: date) -> bool:
        """In service on that day; a leaver without a date is not."""
        orang = self._orang[pegawai_id]
        return orang.status == "aktif" or (orang.henti_tanggal or "") > pada.isoformat()

    def terdaftar(self, sel: NilaiSel) -> int | None:
        """The person whose NIP is exactly this text, None for anything that needs a closer look."""
        return self._per_nip.get(sel) if type(sel) is str else None

    def membandingkan(self, p: Pengimpor) -> bool:
        """Whether the sheet says anything of a person that `bandingkan` would look at."""
        return p.ada("nama", "nama_nip", *BIDANG_OPD)

    def dari_sel(self, baris: BarisImpor, bidang_nip: str) -> int | None:
        """The person a row is about, or None after holding the row.

        `bidang_nip` is `nip`, or `nama_nip` where one cell holds both. Codes: those of `domain.nip`,
        `NIP_RUSAK_EXCEL`, `NIP_ANGKA`, `NIP_DIGANTI`, `PEGAWAI_TIDAK_DIKENAL`, `RUMUS_TANPA_NILAI`, `RUMUS_SALAH`;
        `saran` may name the person meant, who is never taken by himself.
        """
        sel = baris.sel(bidang_nip)
        if baris.rumus_kosong(bidang_nip):
            return None
        if isinstance(sel, int | float) and not isinstance(sel, bool):
            self._tahan_angka(baris, bidang_nip, sel if isinstance(sel, AngkaMentah) else AngkaMentah(str(sel)))
            return None
        teks = baris.teks(bidang_nip) or ""
        if bidang_nip == "nama_nip":
            teks = pisah_nama_nip(teks)[1]
        # A registered NIP needs no checking; spaces are no fault here, the NIP is only a key.
        dikenal = self._per_nip.get(teks) or self._per_nip.get(_SPASI.sub("", teks))
        return dikenal if dikenal is not None else self._periksa(baris, bidang_nip, teks)

    def nip_dari_sel(self, baris: BarisImpor) -> tuple[str | None, tuple[str, ...]]:
        """The NIP a row of a staff file names, registered or not, and notes on its cleaning; None after holding."""
        bidang = "nip" if baris.sel("nip") is not None or not baris.teks("nama_nip") else "nama_nip"
        bidang = bidang if baris.pengimpor.ada(bidang) else "nama_nip"
        sel = baris.sel(bidang)
        if sel is TANPA_NILAI or galat_rumus(sel) or (isinstance(sel, int | float) and not isinstance(sel, bool)):
            self.dari_sel(baris, bidang)
            return None, ()
        teks = sel if isinstance(sel, str) and bidang == "nip" else baris.teks(bidang) or ""
        hasil = self._baca(pisah_nama_nip(teks)[1] if bidang == "nama_nip" else teks)
        if hasil.nip is None:
            self._tahan_tidak_sah(baris, bidang, hasil)
        elif self._tahan_diganti(baris, bidang, hasil.nip):
            return None, ()
        return hasil.nip, hasil.catatan if bidang == "nip" else ()

    @staticmethod
    def nama_dari_sel(baris: BarisImpor) -> str:
        """The name as the row writes it, from its own column or the one shared with the NIP."""
        nama = baris.sel("nama")
        # Text as written, so that mended spaces can be told; a number or date only as a cell shows it.
        tertulis = nama if isinstance(nama, str) else baris.teks("nama")
        return tertulis if tertulis is not None else pisah_nama_nip(baris.teks("nama_nip") or "")[0]

    def _tahan_diganti(self, baris: BarisImpor, bidang: str, nip: str) -> bool:
        """Hold a NIP that was corrected: an old file would register the same person twice."""
        if nip in self._per_nip or (orang := self._nip_lama.get(nip)) not in self._orang:
            return False
        kini = self.nip(orang)
        pesan = f"NIP {samarkan_nip(nip)} sudah diganti menjadi {samarkan_nip(kini)}"
        saran = f"Tulis NIP barunya, {kini} ({self.nama(orang)}). Bila ini orang lain: asn pegawai tambah NIP"
        baris.tahan(bidang, "NIP_DIGANTI", pesan, saran)
        return True

    def _tahan_tidak_sah(self, baris: BarisImpor, bidang: str, hasil: HasilNip) -> None:
        usul = f"Mungkin maksudnya {hasil.saran}." if hasil.saran else self._saran_nama(baris)
        kode = hasil.kode or "NIP_TIDAK_SAH"
        lain = COCOKKAN if kode in SALAH_MAKNA else "Isi NIP 18 angka sebagai teks."
        baris.tahan(bidang, kode, hasil.pesan, usul or lain)

    def _baca(self, teks: str) -> HasilNip:
        """A NIP read and checked; of somebody registered it stands, whatever it means."""
        hasil = periksa_nip(teks, self._hari_ini)
        if hasil.nip is not None:
            return hasil
        lepas = periksa_nip(teks)
        return lepas if lepas.nip in self._per_nip else hasil

    def _periksa(self, baris: BarisImpor, bidang: str, teks: str) -> int | None:
        hasil = self._baca(teks)
        if hasil.nip is not None and hasil.nip in self._per_nip:
            return self._per_nip[hasil.nip]
        if hasil.nip is not None and self._tahan_diganti(baris, bidang, hasil.nip):
            return None
        if hasil.nip is not None:
            daftar = "Bila pegawai baru, daftarkan dulu: asn pegawai tambah NIP"
            pesan = f"NIP {samarkan_nip(hasil.nip)} belum terdaftar"
            baris.tahan(bidang, "PEGAWAI_TIDAK_DIKENAL", pesan, f"{self._saran_nama(baris)} {daftar}".strip())
            return None
        self._tahan_tidak_sah(baris, bidang, hasil)
        return None

    def _tahan_angka(self, baris: BarisImpor, bidang: str, sel: AngkaMentah) -> None:
        if pendek := _PENDEK.fullmatch(sel.mentah):  # Excel keeps this many digits: an old NIP, or no NIP at all
            self._tahan_tidak_sah(baris, bidang, periksa_nip(pendek[1]))
            return
        kode, awal = nip_dari_angka(sel.mentah)
        nama = self._nama_polos(baris)
        calon = [satu for satu in self._per_awal.get(awal or "", ()) if nama_polos(self.nama(satu)) == nama]
        # Digits that are all there and make sense are worth showing too; they are never taken by themselves.
        utuh = periksa_nip(sel.mentah).nip if kode == "NIP_ANGKA" else None
        saran = self._sebut(calon[0]) if len(calon) == 1 else f"Mungkin maksudnya {utuh}." if utuh else ""
        sebab = "NIP tersimpan sebagai angka" if kode == "NIP_ANGKA" else "NIP rusak oleh Excel: digit akhirnya hilang"
        baris.tahan(bidang, kode, sebab, f"{saran} {UBAH_TEKS}".strip())

    def _nama_tertulis(self, baris: BarisImpor) -> str:
        nama = baris.teks("nama")
        return nama if nama else pisah_nama_nip(baris.teks("nama_nip") or "")[0]

    def _nama_polos(self, baris: BarisImpor) -> str:
        return nama_polos(self._nama_tertulis(baris))

    def _saran_nama(self, baris: BarisImpor) -> str:
        """Who it may be by name; among namesakes the agency written in the row decides."""
        nama = self._nama_polos(baris)
        calon = self._per_nama.get(nama, []) if nama else []
        if len(calon) > 1 and (opd := self._opd_tertulis(baris, self._kamus_opd)):
            milik = [satu for satu in calon if self._sekeluarga(opd[1].id, self._opd_terakhir(satu))]
            calon = milik or calon
        if len(calon) == 1:
            return self._sebut(calon[0])
        sebutan = ", ".join(self.nip(satu) for satu in calon[:5])
        return f"Nama ini dimiliki {len(calon)} pegawai: {sebutan}." if calon else ""

    def _sebut(self, pegawai_id: int) -> str:
        return f"Mungkin {self.nip(pegawai_id)} ({self.nama(pegawai_id)})."

    def _opd_terakhir(self, pegawai_id: int) -> int | None:
        milik = [(mulai, opd_id) for opd_id, mulai, _ in self._penempatan.get(pegawai_id, ())]
        return max(milik)[1] if milik else None

    def bandingkan(self, baris: BarisImpor, pegawai_id: int, kamus_opd: Kamus, pada: date) -> None:
        """Warn where the row's name (`NAMA_BEDA`) or agency on that day (`OPD_BEDA`) is clearly another one.

        An agency text that is not registered, titles, spacing and small misspellings are silent.
        """
        if not self.membandingkan(baris.pengimpor):
            return
        tertulis = self._nama_tertulis(baris)
        if tertulis and self._nama_beda(pegawai_id, tertulis):
            bidang = "nama" if baris.teks("nama") else "nama_nip"
            baris.ingatkan(bidang, "NAMA_BEDA", f"terdaftar atas nama {self.nama(pegawai_id)}", "Periksa NIP-nya.")
        temuan = self._opd_tertulis(baris, kamus_opd)
        milik = self.opd(pegawai_id, pada) if temuan else None
        if temuan and milik is not None and not self._sekeluarga(temuan[1].id, milik):
            kode = sql.kode_opd(self._d.kon, milik)
            baris.ingatkan(
                temuan[0],
                "OPD_BEDA",
                f"pada {pada.isoformat()} terdaftar di {kode}, di lembar {temuan[1].kode}",
                "Bila pindah, catat dengan: asn pegawai mutasi",
            )

    def _nama_beda(self, pegawai_id: int, tertulis: str) -> bool:
        kunci = (pegawai_id, tertulis)
        if kunci not in self._beda:
            self._beda[kunci] = nama_beda(tertulis, self.nama(pegawai_id))
        return self._beda[kunci]

    def _opd_tertulis(self, baris: BarisImpor, kamus: Kamus) -> tuple[str, Entri] | None:
        """The most specific registered agency in the row, with the field it stands in."""
        for bidang in reversed(BIDANG_OPD):
            teks = baris.teks(bidang)
            if not teks:
                continue
            if self._unit is None or self._unit.kamus is not kamus:
                self._unit = PencariUnit(kamus, self._induk, instansi(self._d.kon))
            calon = self._unit.calon(teks)
            if len(calon) == 1:
                return bidang, calon[0]
        return None

    def _sekeluarga(self, satu: int, lain: int | None) -> bool:
        """The same agency, or one is a unit of the other."""
        return lain is not None and (lain in self._garis(satu) or satu in self._garis(lain))

    def _garis(self, opd_id: int) -> list[int]:
        garis = [opd_id]
        while (atas := self._induk.get(garis[-1])) is not None and atas not in garis:
            garis.append(atas)
        return garis


def nama_beda(tertulis: str, terdaftar: str) -> bool:
    """Whether two names are clearly different people: titles, spaces, apostrophes, initials and slips do not count."""
    if tertulis == terdaftar:
        return False
    a, b = nama_polos(tertulis), nama_polos(terdaftar)
    rapat_a, rapat_b = ("".join(huruf for huruf in satu if huruf.isalnum()) for satu in (a, b))
    if rapat_a == rapat_b or _bersingkatan(a.split(), b.split()):
        return False
    return SequenceMatcher(None, rapat_a, rapat_b, autojunk=False).ratio() < MIRIP_NAMA


def _bersingkatan(a: list[str], b: list[str]) -> bool:
    """`m yusuf` beside `muhammad yusuf`: each word is the other's or its initial, and one whole word is shared."""
    return (
        len(a) == len(b)
        and any(x == y and len(x) > 1 for x, y in zip(a, b, strict=True))
        and all(x == y or (min(len(x), len(y)) == 1 and x[:1] == y[:1]) for x, y in zip(a, b, strict=True))
    )
