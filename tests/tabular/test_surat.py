"""Letter, mail and password: read back by others, the same bytes twice, any character harmless."""

from __future__ import annotations

import email
import email.policy
import io
import zipfile
from datetime import UTC, date, datetime
from typing import Any

import docx
import pytest
from openpyxl import Workbook

from asn_kompetensi.domain.surat_pengantar import SuratPengantar
from asn_kompetensi.tabular import eml, sandi
from asn_kompetensi.tabular.simpan import simpan_buku
from asn_kompetensi.tabular.surat import surat_docx

HARI = date(2026, 1, 12)
SURAT = SuratPengantar(
    kop=("PEMERINTAH KOTA X", "BADAN KEPEGAWAIAN"),
    tempat_tanggal="X, 12 Januari 2026",
    nomor="800/1/2026",
    sifat="Penting",
    lampiran="1 (satu) berkas: a.xlsx",
    hal="Laporan",
    kepada=("Yth.", "Kepala Dinas Á & <B>", "di tempat"),
    pembuka="Dengan hormat,",
    isi=("Isi.",),
    angka=(("Jumlah pegawai", "2 orang"),),
    penutup=("Rincian.", "Terima kasih."),
    penanda_tangan=("Kepala BKPSDM,", "(nama)", "NIP"),
)
ANEH = "=1+1 \x00\x0b\ud800￾ <w:p> _x0041_ 👩‍👩‍👧 \u202e"


def _eml(**lain: Any) -> tuple[bytes, str]:
    isi: dict[str, Any] = {
        "dari": "bkpsdm@kota.go.id", "nama": "BKPSDM", "balas_ke": None, "kepada": "kadis@kota.go.id",
        "nama_kepada": "Dinas A", "tanggal": HARI, "buku": ("a.xlsx", b"PK\x03buku"),
        "docx": ("a.docx", b"PK\x03surat"),
    }  # fmt: skip
    return eml.susun_eml(SURAT, **{**isi, **lain})


