"""Collects the texts of the code and templates into site/locale, keeps translations, compiles. Usage: make messages

A text that has changed is a new text: nothing is guessed from one that looks like it.
"""

import sys

from catalogue import compile_swedish, message_problems, read_catalogue, texts_in_sources, write_catalogue

if __name__ == "__main__":
    catalogue = read_catalogue()
    catalogue.update(texts_in_sources(), no_fuzzy_matching=True)
    write_catalogue(catalogue)
    compile_swedish()
    left = [line for message in catalogue if message.id for line in message_problems(message)]
    print(f"{len(catalogue)} texts, {len(left)} to translate.")
    for line in left[:20]:
        print(" ", line, file=sys.stderr)
