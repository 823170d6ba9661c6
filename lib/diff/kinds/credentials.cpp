// Classes of change: credentialName and credentialNames.
#include "base/text.h"
#include "diff/kinds/compare_tls_parts.h"
#include "diff/kinds/tls.h"

namespace asmgw {
namespace {

constexpr std::string_view shop = "{mode: SIMPLE, credentialName: shop}";
constexpr std::string_view blog = "{mode: SIMPLE, credentialName: blog}";
constexpr std::string_view shop_in_list =
    "{mode: SIMPLE, credentialNames: [shop]}";
constexpr std::string_view shop_and_ec =
    "{mode: SIMPLE, credentialNames: [shop, shop-ec]}";
constexpr std::string_view secret_of_shop = R"(apiVersion: v1
kind: Secret
metadata: {name: shop, namespace: istio-system})";
constexpr ChangeExample credential_changed_pairs[] = {
    {
        .level = Impact::risky,
        .older = shop,
        .newer = blog,
        .silent = shop_in_list,
    },
    {
        .variant = "MUTUAL",
        .level = Impact::breaking,
        .older = R"({mode: MUTUAL, credentialName: shop})",
        .newer = R"({mode: MUTUAL, credentialName: blog})",
        .silent = R"({mode: MUTUAL, credentialName: shop,
      minProtocolVersion: TLSV1_3})",
    },
    {
        .variant = "MUTUAL with a CA apart",
        .level = Impact::risky,
        .older = R"({mode: MUTUAL, credentialName: shop,
      caCertCredentialName: clients-cacert})",
        .newer = R"({mode: MUTUAL, credentialName: blog,
      caCertCredentialName: clients-cacert})",
        .silent = R"({mode: MUTUAL, credentialName: shop,
      caCertCredentialName: others-cacert})",
    },
    {
        .variant = "missing",
        .level = Impact::breaking,
        .older = shop,
        .newer = blog,
        .silent = shop_in_list,
        .context = secret_of_shop,
        .options = "--complete",
    },
};

constexpr ChangeExample credential_form_changed_pairs[] = {
    {
        .variant = "namespace",
        .level = Impact::risky,
        .older = shop,
        .newer = R"({mode: SIMPLE, credentialName: istio-system/shop})",
        .silent = shop_in_list,
    },
    {
        .variant = "kubernetes://",
        .level = Impact::none,
        .older = shop,
        .newer = R"({mode: SIMPLE, credentialName: "kubernetes://shop"})",
        .silent = shop_in_list,
    },
};

constexpr ChangeExample credential_added_pairs[] = {
    {
        .level = Impact::safe,
        .older = shop_in_list,
        .newer = shop_and_ec,
        .silent = shop,
    },
    {
        .variant = "first in MUTUAL",
        .level = Impact::breaking,
        .older = R"({mode: MUTUAL, credentialNames: [shop]})",
        .newer = R"({mode: MUTUAL, credentialNames: [shop-ec, shop]})",
        .silent = R"({mode: MUTUAL, credentialName: shop})",
    },
};

constexpr ChangeExample credential_removed_pairs[] = {
    {
        .level = Impact::risky,
        .older = shop_and_ec,
        .newer = shop,
        .silent = R"({mode: SIMPLE, credentialNames: [shop-ec, shop]})",
    },
    {
        .variant = "first in MUTUAL",
        .level = Impact::breaking,
        .older = R"({mode: MUTUAL, credentialNames: [shop-ec, shop]})",
        .newer = R"({mode: MUTUAL, credentialNames: [shop]})",
        .silent = R"({mode: MUTUAL, credentialNames: [shop-ec, shop],
      minProtocolVersion: TLSV1_3})",
    },
};

constexpr ChangeExample credential_list_equivalent_pairs[] = {
    {
        .level = Impact::none,
        .older = shop,
        .newer = shop_in_list,
        .silent = shop_and_ec,
    },
};

const Workload* workload_of(const TlsPair& pair) {
  const SideServer& server = *pair.servers.newer;
  const Seen* first = server.first();
  return first ? &server.workload(*first).workload : nullptr;
}

std::string workload_namespace(const TlsPair& pair) {
  const Workload* workload = workload_of(pair);
  return workload ? workload->namespace_
                  : pair.out.facts().settings->gateway_namespace;
}

Texts objects_of(const TlsPair& pair, const Texts& names) {
  Texts all;
  for (const std::string& name : names)
    all.push_back(secret_text_of(name, workload_namespace(pair)));
  return all;
}

/// What Envoy asks for.
Texts resources_of(const TlsPair& pair, const Texts& names) {
  Texts all;
  for (const std::string& name : names)
    all.push_back(secret_of(name, "", pair.version()).name);
  return all;
}

bool are_secrets_given(const Mesh& mesh) {
  return !mesh.secrets.empty() || mesh.skipped_kinds.contains("Secret");
}

