// GW0xx: YAML, duplicate keys, limits, unknown fields and types, envelope.
#pragma once

#include "base/records.h"
#include "lint/rule.h"

namespace asmgw::rules {

ASMGW_RECORDS(Rule, reading_rules, not_utf8, control_character,
              inner_byte_order_mark, yaml_syntax, separator_text, unread_rest,
              limit_reached, duplicate_key, not_a_mapping, lost_indentation,
              unusual_number, helm_template, ytt_template, kustomize_patch,
              unserved_version, wrong_kind, missing_kind, missing_api_version,
              unknown_field, missing_field, wrong_type, unknown_word,
              number_out_of_range, list_size, exclusive_fields, invalid_name,
              invalid_label, newer_field, banned_annotation, refused_name,
              no_servers, port_missing, unreadable_object, missing_separator,
              placeholder);

}  // namespace asmgw::rules
