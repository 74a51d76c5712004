//! Trees that no sentence can have, made right: what the parser leaves impossible is mended right behind it.

use super::attributes::Tagged;
use super::labels::{Dep, Tag};
use super::lexeme::Words;
use crate::lexicon::WordMap;
use crate::seed;

/// What trees are mended by, from `tree_words.tsv`.
#[derive(Debug)]
pub(super) struct TreeWords(WordMap<u16>);

#[derive(Clone, Copy, Debug)]
enum Set {
    Befalling,
    Said,
    Calling,
    Bounding,
    Leaving,
    Bringing,
    Person,
    Saying,
    LeftAs,
    Suffering,
    Locating,
}

impl TreeWords {
    pub(super) fn from_seed() -> Self {
        let sets = [
            ("befalling", Set::Befalling),
            ("said", Set::Said),
            ("calling", Set::Calling),
            ("bounding", Set::Bounding),
            ("leaving", Set::Leaving),
            ("bringing", Set::Bringing),
            ("person", Set::Person),
            ("saying", Set::Saying),
            ("left_as", Set::LeftAs),
            ("suffering", Set::Suffering),
            ("locating", Set::Locating),
        ];
        let mut all = WordMap::new();
        for (line, [name, words]) in seed::TREE_WORDS.select(["set", "words"]) {
            let set = sets.iter().find(|(known, _)| *known == name).map(|(_, set)| *set);
            debug_assert!(set.is_some(), "tree_words.tsv:{line}: {name}");
            for word in words.split('|') {
                *all.entry(word).or_insert(0) |= set.map_or(0, |set| 1 << set as u8);
            }
        }
        Self(all)
    }

    fn holds(&self, set: Set, word: &str) -> bool {
        self.0.get(word).is_some_and(|sets| sets & 1 << set as u8 != 0)
    }
}

/// Mends the tree of a sentence, whose first token is `first`; `heads` count from the first token of the text.
pub(super) fn mend(
    words: &Words<'_>,
    sets: &TreeWords,
    first: u32,
    tagged: &mut [Tagged],
    heads: &mut [u32],
) {
    person_before_verb(words, sets, first, tagged, heads);
    subject_of_noun(words, first, tagged, heads);
    one_object(words, first, tagged, heads);
    left_beside(words, sets, first, tagged, heads);
    small_clause(first, tagged, heads);
    person_left(words, sets, first, tagged, heads);
    sufferer(words, sets, first, tagged, heads);
    made_so(words, sets, first, tagged, heads);
    left_so(words, sets, first, tagged, heads);
    made_so_first(first, tagged, heads);
    described(words, first, tagged, heads);
    headline_deed(first, tagged, heads);
    acts(words, sets, first, tagged, heads);
    two_clauses(first, tagged, heads);
    misled(first, tagged, heads);
    behind_apposition(words, first, tagged, heads);
    before_clause(words, sets, first, tagged, heads);
    placed(words, first, tagged, heads);
    speakers_behind_list(words, sets, first, tagged, heads);
    called_for(words, sets, first, tagged, heads);
    alleged(words, sets, first, tagged, heads);
    brought_home(words, sets, first, tagged, heads);
    time_of_relative(words, first, tagged, heads);
    who_did(first, tagged, heads);
    debug_assert!(is_tree(first, heads), "a tree was mended into a circle");
}

/// Whether every token hangs, at last, on one that hangs on itself.
fn is_tree(first: u32, heads: &[u32]) -> bool {
    (0..heads.len()).all(|token| above(first, heads, token).take(heads.len() + 1).count() <= heads.len())
}

/// What a token hangs on, and so on up to the root.
fn above(first: u32, heads: &[u32], token: usize) -> impl Iterator<Item = usize> {
    core::iter::successors(Some(token), move |&at| {
        let head = (heads[at] - first) as usize;
        (head != at).then_some(head)
    })
}

/// Whether a token hangs on another, at however many removes.
fn is_below(first: u32, heads: &[u32], token: usize, of: usize) -> bool {
    above(first, heads, token).any(|at| at == of)
}

/// "A 17-year-old shot himself", "a juvenile male suffering from a wound": the last word before is who, and no adjective to
/// a noun.
fn person_before_verb(
    words: &Words<'_>,
    sets: &TreeWords,
    first: u32,
    tagged: &mut [Tagged],
    heads: &mut [u32],
) {
    for verb in 1..tagged.len().saturating_sub(1) {
        let who = verb - 1;
        if tagged[verb].tag != Tag::Nn
            || !matches!(tagged[who].dep, Dep::Amod | Dep::Compound)
            || heads[who] != first + verb as u32
            || !sets.holds(Set::Person, words.lower(tagged[who].lexeme))
        {
            continue;
        }
        let mended = match words.lower(tagged[verb].lexeme) {
            "shot" => did(words, sets, first, tagged, heads, verb),
            "suffering" | "bleeding" => went_through(first, tagged, heads, verb),
            _ => false,
        };
        if !mended {
            continue;
        }
        if words.lower(tagged[who].lexeme) != "old" {
            tagged[who].tag = Tag::Nn;
        }
        for left in 0..who {
            if heads[left] == first + verb as u32 && tagged[left].dep != Dep::Mark {
                heads[left] = first + who as u32;
            }
        }
    }
}

