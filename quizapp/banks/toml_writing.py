"""Plain data as TOML that is pleasant to read: one value a line, long lists one item a line, small tables inline.

A bank of thousands of questions is written while its teacher waits, so this is plain text joined together: a
library that keeps a document's style for editing takes thirty times as long.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

# A list that would make a longer line than this is written one item a line.
LINE_LENGTH = 100


def toml(data: Mapping[str, Any]) -> str:
    """The data as a TOML document: its plain values, then its tables and lists of tables, each after an empty line.

    Tables deeper inside are written inline. Values are strings, numbers, truths, lists and mappings with string
    keys of letters, digits, hyphens and underscores.
    """
    return "\n".join(_lines(data, "")) + "\n"


def is_list_of_tables(value: Any) -> bool:
    return isinstance(value, list) and any(isinstance(item, Mapping) for item in value)


def _lines(fields: Mapping[str, Any], path: str) -> Iterator[str]:
    is_top = not path
    for name, value in fields.items():
        if not (is_list_of_tables(value) or (is_top and isinstance(value, Mapping))):
            yield _line(name, value)
    for name, value in fields.items():
        if is_list_of_tables(value):
            for table in value:
                yield from _table(f"{path}{name}", table, "[[{}]]", is_top=is_top)
        elif is_top and isinstance(value, Mapping):
            yield from _table(name, value, "[{}]", is_top=True)


def _table(path: str, fields: Mapping[str, Any], header: str, *, is_top: bool) -> Iterator[str]:
    if is_top:
        yield ""
    yield header.format(path)
    yield from _lines(fields, f"{path}.")


def _line(name: str, value: Any) -> str:
    line = f"{name} = {_value(value)}"
    if not isinstance(value, list) or len(line) <= LINE_LENGTH:
        return line
    return "\n".join([f"{name} = [", *(f"    {_value(item)}," for item in value), "]"])


def _value(value: Any) -> str:
    if isinstance(value, str):
        # What JSON escapes, TOML reads the same way; but TOML also wants the delete character escaped.
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return f"{{ {', '.join(f'{name} = {_value(inner)}' for name, inner in value.items())} }}"
    return str(value)
