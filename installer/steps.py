"""Running other programs, and saying plainly when one of them fails."""

import os
import subprocess
from collections.abc import Mapping, Sequence


class StepFailed(Exception):
    """A step did not succeed; the message says which, and what the person can do."""


def say(text: str) -> None:
    """Tell the person what is going on, at once and in order with the output of other programs."""
    print(text, flush=True)


def run(command: Sequence[str], failure: str, environment: Mapping[str, str] | None = None) -> None:
    """Run a program with its output shown. Raises StepFailed with the sentence given."""
    if call(command, environment) != 0:
        raise StepFailed(failure)


def run_quietly(command: Sequence[str], failure: str, environment: Mapping[str, str] | None = None) -> None:
    """Like ``run``, but what the program says is shown only when it fails."""
    result = subprocess.run(
        command,
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if result.returncode != 0:
        say(result.stdout.decode(errors="replace"))
        raise StepFailed(failure)


def call(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a program with its output shown, some environment variables added; return its exit code."""
    try:
        return subprocess.run(command, env={**os.environ, **(environment or {})}, check=False).returncode
    except OSError as error:
        raise StepFailed(f"{command[0]} kunde inte startas: {error.strerror}.") from error


def succeeds(command: Sequence[str]) -> bool:
    """Whether a program exists and ends well; its output is not shown."""
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
