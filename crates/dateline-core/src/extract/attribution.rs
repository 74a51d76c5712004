//! Who says what, by which words.
//!
//! The scheme is that of PARC 3 and PolNeAR (Pareti 2012; Newell et al. 2018): a source, a cue and content. The cues
//! and what they govern are data (`seeds/lexicons/attribution_cues.tsv`); what a cue governs in a sentence is read
//! off the tree, and off quotation marks and commas where the tree is not to be trusted, as it often isn't around
//! quotations. Quotations without a cue of their own go to whoever spoke last.

mod content;
mod cue;
mod quoted;
mod source;
mod speaker;
#[cfg(test)]
mod tests;

use core::ops::Range;

use crate::language::{Dep, NameLabel, Pos, Tag};
use crate::model::{Attribution, AttributionId, Form, Source, Span, Speech, Stance};

use super::Reading;
use super::cast::Cast;
use super::quotation::is_quote;
use super::voice::is_passive;
use content::{Governed, Quoted};
pub use cue::AttributionRules;
use cue::{Cue, CueKind};
use source::Who;

/// Content is looked for around an attribution so many pieces deep.
const DEEPEST: usize = 64;

/// An attribution in tokens.
#[derive(Clone, Debug)]
struct Found {
    source: Option<Who>,
    cue: Option<Range<usize>>,
    content: Vec<Range<usize>>,
    stance: Stance,
}

/// All attributions of the text, in order; the entities behind the sources are linked later.
#[must_use]
pub fn attributions(reading: &Reading<'_>, rules: &AttributionRules) -> Vec<Attribution> {
    let mut found = speaker::labelled(reading, &reading.quotations);
    let voices: Vec<Range<usize>> =
        found.iter().flat_map(|labelled| labelled.content.iter().cloned()).collect();
    let quoted = Quoted { all: &reading.quotations, voices: &voices };
    for (index, sentence) in reading.layout.sentences.iter().enumerate() {
        if !sentence.kind.tells_news() {
            continue;
        }
        for token in reading.tokens_of(index) {
            let Some((kind, cue)) = rules.cue(reading, token) else { continue };
            let attribution = match kind {
                CueKind::Verb => by_verb(reading, rules, &quoted, token, cue),
                CueKind::Noun => by_noun(reading, rules, token, cue),
                CueKind::Adjective => by_adjective(reading, rules, token, cue),
                CueKind::Adverb => by_adverb(reading, &quoted, token, cue),
                CueKind::Preposition => by_preposition(reading, &quoted, token, cue),
            };
            found.extend(attribution);
        }
    }
    quoted::attribute_rest(reading, rules, &quoted, &mut found);
    assemble(reading, &quoted, found)
}

