#!/usr/bin/env bash
# Fails if a tracked file names a package registry's host or a folder that exists on only one machine, or if a lock
# contains an address. The patterns are written in pieces so that this file does not find itself.
set -u
bad=0
pattern='py''pi\.org|python''hosted\.org|npm''js\.(org|com)|deb\.deb''ian\.org|(^|[^A-Za-z0-9_.])/(wo''rk|ro''ot|ho''me/[a-z]+)/|\.\./sha''red'
if git grep -nIE "$pattern" -- . ':!LICENSE'; then
  echo "The lines above name a registry's host or a path of one machine: say it without." >&2
  bad=1
fi
if grep -nE '[a-z]+://' requirements*.lock; then
  echo "The locks must hold no address: make them with 'make lock'." >&2
  bad=1
fi
exit $bad
