"""Where in a TOML file each thing stands. No TOML library tells."""

import re
from collections.abc import Iterator, Mapping

Path = tuple[str | int, ...]

_TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}(?!")'  # strings over several lines
    r"|'''.*?'{3,5}(?!')"
    r'|"(?:\\.|[^"\\\n])*"'  # strings on one line
    r"|'[^'\n]*'"
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<newline>\n)"
    r"|[^\"'#\[\]{}\n]+",
    re.DOTALL,
)
_NAME = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|[\w-]+)\s*")


def line_numbers(toml: str) -> dict[Path, int]:
    """The line of every table, key and array element table of a valid TOML text, counted from 1.

    Paths are keys and positions from 0: ``("question", 2, "event", 0, "date")``. What stands inside an
    array or an inline table has no line of its own: ask for the nearest path above it.
    """
    lines: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    for line, statement in _statements(toml):
        if statement.startswith("["):
            is_element = statement.startswith("[[")
            table = _resolved(_names(statement.strip("[]")), counts, is_element=is_element)
            lines.setdefault(table, line)
        else:
            names = _names(statement)
            for length in range(1, len(names) + 1):
                lines.setdefault((*table, *names[:length]), line)
    return lines


def nearest_line(lines: Mapping[Path, int], path: Path) -> int:
    """The line of the path, or of the nearest thing around it; 1 for the file itself."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def _statements(toml: str) -> Iterator[tuple[int, str]]:
    """(line, text) of every header and every key with its value, however many lines it takes."""
    line, depth, begun, statement = 1, 0, 1, ""
    for token in _TOKEN.finditer(toml + "\n"):
        if token["newline"] and depth == 0:
            if statement.strip():
                yield begun, statement.strip()
            statement = ""
        elif not token["comment"]:
            if not statement.strip():
                begun = line
            statement += token[0]
            depth += bool(token["open"]) - bool(token["close"])
        line += token[0].count("\n")


def _names(statement: str) -> list[str]:
    """The parts of the dotted key at the beginning."""
    names: list[str] = []
    position = 0
    while found := _NAME.match(statement, position):
        names.append(found[1].strip("\"'"))
        position = found.end()
        if statement[position : position + 1] != ".":
            break
        position += 1
    return names


def _resolved(names: list[str], counts: dict[Path, int], *, is_element: bool) -> Path:
    """The path of a table header, with the positions of the array elements it is inside of."""
    path: Path = ()
    for name in names[:-1]:
        path = (*path, name)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, *names[-1:])
    if not is_element:
        return path
    counts[path] = counts.get(path, -1) + 1
    return (*path, counts[path])
