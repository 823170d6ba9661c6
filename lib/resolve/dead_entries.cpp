// What the request meets of them, and how they are told.
#include "resolve/dead_entries.h"

#include <fmt/core.h>

#include <algorithm>

namespace asmgw {
namespace {

constexpr std::size_t most_told = 3;

bool takes(Scene& scene, const DeadEntry& entry, const Sent& sent) {
  return entry.match.empty() ||
         std::any_of(entry.match.begin(), entry.match.end(),
                     [&](const HttpMatch& match) {
                       return !failing(match, sent,
                                       scene.surroundings->regexes);
                     });
}

bool is_before(const DeadEntry& entry, const Route& route) {
  return entry.virtual_service == route.virtual_service
             ? entry.before <= route.rule
             : route.catch_all();
}

/// No VirtualService is elsewhere. Manifests make no Pods: where the gateway's
/// is among the inputs, these tell what runs.
bool are_all_given(const Scene& scene) {
  if (scene.settings.complete.of(InputKind::virtual_service)) return true;
  return scene.surroundings->has_pod(scene.effective.workload.id);
}

}  // namespace

DeadEntries::DeadEntries(Scene& scene, const Sent& sent,
                         const RouteConfiguration& routes,
                         std::string_view domain)
    : scene_(scene) {
  if (routes.dead_entries.empty()) return;
  scene.dead_of(routes).any_covering(host_without_port(sent.request.host),
                                     [&](const auto& found) {
                                       for (const DeadEntry* one : found.all)
                                         if (takes(scene, *one, sent))
                                           all_.push_back(one);
                                       return found.name == domain;
                                     });
}

const DeadEntry* DeadEntries::unknown_before(const Route* route) const {
  if (are_all_given(scene_)) return nullptr;
  for (const DeadEntry* one : all_)
    if (one->missing && (!route || is_before(*one, *route))) return one;
  return nullptr;
}

void DeadEntries::give_up(const DeadEntry& entry, Answer& answer) {
  Step& step = answer.steps.back();
  step.chosen.clear();
  step.why = fmt::format("{} may take it: {}", name(entry), words(entry));
  step.range = place(entry);
  end(answer, RequestOutcome::unknown, Reason::none);
}

void DeadEntries::tell(Step& step) {
  for (std::size_t i = 0; i < std::min(all_.size(), most_told); ++i)
    step.rivals.push_back(
        {name(*all_[i]), "is left out: " + words(*all_[i]), place(*all_[i])});
}

const DeadDelegate& DeadEntries::delegate(const DeadEntry& entry) {
  return scene_.surroundings->bindings()[entry.virtual_service]
      .dead[entry.dead];
}

std::string DeadEntries::name(const DeadEntry& entry) {
  return name_of(scene_.mesh,
                 EntryPlace{entry.virtual_service, delegate(entry).entry});
}

std::string DeadEntries::words(const DeadEntry& entry) {
  return words_of(delegate(entry), scene_.mesh, entry.virtual_service);
}

std::optional<Range> DeadEntries::place(const DeadEntry& entry) {
  const VirtualService& service =
      scene_.mesh.virtual_services[entry.virtual_service];
  const HttpRoute& written = service.http[delegate(entry).entry];
  return place_in(written.delegate ? written.delegate->range : written.range);
}

}  // namespace asmgw
