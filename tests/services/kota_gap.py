"""A random city, and its gap worked out the plain way: loops, dicts, fractions, nothing of the program.

`acak(seed)` invents a city with everything that makes gaps hard; `Kota.isi` puts it into a database by plain SQL;
`daftar` and `ringkas` are the independent answer to `asn gap daftar` and `asn gap ringkas`.
"""

from __future__ import annotations

import sqlite3
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from random import Random
from typing import Any, NamedTuple

SUMBER = ("asesmen", "atasan", "rekan", "bawahan", "diri", "uji")
INSTANSI, KODE_INSTANSI = "Pemerintah Kota Sawahlunto", "SAWAHLUNTO"
_NAMA = ("Sabai", "sabai", "SABAI", "Ámba", "Zaki", "zaki", "_awal", "Rancak Dilabuah", "rancak")
_HARI_NOL = date(1970, 1, 1)


class Periode(NamedTuple):
    """A period."""

    id: int
    kode: str
    selesai: date


class Tempat(NamedTuple):
    """A placement; None is open."""

    pegawai: int
    opd: int
    jabatan: int
    mulai: date | None
    selesai: date | None


class Wajib(NamedTuple):
    """A standard in hundredths."""

    jabatan: int
    kompetensi: int
    ratus: int
    mulai: date | None
    selesai: date | None


class Skor(NamedTuple):
    """A score in hundredths; `sumber` counts from 1."""

    pegawai: int
    kompetensi: int
    periode: int
    sumber: int
    ratus: int
    hari: date | None


@dataclass
class Kota:
    """A city: codes and names by id (ids count from 1)."""

    opd: list[tuple[str, str]] = field(default_factory=list)
    jabatan: list[tuple[str, str]] = field(default_factory=list)
    kompetensi: list[tuple[str, str, str, int]] = field(default_factory=list)  # code, name, jenis, order
    pegawai: list[tuple[str, str, str, date | None]] = field(default_factory=list)  # nip, name, status, left on
    periode: list[Periode] = field(default_factory=list)
    tempat: list[Tempat] = field(default_factory=list)
    wajib: list[Wajib] = field(default_factory=list)
    skor: list[Skor] = field(default_factory=list)
    kebijakan: dict[str, list[tuple[date, str]]] = field(default_factory=dict)  # key -> (from, value), oldest first

    def isi(self, kon: sqlite3.Connection, jalankan: int) -> None:
        """Put the city into a fresh database that already holds the nine competencies (ids 1 to 9)."""
        kon.executemany("INSERT INTO opd (kode, nama) VALUES (?, ?)", self.opd)
        kon.executemany("INSERT INTO jabatan (kode, nama) VALUES (?, ?)", self.jabatan)
        kon.executemany("INSERT INTO kompetensi (kode, nama, jenis, urutan) VALUES (?, ?, ?, ?)", self.kompetensi[9:])
        kon.executemany(
            """INSERT INTO pegawai (nip, nama, status, henti_tanggal, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (?, ?, ?, ?, 'P', '1984-03-12', 'PNS')""",
            [(nip, nama, status, _teks(henti)) for nip, nama, status, henti in self.pegawai],
        )
        kon.executemany(
            "INSERT INTO periode (id, kode, mulai, selesai) VALUES (?, ?, '2015-01-01', ?)",
            [(satu.id, satu.kode, _teks(satu.selesai)) for satu in self.periode],
        )
        kon.executemany(
            "INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, mulai, selesai) VALUES (?, ?, ?, ?, ?)",
            [(*satu[:3], _teks(satu.mulai), _teks(satu.selesai)) for satu in self.tempat],
        )
        kon.executemany(
            "INSERT INTO standar (jabatan_id, kompetensi_id, ratus, mulai, selesai) VALUES (?, ?, ?, ?, ?)",
            [(*satu[:3], _teks(satu.mulai), _teks(satu.selesai)) for satu in self.wajib],
        )
        kon.executemany(
            f"INSERT INTO nilai VALUES (?, ?, ?, ?, ?, ?, {jalankan}, NULL)",
            [(*satu[:5], None if satu.hari is None else (satu.hari - _HARI_NOL).days) for satu in self.skor],
        )
        for kunci, isi in self.kebijakan.items():
            kon.execute("DELETE FROM kebijakan WHERE kunci = ?", (kunci,))
            akhir = [_teks(mulai - timedelta(days=1)) for mulai, _ in isi[1:]] + [None]
            kon.executemany(
                "INSERT INTO kebijakan VALUES (?, ?, ?, ?, 'uji', 'uji')",
                [(kunci, _teks(mulai), selesai, nilai) for (mulai, nilai), selesai in zip(isi, akhir, strict=True)],
            )


