# bash completion for asmgw; made by asmgw-gen

_asmgw() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}
  local _asmgw_rules='GW001 not-utf8 GW002 control-character GW003 inner-byte-order-mark GW004 yaml-syntax GW005 separator-text GW006 unread-rest GW007 limit-reached GW008 duplicate-key GW009 not-a-mapping GW010 lost-indentation GW011 unusual-number GW012 helm-template GW013 ytt-template GW014 kustomize-patch GW015 unserved-version GW016 wrong-kind GW017 missing-kind GW018 missing-api-version GW020 unknown-field GW021 missing-field GW022 wrong-type GW023 unknown-word GW024 number-out-of-range GW025 list-size GW026 exclusive-fields GW027 invalid-name GW028 invalid-label GW029 newer-field GW030 banned-annotation GW031 refused-name GW032 no-servers GW033 port-missing GW034 unreadable-object GW035 missing-separator GW036 placeholder GW110 duplicate-port-name GW111 empty-port-name GW112 unknown-protocol GW113 port-out-of-range GW114 target-port-set GW120 bad-bind GW121 loopback-bind GW130 port-of-the-proxy GW131 udp-protocol GW132 http-proxy-protocol GW133 dotted-port-name GW134 repeated-server-name GW135 default-endpoint-set GW140 selector-missing GW141 selector-empty-value GW142 selector-impossible-label GW201 no-hosts GW202 empty-host GW203 url-as-host GW204 host-with-path GW205 host-with-port GW206 several-hosts-in-one GW207 placeholder-host GW208 host-character GW209 misplaced-wildcard GW210 partial-wildcard GW211 unrefused-partial-wildcard GW212 numeric-top-level GW213 malformed-host-label GW214 host-too-long GW215 short-host GW216 ipv6-host GW217 bad-host-namespace GW230 repeated-host GW231 catch-all-beside-names GW232 upper-case-host GW233 trailing-dot-host GW234 wildcard-without-domain GW235 ip-host-on-tls GW236 upper-case-namespace GW237 hosts-crash-istiod GW238 catch-all-discards-hosts GW239 apex-not-covered GW240 overlong-numeric-top-level GW241 host-in-two-cases GW301 tls-missing GW302 tls-on-http GW303 tls-on-tcp GW304 tls-ignored-on-http GW305 certificate-without-mode GW306 tls-mode-unset GW307 https-passthrough GW308 tls-terminated-to-tcp GW309 auto-passthrough-public-host GW310 certificate-missing GW311 client-ca-missing GW312 certificate-sources GW313 istio-mutual-certificate GW314 certificate-in-passthrough GW315 crl-in-passthrough GW316 crl-without-client-certificate GW317 file-beside-credential GW320 credential-in-namespace GW321 credential-is-ca GW322 credential-name-invalid GW323 credential-special-form GW324 credential-names-item GW325 client-ca-of-first-credential GW326 client-ca-name GW327 client-ca-unread GW330 san-without-ca GW331 pin-unread GW332 client-check-ignored GW333 san-pattern GW334 pin-malformed GW336 san-is-own-host GW340 old-tls-without-ciphers GW341 cipher-unknown GW342 cipher-repeated GW343 ciphers-all-unknown GW344 tls-versions-crossed GW345 ciphers-with-tls-1-3 GW346 cipher-operator GW347 ciphers-too-new GW348 curve-unknown GW349 tls-parameters-ignored GW351 ciphers-for-old-tls-only GW381 redirect-without-effect GW382 redirect-for-namespaced-host GW383 redirect-without-https GW384 redirect-off-port-80 GW385 redirect-beside-plain-http GW386 redirected-challenge GW401 tls-host-served-twice GW402 sni-served-twice GW403 passthrough-beside-termination GW404 mixed-protocols-on-port GW405 raw-servers-on-one-port GW406 bind-spelled-twice GW407 bind-order GW408 specific-bind-beside-none GW409 gateway-defined-twice GW410 wildcard-beside-specific-host GW411 shared-credential GW412 http-host-repeated GW413 sni-hosts-taken GW414 virtual-service-shadowed GW415 wildcard-virtual-service-shadowed GW416 client-certificate-bypassed GW417 quic-without-client-check GW418 address-spelled-twice GW419 sni-hosts-clash GW420 wildcard-beside-specific-http-host GW421 several-binds-on-port GW422 https-host-in-clear-text GW423 second-plaintext-behind-tls GW424 listener-refused GW425 domain-spelled-twice GW501 gateway-not-found GW502 host-bound-nowhere GW503 server-without-virtual-service GW504 wrong-route-kind GW505 virtual-service-not-exported GW506 sni-hosts-outside-server GW507 port-not-on-service GW508 selector-matches-nothing GW509 privileged-port GW510 gateway-on-several-workloads GW511 refused-route GW512 match-never-fits GW513 second-route-of-tcp-server GW514 route-never-reached GW515 delegate-not-used GW516 star-in-path GW520 virtual-service-unknown-field GW521 virtual-service-off-schema GW522 virtual-service-refused GW540 unavailable-destination'
  if ((COMP_CWORD == 1)); then
    COMPREPLY=($(compgen -W 'lint diff render resolve test groups explain rules schema completion version --help --version' -- "$cur"))
    return
  fi
  case ${COMP_WORDS[1]} in
    lint)
      case "$prev" in
        -f|--filename) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --stdin-filename) COMPREPLY=(); return ;;
        --include) COMPREPLY=(); return ;;
        --exclude) COMPREPLY=(); return ;;
        --values) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --select) COMPREPLY=($(compgen -W "$_asmgw_rules" -- "$cur")); return ;;
        --extend-select) COMPREPLY=($(compgen -W "$_asmgw_rules" -- "$cur")); return ;;
        --ignore) COMPREPLY=($(compgen -W "$_asmgw_rules" -- "$cur")); return ;;
        --severity) COMPREPLY=(); return ;;
        --scope) COMPREPLY=($(compgen -W 'set file' -- "$cur")); return ;;
        --config) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --workload) COMPREPLY=(); return ;;
        --service-ports) COMPREPLY=(); return ;;
        -n|--namespace) COMPREPLY=(); return ;;
        --gateway-namespace) COMPREPLY=(); return ;;
        --istio-version) COMPREPLY=(); return ;;
        --order) COMPREPLY=($(compgen -W 'name file timestamp' -- "$cur")); return ;;
        --max-file-size) COMPREPLY=(); return ;;
        --max-depth) COMPREPLY=(); return ;;
        --max-nodes) COMPREPLY=(); return ;;
        --max-alias-visits) COMPREPLY=(); return ;;
        --max-file-findings) COMPREPLY=(); return ;;
        -o|--output) COMPREPLY=($(compgen -W 'full concise json' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
        --min-level) COMPREPLY=($(compgen -W 'error warning info' -- "$cur")); return ;;
        --fail-on) COMPREPLY=($(compgen -W 'error warning info never' -- "$cur")); return ;;
        --max-findings) COMPREPLY=(); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-f --filename --stdin-filename --include --exclude --kustomize --helm --values --select --extend-select --ignore --severity --scope --with-repository --together --config --workload --service-ports -n --namespace --gateway-namespace --istio-version --order --scope-to-namespace --quic --ipv6 --unprivileged --complete --max-file-size --max-depth --max-nodes --max-alias-visits --max-file-findings -o --output --color --min-level --fail-on --max-findings --statistics --fail-if-empty -q --quiet -v --verbose -h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -f -- "$cur"))
      fi ;;
    diff)
      case "$prev" in
        --old-rev) COMPREPLY=(); return ;;
        --new-rev) COMPREPLY=(); return ;;
        --context) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --without) COMPREPLY=(); return ;;
        --live) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --include) COMPREPLY=(); return ;;
        --exclude) COMPREPLY=(); return ;;
        --stdin-filename) COMPREPLY=(); return ;;
        --values) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --group) COMPREPLY=(); return ;;
        --config) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --workload) COMPREPLY=(); return ;;
        --service-ports) COMPREPLY=(); return ;;
        -n|--namespace) COMPREPLY=(); return ;;
        --gateway-namespace) COMPREPLY=(); return ;;
        --istio-version) COMPREPLY=(); return ;;
        --order) COMPREPLY=($(compgen -W 'name file timestamp' -- "$cur")); return ;;
        --max-file-size) COMPREPLY=(); return ;;
        --max-depth) COMPREPLY=(); return ;;
        --max-nodes) COMPREPLY=(); return ;;
        --max-alias-visits) COMPREPLY=(); return ;;
        -o|--output) COMPREPLY=($(compgen -W 'full brief json markdown' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
        --level) COMPREPLY=($(compgen -W 'breaking risky safe none' -- "$cur")); return ;;
        --fail-on) COMPREPLY=($(compgen -W 'breaking risky safe none never' -- "$cur")); return ;;
        --ignore) COMPREPLY=(); return ;;
        --approve) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --requests) COMPREPLY=($(compgen -f -- "$cur")); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '--old-rev --new-rev --context --without --live --include --exclude --stdin-filename --kustomize --helm --values --allow-empty --group --together --config --workload --service-ports -n --namespace --gateway-namespace --istio-version --order --scope-to-namespace --quic --ipv6 --unprivileged --complete --max-file-size --max-depth --max-nodes --max-alias-visits -o --output --color --level --fail-on --exit-zero --ignore --approve --requests --show-metadata -q --quiet -h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -f -- "$cur"))
      fi ;;
    render)
      case "$prev" in
        -f|--filename) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --stdin-filename) COMPREPLY=(); return ;;
        --include) COMPREPLY=(); return ;;
        --exclude) COMPREPLY=(); return ;;
        --values) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --group) COMPREPLY=(); return ;;
        --config) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --workload) COMPREPLY=(); return ;;
        --service-ports) COMPREPLY=(); return ;;
        -n|--namespace) COMPREPLY=(); return ;;
        --gateway-namespace) COMPREPLY=(); return ;;
        --istio-version) COMPREPLY=(); return ;;
        --order) COMPREPLY=($(compgen -W 'name file timestamp' -- "$cur")); return ;;
        --max-file-size) COMPREPLY=(); return ;;
        --max-depth) COMPREPLY=(); return ;;
        --max-nodes) COMPREPLY=(); return ;;
        --max-alias-visits) COMPREPLY=(); return ;;
        -o|--output) COMPREPLY=($(compgen -W 'table wide json yaml markdown mermaid dot' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
        --port) COMPREPLY=(); return ;;
        --host) COMPREPLY=(); return ;;
        --dropped) COMPREPLY=($(compgen -W 'only also hide' -- "$cur")); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-f --filename --stdin-filename --include --exclude --kustomize --helm --values --group --together --config --workload --service-ports -n --namespace --gateway-namespace --istio-version --order --scope-to-namespace --quic --ipv6 --unprivileged --complete --max-file-size --max-depth --max-nodes --max-alias-visits -o --output --color --port --host --dropped --fail-on-dropped --fail-if-empty -q --quiet -v --verbose -h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -f -- "$cur"))
      fi ;;
    resolve)
      case "$prev" in
        --address) COMPREPLY=(); return ;;
        --sni) COMPREPLY=(); return ;;
        --host) COMPREPLY=(); return ;;
        --method) COMPREPLY=(); return ;;
        -H|--header) COMPREPLY=(); return ;;
        --alpn) COMPREPLY=(); return ;;
        --in) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        -f|--filename) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --stdin-filename) COMPREPLY=(); return ;;
        --include) COMPREPLY=(); return ;;
        --exclude) COMPREPLY=(); return ;;
        --values) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --group) COMPREPLY=(); return ;;
        --config) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --workload) COMPREPLY=(); return ;;
        --service-ports) COMPREPLY=(); return ;;
        -n|--namespace) COMPREPLY=(); return ;;
        --gateway-namespace) COMPREPLY=(); return ;;
        --istio-version) COMPREPLY=(); return ;;
        --order) COMPREPLY=($(compgen -W 'name file timestamp' -- "$cur")); return ;;
        --max-file-size) COMPREPLY=(); return ;;
        --max-depth) COMPREPLY=(); return ;;
        --max-nodes) COMPREPLY=(); return ;;
        --max-alias-visits) COMPREPLY=(); return ;;
        -o|--output) COMPREPLY=($(compgen -W 'full json' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '--address --sni --no-sni --host --method -H --header --client-cert --alpn --http3 --grpc --in -f --filename --stdin-filename --include --exclude --kustomize --helm --values --group --together --config --workload --service-ports -n --namespace --gateway-namespace --istio-version --order --scope-to-namespace --quic --ipv6 --unprivileged --complete --max-file-size --max-depth --max-nodes --max-alias-visits -o --output --color -q --quiet -h --help' -- "$cur"))
      else
        COMPREPLY=()
      fi ;;
    test)
      case "$prev" in
        --write) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --in) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        -f|--filename) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --stdin-filename) COMPREPLY=(); return ;;
        --include) COMPREPLY=(); return ;;
        --exclude) COMPREPLY=(); return ;;
        --values) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --group) COMPREPLY=(); return ;;
        --config) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --workload) COMPREPLY=(); return ;;
        --service-ports) COMPREPLY=(); return ;;
        -n|--namespace) COMPREPLY=(); return ;;
        --gateway-namespace) COMPREPLY=(); return ;;
        --istio-version) COMPREPLY=(); return ;;
        --order) COMPREPLY=($(compgen -W 'name file timestamp' -- "$cur")); return ;;
        --max-file-size) COMPREPLY=(); return ;;
        --max-depth) COMPREPLY=(); return ;;
        --max-nodes) COMPREPLY=(); return ;;
        --max-alias-visits) COMPREPLY=(); return ;;
        -o|--output) COMPREPLY=($(compgen -W 'full json junit' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '--write --in -f --filename --stdin-filename --include --exclude --kustomize --helm --values --group --together --config --workload --service-ports -n --namespace --gateway-namespace --istio-version --order --scope-to-namespace --quic --ipv6 --unprivileged --complete --max-file-size --max-depth --max-nodes --max-alias-visits -o --output --color -q --quiet -h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -f -- "$cur"))
      fi ;;
    groups)
      case "$prev" in
        -f|--filename) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --stdin-filename) COMPREPLY=(); return ;;
        --include) COMPREPLY=(); return ;;
        --exclude) COMPREPLY=(); return ;;
        --values) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --config) COMPREPLY=($(compgen -f -- "$cur")); return ;;
        --workload) COMPREPLY=(); return ;;
        --service-ports) COMPREPLY=(); return ;;
        -n|--namespace) COMPREPLY=(); return ;;
        --gateway-namespace) COMPREPLY=(); return ;;
        --istio-version) COMPREPLY=(); return ;;
        --order) COMPREPLY=($(compgen -W 'name file timestamp' -- "$cur")); return ;;
        --max-file-size) COMPREPLY=(); return ;;
        --max-depth) COMPREPLY=(); return ;;
        --max-nodes) COMPREPLY=(); return ;;
        --max-alias-visits) COMPREPLY=(); return ;;
        -o|--output) COMPREPLY=($(compgen -W 'table json' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-f --filename --stdin-filename --include --exclude --kustomize --helm --values --config --workload --service-ports -n --namespace --gateway-namespace --istio-version --order --scope-to-namespace --quic --ipv6 --unprivileged --complete --max-file-size --max-depth --max-nodes --max-alias-visits -o --output --color -q --quiet -v --verbose -h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -f -- "$cur"))
      fi ;;
    explain)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -W "$_asmgw_rules" -- "$cur"))
      fi ;;
    rules)
      case "$prev" in
        -o|--output) COMPREPLY=($(compgen -W 'table json markdown' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '--diff -o --output --color -h --help' -- "$cur"))
      fi ;;
    schema)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -W 'gateway lint render diff resolve test groups test-file' -- "$cur"))
      fi ;;
    completion)
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-h --help' -- "$cur"))
      else
        COMPREPLY=($(compgen -W 'bash zsh fish' -- "$cur"))
      fi ;;
    version)
      case "$prev" in
        -o|--output) COMPREPLY=($(compgen -W 'table json markdown' -- "$cur")); return ;;
        --color) COMPREPLY=($(compgen -W 'auto always never' -- "$cur")); return ;;
      esac
      if [[ $cur == -* ]]; then
        COMPREPLY=($(compgen -W '-o --output --color -h --help' -- "$cur"))
      fi ;;
  esac
}

complete -o filenames -F _asmgw asmgw