def test_the_letter_reads_in_order_and_holds_no_clock() -> None:
    isi = surat_docx(SURAT, tanggal=HARI)
    assert isi == surat_docx(SURAT, tanggal=HARI)
    dokumen = docx.Document(io.BytesIO(isi))
    teks = [satu.text for satu in dokumen.paragraphs if satu.text]
    assert teks == [*SURAT.kop, SURAT.tempat_tanggal, *SURAT.kepada, SURAT.pembuka, *SURAT.isi, *SURAT.penutup,
                    *SURAT.penanda_tangan]  # fmt: skip
    kepala, angka = ([[sel.text for sel in baris.cells] for baris in t.rows] for t in dokumen.tables)
    assert kepala == [["Nomor", ": 800/1/2026"], ["Sifat", ": Penting"], ["Lampiran", ": 1 (satu) berkas: a.xlsx"],
                      ["Hal", ": Laporan"]]  # fmt: skip
    assert angka == [["Jumlah pegawai", ": 2 orang"]]
    sifat = dokumen.core_properties
    assert (sifat.author, sifat.last_modified_by, sifat.created.date()) == (SURAT.kop[0], SURAT.kop[0], HARI)
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        assert {satu.date_time for satu in arsip.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [nama for nama in arsip.namelist() if "thumbnail" in nama]
        assert b"python-docx" not in b"".join(arsip.read(nama) for nama in arsip.namelist())


def test_any_character_in_a_name_makes_a_letter_that_opens() -> None:
    from dataclasses import replace

    surat = replace(SURAT, kop=(ANEH,), kepada=(ANEH,), hal=ANEH, angka=((ANEH, ANEH),), nomor=ANEH)
    dokumen = docx.Document(io.BytesIO(surat_docx(surat, tanggal=HARI)))
    assert "<w:p>" in dokumen.paragraphs[0].text
    isi, _ = eml.susun_eml(
        surat, dari="a@kota.go.id", nama=ANEH, balas_ke=None, kepada="b@kota.go.id", nama_kepada=ANEH, tanggal=HARI,
        buku=("a.xlsx", b"x"), docx=("a.docx", b"y"),
    )  # fmt: skip
    assert eml.baca_eml(isi).kepada == ("b@kota.go.id",)


def test_the_mail_holds_what_it_was_given() -> None:
    isi, nomor = _eml(balas_ke="jawab@kota.go.id")
    assert (isi, nomor) == _eml(balas_ke="jawab@kota.go.id")
    assert all(len(baris) <= 998 for baris in isi.split(b"\r\n"))
    assert b"\n" not in isi.replace(b"\r\n", b"")
    assert isi.isascii()
    pesan: Any = email.message_from_bytes(isi, policy=email.policy.default)
    assert (pesan["Message-ID"], pesan["Reply-To"]) == (nomor, "jawab@kota.go.id")
    assert [satu.get_content() for satu in pesan.iter_attachments()] == [b"PK\x03buku", b"PK\x03surat"]
    assert "Kepala Dinas Á & <B>" in pesan.get_body().get_content()


def test_the_number_follows_from_the_content() -> None:
    beda = {
        _eml()[1],
        _eml(kepada="lain@kota.go.id")[1],
        _eml(buku=("a.xlsx", b"lain"))[1],
        _eml(tanggal=date(2026, 1, 13))[1],
    }
    assert len(beda) == 4


NAMA = [
    "A, B",
    '"A" <x@y.id>',
    "A\r\nBcc: x@y.id",
    "x@y.id, A",
    "Grup: x@y.id;",
    "=?utf-8?q?A?=",
]


@pytest.mark.parametrize("nama", NAMA)
def test_no_name_becomes_a_recipient(nama: str) -> None:
    isi, _ = _eml(nama_kepada=nama)
    assert eml.baca_eml(isi).kepada == ("kadis@kota.go.id",)
    pesan = email.message_from_bytes(isi)
    assert pesan.get_all("To") is not None
    assert "bcc" not in [satu.lower() for satu in pesan.keys()]  # noqa: SIM118


def test_only_the_sender_is_replaced() -> None:
    isi, _ = _eml(balas_ke="lama@kota.go.id")
    saat = datetime(2026, 2, 3, 8, 9, 10, tzinfo=UTC)
    hasil = eml.dari_pengirim(isi, dari="baru@kota.go.id", nama="Baru, X", balas_ke=None, saat=saat)
    assert hasil.partition(b"\r\n\r\n")[2] == isi.partition(b"\r\n\r\n")[2]
    assert eml.baca_eml(hasil) == eml.baca_eml(isi)
    pesan: Any = email.message_from_bytes(hasil, policy=email.policy.default)
    assert (pesan["From"].addresses[0].addr_spec, pesan["Reply-To"]) == ("baru@kota.go.id", None)
    assert pesan["Date"].datetime == saat, "when it is sent, not when the letter in it is dated"
    semula: Any = email.message_from_bytes(isi, policy=email.policy.default)["Date"]
    sama = {"dari": "bkpsdm@kota.go.id", "nama": "BKPSDM", "balas_ke": "lama@kota.go.id"}
    assert eml.dari_pengirim(isi, **sama, saat=semula.datetime) == isi


@pytest.mark.parametrize("isi", [b"", b"bukan surat", b"To: a@b.id\r\n\r\nhalo", b"\xff\xfe" * 100])
def test_what_is_no_mail_of_ours_is_refused(isi: bytes) -> None:
    with pytest.raises(ValueError, match=r"surat \.eml"):
        eml.baca_eml(isi)


def test_a_password_closes_the_very_bytes_a_plain_save_writes(tmp_path: Any) -> None:
    buku = Workbook()
    buku.active.append(["Sabai Aluih"])  # type: ignore[union-attr]
    polos = sandi.isi_buku(buku, HARI)
    lain = Workbook()
    lain.active.append(["Sabai Aluih"])  # type: ignore[union-attr]
    simpan_buku(lain, tmp_path / "a.xlsx", timpa=False, tanggal=HARI)
    assert polos == (tmp_path / "a.xlsx").read_bytes()
    tersandi = sandi.bersandikan(polos, "sandi-yang-panjang")
    assert tersandi.startswith(sandi.OLE)
    assert sandi.buka(tersandi, "sandi-yang-panjang") == polos
    assert sandi.buka(tersandi, "Sandi-yang-panjang") is None
    rusak = bytearray(tersandi)
    rusak[len(rusak) // 2] ^= 1
    assert sandi.buka(bytes(rusak), "sandi-yang-panjang") is None
    assert sandi.buka(polos, "sandi-yang-panjang") is None
    assert sandi.buka(sandi.OLE + b"\0" * 600, "sandi-yang-panjang") is None


def test_an_encryption_that_does_not_come_back_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sandi, "buka", lambda *_: b"lain")
    polos = sandi.isi_buku(Workbook(), HARI)
    with pytest.raises(RuntimeError):
        sandi.bersandikan(polos, "sandi-yang-panjang")
