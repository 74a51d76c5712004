//! What a cue governs: the pieces of text that are said.

use core::ops::Range;

use crate::language::{Dep, Pos, Tag};
use crate::model::Stance;

use super::super::Reading;
use super::super::quotation::{Quotation, is_quote};
use super::cue::{AttributionRules, Cue};
use super::source::{is_edge, subject};

/// A quotation that stands further behind its cue than this isn't taken for the cue's, in tokens.
const FARTHEST_QUOTATION: usize = 12;

/// A phrase longer than this isn't searched for a subject, in tokens.
const LONGEST_PHRASE: usize = 20;

/// A clause longer than this isn't searched for a subject or a tense, in tokens.
const LONGEST_CLAUSE: usize = 240;

/// What a cue governs.
#[derive(Debug, Default)]
pub(super) struct Governed {
    pub(super) pieces: Vec<Range<usize>>,
    /// The preposition that belongs to the cue: "warned of".
    pub(super) preposition: Option<usize>,
    /// Whether a quotation is all that was found.
    pub(super) by_quotation: bool,
    /// Whether a clause or a quotation is governed, rather than a phrase.
    pub(super) clausal: bool,
}

impl Governed {
    fn phrase(&mut self, piece: Range<usize>) {
        self.pieces.push(piece);
    }

    fn clause(&mut self, piece: Range<usize>) {
        self.pieces.push(piece);
        self.clausal = true;
    }
}

/// The quotations of a text, and which tokens they hold.
pub(super) struct Quoted<'a> {
    pub(super) all: &'a [Quotation],
    /// What stands behind the label of a speaker, in order.
    pub(super) voices: &'a [Range<usize>],
}

impl Quoted<'_> {
    /// Index of the quotation that holds the token, marks included.
    pub(super) fn at(&self, token: usize) -> Option<usize> {
        let i = self.all.partition_point(|quotation| quotation.tokens.end <= token);
        self.all.get(i).filter(|quotation| quotation.tokens.start <= token).map(|_| i)
    }

    /// Whether somebody other than the outlet says the token: in quotation marks, or behind a speaker's label.
    pub(super) fn is_spoken(&self, token: usize) -> bool {
        let voice = self.voices.partition_point(|voice| voice.end <= token);
        self.at(token).is_some() || self.voices.get(voice).is_some_and(|voice| voice.start <= token)
    }

    /// Indexes of the quotations that share a token with the range.
    pub(super) fn overlapping(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.all.partition_point(|quotation| quotation.tokens.end <= range.start);
        let last = self.all.partition_point(|quotation| quotation.tokens.start < range.end);
        first..last.max(first)
    }

    /// The range, and all of every quotation at its edges, unless `cue` stands in that quotation too.
    pub(super) fn cover(&self, mut range: Range<usize>, cue: usize) -> Range<usize> {
        // The inner ones lie inside the range anyway.
        let all = self.overlapping(&range);
        let edges = [all.start, all.end.saturating_sub(1)];
        for i in edges.into_iter().filter(|i| all.contains(i)) {
            let tokens = &self.all[i].tokens;
            if !tokens.contains(&cue) {
                range.start = range.start.min(tokens.start);
                range.end = range.end.max(tokens.end);
            }
        }
        range
    }
}

/// A denied clause up to what its speaker did all the same: "denied that he was there but later pleaded guilty".
fn before_contrast(reading: &Reading<'_>, verb: usize, range: Range<usize>) -> Range<usize> {
    let parse = reading.parse;
    let goes_on = |&but: &usize| {
        reading.lower(but) == "but"
            && parse.children_by(verb, Dep::Conj).any(|conjunct| {
                conjunct > but
                    && is_finite(reading, conjunct)
                    && parse.child(conjunct, Dep::Nsubj).is_none()
                    && parse.child(conjunct, Dep::Nsubjpass).is_none()
            })
    };
    match parse.children_by(verb, Dep::Cc).find(goes_on) {
        Some(but) => range.start..if reading.word(but - 1) == "," { but - 1 } else { but },
        None => range,
    }
}

