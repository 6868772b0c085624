"""`python -m asn_kompetensi`, `asn` and `asn-kompetensi` are this one function."""

import sys


def main() -> None:
    """Run the program and end the process with its exit code."""
    # Answered before typer is imported: scripts ask for the version often.
    if sys.argv[1:] in (["--version"], ["-V"]):
        from asn_kompetensi import __version__

        print(f"asn {__version__}")
        return
    from asn_kompetensi.cli.main import jalankan

    sys.exit(jalankan(sys.argv[1:]))


if __name__ == "__main__":
    main()