/// The change of a list of credentials.
class CredentialComparison {
 public:
  explicit CredentialComparison(const TlsPair& pair)
      : pair_(pair),
        before_(credentials_of(pair.older, pair.version())),
        after_(credentials_of(pair.newer, pair.version())),
        was_(objects_of(pair, before_)),
        is_(objects_of(pair, after_)) {}

  void run() {
    if (before_ == after_)
      compare_list();
    else if (was_ == is_)
      say_form();
    else
      say_objects();
  }

 private:
  Change& add(const ChangeKind& kind, std::string_view title,
              const Texts& names) {
    Change& change = pair_.add(
        kind, credential_spot(*pair_.servers.older, pair_.version()),
        credential_spot(*pair_.servers.newer, pair_.version()), title);
    set_subject(change, pair_.servers, listed(names));
    return change;
  }

  void compare_list() {
    if (reads_credential_list(pair_.older, pair_.version()) ==
        reads_credential_list(pair_.newer, pair_.version()))
      return;
    add(changes::credential_list_equivalent,
        fmt::format("names {} in another field", listed(after_)), after_)
        .then = "Envoy asks for the same Secret";
  }

  void say_form() {
    Change& change = add(
        changes::credential_form_changed,
        fmt::format("names {} as {}", listed(before_), listed(after_)), after_);
    change.then = fmt::format(
        "the same Secret under another resource name: some releases leave the "
        "listener warming; {}",
        drains);
    if (resources_of(pair_, before_) != resources_of(pair_, after_)) return;
    change.then.clear();
    set_level(change, Impact::none, "Envoy asks for the same resource");
  }

  void say_objects() {
    const Texts gone = without(was_, is_), come = without(is_, was_);
    if (gone.empty() && come.empty())
      say_reordered();
    else if (gone.empty())
      say_added(come);
    else if (come.empty())
      say_removed(gone);
    else
      say_changed(come);
  }

  void say_reordered() {
    Change& change = add(changes::credential_changed,
                         "lists the same credentials otherwise", after_);
    change.now = fmt::format("names {}", listed(before_));
    change.then = fmt::format(
        "the first one is shown where Envoy has no reason to choose; {}",
        drains);
    judge_ca(change);
    if (change.level != Impact::breaking)
      set_level(change, Impact::safe, "the Secrets are the same");
  }

  void say_added(const Texts& come) {
    Change& change =
        add(changes::credential_added,
            fmt::format("offers the certificate of {} as well", listed(come)),
            come);
    change.then = fmt::format(
        "each client gets the certificate that it can check; {}", drains);
    judge(change, come);
  }

  void say_removed(const Texts& gone) {
    Change& change =
        add(changes::credential_removed,
            fmt::format("no longer offers the certificate of {}", listed(gone)),
            gone);
    change.then = fmt::format(
        "clients that can only check its type of key fail; {}", drains);
    judge_ca(change);
  }

  void say_changed(const Texts& come) {
    Change& change =
        add(changes::credential_changed,
            fmt::format("shows the certificate of {} instead of {}",
                        listed(after_), listed(before_)),
            after_);
    change.now = fmt::format("read from {}", listed(was_));
    change.then =
        fmt::format("read from {}; if it is not there, handshakes fail; {}",
                    listed(is_), drains);
    judge(change, come);
  }

  void judge(Change& change, const Texts& come) const {
    for (std::size_t i = 0; i < is_.size(); ++i)
      if (has(come, is_[i])) judge_object(change, after_[i], is_[i]);
    judge_ca(change);
  }

  void judge_object(Change& change, std::string_view written,
                    const std::string& object) const {
    if (const auto fault = fault_of(written); fault != CredentialFault::none) {
      const bool alone = std::ranges::all_of(after_, [](const auto& one) {
        return fault_of(one) != CredentialFault::none;
      });
      const std::string words = words_of(fault, written, {});
      if (alone)
        raise(change, words + ": handshakes fail");
      else
        change.notes.push_back(words);
      return;
    }
    const Credential credential = parse_credential(written);
    if (credential.form == CredentialForm::never)
      raise(change, fmt::format("{} is never delivered", in_quotes(written)));
    if (credential.form == CredentialForm::namespaced)
      judge_namespace(change, credential.namespace_);
    if (credential.form == CredentialForm::name ||
        credential.form == CredentialForm::namespaced)
      judge_presence(change, object);
  }

  void judge_namespace(Change& change, std::string_view name) const {
    const Workload* workload = workload_of(pair_);
    if (!workload || workload->namespace_ == name) return;
    if (workload->inferred)
      change.notes.push_back(fmt::format(
          "istiod hands out the Secret only to a gateway that runs in {}",
          visible(name)));
    else
      raise(change,
            fmt::format("the gateway runs in {}, and istiod hands out Secrets "
                        "of that namespace only",
                        visible(workload->namespace_)));
  }