fn by_verb(
    reading: &Reading<'_>,
    rules: &AttributionRules,
    quoted: &Quoted<'_>,
    verb: usize,
    cue: &Cue,
) -> Option<Found> {
    let parse = reading.parse;
    if matches!(
        reading.dep(verb),
        Some(Dep::Amod | Dep::Compound | Dep::Aux | Dep::Auxpass | Dep::Nmod | Dep::Case)
    ) {
        return None;
    }
    if is_unspoken(reading, rules, verb, cue) {
        return None;
    }
    // What a speaker says that others think or want is no saying of theirs.
    if !cue.quote && quoted.is_spoken(verb) {
        return None;
    }
    let particle = parse.child(verb, Dep::Prt);
    if cue
        .particle
        .is_some_and(|particle_wanted| particle.is_none_or(|prt| reading.lower(prt) != particle_wanted))
    {
        return None;
    }
    let passive = is_passive(reading, verb) || is_joined_passive(reading, verb, cue);
    let mut words = verb_group(reading, verb);
    let own_subject = source::subject(reading, verb).is_some();
    // An appended cue whose subject the tree lost has it right before it.
    let beside = (!own_subject && !passive).then(|| source::beside(reading, words.start)).flatten();
    let named_behind = named_behind(reading, verb, cue);
    let by_tree = || if passive { source::agent(reading, verb) } else { source::of_verb(reading, verb) };
    let mut who = beside
        .or_else(|| named_behind.clone())
        .or_else(|| source::of_participle(reading, rules, verb))
        .or_else(by_tree);
    let mut governed = content::behind_verb(reading, rules, quoted, verb, cue);
    let after_quotation = verb
        .checked_sub(1)
        .is_some_and(|before| quoted.at(before).is_some_and(|i| quoted.all[i].tokens.end <= verb));
    let inserted =
        governed.by_quotation && content::resumes(reading, verb, extent(reading, verb, who.as_ref()).end);
    // A cue of thought with an object of its own isn't appended to anything.
    let has_object = named_behind.is_none()
        && parse
            .right_children(verb)
            .iter()
            .any(|&child| matches!(reading.dep(child as usize), Some(Dep::Dobj | Dep::Xcomp | Dep::Ccomp)));
    // "Kyiv celebrates, Moscow says little"
    let says_how_much = own_subject
        && parse.child(verb, Dep::Dobj).is_some_and(|object| {
            object == verb + 1
                && (reading.pos(object) == Some(Pos::Adj)
                    || matches!(reading.lower(object), "nothing" | "little"))
        });
    if named_behind.is_some() {
        governed = Governed::default();
    }
    let open = governed.pieces.is_empty() && (cue.quote || cue.as_it || !has_object)
        || inserted
        || after_quotation && !governed.clausal && cue.clause;
    if open && !says_how_much && (cue.clause || cue.quote || cue.as_it) && !passive {
        let around = if cue.as_it && parse.child(verb, Dep::Dobj).is_none_or(|it| reading.lower(it) != "it") {
            Vec::new()
        } else if let Some(clause) =
            content::beside_as_clause(reading, verb).filter(|_| cue.as_it || cue.clause && !has_object)
        {
            vec![clause]
        } else if cue.as_it {
            Vec::new()
        } else {
            if who.is_none() {
                who = inverted_subject(reading, quoted, verb);
            }
            let extent = extent(reading, verb, who.as_ref());
            content::around_cue(reading, quoted, verb, extent, cue.clause)
        };
        if !around.is_empty() {
            governed = Governed { pieces: around, clausal: true, ..Governed::default() };
        }
    }
    // “Only you,” she said, would do that: the tree hangs on the cue what stands behind it, and forgets the quotation.
    if governed.clausal
        && !passive
        && let Some(before) =
            content::quotation_before(reading, quoted, extent(reading, verb, who.as_ref()).start, verb)
    {
        governed.pieces.insert(0, before);
    }
    // "a statement confirming it": a pronoun alone tells nothing of what is said.
    let says_nothing = |piece: &Range<usize>| {
        piece
            .clone()
            .all(|i| matches!(reading.pos(i), Some(Pos::Pron | Pos::Det)) && !is_quote(reading.word(i)))
    };
    if governed.pieces.iter().all(says_nothing) {
        return None;
    }
    if who.is_none() && !passive && governed.clausal {
        who = misread_subject(reading, words.start);
    }
    if who.is_none() && !passive && !governed.pieces.iter().any(|piece| is_all_quoted(quoted, piece)) {
        return None;
    }
    if is_undecided(reading, verb, cue, &governed) {
        return None;
    }
    // "the costs, which the company said were high": the subject of what is said stands before the cue.
    if let Some(first) = governed.pieces.first()
        && governed.clausal
        && lacks_subject(reading, first.start)
    {
        let noun = reading.parse.head(verb).filter(|_| reading.dep(verb) == Some(Dep::Relcl))?;
        governed
            .pieces
            .insert(0, source::who(reading, noun)?.up_to(reading.parse.subtree(verb).start).tokens);
    }
    // What cannot speak is no source; of a quotation, at least the words are sure.
    if who.as_ref().is_some_and(|who| !rules.can_speak(reading, who.head)) {
        if !governed.pieces.iter().any(|piece| is_all_quoted(quoted, piece)) {
            return None;
        }
        who = None;
    }
    // "This shows", "what he said": nobody speaks.
    let speaks = |who: &Who| match reading.tag(who.head) {
        Some(Tag::Wp | Tag::Wdt | Tag::Ex) => false,
        Some(Tag::Dt) => !matches!(reading.lower(who.head), "this" | "that"),
        _ => true,
    };
    if who.as_ref().is_some_and(|who| !speaks(who)) {
        return None;
    }
    if who.as_ref().is_some_and(|who| is_own_voice(reading, quoted, verb, who)) {
        return None;
    }
    if let Some(last) = particle.filter(|&prt| prt == words.end) {
        words.end = last + 1;
    }
    if let Some(last) = governed.preposition.filter(|&preposition| preposition == words.end) {
        words.end = last + 1;
    }
    let negated = parse.child(verb, Dep::Neg).is_some();
    let stance = cue.stance.map(|stance| if negated { negated_stance(stance) } else { stance })?;
    Some(Found { source: who, cue: Some(words), content: governed.pieces, stance })
}

