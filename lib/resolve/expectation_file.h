// A test file: where the manifests are, and requests with what they must reach.
#pragma once

#include "mesh/settings.h"
#include "resolve/deciders.h"
#include "resolve/expectation.h"
#include "resolve/request.h"
#include "yaml/read.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// A text of the file, and where it stands.
struct Written {
  std::string text;
  Range range;
};

struct ExpectedRequest {
  Request request;
  Written expect;  ///< as written
  Expectation expectation;
  std::optional<Written> listener, server, virtual_service;
};

/// What is wrong, and where.
struct TestFault {
  Range range;
  std::string message;
};

struct TestFile {
  std::vector<Written> in;       ///< paths, relative to the file
  std::optional<Written> group;  ///< of manifests, of several
  AllSaid settings;              ///< unjudged: the command line may overrule it
  std::vector<ExpectedRequest> requests;
  std::vector<TestFault> faults;  ///< if any, the rest is not whole
};

TestFile read_test_file(const SourceFile& file, FileId id,
                        const Limits& limits);

/// What is wrong with an answer, as `expected shop/web:80, got 404`, at the
/// text that does not hold. Nothing if it is as expected. A server may be
/// expected by its Gateway alone.
std::optional<TestFault> judged(const ExpectedRequest& expected,
                                const Answer& answer, const Deciders& deciders);

}  // namespace asmgw