/// What stands behind a verb as its content.
pub(super) fn behind_verb(
    reading: &Reading<'_>,
    rules: &AttributionRules,
    quoted: &Quoted<'_>,
    verb: usize,
    cue: &Cue,
) -> Governed {
    let parse = reading.parse;
    let mut found = Governed::default();
    let object = parse.child(verb, Dep::Dobj).filter(|&object| object > verb);
    let object_start = object.map(|object| parse.subtree(object).start);
    let passive_subject = parse.child(verb, Dep::Nsubjpass);
    let in_quotes = |range: &Range<usize>| {
        let held = quoted.overlapping(range);
        held.len() > 1 || held.into_iter().any(|i| !quoted.all[i].tokens.contains(&verb))
    };
    let mut object_taken = false;
    // "branded the group a threat": two objects, by whatever labels.
    if cue.predicate
        && let Some(named) = parse.child(verb, Dep::Dative).or(object).filter(|&named| named > verb)
        && let Some(name) = parse.children_by(verb, Dep::Dobj).last().filter(|&name| name > named)
    {
        found.phrase(parse.subtree(named).start..parse.subtree(name).end);
        object_taken = true;
    }
    for &child in parse.right_children(verb) {
        let child = child as usize;
        let range = parse.subtree(child);
        if range.start <= verb {
            continue;
        }
        match reading.dep(child) {
            Some(Dep::Ccomp) => {
                if cue.clause && (is_finite(reading, child) || holds_clause(reading, child, &range))
                    || cue.quote && in_quotes(&range)
                {
                    let denied = cue.stance == Some(Stance::Deny);
                    found.clause(if denied { before_contrast(reading, child, range) } else { range });
                } else if cue.object_infinitive && has_to(reading, child)
                    || cue.predicate && range.len() > 1
                    || cue.gerund && reading.tag(child) == Some(Tag::Vbg)
                {
                    found.phrase(range);
                }
            }
            Some(Dep::Xcomp) => {
                let infinitive = has_to(reading, child);
                if infinitive && cue.passive && passive_subject.is_some() {
                    found.pieces.extend(passive_subject.map(|subject| parse.subtree(subject)));
                    found.phrase(range);
                } else if infinitive && object.is_some() && cue.object_infinitive {
                    found.phrase(object_start.unwrap_or(range.start).min(range.start)..range.end);
                    object_taken = true;
                } else if infinitive && (cue.infinitive || cue.object_infinitive && passive_subject.is_some())
                    || reading.tag(child) == Some(Tag::Vbg) && cue.gerund
                {
                    found.phrase(range);
                } else if !infinitive && cue.predicate && object.is_some() {
                    found.phrase(object_start.unwrap_or(range.start).min(range.start)..range.end);
                    object_taken = true;
                } else if cue.clause && is_finite(reading, child) {
                    found.clause(range);
                }
            }
            // "called the fire department" names nobody anything.
            Some(Dep::Oprd)
                if cue.predicate
                    && (object.is_some()
                        || passive_subject.is_some()
                        || reading.pos(child) == Some(Pos::Adj)
                        || in_quotes(&range)) =>
            {
                let start = object_start.or(passive_subject.map(|_| range.start)).unwrap_or(range.start);
                found.phrase(start.min(range.start)..range.end);
                object_taken = true;
            }
            Some(Dep::Prep) => {
                let word = reading.lower(child);
                let with_object = cue.object_prepositions.contains(&word);
                if with_object && let Some(start) = object_start {
                    found.phrase(start.min(range.start)..range.end);
                    object_taken = true;
                } else if with_object && let Some(subject) = passive_subject {
                    found.phrase(parse.subtree(subject));
                    found.phrase(range);
                } else if cue.prepositions.contains(&word) && range.len() > 1 {
                    // "called for the army to leave": the infinitive hangs on the verb.
                    let children = parse.right_children(verb);
                    let next = children.get(children.partition_point(|&next| next as usize <= child));
                    let next = next.map(|&next| next as usize);
                    let end = next
                        .filter(|&next| {
                            matches!(reading.dep(next), Some(Dep::Xcomp | Dep::Advcl | Dep::Ccomp))
                        })
                        .filter(|&next| has_to(reading, next) && parse.subtree(next).start == range.end)
                        .map_or(range.end, |next| parse.subtree(next).end);
                    found.phrase(child + 1..end);
                    if found.preposition.is_none() {
                        found.preposition = Some(child);
                    }
                }
            }
            Some(Dep::Advcl | Dep::Acl | Dep::Relcl)
                if cue.clause
                    && (is_that_clause(reading, child)
                        || cue.stance == Some(Stance::Ask) && is_if_clause(reading, child)) =>
            {
                found.clause(range)
            }
            Some(Dep::Parataxis | Dep::Dep | Dep::Intj | Dep::Appos | Dep::Attr)
                if cue.clause || cue.quote =>
            {
                let introduced = matches!(reading.word(range.start.saturating_sub(1)), ":" | ",")
                    || is_quote(reading.word(range.start));
                if introduced && in_quotes(&range) {
                    found.clause(range);
                }
            }
            _ => {}
        }
    }
    if let Some(object) = object.filter(|_| !object_taken) {
        let range = parse.subtree(object);
        let names_act = cue.object_prepositions.iter().any(|preposition| {
            parse.children_by(object, Dep::Prep).any(|child| reading.lower(child) == *preposition)
        });
        if cue.quote && in_quotes(&range) && is_quote(reading.word(range.start)) {
            found.clause(range);
        } else if (cue.object || names_act || cue.said_object && rules.is_said(reading, object))
            && is_sayable(reading, object, cue)
        {
            found.phrase(range);
        } else if cue.clause
            && parse.child(object, Dep::Relcl).is_some_and(|clause| is_that_clause(reading, clause))
        {
            // "told reporters that talks ..." with the clause hung on the reporters.
            let clause = parse.child(object, Dep::Relcl).map(|clause| parse.subtree(clause));
            if let Some(clause) = clause {
                found.clause(clause);
            }
        }
    }
    if let Some(subject) = passive_subject.filter(|_| found.pieces.is_empty() && cue.object)
        && (cue.passive || parse.child(verb, Dep::Agent).is_some())
        && !matches!(reading.pos(subject), Some(Pos::Pron))
    {
        found.phrase(parse.subtree(subject));
    }
    if !found.clausal
        && let Some(quotation) = quotation_behind(reading, quoted, verb)
    {
        let names = cue.predicate
            || cue.object_prepositions.contains(&"as") && reading.lower(quotation.start - 1) == "as";
        if names && quotation.start > verb + 1 {
            // "calling him a “loser”": who is called so belongs to the content.
            found.phrase(verb + 1..quotation.end);
        } else if cue.quote && is_introduced(reading, verb, quotation.start) {
            found.by_quotation = found.pieces.is_empty();
            found.clause(quotation);
        }
    }
    // "said the drones struck at once and the planning took a year": the parser hangs the second clause on "said".
    if found.clausal
        && let Some(conjunct) = parse.children_by(verb, Dep::Conj).next()
        && let Some(last) = found.pieces.last_mut()
    {
        let clause = parse.subtree(conjunct);
        let has_subject = subject(reading, conjunct).is_some();
        let joined = clause.start >= 1
            && parse
                .child(verb, Dep::Cc)
                .is_some_and(|cc| cc >= last.end && cc + 1 >= last.end && reading.word(cc - 1) != ",");
        if has_subject && joined && clause.start >= last.end && clause.start <= last.end + 2 {
            last.end = clause.end;
        }
    }
    found
}

