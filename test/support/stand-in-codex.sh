#!/bin/sh
# As CODEX_GRID_CODEX: the real one, REAL_CODEX, but for what STAND_IN says of one agent.
case $1 in
  --version | --help | app-server) exec "$REAL_CODEX" "$@" ;;
esac
case $STAND_IN in
  # Says nothing and reads nothing.
  hangs) exec sleep 60 ;;
  crashes) kill -SEGV $$ ;;
  # What it has put into the background keeps its terminal open, and survives it; the talker writes there then.
  leaves-a-child) (trap '' HUP; exec sleep 20) & ;;
  says-nothing-of-itself) exec "$OLDER_CODEX" "$@" ;;
  leaves-a-talker)
    (
      trap '' HUP
      while kill -0 $$ 2>/dev/null; do sleep 0.02; done
      for _ in $(seq 200); do echo still here; sleep 0.02; done
    ) &
    ;;
esac
exec "$REAL_CODEX" "$@"
