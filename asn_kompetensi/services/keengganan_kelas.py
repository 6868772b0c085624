"""What a class already says about reluctance: answers and attendance, read so that nobody is blamed for too little."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from asn_kompetensi.domain import keengganan as aturan
from asn_kompetensi.domain.galat import Bentrok
from asn_kompetensi.domain.keengganan_alasan import sebab_dari_alasan
from asn_kompetensi.services import jam
from asn_kompetensi.services.keengganan import rekam
from asn_kompetensi.services.kelas import cari
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import keengganan as sql
from asn_kompetensi.store.queries import kehadiran as hadir_sql
from asn_kompetensi.store.queries import kelas as kelas_sql
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta

BIDANG: Final = ("nomor", "nip", "nama", "opd", "kelas", "tanggal", "jenis", "sebab", "dihitung", "alasan",
                 "keterangan")  # fmt: skip
SUDAH: Final = "sudah tercatat"


def dari_kelas(d: PintuTulis, kode: str, *, hari_ini: date | None = None) -> list[tuple[Any, ...]]:
    """Record every case of a class, in the columns of `BIDANG` and the order of the roster; again adds nothing.

    `alasan` is the text the cause was read from. Raises `TidakDitemukan`, `Bentrok` for a cancelled class.
    """
    kelas = cari(d, kode)
    if kelas.status == "batal":
        raise Bentrok(f"kelas {kelas.kode} sudah dibatalkan; tidak ada yang enggan padanya", "Daftar: asn kelas daftar")
    hari_ini = hari_ini or jam.hari_ini()
    return [_catat(d, kelas, hari_ini, *temuan) for temuan in _temuan(d, kelas, hari_ini)]


def _temuan(d: Pintu, kelas: BarisKelas, hari_ini: date) -> Iterator[tuple[BarisPeserta, str, str | None]]:
    """Whom the class speaks of: participant, kind, and the reason written down."""
    sering_menunda = _pernah_menunda(d, kelas)
    kehadiran, alasan = hadir_sql.kehadiran(d.kon, kelas.id), sql.alasan_hadir(d.kon, kelas.id)
    berakhir = kelas.status == "selesai" or kelas.selesai < hari_ini.isoformat()
    for satu in kelas_sql.peserta(d.kon, kelas.id):
        if satu.jawaban == "menolak":
            yield satu, "menolak", satu.alasan
        elif satu.jawaban == "menunda" and satu.pegawai_id in sering_menunda:
            yield satu, "menunda_lagi", satu.alasan
        elif berakhir and satu.berkursi and set(kehadiran.get(satu.id, {}).values()) == {"alpa"}:
            yield satu, "mangkir", alasan.get(satu.id)


def _pernah_menunda(d: Pintu, kelas: BarisKelas) -> set[int]:
    """Who postponed an earlier class; a postponement for a cause that never counts is none."""
    return {
        tunda.pegawai_id
        for tunda in sql.tunda_sebelum(d.kon, kelas.id)
        if aturan.dihitung(tunda.sebab or sebab_dari_alasan(tunda.alasan))
    }


def _catat(
    d: PintuTulis, kelas: BarisKelas, hari_ini: date, satu: BarisPeserta, jenis: str, alasan: str | None
) -> tuple[Any, ...]:
    # A no-show is known when the class is over, an answer is about its beginning; neither is dated ahead.
    hari = min(kelas.selesai if jenis == "mangkir" else kelas.mulai, hari_ini.isoformat())
    nomor = sql.kembar(d.kon, satu.pegawai_id, kelas.id, jenis, hari)
    keterangan = SUDAH if nomor is not None else "dicatat"
    if nomor is None:
        opd_id = kelas_sql.calon(d.kon, hari, [satu.nip])[satu.nip].opd_id
        sebab = sebab_dari_alasan(alasan)
        nomor = sql.tambah(d.kon, satu.pegawai_id, opd_id, kelas.id, hari, jenis, sebab, None)
    isi = {**rekam(d, nomor), "alasan": alasan, "keterangan": keterangan}
    return tuple(isi[bidang] for bidang in BIDANG)
