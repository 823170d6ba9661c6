// The records: how each setting is read and written.
#include "mesh/settings.h"

#include "base/text.h"
#include "model/names.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace asmgw {
namespace {

using Words = std::vector<std::string>;

std::string joined(std::span<const std::string_view> words) {
  std::string all;
  for (std::string_view word : words)
    all += fmt::format("{}{}", all.empty() ? "" : ", ", word);
  return all;
}

/// A number as it is written, within bounds; nothing if it is none.
template <class T>
std::optional<T> number_in(std::string_view text, T least, T most) {
  T number{};
  const auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  const bool good = error == std::errc{} && end == text.data() + text.size() &&
                    number >= least && number <= most;
  return good ? std::optional(number) : std::nullopt;
}

template <auto member, auto least, auto most>
std::string read_limit(std::string_view text, MeshSettings& into) {
  using T = std::remove_reference_t<decltype(into.limits.*member)>;
  const auto number = number_in<T>(text, least, most);
  if (!number)
    return fmt::format("{} is not a number from {} to {}", in_quotes(text),
                       least, most);
  into.limits.*member = *number;
  return {};
}

template <auto member>
Words write_limit(const MeshSettings& from) {
  return {std::to_string(from.limits.*member)};
}

// ---- flags ------------------------------------------------------------------

/// As YAML and shells spell them.
std::optional<bool> boolean_of(std::string_view word) {
  for (std::string_view yes : {"true", "1", "yes", "on"})
    if (word == yes) return true;
  for (std::string_view no : {"false", "0", "no", "off"})
    if (word == no) return false;
  return std::nullopt;
}

template <bool MeshSettings::*member>
std::string read_flag(std::string_view text, MeshSettings& into) {
  const auto given = boolean_of(text);
  if (!given)
    return fmt::format("{} is neither true nor false", in_quotes(text));
  into.*member = *given;
  return {};
}

template <bool MeshSettings::*member>
Words write_flag(const MeshSettings& from) {
  return {from.*member ? "true" : "false"};
}

// ---- names ------------------------------------------------------------------

template <std::string MeshSettings::*member>
std::string read_namespace(std::string_view text, MeshSettings& into) {
  if (!is_dns_label(text))
    return in_quotes(text) + " is not a name that a namespace can have";
  into.*member = text;
  return {};
}

template <std::string MeshSettings::*member>
Words write_text(const MeshSettings& from) {
  return {from.*member};
}

// ---- workloads --------------------------------------------------------------

std::string bad_workload(std::string_view text, std::string_view why) {
  return fmt::format("{} {}; write [NAMESPACE/]NAME:KEY=VALUE,...",
                     in_quotes(text), why);
}

/// One `k=v` of a workload into its labels.
std::string add_label(std::string_view text, std::string_view label,
                      Labels& labels) {
  const std::size_t equals = label.find('=');
  if (equals == std::string_view::npos)
    return bad_workload(
        text, fmt::format("has no value for label {}", in_quotes(label)));
  const std::string key(label.substr(0, equals));
  const std::string value(label.substr(equals + 1));
  if (!is_qualified_name(key) || !is_label_value(value))
    return bad_workload(
        text, fmt::format("has a label that Kubernetes does not take, {}",
                          in_quotes(label)));
  labels.emplace_back(key, value);
  return {};
}

/// Sorted; a key given twice is an error.
std::string sort_labels(std::string_view text, Labels& labels) {
  std::sort(labels.begin(), labels.end());
  const auto twice = std::adjacent_find(
      labels.begin(), labels.end(),
      [](const auto& a, const auto& b) { return a.first == b.first; });
  if (twice == labels.end()) return {};
  return bad_workload(
      text, fmt::format("gives label {} twice", in_quotes(twice->first)));
}

std::string read_labels(std::string_view text, std::string_view rest,
                        Labels& labels) {
  if (rest.empty()) return bad_workload(text, "has no labels");
  while (true) {
    const std::size_t comma = rest.find(',');
    if (std::string wrong = add_label(text, rest.substr(0, comma), labels);
        !wrong.empty())
      return wrong;
    if (comma == std::string_view::npos) return sort_labels(text, labels);
    rest.remove_prefix(comma + 1);
  }
}

std::string read_workload(std::string_view text, MeshSettings& into) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) {
    into.only.emplace_back(text);
    return {};
  }
  WorkloadWish wish;
  std::string_view name = text.substr(0, colon);
  if (const std::size_t slash = name.find('/');
      slash != std::string_view::npos) {
    wish.namespace_ = name.substr(0, slash);
    name.remove_prefix(slash + 1);
    if (!is_dns_label(wish.namespace_))
      return bad_workload(text, "has no good namespace");
  }
  wish.name = name;
  if (!is_dns_subdomain(wish.name))
    return bad_workload(text, "has no good name");
  std::string wrong = read_labels(text, text.substr(colon + 1), wish.labels);
  if (wrong.empty()) into.workloads.push_back(std::move(wish));
  return wrong;
}

