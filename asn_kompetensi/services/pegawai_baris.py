"""One row of a staff file, understood: the person it names, what it says of them, and where it places them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from asn_kompetensi.domain.golongan import baca_golongan
from asn_kompetensi.domain.jenjang import golongan_di_luar
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.kepegawaian import baca_jenis_pegawai, baca_kelamin, berhenti, perangkat_daerah, segmen_unit
from asn_kompetensi.domain.lembar import TANPA_NILAI, Skema
from asn_kompetensi.domain.nama import bersihkan_nama, kode_dari_nama, kunci, nama_polos
from asn_kompetensi.domain.nip import jenis_kelamin, jenis_pegawai, tanggal_lahir, tmt_pengangkatan
from asn_kompetensi.domain.surel import baca_surel
from asn_kompetensi.domain.tanggal import baca_tanggal, iso
from asn_kompetensi.services import perbaikan
from asn_kompetensi.services.impor import BarisImpor
from asn_kompetensi.services.pegawai import penerima
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.door import PintuTulis

SKEMA = Skema(
    jenis="pegawai",
    bidang=(
        "nip",
        "nip_lama",
        "nama_nip",
        "nama",
        "gelar_depan",
        "gelar_belakang",
        "tanggal_lahir",
        "ttl",
        "jenis_kelamin",
        "surel",
        "golongan",
        "golongan_kode",
        "pangkat_gol",
        "jenis_pegawai",
        "kedudukan",
        "kedudukan_kode",
        "opd",
        "unor",
        "unit_kerja",
        "jabatan",
        "nama_jabatan",
        "mulai",
        "status",
        "keterangan",
        "no",
    ),
    wajib=(("nip", "nama_nip"), ("nama", "nama_nip")),
)
# Where an agency may stand, the most telling column first.
_KOLOM_OPD = ("unor", "unit_kerja", "opd")
_KOLOM_GOLONGAN = ("golongan", "pangkat_gol", "golongan_kode")
_KOLOM_JABATAN = ("jabatan", "nama_jabatan")
_KOLOM_SIFAT = (
    "gelar_depan", "gelar_belakang", "jenis_kelamin", "jenis_pegawai", "kedudukan", "kedudukan_kode", "status", "surel",
)  # fmt: skip
Penempatan = tuple[int, int, int, str | None, str | None]  # id, opd_id, jabatan_id, mulai, selesai


@dataclass(slots=True)
class Calon:
    """One row, understood: fields of the person that the file names, and the placement."""

    baris: BarisImpor
    nip: str
    isi: dict[str, Any] = field(default_factory=dict)
    opd_id: int | None = None
    jabatan: Entri | str | None = None  # a name stands for a job to be created
    mulai: str | None = None
    mulai_ditahan: bool = False

    @property
    def sidik(self) -> tuple[Any, ...]:
        """What makes two rows of one NIP the same or not."""
        jabatan = self.jabatan.kode if isinstance(self.jabatan, Entri) else kunci(self.jabatan or "")
        return (tuple(sorted(self.isi.items(), key=lambda satu: satu[0])), self.opd_id, jabatan, self.mulai)


@dataclass(slots=True)
class Konteks:
    """What the whole import knows: dictionaries, the register, the options."""

    d: PintuTulis
    opd: Kamus
    jabatan: Kamus
    pengenal: Pengenal
    induk: dict[int, int | None]
    penerus: dict[int, int]
    buat_jabatan: bool
    tanggal: date | None
    orang: dict[str, dict[str, Any]]
    penempatan: dict[int, Penempatan]
    jenjang: dict[int, str | None]  # job id -> its level


def pahami(k: Konteks, baris: BarisImpor) -> Calon | None:
    """Read one row. A held key or identity holds the row, but everything else in it is still judged and reported."""
    nip, catatan = k.pengenal.nip_dari_sel(baris)
    if "SPASI_NIP" in catatan:
        baris.ingatkan("nip", "SPASI_NIP", "tanda di dalam NIP dibersihkan")
    baris.rumus_kosong("nama", *_KOLOM_OPD, *_KOLOM_JABATAN)
    baris.rumus_kosong(*_KOLOM_SIFAT, kunci=False)
    satu = Calon(baris, nip or "")
    dikenal = k.orang.get(satu.nip)
    _nama(satu, dikenal)
    if nip:
        _lahir(satu)
    _sifat(satu, dikenal)
    _kedudukan(satu, dikenal)
    temuan = len(baris.pengimpor.laporan.galat)
    satu.mulai = iso(baris.tanggal("mulai", kunci=False))
    satu.mulai_ditahan = len(baris.pengimpor.laporan.galat) > temuan
    _unit(k, satu, dikenal)
    _jabatan(k, satu, dikenal)
    if nip:
        _silang(k, satu, dikenal)
    return satu if nip else None


def _silang(k: Konteks, satu: Calon, dikenal: dict[str, Any] | None) -> None:
    """Fields that contradict each other only warn: which of the two is wrong, the file does not say."""
    diangkat = tmt_pengangkatan(satu.nip)
    if satu.mulai is not None and satu.mulai[: len(diangkat)] < diangkat:
        satu.baris.ingatkan("mulai", "MULAI_SEBELUM_DIANGKAT", f"mulai {satu.mulai}, padahal NIP menyebut "
                            f"pengangkatan {diangkat}", "Periksa TMT jabatan.")  # fmt: skip
    golongan = satu.isi.get("golongan") or (dikenal or {}).get("golongan")
    jenjang = k.jenjang.get(satu.jabatan.id) if isinstance(satu.jabatan, Entri) else None
    if golongan and jenjang and (kisaran := golongan_di_luar(jenjang, golongan)):
        bidang = next((b for b in _KOLOM_GOLONGAN if satu.baris.teks(b)), None)
        satu.baris.ingatkan(bidang, "GOLONGAN_BEDA_JENJANG", f"golongan {golongan} tidak lazim untuk {jenjang} "
                            f"({kisaran})", "Periksa golongan, atau jenjang jabatannya.")  # fmt: skip


def _nama(satu: Calon, dikenal: dict[str, Any] | None) -> None:
    baris = satu.baris
    _gelar(satu)
    if baris.sel("nama") is TANPA_NILAI:
        return
    mentah = Pengenal.nama_dari_sel(baris)
    if not mentah:
        if dikenal is None:
            baris.tahan("nama", "NAMA_KOSONG", "nama pegawai kosong", "Isi kolom nama.")
        return
    try:
        nama, ganda = bersihkan_nama(mentah)
        if not any(huruf.isalpha() for huruf in nama):
            raise ValueError(f"'{nama}' bukan nama")
    except ValueError as salah:
        baris.tahan("nama", "NAMA_TIDAK_SAH", str(salah), "Ketik ulang namanya.")
        return
    if ganda:
        baris.ingatkan("nama", "SPASI_GANDA_NAMA", "spasi berlebih di dalam nama dirapikan")
    # A list that writes the titles into the name says nothing new about a person already registered.
    if dikenal is None or nama_polos(nama) != nama_polos(dikenal["nama"]) or nama_polos(nama) == kunci(nama):
        satu.isi["nama"] = nama


def _gelar(satu: Calon) -> None:
    for bidang in ("gelar_depan", "gelar_belakang"):
        gelar = _tulisan(satu.baris, bidang, "GELAR_TIDAK_SAH")
        if gelar:
            satu.isi[bidang] = gelar


def _tulisan(baris: BarisImpor, bidang: str, kode: str) -> str | None:
    """Free text of at most 200 characters; anything else holds the cell alone, nothing is cut."""
    try:
        return bersihkan_nama(baris.teks(bidang) or "")[0] or None
    except ValueError as salah:
        baris.tahan(bidang, kode, str(salah), "Ketik ulang isinya.", kunci=False)
        return None


def _lahir(satu: Calon) -> None:
    """The birth date is the NIP's; a file that says otherwise only warns (domain rule: the NIP never changes)."""
    baris, nip = satu.baris, satu.nip
    lahir = tanggal_lahir(nip)
    satu.isi["tanggal_lahir"] = lahir.isoformat()
    for bidang in ("tanggal_lahir", "ttl"):
        nilai = baris.sel(bidang)
        if nilai is None:
            continue
        try:
            tertulis = baca_tanggal(nilai, tahun_acuan=lahir.year)
        except ValueError as salah:
            baris.ingatkan(bidang, "TGL_LAHIR_TIDAK_TERBACA", f"{salah}; dipakai tanggal dari NIP", lahir.isoformat())
            return
        if tertulis is not None and tertulis != lahir:
            baris.ingatkan(
                bidang, "TGL_LAHIR_BEDA_NIP", f"tertulis {tertulis}, NIP {lahir}; dipakai NIP", lahir.isoformat()
            )
        return


