"""The one sentence under the title, made from the figures; it must also be true when nobody, or everybody, is below."""

from __future__ import annotations

from asn_kompetensi.domain.buku import BarisKompetensi, BarisOrang, DataBukuOpd

TERBANYAK = 5


def semua_orang(data: DataBukuOpd) -> list[BarisOrang]:
    """Everyone of the workbook once: those with required competencies, then those whose job has no standard."""
    ada = {o.nip for o in data.orang}
    return [*data.orang, *(o for o in data.tanpa_standar if o.nip not in ada)]


def sudah_dinilai(orang: BarisOrang) -> bool:
    """Whether at least one required competency has a valid score."""
    return any(c[1] is not None for c in orang.capaian.values())


def terbanyak(data: DataBukuOpd) -> list[BarisKompetensi]:
    """The competencies with most people below standard, at most five; ties keep the competencies' own order."""
    di_bawah = [k for k in data.kompetensi if k.di_bawah > 0]
    return sorted(di_bawah, key=lambda k: -k.di_bawah)[:TERBANYAK]


def kalimat_ringkas(data: DataBukuOpd) -> str:
    """What the agency head should know first."""
    orang = semua_orang(data)
    if not orang:
        return "Tidak ada pegawai pada periode ini."
    bersyarat = [o for o in orang if o.capaian]
    if not bersyarat:
        return "Jabatan para pegawai belum memiliki standar kompetensi, sehingga kesenjangan belum dapat dihitung."
    dinilai = sum(sudah_dinilai(o) for o in bersyarat)
    if not dinilai:
        return "Belum ada pegawai yang dinilai, sehingga kesenjangan belum dapat dihitung."
    di_bawah = sum(o.di_bawah > 0 for o in bersyarat)
    belum = len(bersyarat) - dinilai
    # Of people on a job without standard nothing is known either: only where there are none it is all of them.
    sebutan = "pegawai" if dinilai == len(orang) else "pegawai yang sudah dinilai"
    return _inti(data, di_bawah, dinilai, sebutan) + (f"; {belum} pegawai belum dinilai." if belum else ".")


def _inti(data: DataBukuOpd, di_bawah: int, dinilai: int, sebutan: str) -> str:
    if not di_bawah:
        if dinilai == 1:
            return f"Satu-satunya {sebutan} tidak memiliki kesenjangan kompetensi"
        return f"Tidak satu pun dari {dinilai} {sebutan} berada di bawah standar jabatannya"
    subjek = f"{di_bawah} dari {dinilai} {sebutan}"
    if di_bawah == dinilai:
        subjek = f"Satu-satunya {sebutan}" if dinilai == 1 else f"Seluruh {dinilai} {sebutan}"
    return f"{subjek} belum memenuhi standar jabatannya sedikitnya dalam satu kompetensi{_terbanyak(data)}"


def _terbanyak(data: DataBukuOpd) -> str:
    urut = terbanyak(data)
    if not urut:
        return ""
    if len(urut) > 1 and urut[0].di_bawah == urut[1].di_bawah:
        seri = [k.nama for k in urut if k.di_bawah == urut[0].di_bawah]
        return f", terbanyak dalam {seri[0]} dan {seri[1]}" if len(seri) == 2 else ""
    return f", terbanyak dalam {urut[0].nama}"
