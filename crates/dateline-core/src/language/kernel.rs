//! Products of matrices in exact integer arithmetic.
//!
//! Weights are integers with one scale for each row. Activations are brought to integers with one scale for each
//! block, in a range so bounded that a sum of products never leaves 32 bits. Sums of integers do not depend on their
//! order, so every machine gets the same ones however it groups them.

//!
//! The weights of sixteen rows lie together, two columns at a time, so that one instruction multiplies and adds
//! pairs for many rows at once: `pmaddwd` on x86, `i32x4.dot_i16x8_s` in WebAssembly.

use super::LoadError;
use super::bytes::Reader;

/// Rows of a panel.
const PANEL: usize = 16;

/// Weights of the rows of a panel at two neighbouring columns: both of the first row, both of the second, and so on.
type Pairs = [i16; 2 * PANEL];

/// A matrix of integer weights; the value at row `r` and column `c` is its weight times `scales[r]`.
#[derive(Debug)]
pub(super) struct Matrix {
    rows: usize,
    cols: usize,
    /// Panel after panel, each with its pairs of columns in order; rows that fill up the last panel are zeros.
    panels: Vec<Pairs>,
    /// For each panel the scales of its rows.
    scales: Vec<[f32; PANEL]>,
    /// Largest magnitude of an activation with which no sum of products overflows.
    limit: i32,
    level: Level,
}

impl Matrix {
    /// Reads a matrix that must have `cols` columns.
    pub(super) fn read(reader: &mut Reader<'_>, cols: usize) -> Result<Self, LoadError> {
        let table = Table::read(reader)?;
        if table.cols != cols || !cols.is_multiple_of(2) {
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
        let panels = pack(&weights, cols);
        let scales = table.scales.chunks(PANEL).map(fill_up).collect();
        Ok(Self { rows: table.rows, cols, panels, scales, limit, level: Level::best() })
    }

    pub(super) fn rows(&self) -> usize {
        self.rows
    }

    pub(super) fn cols(&self) -> usize {
        self.cols
    }

    /// Largest magnitude of an integer that may be multiplied with the matrix.
    pub(super) fn limit(&self) -> i32 {
        self.limit
    }

    /// Brings `values` to integers and returns the scale that brings them back.
    pub(super) fn quantise(&self, values: &[f32], integers: &mut [i16]) -> f32 {
        let largest = values.iter().fold(0.0f32, |largest, value| largest.max(value.abs()));
        self.quantise_within(values, largest, integers)
    }

    /// Brings `values`, none larger than `bound` in magnitude, to integers and returns the scale that brings them back.
    pub(super) fn quantise_within(&self, values: &[f32], bound: f32, integers: &mut [i16]) -> f32 {
        quantise(values, bound, self.limit, integers)
    }

    /// For each of `count` input vectors, which start `stride` apart in `input`, writes the product with the matrix
    /// plus `bias` to the next [`rows`](Self::rows) places of `out`.
    pub(super) fn multiply(
        &self,
        input: &[i16],
        stride: usize,
        count: usize,
        scale: Scale<'_>,
        bias: &[f32],
        out: &mut [f32],
    ) {
        let task = Task { matrix: self, input, stride, count, scale, bias };
        match self.level {
            Level::Portable => task.run(Portable, out),
            #[cfg(target_arch = "x86_64")]
            Level::Avx2(simd) => simd.vectorize(Run { task, dot: Avx2(simd), out }),
            #[cfg(target_arch = "x86_64")]
            Level::Avx512(simd) => simd.vectorize(Run { task, dot: Avx512(simd), out }),
        }
    }
}

/// Orders weights by panels.
fn pack(weights: &[i16], cols: usize) -> Vec<Pairs> {
    let mut panels = Vec::with_capacity((weights.len() / cols).div_ceil(PANEL) * cols / 2);
    for panel in weights.chunks(PANEL * cols) {
        for column in (0..cols).step_by(2) {
            let mut pairs = [0; 2 * PANEL];
            for (pair, row) in pairs.as_chunks_mut::<2>().0.iter_mut().zip(panel.chunks_exact(cols)) {
                pair.copy_from_slice(&row[column..column + 2]);
            }
            panels.push(pairs);
        }
    }
    panels
}

/// The values of a panel's rows, of which the last panel may lack some.
fn fill_up(values: &[f32]) -> [f32; PANEL] {
    let mut panel = [0.0; PANEL];
    panel[..values.len()].copy_from_slice(values);
    panel
}

/// What the processor can do.
#[derive(Clone, Copy, Debug)]
enum Level {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2(pulp::x86::V3),
    #[cfg(target_arch = "x86_64")]
    Avx512(pulp::x86::V4),
}

impl Level {
    fn best() -> Self {
        Self::all().last().unwrap_or(Self::Portable)
    }