/// Makes the past tense of a noun that an object follows, with the word before it as its subject.
fn did(
    words: &Words<'_>,
    sets: &TreeWords,
    first: u32,
    tagged: &mut [Tagged],
    heads: &mut [u32],
    verb: usize,
) -> bool {
    let here = first + verb as u32;
    let above = (heads[verb] - first) as usize;
    let next = verb + 1;
    let object = (next..tagged.len().min(next + CLAUSE))
        .find(|&i| heads[i] == here && matches!(tagged[i].dep, Dep::Dobj | Dep::Appos))
        .filter(|&object| (next..object).all(|i| heads[i] == first + object as u32));
    let Some(object) = object else { return false };
    match tagged[verb].dep {
        Dep::Root | Dep::Ccomp | Dep::Advcl | Dep::Conj => {}
        // "A 5-year-old shot his sister, and a man was arrested."
        Dep::Nsubj | Dep::Nsubjpass => {
            let own =
                |i: usize| heads[i] == heads[verb] && matches!(tagged[i].dep, Dep::Nsubj | Dep::Nsubjpass);
            if !(object + 1..above).any(own) {
                return false;
            }
            heads[verb] = if tagged[above].dep == Dep::Root { here } else { heads[above] };
            tagged[verb].dep = tagged[above].dep;
            (tagged[above].dep, heads[above]) = (Dep::Conj, here);
        }
        // "after a 5-year-old shot his sister"
        Dep::Pobj
            if is_preposition(&tagged[above])
                && sets.holds(Set::Bounding, words.lower(tagged[above].lexeme)) =>
        {
            (tagged[verb].dep, heads[verb]) = (Dep::Advcl, heads[above]);
            (tagged[above].dep, heads[above]) = (Dep::Mark, here);
        }
        _ => return false,
    }
    (tagged[verb].tag, tagged[object].dep) = (Tag::Vbd, Dep::Dobj);
    tagged[verb - 1].dep = Dep::Nsubj;
    true
}

/// Makes the participle of a noun that a preposition follows, and hangs it on the word before it.
fn went_through(first: u32, tagged: &mut [Tagged], heads: &mut [u32], verb: usize) -> bool {
    if !is_preposition(&tagged[verb + 1]) {
        return false;
    }
    let who = verb - 1;
    let root = tagged[verb].dep == Dep::Root;
    heads[who] = if root { first + who as u32 } else { heads[verb] };
    tagged[who].dep = tagged[verb].dep;
    (tagged[verb].tag, tagged[verb].dep, heads[verb]) = (Tag::Vbg, Dep::Acl, first + who as u32);
    true
}

fn is_preposition(token: &Tagged) -> bool {
    token.tag == Tag::In && token.dep == Dep::Prep
}

/// Only verbs have subjects: "sank" of "A ferry sank on the lake" is none of the nouns.
fn subject_of_noun(words: &Words<'_>, first: u32, tagged: &mut [Tagged], heads: &[u32]) {
    let Some(verb) = tagged.iter().position(|token| token.dep == Dep::Root).filter(|&verb| verb > 0) else {
        return;
    };
    let subject = tagged[verb - 1];
    let led = subject.dep == Dep::Nsubj && heads[verb - 1] == first + verb as u32;
    let tag = match (tagged[verb].tag, subject.tag) {
        (Tag::Nn, _) => Tag::Vbd,
        (Tag::Nns, Tag::Nns) => return,
        (Tag::Nns, _) => Tag::Vbz,
        _ => return,
    };
    let described =
        |i: usize| matches!(tagged[i].dep, Dep::Det | Dep::Amod | Dep::Nummod | Dep::Poss | Dep::Compound);
    if led && is_stopped(words, tagged) && !below(first, heads, verb).into_iter().any(described) {
        tagged[verb].tag = tag;
    }
}

/// A preposition has one object: "bases thousands of miles apart" is no list. A verb has one besides a dative: in "hit 52 out of 80
/// trucks" the number is the object, and the other what it is a part of. `heads` count from `first`, the sentence's first token.
fn one_object(words: &Words<'_>, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for object in 1..tagged.len() {
        let mut near = (object.saturating_sub(8)..object).rev();
        if tagged[object].dep == Dep::Pobj
            && let Some(before) = near.find(|&i| tagged[i].dep == Dep::Pobj && heads[i] == heads[object])
        {
            tagged[object].dep = Dep::Appos;
            heads[object] = first + before as u32;
        }
    }
    for of in 2..tagged.len().saturating_sub(1) {
        if tagged[of].dep != Dep::Quantmod || words.lower(tagged[of].lexeme) != "of" {
            continue;
        }
        let whole = (of + 1..tagged.len().min(of + 8)).find(|&i| tagged[i].dep == Dep::Dobj);
        let Some(whole) = whole else { continue };
        let out = words.lower(tagged[of - 1].lexeme) == "out";
        let Some(part) = (of - 1).checked_sub(usize::from(out)) else { continue };
        if tagged[part].dep == Dep::Dobj && tagged[part].tag == Tag::Cd && heads[part] == heads[whole] {
            for link in part + 1..=of {
                tagged[link].dep = Dep::Prep;
                heads[link] = first + link as u32 - 1;
            }
            tagged[whole].dep = Dep::Pobj;
            heads[whole] = first + of as u32;
        }
    }
}

/// A participle without an auxiliary and without an object makes no clause: "left two of the victims badly injured" says what the
/// victims were left as.
fn small_clause(first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for participle in 2..tagged.len() {
        if tagged[participle].tag != Tag::Vbn || tagged[participle].dep != Dep::Ccomp {
            continue;
        }
        let verb = (heads[participle] - first) as usize;
        let children = below(first, heads, participle);
        let dep = |&i: &usize| tagged[i].dep;
        let whole = |i: &usize| matches!(dep(i), Dep::Aux | Dep::Auxpass | Dep::Dobj | Dep::Mark | Dep::Neg);
        let subject = children.iter().copied().find(|i| matches!(dep(i), Dep::Nsubj | Dep::Nsubjpass));
        let Some(subject) = subject.filter(|&i| verb < i && i < participle) else { continue };
        if children.iter().any(whole) {
            continue;
        }
        // With nothing but adverbs it is an adjective, with more a deed: "found two men shot to death in a car".
        if children.iter().all(|i| *i == subject || matches!(dep(i), Dep::Advmod | Dep::Punct)) {
            tagged[participle].tag = Tag::Jj;
        }
        tagged[participle].dep = Dep::Oprd;
        (tagged[subject].dep, heads[subject]) = (Dep::Dobj, heads[participle]);
    }
}

