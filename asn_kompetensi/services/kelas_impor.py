"""Classes from a sheet with the fields that `asn kelas daftar` prints."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from asn_kompetensi.domain.galat import Bentrok, DataDitolak
from asn_kompetensi.domain.jadwal import baca_jadwal
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.kode import baca_kode
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.nama import bersihkan_nama, kunci
from asn_kompetensi.domain.sel import NilaiSel
from asn_kompetensi.domain.tanggal import baca_rentang
from asn_kompetensi.services import ganda, perbaikan
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor, teks
from asn_kompetensi.services.kamus import daftarkan_alias, opd_kamus
from asn_kompetensi.services.kelas import BIDANG, TERBUKA, kelas_kamus, naikkan
from asn_kompetensi.services.kelas_buka import muat, periksa_waktu
from asn_kompetensi.services.masukan import baca_bulat
from asn_kompetensi.services.pelatihan import pelatihan_kamus
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries import pelatihan as pelatihan_sql
from asn_kompetensi.store.queries.kelas import BarisKelas

# Without a column for the last day, the first one holds both: `3 s.d. 5 Maret 2025`.
_JADWAL: Final = "Tulis hari-hari pertemuannya seperti 2025-01-10;2025-01-24."
SKEMA: Final = Skema("kelas", BIDANG, (("kode",), ("pelatihan",), ("mulai",)))


@dataclass(slots=True)
class _Calon:
    """One row, read."""

    baris: BarisImpor
    kode: str | None
    isi: dict[str, Any]
    undangan: list[int] | str | None
    rincian: dict[str, Any]
    jadwal: list[date] | None

    def sidik(self) -> Hashable:
        """What the row says of its class; as written where a cell could not be read."""
        if self.baris.ditahan:
            p = self.baris.pengimpor
            return tuple(self.baris.teks(bidang) for bidang in p.letak if bidang not in ("kode", "no"))
        undangan = tuple(sorted(self.undangan)) if isinstance(self.undangan, list) else self.undangan
        rincian = tuple(sorted(self.rincian.items()))
        return tuple(sorted(self.isi.items())), undangan, rincian, tuple(self.jadwal or ()), self.baris.teks("status")


def impor(
    d: PintuTulis, lembar: Lembar, *, alias: Sequence[tuple[str, str]] = (), lewati: bool = False
) -> LaporanImpor:
    """Open or change classes; an empty cell changes nothing, `status` is compared and only warns.

    `alias` maps spellings to agency codes and remembers them.
    """
    p = Pengimpor(lembar, "kelas")
    kelas, pelatihan, opd = kelas_kamus(d), pelatihan_kamus(d), opd_kamus(d)
    for ejaan, sasaran in alias:
        daftarkan_alias(d, "opd", opd, ejaan, opd.wajib(sasaran))
    semua = [
        _Calon(
            baris, _kode(baris), _baca_baris(baris, pelatihan), _baca_opd(baris, opd), _baca_rincian(baris, opd),
            baris.baca("jadwal", lambda sel: baca_jadwal(teks(sel) or ""), "JADWAL_TIDAK_SAH", _JADWAL) or None,
        )
        for baris in p.baris()
    ]  # fmt: skip
    dilewati = ganda.tandai(
        [(kunci(satu.kode), satu) for satu in semua if satu.kode],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: satu.sidik(),
        sebutan=lambda satu: f"kode {satu.kode}",
        bidang=lambda _: "kode",
    )
    for satu in semua:
        hasil: Hasil = "sama"
        if satu.baris.nomor in dilewati:
            hasil = "dilewati"
        elif satu.kode and not satu.baris.ditahan:
            hasil = _simpan(d, satu, satu.kode, kelas)
        p.catat(satu.baris, hasil)
    return p.tutup(d, lewati=lewati)


def _kode(baris: BarisImpor) -> str | None:
    kode = baris.baca("kode", lambda nilai: baca_kode(nilai, benda="kode kelas"), "KODE_TIDAK_SAH", perbaikan.KODE)
    if kode is None and not baris.ditahan:
        baris.tahan("kode", "KODE_KOSONG", "kode kelas kosong", "Isi kolom kode.")
    return kode


def _baca_baris(baris: BarisImpor, pelatihan: Kamus) -> dict[str, Any]:
    """The columns of table `kelas` that the row fills in."""
    program = baris.teks("pelatihan")
    entri = pelatihan.cari(program) if program else None
    if program and entri is None:
        baris.tahan_asing("pelatihan", pelatihan, program)
    mulai, selesai = _waktu(baris)
    isi = {
        "pelatihan_id": entri.id if entri else None,
        "mulai": mulai.isoformat() if mulai else None,
        "selesai": selesai.isoformat() if selesai else None,
        "tempat": baris.baca("tempat", _tempat, "TEMPAT_TIDAK_SAH", perbaikan.NAMA),
        "kuota": baris.baca("kuota", lambda sel: baca_bulat(sel, "kuota", 1), "KUOTA_TIDAK_SAH", perbaikan.BULAT),
        "biaya": baris.baca("biaya", lambda sel: baca_bulat(sel, "biaya", 0), "BIAYA_TIDAK_SAH", perbaikan.BULAT),
    }
    return {kolom: nilai for kolom, nilai in isi.items() if nilai is not None}


def _waktu(baris: BarisImpor) -> tuple[date | None, date | None]:
    """First and last day; the cell of the first may hold both, then the other is empty or says the same."""
    sel = baris.sel("mulai")
    if not isinstance(sel, str) or not _berentang(sel):
        return baris.tanggal("mulai"), baris.tanggal("selesai")
    rentang = baris.baca("mulai", lambda isi: baca_rentang(str(isi)), "TANGGAL_TIDAK_SAH", perbaikan.TANGGAL)
    selesai = baris.tanggal("selesai")
    if rentang is None:
        return None, selesai
    if selesai and selesai != rentang[1]:
        pesan = f"hari terakhir {selesai}, padahal kolom mulai menyebut sampai {rentang[1]}"
        baris.tahan("selesai", "TANGGAL_BERBEDA", pesan, "Sisakan yang benar.")
    return rentang


def _berentang(isi: str) -> bool:
    """Whether a cell holds a range of days, be it an impossible one, and no single date."""
    try:
        awal, akhir = baca_rentang(isi)
    except ValueError as salah:
        return str(salah).startswith("Rentang")
    return awal != akhir


def _tempat(sel: NilaiSel) -> str | None:
    return bersihkan_nama(teks(sel) or "", "Tempat")[0] or None


def _baca_opd(baris: BarisImpor, kamus: Kamus) -> list[int] | str | None:
    """Invited agencies, `semua` for an open class, None when the cell is empty."""
    sebutan = [satu.strip() for satu in (baris.teks("opd_peserta") or "").split(";") if satu.strip()]
    if [kunci(satu) for satu in sebutan] == [TERBUKA]:
        return TERBUKA
    temuan = {satu: kamus.cari(satu) for satu in sebutan}
    asing = [satu for satu, entri in temuan.items() if entri is None]
    if asing:
        baris.tahan_asing("opd_peserta", kamus, *asing, jawaban=perbaikan.ALIAS)
    return list(dict.fromkeys(entri.id for entri in temuan.values() if entri is not None)) or None


def _baca_rincian(baris: BarisImpor, kamus: Kamus) -> dict[str, Any]:
    """The columns of table `kelas_rincian` that the row fills in."""
    sebutan = baris.teks("tuan_rumah")
    entri = kamus.cari(sebutan) if sebutan else None
    if sebutan and entri is None:
        baris.tahan_asing("tuan_rumah", kamus, sebutan, jawaban=perbaikan.ALIAS)
    isi = {
        "tuan_rumah_id": entri.id if entri else None,
        "sumber_dana": baris.baca("sumber_dana", _dana, "SUMBER_DANA_TIDAK_SAH", perbaikan.NAMA),
    }
    return {kolom: nilai for kolom, nilai in isi.items() if nilai is not None}


def _dana(sel: NilaiSel) -> str | None:
    return bersihkan_nama(teks(sel) or "", "Sumber dana")[0] or None


def _simpan(d: PintuTulis, satu: _Calon, kode: str, kamus: Kamus) -> Hasil:
    baris, isi, undangan = satu.baris, satu.isi, satu.undangan
    milik = kamus.cari(kode)
    lama = sql.satu(d.kon, milik.id) if milik else None
    if undangan is not None:
        isi["terbuka"] = int(undangan == TERBUKA)
    for bidang in ("pelatihan", "mulai", "selesai"):
        if lama is None and (f"{bidang}_id" if bidang == "pelatihan" else bidang) not in isi:
            saran = "Isi kolom selesai, atau tulis seperti 3 s.d. 5 Maret 2025 di kolom mulai."
            saran = saran if bidang == "selesai" else f"Isi kolom {bidang}."
            baris.tahan(bidang, f"{bidang.upper()}_KOSONG", f"{bidang} kelas {kode} kosong", saran)
    if baris.ditahan or not _layak(d, satu, lama):
        return "sama"
    ubah = {kolom: nilai for kolom, nilai in isi.items() if lama is None or getattr(lama, kolom) != nilai}
    _bandingkan_status(baris, lama)
    beda = ubah or (lama and (_opd_beda(d, lama, undangan) or _lain_beda(d, lama, satu)))
    if lama is not None and lama.status != "dibuka" and beda:
        baris.tahan(
            None, "KELAS_BERAKHIR", f"kelas {lama.kode} sudah {lama.status}, tidak dapat diubah", "Hapus barisnya."
        )
        return "sama"
    nomor = lama.id if lama else 0
    if ubah:
        nomor = sql.simpan_kelas(d.kon, lama.id if lama else None, ubah if lama else {"kode": kode, **ubah})
    diganti = undangan is not None and sql.ganti_opd(d.kon, nomor, undangan if isinstance(undangan, list) else [])
    diganti = sql.simpan_rincian(d.kon, nomor, satu.rincian) or diganti
    if satu.jadwal is not None:
        diganti = sql.ganti_hari(d.kon, nomor, [hari.isoformat() for hari in satu.jadwal]) or diganti
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


def _lain_beda(d: PintuTulis, lama: BarisKelas, satu: _Calon) -> bool:
    """Whether the row names another host, other funds or other meeting days than the class has."""
    tuan_rumah = satu.rincian.get("tuan_rumah_id")
    jadwal = ";".join(hari.isoformat() for hari in satu.jadwal or ()) or lama.jadwal
    return (
        (tuan_rumah is not None and (not lama.tuan_rumah or opd_kamus(d).wajib(lama.tuan_rumah).id != tuan_rumah))
        or satu.rincian.get("sumber_dana", lama.sumber_dana) != lama.sumber_dana
        or jadwal != lama.jadwal
    )


def _layak(d: PintuTulis, satu: _Calon, lama: BarisKelas | None) -> bool:
    """Dates in order, hours that can be computed, and nothing recorded that would no longer fit."""
    baris, isi = satu.baris, satu.isi

    def nilai(kolom: str) -> Any:
        return isi.get(kolom, getattr(lama, kolom) if lama else None)

    mulai, selesai = date.fromisoformat(nilai("mulai")), date.fromisoformat(nilai("selesai"))
    try:
        program = pelatihan_sql.satu(d.kon, nilai("pelatihan_id"))
        jadwal = satu.jadwal or (baca_jadwal(lama.jadwal or "") if lama else [])
        periksa_waktu(program, mulai, selesai, bool(lama and lama.luar_negeri), jadwal)
        if lama:
            muat(d, lama, mulai, selesai, nilai("kuota"), lama.nilai_maks, jadwal)
    except ValueError as salah:
        jenis = "TANGGAL_TERBALIK" if selesai < mulai else "KELAS_TIDAK_SAH"
        baris.tahan("selesai", jenis, str(salah), perbaikan.URUTAN)
    except (Bentrok, DataDitolak) as galat:
        baris.tahan(None, "KELAS_TIDAK_MUAT", galat.pesan, galat.petunjuk)
    return not baris.ditahan


def _bandingkan_status(baris: BarisImpor, lama: BarisKelas | None) -> None:
    tertulis = baris.teks("status")
    if tertulis and kunci(tertulis) != (lama.status if lama else "dibuka"):
        pesan = f"status '{tertulis}' tidak diambil dari berkas"
        baris.ingatkan("status", "STATUS_DIABAIKAN", pesan, "Ubah dengan: asn kelas selesai atau asn kelas batal")
