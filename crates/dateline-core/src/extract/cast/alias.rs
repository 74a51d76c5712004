//! Other names that a text gives for one and the same: "Mahmoud Abbas, also known as Abu Mazen".

use super::mention::Draft;
use super::rules::CastRules;
use crate::extract::Reading;
use crate::extract::quotation::is_quote;
use crate::language::{Dep, Tag};
use crate::model::{EntityKind, Form};

/// Most tokens between the first name and the phrase that leads in the other.
const GAP: usize = 8;

/// So many mentions before a name are asked whether they end where a phrase begins.
const NEAREST: usize = 16;

/// A phrase that leads in another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct AliasCue {
    pub(super) words: Vec<&'static str>,
    /// Whether both must be names of one kind.
    pub(super) same_kind: bool,
}

/// Notes at each name that is another one's which that is, and makes it a name of the same kind.
pub(super) fn find(reading: &Reading<'_>, drafts: &mut [Draft], rules: &CastRules) {
    for k in 0..drafts.len() {
        let Some(named) = named_before(reading, drafts, rules, k) else { continue };
        if drafts[k].kind != drafts[named].kind {
            drafts[k].kind = drafts[named].kind;
            drafts[k].country = None;
            drafts[k].stands_for = None;
        }
        drafts[k].other_name_of = Some(named);
    }
}

fn named_before(reading: &Reading<'_>, drafts: &[Draft], rules: &CastRules, k: usize) -> Option<usize> {
    let other = &drafts[k];
    if other.form != Form::Name || other.inside || modifies(reading, other) {
        return None;
    }
    let sentence = reading.tokens_of(other.sentence);
    // "known as Mullah Tariq"
    let title = rules.title_before(reading, sentence.start, other.tokens.start);
    let lead = (sentence.start..title.map_or(other.tokens.start, |(start, ..)| start))
        .rev()
        .find(|i| reading.lower(*i) != "the" && !is_quote(reading.word(*i)))?;
    let name_ending_at = |end: usize| {
        (k.saturating_sub(NEAREST)..k).rev().find(|&before| {
            let draft = &drafts[before];
            draft.tokens.end == end && draft.form == Form::Name && !draft.inside
        })
    };
    // "also known as ISIS or Daesh"
    if reading.lower(lead) == "or" {
        let joined = &drafts[name_ending_at(lead)?];
        return joined.other_name_of.filter(|_| other.kind != EntityKind::Group);
    }
    let cues = rules.alias_cues().iter().filter(|cue| ends_at(reading, cue, lead));
    let cue = cues.max_by_key(|cue| cue.words.len())?;
    let start = lead + 1 - cue.words.len();
    let may_stand_between = |i: usize| {
        matches!(reading.word(i), "," | "(" | "–" | "—")
            || reading.tag(i) == Some(Tag::Cd)
            || rules.may_lead_to_alias(reading.lower(i))
    };
    let first_looked_at = sentence.start.max(start.saturating_sub(GAP));
    let before = (first_looked_at..start).rev().find(|i| !may_stand_between(*i))?;
    // "the Islamic State group, also known as ISIS"
    let named = name_ending_at(before + 1).or_else(|| {
        name_ending_at(before).filter(|name| reading.parse.head(drafts[*name].head) == Some(before))
    })?;
    let first = &drafts[named];
    let fits = match first.kind {
        // Each place is where the gazetteer has it.
        EntityKind::Place | EntityKind::Group => false,
        EntityKind::Person | EntityKind::Organization if !cue.same_kind => other.kind != EntityKind::Group,
        kind => kind == other.kind,
    };
    fits.then_some(named)
}

fn ends_at(reading: &Reading<'_>, cue: &AliasCue, last: usize) -> bool {
    let Some(start) = (last + 1).checked_sub(cue.words.len()) else { return false };
    cue.words.iter().enumerate().all(|(n, word)| reading.lower(start + n) == *word)
}

/// Whether a name goes with a noun or owns one: "known as the Fatah leader", "born Ann Lee's son".
fn modifies(reading: &Reading<'_>, name: &Draft) -> bool {
    let head = reading.parse.head(name.head);
    matches!(reading.dep(name.head), Some(Dep::Compound | Dep::Nmod | Dep::Poss))
        && head.is_some_and(|head| head >= name.tokens.end)
}
