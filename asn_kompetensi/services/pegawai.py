"""People: registering, correcting, moving, leaving, looking up."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, SalahPakai
from asn_kompetensi.domain.golongan import baca_golongan
from asn_kompetensi.domain.kepegawaian import baca_jenis_pegawai, baca_kelamin
from asn_kompetensi.domain.nip import jenis_kelamin, jenis_pegawai, samarkan_nip, tanggal_lahir
from asn_kompetensi.domain.surel import baca_surel
from asn_kompetensi.services.kamus import jabatan_kamus, opd_kamus
from asn_kompetensi.services.masukan import nama_sah, sah
from asn_kompetensi.services.pegawai_cari import wajib_ada
from asn_kompetensi.services.pegawai_hari import nip_baru as nip_baru_sah
from asn_kompetensi.services.pegawai_hari import sesudah_lahir
from asn_kompetensi.services.registri import perlu_ubahan
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kelas as kelas_sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import pegawai as sql

if TYPE_CHECKING:
    from asn_kompetensi.store.tables import Pegawai

BIDANG = (
    "nip", "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tanggal_lahir", "jenis_pegawai", "golongan",
    "opd", "jabatan", "nama_jabatan", "mulai", "status",
)  # fmt: skip
STATUS = ("aktif", "henti")
_PEMBACA: dict[str, Callable[[str], Any]] = {
    "nama": lambda isi: nama_sah(isi, "pegawai"),
    "gelar_depan": lambda isi: nama_sah(isi, "gelar", "--gelar-depan"),
    "gelar_belakang": lambda isi: nama_sah(isi, "gelar", "--gelar-belakang"),
    "jenis_kelamin": baca_kelamin,
    "jenis_pegawai": baca_jenis_pegawai,
    "golongan": baca_golongan,
    "surel": baca_surel,
}
_BOLEH_KOSONG = ("gelar_depan", "gelar_belakang", "golongan", "surel")


def daftar(d: Pintu, *, status: str | None = None, opd: str | None = None) -> Iterator[tuple[Any, ...]]:
    """Everyone ever registered, in the fields of `BIDANG`. Raises `SalahPakai` for an unknown status."""
    if status is not None and status not in STATUS:
        raise SalahPakai(f"status '{status}' tidak ada", f"Pilihannya: {', '.join(STATUS)}.")
    return sql.daftar(d.kon, status, opd_kamus(d).wajib(opd).id if opd else None)


def rekam(d: Pintu, pegawai_id: int) -> dict[str, Any]:
    """One person in the fields of `BIDANG`."""
    return dict(zip(BIDANG, sql.satu(d.kon, pegawai_id), strict=True))


def tambah(d: PintuTulis, nip: str, isian: Mapping[str, str | None], *, mulai: date | None = None) -> dict[str, Any]:
    """Register a person with a job. `isian`: nama, opd, jabatan and, where given, the other fields as typed.

    What is left out comes from the NIP. Raises `DataDitolak`, `TidakDitemukan`, `Bentrok`.
    """
    from asn_kompetensi.store.tables import Pegawai, Penempatan

    bersih = nip_baru_sah(nip)
    if sql.id_dari_nip(d.kon, bersih) is not None:
        raise Bentrok(f"NIP {samarkan_nip(bersih)} sudah terdaftar", "Ubah datanya dengan: asn pegawai ubah")
    opd_id, jabatan = _opd_sekarang(d, isian["opd"] or ""), jabatan_kamus(d).wajib(isian["jabatan"] or "")
    data = {
        "jenis_kelamin": jenis_kelamin(bersih),
        "tanggal_lahir": tanggal_lahir(bersih),
        "jenis_pegawai": jenis_pegawai(bersih),
        **_isian(isian),
    }
    sesudah_lahir(mulai, data["tanggal_lahir"], "--mulai")
    orang = Pegawai(nip=bersih, **data)
    d.sesi.add(orang)
    d.sesi.flush()
    d.sesi.add(Penempatan(pegawai_id=orang.id or 0, opd_id=opd_id, jabatan_id=jabatan.id, mulai=mulai))
    d.sesi.flush()
    return rekam(d, orang.id or 0)


def _opd_sekarang(d: Pintu, nama: str) -> int:
    """The agency called `nama`; a merged one stands for the one that received it."""
    return penerima(opd_sql.penerus(d.kon), opd_kamus(d).wajib(nama).id)


def penerima(penerus: Mapping[int, int], opd_id: int) -> int:
    """Follow mergers to the agency that still stands; `penerus` is merged agency -> receiver."""
    dilihat = {opd_id}
    while (berikut := penerus.get(opd_id)) is not None and berikut not in dilihat:
        dilihat.add(berikut)
        opd_id = berikut
    return opd_id


def _isian(isian: Mapping[str, str | None]) -> dict[str, Any]:
    """Typed fields, checked; an empty text clears a field that may be empty. Raises `DataDitolak`."""
    hasil: dict[str, Any] = {}
    for bidang, baca in _PEMBACA.items():
        isi = isian.get(bidang)
        if isi is None:
            continue
        if not isi.strip() and bidang not in _BOLEH_KOSONG:
            raise DataDitolak(f"{bidang.replace('_', ' ')} kosong", f"Isi --{bidang.replace('_', '-')}.")
        hasil[bidang] = sah(baca, isi) if isi.strip() else None
    return hasil


def ubah(d: PintuTulis, nip: str, isian: Mapping[str, str | None], *, nip_baru: str | None = None) -> dict[str, Any]:
    """Change the fields given (an empty text clears a title, grade or address); a corrected NIP keeps the history.

    Raises `SalahPakai` when nothing is given, `Bentrok` when the new NIP belongs to someone else.
    """
    from asn_kompetensi.store.tables import Pegawai

    perlu_ubahan(*isian.values(), nip_baru)
    nomor = wajib_ada(d, nip)
    orang = d.sesi.get_one(Pegawai, nomor)
    if nip_baru is not None:
        _ganti_nip(d, orang, nip_baru_sah(nip_baru))
    for kunci, isi in _isian(isian).items():
        setattr(orang, kunci, isi)
    if isian.get("status") == "aktif":
        orang.status, orang.henti_tanggal, orang.henti_alasan = "aktif", None, None
    elif isian.get("status"):
        raise SalahPakai("--status hanya menerima aktif", "Untuk yang berhenti: asn pegawai henti NIP")
    d.sesi.add(orang)
    d.sesi.flush()
    return rekam(d, nomor)


def _ganti_nip(d: PintuTulis, orang: Pegawai, baru: str) -> None:
    """Correct a NIP, what was read from it, and where else the person is named by it."""
    pemilik = sql.id_dari_nip(d.kon, baru)
    if pemilik not in (None, orang.id):
        raise Bentrok(f"NIP {samarkan_nip(baru)} sudah milik pegawai lain", "Periksa kedua NIP itu.")
    if orang.jenis_kelamin == jenis_kelamin(orang.nip):
        orang.jenis_kelamin = jenis_kelamin(baru)
    if orang.jenis_pegawai == jenis_pegawai(orang.nip):
        orang.jenis_pegawai = jenis_pegawai(baru)
    if baru != orang.nip:
        sql.ganti_kepala(d.kon, orang.nip, baru)
        orang.nip, orang.tanggal_lahir = baru, tanggal_lahir(baru)


def mutasi(
    d: PintuTulis, nip: str, tanggal: date, *, opd: str | None = None, jabatan: str | None = None
) -> dict[str, Any]:
    """Move a person from `tanggal` on; the old placement ends the day before.

    Raises `SalahPakai` when neither agency nor job is given, `Bentrok` when the date is not after the present start or
    the person has left by then, `DataDitolak` when the person was not yet born.
    """
    nomor = wajib_ada(d, nip)
    if opd is None and jabatan is None:
        raise SalahPakai("tujuan mutasi belum disebut", "Tambahkan --opd, --jabatan, atau keduanya.")
    sesudah_lahir(tanggal, rekam(d, nomor)["tanggal_lahir"], "--tanggal")
    lama = sql.penempatan_terakhir(d.kon, nomor).get(nomor)
    opd_id = _opd_sekarang(d, opd) if opd else lama[1] if lama else None
    jabatan_id = jabatan_kamus(d).wajib(jabatan).id if jabatan else lama[2] if lama else None
    if opd_id is None or jabatan_id is None:
        raise SalahPakai("pegawai ini belum punya penempatan", "Sebutkan --opd dan --jabatan.")
    sudah, sejak = sql.berhenti(d.kon, nomor)
    if sudah and (sejak is None or sejak <= tanggal.isoformat()):
        raise Bentrok("pegawai ini sudah berhenti", "Aktifkan dahulu: asn pegawai ubah NIP --status aktif")
    if lama and (lama[1], lama[2]) == (opd_id, jabatan_id):
        return rekam(d, nomor)
    if lama and lama[3] and lama[3] >= tanggal.isoformat():
        raise Bentrok(
            f"penempatan sekarang baru mulai {lama[3]}",
            "Tanggal mutasi harus sesudahnya. Bila penempatan itu keliru, batalkan dahulu: asn riwayat --nip NIP",
        )
    if lama:
        sql.akhiri(d.kon, lama[0], (tanggal - timedelta(days=1)).isoformat())
    sql.tempatkan(d.kon, [(nomor, opd_id, jabatan_id, tanggal.isoformat())])
    kelas_sql.pindahkan_peserta(d.kon, nomor, opd_id, tanggal.isoformat())
    return rekam(d, nomor)


def henti(d: PintuTulis, nip: str, alasan: str, tanggal: date | None) -> dict[str, Any]:
    """A person leaves service: not in service from `tanggal` on (without a date, in no open period).

    Raises `Bentrok` when already out of service with other particulars, or not yet in any placement by then,
    `DataDitolak` for a day before the person was born.
    """
    from asn_kompetensi.store.tables import Pegawai

    nomor = wajib_ada(d, nip)
    orang = d.sesi.get_one(Pegawai, nomor)
    bersih = nama_sah(alasan, "alasan", "--alasan")
    if orang.status == "henti" and orang.henti_tanggal is not None and orang.henti_tanggal != tanggal:
        raise Bentrok(
            f"pegawai ini sudah berhenti sejak {orang.henti_tanggal}",
            "Bila keliru: asn pegawai ubah NIP --status aktif, lalu ulangi.",
        )
    sesudah_lahir(tanggal, orang.tanggal_lahir, "--tanggal")
    awal = sql.bertugas_sejak(d.kon, nomor)
    if tanggal and tanggal != orang.henti_tanggal and awal and tanggal.isoformat() < awal:
        raise Bentrok(
            f"pegawai ini baru bertugas sejak {awal}",
            "Tanggal berhenti tidak boleh sebelumnya; periksa: asn pegawai lihat NIP",
        )
    orang.status, orang.henti_tanggal, orang.henti_alasan = "henti", tanggal, bersih
    d.sesi.add(orang)
    d.sesi.flush()
    return rekam(d, nomor)
