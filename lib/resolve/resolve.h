// What a request reaches on one workload: listener, filter chain, handshake,
// virtual host, route.
#pragma once

#include "resolve/answer.h"
#include "resolve/deciders.h"
#include "resolve/request.h"

#include <cstddef>
#include <memory>
#include <vector>

namespace asmgw {

class Candidates;
class Scene;
class Surroundings;

/// For many requests of one workload. What it is made from must outlive it and
/// all answers. Not for several threads.
class Resolver {
 public:
  Resolver(const Effective& effective, const Mesh& mesh,
           const MeshSettings& settings);
  /// One of several of a mesh.
  Resolver(const Effective& effective, const Mesh& mesh,
           const MeshSettings& settings, std::shared_ptr<Surroundings> shared);
  ~Resolver();
  Resolver(const Resolver&) = delete;
  Resolver& operator=(const Resolver&) = delete;

  [[nodiscard]] Answer answer(const Request& request) const;
  /// What decided `answer`, which is this one's to the request.
  [[nodiscard]] Deciders deciders(const Answer& answer,
                                  const Request& request) const;
  [[nodiscard]] Scene& scene() const { return *scene_; }

 private:
  /// By the `lead`-th of the Services that have the port.
  [[nodiscard]] Answer answer_by(const Request& request,
                                 std::size_t lead) const;

  std::unique_ptr<Scene> scene_;
};

/// All workloads, for requests that any of them may answer. Each is prepared
/// when it is first asked. Not for several threads.
class Resolvers {
 public:
  /// All of these must outlive it and all answers.
  Resolvers(const SharedList<Effective>& workloads, const Mesh& mesh,
            const MeshSettings& settings);
  ~Resolvers();
  Resolvers(const Resolvers&) = delete;
  Resolvers& operator=(const Resolvers&) = delete;

  [[nodiscard]] const Resolver& of(std::size_t workload) const;

  struct Telling {
    std::size_t workload = 0;  ///< by index; 0 where there is none
    Answer answer;             ///< unknown where there is none
  };
  /// What a client sees: the first answer that reaches something, else the
  /// first of those that come furthest.
  [[nodiscard]] Telling telling(const Request& request) const;

 private:
  const SharedList<Effective>& workloads_;
  const Mesh& mesh_;
  const MeshSettings& settings_;
  std::shared_ptr<Surroundings> surroundings_;
  mutable std::vector<std::unique_ptr<Resolver>> resolvers_;
  mutable std::unique_ptr<const Candidates> candidates_;
};

/// For one request.
Answer resolve(const Effective& effective, const Mesh& mesh,
               const MeshSettings& settings, const Request& request);

}  // namespace asmgw
