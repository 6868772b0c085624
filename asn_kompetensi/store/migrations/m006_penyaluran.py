"""Schema 6: what leaves the office: the processing log (UU 27/2022) and the ledger of letters. Frozen once released."""


def _tetap(tabel: str, saat: str, syarat: str) -> str:
    aksi = {"INSERT": "tambah", "UPDATE": "ubah", "DELETE": "hapus"}[saat]
    return (
        f"CREATE TRIGGER jaga_{tabel}_{aksi} BEFORE {saat} ON {tabel} WHEN {syarat} "
        f"BEGIN SELECT RAISE(ABORT, '{tabel} tidak pernah diubah'); END"
    )


PERNYATAAN: tuple[str, ...] = (
    # One row for each file or letter with people in it: who made it, when, what for, of how many and whom (a JSON array
    # of numbers: a name erased later is erased here too, and taking back a registration is not barred by a file).
    # `sesudah` is the newest run when it was made: a number registered by a later run is somebody else.
    # `sidik` is the SHA-256 of the file; `penerima` the address of a letter.
    """CREATE TABLE penyaluran (
        id INTEGER PRIMARY KEY,
        waktu TEXT NOT NULL CHECK (length(waktu) = 20),
        petugas TEXT NOT NULL CHECK (length(petugas) BETWEEN 1 AND 200),
        perintah TEXT NOT NULL CHECK (length(perintah) BETWEEN 1 AND 100),
        tujuan TEXT NOT NULL CHECK (length(tujuan) BETWEEN 1 AND 200),
        opd_id INTEGER REFERENCES opd (id),
        periode_id INTEGER REFERENCES periode (id),
        orang INTEGER NOT NULL CHECK (orang >= 0),
        pegawai TEXT NOT NULL CHECK (pegawai GLOB '[[]*]'),
        berkas TEXT CHECK (length(berkas) BETWEEN 1 AND 255),
        sidik TEXT CHECK (length(sidik) = 64),
        penerima TEXT CHECK (length(penerima) BETWEEN 3 AND 254),
        sesudah INTEGER NOT NULL CHECK (sesudah >= 0)
    ) STRICT""",
    _tetap("penyaluran", "INSERT", "EXISTS (SELECT 1 FROM penyaluran WHERE id = NEW.id)"),
    _tetap("penyaluran", "UPDATE", "TRUE"),
    _tetap("penyaluran", "DELETE", "TRUE"),
    # A letter to an agency: made (siap), being handed over (mengirim), handed over (terkirim), refused by the server
    # (ditolak), interrupted between handing over and noting it (mungkin_terkirim), or replaced by a newer one (batal).
    # `sidik` is the workbook as it lies in the folder, `sidik_isi` the same before it was encrypted, `sidik_surat` the
    # whole letter, `pesan` its Message-ID. `pengambil` is the process that is handing it over: where that has gone,
    # nobody knows whether the letter arrived.
    """CREATE TABLE kiriman (
        id INTEGER PRIMARY KEY,
        periode_id INTEGER NOT NULL REFERENCES periode (id),
        opd_id INTEGER NOT NULL REFERENCES opd (id),
        alamat TEXT NOT NULL CHECK (length(alamat) BETWEEN 3 AND 254),
        berkas TEXT NOT NULL CHECK (length(berkas) BETWEEN 1 AND 255),
        sidik TEXT NOT NULL CHECK (length(sidik) = 64),
        sidik_isi TEXT NOT NULL CHECK (length(sidik_isi) = 64),
        sidik_surat TEXT NOT NULL CHECK (length(sidik_surat) = 64),
        pesan TEXT NOT NULL CHECK (length(pesan) BETWEEN 3 AND 254),
        bersandi INTEGER NOT NULL CHECK (bersandi IN (0, 1)),
        orang INTEGER NOT NULL CHECK (orang >= 0),
        status TEXT NOT NULL
            CHECK (status IN ('siap', 'mengirim', 'terkirim', 'ditolak', 'mungkin_terkirim', 'batal')),
        disiapkan TEXT NOT NULL CHECK (length(disiapkan) = 20),
        pengambil TEXT CHECK (length(pengambil) BETWEEN 3 AND 200),
        dikirim TEXT CHECK (length(dikirim) = 20),
        balasan TEXT CHECK (length(balasan) BETWEEN 1 AND 500),
        batas TEXT CHECK (batas IS date(batas, '+0 days')),
        dijawab TEXT CHECK (dijawab IS date(dijawab, '+0 days')),
        CHECK ((status IN ('siap', 'batal')) <= (dikirim IS NULL)),
        CHECK ((status = 'mengirim') = (pengambil IS NOT NULL))
    ) STRICT""",
    # One letter at a time is on its way to an agency.
    "CREATE UNIQUE INDEX kiriman_berjalan ON kiriman (periode_id, opd_id) WHERE status IN ('siap', 'mengirim')",
)
