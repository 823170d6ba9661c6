// A bind that is neither an IP address nor a socket.
#include "base/text.h"
#include "lint/facts.h"
#include "lint/report.h"
#include "model/names.h"
#include "rules/server.h"
#include "rules/server/socket.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

constexpr std::string_view scheme = "unix://";

/// The address inside `[::1]`, `1.2.3.4:80`, `1.2.3.4/24`, ` 1.2.3.4`.
std::string_view inner_address(std::string_view bind) {
  bind = trim(bind);
  if (bind.starts_with('[')) return bind.substr(1, bind.find(']') - 1);
  if (const std::size_t slash = bind.find('/'); slash != std::string_view::npos)
    return bind.substr(0, slash);
  if (is_ip_address(bind)) return bind;
  return bind.substr(0, bind.find(':'));
}

void advise_address(Finding& found, std::string_view bind) {
  const std::string_view inner = inner_address(bind);
  if (!meant_path(bind).empty())
    found.fix("write \"unix://{}\" for a socket", visible(meant_path(bind)));
  else if (is_ip_address(inner))
    found.fix("write {} alone; the port belongs into port.number",
              in_quotes(inner));
  else if (bind == "*")
    found.fix("remove bind: without it the server listens on every address");
  else
    found.fix("write an IP address of the gateway pod, or remove bind");
}

void check_address(const Server& server, Report& report) {
  const std::string_view bind = *server.bind;
  Finding found =
      report.at(server.bind, "bind {} is not an IP address", in_quotes(bind));
  const bool no_port =
      given(server.port) && given(server.port->number) &&
      (*server.port->number == 0 || *server.port->number > 65535);
  if (no_port && !meant_path(bind).empty())
    found.covers({"B4", "P3"});
  else
    found.covers({"B4"});
  found.consequence("Istio refuses the whole Gateway");
  advise_address(found, bind);
}

struct Fault {
  std::string_view key;
  std::string message;
  std::string_view fix;
};

/// What is wrong with `unix://` + `path`, if anything.
std::optional<Fault> socket_fault(std::string_view path, std::uint32_t number) {
  if (path.empty())
    return Fault{"B1", "bind \"unix://\" names no socket",
                 "write an absolute path behind it, such as "
                 "\"unix:///var/run/gateway.sock\", or \"unix://@name\""};
  if (path.front() != '@' && path.front() != '/')
    return Fault{
        "B2", "the socket path " + in_quotes(path) + " in bind is not absolute",
        "write a path that begins with /: \"unix:///var/run/gateway.sock\""};
  if (path.front() == '/' && path.back() == '/')
    return Fault{"B2", "the socket path " + in_quotes(path) + " is a directory",
                 "write the path of the socket itself"};
  if (number != 0)
    return Fault{
        "B3", "bind is a socket, which has no port " + std::to_string(number),
        "write port.number 0, or bind to an IP address"};
  return std::nullopt;
}

void check_socket(const Server& server, Report& report) {
  const std::uint32_t number =
      given(server.port) ? server.port->number.value : 0;
  const auto fault = socket_fault(
      std::string_view(*server.bind).substr(scheme.size()), number);
  if (!fault) return;
  std::vector<std::string_view> keys{fault->key};
  if (number != 0 && fault->key != "B3") keys.emplace_back("B3");
  if (number > 65535) keys.emplace_back("P3");
  Finding found = report.at(server.bind, "{}", fault->message);
  found.covers(std::move(keys))
      .consequence("Istio refuses the whole Gateway")
      .fix("{}", fault->fix);
  if (number != 0) found.note(server.port->number, "must be 0 with a socket");
}

void check(const Facts& facts, Report& report) {
  for (const ServerFacts& server : facts.servers) {
    if (!filled(server->bind)) continue;
    if (server->bind->starts_with(scheme))
      check_socket(*server, report);
    else if (!is_ip_address(*server->bind))
      check_address(*server, report);
  }
}

}  // namespace

constinit const Rule rules::bad_bind = {
    .id = "GW120",
    .name = "bad-bind",
    .severity = Severity::error,
    .layer = Layer::istio,
    .scope = Scope::gateway,
    .since = {},
    .until = {},
    .summary = "bind that is no IP address and no unix:// socket",
    .rationale = R"(bind takes one IP address (IPv4 without leading zeros, IPv6
without brackets, no port, no prefix length, no name) or, with port number 0, a
socket: unix:///absolute/path or unix://@abstract. The scheme is lower case.
Istio refuses a Gateway with anything else.)",
    .bad = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 8080, name: http, protocol: HTTP}
  bind: 10.0.0.7:8080  # <--
  hosts: [shop.example.com]
- port: {number: 8081, name: http-socket, protocol: HTTP}
  bind: unix:///var/run/gateway.sock  # <--
  hosts: [shop.example.com])",
    .good = R"(
selector: {istio: ingressgateway}
servers:
- port: {number: 8080, name: http, protocol: HTTP}
  bind: 10.0.0.7
  hosts: [shop.example.com]
- port: {number: 0, name: http-socket, protocol: HTTP}
  bind: unix:///var/run/gateway.sock
  hosts: [shop.example.com])",
    .source = "istio pkg/config/validation, validateServerBind",
    .keys = {"B1", "B2", "B3", "B4", "P3"},
    .aliases = {},
    .check = check,
};

}  // namespace asmgw