/// Whether the saying itself isn't told: "declined to say whether", where what is said is that of the verb above; "if he
/// says that"; "to determine whether", "would show that", where nothing has been found yet.
fn is_unspoken(reading: &Reading<'_>, rules: &AttributionRules, verb: usize, cue: &Cue) -> bool {
    let parse = reading.parse;
    let to = content::has_to(reading, verb);
    let above = parse.head(verb).filter(|_| to && reading.dep(verb) == Some(Dep::Xcomp));
    if above
        .and_then(|above| rules.cue(reading, above))
        .is_some_and(|(_, cue)| cue.infinitive || cue.object_infinitive)
    {
        return true;
    }
    if content::is_if_clause(reading, verb) || content::is_whether_clause(reading, verb) {
        return true;
    }
    let modal = || parse.children_by(verb, Dep::Aux).any(|aux| reading.tag(aux) == Some(Tag::Md));
    let negated = || parse.child(verb, Dep::Neg).is_some();
    let purpose = to && matches!(reading.dep(verb), Some(Dep::Advcl | Dep::Acl | Dep::Relcl));
    cue.is_of_mind() && (purpose || modal() && !negated())
}

/// "is not certain whether", "did not know if": nothing is said, nor thought.
fn is_undecided(reading: &Reading<'_>, verb: usize, cue: &Cue, governed: &Governed) -> bool {
    let asks = |piece: &Range<usize>| matches!(reading.lower(piece.start), "whether" | "if");
    let parse = reading.parse;
    let to = content::has_to(reading, verb);
    let negated = parse.child(verb, Dep::Neg).is_some();
    cue.is_of_mind() && (negated || to) && governed.pieces.first().is_some_and(asks)
}

/// Whether what is said begins with a finite verb, so that its subject stands elsewhere.
fn lacks_subject(reading: &Reading<'_>, first: usize) -> bool {
    matches!(reading.tag(first), Some(Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md))
        && matches!(reading.dep(first), Some(Dep::Ccomp | Dep::Aux | Dep::Auxpass))
        && reading
            .parse
            .right_children(first)
            .iter()
            .all(|&child| !matches!(reading.dep(child as usize), Some(Dep::Nsubj | Dep::Nsubjpass)))
}

/// "was brought in and told that": a verb that needs somebody to tell, without one, beside a verb in the passive.
fn is_joined_passive(reading: &Reading<'_>, verb: usize, cue: &Cue) -> bool {
    let parse = reading.parse;
    cue.addressee
        && reading.dep(verb) == Some(Dep::Conj)
        && matches!(reading.tag(verb), Some(Tag::Vbd | Tag::Vbn))
        && source::subject(reading, verb).is_none()
        && parse.child(verb, Dep::Dobj).is_none()
        && parse.child(verb, Dep::Dative).is_none()
        && parse.head(verb).is_some_and(|first| is_passive(reading, first))
}

/// "..., reported the Harbour Gazette.": behind the comma that ends a clause stands a cue with its subject, which the tree
/// takes for an object.
fn named_behind(reading: &Reading<'_>, verb: usize, cue: &Cue) -> Option<Who> {
    let parse = reading.parse;
    let joined = matches!(reading.dep(verb), Some(Dep::Conj | Dep::Advcl | Dep::Dep | Dep::Parataxis));
    if !(cue.clause && cue.quote && joined)
        || reading.word(verb.checked_sub(1)?) != ","
        || !matches!(reading.tag(verb), Some(Tag::Vbd | Tag::Vbz))
        || source::subject(reading, verb).is_some()
    {
        return None;
    }
    let object = parse.child(verb, Dep::Dobj).filter(|&object| parse.subtree(object).start == verb + 1)?;
    let named =
        parse.name_at(object).is_some_and(|name| matches!(name.label, NameLabel::Person | NameLabel::Org));
    let sentence = reading.tokens_of(reading.sentence_of(verb));
    let ends = (parse.subtree(object).end..sentence.end).all(|token| reading.pos(token) == Some(Pos::Punct));
    (named && ends).then(|| source::who(reading, object)).flatten()
}

