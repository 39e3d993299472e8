#!/usr/bin/env bash
# What a run knows, kept on a branch that holds one commit: db, digest and feeds.
#
#   state.sh restore [first]   fetch it; "first" says that there is none yet
#   state.sh save              replace it
set -euo pipefail
cd "$(git rev-parse --show-toplevel)"

branch=syndicate-state
kept=(db/syndicate.sqlite digest feeds)

restore() {
  # Examples that come with the program are not to be published.
  rm -rf feeds/sample
  # Says nothing and gives 2 where the branch is not there.
  if git ls-remote --quiet --exit-code origin "refs/heads/$branch" >/dev/null; then
    git fetch --quiet --depth=1 origin "$branch"
    git archive FETCH_HEAD | tar --extract
  elif [[ "${1-}" == first ]]; then
    echo "There is no branch $branch yet: beginning with an empty state."
  else
    echo "There is no branch $branch, where the last run left what it knew." >&2
    echo "Bring it back, or start this by hand with \"first\" ticked: then all that" >&2
    echo "staff decided is forgotten." >&2
    exit 1
  fi
}

save() {
  # An index of its own, so that the commit holds these files and nothing else.
  GIT_INDEX_FILE="$(mktemp --dry-run)"
  export GIT_INDEX_FILE
  git add --force -- "${kept[@]}"
  tree="$(git write-tree)"
  rm -f "$GIT_INDEX_FILE"
  export GIT_AUTHOR_NAME=syndicate GIT_AUTHOR_EMAIL=syndicate@localhost
  export GIT_COMMITTER_NAME=syndicate GIT_COMMITTER_EMAIL=syndicate@localhost
  commit="$(git commit-tree -m "What the last run knew" "$tree")"
  git push --quiet --force origin "$commit:refs/heads/$branch"
}

case "${1-}" in
  restore) restore "${2-}" ;;
  save) save ;;
  *)
    echo "usage: state.sh restore [first] | save" >&2
    exit 2
    ;;
esac
