"""A form that LibreOffice opened and saved, as its own kind of file or as Word's, is still read."""

import shutil
import subprocess
from pathlib import Path

import pytest

from consultation.responses.intake import docx, odt
from consultation.responses.rules.form import filled_in

from .conftest import fill
from .test_reading_back import FORM

WORDS = (
    "Six months is fair.\nNot in a smaller area: 七, ü, \u2013.\n" + "Some words. " * 5000 + "End."
)


@pytest.mark.faults
@pytest.mark.parametrize("kind", ["docx", "odt"])
def test_a_form_saved_by_libreoffice_says_the_same(kind: str, tmp_path: Path) -> None:
    program = shutil.which("soffice")
    assert program, "LibreOffice is needed: apt-get install libreoffice-writer"
    given = {"comment_7": WORDS, "position_7": "[x] X-ray", "about_name": "Ann Example"}
    before = tmp_path / "form.docx"
    before.write_bytes(fill(FORM, given))
    after = tmp_path / "saved"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(after)]
    subprocess.run([*command, str(before)], check=True, capture_output=True, timeout=180)
    reader = docx if kind == "docx" else odt
    found = filled_in(reader.read((after / f"form.{kind}").read_bytes()).parts)
    assert found is not None
    assert found.boxes == {"comment_7": WORDS, "about_name": "Ann Example"}
    assert found.ticked("position_7") == ["X-ray"] and found.outside == ""
