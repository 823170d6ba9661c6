// What a run may be told of the mesh and of its inputs. Each setting is a
// record: options, variables, keys of test files, help and errors are all made
// from it.
#pragma once

#include "base/records.h"
#include "model/completeness.h"
#include "model/context.h"
#include "model/version.h"
#include "source/source.h"
#include "yaml/limits.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace asmgw {

enum class Order : std::uint8_t { name, file, timestamp };

/// A workload as the user gives it: `[ns/]name:k=v,...`
struct WorkloadWish {
  std::string namespace_, name;  ///< namespace "": the gateway namespace
  Labels labels;
};

struct Setting;

/// Who gives values; of several the one that stands last here counts.
enum class Giver : std::uint8_t { test_file, environment, command_line };

/// A value as it was given.
struct Said {
  std::string text;
  Giver giver = Giver::command_line;
  std::string name;  ///< what holds it: `--order`, `ASMGW_ORDER`, `order`
  std::optional<Range> range;  ///< in a test file
};

/// All that was said of settings, by whomever.
using AllSaid = std::map<const Setting*, std::vector<Said>>;

struct MeshSettings {
  /// The release to judge by; the newest known where a newer one was asked for.
  IstioVersion version = newest_version;
  std::optional<IstioVersion> asked_version;  ///< nothing: not given
  std::string default_namespace = "default";  ///< of objects that name none
  Order order = Order::name;
  std::string gateway_namespace = "istio-system";
  std::vector<WorkloadWish> workloads;  ///< replace all others
  std::vector<std::string> only;        ///< ids of the workloads to look at
  /// Service port -> target port, in place of all Services.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> service_ports;
  bool scope_to_namespace = false, quic = false, ipv6 = false,
       unprivileged = false;
  Completeness complete;  ///< kinds that the inputs hold all objects of
  Limits limits;
  AllSaid said;  ///< what all of it was made of
};

enum class SettingForm : std::uint8_t {
  flag,          ///< `true` or `false`, as YAML and shells spell them
  one,           ///< one value, of several the last
  each,          ///< any number of values
  list,          ///< the same; each may be a list with commas
  flag_or_list,  ///< `true`, `false`, or a list
};

struct Setting {
  /// As on the command line, `-n,--namespace`. Its variable is ASMGW_NAMESPACE.
  std::string_view names;
  std::string_view file_key;  ///< in a test file; "": none may give it
  std::string_view section;   ///< of the help
  std::string_view value;     ///< what stands for a value in the help
  std::string_view help;      ///< no capital, no full stop
  SettingForm form;
  std::span<const std::string_view> choices;  ///< all values, if they are few
  /// Takes one value. What is wrong with it, without the setting's name, or "".
  std::string (*read)(std::string_view value, MeshSettings& into);
  /// The values that `read` makes this of.
  std::vector<std::string> (*write)(const MeshSettings& from);
};

namespace settings {

/// In the order of help and of test files.
ASMGW_RECORDS(Setting, all, workload, service_ports, namespace_,
              gateway_namespace, istio_version, order, scope_to_namespace, quic,
              ipv6, unprivileged, complete, max_file_size, max_depth, max_nodes,
              max_alias_visits);

}  // namespace settings

/// A value that cannot be; the message begins with the name it was given by.
struct SettingFault {
  std::optional<Range> range;
  std::string message;
};

/// Puts what counts of all that was said over the defaults in `into`. The
/// fault: of the first value that cannot be.
std::optional<SettingFault> merge(const AllSaid& said, MeshSettings& into);

/// The fault of a value that only the inputs show to be wrong. `message` begins
/// with what stands behind the name: `: no such workload`.
SettingFault fault_of(const MeshSettings& settings, const Setting& setting,
                      std::string_view value, std::string_view message);

/// The settings that are not as they would be anyway and that a test file may
/// give, with their values.
std::vector<std::pair<const Setting*, std::vector<std::string>>> file_values(
    const MeshSettings& settings);

}  // namespace asmgw
