// Short notation in, short text out.
#include "testing/listening.h"

#include "mesh/merge.h"
#include "model/values.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>
#include <vector>

namespace asmgw {
namespace {

using Words = std::vector<std::string>;

Words split(std::string_view text, char by) {
  Words words;
  std::istringstream in{std::string(text)};
  for (std::string word; std::getline(in, word, by);)
    if (!word.empty()) words.push_back(word);
  return words;
}

/// `["a","b"]`
std::string quoted_list(std::string_view commas) {
  std::string out = "[";
  for (const std::string& word : split(commas, ',')) {
    if (out.size() > 1) out += ", ";
    out += '"' + word + '"';
  }
  return out + ']';
}

template <class List, class Text>
std::string joined(const List& list, Text text) {
  std::string out;
  for (const auto& one : list) {
    if (!out.empty()) out += ',';
    out += text(one);
  }
  return out;
}

std::string joined(const Words& words) {
  return joined(words, [](const std::string& word) { return word; });
}

/// `ns/name` or `name`
std::string metadata(const std::string& name, const std::string& ns,
                     const std::string& created, const std::string& more = "") {
  const std::size_t slash = name.find('/');
  std::string out =
      slash == std::string::npos
          ? fmt::format("metadata: {{name: \"{}\", namespace: \"{}\"", name, ns)
          : fmt::format("metadata: {{name: \"{}\", namespace: \"{}\"",
                        name.substr(slash + 1), name.substr(0, slash));
  if (!created.empty())
    out += fmt::format(", creationTimestamp: \"{}-01-01T00:00:00Z\"", created);
  return out + more + "}\n";
}

struct Line {
  std::string name;
  Words words;  ///< those behind the name
  std::string created;

  explicit Line(std::string_view text) {
    for (std::string& word : split(text, ' ')) {
      if (word.starts_with("at="))
        created = word.substr(3);
      else if (name.empty() && word.back() == ':')
        name = word.substr(0, word.size() - 1);
      else
        words.push_back(std::move(word));
    }
  }
};

class Writer {
 public:
  std::string run(std::string_view notation) {
    const std::size_t yaml = ("\n" + std::string(notation)).find("\n---\n");
    for (const std::string& text : split(notation.substr(0, yaml), '\n'))
      add(text);
    std::string out;
    for (const auto& [name, gateway] : gateways_) out += gateway;
    out += others_ + pod();
    if (yaml != std::string::npos) out += notation.substr(yaml);
    return out;
  }

 private:
  void add(const std::string& text) {
    const std::size_t start = text.find_first_not_of(' ');
    if (start == std::string::npos) return;
    const std::string_view rest = std::string_view(text).substr(start);
    if (rest.starts_with("vs "))
      add_virtual_service(Line(rest.substr(3)));
    else if (rest.starts_with("svc "))
      add_service(Line(rest.substr(4)));
    else if (rest.starts_with("pod"))
      add_pod(Line(rest.substr(3)));
    else
      add_server(Line(rest));
  }

  std::string& gateway_of(const Line& line) {
    for (auto& [name, text] : gateways_)
      if (name == line.name) return text;
    return gateways_
        .emplace_back(line.name,
                      "---\napiVersion: networking.istio.io/v1\n"
                      "kind: Gateway\n" +
                          metadata(line.name, "default", line.created) +
                          "spec:\n  selector: {istio: ingressgateway}\n"
                          "  servers:\n")
        .second;
  }

  static std::string tls_of(const std::string& word, const std::string& name) {
    const std::string credential =
        ", credentialName: " + name.substr(name.find('/') + 1) + "}\n";
    if (word == "S") return "{mode: SIMPLE" + credential;
    if (word == "M") return "{mode: MUTUAL" + credential;
    if (word == "I") return "{mode: ISTIO_MUTUAL}\n";
    if (word == "PT") return "{mode: PASSTHROUGH}\n";
    if (word == "APT") return "{mode: AUTO_PASSTHROUGH}\n";
    if (word == "R") return "{httpsRedirect: true}\n";
    return word + '\n';
  }

  /// All words from there on; none are left behind them.
  static std::string rest_of(const Words& words, std::size_t& i) {
    std::string out = words[i];
    while (++i < words.size()) out += ' ' + words[i];
    return out;
  }

  void add_server(const Line& line) {
    std::string& gateway = gateway_of(line);
    std::string port_name = fmt::format("p{}", servers_[line.name]++);
    std::string rest;
    for (std::size_t i = 3; i < line.words.size(); ++i) {
      const std::string& word = line.words[i];
      if (word[0] == '#')
        port_name = word.substr(1);
      else if (word[0] == '@')
        rest += "    bind: \"" + word.substr(1) + "\"\n";
      else if (word.starts_with("tls="))
        rest += "    tls: " + rest_of(line.words, i).substr(4) + '\n';
      else
        rest += "    tls: " + tls_of(word, line.name);
    }
    gateway += fmt::format(
        "  - port: {{number: {}, name: {}, protocol: {}}}\n"
        "    hosts: {}\n{}",
        line.words.at(1), port_name, line.words.at(0),
        quoted_list(line.words.at(2)), rest);
  }

