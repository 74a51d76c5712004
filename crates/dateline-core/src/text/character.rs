//! What a character is to the segmenter: blank, mark, or part of a word.

/// Whether the character is nothing to read: white space, a control, a direction mark, a zero-width space.
///
/// Joiners and the soft hyphen are not blank: they stand inside words.
pub(super) fn is_blank(c: char) -> bool {
    match c {
        '\0'..=' ' | '\u{7f}'..='\u{a0}' => true,
        '!'..='~' => false,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => true,
        _ => c.is_whitespace(),
    }
}

/// Whether the character ends a line.
pub(super) fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether the character, at an end of a run without blanks, is a token of its own.
pub(super) fn is_mark(c: char) -> bool {
    match c {
        ',' | ':' | ';' | '!' | '?' | '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '_' | '#' | '*'
        | '&' => true,
        '\0'..='\u{7f}' => is_quote(c),
        _ => is_quote(c) || is_currency(c) || is_symbol(c) || matches!(c, '–' | '—' | '―' | '…'),
    }
}

/// Whether the character opens or closes a quotation, single or double, or is an apostrophe.
pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '´' | '\u{2018}'..='\u{201f}' | '‹' | '›' | '«' | '»')
        || matches!(c, '「'..='』' | '＂' | '＇')
}

/// Whether the character is an apostrophe, typed or typographic.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '\u{2bc}')
}

/// Whether the character is the sign of a currency.
pub(crate) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '¢'..='¥' | '฿' | '﷼' | '\u{20a0}'..='\u{20cf}' | '＄' | '￡' | '￥')
}

/// Whether the character is a pictograph, an arrow, a bullet or punctuation of another script.
fn is_symbol(c: char) -> bool {
    match c {
        '¡' | '¿' | '§' | '¦' | '¨' | '©' | '®' | '°' | '·' | '¶' | '•' | '‣' | '†' | '‡' | '‚' | '„' => {
            true
        }
        '\u{37e}' | '\u{387}' | '،' | '؛' | '؟' | '٪' | '۔' | '।' => true,
        '\u{2100}'..='\u{2bff}' => !c.is_alphanumeric(),
        '\u{3000}'..='\u{303f}' | '\u{fe0f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff1f}' => true,
        '\u{fffd}' | '\u{1f000}'..='\u{1faff}' => true,
        _ => false,
    }
}

/// Whether the character may end a sentence.
pub(super) fn is_terminal(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।')
}

/// Whether the character closes what another opened; a straight quotation mark may.
pub(super) fn is_closer(c: char) -> bool {
    matches!(c, '"' | '\'' | '’' | '”' | '»' | '›' | ')' | ']' | '}' | '」' | '』')
}

/// Whether the character opens what another closes; a straight quotation mark may.
pub(super) fn is_opener(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '‘' | '“' | '„' | '«' | '‹' | '(' | '[' | '{' | '「' | '『')
}

/// The characters that stand before an item of a list.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣'
            | '●'
            | '○'
            | '◦'
            | '▪'
            | '■'
            | '□'
            | '►'
            | '▸'
            | '·'
            | '*'
            | '-'
            | '–'
            | '—'
            | '+'
    )
}
