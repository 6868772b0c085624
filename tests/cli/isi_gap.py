"""Two agencies, three people and a few scores for the tests of `gap`, `laporan` and the frame around them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.cetakan import sekali
from tests.services import kota_gap
from tests.services.kota_gap import Periode, Skor, Tempat, Wajib
from tests.store.alat import buka

SABAI, MANGKUTAK, CINDUA = "198403122006042901", "197911052005011902", "199107212019031903"


@sekali
def isi_kota(basis: Path) -> None:
    """Sabai (INT 1 of 3, KS 3 of 3) and Mangkutak (not assessed) in DINKES, Cindua (no standard) in DISDIK."""
    kota = kota_gap.dasar()
    kota.opd = [("DINKES", "Dinas Kesehatan"), ("DISDIK", "Dinas Pendidikan"), ("KOSONG", "Dinas Kosong")]
    kota.jabatan = [("STAF", "Staf"), ("BARU", "Jabatan Baru")]
    kota.pegawai = [(SABAI, "Sabai Aluih", "aktif", None), (MANGKUTAK, "Mangkutak", "aktif", None),
                    (CINDUA, "Cindua Mato", "aktif", None)]  # fmt: skip
    kota.tempat = [Tempat(1, 1, 1, None, None), Tempat(2, 1, 1, None, None), Tempat(3, 2, 2, None, None)]
    kota.wajib = [Wajib(1, 1, 300, None, None), Wajib(1, 2, 300, None, None)]
    kota.periode = [Periode(1, "2025", date(2025, 12, 31))]
    kota.skor = [Skor(1, 1, 1, 1, 100, None), Skor(1, 2, 1, 1, 325, None)]
    with buka(basis) as d:
        kota.isi(d.kon, d.jalankan)
