// YAML -> TestFile. A key that is none is a fault, with the nearest one.
#include "resolve/expectation_file.h"

#include "base/text.h"
#include "model/mapping.h"
#include "yaml/scalar.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <tuple>

namespace asmgw {
namespace {

constexpr std::array<std::string_view, 11> request_keys{
    "url",  "expect", "listener", "server",      "virtualService", "sni",
    "host", "method", "headers",  "client-cert", "address"};

/// The one key of a short request, rather than a key of a long one: neither
/// one of those nor a misspelt one.
bool is_url(std::string_view key) {
  return key.find("://") != std::string_view::npos ||
         nearest(key, request_keys).empty();
}

std::vector<std::string_view> file_keys() {
  std::vector<std::string_view> keys{"in", "group", "requests"};
  for (const Setting* setting : settings::all)
    if (!setting->file_key.empty()) keys.push_back(setting->file_key);
  return keys;
}

class Reader {
 public:
  Reader(const Tree& tree, FileId file, TestFile& out)
      : tree_(tree), file_(file), out_(out) {}

  void read() {
    const Mapping root(tree_, 0);
    if (!root.given()) return fault(0, "is no mapping with in and requests");
    check_keys(root, file_keys());
    out_.in = texts(root, "in");
    out_.group = text(root, "group");
    for (const Setting* setting : settings::all) read_setting(root, *setting);
    read_requests(root);
  }

 private:
  void read_setting(const Mapping& root, const Setting& setting) {
    const std::string_view key = setting.file_key;
    if (key.empty() || !root.has(key)) return;
    const bool one =
        setting.form == SettingForm::one || setting.form == SettingForm::flag;
    std::vector<Written> values = texts(root, key);
    if (one &&
        tree_[tree_.follow(root.find(key).value)].kind == NodeKind::sequence)
      return fault(root.find(key).value, fmt::format("{} is one value", key));
    for (Written& value : values)
      out_.settings[&setting].push_back({std::move(value.text),
                                         Giver::test_file, std::string(key),
                                         value.range});
  }

  Range range_of(NodeId id) const {
    return {file_, tree_[id].begin, tree_[id].end};
  }

  void fault(NodeId id, std::string message) {
    out_.faults.push_back({range_of(id), std::move(message)});
  }

  void check_keys(const Mapping& mapping,
                  std::span<const std::string_view> known) {
    for (const Entry& entry : mapping.all()) {
      const std::string key = key_of(entry);
      if (std::find(known.begin(), known.end(), key) == known.end())
        fault(entry.key, fmt::format("unknown key {}{}", in_quotes(key),
                                     did_you_mean(key, known)));
    }
  }

  [[nodiscard]] std::string key_of(const Entry& entry) const {
    return std::string(tree_.text(tree_[tree_.follow(entry.key)]));
  }

  /// Any scalar as it is written: `404` and `1.22` are texts here.
  std::optional<Written> text_at(NodeId id) {
    const Node& node = tree_[tree_.follow(id)];
    if (node.kind == NodeKind::scalar && !node.empty)
      return Written{std::string(tree_.text(node)), range_of(id)};
    fault(id, "is no text");
    return std::nullopt;
  }

  std::optional<Written> text(const Mapping& in, std::string_view key) {
    const Entry entry = in.find(key);
    return entry.key == no_node ? std::nullopt : text_at(entry.value);
  }

  /// A list, or one text in place of a list of one.
  std::vector<Written> texts(const Mapping& in, std::string_view key) {
    std::vector<Written> all;
    const Entry entry = in.find(key);
    if (entry.key == no_node) return all;
    const NodeId value = tree_.follow(entry.value);
    const bool list = tree_[value].kind == NodeKind::sequence;
    const std::vector<NodeId> ids =
        list ? items(tree_, value) : std::vector<NodeId>{entry.value};
    for (NodeId id : ids)
      if (auto one = text_at(id)) all.push_back(std::move(*one));
    return all;
  }

  bool flag(const Mapping& in, std::string_view key) {
    const auto written = text(in, key);
    if (!written || written->text == "false") return false;
    if (written->text == "true") return true;
    fault(in.find(key).value, "is neither true nor false");
    return false;
  }

  void read_requests(const Mapping& root) {
    const Entry entry = root.find("requests");
    if (entry.key == no_node) return fault(0, "has no requests");
    const NodeId value = tree_.follow(entry.value);
    if (tree_[value].kind == NodeKind::sequence) {
      const auto all = items(tree_, value);
      if (all.empty()) return fault(entry.value, "has no requests");
      for (NodeId item : all) read_item(item);
      return;
    }
    const Mapping all(tree_, value);
    if (!all.given())
      return fault(entry.value, "requests are a mapping or a list");
    if (all.all().empty()) return fault(entry.value, "has no requests");
    for (const Entry& one : all.all()) read_short(one);
  }

  void read_item(NodeId item) {
    const Mapping one(tree_, item);
    if (!one.given()) return fault(item, "a request is a mapping");
    if (one.all().size() == 1 && is_url(key_of(one.all().front())))
      return read_short(one.all().front());
    read_long(item, one);
  }

  /// `https://shop.example.com/: shop/web:80`
  void read_short(const Entry& entry) {
    auto expect = text_at(entry.value);
    auto request = request_at(entry.key, key_of(entry));
    if (!expect || !request) return;
    add({std::move(*request), std::move(*expect), {}, {}, {}, {}}, entry.value);
  }

