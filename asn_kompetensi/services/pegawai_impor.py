"""Importing staff files: SIASN exports, local SIMPEG lists, our own CSV."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from asn_kompetensi.domain.galat import SalahPakai
from asn_kompetensi.domain.golongan import baca_golongan
from asn_kompetensi.domain.kamus import Entri, Kamus
from asn_kompetensi.domain.kepegawaian import baca_jenis_pegawai, baca_kelamin, berhenti, segmen_unit
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import TANPA_NILAI, Lembar, Skema
from asn_kompetensi.domain.nama import bersihkan_nama, kode_dari_nama, kunci, nama_polos
from asn_kompetensi.domain.nip import jenis_kelamin, jenis_pegawai, tanggal_lahir
from asn_kompetensi.domain.surel import baca_surel
from asn_kompetensi.domain.tanggal import baca_tanggal
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor
from asn_kompetensi.services.jabatan import buat_dari_nama
from asn_kompetensi.services.kamus import daftarkan_alias, jabatan_kamus, opd_kamus
from asn_kompetensi.services.pegawai import penerima
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import opd as opd_sql
from asn_kompetensi.store.queries import pegawai as sql

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
_KOLOM_JABATAN = ("jabatan", "nama_jabatan")
_KOLOM_SIFAT = (
    "gelar_depan", "gelar_belakang", "jenis_kelamin", "jenis_pegawai", "kedudukan", "kedudukan_kode", "status", "surel",
)  # fmt: skip
_ORANG = (
    "nama", "gelar_depan", "gelar_belakang", "jenis_kelamin", "tanggal_lahir", "jenis_pegawai", "golongan", "surel",
    "status", "henti_tanggal", "henti_alasan",
)  # fmt: skip


Penempatan = tuple[int, int, int, str | None, str | None]  # id, opd_id, jabatan_id, mulai, selesai
Langkah = Literal["tetap", "tempatkan", "betulkan", "pindah"]


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
    k = Konteks(
        d, opd_kamus(d), jabatan_kamus(d), Pengenal(d), opd_sql.induk(d.kon), opd_sql.penerus(d.kon), "jabatan" in buat,
        tanggal, sql.semua(d.kon), sql.penempatan_terakhir(d.kon),
    )  # fmt: skip
    _ingat_alias(k, alias)
    p = Pengimpor(lembar, "pegawai")
    calon = [(baris, _pahami(k, baris)) for baris in p.baris()]
    ganda = _tandai_ganda([satu for _, satu in calon if satu is not None])
    for baris, satu in calon:
        if satu is None or baris.kunci_ditahan:
            p.catat(baris, "sama")
        else:
            p.catat(baris, "dilewati" if baris.nomor in ganda else _simpan(k, satu))
    return p.tutup(d, lewati=lewati)


def _ingat_alias(k: Konteks, alias: Sequence[tuple[str, str]]) -> None:
    for ejaan, kode in alias:
        if (sasaran := k.opd.cari(kode)) is not None:
            daftarkan_alias(k.d, "opd", k.opd, ejaan, sasaran)
        elif (sasaran := k.jabatan.cari(kode)) is not None:
            daftarkan_alias(k.d, "jabatan", k.jabatan, ejaan, sasaran)
        else:
            k.opd.wajib(kode)


def _pahami(k: Konteks, baris: BarisImpor) -> Calon | None:
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
    satu.mulai = _iso(baris.baca("mulai", baca_tanggal, "TANGGAL_TIDAK_SAH", "Tulis seperti 31-12-2025.", kunci=False))
    satu.mulai_ditahan = len(baris.pengimpor.laporan.galat) > temuan
    _unit(k, satu, dikenal)
    _jabatan(k, satu, dikenal)
    return satu if nip else None


def _iso(tanggal: date | None) -> str | None:
    return tanggal.isoformat() if tanggal else None


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
    for bidang in ("golongan", "pangkat_gol", "golongan_kode"):
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
            ruas = segmen_unit(tulisan)
            baris.tahan(bidang, "OPD_TIDAK_DIKENAL", f"perangkat daerah '{tulisan}' belum terdaftar",
                        f'{k.opd.saran(ruas[0] if ruas else tulisan)}, atau: --alias "{tulisan}=KODE"')  # fmt: skip
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
        baris.tahan(bidang, "JABATAN_TIDAK_DIKENAL", f"jabatan '{isi}' belum terdaftar",
                    f"{k.jabatan.saran(isi)}, atau buat sekalian: --buat jabatan")  # fmt: skip


def _tandai_ganda(calon: Sequence[Calon]) -> set[int]:
    """Rows of one NIP: equal ones count once, different ones are all held. Returns the rows to skip."""
    per_nip: dict[str, list[Calon]] = defaultdict(list)
    for satu in calon:
        per_nip[satu.nip].append(satu)
    dilewati: set[int] = set()
    for kembar in per_nip.values():
        if len(kembar) == 1:
            continue
        pertama = kembar[0]
        if all(satu.sidik == pertama.sidik for satu in kembar):
            for satu in kembar[1:]:
                satu.baris.ingatkan("nip", "GANDA_SAMA", f"sama persis dengan baris {pertama.baris.nomor}; dilewati")
                dilewati.add(satu.baris.nomor)
            continue
        nomor = ", ".join(str(satu.baris.nomor) for satu in kembar)
        for satu in kembar:
            satu.baris.tahan("nip", "GANDA_BERBEDA", f"NIP yang sama di baris {nomor} dengan isi berbeda",
                             "Tentukan baris yang benar, hapus yang lain.")  # fmt: skip
    return dilewati


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
    mulai = mulai or _iso(k.tanggal)
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
    sql.tempatkan(k.d.kon, [(pegawai_id, opd_id, jabatan_id, mulai)])
    return True