Words write_workloads(const MeshSettings& from) {
  Words all;
  for (const WorkloadWish& wish : from.workloads) {
    std::string text = wish.namespace_.empty()
                           ? wish.name + ':'
                           : wish.namespace_ + '/' + wish.name + ':';
    for (const auto& [key, value] : wish.labels) {
      if (text.back() != ':') text += ',';
      text += fmt::format("{}={}", key, value);
    }
    all.push_back(std::move(text));
  }
  all.insert(all.end(), from.only.begin(), from.only.end());
  return all;
}

// ---- Services ---------------------------------------------------------------

std::string read_service_ports(std::string_view text, MeshSettings& into) {
  constexpr std::uint32_t highest = 65535;
  const std::size_t colon = text.find(':');
  const auto port = number_in<std::uint32_t>(text.substr(0, colon), 1, highest);
  const auto target =
      colon == std::string_view::npos
          ? std::nullopt
          : number_in<std::uint32_t>(text.substr(colon + 1), 1, highest);
  if (!port || !target)
    return in_quotes(text) + " is not a port and its target such as 80:8080";
  for (const auto& known : into.service_ports)
    if (known.first == *port)
      return fmt::format("port {} is given twice", *port);
  into.service_ports.emplace_back(*port, *target);
  return {};
}

Words write_service_ports(const MeshSettings& from) {
  Words all;
  all.reserve(from.service_ports.size());
  for (const auto& [port, target] : from.service_ports)
    all.push_back(fmt::format("{}:{}", port, target));
  return all;
}

// ---- release, order, completeness -------------------------------------------

std::string read_version(std::string_view text, MeshSettings& into) {
  const auto version = parse_version(text);
  if (!version)
    return in_quotes(text) + " is not a release such as 1.22 or 1.22.6";
  if (*version < oldest_version)
    return fmt::format("{} is older than {}, the oldest that asmgw knows",
                       to_string(*version), first_release(oldest_version));
  into.asked_version = version;
  into.version = std::min(*version, newest_version);
  return {};
}

Words write_version(const MeshSettings& from) {
  return from.asked_version ? Words{to_string(*from.asked_version)} : Words{};
}

/// In the order of the enum.
constexpr std::array<std::string_view, 3> orders{"name", "file", "timestamp"};

std::string read_order(std::string_view text, MeshSettings& into) {
  const auto found = std::find(orders.begin(), orders.end(), text);
  if (found == orders.end())
    return fmt::format("{} is none of {}{}", in_quotes(text), joined(orders),
                       did_you_mean(text, orders));
  into.order = static_cast<Order>(found - orders.begin());
  return {};
}

Words write_order(const MeshSettings& from) {
  return {std::string(orders[static_cast<std::size_t>(from.order)])};
}

std::string read_complete(std::string_view text, MeshSettings& into) {
  if (const auto all = boolean_of(text)) {
    if (*all) into.complete = true;
  } else if (!into.complete.add(text)) {
    return fmt::format("{} is none of the kinds that are read{}",
                       in_quotes(text), did_you_mean(text, input_kinds));
  }
  return {};
}

Words write_complete(const MeshSettings& from) {
  Words kinds;
  for (std::size_t i = 0; i < input_kinds.size(); ++i)
    if (from.complete.of(static_cast<InputKind>(i)))
      kinds.emplace_back(input_kinds[i]);
  return kinds.size() == input_kinds.size() ? Words{"true"} : kinds;
}

}  // namespace

