// Meshes as chance has them: Gateways that meet, and objects that bind them.
// Seeded: the same number gives the same documents.
#pragma once

#include <nlohmann/json.hpp>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

using Documents = std::vector<nlohmann::json>;

bool is_gateway(const nlohmann::json& document);

/// One document behind the other, as JSON.
std::string plain_text(const Documents& documents);

class MeshMaker {
 public:
  explicit MeshMaker(std::uint32_t seed) : random_(seed) {}

  /// One to four Gateways, VirtualServices, at times a Service and a Pod. Few
  /// names, hosts and ports, so that much of it meets.
  Documents mesh();
  /// Anything that a VirtualService can hold, also what Istio would refuse.
  nlohmann::json odd_virtual_service(std::size_t number);
  /// Adds, takes away or alters something of the Gateways, or a whole one.
  void edit(Documents& documents);

  bool one_in(std::uint32_t times) { return random_() % times == 0; }
  std::size_t below(std::size_t end) { return random_() % end; }
  template <class List>
  auto& any_of(List& list) {
    return list[below(list.size())];
  }

 private:
  std::string text_of(const std::vector<std::string_view>& all) {
    return std::string(any_of(all));
  }
  nlohmann::json gateway(std::size_t number);
  nlohmann::json server(std::size_t number);
  nlohmann::json virtual_service(std::size_t number);
  nlohmann::json tls(bool plaintext);
  std::string host();
  void edit(nlohmann::json& gateway);
  void edit_server(nlohmann::json& server);

  std::mt19937 random_;
};

}  // namespace asmgw