/// The quotation behind a verb with nothing but words about the saying between them: "said Monday in Vilnius: “...”".
fn quotation_behind(reading: &Reading<'_>, quoted: &Quoted<'_>, verb: usize) -> Option<Range<usize>> {
    let next = quoted.all.partition_point(|quotation| quotation.tokens.start <= verb);
    let quotation = quoted.all.get(next)?;
    let start = quotation.tokens.start;
    if reading.sentence_of(start) != reading.sentence_of(verb) || start - verb > FARTHEST_QUOTATION {
        return None;
    }
    let between_has_verb = (verb + 1..start).any(|token| reading.pos(token) == Some(Pos::Verb));
    (!between_has_verb).then(|| quotation.tokens.clone())
}

/// Whether a mark or a word announces a quotation, or it follows its verb at once.
fn is_introduced(reading: &Reading<'_>, verb: usize, quotation: usize) -> bool {
    quotation == verb + 1
        || matches!(reading.word(quotation - 1), "," | ":")
        || matches!(reading.lower(quotation - 1), "that" | "as")
}

/// The quotation that ends right before a cue.
pub(super) fn quotation_before(
    reading: &Reading<'_>,
    quoted: &Quoted<'_>,
    cue: usize,
    verb: usize,
) -> Option<Range<usize>> {
    if cue <= reading.tokens_of(reading.sentence_of(verb)).start {
        return None;
    }
    let quotation = &quoted.all[quoted.at(cue.checked_sub(1)?)?].tokens;
    (quotation.end == cue && !quotation.contains(&verb)).then(|| quotation.clone())
}

