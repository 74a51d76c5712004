//! The passes that lay out a text, in order.

use core::ops::Range;
use std::sync::LazyLock;

use super::boundary;
use super::character::is_blank;
use super::page::Page;
use super::paragraph;
use super::quotation::mark_quotations;
use super::rules::LayoutRules;
use super::token::tokenize;
use super::{Layout, Sentence, SentenceKind};
use crate::model::{Section, SectionKind};

/// The tables in the form they are read with: a constant of the program, made when first needed.
static RULES: LazyLock<LayoutRules> = LazyLock::new(LayoutRules::from_seed);

/// Lays out a text: its sections, sentences and tokens, and the lines that frame it.
///
/// Every string has a layout; of a text longer than 4 GiB, what lies beyond has no tokens.
#[must_use]
pub fn layout(text: &str) -> Layout {
    let rules = &*RULES;
    let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
    let lines = paragraph::lines(text);
    let mut tokens = Vec::with_capacity(text.len() / 5);
    let mut line_tokens = Vec::with_capacity(lines.len() + 1);
    for line in &lines {
        line_tokens.push(tokens.len());
        tokenize(text, line.span, rules, &mut tokens);
    }
    line_tokens.push(tokens.len());
    let page = Page { text, tokens: &tokens, rules };
    let paragraphs: Vec<Range<usize>> = paragraph::paragraphs(text, &lines)
        .into_iter()
        .map(|lines| line_tokens[lines.start]..line_tokens[lines.end])
        .collect();

    let mut sentences = Vec::with_capacity(tokens.len() / 20);
    let mut sections: Vec<Section> = Vec::new();
    let mut headline = None;
    for (i, paragraph) in paragraphs.iter().enumerate() {
        let words = page.words(paragraph);
        let heading = is_heading(words) && paragraphs.get(i + 1).is_some();
        let kind = if heading && sentences.is_empty() {
            headline = Some(page.span(paragraph));
            SentenceKind::Headline
        } else if heading {
            SentenceKind::Heading
        } else if paragraph::begins_item(words) {
            SentenceKind::Item
        } else {
            SentenceKind::Prose
        };
        let section_kind =
            if kind == SentenceKind::Headline { SectionKind::Headline } else { SectionKind::Body };
        let span = page.span(paragraph);
        match sections.last_mut() {
            Some(section) if section.kind == section_kind && kind != SentenceKind::Heading => {
                section.span = section.span.cover(span);
            }
            _ => sections.push(Section {
                span,
                kind: section_kind,
                heading: (kind == SentenceKind::Heading).then_some(span),
                version: 0,
            }),
        }
        let parts =
            if heading { vec![paragraph.clone()] } else { boundary::sentences(&page, paragraph.clone()) };
        for part in parts {
            sentences.push(Sentence {
                span: page.span(&part),
                tokens: part.start as u32..part.end as u32,
                kind,
                paragraph: i as u32,
                section: sections.len() as u32 - 1,
                in_quotation: false,
            });
        }
    }
    mark_quotations(&page, &mut sentences);
    Layout { sentences, sections, headline, tokens, ..Layout::default() }
}

/// Whether a paragraph reads as a heading: short, without the end of a sentence.
fn is_heading(words: &str) -> bool {
    words.len() <= 120
        && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric())
        && !paragraph::ends_sentence(words)
        && !words.ends_with([',', ';', '-', '—'])
        && !paragraph::begins_item(words)
        && words.split(is_blank).take(20).count() <= 16
}
