// Parts of a VirtualService with their places, for the checks of istiod. What
// the schema refuses already reads as if it were not there to be judged.
#pragma once

#include "model/fault_writer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// A mapping of the object.
struct Part {
  Mapping mapping;
  Range head;  ///< where to say that something is missing in it
  PathId path = root_path;
};

struct PlacedText {
  std::string text;
  Range range;
  PathId path = root_path;
};

class RouteReader {
 public:
  explicit RouteReader(FaultWriter& out) : out_(out) {}

 protected:
  FaultWriter& out() { return out_; }
  [[nodiscard]] bool at_least(std::uint16_t minor) const {
    return out_.at_least(minor);
  }
  /// The schema told of what is missing.
  [[nodiscard]] bool schema_requires() const { return at_least(20); }

  /// Written, and not as null.
  [[nodiscard]] static bool has(const Part& in, std::string_view name);
  /// An empty mapping if it is absent or none.
  [[nodiscard]] Part part(const Part& in, std::string_view name);
  [[nodiscard]] std::vector<Part> parts(const Part& in, std::string_view name);
  /// The entries of a mapping of mappings.
  [[nodiscard]] std::vector<std::pair<std::string_view, Part>> named_parts(
      const Part& in, std::string_view name);
  /// Not null, of whatever type.
  [[nodiscard]] static std::size_t list_size(const Part& in,
                                             std::string_view name);
  /// Nothing if it is absent, no string, or filled in later.
  [[nodiscard]] std::optional<PlacedText> text(const Part& in,
                                               std::string_view name);
  [[nodiscard]] std::vector<PlacedText> texts(const Part& in,
                                              std::string_view name);
  /// Of a mapping of strings; the place is that of the value, or of the key.
  struct NamedText {
    PlacedText name, value;
    bool open = false;  ///< the value is filled in later, or none
  };
  [[nodiscard]] std::vector<NamedText> named_texts(const Part& in,
                                                   std::string_view name);
  [[nodiscard]] std::optional<double> number(const Part& in,
                                             std::string_view name);
  /// Absent or "".
  [[nodiscard]] bool is_empty(const Part& in, std::string_view name) const;

  /// Of the field `name` as a whole, or where it is not there of what lacks it.
  Problem& fault(const Part& in, std::string_view name, std::string wrong,
                 std::string cure);
  Problem& fault(const PlacedText& at, std::string wrong, std::string cure);
  /// Of the mapping as a whole.
  Problem& fault(const Part& at, std::string wrong, std::string cure);

  // Values that stand in http, tls and tcp.
  void check_duration(const Part& in, std::string_view name);
  void check_port(const Part& in, std::string_view name, bool zero);
  void check_destination(const Part& destination);
  /// `gateway_names`: names with a dot are allowed.
  void check_gateways(const Part& in, bool gateway_names);
  void check_source_labels(const Part& in);
  /// At most one of those there may be; each beside the first is a fault.
  void check_weights(const Part& route, bool gateway_semantics);

 private:
  [[nodiscard]] Range key_range(const Part& in, std::string_view name) const;

  FaultWriter& out_;
};

}  // namespace asmgw
