#!/usr/bin/env bash
# Puts a real MySQL server into one folder, for the tests, without touching the system and without needing root.
#
# Debian's stable suites have MariaDB only. MySQL is in the unstable suite, so its packages are fetched with apt's
# state, cache and sources in a folder of their own, and are unpacked (never installed) next to the C library they
# were built for. `bin/mysqld` in that folder starts the server through that C library's own loader.
#
# Usage: .ci/install-mysql.sh [folder]
#   folder   default: $NERUBA_TEST_MYSQL_HOME, else ${XDG_CACHE_HOME:-$HOME/.cache}/neruba-mysql (where the tests look)
# A folder that already holds a working server is left as it is.
set -euo pipefail

home=${1:-${NERUBA_TEST_MYSQL_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/neruba-mysql}}

works() { "$1/bin/mysqld" --no-defaults --version 2>/dev/null; }

if works "$home"; then
  echo "MySQL is in $home already"
  exit 0
fi
if [ -n "$(ls -A "$home" 2>/dev/null)" ] && [ ! -e "$home/usr/sbin/mysqld" ]; then
  echo "$home holds something else than a MySQL server: name another folder" >&2
  exit 1
fi

# The mirror this machine uses for its main Debian suites; security and third-party sources carry no unstable suite.
mirror_of_this_machine() {
  {
    cat /etc/apt/sources.list.d/*.sources 2>/dev/null | awk '$1 == "URIs:" { for (i = 2; i <= NF; i++) print $i }'
    cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null |
      sed -nE 's/^deb[[:space:]]+(\[[^]]*\][[:space:]]+)?([^[:space:]]+)[[:space:]].*/\2/p'
  } | grep -E '/debian/?$' | head -n 1 || true
}

mirror=$(mirror_of_this_machine)
if [ -z "$mirror" ]; then
  echo "no Debian mirror found in /etc/apt: MySQL cannot be fetched; set NERUBA_TEST_MYSQL_HOME to a folder with bin/mysqld" >&2
  exit 1
fi

mkdir -p "$(dirname "$home")"
work=$(mktemp -d "$(dirname "$home")/neruba-mysql.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$work"/{state/lists/partial,cache/archives/partial,root/bin}
: >"$work/state/status"
echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror unstable main" >"$work/unstable.list"

# An empty package status makes apt name every dependency, the C library included. The sandbox user of a root apt
# could not write into a private folder, hence root stays root here.
cat >"$work/apt.conf" <<CONF
Dir::State "$work/state";
Dir::State::status "$work/state/status";
Dir::Cache "$work/cache";
Dir::Etc::sourcelist "$work/unstable.list";
Dir::Etc::sourceparts "-";
Debug::NoLocking "1";
APT::Sandbox::User "root";
APT::Install-Recommends "0";
Acquire::Languages "none";
Acquire::PDiffs "0";
Acquire::Retries "5";
CONF
export APT_CONFIG=$work/apt.conf DEBIAN_FRONTEND=noninteractive

# The unstable suite changes several times a day: a package list that went stale between the two commands is read anew.
fetch() {
  apt-get -q update && apt-get -qq --yes --download-only install mysql-server-core
}
for attempt in 1 2 3 4; do
  if fetch </dev/null; then break; fi
  if [ "$attempt" = 4 ]; then
    echo "MySQL could not be fetched in $attempt tries" >&2
    exit 1
  fi
  echo "fetching MySQL failed (try $attempt), trying again" >&2
  sleep $((attempt * 10))
done

for package in "$work"/cache/archives/*.deb; do
  case ${package##*/} in
    perl* | libperl*) ;;
    *) dpkg -x "$package" "$work/root" ;;
  esac
done

cat >"$work/root/bin/mysqld" <<'WRAPPER'
#!/bin/sh
# Starts the unpacked server through the loader and the libraries unpacked with it.
home=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
for loader in "$home"/usr/lib/*/ld-linux-*.so.*; do break; done
libraries=$(dirname -- "$loader")
exec "$loader" --library-path "$libraries:$libraries/mysql/private" "$home/usr/sbin/mysqld" "$@" \
  --basedir="$home/usr" --lc-messages-dir="$home/usr/share/mysql" --secure-file-priv=NULL
WRAPPER
chmod +x "$work/root/bin/mysqld"

if ! works "$work/root"; then
  echo "the unpacked MySQL server does not start:" >&2
  "$work/root/bin/mysqld" --no-defaults --version >&2 || true
  exit 1
fi
rm -rf "$home"
mv -T "$work/root" "$home"
echo "MySQL is in $home"
