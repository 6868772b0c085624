"""The register of reluctance: recording a case and the steps taken, in the order that keeps it fair to the person."""

from __future__ import annotations

from datetime import date
from typing import Any

from asn_kompetensi.domain import keengganan as aturan
from asn_kompetensi.domain.galat import Bentrok, DataDitolak, TidakDitemukan
from asn_kompetensi.domain.keengganan import Langkah
from asn_kompetensi.domain.keengganan_alasan import baca_sebab
from asn_kompetensi.domain.nip import samarkan_nip
from asn_kompetensi.services import jam
from asn_kompetensi.services.kelas import cari
from asn_kompetensi.services.kelas_undang import peserta_kelas
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.services.pegawai_cari import nip_sah, wajib_ada
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import keengganan as sql
from asn_kompetensi.store.queries import kehadiran as hadir_sql
from asn_kompetensi.store.queries import kelas as kelas_sql
from asn_kompetensi.store.queries.keengganan import Kasus
from asn_kompetensi.store.queries.kelas import BarisKelas

_SEMUA = "9999-12-31"  # steps are never in the future: this is every one there is


def satu(d: Pintu, nomor: int) -> Kasus:
    """One record by its number. Raises `TidakDitemukan`."""
    kasus = sql.satu(d.kon, nomor) if 0 < nomor < 2**63 else None  # SQLite knows no larger number
    if kasus is None:
        raise TidakDitemukan(f"keengganan nomor {nomor} belum tercatat", "Daftar: asn keengganan daftar")
    return kasus


def rekam(d: Pintu, nomor: int) -> dict[str, Any]:
    """One record in the fields that `catat` answers."""
    kasus = satu(d, nomor)
    return {
        "nomor": kasus.nomor,
        "nip": kasus.nip,
        "nama": kasus.nama,
        "opd": kasus.opd,
        "kelas": kasus.kelas,
        "tanggal": kasus.tanggal,
        "jenis": kasus.jenis,
        "sebab": kasus.sebab,
        "dihitung": aturan.dihitung(kasus.sebab),
        "catatan": kasus.catatan,
    }


def langkah(d: Pintu, nomor: int) -> list[Langkah]:
    """The steps of a record in the order in which they were taken."""
    return [baca_langkah(baris[1:]) for baris in sql.langkah(d.kon, _SEMUA, nomor)]


def baca_langkah(baris: tuple[Any, ...]) -> Langkah:
    """A step from `tanggal, tindakan, hasil, tindak_lanjut, catatan` as stored."""
    tanggal, tindakan, hasil, lanjut, catatan = baris
    return Langkah(
        date.fromisoformat(tanggal), tindakan, hasil, date.fromisoformat(lanjut) if lanjut else None, catatan
    )


def catat(
    d: PintuTulis,
    nip: str,
    jenis: str,
    sebab: str,
    *,
    kelas: str | None = None,
    tanggal: date | None = None,
    catatan: str | None = None,
    hari_ini: date | None = None,
) -> dict[str, Any]:
    """Record one case with the agency of that day; without `tanggal` it is today, or the class's last day if over.

    Raises `DataDitolak` (unknown kind or cause, a date to come, out of service), `TidakDitemukan`, and `Bentrok` when
    it is recorded already, or a no-show is told of someone whose attendance says otherwise.
    """
    arti = sah(lambda isi: aturan.baca_pilihan(isi, "jenis", aturan.JENIS), jenis)
    arti_sebab = sah(baca_sebab, sebab)
    baris = cari(d, kelas) if kelas else None
    hari_ini = hari_ini or jam.hari_ini()
    # ISO dates compare as text.
    hari = tanggal.isoformat() if tanggal else min(baris.selesai if baris else _SEMUA, hari_ini.isoformat())
    belum_lewat(date.fromisoformat(hari), "--tanggal", hari_ini)
    bersih = nip_sah(nip)
    wajib_ada(d, bersih)
    orang = kelas_sql.calon(d.kon, hari, [bersih])[bersih]
    if not orang.aktif:
        raise DataDitolak(f"NIP {samarkan_nip(bersih)} sudah tidak bertugas pada {hari}", "Periksa --tanggal.")
    if baris and baris.status == "batal":
        raise Bentrok(f"kelas {baris.kode} sudah dibatalkan; tidak ada yang enggan padanya", "Daftar: asn kelas daftar")
    if baris and arti == "mangkir":
        _pastikan_mangkir(d, baris, bersih)
    elif baris:
        _pastikan_tidak_ikut(d, baris, bersih)
    ada = sql.kembar(d.kon, orang.pegawai_id, baris.id if baris else None, arti, hari)
    if ada is not None:
        raise Bentrok(
            f"NIP {samarkan_nip(bersih)} sudah tercatat {aturan.JENIS[arti]}, nomor {ada}",
            f"Membetulkan sebabnya: asn keengganan catat --nomor {ada} --sebab SEBAB",
        )
    nomor = sql.tambah(
        d.kon, orang.pegawai_id, orang.opd_id, baris.id if baris else None, hari, arti, arti_sebab, catatan_sah(catatan)
    )
    return rekam(d, nomor)


