// What render prints, and the list of its reporters: one file each. Help,
// completions and `-o` come from the list.
#pragma once

#include "base/records.h"
#include "listen/effective.h"
#include "output/presentation.h"
#include "output/render_findings.h"
#include "source/source.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace asmgw {

/// What becomes of dropped servers.
enum class ShowDropped : std::uint8_t { only, also, hide };

/// What the user wants to see of it all.
struct RenderFilter {
  std::optional<std::uint32_t> port;  ///< of the listener or a Service
  std::string host;                   ///< "": any
  ShowDropped dropped = ShowDropped::also;
};

/// What is shown of one mesh.
struct Rendering {
  const Sources& sources;
  const Mesh& mesh;
  const MeshSettings& settings;
  SharedList<Effective> workloads;
  RenderFilter filter{};
  std::vector<std::string> notes{};  ///< beside those that the data hold
  std::vector<RenderFinding> findings{};
  std::string group{};  ///< of files that make the mesh; "": there is only one
};

/// One for each group of files that makes a mesh; at least one.
using Renderings = std::vector<Rendering>;

struct RenderReporter {
  std::string_view name;
  std::string_view summary;
  void (*write)(const Renderings&, const Presentation&, std::string& out);
};

namespace reporters {

/// The first is the default.
ASMGW_RECORDS(RenderReporter, render, render_table, render_wide, render_json,
              render_yaml, render_markdown, render_mermaid, render_dot);

}  // namespace reporters
}  // namespace asmgw
