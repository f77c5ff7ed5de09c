"""Write short labelled statements, made of what Debian has, for grouping.py.

usage: labelled.py options|pages|glosses [--language L] [--root DIR] [--least N] [--most N]

options  what manual pages say of long options, by the option (“--quiet”): many authors, one thing
pages    sentences of manual pages, by the page
glosses  explanations of nouns, by what they are kinds of (package wordnet-base)

--root is where packages were unpacked, / by default; --language takes the manual pages of another
language. A label has from --least to --most statements. Writes JSON Lines with "id", "text" and
"label", the same for the same packages.
"""

import argparse
import collections
import glob
import gzip
import json
import os
import random
import re

SENTENCE_END = re.compile(r"(?<=[.;。])\s+|(?<=。)")
MAX_CHARS = 220


def read(path):
    opened = gzip.open if path.endswith(".gz") else open
    with opened(path, "rb") as file:
        return file.read().decode("utf-8", "replace")


def plain(line):
    """Text of a line of roff; None if it is a request that ends a paragraph."""
    fonts = re.match(r"^\.\s*(?:B|I|BR|RB|IR|RI|BI|IB|SM|SB)\s+(.*)$", line)
    if fonts:
        line = fonts.group(1).replace('"', "")
    elif line[:1] in (".", "'"):
        return None
    line = re.sub(r"\\f(\[\w*\]|\(\w\w|\w)|\\s[-+]?\d|\\\*\(..|\\&", "", line)
    line = line.replace("\\-", "-").replace("\\(aq", "'").replace("\\(cq", "'").replace("\\e", "\\")
    return re.sub(r"\\\(..|\\\[[^]]*\]|\\.", " ", line)


def manual_pages(root, language, sections):
    for section in sections:
        folder = os.path.join(root, "usr/share/man", language, "man" + section)
        for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*"))):
            text = "" if os.path.islink(path) else read(path)
            if not text.startswith(".so "):
                yield os.path.basename(path), text.split("\n")


def options(root, language):
    for _, lines in manual_pages(root, language, "18"):
        for at, line in enumerate(lines):
            if re.match(r"^\.\s*TP", line) and at + 1 < len(lines):
                tag, start = plain(lines[at + 1]), at + 2
            elif re.match(r'^\.\s*IP\s+"', line):
                tag, start = plain(line[1:]), at + 1
            else:
                continue
            name = re.search(r"--([a-z][a-z-]{2,})", tag or "")
            said = []
            for following in lines[start:]:
                text = plain(following)
                if text is None or (said and not text.strip()):
                    break
                said.append(text)
            if name:
                yield SENTENCE_END.split(" ".join(" ".join(said).split()))[0], name.group(1)


def pages(root, language):
    for page, lines in manual_pages(root, language, "1578"):
        paragraphs = "\n".join("\0" if (text := plain(line)) is None else text for line in lines)
        for paragraph in paragraphs.split("\0"):
            for sentence in SENTENCE_END.split(" ".join(paragraph.split())):
                letters = len(re.findall(r"[^\W\d_]", sentence))
                if len(sentence) >= 40 and letters > 0.75 * len(sentence.replace(" ", "")):
                    yield sentence, page


def glosses(root, _):
    names, kinds = {}, []
    with open(os.path.join(root, "usr/share/wordnet/data.noun"), encoding="latin-1") as file:
        for line in file:
            if line.startswith("  "):
                continue
            fields, gloss = line.split(" | ", 1)
            fields = fields.split()
            pointers = fields[5 + 2 * int(fields[3], 16):]
            names[fields[0]] = fields[4]
            above = next((pointers[i + 1] for i in range(0, len(pointers) - 1, 4)
                          if pointers[i] == "@"), None)
            kinds.append((re.split(r'; "', gloss)[0].strip(), above))
    for gloss, above in kinds:
        if above in names:
            yield gloss, f"{names[above]} {above}"


def main():
    makers = {make.__name__: make for make in (options, pages, glosses)}
    parser = argparse.ArgumentParser(description="Write short labelled statements.")
    parser.add_argument("kind", choices=makers)
    parser.add_argument("--language", default="")
    parser.add_argument("--root", default="/")
    parser.add_argument("--least", type=int, default=12)
    parser.add_argument("--most", type=int, default=30)
    given = parser.parse_args()
    by_label = collections.defaultdict(dict)
    seen = set()
    for text, label in makers[given.kind](given.root, given.language):
        # What is said word for word elsewhere was copied, and groups itself.
        if 15 <= len(text) <= MAX_CHARS and len(text.split()) >= 3 and text.lower() not in seen:
            seen.add(text.lower())
            by_label[label][text] = True
    chance = random.Random(1)
    number = 0
    for label in sorted(by_label):
        texts = sorted(by_label[label])
        if len(texts) < given.least:
            continue
        for text in chance.sample(texts, min(given.most, len(texts))):
            print(json.dumps({"id": f"s{number:06}", "text": text, "label": label},
                             ensure_ascii=False))
            number += 1


if __name__ == "__main__":
    main()
