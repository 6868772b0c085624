"""Recording what IP ASN and the nine boxes need of a person: performance, discipline, potential, education."""

from __future__ import annotations

from functools import partial
from typing import Any, Final

from asn_kompetensi.domain.galat import Bentrok, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.domain.rekam import HAL, PILIHAN, baca, baca_ekspektasi, baca_hal, predikat
from asn_kompetensi.services.gap import cari_periode
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.services.pegawai_cari import nip_sah, wajib_ada
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import rekam as sql

MENGHAPUS: Final = ("", "-", "kosong")  # typed in the place of a value: take the record away


def periode_terbuka(d: Pintu, kode: str) -> tuple[int, str, str]:
    """An open period as `(id, kode, last day)`. Raises `TidakDitemukan`, `Bentrok` when it is closed."""
    nomor, ini, _, selesai, status = cari_periode(d, kode)
    if status != "terbuka":
        raise Bentrok(
            f"periode {ini} sudah ditutup; catatannya tidak dapat diubah",
            f"Bila memang harus: asn periode buka-ulang {ini} --alasan ALASAN --saksi NAMA",
        )
    return nomor, ini, selesai.isoformat()


def hal_sah(teks: str) -> str:
    """One of `HAL`. Raises `SalahPakai` naming them."""
    try:
        return baca_hal(teks)
    except ValueError as salah:
        raise SalahPakai(str(salah), f"Pilihannya: {', '.join(HAL)}.") from salah


def dari_skp(hasil: str, perilaku: str) -> str:
    """The rating that results and behaviour give together. Raises `DataDitolak`."""
    return predikat(
        sah(baca_ekspektasi, hasil, "Periksa --hasil."), sah(baca_ekspektasi, perilaku, "Periksa --perilaku.")
    )


def catat(d: PintuTulis, nip: str, hal: str, nilai: str, periode: str) -> dict[str, Any]:
    """Record one word about a person in an open period; what was there is replaced, `-` takes it away.

    Returns `{nip, periode, hal, nilai, sebelumnya}`. Raises `DataDitolak` for an unknown word, `SalahPakai` for an
    unknown matter, `TidakDitemukan`, `Bentrok`.
    """
    apa = hal_sah(hal)
    if kunci(nilai) in {kunci(satu) for satu in MENGHAPUS}:
        return hapus(d, nip, apa, periode)
    isi = sah(partial(baca, apa), nilai, f"Tulis salah satunya, misalnya: asn pegawai catat NIP {apa} "
              f'"{PILIHAN[apa][1]}" --periode {periode}')  # fmt: skip
    pegawai_id = wajib_ada(d, nip)
    nomor, kode, _ = periode_terbuka(d, periode)
    lama = sql.yang_ada(d.kon, nomor, pegawai_id).get((pegawai_id, apa))
    if lama != isi:
        sql.simpan(d.kon, nomor, [(pegawai_id, apa, isi)])
    return {"nip": nip_sah(nip), "periode": kode, "hal": apa, "nilai": isi, "sebelumnya": lama}


def hapus(d: PintuTulis, nip: str, hal: str, periode: str) -> dict[str, Any]:
    """Take a record away. Raises `TidakDitemukan` where there is none, and what `catat` raises."""
    apa = hal_sah(hal)
    pegawai_id = wajib_ada(d, nip)
    nomor, kode, _ = periode_terbuka(d, periode)
    lama = sql.yang_ada(d.kon, nomor, pegawai_id).get((pegawai_id, apa))
    if lama is None:
        raise TidakDitemukan(f"tidak ada catatan {apa} orang itu di periode {kode}", "Lihat: asn pegawai lihat NIP")
    sql.hapus(d.kon, nomor, pegawai_id, apa)
    return {"nip": nip_sah(nip), "periode": kode, "hal": apa, "nilai": None, "sebelumnya": lama}


def milik(d: Pintu, pegawai_id: int) -> list[dict[str, str]]:
    """One person's records: `periode, hal, nilai`, the oldest period first."""
    return [dict(zip(("periode", "hal", "nilai"), satu, strict=True)) for satu in sql.milik(d.kon, pegawai_id)]
