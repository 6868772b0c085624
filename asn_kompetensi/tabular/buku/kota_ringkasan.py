"""Sheet *Ringkasan* of the city: one A4 landscape page for the mayor."""

from __future__ import annotations

from dataclasses import replace

from asn_kompetensi.domain.buku import Ringkas
from asn_kompetensi.domain.buku_kota import BarisKompetensiKota, BarisOpd, DataBukuKota
from asn_kompetensi.domain.tanggal import cetak_tanggal
from asn_kompetensi.tabular.buku import blok, gaya
from asn_kompetensi.tabular.buku.angka import bagian, bilangan, koma, pecahan, persen, ribuan
from asn_kompetensi.tabular.buku.blok import AKHIR, GRAFIK, TABEL
from asn_kompetensi.tabular.buku.gaya import PERSEN, SEDANG, Pena, Rupa
from asn_kompetensi.tabular.buku.grafik import batang_di
from asn_kompetensi.tabular.buku.petak import Petak

KOMPETENSI, OPD = 5, 8  # rows on the page
TINGGI = 18.0
TABEL_OPD = (
    (1, 8, "Perangkat daerah"), (9, 9, "Pegawai"), (10, 11, "Di bawah"), (12, 12, "Bagian"), (13, 13, "JPM"),
)  # fmt: skip
GRAFIK_OPD = (16, AKHIR)
_BULAT = replace(gaya.ISI_PERSEN, format="[$-421]0 %")


def isi_ringkasan(pena: Pena, data: DataBukuKota) -> None:
    """Fill the sheet from top to bottom."""
    blok.halaman(pena, (data.instansi, f"Periode {data.periode}"))
    baris = blok.kop(pena, data.kepala_surat) if data.kepala_surat else 1
    baris = blok.judul(pena, f"Kesenjangan Kompetensi {data.instansi}, Periode {data.periode}", kalimat(data), baris)
    baris = blok.petak(pena, _petak(data), baris)
    baris = _kompetensi(pena, [k for k in data.kompetensi if k.di_bawah][:KOMPETENSI], baris)
    baris = _opd(pena, data, baris)
    tempat = f"{data.tempat}, " if data.tempat else ""
    kiri = [
        "Cara hitung: lembar Cara Hitung. Laporan ini hanya memuat angka, tidak satu nama pun.",
        *(f"Periode ini pernah dibuka ulang: {alasan}." for alasan, _ in data.dibuka_ulang[-1:]),
    ]
    tanggal = f"{tempat}{cetak_tanggal(data.tanggal_surat)}"
    baris = blok.tanda_tangan(pena, kiri, tanggal, data.penanda_tangan, baris)
    pena.lembar.print_area = f"A1:X{baris - 1}"


def kalimat(data: DataBukuKota) -> str:
    """What the mayor should know first; true also when nobody, or everybody, is below."""
    dinilai, di_bawah = (int(bilangan(data.ringkas, k) or 0) for k in ("orang_dinilai", "orang_di_bawah"))
    pegawai = int(bilangan(data.ringkas, "pegawai") or 0)
    if not pegawai:
        return "Tidak ada pegawai pada periode ini."
    if not dinilai:
        return f"Belum seorang pun dari {ribuan(pegawai)} pegawai dinilai, sehingga kesenjangan belum dapat dihitung."
    belum = f"; {ribuan(pegawai - dinilai)} pegawai belum dinilai" if pegawai > dinilai else ""
    if not di_bawah:
        return f"Tidak satu pun dari {ribuan(dinilai)} pegawai yang sudah dinilai di bawah standar jabatannya{belum}."
    puncak = [k for k in data.kompetensi if k.di_bawah == data.kompetensi[0].di_bawah and k.di_bawah]
    terbanyak = f", terbanyak dalam {puncak[0].nama}" if len(puncak) == 1 else ""
    return (
        f"{ribuan(di_bawah)} dari {ribuan(dinilai)} pegawai yang sudah dinilai belum memenuhi standar jabatannya "
        f"sedikitnya dalam satu kompetensi{terbanyak}{belum}."
    )


def _petak(data: DataBukuKota) -> list[Petak]:
    kini, lalu = data.ringkas, data.ringkas_lalu

    def dulu(teks: str) -> tuple[str, ...]:
        return () if lalu is None else (f"periode {data.periode_lalu}: {teks}",)

    orang, dinilai = bilangan(kini, "orang_di_bawah"), bilangan(kini, "orang_dinilai")
    di_bawah = Petak("Pegawai di bawah standar", "–", "General", dulu(_bawah(lalu)))
    if dinilai:
        bentuk = f'#,##0" ({koma(bagian(kini, "orang_di_bawah", "orang_dinilai") or 0, 0)} %)"'
        di_bawah = replace(di_bawah, nilai=int(orang or 0), format=bentuk)
    return [
        Petak("Pegawai", int(bilangan(kini, "pegawai") or 0), "#,##0", dulu(_ribuan(lalu, "pegawai"))),
        _bagian("Sudah dinilai (cakupan)", kini, "cakupan", dulu(persen(bilangan(lalu, "cakupan")))),
        di_bawah,
        _bagian("Kecocokan jabatan (JPM)", kini, "jpm", dulu(persen(bilangan(lalu, "jpm")))),
        _jp(data),
    ]


def _bawah(ringkas: Ringkas | None) -> str:
    return persen(bagian(ringkas, "orang_di_bawah", "orang_dinilai"))


def _ribuan(ringkas: Ringkas | None, kunci: str) -> str:
    nilai = bilangan(ringkas, kunci)
    return "–" if nilai is None else ribuan(int(nilai))


