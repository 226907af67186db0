#!/bin/sh
# Makes the weights that ship, from nothing: data, training, calibration against the rules, evaluation.
# Interrupted, the same command goes on. On one machine the same bytes come out whenever it is run; those that ship differ from them as
# docs/decisions/0011-trained-default.md says.
#
#   fusion/model-default/train.sh WORK [PEOPLE [THREADS]]
#
# WORK takes what is made meanwhile, half a GB; PEOPLE are learned from (default 6000, with 400 to choose and 500 to judge with); THREADS
# make data (default: one for each processor), which doesn't change the bytes. Training itself runs on one thread. Needs examples/target/mien-research.jar.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=${1:?"usage: train.sh WORK [PEOPLE [THREADS]]"}
people=${2:-6000,400,500}
threads=${3:-$(nproc)}
shipped=$root/fusion/model-default/src/main/resources/dev/mien/model/trained
export OPENBLAS_NUM_THREADS=1
mien() {
  java -Xmx5g -XX:+UseSerialGC -jar "$root/examples/target/mien-research.jar" "$@"
}
mien data --people "$people" --seed 1 --threads "$threads" --resume --out "$work/data"
mien train --data "$work/data" --seed 1 --strategy product-of-experts \
  --steps-text 3000 --steps-picture 2000 --steps-actions 1200 --steps 1500 --out "$work/model"
mien export "$work/model" --people 300 --seed 1000003 --threads "$threads" --table "$work/export.md" --out "$work/shipped"
mien evaluate "$work/model" --data "$work/data" --limit 400 --threads "$threads" --out "$work/evaluation"
cp "$work/shipped/manifest.json" "$work/shipped"/*.safetensors "$shipped"
