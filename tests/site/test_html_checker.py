"""The Nu Html Checker (what validator.w3.org runs), where BRYGGA_VNU says where its vnu.jar is.

It needs Java, so it is no part of the ordinary tests, which parse every page strictly instead (test_public_pages.py).
"""

import os
import shutil
import subprocess

import pytest
from django.test import Client

VNU = os.environ.get("BRYGGA_VNU", "")
PATHS = [
    "/",
    "/tillganglighet/",
    "/enheter/",
    "/enheter/aie/",
    "/projekt/",
    "/projekt/?lage=cancelled",
    "/projekt/etableringscentrum/",
    "/projekt/yrkesspar/",
    "/nyheter/",
    "/nyheter/etableringscentrum-oppnar/",
    "/sok/?q=etablering",
    "/sok/?q=etablernigscentrum",
    "/amnen/etablering/",
    "/oppna-data/",
    "/finns-inte/",
]


@pytest.mark.skipif(not VNU or not shutil.which("java"), reason="BRYGGA_VNU is not set, or there is no Java")
def test_the_nu_html_checker_finds_nothing(site, tmp_path):
    for number, path in enumerate(PATHS):
        (tmp_path / f"{number}.html").write_bytes(Client().get(path).content)
    command = ["java", "-jar", VNU, "--format", "gnu", str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.stderr == ""
    assert result.returncode == 0
