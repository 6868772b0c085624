"""Sheet *Cara Hitung*: what the words and signs mean, which policies applied, where the figures come from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from asn_kompetensi.domain.buku import Capaian, DataBukuOpd
from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.tabular.buku import gaya
from asn_kompetensi.tabular.buku.angka import bilangan, koma, persen, ribuan
from asn_kompetensi.tabular.buku.gaya import ISI, ISI_NIP, SEDANG, Pena
from asn_kompetensi.tabular.buku.matriks import sel_matriks

NAMA = "Cara Hitung"
LEBAR = (36.0, 62.0, 46.0)


def isi_cara_hitung(pena: Pena, data: DataBukuOpd) -> None:
    """Definitions, signs with samples, policies, people whose job has no standard, origin."""
    gaya.lebar_kolom(pena.lembar, list(LEBAR))
    gaya.tata_cetak(pena.lembar, gaya.kaki_opd(data))
    pena.tulis(1, 1, "Cara Hitung", gaya.JUDUL)
    pena.lembar.row_dimensions[1].height = 24
    baris = daftar(pena, 3, "Istilah", ("Istilah", "Arti"), _istilah(data))
    baris = _tanda(pena, data, baris)
    if data.kompetensi:
        baris = daftar(
            pena, baris, "Kode kompetensi", ("Kode", "Kompetensi"), [(k.kode, k.nama) for k in data.kompetensi]
        )
    if kota := _kota(data):
        baris = daftar(pena, baris, "Kota secara keseluruhan", ("Ukuran", "Angka"), kota)
    if data.kebijakan:
        kebijakan = [(k.kunci, k.nilai, k.dasar) for k in data.kebijakan]
        baris = daftar(pena, baris, "Kebijakan yang berlaku", ("Kebijakan", "Nilai", "Dasar"), kebijakan)
    if data.tanpa_standar:
        orang = [(o.nama, o.nip, o.nama_jabatan) for o in data.tanpa_standar]
        judul = "Pegawai pada jabatan yang belum memiliki standar"
        baris = daftar(pena, baris, judul, ("Nama", "NIP", "Jabatan"), orang, kolom_nip=2)
    daftar(pena, baris, "Asal data", ("Hal", "Keterangan"), _asal(data))


def _istilah(data: DataBukuOpd) -> list[tuple[str, ...]]:
    rendah, sedang = (koma(b) for b in data.batas_kategori)
    return [
        *istilah_umum(rendah, sedang),
        ("Urutan prioritas", "Menurut besarnya kesenjangan dan pentingnya kompetensi bagi jabatan."),
        *_istilah_banding(data),
        (
            "Usulan",
            "Kelas yang mulai sesudah tanggal surat dan masih ada tempat; bila tidak ada, program di daftar pelatihan; "
            "bila tidak ada, mentor dari perangkat daerah lain; bila tidak ada, bentuk menurut kategori kesenjangan. "
            "Untuk periode tertutup: yang tercatat sampai periode ditutup atau sampai tanggal surat.",
        ),
        *_istilah_jp(data),
    ]


def _istilah_banding(data: DataBukuOpd) -> list[tuple[str, ...]]:
    """What the comparisons are, and when there is none."""
    minimum = data.kelompok_minimum
    return [
        (
            "Median kota",
            f"Nilai tengah antar perangkat daerah yang punya paling sedikit {minimum} pegawai (di bawah standar dan "
            f"JPM: {minimum} pegawai dinilai; JP: {minimum} PNS). Tidak ditampilkan bila kurang dari 3 perangkat "
            "daerah.",
        ),
        (
            "Kota",
            "Bagian pegawai seluruh kota yang di bawah standar dalam kompetensi itu. Tidak ditampilkan bila pegawai "
            f"perangkat daerah lain yang dinilai di situ kurang dari {minimum} orang.",
        ),
    ]


def _istilah_jp(data: DataBukuOpd) -> list[tuple[str, ...]]:
    if data.tahun_jp is None:
        return []
    return [
        (
            "PNS mencapai target JP",
            f"Bagian PNS yang jam pelajarannya tahun {data.tahun_jp} mencapai target, dari seluruh PNS di sini; PPPK "
            "tidak punya target. Menurut catatan saat buku ini dibuat; tanpa catatan tidak dihitung 0 JP.",
        ),
    ]


def _kota(data: DataBukuOpd) -> list[tuple[str, ...]]:
    """The city as a whole; nothing where the others in it are so few that one could be told from it."""
    lain = (bilangan(data.kota, "orang_dinilai") or 0) - (bilangan(data.ringkas, "orang_dinilai") or 0)
    if lain < data.kelompok_minimum:
        return []
    return [
        ("Pegawai", ribuan(int(bilangan(data.kota, "pegawai") or 0))),
        ("Cakupan", persen(bilangan(data.kota, "cakupan"))),
        ("Pegawai di bawah standar", persen(bilangan(data.kota, "bagian_di_bawah"))),
        ("Kecocokan jabatan (JPM)", persen(bilangan(data.kota, "jpm"))),
    ]


def istilah_umum(rendah: str, sedang: str) -> list[tuple[str, ...]]:
    """The words every workbook uses; `rendah` and `sedang` are the upper ends of two categories, printed."""
    return [
        ("Standar", "Level kompetensi yang disyaratkan jabatan pada hari terakhir periode."),
        ("Capaian", "Level yang dicapai menurut nilai terbaru yang masih berlaku sampai hari terakhir periode."),
        ("Kesenjangan", "Standar dikurangi capaian bila capaian di bawah standar; selain itu 0."),
        (
            "Kategori kesenjangan",
            f"Rendah: sampai {rendah} level; sedang: sampai {sedang} level; tinggi: lebih dari {sedang} level.",
        ),
        ("Cakupan", "Bagian pasangan pegawai dan kompetensi wajib yang sudah dinilai."),
        (
            "Kecocokan jabatan (JPM)",
            "Jumlah capaian dibagi jumlah standar dari kompetensi yang dinilai, paling tinggi 100 %. "
            "Kelebihan pada satu kompetensi dapat menutupi kekurangan pada yang lain; baca bersama kolom Di bawah.",
        ),
        ("Belum dinilai", "Tidak dihitung 0 dan tidak dihitung sebagai kesenjangan."),
    ]


def _tanda(pena: Pena, data: DataBukuOpd, baris: int) -> int:
    """The signs of *Matriks*, each shown exactly as it stands there."""
    batas = (Fraction(data.batas_kategori[0]), Fraction(data.batas_kategori[1]))
    tiga = koma(data.batas_kategori[1])
    contoh: list[tuple[Capaian | None, str]] = [
        (_contoh(Fraction(0)), "Memenuhi standar; angkanya level yang dicapai."),
        (_contoh(batas[0]), "Kesenjangan rendah."),
        (_contoh(batas[1]), "Kesenjangan sedang."),
        (_contoh(batas[1] + 1), f"Kesenjangan tinggi, lebih dari {tiga} level."),
        (Capaian(Fraction(3), None, "belum_dinilai"), "Belum dinilai."),
        (Capaian(Fraction(3), None, "kedaluwarsa"), "Ada nilai, tetapi sudah melewati masa berlakunya."),
        (None, "Kompetensi tidak disyaratkan oleh jabatan."),
    ]
    baris = _kepala(pena, baris, "Tanda pada lembar Matriks", ("Tanda", "Arti"))
    for satu, arti in contoh:
        nilai, rupa = sel_matriks(satu, batas)
        pena.tulis(baris, 1, nilai, rupa)
        pena.tulis(baris, 2, arti, ISI)
        pena.lembar.row_dimensions[baris].height = 17
        baris += 1
    return baris + 1


def _contoh(kurang: Fraction) -> Capaian:
    return Capaian(kurang + 1, Fraction(1), "di_bawah")


def _asal(data: DataBukuOpd) -> list[tuple[str, ...]]:
    rentang = f"{cetak_tanggal(data.periode_mulai)} sampai dengan {cetak_tanggal(data.periode_selesai)}"
    asal = [
        ("Instansi", data.instansi),
        ("Perangkat daerah", f"{data.nama_opd} ({data.opd})"),
        ("Periode", f"{data.periode}: {rentang}"),
        ("Tanggal surat", cetak_tanggal(data.tanggal_surat)),
    ]
    if data.segel:
        asal.append(("Segel periode", data.segel))
    asal += [("Periode dibuka ulang", f"{alasan} (saksi: {saksi})") for alasan, saksi in data.dibuka_ulang]
    return [*asal, ("Dibuat dengan", f"asn_kompetensi {data.versi}")]


def daftar(
    pena: Pena, baris: int, judul: str, kepala: tuple[str, ...], isi: Sequence[tuple[str, ...]], kolom_nip: int = 0
) -> int:
    """A heading, column heads and rows of text; returns the next free row."""
    baris = _kepala(pena, baris, judul, kepala)
    for satu in isi:
        for kolom, teks in enumerate(satu, 1):
            pena.tulis(baris, kolom, teks, ISI_NIP if kolom == kolom_nip else replace(ISI, tebal=kolom == 1))
        pena.tinggi(baris, *((t, w, SEDANG) for t, w in zip(satu, LEBAR, strict=False)), paling_kecil=17)
        baris += 1
    return baris + 1


def _kepala(pena: Pena, baris: int, judul: str, kepala: tuple[str, ...]) -> int:
    pena.tulis(baris, 1, judul, gaya.BAGIAN)
    for kolom, teks in enumerate(kepala, 1):
        pena.tulis(baris + 1, kolom, teks, gaya.KEPALA)
    pena.lembar.row_dimensions[baris].height = 18
    pena.lembar.row_dimensions[baris + 1].height = 16
    return baris + 2