def _pastikan_mangkir(d: Pintu, kelas: BarisKelas, nip: str) -> None:
    """A no-show held a seat and has no day present, on leave, ill or on duty. Raises `Bentrok`, `TidakDitemukan`."""
    satu = peserta_kelas(d, kelas, nip)
    if not satu.berkursi:
        raise Bentrok(
            f"NIP {samarkan_nip(nip)} tidak memegang kursi di kelas {kelas.kode} (jawaban: {satu.jawaban}), jadi tidak "
            "dapat mangkir",
            "Catat menurut jawabannya: --jenis menolak atau menunda_lagi",
        )
    for hari, status in hadir_sql.kehadiran(d.kon, kelas.id).get(satu.id, {}).items():
        if status != "alpa":
            raise Bentrok(
                f"NIP {samarkan_nip(nip)} tercatat {status} di kelas {kelas.kode} pada {hari}; itu bukan mangkir",
                f"Periksa kehadirannya: asn kelas lihat {kelas.kode}",
            )


def _pastikan_tidak_ikut(d: Pintu, kelas: BarisKelas, nip: str) -> None:
    """Whoever came has neither refused nor postponed that class. Raises `Bentrok`."""
    satu = next((satu for satu in kelas_sql.peserta(d.kon, kelas.id) if satu.nip == nip), None)
    if satu and satu.berkursi and "hadir" in hadir_sql.kehadiran(d.kon, kelas.id).get(satu.id, {}).values():
        raise Bentrok(
            f"NIP {samarkan_nip(nip)} tercatat hadir di kelas {kelas.kode}; itu bukan keengganan",
            f"Periksa kehadirannya: asn kelas lihat {kelas.kode}",
        )


def betulkan(
    d: PintuTulis, nomor: int, *, sebab: str | None = None, catatan: str | None = None
) -> tuple[dict[str, Any], list[str]]:
    """Correct the cause or the note of a record; returns it, and the days of warnings its cause does not allow now.

    Raises `TidakDitemukan`, `DataDitolak`.
    """
    lama = satu(d, nomor)
    arti = sah(baca_sebab, sebab) if sebab else lama.sebab
    isi = lama.catatan if catatan is None else catatan_sah(catatan)
    if (arti, isi) != (lama.sebab, lama.catatan):
        sql.betulkan(d.kon, nomor, arti, isi)
    janggal = [] if aturan.dihitung(arti) else [
        satu_.tanggal.isoformat() for satu_ in langkah(d, nomor) if satu_.tindakan == aturan.PERINGATAN
    ]  # fmt: skip
    return rekam(d, nomor), janggal


