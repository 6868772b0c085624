"""A filled attendance sheet into a class: marks per day, pre and post scores, people who came uninvited.

The NIP is the key. Everything is read and checked first; rows about the same person are compared, then written.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from asn_kompetensi.domain.galat import DataDitolak
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.services import ganda
from asn_kompetensi.services.impor import Hasil, Pengimpor
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.kehadiran_baris import Isian, baca, bidang_skor
from asn_kompetensi.services.kehadiran_kelas import pastikan_kelas
from asn_kompetensi.services.kehadiran_kolom import TIDAK_DIKENAL, kolom_hari
from asn_kompetensi.services.kelas import cari_terbuka
from asn_kompetensi.services.kelas_hadir import bentrok, catat
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import kehadiran as hadir_sql
from asn_kompetensi.store.queries import kelas as sql
from asn_kompetensi.store.queries.kelas import BarisKelas, BarisPeserta

SKEMA: Final = Skema(
    jenis="hadir",
    bidang=(
        "no", "nip", "nama_nip", "nama", "opd", "unit_kerja", "jabatan", "pre", "post", "awal", "akhir",
        "status_peserta", "keterangan", "alasan",
    ),
    wajib=(("nip", "nama_nip", "nama"),),
    hari=True,
)  # fmt: skip


def impor(d: PintuTulis, kode: str, lembar: Lembar, *, lewati: bool = False) -> LaporanImpor:
    """Import an attendance sheet. Raises `TidakDitemukan`, `Bentrok` (class over), `DataDitolak` (nothing to read)."""
    kelas = cari_terbuka(d, kode)
    p = Pengimpor(lembar, "hadir")
    kolom = kolom_hari(p, kelas)
    skor = bidang_skor(p)
    if not kolom and not p.ada(*skor):
        asing = ", ".join(f"'{satu.nilai}'" for satu in p.laporan.peringatan if satu.kode == TIDAK_DIKENAL)
        raise DataDitolak(
            f"lembar {lembar.nama} tidak memuat kolom hari maupun nilai"
            + (f"; judul kolom {asing} tidak terbaca sebagai hari" if asing else ""),
            f"Beri judul kolom hari, misalnya {kelas.mulai} atau Hari ke-1.",
        )
    pastikan_kelas(d, p, kelas, bertanggal=any(satu.tanggal and satu.bertanggal for satu in kolom))
    pengenal = Pengenal(d)
    isian = [baca(baris, p, kelas, kolom, skor, pengenal) for baris in p.baris()]
    _bandingkan_kembar(isian)
    kamus, mulai = opd_kamus(d), date.fromisoformat(kelas.mulai)
    peserta = {satu.pegawai_id: satu for satu in sql.peserta(d.kon, kelas.id)}
    tercatat = hadir_sql.kehadiran(d.kon, kelas.id)
    for satu in isian:
        lama = peserta.get(satu.pegawai_id) if satu.pegawai_id is not None else None
        if satu.pegawai_id is not None and not satu.kembar:
            pengenal.bandingkan(satu.baris, satu.pegawai_id, kamus, mulai)
        if not satu.kembar:
            _ingatkan_kosong(satu, tercatat.get(lama.id, {}) if lama else {})
    _simpan(d, p, kelas, isian, pengenal, peserta, tercatat)
    return p.tutup(d, lewati=lewati)


def _ingatkan_kosong(isian: Isian, tercatat: Mapping[str, str]) -> None:
    """Name the days of a filled row that are neither filled in nor recorded before."""
    kosong = {tanggal: bidang for tanggal, bidang in isian.kosong.items() if tanggal not in tercatat}
    if kosong and isian.hari:
        pesan = f"{', '.join(kosong)} kosong: belum diisi, bukan alpa"
        isian.baris.ingatkan(next(iter(kosong.values())), "KEHADIRAN_KOSONG", pesan)


def _bandingkan_kembar(isian: list[Isian]) -> None:
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
    d: PintuTulis, p: Pengimpor, kelas: BarisKelas, isian: list[Isian], pengenal: Pengenal,
    peserta: Mapping[int, BarisPeserta], kehadiran: Mapping[int, dict[str, str]],
) -> None:  # fmt: skip
    tambahan: dict[tuple[int, str], tuple[str, str | None]] = {}
    beralasan = hadir_sql.alasan(d.kon, kelas.id)
    for satu in isian:
        hasil: Hasil = "dilewati" if satu.kembar else "sama"
        if satu.pegawai_id is not None and not satu.baris.kunci_ditahan and not satu.kembar:
            lama = peserta.get(satu.pegawai_id)
            nomor = lama.id if lama else _tambah(d, kelas, satu.pegawai_id, pengenal)
            hasil = _simpan_satu(d, satu, lama, nomor, kehadiran.get(nomor, {}), beralasan)
            tambahan |= {(nomor, tanggal): (status, satu.alasan) for tanggal, status in satu.hari.items()}
        p.catat(satu.baris, hasil)
    catat(d, tambahan)
    _sebut_peserta(p, isian, peserta)
    _sebut_bentrok(d, p, kelas, isian)
    berkursi = sum(satu.berkursi for satu in sql.peserta(d.kon, kelas.id))
    if kelas.kuota is not None and berkursi > kelas.kuota and d.berubah:
        p.ingatkan("KUOTA_TERLAMPAUI", f"kelas {kelas.kode} kini berisi {berkursi} dari {kelas.kuota} kursi")


def _sebut_bentrok(d: PintuTulis, p: Pengimpor, kelas: BarisKelas, isian: list[Isian]) -> None:
    """Warn for each row of someone who is also present in another class on one of its days."""
    letak = {nip: satu.baris for satu in isian if _diambil(satu) and (nip := satu.baris.teks("nip"))}
    for satu in bentrok(d, kelas):
        pesan = f"{satu['nama']} juga hadir di kelas {satu['kelas']} pada {satu['tanggal']}"
        saran = "Periksa kedua daftar hadirnya; yang keliru diperbaiki."
        baris = letak.get(satu["nip"])
        if baris is None:
            p.ingatkan("HADIR_DUA_KELAS", pesan, saran)
        else:
            baris.ingatkan("nip", "HADIR_DUA_KELAS", pesan, saran)


def _sebut_peserta(p: Pengimpor, isian: list[Isian], peserta: Mapping[int, BarisPeserta]) -> None:
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
        p.ingatkan("PESERTA_BARU", pesan, "Bila keliru: batalkan impor ini, hapus barisnya, lalu impor lagi.")


def _diambil(isi: Isian) -> bool:
    return isi.pegawai_id is not None and not isi.baris.kunci_ditahan and not isi.kembar


def _beberapa(sebutan: list[str]) -> str:
    lebih = f", dan {len(sebutan) - 5} lainnya" if len(sebutan) > 5 else ""
    return ", ".join(sebutan[:5]) + lebih


def _tambah(d: PintuTulis, kelas: BarisKelas, pegawai_id: int, pengenal: Pengenal) -> int:
    opd = pengenal.opd(pegawai_id, date.fromisoformat(kelas.mulai))
    return sql.tambah_peserta(d.kon, kelas.id, pegawai_id, opd, "bersedia")[0]


def _simpan_satu(
    d: PintuTulis, isi: Isian, lama: BarisPeserta | None, nomor: int, hari_lama: dict[str, str],
    beralasan: Mapping[tuple[int, str], str],
) -> Hasil:  # fmt: skip
    """Store scores and answer of one person; `baru` when nothing recorded before was replaced."""
    pre_lama, post_lama = (lama.pre, lama.post) if lama else (None, None)
    pre, post = (lama_ if baru is None else baru for baru, lama_ in ((isi.pre, pre_lama), (isi.post, post_lama)))
    if (pre, post) != (pre_lama, post_lama):
        sql.simpan_nilai(d.kon, nomor, pre, post)
    ganti = [(satu, hari_lama.get(tanggal)) for tanggal, satu in isi.hari.items() if hari_lama.get(tanggal) != satu] + [
        pasangan for pasangan in ((pre, pre_lama), (post, post_lama)) if pasangan[0] != pasangan[1]
    ]
    ganti += [
        (isi.alasan, sebelum)
        for tanggal, status in isi.hari.items()
        if isi.alasan and status != "hadir" and (sebelum := beralasan.get((nomor, tanggal))) != isi.alasan
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
