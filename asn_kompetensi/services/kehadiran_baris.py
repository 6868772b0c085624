"""One row of an attendance sheet: whose it is, the mark of each day, the scores, and the reason of an absence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from asn_kompetensi.domain.kehadiran import Tanda, baca_centang, baca_skor, baca_tanda
from asn_kompetensi.domain.nama import kosong
from asn_kompetensi.domain.sel import TANPA_NILAI, NilaiSel
from asn_kompetensi.services import perbaikan
from asn_kompetensi.services.impor import BarisImpor, Pengimpor, teks
from asn_kompetensi.services.kehadiran_kolom import KolomHari, tahan_ragu
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.queries.kelas import BarisKelas


@dataclass(slots=True)
class Isian:
    """What one row says. `hari` is day -> status, `kosong` day -> field that is not filled in.

    `mentah` is the row as written, to compare rows about one person.
    """

    baris: BarisImpor
    pegawai_id: int | None
    hari: dict[str, str] = field(default_factory=dict)
    kosong: dict[str, str] = field(default_factory=dict)
    pre: int | None = None
    post: int | None = None
    alasan: str | None = None
    mentah: tuple[str | None, ...] = ()
    kembar: bool = False


def bidang_skor(p: Pengimpor) -> tuple[str, str]:
    """Where the scores stand: `Nilai Awal` and `Nilai Akhir` are the tests only as a pair, and only by themselves."""
    return ("awal", "akhir") if p.ada("awal") and p.ada("akhir") and not p.ada("pre", "post") else ("pre", "post")


def baca(
    baris: BarisImpor, p: Pengimpor, kelas: BarisKelas, kolom: list[KolomHari], skor: tuple[str, str],
    pengenal: Pengenal,
) -> Isian:  # fmt: skip
    """Read a row; what is held is noted on it, and the rest of the row is still read."""
    bidang_nip = "nip" if p.ada("nip") or not p.ada("nama_nip") else "nama_nip"
    isian = Isian(baris, pengenal.dari_sel(baris, bidang_nip))
    if isian.pegawai_id is not None and not pengenal.bertugas(isian.pegawai_id, date.fromisoformat(kelas.mulai)):
        baris.tahan(
            bidang_nip, "SUDAH_HENTI", f"sudah tidak bertugas pada {kelas.mulai}", "Periksa: asn pegawai lihat NIP"
        )
    _baca_hari(isian, kolom)
    isian.alasan = baris.baca("alasan", baca_alasan, "ALASAN_TIDAK_SAH", "Tulis paling banyak 2000 huruf.")
    isian.pre, isian.post = (_baca_skor(baris, bidang, kelas) for bidang in skor)
    # Unreadable marks and scores count as written when rows about the same person are compared.
    isian.mentah = (
        *(isian.hari.get(satu.tanggal) or teks(baris.asal.sel[satu.letak]) for satu in kolom),
        *(
            teks(baris.sel(b)) if nilai is None else str(nilai)
            for b, nilai in zip(skor, (isian.pre, isian.post), strict=True)
        ),
        isian.alasan,
    )
    return isian


def baca_alasan(sel: NilaiSel) -> str | None:
    """A reason from a cell: why someone was absent on the days not `hadir`, or declined. Raises ValueError."""
    isi = " ".join((teks(sel) or "").split())
    if len(isi) > 2000 or not isi.isprintable():
        raise ValueError("alasan lebih dari 2000 huruf, atau memuat tanda yang tidak tampak")
    return None if kosong(isi) else isi


def _baca_hari(isian: Isian, kolom: list[KolomHari]) -> None:
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


def _baca_skor(baris: BarisImpor, bidang: str, kelas: BarisKelas) -> int | None:
    sel = baris.sel(bidang)
    if sel is TANPA_NILAI:
        baris.tahan(bidang, "RUMUS_TANPA_NILAI", "rumus tanpa hasil tersimpan", perbaikan.RUMUS, kunci=False)
        return None
    skor = baca_skor(sel, kelas.nilai_maks)
    if skor.kode:
        baris.tahan(bidang, skor.kode, skor.pesan, "Kehadirannya tetap dapat disimpan dengan --lewati.", kunci=False)
    return skor.ratus
