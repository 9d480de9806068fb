#!/usr/bin/env bash
# qt_with_tsan.sh OUT: the system's Qt, from the system's own sources and with its own choices, but built with the thread
# sanitizer, into OUT. How a call is queued for another thread or a task given to a pool happens inside Qt: without this
# build the sanitizer takes all that was handed over so for a race. About half an hour on 2 cores, 2 GB on the way.
# ./dev tsan calls it and brings as_root.
set -euo pipefail

out=$1
version=$(dpkg-query -W -f='${Version}' libqt6core6 2>/dev/null || dpkg-query -W -f='${Version}' libqt6core6t64)
[ "$(cat "$out/version" 2>/dev/null)" != "$version" ] || exit 0

rm -rf "$out"
mkdir -p "$out/apt/parts" "$out/apt/lists/partial"
out=$(cd "$out" && pwd)

# Lists with sources beside the system's, which stay as they are.
sources=/etc/apt/sources.list
if [ -e $sources ]; then sed -n 'p; s/^deb /deb-src /p' $sources >"$out/apt/sources.list"; else : >"$out/apt/sources.list"; fi
for sources in /etc/apt/sources.list.d/*.sources; do
    [ ! -e "$sources" ] || sed 's/^Types:.*/Types: deb deb-src/' "$sources" >"$out/apt/parts/${sources##*/}"
done
apt=(-o Dir::Etc::sourcelist="$out/apt/sources.list" -o Dir::Etc::sourceparts="$out/apt/parts" -o Dir::State::lists="$out/apt/lists")

as_root apt-get "${apt[@]}" update
as_root env DEBIAN_FRONTEND=noninteractive apt-get "${apt[@]}" install -y --no-install-recommends dpkg-dev
as_root env DEBIAN_FRONTEND=noninteractive apt-get "${apt[@]}" build-dep -y --no-install-recommends "qt6-base=$version"
(cd "$out" && apt-get "${apt[@]}" source "qt6-base=$version")

cd "$out"/qt6-base-*/
# A child that shares our memory until it runs a program would leave the sanitizer's state of its parent in disorder.
sed -i 's/int ffdflags = FFD_CLOEXEC;/int ffdflags = FFD_CLOEXEC | FFD_USE_FORK;/' src/corelib/io/qprocess_unix.cpp
grep -q 'FFD_CLOEXEC | FFD_USE_FORK' src/corelib/io/qprocess_unix.cpp
flags="-fsanitize=thread -O1 -g1"
# Debian's rules would also optimise while linking, which takes three times as long.
DH_OPTIONS=--buildsystem=cmake+ninja DEB_BUILD_OPTIONS=nocheck DEB_CFLAGS_APPEND=$flags DEB_CXXFLAGS_APPEND=$flags \
    DEB_LDFLAGS_APPEND=-fsanitize=thread debian/rules DEB_BUILD_MAINT_OPTIONS= override_dh_auto_configure
cd obj-*/
CCACHE_DISABLE=1 ninja Core Concurrent DBus Gui Network OpenGL OpenGLWidgets PrintSupport Sql Test Widgets XcbQpaPrivate

find lib -name 'libQt6*.so.*' -exec cp -P -t "$out" {} +
cd "$out"
rm -rf apt qt6-base*
echo "$version" >version
