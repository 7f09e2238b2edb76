"""``analyse RESPONSES --out DIR``."""

import argparse
import sys
from pathlib import Path
from typing import Any

from tqdm import tqdm

from analysis.engines import ENGINES
from analysis.errors import InputError


def add_to(commands: Any) -> None:
    """Add the command and its options."""
    parser = commands.add_parser(
        "analyse", help="read responses, write findings, tables and a report to a folder"
    )
    parser.add_argument(
        "responses",
        metavar="RESPONSES",
        type=Path,
        help="csv, xlsx, ods, parquet or jsonl with response_id and text; optional: clause, "
        "question, position, respondent_type, channel, received_at",
    )
    parser.add_argument("--out", metavar="DIR", type=Path, required=True, help="folder to write")
    parser.add_argument(
        "--clauses", metavar="CLAUSES", type=Path, help="the text: clause, text, optional heading"
    )
    parser.add_argument("--seed", metavar="S", type=int, default=0, help="default 0")
    parser.add_argument("--engine", choices=ENGINES, default="local")
    parser.add_argument("--scheduler", metavar="ADDRESS", default="", help="of a dask cluster")
    parser.add_argument("--workers", metavar="N", type=int, default=1, help="default 1")
    parser.add_argument(
        "--embeddings", action="store_true", help="find clauses by sentence embeddings too (extra)"
    )
    drafting = parser.add_argument_group("a language model for drafts (off unless named here)")
    drafting.add_argument("--language-model", metavar="URL", default="", help="address of its API")
    drafting.add_argument("--model", metavar="NAME", default="", help="which of its models")
    drafting.add_argument(
        "--outside", action="store_true", help="allow an address that is not this machine"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Analyse, write, and say in a line what was counted and where the report is."""
    if options.out.is_file():
        raise InputError(f"{options.out} is a file: give the folder to write as --out.")
    if options.seed < 0:
        raise InputError(f"The seed {options.seed} is below 0: use a whole number from 0.")
    from analysis import language_model, pipeline, reading, writing

    given = (options.language_model, options.model, options.outside)
    model = language_model.Model.configured(*given) if any(given) else None
    with Progress() as progress:
        result = pipeline.analyse(
            reading.read_table(options.responses),
            reading.read_table(options.clauses) if options.clauses else None,
            seed=options.seed,
            engine=options.engine,
            workers=options.workers,
            scheduler=options.scheduler,
            embedded=options.embeddings,
            progress=progress,
        )
        if model is not None:
            progress("Drafting", 0, 1)
            result = language_model.draft(result, model)
    writing.write(result, options.out)
    bases = result.findings["bases"]
    print(
        f"{bases['responses']} responses received: {bases['counted']} counted, "
        f"{bases['set_aside']} set aside. The report is {options.out / 'report.html'}."
    )
    return 0


class Progress:
    """A bar on a terminal for each stage in turn; silent where there is no terminal."""

    def __init__(self) -> None:
        self.bar: tqdm[Any] | None = None
        self.stage = ""

    def __enter__(self) -> "Progress":
        return self

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not sys.stderr.isatty():
            return
        if stage != self.stage:
            self.close()
            self.stage = stage
            self.bar = tqdm(desc=stage, total=total, leave=True, file=sys.stderr)
        if self.bar is not None:
            self.bar.update(done - self.bar.n)

    def close(self) -> None:
        """Finish the bar shown."""
        if self.bar is not None:
            self.bar.update((self.bar.total or 0) - self.bar.n)
            self.bar.close()
            self.bar = None

    def __exit__(self, *_: object) -> None:
        self.close()
