"""Who gave a score: read, kept, changed, taken back, erased."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.services import batal, nilai, nilai_impor, pegawai, periksa, riwayat, samaran
from asn_kompetensi.services.penilai import Penilai, baca_penilai
from asn_kompetensi.store import door, pemulihan
from asn_kompetensi.tabular.baca import baca_lembar
from tests.conftest import Asn
from tests.periode import tutup
from tests.services.berkas_uji import A, B, C, isi_orang, laporan, sql, xlsx
from tests.services.lembar_uji import lembar
from tests.store.alat import buka, jumlah, sidik

PANJANG = "NIP|Kompetensi|Nilai|Penilai"


@pytest.fixture
def kota(basis: Path) -> Path:
    isi_orang(basis)
    return basis


def impor(basis: Path, judul: str, *baris: tuple[Any, ...], **opsi: Any) -> tuple[Any, int]:
    """The report, and the run."""
    with door.baca(basis) as d:
        isi = baca_lembar(xlsx(basis, judul, *baris), nilai_impor.skema(d))
    with buka(basis, perintah="nilai impor") as d:
        hasil = nilai_impor.impor(d, isi, **{"periode": "2025", **opsi})
        return hasil, d.jalankan


def hitungan(hasil: Any) -> tuple[int, ...]:
    return (hasil.baru, hasil.berubah, hasil.sama, hasil.ditahan, hasil.dilewati)


def penilai(basis: Path) -> dict[tuple[str, str], Any]:
    with door.baca(basis) as d:
        return {(b[1], b[4]): b[9] for b in nilai.daftar(d)}


def batalkan(basis: Path, nomor: int) -> None:
    with buka(basis, perintah="batal") as d:
        batal.batal(d, str(nomor))


def sehat(basis: Path) -> None:
    with door.baca(basis) as d:
        assert [satu for satu in periksa.periksa(d) if satu[0] == "galat"] == []


# --- reading ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tulisan", ["123", "19840312200604290", "3,5", "NIP. 12", "***"])
def test_bukan_nama_dan_bukan_nip_ditolak(tulisan: str) -> None:
    with pytest.raises(ValueError, match="bukan nama dan bukan NIP"):
        baca_penilai(tulisan, lambda _: None)


def test_nip_yang_tidak_terdaftar_tidak_disimpan_sebagai_nama() -> None:
    with pytest.raises(ValueError, match=r"NIP penilai \S+903 belum terdaftar; bila dari luar, tulis namanya") as salah:
        baca_penilai(f"NIP. {C}", lambda _: None)
    assert C not in str(salah.value)


@pytest.mark.parametrize(
    ("tulisan", "harap"),
    [
        (B, Penilai(7)),
        ("19791105 200501 1 902", Penilai(7)),
        (f"Mangkutak Alam / NIP. {B}", Penilai(7)),
        ("Dra. Nurhayati,  M.Si", Penilai(None, "Dra. Nurhayati, M.Si", "nurhayati")),
        ("NURHAYATI", Penilai(None, "NURHAYATI", "nurhayati")),
        ("Mangkutak Alam", Penilai(None, "Mangkutak Alam", "mangkutak alam")),  # a name stays a name
        (f"Nurhayati {C}", Penilai(None, "Nurhayati", "nurhayati")),
        ("-", None),
        (" ", None),
    ],
)
def test_penilai_sebagaimana_tertulis(tulisan: str, harap: Penilai | None) -> None:
    assert baca_penilai(tulisan, lambda nip: 7 if nip == B else None) == harap


# --- sheets -------------------------------------------------------------------------------------------------------


def test_lembar_panjang_dengan_nip_dan_nama(kota: Path) -> None:
    hasil, _ = impor(kota, PANJANG, (A, "INT", 3, B), (A, "KS", 3, "Nurhayati"), (A, "KOM", 3, None))
    assert hitungan(hasil) == (3, 0, 0, 0, 0)
    assert penilai(kota) == {(A, "INT"): B, (A, "KS"): "Nurhayati", (A, "KOM"): None}
    sehat(kota)


def test_lembar_lebar_dan_dua_kolom_penilai(kota: Path) -> None:
    impor(kota, "NIP|INT|KS|Nama Penilai|NIP Penilai", (A, 3, 2, "Mangkutak", B), (B, 3, 2, "Nurhayati", C[:-1] + "9"))
    assert penilai(kota) == {(A, "INT"): B, (A, "KS"): B, (B, "INT"): "Nurhayati", (B, "KS"): "Nurhayati"}


def test_opsi_berlaku_bila_kolomnya_kosong(kota: Path) -> None:
    impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"), (A, "KS", 3, None), penilai=B)
    assert penilai(kota) == {(A, "INT"): "Nurhayati", (A, "KS"): B}


def test_penilai_lain_saja_sudah_perubahan(kota: Path) -> None:
    _, pertama = impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"), (A, "KS", 3, "Nurhayati"))
    ulang, _ = impor(kota, PANJANG, (A, "INT", 3, "Dra. NURHAYATI"), (A, "KS", 3, None))
    assert (hitungan(ulang), ulang.jalankan) == ((0, 0, 2, 0, 0), None), "titles and case are no other assessor"
    lain, kedua = impor(kota, PANJANG, (A, "INT", 3, B), (A, "KS", 4, None))
    assert hitungan(lain) == (0, 2, 0, 0, 0)
    assert penilai(kota) == {(A, "INT"): B, (A, "KS"): "Nurhayati"}, "an empty cell leaves who is there"
    asal = sql(kota, "SELECT k.kode, n.jalankan_id FROM nilai n JOIN kompetensi k ON k.id = n.kompetensi_id")
    assert dict(asal) == {"INT": pertama, "KS": kedua}, "the score itself is still that of its file"


def test_sel_penilai_yang_buruk_hanya_menahan_dirinya(kota: Path) -> None:
    baris = [(A, "INT", 3, 198403122006042901), (A, "KS", 3, "#REF!"), (A, "KOM", 3, "99")]
    hasil, _ = impor(kota, PANJANG, *baris, lewati=True)
    assert [(satu.sel, satu.kode) for satu in hasil.galat] == [
        ("D2", "PENILAI_TIDAK_SAH"), ("D3", "RUMUS_SALAH"), ("D4", "PENILAI_TIDAK_SAH")
    ]  # fmt: skip
    assert (hasil.ditahan, penilai(kota)) == (3, {(A, "INT"): None, (A, "KS"): None, (A, "KOM"): None})


def test_dua_baris_dengan_penilai_lain_saling_menahan(kota: Path) -> None:
    beda, _ = impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"), (A, "INT", 3, "Zainuddin"))
    assert [satu.kode for satu in beda.galat] == ["GANDA_BERBEDA", "GANDA_BERBEDA"]
    sama, _ = impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"), (A, "INT", 3, "NURHAYATI"))
    assert hitungan(sama) == (1, 0, 0, 0, 1)


def test_baris_yang_hanya_berbeda_penilainya_dibaca_sendiri_sendiri(kota: Path) -> None:
    """Rows of text that say the same of others are not read again: who says it belongs to what they say."""
    isi = lembar("nip kompetensi nilai penilai", (A, "INT", "3", "Nurhayati"), (B, "INT", "3", "Zainuddin"),
                 (C, "INT", "3", "Nurhayati"))  # fmt: skip
    with buka(kota, perintah="nilai impor") as d:
        nilai_impor.impor(d, isi, periode="2025")
    assert penilai(kota) == {(A, "INT"): "Nurhayati", (B, "INT"): "Zainuddin", (C, "INT"): "Nurhayati"}


def test_beberapa_penilai_ditulis_sekaligus(kota: Path) -> None:
    perintah: list[str] = []
    with door.baca(kota) as d:
        isi = baca_lembar(xlsx(kota, PANJANG, *((A, k, 3, f"Penilai {k}") for k in ("INT", "KS", "KOM", "OPH"))),
                          nilai_impor.skema(d))  # fmt: skip
    with buka(kota, perintah="nilai impor") as d:
        d.kon.set_trace_callback(perintah.append)
        nilai_impor.impor(d, isi, periode="2025")
        d.kon.set_trace_callback(None)
    assert sum("SELECT id, pegawai_id, kunci FROM penilai" in satu for satu in perintah) == 2
    assert jumlah(kota, "penilai") == 4


# --- typed scores -------------------------------------------------------------------------------------------------


def test_nilai_isi_dan_hapus(kota: Path) -> None:
    def isi(**kata: Any) -> tuple[int, ...]:
        with buka(kota, perintah="nilai isi") as d:
            hasil = nilai.isi(d, A, {"INT": "3", "KS": "2"}, "2025", "atasan", None, **kata)
        return hasil["baru"], hasil["berubah"], hasil["sama"]

    assert [isi(penilai=B), isi(penilai=B), isi(), isi(penilai="Nurhayati")] == [(2, 0, 0), (0, 0, 2), (0, 0, 2),
                                                                                (0, 2, 0)]  # fmt: skip
    assert set(penilai(kota).values()) == {"Nurhayati"}
    with pytest.raises(DataDitolak, match="bukan nama"):
        isi(penilai="12")
    with buka(kota, perintah="nilai hapus") as d:
        nilai.hapus(d, A, "2025", "INT", None)
    assert sql(kota, "SELECT kompetensi_id FROM nilai_penilai") == sql(kota, "SELECT kompetensi_id FROM nilai")
    sehat(kota)


def test_periode_tertutup_menjaga_penilainya(kota: Path) -> None:
    impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"))
    tutup(kota, "2025")
    sebelum = sidik(kota)
    with pytest.raises(Bentrok, match="sudah ditutup"), buka(kota, perintah="nilai isi") as d:
        nilai.isi(d, A, {"INT": "3"}, "2025", "asesmen", None, B)
    for perintah in ("UPDATE nilai_penilai SET penilai_id = 1", "DELETE FROM nilai_penilai"):
        with pytest.raises(Bentrok), buka(kota) as d:
            d.kon.execute(perintah)
    assert sidik(kota) == sebelum


# --- undo ---------------------------------------------------------------------------------------------------------


def test_batal_mengembalikan_penilai_lama(kota: Path) -> None:
    impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"))
    _, kedua = impor(kota, PANJANG, (A, "INT", 3, "Zainuddin"))
    sesudah = penilai(kota), sql(kota, "SELECT * FROM penilai")
    batalkan(kota, kedua)
    assert (penilai(kota), jumlah(kota, "penilai")) == ({(A, "INT"): "Nurhayati"}, 1)
    batalkan(kota, kedua + 1)
    assert (penilai(kota), sql(kota, "SELECT * FROM penilai")) == sesudah, "also who gives no score any more"
    sehat(kota)


def test_penilai_yang_disebut_lagi_tidak_menghalangi_batal(kota: Path) -> None:
    """The first file to name an assessor can be taken back while a later one names the same."""
    _, pertama = impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"), (A, "KS", 3, B))
    _, kedua = impor(kota, PANJANG, (C, "INT", 2, "nurhayati"))
    batalkan(kota, pertama)
    assert (penilai(kota), sql(kota, "SELECT nama FROM penilai")) == ({(C, "INT"): "Nurhayati"}, [("Nurhayati",)])
    sehat(kota)
    batalkan(kota, kedua)
    assert jumlah(kota, "nilai") == 0
    sehat(kota)


def test_nama_yang_tidak_dipakai_lagi_hilang_bersama_batalnya(kota: Path) -> None:
    """First named by one run, used by another; when both are taken back nobody is left."""
    _, pertama = impor(kota, PANJANG, (A, "INT", 3, B))
    _, kedua = impor(kota, PANJANG, (C, "INT", 2, B))
    for satu in (pertama, kedua):
        batalkan(kota, satu)
    assert jumlah(kota, "penilai") == 0
    sehat(kota)


def test_nomor_penilai_lain_tidak_diambil_alih_oleh_batal(kota: Path) -> None:
    """Whose score was deleted stays known: the deletion can still be undone, and names nobody else then."""
    impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"))
    with buka(kota, perintah="nilai hapus") as d:
        nilai.hapus(d, A, "2025", "INT", None)
        hapus = d.jalankan
    _, lain = impor(kota, PANJANG, (A, "KS", 3, "Zainuddin"))
    batalkan(kota, lain)
    impor(kota, PANJANG, (C, "KS", 3, "Syahrial"))
    batalkan(kota, hapus)
    assert penilai(kota) == {(A, "INT"): "Nurhayati", (C, "KS"): "Syahrial"}
    sehat(kota)


def test_pegawai_yang_pernah_menilai_dapat_dibatalkan(kota: Path) -> None:
    baru = "198201302010012904"
    with buka(kota, perintah="pegawai tambah") as d:
        pegawai.tambah(d, baru, {"nama": "Puti Bungsu", "opd": "DINKES", "jabatan": "STAF"})
        nomor = d.jalankan
    _, kedua = impor(kota, PANJANG, (A, "INT", 3, baru))
    with pytest.raises(Bentrok, match="rekaman penilai bergantung"):
        batalkan(kota, nomor)
    for satu in (kedua, nomor):
        batalkan(kota, satu)
    assert (jumlah(kota, "pegawai"), jumlah(kota, "penilai")) == (3, 0)


def test_penilai_yang_nilainya_dihapus_tidak_menghalangi_batal_pendaftarannya(kota: Path) -> None:
    """Nor does his number go to the next: undoing the deletion then is refused, not given to somebody else."""
    baru = "198201302010012904"
    with buka(kota, perintah="pegawai tambah") as d:
        pegawai.tambah(d, baru, {"nama": "Puti Bungsu", "opd": "DINKES", "jabatan": "STAF"})
        daftar = d.jalankan
    impor(kota, PANJANG, (C, "INT", 3, "Nurhayati"))
    impor(kota, PANJANG, (A, "INT", 3, baru))
    with buka(kota, perintah="nilai hapus") as d:
        nilai.hapus(d, A, "2025", "INT", None)
        hapus = d.jalankan
    batalkan(kota, daftar)
    assert sql(kota, "SELECT nama FROM penilai") == [("Nurhayati",)], "who still gave a score stays"
    impor(kota, PANJANG, (A, "KS", 3, "Zainuddin"))
    with pytest.raises(Bentrok, match="rekaman nilai_penilai bergantung"):
        batalkan(kota, hapus)
    with buka(kota, perintah="batal") as d:
        pemulihan.kembalikan(d.kon, daftar + 4)  # the undo of the registration
        pemulihan.kembalikan(d.kon, hapus)
    assert penilai(kota) == {(A, "INT"): baru, (C, "INT"): "Nurhayati", (A, "KS"): "Zainuddin"}
    sehat(kota)


# --- people -------------------------------------------------------------------------------------------------------


def test_menyamarkan_pegawai_yang_pernah_menilai(kota: Path) -> None:
    impor(kota, PANJANG, (A, "INT", 3, B), (C, "INT", 3, "Nurhayati"))
    with buka(kota, perintah="pegawai henti") as d:
        pegawai.henti(d, B, "pensiun", date(2025, 3, 1))
    with buka(kota, perintah="pegawai samarkan") as d:
        samaran.samarkan(d, B)
    assert B.encode() not in kota.read_bytes()
    assert set(penilai(kota).values()) == {f"{2:018d}", "Nurhayati"}
    sehat(kota)


def test_nama_penilai_dalam_catatan_terpisah_dari_yang_dirantai(kota: Path) -> None:
    impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"))
    assert [baru for (baru,) in sql(kota, "SELECT baru FROM catatan") if "urhayati" in (baru or "")] == []
    (pribadi,) = sql(kota, "SELECT baru FROM catatan_pribadi WHERE tabel = 'penilai'")
    assert json.loads(pribadi[0]) == {"nama": "Nurhayati", "kunci": "nurhayati"}


def test_riwayat_menyebut_penilai_dengan_namanya(kota: Path) -> None:
    _, nomor = impor(kota, PANJANG, (A, "INT", 3, "Nurhayati"), (A, "KS", 3, B))
    with door.baca(kota) as d:
        baris = [b for b in riwayat.rinci(d, jalankan=nomor) if b[4] in ("penilai", "nilai_penilai")]
        milik = {b[4] for b in riwayat.rinci(d, nip=A)}
    assert {(b[4], b[5], b[7], b[9]) for b in baris} == {
        ("penilai", "Nurhayati", "nama", "Nurhayati"), ("penilai", "Nurhayati", "kunci", "nurhayati"),
        ("penilai", B, "pegawai", B), ("nilai_penilai", f"{A} INT 2025 asesmen", "penilai", "Nurhayati"),
        ("nilai_penilai", f"{A} KS 2025 asesmen", "penilai", B),
    }  # fmt: skip
    assert "nilai_penilai" in milik


# --- the counter --------------------------------------------------------------------------------------------------


def test_perintah_dari_awal_sampai_daftar(kota: Path, asn: Asn) -> None:
    kode, _, salah = asn("nilai", "isi", A, "INT=3", "--periode", "2025", "--penilai", "77")
    assert (kode, salah.splitlines()[0]) == (3, "asn: '77' bukan nama dan bukan NIP 18 angka")
    assert asn("nilai", "isi", A, "INT=3", "--periode", "2025", "--penilai", B)[0] == 0
    berkas = xlsx(kota, "NIP|KS", (A, 3))
    assert laporan(asn("nilai", "impor", berkas, "--periode", "2025", "--penilai", "Nurhayati", "--json"))["baru"] == 1
    isi = json.loads(asn("nilai", "daftar", "--json")[1])
    assert {satu["kompetensi"]: satu["penilai"] for satu in isi} == {"INT": B, "KS": "Nurhayati"}
