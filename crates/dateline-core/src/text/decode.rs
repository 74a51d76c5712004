//! From bytes to text: byte order marks, UTF-8, UTF-16, and the encodings of older pages and wires.

use core::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Bytes that are looked at to tell a text from a binary file.
const PROBE: usize = 8192;

/// A text and how it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text; what could not be read in it is U+FFFD.
    pub text: String,
    /// The encoding's name in the WHATWG Encoding Standard, "UTF-8" most often.
    pub encoding: &'static str,
    /// Whether something could not be read: a broken sequence, half a surrogate pair.
    pub had_errors: bool,
}

/// The bytes are no text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotText {
    /// What they are: "a PDF document", "a binary file".
    pub what: &'static str,
    /// The byte that tells, counted from 0.
    pub position: usize,
    /// What the user can do.
    pub advice: &'static str,
}

impl fmt::Display for NotText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not a text but {} (byte {}): {}", self.what, self.position, self.advice)
    }
}

impl core::error::Error for NotText {}

/// Reads bytes as text.
///
/// A byte order mark decides; otherwise valid UTF-8 is UTF-8, zeros in every other byte mean UTF-16, text that is
/// UTF-8 but for a few bytes is read as such with the broken ones replaced, and the rest is guessed from the statistics
/// of its bytes (`chardetng`, as Firefox does). Surrogate pairs written as two UTF-8 sequences (CESU-8) are joined.
///
/// # Errors
///
/// [`NotText`] for files of known binary formats and for bytes full of control characters.
///
/// ```
/// use dateline_core::text::decode;
///
/// let decoded = decode(b"\xef\xbb\xbfMr. O\xe2\x80\x99Brien said").unwrap();
/// assert_eq!((decoded.text.as_str(), decoded.encoding), ("Mr. O’Brien said", "UTF-8"));
/// assert_eq!(decode(b"Mr. O\x92Brien said").unwrap().text, "Mr. O’Brien said");
/// assert_eq!(decode(b"%PDF-1.7 ...").unwrap_err().what, "a PDF document");
/// ```
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    if let Some(format) = FORMATS.iter().find(|format| bytes.starts_with(format.magic)) {
        return Err(NotText { what: format.what, position: 0, advice: format.advice });
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return Ok(read(&bytes[mark..], encoding));
    }
    if let Some(encoding) = wide(bytes) {
        return Ok(read(bytes, encoding));
    }
    if let Some(position) = binary(bytes) {
        let advice = "extract its text first, then pass the text";
        return Err(NotText { what: "a binary file", position, advice });
    }
    if let Ok(text) = core::str::from_utf8(bytes) {
        return Ok(Decoded { text: text.to_owned(), encoding: UTF_8.name(), had_errors: false });
    }
    if let Some(decoded) = broken_utf8(bytes) {
        return Ok(decoded);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    Ok(read(bytes, detector.guess(None, Utf8Detection::Deny)))
}

fn read(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), encoding: encoding.name(), had_errors }
}

/// A binary format that people hand in for a text.
struct Format {
    magic: &'static [u8],
    what: &'static str,
    advice: &'static str,
}

const FORMATS: [Format; 9] = [
    Format {
        magic: b"%PDF-",
        what: "a PDF document",
        advice: "extract its text first, with pdftotext for one",
    },
    Format {
        magic: b"PK\x03\x04",
        what: "a ZIP archive or an office document (DOCX, ODT, EPUB)",
        advice: "unpack it, or save the document as plain text or HTML",
    },
    Format {
        magic: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        what: "an old office document (DOC, XLS)",
        advice: "save it as plain text or HTML",
    },
    Format { magic: b"\x1f\x8b\x08", what: "gzip-compressed", advice: "decompress it first, with gunzip" },
    Format {
        magic: b"\x28\xb5\x2f\xfd",
        what: "zstd-compressed",
        advice: "decompress it first, with unzstd",
    },
    Format { magic: b"\x89PNG\r\n\x1a\n", what: "a PNG image", advice: "pass the text itself" },
    Format { magic: b"\xff\xd8\xff", what: "a JPEG image", advice: "pass the text itself" },
    Format { magic: b"\x7fELF", what: "a program", advice: "pass the text itself" },
    Format {
        magic: b"\xff\xfe\x00\x00",
        what: "a text in UTF-32",
        advice: "convert it to UTF-8, with iconv for one",
    },
];

/// UTF-16 without a byte order mark: zeros in every other byte, as Western text has them.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let probe = &bytes[..bytes.len().min(PROBE) & !1];
    let zeros = |from: usize| probe.iter().skip(from).step_by(2).filter(|&&b| b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), probe.len() / 2);
    let most = |n: usize, other: usize| pairs >= 2 && n * 10 >= pairs * 6 && other * 20 <= pairs;
    if most(odd, even) {
        Some(UTF_16LE)
    } else if most(even, odd) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Position of the first control character when there are too many for a text: more than one byte in twenty.
