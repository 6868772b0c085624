"""Someone who serves two cities at once: one person, told of in the city that is spoken of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from asn_kompetensi.domain.galat import TidakDitemukan
from asn_kompetensi.services import (
    gap,
    gap_jelaskan,
    gap_ringkas,
    gap_tren,
    jp,
    kolaborasi_mentor,
    laporan,
    laporan_banding,
    laporan_kota,
    pegawai_lihat,
    rencana_idp,
)
from asn_kompetensi.store import door
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import gabung as gabung_sql
from asn_kompetensi.store.queries.gap import Saringan
from tests.services.kota_gabung import INSTANSI, Sandi, dua_kota, gabung, kota_acak, kota_kosong
from tests.store.alat import buka

NIP = "198403122006042901"


def _kota(lokasi: Path, kode: str, standar: int, batas: str) -> Path:
    """A city of one woman, with a standard and a threshold of its own."""
    kota_kosong(lokasi, INSTANSI[kode])
    with buka(lokasi) as d:
        k = d.kon.execute
        k("INSERT INTO opd (id, kode, nama) VALUES (1, 'DINKES', 'Dinas Kesehatan')")
        k("INSERT INTO jabatan (id, kode, nama) VALUES (1, 'STAF', 'Staf')")
        k("INSERT INTO standar (jabatan_id, kompetensi_id, ratus, dasar) VALUES (1, 1, ?, ?)", (standar, f"SK {kode}"))
        k(
            """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
               VALUES (1, ?, 'Sabai Aluih', 'P', '1984-03-12', 'PNS')""",
            (NIP,),
        )
        k("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (1, 1, 1)")
        k("INSERT INTO periode (id, kode, mulai, selesai) VALUES (1, '2025', '2025-01-01', '2025-12-31')")
        k(f"INSERT INTO nilai VALUES (1, 1, 1, 1, 100, NULL, {d.jalankan}, 'dinilai oleh Budi')")
        k("UPDATE kebijakan SET nilai = ? WHERE kunci = 'batas_gap_rendah'", (batas,))
    return lokasi


@pytest.fixture(scope="module")
def tiga(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    tmp_path = tmp_path_factory.mktemp("tiga")
    kota = [_kota(tmp_path / f"{kode}.db", kode, *isi) for kode, isi in
            {"SWL": (400, "0.5"), "PDG": (200, "0.75"), "BKT": (300, "1")}.items()]  # fmt: skip
    hasil = gabung(tmp_path / "p.db", *kota, kode=dict(zip(kota, ("SWL", "PDG", "BKT"), strict=True)))
    return hasil.lokasi, hasil.kabar


def test_one_person_in_three_cities_is_warned_of_once(tiga: tuple[Path, list[str]]) -> None:
    assert tiga[1][0].startswith("1 orang terdaftar di lebih dari satu kota (***************901); ")


def test_a_number_is_explained_in_every_city_by_its_own(tiga: tuple[Path, list[str]]) -> None:
    with door.baca(tiga[0]) as d:
        isi = gap_jelaskan.jelaskan(d, NIP, "INT", "2025")
        semua = [dict(zip(gap.BIDANG, satu, strict=True)) for satu in gap.daftar(d, gap.saringan(d, "2025", nip=NIP))]
    ketiga = [isi, *isi["di_kota_lain"]]
    assert [{k: satu[k] for k in gap.BIDANG} for satu in ketiga] == semua
    assert isi["penempatan"]["opd"] == isi["opd"]
    for satu, standar in zip(ketiga, (300, 200, 400), strict=True):
        kota = satu["opd"].partition(".")[0]
        assert (satu["standar_asal"]["dasar"], satu["standar_asal"]["level"]) == (f"SK {kota}", standar / 100)
        batas = {satu["kunci"]: satu["nilai"] for satu in satu["kebijakan"]}["batas_gap_rendah"]
        assert batas == {"SWL": "0.5", "PDG": "0.75", "BKT": "1"}[kota]
    # All three gave the same score of the same source: Bukittinggi's is the one that stands in the register.
    assert isi["rumus"].endswith("; capaian dari asesmen 1 periode 2025")
    assert [satu["nilai"] for satu in ketiga[1:]] == [[], []]
    assert ketiga[1]["rumus"] == "standar 2 − capaian 1 = kesenjangan 1 (sedang)"
    assert ketiga[1]["kabar"] == [gap_jelaskan.GABUNGAN, gap_jelaskan.HILANG.format("PDG.DINKES")]


def test_which_of_twins_was_opened_last_is_not_known_of_a_city(tmp_path: Path) -> None:
    """The city opened 2024b before 2024; in the united file they are numbered anew, and closed without a closing."""
    lokasi = _kota(tmp_path / "SWL.db", "SWL", 400, "1")
    with buka(lokasi) as d:
        for nomor, kode in ((2, "2024b"), (3, "2024")):
            d.kon.execute(
                "INSERT INTO periode VALUES (?, ?, '2024-01-01', '2024-12-31', 'terbuka', NULL)", (nomor, kode)
            )
            d.kon.execute(f"INSERT INTO nilai VALUES (1, 1, ?, 1, 200, NULL, {d.jalankan}, NULL)", (nomor,))
        d.kon.execute("DELETE FROM nilai WHERE periode_id = 1")
    lain = _kota(tmp_path / "BKT.db", "BKT", 300, "1")
    hasil = gabung(tmp_path / "p.db", lokasi, lain, kode={lokasi: "SWL", lain: "BKT"}).lokasi
    with door.baca(hasil) as d:
        isi = gap_jelaskan.jelaskan(d, NIP, "INT", "2025")
        (swl,) = (satu for satu in (isi, *isi["di_kota_lain"]) if satu["opd"] == "SWL.DINKES")
    assert swl["periode_nilai"] == "2024"
    assert {satu["periode"]: satu["sebab"] for satu in swl["nilai"]} == {
        "2024": None, "2024b": "dipakai nilai periode 2024, yang berakhir pada hari yang sama"
    }  # fmt: skip


def test_what_explains_a_row_is_what_its_city_says_itself(tmp_path: Path) -> None:
    """Random cities that share their people: the same row, and the same reason unless a part of it was left behind."""
    banyak: Counter[str] = Counter()
    for seed in range(4):
        (tmp_path / str(seed)).mkdir()
        lokasi, semua = kota_acak(tmp_path / str(seed), seed, bersama=True)
        with door.baca(lokasi) as g:
            for kode, sendiri in semua.items():
                s = Sandi(g, kode)
                with door.baca(sendiri) as d:
                    for nomor, periode in d.kon.execute("SELECT id, kode FROM periode").fetchall():
                        baris = list(gap.daftar(d, Saringan(nomor)))
                        for satu in Random(seed).sample(baris, min(15, len(baris))):
                            _bandingkan(d, g, s, satu[2], satu[6], periode, banyak)
    assert banyak["rangkap"] > 5
    assert banyak["utuh"] > 100
    assert banyak["hilang"] > 5


def _bandingkan(
    d: Pintu, g: Pintu, s: Sandi, nip: str, kompetensi: str | None, periode: str, banyak: Counter[str]
) -> None:
    """One row as its city explains it and as the united file does."""
    komp = kompetensi or "INT"
    asal = gap_jelaskan.jelaskan(d, nip, komp, periode)
    isi = gap_jelaskan.jelaskan(g, nip, s.kompetensi[komp], s.periode[periode])
    banyak["rangkap"] += bool(isi["di_kota_lain"])
    milik = [satu for satu in (isi, *isi["di_kota_lain"]) if satu["opd"].startswith(f"{s.kode}.")]
    if not milik:  # a job without standards, while the one in another city requires it
        assert kompetensi is None
        return
    (dapat,) = milik
    (harap,) = s.terjemah(gap.BIDANG, [tuple(asal[k] for k in gap.BIDANG)])
    assert tuple(dapat[k] for k in gap.BIDANG) == harap
    bagian = {_skor(nilai) for nilai in dapat["nilai"]}
    harapan = {_skor(_disatukan(nilai, s.periode)) for nilai in asal["nilai"]}
    assert {satu[:3] for satu in bagian} <= {satu[:3] for satu in harapan}, "another city's score explains nothing"
    if gap_jelaskan.HILANG.format(dapat["opd"]) in dapat["kabar"]:
        assert not any(nilai["dihitung"] for nilai in dapat["nilai"])
        assert "; capaian" not in dapat["rumus"]
        if dapat["capaian"] is not None:
            banyak["hilang"] += 1
            assert len(bagian) < len(harapan), "never said of a level of which nothing is missing"
    elif kompetensi is not None and gap_jelaskan.RAGU.format(dapat["opd"]) not in dapat["kabar"]:
        banyak["utuh"] += 1
        assert bagian <= harapan
        assert {satu for satu in harapan if satu[4]} <= bagian, "whatever counted is there"
        if all(lama == baru for lama, baru in s.periode.items()) and komp == s.kompetensi[komp]:
            assert dapat["rumus"] == asal["rumus"]


def _disatukan(nilai: dict[str, Any], periode: Mapping[str, str]) -> dict[str, Any]:
    """A score as its city tells it, with what the united file calls the city's periods."""
    sebab = nilai["sebab"] and re.sub(r"\w+", lambda kata: periode.get(kata[0], kata[0]), nilai["sebab"])
    sebab = sebab and sebab.replace(" dan dibuka belakangan", "")  # that is not known there
    return {**nilai, "periode": periode[nilai["periode"]], "sebab": sebab}


