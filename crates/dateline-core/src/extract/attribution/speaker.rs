//! Speakers that a label names: "TAPPER: Do you think ...", "Minister: no talks before May".

use core::ops::Range;
use std::collections::BTreeMap;

use crate::language::{NameLabel, Pos};
use crate::model::Stance;
use crate::text::SentenceKind;

use super::super::Reading;
use super::super::quotation::Quotation;
use super::Found;
use super::source::Who;

/// A label has no more tokens than this.
const LONGEST_LABEL: usize = 6;

/// The words after speaker labels. In a transcript the labels are names, or capitals that come back.
pub(super) fn labelled(reading: &Reading<'_>, quotations: &[Quotation]) -> Vec<Found> {
    let labels = labels(reading);
    let mut uses: BTreeMap<&str, u32> = BTreeMap::new();
    for (label, _) in &labels {
        *uses.entry(reading.words(label.clone())).or_default() += 1;
    }
    let speaks = |(label, content): &(Range<usize>, Range<usize>)| {
        let words = reading.words(label.clone());
        let name = reading.parse.name_at(label.end - 1).map(|name| name.label);
        let heading = matches!(reading.kind_at(label.start), SentenceKind::Headline | SentenceKind::Heading);
        let capitals = words.chars().all(|c| !c.is_lowercase());
        content.len() > 1
            && match name {
                Some(NameLabel::Person) => true,
                Some(NameLabel::Org | NameLabel::Gpe | NameLabel::Norp) => heading,
                _ => capitals && uses.get(words).is_some_and(|&uses| uses > 1),
            }
    };
    labels
        .into_iter()
        .filter(speaks)
        .map(|(label, content)| Found {
            source: Some(Who { head: label.end - 1, tokens: label.clone() }),
            cue: Some(label.end..label.end + 1),
            content: vec![up_to_mark(quotations, content)],
            stance: Stance::State,
        })
        .collect()
}

/// What is said, without the name and date that may stand behind the mark that closes it.
fn up_to_mark(quotations: &[Quotation], mut content: Range<usize>) -> Range<usize> {
    let next = quotations.partition_point(|quotation| quotation.tokens.start < content.start);
    let more = quotations.get(next + 1).is_some_and(|other| other.tokens.start < content.end);
    if let Some(quotation) = quotations.get(next).filter(|_| !more)
        && quotation.closed
        && quotation.tokens.start == content.start
    {
        content.end = content.end.min(quotation.tokens.end);
    }
    content
}

/// Capitalised words and a colon at the start of a paragraph, and the rest of it.
fn labels(reading: &Reading<'_>) -> Vec<(Range<usize>, Range<usize>)> {
    let sentences = &reading.layout.sentences;
    let mut found = Vec::new();
    let mut first = 0;
    while first < sentences.len() {
        let paragraph = sentences[first].paragraph;
        let last = first + sentences[first..].iter().take_while(|s| s.paragraph == paragraph).count() - 1;
        let tokens = reading.tokens_of(first).start..reading.tokens_of(last).end;
        if sentences[first].kind.tells_news()
            && let Some(label) = label(reading, &tokens)
        {
            found.push((label.clone(), label.end + 1..tokens.end));
        }
        first = last + 1;
    }
    found
}

fn label(reading: &Reading<'_>, paragraph: &Range<usize>) -> Option<Range<usize>> {
    let end = paragraph.clone().take(LONGEST_LABEL + 1).find(|&token| reading.word(token) == ":")?;
    let label = paragraph.start..end;
    let in_name = |token: usize| {
        let word = reading.word(token);
        word.chars().next().is_some_and(|c| c.is_uppercase() || c == '(' || c == ')' || c == '.')
            && !matches!(reading.pos(token), Some(Pos::Verb | Pos::Aux | Pos::Num | Pos::Det))
    };
    (!label.is_empty() && label.clone().all(in_name)).then_some(label)
}