/// "Left a 17-year-old dead Friday night": neither the one nor the other describes the night.
fn person_left(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for adjective in 2..tagged.len() {
        let who = adjective - 1;
        let noun = (heads[adjective] - first) as usize;
        let verb = (heads[noun] - first) as usize;
        if tagged[adjective].dep != Dep::Amod
            || tagged[adjective].tag != Tag::Jj
            || tagged[who].dep != Dep::Amod
            || heads[who] != heads[adjective]
            || noun < adjective
            || verb >= who
            || !sets.holds(Set::Person, words.lower(tagged[who].lexeme))
            || !sets.holds(Set::LeftAs, words.lower(tagged[adjective].lexeme))
            || !sets.holds(Set::Leaving, words.lower(tagged[verb].lexeme))
        {
            continue;
        }
        let own = first + who as u32;
        heads[verb + 1..who]
            .iter_mut()
            .filter(|head| **head == first + noun as u32)
            .for_each(|head| *head = own);
        for (token, dep) in [(who, Dep::Dobj), (adjective, Dep::Oprd)] {
            (tagged[token].dep, heads[token]) = (dep, first + verb as u32);
        }
    }
}

/// "Located a 13-year-old victim suffering from a wound": whoever suffers is no kind of suffering; and in "found two men in front
/// of a bar suffering from wounds" it isn't the bar that does.
fn sufferer(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for verb in 1..tagged.len().saturating_sub(1) {
        let who = verb - 1;
        let (own, whose) = (first + verb as u32, first + who as u32);
        if tagged[verb].tag != Tag::Vbg || !sets.holds(Set::Suffering, words.lower(tagged[verb].lexeme)) {
            continue;
        }
        if matches!(tagged[verb].dep, Dep::Dobj | Dep::Pobj | Dep::Conj)
            && (tagged[who].dep, heads[who]) == (Dep::Compound, own)
            && (tagged[verb + 1].dep, heads[verb + 1]) == (Dep::Prep, own)
        {
            heads[..who].iter_mut().filter(|head| **head == own).for_each(|head| *head = whose);
            (tagged[who].dep, heads[who]) = (tagged[verb].dep, heads[verb]);
            (tagged[verb].dep, heads[verb]) = (Dep::Acl, whose);
        }
        if tagged[verb].dep != Dep::Acl {
            continue;
        }
        let above = |token: usize| (heads[token] - first) as usize;
        let (mut top, mut located) = (above(verb), false);
        while tagged[top].dep == Dep::Pobj {
            // "In the lot adjacent to the building"
            let place = [above(top), above(above(top))];
            located |= place.iter().any(|&i| sets.holds(Set::Locating, words.lower(tagged[i].lexeme)));
            let next = if tagged[place[1]].tag == Tag::Jj { above(place[1]) } else { place[1] };
            // "Found two men in the lot"
            let object = || (next..top).find(|&i| tagged[i].dep == Dep::Dobj && above(i) == next);
            match if is_noun(tagged[next]) { Some(next) } else { object() } {
                Some(noun) => top = noun,
                None => break,
            }
        }
        if located && tagged[top].dep == Dep::Dobj {
            (tagged[verb].dep, heads[verb]) = (Dep::Ccomp, heads[top]);
            (tagged[top].dep, heads[top]) = (Dep::Nsubj, own);
        }
    }
}

/// What a verb makes of its object stands behind it: in "left two people dead" nobody was dead before, and in "left 13 wounded"
/// nobody was wounded again.
fn made_so(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for adjective in 1..tagged.len() {
        let noun = adjective - 1;
        let own = first + adjective as u32;
        // "left three men and three women injured"
        let all = if tagged[noun].dep == Dep::Conj { (heads[noun] - first) as usize } else { noun };
        let behind_object = tagged[all].dep == Dep::Dobj && heads[adjective] == heads[all];
        let clause = matches!(tagged[all].dep, Dep::Nsubj | Dep::Nsubjpass) && heads[all] == own;
        let beside = matches!(tagged[noun].dep, Dep::Conj) && tagged[adjective].dep == Dep::Oprd;
        let participle = tagged[adjective].tag == Tag::Vbn
            && matches!(tagged[adjective].dep, Dep::Xcomp | Dep::Advcl | Dep::Ccomp | Dep::Oprd)
            && (behind_object || beside || clause && heads[adjective] < first + all as u32)
            && matches!(tagged[noun].tag, Tag::Nns | Tag::Cd);
        // "... injured early Sunday"
        let when =
            |i: usize| i > adjective && matches!(tagged[i].dep, Dep::Npadvmod | Dep::Advmod | Dep::Punct);
        if participle && below(first, heads, adjective).into_iter().all(|i| i == all || when(i)) {
            (tagged[adjective].tag, tagged[adjective].dep) = (Tag::Jj, Dep::Oprd);
            if clause {
                (tagged[all].dep, heads[all]) = (Dep::Dobj, heads[adjective]);
            }
        }
        // "left a teacher and a student dead"
        let object = (heads[noun] - first) as usize;
        let of_several = tagged[adjective].tag == Tag::Jj
            && tagged[adjective].dep == Dep::Conj
            && tagged[noun].dep == Dep::Conj
            && tagged[object].dep == Dep::Dobj
            && heads[object] == heads[adjective];
        if of_several {
            tagged[adjective].dep = Dep::Oprd;
        }
        let behind = tagged[adjective].tag == Tag::Jj
            && tagged[adjective].dep == Dep::Amod
            && heads[adjective] == first + noun as u32
            && tagged[noun].dep == Dep::Dobj
            && (matches!(tagged[noun].tag, Tag::Nns | Tag::Cd)
                || sets.holds(Set::LeftAs, words.lower(tagged[adjective].lexeme))
                    && sets.holds(Set::Leaving, words.lower(tagged[(heads[noun] - first) as usize].lexeme)));
        // "people responsible for it"
        let governs = tagged.get(adjective + 1).is_some_and(|next| next.dep == Dep::Prep)
            && heads[adjective + 1] == first + adjective as u32;
        if behind && !governs {
            tagged[adjective].dep = Dep::Oprd;
            heads[adjective] = heads[noun];
        }
    }
}

