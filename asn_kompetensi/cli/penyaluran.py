"""Noting every file with `-o` in the processing log, once it lies in its place; loaded only then."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from asn_kompetensi.cli import bahasa, sinyal
from asn_kompetensi.cli.basisdata import beri_tahu, lokasi, petugas, sidik, tercetak
from asn_kompetensi.cli.pesan import samarkan
from asn_kompetensi.domain.galat import GalatASN
from asn_kompetensi.store.door import sisip

_INGAT = 1000  # texts remembered while rows pass
_TANPA_NIP = frozenset({int, float, bool, Decimal, type(None)})
_NIP = re.compile(r"(?<![0-9])[0-9]{18}(?![0-9])")
TABEL, RINCIAN = "tabel untuk petugas", "rincian untuk petugas"
# Command -> what its file is for, where that is more than a table for the clerk.
_TUJUAN = {
    "pegawai lihat": "data seorang pegawai",
    "rencana daftar": "rencana pengembangan kompetensi",
    "rencana idp": "rencana perorangan (IDP)",
    "kelas undang": "daftar undangan kelas",
    "kelas hadir": "daftar hadir kelas",
    "dampak formulir": "formulir tanggapan kelas",
    "nilai formulir": "formulir nilai",
}


@dataclass(slots=True)
class Isi:
    """What stands in an answer on its way to a file: the NIPs in any of its texts, its agencies and periods."""

    nip: set[str] = field(default_factory=set)
    opd: set[str] = field(default_factory=set)
    periode: set[str] = field(default_factory=set)

    def lewat(self, kolom: Iterable[str], baris: Iterable[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
        """The rows as they come, looked at on their way."""
        letak = {nama: n for n, nama in enumerate(kolom)}
        opd, periode = letak.get("opd"), letak.get("periode")
        dilihat: set[str] = set()  # long texts come again: jobs, agencies, a person's rows
        for satu in baris:
            for sel in satu:
                if type(sel) in _TANPA_NIP or (type(sel) is str and (len(sel) < 18 or sel in dilihat)):
                    continue
                self.lihat(sel)
                if type(sel) is str:
                    dilihat.add(sel)
            if len(dilihat) > _INGAT:
                dilihat.clear()
            if opd is not None and isinstance(satu[opd], str):
                self.opd.add(satu[opd])
            if periode is not None and isinstance(satu[periode], str):
                self.periode.add(satu[periode])
            yield satu

    def lihat(self, nilai: object) -> None:
        """Look at one value, whatever it holds."""
        if isinstance(nilai, str):
            if len(nilai) >= 18:
                self.nip.update(_NIP.findall(nilai))
        elif isinstance(nilai, Mapping):
            for satu in nilai.values():
                self.lihat(satu)
        elif isinstance(nilai, list | tuple | set | frozenset):
            for satu in nilai:
                self.lihat(satu)
        elif is_dataclass(nilai):
            for bidang in fields(nilai):
                self.lihat(getattr(nilai, bidang.name))

    @classmethod
    def dari(cls, data: object) -> Isi:
        """What stands in the object of an answer, or in the record a workbook is made of."""
        isi = cls()
        isi.lihat(data)
        for nama, semua in (("opd", isi.opd), ("periode", isi.periode)):
            nilai = data.get(nama) if isinstance(data, Mapping) else getattr(data, nama, None)
            if isinstance(nilai, str):
                semua.add(nilai)
        return isi


def catat(berkas: Collection[tuple[Path, Isi]], tujuan: str = TABEL, *, sekali: bool = False) -> None:
    """Note files and what stands in each in the database that the running command has read, in one transaction.

    `tujuan` where the command itself does not say what its files are for. What was asked for (`--opd`, `--periode`)
    goes before what the rows say. `sekali`: files of those names and bytes that are noted already are left out, so that
    a command that goes on where it was stopped notes each once. The answer is there already: a database that cannot be
    written only warns. A dry run leaves it as it was.
    """
    jalan = bahasa.berjalan()
    if not berkas or jalan is None or "db" not in jalan.pilihan or jalan.pilihan.get("kering"):
        return
    from asn_kompetensi.services import penyaluran

    opd, periode = (_satu(jalan.pilihan.get(nama)) for nama in ("opd", "periode"))
    sinyal.tahan()  # a file is noted or not: a signal in between would leave it unknown
    try:
        keluar = [
            penyaluran.Keluar(
                _TUJUAN.get(jalan.perintah, tujuan), samarkan(tercetak(letak.name)), _sidik(letak), isi.nip,
                opd or _satu(isi.opd), periode or _satu(isi.periode),
            )
            for letak, isi in berkas
        ]  # fmt: skip
        with sisip(lokasi(jalan.pilihan["db"])) as d:
            penyaluran.catat(d, keluar, perintah=jalan.perintah, petugas=petugas(), sekali=sekali)
    except GalatASN as galat:
        beri_tahu(f"Peringatan: penyaluran tidak tercatat: {samarkan(galat.pesan)}")
    finally:
        sinyal.lepas()


def catat_seluruhnya(db: Iterable[Path], berkas: Path, tujuan: str) -> None:
    """Note a file that holds everyone of several databases, in each of them; one that cannot be written only warns."""
    jalan = bahasa.berjalan()
    if jalan is None:
        return
    from asn_kompetensi.services import penyaluran

    sidik_berkas, nama = _sidik(berkas), samarkan(tercetak(berkas.name))
    for satu in db:
        try:
            with sisip(satu) as d:
                penyaluran.catat_semua(
                    d, tujuan=tujuan, berkas=nama, sidik=sidik_berkas, perintah=jalan.perintah, petugas=petugas()
                )
        except GalatASN as galat:
            beri_tahu(f"Peringatan: penyaluran tidak tercatat di {satu.name}: {samarkan(galat.pesan)}")


def _satu(nilai: object) -> str | None:
    """The only text of several, None where there are none or more."""
    if isinstance(nilai, str) or nilai is None:
        return nilai
    semua = list(nilai) if isinstance(nilai, list | tuple | set) else []
    return str(semua[0]) if len(semua) == 1 else None


def _sidik(berkas: Path) -> str | None:
    try:
        return sidik(berkas)
    except GalatASN:  # moved away meanwhile
        return None
