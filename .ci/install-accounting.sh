#!/usr/bin/env bash
# Makes hledger and Beancount available to the tests on a Debian machine: they check what the exports write.
# Needs root, or sudo, only when one of them is missing.
set -euo pipefail

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

has_programs() (
  command -v hledger && command -v bean-check && command -v bean-query
) >/dev/null

install_programs() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=5 update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=5 -o DPkg::Lock::Timeout=120 \
      install --yes --no-install-recommends hledger beancount
}

for attempt in 1 2 3; do
  if has_programs; then break; fi
  install_programs </dev/null || true
  if has_programs; then break; fi
  if [ "$attempt" = 3 ]; then
    echo "hledger and Beancount could not be installed in $attempt tries" >&2
    exit 1
  fi
  echo "installing hledger and Beancount failed (try $attempt), trying again" >&2
  sleep $((attempt * 10))
done
hledger --version
bean-check --version
