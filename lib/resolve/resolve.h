// What a request reaches on one workload: listener, filter chain, handshake,
// virtual host, route.
#pragma once

#include "resolve/answer.h"
#include "resolve/request.h"

#include <memory>

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

/// For one request.
Answer resolve(const Effective& effective, const Mesh& mesh,
               const MeshSettings& settings, const Request& request);

}  // namespace asmgw