/// "I think", "you know" inside a quotation: the speaker's own words, of which the quotation already says who speaks.
/// Reported speech ("I told him: ‘...’") is another's only when it is quoted again.
fn is_own_voice(reading: &Reading<'_>, quoted: &Quoted<'_>, verb: usize, who: &Who) -> bool {
    quoted.is_spoken(verb) && matches!(reading.lower(who.head), "i" | "we" | "you")
}

/// "…,” said the mayor", where the parser takes the mayor for an object.
fn inverted_subject(reading: &Reading<'_>, quoted: &Quoted<'_>, verb: usize) -> Option<Who> {
    let before = verb.checked_sub(1)?;
    let appended =
        quoted.at(before).is_some_and(|i| quoted.all[i].tokens.end <= verb) || reading.word(before) == ",";
    let next = reading.parse.right_children(verb).iter().map(|&child| child as usize).find(|&child| {
        matches!(
            reading.dep(child),
            Some(Dep::Dobj | Dep::Attr | Dep::Npadvmod | Dep::Oprd | Dep::Dative | Dep::Intj)
        )
    })?;
    (appended && reading.parse.subtree(next).start == verb + 1 && reading.parse.is_noun(next))
        .then(|| source::who(reading, next))
        .flatten()
}

/// A name at the start of a sentence that the tagger takes for an adverb: "Jolly said ...".
fn misread_subject(reading: &Reading<'_>, group: usize) -> Option<Who> {
    let name = group.checked_sub(1)?;
    let first = reading.tokens_of(reading.sentence_of(group)).start == name;
    let capital = reading.word(name).starts_with(char::is_uppercase) && reading.pos(name) == Some(Pos::Adv);
    (first && capital).then_some(Who { tokens: name..group, head: name })
}

/// The cue with its source and the words about the saying beside it: "the mayor told reporters Monday".
fn extent(reading: &Reading<'_>, verb: usize, who: Option<&Who>) -> Range<usize> {
    let mut extent = verb_group(reading, verb);
    let sentence = reading.tokens_of(reading.sentence_of(verb));
    if let Some(who) = who.filter(|who| sentence.contains(&who.head)) {
        let whole = reading.parse.subtree(who.head);
        let own = reading.parse.head(who.head) == Some(verb) || who.tokens.end + 1 >= extent.start;
        if who.head < verb && own {
            extent.start = extent.start.min(who.tokens.start);
        } else if who.head > verb {
            extent.end = extent.end.max(whole.end);
        }
    }
    for &child in reading.parse.right_children(verb) {
        let child = child as usize;
        let range = reading.parse.subtree(child);
        let about_saying = matches!(
            reading.dep(child),
            Some(Dep::Prep | Dep::Npadvmod | Dep::Advmod | Dep::Dative | Dep::Dobj | Dep::Prt | Dep::Agent)
        );
        if about_saying && range.start <= extent.end && reading.word(range.start) != "," {
            extent.end = extent.end.max(range.end);
        }
    }
    extent
}

/// A verb with the auxiliaries, negation and adverbs right before it.
fn verb_group(reading: &Reading<'_>, verb: usize) -> Range<usize> {
    let mut start = verb;
    let mut at = verb;
    while let Some(before) = at.checked_sub(1) {
        if reading.parse.head(before) != Some(verb) {
            break;
        }
        match reading.dep(before) {
            Some(Dep::Aux | Dep::Auxpass | Dep::Neg) => start = before,
            Some(Dep::Advmod) => {}
            _ => break,
        }
        at = before;
    }
    start..verb + 1
}

/// What sort of act it is not to say something.
fn negated_stance(stance: Stance) -> Stance {
    match stance {
        Stance::State
        | Stance::Report
        | Stance::Claim
        | Stance::Confirm
        | Stance::Believe
        | Stance::Expect
        | Stance::Estimate => Stance::Doubt,
        Stance::Deny | Stance::Doubt => Stance::State,
        // "will not endorse", "did not promise" refuse, as "declined to" does.
        Stance::Praise | Stance::Promise => Stance::Deny,
        other => other,
    }
}