def _sifat(satu: Calon, dikenal: dict[str, Any] | None) -> None:
    baris = satu.baris
    bawaan = dikenal or {}
    if satu.nip:
        satu.isi["jenis_kelamin"] = bawaan.get("jenis_kelamin", jenis_kelamin(satu.nip))
        satu.isi["jenis_pegawai"] = bawaan.get("jenis_pegawai", jenis_pegawai(satu.nip))
    for bidang, baca, kode in (
        ("jenis_kelamin", baca_kelamin, "JENIS_KELAMIN_TIDAK_DIKENAL"),
        ("jenis_pegawai", baca_jenis_pegawai, "JENIS_PEGAWAI_TIDAK_DIKENAL"),
    ):
        tulisan = baris.teks(bidang)
        if tulisan is None or (bidang == "jenis_pegawai" and kunci(tulisan) in ("aktif", "henti")):
            continue
        try:
            satu.isi[bidang] = baca(tulisan)
        except ValueError as salah:
            baris.ingatkan(bidang, kode, f"{salah}; dipakai yang menurut NIP")
    if satu.nip:
        if satu.isi["jenis_kelamin"] != jenis_kelamin(satu.nip):
            baris.ingatkan("jenis_kelamin", "JENIS_KELAMIN_BEDA_NIP", "jenis kelamin berbeda dengan angka ke-15 NIP")
        if satu.isi["jenis_pegawai"].split()[0] != jenis_pegawai(satu.nip):
            baris.ingatkan("jenis_pegawai", "JENIS_PEGAWAI_BEDA_NIP", "jenis pegawai berbeda dengan bentuk NIP")
    for bidang in _KOLOM_GOLONGAN:
        if baris.sel(bidang) is not None:
            golongan = baris.baca(
                bidang, baca_golongan, "GOLONGAN_TIDAK_SAH", "Tulis seperti III/c atau IX.", kunci=False
            )
            if golongan:
                satu.isi["golongan"] = golongan
            break
    if surel := baris.teks("surel"):
        try:
            satu.isi["surel"] = baca_surel(surel)
        except ValueError as salah:
            baris.ingatkan("surel", "SUREL_TIDAK_SAH", f"{salah}; tidak disimpan")


