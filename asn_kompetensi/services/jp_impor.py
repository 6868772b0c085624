"""Importing training recorded elsewhere: one row per person and activity, as SIASN and local files have it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from asn_kompetensi.domain.jp import sebut_cara
from asn_kompetensi.domain.kegiatan import ratus_sendiri, sidik, sidik_kelas
from asn_kompetensi.domain.kehadiran import cetak_skor, hari_kelas
from asn_kompetensi.domain.laporan_impor import LaporanImpor
from asn_kompetensi.domain.lembar import Lembar, Skema
from asn_kompetensi.domain.nama import kunci
from asn_kompetensi.domain.tanggal import iso
from asn_kompetensi.services import ganda, jam
from asn_kompetensi.services.impor import Hasil, Pengimpor
from asn_kompetensi.services.jp_baris import Isian, Konteks, baca
from asn_kompetensi.services.jp_periksa import periksa
from asn_kompetensi.services.kamus import opd_kamus
from asn_kompetensi.services.masukan import sah
from asn_kompetensi.services.pelatihan import baca_bentuk
from asn_kompetensi.services.pengenal import Pengenal
from asn_kompetensi.store.door import PintuTulis
from asn_kompetensi.store.queries import jp_luar as sql
from asn_kompetensi.store.queries import nilai as nilai_sql
from asn_kompetensi.store.queries.jp_luar import Isi

SKEMA: Final = Skema(
    jenis="jp",
    bidang=(
        "no", "nip", "nama_nip", "nama", "opd", "unit_kerja", "kegiatan", "bentuk", "struktural", "tahun", "mulai",
        "selesai", "jp", "kali", "luar_negeri", "penyelenggara", "instansi", "sertifikat", "berlaku_sampai", "status",
        "tmt_jabatan",
    ),
    wajib=(("nip", "nama_nip"), ("kegiatan", "struktural"), ("tahun", "mulai", "selesai")),
)  # fmt: skip
Kunci = tuple[int, Hashable]


def impor(
    d: PintuTulis,
    lembar: Lembar,
    *,
    bentuk: str | None = None,
    lewati: bool = False,
    hari_ini: date | None = None,
) -> LaporanImpor:
    """Store the activities of a sheet; one that is there already is completed or changed, one of an own class skipped.

    `bentuk` is for files without a form of training. An empty cell changes nothing of what is stored. Raises
    `DataDitolak` for an unknown form.
    """
    p = Pengimpor(_arti_instansi(lembar), "jp")
    k = Konteks(
        Pengenal(d), opd_kamus(d), nilai_sql.henti(d.kon), hari_ini or jam.hari_ini(),
        sah(baca_bentuk, bentuk) if bentuk else None, _kelas(d),
    )  # fmt: skip
    semua = [baca(k, baris) for baris in p.baris()]
    for satu in semua:
        if not satu.kelas:
            periksa(k, satu)
    dilewati = ganda.tandai(
        [((satu.pegawai_id, tentang), satu) for satu in semua if not satu.kelas for tentang in satu.tentang],
        baris=lambda satu: satu.baris,
        isi=lambda _, satu: satu.isi(),
        sebutan=lambda _: "kegiatan orang yang sama",
    )
    simpanan = _Simpanan(d)
    disimpan = [s for s in semua if not (s.kelas or s.baris.nomor in dilewati or s.baris.kunci_ditahan)]
    for satu in disimpan:
        simpanan.cocokkan(satu)
    hasil: dict[int, Hasil] = {satu.baris.nomor: simpanan.simpan(satu) for satu in disimpan}
    for satu in semua:
        if satu.kelas:
            satu.baris.ingatkan("kegiatan", "SUDAH_DARI_KELAS", f"sudah tercatat dari kelas {satu.kelas}; dilewati")
        p.catat(satu.baris, hasil.get(satu.baris.nomor, "dilewati"))
    simpanan.tulis(d)
    return p.tutup(d, lewati=lewati)


def _arti_instansi(lembar: Lembar) -> Lembar:
    """A column INSTANSI is the organiser beside the agency or beside an organiser, else the agency of the person."""
    ada = {lajur.bidang for lajur in lembar.lajur}
    if "instansi" not in ada or ada & {"opd", "unit_kerja", "penyelenggara"}:
        return lembar
    lajur = tuple(replace(satu, bidang="opd") if satu.bidang == "instansi" else satu for satu in lembar.lajur)
    return replace(lembar, lajur=lajur)


def _kelas(d: PintuTulis) -> dict[Kunci, str]:
    """What the classes of each person are known by -> the class's code."""
    lipatan: dict[str, str] = {}
    hasil: dict[Kunci, str] = {}
    for pegawai_id, kode, nama, mulai, tahun, nomor in sql.kelas_milik(d.kon):
        if nama not in lipatan:
            lipatan[nama] = kunci(nama)
        for satu in sidik_kelas(lipatan[nama], mulai, tahun, kunci(nomor) if nomor else None):
            hasil[pegawai_id, satu] = kode
    return hasil