fn by_noun(reading: &Reading<'_>, rules: &AttributionRules, noun: usize, cue: &Cue) -> Option<Found> {
    let governed = content::behind_noun(reading, noun, cue);
    let who = source::of_noun(reading, noun).filter(|who| rules.can_speak(reading, who.head));
    // A phrase alone ("the report of the year") says too little; a source beside it says enough.
    if governed.pieces.is_empty() || who.is_none() && !governed.clausal {
        return None;
    }
    let end = governed.preposition.filter(|&preposition| preposition == noun + 1).map_or(noun + 1, |p| p + 1);
    Some(Found { source: who, cue: Some(noun..end), content: governed.pieces, stance: cue.stance? })
}

fn by_adjective(
    reading: &Reading<'_>,
    rules: &AttributionRules,
    adjective: usize,
    cue: &Cue,
) -> Option<Found> {
    // "Make sure that" says nothing of anybody's mind.
    let copula = reading.parse.child(adjective, Dep::Auxpass).or_else(|| {
        reading.parse.head(adjective).filter(|&copula| {
            reading.dep(adjective) == Some(Dep::Acomp) && reading.pos(copula) == Some(Pos::Aux)
        })
    })?;
    let mut governed = content::behind_noun(reading, adjective, cue);
    if governed.pieces.is_empty() {
        governed = content::behind_noun(reading, copula, cue);
    }
    let who = source::of_verb(reading, copula)?;
    if content::is_if_clause(reading, copula)
        || is_undecided(reading, copula, cue, &governed)
        || !rules.can_speak(reading, who.head)
    {
        return None;
    }
    if governed.pieces.is_empty()
        || matches!(reading.tag(who.head), Some(Tag::Dt | Tag::Wp | Tag::Wdt))
        || reading.lower(who.head) == "it"
    {
        return None;
    }
    Some(Found {
        source: Some(who),
        cue: Some(adjective..adjective + 1),
        content: governed.pieces,
        stance: cue.stance?,
    })
}

fn by_adverb(reading: &Reading<'_>, quoted: &Quoted<'_>, adverb: usize, cue: &Cue) -> Option<Found> {
    if reading.dep(adverb) != Some(Dep::Advmod) {
        return None;
    }
    let pieces = content::around_adjunct(reading, quoted, adverb, adverb..adverb + 1);
    (!pieces.is_empty()).then_some(Found {
        source: None,
        cue: Some(adverb..adverb + 1),
        content: pieces,
        stance: cue.stance?,
    })
}

fn by_preposition(reading: &Reading<'_>, quoted: &Quoted<'_>, at: usize, cue: &Cue) -> Option<Found> {
    let parse = reading.parse;
    let preposition = parse.child(at, Dep::Prep).filter(|&p| cue.prepositions.contains(&reading.lower(p)))?;
    let who = source::who(reading, parse.child(preposition, Dep::Pobj)?)
        .filter(|who| reading.word(who.head).chars().any(char::is_alphabetic))?;
    let sentence = reading.tokens_of(reading.sentence_of(at));
    // "priced according to age" hangs on its verb without a comma.
    let set_off = at == sentence.start
        || matches!(reading.word(at - 1), "," | "—" | "–" | "--" | "-" | "(")
        || is_quote(reading.word(at - 1));
    if !set_off && !speaks(reading, who.head) {
        return None;
    }
    let end = parse.subtree(preposition).end.max(who.tokens.end);
    let pieces = content::around_adjunct(reading, quoted, at, at..end);
    (!pieces.is_empty()).then_some(Found {
        source: Some(who),
        cue: Some(at..preposition + 1),
        content: pieces,
        stance: cue.stance?,
    })
}

/// Whether a noun is a name, a pronoun or a plural: those speak.
fn speaks(reading: &Reading<'_>, noun: usize) -> bool {
    matches!(reading.tag(noun), Some(Tag::Nnp | Tag::Nnps | Tag::Prp | Tag::Nns))
}

fn is_all_quoted(quoted: &Quoted<'_>, piece: &Range<usize>) -> bool {
    quoted.overlapping(piece).take(1).any(|i| quoted.all[i].tokens.start <= piece.start + 1)
}