def _kedudukan(satu: Calon, dikenal: dict[str, Any] | None) -> None:
    baris = satu.baris
    tertulis = baris.teks("kedudukan") or baris.teks("status") or baris.teks("jenis_pegawai")
    bidang = next((b for b in ("kedudukan", "status", "jenis_pegawai") if baris.teks(b)), "kedudukan")
    if berhenti(tertulis, baris.teks("kedudukan_kode")):
        baris.ingatkan(
            bidang, "TIDAK_AKTIF", "sudah tidak aktif; disimpan sebagai berhenti", "Catat tanggalnya: asn pegawai henti"
        )
        satu.isi["status"] = "henti"
        if dikenal is None or dikenal["status"] == "aktif":
            satu.isi["henti_alasan"] = _tulisan(baris, bidang, "KEDUDUKAN_TIDAK_SAH")
    elif dikenal is not None and dikenal["status"] == "henti" and tertulis and kunci(tertulis).startswith("aktif"):
        baris.ingatkan(bidang, "SUDAH_HENTI", "tertulis aktif, tetapi tercatat berhenti; tetap berhenti",
                       "Bila memang aktif kembali: asn pegawai ubah NIP --status aktif")  # fmt: skip


def _unit(k: Konteks, satu: Calon, dikenal: dict[str, Any] | None) -> None:
    """The most specific known unit: a path is tried from its lowest part, a unit below another one wins."""
    baris = satu.baris
    terisi = [bidang for bidang in _KOLOM_OPD if baris.teks(bidang)]
    for bidang in terisi:
        calon = [k.opd.cari(ruas) for ruas in (baris.teks(bidang) or "", *segmen_unit(baris.teks(bidang) or ""))]
        kenal = [entri.id for entri in calon if entri is not None]
        if kenal:
            satu.opd_id = _paling_khusus(k, kenal)
            break
    if satu.opd_id is None and (terisi or dikenal is None):
        bidang = terisi[0] if terisi else "opd"
        tulisan = baris.teks(bidang) or ""
        if any(baris.sel(satu) is TANPA_NILAI for satu in _KOLOM_OPD):
            return
        if not tulisan:
            baris.tahan("opd", "OPD_KOSONG", "perangkat daerah kosong", "Isi kolom OPD atau unit kerja.")
        else:
            baris.tahan_asing(bidang, k.opd, tulisan, jawaban=perbaikan.ALIAS, inti=perangkat_daerah(tulisan))
    if satu.opd_id is not None:
        satu.opd_id = penerima(k.penerus, satu.opd_id)


