//! What each paragraph is for: the news, or a line that frames it.

use core::ops::Range;

use super::page::Page;
use super::paragraph::{begins_item, ends_sentence};
use super::phrase::{Found, PhraseKind};
use super::{Layout, Sentence, SentenceKind, boundary, byline, dateline, header};
use crate::model::{BylineKind, Section, SectionKind};

/// Longest heading, in bytes.
const HEADING: usize = 140;
/// Most tokens of a heading.
const HEADING_TOKENS: usize = 24;
/// A bare place begins a report only in its first paragraphs.
const OPENING: u32 = 3;
/// Most sentences that a notice for a paragraph takes in.
const NOTICE: usize = 6;
/// More headings in a row than this are a list.
const HEADINGS: usize = 2;

/// Reads the paragraphs in order and fills the layout with their sentences and sections.
pub(super) fn read(page: &Page<'_>, paragraphs: &[Range<usize>]) -> Layout {
    let mut reader = Reader {
        page,
        layout: Layout::default(),
        version: 0,
        told: false,
        paragraphs_told: 0,
        correction_follows: false,
    };
    for (i, paragraph) in paragraphs.iter().enumerate() {
        reader.paragraph(i as u32, paragraph, paragraphs.get(i + 1..).unwrap_or(&[]));
    }
    reader.layout
}

/// What has been read so far.
struct Reader<'a> {
    page: &'a Page<'a>,
    layout: Layout,
    /// Version of the report that is being read.
    version: u32,
    /// Whether a sentence of the news has been read.
    told: bool,
    /// Paragraphs of news read in this version.
    paragraphs_told: u32,
    /// Whether the line before announces a correction.
    correction_follows: bool,
}

