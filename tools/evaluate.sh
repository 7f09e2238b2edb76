#!/bin/sh
# Score the analysis on every labelled file in a folder. Usage: evaluate.sh [FOLDER [CLAUSES]]
# Without a folder: on the project's own sentences, all invented, which give one table anywhere.
# A file is named after its task, as position_speeches.csv or summary-reviews.jsonl.
set -eu

own=tests/analysis/labelled
folder=${1:-$own}
clauses=${2:-$own/text_of_clauses.csv}
tasks="sentiment position themes campaigns summary holds amendments clauses"

if [ ! -d "$folder" ]; then
    echo "Which labelled files? Expected a folder of them: make evaluate DATA=FOLDER [CLAUSES=FILE]" >&2
    echo "The tasks, and the columns of each, are in docs/method.md." >&2
    exit 2
fi

found=0
for file in "$folder"/*.csv "$folder"/*.jsonl; do
    [ -f "$file" ] || continue
    task=$(basename "$file" | sed 's/[._-].*//')
    case " $tasks " in *" $task "*) ;; *) continue ;; esac
    found=$((found + 1))
    if [ "$task" = clauses ]; then
        measured=$(.venv/bin/python -m analysis evaluate "$task" "$file" --clauses "$clauses")
    else
        measured=$(.venv/bin/python -m analysis evaluate "$task" "$file")
    fi
    # One table: the file, then what was measured on it, a measure a line.
    echo "$measured" | while IFS= read -r line; do
        printf '%-36s %s\n' "$(basename "$file")" "$line"
    done
done

if [ "$found" = 0 ]; then
    echo "No file in $folder is named after a task. Expected names that begin with: $tasks" >&2
    exit 2
fi
