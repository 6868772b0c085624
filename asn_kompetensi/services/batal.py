"""Taking back one run of a writing command."""

from __future__ import annotations

from typing import Any

from asn_kompetensi.domain.galat import Bentrok, SalahPakai, TidakDitemukan
from asn_kompetensi.services.riwayat import sebut_rekaman
from asn_kompetensi.services.versi import sebut_jalankan
from asn_kompetensi.store import aturan, catatan, pemulihan, periksa
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import riwayat as sql

PERINTAH = catatan.PEMBATALAN
# Not taken back: what a database begins with, what has its own way back, and what was meant for ever.
_TETAP = {
    "db mulai": "Daftar: asn riwayat",
    "pembaruan skema": "Daftar: asn riwayat",
    "periode tutup": "Pakai: asn periode buka-ulang PERIODE --alasan ALASAN --saksi NAMA",
    "periode buka-ulang": "Tutup lagi dengan: asn periode tutup PERIODE",
    "kirim jalankan": "Surat yang sudah diserahkan tidak dapat ditarik kembali. Daftar: asn kirim daftar",
    "pegawai samarkan": "Identitas yang sudah dihapus tidak kembali.",
}
_TAMPAK = 5


def batal(d: PintuTulis, jalankan: str) -> dict[str, Any]:
    """Reverse a run by its number, or with `terakhir` the newest that stands; itself a run, reversible by its number.

    Again and again `terakhir` goes further back: a run that was taken back does not stand, and one that takes another
    back is not what a clerk means.

    Returns `{jalankan, dibatalkan, perintah, rekaman}`. Raises `TidakDitemukan` for an unknown number, `Bentrok` when
    records were changed since, when others depend on them, or when the run may not be taken back.
    """
    nomor = _nomor(d, jalankan)
    satu = sql.satu_jalankan(d.kon, nomor) if nomor < d.jalankan else None
    if satu is None:
        raise TidakDitemukan(
            f"jalankan {nomor} tidak ada; yang terakhir {sql.nomor_terakhir(d.kon) - 1}", "Daftar: asn riwayat"
        )
    perintah = satu[0]
    if perintah in _TETAP:
        raise Bentrok(f"jalankan {nomor} ({perintah}) tidak dapat dibatalkan", _TETAP[perintah])
    if (oleh := sql.dibatalkan(d.kon).get(nomor)) is not None:
        raise Bentrok(
            f"jalankan {nomor} ({perintah}) sudah dibatalkan oleh jalankan {oleh}",
            f"Untuk memulihkannya: asn batal {oleh}",
        )
    _belum_diubah(d, nomor)
    sql.sebut_batal(d.kon, d.jalankan, nomor)
    sebelum = _langgar(d)
    try:
        banyak = pemulihan.kembalikan(d.kon, nomor)
    except KeyError as salah:
        raise Bentrok(
            f"jalankan {nomor} memuat orang yang sudah disamarkan; tidak dapat dibatalkan", "Daftar: asn riwayat"
        ) from salah
    putus = periksa.tanpa_induk(d.kon)
    if putus:
        daftar = ", ".join(f"{jumlah} rekaman {tabel}" for tabel, jumlah in putus)
        raise Bentrok(
            f"jalankan {nomor} tidak dapat dibatalkan: {daftar} bergantung padanya",
            "Batalkan dahulu jalankan yang membuatnya; daftar: asn riwayat",
        )
    # What came later was fitted to this run: without it standards may meet, or a unit may end up below itself.
    for kode, _ in sorted(_langgar(d) - sebelum):
        raise Bentrok(
            f"jalankan {nomor} tidak dapat dibatalkan: isi yang dicatat sesudahnya menjadi bertentangan ({kode})",
            "Batalkan dahulu jalankan sesudahnya yang mengubah hal yang sama; daftar: asn riwayat",
        )
    return {"jalankan": d.jalankan, "dibatalkan": nomor, "perintah": perintah, "rekaman": banyak}


def _langgar(d: PintuTulis) -> set[tuple[str, str]]:
    """Broken rules and whose they are; without the sentence, which counts, and without what a command only warns of."""
    return {(satu.kode, satu.perintah) for satu in aturan.pelanggaran(d.kon) if satu.tingkat == "galat"}


def _nomor(d: PintuTulis, jalankan: str) -> int:
    if jalankan.strip().casefold() == "terakhir":
        nomor = sql.terakhir_berlaku(d.kon, d.jalankan)
        if nomor is None:
            raise TidakDitemukan("tidak ada jalankan yang masih berlaku", "Daftar: asn riwayat")
        return nomor
    if not jalankan.strip().isdecimal():
        raise SalahPakai(f"'{jalankan}' bukan nomor jalankan", "Tulis nomornya, atau: asn batal terakhir")
    return int(jalankan)


def _belum_diubah(d: PintuTulis, nomor: int) -> None:
    diubah = sql.diubah_sesudah(d.kon, nomor)
    if not diubah:
        return
    contoh = "; ".join(
        f"{sebut_rekaman(d, lain, tabel, kunci)} oleh {sebut_jalankan(d, lain)} dengan {perintah}"
        for tabel, kunci, lain, perintah in diubah[:_TAMPAK]
    )
    sisa = f"; dan {len(diubah) - _TAMPAK} lainnya" if len(diubah) > _TAMPAK else ""
    raise Bentrok(
        f"{len(diubah)} rekaman jalankan {nomor} sudah diubah sesudahnya: {contoh}{sisa}",
        "Batalkan dahulu jalankan yang lebih baru itu, atau betulkan sendiri rekamannya.",
    )
