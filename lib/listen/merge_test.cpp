// The merge of one Gateway: who stays and who is dropped.
#include "listen/merge.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

template <class T>
void set(Field<T>& field, T value) {
  field.value = std::move(value);
  field.given = Given::yes;
}

/// Builds a Gateway server by server.
class Builder {
 public:
  Builder& add(std::string protocol, std::uint32_t port,
               std::vector<std::string> hosts, std::string bind = "") {
    Field<Server>& server = gateway_.spec->servers->emplace_back();
    server.given = Given::yes;
    set(server->port, Port());
    set(server->port->protocol, std::move(protocol));
    set(server->port->number, port);
    set(server->hosts, List<std::string>());
    for (std::string& host : hosts)
      set(server->hosts->emplace_back(), std::move(host));
    if (!bind.empty()) set(server->bind, std::move(bind));
    return *this;
  }
  Builder& tls(TlsMode mode) {
    Field<Tls>& tls = gateway_.spec->servers->back()->tls;
    set(tls, Tls());
    set(tls->mode, mode);
    return *this;
  }
  Builder& https(std::vector<std::string> hosts, std::string bind = "") {
    return add("HTTPS", 443, std::move(hosts), std::move(bind))
        .tls(TlsMode::simple);
  }
  Builder& redirect(std::vector<std::string> hosts) {
    add("HTTP", 80, std::move(hosts)).tls(TlsMode::passthrough);
    set(gateway_.spec->servers->back()->tls->https_redirect, true);
    return *this;
  }
  /// Fates as a word: `.` placed, `d` duplicate host, `p` protocol conflict.
  std::string fates(IstioVersion version = newest_version) {
    gateway_.spec.given = gateway_.spec->servers.given = Given::yes;
    merged = merge(candidates(gateway_, "shop"), version);
    std::string out;
    for (const Fate& fate : merged.fates) out += ".dp"[fate.kind];
    return out;
  }

  Merged merged;

 private:
  Gateway gateway_;
};

}  // namespace

TEST_CASE("a TLS host is compared as sanitised text, with its prefix") {
  CHECK(Builder().https({"a.com"}).https({"a.com", "b.com"}).fates() == ".d");
  CHECK(Builder().https({"*/a.com"}).https({"a.com"}).fates() == ".d");
  CHECK(Builder().https({"./a.com"}).https({"shop/a.com"}).fates() == ".d");
  CHECK(Builder().https({"ns1/a.com"}).https({"a.com"}).fates() == "..");
  CHECK(Builder().https({"A.com"}).https({"a.com"}).fates() == "..");
  CHECK(Builder().https({"x.com", "*/*"}).https({"*"}).fates() == ".d");
  CHECK(Builder().https({"a.com", "a.com"}).fates() == ".");
}

TEST_CASE("redirecting servers count as TLS servers, plain ones do not") {
  CHECK(Builder().redirect({"a.com"}).redirect({"a.com"}).fates() == ".d");
  CHECK(Builder()
            .redirect({"a.com"})
            .add("HTTP", 80, {"a.com"})
            .add("GRPC", 80, {"a.com"})
            .fates() == "...");
}

TEST_CASE("the first plaintext server holds its port and bind") {
  CHECK(Builder().add("HTTP", 443, {"*"}).https({"a.com"}).fates() == ".p");
  CHECK(Builder().add("TCP", 9, {"*"}).add("TCP", 9, {"*"}).fates() == ".p");
  CHECK(Builder().add("HTTP", 9, {"*"}).add("TCP", 9, {"*"}).fates() == ".p");
  CHECK(
      Builder().add("HTTP", 443, {"*"}, "10.0.0.1").https({"a.com"}).fates() ==
      "..");
}

TEST_CASE("plaintext behind TLS stays, and since 1.29 blocks what follows") {
  Builder three;
  three.https({"a.com"}).add("HTTP", 443, {"*"}).https({"b.com"});
  CHECK(three.fates() == "..p");
  CHECK(three.fates({1, 28, 0}) == "...");
}

TEST_CASE("a server dropped for its protocol still holds its hosts") {
  Builder poisoned;
  poisoned.https({"a.com"})
      .add("HTTP", 443, {"*"})
      .https({"b.com"})
      .https({"b.com"});
  CHECK(poisoned.fates() == "..pd");
  CHECK(poisoned.merged.fates[3].contested[0].winner == 2);
}

TEST_CASE("a port remembers one bind only") {
  Builder same;
  same.https({"a.com"}, "1.1.1.1").https({"a.com"}, "2.2.2.2");
  CHECK(same.fates() == "..");
  same.https({"a.com"}, "1.1.1.1");
  CHECK(same.fates() == "...");
  CHECK(same.merged.listeners.size() == 2);
  REQUIRE(same.merged.listeners[0].meetings.size() == 1);
  CHECK((same.merged.listeners[0].meetings[0].kind == Meeting::same_sni));
}

TEST_CASE("no bind and 0.0.0.0 share a listener, but not a chain") {
  Builder two;
  two.add("HTTP", 80, {"a.com"}).add("HTTP", 80, {"b.com"}, "0.0.0.0");
  CHECK(two.fates() == "..");
  REQUIRE(two.merged.listeners.size() == 1);
  REQUIRE(two.merged.listeners[0].meetings.size() == 1);
  CHECK((two.merged.listeners[0].meetings[0].kind == Meeting::plaintext_twice));
}

TEST_CASE("a star among the hosts makes the chain match everything") {
  Builder star;
  star.https({"a.com", "*"}).https({"ns/a.com"});
  CHECK(star.fates() == "..");
  CHECK(star.merged.listeners[0].meetings.empty());
  star.https({"ns/*"});
  CHECK(star.fates() == "...");
  CHECK(star.merged.listeners[0].meetings.size() == 1);
}

TEST_CASE("servers that Istio refuses take no part") {
  CHECK(Builder().add("HTTPS", 443, {"a.com"}).fates().empty());  // no tls
  CHECK(Builder().add("QUIC", 443, {"a.com"}).fates().empty());
  CHECK(Builder().add("HTTP", 0, {"a.com"}).fates().empty());
  CHECK(Builder().add("HTTP", 70000, {"a.com"}).fates().empty());
  CHECK(Builder()
            .add("HTTP", 80, {"a.com"})
            .tls(TlsMode::simple)
            .fates()
            .empty());
}

TEST_CASE("a place reads as an address, a socket or both") {
  Builder servers;
  servers.add("HTTP", 80, {"a.com"})
      .add("HTTP", 80, {"a.com"}, "::1")
      .add("HTTP", 0, {"a.com"}, "unix:///run/x");
  CHECK(servers.fates() == "...");
  CHECK(servers.merged.servers[0].place() == "0.0.0.0:80");
  CHECK(servers.merged.servers[1].place() == "[::1]:80");
  CHECK(servers.merged.servers[2].place() == "unix:///run/x");
}

}  // namespace asmgw