/// Turns what was found into attributions: spans, speech, order and nesting.
fn assemble(reading: &Reading<'_>, quoted: &Quoted<'_>, mut found: Vec<Found>) -> Vec<Attribution> {
    for attribution in &mut found {
        settle(reading, quoted, attribution);
    }
    found.retain(|attribution| !attribution.content.is_empty());
    found.sort_by_key(|a| {
        let first = a.content[0].start;
        (a.cue.as_ref().map_or(first, |cue| cue.start.min(first)), a.cue.as_ref().map(|cue| cue.start))
    });
    let counts = WordCounts::of(reading, quoted);
    let mut attributions: Vec<Attribution> = Vec::with_capacity(found.len());
    for a in &found {
        let cue = a.cue.clone().map(|cue| reading.span_of(cue));
        let content: Vec<Span> = a.content.iter().map(|piece| reading.span_of(piece.clone())).collect();
        let (kind, key) = cue.map_or(("content", content[0]), |cue| ("cue", cue));
        attributions.push(Attribution {
            id: AttributionId::derive(&reading.fingerprint, &[key.start, key.end], kind),
            source: a
                .source
                .as_ref()
                .map(|who| Source { span: reading.span_of(who.tokens.clone()), entity: None }),
            cue,
            speech: speech(reading, quoted, &counts, a),
            content,
            stance: a.stance,
            within: None,
        });
    }
    attributions.dedup_by_key(|attribution| attribution.id);
    nest(&mut attributions);
    attributions
}

/// Trims the pieces of content, takes cue and source out of them, joins what overlaps.
fn settle(reading: &Reading<'_>, quoted: &Quoted<'_>, attribution: &mut Found) {
    let at = attribution.cue.as_ref().map(|cue| cue.end - 1);
    let mut pieces = core::mem::take(&mut attribution.content);
    for piece in &mut pieces {
        if let Some(at) = at {
            *piece = quoted.cover(piece.clone(), at);
        }
    }
    if let Some(cue) = &attribution.cue {
        pieces = pieces.into_iter().flat_map(|piece| without(piece, cue)).collect();
    }
    pieces.sort_by_key(|piece| (piece.start, piece.end));
    // Pieces in two paragraphs stay two.
    let paragraph = |token| reading.sentence(reading.sentence_of(token)).map(|sentence| sentence.paragraph);
    let adjoins = |token: usize| token > 0 && paragraph(token - 1) == paragraph(token);
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(pieces.len());
    for mut piece in pieces {
        let edge = |token: usize| is_trimmed(reading, quoted, token);
        while piece.start < piece.end && edge(piece.start) {
            piece.start += 1;
        }
        while piece.start < piece.end && edge(piece.end - 1) {
            piece.end -= 1;
        }
        if piece.is_empty() {
            continue;
        }
        match joined.last_mut() {
            Some(last) if piece.start < last.end || piece.start == last.end && adjoins(piece.start) => {
                last.end = last.end.max(piece.end)
            }
            _ => joined.push(piece),
        }
    }
    attribution.content = joined;
}

/// Whether a mark at the edge of content goes: those outside quotations do.
fn is_trimmed(reading: &Reading<'_>, quoted: &Quoted<'_>, token: usize) -> bool {
    let lone_quote = || is_quote(reading.word(token)) && quoted.at(token).is_none();
    quoted.at(token).is_none() && source::is_edge(reading.word(token)) || lone_quote()
}

fn without(piece: Range<usize>, hole: &Range<usize>) -> Vec<Range<usize>> {
    if hole.end <= piece.start || piece.end <= hole.start {
        return vec![piece];
    }
    [piece.start..hole.start.max(piece.start), hole.end.min(piece.end)..piece.end]
        .into_iter()
        .filter(|part| part.start < part.end)
        .collect()
}

/// How many words, and how many quoted ones, stand before each token.
struct WordCounts {
    words: Vec<u32>,
    quoted: Vec<u32>,
}

impl WordCounts {
    fn of(reading: &Reading<'_>, quoted: &Quoted<'_>) -> Self {
        let mut counts = Self { words: vec![0], quoted: vec![0] };
        let (mut words, mut inside) = (0, 0);
        let mut quotations = quoted.all.iter().peekable();
        for token in 0..reading.len() {
            while quotations.next_if(|quotation| quotation.tokens.end <= token).is_some() {}
            if reading.word(token).chars().any(char::is_alphanumeric) {
                words += 1;
                inside +=
                    u32::from(quotations.peek().is_some_and(|quotation| quotation.tokens.contains(&token)));
            }
            counts.words.push(words);
            counts.quoted.push(inside);
        }
        counts
    }

