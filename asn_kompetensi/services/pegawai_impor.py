"""Importing staff files: SIASN exports, local SIMPEG lists, our own CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.kamus import Entri
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar
from asn_kompetensi.domain.tanggal import iso
from asn_kompetensi.domain.unit import PencariUnit
from asn_kompetensi.services import ganda
from asn_kompetensi.services.impor import Hasil, Pengimpor
from asn_kompetensi.services.jabatan import buat_dari_nama
from asn_kompetensi.services.kamus import daftarkan_alias, jabatan_kamus, opd_kamus
from asn_kompetensi.services.pegawai_baris import pahami
from asn_kompetensi.services.pegawai_calon import SKEMA, Calon, Konteks, Penempatan
from asn_kompetensi.services.pengenal import Pengenal, nama_beda
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import jabatan as jabatan_sql
from asn_kompetensi.store.queries import kelas as kelas_sql
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import pegawai as sql
from asn_kompetensi.store.queries.db import instansi

__all__ = ["SKEMA", "impor"]

_ORANG = (
    "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tanggal_lahir", "jenis_pegawai", "golongan", "surel",
    "status", "henti_tanggal", "henti_alasan",
)  # fmt: skip


Langkah = Literal["tetap", "tempatkan", "betulkan", "pindah"]


def impor(
    d: PintuTulis,
    lembar: Lembar,
    *,
    buat: Sequence[str] = (),
    alias: Sequence[tuple[str, str]] = (),
    tanggal: date | None = None,
    lewati: bool = False,
) -> LaporanImpor:
    """Register and update people from a staff file; all rows are judged before any is written.

    `alias` maps spellings to agency or job codes and remembers them; `tanggal` dates a change of agency or job for
    which the file has no date. Raises `SalahPakai` for `--buat` of anything but jobs.
    """
    if set(buat) - {"jabatan"}:
        raise SalahPakai("--buat hanya menerima jabatan", "Perangkat daerah didaftarkan dengan asn opd tambah.")
    opd = opd_kamus(d)
    unit = PencariUnit(opd, opd_sql.induk(d.kon), instansi(d.kon))
    k = Konteks(
        d, opd, jabatan_kamus(d), Pengenal(d), unit, opd_sql.penerus(d.kon), "jabatan" in buat,
        tanggal, sql.semua(d.kon), sql.penempatan_terakhir(d.kon), jabatan_sql.jenjang_jabatan(d.kon),
    )  # fmt: skip
    _ingat_alias(k, alias)
    p = Pengimpor(lembar, "pegawai")
    calon = [(baris, pahami(k, baris)) for baris in p.baris()]
    kembar = ganda.tandai(
        [(satu.nip, satu) for _, satu in calon if satu is not None],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: satu.sidik,
        sebutan=lambda _: "NIP yang sama",
        bidang=_bidang_nip,
    )
    for baris, satu in calon:
        if satu is None or baris.kunci_ditahan:
            p.catat(baris, "sama")
        else:
            p.catat(baris, "dilewati" if baris.nomor in kembar else _simpan(k, satu))
    return p.tutup(d, lewati=lewati)


def _ingat_alias(k: Konteks, alias: Sequence[tuple[str, str]]) -> None:
    for ejaan, kode in alias:
        if (sasaran := k.opd.cari(kode)) is not None:
            daftarkan_alias(k.d, "opd", k.opd, ejaan, sasaran)
        elif (sasaran := k.jabatan.cari(kode)) is not None:
            daftarkan_alias(k.d, "jabatan", k.jabatan, ejaan, sasaran)
        else:
            k.opd.wajib(kode)


def _bidang_nip(satu: Calon) -> str:
    return "nip" if satu.baris.teks("nip") else satu.baris.kolom("nama_nip", "nip")


def _simpan(k: Konteks, satu: Calon) -> Hasil:
    """Write one judged row. The placement decides first: where it holds the row, nothing of it is written."""
    dikenal = k.orang.get(satu.nip)
    if dikenal is None:
        jabatan_id = _pastikan_jabatan(k, satu.jabatan)
        if satu.opd_id is None or jabatan_id is None:
            raise AssertionError("a new person without agency or job must have been held")
        nomor = sql.tambah(k.d.kon, {"nip": satu.nip, **{b: satu.isi[b] for b in _ORANG if b in satu.isi}})
        sql.tempatkan(k.d.kon, [(nomor, satu.opd_id, jabatan_id, satu.mulai)])
        return "baru"
    langkah = _langkah(k, satu, k.penempatan.get(dikenal["id"]))
    if satu.baris.kunci_ditahan:
        return "sama"
    pindah = _pindahkan(k, satu, dikenal["id"], langkah)
    ubah = {b: satu.isi[b] for b in _ORANG if b in satu.isi and satu.isi[b] != dikenal[b]}
    if "nama" in ubah and nama_beda(str(ubah["nama"]), dikenal["nama"]):
        satu.baris.ingatkan("nama" if satu.baris.teks("nama") else "nama_nip", "NAMA_BEDA",
                            f"nama tercatat {dikenal['nama']}; diganti menurut berkas ini",
                            "Bila ini orang lain, NIP-nya keliru: betulkan NIP, lalu batalkan impor ini.")  # fmt: skip
    if ubah:
        sql.perbarui(k.d.kon, dikenal["id"], ubah)
    return "berubah" if ubah or pindah else "sama"


def _pastikan_jabatan(k: Konteks, jabatan: Entri | str | None) -> int | None:
    if jabatan is None or isinstance(jabatan, Entri):
        return jabatan.id if jabatan else None
    return (k.jabatan.cari(jabatan) or buat_dari_nama(k.d, k.jabatan, jabatan)).id


def _langkah(k: Konteks, satu: Calon, lama: Penempatan | None) -> tuple[Langkah, str | None]:
    """What the row does to the newest placement, and from when; a row that contradicts it is held."""
    if lama is None:
        return ("tempatkan", satu.mulai) if satu.opd_id is not None and satu.jabatan is not None else ("tetap", None)
    nomor, opd_lama, jabatan_lama, mulai_lama, _ = lama
    entri = k.jabatan.cari(satu.jabatan) if isinstance(satu.jabatan, str) else satu.jabatan
    jabatan_tetap = satu.jabatan is None or (entri is not None and entri.id == jabatan_lama)
    if jabatan_tetap and satu.opd_id in (None, opd_lama):
        if satu.mulai in (None, mulai_lama):
            return "tetap", None
        return _betulkan_mulai(k, satu, nomor, jabatan_lama, mulai_lama)
    if satu.mulai_ditahan:
        return "tetap", None  # without its date a transfer would overwrite the past: it waits for the cell
    mulai = satu.mulai if satu.mulai != mulai_lama else None
    mulai = mulai or iso(k.tanggal)
    if mulai is None:
        satu.baris.ingatkan("mulai", "PINDAH_TANPA_TANGGAL", "pindah tanpa tanggal; penempatan sekarang dibetulkan",
                            "Bila ini mutasi, sebutkan --tanggal atau isi TMT jabatan.")  # fmt: skip
        return "betulkan", mulai_lama
    if mulai_lama is not None and mulai <= mulai_lama:
        satu.baris.tahan("mulai", "PENEMPATAN_MUNDUR", f"penempatan yang tercatat lebih baru (mulai {mulai_lama})",
                         "Berkas ini mungkin lama; bila benar: asn pegawai mutasi.")  # fmt: skip
    return "pindah", mulai


def _betulkan_mulai(
    k: Konteks, satu: Calon, nomor: int, jabatan_id: int, mulai_lama: str | None
) -> tuple[Langkah, str | None]:
    """The same agency and job since another day: a correction that may not reach back over the placement before."""
    mulai = satu.mulai or ""
    sebelum = sql.sebelumnya(k.d.kon, nomor)
    if sebelum is not None and sebelum[1] == jabatan_id and mulai < (mulai_lama or ""):
        return "tetap", None  # TMT jabatan: the job is older than this agency (transfer or merger), nothing to correct
    if sebelum is not None and mulai <= sebelum[0]:
        satu.baris.tahan("mulai", "PENEMPATAN_MUNDUR", f"mulai {mulai} mendahului penempatan lama",
                         "Periksa TMT jabatan.")  # fmt: skip
    if sebelum is None and mulai_lama is not None and mulai > mulai_lama:
        satu.baris.ingatkan("mulai", "MULAI_MAJU",
                            f"mulai penempatan maju dari {mulai_lama}; masa sebelumnya tidak lagi tercatat",
                            "Bila sejak dahulu di jabatan ini, kosongkan TMT-nya dan batalkan impor ini.")  # fmt: skip
    return "betulkan", mulai


def _pindahkan(k: Konteks, satu: Calon, pegawai_id: int, langkah: tuple[Langkah, str | None]) -> bool:
    """Take the step decided by `_langkah`; True when something was written."""
    kerja, mulai = langkah
    if kerja == "tetap":
        return False
    nomor, opd_lama, jabatan_lama, _, _ = k.penempatan.get(pegawai_id, (0, 0, 0, None, None))
    opd_id, jabatan_id = satu.opd_id or opd_lama, _pastikan_jabatan(k, satu.jabatan) or jabatan_lama
    if kerja == "betulkan":
        sql.betulkan(k.d.kon, nomor, opd_id, jabatan_id, mulai)
        return True
    if kerja == "pindah" and mulai is not None:
        sql.akhiri(k.d.kon, nomor, (date.fromisoformat(mulai) - timedelta(days=1)).isoformat())
        kelas_sql.pindahkan_peserta(k.d.kon, pegawai_id, opd_id, mulai)
    sql.tempatkan(k.d.kon, [(pegawai_id, opd_id, jabatan_id, mulai)])
    return True
