#!/usr/bin/env bash
# Fails if the tables in src/store say something that no migration does. Writes nothing to the checkout.
set -euo pipefail
cd "$(dirname "$0")/.."

copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT

check() {
  local dialect=$1 family=$2 schema=$3
  cp -r "drizzle/$family" "$copy/$family"
  npx drizzle-kit generate --dialect "$dialect" --schema "$schema" --out "$copy/$family" >"$copy/$family.log" 2>&1 || {
    cat "$copy/$family.log"
    return 1
  }
  diff -r "drizzle/$family" "$copy/$family" || {
    printf 'the %s migrations are behind the tables: run "npm run migrations"\n' "$family"
    return 1
  }
}

check postgresql postgres ./src/store/schema.postgres.ts
check mysql mysql ./src/store/schema.mysql.ts
