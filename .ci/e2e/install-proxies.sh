#!/usr/bin/env bash
# Fetches the reverse proxies that `npm run e2e:proxies` judges and unpacks them into the user's cache. Nothing
# is installed: packages of servers would start them. Does nothing when they are there already.
set -euo pipefail

packages=(haproxy apache2-bin lighttpd caddy)
programs=(haproxy apache2 lighttpd caddy)
cache="${XDG_CACHE_HOME:-$HOME/.cache}/gateway-check"
folder="$cache/proxies"

if [ -d "$folder" ]; then exit 0; fi

mkdir -p "$cache"
# Unpacked beside and renamed, so that an interrupted download never looks finished.
fresh=$(mktemp -d "$cache/fetch-XXXXXX")
trap 'rm -rf "$fresh"' EXIT
mkdir "$fresh/debs"

# The named packages and what they need that this machine has not got. Caddy is linked statically: what its
# package asks for only shows its authority to browsers.
download() {
  local names
  names=$(apt-get install --simulate --reinstall --no-install-recommends "${packages[@]:0:3}") || return
  names=$(awk '/^Inst/ { print $2 }' <<<"$names")
  # shellcheck disable=SC2086 # one name per word
  (cd "$fresh/debs" && apt-get -o APT::Sandbox::User=root download -qq $names "${packages[3]}")
}

if ! download 2>/dev/null; then # lists are missing, or older than the mirror
  sudo=""
  [ "$(id -u)" -eq 0 ] || sudo=sudo
  $sudo apt-get update -qq
  download
fi
for deb in "$fresh"/debs/*.deb; do dpkg -x "$deb" "$fresh"; done
rm -rf "$fresh/debs"
for program in "${programs[@]}"; do
  [ -x "$fresh/usr/sbin/$program" ] || [ -x "$fresh/usr/bin/$program" ] || {
    echo "the packages hold no $program" >&2
    exit 1
  }
done
mv -T "$fresh" "$folder"
