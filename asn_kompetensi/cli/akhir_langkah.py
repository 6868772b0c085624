"""The steps of a period's end, in their order. Each leaves alone what is there and right, so all may be repeated."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from asn_kompetensi import __version__
from asn_kompetensi.cli import buku_kerja, kirim_siapkan
from asn_kompetensi.cli.basisdata import baca, beri_tahu, lokasi, petugas
from asn_kompetensi.cli.kirim_siapkan import Pilihan
from asn_kompetensi.cli.penutupan import tutup_periode
from asn_kompetensi.cli.pesan import samarkan
from asn_kompetensi.domain.buku import DataBukuOpd
from asn_kompetensi.domain.galat import GalatASN, GalatBerkas, KodeKeluar
from asn_kompetensi.domain.sistem import sebab
from asn_kompetensi.services import akhir_periode, cadangan, laporan, laporan_kota, penutupan
from asn_kompetensi.tabular.arus import Arus
from asn_kompetensi.tabular.buku.opd import nama_berkas
from asn_kompetensi.tabular.folder import folder_aman
from asn_kompetensi.tabular.manifes import Isi, simpan_manifes
from asn_kompetensi.tabular.simpan import sapu
from asn_kompetensi.tabular.tabel import Kolom

KOLOM = (
    Kolom("urut", "No", angka=True),
    Kolom("langkah", "Langkah"),
    Kolom("status", "Status"),
    Kolom("baru", "Baru", angka=True),
    Kolom("sama", "Sama", angka=True),
    Kolom("ditolak", "Ditolak", angka=True),
    Kolom("pesan", "Keterangan"),
)
MANIFES = "manifes.json"
TAMPAK = 3  # agencies named in a sentence
_SURAT = {
    "siap": "siap dikirim",
    "sudah_terkirim": "sudah terkirim",
    "terkirim_berubah": "terkirim, isinya berubah sejak itu (asn kirim siapkan --ulang)",
    "ditinggal": "untuk diantar",
}


@dataclass(slots=True)
class Rencana:
    """What was asked for, and what the steps so far have made."""

    db: Path | None
    periode: str
    folder: Path
    surat: Pilihan
    timpa: bool
    ya: bool
    kering: bool
    segel: str | None = None
    data: list[DataBukuOpd] = field(default_factory=list)
    isi: list[Isi] = field(default_factory=list)


class Hasil(NamedTuple):
    """What came of a step: how many things it made, found as they should be, could not make; and a sentence."""

    baru: int
    sama: int
    pesan: str
    ditolak: int = 0

    @property
    def status(self) -> str:
        """One word for the scheduler."""
        return "sebagian" if self.ditolak else "sama" if self.sama and not self.baru else "selesai"


def jalankan(r: Rencana, *, json: bool) -> int:
    """Run all steps, telling each as it ends. 9 when a letter could not be made.

    Raises what a step raises; the steps before it stay, and the next call goes on from there.
    """
    arus = Arus(sys.stdout, KOLOM, json=json)
    langkah = _LANGKAH_KERING if r.kering else _LANGKAH
    ditolak = 0
    with _sendiri(r):
        for urut, (nama, kerja) in enumerate(langkah, 1):
            try:
                hasil = kerja(r)
            except GalatASN as galat:
                arus.baris((urut, nama, "gagal", 0, 0, 0, samarkan(galat.pesan)))
                raise
            ditolak += hasil.ditolak
            arus.baris((urut, nama, hasil.status, hasil.baru, hasil.sama, hasil.ditolak, hasil.pesan))
    beri_tahu(f"akhir periode {r.periode} selesai: {r.folder}" if not r.kering else "uji coba: tidak ada yang disimpan")
    return KodeKeluar.SEBAGIAN if ditolak else KodeKeluar.BERHASIL


@contextmanager
def _sendiri(r: Rencana) -> Iterator[None]:
    with baca(r.db) as d:  # a file that is not ours is refused before anything is put beside it
        akhir_periode.pastikan_boleh(d)
    with akhir_periode.sendiri(lokasi(r.db), petugas()):
        yield


def _periksa(r: Rencana) -> Hasil:
    """Everything that can be refused is refused here, before the period is closed."""
    with baca(r.db) as d:
        temuan = penutupan.siap(d, r.periode)
    penutupan.boleh(r.periode, temuan)
    if not r.kering:
        _siapkan_folder(r.folder)
    return Hasil(0, 0, f"{len(temuan)} peringatan" if temuan else "tidak ada yang menghalangi")


def _siapkan_folder(folder: Path) -> None:
    folder_aman(folder)
    sapu(folder)
    if not os.access(folder, os.W_OK | os.X_OK):
        raise GalatBerkas(f"folder {folder} tidak dapat ditulis", "Periksa izinnya, atau sebutkan folder lain.")


def _tutup(r: Rencana) -> Hasil:
    isi, baru = tutup_periode(r.db, r.periode, ya=r.ya, kering=r.kering, perintah="akhir-periode tutup")
    r.periode, r.segel = isi["kode"], isi["segel"]
    kata = "sudah tertutup" if not baru else "dapat ditutup" if r.kering else "ditutup"
    return Hasil(int(baru), int(not baru), f"periode {r.periode} {kata}{'' if r.kering else f'; segel {r.segel}'}")


def _data(r: Rencana) -> list[DataBukuOpd]:
    if not r.data:
        with baca(r.db) as d:
            r.data = laporan.siapkan(d, r.periode, tanggal_surat=r.surat.tanggal, versi=__version__)
    return r.data


def _buku(r: Rencana) -> Hasil:
    data = _data(r)
    tujuan = buku_kerja.di_folder(data, r.folder / "laporan")
    baru = buku_kerja.tulis(tujuan, timpa=r.timpa, lanjut=True)
    r.isi += [Isi(berkas, "buku kerja", satu.opd) for berkas, satu in tujuan.items()]
    return Hasil(baru, len(tujuan) - baru, f"{len(tujuan)} buku kerja{_lain(r.folder / 'laporan', set(tujuan))}")


def _lain(folder: Path, milik: set[Path]) -> str:
    """Left by an earlier run, of an agency that has another name now: nobody should take it for a valid one."""
    lain = sorted(satu.name for satu in folder.glob("*.xlsx") if satu not in milik and not satu.name.startswith("~$"))
    return f"; berkas lain di {folder.name}: {', '.join(lain[:3])}{' …' if len(lain) > 3 else ''}" if lain else ""


def _surat(r: Rencana) -> Hasil:
    folder = r.folder / "surat"
    persiapan, jadi = kirim_siapkan.buat(r.db, r.periode, folder, r.surat)
    baru = sum(not satu.sudah_ada(folder) for satu in jadi)  # also those to be carried
    kirim_siapkan.simpan(persiapan, jadi, folder, timpa=r.timpa, db=r.db)
    r.isi += [Isi(berkas, "surat", satu.calon.data.opd) for satu in jadi for berkas in satu.berkas(folder)]
    # An office that uses no mail carries all its letters: nothing is amiss then.
    pos = any(satu.calon.alamat is not None for satu in jadi)
    salah = [satu for satu in jadi if satu.status == "terkirim_berubah" or (pos and satu.status == "ditinggal")]
    hitung = Counter(satu.status for satu in jadi)
    banyak = [f"{hitung[status]} surat {kata}" for status, kata in _SURAT.items() if hitung[status]]
    sebutan = [f"{satu.calon.data.opd} {satu.keterangan}" for satu in salah[:TAMPAK]]
    lebih = [f"dan {len(salah) - TAMPAK} lainnya"] if len(salah) > TAMPAK else []
    return Hasil(baru, len(jadi) - baru, "; ".join((*banyak, *sebutan, *lebih)), len(salah))


def _kota(r: Rencana) -> Hasil:
    with baca(r.db) as d:
        data = laporan_kota.siapkan(d, r.periode, tanggal_surat=r.surat.tanggal, versi=__version__)
    berkas = r.folder / nama_berkas("kota", r.periode)
    baru = buku_kerja.tulis_kota(data, berkas, timpa=r.timpa, lanjut=True)
    r.isi.append(Isi(berkas, "laporan kota"))
    return Hasil(int(baru), int(not baru), f"{berkas.name}: {len(data.opd)} perangkat daerah")


def _cadangan(r: Rencana) -> Hasil:
    with baca(r.db) as d:
        isi, baru = cadangan.sesudah_tutup(d, r.periode)
    return Hasil(int(baru), int(not baru), f"{Path(isi['berkas']).name}; sha256 {isi['sha256']}")


def _manifes(r: Rencana) -> Hasil:
    kepala = {
        "periode": r.periode,
        "segel": r.segel,
        "instansi": r.data[0].instansi if r.data else None,
        "tanggal_surat": r.data[0].tanggal_surat if r.data else None,
        "versi": __version__,
    }
    try:
        # The list follows the files: what a changed one was replaced by has been asked for where it was written.
        baru = simpan_manifes(r.folder, MANIFES, kepala, r.isi, timpa=True, lanjut=True)
    except OSError as salah:
        raise GalatBerkas(f"{r.folder} berubah selagi dikerjakan: {sebab(salah)}", "Ulangi perintahnya.") from salah
    return Hasil(int(baru), int(not baru), f"{MANIFES}: {len(r.isi)} berkas")


def _akan(r: Rencana) -> Hasil:
    data = _data(r)
    orang = sum(len(satu.orang) for satu in data)
    return Hasil(0, 0, f"{len(data)} perangkat daerah, {orang} orang")


_LANGKAH: tuple[tuple[str, Callable[[Rencana], Hasil]], ...] = (
    ("periksa", _periksa),
    ("tutup", _tutup),
    ("buku", _buku),
    ("surat", _surat),
    ("kota", _kota),
    ("cadangan", _cadangan),
    ("manifes", _manifes),
)
_LANGKAH_KERING = (("periksa", _periksa), ("tutup", _tutup), ("buku", _akan))
