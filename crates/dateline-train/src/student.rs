//! The networks as they are trained: one tags and builds trees, one finds names.

use std::ops::{AddAssign, Range};

use clap::ValueEnum;

use crate::corpus::Document;
use crate::layers::{Encoder, Gradients, Rows, Weights, lay};
use crate::names::{self, Example, Lesson, NamesWeights};
use crate::network::{EncoderWeights, FeatureWeights, LinearWeights, ScorerWeights};
use crate::random::Random;
use crate::syntax::Syntax;
use crate::vectors::{CODE, Codes, LEANING};
use crate::{tags, trees};

/// Share of each layer's outputs left out in training. Who learns from a teacher needs less of it.
const DROPOUT_SYNTAX: f32 = 0.15;
const DROPOUT_NAMES: f32 = 0.2;
/// Full rates of learning: tags and trees start near where they should end.
const RATE_SYNTAX: f32 = 0.001;
const RATE_NAMES: f32 = 0.001;
/// Decay of weights.
const DECAY: f32 = 0.01;

/// The weights of both networks, to be written.
pub(crate) struct StudentWeights {
    pub(crate) syntax: EncoderWeights,
    pub(crate) tagger: LinearWeights,
    pub(crate) scorer: ScorerWeights,
    pub(crate) naming: EncoderWeights,
    pub(crate) names: NamesWeights,
}

/// One of the networks.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// Tags and trees
    Syntax,
    /// Names
    Names,
}

/// Both networks.
pub(crate) struct Student {
    /// Of tags and trees.
    syntax: Weights,
    syntax_encoder: Encoder,
    tags: tags::Head,
    trees: trees::Head,
    /// Of names.
    naming: Weights,
    naming_encoder: Encoder,
    names: names::Head,
}

/// How wrong the network was, in sum.
#[derive(Clone, Copy, Default)]
pub(crate) struct Losses {
    pub(crate) tags: f64,
    pub(crate) trees: f64,
    pub(crate) names: f64,
}

impl AddAssign for Losses {
    fn add_assign(&mut self, other: Self) {
        self.tags += other.tags;
        self.trees += other.trees;
        self.names += other.names;
    }
}

impl Student {
    /// Networks that start from the published ones, to whose encoders the codes of words are added.
    pub(crate) fn new(syntax: &Syntax, naming: &EncoderWeights, codes: &Codes, random: &mut Random) -> Self {
        let mut of_names = Weights::default();
        let spread = (1.0 / naming.width as f32).sqrt() * 0.5;
        let start = with_codes(naming, &[CODE, LEANING], codes, spread, random);
        let naming_encoder = Encoder::of(&start, &mut of_names);
        let names = names::Head::new(naming.width, &mut of_names, random);
        let mut of_syntax = Weights::default();
        // Without a say at first, codes leave what the published network can do as it is.
        let start = with_codes(&syntax.encoder, &[CODE], codes, 0.0, random);
        let syntax_encoder = Encoder::of(&start, &mut of_syntax);
        let tags = tags::Head::of(&syntax.tagger, &mut of_syntax);
        let trees = trees::Head::of(&syntax.scorer, syntax.moves(), &mut of_syntax);
        Self { syntax: of_syntax, syntax_encoder, tags, trees, naming: of_names, naming_encoder, names }
    }

    pub(crate) fn weights(&self) -> StudentWeights {
        StudentWeights {
            syntax: self.syntax_encoder.weights(&self.syntax),
            tagger: self.tags.weights(&self.syntax),
            scorer: self.trees.weights(&self.syntax),
            naming: self.naming_encoder.weights(&self.naming),
            names: self.names.weights(&self.naming),
        }
    }

    /// The weights of one network.
    fn part(&mut self, part: Part) -> &mut Weights {
        match part {
            Part::Syntax => &mut self.syntax,
            Part::Names => &mut self.naming,
        }
    }

    /// One gradient for each weight of one network.
    pub(crate) fn gradients(&mut self, part: Part) -> Gradients {
        self.part(part).gradients()
    }

    /// Puts another's network of names in the place of this one's.
    pub(crate) fn begin_names_anew(&mut self, fresh: Self) {
        self.naming = fresh.naming;
        self.naming_encoder = fresh.naming_encoder;
        self.names = fresh.names;
    }

