//! The weights of the networks.

use anyhow::{Context, Result, ensure};
use rmpv::Value;

use crate::assemble::Precision;
use crate::wheel::{Wheel, get, items, message, number, text};
use crate::write::Writer;

/// A saved network: its nodes in breadth-first order.
pub(crate) struct Network {
    nodes: Vec<Node>,
}

struct Node {
    name: String,
    attributes: Value,
    params: Value,
}

/// The weights of an embedding with its convolutions.
#[derive(Clone)]
pub(crate) struct EncoderWeights {
    pub(crate) width: usize,
    pub(crate) features: Vec<FeatureWeights>,
    /// The layer that mixes the features, then the convolutions.
    pub(crate) layers: Vec<MaxoutWeights>,
}

/// The embedding of one lexical feature.
#[derive(Clone)]
pub(crate) struct FeatureWeights {
    /// Which feature, as the reader numbers them.
    pub(crate) index: usize,
    pub(crate) seed: u32,
    pub(crate) table: Vec<f32>,
}

/// A maxout layer; the rows of its matrix are all outputs of the first piece, then of the second, and so on.
#[derive(Clone)]
pub(crate) struct MaxoutWeights {
    pub(crate) inputs: usize,
    pub(crate) matrix: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    pub(crate) gain: Vec<f32>,
    pub(crate) shift: Vec<f32>,
}

/// The weights of a layer that scores the labels of words.
pub(crate) struct LinearWeights {
    pub(crate) inputs: usize,
    pub(crate) matrix: Vec<f32>,
    pub(crate) bias: Vec<f32>,
}

/// The weights of a network that scores the moves of a transition system; the rows of `lower` are ordered by place,
/// then piece, then hidden unit.
pub(crate) struct ScorerWeights {
    pub(crate) width: usize,
    pub(crate) narrow: Vec<f32>,
    pub(crate) narrow_bias: Vec<f32>,
    pub(crate) lower: Vec<f32>,
    pub(crate) bias: Vec<f32>,
    /// What stands for a place without a token.
    pub(crate) missing: Vec<f32>,
    pub(crate) hidden: usize,
    pub(crate) upper: Vec<f32>,
    pub(crate) upper_bias: Vec<f32>,
}

/// An array of weights with its shape.
struct Array {
    shape: Vec<usize>,
    values: Vec<f32>,
}

/// The lexical features in the order in which the reader numbers them.
const FEATURES: [&str; 6] = ["NORM", "PREFIX", "SUFFIX", "SHAPE", "SPACY", "IS_SPACE"];

impl Network {
    pub(crate) fn read(wheel: &mut Wheel, name: &str) -> Result<Self> {
        let saved = wheel.message(name)?;
        let nodes = items(get(&saved, "nodes")?)?
            .iter()
            .zip(items(get(&saved, "attrs")?)?)
            .zip(items(get(&saved, "params")?)?)
            .map(|((node, attributes), params)| {
                Ok(Node {
                    name: text(get(node, "name")?)?.to_owned(),
                    attributes: attributes.clone(),
                    params: params.clone(),
                })
            })
            .collect::<Result<_>>()?;
        Ok(Self { nodes })
    }

    fn named<'n>(&'n self, name: &'n str) -> impl Iterator<Item = &'n Node> {
        self.nodes.iter().filter(move |node| node.name == name)
    }

    /// The embedding and its convolutions.
    pub(crate) fn encoder(&self) -> Result<EncoderWeights> {
        let columns = self
            .nodes
            .iter()
            .find_map(|node| node.attribute("columns").ok())
            .context("the network extracts no features")?;
        let columns: Vec<&str> = items(&columns)?.iter().map(text).collect::<Result<_>>()?;
        let embeddings: Vec<&Node> = self.named("hashembed").collect();
        ensure!(columns.len() == embeddings.len(), "features and embeddings differ in number");
        let mut width = 0;
        let features = columns
            .iter()
            .zip(&embeddings)
            .map(|(column, embedding)| {
                let index = FEATURES.iter().position(|name| name == column).context("unknown feature")?;
                let seed = u32::try_from(number(&embedding.attribute("seed")?)?)?;
                let table = embedding.array("E")?;
                width = table.shape[1];
                Ok(FeatureWeights { index, seed, table: table.values })
            })
            .collect::<Result<_>>()?;
        let layers: Vec<MaxoutWeights> = self
            .named("maxout")
            .zip(self.named("layernorm"))
            .map(|(maxout, norm)| MaxoutWeights::read(maxout, norm))
            .collect::<Result<_>>()?;
        Ok(EncoderWeights { width, features, layers })
    }

    /// The output layer of the tagger.
    pub(crate) fn tagger(&self) -> Result<LinearWeights> {
        let output = self.named("softmax").next().context("the tagger has no output layer")?;
        let weights = output.array("W")?;
        Ok(LinearWeights {
            inputs: weights.shape[1],
            matrix: weights.values,
            bias: output.array("b")?.values,
        })
    }

    /// The network that scores the moves of a transition system.
    pub(crate) fn scorer(&self, moves: usize) -> Result<ScorerWeights> {
        let lower = self.named("precomputable_affine").next().context("no lower layer")?;
        let mut linear = self.named("linear");
        let (upper, narrow) =
            (linear.next().context("no upper layer")?, linear.next().context("no first layer")?);
        let narrow_matrix = narrow.array("W")?;
        let weights = lower.array("W")?;
        let [places, hidden, pieces, inner] = weights.shape[..] else { anyhow::bail!("odd lower layer") };
        let upper_matrix = upper.array("W")?;
        ensure!(upper_matrix.shape == [moves, hidden], "the upper layer does not fit the moves");
        Ok(ScorerWeights {
            width: narrow_matrix.shape[1],
            narrow: narrow_matrix.values,
            narrow_bias: narrow.array("b")?.values,
            lower: pieces_first(&weights.values, places, hidden, pieces, inner),
            bias: pieces_first(&lower.array("b")?.values, 1, hidden, pieces, 1),
            missing: pieces_first(&lower.array("pad")?.values, places, hidden, pieces, 1),
            hidden,
            upper: upper_matrix.values,
            upper_bias: upper.array("b")?.values,
        })
    }
}