/// A participle behind the object of "left" says what that was left as: "a shooting that left three men injured early Sunday". Of
/// something known it rather says which: "left the bases targeted in the raid".
fn left_so(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for participle in 2..tagged.len() {
        let noun = participle - 1;
        let object = if tagged[noun].dep == Dep::Conj { (heads[noun] - first) as usize } else { noun };
        let verb = (heads[object] - first) as usize;
        let left = tagged[participle].tag == Tag::Vbn
            && matches!(tagged[participle].dep, Dep::Acl | Dep::Xcomp | Dep::Advcl | Dep::Conj)
            && tagged[object].dep == Dep::Dobj
            && verb < object
            && sets.holds(Set::Leaving, words.lower(tagged[verb].lexeme));
        let has = |dep: Dep| below(first, heads, participle).into_iter().any(|i| tagged[i].dep == dep);
        let is_known = |i: usize| {
            heads[i] == first + object as u32
                && (tagged[i].dep == Dep::Poss || words.lower(tagged[i].lexeme) == "the")
        };
        if left
            && !(verb + 1..object).any(is_known)
            && !has(Dep::Dobj)
            && !has(Dep::Aux)
            && !is_below(first, heads, verb, participle)
        {
            (tagged[participle].tag, tagged[participle].dep) = (Tag::Jj, Dep::Oprd);
            heads[participle] = first + verb as u32;
        }
    }
}

/// "Left one man dead and two others injured": the others were left so too, and did nothing.
fn left_beside(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for so in 3..tagged.len() {
        if !matches!(tagged[so].tag, Tag::Vbd | Tag::Vbn | Tag::Jj)
            || !sets.holds(Set::LeftAs, words.lower(tagged[so].lexeme))
        {
            continue;
        }
        let above = (heads[so] - first) as usize;
        let children = below(first, heads, so);
        let of = |i: &usize, deps: &[Dep]| deps.contains(&tagged[*i].dep);
        let whole = |i: &usize| of(i, &[Dep::Aux, Dep::Auxpass, Dep::Dobj, Dep::Mark]);
        let (who, verb) = match tagged[so].dep {
            // "two others injured", taken for a clause
            Dep::Conj | Dep::Advcl if !children.iter().any(whole) => {
                (children.iter().copied().find(|i| of(i, &[Dep::Nsubj, Dep::Nsubjpass])), above)
            }
            // "a woman injured", joined to the verb
            Dep::Acl if tagged[above].dep == Dep::Conj => (Some(above), (heads[above] - first) as usize),
            _ => (None, above),
        };
        let Some(who) = who else { continue };
        let object = below(first, heads, verb).into_iter().find(|i| *i < who && tagged[*i].dep == Dep::Dobj);
        let Some(object) = object.filter(|object| {
            verb < *object && who < so && sets.holds(Set::Leaving, words.lower(tagged[verb].lexeme))
        }) else {
            continue;
        };
        (tagged[who].dep, heads[who]) = (Dep::Conj, first + object as u32);
        // It may hang on what the first was left as.
        let joins = |i: &usize| {
            let of = (heads[*i] - first) as usize;
            tagged[*i].dep == Dep::Cc && (of == verb || heads[of] == first + verb as u32)
        };
        if let Some(and) = (object + 1..who).rev().find(joins) {
            heads[and] = first + object as u32;
        }
        (tagged[so].dep, heads[so]) = (Dep::Oprd, first + verb as u32);
        tagged[so].tag = Tag::Jj;
        // When it was is said of all, what comes with them is theirs.
        for child in children.into_iter().filter(|&child| child > so) {
            match tagged[child].dep {
                Dep::Npadvmod => heads[child] = first + verb as u32,
                Dep::Prep => heads[child] = first + who as u32,
                _ => {}
            }
        }
    }
}

/// What a verb makes of its object may stand before it, but no adjective stands before the number or the article of its noun:
/// "shot dead four protesters".
fn made_so_first(first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for adjective in 1..tagged.len() {
        let noun = (heads[adjective] - first) as usize;
        let verb = adjective - 1;
        let before = tagged[adjective].tag == Tag::Jj
            && tagged[adjective].dep == Dep::Amod
            && tagged[noun].dep == Dep::Dobj
            && heads[noun] == first + verb as u32
            && (adjective + 1..noun).any(|i| {
                heads[i] == heads[adjective] && matches!(tagged[i].dep, Dep::Nummod | Dep::Det | Dep::Poss)
            });
        if before {
            (tagged[adjective].dep, heads[adjective]) = (Dep::Oprd, first + verb as u32);
        }
    }
}

