"""Whether a row of training recorded elsewhere can be: what its form is counted by, and the person's service."""

from __future__ import annotations

from datetime import date

from asn_kompetensi.domain import samaran
from asn_kompetensi.domain.jp import per_kali, perlu_durasi, perlu_hari
from asn_kompetensi.domain.kursus import BELUM_DIIKUTI
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.domain.nip import tanggal_lahir, tmt_pengangkatan
from asn_kompetensi.services.jp_baris import SARAN_JP, Isian, Konteks
from asn_kompetensi.services.pelatihan import nama_bentuk


def periksa(k: Konteks, isian: Isian) -> None:
    """Hold or warn about what the fields say together, and beside the person."""
    baris = isian.baris
    status = baris.teks("status")
    if status and kunci(status) in BELUM_DIIKUTI:
        baris.tahan("status", "BELUM_DIIKUTI", f"'{status}': bukan pelatihan yang sudah diikuti", "Hapus barisnya.")
    if isian.bentuk is not None:
        _periksa_bentuk(isian, isian.bentuk, bool(isian.luar_negeri))
    if isian.pegawai_id is not None and isian.tahun is not None:
        _periksa_orang(k, isian, isian.pegawai_id, isian.tahun)


def _periksa_bentuk(isian: Isian, bentuk: int, luar_negeri: bool) -> None:
    """Whether there is what the form is counted by."""
    baris, nama = isian.baris, nama_bentuk()[bentuk]
    if isian.jp is None and perlu_durasi(bentuk, luar_negeri=luar_negeri) and not baris.rumus_kosong("jp"):
        baris.tahan(baris.kolom("jp", "bentuk"), "JP_KOSONG", f"JP {nama} dihitung menurut lamanya; jumlahnya kosong",
                    SARAN_JP)  # fmt: skip
    if isian.mulai is None and isian.tahun is not None and perlu_hari(bentuk, luar_negeri=luar_negeri):
        baris.tahan(baris.kolom("mulai", "selesai", "tahun"), "TANGGAL_KOSONG",
                    f"JP {nama} dihitung menurut harinya; tanggalnya kosong",
                    "Isi tanggal mulai dan selesainya.")  # fmt: skip
    if isian.kali and isian.kali > 1 and not per_kali(bentuk, luar_negeri=luar_negeri):
        baris.ingatkan("kali", "KALI_DIABAIKAN", f"JP {nama} tidak dihitung menurut banyaknya pertemuan")


def _periksa_orang(k: Konteks, isian: Isian, pegawai_id: int, tahun: int) -> None:
    baris = isian.baris
    bidang = next((satu for satu in ("selesai", "mulai", "tahun") if baris.teks(satu)), None)
    hari = isian.selesai or date(tahun, 12, 31)
    sebutan = f"selesai {isian.selesai}" if isian.selesai else f"di tahun {tahun}"
    if (isian.selesai and isian.selesai > k.hari_ini) or tahun > k.hari_ini.year:
        baris.tahan(bidang, "BELUM_SELESAI", f"{sebutan}, padahal hari ini {k.hari_ini}",
                    "Impor lagi sesudah pelatihannya selesai.")  # fmt: skip
    nip = k.pengenal.nip(pegawai_id)
    berhenti = k.henti.get(pegawai_id)
    if berhenti and (isian.selesai.isoformat() >= berhenti if isian.selesai else tahun > int(berhenti[:4])):
        baris.tahan(bidang, "KEGIATAN_SESUDAH_HENTI", f"{sebutan}, padahal berhenti sejak {berhenti}",
                    "Periksa tanggalnya atau tanggal berhentinya.")  # fmt: skip
    if samaran.pegawai_id(nip) is None:  # an erased identity has neither birth nor appointment
        if hari <= tanggal_lahir(nip):
            baris.tahan(bidang, "SEBELUM_LAHIR", f"{sebutan}, sebelum orangnya lahir", "Periksa tanggal atau NIP-nya.")
        elif hari.isoformat() < (tmt := tmt_pengangkatan(nip)):
            baris.ingatkan(bidang, "SEBELUM_DIANGKAT", f"{sebutan}, sebelum diangkat ({tmt})", "Periksa tanggalnya.")
    if not baris.kunci_ditahan:
        k.pengenal.bandingkan(baris, pegawai_id, k.opd, min(hari, k.hari_ini))