def _teks(hari: date | None) -> str | None:
    return None if hari is None else hari.isoformat()


# --- the answer, the plain way --------------------------------------------------------------------------------------


class Baris(NamedTuple):
    """One row of the gap, exact."""

    opd: int
    pegawai: int
    jabatan: int
    kompetensi: int | None
    standar: Fraction | None
    capaian: Fraction | None
    status: str
    kategori: str | None
    periode_nilai: str | None


def bulat(x: Fraction | None) -> Decimal | None:
    """Half up to two decimals."""
    if x is None:
        return None
    return (Decimal(x.numerator) / Decimal(x.denominator)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def mundur(hari: date, bulan: int) -> date:
    """The same day so many months earlier, or the last day of that month."""
    tahun, sisa = divmod(hari.year * 12 + hari.month - 1 - bulan, 12)
    return date(tahun, sisa + 1, min(hari.day, monthrange(tahun, sisa + 1)[1]))


def bobot(kota: Kota, hari: date) -> str | dict[str, Fraction]:
    """`bobot_sumber` of a day: the word, or the weights of all sources."""
    teks = [
        nilai for mulai, nilai in kota.kebijakan.get("bobot_sumber", [(hari, "asesmen_atau_rata")]) if mulai <= hari
    ]
    if "=" not in teks[-1]:
        return teks[-1]
    isi = dict(satu.split("=") for satu in teks[-1].split(";"))
    return {satu: Fraction(isi.get(satu, "0").replace(",", ".")) for satu in SUMBER}


def _dipakai(skor: list[Skor], cara: str | dict[str, Fraction]) -> list[tuple[Skor, Fraction]]:
    """The scores of one period that count, with their weights."""
    if isinstance(cara, dict):
        return [(satu, cara[SUMBER[satu.sumber - 1]]) for satu in skor if cara[SUMBER[satu.sumber - 1]]]
    asesmen = [satu for satu in skor if SUMBER[satu.sumber - 1] == "asesmen"]
    return [(satu, Fraction(1)) for satu in (cara == "asesmen_atau_rata" and asesmen) or skor]


def _berlaku(kota: Kota, kunci: str, hari: date) -> Fraction:
    return Fraction([nilai for mulai, nilai in kota.kebijakan[kunci] if mulai <= hari][-1])


def _di_dalam(satu: Tempat | Wajib, hari: date) -> bool:
    return (satu.mulai is None or satu.mulai <= hari) and (satu.selesai is None or hari <= satu.selesai)


def _level(
    kota: Kota, pegawai: int, kompetensi: int, asal: Periode, *, hanya_ini: bool
) -> tuple[Fraction | None, bool, str | None]:
    """(level, expired, period of the score) of one person in one competency."""
    per_periode: dict[int, list[Skor]] = defaultdict(list)
    for satu in kota.skor:
        if satu.pegawai == pegawai and satu.kompetensi == kompetensi:
            per_periode[satu.periode].append(satu)
    cara = bobot(kota, asal.selesai)
    boleh = [p for p in kota.periode if p.selesai <= asal.selesai and _dipakai(per_periode[p.id], cara)]
    if hanya_ini:
        boleh = [p for p in boleh if p.id == asal.id]
    if not boleh:
        return None, False, None
    terbaru = max(boleh, key=lambda p: (p.selesai, p.id == asal.id, p.id))
    dipakai = _dipakai(per_periode[terbaru.id], cara)
    hari = max(satu.hari or terbaru.selesai for satu, _ in dipakai)
    if hari < mundur(asal.selesai, int(_berlaku(kota, "masa_berlaku_nilai", asal.selesai))):
        return None, True, terbaru.kode
    jumlah = sum((satu.ratus * berat for satu, berat in dipakai), Fraction(0))
    return jumlah / (100 * sum(berat for _, berat in dipakai)), False, terbaru.kode


def _kategori(kota: Kota, kurang: Fraction, hari: date) -> str:
    if kurang <= 0:
        return "tidak_ada"
    if kurang <= _berlaku(kota, "batas_gap_rendah", hari):
        return "rendah"
    return "sedang" if kurang <= _berlaku(kota, "batas_gap_sedang", hari) else "tinggi"


def baris_gap(kota: Kota, asal: Periode, *, hanya_ini: bool = False) -> list[Baris]:
    """Every row of a period in the order of `gap daftar`, unrounded."""
    hasil = []
    for tempat in kota.tempat:
        _, _, status, henti = kota.pegawai[tempat.pegawai - 1]
        bertugas = status == "aktif" or (henti is not None and asal.selesai < henti)
        if not bertugas or not _di_dalam(tempat, asal.selesai):
            continue
        wajib = [w for w in kota.wajib if w.jabatan == tempat.jabatan and _di_dalam(w, asal.selesai)]
        if not wajib:
            kosong = (None, None, None, "tanpa_standar", None, None)
            hasil.append(Baris(tempat.opd, tempat.pegawai, tempat.jabatan, *kosong))
        for satu in wajib:
            capaian, usang, kode = _level(kota, tempat.pegawai, satu.kompetensi, asal, hanya_ini=hanya_ini)
            standar = Fraction(satu.ratus, 100)
            if capaian is None:
                kategori, keadaan = None, "kedaluwarsa" if usang else "belum_dinilai"
            else:
                kategori = _kategori(kota, standar - capaian, asal.selesai)
                keadaan = "di_bawah" if capaian < standar else "memenuhi"
            siapa = tempat.opd, tempat.pegawai, tempat.jabatan
            hasil.append(Baris(*siapa, satu.kompetensi, standar, capaian, keadaan, kategori, kode))
    return sorted(hasil, key=lambda b: (kota.opd[b.opd - 1][0], _nama(kota, b), _nip(kota, b), _urutan(kota, b)))


def _nip(kota: Kota, b: Baris) -> str:
    return kota.pegawai[b.pegawai - 1][0]


def _nama(kota: Kota, b: Baris) -> str:
    return kota.pegawai[b.pegawai - 1][1]


def _urutan(kota: Kota, b: Baris) -> int:
    return 0 if b.kompetensi is None else kota.kompetensi[b.kompetensi - 1][3]


def daftar(kota: Kota, asal: Periode, *, hanya_ini: bool = False) -> list[tuple[Any, ...]]:
    """What `gap daftar` must answer."""
    hasil = []
    for b in baris_gap(kota, asal, hanya_ini=hanya_ini):
        kompetensi = kota.kompetensi[b.kompetensi - 1][:3] if b.kompetensi is not None else (None, None, None)
        selisih = None if b.capaian is None or b.standar is None else b.capaian - b.standar
        kurang = None if selisih is None else max(Fraction(0), -selisih)
        hasil.append(
            (
                asal.kode, kota.opd[b.opd - 1][0], _nip(kota, b), _nama(kota, b), *kota.jabatan[b.jabatan - 1],
                *kompetensi, bulat(b.standar), bulat(b.capaian), bulat(selisih), bulat(kurang), b.kategori, b.status,
                b.periode_nilai,
            )
        )  # fmt: skip
    return hasil


def ringkas(kota: Kota, asal: Periode, per: str, tujuan: str, *, hanya_ini: bool = False) -> list[tuple[Any, ...]]:
    """What `gap ringkas` must answer."""
    semua = baris_gap(kota, asal, hanya_ini=hanya_ini)
    kunci: dict[str, Callable[[Baris], tuple[Any, ...] | None]] = {
        "opd": lambda b: kota.opd[b.opd - 1],
        "jabatan": lambda b: kota.jabatan[b.jabatan - 1],
        "kompetensi": lambda b: None if b.kompetensi is None else kota.kompetensi[b.kompetensi - 1][:2],
        "jenis": lambda b: None if b.kompetensi is None else (kota.kompetensi[b.kompetensi - 1][2],) * 2,
        "pegawai": lambda b: (_nip(kota, b), _nama(kota, b)),
        "kota": lambda _: ("kota", INSTANSI),
        "instansi": lambda _: (KODE_INSTANSI, INSTANSI),
    }
    kelompok: dict[tuple[Any, ...], list[Baris]] = defaultdict(list)
    for b in semua:
        nama = kunci[per](b)
        if nama is not None:
            kelompok[nama].append(b)
    if per in ("opd", "jabatan"):
        susunan = sorted(kelompok)
    elif per in ("kompetensi", "jenis"):
        susunan = sorted(kelompok, key=lambda k: min(_urutan(kota, b) for b in kelompok[k]))
    else:
        susunan = list(kelompok)  # already by agency, name, NIP
    return [_ringkas(kota, nama, kelompok[nama], tujuan, per) for nama in susunan]


def _ringkas(kota: Kota, nama: tuple[Any, ...], isi: list[Baris], tujuan: str, per: str) -> tuple[Any, ...]:
    wajib = [b for b in isi if b.standar is not None]
    dinilai = [b for b in wajib if b.capaian is not None]
    capaian, standar = (sum((getattr(b, m) for b in dinilai), Fraction(0)) for m in ("capaian", "standar"))
    kurang = sum((max(Fraction(0), b.standar - b.capaian) for b in dinilai), Fraction(0))  # type: ignore[operator]
    mentah = bulat(capaian * 100 / standar) if dinilai else None
    jpm = None if mentah is None else min(mentah, Decimal(100))
    hitung = {s: sum(b.status == s for b in isi) for s in ("di_bawah", "memenuhi", "belum_dinilai", "kedaluwarsa")}
    tambahan: tuple[Any, ...] = ()
    if per == "pegawai":
        kode = [kota.kompetensi[b.kompetensi - 1][0] for b in isi if b.status == "di_bawah" and b.kompetensi]
        tambahan = (nama[0], kota.opd[isi[0].opd - 1][0], kota.jabatan[isi[0].jabatan - 1][0], kode)
    return (
        *nama, len({b.pegawai for b in isi}), len(wajib), len(dinilai),
        bulat(Fraction(len(dinilai) * 100, len(wajib))) if wajib else None, *hitung.values(),
        len({b.pegawai for b in isi if b.status == "tanpa_standar"}), bulat(kurang),
        bulat(kurang / len(dinilai)) if dinilai else None, jpm, mentah, _kelas_jpm(jpm, tujuan), *tambahan,
    )  # fmt: skip


def _kelas_jpm(jpm: Decimal | None, tujuan: str) -> str | None:
    if jpm is None:
        return None
    if tujuan == "pemetaan":
        return "optimal" if jpm >= 90 else "cukup_optimal" if jpm >= 78 else "kurang_optimal"
    return "MS" if jpm >= 80 else "MMS" if jpm >= 68 else "KMS"


# --- a random city --------------------------------------------------------------------------------------------------

SEMBILAN = (
    ("INT", "Integritas"), ("KS", "Kerja Sama"), ("KOM", "Komunikasi"), ("OPH", "Orientasi pada Hasil"),
    ("PP", "Pelayanan Publik"), ("PDOL", "Pengembangan Diri dan Orang Lain"), ("MP", "Mengelola Perubahan"),
    ("PK", "Pengambilan Keputusan"), ("PB", "Perekat Bangsa"),
)  # fmt: skip


def dasar() -> Kota:
    """A city with the nine competencies and the shipped policies, and nobody in it."""
    awal = date(2000, 1, 1)
    return Kota(
        kompetensi=[
            (kode, nama, "sosial_kultural" if kode == "PB" else "manajerial", nomor)
            for nomor, (kode, nama) in enumerate(SEMBILAN, 1)
        ],
        kebijakan={
            "masa_berlaku_nilai": [(awal, "36")],
            "batas_gap_rendah": [(awal, "1")],
            "batas_gap_sedang": [(awal, "2")],
        },
    )


def acak(seed: int) -> Kota:
    """A small city in which every rule of the gap has something to do."""
    r = Random(seed)
    kota = dasar()
    kode = r.sample(["A_B", "AB", "a-c", "B", "Z_1", "_X", "Z1"], r.randint(1, 5))
    kota.opd = [(satu, f"Dinas {satu}") for satu in kode]
    kota.jabatan = [(f"J_{n}" if n % 2 else f"J{n}", f"Jabatan {n % 3}") for n in range(1, r.randint(2, 6))]
    # The order of the competencies is not the order of their codes nor of their ids.
    urutan = r.sample(range(10, 20), 3)
    kota.kompetensi += [(f"T{n}", f"Teknis {n}", r.choice(["teknis", "manajerial"]), urutan[n]) for n in range(3)]
    pilihan = {"masa_berlaku_nilai": "1 6 12 36", "batas_gap_rendah": "0.5 1 1.25", "batas_gap_sedang": "2 1.5"}
    for kunci, mungkin in pilihan.items():
        if r.random() < 0.5:
            nilai = r.choices(mungkin.split(), k=2)
            kota.kebijakan[kunci] = [(date(2000, 1, 1), nilai[0]), (_hari(r), nilai[1])]
    akhir = [_hari(r) for _ in range(r.randint(1, 5))]
    akhir += r.choices(akhir, k=r.randint(0, 2))  # periods that end on the same day
    kota.periode = [Periode(n, f"P{n}", hari) for n, hari in enumerate(akhir, 1)]
    _orang(kota, r)
    _standar(kota, r)
    _skor(kota, r)
    return kota


def berbobot(seed: int) -> Kota:
    """The same city with two ways of weighing sources, one after the other."""
    kota, r = acak(seed), Random(-seed)

    def cara() -> str:
        if r.random() < 0.2:
            return r.choice(["rata", "asesmen_atau_rata"])
        sumber = r.sample(SUMBER, r.randint(1, 6))
        berat = [r.choice(["1", "50", "9999", "0", "0,5", "33,33", "0,01", str(r.randint(1, 99))]) for _ in sumber[1:]]
        return ";".join(f"{satu}={isi}" for satu, isi in zip(sumber, ["7", *berat], strict=True))

    kota.kebijakan["bobot_sumber"] = [(date(2000, 1, 1), cara()), (r.choice(kota.periode).selesai, cara())]
    return kota


def _hari(r: Random) -> date:
    """Mostly ends of months, where the arithmetic is hard."""
    tahun, bulan = r.randint(2020, 2025), r.choice([1, 2, 2, 3, 6, 8, 12])
    terakhir = monthrange(tahun, bulan)[1]
    return date(tahun, bulan, terakhir if r.random() < 0.6 else r.randint(1, terakhir))


def _orang(kota: Kota, r: Random) -> None:
    for n in range(1, r.randint(1, 12)):
        status = r.choice(["aktif", "aktif", "aktif", "henti"])
        henti = r.choice([None, _hari(r), *(p.selesai for p in kota.periode)]) if status == "henti" else None
        # NIPs fall as names are added, so that equal names are not in the order of their rows by chance.
        kota.pegawai.append((f"198403122006042{999 - n}", r.choice(_NAMA), status, henti))
        if r.random() < 0.05:
            continue  # nowhere
        pindah = {_hari(r) for _ in range(r.randint(0, 2))}
        batas = sorted(pindah | set(r.sample([p.selesai for p in kota.periode], r.randint(0, 1))))
        awal: date | None = None
        for satu in [*batas, None]:
            selesai = satu - timedelta(days=1) if satu else r.choice([None, None, None, date(2025, 12, 31)])
            if selesai is None or awal is None or awal <= selesai:
                pilih = r.randint(1, len(kota.opd)), r.randint(1, len(kota.jabatan))
                kota.tempat.append(Tempat(n, *pilih, awal, selesai))
            awal = satu


def _standar(kota: Kota, r: Random) -> None:
    for jabatan in range(1, len(kota.jabatan) + 1):
        if r.random() < 0.15:
            continue
        for kompetensi in r.sample(range(1, len(kota.kompetensi) + 1), r.randint(1, 8)):
            if r.random() < 0.6:
                kota.wajib.append(Wajib(jabatan, kompetensi, _ratus(r), None, None))
                continue
            ganti = r.choice([_hari(r), *(p.selesai for p in kota.periode)])
            kota.wajib.append(Wajib(jabatan, kompetensi, _ratus(r), None, ganti - timedelta(days=1)))
            if r.random() < 0.8:
                kota.wajib.append(Wajib(jabatan, kompetensi, _ratus(r), ganti, r.choice([None, ganti])))


def _skor(kota: Kota, r: Random) -> None:
    lalu = {p.id: p.selesai for p in kota.periode}
    for pegawai in range(1, len(kota.pegawai) + 1):
        for kompetensi in range(1, len(kota.kompetensi) + 1):
            for periode in lalu:
                if r.random() < 0.5:
                    continue
                for sumber in r.sample(range(1, 7), r.choice([1, 1, 1, 2, 3, 5])):
                    tepat = mundur(r.choice(kota.periode).selesai, r.choice([1, 12]))
                    hari = r.choice([None, None, lalu[periode], _hari(r), tepat, tepat - timedelta(days=1)])
                    kota.skor.append(Skor(pegawai, kompetensi, periode, sumber, _ratus(r), hari))


def _ratus(r: Random) -> int:
    return r.choice([100, 200, 300, 400, 500, r.randint(1, 500)])