  std::optional<Request> request_at(NodeId at, const std::string& url) {
    auto request = parse_url(url);
    if (request) return std::move(*request);
    fault(at, request.error().message);
    return std::nullopt;
  }

  void read_long(NodeId item, const Mapping& one) {
    check_keys(one, request_keys);
    for (const char* key : {"url", "expect"})
      if (!one.has(key))
        return fault(item, fmt::format("a request without {}", key));
    const auto url = text(one, "url");
    auto expect = text(one, "expect");
    if (!url || !expect) return;
    auto request = request_at(one.find("url").value, url->text);
    if (!request) return;
    read_details(one, *request);
    add({std::move(*request),
         std::move(*expect),
         {},
         text(one, "listener"),
         text(one, "server"),
         text(one, "virtualService")},
        one.find("expect").value);
  }

  void add(ExpectedRequest made, NodeId expect) {
    auto expectation = parse_expectation(made.expect.text);
    if (!expectation) return fault(expect, expectation.error().message);
    made.expectation = std::move(*expectation);
    out_.requests.push_back(std::move(made));
  }

  /// A text that `parse` reads, into `target`.
  template <class Target>
  void take(const Mapping& one, std::string_view key,
            Result<std::string> (*parse)(std::string_view), Target& target) {
    const auto written = text(one, key);
    if (!written) return;
    auto made = parse(written->text);
    if (made)
      target = std::move(*made);
    else
      fault(one.find(key).value, made.error().message);
  }

  void read_details(const Mapping& one, Request& request) {
    const Mapping headers = one.at("headers");
    if (one.has("headers") && !headers.given())
      fault(one.find("headers").value, "headers are a mapping");
    for (const Entry& entry : headers.all())
      if (const auto value = text_at(entry.value))
        if (auto error =
                add_header(key_of(entry) + ": " + value->text, request))
          fault(entry.key, error->message);
    take(one, "host", parse_host_header, request.host);
    take(one, "method", parse_method, request.method);
    take(one, "address", parse_address, request.address);
    request.client_certificate = flag(one, "client-cert");
    if (!one.has("sni")) return;
    // `sni: ""` and `sni: null` send none.
    const NodeId sni = one.find("sni").value;
    if (is_null(tree_, sni) || string_at(tree_, sni) == "")
      request.sni.reset();
    else
      take(one, "sni", parse_server_name, request.sni);
    if (!request.tls) request.sni.reset();
  }

  const Tree& tree_;
  FileId file_;
  TestFile& out_;
};

void add_faults(const Document& document, TestFile& out) {
  for (const Problem& problem : document.problems) {
    std::string message = problem.kind == ProblemKind::duplicate_key
                              ? "is given twice: " + in_quotes(problem.found)
                              : "cannot be read as YAML";
    if (!problem.reason.empty()) message += ": " + problem.reason;
    out.faults.push_back({problem.range, std::move(message)});
  }
}

/// The name, that of a Gateway for one of its servers, or `none`.
bool names(std::string_view wanted, std::string_view got) {
  if (got.empty()) return wanted == "none";
  if (got.substr(0, wanted.size()) != wanted) return false;
  const std::string_view rest = got.substr(wanted.size());
  const bool gateway = std::count(wanted.begin(), wanted.end(), '/') == 1;
  return rest.empty() || (gateway && (rest[0] == '/' || rest[0] == '['));
}

}  // namespace

TestFile read_test_file(const SourceFile& file, FileId id,
                        const Limits& limits) {
  TestFile out;
  std::size_t documents = 0;
  for (const Chunk& chunk : split_documents(file.text())) {
    const Document document = read_document(file, id, chunk, limits);
    add_faults(document, out);
    if (!document.readable || document.tree.empty()) continue;
    const std::uint32_t begin = document.tree[0].begin;
    if (++documents > 1)
      out.faults.push_back(
          {{id, begin, begin}, "a test file has one document"});
    else
      Reader(document.tree, id, out).read();
  }
  if (documents == 0 && out.faults.empty())
    out.faults.push_back({{id, 0, 0}, "is empty"});
  // A slip in a known word tells nothing.
  for (TestFault& fault : out.faults)
    if (file.is_secret(fault.range.begin) &&
        !contains(fault.message, "(did you mean "))
      fault.message = concealed(std::move(fault.message));
  return out;
}

std::optional<TestFault> judged(const ExpectedRequest& expected,
                                const Answer& answer,
                                const Deciders& deciders) {
  if (!holds(expected.expectation, answer))
    return TestFault{expected.expect.range,
                     fmt::format("expected {}, got {}", expected.expect.text,
                                 words_of(answer))};
  for (const auto& [what, wanted, got] :
       {std::tuple("listener", &expected.listener, &deciders.listener),
        std::tuple("server", &expected.server, &deciders.server),
        std::tuple("VirtualService", &expected.virtual_service,
                   &deciders.virtual_service)})
    if (*wanted && !names((*wanted)->text, *got))
      return TestFault{
          (*wanted)->range,
          fmt::format("expected {} {}, got {}", what, (*wanted)->text,
                      got->empty() ? "none" : *got)};
  return std::nullopt;
}

}  // namespace asmgw
