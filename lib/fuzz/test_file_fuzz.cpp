// Any bytes as a test file, and its requests on a mesh without Gateways.
#include "fuzz/fuzz.h"
#include "resolve/expectation_file.h"
#include "resolve/resolve.h"

#include <string>

namespace asmgw {

void fuzz(std::string_view bytes) {
  Sources sources;
  const FileId id = sources.add("fuzz.test.yaml", std::string(bytes));
  const TestFile file = read_test_file(sources.file(id), id, {});
  for (const TestFault& fault : file.faults) {
    must(!fault.message.empty());
    must(fault.range.begin <= fault.range.end &&
         fault.range.end <= bytes.size());
  }
  const Mesh mesh;
  const MeshSettings settings;
  const Effective effective;
  const Resolver resolver(effective, mesh, settings);
  for (const ExpectedRequest& one : file.requests) {
    const Answer answer = resolver.answer(one.request);
    must(answer.outcome == RequestOutcome::closed);
    must(holds(*parse_expectation(expectation_of(answer)), answer));
    (void)judged(one, answer, {});
  }
}

}  // namespace asmgw
