"""One database and its model side by side: every step is taken by both and compared at once."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any, NamedTuple

from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.services import gap, gap_ringkas, periksa
from asn_kompetensi.store import catatan, door
from asn_kompetensi.store.queries.gap import Saringan
from tests.model import hitung
from tests.model.keadaan import KUNCI, TABEL, Jalankan, Keadaan, Tolak
from tests.model.perintah import MODEL, PETUGAS, PROGRAM

CARA = ("biasa", "kering", "gagal", "ulang")


class Langkah(NamedTuple):
    """One command; `cara` is how: kept, as a dry run, broken off after its work, or twice."""

    perintah: str
    kata: dict[str, Any]
    cara: str = "biasa"


class Putus(Exception):
    """The fault of a step that is broken off."""


class Dunia:
    """A database at `lokasi` and what the model says is in it."""

    def __init__(self, lokasi: Path, m: Keadaan) -> None:
        self.lokasi, self.m = lokasi, m

    @classmethod
    def dari(cls, induk: Path, lokasi: Path) -> Dunia:
        """A copy of a fresh database, read into the model."""
        shutil.copy(induk, lokasi)
        m = Keadaan()
        with door.baca(lokasi) as d:
            for tabel in catatan.tabel_dicatat(d.kon):
                if tabel.nama in TABEL:
                    assert KUNCI.get(tabel.nama, ("id",)) == tabel.kunci
                    m.t[tabel.nama] = cls._tabel(d, tabel)
            m.terakhir = d.kon.execute("SELECT max(id) FROM jalankan").fetchone()[0]
        m.jalankan = {nomor: Jalankan("db mulai", {}) for nomor in range(1, m.terakhir + 1)}
        return cls(lokasi, m)

    def salin(self, lokasi: Path) -> Dunia:
        """The same elsewhere."""
        for akhir in ("", ".segel"):
            shutil.copy(self.lokasi.with_name(self.lokasi.name + akhir), lokasi.with_name(lokasi.name + akhir))
        return Dunia(lokasi, self.m.salin())

    # --- one step ---------------------------------------------------------------------------------------------------

    def jalan(self, langkah: Langkah) -> bool:
        """Take a step on both sides; True when it was kept."""
        disimpan = self._sekali(langkah)
        if langkah.cara == "ulang" and langkah.perintah != "batal":
            assert not self._sekali(langkah), "a repeated command writes nothing"
        return disimpan

    def _sekali(self, langkah: Langkah) -> bool:
        sebelum = self.lokasi.read_bytes()
        hasil, galat = self._program(langkah)
        calon = self.m.salin()
        harap, tolak = None, None
        try:
            harap = MODEL[langkah.perintah](calon, **langkah.kata)
        except Tolak as salah:
            tolak = str(salah)
        assert galat == tolak, f"the program says {galat}, the model {tolak}"
        if tolak is None:
            assert hasil == harap
        batal = isinstance(harap, dict) and not harap.get("simpan", 1)
        beda = {} if tolak or batal or langkah.cara in ("kering", "gagal") else calon.beda(self.m)
        if not beda:
            # An identity already erased is cleared from the gaps of the file again.
            assert langkah.perintah == "pegawai samarkan" or self.lokasi.read_bytes() == sebelum, (
                "nothing was to change"
            )
            return False
        self._simpan(langkah, calon)
        return True

    def _program(self, langkah: Langkah) -> tuple[Any, str | None]:
        perintah = langkah.perintah.removesuffix(" semua")
        hasil = None
        pilihan = {"petugas": PETUGAS, "berkas": langkah.kata.get("berkas"), "kering": langkah.cara == "kering"}
        try:
            with door.tulis(self.lokasi, perintah=perintah, **pilihan) as d:
                hasil = PROGRAM[langkah.perintah](d, **langkah.kata)
                if langkah.cara == "gagal":
                    raise Putus
        except Putus:
            pass
        except GalatASN as salah:
            return None, salah.jenis
        return hasil, None

    def _simpan(self, langkah: Langkah, calon: Keadaan) -> None:
        """A run that was kept: its trail is exactly what changed in the model."""
        calon.terakhir += 1
        if langkah.perintah == "periode tutup":
            self._bekukan(calon, langkah.kata["kode"])
        beda = calon.beda(self.m)
        if langkah.perintah == "pegawai samarkan":
            [(orang, baru)] = [(kunci[0], isi[1]) for (tabel, kunci), isi in beda.items() if tabel == "pegawai"]
            calon.beku = {nomor: hitung.samarkan(satu, orang, baru or {}) for nomor, satu in calon.beku.items()}
        sasaran = f" {self.m.sasaran(langkah.kata['jalankan'])}" if langkah.perintah == "batal" else ""
        calon.jalankan[calon.terakhir] = Jalankan(langkah.perintah.removesuffix(" semua") + sasaran, beda)
        with door.baca(self.lokasi) as d:
            assert self._catatan(d, calon.terakhir, calon) == beda
            pelaku = d.kon.execute("SELECT petugas, perintah FROM jalankan WHERE id = ?", (calon.terakhir,)).fetchone()
            assert pelaku == (PETUGAS, calon.jalankan[calon.terakhir].perintah)
            assert d.kon.execute("SELECT max(id) FROM jalankan").fetchone() == (calon.terakhir,)
        self.m = calon
        if langkah.perintah == "pegawai samarkan":
            self._tanpa_jejak(orang)

    def _tanpa_jejak(self, orang: int) -> None:
        """No byte of the file tells who the erased person was, by any NIP or name this person ever had."""
        milik, lain = set(), set()
        for _, beda in self.m.jalankan.values():
            for (tabel, kunci), isi in beda.items():
                for baris in filter(None, isi if tabel == "pegawai" else ()):
                    (milik if kunci == (orang,) else lain).update((baris["nip"], baris["nama"]))
        kini = self.m.satu("pegawai", orang)
        isi_berkas = self.lokasi.read_bytes()
        for satu in milik - lain - {kini["nip"], kini["nama"]}:
            assert satu.encode() not in isi_berkas, f"{satu} is still in the file"

    def _bekukan(self, calon: Keadaan, kode: str) -> None:
        [nomor] = [n for n, isi in calon.baris("periode") if isi["kode"] == kode]
        calon.beku[nomor] = hitung.bekukan(self.m, nomor)
        with door.baca(self.lokasi) as d:
            segel, instansi, peringatan = d.kon.execute(
                "SELECT segel, instansi, peringatan FROM penutupan WHERE periode_id = ?", (nomor,)
            ).fetchone()
        calon.ubah("periode", nomor, segel=segel)
        calon.t["penutupan"][(nomor,)] = {"jalankan_id": calon.terakhir, "instansi": instansi, "peringatan": peringatan,
                                          "segel": segel}  # fmt: skip

    def _catatan(self, d: Any, jalankan: int, calon: Keadaan) -> Any:
        """A run as the trail tells it, names and NIPs put back in their places."""
        hasil = {}
        for tabel, kunci, *isi, p_lama, p_baru in d.kon.execute(
            """SELECT c.tabel, c.kunci, c.lama, c.baru, p.lama, p.baru FROM catatan c
                 LEFT JOIN catatan_pribadi p USING (jalankan_id, tabel, kunci) WHERE c.jalankan_id = ?""",
            (jalankan,),
        ):
            letak = (tabel, tuple(json.loads(kunci)))
            hasil[letak] = tuple(
                self._lengkap(letak, umum, pribadi, calon.beda(self.m).get(letak, (None, None))[ke])
                for ke, (umum, pribadi) in enumerate(zip(isi, (p_lama, p_baru), strict=True))
            )
        return hasil

    @staticmethod
    def _lengkap(letak: tuple[str, Any], umum: str | None, pribadi: str | None, menurut: Any) -> Any:
        """One side of a record; what the trail has forgotten about an erased person is taken on trust."""
        if umum is None:
            return None
        isi = {**json.loads(umum), **json.loads(pribadi or "{}")}
        isi.pop("identitas", None)
        return {**(menurut or {}), **isi} if letak[0] in catatan.PRIBADI and pribadi is None else isi

    # --- looking ----------------------------------------------------------------------------------------------------

    def tanya(self, nomor: int, *pertanyaan: tuple[Any, ...]) -> None:
        """Questions about one period: the program's answer is the model's, a closed one's that of its last day open."""
        kota = hitung.kota(self.m) if nomor not in self.m.beku else None
        with door.baca(self.lokasi) as d:
            for satu in pertanyaan:
                harap = self.m.beku[nomor].jawaban[satu] if kota is None else hitung.jawaban(kota, nomor, satu)
                if satu[0] == "daftar":
                    dapat = list(gap.daftar(d, Saringan(nomor, hanya_periode_ini=satu[1])))
                else:
                    dapat = gap_ringkas.ringkas(d, Saringan(nomor), satu[1], satu[2])
                assert dapat == harap, (self.m.satu("periode", nomor)["kode"], satu)

    def periksa(self) -> None:
        """What holds at any time: references, the full check, and the trail replayed from nothing."""
        with door.baca(self.lokasi) as d:
            assert d.kon.execute("PRAGMA foreign_key_check").fetchall() == []
            temuan = [satu[1] for satu in periksa.periksa(d) if satu[0] == "galat"]
            assert sorted(temuan) == sorted(satu[0] for satu in self.m.pelanggaran())
            assert self._putar_ulang(d) == self._isi(d)
            for tabel in catatan.tabel_dicatat(d.kon):
                if tabel.nama in TABEL:
                    assert self._tabel(d, tabel) == self.m.t[tabel.nama], tabel.nama

    @staticmethod
    def _tabel(d: Any, tabel: catatan.Tabel) -> dict[Any, Any]:
        baris = d.kon.execute(f"SELECT {tabel.teks_kunci()}, {tabel.teks_isi()} FROM {tabel.nama}")
        return {tuple(json.loads(kunci)): json.loads(isi) for kunci, isi in baris}

    @staticmethod
    def _isi(d: Any) -> dict[tuple[str, str], dict[str, Any]]:
        """Every audited row but for what names a person."""
        hasil = {}
        for tabel in catatan.tabel_dicatat(d.kon):
            for kunci, isi in d.kon.execute(f"SELECT {tabel.teks_kunci()}, {tabel.teks_isi()} FROM {tabel.nama}"):
                hasil[tabel.nama, kunci] = {
                    nama: nilai for nama, nilai in json.loads(isi).items()
                    if nama not in catatan.PRIBADI.get(tabel.nama, ())
                }  # fmt: skip
        return hasil

    @staticmethod
    def _putar_ulang(d: Any) -> dict[tuple[str, str], dict[str, Any]]:
        """The tables from the trail alone; each row must begin where the one before it ended."""
        hasil: dict[tuple[str, str], dict[str, Any]] = {}
        for tabel, kunci, lama, baru in d.kon.execute(
            "SELECT tabel, kunci, lama, baru FROM catatan ORDER BY jalankan_id"
        ):
            dulu, kini = (
                None if isi is None else {k: v for k, v in json.loads(isi).items() if k != "identitas"}
                for isi in (lama, baru)
            )
            assert hasil.pop((tabel, kunci), None) == dulu
            if kini is not None:
                hasil[tabel, kunci] = kini
        return hasil
