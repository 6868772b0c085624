"""Who sits in a class: inviting people, their answers, the waiting list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from asn_kompetensi.domain.galat import DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.kehadiran import JAWABAN
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services.kelas import cari_terbuka, kursi_kosong, naikkan
from asn_kompetensi.services.masukan import alasan_sah
from asn_kompetensi.services.pegawai_cari import nip_sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries import kelas_gap
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta, Calon

BIDANG: Final = ("nomor", "nip", "nama", "opd", "jawaban", "keterangan")


def peserta_kelas(d: Pintu, kelas: BarisKelas, nip: str) -> BarisPeserta:
    """One person of the roster. Raises `TidakDitemukan`, `DataDitolak`."""
    bersih = nip_sah(nip)
    for satu in sql.peserta(d.kon, kelas.id):
        if satu.nip == bersih:
            return satu
    raise TidakDitemukan(
        f"NIP {samarkan_nip(bersih)} bukan peserta kelas {kelas.kode}",
        f"Undang dulu: asn kelas undang {kelas.kode} NIP",
    )


def undang(d: PintuTulis, kode: str, nip: Sequence[str]) -> list[tuple[Any, ...]]:
    """Invite people in the given order, in the columns of `BIDANG`; beyond the quota they wait.

    Whoever is on the roster already stays as he is; a seat elsewhere on one of the days is named, not refused. Raises
    `TidakDitemukan` (not registered), `DataDitolak` (out of service on the first day, or of an agency the class is not
    for), `Bentrok`; then nobody is invited.
    """
    kelas = cari_terbuka(d, kode)
    diminta = list(dict.fromkeys(nip_sah(satu) for satu in nip))
    orang = sql.calon(d.kon, kelas.mulai, diminta)
    if hilang := [samarkan_nip(satu) for satu in diminta if satu not in orang]:
        raise TidakDitemukan(f"NIP {', '.join(hilang)} belum terdaftar", "Daftarkan dulu: asn pegawai tambah NIP")
    sudah = {satu.nip for satu in sql.peserta(d.kon, kelas.id)}
    boleh = opd_boleh(d, kelas)
    tolak = [f"NIP {samarkan_nip(satu)} {sebab}" for satu in diminta
             if satu not in sudah and (sebab := tidak_boleh(orang[satu], boleh, kelas))]  # fmt: skip
    if tolak:
        raise DataDitolak("; ".join(tolak), "Hapus NIP itu, atau ubah undangan: asn kelas ubah KODE --opd / --terbuka")
    lain = kelas_gap.kursi_lain(d.kon, kelas.id, [orang[satu].pegawai_id for satu in diminta])
    bentrok = {satu: lain.get(orang[satu].pegawai_id, (None, None))[1] for satu in diminta}
    return daftarkan(d, kelas, [(orang[nip], f"bentrok hari dengan {k}" if k else "") for nip, k in bentrok.items()])


def opd_boleh(d: Pintu, kelas: BarisKelas) -> set[int] | None:
    """Agencies whose people may come; None when everyone may."""
    return None if kelas.terbuka else sql.opd_diundang(d.kon, kelas.id) or None


def tidak_boleh(orang: Calon, boleh: set[int] | None, kelas: BarisKelas) -> str:
    """Why someone may not be invited: out of service, or of an agency the class is not for; empty when he may."""
    if not orang.aktif:
        return f"sudah tidak bertugas pada {kelas.mulai}"
    if boleh is not None and orang.opd_id not in boleh:
        return f"dari {orang.opd or 'tanpa penempatan'}, yang tidak diundang ke kelas {kelas.kode}"
    return ""


def daftarkan(d: PintuTulis, kelas: BarisKelas, calon: Sequence[tuple[Calon, str]]) -> list[tuple[Any, ...]]:
    """Put people on the roster with the reason why, in the columns of `BIDANG`; beyond the quota they wait."""
    peserta = {satu.nip: satu for satu in sql.peserta(d.kon, kelas.id)}
    sisa = kursi_kosong(kelas, list(peserta.values()))
    hasil: list[tuple[Any, ...]] = []
    for orang, sebab in calon:
        if lama := peserta.get(orang.nip):
            hasil.append((lama.nomor, lama.nip, lama.nama, lama.opd, lama.jawaban, "sudah di daftar peserta"))
            continue
        jawaban = "daftar_tunggu" if sisa == 0 else None
        sisa = sisa - 1 if sisa else sisa
        _, nomor = sql.tambah_peserta(d.kon, kelas.id, orang.pegawai_id, orang.opd_id, jawaban)
        keterangan = "; ".join(filter(None, ("kelas penuh" if jawaban else "" if sebab else "diundang", sebab)))
        hasil.append((nomor, orang.nip, orang.nama, orang.opd, jawaban, keterangan))
    return hasil


def jawab(
    d: PintuTulis, kode: str, nip: str, jawaban: str, alasan: str | None = None
) -> tuple[dict[str, Any], list[BarisPeserta]]:
    """Record an answer; returns the participant and who got the seat it freed.

    `bersedia` without a free seat waits. Raises `DataDitolak` (unknown answer), `SalahPakai` (reason missing),
    `TidakDitemukan`, `Bentrok`.
    """
    kelas = cari_terbuka(d, kode)
    if jawaban not in JAWABAN:
        raise DataDitolak(f"jawaban '{jawaban}' tidak ada", f"Pilih: {', '.join(JAWABAN)}")
    satu = peserta_kelas(d, kelas, nip)
    if jawaban != "bersedia" and not alasan:
        raise SalahPakai("--alasan wajib diisi", f"Sebutkan mengapa {jawaban}.")
    baru: str | None = jawaban
    if jawaban == "bersedia" and not satu.berkursi and kursi_kosong(kelas, sql.peserta(d.kon, kelas.id)) == 0:
        baru = "daftar_tunggu"
    sebab = alasan_sah(alasan) if alasan and jawaban != "bersedia" else None
    if (baru, sebab) != (satu.jawaban, satu.alasan):
        sql.jawab(d.kon, satu.id, baru, sebab)
    naik = naikkan(d, kelas)
    isi = {"kelas": kelas.kode, "nomor": satu.nomor, "nip": satu.nip, "nama": satu.nama, "opd": satu.opd}
    return {**isi, "jawaban": baru, "alasan": sebab}, naik
