"""Every JSON that a golden case prints is what its schema says, and so are the
manifests and test files that are good.

usage: validate_json.py ROOT
"""

import collections
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
    return found


def documents(root):
    """Of good files, with the path; YAML only if python3-yaml is there."""
    for path in sorted(root.glob("testdata/test/*/*.json")):
        yield path, json.loads(path.read_text(encoding="utf-8"))
    try:
        import yaml
    except ImportError:
        return
    for pattern in ("demo/good/*.yaml", "demo/*.test.yaml", "test/*/*.test.yaml"):
        for path in sorted((root / "testdata").glob(pattern)):
            for document in yaml.safe_load_all(path.read_text(encoding="utf-8")):
                yield path, document


def read(root):
    """What asmgw reads: the name of its schema, path and document."""
    for path, document in documents(root):
        if "requests" in document:
            yield "test-file", path, document
        elif document.get("kind") == "Gateway":
            yield "gateway", path, document


def main(root):
    every = validators(root / "schemas")
    checked = collections.Counter()
    failed = 0

    def check(schema, path, document):
        checked[schema] += 1
        bad = 0
        for error in every[schema].iter_errors(document):
            bad += 1
            where = "/".join(str(step) for step in error.absolute_path)
            print(f"{path}: /{where}: {error.message}")
        return bad

    for cmd in sorted(root.glob("testdata/*/*/cmd")):
        words = cmd.read_text(encoding="utf-8").split()
        command = next((word for word in words if word in every), None)
        if command is None or "schema" in words:
            continue
        for path in printed(cmd.parent):
            document = json.loads(path.read_text(encoding="utf-8"))
            failed += check(command, path, document)
    for schema, path, document in read(root):
        failed += check(schema, path, document)
    unused = [name for name in every if checked[name] == 0]
    for name in unused:
        print(f"schemas/{name}.schema.json: no document is checked against it")
    print(f"{sum(checked.values())} documents, {failed} errors: {dict(checked)}")
    return 0 if not unused and failed == 0 else 1


if __name__ == "__main__":
    sys.exit(main(pathlib.Path(sys.argv[1])))
