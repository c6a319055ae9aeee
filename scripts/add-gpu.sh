#!/bin/sh
# Brings back a GPU build of the embedded model's library, which package.json replaces by an empty
# package to keep the installation small. Changes package.json and package-lock.json.
set -eu
case ${1:-} in
  cuda) builds="cuda cuda-ext" ;;
  vulkan) builds="vulkan" ;;
  *)
    echo "usage: scripts/add-gpu.sh cuda|vulkan" >&2
    exit 2
    ;;
esac
case $(uname -s) in
  Linux) system=linux-x64 ;;
  MINGW* | MSYS* | CYGWIN*) system=win-x64 ;;
  *)
    echo "add-gpu: only Linux and Windows on x64 need this; on a Mac the GPU works as installed." >&2
    exit 2
    ;;
esac
cd "$(dirname "$0")/.."
for build in $builds; do
  npm pkg delete "overrides.node-llama-cpp.@node-llama-cpp/$system-$build"
done
npm install
echo "add-gpu: done. Start with ANSATZ_MODEL_GPU=auto to use the GPU." >&2
