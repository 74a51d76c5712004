//! Products of matrices in exact integer arithmetic.
//!
//! Weights are integers with one scale for each row. Activations are brought to integers with one scale for each
//! block, in a range so bounded that a sum of products never leaves 32 bits. Sums of integers do not depend on their
//! order, so every machine gets the same ones however it groups them.

use super::LoadError;
use super::bytes::Reader;

/// A matrix of integer weights; the value at row `r` is `weights[r][c] * scales[r]`.
#[derive(Debug)]
pub(super) struct Matrix {
    rows: usize,
    cols: usize,
    weights: Vec<i16>,
    scales: Vec<f32>,
    /// Largest magnitude of an activation with which no sum of products overflows.
    limit: i32,
}

impl Matrix {
    /// Reads a matrix that must have `cols` columns.
    pub(super) fn read(reader: &mut Reader<'_>, cols: usize) -> Result<Self, LoadError> {
        let table = Table::read(reader)?;
        if table.cols != cols {
            return Err(reader.error("a matrix has an unexpected number of columns"));
        }
        let weights: Vec<i16> = match table.cells {
            Cells::I8(cells) => cells.into_iter().map(i16::from).collect(),
            Cells::I16(cells) => cells,
        };
        let largest = weights
            .chunks_exact(cols)
            .map(|row| row.iter().map(|&weight| i64::from(weight).abs()).sum::<i64>())
            .max()
            .unwrap_or(0)
            .max(1);
        let limit = (i64::from(i32::MAX) / largest).min(i64::from(i16::MAX)) as i32;
        if limit < 127 {
            return Err(reader.error("the weights of a matrix are too large"));
        }
        Ok(Self { rows: table.rows, cols, weights, scales: table.scales, limit })
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn cols(&self) -> usize {
        self.cols
    }

    /// Brings `values` to integers and returns the scale that brings them back.
    pub(super) fn quantise(&self, values: &[f32], integers: &mut [i16]) -> f32 {
        quantise(values, self.limit, integers)
    }

    /// For each of `count` input vectors, which start `stride` apart in `input`, writes the product with the matrix
    /// plus `bias` to the next [`rows`](Self::rows) places of `out`.
    pub(super) fn multiply(
        &self,
        input: &[i16],
        stride: usize,
        count: usize,
        scale: f32,
        bias: &[f32],
        out: &mut [f32],
    ) {
        for (index, out) in out.chunks_exact_mut(self.rows).take(count).enumerate() {
            let input = &input[index * stride..][..self.cols];
            for (row, out) in out.iter_mut().enumerate() {
                let sum = dot(input, &self.weights[row * self.cols..][..self.cols]);
                *out = sum as f32 * (self.scales[row] * scale) + bias[row];
            }
        }
    }
}

fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(&a, &b)| i32::from(a) * i32::from(b)).sum()
}

/// Rounds `values` to integers of at most `limit` in magnitude, the largest value becoming `limit`.
fn quantise(values: &[f32], limit: i32, integers: &mut [i16]) -> f32 {
    /// Adding and subtracting this number rounds a small one to the nearest integer, ties to even, and leaves the
    /// integer in the low bits of its representation.
    const ROUND: f32 = 12_582_912.0;
    let largest = values.iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
    if largest == 0.0 {
        integers.fill(0);
        return 0.0;
    }
    let limit = limit as f32;
    let factor = limit / largest;
    for (integer, value) in integers.iter_mut().zip(values) {
        *integer = ((value * factor + ROUND).to_bits() as i32 - ROUND.to_bits() as i32) as i16;
    }
    largest / limit
}

/// Rows of integers with one scale each, as they stand in the file.
#[derive(Debug)]
pub(super) struct Table {
    rows: usize,
    cols: usize,
    cells: Cells,
    scales: Vec<f32>,
}

#[derive(Debug)]
enum Cells {
    I8(Vec<i8>),
    I16(Vec<i16>),
}

impl Table {
    /// Reads the width of a cell in bits (8 or 16), the numbers of rows and columns, the scales and the cells.
    pub(super) fn read(reader: &mut Reader<'_>) -> Result<Self, LoadError> {
        let bits = reader.u8()?;
        let rows = reader.u32()? as usize;
        let cols = reader.u32()? as usize;
        let count = rows
            .checked_mul(cols)
            .filter(|&count| count > 0 && count <= 1 << 28)
            .ok_or_else(|| reader.error("a table is empty or too large"))?;
        let scales = reader.floats(rows)?;
        if scales.iter().any(|scale| scale.abs() > 1e6) {
            return Err(reader.error("the scale of a row is too large"));
        }
        let cells = match bits {
            8 => Cells::I8(reader.take(count)?.iter().map(|&byte| byte as i8).collect()),
            16 => Cells::I16(
                reader.take(count * 2)?.as_chunks().0.iter().map(|&cell| i16::from_le_bytes(cell)).collect(),
            ),
            _ => return Err(reader.error("cells of a table are neither 8 nor 16 bits wide")),
        };
        Ok(Self { rows, cols, cells, scales })
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn cols(&self) -> usize {
        self.cols
    }

    /// Adds the values of a row to `sum`.
    pub(super) fn add_row(&self, row: usize, sum: &mut [f32]) {
        let scale = self.scales[row];
        let range = row * self.cols..(row + 1) * self.cols;
        match &self.cells {
            Cells::I8(cells) => {
                for (sum, &cell) in sum.iter_mut().zip(&cells[range]) {
                    *sum += f32::from(cell) * scale;
                }
            }
            Cells::I16(cells) => {
                for (sum, &cell) in sum.iter_mut().zip(&cells[range]) {
                    *sum += f32::from(cell) * scale;
                }
            }
        }
    }
}