/// What stands before (and again behind) a cue that is appended to its content: "..., he said", "..., he said, ...".
///
/// `cue` is the range of the cue with its subject and whatever else belongs to it.
pub(super) fn around_cue(
    reading: &Reading<'_>,
    quoted: &Quoted<'_>,
    verb: usize,
    cue: Range<usize>,
    clause_too: bool,
) -> Vec<Range<usize>> {
    let sentence = reading.tokens_of(reading.sentence_of(verb));
    let mut left = cue.start;
    if left <= sentence.start {
        return Vec::new();
    }
    left -= 1;
    let mark = reading.word(left);
    let after_quotation = quoted
        .at(left)
        .or_else(|| (mark == ",").then(|| quoted.at(left.checked_sub(1)?)).flatten())
        .filter(|&i| !quoted.all[i].tokens.contains(&verb) && quoted.all[i].tokens.end <= cue.start);
    if after_quotation.is_none() && !matches!(mark, "," | "—" | "–" | "--" | "-" | "?" | "!") {
        return Vec::new();
    }
    let start = clause_start(reading, verb, sentence.start);
    let mut first = start..left;
    if let Some(quotation) = after_quotation.map(|i| &quoted.all[i].tokens) {
        let introduced = quotation.start > sentence.start
            && matches!(reading.word(quotation.start - 1), "," | ":" | "—" | "–" | "--");
        if introduced
            && !(start..quotation.start)
                .take(LONGEST_CLAUSE)
                .any(|t| matches!(reading.dep(t), Some(Dep::Nsubj | Dep::Nsubjpass)))
        {
            first.start = quotation.start;
        }
        first.end = quotation.end;
        first.start = first.start.min(quotation.start);
    } else if !clause_too || !resumes(reading, verb, cue.end) && !follows_clause(reading, verb, &first) {
        return Vec::new();
    }
    if first.is_empty() {
        return Vec::new();
    }
    let mut pieces = vec![quoted.cover(first, verb)];
    if let Some(rest) = resumption(reading, quoted, verb, cue.end, sentence.end, after_quotation.is_none()) {
        pieces.push(rest);
    }
    pieces
}

/// Where the clause begins that a cue is appended to.
fn clause_start(reading: &Reading<'_>, verb: usize, sentence: usize) -> usize {
    match (reading.parse.head(verb), reading.dep(verb)) {
        (Some(above), Some(Dep::Parataxis | Dep::Ccomp | Dep::Dep | Dep::Advcl)) if above < verb => {
            reading.parse.subtree(above).start.max(sentence)
        }
        _ => sentence,
    }
}

/// Whether a clause of its own stands before a cue, rather than one that is subordinate to it: "asked who led, he said".
fn follows_clause(reading: &Reading<'_>, verb: usize, before: &Range<usize>) -> bool {
    let parse = reading.parse;
    let subordinate = matches!(reading.tag(before.start), Some(Tag::Vbn | Tag::Vbg | Tag::In | Tag::Wrb))
        && parse.left_children(verb).iter().all(|&child| reading.dep(child as usize) != Some(Dep::Ccomp))
        && parse.left_children(verb).iter().any(|&child| {
            reading.dep(child as usize) == Some(Dep::Advcl)
                && parse.subtree(child as usize).start == before.start
        });
    let has_tense = || {
        before.clone().take(LONGEST_CLAUSE).any(|token| match reading.tag(token) {
            Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md) => true,
            // "Defenses damaged 52 drones": tagged as a participle, and yet it has a subject.
            Some(Tag::Vbn) => parse.child(token, Dep::Nsubj).is_some_and(|subject| subject < token),
            _ => false,
        })
    };
    // A participle without a subject of its own adds to what stands before it: "..., arguing".
    !subordinate && reading.tag(verb) != Some(Tag::Vbg) && has_tense()
}

