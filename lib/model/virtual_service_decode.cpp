// A VirtualService, with the place of all that a finding may point to.
#include "model/context_decode.h"
#include "model/mapping.h"
#include "model/template_marks.h"

#include <algorithm>
#include <array>

namespace asmgw {
namespace {

/// Filled in before it is applied: what for is not known.
bool is_open(std::string_view text) {
  return holds_placeholder(text) || holds_action(text);
}

class Decoder {
 public:
  Decoder(const ObjectSource& from, VirtualService& out)
      : from_(from), out_(out) {}

  void read() {
    const Mapping root(from_.tree, from_.node);
    const Mapping spec = root.at("spec");
    const Entry entry = root.find("spec");
    spec_key_ = entry.key == no_node ? out_.head.range : range_of(entry.key);
    spec_ = paths().field(root_path, "spec");
    out_.hosts = texts(spec, "hosts", spec_);
    out_.gateways = texts(spec, "gateways", spec_);
    out_.export_to = texts(spec, "exportTo", spec_);
    each(spec, "http", spec_, out_.http, &Decoder::read_http);
    each(spec, "tls", spec_, out_.tls, &Decoder::read_l4);
    each(spec, "tcp", spec_, out_.tcp, &Decoder::read_l4);
  }

 private:
  Paths& paths() { return out_.paths; }

  Range range_of(NodeId id) const {
    const Node& node = from_.tree[id];
    return {from_.file, node.begin, node.end};
  }

  /// The strings of a list; an item that is none is left out.
  List<std::string> strings(const Mapping& in, std::string_view name,
                            PathId path) {
    List<std::string> all;
    std::uint32_t index = 0;
    for (NodeId item : in.list(name)) {
      const std::uint32_t here = index++;
      auto text = string_at(from_.tree, item);
      if (!text) continue;
      Field<std::string>& added = all.emplace_back();
      added.value = std::move(*text);
      added.given = is_open(added.value) ? Given::unreadable : Given::yes;
      added.key = added.range = range_of(item);
      added.path = paths().item(path, here);
    }
    return all;
  }

  List<std::string> list_below(const Mapping& in, std::string_view name,
                               PathId path) {
    if (!in.has(name)) return {};
    return strings(in, name, paths().field(path, name));
  }

  Field<List<std::string>> texts(const Mapping& in, std::string_view name,
                                 PathId path) {
    Field<List<std::string>> field;
    const Entry entry = in.find(name);
    field.key = field.range = spec_key_;
    field.path = path;
    if (entry.key == no_node) return field;
    field.path = paths().field(path, name);
    field.key = field.range = range_of(entry.key);
    field.given = Given::null;
    if (is_null(from_.tree, entry.value)) return field;
    const Node& value = from_.tree[from_.tree.follow(entry.value)];
    const bool list = value.kind == NodeKind::sequence;
    field.given = list ? Given::yes : Given::unreadable;
    field.range = range_of(entry.value);
    field.value = strings(in, name, field.path);
    return field;
  }

  void read_http(const Mapping& written, HttpRoute& route) {
    route.name = written.text("name");
    each(written, "match", route.path, route.match, &Decoder::read_match);
    read_destinations(written, route.path, route.route);
    read_redirect(written.at("redirect"), route);
    const Mapping direct = written.at("directResponse");
    if (direct.given()) route.direct_status = direct.number("status");
    read_abort(written.at("fault").at("abort"), route);
    read_origins(written.at("corsPolicy"), route);
    read_rewrites(written.at("rewrite"), route);
    read_headers(written.at("headers"), route);
    for (NodeId item : written.list("route"))
      read_headers(Mapping(from_.tree, item).at("headers"), route);
    const Mapping delegate = written.at("delegate");
    if (!delegate.given()) return;
    const NodeId name = delegate.find("name").value;
    route.delegate = Delegate{
        delegate.text("namespace"), delegate.text("name"),
        range_of(name == no_node ? written.find("delegate").value : name)};
  }

  /// Reads the mappings of a list, each with its range and path.
  template <class T>
  void each(const Mapping& written, std::string_view name, PathId parent,
            std::vector<T>& out,
            void (Decoder::*read_one)(const Mapping&, T&)) {
    if (!written.has(name)) return;
    const PathId path = paths().field(parent, name);
    std::uint32_t index = 0;
    for (NodeId item : written.list(name)) {
      T& added = out.emplace_back();
      added.range = range_of(item);
      added.path = paths().item(path, index++);
      (this->*read_one)(Mapping(from_.tree, item), added);
    }
  }

  static std::optional<StringMatch> string_match(const Mapping& written) {
    constexpr std::array<std::pair<std::string_view, StringMatch::Kind>, 3>
        ways{{{"exact", StringMatch::exact},
              {"prefix", StringMatch::prefix},
              {"regex", StringMatch::regex}}};
    for (const auto& [key, kind] : ways)
      if (auto text = string_at(written.tree(), written.find(key).value))
        return StringMatch{kind, std::move(*text)};
    return std::nullopt;
  }

