// What a request reaches on one workload: listener, filter chain, handshake,
// virtual host, route.
#pragma once

#include "resolve/answer.h"
#include "resolve/request.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace asmgw {

class Scene;

/// For many requests of one workload. What it is made from must outlive it and
/// all answers. Not for several threads.
class Resolver {
 public:
  Resolver(const Effective& effective, const Mesh& mesh,
           const MeshSettings& settings);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  [[nodiscard]] Answer answer(const Request& request) const;

 private:
  std::unique_ptr<Scene> scene_;
};

/// All workloads, for requests that any of them may answer. Each is prepared
/// when it is first asked. Not for several threads.
class Resolvers {
 public:
  /// All of these must outlive it and all answers.
  Resolvers(const std::vector<Effective>& workloads, const Mesh& mesh,
            const MeshSettings& settings);

  [[nodiscard]] const Resolver& of(std::size_t workload) const;

  struct Telling {
    std::size_t workload = 0;  ///< by index; 0 where there is none
    Answer answer;             ///< unknown where there is none
  };
  /// What a client sees, see `telling_answer`.
  [[nodiscard]] Telling telling(const Request& request) const;

 private:
  const std::vector<Effective>& workloads_;
  const Mesh& mesh_;
  const MeshSettings& settings_;
  mutable std::vector<std::unique_ptr<Resolver>> resolvers_;
};

/// For one request.
Answer resolve(const Effective& effective, const Mesh& mesh,
               const MeshSettings& settings, const Request& request);

}  // namespace asmgw
