// What may be done to manifests without any effect, on the cases of
// testdata/oracle/listeners.jsonl.
#include "listen/workloads.h"
#include "testing/diffing.h"
#include "testing/meshes.h"
#include "testing/oracle.h"
#include "testing/respelling.h"

#include <doctest/doctest.h>
#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

using nlohmann::json;
using Ids = std::set<std::string_view>;

/// The objects of a case with its gateway pod.
struct Case {
  std::string id;
  Documents documents;
  Respeller chance;

  Case(const json& row, std::uint32_t seed)
      : id(row["id"]), documents(documents_of(row["yaml"])), chance(seed) {
    const json& pod = row["workload"];
    documents.push_back({{"apiVersion", "v1"},
                         {"kind", "Pod"},
                         {"metadata",
                          {{"name", pod["name"]},
                           {"namespace", pod["namespace"]},
                           {"labels", pod["labels"]}}}});
  }

  template <class Use>
  void for_each_gateway(Use use) {
    for (json& one : documents)
      if (is_gateway(one)) use(one);
  }
  template <class Use>
  void for_each_server(Use use) {
    for_each_gateway([&](json& gateway) {
      for (json& server : gateway["spec"]["servers"])
        use(server, gateway["metadata"]["namespace"].get<std::string>());
    });
  }
  template <class Use>
  void for_each_cipher_list(Use use) {
    for_each_server([&](json& server, const std::string&) {
      if (server.contains("tls") && server["tls"].contains("cipherSuites"))
        use(server["tls"]["cipherSuites"]);
    });
  }
};

/// Nothing effective, and of the rest these classes alone; "" if so.
std::string unexpected(const Diffed& diffed, const Ids& expected) {
  for (const Change& one : diffed.result.changes)
    if (one.level != Impact::none || !expected.contains(one.kind->id))
      return diffed.text();
  return {};
}

/// Runs `check` on a sixth of the cases, each property beginning with another
/// one; it says what is wrong, "" if nothing is.
void for_all(const std::function<std::string(Case&)>& check) {
  static std::size_t next = 0;
  Differences differences;
  const std::vector<json> rows = oracle_rows("listeners.jsonl");
  for (std::size_t i = next++ % stride(6); i < rows.size(); i += stride(6)) {
    Case one(rows[i], static_cast<std::uint32_t>(i));
    if (const std::string wrong = check(one); !wrong.empty())
      differences.add(one.id + ": " + wrong);
  }
  INFO(differences.first(5));
  CHECK(differences.count() == 0);
}

/// `edit` does something to a case that has no effect but what `expected`
/// names, and says whether there was anything to do.
void without_effect(const Ids& expected,
                    const std::function<bool(Case&)>& edit) {
  std::size_t edited = 0;
  for_all([&](Case& one) {
    const std::string before = plain_text(one.documents);
    if (!edit(one)) return std::string();
    ++edited;
    const std::string after = plain_text(one.documents);
    return unexpected(diff_texts(before, after), expected);
  });
  CHECK(edited * stride(1) > 20);
}

}  // namespace

TEST_CASE("property: keys, style, comments and order of documents") {
  for_all([](Case& one) {
    const std::string before = plain_text(one.documents);
    one.chance.shuffle(one.documents);
    const std::string after = one.chance.text(one.documents);
    const std::string wrong = unexpected(
        diff_texts(before, after), {"metadata-changed", "selector-reordered"});
    return wrong.empty() ? wrong : wrong + after;
  });
}

TEST_CASE("property: order of hosts") {
  without_effect({"host-reordered", "metadata-changed"}, [](Case& one) {
    one.for_each_server([&](json& server, const std::string&) {
      one.chance.shuffle(server["hosts"]);
    });
    return true;
  });
}

TEST_CASE("property: namespaces of hosts written or not") {
  without_effect({"host-scope-spelling"}, [](Case& one) {
    bool any = false;
    one.for_each_server([&](json& server, const std::string& ns) {
      // Beside `*/*`, but not beside `*`, istiod forgets all other hosts, and
      // dies of those with `./` or `*/` that come later.
      const json& all = server["hosts"];
      if (std::find(all.begin(), all.end(), "*/*") != all.end()) return;
      for (json& host : server["hosts"]) {
        std::string text = host;
        const std::string own = ns + '/';
        if (text == "*" || one.chance.one_in(2)) continue;
        if (text.starts_with("./"))
          text = own + text.substr(2);
        else if (text.starts_with(own))
          text = "./" + text.substr(own.size());
        else if (text.starts_with("*/"))
          text = text.substr(2);
        else if (text.find('/') == std::string::npos)
          text = "*/" + text;
        any |= host != text;
        host = text;
      }
    });
    return any;
  });
}

TEST_CASE("property: defaults written out") {
  without_effect({"metadata-changed", "tls-min-explicit-default"},
                 [](Case& one) {
                   bool any = false;
                   one.for_each_server([&](json& server, const std::string&) {
                     if (!server.contains("bind")) server["bind"] = "";
                     server["defaultEndpoint"] = "";
                     any = true;
                     if (!server.contains("tls")) return;
                     json& tls = server["tls"];
                     if (!tls.contains("httpsRedirect"))
                       tls["httpsRedirect"] = false;
                     if (!tls.contains("mode")) tls["mode"] = "PASSTHROUGH";
                     if (!tls.contains("minProtocolVersion"))
                       tls["minProtocolVersion"] = "TLS_AUTO";
                     if (!tls.contains("maxProtocolVersion"))
                       tls["maxProtocolVersion"] = "TLS_AUTO";
                     if (!tls.contains("cipherSuites"))
                       tls["cipherSuites"] = json::array();
                   });
                   return any;
                 });
}

