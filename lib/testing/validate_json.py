"""Every JSON that a golden case prints is what its schema says.

usage: validate_json.py ROOT
"""

import json
import pathlib
import sys

import jsonschema


def printed(case):
    """The JSON texts of a case: stdout where -o json has no file, written/."""
    words = (case / "cmd").read_text(encoding="utf-8").split()
    if "json" in words or "--output=json" in words or "-ojson" in words:
        yield case / "stdout"
    yield from case.glob("written/*.json")


def main(root):
    schemas = root / "schemas"
    load = lambda name: json.loads((schemas / name).read_text(encoding="utf-8"))
    lint = jsonschema.Draft7Validator(load("lint.schema.json"))
    for schema in sorted(schemas.glob("*.json")):
        jsonschema.Draft7Validator.check_schema(load(schema.name))
    checked = failed = 0
    for cmd in sorted(root.glob("testdata/*/*/cmd")):
        words = cmd.read_text(encoding="utf-8").split()
        if "lint" not in words:
            continue
        for path in printed(cmd.parent):
            checked += 1
            document = json.loads(path.read_text(encoding="utf-8"))
            for error in lint.iter_errors(document):
                failed += 1
                where = "/".join(str(step) for step in error.absolute_path)
                print(f"{path}: /{where}: {error.message}")
    print(f"{checked} documents, {failed} errors")
    return 0 if checked > 0 and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