  void add_virtual_service(const Line& line) {
    std::string match, rest;
    const std::string& kind = line.words.at(2);
    for (std::size_t i = 3; i < line.words.size(); ++i) {
      const std::string& word = line.words[i];
      if (word.starts_with("export="))
        rest = "  exportTo: " + quoted_list(word.substr(7)) + '\n';
      else if (kind == "tls")
        match = "match: [{sniHosts: " + quoted_list(word) + "}], ";
      else
        match = "match: [{uri: {prefix: \"" + word + "\"}}], ";
    }
    others_ += fmt::format(
        "---\napiVersion: networking.istio.io/v1\nkind: VirtualService\n"
        "{}spec:\n{}  gateways: {}\n  hosts: {}\n  {}:\n  - {{{}route: "
        "[{{destination: {{host: {}.to, port: {{number: 9}}}}}}]}}\n",
        metadata(line.name, "default", line.created), rest,
        quoted_list(line.words.at(0)), quoted_list(line.words.at(1)), kind,
        match, line.name.substr(line.name.find('/') + 1));
  }

  static std::string port_of(const std::string& word) {
    const std::size_t equals = word.find('='), over = word.find('>'),
                      slash = word.find('/');
    const std::size_t begin = equals == std::string::npos ? 0 : equals + 1;
    std::string number = word.substr(begin, over - begin);
    return fmt::format(
        "  - {{name: {}, port: {}, targetPort: {}, protocol: {}}}\n",
        begin == 0 ? "p" + number : word.substr(0, equals), number,
        word.substr(over + 1, slash - over - 1),
        slash == std::string::npos ? "TCP" : word.substr(slash + 1));
  }

  void add_service(const Line& line) {
    std::string ports, more;
    for (const std::string& word : line.words)
      if (word == "off")
        more =
            ", labels: "
            "{experimental.istio.io/disable-gateway-port-translation: \"\"}";
      else
        ports += port_of(word);
    others_ += "---\napiVersion: v1\nkind: Service\n" +
               metadata(line.name, "istio-system", line.created, more) +
               "spec:\n  selector: {istio: ingressgateway}\n  ports:\n" + ports;
  }

  void add_pod(const Line& line) {
    for (const std::string& word : line.words)
      if (word == "unprivileged")
        env_ = ", env: [{name: ISTIO_META_UNPRIVILEGED_POD, value: \"true\"}]";
      else
        container_ports_ += fmt::format("{}{{name: {}, containerPort: {}}}",
                                        container_ports_.empty() ? "" : ", ",
                                        word.substr(0, word.find('=')),
                                        word.substr(word.find('=') + 1));
  }

  std::string pod() const {
    return "---\napiVersion: v1\nkind: Pod\nmetadata: {name: ingress, "
           "namespace: istio-system, labels: {istio: ingressgateway}}\n"
           "spec: {containers: [{name: istio-proxy, ports: [" +
           container_ports_ + "]" + env_ + "}]}\n";
  }

