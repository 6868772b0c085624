"""Classes from a sheet with the fields that `asn kelas daftar` prints."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.nama import bersihkan_nama, kunci
from asn_kompetensi.domain.tanggal import baca_tanggal
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor, teks
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kelas import BIDANG, TERBUKA, baca_bulat, kelas_kamus, muat, naikkan, periksa_waktu
from asn_kompetensi.services.pelatihan import pelatihan_kamus
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries import pelatihan as pelatihan_sql
from asn_kompetensi.store.queries.kelas import BarisKelas

SKEMA: Final = Skema("kelas", BIDANG, (("kode",), ("pelatihan",), ("mulai",), ("selesai",)))


def impor(d: PintuTulis, lembar: Lembar, *, lewati: bool = False) -> LaporanImpor:
    """Open or change classes; an empty cell changes nothing, `status` is compared and only warns."""
    p = Pengimpor(lembar, "kelas")
    kelas, pelatihan, opd = kelas_kamus(d), pelatihan_kamus(d), opd_kamus(d)
    dilihat: dict[str, int] = {}
    for baris in p.baris():
        kode = baris.baca("kode", lambda nilai: baca_kode(nilai, benda="kode kelas"), "KODE_TIDAK_SAH")
        if kode is None and not baris.ditahan:
            baris.tahan("kode", "KODE_KOSONG", "kode kelas kosong", "Isi kolom kode.")
        if kode and (awal := dilihat.setdefault(kunci(kode), baris.nomor)) != baris.nomor:
            baris.tahan("kode", "GANDA", f"kode {kode} sudah ada di baris {awal}", "Sisakan satu baris.")
        isi = _baca_baris(baris, pelatihan)
        undangan = _baca_opd(baris, opd)
        hasil: Hasil = "sama"
        if kode and not baris.ditahan:
            hasil = _simpan(d, baris, kode, isi, undangan, kelas)
        p.catat(baris, hasil)
    return p.tutup(d, lewati=lewati)


def _baca_baris(baris: BarisImpor, pelatihan: Kamus) -> dict[str, Any]:
    """The columns of table `kelas` that the row fills in."""
    program = baris.teks("pelatihan")
    entri = pelatihan.cari(program) if program else None
    if program and entri is None:
        baris.tahan(
            "pelatihan", "PELATIHAN_TIDAK_DIKENAL", f"pelatihan '{program}' belum terdaftar", pelatihan.saran(program)
        )
    mulai, selesai = (baris.baca(satu, baca_tanggal, "TANGGAL_TIDAK_SAH") for satu in ("mulai", "selesai"))
    isi = {
        "pelatihan_id": entri.id if entri else None,
        "mulai": mulai.isoformat() if mulai else None,
        "selesai": selesai.isoformat() if selesai else None,
        "tempat": baris.baca("tempat", lambda nilai: bersihkan_nama(teks(nilai) or "")[0] or None, "TEMPAT_TIDAK_SAH"),
        "kuota": baris.baca("kuota", lambda nilai: baca_bulat(nilai, "kuota", 1), "KUOTA_TIDAK_SAH"),
        "biaya": baris.baca("biaya", lambda nilai: baca_bulat(nilai, "biaya", 0), "BIAYA_TIDAK_SAH"),
    }
    return {kolom: nilai for kolom, nilai in isi.items() if nilai is not None}


def _baca_opd(baris: BarisImpor, kamus: Kamus) -> list[int] | str | None:
    """Invited agencies, `semua` for an open class, None when the cell is empty."""
    sebutan = [satu.strip() for satu in (baris.teks("opd_peserta") or "").split(";") if satu.strip()]
    if [kunci(satu) for satu in sebutan] == [TERBUKA]:
        return TERBUKA
    hasil = []
    for satu in sebutan:
        entri = kamus.cari(satu)
        if entri is None:
            baris.tahan(
                "opd_peserta", "OPD_TIDAK_DIKENAL", f"perangkat daerah '{satu}' belum terdaftar", kamus.saran(satu)
            )
            return None
        hasil.append(entri.id)
    return list(dict.fromkeys(hasil)) or None


def _simpan(
    d: PintuTulis, baris: BarisImpor, kode: str, isi: dict[str, Any], undangan: list[int] | str | None, kamus: Kamus
) -> Hasil:
    milik = kamus.cari(kode)
    lama = sql.satu(d.kon, milik.id) if milik else None
    if undangan is not None:
        isi["terbuka"] = int(undangan == TERBUKA)
    for bidang in ("pelatihan", "mulai", "selesai"):
        if lama is None and (f"{bidang}_id" if bidang == "pelatihan" else bidang) not in isi:
            baris.tahan(bidang, f"{bidang.upper()}_KOSONG", f"{bidang} kelas {kode} kosong", f"Isi kolom {bidang}.")
    if baris.ditahan or not _layak(d, baris, isi, lama):
        return "sama"
    ubah = {kolom: nilai for kolom, nilai in isi.items() if lama is None or getattr(lama, kolom) != nilai}
    _bandingkan_status(baris, lama)
    if lama is not None and lama.status != "dibuka" and (ubah or _opd_beda(d, lama, undangan)):
        baris.tahan(None, "KELAS_BERAKHIR", f"kelas {lama.kode} sudah {lama.status} dan tidak dapat diubah")
        return "sama"
    nomor = lama.id if lama else 0
    if ubah:
        nomor = sql.simpan_kelas(d.kon, lama.id if lama else None, ubah if lama else {"kode": kode, **ubah})
    diganti = undangan is not None and sql.ganti_opd(d.kon, nomor, undangan if isinstance(undangan, list) else [])
    if lama is None:
        kamus.tambah(Entri(nomor, kode, kode))
        return "baru"
    if "mulai" in ubah:
        sql.sesuaikan_opd(d.kon, nomor, ubah["mulai"])
    naikkan(d, sql.satu(d.kon, nomor))
    return "berubah" if ubah or diganti else "sama"


def _opd_beda(d: PintuTulis, lama: BarisKelas, undangan: list[int] | str | None) -> bool:
    kamus = opd_kamus(d)
    milik = {kamus.wajib(kode).id for kode in (lama.opd_peserta or "").split(";") if kode}
    return isinstance(undangan, list) and set(undangan) != milik


def _layak(d: PintuTulis, baris: BarisImpor, isi: dict[str, Any], lama: BarisKelas | None) -> bool:
    """Dates in order, hours that can be computed, and nothing recorded that would no longer fit."""

    def nilai(kolom: str) -> Any:
        return isi.get(kolom, getattr(lama, kolom) if lama else None)

    mulai, selesai = date.fromisoformat(nilai("mulai")), date.fromisoformat(nilai("selesai"))
    try:
        program = pelatihan_sql.satu(d.kon, nilai("pelatihan_id"))
        periksa_waktu(program, mulai, selesai, bool(lama and lama.luar_negeri))
        if lama:
            muat(d, lama, mulai, selesai, nilai("kuota"), lama.nilai_maks)
    except ValueError as salah:
        baris.tahan("selesai", "TANGGAL_TERBALIK" if selesai < mulai else "KELAS_TIDAK_SAH", str(salah))
    except (Bentrok, DataDitolak) as galat:
        baris.tahan(None, "KELAS_TIDAK_MUAT", galat.pesan, galat.petunjuk)
    return not baris.ditahan


def _bandingkan_status(baris: BarisImpor, lama: BarisKelas | None) -> None:
    tertulis = baris.teks("status")
    if tertulis and kunci(tertulis) != (lama.status if lama else "dibuka"):
        pesan = f"status '{tertulis}' tidak diambil dari berkas"
        baris.ingatkan("status", "STATUS_DIABAIKAN", pesan, "Ubah dengan: asn kelas selesai atau asn kelas batal")