/// Whether the clause that a cue interrupts goes on behind it: "Moscow, he said, would respond".
pub(super) fn resumes(reading: &Reading<'_>, verb: usize, end: usize) -> bool {
    reading.word(end) == ","
        && reading.parse.head(verb).is_some_and(|above| above > end && reading.dep(verb) != Some(Dep::Conj))
}

/// The rest of what an inserted cue interrupts: "..., he said, “...”", "..., he said, in an effort to ...".
fn resumption(
    reading: &Reading<'_>,
    quoted: &Quoted<'_>,
    verb: usize,
    end: usize,
    sentence_end: usize,
    clause_too: bool,
) -> Option<Range<usize>> {
    let comma = (end..sentence_end)
        .take(FARTHEST_QUOTATION)
        .find(|&token| is_edge(reading.word(token)) || is_quote(reading.word(token)))?;
    let start = if is_quote(reading.word(comma)) { comma } else { comma + 1 };
    if start + 1 >= sentence_end || reading.word(comma) == "." {
        return None;
    }
    if let Some(i) = quoted.at(start).filter(|&i| quoted.all[i].tokens.start == start) {
        return (!quoted.all[i].tokens.contains(&verb)).then(|| quoted.all[i].tokens.clone());
    }
    // An adjunct of the saying itself, or a new clause: "adding that", "citing", "but", "as", "who".
    let opens_other =
        matches!(reading.tag(start), Some(Tag::Vbg | Tag::Cc | Tag::Wp | Tag::Wdt | Tag::WpS | Tag::Wrb))
            || matches!(
                reading.lower(start),
                "as" | "while"
                    | "although"
                    | "though"
                    | "because"
                    | "after"
                    | "before"
                    | "when"
                    | "speaking"
                    | "according"
                    | "if"
            );
    (clause_too && !opens_other && comma <= end).then_some(start..sentence_end)
}

/// The clause that a clause with "as" speaks of: "As the mayor noted, ...".
pub(super) fn beside_as_clause(reading: &Reading<'_>, verb: usize) -> Option<Range<usize>> {
    let clause = reading.parse.subtree(verb);
    let opened = reading.lower(clause.start) == "as";
    if !opened || reading.dep(verb) != Some(Dep::Advcl) {
        return None;
    }
    let sentence = reading.tokens_of(reading.sentence_of(verb));
    if reading.word(clause.end) == "," && clause.end + 1 < sentence.end && clause.start <= sentence.start + 2
    {
        Some(clause.end + 1..sentence.end)
    } else if clause.start > sentence.start + 1 && reading.word(clause.start - 1) == "," {
        Some(sentence.start..clause.start - 1)
    } else {
        None
    }
}

/// The clause around "according to ...", "reportedly": that of the verb (or noun) it modifies, without the cue.
pub(super) fn around_adjunct(
    reading: &Reading<'_>,
    quoted: &Quoted<'_>,
    at: usize,
    cue: Range<usize>,
) -> Vec<Range<usize>> {
    let parse = reading.parse;
    let sentence = reading.tokens_of(reading.sentence_of(at));
    let Some(above) = parse.head(at) else { return Vec::new() };
    let comma_before = cue.start > sentence.start && is_edge(reading.word(cue.start - 1));
    let whole = if cue.start <= sentence.start + 1 {
        cue.end..sentence.end
    } else if comma_before {
        let clause = clause_above(reading, above);
        // What the phrase is set off from by a comma is the whole of its clause.
        parse.subtree(clause).start.min(cue.start)..parse.subtree(clause).end.max(cue.end)
    } else {
        parse.subtree(above)
    };
    let mut pieces = Vec::new();
    if whole.start < cue.start {
        pieces.push(quoted.cover(whole.start..cue.start, at));
    }
    if whole.end > cue.end {
        pieces.push(whole.start.max(cue.end)..whole.end);
    }
    pieces
}

/// The verb of the clause that holds a token, at the top of its coordination.
fn clause_above(reading: &Reading<'_>, token: usize) -> usize {
    let mut at = token;
    for above in core::iter::once(token).chain(reading.parse.ancestors(token)).take(12) {
        at = above;
        let top = matches!(
            reading.dep(above),
            Some(Dep::Root | Dep::Ccomp | Dep::Advcl | Dep::Relcl | Dep::Parataxis)
        );
        if top && reading.parse.is_verb(above) {
            break;
        }
    }
    at
}