impl Reader<'_> {
    fn paragraph(&mut self, index: u32, paragraph: &Range<usize>, rest: &[Range<usize>]) {
        let page = self.page;
        let mut body = paragraph.clone();
        let first = !self.told && self.layout.headline.is_none();
        if let Some(at) = header::behind(page, &body).filter(|_| first) {
            self.paragraph(index, &(body.start..at), rest);
            return self.paragraph(index, &(at..body.end), rest);
        }
        if let Some(found) = header::find(page, &body, first) {
            self.push(index, body.start..found.end, SentenceKind::Header, SectionKind::Header);
            body.start = found.end;
            // A line of its own may date a report below its first sentence.
            let alone = body.is_empty() && index < OPENING;
            if found.labelled && self.layout.labelled.is_none() {
                self.layout.labelled = found.published.clone().or_else(|| found.updated.clone());
            }
            if !self.told || found.labelled || alone {
                self.layout.published = self.layout.published.take().or(found.published);
                self.layout.updated = self.layout.updated.take().or(found.updated);
            }
            if body.is_empty() {
                return;
            }
        }
        if let Some(names) = self.names(&body, rest) {
            self.layout.byline.extend(names);
            return self.push(index, body, SentenceKind::Byline, SectionKind::Byline);
        }
        let opens = self.paragraphs_told < OPENING;
        if let Some(found) = dateline::find(page, &body, opens) {
            self.push(index, body.start..found.end, SentenceKind::Dateline, SectionKind::Body);
            body.start = found.end;
            self.told = true;
            self.layout.dateline.get_or_insert(found.dateline);
            if body.is_empty() {
                return;
            }
        }
        if !self.correction_follows
            && self.is_heading(&body, rest)
            && page.rules.phrases.find(page, &body).is_none()
        {
            let kind = if self.told { SentenceKind::Heading } else { SentenceKind::Headline };
            let headline = kind == SentenceKind::Headline && self.layout.headline.is_none();
            if headline {
                self.layout.headline = Some(page.span(&body));
                return self.push(index, body, kind, SectionKind::Headline);
            }
            return self.push(index, body, SentenceKind::Heading, SectionKind::Body);
        }
        let announced = std::mem::take(&mut self.correction_follows);
        let mut scope = announced.then_some(PhraseKind::Correction);
        let plain = if begins_item(page.words(&body)) { SentenceKind::Item } else { SentenceKind::Prose };
        let mut version = self.version;
        let whole = body.clone();
        for (i, sentence) in boundary::sentences(page, body).into_iter().enumerate() {
            if i > 0 && i % NOTICE == 0 {
                scope = None;
            }
            let found = page.rules.phrases.find(page, &sentence);
            if let Some(found) = found.filter(|found| found.paragraph) {
                scope = Some(found.kind);
            }
            match scope.or(found.map(|found| found.kind)) {
                Some(PhraseKind::Credit) => self.credit(index, sentence, found),
                Some(PhraseKind::Correction) => self.correction(index, sentence, &whole),
                Some(kind) => {
                    if kind == PhraseKind::Version && self.told {
                        version += 1;
                    }
                    self.push(index, sentence, SentenceKind::Boilerplate, SectionKind::Boilerplate);
                }
                None => {
                    self.told = true;
                    self.push(index, sentence, plain, SectionKind::Body);
                }
            }
        }
        if version > self.version {
            self.version = version;
            self.paragraphs_told = 0;
        } else if self.told {
            self.paragraphs_told += 1;
        }
    }

    /// The writers whom the paragraph names, when that is all it does.
    fn names(&self, paragraph: &Range<usize>, rest: &[Range<usize>]) -> Option<Vec<crate::model::Byline>> {
        let page = self.page;
        byline::byline(page, paragraph).or_else(|| {
            let before_dateline =
                || rest.first().is_some_and(|next| dateline::find(page, next, true).is_some());
            let place_named = || paragraph.clone().any(|i| page.word(i) == "in");
            let here = !self.told && (before_dateline() || (self.layout.headline.is_some() && place_named()));
            (here && !page.shouted && paragraph.len() <= 10)
                .then(|| byline::name_line(page, paragraph))
                .flatten()
        })
    }

    /// Takes the names of a credit.
    fn credit(&mut self, index: u32, sentence: Range<usize>, found: Option<Found>) {
        let names = byline::names(self.page, sentence.clone(), BylineKind::Contributor);
        debug_assert!(found.is_some());
        self.layout.byline.extend(names);
        self.push(index, sentence, SentenceKind::Byline, SectionKind::Contributors);
    }

    fn correction(&mut self, index: u32, sentence: Range<usize>, paragraph: &Range<usize>) {
        // A line that only says "Correction" speaks of the paragraph below.
        self.correction_follows = sentence == *paragraph && sentence.len() <= 4;
        let i = self.layout.sentences.len() as u32;
        self.push(index, sentence, SentenceKind::Correction, SectionKind::Correction);
        let end = self.layout.sentences.len() as u32;
        match self.layout.corrections.last_mut() {
            Some(range) if range.end == i => range.end = end,
            _ => self.layout.corrections.push(i..end),
        }
    }

    /// Adds a sentence, in pieces if it is too long, to the section that is open if it is of the same kind.
    fn push(&mut self, paragraph: u32, tokens: Range<usize>, kind: SentenceKind, section: SectionKind) {
        let span = self.page.span(&tokens);
        let heading = kind == SentenceKind::Heading;
        match self.layout.sections.last_mut() {
            Some(last) if last.kind == section && last.version == self.version && !heading => {
                last.span = last.span.cover(span);
            }
            _ => self.layout.sections.push(Section {
                span,
                kind: section,
                heading: heading.then_some(span),
                version: self.version,
            }),
        }
        let mut start = tokens.start;
        while start < tokens.end {
            let end = boundary::piece(self.page, start..tokens.end);
            self.layout.sentences.push(Sentence {
                span: self.page.span(&(start..end)),
                tokens: start as u32..end as u32,
                kind,
                paragraph,
                section: self.layout.sections.len() as u32 - 1,
                in_quotation: false,
                is_cut: end < tokens.end,
            });
            start = end;
        }
    }

    /// Whether the paragraph heads what follows: title-like itself, and not one of a list of such lines.
    fn is_heading(&self, paragraph: &Range<usize>, rest: &[Range<usize>]) -> bool {
        let alike = |paragraph: &Range<usize>| {
            looks_like_heading(self.page, paragraph) && header::find(self.page, paragraph, false).is_none()
        };
        let Some(next) = rest.first() else { return false };
        if !self.told && heads_report(self.page, paragraph, rest) {
            return true;
        }
        alike(paragraph)
            && (!alike(next)
                || !self.told
                || rest.iter().take(HEADINGS).filter(|next| alike(next)).count() < HEADINGS)
    }
}