TEST_CASE("property: case of protocols") {
  without_effect({"metadata-changed"}, [](Case& one) {
    bool any = false;
    one.for_each_server([&](json& server, const std::string&) {
      std::string protocol = server["port"]["protocol"];
      for (char& c : protocol)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      any |= server["port"]["protocol"] != protocol;
      server["port"]["protocol"] = protocol;
    });
    return any;
  });
}

TEST_CASE("property: ciphers twice, or unknown") {
  without_effect({"cipher-duplicate", "cipher-invalid-changed"}, [](Case& one) {
    bool any = false;
    one.for_each_cipher_list([&](json& all) {
      if (!all.empty()) all.push_back(all.front());
      all.push_back("NO-SUCH-CIPHER");
      any = true;
    });
    return any;
  });
}

// The server prefers them in this order, so that it has an effect, if a safe
// one.
TEST_CASE("property: ciphers in another order") {
  for_all([](Case& one) {
    const std::string before = plain_text(one.documents);
    one.for_each_cipher_list(
        [&](json& all) { std::reverse(all.begin(), all.end()); });
    const Diffed diffed = diff_texts(before, plain_text(one.documents));
    for (const Change& change : diffed.result.changes)
      if (change.kind->id != "cipher-reordered" || change.level > Impact::safe)
        return diffed.text();
    return std::string();
  });
}

/// What can happen to servers that meet: who is first decides.
const Ids of_meeting{
    "winner-changed",   "server-dropped",   "server-unshadowed",
    "listener-refused", "listener-healed",  "order-dependent",
    "server-reordered", "metadata-changed", "order-dependent-resolved"};

/// Some server is dropped, or some listener refused, on either side.
bool any_meet(const Diffed& diffed) {
  const MeshSettings settings;
  for (const Mesh* mesh : {&diffed.old_mesh(), &diffed.new_mesh()}) {
    const Engine engine(*mesh, settings);
    for (const Workload& workload : workloads(*mesh, settings)) {
      const Effective effective = engine.effective(workload);
      for (const ServerIn& server : effective.servers)
        if (server.drop.at_merge()) return true;
      for (const EffectiveListener& listener : effective.listeners)
        if (listener.state == ListenerState::nack) return true;
    }
  }
  return false;
}

// Servers of one Gateway that want one host, or protocols that cannot share a
// port, are taken in the order of the list: there order is an effect.
TEST_CASE("property: order of servers") {
  std::size_t apart = 0;
  for_all([&](Case& one) {
    const std::string before = plain_text(one.documents);
    one.for_each_gateway(
        [&](json& gateway) { one.chance.shuffle(gateway["spec"]["servers"]); });
    const Diffed diffed = diff_texts(before, plain_text(one.documents));
    if (!any_meet(diffed)) {
      ++apart;
      return unexpected(diffed, {"server-reordered", "metadata-changed"});
    }
    for (const Change& change : diffed.result.changes)
      if (!of_meeting.contains(change.kind->id)) return diffed.text();
    return std::string();
  });
  CHECK(apart * stride(1) > 50);
}

TEST_CASE("property: one file or many, documents or a List") {
  for_all([](Case& one) {
    std::vector<std::string> files;
    for (const json& document : one.documents)
      files.push_back(document.dump(1) + '\n');
    const std::string whole = plain_text(one.documents);
    if (const Diffed parted = diff_files({whole}, files);
        !parted.text().empty())
      return "in many files: " + parted.text();
    json list{{"apiVersion", "v1"}, {"kind", "List"}};
    list["items"] = one.documents;
    return unexpected(diff_texts(whole, list.dump(1)), {"metadata-changed"});
  });
}

/// What the API server adds to an object that was applied.
json stored(const json& object, std::uint32_t number) {
  json made = object;
  json& metadata = made["metadata"];
  json applied = object;
  applied["metadata"]["annotations"] = json::object();
  metadata["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] =
      applied.dump() + '\n';
  metadata["uid"] = fmt::format("c0ffee00-0000-4000-8000-{:012}", number);
  metadata["resourceVersion"] = std::to_string(10'000 + number);
  metadata["generation"] = 1 + number % 4;
  metadata["managedFields"] = {{{"manager", "kubectl-client-side-apply"},
                                {"operation", "Update"},
                                {"apiVersion", object["apiVersion"]},
                                {"fieldsType", "FieldsV1"},
                                {"fieldsV1", {{"f:spec", json::object()}}},
                                {"time", "2026-01-05T00:00:00Z"}}};
  made["status"] = json::object();
  return made;
}

TEST_CASE("property: what the API server adds") {
  for_all([](Case& one) {
    Documents dump = one.documents;
    std::uint32_t number = 0;
    for (json& object : dump) {
      object = stored(object, ++number);
      if (is_gateway(object) &&
          !object["metadata"].contains("creationTimestamp"))
        object["metadata"]["creationTimestamp"] =
            fmt::format("2026-01-05T00:00:{:02}Z", (number * 7) % 60);
    }
    json list{{"apiVersion", "v1"}, {"kind", "List"}};
    list["items"] = dump;
    const std::string live = list.dump(4), files = plain_text(one.documents);
    const Ids expected{"metadata-changed"};
    for (const auto& [older, newer] :
         {std::pair(std::vector{live}, std::vector{files}),
          std::pair(std::vector{files}, std::vector{live}),
          // Of two objects with one name the last stands.
          std::pair(std::vector{live}, std::vector{live, files}),
          std::pair(std::vector{files}, std::vector{live, files}),
          std::pair(std::vector{live}, std::vector{files, live})})
      if (const std::string wrong =
              unexpected(diff_files(older, newer), expected);
          !wrong.empty())
        return wrong;
    return std::string();
  });
}

}  // namespace asmgw