  void judge_presence(Change& change, const std::string& object) const {
    const Mesh& mesh = *pair_.servers.newer->side->mesh;
    if (!pair_.out.facts().settings->complete.of(InputKind::secret) ||
        !are_secrets_given(mesh) || has(mesh.secrets, object))
      return;
    raise(change,
          fmt::format("Secret {} is not in the inputs, which are complete",
                      visible(object)));
  }

  /// The first credential names the CA where nothing else does.
  void judge_ca(Change& change) const {
    if (!pair_.both(asks_for_client) ||
        filled(pair_.older.ca_cert_credential_name) ||
        filled(pair_.newer.ca_cert_credential_name) ||
        was_.front() == is_.front())
      return;
    raise(change,
          fmt::format("the CA of clients changes as well, to {}, or ca.crt in "
                      "{}: clients of the old one fail",
                      visible(client_ca_of(pair_, pair_.newer)),
                      visible(is_.front())));
  }

  const TlsPair& pair_;
  Texts before_, after_;  ///< as written
  Texts was_, is_;        ///< the objects
};

}  // namespace

constinit const ChangeKind changes::credential_changed = {
    .id = "credential-changed",
    .level = Impact::risky,
    .classes = {ChangeClass::availability, ChangeClass::security},
    .summary = "the certificate is read from another Secret",
    .rationale = R"(Envoy asks istiod for the other Secret, which is looked
up in the namespace of the gateway workload. If it is not there, handshakes
on this filter chain fail while other chains work. Breaking where the inputs
are complete and lack the Secret, and where istiod would refuse it for its
namespace. In MUTUAL and OPTIONAL_MUTUAL the CA of clients comes with the
credential: clients of the old CA fail, unless caCertCredentialName names one
apart.)",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .inverse = {"credential-changed"},
    .examples = credential_changed_pairs,
};

constinit const ChangeKind changes::credential_form_changed = {
    .id = "credential-form-changed",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary = "the same Secret is named in another way",
    .rationale = R"(The Secret is the same, but Envoy asks for it under
another resource name. There are releases in which a listener whose resource
is renamed from name to namespace/name stays warming, so that the change
takes no effect and new pods have no listener. No effect for the prefix
kubernetes://, which istiod puts before a plain name itself.)",
    .source =
        "istio pilot/pkg/model/credentials/resource.go, ToResourceName; "
        "istio/istio#58146",
    .inverse = {"credential-form-changed"},
    .examples = credential_form_changed_pairs,
};

constinit const ChangeKind changes::credential_added = {
    .id = "credential-added",
    .level = Impact::safe,
    .classes = {},
    .summary = "one more certificate is offered",
    .rationale = R"(Meant for an RSA and an ECDSA certificate of the same
hosts: each client gets the one it can check. Breaking where the inputs are
complete and lack the Secret, for the filter chain waits for all of them, and
in MUTUAL and OPTIONAL_MUTUAL if the new one stands first: the first names
the CA of clients.)",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .inverse = {"credential-removed"},
    .examples = credential_added_pairs,
};

constinit const ChangeKind changes::credential_removed = {
    .id = "credential-removed",
    .level = Impact::risky,
    .classes = {ChangeClass::availability},
    .summary = "one of the certificates is no longer offered",
    .rationale = R"(Clients that can only check a certificate with the other
type of key fail. In MUTUAL and OPTIONAL_MUTUAL the first credential names
the CA of clients: if it is the one that goes, clients of the old CA fail,
which is breaking.)",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .inverse = {"credential-added"},
    .examples = credential_removed_pairs,
};

constinit const ChangeKind changes::credential_list_equivalent = {
    .id = "credential-list-equivalent",
    .level = Impact::none,
    .classes = {},
    .summary =
        "credentialName becomes a list of one, or a list of one credentialName",
    .rationale = R"(istiod asks for the same resources either way.)",
    .source =
        "istio pilot/pkg/security/model/authentication.go, "
        "ApplyCredentialSDSToServerCommonTLSContext",
    .inverse = {"credential-list-equivalent"},
    .examples = credential_list_equivalent_pairs,
};

Texts credentials_of(const Tls& tls, IstioVersion version) {
  Texts all;
  for (const auto* name : read_credentials(tls, version)) all.push_back(**name);
  return all;
}

std::string client_ca_of(const TlsPair& pair, const Tls& tls) {
  const std::string credential = client_ca_credential(tls, pair.version());
  return credential.empty()
             ? credential
             : secret_text_of(credential, workload_namespace(pair));
}

Spot credential_spot(const SideServer& server, IstioVersion version) {
  const Tls& tls = *server->tls;
  return reads_credential_list(tls, version)
             ? spot_of(server, tls.credential_names)
             : spot_of(server, tls.credential_name);
}

bool uses_credential(const TlsPair& pair, const Tls& tls) {
  return !read_credentials(tls, pair.version()).empty();
}

void compare_credentials(const TlsPair& pair) {
  CredentialComparison(pair).run();
}

}  // namespace asmgw