/// Whether the paragraph, though it may end with a mark, is the headline of what follows: capitalised as a title, or
/// one of two short lines before a dateline.
fn heads_report(page: &Page<'_>, paragraph: &Range<usize>, rest: &[Range<usize>]) -> bool {
    let short = |paragraph: &Range<usize>| {
        paragraph.len() <= HEADING_TOKENS
            && page.words(paragraph).len() <= HEADING
            && page.is_capitalized(paragraph.start)
            && boundary::sentences(page, paragraph.clone()).len() <= 2
    };
    let dated = |i: usize| rest.get(i).is_some_and(|next| dateline::find(page, next, true).is_some());
    short(paragraph)
        && (is_title(page, paragraph)
            || page.words(paragraph).ends_with(';')
            || dated(0)
            || (dated(1) && short(&rest[0]) && page.rules.phrases.find(page, &rest[0]).is_none()))
}

/// Whether the paragraph is short, begins like a title and doesn't end as a sentence does.
fn looks_like_heading(page: &Page<'_>, paragraph: &Range<usize>) -> bool {
    let words = page.words(paragraph);
    words.len() <= HEADING
        && paragraph.len() <= HEADING_TOKENS
        && words.starts_with(|c: char| c.is_uppercase() || c.is_numeric() || !c.is_alphanumeric())
        && words.contains(char::is_alphabetic)
        && !ends_sentence(words)
        && !words.ends_with([',', ';', '-', '—'])
        && !begins_item(words)
}

/// Whether most words are capitalised, as in a title.
fn is_title(page: &Page<'_>, paragraph: &Range<usize>) -> bool {
    let words = || {
        paragraph.clone().filter(|&i| page.word(i).len() > 3 && page.word(i).starts_with(char::is_alphabetic))
    };
    let risen = words().filter(|&i| page.is_capitalized(i)).count();
    !page.shouted && risen >= 4 && risen * 5 >= words().count() * 4
}

#[cfg(test)]
mod tests {
    use super::super::layout;
    use super::*;

    const STORY: &str = "Delegations from both countries met on Monday for the second round of talks.";

    #[test]
    fn a_date_glued_to_the_first_sentence_is_a_header() {
        let text = format!(" date 2025-06-02 {STORY}");
        let layout = layout(&text);
        assert_eq!(layout.published.as_deref(), Some("2025-06-02"));
        assert_eq!(layout.sentences[0].kind, SentenceKind::Header);
        assert_eq!(layout.sentences[1].span.of(&text), STORY);
    }

    #[test]
    fn header_lines_date_the_report() {
        for (line, published, updated) in [
            ("June 2, 2025", Some("2025-06-02"), None),
            ("Published: 2 June 2025 10:31 GMT", Some("2025-06-02"), None),
            ("Updated 3:15 PM EDT, June 2, 2025", None, Some("2025-06-02")),
            ("Mon Jun 2 2025", Some("2025-06-02"), None),
            ("Created: 06/25/2025 5:11 AM WXYZ.com", Some("2025-06-25"), None),
            ("June 31, 2025", None, None),
        ] {
            let layout = layout(&format!("{line}\n\n{STORY}\n"));
            let found = (layout.published.as_deref(), layout.updated.as_deref());
            assert_eq!(found, (published, updated), "{line}");
        }
    }