def _paling_khusus(k: Konteks, kenal: list[int]) -> int:
    def di_bawah(bawah: int, atas: int) -> bool:
        dilihat: set[int] = set()
        naik = k.induk.get(bawah)
        while naik is not None and naik not in dilihat:
            if naik == atas:
                return True
            dilihat.add(naik)
            naik = k.induk.get(naik)
        return False

    pilihan = kenal[0]
    for calon in kenal[1:]:
        if di_bawah(calon, pilihan):
            pilihan = calon
    return pilihan


def _jabatan(k: Konteks, satu: Calon, dikenal: dict[str, Any] | None) -> None:
    baris = satu.baris
    if any(baris.sel(bidang) is TANPA_NILAI for bidang in _KOLOM_JABATAN):
        return
    tulisan = [(bidang, isi) for bidang in _KOLOM_JABATAN if (isi := baris.teks(bidang))]
    for _, isi in tulisan:
        if (entri := k.jabatan.cari(isi)) is not None:
            satu.jabatan = entri
            return
    if not tulisan:
        if dikenal is None:
            baris.tahan("jabatan", "JABATAN_KOSONG", "jabatan kosong", "Isi kolom jabatan.")
        return
    bidang, isi = tulisan[-1]
    if len(k.jabatan.calon(isi)) > 1:
        kode = ", ".join(sorted(entri.kode for entri in k.jabatan.calon(isi)))
        baris.tahan(bidang, "JABATAN_RANCU", f"jabatan '{isi}' berarti lebih dari satu: {kode}", "Tulis kodenya.")
    elif k.buat_jabatan:
        try:
            satu.jabatan = bersihkan_nama(isi)[0]
            kode_dari_nama(satu.jabatan, ())
        except ValueError as salah:
            baris.tahan(bidang, "JABATAN_TIDAK_SAH", str(salah), "Daftarkan dengan: asn jabatan tambah")
    else:
        baris.tahan_asing(bidang, k.jabatan, isi, jawaban=perbaikan.JABATAN)
