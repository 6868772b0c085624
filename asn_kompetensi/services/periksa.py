"""The full check of a database: the file, references, the trail, seals, and the rules of the trade."""

from __future__ import annotations

from asn_kompetensi.store import aturan, penutupan, penyaluran, segel
from asn_kompetensi.store import periksa as telaah
from asn_kompetensi.store.aturan import PULIHKAN
from asn_kompetensi.store.door import Pintu
from asn_kompetensi.store.queries import gabung

BIDANG = ("tingkat", "kode", "pesan", "perintah")
Temuan = tuple[str, str, str, str]
GABUNGKAN = "gabungkan lagi dari berkas kotanya: asn gabung DB… --ke FILE --timpa"
# A seal file that differs is a matter for people: it never blocks.
_SARAN_SEGEL = {
    "SEGEL_TIDAK_ADA": "perintah menulis berikutnya membuatnya lagi; cari tahu mengapa hilang",
    "SEGEL_LEBIH_BARU": "wajar bila basis data diganti salinan lama; bila tidak, cocokkan cadangan: asn db info",
    "SEGEL_LEBIH_LAMA": "perintah menulis berikutnya melengkapinya; periksa izin tulis berkas segel",
    "SEGEL_BERBEDA": "cocokkan dengan cadangan dan catatan petugas: asn riwayat",
    "SEGEL_PERIODE_BERBEDA": "cocokkan dengan berita acara penutupan: asn periode daftar --json",
}


def periksa(d: Pintu) -> list[Temuan]:
    """Everything that is wrong, in the fields of `BIDANG`; [] for a sound database."""
    rusak = [("galat", "BERKAS_RUSAK", satu, PULIHKAN) for satu in telaah.utuh(d.kon)]
    if rusak:
        return rusak  # a damaged file answers no further question reliably
    return [*_rujukan(d), *_catatan(d), *_beku(d), *_aturan(d), *_penyaluran(d), *_segel(d)]


def _rujukan(d: Pintu) -> list[Temuan]:
    return [
        ("galat", "RUJUKAN_PUTUS", f"{banyak} rekaman {tabel} merujuk ke rekaman yang tidak ada", PULIHKAN)
        for tabel, banyak in telaah.tanpa_induk(d.kon)
    ]


def _catatan(d: Pintu) -> list[Temuan]:
    if gabung.gabungan(d.kon):
        return [
            ("galat", "GABUNGAN_BERUBAH", f"isi {tabel or 'jalankan'} tidak seperti waktu digabung", GABUNGKAN)
            for _, tabel in telaah.rantai_putus(d.kon)
        ]
    temuan = []
    for nomor, tabel in telaah.rantai_putus(d.kon):
        letak = f"catatan {tabel} pada jalankan {nomor}" if tabel else f"jalankan {nomor}"
        temuan.append(("galat", "RANTAI_PUTUS", f"{letak} tidak seperti waktu ditulis", PULIHKAN))
    temuan += [
        ("galat", "IDENTITAS_BERUBAH", f"identitas {tabel} {kunci} dalam catatan jalankan {nomor} diubah", PULIHKAN)
        for nomor, tabel, kunci in telaah.identitas_palsu(d.kon)
    ]
    temuan += [
        ("galat", "BERUBAH_DI_LUAR", f"rekaman {tabel} {kunci} diubah di luar program ini", PULIHKAN)
        for tabel, kunci in telaah.di_luar_catatan(d.kon)
    ]
    return temuan


def _beku(d: Pintu) -> list[Temuan]:
    return [
        *(
            ("galat", "SEGEL_RUSAK", f"isi beku periode {kode} tidak sesuai segelnya", PULIHKAN)
            for kode in penutupan.segel_rusak(d.kon)
        ),
        *(
            ("galat", "IDENTITAS_BEKU_BERUBAH", f"identitas orang ke-{urut} dalam periode {kode} diubah", PULIHKAN)
            for kode, urut in penutupan.identitas_palsu(d.kon)
        ),
    ]


def _aturan(d: Pintu) -> list[Temuan]:
    return [(satu.tingkat, satu.kode, satu.pesan, satu.perintah) for satu in aturan.pelanggaran(d.kon)]


def _penyaluran(d: Pintu) -> list[Temuan]:
    return [
        ("galat", "PENYALURAN_BERUBAH", f"catatan penyaluran {nomor} hilang atau tidak seperti waktu ditulis", PULIHKAN)
        for nomor in penyaluran.rusak(d.kon)
    ]


def _segel(d: Pintu) -> list[Temuan]:
    return [("peringatan", kode, pesan, _SARAN_SEGEL[kode]) for kode, pesan in segel.beda(d.kon, d.lokasi)]
