//! The tables under `seeds/`, compiled into the crate at build time.

/// One table: named columns and rows of as many cells.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its file, for messages.
    pub file: &'static str,
    /// Names of the columns.
    pub columns: &'static [&'static str],
    /// The rows, in the file's order.
    pub rows: &'static [Row],
}

/// One row of a [`Table`].
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Line of the file, from 1, for messages.
    pub line: u32,
    /// As many cells as the table has columns; an empty cell is "".
    pub cells: &'static [&'static str],
}

impl Table {
    /// The cells of the named columns, row by row, with the row's line number.
    ///
    /// A column that the table doesn't have reads as empty; a test of the stage that reads the table catches it.
    pub fn select<const N: usize>(
        &self,
        columns: [&str; N],
    ) -> impl Iterator<Item = (u32, [&'static str; N])> + use<N> {
        let at = columns.map(|name| self.columns.iter().position(|column| *column == name));
        debug_assert!(at.iter().all(Option::is_some), "{} has the columns {:?}", self.file, self.columns);
        self.rows
            .iter()
            .map(move |row| (row.line, at.map(|i| i.and_then(|i| row.cells.get(i)).copied().unwrap_or(""))))
    }
}

include!(concat!(env!("OUT_DIR"), "/seed.rs"));