fn binary(bytes: &[u8]) -> Option<usize> {
    let probe = &bytes[..bytes.len().min(PROBE)];
    let control = |b: &&u8| matches!(b, 0..=8 | 14..=26 | 28..=31);
    let controls = probe.iter().filter(control).count();
    (controls > 3 && controls * 20 > probe.len()).then(|| probe.iter().position(|b| control(&b))).flatten()
}

/// Reads bytes that are UTF-8 but for a few; `None` when they look like another encoding.
fn broken_utf8(bytes: &[u8]) -> Option<Decoded> {
    let joined = join_surrogates(bytes);
    let (mut sound, mut broken) = (0usize, 0usize);
    for chunk in joined.utf8_chunks() {
        sound += chunk.valid().bytes().filter(|b| b & 0xc0 == 0xc0).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    // A text of another encoding seldom holds even one sound sequence; a cut one breaks at most at its ends.
    let surrogates = joined.windows(2).filter(|pair| pair[0] == 0xed && pair[1] >= 0xa0).count();
    (sound >= 4 * broken.saturating_sub(3 * surrogates) && sound + surrogates > 0).then(|| Decoded {
        text: String::from_utf8_lossy(&joined).into_owned(),
        encoding: UTF_8.name(),
        had_errors: broken > 0,
    })
}

/// Joins surrogate pairs that were written as two sequences of three bytes.
fn join_surrogates(bytes: &[u8]) -> Vec<u8> {
    let mut joined = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(&first) = rest.first() {
        let pair = match rest {
            [0xed, h @ 0xa0..=0xaf, h2 @ 0x80..=0xbf, 0xed, l @ 0xb0..=0xbf, l2 @ 0x80..=0xbf, ..] => {
                let high = (u32::from(h & 0x0f) << 6) | u32::from(h2 & 0x3f);
                let low = (u32::from(l & 0x0f) << 6) | u32::from(l2 & 0x3f);
                char::from_u32(0x1_0000 + (high << 10) + low)
            }
            _ => None,
        };
        match pair {
            Some(c) => {
                joined.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = &rest[6..];
            }
            None => {
                joined.push(first);
                rest = &rest[1..];
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() })
            .collect()
    }

    #[test]
    fn marks_and_zeros_tell_utf_16() {
        let text = "Kyiv said – “no”.";
        for (bytes, encoding) in [
            ([&[0xff, 0xfe][..], &utf16(text, false)].concat(), "UTF-16LE"),
            ([&[0xfe, 0xff][..], &utf16(text, true)].concat(), "UTF-16BE"),
            (utf16(text, false), "UTF-16LE"),
            (utf16(text, true), "UTF-16BE"),
        ] {
            let expected = Decoded { text: text.into(), encoding, had_errors: false };
            assert_eq!(decode(&bytes), Ok(expected));
        }
    }

    #[test]
    fn half_a_surrogate_pair_is_an_error_but_no_failure() {
        let bytes = [0xff, 0xfe, b'a', 0, 0x3d, 0xd8, b'b', 0];
        let decoded = decode(&bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.had_errors), ("a\u{fffd}b", true));
        let decoded = decode(b"Lone \xed\xa0\xbd half").unwrap();
        assert!(decoded.had_errors && decoded.text.ends_with(" half"), "{decoded:?}");
    }

    #[test]
    fn surrogates_in_utf_8_are_joined() {
        let decoded = decode(b"Smile \xed\xa0\xbd\xed\xb8\x80 now").unwrap();
        assert_eq!((decoded.text.as_str(), decoded.had_errors), ("Smile 😀 now", false));
    }

    #[test]
    fn older_encodings_are_guessed() {
        let decoded = decode(b"\x93Caf\xe9 society,\x94 he said \x96 in Malm\xf6.").unwrap();
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding),
            ("“Café society,” he said – in Malmö.", "windows-1252")
        );
    }

    #[test]
    fn one_broken_byte_does_not_spoil_utf_8() {
        let decoded = decode("“Café” in Malmö — “naïve”\u{a0}".as_bytes().split_last().unwrap().1).unwrap();
        assert_eq!(decoded.encoding, "UTF-8");
        assert!(decoded.had_errors && decoded.text.starts_with("“Café” in Malmö"));
    }

    #[test]
    fn binary_files_are_told_apart() {
        let error = decode(b"PK\x03\x04abc").unwrap_err();
        assert!(error.to_string().contains("DOCX"), "{error}");
        let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
        assert_eq!(decode(&bytes).unwrap_err().what, "a binary file");
        assert!(decode(b"a stray \0 zero in a text that is otherwise sound").is_ok());
        assert_eq!(decode(b"").unwrap().text, "");
    }
}
