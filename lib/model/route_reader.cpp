// Reading with places, and the checks that routes of all kinds share.
#include "model/route_reader.h"

#include "base/text.h"
#include "model/duration.h"
#include "model/names.h"
#include "model/route_values.h"
#include "yaml/scalar.h"

#include <fmt/core.h>

#include <utility>

namespace asmgw {
namespace {

bool is_tag_key(std::string_view key) { return is_qualified_name(lower(key)); }

}  // namespace

bool RouteReader::has(const Part& in, std::string_view name) {
  return !is_null(in.mapping.tree(), in.mapping.find(name).value);
}

Range RouteReader::key_range(const Part& in, std::string_view name) const {
  const NodeId key = in.mapping.find(name).key;
  return key == no_node ? in.head : out_.range_of(key);
}

Part RouteReader::part(const Part& in, std::string_view name) {
  const Entry entry = in.mapping.find(name);
  return {Mapping(out_.tree(), entry.value), key_range(in, name),
          entry.key == no_node ? in.path : out_.paths().field(in.path, name)};
}

std::vector<Part> RouteReader::parts(const Part& in, std::string_view name) {
  std::vector<Part> all;
  if (!has(in, name)) return all;
  const PathId path = out_.paths().field(in.path, name);
  std::uint32_t index = 0;
  for (NodeId item : in.mapping.list(name))
    all.push_back({Mapping(out_.tree(), item), out_.head_of(item),
                   out_.paths().item(path, index++)});
  std::erase_if(all, [](const Part& one) { return !one.mapping.given(); });
  return all;
}

std::vector<std::pair<std::string_view, Part>> RouteReader::named_parts(
    const Part& in, std::string_view name) {
  std::vector<std::pair<std::string_view, Part>> all;
  const Part map = part(in, name);
  for (const Entry& entry : map.mapping.all()) {
    const std::string_view key = out_.key_of(entry);
    if (is_null(out_.tree(), entry.value)) continue;
    all.emplace_back(
        key, Part{Mapping(out_.tree(), entry.value), out_.range_of(entry.key),
                  out_.paths().written_field(map.path, key)});
  }
  return all;
}

std::size_t RouteReader::list_size(const Part& in, std::string_view name) {
  return in.mapping.list(name).size();
}

std::optional<PlacedText> RouteReader::text(const Part& in,
                                            std::string_view name) {
  const Entry entry = in.mapping.find(name);
  auto text = string_at(out_.tree(), entry.value);
  if (!text || out_.is_open(entry.value)) return std::nullopt;
  return PlacedText{std::move(*text), out_.range_of(entry.value),
                    out_.paths().field(in.path, name)};
}

std::vector<PlacedText> RouteReader::texts(const Part& in,
                                           std::string_view name) {
  std::vector<PlacedText> all;
  if (!has(in, name)) return all;
  const PathId path = out_.paths().field(in.path, name);
  std::uint32_t index = 0;
  for (NodeId item : in.mapping.list(name)) {
    const std::uint32_t here = index++;
    auto text = string_at(out_.tree(), item);
    if (text && !out_.is_open(item))
      all.push_back({std::move(*text), out_.range_of(item),
                     out_.paths().item(path, here)});
  }
  return all;
}

std::vector<RouteReader::NamedText> RouteReader::named_texts(
    const Part& in, std::string_view name) {
  std::vector<NamedText> all;
  const Part map = part(in, name);
  for (const Entry& entry : map.mapping.all()) {
    const std::string_view key = out_.key_of(entry);
    const PathId path = out_.paths().written_field(map.path, key);
    auto value = string_at(out_.tree(), entry.value);
    if (is_null(out_.tree(), entry.value)) continue;
    const bool open = !value || out_.is_open(entry.value);
    all.push_back(
        {{std::string(key), out_.range_of(entry.key), path},
         {std::move(value).value_or(""), out_.range_of(entry.value), path},
         open});
  }
  return all;
}

std::optional<double> RouteReader::number(const Part& in,
                                          std::string_view name) {
  const NodeId id = in.mapping.find(name).value;
  if (id == no_node) return std::nullopt;
  const Node& node = out_.tree()[out_.tree().follow(id)];
  if (node.kind != NodeKind::scalar) return std::nullopt;
  const Scalar read = read_scalar(out_.tree(), node);
  if (read.type != ScalarType::integer && read.type != ScalarType::floating)
    return std::nullopt;
  return read.number;
}

bool RouteReader::is_empty(const Part& in, std::string_view name) const {
  const NodeId id = in.mapping.find(name).value;
  return is_null(out_.tree(), id) || string_at(out_.tree(), id) == "";
}

Problem& RouteReader::fault(const Part& in, std::string_view name,
                            std::string wrong, std::string cure) {
  const bool written = in.mapping.has(name);
  return out_.add(ProblemKind::route_refused, key_range(in, name),
                  written ? out_.paths().field(in.path, name) : in.path,
                  std::move(wrong), std::move(cure));
}

Problem& RouteReader::fault(const PlacedText& at, std::string wrong,
                            std::string cure) {
  return out_.add(ProblemKind::route_refused, at.range, at.path,
                  std::move(wrong), std::move(cure));
}

Problem& RouteReader::fault(const Part& at, std::string wrong,
                            std::string cure) {
  return out_.add(ProblemKind::route_refused, at.head, at.path,
                  std::move(wrong), std::move(cure));
}

/// What is no duration, or below 1ms, the schema has told of.
void RouteReader::check_duration(const Part& in, std::string_view name) {
  const auto written = text(in, name);
  if (!written) return;
  const auto nanoseconds = parse_duration(written->text);
  if (nanoseconds && *nanoseconds >= 1'000'000 && *nanoseconds % 1'000'000 != 0)
    fault(*written,
          fmt::format("the duration {} is finer than a millisecond",
                      in_quotes(written->text)),
          "write whole milliseconds");
}

void RouteReader::check_port(const Part& in, std::string_view name, bool zero) {
  const double port = number(in, name).value_or(has(in, name) ? 1 : 0);
  if (port < 0 || port > 4294967295.0 || (port == 0 && zero)) return;
  if (port < 1 || port > 65535)
    fault(in, name, fmt::format("port {:.0f} is none", port),
          "write 1 to 65535");
}

void RouteReader::check_destination(const Part& destination) {
  const auto host = text(destination, "host");
  if (host && !is_blank_name(host->text)) {
    const std::string wrong = host->text == "*"
                                  ? "\"*\" is no host to send to"
                                  : fault_of_wildcard_domain(host->text);
    if (!wrong.empty())
      fault(*host,
            host->text.empty() ? "the host of a destination is empty"
                               : fmt::format("destination {}: {}",
                                             in_quotes(host->text), wrong),
            "write the name of a Service, or remove the destination");
  } else if (!has(destination, "host") && !schema_requires()) {
    fault(destination, "the destination has no host", "add host");
  }
  const auto subset = text(destination, "subset");
  if (subset && !subset->text.empty() && !is_istio_label(subset->text))
    fault(*subset,
          fmt::format("subset {} is no DNS label", in_quotes(subset->text)),
          "write letters, digits and \"-\"");
  if (has(destination, "port"))
    check_port(part(destination, "port"), "number", false);
}

void RouteReader::check_gateways(const Part& in, bool gateway_names) {
  for (const PlacedText& name : texts(in, "gateways")) {
    if (is_blank_name(name.text)) continue;
    const std::size_t slash = name.text.find('/');
    if (slash == std::string::npos) {
      const std::string wrong = fault_of_domain(name.text);
      if (!wrong.empty())
        fault(name, fmt::format("gateway {}: {}", in_quotes(name.text), wrong),
              "write the name of a Gateway, or namespace/name");
      return;  // so does Istio
    }
    const std::string_view all = name.text;
    const bool named = is_istio_label(all.substr(0, slash)) &&
                       (gateway_names || is_istio_label(all.substr(slash + 1)));
    if (!named)
      fault(name,
            fmt::format("{} names no Gateway: both its parts are DNS labels",
                        in_quotes(name.text)),
            "write namespace/name");
  }
}

void RouteReader::check_source_labels(const Part& in) {
  for (const NamedText& label : named_texts(in, "sourceLabels")) {
    if (!is_tag_key(label.name.text))
      fault(label.name,
            fmt::format("{} is no key of a label", in_quotes(label.name.text)),
            "write the key as the pods have it");
    else if (!label.open && !is_label_value(label.value.text))
      fault(
          label.value,
          fmt::format("{} is no value of a label", in_quotes(label.value.text)),
          "write the value as the pods have it");
  }
}

void RouteReader::check_weights(const Part& route, bool gateway_semantics) {
  double sum = 0;
  bool known = true;
  for (const Part& to : parts(route, "route")) {
    if (!has(to, "destination") && !schema_requires())
      fault(to, "the destination is missing", "add destination");
    if (!gateway_semantics && has(to, "destination"))
      check_destination(part(to, "destination"));
    const auto weight = number(to, "weight");
    known &= weight.has_value() || !has(to, "weight");
    if (weight.value_or(0) < 0)
      fault(to, "weight", fmt::format("weight {:.0f} is below 0", *weight),
            "write 0 or more");
    sum += weight.value_or(0);
  }
  if (known && sum == 0 && list_size(route, "route") > 1)
    fault(route, "route", "the weights of all destinations are 0",
          "give the destinations a weight");
}

}  // namespace asmgw
