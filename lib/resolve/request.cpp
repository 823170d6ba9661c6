// URLs by the rules of RFC 3986, with what browsers and curl agree on beside.
#include "resolve/request.h"

#include "base/text.h"

#include <fmt/core.h>

#include <algorithm>
#include <arpa/inet.h>
#include <array>
#include <charconv>

namespace asmgw {
namespace {

constexpr std::size_t longest_name = 253, longest_label = 63;
constexpr std::uint32_t highest_port = 65535;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_alnum(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Blank or control: no client sends it as it stands.
bool is_blank(char c) {
  return static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80;
  });
}

/// Of RFC 9110.
bool is_token(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_alnum(c) || std::string_view("!#$%&'*+-.^_`|~").find(c) !=
                              std::string_view::npos;
  });
}

Error bad(std::string_view text, std::string_view why) {
  return {fmt::format("{} {}", in_quotes(text), why)};
}

/// What is wrong with one label of a name; "" if nothing.
std::string_view label_fault(std::string_view label) {
  if (label.empty()) return "has an empty label";
  if (label.size() > longest_label) return "has a label longer than 63";
  const bool good = std::all_of(label.begin(), label.end(), [](char c) {
    return is_alnum(c) || c == '-' || c == '_';
  });
  return good ? "" : "has a character that no host name has";
}

/// The last label is a number, so that clients read the whole as an address.
bool ends_in_number(std::string_view name) {
  const std::string_view last = name.substr(name.rfind('.') + 1);
  const bool hex = last.size() > 1 && last[0] == '0' && (last[1] | 32) == 'x';
  return hex ||
         (!last.empty() && std::all_of(last.begin(), last.end(), is_digit));
}

/// What is wrong with a host name, as the end of a sentence; "" if nothing. A
/// dot at its end is taken.
std::string_view name_fault(std::string_view name) {
  if (!is_ascii(name))
    return "is an international name: write it in punycode, as xn--...";
  if (name.find('*') != std::string_view::npos)
    return "has a wildcard: a request names one host, such as www.example.com";
  if (!name.empty() && name.back() == '.') name.remove_suffix(1);
  if (name.empty()) return "has no host";
  if (name.size() > longest_name) return "has a host longer than 253";
  for (std::string_view rest = name;;) {
    const std::size_t dot = rest.find('.');
    const std::string_view fault = label_fault(rest.substr(0, dot));
    if (!fault.empty()) return fault;
    if (dot == std::string_view::npos) return "";
    rest.remove_prefix(dot + 1);
  }
}

struct Authority {
  std::string_view host;  ///< without brackets
  std::optional<std::uint32_t> port;
  bool bracketed = false, address = false;
};

std::optional<std::uint32_t> parse_port(std::string_view text) {
  std::uint32_t port = 0;
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), port);
  const bool good = error == std::errc{} && end == text.data() + text.size() &&
                    port > 0 && port <= highest_port;
  return good ? std::optional(port) : std::nullopt;
}

/// Host and rest, which is empty or begins with a colon.
Result<Authority> split_authority(std::string_view text,
                                  std::string_view& rest) {
  Authority made;
  if (text.substr(0, 1) != "[") {
    const std::size_t colon = std::min(text.find(':'), text.size());
    made.host = text.substr(0, colon);
    rest = text.substr(colon);
    return made;
  }
  const std::size_t close = text.find(']');
  if (close == std::string_view::npos) return bad(text, "lacks a ]");
  made.host = text.substr(1, close - 1);
  made.bracketed = made.address = true;
  rest = text.substr(close + 1);
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  if (inet_pton(AF_INET6, std::string(made.host).c_str(), bytes.data()) != 1)
    return bad(text, "has no IPv6 address between its brackets");
  return made;
}

Result<Authority> parse_authority(std::string_view text) {
  if (text.find('@') != std::string_view::npos)
    return bad(text,
               "has a user name or password: give it with -H "
               "'Authorization: ...' instead");
  std::string_view rest;
  auto made = split_authority(text, rest);
  if (!made) return made.error();
  if (!rest.empty() && rest[0] != ':')
    return bad(text, "has something between ] and the port");
  // A colon without number is as none: RFC 3986 3.2.3.
  if (rest.size() > 1) {
    made->port = parse_port(rest.substr(1));
    if (!made->port)
      return bad(text, "has a port that is no number from 1 to 65535");
  }
  if (made->bracketed) return made;
  const std::string_view fault = name_fault(made->host);
  if (!fault.empty()) return bad(text, fault);
  if (!ends_in_number(made->host)) return made;
  made->address = canonical_address(made->host).has_value();
  if (!made->address)
    return bad(text, "is no address: write four numbers from 0 to 255");
  return made;
}

Result<bool> parse_scheme(std::string_view text, std::string_view& rest) {
  const std::size_t end = text.find("://");
  if (end == std::string_view::npos)
    return bad(text, fmt::format("is no URL: write {}",
                                 in_quotes("https://" + std::string(text))));
  rest = text.substr(end + 3);
  const std::string scheme = lower(text.substr(0, end));
  if (scheme != "http" && scheme != "https")
    return bad(text, "is no http:// or https:// URL");
  return scheme == "https";
}

bool has_encoded_null(std::string_view path) {
  return path.find("%00") != std::string_view::npos;
}