/// "A" goes with no plural: in "A bus carrying pilgrims crashed" it is the bus that crashed, and carried them.
fn described(words: &Words<'_>, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for participle in 2..tagged.len().saturating_sub(1) {
        let noun = (heads[participle] - first) as usize;
        let one = participle - 1;
        let (of_noun, own) = (heads[participle], first + participle as u32);
        let led = tagged[participle].tag == Tag::Vbg
            && tagged[participle].dep == Dep::Compound
            && tagged[noun].tag == Tag::Nns
            && noun > participle
            && tagged[one].tag == Tag::Nn
            && (heads[one] == own || heads[one] == of_noun);
        let article = (0..one)
            .rev()
            .take(4)
            .find(|&i| heads[i] == of_noun && matches!(words.lower(tagged[i].lexeme), "a" | "an"));
        let Some(article) = article.filter(|_| led) else { continue };
        for head in heads.iter_mut().take(one).skip(article) {
            if *head == own || *head == of_noun {
                *head = first + one as u32;
            }
        }
        let root = heads[noun] == of_noun;
        (tagged[one].dep, heads[one]) =
            (tagged[noun].dep, if root { first + one as u32 } else { heads[noun] });
        (tagged[participle].dep, heads[participle]) = (Dep::Acl, first + one as u32);
        (tagged[noun].dep, heads[noun]) = (Dep::Dobj, own);
    }
}

/// A verb in the present is no object: in "Shelling kills 23" the shelling is what kills.
fn headline_deed(first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for verb in 1..tagged.len() {
        let noun = verb - 1;
        let (own, of_noun) = (first + verb as u32, first + noun as u32);
        let misread = tagged[verb].tag == Tag::Vbz
            && tagged[verb].dep == Dep::Dobj
            && heads[verb] == of_noun
            && tagged[noun].tag == Tag::Vbg;
        if !misread {
            continue;
        }
        for i in below(first, heads, noun).into_iter().filter(|&i| i > verb) {
            heads[i] = own;
        }
        for i in below(first, heads, verb).into_iter().filter(|&i| i > verb) {
            if tagged[i].dep == Dep::Nummod {
                tagged[i].dep = Dep::Dobj;
            }
        }
        let root = heads[noun] == of_noun;
        (tagged[verb].dep, heads[verb]) = (tagged[noun].dep, if root { own } else { heads[noun] });
        (tagged[noun].tag, tagged[noun].dep, heads[noun]) = (Tag::Nn, Dep::Nsubj, own);
    }
}

/// What seems to be joined to an object right before a second verb without a subject is the subject of that verb: "Officers fired
/// tear gas and five people were hurt."
fn two_clauses(first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for last in 2..tagged.len() {
        let verb = (heads[last] - first) as usize;
        if tagged[last].dep != Dep::Conj || verb >= last || tagged[verb].tag != Tag::Vbd {
            continue;
        }
        let (of_last, of_verb) = (below(first, heads, last), below(first, heads, verb));
        let subject = |i: &usize| matches!(tagged[*i].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Expl);
        let joins = |i: &usize| *i > verb && tagged[*i].dep == Dep::Cc;
        let object = of_verb.iter().copied().find(|&i| i > verb && i < last && tagged[i].dep == Dep::Dobj);
        let Some(object) = object.filter(|_| !of_last.iter().any(subject) && !of_verb.iter().any(joins))
        else {
            continue;
        };
        let of_object = below(first, heads, object);
        let with =
            |dep: Dep| of_object.iter().copied().find(|&i| i > object && i < last && tagged[i].dep == dep);
        let (Some(and), Some(second)) = (with(Dep::Cc), with(Dep::Conj)) else { continue };
        let helps = |i: &usize| *i < last && matches!(tagged[*i].dep, Dep::Aux | Dep::Auxpass);
        let helpers = of_last.iter().filter(|i| helps(i)).count();
        if helpers == 0 || second + 1 + helpers != last {
            continue;
        }
        let passive = of_last.iter().any(|&i| tagged[i].dep == Dep::Auxpass);
        (tagged[second].dep, heads[second]) =
            (if passive { Dep::Nsubjpass } else { Dep::Nsubj }, first + last as u32);
        heads[and] = first + verb as u32;
    }
}

/// The words of a verb are looked for so far around it.
const CLAUSE: usize = 48;

/// A participle in the passive has no object: "killed" of "Gunmen killed at least ten soldiers." is the past tense, and where the
/// sentence has no other verb, the noun that it seems to describe is its subject; so it is of what nobody does to another: "A ferry
/// capsized on Tuesday, the coast guard said." Headlines ("Man given life sentence") are left
/// alone.
fn acts(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    if !is_stopped(words, tagged) {
        return;
    }
    for verb in 1..tagged.len() {
        let finite = tagged[verb].tag == Tag::Vbd && tagged[verb].dep == Dep::Acl;
        if !finite && tagged[verb].tag != Tag::Vbn {
            continue;
        }
        let children = below(first, heads, verb);
        let has = |dep: Dep| children.iter().any(|&i| tagged[i].dep == dep);
        let object = children.iter().any(|&i| i > verb && tagged[i].dep == Dep::Dobj);
        let befalls = || sets.holds(Set::Befalling, words.lower(tagged[verb].lexeme));
        if !object && !befalls() && !finite
            || has(Dep::Agent)
            || has(Dep::Aux)
            || has(Dep::Auxpass)
            || has(Dep::Nsubjpass)
        {
            continue;
        }
        if has(Dep::Nsubj) && object {
            tagged[verb].tag = Tag::Vbd;
            continue;
        }
        let mut noun = (heads[verb] - first) as usize;
        if !(tagged[verb].dep == Dep::Acl && noun + 1 == verb && is_noun(tagged[noun])) {
            continue;
        }
        // "Militants on motorbikes killed ten people", "A truck carrying migrants overturned"
        let within = (heads[noun] - first) as usize;
        let outer = (heads[within] - first) as usize;
        let described = match tagged[noun].dep {
            Dep::Pobj => tagged[within].dep == Dep::Prep,
            Dep::Dobj => tagged[within].dep == Dep::Acl && tagged[within].tag == Tag::Vbg,
            _ => false,
        };
        if described && outer + 1 == within && is_noun(tagged[outer]) && tagged[outer].dep == Dep::Root {
            heads[verb] = heads[within];
            noun = outer;
        }
        // "Militants killed ten people, officials said": the officials are the subject, and the killing what they said.
        let above = heads[noun];
        let said = tagged[noun].dep == Dep::Nsubj
            && (verb + 1..tagged.len().min(verb + CLAUSE))
                .any(|i| tagged[i].dep == Dep::Nsubj && heads[i] == above);
        if tagged[noun].dep != Dep::Root && !said {
            continue;
        }
        tagged[verb].tag = Tag::Vbd;
        make_subject(first, tagged, heads, noun, verb);
        if said {
            (tagged[verb].dep, heads[verb]) = (Dep::Ccomp, above);
        }
    }
}