class _Simpanan:
    """What is stored already, by what it is known by; and what this import adds and changes."""

    def __init__(self, d: PintuTulis) -> None:
        self._isi: dict[int, Isi] = {}
        self._ada: dict[Kunci, int] = {}
        self._setahun: dict[tuple[int, str, int], set[str | None]] = {}
        self._rencana: dict[int, tuple[Isi, set[int]]] = {}
        self._disebut: dict[int, list[int]] = {}
        self._baru: list[tuple[int, Isi]] = []
        self._berubah: list[tuple[int, Isi]] = []
        for nomor, pegawai_id, isi in sql.semua(d.kon):
            self._isi[nomor] = isi
            for satu in _tentang(isi):
                self._ada[pegawai_id, satu] = nomor
            self._setahun.setdefault((pegawai_id, isi.kunci, isi.tahun), set()).add(isi.mulai)

    def cocokkan(self, isian: Isian) -> None:
        """Find what the row speaks of among what is stored, before any row changes that."""
        orang = isian.pegawai_id or 0
        cocok = {self._ada[orang, t] for t in isian.tentang if (orang, t) in self._ada}
        try:
            isi = _gabung(isian, self._isi[min(cocok)] if cocok else None)
        except ValueError as salah:  # what is stored says that it was abroad, where other things count
            isian.baris.tahan("jp", "JP_KOSONG", str(salah), "Isi jumlah JP-nya.")
            return
        cocok |= {self._ada[orang, t] for t in _tentang(isi) if (orang, t) in self._ada}
        self._rencana[isian.baris.nomor] = isi, cocok
        for nomor in cocok:
            self._disebut.setdefault(nomor, []).append(isian.baris.nomor)

    def simpan(self, isian: Isian) -> Hasil:
        """Add to what will be written what the row has that is not there yet."""
        if isian.baris.nomor not in self._rencana:
            return "sama"
        isi, cocok = self._rencana[isian.baris.nomor]
        if len(cocok) > 1 or any(len(self._disebut[nomor]) > 1 for nomor in cocok):
            self._tahan_rancu(isian, cocok)
            return "sama"
        self._ingatkan(isian, isi)
        if not cocok:
            self._baru.append((isian.pegawai_id or 0, isi))
            return "baru"
        nomor = cocok.pop()
        if isi == self._isi[nomor]:
            return "sama"
        self._berubah.append((nomor, isi))
        return "berubah"

    def _tahan_rancu(self, isian: Isian, cocok: set[int]) -> None:
        """The row speaks of two stored activities, or of one that another row speaks of by another name.

        All of these are held: what one of them changed, the next import of the file would take for something else.
        """
        baris = isian.baris
        sebutan = " dan ".join(f"'{self._isi[nomor].nama}' ({_kapan(self._isi[nomor])})" for nomor in sorted(cocok))
        lain = sorted({str(ke) for nomor in cocok for ke in self._disebut[nomor]} - {str(baris.nomor)})
        pesan = f"nomor sertifikat, atau nama dan hari pertamanya, sudah dipakai {sebutan}"
        pesan += f", juga oleh baris {', '.join(lain)}" if lain else ""
        baris.tahan("kegiatan", "KEGIATAN_RANCU", pesan, "Samakan nomor sertifikat, nama, dan tanggalnya.")

    def _ingatkan(self, isian: Isian, isi: Isi) -> None:
        baris = isian.baris
        if isian.jp is not None and isi.jp_diakui != isian.jp * 100:
            jam = format((cetak_skor(isi.jp_diakui) or 0), "f").rstrip("0").rstrip(".").replace(".", ",")
            cara = sebut_cara(isi.bentuk, luar_negeri=bool(isi.luar_negeri))
            baris.ingatkan("jp", "JP_BEDA", f"tertulis {isian.jp} JP, dihitung {jam} JP: {cara}")
        sepasang = self._setahun.setdefault((isian.pegawai_id or 0, isi.kunci, isi.tahun), set())
        if sepasang - {isi.mulai} and None in (sepasang | {isi.mulai}):
            baris.ingatkan("kegiatan", "KEGIATAN_SERUPA", f"kegiatan bernama sama di tahun {isi.tahun} juga tercatat, "
                           "salah satunya tanpa tanggal", "Bila itu satu kegiatan, samakan tanggalnya.")  # fmt: skip
        sepasang.add(isi.mulai)

    def tulis(self, d: PintuTulis) -> None:
        """Write it all."""
        sql.tambah(d.kon, self._baru)
        sql.ubah(d.kon, self._berubah)


