// Who refers to whom decides the order: Gateways, then what is always parsed,
// then workloads, then Services and the rest.
#include "mesh/merge.h"

#include "mesh/relevance.h"
#include "model/template_marks.h"
#include "yaml/plain_blocks.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace asmgw {
namespace {

std::string identity(const ObjectHead& head) {
  return head.kind + ' ' + head.namespace_ + '/' + head.name;
}

/// What others of its kind are the same by, beside their names: null of most.
const Labels* evidence_of(const Service& service) {
  return service.selector.empty() ? nullptr : &service.selector;
}
const Labels* evidence_of(const PodTemplate& pod) {
  return pod.labels.empty() ? nullptr : &pod.labels;
}
template <class T>
const Labels* evidence_of(const T&) {
  return nullptr;
}

/// Bytes of documents that matter to nobody and are tried all the same: see
/// Merging::try_rest.
constexpr std::size_t most_tried = 1 << 20;

/// Of a kind that is known only Helm makes something; all else may be a text of
/// any tool.
bool is_template(std::string_view text, ContextKind kind) {
  return find_helm_mark(text) || (kind == ContextKind::none &&
                                  (text.find("{%") != std::string_view::npos ||
                                   text.find("<%") != std::string_view::npos));
}

auto place(const Range& range) { return std::tuple(range.file, range.begin); }

class Merging {
 public:
  Merging(std::span<const MeshFile> files, const Sources& sources,
          const MeshSettings& settings, const MeshReading& reading)
      : files_(files),
        sources_(sources),
        settings_(settings),
        reading_(reading) {
    if (settings.quic) relevance_.add_all_services();
    for (const WorkloadWish& wish : settings.workloads)
      relevance_.add_workload(wish.labels);
    // `Gateway` stands in too many texts to tell anything.
    for (const Kind& kind : all_kinds)
      if ((kind.use == KindUse::sought || kind.use == KindUse::named) &&
          kind.name != "Gateway")
        kinds_.add(kind.name);
  }

  MeshResult run() {
    for (std::size_t i = 0; i < files_.size(); ++i) take_file(i);
    read_what_matters();
    count_skipped();
    settle_all();
    return std::move(result_);
  }

 private:
  /// A document that is not parsed yet.
  struct Waiting {
    std::size_t file, index;  ///< in `files_`, in its `unparsed`
    bool read = false;
  };
  template <class T>
  struct Taken {
    std::size_t file;
    std::uint32_t order;
    bool wanted;  ///< not only because nothing is left out
    std::shared_ptr<const T> object;
  };

  void take_file(std::size_t number) {
    const FileObjects& file = *files_[number].objects;
    for (const FileObject& object : file.objects) {
      if (!object.gateway || files_[number].beside) continue;
      if (file.role == FileRole::patch && !reading_.patches) continue;
      relevance_.add(*object.gateway->model.gateway);
      gateways_.push_back(object.gateway);
    }
    take(file.context, number, true);
    if (file.role == FileRole::patch) return;
    for (std::size_t i = 0; i < file.unparsed.size(); ++i)
      waiting_.push_back({number, i});
  }

  void take(const ContextObjects& objects, std::size_t file, bool wanted) {
    if (!files_[file].beside)
      for (const auto& [kind, count] : objects.not_rendered)
        result_.mesh.not_rendered[kind] += count;
    std::apply(
        [&](const auto&... lists) { (take_list(lists, file, wanted), ...); },
        objects.all);
  }

  template <class T>
  void take_list(const std::vector<Numbered<T>>& list, std::size_t file,
                 bool wanted) {
    // Not rendered: two of one name are nobody's concern.
    wanted &=
        !std::is_same_v<T, EnvoyFilter> && !std::is_same_v<T, WorkloadPolicy>;
    for (const Numbered<T>& one : list) {
      if constexpr (requires { relevance_.add(*one.object); })
        relevance_.add(*one.object);
      if constexpr (std::is_same_v<T, WorkloadPolicy>)
        if (!files_[file].beside)
          ++result_.mesh.not_rendered[one.object->head.kind];
      taken<T>().push_back({file, one.order, wanted, one.object});
    }
  }

  template <class T>
  std::vector<Taken<T>>& taken() {
    return std::get<std::vector<Taken<T>>>(taken_);
  }

  [[nodiscard]] const UnparsedDocument& at(const Waiting& one) const {
    return files_[one.file].objects->unparsed[one.index];
  }
  [[nodiscard]] std::string_view text_of(const Waiting& one) const {
    return sources_.text(at(one).range);
  }

