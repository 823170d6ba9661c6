// Many files -> one Mesh. Gateways are read as they come; of the rest only what
// can matter to them is parsed, once all of them are known.
#pragma once

#include "listen/mesh.h"
#include "listen/relevance.h"
#include "model/load.h"

#include <cstddef>
#include <functional>
#include <initializer_list>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

namespace asmgw {

/// What of the files is read.
struct MeshReading {
  bool filtered = true;  ///< false: all context, whether it can matter or not
  /// A Gateway that is whole counts even in a file that is named as a patch:
  /// who applies that file applies it.
  bool patches = false;
};

/// A context document that is no YAML to Kubernetes.
struct Unreadable {
  Range range;
  Problems problems;
  bool is_template = false;  ///< Helm would make YAML of it
};

struct MeshResult {
  Mesh mesh;
  std::vector<Unreadable> unreadable;  ///< in input order
};

class MeshReader {
 public:
  /// `sources` must keep every file until `finish` is done, `settings` as long.
  MeshReader(const Sources& sources, const MeshSettings& settings,
             const MeshReading& reading = {});

  /// Reads the Gateways of a file and notes what else is in it. Each object is
  /// shown to `also` first. Of files of patches nothing but Gateways is taken.
  void add(FileId file, FileRole role,
           const std::function<void(LoadedObject&)>& also);
  /// Adds what `later`, which is not finished, has read of later files of the
  /// same sources.
  void absorb(MeshReader&& later);
  /// Parses what is left and matters. Call once.
  MeshResult finish();

 private:
  /// A document that is not parsed yet.
  struct Waiting {
    std::size_t order = 0;
    Range range;
    ContextKind kind = ContextKind::none;  ///< none: only parsing can tell
    std::string_view word;                 ///< its kind as written
    std::uint32_t document = 0;            ///< see ObjectName
    bool read = false;
  };
  template <class T>
  struct Ordered {
    std::size_t order;
    bool wanted;  ///< not only because nothing is left out
    T object;
  };

  void take(LoadedObject& object, FileRole role);
  void take_gateway(LoadedObject& object);
  void wait(const LoadedObject& object);
  void take_object(const ObjectSource& from, std::size_t order, bool wanted);
  template <class T>
  void keep(T object, std::size_t order, bool wanted);
  void count_not_rendered(std::string_view api_version, std::string_view kind);

  [[nodiscard]] std::string_view text_of(const Waiting& document) const;
  [[nodiscard]] bool wants(const Waiting& document) const;
  void read_wanted(std::initializer_list<ContextKind> kinds);
  template <class T>
  void read_namesakes(ContextKind kind);
  void read(Waiting& document, bool wanted);
  void count_skipped();

  template <class T>
  void settle(std::vector<T>& out);
  void settle_gateways();
  void settle_all();

  const Sources* sources_;
  const MeshSettings* settings_;
  MeshReading reading_;
  MeshResult result_;
  Relevance relevance_;
  std::vector<Waiting> waiting_;
  std::size_t next_ = 0;  ///< the order of what comes next
  WordSet kinds_;         ///< of which even a text of no clear kind is parsed
  /// What is no Gateway; those are in `result_`, in order.
  std::tuple<std::vector<Ordered<VirtualService>>,
             std::vector<Ordered<DestinationRule>>,
             std::vector<Ordered<IstioGatewayObject>>,
             std::vector<Ordered<ServiceEntry>>, std::vector<Ordered<Service>>,
             std::vector<Ordered<PodTemplate>>,
             std::vector<Ordered<EnvoyFilter>>,
             std::vector<Ordered<ObjectHead>>>
      read_;
};

}  // namespace asmgw
