#!/usr/bin/env python3
"""Looks at what the released program was compiled and linked with:
hardened.py PROGRAM SOURCE BUILD. A flag that is only asked for helps nobody."""
import os
import re
import subprocess
import sys

faults = []


def must(holds, what):
    print(("ok      " if holds else "MISSING ") + what)
    if not holds:
        faults.append(what)


def told(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE,
                          text=True, env=dict(os.environ, LC_ALL="C")).stdout


def linked(program):
    header = told("readelf", "-hW", program)
    segments = told("readelf", "-lW", program)
    dynamic = told("readelf", "-dW", program)
    must(re.search(r"Type:\s+DYN", header), "position independent (DYN)")
    must(re.search(r"FLAGS_1.*\bPIE\b", dynamic), "position independent (PIE)")
    must("INTERP" not in segments and "NEEDED" not in dynamic, "static")
    must("GNU_RELRO" in segments, "addresses are read-only (RELRO)")
    must(re.search(r"FLAGS_1.*\bNOW\b", dynamic), "all of them (BIND_NOW)")
    stack = re.search(r"GNU_STACK\s.*", segments)
    must(stack and " RWE " not in stack.group() and " R E " not in
         stack.group(), "the stack is not executable")
    both = [line for line in segments.splitlines() if "RWE" in line]
    must(not both, "nothing is writable and executable")
    must("TEXTREL" not in dynamic, "code needs no relocation (TEXTREL)")


def compiled(build):
    """in our own objects: the libraries of the system have theirs"""
    names = ("lib/libasmgw_lib.a", "cli/libasmgw_cli.a", "libasmgw_fmt.a")
    names = [name for name in names
             if os.path.exists(os.path.join(build, name))]
    wanted = told("nm", "-u", *[os.path.join(build, name) for name in names])
    objects = wanted.count(".o:")
    stack = wanted.count("U __stack_chk_fail")
    must(stack > objects / 2, "stack protector (%d of %d objects)"
         % (stack, objects))
    must(re.search(r"U __(?!stack)\w+_chk\b", wanted),
         "checked calls (_FORTIFY_SOURCE)")
    must("__glibcxx_assert_fail" in wanted, "checked containers")


def same_everywhere(program, *folders):
    """what would differ where the source lies elsewhere"""
    with open(program, "rb") as file:
        code = file.read()
    for folder in folders:
        must(os.path.realpath(folder).encode() not in code,
             "does not name its source or build folder")


def main():
    program, source, build = sys.argv[1:]
    linked(program)
    compiled(build)
    same_everywhere(program, source, build)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
