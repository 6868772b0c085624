"""Corrections that come back: weighed against the register, and taken where they are complete."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from shlex import quote
from typing import Any

from asn_kompetensi.domain.galat import DataDitolak, GalatASN
from asn_kompetensi.domain.kamus import Kamus, sebut
from asn_kompetensi.domain.koreksi import (
    BASI,
    BERHENTI,
    DITERIMA,
    MASIH,
    PETUGAS,
    SIAP,
    TERCATAT,
    BarisKoreksi,
    Koreksi,
    Usulan,
)
from asn_kompetensi.domain.kunci_buku import BarisKunci, kanon
from asn_kompetensi.domain.nama import pisah_gelar
from asn_kompetensi.domain.tanggal import baca_tanggal
from asn_kompetensi.services import jam, pegawai
from asn_kompetensi.services.kamus import jabatan_kamus
from asn_kompetensi.services.masukan import nama_sah
from asn_kompetensi.services.pegawai_hari import janggal
from asn_kompetensi.services.versi import sebut_jalankan
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import pegawai as sql
from asn_kompetensi.store.queries import versi as versi_sql

_TANPA_TANGGAL = "sejak kapan belum diisi"


def timbang(
    d: Pintu, kunci: Iterable[BarisKunci], kini: Iterable[BarisKoreksi], usulan: Iterable[Usulan]
) -> list[Koreksi]:
    """What can be taken of the proposals, cell by cell; `kunci` are the rows as sent, `kini` as they would be today."""
    asal, sekarang = {satu.nip: satu for satu in kunci}, {satu.nip: satu for satu in kini}
    daftar = _Daftar(sql.semua(d.kon), sql.penempatan_terakhir(d.kon), jabatan_kamus(d))
    return [
        koreksi
        for satu in usulan
        for koreksi in _Baris(d, daftar, satu, asal[satu.nip], sekarang.get(satu.nip)).timbang()
    ]


def terima(d: PintuTulis, koreksi: Iterable[Koreksi]) -> int:
    """Carry out what is `siap`; one that the register refuses is left to the officer. Returns how many were taken."""
    banyak = 0
    for satu in koreksi:
        if satu.hasil != SIAP:
            continue
        isi = satu.terapkan
        try:
            if satu.bidang == "nama":
                pegawai.ubah(d, satu.nip, {"nama": isi["nama"]})
            elif satu.bidang == "jabatan":
                pegawai.mutasi(d, satu.nip, date.fromisoformat(isi["tanggal"]), jabatan=isi["jabatan"])
            else:
                pegawai.henti(d, satu.nip, isi["alasan"], date.fromisoformat(isi["tanggal"]))
        except GalatASN as salah:
            satu.hasil, satu.keterangan = PETUGAS, salah.pesan
            continue
        satu.hasil = DITERIMA
        banyak += 1
    return banyak


@dataclass(frozen=True, slots=True)
class _Daftar:
    """The register: people by NIP, their newest placement, the jobs."""

    orang: Mapping[str, Mapping[str, Any]]
    penempatan: Mapping[int, tuple[int, int, int, str | None, str | None]]
    jabatan: Kamus


class _Baris:
    """The proposals of one row."""

    def __init__(self, d: Pintu, daftar: _Daftar, usulan: Usulan, asal: BarisKunci, kini: BarisKoreksi | None) -> None:
        self.d, self.daftar, self.usulan, self.asal, self.kini = d, daftar, usulan, asal, kini
        self.nip = usulan.nip
        self.isi = {bidang: teks for bidang, nilai in usulan.isi.items() if (teks := kanon(nilai).strip())}
        self.masih = self.isi.get("masih", "ya").casefold()
        try:
            self.sejak, self.salah = baca_tanggal(usulan.isi.get("sejak")), _TANPA_TANGGAL
        except ValueError as salah:
            self.sejak, self.salah = None, str(salah)
        self.pada = self.sejak.isoformat() if self.sejak else "TANGGAL"

    @cached_property
    def orang(self) -> Mapping[str, Any]:
        return self.daftar.orang[self.nip]

    @cached_property
    def basi(self) -> str:
        """Why the row is not what it was when it was sent; "" where it is."""
        return "" if self.kini is not None and self.kini.versi == self.asal.versi else self._diubah()

    def timbang(self) -> list[Koreksi]:
        """Each filled cell with what can be done about it."""
        lihat = f"asn pegawai lihat {self.nip}"
        if self.nip not in self.daftar.orang or self.kini is None:
            pesan = "orang ini tidak lagi tercatat di perangkat daerah ini"
            semua = [self._jadi(bidang, BASI, pesan) for bidang in self.isi if bidang != "catatan"]
        else:
            semua = [self._nama()] if "nama" in self.isi else []
            semua += [self._jabatan()] if "jabatan" in self.isi else []
            semua += [self._masih()] if self.masih != "ya" else []
            if "sejak" in self.isi and not semua:
                semua.append(self._jadi("sejak", PETUGAS, "tanggal tanpa jabatan atau keterangan bertugas", lihat))
        if "catatan" in self.isi:
            semua.append(self._jadi("catatan", PETUGAS, "catatan dibaca petugas", lihat))
        return semua

    def _nama(self) -> Koreksi:
        try:
            nama = nama_sah(self.isi["nama"], "pegawai")
        except DataDitolak as salah:
            return self._jadi("nama", PETUGAS, salah.pesan, f"asn pegawai ubah {self.nip} --nama NAMA")
        perintah = f"asn pegawai ubah {self.nip} --nama {quote(nama)}"  # what a stranger wrote is pasted into a shell
        depan, polos, belakang = pisah_gelar(nama)
        if depan or belakang:
            gelar = "".join(
                f" --gelar-{apa} {quote(satu)}" for apa, satu in (("depan", depan), ("belakang", belakang)) if satu
            )
            perintah = f"asn pegawai ubah {self.nip} --nama {quote(polos)}{gelar}"
            return self._jadi("nama", PETUGAS, "nama ditulis bersama gelarnya, yang dicatat terpisah", perintah)
        if any(huruf.isdecimal() for huruf in nama):
            return self._jadi("nama", PETUGAS, "berisi angka; pastikan namanya", perintah)
        if self.orang["nama"] == nama:
            return self._jadi("nama", TERCATAT)
        if self.basi or self.orang["nama"] != self.asal.isi["nama"]:
            return self._jadi("nama", BASI, self._diubah(), perintah)
        return self._jadi("nama", SIAP, "", perintah, nama=nama)

    def _jabatan(self) -> Koreksi:
        entri = self.daftar.jabatan.cari(self.isi["jabatan"])
        if entri is None:
            mirip = self.daftar.jabatan.mirip(self.isi["jabatan"])
            pesan = f"jabatan belum terdaftar{f'; mungkin: {sebut(mirip)}' if mirip else ''}"
            perintah = f"asn pegawai mutasi {self.nip} --jabatan KODE --tanggal {self.pada}"
            return self._jadi("jabatan", PETUGAS, pesan, perintah)
        lama = self.daftar.penempatan.get(self.orang["id"])
        if lama is not None and lama[2] == entri.id:
            return self._jadi("jabatan", TERCATAT)
        perintah = f"asn pegawai mutasi {self.nip} --jabatan {quote(entri.kode)} --tanggal {self.pada}"
        if self.masih != "ya" and not self.basi:
            return self._jadi("jabatan", PETUGAS, "jabatan baru, tetapi juga tidak bertugas lagi", perintah)
        return self._bertanggal("jabatan", perintah, jabatan=entri.kode)

    def _masih(self) -> Koreksi:
        if self.masih == "pindah":
            perintah = f"asn pegawai mutasi {self.nip} --opd KODE --tanggal {self.pada}"
            return self._jadi("masih", PETUGAS, "perangkat daerah tujuannya perlu dipastikan", perintah)
        if self.masih not in BERHENTI:
            pesan = f"bukan salah satu dari {', '.join(MASIH)}"
            return self._jadi("masih", PETUGAS, pesan, f"asn pegawai lihat {self.nip}")
        if self.orang["status"] == "henti":
            return self._jadi("masih", TERCATAT)
        perintah = f"asn pegawai henti {self.nip} --alasan {quote(self.masih)} --tanggal {self.pada}"
        return self._bertanggal("masih", perintah, alasan=self.masih)

    def _bertanggal(self, bidang: str, perintah: str, **isi: str) -> Koreksi:
        """What counts from a day on."""
        if self.basi:
            return self._jadi(bidang, BASI, self.basi, perintah)
        if self.sejak is None:
            return self._jadi(bidang, PETUGAS, self.salah, perintah)
        if self.sejak > jam.hari_ini():
            return self._jadi(bidang, PETUGAS, "tanggalnya belum tiba", perintah)
        if (sejak := self._paling_awal()) and self.sejak.isoformat() < sejak:
            pesan = f"tanggalnya sebelum {sejak}: waktu itu ia baru ditempatkan di sini, atau masih dinilai"
            return self._jadi(bidang, PETUGAS, pesan, perintah)
        if aneh := janggal(self.nip, self.sejak):
            return self._jadi(bidang, PETUGAS, aneh[0], perintah)
        return self._jadi(bidang, SIAP, "", perintah, tanggal=self.sejak.isoformat(), **isi)

    def _paling_awal(self) -> str | None:
        """Before this day (ISO) nothing of it can have been: the placement began, or a period with a score did."""
        lama = self.daftar.penempatan.get(self.orang["id"])
        semua = [lama[3] if lama else None, sql.dinilai_sejak(self.d.kon, self.orang["id"])]
        return max((satu for satu in semua if satu), default=None)

    def _diubah(self) -> str:
        jalankan = versi_sql.rekaman(self.d.kon, "pegawai", self.orang["id"])
        oleh = f" oleh {sebut_jalankan(self.d, jalankan)}" if jalankan else ""
        return f"datanya sudah diubah{oleh}, sesudah laporan dikirim"

    def _jadi(self, bidang: str, hasil: str, keterangan: str = "", perintah: str = "", **isi: str) -> Koreksi:
        lama = {"masih": "ya", **self.asal.isi}.get(bidang, "")
        sel = f"{self.usulan.kolom[bidang]}{self.usulan.nomor}"
        return Koreksi(
            self.usulan.nomor, sel, self.nip, bidang, lama, self.isi[bidang], hasil, keterangan, perintah, isi
        )
