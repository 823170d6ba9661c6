#!/usr/bin/env python3
"""Validates every JSON that asmgw prints against the schemas it ships.

Run in the source directory with the program as argument: the JSON of golden
cases, what `lint -o json` says of testdata, and the schemas themselves.
"""
import glob
import json
import os
import subprocess
import sys

import jsonschema


def fails(validator, document, name):
    """prints what does not fit; true if anything did not"""
    errors = list(validator.iter_errors(document))
    for error in errors[:5]:
        print("%s: %s: %s" % (name, error.json_path, error.message))
    return bool(errors)


def validator_of(schema):
    kind = jsonschema.validators.validator_for(schema)
    kind.check_schema(schema)
    return kind(schema)


def read(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def asmgw(program, *args):
    """what the program prints as JSON; a linter may well end with status 1"""
    run = subprocess.run([program, *args], stdout=subprocess.PIPE,
                         stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         check=False)
    if run.returncode > 1:
        sys.exit("asmgw %s: status %d" % (" ".join(args), run.returncode))
    return json.loads(run.stdout)


def golden_cases():
    """(folder, JSON) of each golden case of lint that prints JSON"""
    for command in sorted(glob.glob("testdata/lint/*/cmd")):
        folder = os.path.dirname(command)
        with open(command, encoding="utf-8") as file:
            words = file.read().split()
        if words[:1] == ["lint"] and "json" in words:
            yield folder, read(os.path.join(folder, "stdout"))


def documents(program):
    yield from golden_cases()
    for folder in ("testdata/demo/good", "testdata/demo/broken",
                   "testdata/fuzz"):
        yield folder, asmgw(program, "lint", "-o", "json", "--min-level",
                            "info", folder)


def main():
    program = sys.argv[1]
    for path in sorted(glob.glob("schemas/*.json")):
        validator_of(read(path))
    validator_of(asmgw(program, "schema", "gateway"))
    lint = validator_of(asmgw(program, "schema", "lint"))
    count = bad = 0
    for name, document in documents(program):
        count += 1
        bad += fails(lint, document, name)
    print("%d JSON documents checked, %d do not fit" % (count, bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
