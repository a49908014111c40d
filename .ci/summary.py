"""What the suites did, from their JUnit reports: every skip with its reason, then one line."""

import sys
import xml.etree.ElementTree as ET
from pathlib import Path

passed = failed = 0
for path in map(Path, sys.argv[1:]):
    if not path.exists():
        print(f"{path.stem}: no report")
        failed += 1
        continue
    for case in ET.parse(path).iter("testcase"):
        name = f"{path.stem}: {case.get('classname')}.{case.get('name')}"
        if (skip := case.find("skipped")) is not None:
            print(f"{name} was skipped: {skip.get('message')}")
        elif case.find("failure") is not None or case.find("error") is not None:
            print(f"{name} failed")
            failed += 1
        else:
            passed += 1
print(f"{passed} passed, {failed} failed")
sys.exit(failed > 0 or passed == 0)
