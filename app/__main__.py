"""The console script `onefold`, and `python -m app`."""

import gc
import sys
from importlib import import_module

if sys.argv[1:2] == ["serve"]:  # its workers are given the same arguments, and import this before anything else
    # structlog takes rich for tracebacks in colour: 4 MiB that a process which writes JSON lines has no use for.
    sys.modules["rich"] = None  # type: ignore[assignment]  # what Python takes for a module that is not there


def main() -> None:
    """Run the command line.

    Importing the app makes 190,000 objects that all stay. Collections would look through them again and again, for a
    sixth of the time a start takes, and find nothing: so there are none meanwhile, and later ones leave these out.
    """
    gc.disable()
    from app.cli import COMMANDS, cli  # noqa: PLC0415 - the import that is meant

    if (command := "".join(sys.argv[1:2])) in COMMANDS:
        import_module(COMMANDS[command])
    if command == "serve":
        sys.modules.pop("rich", None)  # the help is drawn with it
    if "structlog" in sys.modules:  # `migrate` does without it
        from app.core.observability.logging import log_to_stderr  # noqa: PLC0415

        log_to_stderr()
    gc.freeze()
    gc.enable()
    cli()


if __name__ == "__main__":
    main()
