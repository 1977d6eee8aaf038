"""The control of the import of notes: the standard library opens the zip and parses each member."""

import sys
import zipfile
from xml.etree import ElementTree as ET

with zipfile.ZipFile(sys.argv[1]) as packed:
    for name in packed.namelist():
        ET.fromstring(packed.read(name))  # noqa: S314 our own