    /// All that this machine offers, the best last.
    fn all() -> impl Iterator<Item = Self> {
        let levels = [Some(Self::Portable)];
        #[cfg(target_arch = "x86_64")]
        let levels = {
            let avx2 = pulp::x86::V3::try_new().map(Self::Avx2);
            [levels[0], avx2, pulp::x86::V4::try_new().map(Self::Avx512)]
        };
        levels.into_iter().flatten()
    }
}

/// Sums of products for the rows of a panel.
trait Dot: Copy {
    type Sums: Copy;
    /// For so many vectors at once the registers hold the sums beside the weights; at most 12. More is slower by half.
    const WIDEST: usize = 6;
    fn zero(self) -> Self::Sums;
    /// Adds the products of all pairs of weights with one pair of activations.
    fn add(self, sums: Self::Sums, weights: &Pairs, activations: [i16; 2]) -> Self::Sums;
    fn store(self, sums: Self::Sums) -> [i32; PANEL];
}

/// Arithmetic that every machine has.
#[derive(Clone, Copy)]
struct Portable;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
impl Dot for Portable {
    type Sums = [i32; PANEL];
    const WIDEST: usize = 2;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; PANEL]
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, weights: &Pairs, activations: [i16; 2]) -> Self::Sums {
        let [a, b] = activations.map(i32::from);
        for (sum, &[first, second]) in sums.iter_mut().zip(weights.as_chunks::<2>().0) {
            *sum += i32::from(first) * a + i32::from(second) * b;
        }
        sums
    }

    #[inline(always)]
    fn store(self, sums: Self::Sums) -> [i32; PANEL] {
        sums
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
impl Dot for Portable {
    type Sums = [core::arch::wasm32::v128; 4];
    const WIDEST: usize = 2;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [core::arch::wasm32::i32x4_splat(0); 4]
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, weights: &Pairs, [a, b]: [i16; 2]) -> Self::Sums {
        use core::arch::wasm32::{i16x8, i32x4_add, i32x4_dot_i16x8, i32x4_splat};
        let activations = i32x4_splat(join([a, b]));
        for (sum, &[a, b, c, d, e, f, g, h]) in sums.iter_mut().zip(weights.as_chunks::<8>().0) {
            *sum = i32x4_add(*sum, i32x4_dot_i16x8(i16x8(a, b, c, d, e, f, g, h), activations));
        }
        sums
    }

    #[inline(always)]
    fn store(self, sums: Self::Sums) -> [i32; PANEL] {
        use core::arch::wasm32::i32x4_extract_lane as lane;
        let mut stored = [0; PANEL];
        for (sum, stored) in sums.into_iter().zip(stored.as_chunks_mut::<4>().0) {
            *stored = [lane::<0>(sum), lane::<1>(sum), lane::<2>(sum), lane::<3>(sum)];
        }
        stored
    }
}

/// Arithmetic of x86 processors since about 2013.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct Avx2(pulp::x86::V3);

#[cfg(target_arch = "x86_64")]
impl Dot for Avx2 {
    type Sums = [core::arch::x86_64::__m256i; 2];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [self.0.avx._mm256_setzero_si256(); 2]
    }

    #[inline(always)]
    fn add(self, [low, high]: Self::Sums, weights: &Pairs, activations: [i16; 2]) -> Self::Sums {
        let simd = self.0;
        let [first, second]: [core::arch::x86_64::__m256i; 2] = pulp::cast(*weights);
        let activations = simd.avx._mm256_set1_epi32(join(activations));
        [
            simd.avx2._mm256_add_epi32(low, simd.avx2._mm256_madd_epi16(first, activations)),
            simd.avx2._mm256_add_epi32(high, simd.avx2._mm256_madd_epi16(second, activations)),
        ]
    }

    #[inline(always)]
    fn store(self, sums: Self::Sums) -> [i32; PANEL] {
        pulp::cast(sums)
    }
}

