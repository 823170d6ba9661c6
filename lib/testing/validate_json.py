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


def validators(schemas):
    """By command, each for the draft that its schema names."""
    found = {}
    for path in sorted(schemas.glob("*.json")):
        schema = json.loads(path.read_text(encoding="utf-8"))
        kind = jsonschema.validators.validator_for(schema)
        kind.check_schema(schema)
        found[path.name.removesuffix(".schema.json")] = kind(schema)
    for read in ("gateway", "test-file"):
        del found[read]
    return found


def main(root):
    by_command = validators(root / "schemas")
    checked = failed = 0
    for cmd in sorted(root.glob("testdata/*/*/cmd")):
        words = cmd.read_text(encoding="utf-8").split()
        command = next((word for word in words if word in by_command), None)
        if command is None or "schema" in words:
            continue
        for path in printed(cmd.parent):
            checked += 1
            document = json.loads(path.read_text(encoding="utf-8"))
            for error in by_command[command].iter_errors(document):
                failed += 1
                where = "/".join(str(step) for step in error.absolute_path)
                print(f"{path}: /{where}: {error.message}")
    print(f"{checked} documents, {failed} errors")
    return 0 if checked > 0 and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
