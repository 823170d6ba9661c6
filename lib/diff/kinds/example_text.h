// Texts of examples, put together at compile time from what they share: what
// stands in a file of classes is what matters there.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace asmgw {

/// A text of its own, so that a view of a constant one is constant.
template <std::size_t size>
struct ExampleText {
  std::array<char, size> chars{};

  constexpr ExampleText() = default;
  // Implicit: a literal is a text, and a text is what a record holds.
  constexpr ExampleText(const char (&literal)[size + 1]) {
    std::copy_n(literal, size, chars.begin());
  }
  constexpr operator std::string_view() const { return {chars.data(), size}; }
};
template <std::size_t size>
ExampleText(const char (&literal)[size]) -> ExampleText<size - 1>;

template <std::size_t a, std::size_t b>
constexpr ExampleText<a + b> operator+(const ExampleText<a>& first,
                                       const ExampleText<b>& second) {
  ExampleText<a + b> both;
  std::copy_n(first.chars.begin(), a, both.chars.begin());
  std::copy_n(second.chars.begin(), b, both.chars.begin() + a);
  return both;
}
template <std::size_t a, std::size_t b>
constexpr auto operator+(const ExampleText<a>& first, const char (&second)[b]) {
  return first + ExampleText(second);
}
template <std::size_t a, std::size_t b>
constexpr auto operator+(const char (&first)[a], const ExampleText<b>& second) {
  return ExampleText(first) + second;
}

/// `metadata` of an object of namespace web.
template <std::size_t n>
constexpr auto named(const char (&name)[n]) {
  return " {name: " + ExampleText(name) + ", namespace: web}";
}
/// The same with more lines, in block style: `labels: {team: shop}`.
template <std::size_t n, std::size_t m>
constexpr auto named(const char (&name)[n], const char (&more)[m]) {
  return "\n  name: " + ExampleText(name) + "\n  namespace: web\n  " + more;
}

/// A server on port 80; `hosts` with its brackets.
template <std::size_t n>
constexpr auto http_server(const char (&hosts)[n]) {
  return "  - port: {number: 80, name: http, protocol: HTTP}\n    hosts: " +
         ExampleText(hosts);
}
/// A server on port 443 with the certificate of this Secret.
template <std::size_t n, std::size_t m>
constexpr auto https_server(const char (&hosts)[n],
                            const char (&credential)[m]) {
  return "  - port: {number: 443, name: https, protocol: HTTPS}\n    hosts: " +
         ExampleText(hosts) +
         "\n    tls: {mode: SIMPLE, credentialName: " + credential + "}";
}

/// A server as an item of `servers`, where that is all of an example.
template <std::size_t n>
constexpr auto http_item(const char (&hosts)[n]) {
  return "- port: {number: 80, name: http, protocol: HTTP}\n  hosts: " +
         ExampleText(hosts);
}
template <std::size_t n, std::size_t h, std::size_t t>
constexpr auto https_item(const char (&port_name)[n], const char (&hosts)[h],
                          const char (&tls)[t]) {
  return "- port: {number: 443, name: " + ExampleText(port_name) +
         ", protocol: HTTPS}\n  hosts: " + hosts + "\n  tls: " + tls;
}
/// With the certificate of this Secret, and no client certificate.
template <std::size_t n, std::size_t h, std::size_t c>
constexpr auto simple_item(const char (&port_name)[n], const char (&hosts)[h],
                           const char (&credential)[c]) {
  return https_item(port_name, hosts, "{mode: SIMPLE, credentialName: ") +
         credential + "}";
}
template <std::size_t a, std::size_t b>
constexpr auto items(const ExampleText<a>& first,
                     const ExampleText<b>& second) {
  return first + "\n" + second;
}

/// A Gateway for the workloads with `istio: WORKLOAD`.
template <std::size_t n, std::size_t m, std::size_t s>
constexpr auto gateway_on(const char (&workload)[n],
                          const ExampleText<m>& metadata,
                          const ExampleText<s>& servers) {
  return "apiVersion: networking.istio.io/v1\nkind: Gateway\nmetadata:" +
         metadata + "\nspec:\n  selector: {istio: " + workload +
         "}\n  servers:\n" + servers;
}
template <std::size_t m, std::size_t s>
constexpr auto gateway(const ExampleText<m>& metadata,
                       const ExampleText<s>& servers) {
  return gateway_on("ingressgateway", metadata, servers);
}

/// A VirtualService that sends all of `host` to the Service of its own name.
template <std::size_t n, std::size_t h, std::size_t g>
constexpr auto virtual_service(const char (&name)[n], const char (&host)[h],
                               const char (&to)[g]) {
  return "apiVersion: networking.istio.io/v1\nkind: VirtualService\nmetadata:" +
         named(name) + "\nspec:\n  hosts: [" + host + "]\n  gateways: [" + to +
         "]\n  http: [{route: [{destination: {host: " + name + "}}]}]";
}

/// Two documents.
template <std::size_t a, std::size_t b>
constexpr auto documents(const ExampleText<a>& first,
                         const ExampleText<b>& second) {
  return first + "\n---\n" + second;
}

}  // namespace asmgw
