"""Invented people: names from two word lists, a NIP of sound form with a 9xx sequence, and a post in an agency."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.kota_contoh.jabatan import Jabatan, isi_opd, semua_jabatan
from benchmarks.kota_contoh.organisasi import Opd

PENSIUN, PPPK, PARUH_WAKTU, PINDAH = 6, 82, 14, 8

_PRIA = (
    "Afdal Arifin Bujang Darwis Dasril Efrinal Fauzan Firman Gombang Hamdi Hendriko Ilham Irsal Jefrinal "
    "Kamaruddin Lareh Magek Malin Mangkutak Marzuki Nofrizal Novendra Oktavian Pandeka Rancak Rahmad Rinaldo "
    "Riswandi Sabirin Syahrul Taufik Umbuik Welly Wendri Yendra Yulfian Zainal Zulhendri"
)
_WANITA = (
    "Aluih Andam Cindai Desmiati Elfira Erniwati Fitrawati Gadih Gusnita Halimah Hasnah Intan Jusmaniar Kasuma "
    "Lenggogeni Marlina Misnawati Nurhayani Nur'aini Novialis Oktarina Puti Rahmi Rambun Reno Rosnidar Sabai Siti "
    "Syafnida Talipuak Upiak Wirdati Yulinar Yusnimar Zuraida Zulfiati"
)
_KEDUA = (
    "Ambacang Andaleh Batuah Bulian Cubadak Galundi Jirek Kubuang Lembayuang Limpapeh Linduang Mandeh Manggih "
    "Marapalam Palito Pamenan Parmato Pinago Pucuak Puyuah Rumbai Sakato Sarunai Saruaso Sidingin Sikambang "
    "Simabua Simarantang Sitawa Sungkai Tabuik Talago Tapian Tarusan"
)
_KETIGA = ("Alam", "Bungo", "Intan", "Mudo", "Rayo", "Sati")

# Age in 2025 and the ranks, lowest first; a PNS counts up from the first by age.
_USIA = {
    "JPT Pratama": (48, 57), "Administrator": (42, 56), "Pengawas": (36, 55), "Ahli Madya": (45, 56),
    "Ahli Muda": (37, 52), "Ahli Pertama": (27, 40), "Mahir": (32, 48), "Terampil": (25, 40), "Pelaksana": (26, 56),
}  # fmt: skip
_GOLONGAN = {
    "JPT Pratama": ("IV/b", "IV/c"), "Administrator": ("III/d", "IV/a", "IV/b"),
    "Pengawas": ("III/b", "III/c", "III/d"),
    "Ahli Madya": ("IV/a", "IV/b", "IV/c"), "Ahli Muda": ("III/c", "III/d"), "Ahli Pertama": ("III/a", "III/b"),
    "Mahir": ("III/a", "III/b"), "Terampil": ("II/b", "II/c", "II/d"),
    "Pelaksana": ("II/a", "II/b", "II/c", "II/d", "III/a", "III/b", "III/c"),
}  # fmt: skip
_GOLONGAN_PPPK = {"Ahli Pertama": "IX", "Terampil": "VII"}
_ANGKATAN_PPPK = (
    date(2021, 2, 1), date(2021, 2, 1), date(2022, 3, 1), date(2022, 3, 1), date(2022, 3, 1), date(2023, 5, 1),
    date(2024, 4, 1), date(2025, 7, 1),
)  # fmt: skip
_GELAR_AHLI = {
    "DOKTER": ("dr.", ""), "PERAWAT": ("", "S.Kep., Ns."), "BIDAN": ("", "S.Keb."), "APOTEKER": ("apt.", "S.Farm."),
    "AUDITOR": ("", "S.Ak."), "PRAKOM": ("", "S.Kom."), "GURU": ("", "S.Pd."), "PENGAWAS-SEKOLAH": ("", "M.Pd."),
    "PENYULUH-TANI": ("", "S.P."), "TEKNIK-JALAN": ("", "S.T."), "PEKSOS": ("", "S.Sos."), "PERENCANA": ("", "S.T."),
    "ANALIS-KEUANGAN": ("", "S.E."), "KEPALA-PUSKESMAS": ("", "S.K.M."), "DIREKTUR-RSUD": ("dr.", "M.Kes."),
}  # fmt: skip
_GELAR_UMUM = ("S.E.", "S.H.", "S.Sos.", "S.IP.", "S.T.", "S.AP.", "S.Pd.")
_GELAR_TERAMPIL = {"PERAWAT": "A.Md.Kep.", "BIDAN": "A.Md.Keb.", "PRAKOM": "A.Md.Kom.", "ARSIPARIS": "A.Md."}


@dataclass(slots=True)
class Pindah:
    """A transfer: new agency and job from a day on."""

    tanggal: date
    opd: str
    jabatan: str


@dataclass(slots=True)
class Orang:
    """One invented civil servant, as registered before any transfer."""

    nama: str
    gelar_depan: str
    gelar_belakang: str
    kelamin: str
    lahir: date
    jenis: str
    golongan: str
    tmt: date
    opd: str
    jabatan: str
    mulai: date
    nip: str = ""
    pensiun: bool = False
    pindah: Pindah | None = field(default=None)

    @property
    def bergelar(self) -> str:
        """The name with titles, as printed on lists."""
        depan = f"{self.gelar_depan} " if self.gelar_depan else ""
        belakang = f", {self.gelar_belakang}" if self.gelar_belakang else ""
        return f"{depan}{self.nama}{belakang}"

    def tempat(self, pada: date) -> tuple[str, str] | None:
        """Agency and job on a day; None before the post began and for leavers."""
        if self.pensiun or pada < self.mulai:
            return None
        if self.pindah and pada >= self.pindah.tanggal:
            return self.pindah.opd, self.pindah.jabatan
        return self.opd, self.jabatan


def semua_orang(opd: list[Opd], acak: Random) -> list[Orang]:
    """Everyone, agency by agency and post by post; NIPs differ, a few names occur twice."""
    jabatan = semua_jabatan()
    slot = [(satu, jabatan[kode]) for satu in opd for kode in isi_opd(satu)]
    jenis = _jenis_slot(slot, acak)
    nama = _nama(acak)
    hasil = [_orang(*satu, jenis[i], nama, acak) for i, satu in enumerate(slot)]
    _pensiunkan(hasil, opd, acak)
    for i, satu in enumerate(hasil):
        bulan = f"{satu.tmt.month:02}" if satu.jenis == "PNS" else "21"
        satu.nip = f"{satu.lahir:%Y%m%d}{satu.tmt.year}{bulan}{1 if satu.kelamin == 'L' else 2}9{i % 100:02}"
    _pindahkan(hasil, opd, acak)
    return hasil


def _jenis_slot(slot: list[tuple[Opd, Jabatan]], acak: Random) -> list[str]:
    """Which posts are held by PPPK: some of the specialists and clerks, part-timers only clerks."""
    hasil = ["PNS"] * len(slot)
    staf = [i for i, (_, j) in enumerate(slot) if j.jenjang == "Pelaksana"]
    for i in acak.sample(staf, PARUH_WAKTU):
        hasil[i] = "PPPK PARUH WAKTU"
    boleh = [i for i, (_, j) in enumerate(slot) if j.jenjang in ("Ahli Pertama", "Terampil", "Pelaksana")]
    for i in acak.sample([i for i in boleh if hasil[i] == "PNS"], PPPK):
        hasil[i] = "PPPK"
    return hasil


def _nama(acak: Random) -> dict[str, list[str]]:
    """Shuffled stock of names by sex; some have three words."""
    stok = {}
    for kelamin, awal in (("L", _PRIA), ("P", _WANITA)):
        pasangan = [f"{satu} {dua}" for satu in awal.split() for dua in _KEDUA.split()]
        acak.shuffle(pasangan)
        stok[kelamin] = [f"{p} {acak.choice(_KETIGA)}" if i % 6 == 0 else p for i, p in enumerate(pasangan)]
        # People of the same name are no rarity, and never the same person.
        stok[kelamin][-3] = stok[kelamin][-2]
    return stok


def _orang(opd: Opd, jabatan: Jabatan, jenis: str, stok: dict[str, list[str]], acak: Random) -> Orang:
    kelamin = "P" if acak.random() < (0.75 if jabatan.urusan == "Kesehatan" else 0.5) else "L"
    termuda, tertua = _USIA[jabatan.jenjang]
    usia = acak.randint(termuda, tertua)
    lahir = date(2025 - usia, acak.randint(1, 12), acak.randint(1, 28))
    if jenis == "PNS":
        masuk = acak.randint(20, 29) if jabatan.jenjang == "Pelaksana" else acak.randint(22, 30)
        tmt = date(min(lahir.year + masuk, 2020), acak.choice((1, 1, 3, 4, 12)), 1)
        mulai = _mulai(tmt, acak)
        daftar = _GOLONGAN[jabatan.jenjang]
        golongan = daftar[min(len(daftar) - 1, (usia - termuda) * len(daftar) // (tertua - termuda + 1))]
    elif jenis == "PPPK":
        tmt = mulai = acak.choice(_ANGKATAN_PPPK)
        golongan = _GOLONGAN_PPPK.get(jabatan.jenjang, "V")
    else:
        tmt = mulai = date(2025, 12, 1)
        golongan = ""
    depan, belakang = _gelar(jabatan, golongan, acak)
    return Orang(
        stok[kelamin].pop(), depan, belakang, kelamin, lahir, jenis, golongan, tmt, opd.kode, jabatan.kode, mulai
    )  # fmt: skip


def _mulai(tmt: date, acak: Random) -> date:
    """Since when in the post: nearly always before the first period."""
    if acak.random() < 0.06:
        return date(acak.choice((2023, 2024, 2024)), acak.choice((2, 5, 7)), acak.randint(1, 20))
    awal = max(tmt.year + 1, 2014)
    return date(acak.randint(awal, 2022), acak.randint(1, 12), acak.randint(1, 28))


def _gelar(jabatan: Jabatan, golongan: str, acak: Random) -> tuple[str, str]:
    keluarga = next((k for k in (*_GELAR_AHLI, *_GELAR_TERAMPIL) if jabatan.kode.startswith(k)), "")
    if jabatan.jenjang in ("Terampil", "Mahir"):
        return "", _GELAR_TERAMPIL.get(keluarga, "")
    if jabatan.jenjang == "Pelaksana":
        return "", acak.choice(_GELAR_UMUM) if golongan.startswith("III") else acak.choice(("", "", "A.Md."))
    depan, belakang = _GELAR_AHLI.get(keluarga, ("", acak.choice(_GELAR_UMUM)))
    if not keluarga and (jabatan.jenjang == "JPT Pratama" or acak.random() < 0.25):
        belakang += ", M.Si."
    return depan, belakang


def _pensiunkan(orang: list[Orang], opd: list[Opd], acak: Random) -> None:
    """A few clerks of larger agencies have reached the age limit but still stand in the export."""
    besar = {satu.kode for satu in opd if satu.jumlah >= 12}
    calon = [o for o in orang if o.jenis == "PNS" and o.opd in besar and o.golongan.startswith("II/")]
    for o in acak.sample(calon, PENSIUN):
        o.lahir = o.lahir.replace(year=acak.randint(1964, 1967))
        o.tmt = o.tmt.replace(year=o.lahir.year + acak.randint(24, 33))
        o.mulai = date(acak.randint(2012, 2020), 1, 2)
        o.pensiun = True


def _pindahkan(orang: list[Orang], opd: list[Opd], acak: Random) -> None:
    """Transfers between larger agencies: four into the same kind of post, four one step up."""
    besar = [satu.kode for satu in opd if satu.jumlah >= 12 and satu.bentuk in ("dinas", "badan")]
    tetap = [o for o in orang if o.opd in besar and o.jenis == "PNS" and not o.pensiun and o.mulai.year <= 2022]
    langkah = (
        ("KABID", "KABID"), ("SEKDIS", "SEKDIS"), ("PENELAAH", "PENELAAH"), ("KASUBBAG-UMUM", "KASUBBAG-UMUM"),
        ("KASUBBAG-UMUM", "KABID"), ("PENELAAH", "KASUBBAG-UMUM"), ("KABID", "SEKDIS"), ("PENGOLAH-DATA", "PENELAAH"),
    )  # fmt: skip
    tanggal = (date(2024, 7, 1), date(2025, 2, 3), date(2025, 7, 1))
    for i, (dari, ke) in enumerate(langkah[:PINDAH]):
        o = acak.choice([o for o in tetap if o.jabatan == dari and o.pindah is None])
        dinas = [kode for kode in besar if kode.startswith("D") and kode != o.opd]
        o.pindah = Pindah(tanggal[i % 3], acak.choice(dinas), ke)