  static NamedMatches named_matches(const Mapping& written,
                                    std::string_view key) {
    NamedMatches all;
    const Tree& tree = written.tree();
    const Mapping by_name = written.at(key);
    for (const Entry& entry : by_name.all()) {
      const Mapping match(tree, entry.value);
      if (!match.given()) continue;
      all.emplace_back(
          tree.text(tree[tree.follow(entry.key)]),
          string_match(match).value_or(StringMatch{StringMatch::prefix, {}}));
    }
    std::sort(all.begin(), all.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    return all;
  }

  /// Without percentage it is of none.
  static void read_abort(const Mapping& written, HttpRoute& route) {
    const std::uint32_t status = written.number("httpStatus");
    if (status != 0 && written.at("percentage").number("value") >= 100)
      route.abort = status;
  }

  void read_origins(const Mapping& written, HttpRoute& route) const {
    for (NodeId item : written.list("allowOrigins"))
      if (auto match = string_match(Mapping(from_.tree, item)))
        route.cors_origins.push_back(std::move(*match));
    for (std::string& origin : written.texts("allowOrigin"))
      route.cors_origins.push_back({StringMatch::exact, std::move(origin)});
  }

  static void read_rewrites(const Mapping& written, HttpRoute& route) {
    for (const char* key : {"uri", "authority"})
      if (written.has(key)) route.rewrites.push_back(written.text(key));
  }

  static void read_headers(const Mapping& written, HttpRoute& route) {
    for (const char* way : {"request", "response"})
      for (const char* key : {"set", "add"}) {
        const Mapping values = written.at(way).at(key);
        for (const Entry& one : values.all())
          if (auto text = string_at(values.tree(), one.value))
            route.header_values.push_back(std::move(*text));
      }
  }

  /// `{}` asks for nothing: any text begins with that.
  static std::optional<StringMatch> condition(const Mapping& written) {
    if (auto match = string_match(written)) return match;
    if (!written.given() || !written.all().empty()) return std::nullopt;
    return StringMatch{StringMatch::prefix, {}};
  }

  void read_match(const Mapping& written, HttpMatch& match) {
    match.uri = condition(written.at("uri"));
    match.scheme = condition(written.at("scheme"));
    match.method = condition(written.at("method"));
    match.authority = condition(written.at("authority"));
    match.headers = named_matches(written, "headers");
    match.without_headers = named_matches(written, "withoutHeaders");
    match.query_params = named_matches(written, "queryParams");
    match.ignore_uri_case = written.flag("ignoreUriCase");
    match.port = written.number("port");
    match.gateways = list_below(written, "gateways", match.path);
    match.source_namespace = written.text("sourceNamespace");
    match.source_labels = written.labels("sourceLabels");
    match.name = written.text("name");
    match.stat_prefix = written.text("statPrefix");
  }

  void read_destinations(const Mapping& written, PathId parent,
                         std::vector<Destination>& out) {
    if (!written.has("route")) return;
    const PathId list = paths().field(parent, "route");
    std::uint32_t index = 0;
    for (NodeId item : written.list("route")) {
      const Mapping weighted(from_.tree, item);
      const Mapping where = weighted.at("destination");
      Destination& to = out.emplace_back();
      to.weight = weighted.number("weight");
      to.subset = where.text("subset");
      to.port = where.at("port").number("number");
      const PathId path = paths().item(list, index++);
      read_host(where, paths().field(path, "destination"), range_of(item), to);
    }
  }

  void read_host(const Mapping& where, PathId path, Range lacks,
                 Destination& to) {
    const Entry host = where.find("host");
    to.host.key = to.host.range = lacks;
    to.host.path = path;
    if (host.key == no_node) return;
    to.host.path = paths().field(path, "host");
    to.host.key = range_of(host.key);
    to.host.range = range_of(host.value);
    auto text = string_at(from_.tree, host.value);
    const bool null = is_null(from_.tree, host.value);
    to.host.given = text ? Given::yes : null ? Given::null : Given::unreadable;
    to.host.value = std::move(text).value_or("");
  }

  static void read_redirect(const Mapping& written, HttpRoute& route) {
    if (!written.given()) return;
    HttpRedirect& redirect = route.redirect.emplace();
    redirect.scheme = written.text("scheme");
    redirect.authority = written.text("authority");
    redirect.uri = written.text("uri");
    redirect.prefix_rewrite = written.text("prefixRewrite");
    redirect.port = written.number("port");
    const std::uint32_t code = written.number("redirectCode");
    if (code != 0) redirect.code = code;
    redirect.from_request_port =
        written.text("derivePort") == "FROM_REQUEST_PORT";
  }

  void read_l4(const Mapping& written, L4Route& route) {
    each(written, "match", route.path, route.match, &Decoder::read_l4_match);
    read_destinations(written, route.path, route.route);
  }

  void read_l4_match(const Mapping& written, L4Match& match) {
    match.sni_hosts = list_below(written, "sniHosts", match.path);
    match.port = written.number("port");
    match.gateways = list_below(written, "gateways", match.path);
  }

  const ObjectSource& from_;
  VirtualService& out_;
  Range spec_key_;
  PathId spec_ = root_path;
};

}  // namespace

VirtualService decode_virtual_service(const ObjectSource& from,
                                      Acceptance acceptance) {
  VirtualService out;
  out.acceptance = acceptance;
  out.head = decode_head(from);
  Decoder(from, out).read();
  return out;
}

}  // namespace asmgw
