// Groups for programs; schemas/groups.schema.json describes it.
#include "output/groups.h"
#include "output/json.h"

namespace asmgw {
namespace {

class GroupsJson {
 public:
  explicit GroupsJson(const GroupListing& in) : in_(in) {}

  [[nodiscard]] Json group(GroupIndex i) const {
    const MeshGroup& group = in_.groups.all()[i];
    const GroupCounts& counts = in_.counts[i];
    return {{"name", group.name},
            {"by", text_of(group.by)},
            {"why", group.why},
            {"files", counts.files},
            {"gateways", counts.gateways},
            {"workloads", counts.workloads},
            {"variants", in_.groups.variants(i).size()},
            {"members",
             array_of(group.members,
                      [this](const GroupMember& one) { return member(one); })},
            {"patched", array_of(group.patches, patched)},
            {"remote", group.remote},
            {"missing", group.missing}};
  }

  [[nodiscard]] Json included(const IncludedKustomization& one) const {
    return {{"kustomization", one.shown},
            {"groups", array_of(one.in, [this](GroupIndex i) {
               return in_.groups.all()[i].name;
             })}};
  }

 private:
  [[nodiscard]] Json member(const GroupMember& one) const {
    const GroupedFile& file = in_.groups.files()[one.file];
    const Renaming& as = one.renaming;
    return {{"path", file.shown.empty() ? file.path : file.shown},
            {"patch", file.patch},
            {"namespace", or_null(as.namespace_)},
            {"namePrefix", or_null(as.prefix)},
            {"nameSuffix", or_null(as.suffix)}};
  }

  static Json patched(const PatchTarget& target) {
    return {{"kind", or_null(target.kind)},
            {"namespace", or_null(target.namespace_)},
            {"name", or_null(target.name)}};
  }

  const GroupListing& in_;
};

void write_json(const GroupListing& listing, const Presentation&,
                std::string& out) {
  const GroupsJson json(listing);
  Json head = json_form();
  head["included"] = array_of(
      listing.groups.included(),
      [&](const IncludedKustomization& one) { return json.included(one); });
  JsonArrayText text(std::move(head), "groups", out);
  for (GroupIndex i = 0; i < listing.groups.all().size(); ++i)
    text.add(json.group(i));
  text.end();
}

}  // namespace

constinit const GroupsReporter reporters::groups_json = {
    .name = "json",
    .summary = "for programs; see `asmgw schema groups`",
    .write = write_json,
};

}  // namespace asmgw
