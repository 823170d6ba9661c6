// Answers for programs; schemas/resolve.schema.json describes it.
#include "output/resolve_json.h"

#include "output/render_json.h"

namespace asmgw {
namespace {

/// Values of one name as Envoy joins them.
Json headers_of(const Request& request) {
  Json out = Json::object();
  for (const auto& [name, value] : request.headers) {
    if (out.contains(name))
      out[name] = out[name].get<std::string>() + ',' + value;
    else
      out[name] = value;
  }
  return out;
}

class ResolutionJson {
 public:
  explicit ResolutionJson(const Rendering& in) : in_(in) {}

  [[nodiscard]] Json answer(const Answered& one) const {
    const Answer& answer = one.answer;
    return {
        {"group", or_null(in_.group)},
        {"url", one.request.url},
        {"request", request_document(one.request)},
        {"workload", one.workload.workload.id},
        {"outcome", text_of(answer.outcome)},
        {"reason", or_null(text_of(answer.reason))},
        {"status", answer.status == 0 ? Json(nullptr) : Json(answer.status)},
        {"grpcStatus",
         answer.grpc_status ? Json(*answer.grpc_status) : Json(nullptr)},
        {"location", or_null(answer.location)},
        {"listener",
         answer.listener ? Json(answer.listener->name) : Json(nullptr)},
        {"chain", chain(answer.chain)},
        {"routeConfiguration",
         answer.routes ? Json(answer.routes->name) : Json(nullptr)},
        {"virtualHost",
         answer.virtual_host ? Json(answer.virtual_host->name) : Json(nullptr)},
        {"virtualService", virtual_service(answer)},
        {"clusters", array_of(answer.clusters, cluster_of)},
        {"steps",
         array_of(answer.steps, [this](const Step& it) { return step(it); })}};
  }

 private:
  static Json chain(const Chain* chain) {
    if (!chain) return nullptr;
    return {{"sni", chain->sni.empty() ? Json(nullptr) : Json(chain->sni)}};
  }

  [[nodiscard]] Json virtual_service(const Answer& answer) const {
    if (!answer.virtual_service) return nullptr;
    return full_name(mesh().virtual_services[*answer.virtual_service].head);
  }

  void add_place(const std::optional<Range>& range, Json& out) const {
    out["path"] = range ? Json(in_.sources.file(range->file).path()) : Json();
    out["range"] = range ? range_of(in_.sources, *range) : Json();
  }

  [[nodiscard]] Json step(const Step& one) const {
    Json out{{"step", text_of(one.kind)},
             {"chosen", or_null(one.chosen)},
             {"why", one.why}};
    add_place(one.range, out);
    out["rivals"] =
        array_of(one.rivals, [this](const Rival& it) { return rival(it); });
    return out;
  }

  [[nodiscard]] Json rival(const Rival& one) const {
    Json out{{"name", one.name}, {"why", one.why}};
    add_place(one.range, out);
    return out;
  }

  [[nodiscard]] const Mesh& mesh() const { return in_.mesh; }

  const Rendering& in_;
};

void write_resolve_json(const Resolution& resolution, const Presentation&,
                        std::string& out) {
  Json head = json_form();
  head["assumptions"] = assumptions_of(resolution.renderings);
  head["notes"] = notes_of(resolution);
  JsonArrayText text(std::move(head), "answers", out);
  for (const Answered& one : resolution.answers) text.add(answer_document(one));
  text.end();
}

}  // namespace

Json request_document(const Request& request) {
  return {{"address", or_null(request.address)},
          {"port", request.port},
          {"tls", request.tls},
          {"sni", or_null(request.sni)},
          {"host", request.host},
          {"method", request.method},
          {"path", request.path},
          {"query", or_null(request.query)},
          {"headers", headers_of(request)},
          {"clientCertificate", request.client_certificate},
          {"alpn", request.alpn ? Json(*request.alpn) : Json(nullptr)},
          {"http3", request.http3}};
}

Json answer_document(const Answered& answered) {
  return ResolutionJson(answered.rendering).answer(answered);
}

constinit const ResolveReporter reporters::resolve_json = {
    .name = "json",
    .summary = "for programs; see `asmgw schema resolve`",
    .write = write_resolve_json,
};

}  // namespace asmgw
