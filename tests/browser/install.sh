#!/bin/sh
# Chromium, its fonts and what Playwright's driver needs: through apt as root, else a hint.
set -eu
if { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null 2>&1 \
    && ldconfig -p 2>/dev/null | grep -q libatomic.so.1; then
  exit 0
fi
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends chromium fonts-liberation libatomic1 >/dev/null
  exit 0
fi
echo "No Chromium here; as an administrator: apt-get install chromium fonts-liberation libatomic1" >&2
