//! Reads and writes treebanks of Universal Dependencies: CoNLL-U, packed with gzip.

use std::fmt::Write as _;
use std::io::BufRead;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use dateline_core::model::Span;

use crate::corpus::{self, Document, OPEN_GENRES};

/// A sentence with its tree.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sentence {
    /// The document that it is from, as the treebank names it; the sentences of one follow each other.
    pub(crate) document: String,
    pub(crate) text: String,
    pub(crate) words: Vec<Word>,
}

/// A word; those of a contraction adjoin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// In bytes of the sentence's text.
    pub(crate) span: Span,
    pub(crate) lemma: String,
    /// Part of speech.
    pub(crate) upos: String,
    /// Tag of the Penn Treebank.
    pub(crate) xpos: String,
    /// Index of the head; the word's own for the root.
    pub(crate) head: usize,
    /// Relation, with its subtype.
    pub(crate) relation: String,
}

impl Sentence {
    pub(crate) fn form(&self, word: usize) -> &str {
        self.words[word].span.of(&self.text)
    }

    /// The sentence in capitals, as in headlines; letters whose capitals take another number of bytes stay.
    pub(crate) fn shouted(&self) -> Self {
        let capital = |char: char| {
            let mut capitals = char.to_uppercase().filter(|capital| capital.len_utf8() == char.len_utf8());
            if capitals.clone().count() == 1 { capitals.next().unwrap_or(char) } else { char }
        };
        Self { text: self.text.chars().map(capital).collect(), ..self.clone() }
    }

    /// The words in the columns of CoNLL-U, and an empty line.
    pub(crate) fn write(&self, out: &mut String) {
        for (index, word) in self.words.iter().enumerate() {
            let head = if word.head == index { 0 } else { word.head + 1 };
            let Word { lemma, upos, xpos, relation, .. } = word;
            let _ = writeln!(
                out,
                "{}\t{}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t_",
                index + 1,
                self.form(index)
            );
        }
        out.push('\n');
    }
}

/// The sentences of a set such as `ewt.dev`.
pub(crate) fn sentences(corpora: &Path, set: &str) -> Result<Vec<Sentence>> {
    let path = corpora.join("syntax").join(format!("{set}.conllu.gz"));
    read(corpus::packed(&path)?).with_context(|| path.display().to_string())
}

/// The documents of a set, each with its sentences, without those of genres that may not be learnt from.
pub(crate) fn documents(corpora: &Path, set: &str) -> Result<Vec<(Document, Vec<Sentence>)>> {
    let sentences = sentences(corpora, set)?;
    let documents =
        sentences.chunk_by(|before, after| before.document == after.document).filter(|sentences| {
            let genre = sentences[0].document.split('_').nth(1);
            !set.starts_with("gum") || genre.is_some_and(|genre| OPEN_GENRES.contains(&genre))
        });
    Ok(documents.map(|sentences| (document(sentences), sentences.to_vec())).collect())
}

/// The text of sentences, with their own words.
pub(crate) fn document(sentences: &[Sentence]) -> Document {
    let mut document =
        Document { text: String::new(), tokens: Vec::new(), sentences: Vec::new(), names: Vec::new() };
    for sentence in sentences {
        let start = document.text.len();
        let first = document.tokens.len();
        document.text.push_str(&sentence.text);
        document.text.push(' ');
        let spans = sentence.words.iter().map(|word| word.span);
        document
            .tokens
            .extend(spans.map(|span| Span::new(start + span.start as usize, start + span.end as usize)));
        document.sentences.push(first..document.tokens.len());
    }
    document
}

fn read(lines: impl BufRead) -> Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    let mut document = String::new();
    let mut sentence = Sentence::default();
    for (number, line) in lines.lines().enumerate() {
        let line = line?;
        if let Some(name) = line.strip_prefix("# newdoc id = ") {
            name.clone_into(&mut document);
        } else if let Some(text) = line.strip_prefix("# text = ") {
            text.clone_into(&mut sentence.text);
        } else if line.is_empty() {
            sentence.document.clone_from(&document);
            sentences.push(std::mem::take(&mut sentence));
        } else if !line.starts_with('#') {
            add_word(&mut sentence, &line).with_context(|| format!("line {}", number + 1))?;
        }
    }
    Ok(sentences)
}

/// Adds a line's word; contractions as a whole and words that are not there are left out.
fn add_word(sentence: &mut Sentence, line: &str) -> Result<()> {
    let columns: Vec<&str> = line.split('\t').collect();
    let &[id, form, lemma, upos, xpos, _, head, relation, _, _] = columns.as_slice() else {
        anyhow::bail!("not ten columns");
    };
    if id.contains(['-', '.']) {
        return Ok(());
    }
    let index = sentence.words.len();
    ensure!(id.parse() == Ok(index + 1), "words are not numbered in order");
    let from = sentence.words.last().map_or(0, |word| word.span.end as usize);
    let rest = &sentence.text[from..];
    let start = from + rest.len() - rest.trim_start().len();
    ensure!(sentence.text[start..].starts_with(form), "the text has no {form:?} here");
    let head: usize = head.parse()?;
    sentence.words.push(Word {
        span: Span::new(start, start + form.len()),
        lemma: lemma.to_owned(),
        upos: upos.to_owned(),
        xpos: xpos.to_owned(),
        head: head.checked_sub(1).unwrap_or(index),
        relation: relation.to_owned(),
    });
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_find_their_place_in_the_text() {
        let text = "# newdoc id = a\n# text = They don't.\n1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n\
                    2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tdo\tdo\tVERB\tVBP\t_\t0\troot\t_\t_\n\
                    3\tn't\tnot\tPART\tRB\t_\t2\tadvmod\t_\t_\n4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
        let sentences = read(text.as_bytes()).unwrap();
        assert_eq!(sentences.len(), 1);
        let sentence = &sentences[0];
        assert_eq!(sentence.document, "a");
        assert_eq!((0..4).map(|word| sentence.form(word)).collect::<Vec<_>>(), ["They", "do", "n't", "."]);
        assert_eq!(sentence.words.iter().map(|word| word.head).collect::<Vec<_>>(), [1, 1, 1, 1]);
        let mut written = String::new();
        assert_eq!(sentence.shouted().text, "THEY DON'T.");
        sentence.write(&mut written);
        assert!(written.starts_with("1\tThey\tthey\tPRON\tPRP\t_\t2\tnsubj\t_\t_\n2\tdo\t"), "{written}");
        assert!(read("# text = No.\n1\tYes\t_\t_\t_\t_\t0\troot\t_\t_\n\n".as_bytes()).is_err());
    }
}