/// Arithmetic of x86 processors with wide registers.
#[cfg(target_arch = "x86_64")]
#[derive(Clone, Copy)]
struct Avx512(pulp::x86::V4);

#[cfg(target_arch = "x86_64")]
impl Dot for Avx512 {
    type Sums = core::arch::x86_64::__m512i;
    const WIDEST: usize = 12;

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        self.0.avx512f._mm512_setzero_si512()
    }

    #[inline(always)]
    fn add(self, sums: Self::Sums, weights: &Pairs, activations: [i16; 2]) -> Self::Sums {
        let simd = self.0;
        let activations = simd.avx512f._mm512_set1_epi32(join(activations));
        let products = simd.avx512bw._mm512_madd_epi16(pulp::cast(*weights), activations);
        simd.avx512f._mm512_add_epi32(sums, products)
    }

    #[inline(always)]
    fn store(self, sums: Self::Sums) -> [i32; PANEL] {
        pulp::cast(sums)
    }
}

/// A pair as the two halves of one integer.
#[cfg(any(target_arch = "x86_64", all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline(always)]
fn join([low, high]: [i16; 2]) -> i32 {
    i32::from(low) & 0xffff | i32::from(high) << 16
}

/// What brings the integers of the input vectors back to their values.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scale<'a> {
    /// One scale for all vectors.
    One(f32),
    /// A scale for each vector.
    Each(&'a [f32]),
}

/// The arguments of [`Matrix::multiply`].
#[derive(Clone, Copy)]
struct Task<'a> {
    matrix: &'a Matrix,
    input: &'a [i16],
    stride: usize,
    count: usize,
    scale: Scale<'a>,
    bias: &'a [f32],
}

impl Task<'_> {
    #[inline(always)]
    fn run<D: Dot>(self, dot: D, out: &mut [f32]) {
        for (panel, weights) in self.matrix.panels.chunks_exact(self.matrix.cols / 2).enumerate() {
            let mut index = 0;
            while index < self.count {
                index += match (self.count - index).min(D::WIDEST) {
                    12.. => self.block::<12, D>(dot, weights, panel, index, out),
                    8.. => self.block::<8, D>(dot, weights, panel, index, out),
                    6.. => self.block::<6, D>(dot, weights, panel, index, out),
                    4.. => self.block::<4, D>(dot, weights, panel, index, out),
                    2.. => self.block::<2, D>(dot, weights, panel, index, out),
                    _ => self.block::<1, D>(dot, weights, panel, index, out),
                };
            }
        }
    }

    /// Multiplies `N` vectors from number `index` on with one panel.
    #[inline(always)]
    fn block<const N: usize, D: Dot>(
        self,
        dot: D,
        weights: &[Pairs],
        panel: usize,
        index: usize,
        out: &mut [f32],
    ) -> usize {
        let inputs: [&[[i16; 2]]; N] = std::array::from_fn(|offset| {
            let input = &self.input[(index + offset) * self.stride..][..2 * weights.len()];
            &input.as_chunks().0[..weights.len()]
        });
        let mut sums = [dot.zero(); N];
        for (column, weights) in weights.iter().enumerate() {
            for (sums, input) in sums.iter_mut().zip(&inputs) {
                *sums = dot.add(*sums, weights, input[column]);
            }
        }
        let rows = panel * PANEL..((panel + 1) * PANEL).min(self.matrix.rows);
        let scales = &self.matrix.scales[panel];
        let bias = fill_up(&self.bias[rows.clone()]);
        for (offset, sums) in sums.into_iter().enumerate() {
            let input_scale = match self.scale {
                Scale::One(scale) => scale,
                Scale::Each(scales) => scales[index + offset],
            };
            let mut values = [0.0; PANEL];
            for (((value, sum), scale), bias) in values.iter_mut().zip(dot.store(sums)).zip(scales).zip(bias)
            {
                *value = sum as f32 * (scale * input_scale) + bias;
            }
            let start = (index + offset) * self.matrix.rows;
            let out = &mut out[start + rows.start..start + rows.end];
            // A whole panel is copied at once; a copy of unknown length costs a call.
            match out.as_chunks_mut() {
                ([whole], _) => *whole = values,
                _ => out.copy_from_slice(&values[..rows.len()]),
            }
        }
        N
    }
}

