"""Checks that every text has its translation and that the compiled catalogue agrees. Usage: make translations"""

import sys

from catalogue import problems, report

if __name__ == "__main__":
    sys.exit(report(problems()))