  void read_what_matters() {
    using enum ContextKind;
    read_wanted({virtual_service, destination_rule, istio_gateway});
    read_wanted({pod, none});
    read_namesakes<PodTemplate>(pod);
    read_wanted(
        {none, service, service_entry, secret, config_map, workload_policy});
    read_namesakes<Service>(service);
    read_namesakes<ServiceEntry>(service_entry);
    if (reading_.filtered) return try_rest();
    for (Waiting& document : waiting_)
      if (!document.read) read(document, false);
  }

  [[nodiscard]] bool wants(const Waiting& document) const {
    const std::string_view text = text_of(document);
    const ContextKind kind = at(document).kind;
    if (at(document).broken) return true;
    if (kind != ContextKind::none) return relevance_.wants(kind, text);
    return kinds_.in(text) || relevance_.wants(ContextKind::secret, text);
  }

  void read_wanted(std::initializer_list<ContextKind> kinds) {
    for (Waiting& document : waiting_)
      if (!document.read &&
          std::find(kinds.begin(), kinds.end(), at(document).kind) !=
              kinds.end() &&
          wants(document))
        read(document, true);
  }

  /// Of two with one name the last stands: where one was read, all are.
  template <class T>
  void read_namesakes(ContextKind kind) {
    WordSet names;
    for (const Taken<T>& known : taken<T>())
      if (!known.object->head.name.empty()) names.add(known.object->head.name);
    for (Waiting& document : waiting_)
      if (!document.read && at(document).kind == kind &&
          names.in(text_of(document)))
        read(document, true);
  }

  void read(Waiting& document, bool wanted) {
    document.read = true;
    const ParsedDocument& parsed = parsed_of(document);
    if (parsed.readable) return take(parsed.objects, document.file, wanted);
    add_unreadable(document, parsed, wanted);
  }

  /// What nobody asks for is read only to say where it is no YAML.
  void try_rest() {
    if (gateways_.empty()) return;
    std::size_t room = most_tried;
    for (const Waiting& document : waiting_) {
      const std::string_view text = text_of(document);
      if (document.read || text.size() > room || is_plainly_readable(text))
        continue;
      room -= text.size();
      if (const ParsedDocument& parsed = parsed_of(document); !parsed.readable)
        add_unreadable(document, parsed, false);
    }
  }

  [[nodiscard]] const ParsedDocument& parsed_of(const Waiting& document) const {
    return files_[document.file].objects->parsed(document.index, sources_,
                                                 settings_);
  }

  void add_unreadable(const Waiting& document, const ParsedDocument& parsed,
                      bool wanted) {
    if (!wanted && gateways_.empty()) return;
    const UnparsedDocument& from = at(document);
    const std::string_view text = text_of(document);
    Unreadable& made = result_.mesh.unreadable.emplace_back();
    made.range = from.range;
    made.problems = parsed.problems;
    made.is_template = is_template(text, from.kind);
    made.decides = wanted && decides(from.kind);
    const bool stops = made.decides && (from.kind != ContextKind::service ||
                                        relevance_.may_front(text));
    if (!stops) result_.harmless.push_back(from.range);
    if (!from.word.empty()) made.object.kind = from.word;
    made.object.document = from.document;
  }

  void count_skipped() {
    for (const Waiting& document : waiting_) {
      if (document.read || at(document).kind == ContextKind::none) continue;
      ++result_.mesh.context_skipped;
      ++result_.mesh.skipped_kinds[std::string(at(document).word)];
    }
  }

  void settle_gateways() {
    std::map<std::pair<std::string_view, std::string_view>, const MeshGateway*>
        last;
    for (const auto& one : gateways_)
      if (!one->name.empty()) last[{one->namespace_, one->name}] = one.get();
    for (const auto& one : gateways_) {
      const MeshGateway& standing =
          one->name.empty() ? *one : *last[{one->namespace_, one->name}];
      if (&standing == one.get())
        result_.mesh.gateways.push_back(one);
      else
        result_.mesh.replaced.push_back({"Gateway", one->full_name(),
                                         one->range, standing.range,
                                         one->model.object});
    }
  }

  /// An earlier one of the name stays, as in a cluster.
  void set_refused_aside() {
    std::erase_if(taken<VirtualService>(), [&](const auto& one) {
      const bool refused = one.object->acceptance == Acceptance::refused;
      if (refused && !files_[one.file].beside)
        result_.mesh.refused_virtual_services.push_back(one.object);
      return refused;
    });
  }

  /// What the mesh itself has needs nothing beside it.
  template <class T>
  void leave_what_is_beside(std::vector<Taken<T>>& all) const {
    const auto is_beside = [&](const Taken<T>& one) {
      return files_[one.file].beside;
    };
    if (std::none_of(all.begin(), all.end(), is_beside)) return;
    std::set<std::string> own;
    for (const Taken<T>& one : all)
      if (!is_beside(one)) own.insert(identity(head_of(*one.object)));
    std::set<Labels> own_labels;
    for (const Taken<T>& one : all)
      if (const Labels* labels = evidence_of(*one.object);
          labels && !is_beside(one))
        own_labels.insert(*labels);
    std::erase_if(all, [&](const Taken<T>& one) {
      const Labels* labels = evidence_of(*one.object);
      return is_beside(one) && (own.contains(identity(head_of(*one.object))) ||
                                (labels && own_labels.contains(*labels)));
    });
  }

