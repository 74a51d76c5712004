//! Writes the primitive values of a model file; `dateline_core::language` reads them.

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

/// First bytes of a model file; the last is the version of the format.
const MAGIC: &[u8; 8] = b"DLMODEL\x04";

/// The body of a model file under way.
#[derive(Default)]
pub(crate) struct Writer {
    body: Vec<u8>,
}

impl Writer {
    pub(crate) fn u8(&mut self, value: u8) {
        self.body.push(value);
    }

    pub(crate) fn u16(&mut self, value: u16) {
        self.body.extend(value.to_le_bytes());
    }

    pub(crate) fn u32(&mut self, value: u32) {
        self.body.extend(value.to_le_bytes());
    }

    pub(crate) fn u64(&mut self, value: u64) {
        self.body.extend(value.to_le_bytes());
    }

    /// A number of things that fits one byte.
    pub(crate) fn count8(&mut self, count: usize) -> Result<()> {
        self.u8(u8::try_from(count).context("too many for one byte")?);
        Ok(())
    }

    /// A number of things that fits two bytes.
    pub(crate) fn count16(&mut self, count: usize) -> Result<()> {
        self.u16(u16::try_from(count).context("too many for two bytes")?);
        Ok(())
    }

    pub(crate) fn floats(&mut self, values: &[f32]) {
        self.body.extend(values.iter().flat_map(|value| value.to_le_bytes()));
    }

    pub(crate) fn string(&mut self, text: &str) -> Result<()> {
        self.count16(text.len())?;
        self.body.extend(text.as_bytes());
        Ok(())
    }

    /// A sorted set of strings, each as what it does not share with the one before.
    pub(crate) fn strings<'a>(&mut self, strings: impl ExactSizeIterator<Item = &'a str>) -> Result<()> {
        self.u32(u32::try_from(strings.len())?);
        let mut last = "";
        for (index, string) in strings.enumerate() {
            ensure!(index == 0 || last < string, "{string:?} is out of order");
            let shared = last.bytes().zip(string.bytes()).take_while(|(a, b)| a == b).count().min(255);
            self.count8(shared)?;
            self.count8(string.len() - shared)?;
            self.body.extend(&string.as_bytes()[shared..]);
            last = string;
        }
        Ok(())
    }

    /// Rows of integers with one scale each, no integer larger than `most` in magnitude.
    pub(crate) fn table(&mut self, values: &[f32], cols: usize, most: i16) -> Result<()> {
        ensure!(cols > 0 && values.len().is_multiple_of(cols), "a table is ragged");
        let narrow = most <= i16::from(i8::MAX);
        self.u8(if narrow { 8 } else { 16 });
        self.u32(u32::try_from(values.len() / cols)?);
        self.u32(u32::try_from(cols)?);
        let scales: Vec<f32> = values
            .chunks_exact(cols)
            .map(|row| row.iter().fold(0.0f32, |most, value| most.max(value.abs())) / f32::from(most))
            .collect();
        self.floats(&scales);
        for (row, &scale) in values.chunks_exact(cols).zip(&scales) {
            for value in row {
                let cell = if scale == 0.0 { 0.0 } else { (value / scale).round_ties_even() };
                if narrow {
                    self.body.extend((cell as i8).to_le_bytes());
                } else {
                    self.body.extend((cell as i16).to_le_bytes());
                }
            }
        }
        Ok(())
    }

    /// The whole file.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        file.extend(Sha256::digest(&self.body));
        file.extend(self.body);
        file
    }
}
