#!/usr/bin/env python3
"""How time and memory of asmgw grow with its input.

Every shape is n times one thing: Gateways, hosts, servers, VirtualServices,
workloads, lines. Each command runs over it at growing n, in processor time and
memory of its own process. The last number of a row is the exponent between the
two largest: 1.0 doubles the time with the input, 2.0 takes four times as long.
A row above the limit is marked, and makes the status 1 unless REASONS says why
it has to be.
"""
import argparse
import fnmatch
import math
import os
import re
import resource
import subprocess
import sys
import tempfile

COMMANDS = ("lint", "render", "diff", "without", "resolve", "test", "write")
SIZES = (100, 1000, 10000, 50000)
LIMIT = 1.2
SHORT = 0.05  # seconds: below, an exponent says nothing

# (shape, command): why the exponent may be above the limit
REASONS = {}


def gateway(name, servers, selector="istio: ingressgateway"):
    return ("---\napiVersion: networking.istio.io/v1\nkind: Gateway\n"
            "metadata: {name: %s, namespace: shop}\nspec:\n  selector: {%s}\n"
            "  servers:\n%s" % (name, selector, "".join(servers)))


def server(hosts, number=443, name="https", protocol="HTTPS",
           tls="{mode: SIMPLE, credentialName: c}", bind=None):
    return ("  - port: {number: %d, name: %s, protocol: %s}\n%s    hosts: [%s]\n"
            "%s" % (number, name, protocol,
                    "    bind: %s\n" % bind if bind else "", hosts,
                    "    tls: %s\n" % tls if tls else ""))


def http(hosts, number=80, name="http", **more):
    return server(hosts, number, name, "HTTP", more.pop("tls", None), **more)


def virtual_service(name, hosts, gateways, match="", kind="http"):
    return ("---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
            "metadata: {name: %s, namespace: shop}\nspec:\n  hosts: [%s]\n"
            "  gateways: [%s]\n  %s:\n  - %sroute: [{destination: {host: a, "
            "port: {number: 80}}}]\n" % (name, hosts, gateways, kind, match))


def pod(name, labels):
    return ("---\napiVersion: v1\nkind: Pod\nmetadata: {name: %s, namespace: "
            "istio-system, labels: {%s}}\nspec: {}\n" % (name, labels))


def service(name, selector, port):
    return ("---\napiVersion: v1\nkind: Service\nmetadata: {name: %s, "
            "namespace: istio-system}\nspec: {selector: {%s}, ports: [{name: "
            "http, port: %d, targetPort: %d}]}\n"
            % (name, selector, port, port + 8000))


def host(i):
    return "h%d.example.com" % i


def each(n, make):
    return [make(i) for i in range(n)]


def joined(n, make):
    return "".join(each(n, make))


def hosts(n, text="h%d.example.com"):
    return ", ".join(each(n, lambda i: text % i))


def address(i):
    return "10.%d.%d.%d" % (i >> 16, i >> 8 & 255, i & 255)