def tindak(
    d: PintuTulis,
    nomor: int,
    tindakan: str,
    tanggal: date,
    *,
    hasil: str | None = None,
    catatan: str | None = None,
    tindak_lanjut: date | None = None,
    buka_lagi: bool = False,
    hari_ini: date | None = None,
) -> dict[str, Any]:
    """Record a step; `bersedia` and `selesai` close the case.

    Raises `TidakDitemukan`; `DataDitolak` for an unknown step or outcome and for dates out of order or to come;
    `Bentrok` for a step told twice, a closed case (unless `buka_lagi`), and a warning that would be unfair.
    """
    kasus = satu(d, nomor)
    arti = sah(lambda isi: aturan.baca_pilihan(isi, "tindakan", aturan.TINDAKAN), tindakan)
    arti_hasil = sah(lambda isi: aturan.baca_pilihan(isi, "hasil", aturan.HASIL), hasil) if hasil else None
    sudah = langkah(d, nomor)
    _pastikan_tanggal(kasus, tanggal, tindak_lanjut, hari_ini or jam.hari_ini())
    _pastikan_terbuka(kasus, sudah, tanggal, buka_lagi)
    if any((satu_.tindakan, satu_.tanggal) == (arti, tanggal) for satu_ in sudah):
        raise Bentrok(
            f"{arti} pada {tanggal} untuk nomor {nomor} sudah tercatat", "Bila keliru, batalkan: asn batal JALANKAN"
        )
    if arti == aturan.PERINGATAN:
        _pastikan_adil(kasus, sudah, tanggal)
    lanjut = tindak_lanjut.isoformat() if tindak_lanjut else None
    bersih = catatan_sah(catatan)
    sql.tambah_langkah(d.kon, nomor, tanggal.isoformat(), arti, arti_hasil, bersih, lanjut)
    kini = langkah(d, nomor)
    return {
        "nomor": nomor,
        "nip": kasus.nip,
        "nama": kasus.nama,
        "tanggal": tanggal.isoformat(),
        "tindakan": arti,
        "hasil": arti_hasil,
        "tindak_lanjut": lanjut,
        "catatan": bersih,
        "status": aturan.status(kini),
        "saran": aturan.saran(kasus.sebab, kini),
    }


def _pastikan_tanggal(kasus: Kasus, tanggal: date, tindak_lanjut: date | None, hari_ini: date) -> None:
    belum_lewat(tanggal, "--tanggal", hari_ini)
    if tanggal.isoformat() < kasus.tanggal:
        raise DataDitolak(
            f"langkah pada {tanggal} mendahului kejadiannya, {kasus.tanggal}",
            "Periksa --tanggal; lihat: asn keengganan daftar",
        )
    if tindak_lanjut and tindak_lanjut < tanggal:
        raise DataDitolak(f"tindak lanjut {tindak_lanjut} mendahului langkahnya, {tanggal}", "Periksa --tindak-lanjut.")


def _pastikan_terbuka(kasus: Kasus, sudah: list[Langkah], tanggal: date, buka_lagi: bool) -> None:
    if aturan.status(sudah) != "selesai":
        return
    tutup = sudah[-1]
    if not buka_lagi:
        raise Bentrok(
            f"keengganan nomor {kasus.nomor} sudah tuntas pada {tutup.tanggal} ({tutup.hasil})",
            "Bila timbul lagi, tambahkan --buka-lagi.",
        )
    if tanggal < tutup.tanggal:
        raise DataDitolak(
            f"langkah pada {tanggal} mendahului yang menutupnya, {tutup.tanggal}",
            "Yang membuka lagi terjadi sesudahnya; periksa --tanggal.",
        )


def _pastikan_adil(kasus: Kasus, sudah: list[Langkah], tanggal: date) -> None:
    """A warning only for what counts, and only after an explanation and a talk. Raises `Bentrok`."""
    if not aturan.dihitung(kasus.sebab):
        raise Bentrok(
            f"peringatan tidak dapat dicatat: sebab '{aturan.SEBAB[kasus.sebab]}' tidak pernah memberatkan pegawai",
            f"Langkah yang adil: {aturan.saran(kasus.sebab, ())}.",
        )
    if kurang := aturan.kurang_untuk_peringatan(sudah, tanggal):
        raise Bentrok(
            f"peringatan tidak dapat dicatat: sebelum {tanggal} belum ada {' dan '.join(kurang)}",
            f"Dahulukan: asn keengganan tindak {kasus.nomor} --tindakan {kurang[0]}",
        )


def belum_lewat(tanggal: date, bendera: str, hari_ini: date) -> None:
    """Refuse a day that is still to come. Raises `DataDitolak` naming the option."""
    if tanggal > hari_ini:
        raise DataDitolak(f"{bendera} {tanggal} belum tiba", "Catat sesudah harinya.")


def catatan_sah(teks: str | None) -> str | None:
    """A note of at most 2000 printable characters, None when empty. Raises `DataDitolak`."""
    isi = " ".join((teks or "").split())
    if len(isi) > 2000 or not isi.isprintable():
        raise DataDitolak("catatan lebih dari 2000 huruf, atau memuat tanda yang tidak tampak", "Perbaiki --catatan.")
    return isi or None
