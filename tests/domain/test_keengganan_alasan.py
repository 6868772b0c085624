"""Reasons in people's own words: a cause only where one is clearly named, and nobody's illness read as refusal."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asn_kompetensi.domain.keengganan import BELUM_DITANYA, SEBAB
from asn_kompetensi.domain.keengganan_alasan import baca_sebab, sebab_dari_alasan

TERBACA = {
    "tidak_dilepas": ("tidak diizinkan atasan", "Tidak dilepas", "belum diijinkan Camat", "tdk di izinkan pimpinan",
                      "Kepala Dinas belum mengizinkan", "menunggu izin dari pimpinan", "tidak diberi izin oleh atasan",
                      "dilarang atasan", "atasan tidak memberi izin", "tidak_dilepas", "tidak dilepas atasan"),
    "sakit": ("sakit", "Sakit.", "dirawat di rumah sakit", "tidak enak badan", "kurang sehat", "cuti melahirkan",
              "tidak diizinkan dokter", "sakit atau melahirkan", "alasan kesehatan", "sakit kepala"),
    "dinas": ("dinas", "dinas luar", "DL ke Padang", "perjalanan dinas", "tugas luar kota", "ditugaskan pimpinan",
              "ada surat tugas lain"),
    "beban_tugas": ("beban tugas", "BEBAN KERJA", "banyak pekerjaan", "tugas menumpuk", "sibuk",
                    "beban tugas dinas kesehatan", "tidak bisa meninggalkan pelayanan"),
    "takut_mutasi": ("takut dimutasi", "khawatir akan dipindahkan", "takut mutasi ke desa"),
    "kurang_percaya_diri": ("kurang percaya diri", "belum siap", "malu", "takut gagal", "khawatir tidak lulus"),
    "tidak_relevan": ("tidak relevan", "kurang sesuai dengan jabatan", "bukan bidangnya", "tidak perlu"),
    "keluarga": ("keluarga", "anak sakit", "istri melahirkan", "ibu saya sakit", "tidak diizinkan suami"),
    "biaya": ("biaya", "tidak ada anggaran", "tanpa ongkos"),
    "jarak": ("jarak", "terlalu jauh", "tidak ada kendaraan"),
    "lainnya": ("lain-lain", "lainnya"),
}  # fmt: skip
# Silent, denied, several at once, or only a word that looks like a cause.
TIDAK_TERBACA = (
    "", "-", "malas", "bukan karena sakit", "tidak sakit", "tidak takut mutasi", "bukan soal biaya", "tidak jauh",
    "bukan tidak diizinkan atasan", "tugas jaga di rumah sakit", "Dinas Pendidikan", "operasi pasar", "atasan sakit",
    "sakit hati", "sakit dan beban tugas", "jauh, biaya", "belum ditanya", "nanti saja",
)  # fmt: skip


@pytest.mark.parametrize("sebab", TERBACA)
def test_clearly_named(sebab: str) -> None:
    assert {teks: sebab_dari_alasan(teks) for teks in TERBACA[sebab]} == dict.fromkeys(TERBACA[sebab], sebab)


def test_not_clear_means_nobody_has_asked() -> None:
    assert {teks: sebab_dari_alasan(teks) for teks in TIDAK_TERBACA} == dict.fromkeys(TIDAK_TERBACA, BELUM_DITANYA)
    assert sebab_dari_alasan(None) == BELUM_DITANYA


def test_of_several_that_never_count_the_first_stands() -> None:
    assert sebab_dari_alasan("tidak dilepas, lalu sakit") == "tidak_dilepas"
    assert sebab_dari_alasan("sakit, lalu tidak dilepas") == "sakit"
    assert sebab_dari_alasan("sakit, sakit sekali") == "sakit"


@settings(max_examples=40, deadline=None)
@given(st.sampled_from([teks for semua in TERBACA.values() for teks in semua if " " in teks]))
def test_case_spaces_and_full_stops_do_not_matter(teks: str) -> None:
    assert sebab_dari_alasan(f"  {teks.upper().replace(' ', '   ')} . ") == sebab_dari_alasan(teks)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80))
def test_any_text_gives_a_known_cause(teks: str) -> None:
    assert sebab_dari_alasan(teks) in SEBAB


def test_typed_causes() -> None:
    assert [baca_sebab(sebab) for sebab in SEBAB] == list(SEBAB)
    assert [baca_sebab(label.upper()) for label in SEBAB.values()] == list(SEBAB)
    assert baca_sebab("tidak diizinkan atasan") == "tidak_dilepas"
    for teks in ("malas", "", "sakit dan beban tugas"):
        with pytest.raises(ValueError, match=f"sebab '{teks}' tidak dikenal.*Pilihannya: kurang_percaya_diri"):
            baca_sebab(teks)
