// Looks through the tables of the schema.
#include "model/elsewhere.h"

#include "model/describe.h"
#include "model/schema.h"

#include <array>

namespace asmgw {
namespace {

struct Search {
  std::string wanted;
  std::string found{};
  int hits = 0;

  template <class M>
  void in(std::string_view place) {
    for (const Member<M>& member : Schema<M>::members) {
      if (folded_name(member.name) != wanted) continue;
      found = place;
      ++hits;
    }
  }
};

struct OtherWord {
  std::string_view message, name, meant;
};

// Words of Service, Ingress, the Gateway API and DestinationRule.
constexpr std::array<OtherWord, 9> other_words{{
    {"Port", "port", "number"},
    {"Port", "portnumber", "number"},
    {"Server", "hostnames", "hosts"},
    {"Server", "hostname", "hosts"},
    {"ServerTLSSettings", "secretname", "credentialName"},
    {"ServerTLSSettings", "mintlsversion", "minProtocolVersion"},
    {"ServerTLSSettings", "maxtlsversion", "maxProtocolVersion"},
    {"ServerTLSSettings", "ciphers", "cipherSuites"},
    {"Gateway", "listeners", "servers"},
}};

}  // namespace

std::string elsewhere(std::string_view name) {
  Search search{folded_name(name)};
  search.in<Gateway>("the top level");
  search.in<Metadata>("metadata");
  search.in<Spec>("spec");
  search.in<Server>("spec.servers[]");
  search.in<Port>("spec.servers[].port");
  search.in<Tls>("spec.servers[].tls");
  return search.hits == 1 ? search.found : std::string();
}

std::string_view other_word(std::string_view message, std::string_view name) {
  const std::string wanted = folded_name(name);
  for (const OtherWord& word : other_words)
    if (word.message == message && word.name == wanted) return word.meant;
  return {};
}

}  // namespace asmgw