def _bagian(judul: str, ringkas: Ringkas, kunci: str, catatan: tuple[str, ...]) -> Petak:
    angka = pecahan(bilangan(ringkas, kunci))
    return Petak(judul, "–" if angka is None else angka, PERSEN, catatan)


def _jp(data: DataBukuKota) -> Petak:
    judul, tahun = "PNS mencapai target JP", f"tahun {data.periode_selesai.year}"
    if data.jp is None:
        return Petak(judul, "–", "General", (f"{tahun}: belum ada catatan",))
    capai, semua = data.jp
    return Petak(judul, capai / semua, PERSEN, (f"{tahun}: {ribuan(capai)} dari {ribuan(semua)}",))


def _kompetensi(pena: Pena, urut: list[BarisKompetensiKota], baris: int) -> int:
    """The table on the left, a native bar chart of the same rows on the right, exactly as high."""
    if not urut:
        return baris
    pena.gabung(baris, 1, 12, "Kompetensi dengan pegawai di bawah standar terbanyak", gaya.BAGIAN)
    pena.gabung(baris, *GRAFIK, "Pegawai di bawah standar menurut kompetensi", gaya.BAGIAN)
    blok.sela(pena, baris, 18)
    kepala = baris + 1
    judul = ("Kompetensi", "Dinilai", "Di bawah", "Bagian", "Rata-rata", "OPD")
    for (awal, akhir), teks in zip(TABEL, judul, strict=True):
        pena.gabung(kepala, awal, akhir, teks, gaya.KEPALA if awal == 1 else gaya.KEPALA_ANGKA)
    blok.sela(pena, kepala, 16)
    for ke, k in enumerate(urut, kepala + 1):
        isi: tuple[tuple[object, Rupa], ...] = (
            (k.nama, gaya.ISI), (k.dinilai, replace(gaya.ISI_ANGKA, format="#,##0")),
            (k.di_bawah, replace(gaya.ISI_ANGKA, tebal=True, warna=gaya.AKSEN, format="#,##0")),
            (pecahan(k.persen), _BULAT),
            (float(k.kesenjangan_rata or 0), replace(gaya.ISI_ANGKA, format="[$-421]0.00")), (k.opd, gaya.ISI_ANGKA),
        )  # fmt: skip
        for (awal, akhir), (nilai, rupa) in zip(TABEL, isi, strict=True):
            pena.gabung(ke, awal, akhir, nilai, rupa)
        pena.tinggi(ke, (k.nama, blok.lebar(*TABEL[0]), SEDANG), paling_kecil=TINGGI)
    akhir = kepala + len(urut)
    batang_di(pena.lembar, kepala, akhir, kolom_nama=1, kolom_angka=8, kiri=GRAFIK[0] - 1, kanan=GRAFIK[1])
    catatan = "Bagian: dari yang dinilai. Rata-rata: kesenjangan dalam level. OPD: perangkat daerah yang terkena."
    pena.gabung(akhir + 1, 1, 12, catatan, gaya.CATATAN)
    pena.tinggi(akhir + 1, (catatan, blok.SEPARUH, gaya.KECIL))
    usulan = "Usulan pelatihan: " + " · ".join(f"{k.nama}: {k.usulan or 'belum ada pelatihannya'}" for k in urut) + "."
    pena.gabung(akhir + 2, 1, AKHIR, usulan, gaya.BIASA)
    pena.tinggi(akhir + 2, (usulan, blok.LEBAR_PENUH, SEDANG))
    blok.sela(pena, akhir + 3, 8)
    return akhir + 4


def _opd(pena: Pena, data: DataBukuKota, baris: int) -> int:
    """The agencies with the largest share below standard, ranked, and a native bar chart of the same rows."""
    pertama = [satu for satu in data.opd if satu.persen][:OPD]
    if not pertama:
        return baris
    pena.gabung(baris, 1, 13, "Perangkat daerah yang perlu didahulukan", gaya.BAGIAN)
    pena.gabung(baris, *GRAFIK_OPD, "Bagian pegawai di bawah standar", gaya.BAGIAN)
    blok.sela(pena, baris, 18)
    kepala = baris + 1
    for awal, akhir, teks in TABEL_OPD:
        pena.gabung(kepala, awal, akhir, teks, gaya.KEPALA if awal == 1 else gaya.KEPALA_ANGKA)
    blok.sela(pena, kepala, 16)
    for ke, opd in enumerate(pertama, kepala + 1):
        _baris_opd(pena, opd, ke)
    akhir = kepala + len(pertama)
    kiri, kanan = GRAFIK_OPD
    batang_di(pena.lembar, kepala, akhir, kolom_nama=1, kolom_angka=12, kiri=kiri - 1, kanan=kanan)
    sisa = sum(1 for satu in data.opd if satu.persen) - len(pertama)
    if sisa > 0:
        akhir += 1
        pena.gabung(akhir, 1, AKHIR, f"Dan {sisa} perangkat daerah lain: lihat lembar Perangkat Daerah.", gaya.CATATAN)
    return akhir + 1


def _baris_opd(pena: Pena, satu: BarisOpd, baris: int) -> None:
    isi: tuple[tuple[object, Rupa], ...] = (
        (satu.nama, gaya.ISI), (satu.pegawai, gaya.ISI_ANGKA),
        (satu.di_bawah, replace(gaya.ISI_ANGKA, tebal=True, warna=gaya.AKSEN)), (pecahan(satu.persen), _BULAT),
        (pecahan(satu.jpm), gaya.ISI_PERSEN),
    )  # fmt: skip
    for (awal, akhir, _), (nilai, rupa) in zip(TABEL_OPD, isi, strict=True):
        pena.gabung(baris, awal, akhir, nilai, rupa)
    pena.tinggi(baris, (satu.nama, blok.lebar(*TABEL_OPD[0][:2]), SEDANG), paling_kecil=16)
