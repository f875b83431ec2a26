"""The command `protokoll`."""

from protokoll_tui.start_up import prepare


def main() -> None:
    """Run the command line."""
    prepare()
    from protokoll_tui.cli import main as cli

    cli()


if __name__ == "__main__":
    main()
