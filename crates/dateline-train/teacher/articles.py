"""Writes the articles of Wikipedia that gensim carries for its tests as documents, JSON Lines packed with gzip.

    pip download --no-deps --no-binary :all: gensim==4.3.3
    pip install mwparserfromhell
    python articles.py gensim-4.3.3.tar.gz articles.jsonl.gz

The text is under CC BY-SA 3.0. Paragraphs are kept, without markup; lists, tables and notes are left out.
"""

import bz2
import gzip
import json
import re
import sys
import tarfile
from html import unescape

import mwparserfromhell

DUMP = "enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2"
# Paragraphs of a document: a long article is several.
PARAGRAPHS = 12


def paragraphs(markup):
    """The paragraphs of an article in running text."""
    markup = re.sub(r"<ref[^>/]*/>|<!--.*?-->|\{\|.*?\|\}", "", markup, flags=re.S)
    markup = re.sub(r"<(ref|gallery|math|timeline|source|table)\b[^>]*>.*?</\1>", "", markup, flags=re.S | re.I)
    code = mwparserfromhell.parse(markup)
    links = [l for l in code.filter_wikilinks() if re.match(r"\s*[A-Za-z-]{2,12}:", str(l.title))]
    for node in code.filter_templates(recursive=False) + links:
        try:
            code.remove(node)
        except ValueError:
            pass  # It stood in another that is gone.
    for line in unescape(code.strip_code(normalize=True, collapse=True)).split("\n"):
        line = re.sub(r"\(\s*[;,]?\s*\)", "", re.sub(r"\s+", " ", line)).strip()
        is_prose = len(line.split()) >= 12 and line[-1] in ".!?\"'" and line[0] not in "*#|!{:;<"
        if is_prose and not any(sign in line for sign in ("{{", "[[", "|")):
            yield line


def main(archive, out):
    with tarfile.open(archive) as tar:
        member = next(m for m in tar if m.name.endswith(DUMP))
        dump = bz2.decompress(tar.extractfile(member).read()).decode("utf-8", "replace")
    with gzip.open(out, "wt") as out:
        for page in re.findall(r"<page>.*?</page>", dump, re.S):
            title = re.search(r"<title>(.*?)</title>", page).group(1)
            text = re.search(r"<text[^>]*>(.*?)</text>", page, re.S)
            if text is None or ":" in title or text.group(1).lower().startswith("#redirect"):
                continue
            lines = list(paragraphs(unescape(text.group(1))))
            for first in range(0, len(lines), PARAGRAPHS):
                print(json.dumps({"text": "\n\n".join(lines[first : first + PARAGRAPHS])}), file=out)


main(*sys.argv[1:])
