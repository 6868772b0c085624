"""`python -m asn_kompetensi`, `asn` and `asn-kompetensi` are this one function."""

import gc
import os
import sys


def _pastikan_utf8() -> None:
    """Under `LC_ALL=C` Python takes arguments and file names for ASCII; start once more in UTF-8 mode."""
    if os.name == "posix" and sys.executable and not sys.flags.utf8_mode and sys.getfilesystemencoding() != "utf-8":
        os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def main() -> None:
    """Run the program and end the process with its exit code."""
    _pastikan_utf8()
    # Answered before typer is imported: scripts ask for the version often.
    if sys.argv[1:] in (["--version"], ["-V"]):
        from asn_kompetensi import __version__

        print(f"asn {__version__}")
        return
    from asn_kompetensi.cli import sinyal

    sinyal.sejak_awal()
    sinyal.jangan_hilang()
    # One command, then the process ends: walking a million rows again and again for rubbish cost a fifth of an import.
    gc.set_threshold(200_000, 20, 100)
    from asn_kompetensi.cli.main import jalankan

    kode = jalankan(sys.argv[1:])
    sinyal.abaikan()  # while Python ends it would die of a signal, though its work and its exit code are settled
    sys.exit(kode)


if __name__ == "__main__":
    main()
