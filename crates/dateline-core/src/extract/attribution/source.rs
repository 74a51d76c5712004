//! Who is behind a cue.

use core::ops::Range;

use crate::language::{Dep, Pos, Tag};

use super::super::Reading;
use super::super::quotation::is_quote;
use super::super::voice::is_passive;
use super::cue::AttributionRules;

/// How far a subject is looked for above a cue; deeper trees are parser noise.
const HIGHEST: usize = 6;

/// So many children of a word above are looked at: a real clause has fewer, and time stays linear.
const MOST_CHILDREN: usize = 48;

/// A longer apposition between a name and its verb isn't looked across, in tokens.
const LONGEST_APPOSITION: usize = 24;

/// Where the source of a cue was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Who {
    /// The noun phrase.
    pub(super) tokens: Range<usize>,
    /// Its head.
    pub(super) head: usize,
}

impl Who {
    /// The phrase without the clause that begins at `end`, which is what the source says.
    pub(super) fn up_to(mut self, end: usize) -> Self {
        if end > self.head {
            self.tokens.end = self.tokens.end.min(end);
        }
        self
    }
}

/// The source of a verb (or of an adjective's copula): its subject, or that of the verb it hangs on.
pub(super) fn of_verb(reading: &Reading<'_>, verb: usize) -> Option<Who> {
    let parse = reading.parse;
    let mut at = verb;
    for _ in 0..HIGHEST {
        if at == verb && is_passive(reading, at) {
            return agent(reading, at);
        }
        if let Some(subject) = subject(reading, at) {
            return match reading.tag(subject) {
                Some(Tag::Ex) => None,
                Some(Tag::Wp | Tag::Wdt) => antecedent(reading, at).or_else(|| who(reading, subject)),
                _ if parse.tokens[subject].dep == Dep::Expl => None,
                _ => who(reading, subject),
            };
        }
        let above = parse.head(at)?;
        match reading.dep(at)? {
            Dep::Conj
            | Dep::Xcomp
            | Dep::Advcl
            | Dep::Pcomp
            | Dep::Prep
            | Dep::Dep
            | Dep::Auxpass
            | Dep::Aux => {
                // "urged Kyiv to say": the object of the verb above speaks.
                if reading.dep(at) == Some(Dep::Xcomp)
                    && let Some(object) = object_between(reading, above, at)
                {
                    return who(reading, object);
                }
            }
            // "the man saying this": the noun that the participle modifies.
            // Behind a comma the participle speaks of the subject: "shared the news, writing".
            Dep::Acl if reading.tag(at) == Some(Tag::Vbg) => {
                if at == 0 || reading.word(at - 1) != "," {
                    return who(reading, above).map(|who| who.up_to(parse.subtree(at).start));
                }
                let clause = parse.ancestors(above).take(HIGHEST).find(|&verb| parse.is_verb(verb));
                return match clause {
                    Some(clause) if reading.dep(above) != Some(Dep::Nsubj) => subject(reading, clause)
                        .and_then(|subject| who(reading, subject))
                        .or_else(|| who(reading, above)),
                    _ => who(reading, above),
                };
            }
            Dep::Relcl => return antecedent(reading, at),
            Dep::Ccomp if reading.tag(at) == Some(Tag::Vbg) => {}
            _ => return None,
        }
        at = above;
    }
    None
}

/// The source of a participle behind a comma that adds to what somebody says: "She said the road was closed, adding that
/// it would stay so". The tree hangs it on what is said, whose subject says nothing.
pub(super) fn of_participle(reading: &Reading<'_>, rules: &AttributionRules, verb: usize) -> Option<Who> {
    let parse = reading.parse;
    let before = verb.checked_sub(1)?;
    if reading.tag(verb) != Some(Tag::Vbg)
        || !matches!(reading.dep(verb), Some(Dep::Advcl | Dep::Acl | Dep::Conj))
        || reading.word(before) != ","
        || subject(reading, verb).is_some()
    {
        return None;
    }
    let clause = parse.ancestors(verb).take(HIGHEST).find(|&above| reading.dep(above) == Some(Dep::Ccomp))?;
    let cue = parse.head(clause).filter(|&cue| cue < clause && reading.pos(cue) == Some(Pos::Verb))?;
    let says = rules.cue(reading, cue).is_some_and(|(_, row)| row.clause && row.quote);
    says.then(|| of_verb(reading, cue)).flatten()
}

/// The direct object of `verb` that stands before `at`.
fn object_between(reading: &Reading<'_>, verb: usize, at: usize) -> Option<usize> {
    let children = reading.parse.right_children(verb).iter().map(|&child| child as usize).take(MOST_CHILDREN);
    children.take_while(|&child| child < at).find(|&child| reading.dep(child) == Some(Dep::Dobj))
}

