#!/usr/bin/env python3
"""Installs a build into an empty folder and looks for the licence of every
library that the program is made from: installed.py SOURCE BUILD."""
import os
import re
import subprocess
import sys
import tempfile

# Needed to build or test, but no part of the program.
OTHERS = {"doctest-dev"}


def libraries(source):
    """the packages of libraries that ./dev installs"""
    with open(os.path.join(source, "dev")) as script:
        tools = re.search(r'^build_tools="(.*?)"', script.read(),
                          re.MULTILINE | re.DOTALL).group(1)
    return {word for word in tools.replace("\\", "").split()
            if word.endswith("-dev")} - OTHERS


def is_static(build):
    with open(os.path.join(build, "CMakeCache.txt")) as cache:
        return re.search(r"^ASMGW_STATIC:\w+=ON$", cache.read(), re.MULTILINE)


def main():
    source, build = sys.argv[1:]
    with tempfile.TemporaryDirectory() as prefix:
        subprocess.run(["cmake", "--install", build, "--prefix", prefix],
                       check=True, stdout=subprocess.DEVNULL)
        documents = os.path.join(prefix, "share", "doc", "asmgw")
        wanted = {os.path.join("licenses", one) for one in libraries(source)}
        wanted.add("LICENSE")
        faults = [one for one in wanted
                  if not os.path.isfile(os.path.join(documents, one))
                  or os.path.getsize(os.path.join(documents, one)) < 500]
        there = os.listdir(os.path.join(documents, "licenses"))
        if is_static(build):
            faults += [one for one in ("libc6-dev", "libstdc++-")
                       if not any(name.startswith(one) for name in there)]
        if not os.access(os.path.join(prefix, "bin", "asmgw"), os.X_OK):
            faults.append("bin/asmgw")
    for one in faults:
        print("not installed: " + one)
    print("%d licences are installed" % len(there))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