/// Makes a noun the subject of a verb below it, and the verb the root, with all that hangs on the noun behind the verb.
fn make_subject(first: u32, tagged: &mut [Tagged], heads: &mut [u32], noun: usize, verb: usize) {
    let (of_noun, own) = (first + noun as u32, first + verb as u32);
    for token in verb..tagged.len() {
        if heads[token] == of_noun {
            heads[token] = own;
            // "..., killing all on board"
            if tagged[token].dep == Dep::Acl && tagged[token].tag == Tag::Vbg {
                tagged[token].dep = Dep::Advcl;
            }
        }
    }
    (tagged[verb].dep, heads[verb]) = (Dep::Root, own);
    (tagged[noun].dep, heads[noun]) = (Dep::Nsubj, own);
}

const fn is_noun(token: Tagged) -> bool {
    matches!(token.tag, Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps)
}

/// Whether a sentence ends in a full stop, as headlines don't.
fn is_stopped(words: &Words<'_>, tagged: &[Tagged]) -> bool {
    tagged.last().is_some_and(|last| words.lower(last.lexeme) == ".")
}

/// A clause in the past has a subject: in "A boy shot on Wednesday has died" what looks like the first verb describes the subject of
/// the second.
fn misled(first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for last in 2..tagged.len() {
        let verb = (heads[last] - first) as usize;
        let joined = tagged[last].dep == Dep::Conj;
        if !(joined || tagged[last].dep == Dep::Ccomp) || verb >= last || tagged[verb].tag != Tag::Vbd {
            continue;
        }
        let (of_last, of_verb) = (below(first, heads, last), below(first, heads, verb));
        let dep = |i: usize| tagged[i].dep;
        let subject = |i: usize| matches!(dep(i), Dep::Nsubj | Dep::Nsubjpass | Dep::Expl | Dep::Csubj);
        let led = |&i: &usize| i < last && (subject(i) || matches!(dep(i), Dep::Mark | Dep::Advmod));
        let helps = |&i: &usize| {
            matches!(dep(i), Dep::Aux | Dep::Auxpass)
                && i < last
                && matches!(tagged[i].tag, Tag::Vbz | Tag::Vbp | Tag::Vbd)
        };
        let helped = tagged[last].tag == Tag::Vbn && of_last.iter().any(helps);
        let alone = joined && !of_verb.iter().any(|&i| (verb..last).contains(&i) && dep(i) == Dep::Cc);
        let finite = helped || !joined && tagged[last].tag == Tag::Vbd;
        if !finite || joined && !alone || of_last.iter().any(led) {
            continue;
        }
        // "Police shot a man", "The man, shot on Wednesday"
        let complete = |&i: &usize| {
            matches!(dep(i), Dep::Aux | Dep::Auxpass | Dep::Attr | Dep::Acomp)
                || !joined && dep(i) == Dep::Dobj
                || (verb..last).contains(&i) && dep(i) == Dep::Punct
        };
        let noun = of_verb.iter().copied().find(|&i| i < verb && dep(i) == Dep::Nsubj);
        let noun = noun.filter(|&i| is_noun(tagged[i]) && !of_verb.iter().any(complete));
        let Some(noun) = noun else { continue };
        let passive = of_last.iter().any(|&i| dep(i) == Dep::Auxpass);
        for i in of_verb.into_iter().filter(|&i| i > last) {
            heads[i] = first + last as u32;
        }
        let root = tagged[verb].dep == Dep::Root;
        (tagged[last].dep, heads[last]) =
            (tagged[verb].dep, if root { first + last as u32 } else { heads[verb] });
        (tagged[verb].tag, tagged[verb].dep, heads[verb]) = (Tag::Vbn, Dep::Acl, first + noun as u32);
        (tagged[noun].dep, heads[noun]) =
            (if passive { Dep::Nsubjpass } else { Dep::Nsubj }, first + last as u32);
    }
}

/// A verb in the past behind an apposition and a comma is what the noun before them does, where nothing else is: "The minister, Ann
/// Lee, called for sanctions."
fn behind_apposition(words: &Words<'_>, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    if !is_stopped(words, tagged) {
        return;
    }
    let Some(noun) = tagged.iter().position(|token| token.dep == Dep::Root) else { return };
    let at = first + noun as u32;
    let finite = |i: &usize| tagged[*i].dep == Dep::Acl && tagged[*i].tag == Tag::Vbd && heads[*i] == at;
    let Some(verb) = (noun + 1..tagged.len()).find(finite) else { return };
    let named = (noun + 1..verb).any(|i| tagged[i].dep == Dep::Appos && heads[i] == at);
    if is_noun(tagged[noun]) && named && words.lower(tagged[verb - 1].lexeme) == "," {
        make_subject(first, tagged, heads, noun, verb);
    }
}