def _skor(nilai: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(nilai[k] for k in ("periode", "sumber", "nilai", "bobot", "dihitung", "sebab"))


def test_of_two_jobs_the_one_that_requires_it_is_explained(tmp_path: Path) -> None:
    """The first city by code does not require it, nor has it anything to say of its score there."""
    kota = [_kota(tmp_path / f"{kode}.db", kode, 400, "1") for kode in ("BKT", "PDG")]
    with buka(kota[0]) as d:
        d.kon.execute("UPDATE standar SET kompetensi_id = 2")
        d.kon.execute("UPDATE nilai SET ratus = 500, hari = 19000")
    with buka(kota[1]) as d:
        d.kon.execute("DELETE FROM nilai")
    hasil = gabung(tmp_path / "p.db", *kota, kode=dict(zip(kota, ("BKT", "PDG"), strict=True))).lokasi
    with door.baca(hasil) as d:
        isi = gap_jelaskan.jelaskan(d, NIP, "INT", "2025")
        assert (isi["opd"], isi["di_kota_lain"], isi["status"]) == ("PDG.DINKES", [], "belum_dinilai")
        assert (isi["nilai"], isi["rumus"]) == ([], "belum ada nilai INT yang dihitung sampai 2025-12-31")
        assert gap_jelaskan.jelaskan(d, NIP, "KS", "2025")["opd"] == "BKT.DINKES"
        with pytest.raises(TidakDitemukan, match="jabatan Staf tidak mensyaratkan KOM") as salah:
            gap_jelaskan.jelaskan(d, NIP, "KOM", "2025")
        assert salah.value.petunjuk.startswith("Yang disyaratkan: KS, INT. ")


def test_the_parts_of_a_level_are_scores_of_its_city(tmp_path: Path) -> None:
    """In Bukittinggi her head scored her, in Padang an assessment centre, which there alone goes before the head."""
    kota = [_kota(tmp_path / f"{kode}.db", kode, 400, "1") for kode in ("BKT", "PDG")]
    with buka(kota[0]) as d:
        d.kon.execute("UPDATE nilai SET ratus = 500, sumber_id = 2")
    hasil = gabung(tmp_path / "p.db", *kota, kode=dict(zip(kota, ("BKT", "PDG"), strict=True))).lokasi
    with door.baca(hasil) as d:
        bagian = [(satu["sumber"], satu["nilai"], satu["dihitung"]) for satu in pegawai_lihat.lihat(d, NIP)["bagian"]]
        assert bagian == [("atasan", 5, True), ("asesmen", 1, True)]
        isi = gap_jelaskan.jelaskan(d, NIP, "INT", "2025")
    assert isi["rumus"] == "standar 4 − capaian 5 = −1; tidak ada kesenjangan; capaian dari atasan 5 periode 2025"
    (lain,) = isi["di_kota_lain"]
    assert lain["rumus"].endswith("; capaian dari asesmen 1 periode 2025")
    # An assessment of hers in Bukittinggi would have had to give way to Padang's; a head's score there counts not.
    assert isi["kabar"] == [gap_jelaskan.GABUNGAN, gap_jelaskan.RAGU.format("BKT.DINKES")]
    assert lain["kabar"] == [gap_jelaskan.GABUNGAN]


@pytest.fixture(scope="module")
def sepakat(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two cities of one woman that agree on a scale, and a third of another woman that does not."""
    folder = tmp_path_factory.mktemp("sepakat")
    kota = [_kota(folder / f"{kode}.db", kode, 400, "1") for kode in ("SWL", "PDG", "BKT")]
    for satu, batas in zip(kota, ("60", "60", "95"), strict=True):
        with buka(satu) as d:
            d.kon.execute("UPDATE nilai SET ratus = 280")
            d.kon.execute("UPDATE kebijakan SET nilai = ? WHERE kunci = 'jpm_pemetaan_optimal'", (batas,))
            if batas == "95":
                d.kon.execute("UPDATE pegawai SET nip = '198403122006042999'")
    return gabung(folder / "p.db", *kota, kode=dict(zip(kota, ("SWL", "PDG", "BKT"), strict=True))).lokasi


def test_the_scale_of_someone_in_two_cities_is_what_these_agree_on(sepakat: Path) -> None:
    kategori = gap_tren.BIDANG_PEGAWAI.index("kategori_jpm")
    with door.baca(sepakat) as d:
        (baris,) = gap_tren.tren(d, "pegawai", kelompok=NIP).baris
        assert baris[kategori] == "optimal"
        semua = {satu[0]: satu[kategori - 1] for satu in gap_ringkas.ringkas(d, gap.saringan(d, "2025"), "pegawai")}
        assert semua == {NIP: "optimal", "198403122006042999": "kurang_optimal"}
        satu_orang = gap_ringkas.ringkas(d, gap.saringan(d, "2025", nip=NIP), "opd")
        assert [(satu[0], satu[kategori - 1]) for satu in satu_orang] == [
            ("PDG.DINKES", "optimal"), ("SWL.DINKES", "optimal"),
        ]  # fmt: skip


def test_who_serves_two_cities_is_seen_only_where_both_are_asked_for(sepakat: Path) -> None:
    with door.baca(sepakat) as d:
        nomor, _, _, _, _ = gap.cari_periode(d, "2025")
        swl, pdg, bkt = (
            gabung_sql.opd_kota(d.kon, gabung_sql.isi(d.kon, kode)[0])  # type: ignore[index]
            for kode in ("SWL", "PDG", "BKT")
        )
        (siapa,) = gabung_sql.dua_kota(d.kon, nomor)
        assert gabung_sql.dua_kota(d.kon, nomor, [*swl, *pdg]) == [siapa]
        assert gabung_sql.dua_kota(d.kon, nomor, swl) == gabung_sql.dua_kota(d.kon, nomor, bkt) == []
        assert gabung_sql.dua_kota(d.kon, nomor, None, siapa) == [siapa]


def test_a_plan_is_of_one_city(tiga: tuple[Path, list[str]]) -> None:
    with door.baca(tiga[0]) as d:
        isi = rencana_idp.sebagai_objek(rencana_idp.idp(d, NIP, "2025"))
    kota = isi["opd"].partition(".")[0]
    standar = {"SWL": 4, "PDG": 2, "BKT": 3}[kota]
    assert {satu["standar"] for satu in isi["kegiatan"]} == {standar}


def test_periods_of_unlike_cities_are_not_compared(tmp_path: Path) -> None:
    """2024 has Sawahlunto alone: neither a person of both cities nor the whole is measured against it."""
    kota = [_kota(tmp_path / f"{kode}.db", kode, 400, "1") for kode in ("SWL", "PDG")]
    with buka(kota[0]) as d:
        d.kon.execute("INSERT INTO periode (id, kode, mulai, selesai) VALUES (2, '2024', '2024-01-01', '2024-12-31')")
        d.kon.execute("INSERT INTO periode (id, kode, mulai, selesai) VALUES (3, '2023', '2023-01-01', '2023-12-31')")
        d.kon.execute(f"INSERT INTO nilai VALUES (1, 1, 2, 1, 200, NULL, {d.jalankan}, NULL)")
    hasil = gabung(tmp_path / "p.db", *kota, kode=dict(zip(kota, ("SWL", "PDG"), strict=True))).lokasi
    perubahan = gap_tren.BIDANG_PEGAWAI.index("perubahan_kesenjangan")
    with door.baca(hasil) as d:
        orang = gap_tren.tren(d, "pegawai", kelompok=NIP).baris
        assert [(satu[0], satu[perubahan]) for satu in orang] == [("2023", None), ("2024", 2), ("2025", None)]
        sendiri = gap_tren.tren(d, "pegawai", kelompok=NIP, opd="SWL").baris
        assert sendiri[-1][perubahan] is not None, "in her one city the periods are compared"
        sekota = gap_tren.tren(d, "kompetensi", opd="SWL").baris
        assert all(satu[-1] is not None for satu in sekota if satu[0] != "2023")
        kota_2025 = laporan_kota.siapkan(d, "2025")
        assert kota_2025.instansi == "Gabungan 2 instansi (PDG, SWL)"
        assert (kota_2025.tempat, kota_2025.kepala_surat, kota_2025.penanda_tangan) == ("", (), ())
        assert (kota_2025.periode_lalu, [satu.periode for satu in kota_2025.tren]) == (None, ["2025"])
        assert {satu.nama for satu in kota_2025.opd} == {"Dinas Kesehatan (SWL)", "Dinas Kesehatan (PDG)"}
        kota_2024 = laporan_kota.siapkan(d, "2024")
        assert (kota_2024.periode_lalu, [satu.periode for satu in kota_2024.tren]) == ("2023", ["2023", "2024"])


def _berlatih(d: PintuTulis, kode: str) -> None:
    """A class to come for everyone of the city, and hours of last year."""
    k = d.kon.execute
    k("INSERT INTO pelatihan (id, kode, nama, bentuk_id, jp) VALUES (1, 'P', 'Pelatihan', 8, 24)")
    k("""INSERT INTO kelas (kode, pelatihan_id, mulai, selesai, terbuka)
         VALUES ('K', 1, '2025-11-03', '2025-11-05', 1)""")  # fmt: skip
    k("""INSERT INTO jp_luar (pegawai_id, nama, kunci, bentuk_id, tahun, jp_diakui)
         VALUES (1, 'Kursus', 'kursus', 8, 2025, 500)""")  # fmt: skip
    k("UPDATE pegawai SET nip = ?", (f"1984031220060429{kode}",))


def test_hours_and_classes_are_those_of_the_own_city(tmp_path: Path) -> None:
    kota = [_kota(tmp_path / f"{kode}.db", kode, 400, "1") for kode in ("SWL", "PDG")]
    for nomor, satu in enumerate(kota):
        with buka(satu) as d:
            _berlatih(d, f"0{nomor}")
    with buka(kota[1]) as d:
        d.kon.execute("UPDATE periode SET kode = '2025-1', selesai = '2025-06-30'")
    hasil = gabung(tmp_path / "p.db", *kota, kode=dict(zip(kota, ("SWL", "PDG"), strict=True))).lokasi
    saran = jp.BIDANG.index("kelas_saran")
    with door.baca(hasil) as d:
        for pilihan in ({}, {"opd": "SWL.DINKES"}, {"nip": "198403122006042900"}, {"nip": "198403122006042901"}):
            for satu in jp.daftar(d, 2025, **pilihan):  # type: ignore[arg-type]
                assert satu[saran] == [f"{satu[2].partition('.')[0]}.K"]
        assert laporan_kota.siapkan(d, "2025").jp == (0, 1), "Padang has another period"


def test_what_was_written_down_about_a_score_stays_at_home(tiga: tuple[Path, list[str]]) -> None:
    with door.baca(tiga[0]) as d:
        assert {satu for (satu,) in d.kon.execute("SELECT bukti FROM nilai")} == {None}


@pytest.mark.parametrize("seed", [0, 1, 3])
def test_a_report_of_all_counts_everybody_once(tmp_path: Path, seed: int) -> None:
    ganda = 0
    with door.baca(dua_kota(tmp_path, seed)) as d:
        for (nomor,) in d.kon.execute("SELECT id FROM periode").fetchall():
            ganda += len(gabung_sql.dua_kota(d.kon, nomor))
            kota = laporan_banding.ringkas(d, nomor).kota
            semua = gap_ringkas.ringkas(d, Saringan(nomor), "kota")
            if not semua:
                assert kota == {}
                continue
            assert tuple(kota[satu] for satu in gap_ringkas.BIDANG_RINGKAS[2:]) == semua[0][2:]
            orang = gap_ringkas.ringkas(d, Saringan(nomor), "pegawai")
            dinilai, di_bawah = (gap_ringkas.BIDANG_RINGKAS.index(satu) for satu in ("dinilai", "di_bawah"))
            assert kota["orang_dinilai"] == sum(satu[dinilai] > 0 for satu in orang)
            assert kota["orang_di_bawah"] == sum(satu[di_bawah] > 0 for satu in orang)
    assert ganda > 0


def test_a_workbook_tells_of_the_mentor_its_own_agency_was_given(tmp_path: Path) -> None:
    """Below standard in three agencies, she has three mentors in one competency: each head is told of his."""
    kota = [_kota(tmp_path / f"{kode}.db", kode, 400, "1") for kode in ("SWL", "PDG", "BKT")]
    for nomor, satu in enumerate(kota):
        with buka(satu) as d:
            k = d.kon.execute
            k("INSERT INTO opd (id, kode, nama) VALUES (2, 'DISDIK', ?)", (f"Dinas Pendidikan {satu.stem}",))
            k(
                """INSERT INTO pegawai (id, nip, nama, jenis_kelamin, tanggal_lahir, jenis_pegawai)
                   VALUES (2, ?, 'Reno Nilam', 'P', '1984-03-12', 'PNS')""",
                (f"19840312200604280{nomor}",),
            )
            k("INSERT INTO jabatan (id, kode, nama) VALUES (2, 'GURU', 'Guru')")
            k("INSERT INTO standar (jabatan_id, kompetensi_id, ratus) VALUES (2, 1, 300)")
            k("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id) VALUES (2, 2, 2)")
            k("INSERT INTO nilai VALUES (2, 1, 1, 1, 500, NULL, ?, NULL)", (d.jalankan,))
    hasil = gabung(tmp_path / "p.db", *kota, kode=dict(zip(kota, ("SWL", "PDG", "BKT"), strict=True))).lokasi
    with door.baca(hasil) as d:
        jadi, _ = kolaborasi_mentor.pasang(d, "2025", selisih_minimal=6000, beban_maks=3)
        nama = dict(d.kon.execute("SELECT kode, nama FROM opd").fetchall())
        buku = laporan.siapkan(d, "2025")
    mentor = {satu.orang.opd: satu.mentor.opd for satu in jadi}
    assert len(set(mentor.values())) == 3
    usulan = {(satu.opd, gap.saran) for satu in buku for gap in satu.gap}
    assert usulan == {(opd, f"Mentor dari {nama[asal]}") for opd, asal in mentor.items()}