/// The noun phrase right before an appended cue, whatever the tree says: "…, Russia's Defense Ministry said",
/// "…, Heorhii Tykhyi, spokesperson for the ministry, said". `group` is where the verb with its auxiliaries starts.
pub(super) fn beside(reading: &Reading<'_>, group: usize) -> Option<Who> {
    let sentence = reading.tokens_of(reading.sentence_of(group));
    let last = group.checked_sub(1).filter(|&last| last > sentence.start)?;
    let (head, end) = if reading.word(last) == "," {
        // Between the commas stands an apposition without a verb of its own.
        let first = (sentence.start..last)
            .rev()
            .take(LONGEST_APPOSITION)
            .take_while(|&token| !is_finite(reading, token))
            .find(|&token| reading.word(token) == ",")?;
        (first.checked_sub(1)?, last)
    } else {
        (last, last + 1)
    };
    let nominal = |token: usize| {
        matches!(reading.tag(token), Some(Tag::Nn | Tag::Nns | Tag::Nnp | Tag::Nnps | Tag::Prp))
    };
    if !nominal(head) {
        return None;
    }
    let in_phrase = |token: usize| {
        nominal(token)
            || matches!(
                reading.tag(token),
                Some(
                    Tag::Jj
                        | Tag::Dt
                        | Tag::PrpS
                        | Tag::Pos
                        | Tag::Cd
                        | Tag::Hyph
                        | Tag::Jjs
                        | Tag::Jjr
                        | Tag::Nn
                )
            )
    };
    let start = (sentence.start..head)
        .rev()
        .take(LONGEST_APPOSITION)
        .take_while(|&token| in_phrase(token))
        .last()
        .unwrap_or(head);
    // A hyphen inside a name sets nothing off.
    let mark = |token: usize| {
        let word = reading.word(token);
        is_quote(word) || is_edge(word) && (word != "-" || reading.space_before(token))
    };
    let set_off = start > sentence.start && mark(start - 1);
    set_off.then_some(Who { tokens: start..end, head })
}

fn is_finite(reading: &Reading<'_>, token: usize) -> bool {
    matches!(reading.tag(token), Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md))
}

/// The subject of a verb, of whatever sort: the nearest before it, else the first behind it.
pub(super) fn subject(reading: &Reading<'_>, verb: usize) -> Option<usize> {
    let parse = reading.parse;
    let before = parse.left_children(verb).iter().rev().take(MOST_CHILDREN);
    let behind = parse.right_children(verb).iter().take(MOST_CHILDREN);
    let mut children = before.chain(behind).map(|&child| child as usize);
    // Trees that take "n’t" for a subject are noise.
    let is_subject = |&child: &usize| {
        matches!(reading.dep(child), Some(Dep::Nsubj | Dep::Nsubjpass | Dep::Expl))
            && reading.lower(child) != "n't"
    };
    children.find(is_subject)
}

/// The phrase after "by".
pub(super) fn agent(reading: &Reading<'_>, verb: usize) -> Option<Who> {
    let by = reading.parse.child(verb, Dep::Agent)?;
    who(reading, reading.parse.child(by, Dep::Pobj)?)
}

/// The noun that a relative clause modifies.
fn antecedent(reading: &Reading<'_>, verb: usize) -> Option<Who> {
    let mut at = verb;
    for _ in 0..HIGHEST {
        let above = reading.parse.head(at)?;
        if reading.dep(at) == Some(Dep::Relcl) {
            return who(reading, above).map(|who| who.up_to(reading.parse.subtree(at).start));
        }
        at = above;
    }
    None
}

/// The source of a noun: who owns it, who makes it, or the subject of the verb it is the object of.
pub(super) fn of_noun(reading: &Reading<'_>, noun: usize) -> Option<Who> {
    let parse = reading.parse;
    if let Some(owner) = parse.child(noun, Dep::Poss) {
        return who(reading, owner);
    }
    for preposition in parse.children_by(noun, Dep::Prep).chain(parse.children_by(noun, Dep::Agent)) {
        if matches!(reading.lower(preposition), "by" | "from" | "among")
            && let Some(object) = parse.child(preposition, Dep::Pobj)
        {
            return who(reading, object);
        }
    }
    let nationality = |&child: &usize| {
        parse.name_at(child).is_some_and(|name| name.label == crate::language::NameLabel::Norp)
    };
    if let Some(adjective) = parse.children_by(noun, Dep::Amod).find(nationality) {
        return Some(Who { tokens: adjective..adjective + 1, head: adjective });
    }
    let verb = parse.head(noun).filter(|_| reading.dep(noun) == Some(Dep::Dobj))?;
    if is_passive(reading, verb) { None } else { of_verb(reading, verb) }
}

/// The noun phrase around a head, with titles and appositions, without a relative clause behind a comma.
pub(super) fn who(reading: &Reading<'_>, head: usize) -> Option<Who> {
    let parse = reading.parse;
    let mut tokens = parse.subtree(head);
    for &child in parse.right_children(head) {
        let child = child as usize;
        let clause = parse.subtree(child);
        let beside = matches!(reading.dep(child), Some(Dep::Relcl | Dep::Acl | Dep::Advcl | Dep::Parataxis));
        if beside && clause.start > 0 && reading.word(clause.start - 1) == "," {
            tokens.end = tokens.end.min(clause.start - 1);
        }
    }
    // A subject that swallowed a clause: the parser lost its way.
    if reading.pos(head) == Some(Pos::Verb) {
        return None;
    }
    while tokens.end > head + 1 && is_edge(reading.word(tokens.end - 1)) {
        tokens.end -= 1;
    }
    while tokens.start < head && (is_edge(reading.word(tokens.start)) || is_quote(reading.word(tokens.start)))
    {
        tokens.start += 1;
    }
    Some(Who { tokens, head })
}

/// Marks that don't belong to a phrase at its edge.
pub(super) fn is_edge(word: &str) -> bool {
    matches!(word, "," | ";" | ":" | "—" | "–" | "-" | "--" | "." | "…" | "...")
}