    /// Words and quoted words in a range.
    fn within(&self, tokens: Range<usize>) -> (u32, u32) {
        let of = |counts: &[u32]| counts[tokens.end.max(tokens.start)] - counts[tokens.start];
        (of(&self.words), of(&self.quoted))
    }
}

/// How much of the content is quoted; a quotation that holds the cue itself aside.
fn speech(reading: &Reading<'_>, quoted: &Quoted<'_>, counts: &WordCounts, attribution: &Found) -> Speech {
    let around =
        attribution.cue.as_ref().and_then(|cue| quoted.at(cue.start)).map(|i| quoted.all[i].tokens.clone());
    let (mut words, mut inside) = (0, 0);
    for piece in &attribution.content {
        let mut piece = piece.clone();
        if matches!(reading.lower(piece.start), "that" | "but" | "and") && quoted.at(piece.start).is_none() {
            piece.start += 1;
        }
        let (all, mut within) = counts.within(piece.clone());
        if let Some(around) = &around {
            let shared = piece.start.max(around.start)..piece.end.min(around.end);
            within -= if shared.is_empty() { 0 } else { counts.within(shared).1 };
        }
        words += all;
        inside += within;
    }
    match (inside > 0, words > inside) {
        (true, false) => Speech::Direct,
        (true, true) => Speech::Mixed,
        (false, _) => Speech::Indirect,
    }
}

/// Sets [`Attribution::within`]: the smallest other content that holds the cue (or all content) of an attribution.
fn nest(attributions: &mut [Attribution]) {
    // Pieces that are open at a position, outermost first: contents nest as clauses do.
    let mut pieces: Vec<(Span, usize)> = attributions
        .iter()
        .enumerate()
        .flat_map(|(i, a)| a.content.iter().map(move |&span| (span, i)))
        .collect();
    pieces.sort_by_key(|(span, _)| (span.start, core::cmp::Reverse(span.end)));
    let mut keys: Vec<(Span, usize)> =
        attributions.iter().enumerate().map(|(i, a)| (a.cue.unwrap_or(a.content[0]), i)).collect();
    keys.sort_by_key(|(span, i)| (span.start, *i));
    let ids: Vec<_> = attributions.iter().map(|a| a.id).collect();
    let mut open: Vec<(Span, usize)> = Vec::new();
    let mut next = 0;
    for (key, i) in keys {
        while let Some(&piece) = pieces.get(next).filter(|(span, _)| span.start <= key.start) {
            while open.last().is_some_and(|(span, _)| span.end <= piece.0.start) {
                open.pop();
            }
            open.push(piece);
            next += 1;
        }
        // The innermost is the last that is still open; pieces that overlap without nesting are few.
        let holds = |(span, of): &&(Span, usize)| *of != i && span.contains(key) && *span != key;
        attributions[i].within = open.iter().rev().take(DEEPEST).find(holds).map(|&(_, of)| ids[of]);
    }
}

/// Links the sources to the entities of the cast: that of the name or description at the head of the noun phrase, or
/// of the name in its apposition ("the head of the service, Vasyl Maliuk"). Sources that the cast doesn't know stay mere
/// words.
pub fn link_sources(reading: &Reading<'_>, attributions: &mut [Attribution], cast: &Cast) {
    for source in attributions.iter_mut().filter_map(|attribution| attribution.source.as_mut()) {
        let tokens = reading.tokens_in(source.span);
        let Some(head) = reading.parse.head_of(&tokens) else { continue };
        let mention = |token| {
            cast.mention_for(token).filter(|&mention| source.span.overlaps(cast.mentions[mention].span))
        };
        let apposition = reading
            .parse
            .children_by(head, Dep::Appos)
            .find(|token| tokens.contains(token))
            .and_then(mention);
        let is_name = |mention: &usize| cast.mentions[*mention].form == Form::Name;
        let head = mention(head);
        let chosen = head.filter(is_name).or(apposition.filter(is_name)).or(head);
        source.entity = chosen.map(|mention| cast.mentions[mention].entity);
    }
}
