"""Who is still in service and who has left, by the words and codes that files use."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asn_kompetensi.domain.kedudukan import baca_kedudukan, baca_kode_kedudukan

AKTIF = """Aktif|PNS Aktif|PPPK Aktif|Aktif - akan pensiun|Aktif (MPP)|Aktif kembali|CLTN|Cuti di Luar Tanggungan Negara
Perpanjangan CLTN|Tugas Belajar|Izin Belajar|Pemberhentian Sementara|PNS yang diberhentikan sementara|Nonaktif sementara
Masa Persiapan Pensiun|MPP|Pra Pensiun|Pra-Pensiun|Menjelang BUP|Akan Pensiun|Belum Pensiun|Dalam proses pensiun
Dipekerjakan|Diperbantukan|DPK|Pegawai Titipan|Penerima Uang Tunggu|Pejabat Negara|Prajurit Wajib|Mutasi Masuk
PNS|CPNS|PPPK Paruh Waktu|PNS kena hukuman disiplin|Sedang dlm Proses Banding BAPEK|CPNS yang belum menerima SK CPNS
Pemindahan dalam rangka penurunan Jabatan|Cuti Besar|Skorsing|Usulan Pemberhentian|Proses pemberhentian
Usul pemberhentian dengan hormat|Usul pemberhentian dengan hak pensiun|Aktif, usul pemberhentian|Mendekati pensiun"""
HENTI = """Pensiun|PENSIUN BUP|Pensiunan|Mencapai BUP|BUP|Tidak Aktif|Tdk. Aktif|Non Aktif|Non-Aktif|Nonaktif|Inaktif
Diberhentikan|Diberhentikan dengan hormat|Pemberhentian tidak dengan hormat|Pemberhentian tanpa hak pensiun|PTDH
Berhenti
Pembatalan NIP|Meninggal|Meninggal Dunia|Wafat|Almarhum|Almarhumah|Alm.|henti|Mengundurkan Diri|Berhenti (APS)
Pindah Instansi|Pindah Keluar|Mutasi Keluar|Mutasi ke luar daerah|Kontrak berakhir|Putus kontrak|Dipecat|Punah
Tidak aktif tetapi diusulkan Pensiun|Diberhentikan karena hukuman disiplin
99 - Pensiun|88 Pemberhentian dengan hak pensiun|Kontrak tidak diperpanjang"""
BELUM_TENTU = """Tidak pensiun|Bukan pensiunan|Tidak jadi pindah instansi|Pensiun dini ditolak|Perpanjangan BUP
BUP 2030|TMT Pensiun 2030|Pensiun TMT 1 Mei 2027|Kontrak berakhir 31-12-2028|Suami meninggal|Istrinya meninggal dunia
Pensiun ditunda|Pembatalan NIP dibatalkan|Permohonan pensiun dini|1 Mei pensiun"""
TAK_DIKENAL = """Hilang|Pindah|Mutasi|penghentian tunjangan|Diberhentikan dari jabatan|Kawin|x|Pensiun dari CLTN
Aktif, pensiun 2030|Tidak aktif (tugas belajar)|Pemblokiran Data PNS|III/c|1"""


def kata(daftar: str) -> list[str]:
    return daftar.replace("\n", "|").split("|")


@pytest.mark.parametrize(("teks", "hasil"), [*[(t, False) for t in kata(AKTIF)], *[(t, True) for t in kata(HENTI)]])
def test_kata_yang_dikenal(teks: str, hasil: bool) -> None:
    for tulisan in (teks, teks.upper(), f" {teks.lower()} "):
        assert baca_kedudukan(tulisan) is hasil


@pytest.mark.parametrize("teks", kata(TAK_DIKENAL))
def test_kata_lain_tidak_diam_diam_aktif(teks: str) -> None:
    with pytest.raises(ValueError, match=r"tidak dikenal|berarti aktif dan juga berhenti"):
        baca_kedudukan(teks)


@pytest.mark.parametrize("teks", kata(BELUM_TENTU))
def test_kata_yang_belum_tentu_berarti_berhenti_ditahan(teks: str) -> None:
    with pytest.raises(ValueError, match="belum tentu berarti sudah berhenti"):
        baca_kedudukan(teks)


@pytest.mark.parametrize(
    ("kode", "alasan"),
    [
        ("99", "Pensiun"), ("'99", "Pensiun"), ("99.0", "Pensiun"), ("52", "Tidak Aktif"), ("98", "Mencapai BUP"),
        ("01", None), ("1", None), ("'02", None), ("20", None), ("71", None),
    ],
)  # fmt: skip
def test_kode(kode: str, alasan: str | None) -> None:
    assert baca_kode_kedudukan(kode) == alasan


@pytest.mark.parametrize("kode", ["", "x", "0", "14", "90", "100", "9 9", "٩٩"])
def test_kode_tidak_dikenal(kode: str) -> None:
    with pytest.raises(ValueError, match="tidak dikenal"):
        baca_kode_kedudukan(kode)


@given(st.text(max_size=40))
def test_teks_apa_pun_dibaca_atau_ditolak_dengan_kalimat(teks: str) -> None:
    with suppress(ValueError):
        assert baca_kedudukan(teks) in (True, False)
    with suppress(ValueError):
        baca_kode_kedudukan(teks)
