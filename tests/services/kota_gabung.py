"""Cities in files of their own, and the file that unites them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from asn_kompetensi.services import db as services_db
from asn_kompetensi.services.gabung import Langkah, gabungkan, lihat
from asn_kompetensi.services.gabung_rancang import Rancangan, rancang
from asn_kompetensi.store import door
from tests.periode import tutup
from tests.services import kota_gap
from tests.services.kota_gap import Kota
from tests.store.alat import buka

INSTANSI = {"SWL": "Pemerintah Kota Sawahlunto", "PDG": "Pemerintah Kota Padang", "BKT": "Pemerintah Kota Bukittinggi",
            "SLK": "Pemerintah Kabupaten Solok"}  # fmt: skip
DIAM = Langkah(lambda: 0, iter, lambda: None)


class Gabungan(NamedTuple):
    """A united file, what was decided for it, and what was said of people."""

    lokasi: Path
    rancangan: Rancangan
    kabar: list[str]


@cache
def _kosong(instansi: str) -> dict[str, bytes]:
    """The files of a new database, by what follows its name."""
    with TemporaryDirectory() as folder:
        lokasi = Path(folder, "kota.db")
        door.buat(lokasi)
        with door.tulis(lokasi, perintah="db mulai", petugas="penguji") as d:
            services_db.isi_awal(d, instansi)
        return {satu.name.removeprefix(lokasi.name): satu.read_bytes() for satu in Path(folder).iterdir()}


def kota_kosong(lokasi: Path, instansi: str) -> Path:
    """A new database as `asn db mulai` leaves it."""
    for akhir, isi in _kosong(instansi).items():
        berkas = lokasi.with_name(f"{lokasi.name}{akhir}")
        berkas.touch(0o600)
        berkas.write_bytes(isi)
    return lokasi


def berkas(
    lokasi: Path,
    instansi: str,
    kota: Kota,
    tertutup: Iterable[str] = (),
    tambah: Callable[[door.PintuTulis], None] = lambda _: None,
) -> Path:
    """A city in a file, some of its periods closed; `tambah` registers more than the gap needs."""
    kota_kosong(lokasi, instansi)
    with buka(lokasi) as d:
        kota.isi(d.kon, d.jalankan)
        tambah(d)
    for kode in tertutup:
        tutup(lokasi, kode)
    return lokasi


def gabung(ke: Path, *masukan: Path, kode: Mapping[Path, str] | None = None, **pilihan: Any) -> Gabungan:
    """Unite files as the command does."""
    semua = []
    for satu in masukan:
        with door.baca(satu) as d:
            semua.append(lihat(d))
    r = rancang(semua, kode or {})
    return Gabungan(ke, r, gabungkan(r, ke, pilihan.pop("langkah", DIAM), **pilihan))


def dua_kota(folder: Path, seed: int) -> Path:
    """Two random cities that share most of their people and their last days, in one file; odd seeds with weights."""
    semua = []
    for nomor, kode in enumerate(("SWL", "PDG")):
        kota = (kota_gap.berbobot if seed % 2 else kota_gap.acak)(1000 * seed + nomor)
        dasar = kota_gap.acak(1000 * seed).periode
        kota.periode = [p._replace(selesai=dasar[n % len(dasar)].selesai) for n, p in enumerate(kota.periode)]
        semua.append(berkas(folder / f"{seed}{kode}.db", INSTANSI[kode], kota, [p.kode for p in kota.periode[::2]]))
    return gabung(folder / f"{seed}.db", *semua).lokasi


def lain_orang(kota: Kota, nomor: int) -> Kota:
    """The same city with people whom no other has."""
    kota.pegawai = [(f"{nip[:8]}2006042{nomor}{nip[-2:]}", *isi) for nip, *isi in kota.pegawai]
    return kota


def _acak(seed: int, nomor: int, *, bersama: bool) -> Kota:
    """A random city; weights in some, a different scale of the JPM in others, the periods of others where it can."""
    r = Random(f"{seed} {nomor}")
    kota = (kota_gap.berbobot if r.random() < 0.5 else kota_gap.acak)(1000 * seed + nomor)
    if r.random() < 0.6:
        kota.kebijakan["jpm_pemetaan_optimal"] = [(kota_gap.date(2000, 1, 1), r.choice(["60", "95"]))]
        kota.kebijakan["jpm_pengisian_ms"] = [(kota_gap.date(2000, 1, 1), r.choice(["70", "99"]))]
    dasar = kota_gap.acak(1000 * seed).periode
    if r.random() < 0.7:  # the same dates as the others under the same code
        kota.periode = [satu._replace(selesai=dasar[n % len(dasar)].selesai) for n, satu in enumerate(kota.periode)]
    return kota if bersama else lain_orang(kota, nomor)


def kota_acak(
    folder: Path, seed: int, *, bersama: bool, tambah: Callable[[door.PintuTulis], None] = lambda _: None
) -> tuple[Path, dict[str, Path]]:
    """The united file of three random cities, and their own by code; `bersama`: they share most of their people."""
    r, semua = Random(seed), {}
    for nomor, kode in enumerate(("SWL", "PDG", "BKT")):
        kota = _acak(seed, nomor, bersama=bersama)
        tertutup = [satu.kode for satu in kota.periode if r.random() < 0.5]
        semua[kode] = berkas(folder / f"{kode}.db", INSTANSI[kode], kota, tertutup, tambah)
    ke = folder / "gabungan.db"
    gabung(ke, *semua.values(), kode={lokasi: kode for kode, lokasi in semua.items()})
    return ke, semua


class Sandi:
    """How a united file calls what a city calls so and so."""

    def __init__(self, d: door.Pintu, kode: str) -> None:
        ini = d.kon.execute("SELECT id FROM gabungan WHERE kode = ?", (kode,)).fetchone()[0]
        self.kode, self.nomor = kode, ini
        self.opd = [n for (n,) in d.kon.execute("SELECT opd_id FROM opd_instansi WHERE gabungan_id = ?", (ini,))]
        self.periode = dict(_milik(d, ini, "periode"))
        self.id_periode = {kode: n for n, kode in d.kon.execute("SELECT id, kode FROM periode")}
        self.kompetensi = dict(_milik(d, ini, "kompetensi"))

    def berkota(self, kode: str) -> str:
        return f"{self.kode}.{kode}"

    def terjemah(self, bidang: Iterable[str], baris: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        """Rows of the city in the words of the united file."""
        ganti: dict[str, Callable[[Any], Any]] = {
            "periode": self.periode.__getitem__, "periode_nilai": lambda k: k and self.periode[k],
            "opd": self.berkota, "jabatan": self.berkota, "kompetensi": lambda k: k and self.kompetensi[k],
            "kompetensi_di_bawah": lambda semua: [self.kompetensi[k] for k in semua],
            **{f"{satu}_{akhir}": lambda k: k and self.berkota(k)
               for satu in ("opd", "jabatan") for akhir in ("awal", "akhir")},
            "dari_periode": self.periode.__getitem__, "ke_periode": self.periode.__getitem__,
        }  # fmt: skip
        kolom = list(bidang)
        return [
            tuple(ganti[nama](isi) if nama in ganti else isi for nama, isi in zip(kolom, satu, strict=True))
            for satu in baris
        ]


def _milik(d: door.Pintu, nomor: int, tabel: str) -> list[tuple[str, str]]:
    """Own code -> code in the united file, of what is registered in the city."""
    syarat = "AND g.terdaftar" if tabel == "kompetensi" else ""
    return d.kon.execute(
        f"""SELECT g.kode, t.kode FROM gabungan_{tabel} g JOIN {tabel} t ON t.id = g.{tabel}_id
             WHERE g.gabungan_id = ? {syarat}""",
        (nomor,),
    ).fetchall()