def _kapan(isi: Isi) -> str:
    return isi.mulai or str(isi.tahun)


def _tentang(isi: Isi) -> Sequence[Hashable]:
    return sidik(isi.kunci, isi.mulai, isi.tahun, kunci(isi.sertifikat) if isi.sertifikat else None)


def _sama_dasarnya(
    isian: Isian, lama: Isi, mulai: str | None, selesai: str | None, jp: int | None, luar_negeri: bool | None
) -> bool:
    """Whether everything that the hours rest on, but for how often it was held, is what is stored."""
    return (isian.bentuk, mulai, selesai, jp, bool(luar_negeri)) == (
        lama.bentuk, lama.mulai, lama.selesai, None if lama.jp is None else lama.jp // 100, bool(lama.luar_negeri),
    )  # fmt: skip


def _gabung(isian: Isian, lama: Isi | None) -> Isi:
    """The row as it is stored, with what it leaves open taken from what is there. Raises ValueError without hours."""
    assert isian.nama is not None
    assert isian.bentuk is not None
    assert isian.tahun is not None
    mulai, selesai, jp = iso(isian.mulai), iso(isian.selesai), isian.jp
    luar_negeri, penyelenggara, sertifikat = isian.luar_negeri, isian.penyelenggara, isian.sertifikat
    berlaku = iso(isian.berlaku_sampai)
    if lama is not None:
        if mulai is None and lama.tahun == isian.tahun:
            mulai, selesai = lama.mulai, lama.selesai
        jp = lama.jp // 100 if jp is None and lama.jp else jp
        luar_negeri = bool(lama.luar_negeri) if luar_negeri is None else luar_negeri
        penyelenggara, sertifikat = penyelenggara or lama.penyelenggara, sertifikat or lama.sertifikat
        berlaku = berlaku or lama.berlaku_sampai
    hari = hari_kelas(date.fromisoformat(mulai), date.fromisoformat(selesai)) if mulai and selesai else []
    diakui = ratus_sendiri(isian.bentuk, jp=jp, hari=hari, kali=isian.kali or 1, luar_negeri=bool(luar_negeri))
    if lama is not None and isian.kali is None and _sama_dasarnya(isian, lama, mulai, selesai, jp, luar_negeri):
        diakui = lama.jp_diakui  # how often it was held stands in what was credited, and nowhere else
    return Isi(
        isian.nama, isian.kunci, isian.bentuk, isian.tahun, mulai, selesai, None if jp is None else jp * 100,
        diakui, int(bool(luar_negeri)), penyelenggara, sertifikat, berlaku,
    )  # fmt: skip
