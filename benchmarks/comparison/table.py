"""Prints tables in Markdown, aligned for a terminal, and numbers that miss their bars."""


class Misses:
    """Marks a number that misses its bar, and lists all such numbers at the end."""

    def __init__(self):
        self._measured = 0
        self._lines = []

    def at_least(self, value, bar, what, form="{:.2f}"):
        return self._mark(value, bar, bar is not None and value < bar, f"{what}: {form.format(value)}, the bar is at least {bar}", form)

    def at_most(self, value, bar, what, form="{:.2f}"):
        return self._mark(value, bar, bar is not None and value > bar, f"{what}: {form.format(value)}, the bar is at most {bar}", form)

    def _mark(self, value, bar, missed, line, form):
        self._measured += bar is not None
        if missed:
            self._lines.append(line)
        return form.format(value) + ("!" if missed else "")

    def print(self):
        if self._lines:
            print(f"\n{len(self._lines)} of {self._measured} bars missed (marked with !):\n")
            for line in self._lines:
                print(f"- {line}")
        elif self._measured:
            print(f"\nAll {self._measured} measured bars are met.")


def print_table(title, header, rows):
    """Prints a title and a table; the first column is aligned left, the others right."""
    cells = [header, *rows]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]

    def line(row):
        return "| " + " | ".join(cell.ljust(width) if i == 0 else cell.rjust(width) for i, (cell, width) in enumerate(zip(row, widths))) + " |"

    print(f"\n{title}\n")
    print(line(header))
    print("| " + " | ".join("-" * width if i == 0 else "-" * (width - 1) + ":" for i, width in enumerate(widths)) + " |")
    for row in rows:
        print(line(row))