/// A verb in the past that nothing joins to the one before has its subject behind "before" or "after": "fired until an officer, Ann
/// Lee, shot him".
fn before_clause(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for last in 3..tagged.len() {
        let verb = (heads[last] - first) as usize;
        if tagged[last].dep != Dep::Conj || tagged[last].tag != Tag::Vbd || verb >= last {
            continue;
        }
        let of_verb = below(first, heads, verb);
        let between = |&&i: &&usize| (verb..last).contains(&i);
        if of_verb.iter().filter(between).any(|&i| tagged[i].dep == Dep::Cc)
            || below(first, heads, last)
                .iter()
                .any(|&i| matches!(tagged[i].dep, Dep::Nsubj | Dep::Nsubjpass | Dep::Cc))
        {
            continue;
        }
        let bounds =
            |i: usize| tagged[i].dep == Dep::Prep && sets.holds(Set::Bounding, words.lower(tagged[i].lexeme));
        let Some(&preposition) = of_verb.iter().filter(between).rfind(|&&i| bounds(i)) else { continue };
        let object = below(first, heads, preposition).into_iter().find(|&i| tagged[i].dep == Dep::Pobj);
        let Some(object) = object.filter(|&object| object < last) else { continue };
        let own = first + last as u32;
        for &i in of_verb.iter().filter(|&&i| i > object && i < last) {
            if matches!(tagged[i].tag, Tag::Nnp | Tag::Nnps) {
                tagged[i].dep = Dep::Appos;
            }
            heads[i] = first + object as u32;
        }
        tagged[last].dep = Dep::Advcl;
        (tagged[preposition].dep, heads[preposition]) = (Dep::Mark, own);
        (tagged[object].dep, heads[object]) = (Dep::Nsubj, own);
    }
}

/// Most words of speakers behind a list.
const SPEAKERS: usize = 6;

/// "Killing 23 people, including three soldiers, local officials and residents said": who speaks is not of the list before, nor are
/// the dead.
fn speakers_behind_list(
    words: &Words<'_>,
    sets: &TreeWords,
    first: u32,
    tagged: &mut [Tagged],
    heads: &mut [u32],
) {
    let lower = |token: &Tagged| words.lower(token.lexeme);
    let Some(verb) = tagged.iter().rposition(|token| {
        matches!(token.tag, Tag::Vbd | Tag::Vbz | Tag::Vbp) && sets.holds(Set::Saying, lower(token))
    }) else {
        return;
    };
    let Some(comma) = tagged[..verb].iter().rposition(|token| lower(token) == ",") else { return };
    let speakers = comma + 1..verb;
    let is_verb =
        |i: usize| matches!(tagged[i].tag, Tag::Vb | Tag::Vbd | Tag::Vbg | Tag::Vbn | Tag::Vbp | Tag::Vbz);
    if speakers.is_empty() || speakers.len() > SPEAKERS || speakers.clone().any(is_verb) {
        return;
    }
    let outside = |heads: &[u32], i: usize| !speakers.contains(&((heads[i] - first) as usize));
    let Some(who) =
        speakers.clone().find(|&i| is_noun(tagged[i]) && tagged[i].dep == Dep::Conj && outside(heads, i))
    else {
        return;
    };
    let listed = above(first, heads, who).any(|i| i < comma && lower(&tagged[i]) == "including");
    if !listed || is_below(first, heads, verb, who) {
        return;
    }
    let subject = below(first, heads, verb).into_iter().find(|&i| tagged[i].dep == Dep::Nsubj);
    if let Some(subject) = subject {
        let start = (0..=subject).find(|&i| is_below(first, heads, i, subject));
        let deed = start.and_then(|start| start.checked_sub(1)).filter(|&deed| {
            let done = |i: &usize| tagged[*i].dep == Dep::Dobj;
            is_verb(deed)
                && !is_below(first, heads, deed, subject)
                && !below(first, heads, deed).iter().any(done)
        });
        let Some(deed) = deed.filter(|_| is_below(first, heads, who, subject)) else { return };
        (tagged[subject].dep, heads[subject]) = (Dep::Dobj, first + deed as u32);
    }
    for i in speakers.clone().filter(|&i| i != who) {
        if outside(heads, i) {
            heads[i] = first + who as u32;
        }
    }
    (tagged[who].dep, heads[who]) = (Dep::Nsubj, first + verb as u32);
}

/// "Called for him to resign" says what is called for, and not what for.
fn called_for(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &[u32]) {
    for verb in 2..tagged.len() {
        let above = (heads[verb] - first) as usize;
        if tagged[verb].dep != Dep::Advcl
            || above >= verb
            || !sets.holds(Set::Calling, words.lower(tagged[above].lexeme))
        {
            continue;
        }
        let children = below(first, heads, verb);
        let has = |dep: Dep, word: &str| {
            children.iter().any(|&i| tagged[i].dep == dep && words.lower(tagged[i].lexeme) == word)
        };
        if has(Dep::Mark, "for") && has(Dep::Aux, "to") {
            tagged[verb].dep = Dep::Ccomp;
        }
    }
}

