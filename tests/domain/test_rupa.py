"""What a text can only be by its looks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.acuan import baca_acuan
from asn_kompetensi.domain.rupa import bukan, rupa

GOLONGAN = baca_acuan("golongan")


@pytest.mark.parametrize(
    ("teks", "hasil"),
    [
        ("Penata - III/c", "golongan"), ("Penata Muda Tk. I / III/b", "golongan"), ("Penata Muda Tk.1", "golongan"),
        ("IIIc", "golongan"), ("Golongan IX", "golongan"), ("\u2162/c", "golongan"), ("Gol. III/c", "golongan"),
        ("1979-11-05", "tanggal"), ("05/11/1979", "tanggal"), ("PADANG, 5 Nopember 1979", "tanggal"),
        ("198403122006042901", "NIP"), ("'19840312 200604 2 901", "NIP"), ("NIP. 198403122006042901", "NIP"),
        ("123", "angka"), ("12,5", "angka"), ("45000", "angka"), ("1-2", "angka"), ("07:30:00", "angka"),
        ("TRUE", "nilai TRUE/FALSE"),
        ("L", "jenis kelamin"), ("perempuan", "jenis kelamin"), ("PNS", "status pegawai"), ("a@b.id", "alamat surel"),
        *[(teks, None) for teks in ("", "-", "Staf", "Guru Kelas 3", "Kepala Seksi II", "SMPN 2", "Guru Madya IV/a",
          "Pembina Pramuka", "Juru Masak", "Penata Kelola Pemerintahan", "SABAI ALUIH", "I MADE RAKA", "MEI", "職員")],
    ],
)  # fmt: skip
def test_rupa(teks: str, hasil: str | None) -> None:
    assert rupa(teks) == hasil


@given(st.sampled_from(GOLONGAN), st.sampled_from(["{g}", "{p} - {g}", "{p} ({g})", "{p}/{g}", "{p}"]))
def test_setiap_golongan_dan_pangkat(baris: dict[str, str], bentuk: str) -> None:
    tulisan = bentuk.format(g=baris["golongan"], p=baris["pangkat"]) if baris["pangkat"] else baris["golongan"]
    for satu in (tulisan, tulisan.lower(), tulisan.upper(), tulisan.replace("Tingkat", "Tk.")):
        assert rupa(satu) == "golongan"


@given(st.text(max_size=40))
def test_teks_apa_pun_dijawab(teks: str) -> None:
    assert rupa(teks) in (None, "golongan", "tanggal", "NIP", "angka", "jenis kelamin", "status pegawai",
                          "alamat surel", "nilai TRUE/FALSE")  # fmt: skip


def test_sebab_tanpa_nip_utuh() -> None:
    assert bukan("III/c", "jabatan") == "'III/c' adalah golongan, bukan jabatan"
    assert bukan("198403122006042901", "nama") == "isinya NIP, bukan nama"
    assert (bukan("Staf", "jabatan"), bukan("12", "jabatan", boleh="angka")) == ("", "")