  std::vector<std::pair<std::string, std::string>> gateways_;
  std::map<std::string, int> servers_;
  std::string others_, container_ports_, env_;
};

std::string short_name(const std::string& full) {
  return full.starts_with("default/") ? full.substr(8) : full;
}

std::string sni_text(const Chain& chain) {
  return chain.sni.empty() ? "*" : joined(chain.sni);
}

std::string cluster_text(const Cluster& cluster) {
  return cluster.weight ? fmt::format("{}*{}", cluster.name, *cluster.weight)
                        : cluster.name;
}

std::string match_text(const HttpMatch& match) {
  std::string out;
  if (match.uri) {
    out += match.uri->kind == StringMatch::exact ? "=" : "";
    out += match.uri->kind == StringMatch::regex ? "~" : "";
    out += match.uri->value;
  }
  for (const auto& [key, value] : match.headers) out += '+' + key;
  for (const auto& [key, value] : match.without_headers) out += '-' + key;
  for (const auto& [key, value] : match.query_params) out += '?' + key;
  if (match.method) out += '!' + match.method->value;
  return out;
}

}  // namespace

std::string manifests(std::string_view notation) {
  return Writer().run(notation);
}

std::string unindented(std::string_view text) {
  const Words lines = split(text, '\n');
  std::size_t margin = std::string::npos;
  for (const std::string& line : lines)
    margin = std::min(margin, line.find_first_not_of(' '));
  std::string out;
  for (const std::string& line : lines)
    if (line.find_first_not_of(' ') != std::string::npos)
      out += line.substr(margin) + '\n';
  return out;
}

std::string swapped(std::string_view notation) {
  std::vector<std::pair<std::string, std::string>> blocks;  // by Gateway
  for (const std::string& line : split(notation, '\n')) {
    const std::string name = Line(line).name;
    if (!blocks.empty() && blocks.back().first == name)
      blocks.back().second += line + '\n';
    else
      blocks.emplace_back(name, line + '\n');
  }
  std::string out;
  for (auto block = blocks.rbegin(); block != blocks.rend(); ++block)
    out += block->second;
  return out;
}

MeshSettings in_file_order() {
  MeshSettings settings;
  settings.order = Order::file;
  settings.complete.add("VirtualService");
  return settings;
}

Listening::Listening(std::string_view notation, MeshSettings settings)
    : settings_(std::move(settings)) {
  const bool yaml = notation.find("apiVersion") <
                    notation.find("---");  // nothing but manifests
  const FileId file =
      sources_.add("case.yaml", yaml ? unindented(notation)
                                     : manifests(unindented(notation)));
  mesh_ = read_mesh(sources_, {file}, MeshSettings()).mesh;
  const auto all = workloads(mesh_, settings_);
  if (!all.empty()) effective_ = Engine(mesh_, settings_).effective(all[0]);
}

std::string ListeningText::name(ServerId id) const {
  const ServerIn& server = effective_.servers[id];
  return fmt::format("{}#{}",
                     short_name(mesh_.gateways[server.gateway].full_name()),
                     server.index);
}

std::string ListeningText::names(const std::vector<ServerId>& ids) const {
  return joined(ids, [&](ServerId id) { return name(id); });
}

std::string ListeningText::chain(const Chain& chain) const {
  return fmt::format("- {} {} {} {}\n", sni_text(chain), text_of(chain.kind),
                     names(chain.servers),
                     chain.clusters.empty()
                         ? chain.route
                         : joined(chain.clusters, cluster_text));
}

std::string ListeningText::listeners() const {
  std::string out;
  for (const EffectiveListener& one : effective_.listeners) {
    out += one.name + ' ' + std::string(text_of(one.state));
    if (one.reason != ListenerReason::none)
      out += ' ' + std::string(text_of(one.reason));
    out += '\n';
    for (const Chain& each : one.chains) out += chain(each);
  }
  for (ServerId id = 0; id < effective_.servers.size(); ++id) {
    const Drop& drop = effective_.servers[id].drop;
    if (drop.reason == DropReason::none) continue;
    out += fmt::format("dropped {} {}", name(id), text_of(drop.reason));
    if (!drop.detail.empty()) out += ' ' + drop.detail;
    if (drop.winner) {
      const bool live =
          effective_.servers[*drop.winner].drop.reason == DropReason::none;
      out += " by ";
      out += live ? name(*drop.winner) : '(' + name(*drop.winner) + ')';
    }
    if (drop.order_sensitive) out += " order";
    out += '\n';
  }
  return out;
}

std::string ListeningText::route_names() const {
  std::string out;
  for (const RouteConfiguration& one : effective_.routes)
    out += one.name + ' ' + names(one.servers) + '\n';
  return out;
}

std::string ListeningText::route(const Route& route) const {
  const ObjectHead& head = mesh_.virtual_services[route.virtual_service].head;
  return short_name(head.namespace_ + '/' + head.name) +
         match_text(route.match);
}

std::string ListeningText::virtual_hosts() const {
  std::string out;
  for (const RouteConfiguration& one : effective_.routes)
    for (const VirtualHost& host : one.virtual_hosts) {
      out +=
          fmt::format("{} {} [{}]", one.name, host.name, joined(host.domains));
      if (host.require_tls) out += " tls";
      for (const Route& each : host.routes) out += ' ' + route(each);
      out += '\n';
    }
  return out;
}

std::string ListeningText::tls() const {
  std::string out;
  for (const EffectiveListener& listener : effective_.listeners)
    for (const Chain& one : listener.chains) {
      if (!one.tls) continue;
      out += fmt::format(
          "{} {} {}", names(one.servers), text_of(one.tls->mode),
          joined(one.tls->secrets, [](const auto& s) { return s.name; }));
      if (one.tls->ca) out += " ca=" + one.tls->ca->name;
      out += ' ' + joined(one.tls->alpn);
      if (one.tls->require_client_certificate) out += " client";
      out += '\n';
    }
  return out;
}

std::string differing(const std::vector<ListeningCase>& cases) {
  std::string out;
  const auto compare = [&](const std::string& about,
                           const std::string& notation,
                           std::string_view expected) {
    const std::string got = Listening(notation).listeners();
    const std::string wanted = unindented(expected);
    if (got != wanted)
      out += about + "\nshould be\n" + wanted + "but is\n" + got;
  };
  for (const ListeningCase& one : cases) {
    const std::string notation = unindented(one.notation);
    const std::string about(one.about);
    compare(about, notation, one.expected);
    if (!one.expected_swapped.empty())
      compare(about + " swapped", swapped(notation), one.expected_swapped);
  }
  return out;
}

}  // namespace asmgw
