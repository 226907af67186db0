#!/usr/bin/env sh
# Makes portrait.png and performance.csv again. Needs examples/target/mien.jar.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
java -jar ../target/mien.jar generate --quiet --seed 11 --out "$work" \
  --set identity.femininity=0.9 --set identity.age=26 --set identity.origin=european \
  --set skin.colour=#ecc6ad --set eye.colour=#5c7f4a --set hair.colour=#6b2f1a \
  --set hair.style=shoulder --set hair.texture=wavy --set cheekbone.width=0.4 \
  --set chin.width=-0.5 --set lip.upper=0.4 --set lip.lower=0.4 --set clothing=shirt
java -jar ../target/mien.jar render --quiet "$work/avatar.glb" --views FRONT --size 512 --out portrait.png
java MakePerformance.java performance.csv
