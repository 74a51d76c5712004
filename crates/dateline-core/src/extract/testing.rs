//! Reads texts for the tests of the stages, with the committed model, loaded once.

use std::sync::OnceLock;

use super::Reading;
use crate::language::Model;
use crate::model::Fingerprint;
use crate::text;

/// Lays out and parses `text`, published on `published` ("" for no date), and hands the reading to `test`.
pub(crate) fn read<T>(text: &str, published: &str, test: impl FnOnce(&Reading<'_>) -> T) -> T {
    static MODEL: OnceLock<Model> = OnceLock::new();
    let model = MODEL.get_or_init(|| {
        Model::load(include_bytes!("../../../../seeds/model/english.dlm"))
            .expect("the committed model is sound")
    });
    let layout = text::layout(text);
    let sentences: Vec<_> =
        layout.sentences.iter().map(|s| s.tokens.start as usize..s.tokens.end as usize).collect();
    let parse = model.parse(text, &layout.tokens, &sentences);
    let published = published.parse().ok();
    test(&Reading::new(text, &layout, &parse, published, Fingerprint::of_text(text)))
}

#[test]
fn the_committed_model_reads_a_sentence() {
    read(
        "Russian forces shelled Kherson on Sunday, killing three people, officials said.",
        "2025-06-02",
        |reading| {
            let shelled = (0..reading.len())
                .find(|token| reading.lower(*token) == "shelled")
                .expect("the verb is there");
            let said =
                (0..reading.len()).find(|token| reading.lower(*token) == "said").expect("the verb is there");
            assert_eq!(reading.parse.root(0), Some(said));
            assert_eq!(reading.parse.head(shelled), Some(said));
            assert_eq!(reading.lemma(shelled), "shell");
        },
    );
}
