"""A filled attendance sheet into a class: marks per day, pre and post scores, people who came uninvited.

The NIP is the key. Everything is read and checked first; rows about the same person are compared, then written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.kehadiran import Tanda, baca_centang, baca_skor, baca_tanda
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import TANPA_NILAI, Lembar, NilaiSel, Skema
from asn_kompetensi.services import ganda, perbaikan
from asn_kompetensi.services.impor import BarisImpor, Hasil, Pengimpor, teks
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kehadiran_kelas import pastikan_kelas
from asn_kompetensi.services.kehadiran_kolom import TIDAK_DIKENAL, KolomHari, kolom_hari, tahan_ragu
from asn_kompetensi.services.kelas import cari_terbuka
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta

SKEMA: Final = Skema(
    jenis="hadir",
    bidang=(
        "no", "nip", "nama_nip", "nama", "opd", "unit_kerja", "jabatan", "pre", "post", "awal", "akhir",
        "status_peserta", "keterangan",
    ),
    wajib=(("nip", "nama_nip", "nama"),),
    hari=True,
)  # fmt: skip


@dataclass(slots=True)
class _Isian:
    """What one row says. `hari` is day -> status, `kosong` day -> field that is not filled in.

    `mentah` is the row as written, to compare rows about one person.
    """

    baris: BarisImpor
    pegawai_id: int | None
    hari: dict[str, str] = field(default_factory=dict)
    kosong: dict[str, str] = field(default_factory=dict)
    pre: int | None = None
    post: int | None = None
    mentah: tuple[str | None, ...] = ()
    kembar: bool = False


def impor(d: PintuTulis, kode: str, lembar: Lembar, *, lewati: bool = False) -> LaporanImpor:
    """Import an attendance sheet. Raises `TidakDitemukan`, `Bentrok` (class over), `DataDitolak` (nothing to read)."""
    kelas = cari_terbuka(d, kode)
    p = Pengimpor(lembar, "hadir")
    kolom = kolom_hari(p, kelas)
    skor = _bidang_skor(p)
    if not kolom and not p.ada(*skor):
        asing = ", ".join(f"'{satu.nilai}'" for satu in p.laporan.peringatan if satu.kode == TIDAK_DIKENAL)
        raise DataDitolak(
            f"lembar {lembar.nama} tidak memuat kolom hari maupun nilai"
            + (f"; judul kolom {asing} tidak terbaca sebagai hari" if asing else ""),
            f"Beri judul kolom hari, misalnya {kelas.mulai} atau Hari ke-1.",
        )
    pastikan_kelas(d, p, kelas, bertanggal=any(satu.tanggal and satu.bertanggal for satu in kolom))
    pengenal = Pengenal(d)
    isian = [_baca(baris, p, kelas, kolom, skor, pengenal) for baris in p.baris()]
    _bandingkan_kembar(isian)
    kamus, mulai = opd_kamus(d), date.fromisoformat(kelas.mulai)
    peserta = {satu.pegawai_id: satu for satu in sql.peserta(d.kon, kelas.id)}
    tercatat = sql.kehadiran(d.kon, kelas.id)
    for satu in isian:
        lama = peserta.get(satu.pegawai_id) if satu.pegawai_id is not None else None
        if satu.pegawai_id is not None and not satu.kembar:
            pengenal.bandingkan(satu.baris, satu.pegawai_id, kamus, mulai)
        if not satu.kembar:
            _ingatkan_kosong(satu, tercatat.get(lama.id, {}) if lama else {})
    _simpan(d, p, kelas, isian, pengenal, peserta, tercatat)
    return p.tutup(d, lewati=lewati)


def _bidang_skor(p: Pengimpor) -> tuple[str, str]:
    """Where the scores stand: `Nilai Awal` and `Nilai Akhir` are the tests only as a pair, and only by themselves."""
    return ("awal", "akhir") if p.ada("awal") and p.ada("akhir") and not p.ada("pre", "post") else ("pre", "post")


def _baca(
    baris: BarisImpor, p: Pengimpor, kelas: BarisKelas, kolom: list[KolomHari], skor: tuple[str, str],
    pengenal: Pengenal,
) -> _Isian:  # fmt: skip
    bidang_nip = "nip" if p.ada("nip") or not p.ada("nama_nip") else "nama_nip"
    isian = _Isian(baris, pengenal.dari_sel(baris, bidang_nip))
    if isian.pegawai_id is not None and not pengenal.bertugas(isian.pegawai_id, date.fromisoformat(kelas.mulai)):
        baris.tahan(
            bidang_nip, "SUDAH_HENTI", f"sudah tidak bertugas pada {kelas.mulai}", "Periksa: asn pegawai lihat NIP"
        )
    _baca_hari(isian, kolom)
    isian.pre, isian.post = (_baca_skor(baris, bidang, kelas) for bidang in skor)
    # Unreadable marks and scores count as written when rows about the same person are compared.
    isian.mentah = (
        *(isian.hari.get(satu.tanggal) or teks(baris.asal.sel[satu.letak]) for satu in kolom),
        *(
            teks(baris.sel(b)) if nilai is None else str(nilai)
            for b, nilai in zip(skor, (isian.pre, isian.post), strict=True)
        ),
    )
    return isian


def _baca_hari(isian: _Isian, kolom: list[KolomHari]) -> None:
    """The marks of one row by day. A day whose columns differ, or one of which is held, is not taken at all."""
    baris = isian.baris
    tk: str | None = None
    tertulis: dict[str, tuple[str, str]] = {}
    ditahan: set[str] = set()
    for satu in kolom:
        sel: NilaiSel = baris.asal.sel[satu.letak]
        tanda = _tanda(sel, satu.status)
        if galat := _galat(satu, sel, tanda, tertulis):
            baris.tahan(satu.bidang, *galat, kunci=False)
            ditahan.add(satu.tanggal)
        elif tanda.status is None:
            isian.kosong.setdefault(satu.tanggal, satu.bidang)
        else:
            tertulis[satu.tanggal] = tanda.status, satu.judul
            tk = tk or (satu.bidang if tanda.kode == "KODE_TK" else None)
    isian.hari = {tanggal: status for tanggal, (status, _) in tertulis.items() if tanggal not in ditahan}
    isian.kosong = {h: bidang for h, bidang in isian.kosong.items() if h and h not in ditahan | set(isian.hari)}
    if tk:
        baris.ingatkan(tk, "KODE_TK", "TK (tanpa keterangan) dicatat sebagai alpa")


def _tanda(sel: NilaiSel, status: str | None) -> Tanda:
    if sel is TANPA_NILAI:
        return Tanda(None)
    return baca_tanda(sel) if status is None else baca_centang(sel, status)


def _galat(
    kolom: KolomHari, sel: NilaiSel, tanda: Tanda, tertulis: dict[str, tuple[str, str]]
) -> tuple[str, str, str] | None:
    """Code, sentence and remedy of a cell that is held."""
    if sel is TANPA_NILAI:
        return "RUMUS_TANPA_NILAI", "rumus tanpa hasil tersimpan", perbaikan.RUMUS
    if tanda.kode and tanda.status is None:
        pada = kolom.tanggal or f"kolom '{kolom.judul}'"
        return tanda.kode, f"tanda '{teks(sel)}' pada {pada} tidak jelas", tanda.saran
    if tanda.status is None:
        return None
    if kolom.ragu:
        return tahan_ragu(kolom)
    lain = tertulis.get(kolom.tanggal, (tanda.status, ""))
    if lain[0] != tanda.status:
        pesan = f"dua tanda berbeda untuk {kolom.tanggal}: {lain[0]} dan {tanda.status}; keduanya tidak diambil"
        return "KEHADIRAN_BERBEDA", pesan, "Samakan tandanya, atau sisakan satu kolom hari itu."
    return None


def _ingatkan_kosong(isian: _Isian, tercatat: Mapping[str, str]) -> None:
    """Name the days of a filled row that are neither filled in nor recorded before."""
    kosong = {tanggal: bidang for tanggal, bidang in isian.kosong.items() if tanggal not in tercatat}
    if kosong and isian.hari:
        pesan = f"{', '.join(kosong)} kosong: belum diisi, bukan alpa"
        isian.baris.ingatkan(next(iter(kosong.values())), "KEHADIRAN_KOSONG", pesan)


def _baca_skor(baris: BarisImpor, bidang: str, kelas: BarisKelas) -> int | None:
    sel = baris.sel(bidang)
    if sel is TANPA_NILAI:
        baris.tahan(bidang, "RUMUS_TANPA_NILAI", "rumus tanpa hasil tersimpan", perbaikan.RUMUS, kunci=False)
        return None
    skor = baca_skor(sel, kelas.nilai_maks)
    if skor.kode:
        baris.tahan(bidang, skor.kode, skor.pesan, "Kehadirannya tetap dapat disimpan dengan --lewati.", kunci=False)
    return skor.ratus


def _bandingkan_kembar(isian: list[_Isian]) -> None:
    """Rows about one person: the same content counts once, different content holds them all."""
    dilewati = ganda.tandai(
        [(satu.pegawai_id, satu) for satu in isian if satu.pegawai_id is not None],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: satu.mentah,
        sebutan=lambda _: "NIP yang sama",
    )
    for satu in isian:
        satu.kembar = satu.baris.nomor in dilewati


def _simpan(
    d: PintuTulis, p: Pengimpor, kelas: BarisKelas, isian: list[_Isian], pengenal: Pengenal,
    peserta: Mapping[int, BarisPeserta], kehadiran: Mapping[int, dict[str, str]],
) -> None:  # fmt: skip
    tambahan: list[tuple[int, str, str]] = []
    for satu in isian:
        hasil: Hasil = "dilewati" if satu.kembar else "sama"
        if satu.pegawai_id is not None and not satu.baris.kunci_ditahan and not satu.kembar:
            lama = peserta.get(satu.pegawai_id)
            nomor = lama.id if lama else _tambah(d, kelas, satu.pegawai_id, pengenal)
            hasil = _simpan_satu(d, satu, lama, nomor, kehadiran.get(nomor, {}))
            tambahan += [(nomor, tanggal, status) for tanggal, status in satu.hari.items()]
        p.catat(satu.baris, hasil)
    sql.catat_hadir(d.kon, tambahan)
    _sebut_peserta(p, isian, peserta)
    berkursi = sum(satu.berkursi for satu in sql.peserta(d.kon, kelas.id))
    if kelas.kuota is not None and berkursi > kelas.kuota and d.berubah:
        p.ingatkan("KUOTA_TERLAMPAUI", f"kelas {kelas.kode} kini berisi {berkursi} dari {kelas.kuota} kursi")


def _sebut_peserta(p: Pengimpor, isian: list[_Isian], peserta: Mapping[int, BarisPeserta]) -> None:
    """Say who holds a seat and is not on the sheet, and who came without being on the list of participants."""
    if not peserta:
        return
    ada = {satu.pegawai_id for satu in isian}
    hilang = [satu.nama for satu in peserta.values() if satu.berkursi and satu.pegawai_id not in ada]
    if hilang:
        p.ingatkan("PESERTA_TIDAK_DI_LEMBAR", f"{len(hilang)} peserta tidak ditemukan di lembar: {_beberapa(hilang)}")
    asing = [str(s.baris.nomor) for s in isian if s.pegawai_id not in peserta and _diambil(s)]
    if asing:
        pesan = f"{len(asing)} orang belum di daftar peserta, ditambahkan: baris {_beberapa(asing)}"
        p.ingatkan("PESERTA_BARU", pesan, "Bila keliru: asn batal terakhir, hapus barisnya, lalu impor lagi.")


def _diambil(isi: _Isian) -> bool:
    return isi.pegawai_id is not None and not isi.baris.kunci_ditahan and not isi.kembar


def _beberapa(sebutan: list[str]) -> str:
    lebih = f", dan {len(sebutan) - 5} lainnya" if len(sebutan) > 5 else ""
    return ", ".join(sebutan[:5]) + lebih


def _tambah(d: PintuTulis, kelas: BarisKelas, pegawai_id: int, pengenal: Pengenal) -> int:
    opd = pengenal.opd(pegawai_id, date.fromisoformat(kelas.mulai))
    return sql.tambah_peserta(d.kon, kelas.id, pegawai_id, opd, "bersedia")[0]


def _simpan_satu(d: PintuTulis, isi: _Isian, lama: BarisPeserta | None, nomor: int, hari_lama: dict[str, str]) -> Hasil:
    """Store scores and answer of one person; `baru` when nothing recorded before was replaced."""
    pre_lama, post_lama = (lama.pre, lama.post) if lama else (None, None)
    pre, post = (lama_ if baru is None else baru for baru, lama_ in ((isi.pre, pre_lama), (isi.post, post_lama)))
    if (pre, post) != (pre_lama, post_lama):
        sql.simpan_nilai(d.kon, nomor, pre, post)
    ganti = [(satu, hari_lama.get(tanggal)) for tanggal, satu in isi.hari.items() if hari_lama.get(tanggal) != satu] + [
        pasangan for pasangan in ((pre, pre_lama), (post, post_lama)) if pasangan[0] != pasangan[1]
    ]
    datang = lama is not None and not lama.berkursi and "hadir" in isi.hari.values()
    if datang and lama is not None:
        sql.jawab(d.kon, lama.id, "bersedia", None)
        isi.baris.ingatkan(None, "JAWABAN_BEDA", f"tercatat {lama.jawaban}, ternyata hadir; dicatat bersedia")
    if lama is None:
        return "baru"
    if datang or any(sebelum is not None for _, sebelum in ganti):
        return "berubah"
    return "baru" if ganti else "sama"
