#!/bin/sh
# Plays codex in the benchmarks of the whole program, and the same in tmux. Its last argument is its part.
# Every part ends by itself after some minutes, whatever becomes of the benchmark.
case $1 in
  --version) echo 'codex-cli 0.169.0'; exit ;;
  --help) printf 'Options:\n  -c, --config <key=value>\n      --no-daemon\n  -C, --cd <DIR>\n'; exit ;;
  # Asked for our hooks: it knows none, and is no pane.
  app-server) exit 2 ;;
esac
for part; do :; done

number=1
until mkdir "$BENCH_FOLDER/pane-$number" 2>/dev/null; do number=$((number + 1)); done

# Cyrillic letters, one for each pane: nothing else on the screen has them, so the bytes outside tell when
# this pane is shown. Small ones from U+0430 on say that it is ready, capitals from U+0410 on that it is done.
ready() { printf "\033]7501;state=$1:app=codex\033\\\\\\320\\$(printf %o $((175 + number)))"; }
finished() { printf "\n\\320\\$(printf %o $((143 + number)))"; }

# Opening a pipe to read waits for its writer: all panes begin at once.
wait_for_gate() { : <"$BENCH_FOLDER/gate"; }

case $part in
  log)
    ready working
    wait_for_gate
    cat "$BENCH_FOLDER/log"
    finished
    exec sleep 120
    ;;
  flood)
    ready working
    wait_for_gate
    end=$(($(date +%s) + 120))
    while [ "$(date +%s)" -lt $end ]; do cat "$BENCH_FOLDER/log"; done
    ;;
  echo)
    stty raw -echo
    ready idle
    exec timeout --foreground 300 cat
    ;;
  spin)
    ready working
    exec node "$(dirname "$0")/grid-spinner.mjs"
    ;;
  idle)
    ready idle
    exec sleep 300
    ;;
esac