/// The clause or phrase that completes a noun or an adjective: "claim that ...", "confident that ...".
pub(super) fn behind_noun(reading: &Reading<'_>, noun: usize, cue: &Cue) -> Governed {
    let parse = reading.parse;
    let mut found = Governed::default();
    for &child in parse.right_children(noun) {
        let child = child as usize;
        let range = parse.subtree(child);
        match reading.dep(child) {
            Some(Dep::Acl | Dep::Ccomp | Dep::Relcl | Dep::Advcl)
                if cue.clause && (is_that_clause(reading, child) || is_full_relative(reading, child)) =>
            {
                found.clause(range);
            }
            Some(Dep::Ccomp) if cue.clause && is_finite(reading, child) => found.clause(range),
            Some(Dep::Prep) if cue.prepositions.contains(&reading.lower(child)) && range.len() > 1 => {
                found.preposition = Some(child);
                found.phrase(child + 1..range.end);
            }
            _ => {}
        }
        if !found.pieces.is_empty() {
            break;
        }
    }
    found
}

/// Whether a clause has a tense: a subject or a modal or a marker, and no bare "to".
fn is_finite(reading: &Reading<'_>, verb: usize) -> bool {
    let parse = reading.parse;
    let finite_tag = |token| matches!(reading.tag(token), Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md));
    !has_to(reading, verb)
        && (finite_tag(verb)
            || parse.children_by(verb, Dep::Aux).chain(parse.children_by(verb, Dep::Auxpass)).any(finite_tag)
            || parse.child(verb, Dep::Mark).is_some()
            || parse.child(verb, Dep::Nsubj).is_some()
                && matches!(reading.tag(verb), Some(Tag::Vb | Tag::Vbn))
            || parse.child(verb, Dep::Nsubj).is_some() && parse.is_noun(verb))
}

/// Whether the parser missed the verb of a clause that is there: a subject stands in it.
fn holds_clause(reading: &Reading<'_>, verb: usize, range: &Range<usize>) -> bool {
    !has_to(reading, verb)
        && reading.tag(verb) != Some(Tag::Vbg)
        && range
            .clone()
            .take(LONGEST_PHRASE)
            .any(|token| matches!(reading.dep(token), Some(Dep::Nsubj | Dep::Nsubjpass)))
}

/// Whether a verb is an infinitive with "to".
pub(super) fn has_to(reading: &Reading<'_>, verb: usize) -> bool {
    reading.parse.children_by(verb, Dep::Aux).any(|aux| reading.tag(aux) == Some(Tag::To))
}

/// Whether a clause opens with "that", "whether" or "if".
fn is_that_clause(reading: &Reading<'_>, verb: usize) -> bool {
    reading.parse.children_by(verb, Dep::Mark).any(|mark| matches!(reading.lower(mark), "that" | "whether"))
}

/// Whether a clause opens with "whether".
pub(super) fn is_whether_clause(reading: &Reading<'_>, verb: usize) -> bool {
    reading.parse.children_by(verb, Dep::Mark).any(|mark| reading.lower(mark) == "whether")
}

/// Whether a clause opens with "if", as a question that is reported does.
pub(super) fn is_if_clause(reading: &Reading<'_>, verb: usize) -> bool {
    reading.parse.children_by(verb, Dep::Mark).any(|mark| reading.lower(mark) == "if")
}

/// Whether what is labelled a relative clause lacks nothing that "that" could stand for: "the denial that it paid bribes".
fn is_full_relative(reading: &Reading<'_>, verb: usize) -> bool {
    reading.parse.children_by(verb, Dep::Dobj).count() > 1 && subject(reading, verb).is_some()
}

/// Whether a noun can be what is said, or whom it is said of: no relative pronoun, and a person only where a cue is a
/// judgement of somebody.
fn is_sayable(reading: &Reading<'_>, noun: usize, cue: &Cue) -> bool {
    let judges = matches!(cue.stance, Some(Stance::Accuse | Stance::Criticize | Stance::Praise));
    match reading.tag(noun) {
        Some(Tag::Wp | Tag::Wdt) => false,
        Some(Tag::Prp) => judges || matches!(reading.lower(noun), "it" | "this" | "that"),
        _ => true,
    }
}
