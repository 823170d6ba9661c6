// A finding as data: what is wrong, where, what happens, what to do.
#pragma once

#include "lint/rule.h"
#include "model/gateway.h"
#include "source/problem.h"
#include "source/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

struct Note {
  std::optional<Range> range;  ///< another place; nothing: a remark
  std::string message;
};

struct Edit {
  Range range;
  std::string text;
};

struct Fix {
  std::string message;  ///< what to do, in the imperative
  bool safe = false;    ///< the meaning that was intended is certain
  std::vector<Edit> edits;
};

/// Index into LintResult::objects.
enum class ObjectId : std::uint32_t {};

/// The object a finding is about, while it is at hand.
struct Subject {
  const ObjectName* object = nullptr;
  const Paths* paths = nullptr;
  const Gateway* gateway = nullptr;  ///< null if it is none
};

struct Diagnostic {
  const Rule* rule = nullptr;
  Severity severity = Severity::off;
  Layer layer = Layer::reading;
  Range range;
  ObjectId object{};
  Subject subject;          ///< valid while the object is at hand
  PathId path = root_path;  ///< the same
  std::string message;      ///< lower case, no full stop, quotes what is there
  std::string consequence;  ///< what happens at run time; may be empty
  std::vector<Note> notes;
  std::optional<Fix> fix;
  std::vector<std::string_view> sources;  ///< keys this finding covers
  std::string pointer;                    ///< JSON pointer into the object
  std::string
      stable_pointer;  ///< the same with hosts and port names for indexes
};

}  // namespace asmgw