namespace settings {

constinit const Setting workload = {
    .names = "--workload",
    .file_key = "workload",
    .section = "Mesh",
    .value = "WORKLOAD",
    .help =
        "[NAMESPACE/]NAME:KEY=VALUE,... is a workload, in place of those "
        "of the inputs; an ID without : selects one; repeatable",
    .form = SettingForm::each,
    .choices = {},
    .read = read_workload,
    .write = write_workloads,
};

constinit const Setting service_ports = {
    .names = "--service-ports",
    .file_key = "services",
    .section = "Mesh",
    .value = "PORT:TARGET",
    .help =
        "ports of the Service and where they lead, in place of the "
        "Services of the inputs",
    .form = SettingForm::list,
    .choices = {},
    .read = read_service_ports,
    .write = write_service_ports,
};

constinit const Setting namespace_ = {
    .names = "-n,--namespace",
    .file_key = "namespace",
    .section = "Mesh",
    .value = "NS",
    .help = "namespace of objects that name none (default)",
    .form = SettingForm::one,
    .choices = {},
    .read = read_namespace<&MeshSettings::default_namespace>,
    .write = write_text<&MeshSettings::default_namespace>,
};

constinit const Setting gateway_namespace = {
    .names = "--gateway-namespace",
    .file_key = "gateway-namespace",
    .section = "Mesh",
    .value = "NS",
    .help = "namespace of workloads that name none (istio-system)",
    .form = SettingForm::one,
    .choices = {},
    .read = read_namespace<&MeshSettings::gateway_namespace>,
    .write = write_text<&MeshSettings::gateway_namespace>,
};

constinit const Setting istio_version = {
    .names = "--istio-version",
    .file_key = "istio-version",
    .section = "Mesh",
    .value = "VERSION",
    .help =
        "release that will read the manifests, as 1.22, 1.22.6 or what "
        "ASM shows; the newest known if not given",
    .form = SettingForm::one,
    .choices = {},
    .read = read_version,
    .write = write_version,
};

constinit const Setting order = {
    .names = "--order",
    .file_key = "order",
    .section = "Mesh",
    .value = "ORDER",
    .help =
        "which Gateway is first: by name (by timestamp where all have "
        "one), as given, or by timestamp",
    .form = SettingForm::one,
    .choices = orders,
    .read = read_order,
    .write = write_order,
};

constinit const Setting scope_to_namespace = {
    .names = "--scope-to-namespace",
    .file_key = "scope-to-namespace",
    .section = "Mesh",
    .value = "",
    .help = "a Gateway applies only in its own namespace",
    .form = SettingForm::flag,
    .choices = {},
    .read = read_flag<&MeshSettings::scope_to_namespace>,
    .write = write_flag<&MeshSettings::scope_to_namespace>,
};

constinit const Setting quic = {
    .names = "--quic",
    .file_key = "quic",
    .section = "Mesh",
    .value = "",
    .help = "istiod makes HTTP/3 listeners",
    .form = SettingForm::flag,
    .choices = {},
    .read = read_flag<&MeshSettings::quic>,
    .write = write_flag<&MeshSettings::quic>,
};

constinit const Setting ipv6 = {
    .names = "--ipv6",
    .file_key = "ipv6",
    .section = "Mesh",
    .value = "",
    .help = "workloads have IPv6 addresses only",
    .form = SettingForm::flag,
    .choices = {},
    .read = read_flag<&MeshSettings::ipv6>,
    .write = write_flag<&MeshSettings::ipv6>,
};

constinit const Setting unprivileged = {
    .names = "--unprivileged",
    .file_key = "unprivileged",
    .section = "Mesh",
    .value = "",
    .help = "workloads cannot listen on ports below 1024",
    .form = SettingForm::flag,
    .choices = {},
    .read = read_flag<&MeshSettings::unprivileged>,
    .write = write_flag<&MeshSettings::unprivileged>,
};

constinit const Setting complete = {
    .names = "--complete",
    .file_key = "complete",
    .section = "Mesh",
    .value = "[=KIND,...]",
    .help =
        "what is not among the inputs does not exist; with kinds, objects "
        "of these",
    .form = SettingForm::flag_or_list,
    .choices = input_kinds,
    .read = read_complete,
    .write = write_complete,
};

// A test file is read before what it says is known: no limits stand in it.

constinit const Setting max_file_size = {
    .names = "--max-file-size",
    .file_key = "",
    .section = "Limits",
    .value = "MIB",
    .help = "of a file (64)",
    .form = SettingForm::one,
    .choices = {},
    .read = read_limit<&Limits::file_size, 1, 2047>,
    .write = write_limit<&Limits::file_size>,
};

constinit const Setting max_depth = {
    .names = "--max-depth",
    .file_key = "",
    .section = "Limits",
    .value = "N",
    .help = "levels of nesting (64)",
    .form = SettingForm::one,
    .choices = {},
    .read = read_limit<&Limits::depth, 1, 1000>,
    .write = write_limit<&Limits::depth>,
};

constinit const Setting max_nodes = {
    .names = "--max-nodes",
    .file_key = "",
    .section = "Limits",
    .value = "N",
    .help = "values in a document (1000000)",
    .form = SettingForm::one,
    .choices = {},
    .read = read_limit<&Limits::nodes, 1, 1'000'000'000>,
    .write = write_limit<&Limits::nodes>,
};

constinit const Setting max_alias_visits = {
    .names = "--max-alias-visits",
    .file_key = "",
    .section = "Limits",
    .value = "N",
    .help = "values in a document that aliases stand for (10000)",
    .form = SettingForm::one,
    .choices = {},
    .read = read_limit<&Limits::alias_visits, 0, 1'000'000'000>,
    .write = write_limit<&Limits::alias_visits>,
};

}  // namespace settings
}  // namespace asmgw
