//! The weights of the networks.

use anyhow::{Context, Result, ensure};
use rmpv::Value;

use crate::import::Precision;
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

    /// Writes the embedding and its convolutions.
    pub(crate) fn write_encoder(&self, writer: &mut Writer, precision: Precision) -> Result<()> {
        let columns = self
            .nodes
            .iter()
            .find_map(|node| node.attribute("columns").ok())
            .context("the network extracts no features")?;
        let columns: Vec<&str> = items(&columns)?.iter().map(text).collect::<Result<_>>()?;
        let embeddings: Vec<&Node> = self.named("hashembed").collect();
        ensure!(columns.len() == embeddings.len(), "features and embeddings differ in number");
        writer.count8(embeddings.len())?;
        for (column, embedding) in columns.iter().zip(&embeddings) {
            let feature = FEATURES.iter().position(|name| name == column).context("unknown feature")?;
            writer.count8(feature)?;
            writer.u32(u32::try_from(number(&embedding.attribute("seed")?)?)?);
            let table = embedding.array("E")?;
            writer.table(&table.values, table.shape[1], precision.table())?;
        }
        let layers: Vec<_> = self.named("maxout").zip(self.named("layernorm")).collect();
        let (first, rest) = layers.split_first().context("the network has no layers")?;
        write_maxout(writer, first.0, first.1, precision)?;
        writer.count8(rest.len())?;
        for (maxout, norm) in rest {
            write_maxout(writer, maxout, norm, precision)?;
        }
        Ok(())
    }

    /// Writes the output layer of the tagger.
    pub(crate) fn write_tagger(&self, writer: &mut Writer, precision: Precision) -> Result<()> {
        let output = self.named("softmax").next().context("the tagger has no output layer")?;
        let weights = output.array("W")?;
        writer.table(&weights.values, weights.shape[1], precision.matrix())?;
        writer.floats(&output.array("b")?.values);
        Ok(())
    }

    /// Writes the network that scores the moves of a transition system.
    pub(crate) fn write_scorer(&self, writer: &mut Writer, moves: usize, precision: Precision) -> Result<()> {
        let lower = self.named("precomputable_affine").next().context("no lower layer")?;
        let mut linear = self.named("linear");
        let (upper, narrow) =
            (linear.next().context("no upper layer")?, linear.next().context("no first layer")?);
        let weights = narrow.array("W")?;
        writer.table(&weights.values, weights.shape[1], precision.matrix())?;
        writer.floats(&narrow.array("b")?.values);
        let weights = lower.array("W")?;
        let [places, hidden, pieces, inner] = weights.shape[..] else { anyhow::bail!("odd lower layer") };
        let weights = pieces_first(&weights.values, places, hidden, pieces, inner);
        writer.table(&weights, inner, precision.matrix())?;
        writer.floats(&pieces_first(&lower.array("b")?.values, 1, hidden, pieces, 1));
        writer.floats(&pieces_first(&lower.array("pad")?.values, places, hidden, pieces, 1));
        writer.count16(hidden)?;
        let weights = upper.array("W")?;
        ensure!(weights.shape == [moves, hidden], "the upper layer does not fit the moves");
        writer.table(&weights.values, hidden, precision.matrix())?;
        writer.floats(&upper.array("b")?.values);
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

fn write_maxout(writer: &mut Writer, maxout: &Node, norm: &Node, precision: Precision) -> Result<()> {
    let weights = maxout.array("W")?;
    let [outputs, pieces, inputs] = weights.shape[..] else { anyhow::bail!("odd maxout layer") };
    writer.table(&pieces_first(&weights.values, 1, outputs, pieces, inputs), inputs, precision.matrix())?;
    writer.floats(&pieces_first(&maxout.array("b")?.values, 1, outputs, pieces, 1));
    writer.floats(&norm.array("G")?.values);
    writer.floats(&norm.array("b")?.values);
    Ok(())
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
