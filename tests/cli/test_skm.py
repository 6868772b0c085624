"""`asn skm` and `asn dampak layanan` as a clerk and a script see them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from asn_kompetensi.domain.skm import kunci_unsur
from asn_kompetensi.services import dampak_layanan, skm
from asn_kompetensi.store import door

Asn = Callable[..., tuple[int, str, str]]
KE = ("--unit", "RSUD", "--gelombang", "2025-1")
LENGKAP = tuple(f"{kunci}=3" for kunci in kunci_unsur(9))


@pytest.fixture
def kota(basis: Path, asn: Asn) -> Asn:
    with door.tulis(basis, perintah="uji", petugas="penguji") as d:
        d.kon.execute("INSERT INTO opd (id, kode, nama) VALUES (1, 'RSUD', 'RSUD')")
    return asn


def _survei(berkas: Path, *baris: str) -> str:
    berkas.write_text("\n".join([",".join(("responden", *kunci_unsur(9))), *baris]) + "\n", encoding="utf-8")
    return str(berkas)


@pytest.mark.parametrize(("kata", "kode", "galat"), [
    (("skm", "impor"), 2, "BERKAS wajib diisi"),
    (("skm", "impor", "x.csv"), 2, "--unit wajib diisi"),
    (("skm", "impor", "x.csv", "--unit", "RSUD"), 2, "--gelombang wajib diisi"),
    (("skm", "isi", *KE), 2, "jawaban belum disebut"),
    (("skm", "isi", *KE, "sarana"), 2, "UNSUR=NILAI"),
    (("skm", "isi", *KE, "sarana=3", "sarana=4"), 2, "dua kali"),
    (("skm", "isi", *KE, *LENGKAP, "--mulai", "2025-13-01"), 3, "--mulai"),
    (("skm", "isi", *KE, *LENGKAP[1:], "persyaratan=7"), 3, "jawaban 7 bukan"),
    (("skm", "lihat", *KE), 4, "belum ada untuk RSUD"),
    (("dampak", "layanan", "--sebelum", "2025-1"), 2, "keduanya"),
])  # fmt: skip
def test_menolak(kota: Asn, kata: tuple[str, ...], kode: int, galat: str) -> None:
    hasil = kota(*kata)
    assert (hasil[0], hasil[1]) == (kode, "")
    assert galat in hasil[2]


def test_berkas_tanpa_judul_ditolak_dengan_kalimat_yang_terbaca(kota: Asn, tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("rusak\n", encoding="utf-8")
    kode, keluar, galat = kota("skm", "impor", str(tmp_path / "r.csv"), *KE)
    assert (kode, keluar) == (3, "")
    assert "kolom Persyaratan dan kolom Sistem, Mekanisme, dan Prosedur tidak ditemukan" in galat
    assert "U2" not in galat


def test_impor_ditahan_lewati_uji_coba_lalu_lihat(kota: Asn, tmp_path: Path) -> None:
    buruk = _survei(tmp_path / "buruk.csv", "1,4,4,4,4,4,4,4,4,4", "2,5,3,3,3,3,3,3,3,3")
    assert kota("skm", "impor", buruk, *KE, "--json")[0] == 3
    assert kota("skm", "lihat", "--json")[1] == "[]\n", "nothing was saved"
    baik = _survei(tmp_path / "baik.csv", "1,4,4,4,4,4,4,4,4,4", "2,3,3,3,3,3,3,3,3,")
    assert kota("skm", "impor", baik, *KE, "-n")[0] == 0
    assert kota("skm", "lihat", "--json")[1] == "[]\n"
    kode, keluar, _ = kota("skm", "impor", buruk, *KE, "--populasi", "15", "--lewati", "--json")
    assert (kode, json.loads(keluar)["ditahan"]) == (9, 1)
    kode, keluar, _ = kota("skm", "impor", baik, *KE, "--json")
    assert (kode, json.loads(keluar)["berubah"], json.loads(keluar)["sama"]) == (0, 1, 1)
    kode, keluar, galat = kota("skm", "lihat", *KE, "--json")
    satu = json.loads(keluar)
    assert (kode, tuple(satu)) == (0, skm.BIDANG)
    assert satu["nrr"] == {**dict.fromkeys(kunci_unsur(9), 3.5), "sarana": 4}
    assert (satu["ikm"], satu["mutu"], satu["sampel_minimum"]) == (88.89, "A", 14)
    assert galat == "RSUD 2025-1: 2 responden, sampel minimum 14; indeksnya lemah.\n"


def test_isi_lalu_batal(kota: Asn) -> None:
    kode, keluar, galat = kota("skm", "isi", *KE, *LENGKAP, "--json")
    assert (kode, json.loads(keluar)["nomor"]) == (0, 1)
    assert galat.startswith("responden 1 gelombang 2025-1 RSUD: baru")
    assert kota("skm", "lihat", "--unit", "RSUD", "--csv")[1].startswith("unit,gelombang,responden,nrr,ikm")
    assert kota("batal", "terakhir")[0] == 0
    assert kota("skm", "lihat", "--json")[1] == "[]\n"


def test_isi_ditanyakan(kota: Asn, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the nine are asked; a wrong answer is asked again, Enter leaves it open."""
    jawaban = iter(["9", "4", *["3"] * 7, ""])
    monkeypatch.setattr("asn_kompetensi.cli.tanya.bisa", lambda: True)
    monkeypatch.setattr("asn_kompetensi.cli.tanya.tanya", lambda _: next(jawaban))
    kode, keluar, galat = kota("skm", "isi", *KE, "--json")
    isi = json.loads(keluar)["jawaban"]
    assert (kode, isi["persyaratan"], isi["sarana"]) == (0, 4, None)
    assert "jawaban 9 bukan" in galat


def test_unsur_yang_tidak_dijawab_disebut(kota: Asn) -> None:
    kota("skm", "isi", *KE, *LENGKAP[:-1], "sarana=-")
    kode, _, galat = kota("skm", "lihat")
    assert (kode, galat) == (0, "RSUD 2025-1: IKM tidak dihitung; tidak ada yang menjawab sarana.\n")


def test_dampak_layanan(kota: Asn) -> None:
    assert kota("dampak", "layanan", "--json")[:2] == (0, "[]\n")
    for gelombang, nilai in (("2025-1", "2"), ("2025-2", "3")):
        kota("skm", "isi", "--unit", "RSUD", "--gelombang", gelombang, *(f"{k}={nilai}" for k in kunci_unsur(9)))
    kode, keluar, _ = kota("dampak", "layanan", "--json")
    satu = json.loads(keluar)[0]
    assert (kode, tuple(satu)) == (0, dampak_layanan.BIDANG)
    assert (satu["perubahan"], satu["cakupan_pelatihan"], satu["pembanding"]) == (25, None, None)


def test_belum_ada_survei_menyebut_cara_memulai(kota: Asn) -> None:
    for kata, milik in ((), ""), (("--unit", "RSUD"), " untuk RSUD"):
        kode, keluar, galat = kota("skm", "lihat", *kata, "--json")
        assert (kode, keluar) == (0, "[]\n")
        assert galat.startswith(f"Belum ada survei{milik}. Mulai dengan: asn skm impor --contoh -o survei.xlsx")
    kota("skm", "isi", *KE, *LENGKAP)
    assert "Belum ada survei" not in kota("skm", "lihat", "--json")[2]


def test_bantuan_isi_menyebut_setiap_unsur(kota: Asn) -> None:
    isi = " ".join(kota("skm", "isi", "-h")[1].split())
    assert ", ".join(kunci_unsur(9)) in isi
    assert "- tidak dijawab" in isi
