"""Programs: a small city to begin with, and random commands that mostly make sense in the city as it stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from tests.model.dunia import CARA, Langkah
from tests.model.keadaan import Keadaan

HARI = (
    "2023-01-01", "2023-06-30", "2023-12-31", "2024-01-01", "2024-03-15", "2024-06-30", "2024-07-01", "2024-12-31",
    "2025-01-01", "2025-03-01", "2025-12-31", "2026-03-01",
)  # fmt: skip
PERIODE = {
    "2020": ("2020-01-01", "2020-12-31"), "2023": ("2023-01-01", "2023-12-31"), "2024": ("2024-01-01", "2024-12-31"),
    "2024-B": ("2024-07-01", "2024-12-31"), "2025": ("2025-01-01", "2025-12-31"),
}  # fmt: skip
# One for each of the people who may ever be here; the 15th digit is the sex, every third is a PPPK.
NIP = tuple(
    f"19{60 + n}{1 + n % 12:02d}{10 + n}2015{'21' if n % 3 == 2 else '03'}{1 + n % 2}{100 + n}" for n in range(18)
)
SALAH = ("198413122006042901", "12345")
LEVEL = ("1", "2", "3", "4", "5", "2,5", "3.25", "4,75")
LEVEL_SALAH = ("0", "7", "5,01")
SUMBER = ("asesmen", "asesmen", "atasan", "rekan", "diri")
KOMPETENSI = ("INT", "KS", "KOM", "OPH")


def awal() -> list[Langkah]:
    """The city every program begins with."""
    langkah = [
        Langkah("opd tambah", {"kode": "DINKES", "nama": "Dinas Kesehatan", "alias": ["Dinkes Kota"]}),
        Langkah("opd tambah", {"kode": "RSUD", "nama": "Rumah Sakit", "induk": "dinas kesehatan"}),
        Langkah("opd tambah", {"kode": "DISDIK", "nama": "Dinas Pendidikan"}),
        Langkah("jabatan tambah", {"kode": "STAF", "nama": "Staf"}),
        Langkah("jabatan tambah", {"kode": "KABID", "nama": "Kepala Bidang"}),
        Langkah("standar tetapkan", {"jabatan": "STAF", "kata": ["INT=3", "KS=2,5", "KOM=3"]}),
        Langkah("standar tetapkan", {"jabatan": "KABID", "kata": ["INT=4", "OPH=3"], "mulai": "2023-01-01"}),
        Langkah("periode buka", {"kode": "2023", "mulai": "2023-01-01", "selesai": "2023-12-31"}),
        Langkah("periode buka", {"kode": "2024", "mulai": "2024-01-01", "selesai": "2024-12-31"}),
        Langkah("pelatihan tambah", {"kode": "KOM-01", "nama": "Komunikasi", "bentuk": "8", "jp": "24",
                                     "kompetensi": ["KOM=3"]}),
        Langkah("pelatihan tambah", {"kode": "SEM-01", "nama": "Seminar Etika", "bentuk": "9"}),
    ]  # fmt: skip
    for n in range(6):
        isian = {
            "nama": f"Orang {n:02d}",
            "opd": ("DINKES", "RSUD", "DISDIK")[n % 3],
            "jabatan": ("STAF", "KABID")[n % 2],
        }
        langkah.append(Langkah("pegawai tambah", {"nip": NIP[n], "isian": isian, "mulai": None}))
        nilai = {satu: LEVEL[(n + k) % 8] for k, satu in enumerate(("INT", "KS", "OPH"))}
        langkah.append(Langkah("nilai isi", {"nip": NIP[n], "nilai": nilai, "periode": ("2023", "2024")[n % 2],
                                             "sumber": "asesmen", "tanggal": None}))  # fmt: skip
    for kode, kuota in (("KLS-A", "2"), ("KLS-B", None)):
        langkah.append(
            Langkah(
                "kelas buka",
                {
                    "pelatihan": "KOM-01",
                    "kode": kode,
                    "mulai": date(2024, 3, 4),
                    "selesai": date(2024, 3, 5),
                    "kuota": kuota,
                    "terbuka": True,
                    "opd": [],
                },
            )
        )
        langkah.append(Langkah("kelas undang", {"kode": kode, "nip": list(NIP[:4])}))
    langkah.append(Langkah("kelas hadir semua", {"kode": "KLS-B", "tanggal": date(2024, 3, 4), "status": "hadir",
                                                 "kecuali": {}}))  # fmt: skip
    return langkah


class Pemilih:
    """Chooses the next command for the city as it stands."""

    def __init__(self, r: Random, m: Keadaan) -> None:
        self.r, self.m = r, m

    def langkah(self) -> Langkah:
        """A command and how to give it."""
        nama = self.r.choices(list(_PILIHAN), [bobot for bobot, _ in _PILIHAN.values()])[0]
        cara = self.r.choices(CARA, [80, 7, 5, 8])[0]
        return Langkah(nama, _PILIHAN[nama][1](self), cara)

    # --- what there is ----------------------------------------------------------------------------------------------

    def _satu(self, tabel: str, kolom: str, *asing: str, palsu: float = 0.03) -> str:
        """Something of a table, seldom something that is not there."""
        ada = [isi[kolom] for _, isi in self.m.baris(tabel)]
        return self.r.choice(asing or ("TIDAKADA",)) if not ada or self.r.random() < palsu else str(self.r.choice(ada))

    def nip(self) -> str:
        return self._satu("pegawai", "nip", *SALAH, NIP[17])

    def opd(self) -> str:
        """By code, by name in another case, by alias."""
        alias = [isi["ejaan"] for isi in self.m.t["opd_alias"].values()]
        pilih = self.r.random()
        if alias and pilih < 0.1:
            return str(self.r.choice(alias))
        return self._satu("opd", "nama").upper() if pilih < 0.2 else self._satu("opd", "kode")

    def jabatan(self) -> str:
        return self._satu("jabatan", "nama" if self.r.random() < 0.1 else "kode")

    def periode(self) -> str:
        return self._satu("periode", "kode", "1999")

    def kompetensi(self) -> str:
        return self.r.choice(KOMPETENSI) if self.r.random() < 0.8 else self._satu("kompetensi", "kode")

    def kelas(self) -> str:
        return self._satu("kelas", "kode")

    def hari(self, *, boleh_kosong: bool = False) -> date | None:
        return None if boleh_kosong and self.r.random() < 0.4 else date.fromisoformat(self.r.choice(HARI))

    def teks_hari(self) -> str | None:
        return self.r.choice((None, *HARI))

    def level(self) -> str:
        return self.r.choice(LEVEL_SALAH if self.r.random() < 0.04 else LEVEL)

    def _ya(self, peluang: float) -> bool:
        return self.r.random() < peluang

    # --- commands ---------------------------------------------------------------------------------------------------

    def opd_tambah(self) -> dict[str, Any]:
        n = self.r.randrange(5)
        kata: dict[str, Any] = {"kode": f"OPD{n}", "nama": f"Dinas {self.r.randrange(6)}"}
        if self._ya(0.5):
            kata["induk"] = self.opd()
        if self._ya(0.3):
            kata["alias"] = [f"Kantor {self.r.randrange(4)}"]
        return kata

    def opd_ubah(self) -> dict[str, Any]:
        kata: dict[str, Any] = {"nama_lama": self.opd()}
        pilih = self.r.randrange(3)
        if pilih == 0:
            kata["nama"] = f"Dinas {self.r.randrange(6)}"
        elif pilih == 1:
            kata["induk"] = "" if self._ya(0.3) else self.opd()
        else:
            kata["kepala"] = "" if self._ya(0.2) else self.nip()
        return kata

    def opd_gabung(self) -> dict[str, Any]:
        return {"dari": [self.opd() for _ in range(self.r.choice((1, 1, 2)))], "ke": self.opd(),
                "tanggal": self.r.choice(HARI)}  # fmt: skip

    def jabatan_tambah(self) -> dict[str, Any]:
        return {"kode": f"JAB{self.r.randrange(4)}", "nama": self.r.choice(("Analis", "Kepala Bidang", "Lurah"))}

    def kompetensi_tambah(self) -> dict[str, Any]:
        n = self.r.randrange(3)
        return {"kode": f"T{n}", "nama": f"Teknis {n}", "jenis": self.r.choice(("teknis", "teknis", "manajerial", "x"))}

    def standar(self) -> dict[str, Any]:
        kompetensi = list(dict.fromkeys(self.kompetensi() for _ in range(self.r.randint(1, 3))))
        kata: dict[str, Any] = {"jabatan": self.jabatan(), "kata": [f"{satu}={self.level()}" for satu in kompetensi]}
        kata["mulai"] = self.teks_hari()
        if self._ya(0.25):
            kata["selesai"] = self.teks_hari()
        return kata

    def pegawai_tambah(self) -> dict[str, Any]:
        n = self.r.randrange(6, 17)
        isian = {"nama": f"Orang {n:02d}", "opd": self.opd(), "jabatan": self.jabatan()}
        return {"nip": NIP[n] if self._ya(0.95) else SALAH[0], "isian": isian, "mulai": self.hari(boleh_kosong=True)}

    def pegawai_ubah(self) -> dict[str, Any]:
        pilih = self.r.randrange(3)
        nip = self.nip()
        if pilih == 0:
            return {"nip": nip, "isian": {}, "nip_baru": self.r.choice((*NIP[:17], SALAH[1]))}
        if pilih == 1:
            return {"nip": nip, "isian": {"nama": f"Nama Lain {NIP.index(nip) if nip in NIP else 99:02d}"}}
        return {"nip": nip, "isian": {"status": "aktif"}}

    def mutasi(self) -> dict[str, Any]:
        kata: dict[str, Any] = {"nip": self.nip(), "tanggal": self.hari()}
        pilih = self.r.randrange(3)
        if pilih != 1:
            kata["opd"] = self.opd()
        if pilih != 0:
            kata["jabatan"] = self.jabatan()
        return kata

    def henti(self) -> dict[str, Any]:
        return {"nip": self.nip(), "alasan": self.r.choice(("pensiun", "pindah kota")),
                "tanggal": self.hari(boleh_kosong=True)}  # fmt: skip

    def samarkan(self) -> dict[str, Any]:
        berhenti = [isi["nip"] for _, isi in self.m.baris("pegawai") if isi["status"] == "henti"]
        return {"nip": self.r.choice(berhenti) if berhenti and self._ya(0.8) else self.nip()}

    def periode_buka(self) -> dict[str, Any]:
        kode = self.r.choice(list(PERIODE))
        mulai, selesai = PERIODE[kode]
        return {"kode": kode, "mulai": mulai, "selesai": selesai if self._ya(0.95) else mulai}

    def tutup(self) -> dict[str, Any]:
        return {"kode": self.periode()}

    def buka_ulang(self) -> dict[str, Any]:
        tertutup = [isi["kode"] for _, isi in self.m.baris("periode") if isi["status"] == "tertutup"]
        kode = self.r.choice(tertutup) if tertutup and self._ya(0.8) else self.periode()
        return {"kode": kode, "alasan": "salah unggah", "saksi": "Rangkayo" if self._ya(0.9) else "Penguji",
                "petugas": "penguji"}  # fmt: skip

    def isi(self) -> dict[str, Any]:
        kompetensi = {self.kompetensi(): self.level() for _ in range(self.r.randint(1, 3))}
        return {"nip": self.nip(), "nilai": kompetensi, "periode": self.periode(),
                "sumber": self.r.choice(SUMBER) if self._ya(0.97) else "tetangga",
                "tanggal": self.hari(boleh_kosong=True), "penilai": self.penilai()}  # fmt: skip

    def penilai(self) -> str | None:
        """Mostly nobody; else someone by NIP, or one of two from outside."""
        return self.nip() if self._ya(0.15) else self.r.choice((None, None, "NURHAYATI", "Dra. Nurhayati", "Zainuddin"))

    def hapus(self) -> dict[str, Any]:
        if self.m.t["nilai"] and self._ya(0.7):
            orang, kompetensi, periode, _ = self.r.choice(sorted(self.m.t["nilai"]))
            nip, kode = self.m.satu("pegawai", orang)["nip"], self.m.satu("periode", periode)["kode"]
            return {"nip": nip, "periode": kode, "kompetensi": self.m.satu("kompetensi", kompetensi)["kode"],
                    "sumber": None}  # fmt: skip
        return {"nip": self.nip(), "periode": self.periode(), "kompetensi": None, "sumber": self.r.choice(SUMBER)}

    def impor(self) -> dict[str, Any]:
        kolom = self.r.sample(KOMPETENSI, 2)
        orang = [self._satu("pegawai", "nip", SALAH[1], NIP[17], palsu=0.06) for _ in range(self.r.randint(1, 4))]
        sel = (*LEVEL, *LEVEL, "-", None, "0", "7") if self._ya(0.4) else (*LEVEL, None)
        baris = [[nip, *(self.r.choice(sel) for _ in kolom)] for nip in orang]
        if self._ya(0.1):
            baris.append(list(baris[0]))
        return {"berkas": self.r.choice(("rekap.xlsx", "rekap2.xlsx")), "kolom": kolom, "baris": baris,
                "periode": self.periode(), "sumber": self.r.choice((None, "atasan")),
                "tanggal": self.hari(boleh_kosong=True), "lewati": self._ya(0.6),
                "penilai": self.penilai()}  # fmt: skip

    def abaikan(self) -> dict[str, Any]:
        nomor = sorted({isi["jalankan_id"] for isi in self.m.t["ditahan"].values()})
        return {"jalankan": self.r.choice(nomor) if nomor else 1, "alasan": "tidak ikut asesmen"}

    def pelatihan(self) -> dict[str, Any]:
        kata: dict[str, Any] = {"kode": f"PEL-{self.r.randrange(2)}", "nama": f"Pelatihan {self.r.randrange(2)}"}
        return {**kata, "bentuk": self.r.choice(("8", "9")), "jp": self.r.choice((None, "16")),
                "kompetensi": [f"{self.kompetensi()}={self.level()}"]}  # fmt: skip

    def kelas_buka(self) -> dict[str, Any]:
        mulai = self.hari() or date(2024, 1, 1)
        terbuka = self._ya(0.6)
        return {"pelatihan": self._satu("pelatihan", "kode"), "kode": f"KLS-{self.r.randrange(5)}", "mulai": mulai,
                "selesai": mulai + timedelta(days=self.r.choice((0, 1, 1, 4, -1) if self._ya(0.1) else (0, 1, 4))),
                "kuota": self.r.choice((None, "1", "2", "3")), "terbuka": terbuka,
                "opd": [] if terbuka else [self.opd()]}  # fmt: skip

    def undang(self) -> dict[str, Any]:
        return {"kode": self.kelas(), "nip": [self.nip() for _ in range(self.r.randint(1, 4))]}

    def _peserta(self) -> tuple[str, str]:
        """A class and someone of its roster."""
        if not self.m.t["peserta"] or self._ya(0.1):
            return self.kelas(), self.nip()
        isi = self.r.choice([isi for _, isi in self.m.baris("peserta")])
        return self.m.satu("kelas", isi["kelas_id"])["kode"], self.m.satu("pegawai", isi["pegawai_id"])["nip"]

    def jawab(self) -> dict[str, Any]:
        kode, nip = self._peserta()
        jawaban = self.r.choice(("bersedia", "menolak", "menunda", "menolak", "entah"))
        return {"kode": kode, "nip": nip, "jawaban": jawaban, "alasan": self.r.choice((None, "beban tugas"))}

    def _hari_kelas(self, kode: str) -> date:
        ada = [isi for _, isi in self.m.baris("kelas") if isi["kode"] == kode]
        if not ada or self._ya(0.03):
            return date(2022, 1, 1)
        mulai, selesai = date.fromisoformat(ada[0]["mulai"]), date.fromisoformat(ada[0]["selesai"])
        return mulai + timedelta(days=self.r.randint(0, (selesai - mulai).days))

    def _status(self) -> str:
        return self.r.choice(("hadir", "hadir", "hadir", "izin", "alpa")) if self._ya(0.97) else "x"

    def hadir(self) -> dict[str, Any]:
        kode, nip = self._peserta()
        return {"kode": kode, "nip": nip, "tanggal": self._hari_kelas(kode), "status": self._status()}

    def hadir_semua(self) -> dict[str, Any]:
        kode = self._peserta()[0]
        kecuali = {self.r.randint(1, 4): "sakit"} if self._ya(0.3) else {}
        return {"kode": kode, "tanggal": self._hari_kelas(kode), "status": self._status(), "kecuali": kecuali}

    def selesai(self) -> dict[str, Any]:
        return {"kode": self._peserta()[0] if self._ya(0.8) else self.kelas()}

    def kelas_batal(self) -> dict[str, Any]:
        return {"kode": self.kelas(), "alasan": "narasumber berhalangan"}

    def batal(self) -> dict[str, Any]:
        akhir = self.m.terakhir
        pilih = self.r.random()
        if pilih < 0.4:
            return {"jalankan": "terakhir"}
        return {
            "jalankan": str(self.r.randint(max(0, akhir - 12), akhir) if pilih < 0.9 else self.r.randint(0, akhir + 2))
        }


_PILIHAN: dict[str, tuple[int, Callable[[Pemilih], dict[str, Any]]]] = {
    "opd tambah": (3, Pemilih.opd_tambah),
    "opd ubah": (4, Pemilih.opd_ubah),
    "opd gabung": (3, Pemilih.opd_gabung),
    "jabatan tambah": (2, Pemilih.jabatan_tambah),
    "kompetensi tambah": (2, Pemilih.kompetensi_tambah),
    "standar tetapkan": (8, Pemilih.standar),
    "pegawai tambah": (6, Pemilih.pegawai_tambah),
    "pegawai ubah": (5, Pemilih.pegawai_ubah),
    "pegawai mutasi": (6, Pemilih.mutasi),
    "pegawai henti": (4, Pemilih.henti),
    "pegawai samarkan": (2, Pemilih.samarkan),
    "periode buka": (3, Pemilih.periode_buka),
    "periode tutup": (5, Pemilih.tutup),
    "periode buka-ulang": (3, Pemilih.buka_ulang),
    "nilai isi": (12, Pemilih.isi),
    "nilai hapus": (4, Pemilih.hapus),
    "nilai impor": (8, Pemilih.impor),
    "nilai abaikan": (2, Pemilih.abaikan),
    "pelatihan tambah": (1, Pemilih.pelatihan),
    "kelas buka": (3, Pemilih.kelas_buka),
    "kelas undang": (5, Pemilih.undang),
    "kelas jawab": (4, Pemilih.jawab),
    "kelas hadir": (3, Pemilih.hadir),
    "kelas hadir semua": (4, Pemilih.hadir_semua),
    "kelas selesai": (4, Pemilih.selesai),
    "kelas batal": (1, Pemilih.kelas_batal),
    "batal": (9, Pemilih.batal),
}
