#!/usr/bin/env python3
"""Includes go down this list only. Usage: include_order.py ROOT"""
import pathlib
import re
import sys

ORDER = """
base
source
yaml
model
mesh
listen
resolve
lint
rules
diff
output
testing
cli
fuzz
bench
""".split()
RANK = {folder: rank for rank, folder in enumerate(ORDER)}
INCLUDE = re.compile(r'^#include "([a-z_]+)/', re.M)


def folder_of(path, root):
    parts = path.relative_to(root).parts
    return parts[0] if parts[0] == "cli" else parts[1]


def main(root):
    faults = []
    files = [path for folder in ("lib", "cli")
             for path in (root / folder).rglob("*")
             if path.suffix in (".h", ".cpp")]
    for path in files:
        here = folder_of(path, root)
        is_test = path.name.endswith("_test.cpp")
        for there in INCLUDE.findall(path.read_text()):
            if there not in RANK or here not in RANK:
                faults.append(f"{path}: folder {there} or {here} has no place in the order")
            elif RANK[there] > RANK[here] and not is_test:
                faults.append(f"{path.relative_to(root)} includes {there}/, "
                              f"which stands above {here}/")
    print("\n".join(sorted(faults)) or f"{len(files)} files: no include goes upward")
    return 1 if faults or not files else 0


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