/// A task for the registers of one level, to be inlined whole where its instructions are enabled. It is no closure: the
/// shim through which a closure is called once need not be inlined, and then every instruction becomes a call.
#[cfg(target_arch = "x86_64")]
struct Run<'a, D> {
    task: Task<'a>,
    dot: D,
    out: &'a mut [f32],
}

#[cfg(target_arch = "x86_64")]
impl<D: Dot> pulp::NullaryFnOnce for Run<'_, D> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        self.task.run(self.dot, self.out);
    }
}

/// Rounds `values` to integers of at most `limit` in magnitude, a value of `bound` becoming `limit`.
pub(super) fn quantise(values: &[f32], bound: f32, limit: i32, integers: &mut [i16]) -> f32 {
    /// Adding and subtracting this number rounds a small one to the nearest integer, ties to even, and leaves the
    /// integer in the low bits of its representation.
    const ROUND: f32 = 12_582_912.0;
    if bound == 0.0 {
        integers.fill(0);
        return 0.0;
    }
    let limit = limit as f32;
    let factor = limit / bound;
    for (integer, value) in integers.iter_mut().zip(values) {
        *integer = ((value * factor + ROUND).to_bits() as i32 - ROUND.to_bits() as i32) as i16;
    }
    bound / limit
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

#[cfg(test)]
mod tests {
    use super::*;

    /// A matrix of small numbers, with some rows left over after the last whole panel.
    fn matrix(rows: usize, cols: usize, level: Level) -> (Matrix, Vec<i16>) {
        let weights: Vec<i16> = (0..rows * cols).map(|at| (at * 37 % 255) as i16 - 127).collect();
        let panels = pack(&weights, cols);
        let scales: Vec<f32> = (0..rows).map(|row| 0.5 + row as f32 / 64.0).collect();
        let scales = scales.chunks(PANEL).map(fill_up).collect();
        (Matrix { rows, cols, panels, scales, limit: i32::from(i16::MAX), level }, weights)
    }

    #[test]
    fn products_are_the_same_at_every_level() {
        let (rows, cols, count, stride) = (37, 96, 13, 32);
        let input: Vec<i16> =
            (0..count * stride + cols).map(|at| (at * 7919 % 65535) as u16 as i16).collect();
        let bias: Vec<f32> = (0..rows).map(|row| row as f32 - 7.5).collect();
        let mut expected = Vec::new();
        let (_, weights) = matrix(rows, cols, Level::Portable);
        for index in 0..count {
            for row in 0..rows {
                let sum: i32 = (0..cols)
                    .map(|at| i32::from(input[index * stride + at]) * i32::from(weights[row * cols + at]))
                    .sum();
                expected.push(sum as f32 * ((0.5 + row as f32 / 64.0) * 0.25) + bias[row]);
            }
        }
        for level in Level::all() {
            let (matrix, _) = matrix(rows, cols, level);
            let mut out = vec![0.0; rows * count];
            matrix.multiply(&input, stride, count, Scale::One(0.25), &bias, &mut out);
            assert_eq!(out, expected, "{level:?}");
        }
    }

    #[test]
    fn integers_stay_in_bounds_and_come_back() {
        let values = [0.0, 0.1, -3.0, 2.999, 1e-9];
        let mut integers = [7; 5];
        let scale = quantise(&values, 3.0, 1000, &mut integers);
        assert_eq!(integers, [0, 33, -1000, 1000, 0]);
        assert!((f32::from(integers[1]) * scale - 0.1).abs() < scale);
        assert_eq!(quantise(&[0.0; 5], 0.0, 1000, &mut integers), 0.0);
        assert_eq!(integers, [0; 5]);
    }
}
