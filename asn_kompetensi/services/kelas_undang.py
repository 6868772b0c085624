"""Who sits in a class: inviting people, their answers, the waiting list."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, Final

from asn_kompetensi.domain.bulat import angka, setengah_naik
from asn_kompetensi.domain.galat import DataDitolak, SalahPakai, TidakDitemukan
from asn_kompetensi.domain.kehadiran import JAWABAN
from asn_kompetensi.domain.nama import terdekat
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kelas import cari_terbuka, kursi_kosong, naikkan
from asn_kompetensi.services.masukan import alasan_sah
from asn_kompetensi.services.pegawai import nip_sah
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import pelatihan as pelatihan_sql
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

    Whoever is on the roster already stays as he is. Raises `TidakDitemukan` (not registered), `DataDitolak` (out of
    service on the first day, or of an agency the class is not for), `Bentrok`; then nobody is invited.
    """
    kelas = cari_terbuka(d, kode)
    diminta = list(dict.fromkeys(nip_sah(satu) for satu in nip))
    orang = sql.calon(d.kon, kelas.mulai, diminta)
    if hilang := [samarkan_nip(satu) for satu in diminta if satu not in orang]:
        raise TidakDitemukan(f"NIP {', '.join(hilang)} belum terdaftar", "Daftarkan dulu: asn pegawai tambah NIP")
    sudah = {satu.nip for satu in sql.peserta(d.kon, kelas.id)}
    boleh = _opd_boleh(d, kelas)
    tolak = [f"NIP {samarkan_nip(satu)} {sebab}" for satu in diminta
             if satu not in sudah and (sebab := _tidak_boleh(orang[satu], boleh, kelas))]  # fmt: skip
    if tolak:
        raise DataDitolak("; ".join(tolak), "Hapus NIP itu, atau ubah undangan: asn kelas ubah KODE --opd / --terbuka")
    return _daftarkan(d, kelas, [(orang[satu], "") for satu in diminta])


def undang_dari_gap(d: PintuTulis, kode: str, periode: str, opd: Sequence[str] = ()) -> list[tuple[Any, ...]]:
    """Invite people below standard in a target competency of the programme, up to the free seats, most urgent first.

    Returns who was chosen, in the columns of `BIDANG`, each with the reason. Raises `SalahPakai` when the programme
    has no target, `TidakDitemukan` for an unknown period or agency.
    """
    kelas = cari_terbuka(d, kode)
    semua_periode = sql.periode(d.kon)
    if periode not in semua_periode:
        mirip = ", ".join(terdekat(periode, semua_periode) or list(semua_periode)[:3])
        raise TidakDitemukan(
            f"periode '{periode}' belum ada", f"Periode yang ada: {mirip}" if mirip else "Buka dengan: asn periode buka"
        )
    if not pelatihan_sql.sasaran(d.kon, kelas.pelatihan_id):
        raise SalahPakai(
            f"pelatihan {kelas.pelatihan} belum punya kompetensi sasaran",
            f"Isi dengan: asn pelatihan ubah {kelas.pelatihan} --kompetensi KOM=3",
        )
    alasan: dict[str, str] = {}
    for nip, _, kompetensi, standar, capaian, kurang, tingkat in sql.calon_gap(
        d.kon, semua_periode[periode], kelas.pelatihan_id
    ):
        sebab = f"{kompetensi} {_level(capaian)} dari {_level(standar)}, kurang {_level(kurang)}"
        alasan.setdefault(nip, f"{sebab} ({tingkat})" if tingkat else sebab)
    return _daftarkan(d, kelas, _terpilih(d, kelas, alasan, opd))


def _terpilih(d: Pintu, kelas: BarisKelas, alasan: dict[str, str], opd: Sequence[str]) -> list[tuple[Calon, str]]:
    """Those of `alasan` (in its order) who may come and are not on the roster, up to the free seats."""
    peserta = sql.peserta(d.kon, kelas.id)
    sudah = {satu.nip for satu in peserta}
    orang = sql.calon(d.kon, kelas.mulai, list(alasan))
    kamus = opd_kamus(d)
    diminta = {unit for satu in opd for unit in opd_sql.bawahan(d.kon, kamus.wajib(satu).id)}
    boleh = _opd_boleh(d, kelas)
    calon = [
        (orang[nip], sebab)
        for nip, sebab in alasan.items()
        if nip not in sudah
        and not _tidak_boleh(orang[nip], boleh, kelas)
        and (not diminta or orang[nip].opd_id in diminta)
    ]
    return calon[: kursi_kosong(kelas, peserta)]


def _level(per_6000: int) -> str:
    return str(angka(setengah_naik(Fraction(per_6000, 6000)))).replace(".", ",")


def _opd_boleh(d: Pintu, kelas: BarisKelas) -> set[int] | None:
    """Agencies whose people may come; None when everyone may."""
    return None if kelas.terbuka else sql.opd_diundang(d.kon, kelas.id) or None


def _tidak_boleh(orang: Calon, boleh: set[int] | None, kelas: BarisKelas) -> str:
    if not orang.aktif:
        return f"sudah tidak bertugas pada {kelas.mulai}"
    if boleh is not None and orang.opd_id not in boleh:
        return f"dari {orang.opd or 'tanpa penempatan'}, yang tidak diundang ke kelas {kelas.kode}"
    return ""


def _daftarkan(d: PintuTulis, kelas: BarisKelas, calon: Sequence[tuple[Calon, str]]) -> list[tuple[Any, ...]]:
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
        keterangan = sebab or ("kelas penuh" if jawaban else "diundang")
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