  template <class T, class Add>
  void settle(Add add) {
    std::vector<Taken<T>>& all = taken<T>();
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) {
      return std::tie(a.file, a.order) < std::tie(b.file, b.order);
    });
    leave_what_is_beside(all);
    std::unordered_map<std::string, const Taken<T>*> last;
    for (const Taken<T>& one : all) last[identity(head_of(*one.object))] = &one;
    for (const Taken<T>& one : all) {
      const ObjectHead& head = head_of(*one.object);
      const Taken<T>& standing = *last[identity(head)];
      if (&standing == &one || head.name.empty())
        add(one.object);
      else if (one.wanted && standing.wanted)
        result_.mesh.replaced.push_back(
            {head.kind, head.namespace_ + '/' + head.name, head.range,
             head_of(*standing.object).range, head.object});
    }
  }

  template <class T>
  void settle(SharedList<T>& out) {
    settle<T>([&](const std::shared_ptr<const T>& one) { out.push_back(one); });
  }

  void settle_all() {
    Mesh& mesh = result_.mesh;
    settle_gateways();
    set_refused_aside();
    settle(mesh.virtual_services);
    settle(mesh.destination_rules);
    settle(mesh.istio_gateways);
    settle(mesh.service_entries);
    settle(mesh.services);
    settle(mesh.pods);
    settle(mesh.envoy_filters);
    settle(mesh.policies);
    settle<ObjectHead>([&](const std::shared_ptr<const ObjectHead>& head) {
      (head->kind == "Secret" ? mesh.secrets : mesh.config_maps)
          .push_back(head->namespace_ + '/' + head->name);
    });
    std::stable_sort(mesh.replaced.begin(), mesh.replaced.end(),
                     [](const Replaced& a, const Replaced& b) {
                       return place(a.earlier) < place(b.earlier);
                     });
    std::stable_sort(mesh.unreadable.begin(), mesh.unreadable.end(),
                     [](const Unreadable& a, const Unreadable& b) {
                       return place(a.range) < place(b.range);
                     });
  }

  std::span<const MeshFile> files_;
  const Sources& sources_;
  const MeshSettings& settings_;
  const MeshReading reading_;
  MeshResult result_;
  Relevance relevance_;
  WordSet kinds_;  ///< of which even a text of no clear kind is parsed
  std::vector<Waiting> waiting_;
  std::vector<std::shared_ptr<const MeshGateway>> gateways_;
  std::tuple<std::vector<Taken<VirtualService>>,
             std::vector<Taken<DestinationRule>>,
             std::vector<Taken<IstioGatewayObject>>,
             std::vector<Taken<ServiceEntry>>, std::vector<Taken<Service>>,
             std::vector<Taken<PodTemplate>>, std::vector<Taken<EnvoyFilter>>,
             std::vector<Taken<WorkloadPolicy>>, std::vector<Taken<ObjectHead>>>
      taken_;
};

/// Nobody has judged them: as with Gateways, all of them take part.
void take_for_accepted(FileObjects& file) {
  for (auto& one :
       std::get<std::vector<Numbered<VirtualService>>>(file.context.all)) {
    if (one.object->acceptance == Acceptance::accepted) continue;
    auto taken = std::make_shared<VirtualService>(*one.object);
    taken->acceptance = Acceptance::accepted;
    one.object = std::move(taken);
  }
}

}  // namespace

MeshResult merge(std::span<const MeshFile> files, const Sources& sources,
                 const MeshSettings& settings, const MeshReading& reading) {
  return Merging(files, sources, settings, reading).run();
}

MeshResult merge(std::span<const FileObjects* const> files,
                 const Sources& sources, const MeshSettings& settings,
                 const MeshReading& reading) {
  std::vector<MeshFile> all;
  all.reserve(files.size());
  for (const FileObjects* one : files) all.push_back({one, false});
  return merge(all, sources, settings, reading);
}

MeshResult read_mesh(const Sources& sources, const std::vector<FileId>& files,
                     const MeshSettings& settings, const MeshReading& reading) {
  std::vector<FileObjects> read;
  read.reserve(files.size());
  for (FileId file : files) {
    read.push_back(read_objects(sources, file, FileRole::manifest, settings));
    take_for_accepted(read.back());
  }
  std::vector<const FileObjects*> all;
  all.reserve(read.size());
  for (const FileObjects& one : read) all.push_back(&one);
  return merge(all, sources, settings, reading);
}

}  // namespace asmgw