impl LinearWeights {
    pub(crate) fn write(&self, writer: &mut Writer, precision: Precision) -> Result<()> {
        writer.table(&self.matrix, self.inputs, precision.matrix())?;
        writer.floats(&self.bias);
        Ok(())
    }
}

impl ScorerWeights {
    pub(crate) fn write(&self, writer: &mut Writer, precision: Precision) -> Result<()> {
        writer.table(&self.narrow, self.width, precision.matrix())?;
        writer.floats(&self.narrow_bias);
        writer.table(&self.lower, self.narrow_bias.len(), precision.matrix())?;
        writer.floats(&self.bias);
        writer.floats(&self.missing);
        writer.count16(self.hidden)?;
        writer.table(&self.upper, self.hidden, precision.matrix())?;
        writer.floats(&self.upper_bias);
        Ok(())
    }
}

impl Node {
    fn attribute(&self, name: &str) -> Result<Value> {
        match get(&self.attributes, name)? {
            Value::Binary(bytes) => message(bytes),
            Value::String(bytes) => message(bytes.as_bytes()),
            _ => anyhow::bail!("odd attribute {name}"),
        }
    }

    fn array(&self, name: &str) -> Result<Array> {
        let array = get(&self.params, name)?;
        ensure!(text(get(array, "type")?)? == "<f4", "{name} is not in single precision");
        let shape: Vec<usize> = items(get(array, "shape")?)?
            .iter()
            .map(|len| Ok(usize::try_from(number(len)?)?))
            .collect::<Result<_>>()?;
        let bytes = get(array, "data")?;
        let bytes = bytes.as_slice().or_else(|| bytes.as_str().map(str::as_bytes)).context("no data")?;
        let values: Vec<f32> = bytes.as_chunks().0.iter().map(|&chunk| f32::from_le_bytes(chunk)).collect();
        ensure!(values.len() == shape.iter().product::<usize>(), "{name} does not fit its shape");
        Ok(Array { shape, values })
    }
}

impl MaxoutWeights {
    fn read(maxout: &Node, norm: &Node) -> Result<Self> {
        let weights = maxout.array("W")?;
        let [outputs, pieces, inputs] = weights.shape[..] else { anyhow::bail!("odd maxout layer") };
        Ok(Self {
            inputs,
            matrix: pieces_first(&weights.values, 1, outputs, pieces, inputs),
            bias: pieces_first(&maxout.array("b")?.values, 1, outputs, pieces, 1),
            gain: norm.array("G")?.values,
            shift: norm.array("b")?.values,
        })
    }

    fn write(&self, writer: &mut Writer, precision: Precision) -> Result<()> {
        writer.table(&self.matrix, self.inputs, precision.matrix())?;
        writer.floats(&self.bias);
        writer.floats(&self.gain);
        writer.floats(&self.shift);
        Ok(())
    }
}

impl EncoderWeights {
    pub(crate) fn write(&self, writer: &mut Writer, precision: Precision) -> Result<()> {
        writer.count8(self.features.len())?;
        for feature in &self.features {
            writer.count8(feature.index)?;
            writer.u32(feature.seed);
            writer.table(&feature.table, self.width, precision.table())?;
        }
        let (mix, layers) = self.layers.split_first().context("the network has no layers")?;
        mix.write(writer, precision)?;
        writer.count8(layers.len())?;
        layers.iter().try_for_each(|layer| layer.write(writer, precision))
    }
}

/// Brings `groups × outputs × pieces × inputs` into the order `groups × pieces × outputs × inputs`.
fn pieces_first(values: &[f32], groups: usize, outputs: usize, pieces: usize, inputs: usize) -> Vec<f32> {
    let mut ordered = Vec::with_capacity(values.len());
    for group in 0..groups {
        for piece in 0..pieces {
            for output in 0..outputs {
                let start = ((group * outputs + output) * pieces + piece) * inputs;
                ordered.extend(&values[start..start + inputs]);
            }
        }
    }
    ordered
}

/// The names of the moves of a transition system, in the order of their scores.
pub(crate) fn moves(wheel: &mut Wheel, name: &str, actions: &[&str]) -> Result<Vec<String>> {
    let saved = wheel.message(name)?;
    let labels: serde_json::Value = serde_json::from_str(text(get(&saved, "moves")?)?)?;
    let mut moves = Vec::new();
    for (number, action) in actions.iter().enumerate() {
        let Some(labels) = labels.get(number.to_string()).and_then(|labels| labels.as_object()) else {
            continue;
        };
        // Most frequent first, and of equals the last in alphabetical order, as in training.
        let mut ranked: Vec<(i64, &str)> =
            labels.iter().map(|(label, count)| (count.as_i64().unwrap_or(0), label.as_str())).collect();
        ranked.sort();
        for (_, label) in ranked.into_iter().rev() {
            moves.push(match (label, *action) {
                ("", "U") => "U-".to_owned(),
                ("", action) => action.to_owned(),
                (label, action) => format!("{action}-{label}"),
            });
        }
    }
    ensure!(!moves.is_empty(), "no moves");
    Ok(moves)
}