/// A pronoun right behind "allegations" begins what is alleged: "an inquiry into allegations he assaulted a worker".
fn alleged(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for subject in 1..tagged.len() {
        let noun = subject - 1;
        let verb = (heads[subject] - first) as usize;
        if tagged[subject].tag == Tag::Prp
            && matches!(tagged[subject].dep, Dep::Nsubj | Dep::Nsubjpass)
            && verb > subject
            && sets.holds(Set::Said, words.lower(tagged[noun].lexeme))
            && matches!(tagged[verb].dep, Dep::Conj | Dep::Advcl | Dep::Ccomp | Dep::Relcl)
            && (heads[verb] as usize) < first as usize + noun
            && !is_below(first, heads, noun, verb)
        {
            (tagged[verb].dep, heads[verb]) = (Dep::Acl, first + noun as u32);
        }
    }
}

/// "He drove her home" says whom, and where to.
fn brought_home(words: &Words<'_>, sets: &TreeWords, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for home in 2..tagged.len() {
        let (verb, her) = (home - 2, home - 1);
        if tagged[her].dep == Dep::Poss
            && tagged[her].tag == Tag::PrpS
            && heads[her] == first + home as u32
            && heads[home] == first + verb as u32
            && words.lower(tagged[home].lexeme) == "home"
            && words.lower(tagged[her].lexeme) == "her"
            && sets.holds(Set::Bringing, words.lower(tagged[verb].lexeme))
        {
            (tagged[her].tag, tagged[her].dep, heads[her]) = (Tag::Prp, Dep::Dobj, first + verb as u32);
            (tagged[home].tag, tagged[home].dep) = (Tag::Rb, Dep::Advmod);
        }
    }
}

/// What stands bare between a relative clause and the verb that goes on, without a comma, is the clause's: "the man who shot
/// his wife Monday evening expressed remorse".
fn time_of_relative(words: &Words<'_>, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    let subject = |dep: Dep| matches!(dep, Dep::Nsubj | Dep::Nsubjpass);
    for clause in 1..tagged.len() {
        let whose = (heads[clause] - first) as usize;
        if !matches!(tagged[clause].dep, Dep::Relcl | Dep::Acl)
            || whose >= clause
            || !subject(tagged[whose].dep)
        {
            continue;
        }
        let verb = (heads[whose] - first) as usize;
        let Some(time) = (clause + 1..verb).find(|&i| {
            let bare = || subject(tagged[i].dep) && below(first, heads, i).is_empty();
            heads[i] == first + verb as u32 && (tagged[i].dep == Dep::Npadvmod || bare())
        }) else {
            continue;
        };
        if !(clause..time).any(|i| words.lower(tagged[i].lexeme) == ",") {
            (tagged[time].dep, heads[time]) = (Dep::Npadvmod, first + clause as u32);
        }
    }
}

/// A verb has one subject: in "a man who police say shot a clerk" it is the man who shot, and the police who say so.
fn who_did(first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    for says in 2..tagged.len() {
        if tagged[says].dep != Dep::Relcl {
            continue;
        }
        let children = below(first, heads, says);
        let subjects = || children.iter().copied().filter(|&i| i < says && tagged[i].dep == Dep::Nsubj);
        let who = subjects().find(|&i| matches!(tagged[i].tag, Tag::Wp | Tag::Wdt));
        let speaker = subjects().next_back();
        let did = children.iter().copied().find(|&i| {
            i > says
                && matches!(tagged[i].dep, Dep::Xcomp | Dep::Ccomp)
                && matches!(tagged[i].tag, Tag::Vbd | Tag::Vbn | Tag::Vbz | Tag::Vbp)
        });
        let (Some(who), Some(speaker), Some(did)) = (who, speaker, did) else { continue };
        let of_did = below(first, heads, did);
        if who == speaker || of_did.iter().any(|&i| matches!(tagged[i].dep, Dep::Nsubj | Dep::Nsubjpass)) {
            continue;
        }
        let helped = of_did.iter().any(|&i| matches!(tagged[i].dep, Dep::Aux | Dep::Auxpass));
        if tagged[did].tag == Tag::Vbn && !helped {
            tagged[did].tag = Tag::Vbd;
        }
        tagged[did].dep = Dep::Ccomp;
        heads[who] = first + did as u32;
    }
}

/// The tokens that hang on another, not far from it.
fn below(first: u32, heads: &[u32], of: usize) -> Vec<usize> {
    let near = of.saturating_sub(CLAUSE)..heads.len().min(of + CLAUSE);
    near.filter(|&i| i != of && heads[i] == first + of as u32).collect()
}

/// In "In Mosul, Iraq, soldiers fired" the country explains the town, and the soldiers are the subject.
fn placed(words: &Words<'_>, first: u32, tagged: &mut [Tagged], heads: &mut [u32]) {
    let is_name = |i: usize| matches!(tagged[i].tag, Tag::Nnp | Tag::Nnps);
    let is_comma = |i: usize| words.lower(tagged[i].lexeme) == ",";
    if tagged.first().is_none_or(|led| led.tag != Tag::In) {
        return;
    }
    let Some(town) = (1..tagged.len().min(CLAUSE)).take_while(|&i| is_name(i)).last() else { return };
    if town + 1 >= tagged.len() || !is_comma(town + 1) {
        return;
    }
    let behind = town + 2..tagged.len().min(CLAUSE);
    let Some(outer) = behind.take_while(|&i| is_name(i)).last() else { return };
    if outer + 1 >= tagged.len() || !is_comma(outer + 1) || tagged[outer].dep != Dep::Nsubj {
        return;
    }
    let at = first + outer as u32;
    let subject = (outer + 2..tagged.len().min(outer + CLAUSE))
        .find(|&i| heads[i] == at && matches!(tagged[i].dep, Dep::Appos | Dep::Conj));
    let Some(subject) = subject.filter(|&i| is_noun(tagged[i])) else { return };
    (tagged[subject].dep, heads[subject]) = (Dep::Nsubj, heads[outer]);
    (tagged[outer].dep, heads[outer]) = (Dep::Appos, first + town as u32);
}
