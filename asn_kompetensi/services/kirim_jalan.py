"""Handing letters over: each is claimed, handed over with no lock held, and noted; one row at a time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from asn_kompetensi.domain.galat import Bentrok, DataDitolak, TidakDitemukan
from asn_kompetensi.domain.kirim import BALASAN_MAKS, Kiriman
from asn_kompetensi.services import gap, jam
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kirim import TIBA, catat_jawaban, halangan_alamat
from asn_kompetensi.services.masukan import tanggal_sah
from asn_kompetensi.store import penyaluran, segel
from asn_kompetensi.store.door import Pintu, PintuTulis
from asn_kompetensi.store.queries import kirim as sql
from asn_kompetensi.store.queries import riwayat

_PERINTAH = "kirim jalankan"
TERLUPA = "diserahkan sebelum basis data dipulihkan; belum diketahui sampai atau tidak"


def terbuka(d: Pintu, periode: str, opd: Sequence[str] = ()) -> list[Kiriman]:
    """The letters of a period (of all agencies, or those named) that are not settled: siap, mengirim, mungkin_terkirim.

    Raises `TidakDitemukan` for an unknown period or agency.
    """
    nomor = gap.cari_periode(d, periode)[0]
    dipilih = [opd_kamus(d).wajib(satu).id for satu in opd] or None
    semua = sql.daftar(d.kon, periode_id=nomor, opd=dipilih)
    return [satu for satu in semua if satu.status in ("siap", "mengirim", "mungkin_terkirim")]


def tandai_terputus(d: PintuTulis, nomor: Sequence[int], hidup: Callable[[str], bool], petugas: str) -> list[Kiriman]:
    """Letters (ids) whose process has gone while it handed them over: nobody knows whether they arrived.

    They become `mungkin_terkirim` and are never sent again by themselves.
    """
    hasil = []
    for satu in nomor:
        kini = sql.satu(d.kon, satu)
        if kini is None or kini.status != "mengirim" or hidup(kini.pengambil or ""):
            continue
        catat(d, kini, "mungkin_terkirim", "prosesnya mati sebelum mencatat hasilnya", petugas)
        hasil.append(kini)
    return hasil


def terlupa(d: Pintu, surat: Sequence[Kiriman]) -> list[Kiriman]:
    """Ready letters to agencies that were handed one before a backup took the place of the database.

    It knows nothing of that one; the letter may have been made anew since, in other bytes.
    """
    pernah = segel.diserahkan(d.lokasi)
    dikenal = {satu.pesan for satu in sql.daftar(d.kon) if satu.status in (*TIBA, "mengirim")}
    return [satu for satu in surat if satu.status == "siap" and pernah.get(_tujuan(satu), set()) - dikenal]


def _tujuan(surat: Kiriman) -> str:
    """How the seal file calls it: the words of a code hold no TAB, and two letters to one are two Message-IDs."""
    return f"{surat.periode} {surat.opd}"


def diubah_sesudah(d: Pintu, surat: Sequence[Kiriman]) -> str:
    """A sentence where something was written after the first of the ready letters was made; "" where nothing was."""
    siap = [satu.disiapkan for satu in surat if satu.status == "siap"]
    lain = riwayat.terakhir_selain(d.kon, "kirim ") if siap else None
    if lain is None or lain[1] <= min(siap):
        return ""
    return f"data berubah sesudah surat disiapkan (jalankan {lain[0]}: {lain[2]})"


def tandai_terlupa(d: PintuTulis, nomor: Sequence[int], petugas: str) -> list[Kiriman]:
    """Such letters (ids) become `mungkin_terkirim`: nobody here knows whether they arrived."""
    hasil = terlupa(d, [satu for satu in (sql.satu(d.kon, nomor_ini) for nomor_ini in nomor) if satu is not None])
    waktu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    for satu in hasil:
        sql.ubah(d.kon, satu.id, dari=("siap",), status="mungkin_terkirim", dikirim=waktu, balasan=TERLUPA)
        _salurkan(d, satu, waktu, petugas, " (mungkin terkirim)")
    return hasil


def ambil(d: PintuTulis, surat: Kiriman, pengambil: str) -> bool:
    """Claim a letter; False when another process was faster, or it was replaced.

    Raises `Bentrok` when the agency's address is no longer the one on the letter, or no longer its own alone.
    """
    kini = sql.satu(d.kon, surat.id)
    if kini is None or (kini.status, kini.sidik_surat, kini.pesan) != ("siap", surat.sidik_surat, surat.pesan):
        return False
    if kini.surel != surat.alamat or kini.alamat != surat.alamat or kini.opd_id != surat.opd_id:
        raise Bentrok("alamat berubah sesudah disiapkan", f"Siapkan lagi: asn kirim siapkan --opd {kini.opd} --timpa")
    if halangan := halangan_alamat(d, kini.opd_id)[0]:
        raise Bentrok(halangan, f"Siapkan lagi: asn kirim siapkan --opd {kini.opd} --timpa")
    if not sql.ubah(d.kon, surat.id, dari=("siap",), status="mengirim", pengambil=pengambil, balasan=None):
        return False
    d.segelkan("kirim", _tujuan(kini), kini.pesan)
    return True


def lepaskan(d: PintuTulis, surat: Kiriman, balasan: str | None) -> None:
    """Give a claimed letter back: it was certainly not handed over."""
    sql.ubah(
        d.kon, surat.id, dari=("mengirim",), status="siap", pengambil=None,
        balasan=balasan[:BALASAN_MAKS] if balasan else None,
    )  # fmt: skip
    d.segelkan("kirim-batal", _tujuan(surat), surat.pesan)


def catat(d: PintuTulis, surat: Kiriman, status: str, balasan: str, petugas: str) -> bool:
    """Note how handing over ended (terkirim, ditolak, mungkin_terkirim); False when that is noted already.

    What left, or may have left, goes into the processing log with its people.
    """
    waktu = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    isi = {"status": status, "pengambil": None, "balasan": balasan[:BALASAN_MAKS] or None}
    if not sql.ubah(d.kon, surat.id, dari=("mengirim",), dikirim=waktu, **isi):
        return False
    if status not in TIBA:
        d.segelkan("kirim-batal", _tujuan(surat), surat.pesan)
    else:
        _salurkan(d, surat, waktu, petugas, "" if status == "terkirim" else " (mungkin terkirim)")
    return True


def _salurkan(d: PintuTulis, surat: Kiriman, waktu: str, petugas: str, mungkin: str) -> None:
    """Into the processing log: what left, or may have, with its people."""
    orang = sql.orang_tersalur(d.kon, surat.opd_id, surat.sidik)
    log = penyaluran.Salinan(
        waktu, petugas, _PERINTAH, f"surat ke perangkat daerah{mungkin}", orang, max(surat.orang, len(orang)),
        opd_id=surat.opd_id, periode_id=gap.cari_periode(d, surat.periode)[0], berkas=surat.berkas,
        sidik=surat.sidik, penerima=surat.alamat,
    )  # fmt: skip
    penyaluran.catat_di(d.kon, log)


def pastikan(
    d: PintuTulis, periode: str, opd: str, kata: str, hari: str = "", *, hidup: Callable[[str], bool], petugas: str
) -> Kiriman:
    """What the office found out about a letter: `terkirim`, `belum` (it is ready again), or `dijawab` on a day.

    One whose process (as `hidup` says) died on the way counts as perhaps sent.

    Raises `TidakDitemukan` when there is no letter, `Bentrok` when there is nothing to settle.
    """
    nomor, kode = gap.cari_periode(d, periode)[:2]
    entri = opd_kamus(d).wajib(opd)
    surat = [satu for satu in sql.daftar(d.kon, periode_id=nomor, opd=[entri.id]) if satu.status != "batal"]
    lihat = f"Lihat: asn kirim daftar --periode {kode} --opd {entri.kode}"
    if not surat:
        raise TidakDitemukan(f"belum ada surat untuk {entri.kode} periode {kode}", lihat)
    satu = surat[-1]
    if satu.status == "mengirim" and tandai_terputus(d, [satu.id], hidup, petugas):
        satu = sql.satu(d.kon, satu.id) or satu
    if kata == "dijawab":
        _dijawab(d, satu, nomor, hari, lihat)
    elif satu.status != "mungkin_terkirim":
        raise Bentrok(f"surat {entri.kode} sudah pasti: {satu.status}", lihat)
    else:
        waktu = satu.dikirim or datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        status, dikirim = ("terkirim", waktu) if kata == "terkirim" else ("siap", None)
        sql.ubah(d.kon, satu.id, dari=("mungkin_terkirim",), status=status, dikirim=dikirim)
        if status == "siap":
            d.segelkan("kirim-batal", _tujuan(satu), "-")
    hasil = sql.satu(d.kon, satu.id)
    if hasil is None:
        raise TidakDitemukan(f"surat {entri.kode} tidak ada lagi", lihat)
    return hasil


def _dijawab(d: PintuTulis, satu: Kiriman, periode_id: int, hari: str, lihat: str) -> None:
    kini = jam.hari_ini()
    tanggal = tanggal_sah(hari or None, "--pastikan KODE=dijawab:TANGGAL") or kini
    if tanggal > kini:
        raise DataDitolak(f"jawaban {satu.opd} bertanggal sesudah hari ini", "Perbaiki tanggalnya.")
    if satu.dikirim and tanggal < datetime.fromisoformat(satu.dikirim).astimezone().date():
        raise DataDitolak(f"jawaban {satu.opd} bertanggal sebelum suratnya dikirim", "Perbaiki tanggalnya.")
    if not catat_jawaban(d, satu.opd_id, periode_id, tanggal):
        raise Bentrok(f"surat {satu.opd} belum terkirim: {satu.status}", lihat)
