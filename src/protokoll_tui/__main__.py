"""The command `protokoll`."""


def main() -> None:
    """Run the command line."""
    from protokoll_tui.cli import main as cli

    cli()


if __name__ == "__main__":
    main()
