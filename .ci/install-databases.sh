#!/usr/bin/env bash
# Makes MariaDB and MySQL available to the tests on a Debian machine. PostgreSQL and PGlite come with `npm ci`.
# Needs root, or sudo, only when MariaDB is missing. Starts no system service, and does nothing when both are there.
set -euo pipefail
cd "$(dirname "$0")"

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

has_mariadb() (
  PATH=$PATH:/usr/sbin:/usr/local/sbin
  command -v mariadbd && command -v mariadb-install-db && command -v my_print_defaults
) >/dev/null

# The `-core` packages are the server without its system service: nothing is configured, nothing starts.
install_mariadb() {
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=5 update &&
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -o Acquire::Retries=5 -o DPkg::Lock::Timeout=120 \
      install --yes --no-install-recommends mariadb-server-core mariadb-client-core
}

if has_mariadb; then
  echo "MariaDB is installed already"
else
  for attempt in 1 2 3; do
    if install_mariadb </dev/null && has_mariadb; then break; fi
    if [ "$attempt" = 3 ]; then
      echo "MariaDB could not be installed in $attempt tries" >&2
      exit 1
    fi
    echo "installing MariaDB failed (try $attempt), trying again" >&2
    sleep $((attempt * 10))
  done
fi
PATH=$PATH:/usr/sbin:/usr/local/sbin mariadbd --no-defaults --version

./install-mysql.sh