SHAPES = {
    "gateways": lambda n: joined(n, lambda i: gateway(
        "g%d" % i, [server(host(i))])),
    "gateways_http": lambda n: joined(n, lambda i: gateway(
        "g%d" % i, [http(host(i))])),
    "gateways_same_host": lambda n: joined(n, lambda i: gateway(
        "g%d" % i, [server("h1.example.com")])),
    "gateways_selectors": lambda n: joined(n, lambda i: gateway(
        "g%d" % i, [server(host(i))], "app: a%d" % i)),
    "hosts_tls": lambda n: gateway("g", [server(hosts(n))]),
    "hosts_http": lambda n: gateway("g", [http(hosts(n))]),
    "hosts_wild": lambda n: gateway(
        "g", [server(hosts(n, "'*.h%d.example.com'"))]),
    "servers_one_port": lambda n: gateway("g", each(
        n, lambda i: server(host(i), name="p%d" % i))),
    "servers_ports": lambda n: gateway("g", each(
        n, lambda i: server(host(i), number=1024 + i, name="p%d" % i))),
    "servers_wild_under": lambda n: gateway("g", each(
        n, lambda i: server(("'*.d%d.example.com'" if i % 2 else
                             "a.d%d.example.com") % (i // 2),
                            name="p%d" % i))),
    "servers_redirect": lambda n: gateway("g", each(
        n, lambda i: http(host(i), name="h%d" % i,
                          tls="{httpsRedirect: true}")
        + server(host(i), name="p%d" % i))),
    "servers_bind": lambda n: gateway("g", each(
        n, lambda i: http(host(i), name="p%d" % i, bind=address(i)))),
    "vs_same_host": lambda n: gateway("g", [http("h1.example.com")]) + joined(
        n, lambda i: virtual_service(
            "v%d" % i, "h1.example.com", "g",
            "match: [{uri: {prefix: /p%d}}]\n    " % i)),
    "vs_hosts_gw": lambda n: gateway("g", [http(hosts(n))]) + joined(
        n, lambda i: virtual_service("v%d" % i, host(i), "g")),
    "vs_hosts_tls": lambda n: gateway("g", [server(
        hosts(n), protocol="TLS", tls="{mode: PASSTHROUGH}")]) + joined(
            n, lambda i: virtual_service(
                "v%d" % i, host(i), "g",
                "match: [{sniHosts: [%s]}]\n    " % host(i), "tls")),
    "vs_gws": lambda n: joined(n, lambda i: gateway(
        "g%d" % i, [http(host(i))]) + virtual_service(
            "v%d" % i, host(i), "g%d" % i)),
    "vs_all_gws": lambda n: joined(n, lambda i: gateway(
        "g%d" % i, [http(host(i))])) + virtual_service(
            "v", "'*.example.com'", hosts(n, "g%d")),
    "vs_hosts": lambda n: gateway(
        "g", [http("'*.example.com'")]) + virtual_service("v", hosts(n), "g"),
    "vs_regexes": lambda n: gateway("g", [http(hosts(n))]) + joined(
        n, lambda i: virtual_service(
            "v%d" % i, host(i), "g",
            "match: [{uri: {regex: '/[a-z]*%d'}}]\n    " % i)),
    "vs_large_regexes": lambda n: gateway("g", [http(hosts(n))]) + joined(
        n, lambda i: virtual_service(
            "v%d" % i, host(i), "g",
            "match: [{uri: {regex: '/%d\\pL{100}'}}]\n    " % i)),
    "workloads_labels": lambda n: gateway("g", [http("h1.example.com")])
    + joined(n, lambda i: pod("w%d" % i,
                              "istio: ingressgateway, app: a%d" % i)),
    "workloads_gateways": lambda n: joined(n, lambda i: gateway(
        "g%d" % i, [http(host(i))], "app: a%d" % i) + pod(
            "w%d" % i, "istio: ingressgateway, app: a%d" % i)),
    "workloads_services": lambda n: joined(n, lambda i: gateway(
        "g%d" % i, [http(host(i), number=8080)], "app: a%d" % i) + pod(
            "w%d" % i, "app: a%d" % i) + service(
                "s%d" % i, "app: a%d" % i, 80)),
    "aliases": lambda n: gateway("g", ["  - &a " + http("h1.example.com")
                                       .lstrip("- ")]) + joined(
        min(n, 9000), lambda i: "  - *a\n"),
    "tags": lambda n: gateway("g", [server(hosts(1))]).replace(
        "name: g,", "labels: {x: !%s 1}, name: g," % ("a" * n * 10)),
    "directives": lambda n: "%A\n---\n" * n + gateway("g", [server(hosts(1))]),
}


# What only lint reads.
REFUSED = {"directives"}


def test_file(path, n):
    """asks for as many hosts as there may be"""
    return "in: [%s]\nrequests:\n" % path + joined(
        n, lambda i: "  - https://%s/: shop/a:80\n  - http://%s/p%d: shop/a:80"
        "\n" % (host(i), host(i), i))


def changed(text):
    """the other side of a diff: every tenth host, selector and redirect is
    another one"""
    text = re.sub(r"(h\d*5\.example\.com\]\n    tls: \{httpsRedirect: )true",
                  r"\1false", text)
    text = re.sub(r"(prefix: /p\d*0)\}", r"\1x}", text)
    text = re.sub(r"(selector: \{app: )(a\d*7\})", r"\1b\2", text)
    return text.replace("0.example.com", "0.example.org")


def write_inputs(folder, shape, n):
    text = SHAPES[shape](n)
    for name, content in (("old.yaml", text), ("new.yaml", changed(text)),
                          ("a.test.yaml", test_file("old.yaml", n))):
        with open(os.path.join(folder, name), "w") as file:
            file.write(content)


# Above what the largest shape holds.
UNLIMITED = ["--max-nodes", "9000000"]


def arguments(command, shape):
    if command in ("lint", "render"):
        return [command, "old.yaml"]
    if command == "diff":
        return ["diff", "old.yaml", "new.yaml"]
    if command == "without":
        name = "g" if "name: g," in SHAPES[shape](2) else "g1"
        return ["diff", "old.yaml", "--without", "shop/" + name]
    if command == "resolve":
        return ["resolve", "--in", "old.yaml"] + [
            scheme + "://" + host(i) for i in (0, 1, 77)
            for scheme in ("http", "https")]
    if command == "test":
        return ["test", "a.test.yaml"]
    return ["test", "--write", "-", "--in", "old.yaml"]


def run(program, words, folder, seconds):
    """(processor seconds, megabytes, did as it was asked)"""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    child = subprocess.Popen([program] + words, cwd=folder, preexec_fn=limit,
                             stdin=subprocess.DEVNULL,
                             stdout=subprocess.DEVNULL,
                             stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = code = os.waitstatus_to_exitcode(status)
    return (usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1000,
            code in (0, 1))


def exponent(row):
    """between the two largest n, nothing if they are too quick to tell"""
    if len(row) < 2 or row[-1][1] < SHORT:
        return None
    (n, t, _, _), (m, u, _, _) = row[-2:]
    return math.log(u / max(t, 0.002)) / math.log(m / n)


def measure(program, shape, commands, sizes, seconds):
    """rows: (command, [(n, seconds, megabytes, good)])"""
    rows = {command: [] for command in commands}
    for n in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_inputs(folder, shape, n)
            for command, row in rows.items():
                # What took long is not asked for more.
                if row and (not row[-1][3] or row[-1][1] > seconds / 4):
                    continue
                took, used, good = run(
                    program, arguments(command, shape) + UNLIMITED, folder,
                    seconds)
                good = good or (shape in REFUSED and took < seconds)
                row.append((n, took, used, good))
    return rows.items()


def shown(shape, command, row, steep):
    cells = " ".join("%d:%.2fs/%.0fMB%s" % (n, t, mb, "" if good else "FAILED")
                     for n, t, mb, good in row)
    power = exponent(row)
    mark = ""
    if steep:
        mark = "  <-- " + REASONS.get((shape, command), "too steep")
    return "%-20s %-8s %s  exp %s%s" % (
        shape, command, cells, "-" if power is None else "%.2f" % power, mark)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("shapes", nargs="*", metavar="SHAPE",
                        help="a shape or a pattern like 'vs_*'; default: all")
    parser.add_argument("--command", action="append", choices=COMMANDS)
    parser.add_argument("--most", type=int, default=SIZES[-1],
                        help="the largest n")
    parser.add_argument("--seconds", type=int, default=60,
                        help="of processor time for one run")
    args = parser.parse_args()
    program = os.path.abspath(args.program)
    sizes = [n for n in SIZES if n <= args.most]
    bad = 0
    for shape in SHAPES:
        if args.shapes and not any(fnmatch.fnmatch(shape, one)
                                   for one in args.shapes):
            continue
        for command, row in measure(program, shape, args.command or COMMANDS,
                                    sizes, args.seconds):
            power = exponent(row)
            steep = not row[-1][3] or (power is not None and power > LIMIT)
            bad += steep and (shape, command) not in REASONS
            print(shown(shape, command, row, steep), flush=True)
    print("%d rows are steeper than %.1f" % (bad, LIMIT))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
