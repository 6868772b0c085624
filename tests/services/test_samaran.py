"""Erasing a person who has left: no byte of NIP or name stays, and nothing that was counted moves."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from asn_kompetensi.domain import samaran as domain
from asn_kompetensi.domain.galat import BasisDataSibuk, Bentrok, DataDitolak, GalatASN, GalatBerkas, TidakDitemukan
from asn_kompetensi.services import (
    gap,
    gap_ringkas,
    kolaborasi_mentor,
    nilai,
    opd,
    pegawai,
    pegawai_lihat,
    penutupan,
    periksa,
    periode,
    riwayat,
    samaran,
    standar,
)
from asn_kompetensi.services import jabatan as jabatan_
from asn_kompetensi.services.batal import batal
from asn_kompetensi.store import catatan, door, rantai
from asn_kompetensi.store.queries import rencana as rencana_sql
from tests.cetakan import sekali
from tests.conftest import Asn
from tests.periode import tutup
from tests.store.alat import buka

PERGI, TINGGAL = "198403122006042901", "197911052005011902"
NAMA = "ZULHENDRI TIADA DUA"
NAMA_LAMA = "ZULHENDRI NAMA LAMA"
SUREL = "zulhendri.tiada.dua@contoh.go.id"
JEJAK = (PERGI, NAMA, NAMA_LAMA, SUREL, "TIADA DUA", "Drs. Langka", "1984-03-12")


def langkah(basis: Path, kerja: object, perintah: str = "uji") -> int:
    """One run; returns its number."""
    with buka(basis, perintah=perintah) as d:
        kerja(d)  # type: ignore[operator]
        return d.jalankan


@sekali
def _awal(basis: Path) -> None:
    """Two people, one of whom has led an agency, was renamed, was scored in a closed and an open period, and left."""

    def isi(d: door.PintuTulis) -> None:
        opd.tambah(d, "DINKES", "Dinas Kesehatan")
        opd.tambah(d, "DISDIK", "Dinas Pendidikan")
        jabatan_.tambah(d, "STAF", "Staf")
        standar.tetapkan(d, "STAF", ["INT=3", "KS=3"])
        pegawai.tambah(d, PERGI, {"nama": NAMA_LAMA, "opd": "DINKES", "jabatan": "STAF", "gelar_depan": "Drs. Langka",
                                  "surel": SUREL})  # fmt: skip
        pegawai.tambah(d, TINGGAL, {"nama": "MANGKUTAK", "opd": "DINKES", "jabatan": "STAF"})
        for tahun in ("2024", "2025"):
            periode.buka(d, tahun, f"{tahun}-01-01", f"{tahun}-12-31")

    langkah(basis, isi)
    langkah(basis, lambda d: opd.ubah(d, "DINKES", kepala=PERGI))
    langkah(basis, lambda d: opd.ubah(d, "DISDIK", kepala=TINGGAL))
    langkah(basis, lambda d: pegawai.ubah(d, PERGI, {"nama": NAMA}))
    langkah(basis, lambda d: nilai.isi(d, PERGI, {"INT": "2", "KS": "3"}, "2024", "asesmen", None))
    langkah(basis, lambda d: nilai.isi(d, TINGGAL, {"INT": "3"}, "2024", "asesmen", None))
    langkah(basis, lambda d: nilai.isi(d, PERGI, {"INT": "4"}, "2025", "asesmen", None))
    tutup(basis, "2024")
    langkah(basis, lambda d: pegawai.henti(d, PERGI, "pensiun", date(2026, 2, 1)))


@pytest.fixture
def kota(basis: Path) -> Path:
    _awal(basis)
    return basis


def samarkan(basis: Path) -> str:
    with buka(basis, perintah="pegawai samarkan") as d:
        return str(samaran.samarkan(d, PERGI)["nip"])


def hitungan(basis: Path) -> list[object]:
    """Everything that is counted, and every row of the gap without who it is about."""
    with door.baca(basis) as d:
        semua: list[object] = []
        for tahun in ("2024", "2025"):
            pilih = gap.saringan(d, tahun)
            semua += [gap_ringkas.ringkas(d, pilih, per) for per in ("opd", "jabatan", "kompetensi", "jenis", "kota")]
            # By name while the period is open: the name has gone, so only the closed one keeps its order.
            baris = [(*satu[:2], *satu[4:]) for satu in gap.daftar(d, pilih)]
            semua += baris if tahun == "2024" else sorted(baris, key=str)
        return semua


def temuan(basis: Path) -> list[str]:
    with door.baca(basis) as d:
        return [satu[1] for satu in periksa.periksa(d)]


# --- refusals -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nip", "galat", "pesan"),
    [
        (TINGGAL, Bentrok, "***902 masih bertugas"),
        ("198403122006042", DataDitolak, "15 digit"),
        ("199001012015011001", TidakDitemukan, "belum terdaftar"),
        (domain.nip(1), TidakDitemukan, "tidak ada orang tersamar bernomor 1"),
        (domain.nip(77), TidakDitemukan, "tidak ada orang tersamar bernomor 77"),
    ],
)
def test_refused_and_nothing_is_changed(kota: Path, nip: str, galat: type[Exception], pesan: str) -> None:
    sebelum = kota.read_bytes()
    with pytest.raises(galat, match=pesan.replace("*", r"\*")), buka(kota) as d:
        samaran.samarkan(d, nip)
    assert kota.read_bytes() == sebelum


def test_a_dry_run_keeps_every_byte(kota: Path) -> None:
    sebelum = kota.read_bytes()
    with buka(kota, kering=True) as d:
        assert samaran.samarkan(d, PERGI) == {"nip": domain.nip(1), "surat_dibatalkan": []}
    assert kota.read_bytes() == sebelum


# --- what goes, what stays ------------------------------------------------------------------------------------------


def test_no_byte_of_the_person_stays_in_the_file(kota: Path) -> None:
    isi = kota.read_bytes()
    assert all(satu.encode() in isi for satu in JEJAK), "the test can fail"
    assert samarkan(kota) == domain.nip(1)
    isi = kota.read_bytes()
    assert [satu for satu in JEJAK if satu.encode() in isi or satu.casefold().encode() in isi] == []
    assert TINGGAL.encode() in isi
    assert sorted(satu.name for satu in kota.parent.iterdir()) == ["kota.db", "kota.db.segel"]
    assert PERGI not in (kota.parent / "kota.db.segel").read_text(encoding="utf-8")


def test_a_warning_sealed_with_a_period_names_nobody(kota: Path) -> None:
    """Who had no job on the last day is told before closing; what is kept for ever is only how many they were."""

    def sebelumnya(d: door.PintuTulis) -> None:
        d.kon.execute("UPDATE penempatan SET mulai = '2020-01-01' WHERE pegawai_id = 1 AND selesai IS NULL")
        d.kon.execute("INSERT INTO penempatan (pegawai_id, opd_id, jabatan_id, selesai) VALUES (1, 1, 1, '2019-06-30')")
        periode.buka(d, "2019", "2019-01-01", "2019-12-31")

    langkah(kota, sebelumnya)
    with door.baca(kota) as d:
        assert any(NAMA in satu.pesan for satu in penutupan.siap(d, "2019")), "the test can fail"
    tutup(kota, "2019")
    samarkan(kota)
    assert NAMA.encode() not in kota.read_bytes()
    with door.baca(kota) as d:
        pesan = periode.lihat(d, "2019")["peringatan"]
    assert "1 pegawai tidak punya jabatan pada 2019-12-31; tidak masuk hitungan" in pesan


def test_what_is_counted_stays(kota: Path) -> None:
    sebelum = hitungan(kota)
    samarkan(kota)
    assert hitungan(kota) == sebelum


def test_chain_trail_and_seal_hold(kota: Path) -> None:
    assert temuan(kota) == []
    with door.baca(kota) as d:
        segel = periode.lihat(d, "2024")["segel"]
    samarkan(kota)
    assert temuan(kota) == []
    with door.baca(kota) as d:
        assert periode.lihat(d, "2024")["segel"] == segel


def test_the_order_of_a_closed_period_stays(kota: Path) -> None:
    with door.baca(kota) as d:
        sebelum = [baris[2] for baris in gap.daftar(d, gap.saringan(d, "2024"))]
    samarkan(kota)
    with door.baca(kota) as d:
        sesudah = [(baris[2], baris[3]) for baris in gap.daftar(d, gap.saringan(d, "2024"))]
    assert sesudah == [(domain.nip(1), domain.NAMA) if nip == PERGI else (nip, "MANGKUTAK") for nip in sebelum]


@pytest.mark.parametrize("pergi", [0, 1, 2, 3])
def test_who_guides_whom_in_a_closed_period_stays(basis: Path, pergi: int) -> None:
    """Two mentors alike, each for one, and two alike in need: neither a name nor a NIP taken away turns them round."""
    nip = ["198001012005011001", "198201012007011002", "198401012009011003", "198601012011011004"]

    def isi(d: door.PintuTulis) -> None:
        jabatan_.tambah(d, "STAF", "Staf")
        standar.tetapkan(d, "STAF", ["INT=3"])
        periode.buka(d, "2024", "2024-01-01", "2024-12-31")
        for n, (kode, level) in enumerate((("DINKES", "5"), ("DINKES", "5"), ("DISDIK", "1"), ("DISDIK", "1"))):
            if not n % 2:
                opd.tambah(d, kode, kode.title())
            pegawai.tambah(d, nip[n], {"nama": f"ORANG {n}", "opd": kode, "jabatan": "STAF", "mulai": "2024-01-01"})
            nilai.isi(d, nip[n], {"INT": level}, "2024", "asesmen", None)

    def pasangan() -> set[tuple[int, int]]:
        with door.baca(basis) as d:
            jadi, _ = kolaborasi_mentor.pasang(d, "2024", selisih_minimal=6000, beban_maks=1)
            return {(satu.mentor.pegawai_id, satu.orang.pegawai_id) for satu in jadi}

    def tampil() -> list[tuple[int, int]]:
        """The rows as they are listed, people by their number."""
        with door.baca(basis) as d:
            nomor = dict(d.kon.execute("SELECT nip, pegawai_id FROM beku_orang"))
            baris = kolaborasi_mentor.mentor(d, "2024", selisih_minimal=6000, beban_maks=1).berpasangan
            return [(nomor[satu[2]], nomor[satu[6]]) for satu in baris]

    langkah(basis, isi)
    tutup(basis, "2024")
    sebelum = pasangan()
    assert sebelum == set(tampil()) == {(1, 3), (2, 4)}
    assert tampil() == [(1, 3), (2, 4)]
    langkah(basis, lambda d: pegawai.henti(d, nip[pergi], "pensiun", date(2026, 2, 1)))
    langkah(basis, lambda d: samaran.samarkan(d, nip[pergi]), "pegawai samarkan")
    assert pasangan() == sebelum
    assert tampil() == [(1, 3), (2, 4)]


def test_the_person_is_nobody_in_every_answer(kota: Path) -> None:
    samarkan(kota)
    with door.baca(kota) as d:
        orang = [dict(zip(pegawai.BIDANG, satu, strict=True)) for satu in pegawai.daftar(d)]
        semua = json.dumps([list(satu) for satu in riwayat.rinci(d)], ensure_ascii=False, default=str)
        assert opd.lihat(d, "DINKES")["kepala_nip"] is None
        assert opd.lihat(d, "DISDIK")["kepala_nip"] == TINGGAL
        with pytest.raises(TidakDitemukan):
            pegawai_lihat.lihat(d, PERGI)
    tersamar = next(satu for satu in orang if satu["nip"] == domain.nip(1))
    assert (tersamar["nama"], tersamar["gelar_depan"], tersamar["tanggal_lahir"]) == (domain.NAMA, None, domain.LAHIR)
    assert (tersamar["jenis_kelamin"], tersamar["status"], tersamar["opd"]) == ("P", "henti", "DINKES")
    assert [satu for satu in JEJAK if satu in semua] == []


def test_again_only_clears_the_gaps_of_the_file(kota: Path) -> None:
    tersamar = samarkan(kota)
    with door.baca(kota) as d:
        sebelum = rantai.kepala(d.kon)
    with buka(kota, perintah="pegawai samarkan") as d:
        assert samaran.samarkan(d, tersamar) == {"nip": tersamar, "surat_dibatalkan": []}
    with door.baca(kota) as d:
        assert rantai.kepala(d.kon) == sebelum


def test_it_is_for_ever(kota: Path) -> None:
    samarkan(kota)
    for nomor in ("terakhir", "5"):  # the erasure itself, and the renaming before it
        with pytest.raises(Bentrok), buka(kota) as d:
            batal(d, nomor)


def test_the_same_nip_may_be_registered_anew(kota: Path) -> None:
    samarkan(kota)
    langkah(kota, lambda d: pegawai.tambah(d, PERGI, {"nama": "ORANG BARU", "opd": "DISDIK", "jabatan": "STAF"}))
    with door.baca(kota) as d:
        assert pegawai_lihat.lihat(d, PERGI)["nama"] == "ORANG BARU"
    assert temuan(kota) == []


def test_two_erased_people_are_not_one(kota: Path) -> None:
    langkah(kota, lambda d: pegawai.henti(d, TINGGAL, "pensiun", date(2026, 3, 1)))
    sebelum = hitungan(kota)
    samarkan(kota)
    with buka(kota, perintah=catatan.PENYAMARAN) as d:
        samaran.samarkan(d, TINGGAL)
    assert hitungan(kota) == sebelum
    assert temuan(kota) == []
    assert TINGGAL.encode() not in kota.read_bytes()


# --- what an attacker might make of it ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "perintah",
    [
        "UPDATE pegawai SET nama = 'LAIN' WHERE id = 1",
        "UPDATE pegawai SET nip = '198403122006042901' WHERE id = 1",
        "UPDATE pegawai SET nip = printf('%018d', 2), nama = '(disamarkan)' WHERE id = 2",
        "DELETE FROM catatan_pribadi WHERE kunci = '[2]'",
    ],
)
def test_nobody_hides_behind_an_erasure(kota: Path, perintah: str) -> None:
    samarkan(kota)
    with closing(sqlite3.connect(kota)) as kon, kon:
        assert kon.execute(perintah).rowcount > 0
    assert "BERUBAH_DI_LUAR" in temuan(kota)


def test_the_frozen_rows_take_no_other_name(kota: Path) -> None:
    samarkan(kota)
    for perintah in ("UPDATE beku_orang SET nama = 'X'", "UPDATE beku_orang SET garam = NULL"):
        with closing(sqlite3.connect(kota)) as kon, pytest.raises(sqlite3.IntegrityError, match="periode tertutup"):
            kon.execute(perintah)


# --- the command ----------------------------------------------------------------------------------------------------


def test_the_command_asks_backs_up_and_lists_the_copies(kota: Path, asn: Asn) -> None:
    kode, keluar, galat = asn("pegawai", "samarkan", PERGI)
    assert (kode, keluar) == (2, "")
    assert "--yes" in galat
    kode, keluar, galat = asn("pegawai", "samarkan", PERGI, "--yes", "--json")
    isi = json.loads(keluar)
    assert kode == 0
    assert isi["nip"] == domain.nip(1)
    [salinan] = isi["cadangan"]
    assert salinan["berkas"].startswith("kota-sebelum-samarkan-")
    assert salinan["kedaluwarsa"][:4] == str(int(salinan["dibuat"][:4]) + 1)
    with door.baca(kota.with_name(salinan["berkas"])) as d:
        assert pegawai_lihat.lihat(d, PERGI)["nama"] == NAMA
    assert PERGI not in galat
    assert NAMA not in galat
    assert f"masih memuat identitasnya: {salinan['berkas']}" in galat


def test_no_backup_and_no_change_on_a_dry_run(kota: Path, asn: Asn) -> None:
    sebelum = kota.read_bytes()
    assert asn("pegawai", "samarkan", PERGI, "-n")[0] == 0
    assert kota.read_bytes() == sebelum
    assert list(kota.parent.glob("*.cadangan.db")) == []


def test_an_agency_keeps_the_head_who_came_after(kota: Path) -> None:
    langkah(kota, lambda d: opd.ubah(d, "DINKES", kepala=TINGGAL))
    langkah(kota, lambda d: samaran.samarkan(d, PERGI), catatan.PENYAMARAN)
    with door.baca(kota) as d:
        assert [satu for satu in periksa.periksa(d) if satu[0] == "galat"] == []
        kepala = [(satu[7], satu[8], satu[9]) for satu in riwayat.rinci(d, tabel="opd") if satu[7] == "kepala_nip"]
    assert kepala == [("kepala_nip", None, TINGGAL), ("kepala_nip", None, TINGGAL)]
    assert PERGI.encode() not in kota.read_bytes()


@pytest.mark.parametrize("tabel", ["pegawai", "opd"])
def test_identities_do_not_go_without_an_erasure(kota: Path, tabel: str) -> None:
    with closing(sqlite3.connect(kota)) as kon, kon:
        banyak = kon.execute("DELETE FROM catatan_pribadi WHERE tabel = ?", (tabel,)).rowcount
    with door.baca(kota) as d:
        temuan = [satu[1] for satu in periksa.periksa(d)]
    assert temuan.count("IDENTITAS_BERUBAH") == banyak > 0


@pytest.mark.parametrize(("sebab", "jenis"), [("SQLITE_FULL", GalatBerkas), ("SQLITE_BUSY", BasisDataSibuk)])
def test_a_full_disk_or_a_reader_after_the_erasure_says_what_to_repeat(
    kota: Path, monkeypatch: pytest.MonkeyPatch, sebab: str, jenis: type[GalatASN]
) -> None:
    asli = door.sambung

    class Penuh(sqlite3.Connection):
        def execute(self, sql: str, *isi: object) -> sqlite3.Cursor:
            if sql == "VACUUM":
                salah = sqlite3.OperationalError(sebab)
                salah.sqlite_errorname = sebab
                raise salah
            return super().execute(sql, *isi)  # type: ignore[arg-type]

    def sambung(lokasi: Path, mode: str, tunggu: float = 30.0) -> sqlite3.Connection:
        with monkeypatch.context() as m:
            buka_asli = sqlite3.connect
            m.setattr(sqlite3, "connect", lambda *isi, **pilihan: buka_asli(*isi, factory=Penuh, **pilihan))
            return asli(lokasi, mode, tunggu)

    monkeypatch.setattr(door, "sambung", sambung)
    with pytest.raises(jenis, match="sudah tersimpan") as galat:
        langkah(kota, lambda d: samaran.samarkan(d, PERGI), catatan.PENYAMARAN)
    with door.baca(kota) as d:
        [(tersamar,)] = d.kon.execute("SELECT nip FROM pegawai WHERE nama = ?", (domain.NAMA,)).fetchall()
    assert galat.value.petunjuk.endswith(f"asn pegawai samarkan {tersamar}")


# --- nobody is erased but by the command ------------------------------------------------------------------------------

_DISAMARKAN = """UPDATE pegawai SET nip = printf('%018d', id), nama = '(disamarkan)', gelar_depan = NULL,
                  gelar_belakang = NULL, tanggal_lahir = '1900-01-01', surel = NULL WHERE id = 2"""
_TANPA_GARAM = f"UPDATE catatan_pribadi SET garam = '{catatan.TANPA_GARAM}'"


@pytest.mark.parametrize(
    ("perintah", "kode"),
    [
        # A forged erasure of someone in service.
        ([_DISAMARKAN, "DELETE FROM catatan_pribadi WHERE tabel = 'pegawai' AND kunci = '[2]'"], "IDENTITAS_BERUBAH"),
        # Another name and no salt left to check it by.
        ([f"{_TANPA_GARAM}, baru = json_set(baru, '$.nama', 'PALSU') WHERE kunci = '[2]' AND tabel = 'pegawai'",
          "UPDATE pegawai SET nama = 'PALSU' WHERE id = 2"], "IDENTITAS_BERUBAH"),
        ([f"{_TANPA_GARAM} WHERE tabel = 'opd'"], "IDENTITAS_BERUBAH"),
        (["DROP TRIGGER jaga_beku_orang_ubah",
          "UPDATE beku_orang SET garam = NULL, nip = '000000000000000002', nama = '(disamarkan)' WHERE pegawai_id = 2"],
         "IDENTITAS_BEKU_BERUBAH"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("lain_tersamar", [False, True])
def test_a_forged_erasure_is_found(kota: Path, perintah: list[str], kode: str, lain_tersamar: bool) -> None:
    if lain_tersamar:
        samarkan(kota)
    with closing(sqlite3.connect(kota)) as kon, kon:
        penjaga = kon.execute("SELECT sql FROM sqlite_schema WHERE name = 'jaga_beku_orang_ubah'").fetchone()
        assert [satu for satu in perintah if kon.execute(satu).rowcount == 0] == []
        if not kon.execute("SELECT 1 FROM sqlite_schema WHERE name = 'jaga_beku_orang_ubah'").fetchone():
            kon.execute(*penjaga)
    with door.baca(kota) as d:
        assert kode in [satu[1] for satu in periksa.periksa(d)]


# --- what names a person without being his record -----------------------------------------------------------------


@sekali
def _disebut(basis: Path) -> None:
    """The leaver gave scores, known by name only and by an older one, and stands in the plan as who supervises."""
    _awal(basis)
    for nama, sumber in ((f"Dr. {NAMA}, M.Si", "atasan"), (NAMA_LAMA, "rekan"), ("ZULHENDRI TIADA", "bawahan")):
        langkah(basis, lambda d, n=nama, s=sumber: nilai.isi(d, TINGGAL, {"INT": "3"}, "2025", s, None, penilai=n))

    def rencana(d: door.PintuTulis) -> None:
        for nomor in (1, 2, 3):
            d.kon.execute(
                """INSERT INTO rencana (id, tahun, nomor, periode_id, opd_id, kompetensi_id, prioritas, bentuk_id,
                                        mulai, selesai)
                   VALUES (:n, 2026, :n, 2, 1, :n, 1, 8, '2026-01-01', '2026-01-02')""",
                {"n": nomor},
            )
        for nomor, isi in enumerate(ISIAN, 1):
            rencana_sql.simpan_isian(d.kon, nomor, dict(zip(("pembina", "penyelenggara"), isi, strict=True)))

    langkah(basis, rencana)
    langkah(basis, lambda d: rencana_sql.simpan_isian(d.kon, 3, {"pembina": "Kepala BKPSDM"}))


ISIAN = (
    (f"Bapak {NAMA.title()}, M.M.", "BPSDM Provinsi"),
    ("ZULHENDRI", f"Tim {NAMA_LAMA}"),
    (f"{NAMA} (ketua)", None),
)


@pytest.fixture
def disebut(basis: Path) -> Path:
    _disebut(basis)
    return basis


def _penilai(basis: Path) -> list[tuple[str, str]]:
    with door.baca(basis) as d:
        return d.kon.execute("SELECT nama, kunci FROM penilai ORDER BY id").fetchall()


def test_an_assessor_known_by_name_goes_too(disebut: Path) -> None:
    assert all(satu.encode() in disebut.read_bytes() for satu in (NAMA, NAMA_LAMA, NAMA.casefold()))
    samarkan(disebut)
    isi = disebut.read_bytes().lower()
    # `ZULHENDRI TIADA` is somebody else's name.
    assert [satu for satu in (*JEJAK, NAMA_LAMA) if satu.encode().lower() in isi] == []
    assert _penilai(disebut) == [
        (domain.NAMA, f"{domain.NAMA} 1"), (domain.NAMA, f"{domain.NAMA} 2"), ("ZULHENDRI TIADA", "zulhendri tiada"),
    ]  # fmt: skip
    with door.baca(disebut) as d:
        assert {b[9] for b in nilai.daftar(d, nip=TINGGAL, periode="2025")} == {domain.NAMA, "ZULHENDRI TIADA"}
    assert temuan(disebut) == []


def test_a_plan_that_names_the_person_names_nobody(disebut: Path) -> None:
    samarkan(disebut)
    with door.baca(disebut) as d:
        isi = d.kon.execute("SELECT pembina, penyelenggara FROM rencana_isian ORDER BY rencana_id").fetchall()
        semua = json.dumps([list(satu) for satu in riwayat.rinci(d, tabel="rencana_isian")], default=str)
    assert isi == [(domain.NAMA, "BPSDM Provinsi"), ("ZULHENDRI", domain.NAMA), ("Kepala BKPSDM", None)]
    assert "tiada dua" not in semua.casefold()
    assert temuan(disebut) == []


def test_the_scores_of_an_erased_assessor_are_not_undone_by_name(disebut: Path) -> None:
    langkah(disebut, lambda d: nilai.hapus(d, TINGGAL, "2025", None, None))
    samarkan(disebut)
    with buka(disebut) as d:
        batal(d, str(d.jalankan - 2))  # the deletion: the scores come back, their assessor without a name
    assert _penilai(disebut)[0] == (domain.NAMA, f"{domain.NAMA} 1")
    assert temuan(disebut) == []


@pytest.mark.parametrize("lain_tersamar", [False, True])
@pytest.mark.parametrize(
    "palsu",
    [
        [f"{_TANPA_GARAM}, baru = NULL WHERE tabel = 'rencana_isian' AND kunci = '[1]'"],
        [f"{_TANPA_GARAM}, baru = json_set(baru, '$.nama', 'PALSU') WHERE tabel = 'penilai' AND kunci = '[3]'",
         "UPDATE penilai SET nama = 'PALSU' WHERE id = 3"],
        ["UPDATE penilai SET nama = 'PALSU' WHERE id = 1"],
        ["DELETE FROM catatan_pribadi WHERE tabel = 'penilai' AND kunci = '[3]'"],
    ],
)  # fmt: skip
def test_no_other_assessor_hides_behind_an_erasure(disebut: Path, palsu: list[str], lain_tersamar: bool) -> None:
    if lain_tersamar:
        samarkan(disebut)
        palsu = [satu.replace("'[1]'", "'[3]'") if "isian" in satu else satu for satu in palsu]
    with closing(sqlite3.connect(disebut)) as kon, kon:
        assert [satu for satu in palsu if kon.execute(satu).rowcount == 0] == []
    assert {"IDENTITAS_BERUBAH", "BERUBAH_DI_LUAR"} & set(temuan(disebut))


def test_nobody_takes_the_place_of_an_erased_assessor(disebut: Path) -> None:
    samarkan(disebut)
    with closing(sqlite3.connect(disebut)) as kon, kon:
        for perintah in (
            "UPDATE catatan_pribadi SET baru = json_set(baru, '$.nama', 'PALSU') WHERE tabel = 'penilai' AND baru <> ''"
            " AND kunci = '[1]'",
            "UPDATE penilai SET nama = 'PALSU' WHERE id = 1",
        ):
            assert kon.execute(perintah).rowcount == 1
    assert "IDENTITAS_BERUBAH" in temuan(disebut)


@pytest.mark.parametrize(
    ("teks", "nama", "hasil"),
    [
        ("Bapak Zulhendri Tiada Dua, M.M.", "zulhendri tiada dua", True),
        ("(ZULHENDRI  TIADA DUA)", "zulhendri tiada dua", True),
        ("Zulhendri Tiada Duanya", "zulhendri tiada dua", False),
        ("PT Surya Husada", "surya", False),
        ("Drs. Surya, M.Si", "surya", True),
    ],
)
def test_a_text_that_names_someone(teks: str, nama: str, hasil: bool) -> None:
    assert domain.menyebut(teks, nama) is hasil
