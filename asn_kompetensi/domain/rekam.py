"""What the office records of a person beside scores and hours: performance, discipline, potential, education.

Every matter has its own few words; a person writes them in many ways, they are kept as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Final

from asn_kompetensi.domain.nama import kunci

# The best first: the order in which they are listed and compared.
PREDIKAT: Final = ("sangat_baik", "baik", "butuh_perbaikan", "kurang", "sangat_kurang")
HUKUMAN: Final = ("tidak_pernah", "ringan", "sedang", "berat")
POTENSI: Final = ("tinggi", "menengah", "rendah")
PENDIDIKAN: Final = ("S-3", "S-2", "S-1/D-IV", "D-III", "D-II/D-I/SLTA", "di bawah SLTA")
PILIHAN: Final = {"kinerja": PREDIKAT, "disiplin": HUKUMAN, "potensi": POTENSI, "pendidikan": PENDIDIKAN}
HAL: Final = tuple(PILIHAN)
EKSPEKTASI: Final = ("di_bawah", "sesuai", "di_atas")

# PermenPANRB 6/2022: (hasil kerja, perilaku) -> predikat. Good results do not buy off misconduct.
_MATRIKS: Final = {
    ("di_atas", "di_atas"): "sangat_baik",
    ("di_atas", "sesuai"): "baik",
    ("di_atas", "di_bawah"): "kurang",
    ("sesuai", "di_atas"): "baik",
    ("sesuai", "sesuai"): "baik",
    ("sesuai", "di_bawah"): "kurang",
    ("di_bawah", "di_atas"): "butuh_perbaikan",
    ("di_bawah", "sesuai"): "butuh_perbaikan",
    ("di_bawah", "di_bawah"): "sangat_kurang",
}
# Old records are numbers; a fraction between two bands belongs to the lower one.
_PITA: Final = ((91, "sangat_baik"), (76, "baik"), (61, "butuh_perbaikan"), (51, "kurang"), (0, "sangat_kurang"))
_ALIAS: Final = {
    "kinerja": {"cukup": "butuh_perbaikan", "buruk": "sangat_kurang", "sangat buruk": "sangat_kurang",
                "amat baik": "sangat_baik", "perlu perbaikan": "butuh_perbaikan"},
    "disiplin": {"bersih": "tidak_pernah", "belum pernah": "tidak_pernah", "tidak pernah dijatuhi": "tidak_pernah",
                 "tidak pernah dihukum": "tidak_pernah", "tidak pernah dijatuhi hukuman disiplin": "tidak_pernah"},
    "potensi": {"sedang": "menengah"},
}  # fmt: skip
_AWALAN: Final = {
    "kinerja": ("predikat ", "predikat kinerja "),
    "disiplin": ("hukuman disiplin ", "hukuman disiplin tingkat ", "hukuman ", "tingkat "),
    "potensi": ("potensi ", "potensial "),
}
# Education, on letters and digits alone; a branch of study may follow (`S-1 Akuntansi`), letters right after may not.
_PENDIDIKAN: Final = tuple(
    (re.compile(rf"(?:{pola})(?![0-9a-z]).*"), kata)
    for pola, kata in (
        (r"s ?-?(?:3|iii)|strata ?-?(?:3|tiga|iii)|doktor", "S-3"),
        (r"s ?-?(?:2|ii)|strata ?-?(?:2|dua|ii)|magister|pasca ?sarjana", "S-2"),
        (r"d(?:iploma)? ?-?(?:4|iv)|s ?-?(?:1|i)|strata ?-?(?:1|satu|i)|sarjana(?! muda)|diploma empat", "S-1/D-IV"),
        (r"d(?:iploma)? ?-?(?:3|iii)|sarjana muda|akademi|diploma tiga", "D-III"),
        (r"d(?:iploma)? ?-?(?:1|2|i(?! bawah)|ii)|diploma (?:satu|dua)|slta|sma|smk|smu|stm|smea|spk|spg|"
         r"madrasah aliyah|paket c|sekolah (?:lanjutan tingkat atas|menengah (?:atas|kejuruan|umum))", "D-II/D-I/SLTA"),
        (r"di ?bawah (?:slta|sma)|sd|sltp|smp|mts|mi|madrasah (?:ibtidaiyah|tsanawiyah)|paket [ab]|sekolah dasar|"
         r"sekolah menengah pertama|sekolah lanjutan tingkat pertama", "di bawah SLTA"),
    )
)  # fmt: skip


def baca_hal(teks: str) -> str:
    """One of `HAL`, in any case. Raises ValueError naming them."""
    dicari = kunci(teks)
    if dicari in HAL:
        return dicari
    raise ValueError(f"'{teks[:40]}' tidak dapat dicatat")


def baca(hal: str, teks: str) -> str:
    """A value of a matter as it is kept. Raises ValueError with the words there are."""
    dicari = kunci(teks)
    hasil = _PEMBACA[hal](dicari, teks)
    if hasil is None:
        raise ValueError(f"{hal} '{teks[:40]}' tidak dikenal. Pilihannya: {', '.join(PILIHAN[hal])}")
    return hasil


def _kata(hal: str, dicari: str) -> str | None:
    calon = [dicari, *(dicari.removeprefix(satu) for satu in _AWALAN[hal] if dicari.startswith(satu))]
    dikenal = {**_ALIAS[hal], **{kunci(satu): satu for satu in PILIHAN[hal]}}
    return next((dikenal[satu] for satu in calon if satu in dikenal), None)


def _kinerja(dicari: str, teks: str) -> str | None:
    try:
        angka = Decimal(teks.strip().replace(",", "."))
    except InvalidOperation:
        return _kata("kinerja", dicari)
    if not angka.is_finite() or not 0 <= angka <= 100:
        raise ValueError(f"kinerja '{teks[:40]}' di luar 0 sampai 100; tulis predikatnya: {', '.join(PREDIKAT)}")
    return next(kata for batas, kata in _PITA if angka >= batas)


def _pendidikan(dicari: str, _: str) -> str | None:
    return next((kata for pola, kata in _PENDIDIKAN if pola.fullmatch(dicari)), None)


_PEMBACA: Final[dict[str, Callable[[str, str], str | None]]] = {
    "kinerja": _kinerja,
    "disiplin": lambda dicari, _: _kata("disiplin", dicari),
    "potensi": lambda dicari, _: _kata("potensi", dicari),
    "pendidikan": _pendidikan,
}


def baca_ekspektasi(teks: str) -> str:
    """`di_bawah`, `sesuai` or `di_atas`, with or without `ekspektasi`. Raises ValueError."""
    dicari = kunci(teks).removesuffix(" ekspektasi")
    for satu in EKSPEKTASI:
        if dicari.replace(" ", "") == satu.replace("_", ""):
            return satu
    raise ValueError(f"'{teks[:40]}' bukan ekspektasi. Pilihannya: {', '.join(EKSPEKTASI)}")


def predikat(hasil: str, perilaku: str) -> str:
    """The rating of a year's work by the matrix of PermenPANRB 6/2022; both words of `EKSPEKTASI`."""
    return _MATRIKS[hasil, perilaku]


def terberat(hukuman: list[str]) -> str:
    """The worst of several years' degrees."""
    return max(hukuman, key=HUKUMAN.index)
