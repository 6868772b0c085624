"""The city as plain dictionaries: rows by table and key, what each run changed, and what undoing a run may do.

Nothing here asks the program. Rows are never changed in place: a copy of the dictionaries is a copy of the city.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any, NamedTuple

Kunci = tuple[Any, ...]
Isi = dict[str, Any]
Beda = dict[tuple[str, Kunci], tuple[Isi | None, Isi | None]]  # (table, key) -> (old row, new row)

# Table -> column -> table it refers to. Key columns stand under their names too.
RUJUK = {
    "opd": {"induk_id": "opd", "digabung_ke_id": "opd"},
    "opd_alias": {"opd_id": "opd"},
    "jabatan_alias": {"jabatan_id": "jabatan"},
    "kompetensi_alias": {"kompetensi_id": "kompetensi"},
    "standar": {"jabatan_id": "jabatan", "kompetensi_id": "kompetensi"},
    "penempatan": {"pegawai_id": "pegawai", "opd_id": "opd", "jabatan_id": "jabatan"},
    "nilai": {"pegawai_id": "pegawai", "kompetensi_id": "kompetensi", "periode_id": "periode"},
    "penilai": {"pegawai_id": "pegawai"},
    "nilai_penilai": {"pegawai_id": "pegawai", "penilai_id": "penilai"},
    "pelatihan_sasaran": {"pelatihan_id": "pelatihan", "kompetensi_id": "kompetensi"},
    "kelas": {"pelatihan_id": "pelatihan"},
    "kelas_opd": {"kelas_id": "kelas", "opd_id": "opd"},
    "peserta": {"kelas_id": "kelas", "pegawai_id": "pegawai", "opd_id": "opd"},
    "kehadiran": {"peserta_id": "peserta"},
    "kelas_rincian": {"kelas_id": "kelas", "tuan_rumah_id": "opd"},
    "kelas_hari": {"kelas_id": "kelas"},
    "ditahan": {"periode_id": "periode", "pegawai_id": "pegawai", "kompetensi_id": "kompetensi"},
    "penutupan": {"periode_id": "periode"},
    "buka_ulang": {"periode_id": "periode"},
}
KUNCI = {
    "opd_alias": ("kunci", "opd_id"),
    "jabatan_alias": ("kunci", "jabatan_id"),
    "kompetensi_alias": ("kunci", "kompetensi_id"),
    "nilai": ("pegawai_id", "kompetensi_id", "periode_id", "sumber_id"),
    "nilai_penilai": ("pegawai_id", "kompetensi_id", "periode_id", "sumber_id"),
    "pelatihan_sasaran": ("pelatihan_id", "kompetensi_id"),
    "kelas_opd": ("kelas_id", "opd_id"),
    "kehadiran": ("peserta_id", "tanggal"),
    "kelas_rincian": ("kelas_id",),
    "kelas_hari": ("kelas_id", "tanggal"),
    "ditahan": ("periode_id", "berkas", "lembar", "baris", "kolom"),
    "penutupan": ("periode_id",),
}
TABEL = ("opd", "jabatan", "kompetensi", "pegawai", "periode", "pelatihan", *RUJUK)
# Columns (codes without case) that no two rows share.
_TUNGGAL = {
    **{tabel: [("kode",)] for tabel in ("opd", "jabatan", "periode", "pelatihan", "kelas")},
    "kompetensi": [("kode",), ("urutan",)],
    "pegawai": [("nip",)],
    "standar": [("jabatan_id", "kompetensi_id", "mulai")],
    "penempatan": [("pegawai_id", "mulai")],
    "peserta": [("kelas_id", "pegawai_id"), ("kelas_id", "nomor")],
    "penilai": [("pegawai_id", "kunci")],  # one of the two is empty
}
# Runs that are never taken back.
_TETAP = ("db mulai", "periode tutup", "periode buka-ulang", "pegawai samarkan")
_MILIK_PERIODE = ("nilai", "nilai_penilai", "ditahan", "penutupan")


class Tolak(Exception):
    """What the program must refuse, by the kind of its refusal."""


class Jalankan(NamedTuple):
    """A run that was kept."""

    perintah: str
    beda: Beda


class Beku(NamedTuple):
    """What a closed period answers: question -> rows; people by NIP and name, competencies there were."""

    jawaban: dict[Any, list[tuple[Any, ...]]]
    orang: dict[int, tuple[str, str]]
    kompetensi: frozenset[int]


@dataclass
class Keadaan:
    """The city, its runs, the frozen answers by period, and agencies `(run, key)` whose trail forgot its head."""

    t: dict[str, dict[Kunci, Isi]] = field(default_factory=lambda: {tabel: {} for tabel in TABEL})
    jalankan: dict[int, Jalankan] = field(default_factory=dict)
    beku: dict[int, Beku] = field(default_factory=dict)
    lupa: set[tuple[int, Kunci]] = field(default_factory=set)
    terakhir: int = 0  # number of the newest run

    def salin(self) -> Keadaan:
        """Another city like this one."""
        return Keadaan(
            {tabel: dict(isi) for tabel, isi in self.t.items()},
            dict(self.jalankan), dict(self.beku), set(self.lupa), self.terakhir,
        )  # fmt: skip

    def baris(self, tabel: str) -> Iterator[tuple[int, Isi]]:
        """`(id, row)` of a table numbered by one column, in the order of the ids."""
        return ((kunci[0], self.t[tabel][kunci]) for kunci in sorted(self.t[tabel]))

    def satu(self, tabel: str, nomor: int) -> Isi:
        """One row by its id."""
        return self.t[tabel][(nomor,)]

    def tambah(self, tabel: str, isi: Isi, *, sekali: bool = False) -> int:
        """A new row; its id follows the highest one there is, with `sekali` the highest one there ever was."""
        semua = {kunci[0] for kunci in self.t[tabel]}
        if sekali:
            semua |= {k[0] for satu in self.jalankan.values() for nama, k in satu.beda if nama == tabel}
        nomor = max(semua, default=0) + 1
        self.t[tabel][(nomor,)] = isi
        return int(nomor)

    def ubah(self, tabel: str, nomor: int, **isi: Any) -> None:
        """Change columns of one row."""
        self.t[tabel][(nomor,)] = {**self.t[tabel][(nomor,)], **isi}

    def beda(self, lama: Keadaan) -> Beda:
        """Every row that is not what it was."""
        hasil: Beda = {}
        for tabel in TABEL:
            dulu, kini = lama.t[tabel], self.t[tabel]
            for kunci in dulu.keys() | kini.keys():
                if dulu.get(kunci) != kini.get(kunci):
                    hasil[tabel, kunci] = (dulu.get(kunci), kini.get(kunci))
        return hasil

    # --- undo -------------------------------------------------------------------------------------------------------

    def dibatalkan(self) -> dict[int, int]:
        """Runs that are taken back -> the run that did it; one that was itself taken back does not count."""
        hasil: dict[int, int] = {}
        for oleh in sorted(self.jalankan, reverse=True):
            awal, _, nomor = self.jalankan[oleh].perintah.partition(" ")
            if awal == "batal" and oleh not in hasil:
                hasil[int(nomor)] = oleh
        return hasil

    def sasaran(self, jalankan: str) -> int:
        """The run meant; `terakhir` is the newest that stands and takes none back. 0 where there is none."""
        if jalankan != "terakhir":
            return int(jalankan)
        batal = self.dibatalkan()
        berlaku = (n for n, satu in self.jalankan.items() if n not in batal and not satu.perintah.startswith("batal "))
        return max(berlaku, default=0)

    def _diubah_lagi(self, nomor: int) -> bool:
        """Whether something done later to a record of the run still stands.

        What has forgotten whom it named is not known to be as it was.
        """
        lepas = self.dibatalkan()
        for letak, (_, baru) in self.jalankan[nomor].beda.items():
            sesudah = [n for n, satu in self.jalankan.items() if n > nomor and letak in satu.beda]
            if any(n not in lepas and not self.jalankan[n].perintah.startswith("batal ") for n in sesudah):
                return True
            lupa = letak[0] == "opd" and {(n, letak[1]) for n in (nomor, *sesudah[-1:])} & self.lupa
            if sesudah and (lupa or self.jalankan[max(sesudah)].beda[letak][1] != baru):
                return True
        return False

    def kembalikan(self, nomor: int) -> None:
        """Take one run back, or refuse and name no reason: every reason is a conflict."""
        perintah, beda = self.jalankan[nomor]
        if perintah in _TETAP or nomor in self.dibatalkan() or self._diubah_lagi(nomor):
            raise Tolak("bentrok")
        # A row that was added goes without its old words; any other needs them.
        if any(
            isi[0] is not None and (nomor, kunci) in self.lupa for (tabel, kunci), isi in beda.items() if tabel == "opd"
        ):
            raise Tolak("bentrok")
        if any(self._terjaga(*satu) for satu in beda.items()):
            raise Tolak("bentrok")
        langgar = self.pelanggaran()
        for (tabel, kunci), (dulu, _) in beda.items():
            if dulu is None and tabel == "penilai":
                continue
            if dulu is None:
                del self.t[tabel][kunci]
            else:
                self.t[tabel][kunci] = dulu
        for kunci in self._tanpa_nilai(nomor):
            del self.t["penilai"][kunci]
        if self._putus() or self._kembar() or self.pelanggaran() - langgar:
            raise Tolak("bentrok")

    def _tanpa_nilai(self, nomor: int) -> list[Kunci]:
        """The assessors who go with a run: no score names them, and no run that stands registered them."""
        beda, lepas = self.jalankan[nomor].beda, self.dibatalkan()
        dipakai = {isi["penilai_id"] for isi in self.t["nilai_penilai"].values()}
        disebut = {kunci[0] for tabel, kunci in beda if tabel == "penilai"} | {
            baru["penilai_id"] for (tabel, _), (_, baru) in beda.items() if tabel == "nilai_penilai" and baru
        }
        orang = {kunci[0] for (tabel, kunci), (dulu, _) in beda.items() if tabel == "pegawai" and dulu is None}
        hasil = []
        for kunci, isi in self.t["penilai"].items():
            pendaftar = max(
                n for n, satu in self.jalankan.items() if satu.beda.get(("penilai", kunci), (0, 0))[0] is None
            )
            milik = kunci[0] in disebut and (pendaftar == nomor or pendaftar in lepas)
            if kunci[0] not in dipakai and (milik or isi["pegawai_id"] in orang):
                hasil.append(kunci)
        return hasil

    def _terjaga(self, letak: tuple[str, Kunci], isi: tuple[Isi | None, Isi | None]) -> bool:
        """Whether a closed period speaks of the row."""
        tabel, kunci = letak
        if tabel in _MILIK_PERIODE:
            return dict(zip(KUNCI[tabel], kunci, strict=True))["periode_id"] in self.beku
        if isi[0] is not None:
            return False
        if tabel == "pegawai":
            return any(kunci[0] in satu.orang for satu in self.beku.values()) or any(
                k[0] == kunci[0] and k[2] in self.beku for k in self.t["nilai"]
            )
        return tabel == "kompetensi" and any(kunci[0] in satu.kompetensi for satu in self.beku.values())

    def _putus(self) -> bool:
        if self.t["nilai_penilai"].keys() - self.t["nilai"].keys():
            return True
        for tabel, rujuk in RUJUK.items():
            nama = KUNCI.get(tabel, ("id",))
            for kunci, isi in self.t[tabel].items():
                semua = {**isi, **dict(zip(nama, kunci, strict=True))}
                if any(semua[k] is not None and (semua[k],) not in self.t[ke] for k, ke in rujuk.items()):
                    return True
        return False

    def _kembar(self) -> bool:
        for tabel, banyak in _TUNGGAL.items():
            for kolom in banyak:
                ada = [tuple(str(isi[k]).lower() for k in kolom) for isi in self.t[tabel].values()]
                if len(set(ada)) < len(ada):
                    return True
        return False

    def pelanggaran(self) -> frozenset[tuple[Any, ...]]:
        """What the full check must find: `(rule, whose)`."""
        hasil: set[tuple[Any, ...]] = set()
        for aturan, tabel, milik in (
            ("PENEMPATAN_TUMPANG_TINDIH", "penempatan", ("pegawai_id",)),
            ("STANDAR_TUMPANG_TINDIH", "standar", ("jabatan_id", "kompetensi_id")),
        ):
            per: dict[Kunci, list[Isi]] = {}
            for isi in self.t[tabel].values():
                per.setdefault(tuple(isi[satu] for satu in milik), []).append(isi)
            for siapa, ruas in per.items():
                ruas.sort(key=lambda satu: satu["mulai"] or "")
                if any((a["selesai"] or "9999") >= (b["mulai"] or "") for a, b in pairwise(ruas)):
                    hasil.add((aturan, *siapa))
        for nomor, isi in self.baris("opd"):
            dilalui: set[int] = set()
            while (atas := isi["induk_id"]) is not None and atas not in dilalui:
                dilalui.add(atas)
                isi = self.satu("opd", atas)
            if nomor in dilalui:
                hasil.add(("OPD_MELINGKAR", nomor))
        for (pegawai, _, _, _), isi in self.t["nilai"].items():
            henti = self.satu("pegawai", pegawai)["henti_tanggal"]
            if henti and isi["hari"] is not None and isi["hari"] >= hari(henti):
                hasil.add(("NILAI_SESUDAH_HENTI", pegawai))
        return frozenset(hasil)


def hari(tanggal: str | date | None) -> int | None:
    """A day as scores keep it: days since 1970."""
    if tanggal is None:
        return None
    return (date.fromisoformat(str(tanggal)) - date(1970, 1, 1)).days


def berlaku(isi: Isi, pada: str) -> bool:
    """Whether a dated row holds on a day."""
    return (isi["mulai"] or "") <= pada <= (isi["selesai"] or "9999")
