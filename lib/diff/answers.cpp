// Every request is asked twice.
#include "diff/answers.h"

#include "diff/change_list.h"
#include "resolve/resolve.h"

#include <utility>

namespace asmgw {
namespace {

class Respondent {
 public:
  Respondent(const DiffSide& side, const MeshSettings& settings)
      : side_(side), resolvers_(side.workloads, *side.mesh, settings) {}

  [[nodiscard]] SideAnswer answer(const ExpectedRequest& expected) const {
    const auto [workload, answer] = resolvers_.telling(expected.request);
    if (side_.workloads.empty()) return {told(answer, ""), {}};
    const Effective& from = side_.workloads[workload];
    const auto fault =
        judged(expected, answer,
               resolvers_.of(workload).deciders(answer, expected.request));
    return {told(answer, from.workload.id), fault ? fault->message : ""};
  }

 private:
  const DiffSide& side_;
  Resolvers resolvers_;
};

bool differ(const SideAnswer& before, const SideAnswer& after) {
  return client_notices(before.told, after.told) ||
         before.fault.empty() != after.fault.empty();
}

}  // namespace

std::vector<AnswerDelta> compare_answers(
    const DiffFacts& facts, std::span<const ExpectedRequest> requests) {
  const Respondent older(facts.older, *facts.settings);
  const Respondent newer(facts.newer, *facts.settings);
  std::vector<AnswerDelta> all;
  for (const ExpectedRequest& one : requests) {
    AnswerDelta delta{&one, older.answer(one), newer.answer(one)};
    if (differ(delta.older, delta.newer)) all.push_back(std::move(delta));
  }
  return all;
}

}  // namespace asmgw
