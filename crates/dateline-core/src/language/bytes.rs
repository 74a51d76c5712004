//! Reads the primitive values of a model file, checking every length.

use super::LoadError;

/// A cursor over the bytes of a model file. All numbers are little-endian.
pub(super) struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// An error about what stands just before the cursor.
    pub(super) fn error(&self, problem: &'static str) -> LoadError {
        LoadError::Malformed { offset: self.at, problem }
    }

    pub(super) fn take(&mut self, len: usize) -> Result<&'a [u8], LoadError> {
        let end = self.at.checked_add(len).filter(|&end| end <= self.bytes.len());
        let Some(end) = end else { return Err(self.error("the file ends too early")) };
        let taken = &self.bytes[self.at..end];
        self.at = end;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], LoadError> {
        let mut array = [0; N];
        array.copy_from_slice(self.take(N)?);
        Ok(array)
    }

    pub(super) fn u8(&mut self) -> Result<u8, LoadError> {
        Ok(self.array::<1>()?[0])
    }

    pub(super) fn u16(&mut self) -> Result<u16, LoadError> {
        Ok(u16::from_le_bytes(self.array()?))
    }

    pub(super) fn u32(&mut self) -> Result<u32, LoadError> {
        Ok(u32::from_le_bytes(self.array()?))
    }

    pub(super) fn u64(&mut self) -> Result<u64, LoadError> {
        Ok(u64::from_le_bytes(self.array()?))
    }

    /// `count` finite numbers.
    pub(super) fn floats(&mut self, count: usize) -> Result<Vec<f32>, LoadError> {
        let bytes = self.take(count.checked_mul(4).ok_or_else(|| self.error("a count is too large"))?)?;
        let floats: Vec<f32> = bytes.as_chunks().0.iter().map(|&chunk| f32::from_le_bytes(chunk)).collect();
        if floats.iter().all(|value| value.is_finite()) {
            Ok(floats)
        } else {
            Err(self.error("a number is not finite"))
        }
    }

    /// A string: its length in two bytes, then UTF-8.
    pub(super) fn string(&mut self) -> Result<&'a str, LoadError> {
        let len = self.u16()?;
        let bytes = self.take(len.into())?;
        std::str::from_utf8(bytes).map_err(|_| self.error("a string is not UTF-8"))
    }

    /// Says whether all bytes were read.
    pub(super) fn finish(&self) -> Result<(), LoadError> {
        if self.at == self.bytes.len() {
            Ok(())
        } else {
            Err(self.error("bytes follow the end of the model"))
        }
    }
}
