// Words by chance, put together as a Gateway wants them.
#include "testing/meshes.h"

#include <fmt/core.h>

namespace asmgw {
namespace {

using nlohmann::json;

json object(std::string_view kind, std::string name, std::string ns) {
  return {
      {"apiVersion", "networking.istio.io/v1beta1"},
      {"kind", kind},
      {"metadata", {{"name", std::move(name)}, {"namespace", std::move(ns)}}}};
}

bool is_plaintext(const json& server) {
  const std::string protocol = server["port"]["protocol"];
  return protocol != "HTTPS" && protocol != "TLS";
}

}  // namespace

bool is_gateway(const json& document) {
  return document["kind"] == "Gateway" &&
         document["apiVersion"].get<std::string>().starts_with(
             "networking.istio.io/");
}

std::string plain_text(const Documents& documents) {
  std::string text;
  for (const json& one : documents)
    text += "---\n" + one.dump(1, ' ', true) + '\n';
  return text;
}

Documents MeshMaker::mesh() {
  Documents all;
  for (std::size_t i = 0, end = 1 + below(4); i < end; ++i)
    all.push_back(gateway(i));
  for (std::size_t i = 0, end = below(4); i < end; ++i)
    all.push_back(virtual_service(i));
  if (one_in(4)) {
    json service = {
        {"apiVersion", "v1"},
        {"kind", "Service"},
        {"metadata", {{"name", "ingress"}, {"namespace", "istio-system"}}}};
    service["spec"] = {
        {"selector", {{"istio", "a"}}},
        {"ports",
         {{{"name", "https"}, {"port", 443}, {"targetPort", 8443}},
          {{"name", "http"}, {"port", 80}, {"targetPort", 80}},
          {{"name", "other"}, {"port", 8443}, {"targetPort", 8443}}}}};
    all.push_back(std::move(service));
  }
  if (one_in(4))
    all.push_back({{"apiVersion", "v1"},
                   {"kind", "Pod"},
                   {"metadata",
                    {{"name", "ingress"},
                     {"namespace", "istio-system"},
                     {"labels", {{"istio", "a"}, {"app", "x"}}}}}});
  return all;
}

std::string MeshMaker::host() {
  std::string scope = text_of({"", "", "", "", "", "", "./", "*/", "w/"});
  return scope + text_of({"a.com", "b.com", "c.com", "x.a.com", "*.a.com",
                          "*.com", "*", "A.com"});
}

json MeshMaker::tls(bool plaintext) {
  if (plaintext) return {{"httpsRedirect", true}};
  json made{{"mode",
             text_of({"SIMPLE", "SIMPLE", "SIMPLE", "MUTUAL", "PASSTHROUGH",
                      "OPTIONAL_MUTUAL", "ISTIO_MUTUAL", "AUTO_PASSTHROUGH"})}};
  const std::string mode = made["mode"];
  if (mode == "SIMPLE" || mode == "MUTUAL" || mode == "OPTIONAL_MUTUAL")
    made["credentialName"] = text_of({"one", "two"});
  if (one_in(6))
    made["minProtocolVersion"] = text_of({"TLSV1_0", "TLSV1_2", "TLSV1_3"});
  return made;
}

json MeshMaker::server(std::size_t number) {
  json made;
  const std::string protocol =
      text_of({"HTTPS", "HTTPS", "HTTPS", "HTTP", "HTTP", "TLS", "TCP", "GRPC",
               "HTTP2", "MONGO"});
  static const std::array<int, 4> ports{443, 443, 80, 8443};
  const std::string name =
      one_in(8) ? text_of({"x", "x.a", "https"}) : fmt::format("p{}", number);
  made["port"] = {
      {"number", any_of(ports)}, {"name", name}, {"protocol", protocol}};
  for (std::size_t i = 0, end = 1 + below(3); i < end; ++i)
    made["hosts"].push_back(host());
  if (const bool plain = is_plaintext(made);
      !plain || (protocol != "TCP" && protocol != "MONGO" && one_in(4)))
    made["tls"] = tls(plain);
  if (one_in(8)) made["bind"] = text_of({"10.0.0.1", "10.0.0.2", "0.0.0.0"});
  return made;
}

json MeshMaker::gateway(std::size_t number) {
  // One each: two of one name would be one object.
  const std::array<std::string_view, 4> names{"a", "b", "c", "b-2"};
  json made = object("Gateway", std::string(names[number]),
                     text_of({"default", "default", "istio-system"}));
  json& spec = made["spec"];
  if (!one_in(16))
    spec["selector"] = one_in(6) ? json{{"app", "x"}} : json{{"istio", "a"}};
  for (std::size_t i = 0, end = 1 + below(3); i < end; ++i)
    spec["servers"].push_back(server(i));
  return made;
}

json MeshMaker::virtual_service(std::size_t number) {
  json made = object("VirtualService", fmt::format("v{}", number), "default");
  json& spec = made["spec"];
  spec["gateways"] = {text_of({"a", "b", "c", "istio-system/a"})};
  spec["hosts"] = {text_of({"a.com", "b.com", "x.a.com", "*.a.com", "*"})};
  const json route = {{{"destination", {{"host", "web"}}}}};
  if (one_in(4))
    spec["tls"] = {{{"match", {{{"sniHosts", {text_of({"a.com", "b.com"})}}}}},
                    {"route", route}}};
  else if (one_in(4))
    spec["tcp"] = {{{"route", route}}};
  else
    spec["http"] = {{{"route", route}}};
  return made;
}

json MeshMaker::odd_virtual_service(std::size_t number) {
  const std::vector<std::string_view> odd{"*.x",
                                          "*",
                                          "",
                                          "c",
                                          "c",
                                          "x:80",
                                          "web",
                                          "c",
                                          "w\xc3\xa4r.com",
                                          "it's",
                                          "\"q\"",
                                          "a\nb",
                                          "a,b*3",
                                          "*.a.*.b",
                                          "http://a.com/",
                                          "x*90",
                                          "..",
                                          ".a",
                                          "a.",
                                          "null",
                                          "1.5",
                                          "redirect",
                                          "404",
                                          "cluster",
                                          "c",
                                          "\xe2\x80\xa8x.y",
                                          "outbound|80||a",
                                          "web.default.svc.cluster.local"};
  const auto destination = [&]() -> json {
    json made{{"host", one_in(3) ? "web.example.com" : text_of(odd)}};
    const std::array<std::int64_t, 7> ports{80,    8080,  0,    1,
                                            65535, 65536, 70000};
    if (!one_in(3)) made["port"] = {{"number", any_of(ports)}};
    if (one_in(3)) made["subset"] = text_of(odd);
    return made;
  };
  const auto match = [&]() -> json {
    const std::string_view kind =
        text_of({"exact", "prefix", "regex"}) == "exact" ? "exact" : "prefix";
    return {{kind, text_of(odd)}};
  };
  json made = virtual_service(number);
  json& spec = made["spec"];
  spec.erase("tls");
  spec.erase("tcp");
  spec["hosts"] = {one_in(4) ? text_of(odd) : host()};
  json rule;
  if (one_in(3)) {
    const std::array<int, 8> codes{301, 302, 308, 0, 200, 999, 70000, -1};
    rule["redirect"] = {{"authority", text_of(odd)}, {"uri", text_of(odd)}};
    if (one_in(2)) rule["redirect"]["redirectCode"] = any_of(codes);
    if (one_in(4)) rule["redirect"]["scheme"] = text_of(odd);
  } else if (one_in(4)) {
    const std::array<int, 4> codes{200, 503, 0, 70000};
    rule["directResponse"] = {{"status", any_of(codes)}};
  } else {
    for (std::size_t i = 0, end = below(3) + 1; i < end; ++i) {
      json to{{"destination", destination()}};
      const std::array<int, 5> weights{0, 1, 50, 100, 2000000000};
      if (one_in(2)) to["weight"] = any_of(weights);
      rule["route"].push_back(std::move(to));
    }
  }
  if (one_in(2)) {
    json asked = json::object();
    if (one_in(2)) asked["uri"] = {{"exact", "/" + text_of(odd)}};
    if (one_in(4)) asked["method"] = match();
    if (one_in(3)) {
      asked["headers"][one_in(2) ? "X-Odd" : text_of(odd)] = match();
      if (one_in(3)) asked["headers"]["x-odd"] = match();
    }
    if (one_in(4)) asked["queryParams"][text_of(odd)] = match();
    rule["match"] = json::array({asked});
  }
  spec["http"] = json::array({rule});
  return made;
}

void MeshMaker::edit_server(json& server) {
  json& hosts = server["hosts"];
  switch (below(8)) {
    case 0:
    case 1:
      hosts.push_back(host());
      break;
    case 2:
      if (hosts.size() > 1) hosts.erase(below(hosts.size()));
      break;
    case 3:
      any_of(hosts) = host();
      break;
    case 4:
      server["port"]["name"] = text_of({"x", "y", "x.a", "https"});
      break;
    case 5:
      server["port"]["number"] = one_in(2) ? 443 : 8443;
      break;
    case 6:
      server["bind"] = text_of({"", "10.0.0.1", "10.0.0.2", "0.0.0.0"});
      break;
    default:
      if (server.contains("tls")) server["tls"] = tls(is_plaintext(server));
  }
}

void MeshMaker::edit(json& gateway) {
  json& servers = gateway["spec"]["servers"];
  switch (below(8)) {
    case 0:
      servers.push_back(server(servers.size()));
      break;
    case 1:
      if (servers.size() > 1) servers.erase(below(servers.size()));
      break;
    case 2:
      gateway["spec"]["selector"] =
          one_in(2) ? json{{"istio", "a"}} : json{{"istio", "other"}};
      break;
    default:
      edit_server(any_of(servers));
  }
}

void MeshMaker::edit(Documents& documents) {
  std::vector<std::size_t> gateways;
  for (std::size_t i = 0; i < documents.size(); ++i)
    if (is_gateway(documents[i])) gateways.push_back(i);
  if (one_in(6) || gateways.empty()) {
    if (gateways.size() < 4) documents.push_back(gateway(gateways.size()));
  } else {
    edit(documents[any_of(gateways)]);
  }
}

}  // namespace asmgw