    /// Moves the weights of one network against their gradients, by a share of the full rate, and clears these.
    pub(crate) fn learn(&mut self, gradients: &mut Gradients, share: f32, part: Part) {
        let rate = match part {
            Part::Syntax => RATE_SYNTAX,
            Part::Names => RATE_NAMES,
        };
        self.part(part).learn(gradients, share * rate, DECAY);
    }

    /// Puts the mean of the last steps in the place of one network's weights, and them in its place.
    pub(crate) fn exchange_with_mean(&mut self, part: Part) {
        self.part(part).exchange_with_mean();
    }

    /// Adds the gradients of a batch for one network, and returns its losses.
    #[expect(clippy::too_many_arguments, reason = "the state of training, used only here")]
    pub(crate) fn step(
        &self,
        forms: &[Vec<Rows>],
        tokens: &[usize],
        examples: &[&Example],
        teacher: &Syntax,
        part: Part,
        seed: u64,
        into: &mut Gradients,
    ) -> Losses {
        let mut losses = Losses::default();
        let of = |sentence: &Range<usize>| &tokens[sentence.clone()];
        let sentences = examples.iter().flat_map(|example| &example.sentences).map(of);
        let (words, starts) = lay(forms, sentences, self.naming_encoder.margin());
        let mut rest = starts.as_slice();
        let lessons: Vec<Lesson<'_>> = examples
            .iter()
            .map(|&example| {
                let (starts, after) = rest.split_at(example.sentences.len());
                rest = after;
                Lesson { example, starts }
            })
            .collect();

        let mut random = Random::new(seed);
        if part == Part::Names {
            let (vectors, trace) =
                self.naming_encoder.forward(&self.naming, &words, DROPOUT_NAMES, &mut random);
            let mut from = vec![0.0; vectors.len()];
            losses.names = self.names.step(&self.naming, &vectors, &lessons, &mut random, &mut from, into);
            self.naming_encoder.backward(&self.naming, &words, &trace, from, into);
        } else {
            let (vectors, trace) =
                self.syntax_encoder.forward(&self.syntax, &words, DROPOUT_SYNTAX, &mut random);
            let mut from = vec![0.0; vectors.len()];
            let taught = teacher.teach(&lessons, words.len());
            losses.tags = self.tags.step(&self.syntax, &vectors, &taught.tags, &mut from, into);
            let sentences = teacher.trees(&taught, &lessons);
            losses.trees = self.trees.step(&self.syntax, &vectors, &sentences, &mut from, into);
            self.syntax_encoder.backward(&self.syntax, &words, &trace, from, into);
        }
        losses
    }

    /// Names of a document's sentences, in tokens, with the number of their type.
    pub(crate) fn find(
        &self,
        forms: &[Vec<Rows>],
        tokens: &[usize],
        document: &Document,
    ) -> Vec<(Range<usize>, usize)> {
        let of = |sentence: &Range<usize>| &tokens[sentence.clone()];
        let (words, starts) = lay(forms, document.sentences.iter().map(of), self.naming_encoder.margin());
        let (vectors, _) = self.naming_encoder.forward(&self.naming, &words, 0.0, &mut Random::new(0));
        self.names.find(&self.naming, &vectors, &starts, document)
    }
}

/// An encoder that also looks at these codes of words, which have a say of about `spread` at first.
fn with_codes(
    start: &EncoderWeights,
    features: &[usize],
    codes: &Codes,
    spread: f32,
    random: &mut Random,
) -> EncoderWeights {
    let mut encoder = start.clone();
    let width = encoder.width;
    for &index in features {
        let table =
            if index == CODE { codes.table(width, random) } else { codes.leaning_table(width, random) };
        encoder.features.push(FeatureWeights { index, seed: 0, table });
        let mix = &mut encoder.layers[0];
        let mut matrix = Vec::with_capacity(mix.matrix.len() / mix.inputs * (mix.inputs + width));
        for row in mix.matrix.chunks_exact(mix.inputs) {
            matrix.extend_from_slice(row);
            matrix.extend((0..width).map(|_| random.normal() * spread));
        }
        mix.matrix = matrix;
        mix.inputs += width;
    }
    encoder
}