    #[test]
    fn datelines_are_read() {
        for (line, place, agency, date) in [
            ("ISTANBUL (AP) — ", "ISTANBUL", Some("AP"), None),
            ("WASHINGTON, June 2 (Reuters) - ", "WASHINGTON", Some("Reuters"), None),
            ("KYIV, Ukraine — ", "KYIV, Ukraine", None, None),
            ("NEW DELHI: ", "NEW DELHI", None, None),
            ("London, 2 June 2025 — ", "London", None, Some("2025-06-02")),
            (
                "SAN SALVADOR, 3 JAN 90 (ACAN-EFE) -- [REPORT] [TEXT] ",
                "SAN SALVADOR",
                Some("ACAN-EFE"),
                Some("1990-01-03"),
            ),
        ] {
            let text = format!("{line}{STORY}");
            let layout = layout(&text);
            let found = layout.dateline.unwrap_or_else(|| panic!("{line}"));
            assert_eq!(found.span.of(&text), line.trim_end());
            assert_eq!((found.place.as_deref(), found.agency.as_deref()), (Some(place), agency), "{line}");
            assert_eq!(found.date.as_deref(), date, "{line}");
        }
        for line in ["GOP — ", "Officials said: ", "BREAKING NEWS: "] {
            assert!(layout(&format!("{line}the {STORY}")).dateline.is_none(), "{line}");
        }
    }

    #[test]
    fn writers_are_named_with_their_places() {
        for (line, expected) in [
            ("By JANE DOE, Associated Press", "JANE DOE"),
            ("By Jane Doe and John Roe", "Jane Doe; John Roe"),
            ("(Reporting by Jane Doe in Kyiv; Editing by John Roe)", "Jane Doe in Kyiv; John Roe"),
            (
                "Associated Press writers Ann Lee in Ankara, Turkey; Jane Doe in Kyiv, Ukraine, and John Roe in Berlin \
                 contributed to this report.",
                "Ann Lee in Ankara, Turkey; Jane Doe in Kyiv, Ukraine; John Roe in Berlin",
            ),
        ] {
            let layout = layout(&format!("{STORY}\n\n{line}\n\n{STORY}"));
            let name = |byline: &crate::model::Byline| match &byline.place {
                Some(place) => format!("{} in {place}", byline.name),
                None => byline.name.clone(),
            };
            assert_eq!(layout.byline.iter().map(name).collect::<Vec<_>>().join("; "), expected);
        }
    }

    #[test]
    fn the_address_and_a_line_below_the_first_sentence_date_the_report() {
        let text = format!("https://example.org/2025/06/02/talks\n\n{STORY}\n");
        assert_eq!(layout(&text).published.as_deref(), Some("2025-06-02"));
        let text = format!("{STORY}\n\nJune 2, 2025\n\n{STORY}\n");
        assert_eq!(layout(&text).published.as_deref(), Some("2025-06-02"));
    }

    #[test]
    fn the_earlier_story_below_an_update_is_another_version() {
        let text = format!(
            "{STORY}\n\nTHIS IS A BREAKING NEWS UPDATE. AP’s earlier story follows below.\n\nKYIV (AP) — {STORY}\n\n\
             Talks end early\n\n{STORY}\n\nAn earlier version of this story gave the wrong day."
        );
        let layout = layout(&text);
        let versions: Vec<u32> = layout.sentences.iter().map(|sentence| layout.version(sentence)).collect();
        assert_eq!(versions, [0, 0, 0, 1, 1, 1, 1, 1]);
        assert_eq!(layout.sentences[5].kind, SentenceKind::Heading);
        assert_eq!(layout.corrections, vec![7..8]);
    }
}
