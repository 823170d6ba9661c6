// The JSON form as YAML.
#include "output/render_json.h"
#include "output/yaml_text.h"

namespace asmgw {
namespace {

void write_render_yaml(const Renderings& all, const Presentation&,
                       std::string& out) {
  out += yaml_text(render_document(all));
}

}  // namespace

constinit const RenderReporter reporters::render_yaml = {
    .name = "yaml",
    .summary = "the same as json, as YAML",
    .write = write_render_yaml,
};

}  // namespace asmgw