/// Path and query; the fragment stays with the client.
std::optional<Error> take_path(std::string_view rest, Request& request) {
  rest = rest.substr(0, rest.find('#'));
  const std::size_t mark = rest.find('?');
  if (mark != std::string_view::npos) request.query = rest.substr(mark + 1);
  if (const std::string_view path = rest.substr(0, mark); !path.empty())
    request.path = path;
  if (has_encoded_null(request.path))
    return bad(request.url,
               "has %00 in its path, which Envoy answers with 400");
  return std::nullopt;
}

/// A name with a dot at its end is another name to virtual hosts, and browsers
/// and curl send it so; as a server name they leave the dot out (RFC 6066 3).
std::string without_dot(std::string_view name) {
  if (!name.empty() && name.back() == '.') name.remove_suffix(1);
  return std::string(name);
}

}  // namespace

Result<Request> parse_url(std::string_view text) {
  Request request;
  request.url = text;
  if (std::any_of(text.begin(), text.end(), is_blank))
    return bad(text, "has a blank or control character: write it as %20");
  std::string_view rest;
  const auto tls = parse_scheme(text, rest);
  if (!tls) return tls.error();
  const std::size_t end = std::min(rest.find_first_of("/?#"), rest.size());
  const std::string_view place = rest.substr(0, end);
  if (place.empty()) return bad(text, "has no host");
  const auto authority = parse_authority(place);
  if (!authority) return authority.error();
  request.tls = *tls;
  request.port = authority->port.value_or(request.tls ? 443 : 80);
  request.host = place;
  if (!request.host.empty() && request.host.back() == ':')
    request.host.pop_back();
  if (request.tls && !authority->address)
    request.sni = without_dot(authority->host);
  if (auto error = take_path(rest.substr(end), request)) return *error;
  return request;
}

Result<std::string> parse_server_name(std::string_view text) {
  const std::string_view fault = name_fault(text);
  if (!fault.empty()) return bad(text, fault);
  if (ends_in_number(text))
    return bad(text, "is an address: clients send no server name for one");
  return without_dot(text);
}

Result<std::string> parse_host_header(std::string_view text) {
  const auto authority = parse_authority(text);
  if (!authority) return authority.error();
  return std::string(text);
}

std::optional<std::string> canonical_address(std::string_view text) {
  const std::string written(text);
  if (written.size() != written.find('\0') &&
      written.find('\0') != std::string_view::npos)
    return std::nullopt;
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  std::array<char, INET6_ADDRSTRLEN> made{};
  for (const int family : {AF_INET, AF_INET6})
    if (inet_pton(family, written.c_str(), bytes.data()) == 1 &&
        inet_ntop(family, bytes.data(), made.data(), made.size()))
      return made.data();
  return std::nullopt;
}

Result<std::string> parse_address(std::string_view text) {
  std::string_view bare = text;
  if (bare.size() > 1 && bare.front() == '[' && bare.back() == ']')
    bare = bare.substr(1, bare.size() - 2);
  if (auto made = canonical_address(bare)) return *made;
  return bad(text, "is no IP address such as 10.0.0.5");
}

Result<std::string> parse_method(std::string_view text) {
  if (!is_token(text)) return bad(text, "is no method such as GET");
  return std::string(text);
}

Result<std::vector<std::string>> parse_alpn(std::string_view text) {
  constexpr std::size_t most_names = 16, longest = 255;
  std::vector<std::string> names;
  for (std::string_view rest = text;;) {
    const std::size_t comma = rest.find(',');
    const std::string_view name = trim(rest.substr(0, comma));
    const bool printable = std::all_of(
        name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f; });
    if (name.empty() || name.size() > longest || !printable)
      return Error{fmt::format("{} is no ALPN name: write h2,http/1.1",
                               in_quotes(name))};
    names.emplace_back(name);
    if (comma == std::string_view::npos) return names;
    if (names.size() == most_names)
      return Error{fmt::format("more than {} ALPN names", most_names)};
    rest.remove_prefix(comma + 1);
  }
}

void make_grpc(Request& request) {
  const auto add = [&](std::string_view name, std::string_view value) {
    if (std::none_of(request.headers.begin(), request.headers.end(),
                     [&](const auto& one) { return one.first == name; }))
      request.headers.emplace_back(name, value);
  };
  request.method = "POST";
  add("content-type", "application/grpc");
  add("te", "trailers");
  if (request.tls && !request.http3 && !request.alpn)
    request.alpn = std::vector<std::string>{"h2"};
}

std::optional<Error> add_header(std::string_view line, Request& request) {
  const std::size_t colon = line.find(':');
  const std::string_view name = line.substr(0, colon);
  if (colon == std::string_view::npos || !is_token(name))
    return bad(line, "is no header: write 'Name: value'");
  const std::string_view value = trim(line.substr(colon + 1));
  if (std::any_of(value.begin(), value.end(),
                  [](char c) { return is_blank(c) && c != ' ' && c != '\t'; }))
    return bad(line, "has a control character in its value");
  if (!equal_ignoring_case(name, "host")) {
    request.headers.emplace_back(lower(name), value);
    return std::nullopt;
  }
  auto host = parse_host_header(value);
  if (!host) return host.error();
  request.host = std::move(*host);
  return std::nullopt;
}

std::string host_without_port(std::string_view host) {
  const std::size_t bracket = host.rfind(']');
  const std::size_t colon = host.rfind(':');
  const bool port = colon != std::string_view::npos &&
                    (bracket == std::string_view::npos || colon > bracket);
  return lower(port ? host.substr(0, colon) : host);
}

}  // namespace asmgw
