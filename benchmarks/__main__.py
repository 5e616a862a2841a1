"""Runs the benchmarks that are named, or all of them, and prints one table a subject."""

import sys

from benchmarks import budget, edit, pdf, start, stickprov, ten_plans

SUBJECTS = {
    "start": start.measure,
    "edit": edit.measure,
    "pdf": pdf.measure,
    "ten_plans": ten_plans.measure,
    "budget": budget.measure,
    "stickprov": stickprov.measure,
}


def main(names: list[str]) -> int:
    """Run the named subjects; 2 for a name that is none of them."""
    unknown = [name for name in names if name not in SUBJECTS]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are {', '.join(SUBJECTS)}", file=sys.stderr)
        return 2
    for name in names or list(SUBJECTS):
        for result in SUBJECTS[name]():
            print(result, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
